"""Which countries the items of a text name, each judged by its neighbours."""

from collections.abc import Iterable

from ssg.places.gazetteer import Code, Option, gazetteer
from ssg.places.scan import COMMA, LIST, Item

# A name means its heaviest place where no other country has one of a third of its weight.
_CLEARLY = 3
# A small place beside its own country's name counts from this share of its largest namesake on:
# Melbourne in the United States, but not London there.
_SHARE_BESIDE = 0.01
_SHARE_ELSEWHERE = 0.05
# A city so large (in thousands) is meant although the country beside it has none of the name.
_WORLD_KNOWN = 500
# "Muncie, IN" is read as town and state before a town of India is.
_STATE_HABIT = 10
_FOREIGN_STATE_HABIT = 0.02
_HOME_OF_CODES = ("US", "CA", "AU")


class _Place:
    """An item under judgement."""

    __slots__ = ("code", "countries", "item", "link", "state")

    def __init__(self, item: Item, link: int) -> None:
        self.item = item
        self.link = link
        self.countries: tuple[str, ...] = item.values if item.kind == "country" else ()
        self.state = ""
        self.code: Code | None = item.code


def resolve(items: Iterable[Item]) -> tuple[frozenset[str], list[str]]:
    """The countries that the items name, and the stretches that look like places nobody knows."""
    places = _places(items)
    for index in range(len(places)):
        _read_town_of_a_country_name(places, index)
    for index in range(len(places)):
        if places[index].code:
            _read_code_beside(places, index)
    for index in range(len(places)):
        if places[index].code and not places[index].countries:
            _read_code_alone(places, index)
    for index in reversed(range(len(places))):
        if places[index].item.kind == "name":
            _read_name(places, index)
    _read_by_company(places)
    countries = frozenset(code for place in places for code in place.countries)
    return countries, _unknown(places)


def _places(items: Iterable[Item]) -> list[_Place]:
    """The items that may be places, each with the loosest sign between it and the one before."""
    places: list[_Place] = []
    link = LIST
    for item in items:
        link = max(link, item.gap)
        if item.kind == "list":
            link = LIST
        elif item.kind in {"country", "name", "code", "unknown", "region"}:
            places.append(_Place(item, link))
            link = 0
    return places


def _before(places: list[_Place], index: int) -> _Place | None:
    """The place before, where no list goes on between."""
    return places[index - 1] if index and places[index].link < LIST else None


def _after(places: list[_Place], index: int) -> _Place | None:
    following = index + 1
    if following < len(places) and places[following].link < LIST:
        return places[following]
    return None


def _options(place: _Place) -> tuple[Option, ...]:
    """All that a name may mean, the smallest towns too."""
    return place.item.options + gazetteer().towns(place.item.key)


def _read_town_of_a_country_name(places: list[_Place], index: int) -> None:
    """Makes ``Lebanon`` in ``Lebanon, NH`` a town."""
    place, after = places[index], _after(places, index)
    if place.item.kind != "country" or not after or after.link != COMMA:
        return
    if after.code and "US" in after.code.states and not after.code.country == "US":
        state = f"US-{after.item.key}"
        if any(option.place == state for option in _options(place)):
            place.countries = ()
            after.countries, after.state = ("US",), state


def _read_code_beside(places: list[_Place], index: int) -> None:
    """Reads a code by the city, state or country that it belongs to."""
    place = places[index]
    code = place.code
    if code is None or place.countries:
        return
    before, after = _before(places, index), _after(places, index)
    if before and before.item.kind in {"name", "unknown"} and _read_pair(place, code, before):
        return
    for beside in (after, before):
        if not beside or beside.item.kind != "country":
            continue
        (country, *_) = beside.countries or ("",)
        if country in code.states and not _goes_on_as_list(places, index, code):
            _settle(place, country)
            return
        if country and country == code.country:
            place.countries = (country,)
            return
    if after and after.item.kind == "name" and after.link != COMMA:
        _read_pair(place, code, after)


def _goes_on_as_list(places: list[_Place], index: int, code: Code) -> bool:
    """Whether a code stands in a list of countries, as the middle of ``US, CA, MX``."""
    before, after = _before(places, index), _after(places, index)
    if not code.country or not before or places[index].link != COMMA:
        return False
    others = [after] + ([places[index - 2]] if index > 1 else [])
    return before.item.kind == "country" and any(
        other is not None
        and (other.item.kind == "country" or (other.code is not None and other.code.country != ""))
        and (other.code is None or "US" not in other.code.states)
        for other in others
    )


def _read_pair(place: _Place, code: Code, city: _Place) -> bool:
    """Reads a code together with a city or state beside it; whether they belong together."""
    best, score = "", 0.0
    for option in _options(city):
        if option.country == "US" and option.place == f"US-{place.item.key}":
            weight = (option.weight + 1.0) * _STATE_HABIT
        elif option.country == code.country:
            weight = option.weight + 1.0
        elif option.country in code.states and option.country != "US":
            weight = (option.weight + 1.0) * _FOREIGN_STATE_HABIT
        else:
            continue
        if weight > score:
            best, score = option.country, weight
    if not best:
        return False
    city.countries = (best,)
    _settle(place, best)
    return True


