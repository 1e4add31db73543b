"""What reading a location gives, and what can be asked of that."""

import functools
from collections.abc import Iterator
from typing import NamedTuple

from ssg.keys import Arrangement

# Words beside a region that leave a part of it: Eastern Europe, EMEA South.
_DIRECTIONS = frozenset(
    {
        *("north", "south", "east", "west", "northeast", "northwest", "southeast", "southwest"),
        *("northern", "southern", "eastern", "western", "central", "oriental", "occidental"),
    }
)
TEXTS_HELD = 4096  # what listings say of their place is often the same


class Town(NamedTuple):
    """A town as written, the state behind it or its code, else no text, and its country."""

    name: str
    state: str
    country: str


class State(NamedTuple):
    """A state or province by its English name, and its country."""

    name: str
    country: str


class Places(NamedTuple):
    """What a location text names.

    Attributes:
        countries: Sorted ISO 3166-1 alpha-2 codes.
        regions: Sorted codes of regions.
        worldwide: Whether the text says anywhere in the world and names no place.
        remote: The way of work that the text states, or None.
        unknown: The pieces that look like a place but are not known, as written.
        towns: The towns that are sure, in the order of the text.
        states: The states of each country of which the text names nothing else.
    """

    countries: tuple[str, ...]
    regions: tuple[str, ...]
    worldwide: bool
    remote: Arrangement | None
    unknown: tuple[str, ...]
    towns: tuple[Town, ...] = ()
    states: tuple[State, ...] = ()


def towns_in(places: Places, country: str) -> Iterator[Town]:
    """Yield the towns of a country, in the order of the text."""
    return (town for town in places.towns if town.country == country)


def states_in(places: Places, country: str) -> Iterator[State]:
    """Yield the states of a country of which nothing else is named, in the order of the text."""
    return (state for state in places.states if state.country == country)


@functools.lru_cache(maxsize=TEXTS_HELD)
def whole_regions(text: str) -> frozenset[str]:
    """The regions of which a location text names all: ``Europe``, but not ``Nordics``."""
    from ssg.places.gazetteer import gazetteer  # noqa: PLC0415 - slow to import, few pages ask
    from ssg.places.scan import scan  # noqa: PLC0415 - likewise
    from ssg.places.tokens import HYPHEN  # noqa: PLC0415 - likewise

    items = scan(text)
    words = gazetteer().words
    found: set[str] = set()
    for before, item, after in zip([None, *items], items, [*items[1:], None], strict=False):
        word = words.get(item.key)
        is_part = word is not None and word.kind == "part"
        is_part |= before is not None and item.gap <= HYPHEN and before.key in _DIRECTIONS
        is_part |= after is not None and after.gap <= HYPHEN and after.key in _DIRECTIONS
        if item.kind == "region" and not is_part:
            found.update(item.values or ())
    return frozenset(found)


@functools.lru_cache(maxsize=TEXTS_HELD)
def makes_exceptions(text: str) -> bool:
    """Whether a location text rules places out, such as ``Remote, Europe except Norway``."""
    from ssg.places.scan import scan  # noqa: PLC0415 - slow to import, and few pages ask

    return any(item.kind == "except" for item in scan(text))
