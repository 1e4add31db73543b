"""Reads a free-text job location."""

import functools

from ssg.keys import Arrangement
from ssg.places.resolve import resolve
from ssg.places.scan import WAYS_OF_WORK, Item, scan
from ssg.places.tokens import BRACKET, DASH, HYPHEN, LIST, SPACE
from ssg.places.values import TEXTS_HELD, Places

_PLACES = frozenset({"country", "region", "name", "code"})
_ZONES = frozenset({"zones", "hours"})
# What "time zones" takes with it: the places before it, and the words and slashes between them.
_BEFORE_ZONES = _PLACES | {"list"}
_ADJOINING = (SPACE, HYPHEN, LIST)
# Beside these "anywhere" is not the whole world.
_NARROWING = frozenset({"zone", "nationwide"})
# What is ruled out may stand behind these signs.
_LEADING_ON = (DASH, BRACKET)
# After these "but" rules out: "anywhere but Mars".
_UNBOUND = frozenset({"anywhere", "world", "region"})


@functools.lru_cache(maxsize=TEXTS_HELD)
def read_places(text: str) -> Places:
    """What a location text names; total: any text gives a `Places`."""
    items = _without_excluded(_without_zones(scan(text)))
    countries, towns, states, unknown = resolve(items)
    kinds = {item.kind for item in items}
    regions = {value for item in items if item.kind == "region" for value in item.values or ()}
    bounded = bool(unknown) or not kinds.isdisjoint(_PLACES)
    anywhere = "anywhere" in kinds and kinds.isdisjoint(_NARROWING)
    return Places(
        countries=tuple(sorted(countries)),
        regions=tuple(sorted(regions)),
        worldwide=("world" in kinds or anywhere) and not bounded,
        remote=_way_of_work(kinds),
        unknown=tuple(dict.fromkeys(unknown)),
        towns=towns,
        states=states,
    )


def _way_of_work(kinds: set[str]) -> Arrangement | None:
    if kinds & {"remote", "anywhere"}:
        return "remote"
    if "hybrid" in kinds:
        return "hybrid"
    return "onsite" if "onsite" in kinds else None


def _without_zones(items: list[Item]) -> list[Item]:
    """The items without places that only tell a time zone: ``US time zones``, ``UK hours``."""
    if not any(item.kind in _ZONES for item in items):
        return items
    kept: list[Item] = []
    for item in items:
        if item.kind not in _ZONES:
            kept.append(item)
            continue
        gap, count = item.gap, len(kept)
        # "Lisbon | Time zone: WET" is Lisbon.
        while kept and item.gap <= HYPHEN and gap in _ADJOINING and kept[-1].kind in _BEFORE_ZONES:
            gap = kept.pop().gap
        is_plain = item.kind == "hours" and len(kept) == count
        kept.append(item._replace(kind="plain" if is_plain else "zone", gap=gap))
    return kept


def _without_excluded(items: list[Item]) -> list[Item]:
    """The items without what the text rules out: ``Anywhere except US, Canada``, ``not remote``."""
    kept: list[Item] = []
    excluding = idle = False
    for index, item in enumerate(items):
        if kept and kept[-1].kind in WAYS_OF_WORK and _is_an_answer(items, index):
            kept.pop()
            continue
        unbound = bool(kept) and kept[-1].kind in _UNBOUND
        if item.kind == "except" or (item.key == "but" and unbound):
            excluding, idle = True, False
            continue
        # "No travel, Germany" rules out the travel.
        excluding = excluding and not item.closes and not (idle and item.gap > HYPHEN)
        if excluding and (item.kind in _PLACES or item.kind == "unknown"):
            idle = False
        elif _is_ruled_out(items, index):
            excluding = False
        else:
            idle = item.kind != "list"
            kept.append(item)
    return kept


def _is_an_answer(items: list[Item], index: int) -> bool:
    """Whether a word says no to what stands before it, and not to what follows.

    "Remote: no" and "remote not possible, Lyon", but not "remote, excluding (CA, NY)".
    """
    item, gap = items[index], LIST if index + 1 == len(items) else items[index + 1].gap
    if item.key == "no":
        return gap > HYPHEN
    return item.kind == "except" and item.gap <= HYPHEN and gap > HYPHEN and gap not in _LEADING_ON


def _is_ruled_out(items: list[Item], index: int) -> bool:
    """Whether a way of work stands right behind a word that rules it out: ``not remote``."""
    item = items[index]
    is_way = item.kind in WAYS_OF_WORK and item.gap <= HYPHEN
    return is_way and index > 0 and items[index - 1].kind == "except"
