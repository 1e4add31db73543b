"""Files that are copied as they are: the theme's, and over them the site's own `static/`."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, NamedTuple

from ssg.files import File
from ssg.problems import Problem, Severity
from ssg.sources import is_left_by_editor, leads_out
from ssg.theme import STATIC, TEMPLATES

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

RESERVED = ".ssg-"  # begins the names of what ssg itself keeps in the output


def static_files(site: Path, theme_folders: Iterable[str]) -> tuple[list[File], list[Problem]]:
    """Return the files to copy to the root of the output, by path, and what cannot be copied.

    A file of the site's `static/` takes the place of a file of the theme, or of a page, that has
    the same path.
    """
    folders = {
        os.path.join(folder, STATIC): f"{TEMPLATES}/{STATIC}"  # noqa: PTH118 - names, not paths
        for folder in reversed([*theme_folders])
    }
    folders[str(site / STATIC)] = STATIC
    found = dict[str, File]()
    problems = list[Problem]()
    for folder, name in folders.items():
        for item in _walk(folder, "", os.path.realpath(folder)):
            if isinstance(item, File):
                found[item.path] = item
            elif name == STATIC or not item.is_unreadable:  # of a theme's own, `read_theme` tells
                path = f"{name}/{item.path}".removesuffix("/")
                problems.append(Problem.of_file(path, Severity.ERROR, "static", item.message))
    return [found[path] for path in sorted(found)], problems


class _Refused(NamedTuple):
    """A static file that is not copied, and why."""

    path: str
    message: str
    is_unreadable: bool = False


def _walk(folder: str, path: str, inside: str) -> Iterator[File | _Refused]:
    """Yield the files below a folder; a link that leads out of it is refused."""
    try:
        entries = sorted(os.scandir(folder), key=lambda entry: entry.name)
    except FileNotFoundError:
        return
    except OSError as error:
        yield _unreadable(path, error)
        return
    for entry in entries:
        if is_left_by_editor(entry.name):
            continue
        below = f"{path}{entry.name}"
        if reason := _unfit(entry.name, below):
            yield _Refused(below, reason)
        elif leads_out(entry, inside):
            yield _Refused(below, "a link that leads out of the folder is not followed")
        elif entry.is_dir(follow_symlinks=False):
            yield from _walk(entry.path, f"{below}/", inside)
        else:
            yield _copy(entry, below)


def _copy(entry: os.DirEntry[str], path: str) -> File | _Refused:
    """Return a file as it is read."""
    try:
        if not entry.is_file():
            return _Refused(path, "this is no file, or a link to none")
        with open(entry.path, "rb") as file:  # noqa: PTH123 - an entry's path is text
            return File(path, file.read())
    except OSError as error:
        return _unreadable(path, error)


def _unfit(name: str, path: str) -> str:
    """Return why no file of this name can be published, no text if one can."""
    # Not UTF-8, a line end, which parts manifest lines, or what parts folders on Windows.
    if not name.isprintable() or "\\" in name:
        return "a name with such characters cannot be published"
    if path.startswith(RESERVED):
        return f"names that begin with {RESERVED} are those of ssg itself"
    return ""


def _unreadable(path: str, error: OSError) -> _Refused:
    """Return what is said of a file, or a folder, that cannot be read."""
    return _Refused(
        path, f"this cannot be read, so it is not copied: {error.strerror}", is_unreadable=True
    )
