"""What listings pay a year: quartiles by tag and by country, each currency by itself."""

from __future__ import annotations

import math
from collections import defaultdict
from typing import TYPE_CHECKING, NamedTuple

from ssg.charts import PayChart, PayRow, Tick
from ssg.pages.stats.scales import nice_axis, percent
from ssg.salaries import A_YEAR, Salary

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from ssg.pages.plan import Plan
    from ssg.site import Group, Posting

LEAST = 5  # listings that a figure is given for: of fewer, one could tell what a single one pays
CURRENCIES = 3  # shown, the commonest
ROWS = 12  # tags, and countries, shown of a currency: those with the most listings behind them
STEPS = 4  # of the axis, at most
DIGITS = 3  # that figures are rounded to; more would say more than is known


class Yearly(NamedTuple):
    """What a listing pays a year: the middle of the range that it states."""

    currency: str
    amount: float


class Quartiles(NamedTuple):
    """The amounts that a quarter, a half and three quarters of listings do not pay more than."""

    low: float
    median: float
    high: float


def yearly_pay(postings: Iterable[Posting]) -> dict[str, Yearly]:
    """Return what listings pay a year, by slug, those aside that leave a part of it open.

    Both ends, the currency and the period have to be known: "up to" is no pay to reckon with.
    """
    found = {}
    for posting in postings:
        salary = posting.listing.salary
        if salary is None or salary.min is None or salary.max is None:
            continue
        if salary.currency and salary.period:
            amount = (salary.min + salary.max) / 2 * A_YEAR[salary.period]
            if 0 < amount < math.inf:
                found[posting.slug] = Yearly(salary.currency, amount)
    return found


def quartiles(amounts: Sequence[float]) -> Quartiles:
    """Return the quartiles of sorted amounts, between neighbours in proportion.

    This is type 7 of R. J. Hyndman, Y. Fan, "Sample quantiles in statistical packages", 1996.
    """
    return Quartiles(*(_quantile(amounts, part) for part in (0.25, 0.5, 0.75)))


def pay_charts(plan: Plan, yearly: Mapping[str, Yearly]) -> tuple[PayChart, ...]:
    """Return a chart for each of the commonest currencies that has enough listings."""
    by_currency = defaultdict[str, list[float]](list)
    for pay in yearly.values():
        by_currency[pay.currency].append(pay.amount)
    enough = [currency for currency, amounts in by_currency.items() if len(amounts) >= LEAST]
    in_order = sorted(enough, key=lambda currency: (-len(by_currency[currency]), currency))
    return tuple(
        _chart(plan, currency, yearly, by_currency[currency]) for currency in in_order[:CURRENCIES]
    )


class _Measured(NamedTuple):
    """A group with the quartiles of its pay."""

    label: str
    href: str
    listings: int
    quartiles: Quartiles


def _chart(
    plan: Plan, currency: str, yearly: Mapping[str, Yearly], amounts: Iterable[float]
) -> PayChart:
    """Return the chart of one currency."""
    everything = _measured("", "", [*amounts])
    tags = _largest(plan, plan.site.tags.values(), currency, yearly)
    countries = _largest(plan, plan.site.countries.values(), currency, yearly)
    shown = [each.quartiles for each in (everything, *tags, *countries)]
    least, most = min(each.low for each in shown), max(each.high for each in shown)
    start, step, steps = nice_axis(least, most, STEPS)
    end = start + steps * step

    def row(each: _Measured) -> PayRow:
        low, median, high = (percent(value - start, end - start) for value in each.quartiles)
        low_in_words, median_in_words, high_in_words = (
            _money(plan, value, currency) for value in each.quartiles
        )
        return PayRow(
            label=each.label,
            href=each.href,
            listings=each.listings,
            low=low_in_words,
            median=median_in_words,
            high=high_in_words,
            start=low,
            middle=median,
            length=round(high - low, 1),
        )

    named = {0, steps} if steps % 2 else {0, steps // 2, steps}  # as many as have room
    return PayChart(
        currency=currency,
        everything=row(everything),
        tags=tuple(map(row, tags)),
        countries=tuple(map(row, countries)),
        ticks=tuple(
            Tick(_money(plan, start + line * step, currency) if line in named else "", at)
            for line, at in ((line, percent(line, steps)) for line in range(steps + 1))
        ),
    )


def _largest(
    plan: Plan, groups: Iterable[Group], currency: str, yearly: Mapping[str, Yearly]
) -> list[_Measured]:
    """Return the groups with the most listings that pay in a currency, the best paid first."""
    found = []
    for group in groups:
        pays = (yearly.get(posting.slug) for posting in group.postings)
        amounts = [pay.amount for pay in pays if pay and pay.currency == currency]
        if len(amounts) >= LEAST:
            found.append(_measured(group.name, plan.base.href(group.folder), amounts))
    largest = sorted(found, key=lambda each: (-each.listings, each.href))[:ROWS]
    return sorted(largest, key=lambda each: (-each.quartiles.median, each.href))


def _measured(label: str, href: str, amounts: Sequence[float]) -> _Measured:
    """Return a group with its quartiles."""
    return _Measured(label, href, len(amounts), quartiles(sorted(amounts)))


def _quantile(amounts: Sequence[float], part: float) -> float:
    """Return the amount that a part of sorted amounts does not exceed."""
    place = (len(amounts) - 1) * part
    below = math.floor(place)
    above = min(below + 1, len(amounts) - 1)
    return amounts[below] + (amounts[above] - amounts[below]) * (place - below)


def _money(plan: Plan, amount: float, currency: str) -> str:
    """Return a rounded amount in words."""
    digits = DIGITS - 1 - math.floor(math.log10(amount)) if amount > 0 else 0
    rounded = int(round(amount, min(digits, 0)))
    return plan.words.pay(Salary(rounded, rounded, currency, None))
