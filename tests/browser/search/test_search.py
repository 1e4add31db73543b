"""The search of the front page, as a browser runs it: when it loads, what words find."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from click.testing import CliRunner
from playwright.sync_api import expect

from ssg.cli import main
from tests.browser.searching import LISTINGS, built, field, found, open_filters, shown, told

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from playwright.sync_api import Page


def test_nothing_is_loaded_before_a_key_or_a_tap(page: Page, address: str) -> None:
    asked = list[str]()
    page.on("request", lambda request: asked.append(request.url.removeprefix(address)))
    page.goto(address, wait_until="networkidle")
    assert [each for each in asked if each.startswith("search")] == ["search.js"]
    page.keyboard.press("/")
    page.keyboard.type("baker")
    told(page, "1 listing")
    assert {"search.json", "search/app.js"} < set(asked)
    assert len([each for each in asked if each == "search.json"]) == 1


def test_what_cannot_be_loaded_is_told_and_asked_for_again(page: Page, address: str) -> None:
    page.route("**/search.json", lambda route: route.abort())
    page.goto(address)
    field(page).fill("baker")
    told(page, "The listings could not be loaded. Try again in a moment.")
    assert len(shown(page)) == len(LISTINGS)
    page.unroute("**/search.json")
    field(page).fill("baker job")
    told(page, "1 listing")


# Words


WORDS = {
    "baker": {"baker"},
    "BAK": {"baker"},
    "job bak": {"baker"},
    "fern": {"baker", "clerk"},
    "orsted": {"driver", "helper"},
    "lisbon": {"baker"},
    "portugal": {"baker", "full-stack"},
    "c#": {"baker"},
    "raucherei": {"eel-smoker"},
    "eelsmoker": {"eel-smoker"},
    "stack": {"full-stack"},
    "gardner": {"gardener"},
    "graden": {"gardener"},
    "develoepr": {"full-stack"},
    "hybrid": {"eel-smoker"},
    "temporary": {"gardener"},
    "__proto__": {"eel-smoker", "full-stack"},
    "job": set(LISTINGS),
    "for-job": set(),
    "noruega": {"eel-smoker"},
    "Норвегия": {"eel-smoker"},
    "挪威 job": {"eel-smoker"},
    "ノルウェー": {"eel-smoker"},
    "노르웨이": {"eel-smoker"},
    "النرويج": {"eel-smoker"},
    "Νορβηγία": {"eel-smoker"},
    "anywhere": {"driver"},
    "Stelle Norwegen": {"eel-smoker"},
    "jobs in portugal": {"baker", "full-stack"},
    "jobs bei Fern und Sons": {"baker", "clerk"},
    "baker fern norway": set(),
    "zzqxzzqx": set(),
    "<img src=x onerror=alert(1)>": set(),
}


def test_words_find(front: Page) -> None:
    assert {words: found(front, words) for words in WORDS} == WORDS
    assert front.locator("main img").count() == 0


def test_what_is_met_best_stands_first(front: Page) -> None:
    found(front, "f")
    # A title that begins so, companies that do, then the region of a place (Norway is not one).
    assert shown(front)[:3] == ["full-stack", "baker", "clerk"]


def test_a_row_of_results_is_a_row_of_the_list(front: Page) -> None:
    """Whatever a row is made of, and whatever a listing leaves out."""
    rows = "all => Object.fromEntries(all.map(each => [each.dataset.job, each.outerHTML]))"
    static = front.locator("[data-job]").evaluate_all(rows)
    found(front, "job")
    made = front.locator("#search-results [data-job]").evaluate_all(rows)
    assert made.keys() == static.keys() == LISTINGS.keys()
    for slug, row in static.items():
        plain = re.compile(r"\s*(?=<)|(?<=>)\s*")
        assert plain.sub("", made[slug]) == plain.sub("", row)


def test_a_row_shows_the_first_ten_tags_and_all_are_found(
    page: Page, tmp_path: Path, serve: Callable[[Path], str]
) -> None:
    folder = tmp_path / "board"
    output = built(folder)
    tags = ", ".join(f"plum{number}" for number in range(50))
    text = f"---\ntitle: Picker Job\nslug: picker\ntags: [{tags}]\n---\nPicks.\n"
    (folder / "content/picker.md").write_text(text, encoding="utf-8")
    CliRunner().invoke(main, ["build", "--site", str(folder), "--as-of", "2026-06-30"])
    page.goto(serve(output))
    row = page.locator("[data-job=picker]").filter(visible=True)
    expect(row.locator(".tags li")).to_have_count(10)
    assert found(page, "plum49") == {"picker"}
    expect(row.locator(".tags li")).to_have_count(10)
    assert found(page, "plum94") == set()


def test_a_title_stays_text(front: Page) -> None:
    found(front, "fullstack")
    link = front.locator("#search-results [data-job] a").first
    assert link.inner_text() == "Fullstack <b>Developer</b> {pay} Job"


def test_the_count_is_told(front: Page) -> None:
    found(front, "job")
    told(front, "7 listings")
    field(front).fill("zzqxzzqx")
    told(front, "0 listings")
    expect(front.get_by_text("No open listing matches this.")).to_be_visible()
    front.get_by_role("button", name="Clear").click()
    told(front, "")
    assert len(shown(front)) == len(LISTINGS)


def test_a_question_that_finds_nothing_offers_what_to_leave_out(front: Page, address: str) -> None:
    ways_out = front.locator(".less")
    front.goto(f"{address}?q=job+60k+fern")
    told(front, "0 listings")
    expect(ways_out).to_have_text("Without 60k (2 listings)")
    front.get_by_role("button", name="Without 60k").click()
    told(front, "2 listings")
    expect(front).to_have_url(f"{address}?q=job+fern")
    assert set(shown(front)) == {"baker", "clerk"}
    front.goto(
        f"{address}?q=job&tag=bread&country=NO&work=onsite&work=hybrid&pay=1000&currency=NOK"
    )
    told(front, "0 listings")
    expect(ways_out).to_have_text("Without Bread (1 listing)")
    front.goto(f"{address}?country=NO&work=onsite&work=hybrid&posted=14")
    told(front, "0 listings")
    both = ["Without Hybrid, On-site (1 listing)", "Without In the last 14 days (1 listing)"]
    expect(ways_out.get_by_role("button")).to_have_text(both)
    front.go_back()
    told(front, "0 listings")
    front.get_by_role("button", name="Without Bread").click()
    assert shown(front) == ["eel-smoker"]
    expect(front.locator("[data-job=eel-smoker] a:visible").first).to_be_focused()
    front.goto(f"{address}?q=60k")
    told(front, "0 listings")
    front.wait_for_timeout(500)
    expect(ways_out).to_be_empty()


@pytest.mark.parametrize(
    ("words", "offer", "asked"),
    [
        ("25k", "€25,000 (1 listing)", "pay=25000"),
        ("job 25k", "€25,000 (1 listing)", "q=job&pay=25000"),
        ("€25.000+ job", "€25,000 (1 listing)", "q=job&pay=25000"),
        ("20-30k", "€20,000 (2 listings)", "pay=20000"),
        ("job 20000 euros", "€20,000 (2 listings)", "q=job&pay=20000"),
        ("usd 60'000 job", "$60,000 (1 listing)", "q=job&pay=60000&currency=USD"),
        ("$25/h", "$52,000 (1 listing)", "pay=52000&currency=USD"),
        ("450knok", "NOK 450,000 (1 listing)", "pay=450000&currency=NOK"),
    ],
)
def test_a_pay_among_the_words_is_offered_as_the_filter(
    front: Page, address: str, words: str, offer: str, asked: str
) -> None:
    field(front).fill(words)
    told(front, "0 listings")
    button = front.locator(".less").get_by_role("button").first
    expect(button).to_have_text(f"Pay a year, from {offer}")
    button.focus()
    front.keyboard.press("Enter")
    told(front, offer.partition("(")[2].rstrip(")"))
    expect(front).to_have_url(f"{address}?{asked}")
    expect(front.locator(".filters-set")).to_have_text("1")
    expect(front.locator("#search-results [data-job] a").first).to_be_focused()
    open_filters(front)
    assert f"pay={front.get_by_label('Pay a year, from').input_value()}" in asked
    front.go_back()
    told(front, "0 listings")
    assert field(front).input_value() == words


def test_what_is_no_pay_is_not_offered_as_one(front: Page) -> None:
    for words in ["3d", "365", "k8s", "4k", "100%", "2026", "24/7", "£60k", "sql30000", "60kg"]:
        field(front).fill(f"job {words}")
        button = front.locator(".less").get_by_role("button").first
        expect(button).to_have_text(f"Without {words} (7 listings)")


def test_a_pay_in_a_currency_that_no_listing_has_is_not_offered_in_another(front: Page) -> None:
    field(front).fill("25k gbp")
    told(front, "0 listings")
    front.wait_for_timeout(500)
    expect(front.locator(".less")).to_be_empty()
