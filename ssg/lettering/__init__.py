"""Pictures with texts, as values; their typeface, and which texts it can write."""

from __future__ import annotations

import functools
import re
from pathlib import Path
from typing import NamedTuple

from ssg.tables import rows

REGULAR = str(Path(__file__).with_name("inter-regular.ttf"))
BOLD = str(Path(__file__).with_name("inter-semibold.ttf"))


class Writing(NamedTuple):
    """A text on a picture: its colour as `#rrggbb`, its size in pixels, its lines at most."""

    text: str
    color: str
    size: int
    is_bold: bool = False
    most_lines: int = 1


class Picture(NamedTuple):
    """A picture to be drawn: its path under `output/`, its colours, texts at its top and foot."""

    path: str
    ground: str
    band: str
    texts: tuple[Writing, ...]
    foot: tuple[Writing, ...]


def can_write(text: str) -> bool:
    """Return whether the typeface has every character of a text: Latin, Greek and Cyrillic.

    Scripts whose letters join, change or run from right to left are not among them, nor are marks
    that stand on other letters: a text that is cut to what there is would be worse than none.
    """
    return _known().fullmatch(text) is not None


@functools.cache
def _known() -> re.Pattern[str]:
    """Return what matches a text of nothing but characters that the typeface has."""
    known = rows(Path(__file__).with_name("characters.tsv"))
    ranges = (f"\\U{int(first, 16):08x}-\\U{int(last, 16):08x}" for first, last in known)
    return re.compile(f"[{''.join(ranges)}]*")
