"""Reads a free-text job location."""

from collections.abc import Iterable
from typing import Literal, NamedTuple

from ssg.places.resolve import resolve
from ssg.places.scan import Item, scan

_PLACES = frozenset({"country", "region", "name", "code"})


class Places(NamedTuple):
    """What a location text names.

    Attributes:
        countries: Sorted ISO 3166-1 alpha-2 codes.
        regions: Sorted codes of regions.
        worldwide: Whether the text says anywhere in the world and names no place.
        remote: The way of work that the text states, or None.
        unknown: The pieces that look like a place but are not known, as written.
    """

    countries: tuple[str, ...]
    regions: tuple[str, ...]
    worldwide: bool
    remote: Literal["remote", "hybrid", "onsite"] | None
    unknown: tuple[str, ...]


def read_places(text: str) -> Places:
    """What a location text names; total: any text gives a `Places`."""
    items = _without_excluded(_without_zones(scan(text)))
    countries, unknown = resolve(items)
    kinds = {item.kind for item in items}
    regions = {region for item in items if item.kind == "region" for region in item.values}
    place = bool(countries or regions or kinds & _PLACES)
    anywhere = "anywhere" in kinds and not unknown and "zone" not in kinds
    return Places(
        tuple(sorted(countries)),
        tuple(sorted(regions)),
        not place and ("world" in kinds or anywhere),
        _way_of_work(kinds),
        tuple(dict.fromkeys(unknown)),
    )


def _way_of_work(kinds: set[str]) -> Literal["remote", "hybrid", "onsite"] | None:
    if kinds & {"remote", "anywhere"}:
        return "remote"
    if "hybrid" in kinds:
        return "hybrid"
    return "onsite" if "onsite" in kinds else None


def _without_zones(items: list[Item]) -> list[Item]:
    """The items without places that only tell a time zone: ``US time zones``."""
    if not any(item.kind == "zones" for item in items):
        return items
    kept: list[Item] = []
    for item in items:
        if item.kind == "zones":
            while kept and kept[-1].kind in _PLACES and item.gap <= 1:
                item = kept.pop()
            kept.append(item._replace(kind="zone"))
        else:
            kept.append(item)
    return kept


def _without_excluded(items: Iterable[Item]) -> list[Item]:
    """The items without places that the text rules out: ``Anywhere except US``."""
    kept = []
    excluding = False
    for item in items:
        if item.closes:
            excluding = False
        if item.kind == "except":
            excluding = True
        elif not (excluding and (item.kind in _PLACES or item.kind == "unknown")):
            kept.append(item)
    return kept
