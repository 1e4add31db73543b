"""What was worked out before, by content: one SQLite file that may be deleted at any time."""

from __future__ import annotations

import contextlib
import hashlib
import sqlite3
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple, Self

from ssg.listing import body_key

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from types import TracebackType

FOLDER = ".ssg-cache"
NAME = "build.sqlite"
AT_ONCE = 500  # keys in one question; SQLite of any build takes 999
KEPT_UNUSED = 2  # rows kept for each row in use, so that going back to a branch is quick

SCHEMA = """
create table if not exists about (version text);
create table if not exists reading (key text primary key, seal text, data text) without rowid;
create table if not exists body (key text primary key, html text) without rowid;
create table if not exists built (folder text primary key, state text, report text) without rowid;
create table if not exists published (
    folder text, path text, key text, size integer, modified integer,
    primary key (folder, path)
) without rowid;
"""


class CacheDamagedError(Exception):
    """The cache holds something it was not given; whoever asked starts again without it."""


class Published(NamedTuple):
    """A file in `output/` as it was left: the key of its page, its size and time of change (ns)."""

    key: str
    size: int
    modified: int


class Cache:
    """The cache of one site folder, or of none: then it lasts for one build.

    A cache that cannot be read is an empty one.
    Everything raises `CacheDamagedError` where the file turns out not to hold what was put in.
    """

    def __init__(self, site: Path | None, version: str) -> None:
        self._version = version
        self._temporary: tempfile.TemporaryDirectory[str] | None = None
        self.notice = ""
        self._connection = self._opened(site / FOLDER) if site else self._passing()

    def readings(self, keys: Iterable[str]) -> dict[str, str]:
        """Return what is stored for those of the keys that are known."""
        found = dict[str, str]()
        for key, seal, data in self._rows("select key, seal, data from reading", keys):
            if seal != _seal(key, data):
                raise CacheDamagedError
            found[key] = data
        return found

    def store_readings(self, readings: Mapping[str, str]) -> None:
        """Store readings by key."""
        rows = [(key, _seal(key, data), data) for key, data in readings.items()]
        self._write("insert or replace into reading values (?, ?, ?)", rows)

    def bodies(self, keys: Iterable[str]) -> dict[str, str]:
        """Return the HTML for each of the keys."""
        wanted = list(keys)
        rows = self._rows("select key, html from body", wanted)
        found = {row[0]: row[1] for row in rows}
        if any(body_key(found.get(key, "")) != key for key in wanted):
            raise CacheDamagedError
        return found

    def store_bodies(self, bodies: Mapping[str, str]) -> None:
        """Store HTML by its key."""
        self._write("insert or ignore into body values (?, ?)", bodies.items())

    def published(self, folder: str) -> dict[str, Published]:
        """Return what was known of the files of an output folder, by path."""
        with self._guarded():
            question = "select path, key, size, modified from published where folder = ?"
            rows = self._connection.execute(question, (folder,))
            return {path: Published(*rest) for path, *rest in rows}

    def store_published(self, folder: str, files: Mapping[str, Published]) -> None:
        """Store what is known of the files of an output folder, in place of what was."""
        with self._guarded():
            self._connection.execute("delete from published where folder = ?", (folder,))
        rows = [(folder, path, *file) for path, file in files.items()]
        self._write("insert into published values (?, ?, ?, ?, ?)", rows)

    def built(self, folder: str, state: str) -> str | None:
        """Return the report of the last build to an output folder if it was of this state."""
        with self._guarded():
            question = "select report from built where folder = ? and state = ?"
            row = self._connection.execute(question, (folder, state)).fetchone()
            return str(row[0]) if row else None

    def store_built(self, folder: str, state: str, report: str) -> None:
        """Store the report of a build that is published."""
        self._write("insert or replace into built values (?, ?, ?)", [(folder, state, report)])

    def forget_unused(self, readings: set[str], bodies: set[str]) -> None:
        """Forget what this build did not use, once there is much of it."""
        for table, used in (("reading", readings), ("body", bodies)):
            with self._guarded():
                stored = {key for (key,) in self._connection.execute(f"select key from {table}")}  # noqa: S608 - a name of ours
            if len(stored) > (1 + KEPT_UNUSED) * len(used) + AT_ONCE:
                unused = [(key,) for key in stored - used]
                self._write(f"delete from {table} where key = ?", unused)  # noqa: S608 - a name of ours

    def save(self) -> None:
        """Make what was stored so far last."""
        with self._guarded():
            self._connection.commit()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._connection.close()
        if self._temporary is not None:
            self._temporary.cleanup()

    def _opened(self, folder: Path) -> sqlite3.Connection:
        """Return a connection to the cache of this version, made anew if it is of another."""
        path = folder / NAME
        try:
            folder.mkdir(exist_ok=True)
            return _connected(path, self._version)
        except (OSError, sqlite3.Error) as error:
            damaged = path.is_file() and _is_damage(error)
        if damaged:
            self.notice = f"{FOLDER}/{NAME} could not be read and is made anew"
            with contextlib.suppress(OSError, sqlite3.Error):
                path.unlink()
                return _connected(path, self._version)
        self.notice = f"{FOLDER} cannot be written; this build leaves no cache"
        return self._passing()

    def _passing(self) -> sqlite3.Connection:
        """Return a connection to a cache that goes with this object."""
        self._temporary = tempfile.TemporaryDirectory(prefix="ssg-")
        return _connected(Path(self._temporary.name) / NAME, self._version)

    def _rows(self, question: str, keys: Iterable[str]) -> Iterator[tuple[str, ...]]:
        """Yield the rows of those keys."""
        wanted = list(keys)
        for start in range(0, len(wanted), AT_ONCE):
            some = wanted[start : start + AT_ONCE]
            marks = ",".join("?" * len(some))
            with self._guarded():
                yield from self._connection.execute(f"{question} where key in ({marks})", some)

    def _write(self, statement: str, rows: Iterable[tuple[str | int, ...]]) -> None:
        """Write rows; a cache that cannot be written is the less for it, and no error."""
        with self._guarded():
            self._connection.executemany(statement, rows)

    @contextlib.contextmanager
    def _guarded(self) -> Iterator[None]:
        """Turn what SQLite finds wrong into our own error."""
        try:
            yield
        except (sqlite3.Error, UnicodeDecodeError, ValueError, TypeError) as error:
            raise CacheDamagedError from error


