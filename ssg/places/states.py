"""Which states a text names of a country of which it names nothing else: ``Remote (CA, NY)``."""

import functools
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from ssg.places.codes import HOMES
from ssg.places.gazetteer import CITY, STATE
from ssg.places.row import Place, after, before
from ssg.places.scan import WAYS_OF_WORK, Item
from ssg.places.tokens import LIST
from ssg.places.values import State
from ssg.places.words import name_key
from ssg.tables import rows

# A state's name is a town's as well from so many thousand people on: New York, Quebec.
_LARGE = 100
# What may stand beside states that are all that is meant; "preferred" or "HQ" may not.
_KINDS = WAYS_OF_WORK | {"country", "region", "name", "code", "small code", "anywhere", "list"}
_WORDS = frozenset(
    {"in", "within", "from", "based", "located", "live", "reside", "must", "be", "only", "the"}
)


def states_of(items: Sequence[Item], places: list[Place]) -> Iterator[State]:
    """Yield the states of each country of which nothing but states is named, in the text's order.

    None where the text might say that more is meant: by another word, by a place that was not
    read, and where remote work is another choice, as in ``Utah or remote``.
    """
    if not all(item.kind in _KINDS or item.key in _WORDS for item in items):
        return
    is_read = all(place.countries or place.item.kind == "region" for place in places)
    if not is_read or any(map(_is_choice, items, items[1:])):
        return
    for country in HOMES:
        inside = [index for index, place in enumerate(places) if country in place.countries]
        names = [
            _state(places[index], country)
            for index in inside
            if not _is_around(places, index, country)
        ]
        if all(names):
            yield from (State(name, country) for name in dict.fromkeys(names))


def _is_choice(item: Item, following: Item) -> bool:
    """Whether a list goes on between two items of which one is a way of work."""
    is_way = item.kind in WAYS_OF_WORK or following.kind in WAYS_OF_WORK
    return is_way and (following.gap == LIST or "list" in {item.kind, following.kind})


def _is_around(places: list[Place], index: int, country: str) -> bool:
    """Whether a country's name stands beside a state of it: ``Texas, USA``, ``US (CA, NY)``."""
    if places[index].item.kind != "country":
        return False
    beside = (before(places, index), after(places, index))
    return any(
        one is not None and country in one.countries and _state(one, country) for one in beside
    )


def _state(place: Place, country: str) -> str:
    """The name of the state that a place is, or an empty text where it may be more or less."""
    by_code, by_name = _states()
    item = place.item
    if len(place.countries) != 1:
        return ""
    if item.code:
        is_state = place.state or item.code.country != country
        return by_code.get((country, item.key), "") if is_state else ""
    inside = [one for one in item.options if one.country == country]
    if item.kind != "name" or any(one.level == CITY and one.weight >= _LARGE for one in inside):
        return ""
    codes = [one.place[3:] for one in inside if one.level == STATE]
    if item.raw.isupper():
        codes.append(item.raw)  # NSW and QC, which are names in the table edited by hand
    coded = (by_code.get((country, code), "") for code in codes)
    return next(filter(None, coded), "") or by_name.get((country, item.key), "")


@functools.cache
def _states() -> tuple[Mapping[tuple[str, str], str], Mapping[tuple[str, str], str]]:
    """The names of states by country and code, and by country and name as compared."""
    table = rows(Path(__file__).with_name("states.tsv"))
    by_code = {(country, code): name for country, code, name in table}
    return by_code, {(country, name_key(name)): name for country, _, name in table}
