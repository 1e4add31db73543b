"""The places of a text in a row, each still to be judged by its neighbours."""

from collections.abc import Iterable

from ssg.places.gazetteer import Option, gazetteer
from ssg.places.scan import Item
from ssg.places.tokens import LIST, SPACE

_CONTAINERS = frozenset({"country", "code", "small code"})
_KINDS = _CONTAINERS | {"name", "unknown", "region"}


class Place:
    """A place under judgement: what it may mean, and what it was found to mean so far.

    Attributes:
        item: The stretch of the text.
        link: The loosest sign between it and the place before it, as in `Token`.
        countries: The countries that it was found to name.
        state: The state of the United States that it was found to be, such as ``US-CA``.
        open: Whether it is a code that is still to be read.
        has_landmark: Whether a word of towns' names stands beside it: Cuba City, New Lebanon.
    """

    __slots__ = ("countries", "has_landmark", "item", "link", "open", "state")

    def __init__(self, item: Item, link: int) -> None:
        self.item = item
        self.link = link
        self.countries: tuple[str, ...] = ()
        if item.kind == "country" and item.values:
            self.countries = item.values
        self.state = ""
        self.open = item.code is not None
        self.has_landmark = False

    def settle(self, country: str) -> None:
        """Takes a code for one of this country: its own, or that of a state of it."""
        self.countries = (country,)
        self.open = False
        if country == "US" and self.item.code and "US" in self.item.code.states:
            self.state = f"US-{self.item.key}"

    def heaviest(self) -> Option | None:
        """The place with the most people that a name may mean, None where it may mean none."""
        return max(self.item.options, key=lambda option: option.weight, default=None)

    def options(self) -> tuple[Option, ...]:
        """All that a name may mean, the smallest towns too."""
        return self.item.options + gazetteer().towns(self.item.key)

    def is_container(self) -> bool:
        """Whether it is one that others lie in: a country, or a code that was read."""
        return bool(self.countries) and self.item.kind in _CONTAINERS


def places_of(items: Iterable[Item]) -> list[Place]:
    """The items that may be places, linked by what stands between them."""
    places: list[Place] = []
    link = LIST
    last: Item | None = None
    for item in items:
        link = max(link, item.gap)
        if item.kind == "landmark" and places and last is places[-1].item and item.gap == SPACE:
            places[-1].has_landmark = True
        if item.kind == "list":
            link = LIST
        elif item.kind == "headquarters" and places and places[-1].item.kind == "unknown":
            # What stands before it is a company: "Example HQ".
            places.pop()
        elif item.kind in _KINDS:
            places.append(Place(item, link))
            is_beside = last is not None and last.kind == "landmark" and item.gap == SPACE
            places[-1].has_landmark = is_beside
            link = 0
        last = item
    return places


def before(places: list[Place], index: int) -> Place | None:
    """The place before, where no list goes on between."""
    return places[index - 1] if index and places[index].link < LIST else None


def after(places: list[Place], index: int) -> Place | None:
    """The place after, where no list goes on between."""
    following = index + 1
    if following < len(places) and places[following].link < LIST:
        return places[following]
    return None


def named(places: Iterable[Place]) -> set[str]:
    """The countries that stand in the text by name, or by a code that was read."""
    return {country for place in places if place.is_container() for country in place.countries}
