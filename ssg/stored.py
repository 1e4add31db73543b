"""A reading as text for the cache, and back: a line of JSON, and of a listing two more.

    [[source, title … digest], null, [[path, line, column, severity …] …]]
    [location, places]
    [posted, valid_through, tags, employment_type, benefits]

The last two are what many listings say alike: such a line is read once.
"""

from __future__ import annotations

import datetime as dt
import functools
import hashlib
import json
from itertools import starmap
from sys import intern
from typing import Any

from ssg.listing import Listing, Profile
from ssg.places import Places, State, Town
from ssg.problems import Problem
from ssg.salaries import Salary

HELD = 1 << 12  # values that are alike in many listings

_NAMES = Listing._fields[:-1]  # the last is the digest
_DATES = tuple(_NAMES.index(name) for name in ("posted", "valid_through"))
_PLACE = slice(_NAMES.index("location"), _NAMES.index("places") + 1)
_TERMS = slice(_NAMES.index("posted"), _NAMES.index("benefits") + 1)
_OFTEN_EQUAL = tuple(map(_NAMES.index, ("company", "language")))
_SALARY = _NAMES.index("salary")
_BODIES = frozenset(_NAMES.index(name) for name in ("body", "markdown"))
_JSON = json.JSONEncoder(separators=(",", ":")).encode  # in ASCII, which is read the quickest
_listing_of = functools.partial(tuple.__new__, Listing)  # `Listing` calls as much in Python
_PARSED = json.JSONDecoder().raw_decode


def to_text(entry: Listing | Profile | None, problems: tuple[Problem, ...]) -> str:
    """Return a reading, its HTML aside, as text."""
    data: list[Any] = [None, None, problems]
    shared: tuple[object, ...] = ()
    if isinstance(entry, Listing):
        row: list[Any] = [*entry[: len(_NAMES)]]
        for index in _DATES:
            row[index] = row[index].toordinal() if row[index] else None
        digest = _digest(row)
        shared = (row[_PLACE], row[_TERMS])
        del row[_TERMS], row[_PLACE]
        data[0] = [*row, digest]
    elif entry is not None:
        data[1] = entry
    return "\n".join(map(_JSON, (data, *shared)))


def from_text(text: str) -> tuple[Listing | Profile | None, tuple[Problem, ...]]:
    """Return the reading that `to_text` made text of.

    Raises:
        ValueError, TypeError, IndexError: a text that it did not make.
    """
    (listing, profile, problems), end = _PARSED(text)
    entry: Listing | Profile | None = None
    if listing is not None:
        place, _, terms = text[end + 1 :].partition("\n")
        listing[_PLACE.start : _PLACE.start] = _place(place)
        listing[_TERMS.start : _TERMS.start] = _terms(terms)
        for index in _OFTEN_EQUAL:
            if listing[index]:
                listing[index] = intern(listing[index])
        if listing[_SALARY]:
            listing[_SALARY] = Salary(*listing[_SALARY])
        entry = _listing_of(listing)
    elif profile is not None:
        source, name, website, logo, facts, *rest = profile
        pairs = tuple((key, fact) for key, fact in facts)
        entry = Profile(source, name, website, logo, pairs, *rest)
    return entry, tuple(map(Problem.of_row, problems))


@functools.lru_cache(maxsize=HELD)
def _place(text: str) -> tuple[str, Places]:
    """Return where one works: as written, and what that names."""
    (location, (countries, regions, worldwide, remote, unknown, towns, states)), _ = _PARSED(text)
    found = (tuple(countries), tuple(regions), worldwide, remote, tuple(unknown))
    parts = (tuple(starmap(Town, towns)), tuple(starmap(State, states)))
    return location, Places(*found, *parts)


@functools.lru_cache(maxsize=HELD)
def _terms(text: str) -> tuple[object, ...]:
    """Return days and terms, from `posted` to `benefits`."""
    (posted, valid_through, *lists), _ = _PARSED(text)
    days = (day and dt.date.fromordinal(day) for day in (posted, valid_through))
    return (*days, *(tuple(map(intern, words)) for words in lists))


def _digest(row: list[Any]) -> str:
    """Return the digest of a listing as a row: of its bodies, that they are there."""
    told = [bool(value) if index in _BODIES else value for index, value in enumerate(row)]
    return hashlib.blake2b(_JSON(told).encode(), digest_size=16).hexdigest()
