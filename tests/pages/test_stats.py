"""The statistics: what counts, how it is measured, and that the map and the charts say so."""

from __future__ import annotations

import datetime as dt
import re
from pathlib import Path
from typing import TYPE_CHECKING, Any
from xml.etree import ElementTree as ET

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ssg import places
from ssg.files import Page
from ssg.listing import Listing
from ssg.pages import stats
from ssg.pages.stats.pay import LEAST, Quartiles, quartiles, yearly_pay
from ssg.pages.stats.scales import nice_axis, nice_number, nice_step, percent
from ssg.pages.stats.world import level_bounds, read_world
from ssg.reading import read
from ssg.render import render
from ssg.settings import Settings
from ssg.site import gather
from ssg.sources import Source
from ssg.theme import read_theme
from ssg.views import GroupsPage, StatsPage
from tests.builds import front_matter
from tests.pages.listings import listing, plan_of, plan_site

if TYPE_CHECKING:
    from collections.abc import Mapping

    from ssg.charts import Statistics
    from ssg.site import Site

AS_OF = dt.date(2026, 6, 15)
FACTS = {"title": "Miller", "company": "Kornblume Mills", "posted": "2026-06-01"}
PATH = re.compile(r"(M-?\d+[ -]\d+l-?\d+([ -]\d+)*z)+")


def site_of(*changes: Mapping[str, object], **settings: Any) -> Site:  # noqa: ANN401 - of any type
    """Return the site of some listings, each told by its facts; None leaves one out."""
    entries = []
    for number, each in enumerate(changes):
        text = front_matter({**FACTS, **each}, "We mill.")
        entries.append(read(Source(f"content/{number}.md", text.encode(), "key")).entry)
    listings = [entry for entry in entries if isinstance(entry, Listing)]
    assert len(listings) == len(changes)
    return gather(listings, (), (), Settings(**settings), AS_OF)


def page_of(site: Site, path: str = "stats/index.html") -> Page:
    return next(each for each in plan_site(site) if isinstance(each, Page) and each.path == path)


def figures_of(site: Site) -> Statistics:
    view = page_of(site).view
    assert isinstance(view, StatsPage)
    return view.figures


def html_of(site: Site, path: str = "stats/index.html") -> str:
    return render(read_theme(Path("/nowhere"), site.settings), page_of(site, path), {}).decode()


# Months


def test_months_run_from_the_first_posting_to_the_newest_with_those_between() -> None:
    site = site_of({"posted": "2025-11-30"}, {"posted": "2026-02-01"}, {"posted": "2026-02-28"})
    months = figures_of(site).months
    assert months is not None
    assert [(each.first.isoformat(), each.open) for each in months.columns] == [
        ("2025-11-01", 1),
        ("2025-12-01", 0),
        ("2026-01-01", 0),
        ("2026-02-01", 2),
    ]
    assert [each.is_labelled for each in months.columns] == [True, False, True, False]
    assert not months.is_under_way
    assert not months.has_closed


def test_closed_listings_count_and_those_without_a_day_are_told() -> None:
    closed = {"posted": "2026-05-02", "valid_through": "2026-05-30"}
    months = figures_of(site_of(closed, {}, {"posted": None})).months
    assert months is not None
    assert [(each.open, each.closed) for each in months.columns] == [(0, 1), (1, 0)]
    assert months.has_closed
    assert months.is_under_way
    assert months.undated == 1


def test_a_long_past_is_told_by_number() -> None:
    months = figures_of(site_of({"posted": "2015-03-01"}, {"posted": "2026-05-01"})).months
    assert months is not None
    assert len(months.columns) == 36
    assert months.columns[-1].first == dt.date(2026, 5, 1)
    assert months.earlier == 1


def test_columns_stand_on_the_ground_and_stay_in_the_picture() -> None:
    days = [f"2026-0{month}-01" for month in (1, 1, 1, 2, 4)]
    months = figures_of(site_of(*({"posted": day} for day in days))).months
    assert months is not None
    ground = months.ticks[0].at
    for column in months.columns:
        assert column.open_top + column.open_height == pytest.approx(ground)
        assert 0 <= column.x <= column.x + months.width <= 100
    assert max(each.open_height for each in months.columns) == months.columns[0].open_height


def test_where_no_listing_has_a_day_there_is_no_chart() -> None:
    assert figures_of(site_of({"posted": None})).months is None


# Places and ways of work


def test_a_listing_counts_in_each_country_it_names() -> None:
    site = site_of(
        {"location": "Berlin, Germany; Vienna, Austria"},
        {"location": "Germany"},
        {"location": "Europe"},
    )
    figures = figures_of(site)
    assert [(bar.label, bar.listings, bar.share) for bar in figures.areas] == [
        ("Germany", 2, 66.7),
        ("Austria", 1, 33.3),
    ]
    assert [bar.length for bar in figures.areas] == [100, 50]
    assert figures.unplaced == 1


