"""Which countries the items of a text name, each judged by its neighbours."""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from ssg.places.codes import read_codes
from ssg.places.gazetteer import CITY, COUNTRY, KNOWN, STATE, WORLD_KNOWN, Option
from ssg.places.row import Place, after, before, places_of
from ssg.places.scan import Item
from ssg.places.states import states_of
from ssg.places.tokens import BRACKET, COMMA, DASH, HYPHEN, SPACE
from ssg.places.towns import is_town, towns_of
from ssg.places.values import State, Town

# A name means its heaviest place where no other country has one of a third of its weight.
_CLEARLY = 3
# A small place beside its own country's name counts from this share of its largest namesake on:
# Melbourne in the United States, but not London there.
_SHARE_BESIDE = 0.01
# And from this where the country is named elsewhere in the text.
_SHARE_ELSEWHERE = 0.05


class Resolved(NamedTuple):
    """What items name, and what looks like places that nobody knows."""

    countries: frozenset[str]
    towns: tuple[Town, ...]
    states: tuple[State, ...]
    unknown: list[str]


def resolve(items: Sequence[Item]) -> Resolved:
    """What the items name."""
    places = places_of(items)
    for index, place in enumerate(places):
        if place.item.kind == "country":
            _read_town_of_a_country_name(place, before(places, index), after(places, index))
    read_codes(places)
    for index in reversed(range(len(places))):
        place = places[index]
        if place.item.kind == "country" and _opens_a_town_of_the_us(places, index):
            place.countries = ()
        if place.item.kind != "name" or place.countries or _opens_an_unknown_town(places, index):
            continue
        _read_name(place, before(places, index), after(places, index))
    _read_by_the_rest(places)
    countries = frozenset(code for place in places for code in place.countries)
    towns = tuple(dict.fromkeys(towns_of(places)))
    return Resolved(countries, towns, tuple(states_of(items, places)), _unknown(places))


def _read_town_of_a_country_name(place: Place, earlier: Place | None, later: Place | None) -> None:
    """Makes ``Lebanon`` in ``Lebanon, NH`` and ``Ohio - Lebanon`` a town, and ``Cuba, MO`` one."""
    if later and later.link == COMMA:
        # In a list of countries a small town is not meant.
        in_list = earlier is not None and earlier.item.kind == "country"
        options = place.item.options if in_list else place.options()
        _read_town_of_a_state(place, options, later)
    if earlier and place.link in (HYPHEN, DASH):
        _read_town_of_a_state(place, place.item.options, earlier)


def _read_town_of_a_state(place: Place, options: Iterable[Option], state: Place) -> None:
    """Makes what is written like a country a town where the state of the US beside it has one."""
    code = state.item.code
    states = {one.place for one in state.item.options if one.level == STATE}
    if code and "US" in code.states and code.country not in ("US", *place.countries):
        states = {f"US-{state.item.key}"}
    if any(option.country == "US" and option.place in states for option in options):
        place.countries = ()
        if code:
            state.settle("US")


def _opens_a_town_of_the_us(places: list[Place], index: int) -> bool:
    """Whether a country's name is a word of a town: ``China Grove, NC``, ``Cuba City, WI``."""
    country, rest, state = places[index], after(places, index), after(places, index + 1)
    if country.has_landmark and rest and rest.link == COMMA:
        return _is_state_of_the_us(rest)
    if rest is None or state is None or rest.link != SPACE or state.link != COMMA:
        return False
    lies_in = {*country.countries, state.state}
    is_town = any({one.country, one.place} & lies_in for one in rest.options())
    is_known = rest.item.kind != "unknown" and (is_town or bool(_inside(rest, state)))
    return not is_known and _is_state_of_the_us(state)


def _opens_an_unknown_town(places: list[Place], index: int) -> bool:
    """Whether a name is the first word of a town that no table holds: ``Berlin Heights, OH``."""
    rest = after(places, index)
    if rest is None or rest.item.kind != "unknown" or rest.link != SPACE:
        return False
    place, earlier, behind = places[index], before(places, index), after(places, index + 1)
    if behind and (behind.state or _is_state_behind(behind)):
        return True
    around = _around(place, earlier, behind)
    if around is None or (around is behind and behind.link != COMMA):
        return False
    # "Berlin Mitte, Germany" is Berlin.
    return all(option.country not in around.countries for option in place.options())


def _read_name(place: Place, earlier: Place | None, later: Place | None) -> None:
    """Reads a city's or state's name by what follows, what goes before, and its own weight."""
    if later and _fits(place, later):
        return
    around = _around(place, earlier, later)
    is_behind = around is not None and around is later
    if earlier and not is_behind and (_fits(place, earlier) or _is_part_of(place, earlier)):
        return
    if around is None or _is_named_apart(place, around, in_list=place.link == COMMA):
        _read_alone(place)


def _around(place: Place, earlier: Place | None, later: Place | None) -> Place | None:
    """The state or country behind a name, or in front of it before a dash: ``Ohio - Newport``."""
    if later and (later.is_container() or _is_state_behind(later) or _is_state_of_the_us(later)):
        return later
    if earlier and place.link in (HYPHEN, DASH):
        return earlier if earlier.is_container() or _is_state_of_the_us(earlier) else None
    return None


