"""The difference that mending makes, as `diff -u` shows it."""

from __future__ import annotations

import difflib
import re
from typing import TYPE_CHECKING

from ssg.problems import printable

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ssg.fixing.mending import Mended

_COMMAND = re.compile("^ +:(?=:)")  # a line that begins so is a command to GitHub's runner


def difference(mended: Mended) -> Iterator[str]:
    """Yield the lines of a unified difference between a file as it was and as it is mended.

    What would act on a terminal is shown as an escape, so it is for eyes, not for `patch`.
    """
    before, after = (_lines(data) for data in (mended.before, mended.after))
    path = printable(mended.path)
    for line in difflib.unified_diff(before, after, path, path, lineterm="", n=1):
        yield _COMMAND.sub(" \\\\x3a", printable(line))


def _lines(data: bytes) -> list[str]:
    """Return the lines of a file in UTF-8, without their ends."""
    text = data.decode("utf-8", "replace")
    return text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
