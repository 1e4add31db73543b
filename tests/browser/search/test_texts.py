"""The search in the texts of listings, which Pagefind makes possible, as a browser runs it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from click.testing import CliRunner
from playwright.sync_api import expect

from ssg.cli import main
from tests.browser.searching import field, shown, told

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from playwright.sync_api import Page

TEXTS = {
    "baker": ("tags: [Bread]", "Sourdough at dawn, and baskets for the markets."),
    "clerk": ("location: Portugal", "Ledgers in ink. Who dealt with a bakery before is at home."),
    "driver": ("location: Norway", "Baskets go round the market by van."),
}


@pytest.fixture(scope="module")
def output(tmp_path_factory: pytest.TempPathFactory) -> Path:
    site = tmp_path_factory.mktemp("board")
    (site / "content").mkdir()
    (site / "ssg.toml").write_text('search = "pagefind"\n', encoding="utf-8")
    for slug, (said, body) in TEXTS.items():
        text = f"---\ntitle: {slug.capitalize()}\n{said}\n---\n{body}\n"
        (site / "content" / f"{slug}.md").write_text(text, encoding="utf-8")
    result = CliRunner().invoke(main, ["build", "--site", str(site), "--as-of", "2026-06-30"])
    assert result.exit_code == 0, result.output
    return site / "output"


@pytest.fixture
def board(page: Page, output: Path, serve: Callable[[Path], str]) -> Page:
    page.goto(serve(output))
    return page


def test_words_of_texts_are_found_with_those_of_rows(board: Page) -> None:
    field(board).fill("sourdough")
    told(board, "1 listing")
    assert shown(board) == ["baker"]
    field(board).fill("baker")
    told(board, "2 listings")
    assert shown(board) == ["baker", "clerk"]
    field(board).fill("portugal ledger")
    told(board, "1 listing")
    assert shown(board) == ["clerk"]


def test_other_forms_of_a_word_are_found(board: Page) -> None:
    field(board).fill("markets basket")
    told(board, "2 listings")
    assert set(shown(board)) == {"baker", "driver"}


def test_filters_narrow_what_texts_say(board: Page) -> None:
    field(board).fill("market")
    told(board, "2 listings")
    board.get_by_text("Filters", exact=False).first.click()
    expect(board.get_by_label("I live in")).to_be_enabled()
    board.select_option("select[name=country]", "NO")
    told(board, "1 listing")
    assert shown(board) == ["driver"]
    board.goto(board.url)
    told(board, "1 listing")


def test_it_loads_when_words_are_there_and_not_before(board: Page) -> None:
    asked = list[str]()
    board.on("request", lambda request: asked.append(request.url))
    board.get_by_text("Filters", exact=False).first.click()
    expect(board.get_by_label("I live in")).to_be_enabled()
    board.get_by_label("Remote").check()
    told(board, "0 listings")
    assert not [each for each in asked if "texts" in each]
    board.get_by_role("button", name="Clear").click()
    field(board).fill("dawn")
    told(board, "1 listing")
    assert [each for each in asked if "/search/texts/index/" in each]
    assert not [each for each in asked if "fragment" in each]


def test_rows_are_searched_where_the_index_cannot_be_loaded(board: Page) -> None:
    board.route("**/search/texts/**", lambda route: route.abort())
    field(board).fill("baker")
    told(board, "1 listing")
    expect(board).to_have_url(re.compile("q=baker"))
    assert shown(board) == ["baker"]
    board.unroute("**/search/texts/**")
    field(board).fill("dawn")
    told(board, "1 listing")
    assert shown(board) == ["baker"]
