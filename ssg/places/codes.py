"""Which country a code in capitals names: its own, or one that has a state of this code."""

import itertools

from ssg.places.gazetteer import KNOWN, WORLD_KNOWN, Code, Option
from ssg.places.row import Place, after, before, named
from ssg.places.tokens import COMMA, HYPHEN

# "Muncie, IN" is read as town and state before a town of India is.
_STATE_HABIT = 10
# States of other countries are seldom written by their codes.
_FOREIGN_STATE_HABIT = 0.02
# The countries whose states are written by their codes alone.
HOMES = ("US", "CA", "AU")
# The countries whose states are written by their codes behind a town.
_WITH_CODES = frozenset({"AR", "AT", "AU", "BR", "CA", "CH", "DE", "ES", "IN", "IT", "MX", "RO"})
# Countries that say PT for Pacific Time.
_TIMED_BY_LETTERS = frozenset({"US", "CA"})
# Countries whose small towns are written with their code as often as those of the state are.
_UNTOLD = frozenset({"IN", "DE"})
# So many codes in a row that all may be states of the United States are that.
_SURE_ROW = 4
_PATH = ("country", "state", "city")


def read_codes(places: list[Place]) -> None:
    """Settles each code by its city, its country, the codes beside it, or what it means alone."""
    for index, place in enumerate(places):
        if place.item.code:
            _read_beside(places, index, place.item.code)
    for place in places:
        # A word of two letters is a code only where its city says so.
        place.open = place.open and place.item.kind == "code"
    _read_rows(places)
    countries = named(places)
    for index, place in enumerate(places):
        if place.item.code and place.open:
            _read_alone(places, index, place.item.code, countries)
            countries.update(place.countries)


def _read_beside(places: list[Place], index: int, code: Code) -> None:
    """Reads a code by the city, state or country that it belongs to."""
    place = places[index]
    if place.open and _is_on_a_path(places, index):
        place.settle("US")
    earlier, later = before(places, index), after(places, index)
    if place.open and earlier and later and (country := _country_around(place, earlier, later)):
        place.settle(country)
    if not place.open or (earlier and _read_pair(place, code, earlier)):
        return
    if index and not earlier and _is_of_its_country(code, places[index - 1]):
        place.open = False
        return
    for beside in (later, earlier):
        if not beside or beside.item.kind != "country" or not beside.countries:
            continue
        country = beside.countries[0]
        if country in (code.country, *code.also):
            place.settle(country)
            return
        if country in code.states and not _goes_on_as_list(places, index, code):
            place.settle(country)
            return
    if later and later.link != COMMA:
        _read_pair(place, code, later)


def _is_on_a_path(places: list[Place], index: int) -> bool:
    """Whether a text is a country, a state and a city in it, whatever parts them: USA/CA/Fresno.

    A list of countries, US/CA, has no such city behind it.
    """
    if len(places) != len(_PATH) or index != _PATH.index("state"):
        return False
    country, state, city = places
    heaviest = city.heaviest()
    is_inside = heaviest is not None and heaviest.place == f"US-{state.item.key}"
    return country.countries == ("US",) and city.item.kind == "name" and is_inside


def _country_around(place: Place, earlier: Place, later: Place) -> str:
    """The country of a state between its code and a city's name: the TG of IN-TG-Hyderabad."""
    code = earlier.item.code
    country = code.country if code else "".join(earlier.countries)
    is_glued = place.link == later.link == HYPHEN and later.item.kind == "name"
    heaviest = later.heaviest()
    is_inside = is_glued and heaviest is not None and heaviest.country == country
    return country if is_inside else ""


def _read_pair(place: Place, code: Code, city: Place) -> bool:
    """Reads a code together with a city or state beside it; whether they belong together."""
    if city.item.kind not in {"name", "unknown"}:
        return False
    own = city.item.values[0] if city.item.values else ""
    if own in HOMES and own in code.states:  # South Bay, CA
        city.countries = (own,)
        place.settle(own)
        return True
    country, weight = max(
        ((option.country, _weight(option, place, code)) for option in city.options()),
        key=lambda pair: (pair[1], pair[0]),
        default=("", 0.0),
    )
    if not weight:
        return False
    city.countries = (country,)
    place.settle(country)
    return True


def _weight(option: Option, place: Place, code: Code) -> float:
    """How likely a city with a code behind it is meant to be this one."""
    if option.place == f"US-{place.item.key}":
        return (option.weight + 1) * _STATE_HABIT
    if option.country == code.country:
        return option.weight + 1
    is_known = option.country in HOMES or option.weight >= KNOWN
    is_written = option.country in _WITH_CODES or "US" not in code.states
    if option.country in code.states and is_known and is_written:
        return (option.weight + 1) * _FOREIGN_STATE_HABIT
    return 0.0


