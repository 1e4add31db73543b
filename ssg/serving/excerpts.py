"""The line of a file that a problem is about, fit to be shown."""

from __future__ import annotations

import os
import stat
from typing import TYPE_CHECKING, NamedTuple

from ssg.problems import printable
from ssg.reading.text import decode
from ssg.sources import TO_READ
from ssg.theme import TEMPLATES, template_folders

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

LARGEST_FILE = 1_000_000  # bytes; of a larger one nothing is shown
BEFORE, AFTER = 60, 100  # characters of a long line that are shown around the place
TAB = "    "


class Excerpt(NamedTuple):
    """A line in two parts: up to the place that is meant, and from there on.

    `has_place` is False where the whole line is meant; it is in `rest` then.
    """

    before: str
    rest: str
    has_place: bool


def lines_of(site: Path, path: str) -> Sequence[str]:
    """Return the lines of a site's file, none where it cannot be read; no device is waited for.

    A template that the site does not have is the theme's.
    """
    if not path.startswith(f"{TEMPLATES}/"):
        return _lines(site / path)
    name = path.removeprefix(f"{TEMPLATES}/")
    return next(filter(None, (_lines(folder / name) for folder in template_folders(site))), ())


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


def _lines(path: Path) -> Sequence[str]:
    """Return the lines of a plain file of text."""
    try:
        descriptor = os.open(path, TO_READ)
    except (OSError, ValueError):
        return ()
    seen = os.fstat(descriptor)
    if not stat.S_ISREG(seen.st_mode) or seen.st_size > LARGEST_FILE:
        os.close(descriptor)
        return ()
    with os.fdopen(descriptor, "rb") as file:
        data = file.read()
    try:
        text = decode(data).text
    except ValueError:  # another encoding; the line is shown as far as it can be read
        text = data.decode(errors="replace").replace("\r\n", "\n").replace("\r", "\n")
    return text.split("\n")


def _shown(text: str) -> str:
    """Return text in which nothing acts on a terminal or hides."""
    return printable(text.replace("\t", TAB))
