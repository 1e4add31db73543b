"""The files under `content/`, and nothing that a link, a device or a stray name makes of them."""

from __future__ import annotations

import fnmatch
import hashlib
import os
import re
import stat
import unicodedata
from typing import TYPE_CHECKING, NamedTuple

from ssg.errors import CommandError
from ssg.problems import Problem, Severity, printable
from ssg.settings import SETTINGS_FILES, Settings, has_settings

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

CONTENT = "content"
SUFFIXES = (".md", ".markdown", ".html")
NAMED_BY_FOLDER = frozenset({"readme", "index"})  # files that go by the name of their folder
# What editors leave for a while beside a file that is open or being saved: Vim, Emacs, Kate and
# GLib, JetBrains, LibreOffice, Chromium.
LEFT_BY_EDITORS = (
    *(".*.sw[a-z]", "*~", "#*#", ".#*", "*.kate-swp", ".goutputstream-*"),
    *("*___jb_tmp___", "*___jb_old___", ".~lock.*#", "*.crswap"),
)
_LEFT = re.compile("|".join(map(fnmatch.translate, LEFT_BY_EDITORS))).match
# How a file is opened that is read to its end, as it is: no device is waited for, and Windows turns
# no line ends.
TO_READ = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)
LARGEST_FILE = Settings().size_limit  # the longest of thousands of real listings has 21,000 bytes


class Source(NamedTuple):
    """One file as it was read: its path under the site folder, its bytes, and a key for both.

    The path is part of the key, because a folder gives tag, month and slug.
    """

    path: str
    data: bytes
    key: str


class NoBoardError(CommandError):
    """A site folder that is none: most likely another was meant."""

    status = 2

    def __init__(self, site: Path) -> None:
        there = f"{printable(str(site.resolve()))} has neither {CONTENT}/ nor {SETTINGS_FILES[0]}"
        hint = "--site names the folder of a board, and ssg init begins one"
        super().__init__(f"{there}, so it is no board; {hint}")


class HiddenContentError(CommandError):
    """A content folder that nobody may look into."""


def is_board(site: Path) -> bool:
    """Return whether a folder has content or settings; one without may begin to be a board."""
    return os.path.isdir(site / CONTENT) or has_settings(site)  # noqa: PTH112 - Path's raises


def check_content(site: Path) -> None:
    """Refuse content whose listings would all be taken out of a published site for no reason.

    Raises:
        HiddenContentError: it cannot be looked into.
    """
    try:
        os.scandir(site / CONTENT).close()
    except (FileNotFoundError, NotADirectoryError):
        pass
    except OSError as error:
        where = printable(str(site / CONTENT))
        raise HiddenContentError(f"{where} cannot be read: {error.strerror}") from None


def find_sources(site: Path, largest: int) -> Iterator[Source | Problem]:
    """Yield each source of a site, by path, or why a file cannot be one, as `source_of` has it."""
    for found in find_files(site):
        yield found if isinstance(found, Problem) else source_of(site, found, largest)


def find_files(site: Path) -> Iterator[str | Problem]:
    """Yield the path of each file of the content folder that may hold a listing, or why it may not.

    The paths are those under the site folder, in order.
    Files of other kinds are passed over, as is what begins with a point; of a folder that is told,
    and of files where nothing else is there.
    """
    root = site / CONTENT
    if not root.is_dir():
        message = "there is no such folder, so there are no listings"
        yield Problem.of_file(CONTENT, Severity.WARNING, "content-missing", message)
        return
    inside = os.path.realpath(root)
    waiting = [(os.fspath(root), CONTENT)]
    is_empty = True
    while waiting:  # a loop, because folders nest deeper than functions may
        folder, path = waiting.pop()
        below: list[tuple[str, str]] = []
        for found in _inside(folder, path, inside, below):
            is_empty = False
            yield found
        waiting.extend(reversed(below))
    others = [name for _, _, names in os.walk(root) for name in names] if is_empty else []
    if is_empty and not others:
        message = "the folder is empty, so there are no listings"
        hint = "a submodule of Git has to be fetched first; one without listings yet has a .gitkeep"
        yield Problem.of_file(CONTENT, Severity.WARNING, "content-missing", message, hint)
    elif not all(name.startswith(".") for name in others):
        message = "no file there may be a listing"
        hint = f"the names of listings end in {', '.join(SUFFIXES)}"
        yield Problem.of_file(CONTENT, Severity.WARNING, "content-missing", message, hint)


