"""The page of a listing, as a browser shows it."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from playwright.sync_api import Page

MANY = (
    "---\ntitle: Gardener\nremote: true\nsalary: 30000 - 40000 EUR a year\n"
    "location: Portugal, Spain, France, Poland, Italy, Greece, Ireland\n---\nRakes.\n"
)


def test_on_a_phone_many_countries_have_the_whole_width(
    published: Callable[[Mapping[str, str]], str], page: Page
) -> None:
    page.goto(published({"content/gardener.md": MANY}) + "jobs/gardener/")
    starts = "all => new Set(all.map(each => each.getBoundingClientRect().x)).size"
    facts = page.locator(".facts > div")
    for width, beside in ((390, {"Pay"}), (800, {"Who may apply", "Pay"})):
        page.set_viewport_size({"width": width, "height": 740})
        for label in ("Who may apply", "Pay"):
            parts = facts.filter(has_text=label).locator("dt, dd")
            assert parts.evaluate_all(starts) == (2 if label in beside else 1)
