"""The search by keyboard, by touch, on small screens, without scripts."""

from __future__ import annotations

import re
import shutil
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from tests.browser.searching import (
    LISTINGS,
    SETTINGS,
    built,
    field,
    found,
    open_filters,
    shown,
    told,
)

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from playwright.sync_api import Browser, Page, Route


def test_by_keyboard_alone(front: Page, address: str) -> None:
    focused = "document.activeElement.closest('[data-job]')?.dataset.job"
    front.keyboard.press("/")
    expect(field(front)).to_be_focused()
    front.keyboard.type("job")
    told(front, "7 listings")
    slugs = shown(front)
    front.keyboard.press("ArrowDown")
    assert front.evaluate(focused) == slugs[0]
    front.keyboard.press("ArrowDown")
    front.keyboard.press("ArrowDown")
    front.keyboard.press("ArrowUp")
    assert front.evaluate(focused) == slugs[1]
    front.keyboard.press("Escape")
    expect(field(front)).to_be_focused()
    front.keyboard.press("Enter")
    assert front.evaluate(focused) == slugs[0]
    front.keyboard.press("ArrowUp")
    expect(field(front)).to_be_focused()
    front.keyboard.press("Escape")
    assert field(front).input_value() == ""
    told(front, "")
    front.keyboard.type("baker")
    told(front, "1 listing")
    front.keyboard.press("Enter")
    front.keyboard.press("Enter")
    expect(front).to_have_url(f"{address}jobs/baker/")


def test_a_button_behind_the_field_leads_to_the_results(front: Page) -> None:
    field(front).focus()
    expect(front.locator(".choices")).not_to_have_attribute("disabled", "")  # it is loaded
    front.keyboard.press("Tab")
    button = front.get_by_role("button", name="Search", exact=True)
    expect(button).to_be_focused()
    shape, room = button.bounding_box(), front.locator(".search-field").bounding_box()
    assert shape is not None
    assert room is not None
    assert shape["width"] > 24 < shape["height"]
    assert shape["y"] + shape["height"] <= room["y"] + room["height"]
    front.keyboard.press("Enter")
    expect(field(front)).to_be_focused()  # nothing is asked yet
    front.keyboard.type("baker")
    told(front, "1 listing")
    front.keyboard.press("Tab")
    front.keyboard.press("Enter")
    expect(front.locator("[data-job=baker] a").first).to_be_focused()


def test_without_javascript_there_are_no_dead_controls(chromium: Browser, address: str) -> None:
    with chromium.new_context(java_script_enabled=False) as context:
        page = context.new_page()
        page.goto(f"{address}?q=baker")
        assert page.locator("input, select, summary").filter(visible=True).count() == 0
        assert len(shown(page)) == len(LISTINGS)


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_on_a_narrow_phone_by_touch(chromium: Browser, address: str, scheme: str) -> None:
    is_dark = scheme == "dark"
    with chromium.new_context(
        viewport={"width": 320, "height": 640},
        has_touch=True,
        is_mobile=True,
        color_scheme="dark" if is_dark else "light",
        reduced_motion="reduce",
    ) as context:
        page = context.new_page()
        page.goto(address)
        assert page.locator("select").filter(visible=True).count() == 0
        page.locator("summary").tap()
        expect(page.get_by_label("I live in")).to_be_enabled()
        page.get_by_label("Remote").tap()
        told(page, "1 listing")
        assert page.evaluate("document.documentElement.scrollWidth") == 320
        small = "all => all.map(e => e.getBoundingClientRect()).filter(r => r.height < 24).length"
        kinds = "input[type=search], select, summary, button, .choice-work label"
        controls = page.locator(".search").locator(kinds).filter(visible=True)
        assert controls.count() > 8
        assert controls.evaluate_all(small) == 0
        paper = "getComputedStyle(document.querySelector('.search select')).backgroundColor"
        light = max(map(int, re.findall(r"\d+", page.evaluate(paper))[:3]))
        assert (light < 80) == is_dark
        assert page.evaluate("document.getAnimations().length") == 0


