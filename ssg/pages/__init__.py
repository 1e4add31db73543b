"""Which pages a site has. A page holds everything it shows, so its value says whether it is new."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ssg.pages import (
    aggregators,
    data,
    feeds,
    groups,
    indexes,
    listings,
    own_pages,
    root,
    search,
    sitemap,
    social,
    stats,
    twins,
)
from ssg.pages.plan import Plan, plan_of
from ssg.pages.similar import Alike, alike, offers

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ssg.files import Deferred, Part, Stream
    from ssg.lettering import Picture

    Item = Part | Picture | Stream | Deferred

__all__ = [
    "Alike",
    "Item",
    "Plan",
    "alike",
    "offers",
    "plan_facts",
    "plan_first",
    "plan_of",
    "plan_texts",
]

# The pages of the site's owner, which come before ours, and what takes long to write; what else
# shows the texts of listings; what shows no more than facts.
FIRST = (own_pages, aggregators)
TEXTS = (feeds, listings, twins)
FACTS = (data, groups, sitemap, root, search, stats, indexes, social)


def plan_first(plan: Plan) -> Iterator[Item]:
    """Yield the pages of the site's owner, and what takes long to write."""
    for module in FIRST:
        yield from module.pages(plan)


def plan_texts(plan: Plan) -> Iterator[Item]:
    """Yield what else shows the texts of listings, and which others they are like."""
    for module in TEXTS:
        yield from module.pages(plan)


def plan_facts(plan: Plan) -> Iterator[Item]:
    """Yield what stays as it is where nothing changes but the texts of listings."""
    for module in FACTS:
        yield from module.pages(plan)