def test_the_map_shades_what_has_listings_and_leads_there() -> None:
    site = site_of({"location": "Germany"}, {"location": "Singapore"})
    world = figures_of(site).map
    assert world is not None
    shape, marker = world.countries
    assert (shape.name, shape.href, shape.listings) == ("Germany", "/countries/germany/", 1)
    assert shape.path
    assert marker.name == "Singapore"
    assert not marker.path
    assert 0 < marker.x < world.width
    assert 0 < marker.y < world.height
    assert shape.path not in world.land
    index = page_of(site, "countries/index.html").view
    assert isinstance(index, GroupsPage)
    assert index.map == world


def test_the_map_works_under_a_path() -> None:
    world = figures_of(site_of({"location": "Peru"}, base_url="https://example.org/jobs/")).map
    assert world is not None
    assert world.countries[0].href == "/jobs/countries/peru/"


def test_without_a_country_there_is_no_map() -> None:
    site = site_of({"location": "Anywhere in the world"})
    assert figures_of(site).map is None
    assert [bar.label for bar in figures_of(site).areas] == ["Worldwide"]
    assert "<svg viewBox" not in html_of(site, "countries/index.html").partition("<main")[2]


def test_ways_of_work_add_up() -> None:
    site = site_of({"location": "Remote, Peru"}, {"location": "Hybrid, Lima, Peru"}, {})
    bars = figures_of(site).arrangements
    assert [(bar.label, bar.listings) for bar in bars] == [
        ("Remote", 1),
        ("Hybrid", 1),
        ("On-site", 0),
        ("", 1),
    ]


@pytest.mark.parametrize(
    ("most", "bounds"),
    [(1, (1,)), (2, (1, 2)), (9, (1, 2, 5)), (2187, (1, 5, 20, 100, 500))],
)
def test_classes_of_the_map_grow_evenly(most: int, bounds: tuple[int, ...]) -> None:
    assert level_bounds(most) == bounds


@given(st.integers(1, 10**9))
def test_classes_are_in_order_and_the_greatest_count_reaches_the_last(most: int) -> None:
    bounds = level_bounds(most)
    assert bounds[0] == 1
    assert [*bounds] == sorted({*bounds})
    assert bounds[-1] <= most


def test_the_table_of_the_map_has_nearly_all_countries_as_paths_or_markers() -> None:
    world = read_world()
    codes = [shape.code for shape in world.shapes]
    assert codes == sorted({*codes})
    assert {*codes} <= {*places.COUNTRIES}
    assert len(codes) > 240
    for shape in world.shapes:
        assert bool(shape.path) != bool(shape.x and shape.y)
        assert not shape.path or PATH.fullmatch(shape.path)


# Pay


def paying(salary: str, count: int = 1, **facts: object) -> list[dict[str, object]]:
    return [{"salary": salary, **facts} for _ in range(count)]


@pytest.mark.parametrize(
    ("salary", "amount"),
    [
        ("€40,000 a year", 40_000),
        ("€40,000 – €50,000 a year", 45_000),
        ("€3,000 a month", 36_000),
        ("€800 a week", 41_600),
        ("€200 a day", 52_000),
        ("€20 an hour", 41_600),
    ],
)
def test_pay_is_taken_for_a_year(salary: str, amount: float) -> None:
    (pay,) = yearly_pay(site_of({"salary": salary}).postings).values()
    assert pay == ("EUR", amount)


@pytest.mark.parametrize("salary", ["up to €40,000 a year", "from €40,000 a year", "competitive"])
def test_pay_that_leaves_an_end_open_is_none_to_reckon_with(salary: str) -> None:
    assert yearly_pay(site_of({"salary": salary}).postings) == {}


def test_quartiles_lie_between_neighbours_in_proportion() -> None:
    assert quartiles([1, 2, 3, 4]) == Quartiles(1.75, 2.5, 3.25)
    assert quartiles([7]) == Quartiles(7, 7, 7)


@given(st.lists(st.floats(1, 1e12), min_size=1).map(sorted))
def test_quartiles_are_in_order_and_within(amounts: list[float]) -> None:
    low, median, high = quartiles(amounts)
    slack = 1e-9 * amounts[-1]
    assert amounts[0] - slack <= low <= median + slack
    assert median - slack <= high <= amounts[-1] + slack


def test_no_figure_is_given_of_fewer_than_five() -> None:
    four = paying("€40,000 a year", LEAST - 1, tags=["rye"])
    assert figures_of(site_of(*four)).pay == ()
    others = paying("€50,000 a year", LEAST, tags=["oats"])
    (chart,) = figures_of(site_of(*four, *others)).pay
    assert [(row.label, row.listings) for row in chart.tags] == [("oats", LEAST)]
    assert chart.everything.listings == 2 * LEAST - 1


