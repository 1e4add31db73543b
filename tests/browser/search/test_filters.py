"""What filters find, and what they say of each other."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from click.testing import CliRunner
from playwright.sync_api import expect

from ssg.cli import main
from tests.browser.searching import SETTINGS, built, field, open_filters, shown, told

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from playwright.sync_api import Page


@pytest.mark.parametrize(
    ("name", "value", "slugs", "label"),
    [
        ("country", "PT", {"baker", "clerk", "driver", "full-stack"}, "Portugal (4)"),
        ("country", "NO", {"clerk", "driver", "eel-smoker"}, "Norway (3)"),
        ("country", "JP", {"driver"}, "Japan (1)"),
        ("tag", "bread", {"baker", "gardener"}, "Bread (2)"),
        ("tag", "c-sharp", {"baker"}, "C# (1)"),
        ("tag", "proto", {"eel-smoker"}, "__proto__ (1)"),
        ("company", "orsted-mills", {"driver", "helper"}, "Ørsted Mills (2)"),
        ("type", "part-time", {"gardener"}, "Part-time (1)"),
        ("posted", "1", {"baker"}, "Since yesterday (1)"),
        ("posted", "14", {"baker", "clerk"}, "In the last 14 days (2)"),
        ("posted", "365", {"baker", "clerk", "driver", "helper"}, "In the last year (4)"),
    ],
)
def test_a_filter_finds_as_many_as_it_says(
    front: Page, name: str, value: str, slugs: set[str], label: str
) -> None:
    open_filters(front)
    option = front.locator(f"select[name={name}] option[value='{value}']")
    expect(option).to_have_text(label)
    front.select_option(f"select[name={name}]", value)
    told(front, f"{len(slugs)} listing{'s' if len(slugs) > 1 else ''}")
    assert set(shown(front)) == slugs
    expect(front.locator(".filters-set")).to_have_text("1")


def test_ways_of_work_add_up(front: Page) -> None:
    open_filters(front)
    expect(front.get_by_label("Remote (1)")).to_be_visible()
    front.get_by_label("Hybrid").check()
    told(front, "1 listing")
    front.get_by_label("On-site").check()
    told(front, "2 listings")
    assert set(shown(front)) == {"eel-smoker", "full-stack"}


def test_pay_is_compared_in_its_own_currency(front: Page) -> None:
    open_filters(front)
    expect(front.locator("select[name=currency] option")).to_have_text(
        ["EUR (2)", "NOK (1)", "USD (1)"]
    )
    front.goto(f"{front.url}?pay=25000")
    told(front, "1 listing")
    assert shown(front) == ["clerk"]
    open_filters(front)
    front.select_option("select[name=currency]", "USD")
    told(front, "1 listing")
    assert shown(front) == ["helper"]


def test_rates_compare_pay_in_all_currencies(
    tmp_path: Path, serve: Callable[[Path], str], page: Page
) -> None:
    rates = "[rates]\ndate = 2026-06-01\nEUR = 1\nUSD = 1.25\nNOK = 10\n"
    address = serve(built(tmp_path, SETTINGS + rates))
    page.goto(f"{address}?pay=29000&currency=EUR")
    told(page, "3 listings")
    assert set(shown(page)) == {"clerk", "eel-smoker", "helper"}
    open_filters(page)
    expect(page.get_by_text("Converted by the rates of 1 June 2026")).to_be_visible()


def test_a_board_has_no_filter_by_what_it_names_nowhere(
    tmp_path: Path, serve: Callable[[Path], str], page: Page
) -> None:
    (tmp_path / "content").mkdir()
    text = "---\ntitle: Baker\nlocation: Portugal\n---\nBread.\n"
    (tmp_path / "content/baker.md").write_text(text, encoding="utf-8")
    assert CliRunner().invoke(main, ["build", "--site", str(tmp_path)]).exit_code == 0
    address = serve(tmp_path / "output")
    page.goto(address)
    open_filters(page)
    for label in ("Pay a year, from", "Tag", "Company", "Employment type"):
        expect(page.get_by_label(label, exact=True)).to_be_hidden()
    page.select_option("select[name=country]", "PT")
    told(page, "1 listing")
    page.goto(f"{address}?pay=1000&currency=EUR")
    told(page, "0 listings")


def test_filters_narrow_each_other_and_say_so(front: Page) -> None:
    open_filters(front)
    front.select_option("select[name=country]", "PT")
    expect(front.locator("select[name=company] option[value=orsted-mills]")).to_have_text(
        "Ørsted Mills (1)"
    )
    expect(front.locator("select[name=tag] option[value=fish]")).to_have_count(0)
    front.select_option("select[name=company]", "orsted-mills")
    told(front, "1 listing")
    field(front).fill("baker")
    told(front, "0 listings")
    expect(front.locator(".filters-set")).to_have_text("2")
    assert front.locator("select[name=country]").input_value() == "PT"


def test_the_nearest_feed_is_offered(front: Page, address: str) -> None:
    feed = front.locator("#search-results .feed a")
    for query, label, path in (
        ("?q=job", "RSS feed", "feed.xml"),
        ("?country=PT", "RSS feed: Portugal", "countries/portugal/feed.xml"),
        ("?country=JP", "RSS feed", "feed.xml"),
        ("?country=PT&tag=c-sharp", "RSS feed: C#", "tags/c-sharp/feed.xml"),
    ):
        front.goto(address + query)
        expect(feed).to_have_text(label)
        href = feed.evaluate("link => link.href")
        assert href == address + path
        assert front.request.get(href).ok