def forget(site: Path) -> None:
    """Delete the cache of a site folder."""
    for name in (NAME, f"{NAME}-journal"):
        with contextlib.suppress(OSError):
            (site / FOLDER / name).unlink()


def _seal(key: str, data: str) -> str:
    """Return what shows that a row holds what was put in."""
    return hashlib.blake2b(data.encode(), digest_size=8, key=key.encode()).hexdigest()


def _connected(path: Path, version: str) -> sqlite3.Connection:
    """Return a connection to a cache file that is of this version."""
    connection = sqlite3.connect(path)
    try:
        # The cache need not outlive a power cut: one that is damaged is an empty one.
        connection.execute("pragma synchronous = off")
        connection.executescript(SCHEMA)
        stored = connection.execute("select version from about").fetchall()
        if stored != [(version,)]:
            for table in ("about", "reading", "body", "built", "published"):
                connection.execute(f"delete from {table}")  # noqa: S608 - a name of ours
            connection.execute("insert into about values (?)", (version,))
            connection.commit()
    except sqlite3.Error:
        connection.close()
        raise
    return connection


def _is_damage(error: Exception) -> bool:
    """Return whether an error tells of the file's content, not of the right to write it."""
    return isinstance(error, sqlite3.DatabaseError) and not (
        isinstance(error, sqlite3.OperationalError) and "readonly" in str(error)
    )
