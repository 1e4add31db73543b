"""The lines of a file that problems are about."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ssg.reading.text import decode
from ssg.sources import LARGEST_FILE, read_plain
from ssg.theme import TEMPLATES, template_folders

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path


def lines_of(site: Path, path: str) -> Sequence[str]:
    """Return the lines of a site's file as problems count them, none where it cannot be read.

    A template that the site does not have is the theme's.
    """
    if not path.startswith(f"{TEMPLATES}/"):
        return _lines(site / path)
    name = path.removeprefix(f"{TEMPLATES}/")
    return next(filter(None, (_lines(folder / name) for folder in template_folders(site))), ())


def _lines(path: Path) -> Sequence[str]:
    """Return the lines of a text; none where that is no plain file, or a very large one."""
    try:
        data = read_plain(str(path), LARGEST_FILE)
    except (OSError, ValueError):
        return ()
    try:
        text = decode(data).text
    except ValueError:  # another encoding; the line is shown as far as it can be read
        text = data.decode(errors="replace").replace("\r\n", "\n").replace("\r", "\n")
    return text.split("\n")
