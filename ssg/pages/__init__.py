"""Which pages a site has. A page holds everything it shows, so its value says whether it is new."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ssg.pages import (
    aggregators,
    appearance,
    assistants,
    data,
    feeds,
    groups,
    hosting,
    indexes,
    listings,
    own_pages,
    search,
    sitemap,
    social,
    stats,
    twins,
)
from ssg.pages.plan import Plan, plan
from ssg.pages.similar import Alike

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ssg.files import Deferred, Part, Stream
    from ssg.lettering import Picture

    Item = Part | Picture | Stream | Deferred

__all__ = ["Alike", "Item", "Plan", "plan", "plan_facts", "plan_texts"]

# What shows the texts of listings, and what shows no more of them than facts.
TEXTS = (own_pages, feeds, listings, twins)
FACTS = (groups, sitemap, hosting, assistants, appearance, search, stats, indexes)


def plan_texts(plan: Plan) -> Iterator[Item]:
    """Yield what shows the texts of listings.

    First what keeps the workers busy while it is found which listings are alike.
    """
    yield from aggregators.streams(plan)
    for module in TEXTS:
        yield from module.pages(plan)


def plan_facts(plan: Plan) -> Iterator[Item]:
    """Yield what stays as it is where nothing changes but the texts of listings."""
    yield from data.streams(plan)
    for module in FACTS:
        yield from module.pages(plan)
    yield from social.pictures(plan)
    yield from hosting.files(plan)
