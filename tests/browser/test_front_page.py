"""The front page, as a browser shows it."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from pathlib import Path

    from click.testing import Result
    from playwright.sync_api import Page

LISTING = (
    "---\ntitle: Gardener {number}\ncompany: Fern & Sons\nlocation: Lisbon, Portugal\n---\nRakes.\n"
)


def test_a_row_leads_to_its_listing_and_back(
    board: Callable[[Mapping[str, str]], Path],
    run: Callable[..., Result],
    serve: Callable[[Path], str],
    page: Page,
) -> None:
    files = {f"content/{number}.md": LISTING.format(number=number) for number in (1, 2)}
    site = board(files)
    assert run("build", "--site", site).exit_code == 0
    page.goto(serve(site / "output"))
    page.get_by_role("link", name="Gardener 2").click()
    assert page.locator("h1").inner_text() == "Gardener 2"
    page.go_back()
    assert page.locator("[data-job]").count() == 2
