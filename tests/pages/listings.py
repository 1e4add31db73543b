"""Listings as values, for tests of what pages make of them."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any

from ssg import pages
from ssg.files import Deferred
from ssg.listing import Listing
from ssg.pages import alike, offers, plan_facts, plan_first, plan_texts
from ssg.places.reader import read_places
from ssg.salaries.reader import read_salary

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from ssg.files import Part, Stream
    from ssg.lettering import Picture
    from ssg.pages import Item, Plan
    from ssg.site import Site


def listing(title: str = "A", **changes: Any) -> Listing:  # noqa: ANN401 - values of many types
    """Return a listing of a title and what is given; places and salary are read of its words."""
    values: dict[str, Any] = {
        "source": f"content/{title}.md",
        "title": title,
        "slug": "a",
        "slug_line": 0,
        "location": "",
        "pay": "",
        "posted": dt.date(2026, 6, 1),
        "tags": (),
        "employment_type": (),
        "benefits": (),
        "draft": False,
        "summary": "",
        "language": "",
        "markdown": "",
        "body": "",
        **dict.fromkeys(("company", "company_url", "company_logo", "apply_url", "valid_through")),
        **changes,
    }
    values["places"] = read_places(values["location"])
    values["salary"] = read_salary(values["pay"])
    return Listing(**values)


def plan_of(site: Site) -> Plan:
    """Return the plan of a site."""
    return pages.plan_of(site, lambda: alike(offers(site)))


def plan_site(site: Site) -> list[Part | Picture | Stream]:
    """Return everything that a build writes for a site, its static files aside."""
    plan = plan_of(site)
    return [
        *in_full(plan_first(plan)),
        *in_full(plan_facts(plan)),
        *in_full(plan_texts(plan)),
    ]


def in_full(items: Iterable[Item]) -> Iterator[Part | Picture | Stream]:
    """Yield items, those that were to be plan when they are called for as they are then."""
    return (item.page if isinstance(item, Deferred) else item for item in items)
