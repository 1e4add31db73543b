"""Readings as the cache gives them back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ssg.listing import Listing
from ssg.stored import from_text

if TYPE_CHECKING:
    from ssg.listing import Profile
    from ssg.problems import Problem


def as_read(text: str) -> tuple[Listing | Profile | None, tuple[Problem, ...]]:
    """Return the reading that was stored, a listing without the digest that it got there."""
    entry, problems = from_text(text)
    if not isinstance(entry, Listing):
        return entry, problems
    assert entry.digest
    return entry._replace(digest=""), problems
