"""The line of a file that a problem is about, fit to be shown."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from ssg.problems import printable

if TYPE_CHECKING:
    from collections.abc import Sequence

BEFORE, AFTER = 60, 100  # characters of a long line that are shown around the place
TAB = "    "


class Excerpt(NamedTuple):
    """A line in two parts: up to the place that is meant, and from there on.

    `has_place` is False where the whole line is meant; it is in `rest` then.
    """

    before: str
    rest: str
    has_place: bool


def excerpt(lines: Sequence[str], line: int, column: int) -> Excerpt | None:
    """Return a line as it is shown, None where there is no such line.

    Line and column count from 1; a column of 0 means the line as a whole.
    """
    if not 1 <= line <= len(lines):
        return None
    text = lines[line - 1]
    place = min(max(column - 1, 0), len(text))
    start, end = max(0, place - BEFORE), place + AFTER
    before = ("…" if start else "") + text[start:place]
    rest = text[place:end] + ("…" if end < len(text) else "")
    return Excerpt(_shown(before), _shown(rest), has_place=column > 0)


def _shown(text: str) -> str:
    """Return text in which nothing acts on a terminal or hides."""
    return printable(text.replace("\t", TAB))
