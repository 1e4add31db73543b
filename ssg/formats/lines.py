"""The lines of a file that problems are about."""

from __future__ import annotations

import os
import stat
from typing import TYPE_CHECKING

from ssg.reading.text import decode
from ssg.sources import TO_READ
from ssg.theme import TEMPLATES, template_folders

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

LARGEST_FILE = 1_000_000  # bytes; of a larger one nothing is shown


def lines_of(site: Path, path: str) -> Sequence[str]:
    """Return the lines of a site's file as problems count them, none where it cannot be read.

    No device is waited for. A template that the site does not have is the theme's.
    """
    if not path.startswith(f"{TEMPLATES}/"):
        return _lines(site / path)
    name = path.removeprefix(f"{TEMPLATES}/")
    return next(filter(None, (_lines(folder / name) for folder in template_folders(site))), ())


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
