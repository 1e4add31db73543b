"""What reading a location gives, and what can be asked of that."""

import functools
from collections.abc import Iterator
from typing import NamedTuple

from ssg.keys import Arrangement

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
def makes_exceptions(text: str) -> bool:
    """Whether a location text rules places out, such as ``Remote, Europe except Norway``."""
    from ssg.places.scan import scan  # noqa: PLC0415 - slow to import, and few pages ask

    return any(item.kind == "except" for item in scan(text))
