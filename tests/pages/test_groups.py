"""The pages of companies, countries, regions and tags: what else stands on them."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import pytest

from ssg.pages import groups
from ssg.pages.groups import FURTHER
from ssg.settings import Settings
from ssg.site import gather
from ssg.views import GroupPage, GroupsPage
from tests.pages.listings import listing, plan_of

if TYPE_CHECKING:
    from ssg.listing import Listing


def test_what_else_is_open_to_a_countrys_people_is_found_behind_what_names_it() -> None:
    both = "Remote, Portugal or Europe"
    named = [listing(f"Both {n}", slug=f"both-{n}", location=both) for n in range(2 * FURTHER)]
    older = dt.date(2026, 5, 1)
    beside = listing("Beside", slug="beside", location="Remote, Europe", posted=older)
    site = gather([*named, beside], [], [], Settings(), dt.date(2026, 6, 15))
    found = {page.path: page.view for page in groups.pages(plan_of(site))}
    portugal = found["countries/portugal/index.html"]
    assert isinstance(portugal, GroupPage)
    assert portugal.total == len(named)
    assert [card.slug for card in portugal.further] == ["beside"]


def test_a_region_tells_of_what_is_open_in_its_countries_and_around_it() -> None:
    places = ["Remote, Europe"] * 2 + ["Paris, France", "Paris, France or Europe"]
    places += [
        "Paris, France or Madrid, Spain",
        "Remote, EMEA",
        "Remote, LATAM",
        "Remote, worldwide",
    ]
    listings = [listing(place, slug=f"l-{n}", location=place) for n, place in enumerate(places)]
    site = gather(listings, [], [], Settings(), dt.date(2026, 6, 15))
    found = {page.path: page.view for page in groups.pages(plan_of(site))}
    europe = found["regions/europe/index.html"]
    assert isinstance(europe, GroupPage)
    assert europe.total == 3
    assert [(each.label, each.listings) for each in europe.beside] == [("France", 3), ("Spain", 1)]
    assert europe.inside == 2
    assert [(each.label, each.listings) for each in europe.around] == [
        ("EMEA", 1),
        ("Worldwide", 1),
    ]
    assert europe.head.description == (
        "Jobs in Europe – 3 open listings for the whole region: Remote, Europe; "
        "Paris, France or Europe."
    )
    emea = found["regions/emea/index.html"]
    assert isinstance(emea, GroupPage)
    assert [each.label for each in emea.around] == ["Worldwide"]


@pytest.mark.parametrize(
    ("listings", "told"),
    [
        ([], ["", "", ""]),
        (
            [listing(location="Remote, Europe")],
            [
                "No open listing names a company.",
                "No open listing names a country.",
                "No open listing has a tag.",
            ],
        ),
        ([listing(company="Rye", tags=("Bread",), location="Paris, France")], ["", "", ""]),
    ],
)
def test_an_index_without_groups_says_so_where_there_are_listings(
    listings: list[Listing], told: list[str]
) -> None:
    site = gather(listings, [], [], Settings(), dt.date(2026, 6, 15))
    found = {page.path: page.view for page in groups.pages(plan_of(site))}
    views = [found[f"{kind}/index.html"] for kind in ("companies", "countries", "tags")]
    assert [view.none for view in views if isinstance(view, GroupsPage)] == told
