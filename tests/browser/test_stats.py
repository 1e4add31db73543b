"""The statistics and the map, as a browser shows them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from playwright.sync_api import Browser, Page

    from tests.builds import Board, Run

LISTING = (
    "---\ntitle: Miller {number}\ncompany: Kornblume Mills\nlocation: {place}\n"
    "posted: 2026-0{month}-01\nsalary: {pay} a year\ntags: [{tag}]\n---\nWe mill.\n"
)
PLACES = ("Germany", "Singapore", "Remote, Brazil")
POLICY = (
    "default-src 'none'; style-src 'self'; img-src 'self'; script-src 'self'; connect-src 'self'"
)


@pytest.fixture
def address(
    board: Board,
    run: Run,
    serve: Callable[[Path], str],
) -> str:
    """Return where a board with some statistics is served."""
    files = {
        f"content/{number}.md": LISTING.format(
            number=number,
            place=PLACES[number % 3],
            month=1 + number % 5,
            pay=f"CA${40 + number},000",
            tag=("rye", "stone-ground oats")[number % 2],
        )
        for number in range(20)
    }
    site = board(files)
    assert run("build", "--site", site, "--as-of", "2026-06-15").exit_code == 0
    return serve(site / "output")


def test_a_country_of_the_map_leads_to_its_page(address: str, page: Page) -> None:
    page.goto(f"{address}stats/")
    page.get_by_role("link", name="Brazil: 6", exact=True).click()
    assert page.locator("h1").inner_text() == "Jobs in Brazil"


def test_a_small_country_can_be_pointed_at(address: str, page: Page) -> None:
    page.goto(f"{address}countries/")
    page.locator(".map circle").click()
    assert page.locator("h1").inner_text() == "Jobs in Singapore"


def test_the_map_is_walked_by_keyboard_and_can_be_skipped(address: str, page: Page) -> None:
    page.goto(f"{address}stats/")
    skip = page.get_by_role("link", name="Skip the map")
    skip.focus()
    assert skip.bounding_box() is not None
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent").strip() == "Brazil: 6"
    page.keyboard.press("Shift+Tab")
    assert skip.evaluate("e => getComputedStyle(e).outlineStyle") == "solid"
    page.keyboard.press("Tab")
    shape = page.locator(".map a:focus path")
    assert shape.evaluate("e => getComputedStyle(e).strokeWidth") == "6px"
    page.keyboard.press("Enter")
    page.wait_for_url("**/countries/brazil/")
    page.go_back()
    skip.focus()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent").strip() == "Germany"


@pytest.mark.parametrize("width", [320, 390, 1280])
@pytest.mark.parametrize("path", ["stats/", "countries/"])
def test_nothing_scrolls_sideways(address: str, page: Page, width: int, path: str) -> None:
    page.set_viewport_size({"width": width, "height": 800})
    page.goto(f"{address}{path}")
    page.locator("details").evaluate_all("all => all.forEach(each => each.open = true)")
    over = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
    assert page.evaluate(over) <= 0


@pytest.mark.parametrize("path", ["stats/", "countries/"])
def test_pictures_follow_light_and_dark(address: str, page: Page, path: str) -> None:
    page.goto(f"{address}{path}")
    fill = "e => getComputedStyle(e).fill"
    page.emulate_media(color_scheme="light")
    light = page.locator(".map .land").first.evaluate(fill)
    page.emulate_media(color_scheme="dark")
    assert page.locator(".map .land").first.evaluate(fill) != light


def test_every_column_of_pay_has_a_name(address: str, page: Page) -> None:
    page.goto(f"{address}stats/")
    head = page.locator(".pay-chart thead").first
    names = ["Tag", "Pay", "Lower quartile", "Median", "Upper quartile", "Listings"]
    assert [head.get_by_role("columnheader", name=name, exact=True).count() for name in names] == (
        [1] * len(names)
    )


def test_it_stands_without_scripts_and_under_a_strict_policy(
    address: str, chromium: Browser
) -> None:
    context = chromium.new_context(java_script_enabled=False)
    page = context.new_page()
    page.route(
        "**/stats/",
        lambda route: route.fulfill(
            response=(answer := route.fetch()),
            headers={**answer.headers, "content-security-policy": POLICY},
        ),
    )
    said = list[str]()
    page.on("console", lambda message: said.append(message.text))
    page.goto(f"{address}stats/")
    page.get_by_text("The months as a table").click()
    assert page.get_by_role("row", name="May 2026 4").is_visible()
    half = page.locator(".pay-chart .half").first.bounding_box()
    assert half is not None
    assert half["width"] > 0
    assert said == []
    context.close()