def test_currencies_are_never_mixed() -> None:
    euros = paying("€40,000 a year", 6, tags=["rye"], location="Germany")
    pounds = paying("£50,000 a year", 5, tags=["rye"], location="United Kingdom")
    first, second = figures_of(site_of(*euros, *pounds)).pay
    assert (first.currency, first.everything.median) == ("EUR", "€40,000")
    assert (second.currency, second.everything.median) == ("GBP", "£50,000")
    assert [row.listings for row in (*first.tags, *second.tags)] == [6, 5]
    assert [row.label for row in second.countries] == ["United Kingdom"]


def test_figures_of_pay_are_rounded_to_three_digits() -> None:
    amounts = (40_123, 41_234, 42_345, 43_456, 44_567)
    site = site_of(*({"salary": f"€{amount:,} a year"} for amount in amounts))
    row = figures_of(site).pay[0].everything
    assert (row.low, row.median, row.high) == ("€41,200", "€42,300", "€43,500")


def test_the_best_paid_come_first_and_lie_on_the_axis() -> None:
    site = site_of(
        *paying("€30,000 a year", 5, tags=["rye"]), *paying("€90,000 a year", 5, tags=["oats"])
    )
    (chart,) = figures_of(site).pay
    assert [row.label for row in chart.tags] == ["oats", "rye"]
    for row in (chart.everything, *chart.tags):
        assert 0 <= row.start <= row.middle <= 100
        assert row.start + row.length <= 100.1
    assert [tick.at for tick in chart.ticks] == sorted(tick.at for tick in chart.ticks)
    assert chart.ticks[0].at == 0
    assert chart.ticks[-1].at == 100


# Scales


@given(st.floats(1e-3, 1e12), st.integers(1, 10))
def test_a_step_parts_a_span_into_no_more_than_asked_for(span: float, most: int) -> None:
    assert span / nice_step(span, most) <= most * (1 + 1e-6)


@given(st.floats(0, 1e9), st.floats(1, 1e9), st.integers(1, 6))
def test_an_axis_spans_its_values(least: float, more: float, most: int) -> None:
    start, step, steps = nice_axis(least, least + more, most)
    assert start <= least
    assert start + step * steps >= (least + more) * (1 - 1e-9)
    assert 1 <= steps <= max(most, 2)


@pytest.mark.parametrize(("value", "nice"), [(1, 1), (1.2, 1), (3, 2), (4, 5), (8, 10), (470, 500)])
def test_a_nice_number_is_the_nearest(value: float, nice: int) -> None:
    assert nice_number(value) == nice


def test_a_part_of_nothing_is_nothing() -> None:
    assert percent(0, 0) == 0


# The page


def test_the_page_of_an_empty_board_says_so() -> None:
    html = html_of(site_of())
    assert "There is no listing yet" in html
    assert "<svg viewBox" not in html.partition("<main")[2]


def test_the_page_keeps_to_what_a_strict_policy_lets_through() -> None:
    pay = paying("€40,000 a year", 5, tags=["<b>rye</b>"], location="Germany")
    html = html_of(site_of(*pay, {"posted": None, "location": "Singapore"}))
    main = html.partition("<main")[2].partition("</main>")[0]
    assert "style=" not in main
    assert "<script" not in main
    assert "&lt;b&gt;rye" in main
    ET.fromstring(main.partition(">")[2].join(["<main>", "</main>"]))  # noqa: S314 - our own, to see it is well-formed


def test_every_picture_has_words_or_is_one_beside_words() -> None:
    pay = paying("€40,000 a year", 5, tags=["rye"], location="Germany")
    html = html_of(site_of(*pay)).partition("<main")[2].partition("</main>")[0]
    for picture in re.findall(r"<svg.*?</svg>", html, re.DOTALL):
        head = picture.partition(">")[0]
        assert 'aria-hidden="true"' in head or ("<title" in picture and "<desc" in picture)


def test_a_share_that_is_hardly_one_is_not_told_as_none() -> None:
    listings = [listing(slug=f"l-{n}", location="Porto") for n in range(2_000)]
    listings.append(listing(slug="paid", location="Remote, Spain", pay="€40,000 a year"))
    (page,) = stats.pages(plan_of(gather(listings, (), (), Settings(), AS_OF)))
    html = render(read_theme(Path("/nowhere"), Settings()), page, {}).decode()
    assert re.findall("<dt>(.*)</dt><dd>(.*)%</dd>", html) == [
        ("Remote", "&lt;0.1"),
        ("State their pay", "&lt;0.1"),
    ]
    assert re.findall("Hybrid</th>.*<td>(.*)</td></tr>", html) == ["0%"]


def test_the_statistics_stand_in_the_sitemap() -> None:
    site = site_of({})
    sitemap = page_of(site, "sitemap.xml").view
    assert plan_of(site).base.absolute("stats/") in [entry.url for entry in sitemap.entries]  # type: ignore[union-attr]
