"""The keys that say whether a file that is published already would be made anew the same."""

from __future__ import annotations

import datetime as dt
import functools
import hashlib
import json
from typing import TYPE_CHECKING, Any

from ssg.files import File, Later

if TYPE_CHECKING:
    from ssg.files import Part
    from ssg.views import Card

DIGEST = 16  # bytes
HELD = 1 << 14  # values whose digests a process remembers


def key_of(item: Part, theme: str) -> str:
    """Return the key of a file, of a page under a theme with that key: equal keys, equal bytes."""
    if isinstance(item, File):
        data = item.data
        if isinstance(data, Later):
            data = _line(item.path) + _told_later(data)
        return key_of_bytes(data)
    shows = item.shows
    told = _told_later(shows) if isinstance(shows, Later) else _told_by_cards(shows)
    shown = key_of_bytes(_line(item.path, item.template, theme) + told)
    return f"{shown}{_key_of_bodies(item.bodies)}"


def has_bodies(key: str, bodies: tuple[str, ...]) -> bool:
    """Return whether a page with a key has these bodies, each named by its own key."""
    return key.endswith(_key_of_bodies(bodies))


def _key_of_bodies(bodies: tuple[str, ...]) -> str:
    """Return what ends the key of a page that has these bodies, whose names are hashes."""
    if len(bodies) == 1:  # so it is with most
        return bodies[0][:DIGEST]
    return hashlib.blake2b(" ".join(bodies).encode(), digest_size=DIGEST // 2).hexdigest()


def key_of_bytes(data: bytes) -> str:
    """Return the key of bytes: those of a file, or of a packed picture."""
    return hashlib.blake2b(data, digest_size=DIGEST).hexdigest()


def _told_by_cards(view: Any) -> bytes:  # noqa: ANN401 - a view of any template
    """Return what tells a view from all others; its list of cards, where it has one, in brief."""
    cards: tuple[Card, ...] = getattr(view, "cards", ())
    rest = view._replace(cards=()) if cards else view
    return _JSON(rest).encode() + b"".join(card.digest or _digest_of(card) for card in cards)


def _told_later(later: Later) -> bytes:
    """Return what tells what a function makes from all else, by what it is made of."""
    return _line(later.make.__module__, later.make.__qualname__) + _told(later.of)


def _line(*names: str) -> bytes:
    """Return names as a line with an end, which none of them holds."""
    return "\0".join((*names, "")).encode("utf-8", "surrogatepass")


def _told(values: tuple[object, ...]) -> bytes:
    """Return what tells values from all others, by the digests of what they are made of."""
    told = [b"(%d" % len(values)]
    for each in values:
        if type(each) is tuple:
            told.append(_told(each))
        else:
            told += b"=", getattr(each, "digest", b"") or _digest_of(each)
    return b"".join(told)


@functools.lru_cache(maxsize=HELD)
def _digest_of(value: object) -> bytes:
    """Return the digest of a value that has none of its own."""
    return hashlib.blake2b(_JSON(value).encode(), digest_size=DIGEST).digest()


def _as_text(value: object) -> tuple[str, str]:
    """Return what stands in a key for a value that is none of JSON's.

    Raises:
        TypeError: it is neither a day nor a digest.
    """
    if isinstance(value, dt.date | bytes):
        return type(value).__name__, repr(value)
    raise TypeError(value)


_JSON = json.JSONEncoder(separators=(",", ":"), default=_as_text).encode
