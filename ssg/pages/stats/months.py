"""Postings by month, as columns."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from typing import TYPE_CHECKING

from ssg.charts import Month, Months, Tick
from ssg.pages.stats.scales import nice_step, percent

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from ssg.pages.plan import Plan
    from ssg.site import Posting

MOST = 36  # months shown
ALL_LABELLED = 14  # months, past which only the years have room below the columns
LINES = 4  # across the chart, at most, beside its ground
GAP = 0.28  # between columns, as part of a column's room
LEFT = 8.0  # percent of the chart's width, for the labels of its lines
TOP, GROUND = 8.0, 88.0  # percent of the chart's height; its labels stand outside
YEAR = 12


def months(plan: Plan) -> Months | None:
    """Return the chart of postings by month up to the newest one; None where none has a day."""
    counts, counts_closed = _by_month(plan.site.postings), _by_month(plan.site.closed)
    known = [*counts, *counts_closed]
    if not known:
        return None
    last = max(known)
    first = max(min(known), last - MOST + 1)
    shown = range(first, last + 1)
    highest = max(counts[each] + counts_closed[each] for each in shown)
    step = max(1, round(nice_step(highest, LINES)))
    scale = -(-highest // step) * step
    room = (100 - LEFT) / len(shown)
    return Months(
        columns=tuple(
            _column(each, LEFT + room * place, room, (counts[each], counts_closed[each]), scale)
            for place, each in enumerate(shown)
        ),
        width=round(room * (1 - GAP), 2),
        ticks=tuple(
            Tick(plan.words.number(value), _height(value, scale))
            for value in range(0, scale + 1, step)
        ),
        are_years_labelled=len(shown) > ALL_LABELLED,
        has_closed=any(counts_closed[each] for each in shown),
        is_under_way=last == _number(plan.site.as_of),
        earlier=sum(n for each in (counts, counts_closed) for m, n in each.items() if m < first),
        undated=sum(
            each.listing.posted is None for each in (*plan.site.postings, *plan.site.closed)
        ),
    )


def _by_month(postings: Iterable[Posting]) -> Mapping[int, int]:
    """Return how many postings there are by the number of their month."""
    days = (posting.listing.posted for posting in postings)
    return Counter(_number(day) for day in days if day)


def _number(day: dt.date) -> int:
    """Return the number of a day's month, which grows by one from month to month."""
    return day.year * YEAR + day.month - 1


def _column(number: int, left: float, room: float, counts: tuple[int, int], scale: int) -> Month:
    """Return a month as a column in the room that begins there, given its open and closed ones."""
    year, month = divmod(number, YEAR)
    is_open, closed = counts
    open_top, closed_top = _height(is_open, scale), _height(is_open + closed, scale)
    return Month(
        first=dt.date(year, month + 1, 1),
        open=is_open,
        closed=closed,
        x=round(left + room * GAP / 2, 2),
        middle=round(left + room / 2, 2),
        open_top=open_top,
        open_height=round(GROUND - open_top, 2),
        closed_top=closed_top,
        closed_height=round(open_top - closed_top, 2),
        is_labelled=left == LEFT or month == 0,
    )


def _height(value: int, scale: int) -> float:
    """Return where a value lies from the top of the chart."""
    return round(GROUND - percent(value, scale) * (GROUND - TOP) / 100, 2)
