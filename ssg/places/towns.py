"""Which towns a text names, each in the country, and the state, that it was found to lie in."""

from collections.abc import Iterable, Iterator

from ssg.places.codes import HOMES
from ssg.places.gazetteer import CITY, STATE, Option
from ssg.places.row import Place, after, before
from ssg.places.scan import is_spaceless
from ssg.places.tokens import COMMA, SPACE
from ssg.places.values import Town

# A name is a town's where it has this share of the people of a state of the same name. In countries
# where people name their state it is more: New York is a town, Washington and Quebec may not be.
_SHARE_OF_STATE = 0.05
_SHARE_OF_HOME_STATE = 0.2


def towns_of(places: list[Place]) -> Iterator[Town]:
    """Yield the towns among places that were read, in the order of the text."""
    for index, place in enumerate(places):
        if place.item.kind != "name" or len(place.countries) != 1:
            continue
        (country,) = place.countries
        earlier, later = before(places, index), after(places, index)
        if later and _runs_on(place, later):
            continue
        state = _state(later, country) if later and later.link == COMMA else ""
        # What Washington means beside DC is no matter of how many live in the state of that name.
        there = [one for one in place.options() if one.place == f"{country}-{state}"]
        if is_town(there or place.options(), country):
            if earlier and _runs_on(earlier, place):
                state = earlier.item.raw
            yield Town(_as_written(place.item.raw), state, country)


def _runs_on(place: Place, later: Place) -> bool:
    """Whether a place is the prefecture in front of a town, with no sign between: 大阪府大阪市."""
    if later.link != SPACE or place.countries != later.countries or place.item.kind != "name":
        return False
    is_one_word = is_spaceless(place.item.raw) and is_spaceless(later.item.raw)
    return is_one_word and is_town(later.options(), place.countries[0])


def _as_written(raw: str) -> str:
    """A name as names are written: ``New York`` for ``NEW_YORK``; no sentence's full stop."""
    name = " ".join(raw.replace("_", " ").split())
    if name[-3:-2].isalpha():  # "Berlin.", but not "Washington, D.C."
        name = name.rstrip(".")
    return name.title() if name.islower() or name.isupper() else name


def is_town(options: Iterable[Option], country: str) -> bool:
    """Whether a name means a town, by all that it may mean in a country."""
    inside = [one for one in options if one.country == country]
    town = max((one.weight for one in inside if one.level == CITY), default=-1)
    state = max((one.weight for one in inside if one.level < CITY), default=0)
    return town >= state * (_SHARE_OF_HOME_STATE if country in HOMES else _SHARE_OF_STATE)


def _state(place: Place, country: str) -> str:
    """The state behind a town, as written, or an empty text where it is none."""
    if place.item.kind == "country":  # Mexico, which is a state of it too
        return ""
    if place.item.key == "dc" and country == "US":  # which is a name in the table edited by hand
        return "DC"
    code = place.item.code
    if code:
        is_state = country in code.states and (place.state or code.country != country)
        return place.item.key if is_state and place.countries == (country,) else ""
    options = [one for one in place.item.options if one.country == country]
    is_state = any(one.level == STATE for one in options) and not is_town(options, country)
    return _as_written(place.item.raw) if is_state and country in place.countries else ""