def _is_state_behind(place: Place) -> bool:
    """Whether what stands behind a comma means a state and no town, or may: ``Fort Kent, ME``."""
    if place.link != COMMA:
        return False
    if place.item.code:
        return "US" in place.item.code.states
    if place.item.kind != "name" or len(place.countries) != 1:
        return False
    inside = [one for one in place.item.options if one.country == place.countries[0]]
    return any(one.level == STATE for one in inside) and not is_town(inside, place.countries[0])


def _is_state_of_the_us(place: Place) -> bool:
    """Whether a place means a state of the United States, and no city or country as well."""
    inside = [one for one in place.item.options if one.country == "US"]
    if place.state or place.item.kind != "name" or not any(one.level == STATE for one in inside):
        return bool(place.state)
    is_more = any(one.level == COUNTRY or _is_world_known(one) for one in place.item.options)
    return not is_more and not is_town(inside, "US")


def _is_named_apart(place: Place, around: Place, *, in_list: bool) -> bool:
    """Whether a name beside a state or country that it does not lie in is a place of its own.

    "Berlin, CT" and "Ohio - Newport" are towns that no table holds, as "Waterloo, Australia" is,
    while "Toronto, Germany", "Texas, Canada" and "Austin, London, California" name both.
    """
    options = place.item.options
    if around.state or (_is_state_of_the_us(around) and not in_list):
        return False
    if not options or any(_is_world_known(option) for option in options):
        return True
    code = around.item.code
    if code and not around.countries:
        # "East Dubuque, IL"; of "Fort Kent, ME" nothing is known.
        return all(option.country in {"US", code.country} for option in options)
    is_state = any(one.level == STATE and one.country == "US" for one in options)
    return is_state and all(one.country not in around.countries for one in place.options())


def _is_part_of(place: Place, earlier: Place) -> bool:
    """Whether a name in brackets is a quarter of the city in front: ``Bengaluru (Whitefield)``."""
    inside = place.link == BRACKET and not place.item.closes and earlier.item.kind == "name"
    return inside and not any(_is_world_known(option) for option in place.item.options)


def _fits(place: Place, beside: Place) -> bool:
    """Takes the meaning of a name that lies in what stands beside it; whether there is one."""
    if beside.state:
        if any(option.place == beside.state for option in place.options()):
            place.countries = ("US",)
        return bool(place.countries)
    if beside.is_container():
        return _fits_country(place, beside.countries[0])
    if beside.item.kind != "name":
        return False
    if beside.item.values and not beside.item.options:
        # "London, Ont.": a landscape or state that the table edited by hand holds.
        return _fits_country(place, beside.item.values[0])
    return _fits_state(place, beside)


def _fits_country(place: Place, country: str) -> bool:
    options = place.item.options
    least = max((option.weight for option in options), default=0) * _SHARE_BESIDE
    inside = any(option.country == country and option.weight >= least for option in options)
    if inside or country in (place.item.values or ()):
        place.countries = (country,)
    return bool(place.countries)


def _fits_state(place: Place, beside: Place) -> bool:
    """Takes the meaning of a city that lies in a state, for both: ``Atlanta, Georgia``."""
    inside = _inside(place, beside) + _inside(beside, place)
    if not inside:
        return False
    best = max(inside, key=lambda option: (option.weight, option.country))
    place.countries = beside.countries = (best.country,)
    return True


def _inside(city: Place, state: Place) -> list[Option]:
    """The meanings of a city that lie in a meaning of a state."""
    states = {one.place for one in state.item.options if one.level <= STATE}
    return [option for option in city.item.options if option.place in states]


def _is_world_known(option: Option) -> bool:
    return option.level == CITY and option.weight >= WORLD_KNOWN


def _read_alone(place: Place) -> None:
    """Takes the meaning of a name that the table edited by hand gives, or that outweighs others."""
    values = place.item.values
    if values is None:
        return
    if values:
        place.countries = values
        return
    heaviest: dict[str, int] = {}
    for option in place.item.options:
        heaviest[option.country] = max(heaviest.get(option.country, 0), option.weight)
    ranked = sorted(heaviest.items(), key=lambda pair: (-pair[1], pair[0]))
    if ranked[0][1] < KNOWN:
        return
    if len(ranked) == 1 or ranked[0][1] >= _CLEARLY * ranked[1][1]:
        place.countries = (ranked[0][0],)


def _read_by_the_rest(places: list[Place]) -> None:
    """Reads the names still open by the countries that the rest of the text names."""
    countries = {country for place in places for country in place.countries}
    if not countries:
        return
    for index, place in enumerate(places):
        if place.item.kind != "name" or place.countries:
            continue
        own = [option.country for option in place.item.options if option.level == COUNTRY]
        later = after(places, index)
        if own and "US" not in countries:
            # Georgia among other countries is one of them.
            place.countries = (own[0],)
        elif not (later and later.is_container()):
            _read_among(place, countries)


def _read_among(place: Place, countries: set[str]) -> None:
    options = place.item.options
    least = max((option.weight for option in options), default=0) * _SHARE_ELSEWHERE
    fitting = [one for one in options if one.country in countries and one.weight >= least]
    if fitting:
        best = max(fitting, key=lambda option: (option.weight, option.country))
        place.countries = (best.country,)


def _unknown(places: list[Place]) -> list[str]:
    """The unknown stretches that no place behind them explains as a part of itself."""
    unknown = []
    for index, place in enumerate(places):
        if place.item.kind == "unknown":
            later = after(places, index)
            if not (later and (later.countries or later.item.kind == "region")):
                unknown.append(place.item.raw)
    return unknown
