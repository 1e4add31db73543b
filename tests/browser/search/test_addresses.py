"""The address of a search, and the way back."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from tests.browser.searching import LISTINGS, built, field, found, open_filters, shown, told

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from playwright.sync_api import Page, Route


def test_the_address_carries_the_question(front: Page, address: str) -> None:
    open_filters(front)
    front.get_by_label("On-site").check()
    front.select_option("select[name=country]", "PT")
    field(front).fill("full stack")
    told(front, "1 listing")
    expect(front).to_have_url(f"{address}?q=full+stack&country=PT&work=onsite")
    front.goto(f"{front.url}&utm=x#main")
    told(front, "1 listing")
    assert field(front).input_value() == "full stack"
    open_filters(front)
    assert front.get_by_label("On-site").is_checked()
    assert front.locator("select[name=country]").input_value() == "PT"
    front.get_by_role("button", name="Clear").click()
    expect(front).to_have_url(f"{address}?utm=x#main")


def test_words_typed_while_it_loads_keep_the_filters_of_the_address(
    page: Page, address: str
) -> None:
    def late(route: Route) -> None:
        field(page).fill("orsted")
        route.continue_()

    page.route("**/search.json", late)
    page.goto(f"{address}?q=job&country=PT")
    told(page, "1 listing")
    assert shown(page) == ["driver"]
    expect(page).to_have_url(f"{address}?q=orsted&country=PT")


def test_back_undoes_a_step(front: Page, address: str) -> None:
    field(front).press_sequentially("job fern")
    expect(front).to_have_url(f"{address}?q=job+fern")
    open_filters(front)
    front.select_option("select[name=tag]", "bread")
    told(front, "1 listing")
    front.go_back()
    told(front, "2 listings")
    assert front.locator("select[name=tag]").input_value() == ""
    front.go_back()
    told(front, "")
    assert field(front).input_value() == ""
    assert front.url == address
    assert len(shown(front)) == len(LISTINGS)
    front.go_forward()
    told(front, "2 listings")


def test_back_from_a_listing_leads_to_where_one_was(
    tmp_path: Path, serve: Callable[[Path], str], page: Page
) -> None:
    page.goto(serve(built(tmp_path, further=100)))
    found(page, "extra")
    told(page, "100 listings")
    assert len(shown(page)) == 20
    page.get_by_role("button", name="Show more").click()
    assert len(shown(page)) == 70
    assert (
        page.evaluate("document.activeElement.closest('[data-job]').dataset.job") == shown(page)[20]
    )
    page.locator("#search-results [data-job] a").nth(60).click()
    expect(page.locator("h1")).to_have_text(re.compile("Extra"))
    page.go_back()
    told(page, "100 listings")
    assert len(shown(page)) == 70
    assert page.evaluate("scrollY") > 1000


@pytest.mark.parametrize(
    "query",
    [
        "?tag=__proto__&company=constructor",
        "?country=<img src=x onerror=alert(1)>",
        "?type=<b>x</b>",
        "?tag=nothing-like-it",
        "?pay=99999999999&currency=EUR",
        "?q=%3F%3F%3F",
    ],
)
def test_what_an_address_makes_up_finds_nothing(front: Page, address: str, query: str) -> None:
    front.goto(address + query)
    told(front, "0 listings")
    open_filters(front)
    assert front.locator("main img, main option b").count() == 0


@pytest.mark.parametrize(
    "query", ["?pay=x&currency=zz", "?posted=x", "?posted=-1", "?work=x", "?q=%20", "?pay=1e9"]
)
def test_what_an_address_says_wrongly_is_no_question(front: Page, address: str, query: str) -> None:
    front.goto(address + query)
    open_filters(front)
    told(front, "")
    assert len(shown(front)) == len(LISTINGS)
