"""The statistics of a board: what its listings say of months, places, ways of work and pay."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from ssg.charts import Bar, Statistics
from ssg.files import Page
from ssg.pages.stats.months import months
from ssg.pages.stats.pay import LEAST, pay_charts, yearly_pay
from ssg.pages.stats.scales import percent
from ssg.pages.stats.world import world_map
from ssg.pages.wording import ARRANGEMENTS
from ssg.views import StatsPage

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from ssg.pages.plan import Plan

__all__ = ["pages", "world_map"]

PATH = "stats/"
AREAS = 10  # countries named beside the map; all stand in the table below it
TAGS = 20  # tags that the chart names, the largest


def pages(plan: Plan) -> Iterator[Page]:
    """Yield the page of statistics."""
    told = plan.words.gettext(
        "The open listings in figures: by month, by country, by tag, and what they pay."
    )
    head = plan.head(plan.words.gettext("Statistics"), told, PATH)
    yield Page(f"{PATH}index.html", "stats.html", StatsPage(head, "stats", _figures(plan)))


def _figures(plan: Plan) -> Statistics:
    """Return what the listings of a board say all together."""
    site = plan.site
    total = len(site.postings)
    areas = _bars(plan.largest(site.countries), total)
    yearly = yearly_pay(site.postings)
    named = [posting.listing.places for posting in site.postings]
    return Statistics(
        listings=total,
        companies=sum(bool(group.postings) for group in site.companies.values()),
        months=months(plan),
        map=world_map(plan),
        areas=areas[:AREAS],
        further_areas=areas[AREAS:],
        unplaced=sum(not (places.countries or places.worldwide) for places in named),
        arrangements=_arrangements(plan),
        tags=_bars(plan.largest(site.tags, TAGS), total),
        further_tags=max(0, len(site.tags) - TAGS),
        paid=sum(posting.listing.salary is not None for posting in site.postings),
        yearly=len(yearly),
        least=LEAST,
        pay=pay_charts(plan, yearly),
    )


def _arrangements(plan: Plan) -> tuple[Bar, ...]:
    """Return the ways of work as bars; the last one has no label, for those that do not say."""
    postings, said = plan.site.postings, plan.words.gettext
    counts = Counter[str | None](posting.listing.places.remote for posting in postings)
    rows = [(said(label), "", counts[remote]) for remote, label in ARRANGEMENTS.items()]
    return _bars(rows, len(postings))


def _bars(rows: Sequence[tuple[str, str, int]], total: int) -> tuple[Bar, ...]:
    """Return labels, links and counts as bars."""
    longest = max((listings for _, _, listings in rows), default=0)
    return tuple(
        Bar(label, href, listings, percent(listings, total), percent(listings, longest))
        for label, href, listings in rows
    )