def source_of(site: Path, path: str, largest: int) -> Source | Problem:
    """Return the source at a path of `find_files`, or why it cannot be read.

    One of more than `largest` bytes cannot.
    """
    try:
        data = read_plain(f"{site}/{path}", largest)
    except OSError as error:
        return _refused(path, "unreadable", f"the file cannot be read: {error.strerror}")
    except ValueError as error:
        return _refused(path, "unreadable", str(error))
    # Processors have instructions for SHA-256, and this is most of the work of a build that finds
    # nothing changed.
    return Source(path, data, hashlib.sha256(path.encode() + b"\0" + data).hexdigest()[:32])


def read_plain(path: str, largest: int) -> bytes:
    """Return the bytes of a plain file; a FIFO or a device is not opened for more than a look.

    Raises:
        OSError: the file cannot be opened.
        ValueError: it is not a plain file, or too large; the text says so.
    """
    # A file object would take as long as all else here, thousands of times.
    descriptor = os.open(path, TO_READ)
    try:
        found = os.fstat(descriptor)
        if not stat.S_ISREG(found.st_mode):
            raise ValueError("not a plain file")
        if found.st_size > largest:
            raise ValueError(f"the file has {found.st_size:,} bytes; at most {largest:,} go")
        data = os.read(descriptor, found.st_size + 1)
        left = largest - len(data)
        while len(data) != found.st_size and left > 0 and (more := os.read(descriptor, left)):
            data += more  # it grows, or the system gives it bit by bit
            left -= len(more)
        return data
    finally:
        os.close(descriptor)


def is_left_by_editor(name: str) -> bool:
    """Return whether a file of this name is an editor's own, of no use when that is closed."""
    return _LEFT(name) is not None


def leads_out(entry: os.DirEntry[str], inside: str) -> bool:
    """Return whether an entry is a link out of a folder, given as a path without links."""
    return entry.is_symlink() and not os.path.realpath(entry.path).startswith(inside + os.sep)


def given_up(source: Source) -> Problem:
    """Return the problem with a file that took too long to read, or ended the process that did."""
    message = (
        "reading this file takes more than its time (setting time_limit), or ends the process "
        "that does it, perhaps for want of memory"
    )
    return _refused(source.path, "time-limit", message)


def _inside(
    folder: str, path: str, inside: str, below: list[tuple[str, str]]
) -> Iterator[str | Problem]:
    """Yield what a folder holds, in the order of the names; add the folders in it to `below`."""
    try:
        entries = sorted(os.scandir(folder), key=lambda entry: entry.name)
    except OSError as error:
        yield _refused(path, "unreadable", f"the folder cannot be read: {error.strerror}")
        return
    seen: dict[str, str] = {}
    for entry in entries:
        name = f"{path}/{entry.name}"
        if entry.name.startswith("."):
            if entry.is_dir(follow_symlinks=False) and entry.name != ".git":
                message = "a folder whose name begins with a point is passed over"
                yield Problem.of_file(name, Severity.WARNING, "hidden-folder", message)
        elif entry.is_dir(follow_symlinks=False):
            if clash := _alike(entry.name, name, seen):
                yield clash
            below.append((entry.path, name))
        elif entry.name.lower().endswith(SUFFIXES):
            if clash := _alike(entry.name, name, seen):
                yield clash
            yield _why_not(entry, name, inside) or name
        elif entry.is_symlink() and os.path.isdir(entry.path):  # noqa: PTH112 - Path's own raises
            yield _refused(name, "link", "a link to a folder is not followed")


def _alike(name: str, path: str, seen: dict[str, str]) -> Problem | None:
    """Return a warning if a name before this one in its folder is the same to other systems.

    To macOS and Windows case tells no names apart, to macOS neither does how letters are composed
    (Unicode's forms C and D).
    """
    folded = (name if name.isascii() else unicodedata.normalize("NFC", name)).casefold()
    first = seen.setdefault(folded, name)
    if first == name:
        return None
    message = f'the name is that of "{first}" but for case or form; elsewhere one is lost'
    hint = "macOS and Windows take the two for one file; rename one"
    return Problem.of_file(path, Severity.WARNING, "file-names-alike", message, hint)


def _why_not(entry: os.DirEntry[str], path: str, inside: str) -> Problem | None:
    """Return why a file is not to be read, if it is not."""
    try:
        path.encode()
    except UnicodeEncodeError:
        return _refused(path, "file-name", "the file's name is not UTF-8")
    if leads_out(entry, inside):
        return _refused(path, "link", "a link that leads out of the content folder is not followed")
    return None


def _refused(path: str, rule: str, message: str) -> Problem:
    """Return the problem that leaves a path out."""
    return Problem.of_file(path, Severity.ERROR, rule, message)
