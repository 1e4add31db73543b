"""Mended files, shown as `diff -u` does, and put in the place of those that were: each whole."""

from __future__ import annotations

import contextlib
import difflib
import os
import re
import shutil
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from ssg.errors import CommandError
from ssg.fixing.mending import mended
from ssg.problems import counted, printable
from ssg.settings import read_settings
from ssg.sources import Source, find_sources

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from ssg.fixing.mending import Mended

_COMMAND = re.compile("^ +:(?=:)")  # a line that begins so is a command to GitHub's runner


class FixError(CommandError):
    """Why a file cannot be written; its text names the file."""


def fix(
    site: Path, is_chosen: Callable[[str], bool], agree: Callable[[str], bool]
) -> Iterator[str]:
    """Yield lines that show what is mended in the chosen files; write it if that is agreed to.

    `agree` is asked once, when all has been shown.

    Raises:
        SettingsError: a setting that cannot be used.
        FixError: a file that cannot be written; those before it are.
    """
    found = [*fixes(site, is_chosen)]
    for each in found:
        yield from _difference(each)
        yield from (f"  {words}" for words in each.changes)
    if not found:
        yield "nothing to mend"
        return
    files = counted(len(found), "file")
    if not agree(f"Write {files}?"):
        yield f"{files} could be mended; nothing is written (--yes writes without asking)"
        return
    for each in found:
        write(site, each)
    yield f"{files} mended"


def fixes(site: Path, is_chosen: Callable[[str], bool]) -> Iterator[Mended]:
    """Yield what can be mended in the files of a site that are chosen by their paths, by path.

    A file behind a symbolic link is passed over: where it lies itself, it is found.

    Raises:
        SettingsError: a setting that cannot be used.
    """
    settings = read_settings(site)
    for source in find_sources(site, settings.size_limit):
        if isinstance(source, Source) and is_chosen(source.path):
            found = mended(source, settings.front_matter_limit)
            if found.after != found.before and not (site / source.path).is_symlink():
                yield found


def write(site: Path, found: Mended) -> None:
    """Put a mended file in the place of the one it was made of, with that one's permissions.

    Raises:
        FixError: the file has changed since it was read, or it cannot be written.
    """
    path = site / found.path
    try:
        if path.is_symlink() or path.read_bytes() != found.before:
            raise FixError(f"{found.path} has changed meanwhile; nothing is written to it")
        descriptor, name = tempfile.mkstemp(prefix=".ssg-", dir=path.parent)
        try:
            with os.fdopen(descriptor, "wb") as file:
                file.write(found.after)
                file.flush()
                os.fsync(file.fileno())
            shutil.copymode(path, name)
            Path(name).replace(path)
        except BaseException:
            with contextlib.suppress(OSError):
                Path(name).unlink()
            raise
    except OSError as error:
        raise FixError(f"{found.path} cannot be written: {error.strerror}") from None


def _difference(found: Mended) -> Iterator[str]:
    """Yield the lines of a unified difference between a file as it was and as it is mended.

    What would act on a terminal is shown as an escape, so it is for eyes, not for `patch`.
    """
    before, after = (_lines(data) for data in (found.before, found.after))
    path = printable(found.path)
    for line in difflib.unified_diff(before, after, path, path, lineterm="", n=1):
        yield _COMMAND.sub(" \\\\x3a", printable(line))


def _lines(data: bytes) -> list[str]:
    """Return the lines of a file in UTF-8, without their ends."""
    text = data.decode("utf-8", "replace")
    return text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
