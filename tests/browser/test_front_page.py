"""The front page, as a browser shows it."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from playwright.sync_api import Page

LISTING = (
    "---\ntitle: Gardener {number}\ncompany: Fern & Sons\nlocation: Lisbon, Portugal\n---\nRakes.\n"
)


def test_a_row_leads_to_its_listing_and_back(
    published: Callable[[Mapping[str, str]], str], page: Page
) -> None:
    files = {f"content/{number}.md": LISTING.format(number=number) for number in (1, 2)}
    page.goto(published(files))
    page.get_by_role("link", name="Gardener 2").click()
    assert page.locator("h1").inner_text() == "Gardener 2"
    page.go_back()
    assert page.locator("[data-job]").count() == 2


def test_on_a_phone_the_ways_to_other_pages_stand_in_two_rows(
    published: Callable[[Mapping[str, str]], str], page: Page
) -> None:
    files = {f"content/{number}.md": LISTING.format(number=number) for number in range(201)}
    address = published({**files, "ssg.toml": "page_size = 1\n"})
    middles = "all => new Set(all.map(each => each.getBoundingClientRect())"
    middles += ".map(box => Math.round(box.top + box.bottom))).size"
    pager = page.get_by_role("navigation", name="Pages")
    for width, rows in ((320, 2), (720, 1), (1200, 1)):
        page.set_viewport_size({"width": width, "height": 640})
        page.goto(f"{address}page/100/")
        beside = pager.get_by_role("link", name="Previous").or_(pager.get_by_text("Next"))
        assert beside.evaluate_all(middles) == 1
        assert pager.get_by_role("link").evaluate_all(middles) == rows
        assert pager.get_by_role("listitem").evaluate_all(middles) == 1


def test_on_a_phone_the_way_to_the_next_page_keeps_its_place(
    published: Callable[[Mapping[str, str]], str], page: Page
) -> None:
    files = {f"content/{number}.md": LISTING.format(number=number) for number in range(3)}
    address = published({**files, "ssg.toml": "page_size = 1\n"})
    page.set_viewport_size({"width": 360, "height": 640})
    ends = set()
    for path in ("", "page/2/"):
        page.goto(address + path)
        box = page.get_by_role("link", name="Next").bounding_box()
        assert box is not None
        ends.add((box["x"], box["width"]))
    assert len(ends) == 1
