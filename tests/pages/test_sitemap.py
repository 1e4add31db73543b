"""The sitemap, and the index of sitemaps past the addresses that one may hold."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from lxml import etree

from ssg.pages import sitemap
from ssg.render import render
from ssg.settings import Settings
from ssg.site import gather
from ssg.theme import read_theme
from ssg.views import SitemapPage
from tests.pages.listings import listing, plan_of

if TYPE_CHECKING:
    from pathlib import Path

    import pytest

    from ssg.files import Page

HOME = "https://example.org/"
NAMESPACE = "{http://www.sitemaps.org/schemas/sitemap/0.9}"


def pages() -> list[Page]:
    """Return the sitemaps of a site of two listings, the first one newer."""
    days = {"new": dt.date(2026, 6, 2), "old": dt.date(2026, 5, 1)}
    listings = [listing(name, slug=name, posted=day) for name, day in days.items()]
    site = gather(listings, [], [], Settings(), dt.date(2026, 6, 15))
    return [*sitemap.pages(plan_of(site))]


def view(page: Page) -> SitemapPage:
    assert isinstance(page.view, SitemapPage)
    return page.view


def test_a_sitemap_names_each_page_with_the_day_of_its_newest_listing() -> None:
    (page,) = pages()
    assert page.path == "sitemap.xml"
    days = {each.url.removeprefix(HOME): each.modified for each in view(page).entries}
    assert days.items() >= {"": "2026-06-02", "jobs/old/": "2026-05-01", "archive/": ""}.items()
    assert len(days) == len(view(page).entries)


def test_past_what_one_holds_there_is_an_index(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (whole,) = pages()
    monkeypatch.setattr(sitemap, "MOST_ADDRESSES", 2)
    *parts, index = pages()
    assert index.path == "sitemap.xml"
    assert view(index).is_index
    held = [each for part in parts for each in view(part).entries]
    assert held == [*view(whole).entries]
    assert all(len(view(part).entries) <= 2 for part in parts)
    named = [(each.url, each.modified) for each in view(index).entries]
    assert [url for url, _ in named] == [f"{HOME}{part.path}" for part in parts]
    assert [part.path for part in parts][:2] == ["sitemap-1.xml", "sitemap-2.xml"]
    assert [each.modified for each in view(parts[1]).entries] == ["2026-05-01", "2026-06-02"]
    assert named[1][1] == "2026-06-02", "the newest day, wherever it stands"
    root = etree.fromstring(render(read_theme(tmp_path, Settings()), index, {}))
    assert root.tag == f"{NAMESPACE}sitemapindex"
    assert [each.text for each in root.iter(f"{NAMESPACE}loc")] == [url for url, _ in named]
