"""Files that are copied as they are: the theme's, and over them the site's own `static/`."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from ssg.files import File
from ssg.problems import Problem, Severity
from ssg.sources import is_left_by_editor
from ssg.theme import STATIC

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

OURS = ".ssg-"  # begins the names of what ssg itself keeps in the output


def static_files(site: Path, theme_folders: Iterable[str]) -> tuple[list[File], list[Problem]]:
    """Return the files to copy to the root of the output, by path, and what cannot be copied.

    A file of the site's `static/` takes the place of a file of the theme, or of a page, that has
    the same path.
    """
    folders = [*(os.path.join(folder, STATIC) for folder in reversed([*theme_folders]))]  # noqa: PTH118 - names, not paths
    folders.append(str(site / STATIC))
    found = dict[str, File]()
    problems = list[Problem]()
    for folder in folders:
        for item in _walk(folder, "", os.path.realpath(folder)):
            if isinstance(item, Problem):
                problems.append(item)
            else:
                found[item.path] = item
    return [found[path] for path in sorted(found)], problems


def _walk(folder: str, path: str, inside: str) -> Iterator[File | Problem]:
    """Yield the files below a folder; a link that leads out of it is a problem."""
    try:
        entries = sorted(os.scandir(folder), key=lambda entry: entry.name)
    except FileNotFoundError:
        return
    except OSError as error:
        yield _refused(path, f"cannot be read: {error.strerror}")
        return
    for entry in entries:
        if is_left_by_editor(entry.name):
            continue
        below = f"{path}{entry.name}"
        if reason := _unfit(entry.name, below):
            yield _refused(below, reason)
            continue
        if entry.is_symlink() and not os.path.realpath(entry.path).startswith(inside + os.sep):
            yield _refused(below, "a link that leads out of the folder is not followed")
        elif entry.is_dir(follow_symlinks=False):
            yield from _walk(entry.path, f"{below}/", inside)
        elif entry.is_file():
            try:
                with open(entry.path, "rb") as file:  # noqa: PTH123 - an entry's path is text
                    yield File(below, file.read())
            except OSError as error:
                yield _refused(below, f"cannot be read: {error.strerror}")
        else:
            yield _refused(below, "this is no file, or a link to none")


def _unfit(name: str, path: str) -> str:
    """Return why no file of this name can be published, no text if one can."""
    # Not UTF-8, a line end, which parts manifest lines, or what parts folders on Windows.
    if not name.isprintable() or "\\" in name:
        return "a name with such characters cannot be published"
    return f"names that begin with {OURS} are those of ssg itself" if path.startswith(OURS) else ""


def _refused(path: str, message: str) -> Problem:
    """Return the problem with a static file."""
    return Problem(f"{STATIC}/{path}", 0, 0, Severity.ERROR, "static", message)
