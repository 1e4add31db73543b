"""Pictures as values: what is written on them, where and in which colours."""

from __future__ import annotations

from typing import NamedTuple


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

    def all_texts(self) -> tuple[Writing, ...]:
        """Return all that is written on it."""
        return (*self.texts, *self.foot)
