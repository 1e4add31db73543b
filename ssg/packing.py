"""Pages as bytes, which are sent to a worker and whose hash says whether a page is new."""

from __future__ import annotations

import functools
import hashlib
import io
import pickle
from typing import TYPE_CHECKING, Any

from ssg.views import Card, FeedItem, Link

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from ssg.lettering import Picture
    from ssg.views import Page

    Remade = tuple[Callable[..., Any], tuple[Any, ...]]  # what is called, and with what

CARDS_HELD = 1 << 14  # cards of which a process remembers what it made of them


def packed(page: Page | Picture) -> bytes:
    """Return a page or a picture as bytes to send to a worker, equal for equal pages."""
    return _bytes_of(page, {Card: _as_packed, Link: _as_fields, FeedItem: _as_fields})


def unpacked(data: bytes) -> Page | Picture:
    """Return what `packed` made bytes of in this same build."""
    page: Page | Picture = pickle.loads(data)  # noqa: S301 - it came from our own process a moment ago
    return page


def key_of(data: bytes) -> str:
    """Return the key of a packed page: equal keys, equal pages."""
    return hashlib.blake2b(data, digest_size=16).hexdigest()


def _bytes_of(value: object, ways: Mapping[type, Callable[[Any], Remade]]) -> bytes:
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


def _as_fields(value: tuple[object, ...]) -> Remade:
    """Return how a named tuple is made again, with less ado than it would tell of itself."""
    return type(value), (*value,)


def _as_packed(card: Card) -> Remade:
    """Return how a card is made again; it stands on several pages, and is packed once for all."""
    return _unpacked_card, (_packed_card(card),)


@functools.lru_cache(maxsize=CARDS_HELD)
def _packed_card(card: Card) -> bytes:
    """Return a card as bytes."""
    return _bytes_of(tuple(card), {Link: _as_fields})


@functools.lru_cache(maxsize=CARDS_HELD)
def _unpacked_card(data: bytes) -> Card:
    """Return the card that bytes were made of: the same one wherever it stands."""
    return Card(*pickle.loads(data))  # noqa: S301 - as in `unpacked`
