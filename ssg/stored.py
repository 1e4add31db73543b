"""A reading as text for the cache, and back."""

from __future__ import annotations

import datetime as dt
import functools
import hashlib
import json
from itertools import starmap
from sys import intern
from typing import Any

from ssg.listing import Listing, Profile
from ssg.places import Places, Town
from ssg.problems import Problem, Severity
from ssg.salaries import Salary

HELD = 1 << 12  # values that are alike in many listings

_NAMES = Listing._fields[:-1]  # the last is the digest
_DATES = tuple(_NAMES.index(name) for name in ("posted", "valid_through"))
_TUPLES = tuple(_NAMES.index(name) for name in ("tags", "employment_type", "benefits"))
_OFTEN_EQUAL = tuple(map(_NAMES.index, ("company", "location", "language")))
_PLACES, _SALARY = _NAMES.index("places"), _NAMES.index("salary")
_BODIES = frozenset(_NAMES.index(name) for name in ("body", "markdown"))
_JSON = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode
_PARSED = json.JSONDecoder().raw_decode


def to_text(entry: Listing | Profile | None, problems: tuple[Problem, ...]) -> str:
    """Return a reading, its HTML aside, as one line of JSON."""
    data: list[Any] = [None, None, problems]
    if isinstance(entry, Listing):
        row: list[Any] = [*entry[: len(_NAMES)]]
        for index in _DATES:
            row[index] = row[index].toordinal() if row[index] else None
        data[0] = [*row, _digest(row)]
    elif entry is not None:
        data[1] = entry
    return _JSON(data)


def from_text(text: str) -> tuple[Listing | Profile | None, tuple[Problem, ...]]:
    """Return the reading that `to_text` made text of.

    Raises:
        ValueError, TypeError, IndexError: a text that it did not make.
    """
    (listing, profile, problems), _ = _PARSED(text)
    entry: Listing | Profile | None = None
    if listing is not None:
        for index in _DATES:
            listing[index] = _day(listing[index]) if listing[index] else None
        for index in _TUPLES:
            listing[index] = tuple(map(intern, listing[index]))
        for index in _OFTEN_EQUAL:
            if listing[index]:
                listing[index] = intern(listing[index])
        countries, regions, worldwide, remote, unknown, towns = listing[_PLACES]
        listing[_PLACES] = _places(
            tuple(countries),
            tuple(regions),
            worldwide,
            remote,
            tuple(unknown),
            tuple(starmap(Town, towns)),
        )
        listing[_SALARY] = Salary(*listing[_SALARY]) if listing[_SALARY] else None
        entry = Listing(*listing)
    elif profile is not None:
        source, name, website, logo, facts, *rest = profile
        pairs = tuple((key, fact) for key, fact in facts)
        entry = Profile(source, name, website, logo, pairs, *rest)
    return entry, tuple(
        Problem(path, line, column, Severity(severity), rule, message, hint)
        for path, line, column, severity, rule, message, hint in problems
    )


# What thousands of listings say alike is held once.
_day = functools.lru_cache(maxsize=HELD)(dt.date.fromordinal)
_places = functools.lru_cache(maxsize=HELD)(Places)


def _digest(row: list[Any]) -> str:
    """Return the digest of a listing as a row: of its bodies, that they are there."""
    told = [bool(value) if index in _BODIES else value for index, value in enumerate(row)]
    return hashlib.blake2b(_JSON(told).encode(), digest_size=16).hexdigest()