def _settle(place: _Place, country: str) -> None:
    place.countries = (country,)
    if country == "US":
        place.state = f"US-{place.item.key}"


def _read_code_alone(places: list[_Place], index: int) -> None:
    """Reads a code by what the rest of the text holds, or by what it can only mean."""
    place = places[index]
    code = place.code
    if code is None:
        return
    homes = [home for home in _HOME_OF_CODES if home in code.states]
    if not homes and not code.country:
        return
    if not homes and not code.weak:
        place.countries = (code.country,)
        return
    if not code.country and not code.weak:
        _settle(place, homes[0])
        return
    before = _before(places, index)
    if before and before.item.kind in {"unknown", "name"} and place.link <= COMMA:
        if homes and code.country not in {"IN", "DE"}:
            _settle(place, homes[0])
        return
    beside = [places[at] for at in (index - 1, index + 1) if 0 <= at < len(places)]
    if any(one.state for one in beside) and "US" in homes:
        _settle(place, "US")
    elif code.country and any(_is_country(one) for one in beside):
        place.countries = (code.country,)
    elif "US" in homes and {"US"} == _explicit(places):
        _settle(place, "US")


def _is_country(place: _Place) -> bool:
    """Whether a place is a country by its name, or by a code that can be nothing else."""
    if place.item.kind == "country":
        return True
    return bool(place.code and place.code.country and not set(_HOME_OF_CODES) & {*place.code.states})


def _explicit(places: list[_Place]) -> set[str]:
    """The countries that stand in the text by name or by a code that is settled."""
    return {
        country
        for place in places
        if place.item.kind in {"country", "code"}
        for country in place.countries
    }


def _read_name(places: list[_Place], index: int) -> None:
    """Reads a city's or state's name by what follows, what goes before, and its own weight."""
    place = places[index]
    if place.countries:
        return
    options = place.item.options
    after, before = _after(places, index), _before(places, index)
    if after and _fits(place, after):
        return
    if after and _contains(after):
        _stand_alone(place, _WORLD_KNOWN)
        return
    if before and _fits(place, before):
        return
    if not options and not place.item.values:
        return
    _stand_alone(place, 0)


def _contains(place: _Place) -> bool:
    """Whether a place is one that others lie in: a country, or a state's code."""
    return bool(place.countries) and place.item.kind in {"country", "code"}


def _fits(place: _Place, beside: _Place) -> bool:
    """Takes the meaning of a name that lies in what stands beside it; whether there is one."""
    options = place.item.options
    if beside.state:
        if any(option.place == beside.state for option in _options(place)):
            place.countries = ("US",)
            return True
        return False
    if beside.countries and beside.item.kind in {"country", "code"}:
        country = beside.countries[0]
        heaviest = max((option.weight for option in options), default=0)
        if country in place.item.values or any(
            option.country == country and option.weight >= heaviest * _SHARE_BESIDE
            for option in options
        ):
            place.countries = (country,)
            return True
        return False
    return _fits_state(place, beside)


def _fits_state(place: _Place, beside: _Place) -> bool:
    """Takes the meaning of a city that lies in the state whose name stands beside it."""
    if beside.item.kind != "name":
        return False
    states = {one.place for one in beside.item.options if one.is_state}
    mine = {one.place for one in place.item.options if one.is_state}
    best = max(
        (
            option
            for option in place.item.options + beside.item.options
            if option.place in (mine if option in beside.item.options else states)
        ),
        key=lambda option: option.weight,
        default=None,
    )
    if best is None:
        return False
    place.countries = (best.country,)
    beside.countries = (best.country,)
    return True


def _stand_alone(place: _Place, least: int) -> None:
    """Takes the meaning of a name that outweighs all others."""
    values = place.item.values
    if values == ("?",):
        return
    if values:
        place.countries = values
        return
    heaviest: dict[str, int] = {}
    for option in place.item.options:
        heaviest[option.country] = max(heaviest.get(option.country, 0), option.weight)
    ranked = sorted(heaviest.items(), key=lambda item: (-item[1], item[0]))
    if not ranked or ranked[0][1] < least:
        return
    if len(ranked) == 1 or ranked[0][1] >= _CLEARLY * ranked[1][1]:
        place.countries = (ranked[0][0],)


def _read_by_company(places: list[_Place]) -> None:
    """Reads the names still open by the countries that the rest of the text names."""
    named = {country for place in places for country in place.countries}
    if not named:
        return
    for index, place in enumerate(places):
        if place.item.kind != "name" or place.countries:
            continue
        after = _after(places, index)
        if after and _contains(after):
            continue
        heaviest = max((option.weight for option in place.item.options), default=0)
        fitting = [
            option
            for option in place.item.options
            if option.country in named and option.weight >= heaviest * _SHARE_ELSEWHERE
        ]
        if fitting:
            best = max(fitting, key=lambda option: (option.weight, option.country))
            place.countries = (best.country,)


def _unknown(places: list[_Place]) -> list[str]:
    """The unknown stretches that no neighbour explains as a part of itself."""
    unknown = []
    for index, place in enumerate(places):
        if place.item.kind != "unknown":
            continue
        after = _after(places, index)
        if not (after and (after.countries or after.item.kind == "region")):
            unknown.append(place.item.raw)
    return unknown
