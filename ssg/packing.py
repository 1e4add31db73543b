"""Pages as bytes, which are sent to a worker, and made again there."""

from __future__ import annotations

import copyreg
import datetime as dt
import functools
import io
import itertools
import marshal
import pickle
from typing import TYPE_CHECKING, Any

from ssg.files import Later, Page
from ssg.listing import Listing
from ssg.pages.frame import Frame
from ssg.places import Places, State, Town
from ssg.salaries import Salary
from ssg.site import Posting
from ssg.views import Card, Counted, FeedItem, Link, SitemapEntry

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from ssg.files import Part
    from ssg.lettering import Picture

    Remade = tuple[Callable[..., Any], tuple[Any, ...]]  # what is called, and with what
    Shared = Card | Frame | Posting
    Ways = Mapping[type, Callable[[Any], Remade]]

HELD = 1 << 14  # values of which a process remembers what it made of them
# What goes by its place in here: a name would be looked up in its module, twenty times a page.
KINDS = (
    *(Counted, FeedItem, Frame, Later, Link, Listing, Page, Places, Posting, Salary),
    *(SitemapEntry, State, Town),
)


class Packer:
    """Packs the pages of one build, and what stands on many of them once for all."""

    def __init__(self) -> None:
        self._known: dict[bytes, bytes] = {}
        self._ways = {**_WITHIN, **dict.fromkeys(_SHARED, self._as_packed)}

    def packed(self, item: Part | Picture) -> bytes:
        """Return what a file is to be made of as bytes to send to a worker."""
        return _bytes_of(item, self._ways)

    def _as_packed(self, value: Shared) -> Remade:
        """Return how a value is made again; in one build its digest tells it from all others."""
        data = self._known.get(value.digest)
        if data is None:
            data = _bytes_of_card(value) if type(value) is Card else _bytes_of(value, _WITHIN)
            if value.digest and len(self._known) < HELD:
                self._known[value.digest] = data
        return (_card if type(value) is Card else _once_unpacked), (data,)


def unpacked(data: bytes) -> Part | Picture:
    """Return what a `Packer` made bytes of in this same build."""
    item: Part | Picture = pickle.loads(data)  # noqa: S301 - it came from our own process a moment ago
    return item


def _bytes_of(value: object, ways: Ways) -> bytes:
    """Return a value as bytes, those of its parts that there is a way for in that way.

    Without its memo the pickler writes by value alone: whether two equal texts are one object,
    which differs from build to build, then leaves no trace in the bytes or in their hash.
    """
    buffer = io.BytesIO()
    pickler = pickle.Pickler(buffer, protocol=5)
    pickler.fast = True
    pickler.dispatch_table = ways
    pickler.dump(value)
    return buffer.getvalue()


def _bytes_of_card(card: Card) -> bytes:
    """Return a card as bytes: of thousands, each called for functions of ours in a pickle."""
    fields: list[Any] = [*card]
    fields[_COMPANY] = card.company and tuple(card.company)
    fields[_POSTED] = card.posted and card.posted.toordinal()
    fields[_TAGS] = [*map(tuple, card.tags)]
    return marshal.dumps(fields)


@functools.lru_cache(maxsize=HELD)
def _card(data: bytes) -> Card:
    """Return the card that bytes were made of: the same one wherever it stands."""
    fields = marshal.loads(data)  # noqa: S302 - as in `unpacked`
    fields[_COMPANY] = fields[_COMPANY] and Link(*fields[_COMPANY])
    fields[_POSTED] = fields[_POSTED] and _day(fields[_POSTED])
    fields[_TAGS] = tuple(itertools.starmap(Link, fields[_TAGS]))
    return Card(*fields)


def _as_fields(kind: int, value: tuple[object, ...]) -> Remade:
    """Return how a named tuple is made again, with less ado than it would tell of itself."""
    return _made_again, (kind, tuple(value))


def _made_again(kind: int, fields: tuple[object, ...]) -> tuple[object, ...]:
    """Return the named tuple that has these fields."""
    return tuple.__new__(KINDS[kind], fields)


def _as_ordinal(day: dt.date) -> Remade:
    """Return how a day is made again."""
    return _day, (day.toordinal(),)


@functools.lru_cache(maxsize=HELD)
def _day(ordinal: int) -> dt.date:
    """Return a day; many listings have the same one."""
    return dt.date.fromordinal(ordinal)


@functools.lru_cache(maxsize=HELD)
def _once_unpacked(data: bytes) -> Shared:
    """Return the value that bytes were made of: the same one wherever it stands."""
    value: Shared = pickle.loads(data)  # noqa: S301 - as in `unpacked`
    return value


_SHARED = (Card, Frame, Posting)
_COMPANY, _POSTED, _TAGS = map(Card._fields.index, ("company", "posted", "tags"))
_WITHIN: Ways = {
    **{kind: functools.partial(_as_fields, number) for number, kind in enumerate(KINDS)},
    dt.date: _as_ordinal,
}
# The numbers from 240 to 255 are for private use (PEP 307).
for _number, _function in enumerate(("_made_again", "_day", "_once_unpacked", "_card"), 240):
    copyreg.add_extension(__name__, _function, _number)
