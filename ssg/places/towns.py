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
# In thousands of people: from this on, a town that bears a name of its country is meant beside it.
_LARGE = 100


def towns_of(places: list[Place]) -> Iterator[Town]:
    """Yield the towns among places that were read, in the order of the text."""
    of_a_town = -1  # where the state stands that is called as a town is
    for index, place in enumerate(places):
        earlier, later = before(places, index), after(places, index)
        if later and _bears_its_name(place, later):
            yield Town(_as_written(place.item.raw), "", place.countries[0])
        if place.item.kind != "name" or len(place.countries) != 1 or index == of_a_town:
            continue
        (country,) = place.countries
        if later and _runs_on(place, later):
            continue
        state = _state(later, country) if later and later.link == COMMA else ""
        if later and not state and _lies_in(place, later, country):
            state, of_a_town = _as_written(later.item.raw), index + 1
        # What Washington means beside DC is no matter of how many live in the state of that name.
        there = [one for one in place.options() if one.place == f"{country}-{state}"]
        if is_town(there or place.options(), country):
            if earlier and _runs_on(earlier, place):
                state = earlier.item.raw
            yield Town(_as_written(place.item.raw), state, country)


def _bears_its_name(place: Place, later: Place) -> bool:
    """Whether a country's name is that of a large town of it: ``Tunis, Tunisia``.

    "Panama, Panama" may be the country, which some boards write twice.
    """
    is_pair = place.item.kind == later.item.kind == "country" and later.link == COMMA
    is_same = place.item.key == later.item.key
    if not is_pair or is_same or place.countries != later.countries or len(place.countries) != 1:
        return False
    inside = (one for one in place.item.options if one.country in place.countries)
    return any(one.level == CITY and one.weight >= _LARGE for one in inside)


def _lies_in(town: Place, state: Place, country: str) -> bool:
    """Whether a town lies in a state that is called as a town is: ``Albany, New York``."""
    cities = [one for one in town.item.options if one.country == country and one.level == CITY]
    largest = max(cities, key=lambda one: one.weight, default=None)
    # Only of the United States is it known in which state a town lies.
    if state.link != COMMA or largest is None or largest.place == country:
        return False
    return any(one.level == STATE and one.place == largest.place for one in state.item.options)


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
