"""The countries and regions that the rest of the program may name, with their names and slugs.

A code that is none of these raises a `KeyError`.
"""

from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from ssg.tables import rows

FOLDER = Path(__file__).parent


class _Country(NamedTuple):
    name: str
    slug: str
    continent: str


class _Region(NamedTuple):
    name: str
    countries: frozenset[str]


def _read_regions() -> Iterator[tuple[str, _Region]]:
    for code, name, continents, further in rows(FOLDER / "regions.tsv"):
        wanted = continents.split()
        inside = (one for one, country in _COUNTRIES.items() if country.continent in wanted)
        yield code, _Region(name, frozenset({*inside, *further.split()}))


_COUNTRIES = {
    code: _Country(name, slug, continent)
    for code, _, name, slug, continent in rows(FOLDER / "countries.tsv")
}
_REGIONS = dict(_read_regions())
_ARTICLES = frozenset(row[0] for row in rows(FOLDER / "articles.tsv"))

COUNTRIES: tuple[str, ...] = tuple(_COUNTRIES)
"""The ISO 3166-1 alpha-2 code of every country, ordered by code."""

REGIONS: tuple[str, ...] = tuple(_REGIONS)
"""The code of every region of the public interface, in the interface's order."""


def country_name(code: str) -> str:
    """The English short name in common use, such as ``South Korea`` for ``KR``."""
    return _COUNTRIES[code].name


def country_slug(code: str) -> str:
    """The name in lower-case ASCII with hyphens, such as ``cote-d-ivoire``; no two are equal."""
    return _COUNTRIES[code].slug


def region_name(region: str) -> str:
    """The English name of a region, such as ``Latin America`` for ``latam``."""
    return _REGIONS[region].name


def region_countries(region: str) -> frozenset[str]:
    """The codes of the countries that a region contains."""
    return _REGIONS[region].countries


def name_in_text(code: str) -> str:
    """The name of a country or region in running text, such as ``the Netherlands`` for ``NL``."""
    name = country_name(code) if code in _COUNTRIES else region_name(code)
    return f"the {name}" if code in _ARTICLES else name
