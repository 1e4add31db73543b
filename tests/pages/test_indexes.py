"""The front page, the archive of closed listings, and the page not found."""

from __future__ import annotations

import datetime as dt

import pytest

from ssg.listing import Profile
from ssg.pages import groups, indexes
from ssg.pages.wording import LONGEST_DESCRIPTION
from ssg.settings import Settings
from ssg.site import gather
from ssg.views import Index, NotFoundPage
from tests.pages.listings import listing, plan_of


def test_titles_say_whose_page_it_is() -> None:
    closed = [listing(slug=f"closed-{n}", valid_through=dt.date(2026, 6, 1)) for n in range(3)]
    settings = Settings(title="Work Worth Doing", page_size=2)
    site = gather(closed, [], [], settings, dt.date(2026, 6, 15))
    views = {page.path: page.view for page in indexes.pages(plan_of(site))}
    titles = {
        path: view.head.title
        for path, view in views.items()
        if isinstance(view, Index | NotFoundPage)
    }
    assert titles == {
        "index.html": "Work Worth Doing",
        "archive/index.html": "Closed listings – Work Worth Doing",
        "archive/page/2/index.html": "Closed listings, page 2 – Work Worth Doing",
        "404.html": "Page not found – Work Worth Doing",
    }


@pytest.mark.parametrize("told", ["", "Work for bakers."])
def test_no_two_pages_have_one_description(told: str) -> None:
    place, tags = "Remote, Portugal or Europe", ("Bread",)
    listings = [
        listing(slug=f"open-{n}", company="Rye", location=place, tags=tags) for n in range(5)
    ]
    listings += [listing(slug=f"closed-{n}", valid_through=dt.date(2026, 6, 1)) for n in range(5)]
    profile = Profile("content/companies/rye.md", "Rye", None, None, (), "Rye bakes.", "", "")
    settings = Settings(title="Work", description=told, page_size=2)
    site = gather(listings, [profile], [], settings, dt.date(2026, 6, 15))
    plan = plan_of(site)
    pages = [*indexes.pages(plan), *groups.pages(plan)]
    found = {page.path: page.view.head.description for page in pages}  # type: ignore[union-attr]
    assert len(set(found.values())) == len(found)
    assert found["index.html"] == (told or "5 open listings: A.")
    assert found["page/3/index.html"] == "Work, page 3 – 5 open listings: A."
    assert found["companies/rye/index.html"] == "Rye bakes."
    rye = "Jobs at Rye, page 2 – 5 open listings: A."
    assert found["companies/rye/page/2/index.html"] == rye
    assert found["companies/index.html"] == "Open listings by company: Rye."
    assert found["countries/index.html"] == "Open listings by country: Portugal."


def test_a_list_is_described_by_what_stands_on_it_first() -> None:
    titles = [
        "Baker",
        "Miller",
        "Baker",
        "Driver of the early van, who knows the town",
        "Confectioner",
    ]
    listings = [listing(title, slug=f"l-{n}") for n, title in enumerate([*titles, *titles])]
    settings = Settings(title="Work for all who get up early", page_size=5)
    site = gather(listings, [], [], settings, dt.date(2026, 6, 15))
    found = [page.view.head.description for page in indexes.pages(plan_of(site))]  # type: ignore[union-attr]
    assert found[0] == (
        "10 open listings: Baker; Miller; Driver of the early van, who knows the town; "
        "Confectioner."
    )
    listings = [listing(f"{title} {n}" * 3, slug=f"l-{n}") for n, title in enumerate(titles)]
    site = gather(listings, [], [], settings, dt.date(2026, 6, 15))
    told = next(indexes.pages(plan_of(site))).view.head.description  # type: ignore[union-attr]
    assert told.startswith("5 open listings: Baker 0Baker 0Baker 0; Miller 1")
    assert told.endswith("…")
    assert len(told) <= LONGEST_DESCRIPTION
