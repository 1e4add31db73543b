"""The search of the front page, as somebody who uses it sees it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from playwright.sync_api import expect

if TYPE_CHECKING:
    from playwright.sync_api import Locator, Page


def field(page: Page) -> Locator:
    """Return the field for words."""
    return page.get_by_role("searchbox", name="Search the listings")


def told(page: Page, text: str) -> None:
    """Wait until the live region says this."""
    expect(page.get_by_role("status")).to_have_text(text)


def shown(page: Page) -> list[str]:
    """Return the slugs of the rows that are seen, in their order."""
    rows = page.locator("[data-job]").filter(visible=True)
    return [str(slug) for slug in rows.evaluate_all("all => all.map(each => each.dataset.job)")]