def test_the_number_of_results_stands_in_one_line_on_a_narrow_phone(
    page: Page, tmp_path: Path, serve: Callable[[Path], str]
) -> None:
    page.set_viewport_size({"width": 320, "height": 640})
    address = serve(built(tmp_path / "board", f'{SETTINGS}language = "de"\n'))
    page.goto(f"{address}?q=job&country=PT")
    told(page, "4 Stellen")
    lines = "told => { const all = document.createRange(); all.selectNodeContents(told);"
    lines += " return all.getClientRects().length }"
    assert page.get_by_role("status").evaluate(lines) == 1
    assert page.get_by_role("button", name="Zurücksetzen").is_visible()
    # The sign of the key stood on the field's own words, which are longer in German.
    assert page.locator(".search-field kbd").is_hidden()


def test_the_number_of_results_stands_beside_the_button_where_there_is_room(
    page: Page, address: str
) -> None:
    page.set_viewport_size({"width": 360, "height": 740})
    page.goto(f"{address}?q=job&country=PT")
    told(page, "4 listings")
    middle = "each => { const { top, bottom } = each.getBoundingClientRect(); return top + bottom }"
    number = page.get_by_role("status").evaluate(middle)
    assert abs(number - page.get_by_role("button", name="Clear").evaluate(middle)) < 4


def test_on_a_phone_no_row_of_filters_has_a_gap(front: Page) -> None:
    front.set_viewport_size({"width": 390, "height": 844})
    open_filters(front)
    filters = front.locator(".choice")
    ends = "all => new Set(Object.values(Object.fromEntries(all.map(each =>"
    ends += " each.getBoundingClientRect()).map(box => [box.top, box.right])))).size"
    assert filters.filter(visible=True).evaluate_all(ends) == 1
    filters.filter(has=front.locator("[name=type]")).evaluate("each => each.hidden = true")
    assert filters.filter(visible=True).evaluate_all(ends) == 1


@pytest.mark.parametrize(("width", "height"), [(320, 640), (360, 740), (800, 600), (1440, 900)])
def test_where_one_lives_and_the_way_of_work_are_asked_first(
    front: Page, width: int, height: int
) -> None:
    front.set_viewport_size({"width": width, "height": height})
    open_filters(front)
    expect(front.get_by_label("On-site")).to_be_in_viewport(ratio=1)
    front.get_by_label("I live in").focus()
    front.keyboard.press("Tab")
    expect(front.get_by_label("Remote")).to_be_focused()


def test_nothing_jumps(page: Page, address: str) -> None:
    page.add_init_script(
        "window.shifts = 0; new PerformanceObserver(list => { for (const each of list.getEntries())"
        " if (!each.hadRecentInput) window.shifts += each.value; })"
        ".observe({ type: 'layout-shift', buffered: true });"
    )

    def late(route: Route) -> None:
        page.wait_for_timeout(800)
        route.continue_()

    page.route("**/search.json", late)
    page.goto(address)
    field(page).click()
    page.keyboard.type("job")
    told(page, "7 listings")
    page.goto(f"{address}?q=baker&country=PT")
    told(page, "1 listing")
    assert page.evaluate("window.shifts") == 0


def test_under_a_base_path(tmp_path: Path, serve: Callable[[Path], str], page: Page) -> None:
    output = built(tmp_path / "site", SETTINGS, "--base-url", "https://work.example/jobs-here/")
    shutil.copytree(output, tmp_path / "host" / "jobs-here")
    page.goto(serve(tmp_path / "host") + "jobs-here/")
    found(page, "baker")
    page.keyboard.press("Enter")
    page.keyboard.press("Enter")
    expect(page.locator("h1")).to_have_text("Baker Job")
