"""The world as a map on which the countries of the listings are shaded and lead to their pages."""

from __future__ import annotations

import functools
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from ssg.charts import Level, Spot, WorldMap
from ssg.pages.stats.scales import nice_number
from ssg.tables import rows

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ssg.pages.plan import Plan

LEVELS = 5  # classes of counts, at most


class Shape(NamedTuple):
    """A country of the table: its outline as a path, or where its marker stands."""

    code: str
    x: int
    y: int
    path: str


class World(NamedTuple):
    """The table of the map."""

    width: int
    height: int
    shapes: tuple[Shape, ...]


def world_map(plan: Plan) -> WorldMap | None:
    """Return the map of a site's open listings; None where no country has any."""
    world = read_world()
    countries = plan.site.countries
    counts = [
        len(countries[shape.code].postings) for shape in world.shapes if shape.code in countries
    ]
    if not counts:
        return None
    bounds = level_bounds(max(counts))
    spots = []
    land = []
    for shape in world.shapes:
        group = countries.get(shape.code)
        if group is None:
            land.append(shape.path)
            continue
        listings = len(group.postings)
        level = sum(listings >= bound for bound in bounds)
        href = plan.base.href(group.folder)
        spots.append(Spot(group.name, href, listings, level, shape.path, shape.x, shape.y))
    # Markers come last: they stand on top of the countries around them.
    in_order = sorted(spots, key=lambda spot: not spot.path)
    return WorldMap(world.width, world.height, "".join(land), tuple(in_order), _levels(bounds))


def level_bounds(most: int) -> tuple[int, ...]:
    """Return the least count of each class, up to a greatest count: each as many times the last."""
    steps = (nice_number(most ** (number / LEVELS)) for number in range(LEVELS))
    return tuple(dict.fromkeys(step for step in steps if step <= most))


@functools.cache
def read_world() -> World:
    """Return the table of the map."""
    table = Path(__file__).with_name("world.tsv")
    with table.open(encoding="utf-8") as lines:
        told = next(lines).rstrip().removesuffix(" units.")
    width, _, height = told.rpartition(", ")[2].partition(" x ")
    shapes = tuple(Shape(code, int(x or 0), int(y or 0), path) for code, x, y, path in rows(table))
    return World(int(width), int(height), shapes)


def _levels(bounds: Sequence[int]) -> tuple[Level, ...]:
    ends = (*(bound - 1 for bound in bounds[1:]), None)
    return tuple(
        Level(number, least, most)
        for number, (least, most) in enumerate(zip(bounds, ends, strict=True), 1)
    )