def _is_of_its_country(code: Code, city: Place) -> bool:
    """Whether a code behind a slash is of the city's country, or a state of it: ``Curitiba/PR``."""
    heaviest = city.heaviest()
    return (
        city.item.kind == "name"
        and heaviest is not None
        and heaviest.country != "US"
        and heaviest.country in code.states + code.also
    )


def _goes_on_as_list(places: list[Place], index: int, code: Code) -> bool:
    """Whether a code stands in a list of countries, as the middle of ``US, CA, MX``."""
    earlier = before(places, index)
    if not code.country or places[index].link != COMMA:
        return False
    if earlier is None or earlier.item.kind != "country":
        return False
    others = [after(places, index), places[index - 2] if index > 1 else None]
    return any(other is not None and _is_country(other) for other in others)


def _is_country(place: Place) -> bool:
    """Whether a place is a country by its name, or by a code that can be no state."""
    code = place.item.code
    if code is None or place.item.kind != "code":
        return place.item.kind == "country"
    return bool(code.country) and not any(home in code.states for home in HOMES)


def _is_among_states_elsewhere(places: list[Place], index: int) -> bool:
    """Whether a code stands beside a state of another country named: Canada (ON, AL)."""
    said = {country for one in places if one.item.kind == "country" for country in one.countries}
    beside = (before(places, index), after(places, index))
    codes = (one.item.code for one in beside if one is not None)
    return "US" not in said and any(code and not said.isdisjoint(code.states) for code in codes)


def _vouches(place: Place, code: Code) -> bool:
    """Whether a code beside this place is a country's too; a doubtful one asks for another code.

    "London, UK; Remote, GA" is not Gabon.
    """
    own = place.item.code
    if code.alone in {"weak", "US"} and own is None:
        return False
    # Behind MX, CO is Colombia, and so the PA behind that is Panama; but DE, MD may be states.
    is_told = own is not None and not own.alone and place.countries == (own.country,)
    return is_told or _is_country(place)


def _read_rows(places: list[Place]) -> None:
    """Reads codes that stand side by side as states where all of them can be: ``AL, AR, AZ``."""
    for is_code, run in itertools.groupby(places, lambda place: place.item.kind == "code"):
        row = list(run)
        codes = [place.item.code for place in row if place.item.code]
        are_states = is_code and len(row) > 1 and all("US" in code.states for code in codes)
        if are_states and (len(row) >= _SURE_ROW or not all(code.country for code in codes)):
            for place in row:
                if place.open:
                    place.settle("US")


def _read_alone(places: list[Place], index: int, code: Code, countries: set[str]) -> None:
    """Reads a code by the rest of the text, or by what it means where nothing tells."""
    place = places[index]
    home = next((home for home in HOMES if home in code.states), "")
    earlier = before(places, index)
    if earlier and earlier.item.kind in {"name", "unknown"}:
        # Behind a town too small for any table: states tell towns apart, countries seldom.
        abroad = home != "US" and any(one.weight >= WORLD_KNOWN for one in earlier.item.options)
        told = code.country and code.alone != home
        known = earlier.item.kind == "name" and (told or abroad)
        if home and not known and code.country not in _UNTOLD:
            place.settle(home)
        return
    beside = [places[at] for at in (index - 1, index + 1) if 0 <= at < len(places)]
    also = next((one for one in code.also if any(one in near.countries for near in beside)), "")
    if also:  # Wales & NI
        place.settle(also)
    elif home == "US" and any(one.state for one in beside):
        place.settle("US")
    elif code.country and any(_vouches(one, code) for one in beside):
        if code.alone in {"", code.country} or countries.isdisjoint(_TIMED_BY_LETTERS):
            place.settle(code.country)
    elif not (code.alone == "US" and _is_among_states_elsewhere(places, index)):
        _read_unaided(place, code, home, countries)


def _read_unaided(place: Place, code: Code, home: str, countries: set[str]) -> None:
    """Reads a code without neighbours that tell, such as the whole of ``Remote, TX``."""
    if code.alone == "zonelike":
        if countries.isdisjoint(_TIMED_BY_LETTERS):
            place.settle(code.country)
    elif code.alone:
        if code.alone != "weak":
            place.settle(code.alone)
    elif bool(home) != bool(code.country):  # of two, either may be meant
        place.settle(home or code.country)
