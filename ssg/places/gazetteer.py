"""What a name or a code may mean: the tables beside this module, read once when first asked."""

import functools
from collections.abc import Iterable
from pathlib import Path
from typing import NamedTuple

from ssg.tables import rows

_FOLDER = Path(__file__).parent
# No two lines of a table are longer, in bytes.
_LONGEST_LINES = 4096
_KEYS_HELD = 8192

COUNTRY, STATE, CITY = range(3)
# Thousands of people: from KNOWN on a city is meant where nothing beside it tells, from
# WORLD_KNOWN on whatever country stands beside it.
KNOWN = 10
WORLD_KNOWN = 500


class Option(NamedTuple):
    """One place that a name may mean.

    Attributes:
        country: ISO 3166-1 alpha-2.
        place: ``US-CA`` for what lies in a state of the United States, else the country again.
        weight: Thousands of people, or a state's even share of its country's.
        level: `COUNTRY`, `STATE` (or province) or `CITY`.
    """

    country: str
    place: str
    weight: int
    level: int


class Name(NamedTuple):
    """All that a name of the gazetteer may mean."""

    countries: tuple[str, ...]
    regions: tuple[str, ...]
    options: tuple[Option, ...]


class Word(NamedTuple):
    """A line of the table edited by hand."""

    kind: str
    values: tuple[str, ...]


class Code(NamedTuple):
    """What a code in capitals may mean.

    Attributes:
        country: The country whose code it is, or an empty text.
        states: The countries that have a state of this code.
        alone: How it is read where nothing beside it tells, as ``words.tsv`` says: ``weak`` (not at
            all), ``zonelike`` (as a country, but not beside the United States and Canada), the code
            of the country that is meant, or an empty text.
        also: The countries that are called so where something beside it tells: South Africa is SA.
    """

    country: str
    states: tuple[str, ...]
    alone: str
    also: tuple[str, ...]


class Gazetteer:
    """The tables: the large ones are sorted, searched by halving, and parsed where found."""

    def __init__(self) -> None:
        self.words: dict[str, Word] = {}
        self.regional: dict[str, tuple[str, ...]] = {}  # the regions that codes are beside others
        self.states: dict[str, str] = {}  # that are shortened so behind a comma: Ala., Penn.
        codes: dict[str, Word] = {}
        for name, kind, *cells in rows(_FOLDER / "words.tsv"):
            word = Word(kind, tuple(cells[0].split()) if cells else ())
            if kind == "regional":
                self.regional[name] = word.values
            elif kind == "state":
                self.states[name] = " ".join(word.values)
            else:
                of_codes = kind in {"code", "weak", "zonelike"}
                (codes if of_codes else self.words)[name] = word
        self.beginnings = _beginnings(self.words)
        self.codes = _read_codes(codes)
        self._names = (_FOLDER / "names.tsv").read_bytes()
        self._towns = (_FOLDER / "towns.tsv").read_bytes()
        self.name = functools.lru_cache(_KEYS_HELD)(self._find_name)
        self.towns = functools.lru_cache(_KEYS_HELD)(self._find_towns)

    def _find_name(self, key: str) -> tuple[Name | None, bool, bool]:
        """What a key means, and whether longer keys go on from it with a word, with a comma."""
        found, after = _two_lines(self._names, key)
        name = None
        if found.startswith(key + "\t"):
            name = _parse(found)
            found = after
        return name, found.startswith(key + " "), found.startswith(key + " ,")

    def _find_towns(self, key: str) -> tuple[Option, ...]:
        """The towns of a name that are too small to count without a state or country beside."""
        found, _ = _two_lines(self._towns, key)
        if not found.startswith(key + "\t"):
            return ()
        places = found.split("\t")[1].split()
        return tuple(Option(place[:2], place, 1, CITY) for place in places)


@functools.cache
def gazetteer() -> Gazetteer:
    """The tables, read on the first call."""
    return Gazetteer()


def _beginnings(names: Iterable[str]) -> frozenset[str]:
    """All that a name of several words may begin with, up to each of its spaces."""
    words = (name.split(" ") for name in names if " " in name)
    return frozenset(" ".join(some[:end]) for some in words for end in range(1, len(some)))


def _read_codes(words: dict[str, Word]) -> dict[str, Code]:
    codes = {}
    for code, country, states in rows(_FOLDER / "codes.tsv"):
        word = words.get(code)
        alone, *also = word.values or (word.kind,) if word else ("",)
        codes[code] = Code(country, tuple(states.split()), alone, tuple(also))
    return codes


def _parse(line: str) -> Name:
    _, countries, regions, states, cities = line.split("\t")
    options = [_option(one, STATE) for one in states.split()]
    options += [_option(one, CITY) for one in cities.split()]
    return Name(tuple(countries.split()), tuple(regions.split()), tuple(options))


def _option(text: str, level: int) -> Option:
    place, _, weight = text.partition(":")
    return Option(place[:2], place, int(weight), level)


def _two_lines(table: bytes, key: str) -> tuple[str, str]:
    """The first line of a sorted table that is not before the key, and the line after it."""
    wanted = key.encode("utf-8", "replace") + b"\t"
    low, high = 0, len(table)
    while low < high:
        middle = (low + high) // 2
        start = table.rfind(b"\n", low, middle) + 1 or low
        end = table.find(b"\n", middle) + 1
        if table[start:end] < wanted:
            low = end
        else:
            high = start
    found, _, after = table[low : low + _LONGEST_LINES].partition(b"\n")
    return found.decode(), after.partition(b"\n")[0].decode("utf-8", "replace")
