"""The search of the front page, as somebody who uses it sees it, and a board to search."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from click.testing import CliRunner
from playwright.sync_api import expect

from ssg.cli import main

if TYPE_CHECKING:
    from pathlib import Path

    from playwright.sync_api import Locator, Page

# Every title ends in "Job", so that one word finds all; the tests name listings by their slugs.
LISTINGS = {
    "baker": ("company: Fern & Sons", "location: Lisbon, Portugal", "tags: [Bread, C#]"),
    "clerk": ("company: Fern & Sons", "location: Remote, Europe", "salary: €30,000 a year"),
    "driver": ("company: Ørsted Mills", "location: Worldwide", "salary: €2,000 a month"),
    "eel-smoker": (
        "location: Hybrid, Oslo, Norway",
        "tags: [Fish, __proto__]",
        "salary: 500,000 NOK a year",
    ),
    "full-stack": ("company: __proto__", "location: On-site, Faro, Portugal"),
    "gardener": ("employment_type: [part-time, temporary]", "tags: [Bread]"),
    "helper": ("company: Ørsted Mills", "salary: $60,000 a year"),
}
POSTED = {
    "baker": "2026-06-29",
    "clerk": "2026-06-20",
    "driver": "2026-06-01",
    "gardener": "2025-01-01",
    "helper": "2026-01-01",
}
TITLES = {"eel-smoker": "Räucherei & Eel-Smoker", "full-stack": "Fullstack <b>Developer</b> {pay}"}
SETTINGS = 'title = "Work"\npage_size = 100\n'


def built(folder: Path, settings: str = SETTINGS, *words: str, further: int = 0) -> Path:
    """Return the output of a site of these listings, and of some more."""
    content = folder / "content"
    content.mkdir(parents=True)
    (folder / "ssg.toml").write_text(settings, encoding="utf-8")
    for slug, said in LISTINGS.items():
        title = TITLES.get(slug, slug.capitalize())
        posted = [f"posted: {POSTED[slug]}"] if slug in POSTED else []
        values = "\n".join([f"title: '{title} Job'", f"slug: {slug}", *said, *posted])
        text = f"---\n{values}\n---\nOf {slug}.\n"
        (content / f"{slug}.md").write_text(text, encoding="utf-8")
    for number in range(further):
        text = f"---\ntitle: Extra {number} hand\n---\nHelps.\n"
        (content / f"extra-{number}.md").write_text(text, encoding="utf-8")
    command = ["build", "--site", str(folder), "--as-of", "2026-06-30", *words]
    result = CliRunner().invoke(main, command)
    assert result.exit_code == 0, result.output
    return folder / "output"


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


def found(page: Page, text: str) -> set[str]:
    """Return the slugs of what a search by words finds."""
    field(page).fill(text)
    expect(page.get_by_role("status")).to_have_text(re.compile("listing"))
    return set(shown(page))


def open_filters(page: Page) -> None:
    page.get_by_text("Filters", exact=False).first.click()
    expect(page.get_by_label("I live in")).to_be_enabled()
