"""What a chart shows: values in words, and where they lie, in percent of the chart's room."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    import datetime as dt


class Spot(NamedTuple):
    """A country on the map: its outline as an SVG path, or where its marker stands if that is none.

    `level` is the class that its number of open listings falls into, from 1.
    """

    name: str
    href: str
    listings: int
    level: int
    path: str
    x: int
    y: int


class Level(NamedTuple):
    """A class of the map's legend: from how many listings on, and to how many if it ends."""

    number: int
    least: int
    most: int | None


class WorldMap(NamedTuple):
    """The world with the countries that have open listings; `land` is the path of all others."""

    width: int
    height: int
    land: str
    countries: tuple[Spot, ...]
    levels: tuple[Level, ...]


class Tick(NamedTuple):
    """A line across a chart: what it stands for, and where it lies, in percent."""

    label: str
    at: float


class Month(NamedTuple):
    """A column of the chart of months: open listings below, closed ones on top; all in percent.

    A column has a label below it where `is_labelled`.
    """

    first: dt.date
    open: int
    closed: int
    x: float
    middle: float
    open_top: float
    open_height: float
    closed_top: float
    closed_height: float
    is_labelled: bool


class Months(NamedTuple):
    """The chart of postings by month; `earlier` and `undated` listings are not in it."""

    columns: tuple[Month, ...]
    width: float
    ticks: tuple[Tick, ...]
    are_years_labelled: bool
    has_closed: bool
    is_under_way: bool
    earlier: int
    undated: int


class Bar(NamedTuple):
    """A row of a chart of bars: its share of all open listings, and its length, in percent."""

    label: str
    href: str
    listings: int
    share: float
    length: float


class PayRow(NamedTuple):
    """What listings pay a year: quartiles in words, and where they lie on the axis, in percent."""

    label: str
    href: str
    listings: int
    low: str
    median: str
    high: str
    start: float
    middle: float
    length: float


class PayChart(NamedTuple):
    """What is paid a year in one currency: by all listings, by tag and by country."""

    currency: str
    everything: PayRow
    tags: tuple[PayRow, ...]
    countries: tuple[PayRow, ...]
    ticks: tuple[Tick, ...]


class Statistics(NamedTuple):
    """What the listings of a board say all together.

    `paid` counts the listings that state pay, `yearly` those whose pay can be told for a year;
    `least` is the fewest listings that a figure of pay is given for.
    """

    listings: int
    companies: int
    months: Months | None
    map: WorldMap | None
    areas: tuple[Bar, ...]
    further_areas: tuple[Bar, ...]
    unplaced: int
    arrangements: tuple[Bar, ...]
    tags: tuple[Bar, ...]
    further_tags: int
    paid: int
    yearly: int
    least: int
    pay: tuple[PayChart, ...]
