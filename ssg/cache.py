"""What was worked out before, by content: one SQLite file that may be deleted at any time."""

from __future__ import annotations

import contextlib
import functools
import hashlib
import itertools
import os
import sqlite3
import zlib
from typing import TYPE_CHECKING, Any, Literal, NamedTuple, Self

from ssg.listing import body_key

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping
    from pathlib import Path

    # Of the last build to a folder: its report, by the state of all that went into it; its plan, by
    # the facts of the site; what shows nowhere of the site's templates, by the key of the theme.
    Remembered = Literal["built", "outline", "unseen"]
    Left = Remembered | Literal["published"]

FOLDER = ".ssg-cache"
NAME = "build.sqlite"
AT_ONCE = 500  # keys in one question; SQLite of any build takes 999
PAGE_SIZE = 1 << 14  # bytes; most bodies fit in one, and are written in half the time
KEPT_UNUSED = 2  # rows kept for each row in use, so that going back to a branch is quick

SCHEMA = (
    "CREATE TABLE about (version text)",
    "CREATE TABLE body (key text primary key, html text)",
    "CREATE TABLE folder (key text primary key, seal text, data text)",
    "CREATE TABLE reading (key text primary key, seal text, data text)",
)
DAMAGED = f"{FOLDER}/{NAME} could not be read and is made anew"
OTHER_VERSION = f"{FOLDER}/{NAME} is of another version and is made anew"
NOT_KEPT = f"{FOLDER} cannot be written; this build leaves no cache"


class CacheDamagedError(Exception):
    """The cache holds something it was not given; whoever asked starts again without it."""


class Published(NamedTuple):
    """A file in `output/` as it was left: the key of its page, its size and time of change (ns)."""

    key: str
    size: int
    modified: int


class Cache:
    """The cache of one site folder, or of none: then it lasts for one build.

    Beside readings and bodies it has what the last build to the same output folder left.
    A cache that cannot be read is an empty one, and `notice` says so.
    Everything raises `CacheDamagedError` where the file turns out not to hold what was put in, or
    can no more be written.
    """

    def __init__(
        self, site: Path | None, version: str, output: Path, *, is_kept: bool = True
    ) -> None:
        """Open the cache of a site; where it is not to be kept, nothing is written to it."""
        self._version = version
        self._output = output
        self.notice = ""
        self.address = ""  # of the file that other processes may read what was saved from
        self._published: Mapping[str, Published] | None = None
        if site is None:
            self._connection = _passing(version)
        elif is_kept:
            self._connection = self._opened(site / FOLDER)
        else:
            self._connection = _looked_at(site / FOLDER / NAME, version)

    def count_readings(self) -> int:
        """Return how many readings are stored."""
        return self._count("reading")

    def known_readings(self, keys: Iterable[str]) -> set[str]:
        """Return those of the keys that readings are stored for."""
        with _guarded():  # all are looked at, as in `each_reading`
            stored = self._connection.execute("select key from reading")
            return {*keys}.intersection(key for (key,) in stored)

    def readings(self, keys: Iterable[str]) -> dict[str, str]:
        """Return what is stored for those of the keys that are known."""
        rows = _rows(self._connection, "select key, seal, data from reading", keys)
        return {key: _unsealed(key, seal, data) for key, seal, data in rows}

    def each_reading(self, keys: set[str]) -> Iterator[tuple[str, str]]:
        """Yield those of the keys that are known, with what is stored for them."""
        if len(keys) <= AT_ONCE:
            yield from self.readings(keys).items()
            return
        with _guarded():  # to look at all takes half as long as to ask for each of many
            for key, seal, data in self._connection.execute("select key, seal, data from reading"):
                if key in keys:
                    yield key, _unsealed(key, seal, data)

    def store_readings(self, readings: Mapping[str, str]) -> None:
        """Store readings by key."""
        rows = [(key, _seal(key, data), data) for key, data in readings.items()]
        self._write("insert or replace into reading values (?, ?, ?)", rows)

    def bodies(self, keys: Iterable[str]) -> dict[str, str]:
        """Return the HTML for each of the keys."""
        return _bodies(self._connection, keys)

    def store_bodies(self, bodies: Mapping[str, bytes]) -> None:
        """Store HTML in UTF-8 by its key."""
        self._write("insert or ignore into body values (?, cast(? as text))", bodies.items())

    def published_text(self) -> str | None:
        """Return what `published_of` takes, as it is stored."""
        return self._left("published")

    def published(self) -> Mapping[str, Published]:
        """Return what was known of the files of the output folder, by path."""
        if self._published is None:
            self._published = published_of(self.published_text())
        return self._published

    def store_published(self, files: Mapping[str, Published]) -> None:
        """Store what is known of the files of the output folder, in place of what was."""
        self._published = files
        # By columns, and no JSON: of thousands of rows both would take longer.
        columns = (files, *zip(*files.values(), strict=True))
        text = "\0".join(map(str, itertools.chain.from_iterable(columns)))
        self._leave("published", text)

    def remembered(self, what: Remembered, key: str) -> str | None:
        """Return what the last build to the output folder left, if it was under the same key."""
        stored, _, text = (self._left(what) or "").partition("\n")
        return text if stored == key else None

    def remember(self, what: Remembered, key: str, text: str) -> None:
        """Store a text for the next build to the output folder, in place of what was."""
        self._leave(what, f"{key}\n{text}")

    def forget_unused(self, readings: set[str], bodies: Callable[[], set[str]]) -> None:
        """Forget what this build did not use, once there is much of it."""
        most = (1 + KEPT_UNUSED) * len(readings) + AT_ONCE
        if self._count("reading") > most:
            self._forget("reading", readings)
        if self._count("body") > most:
            self._forget("body", bodies())

    def save(self) -> None:
        """Make what was stored so far last."""
        with _guarded():
            self._connection.commit()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._connection.close()

    def _opened(self, folder: Path) -> sqlite3.Connection:
        """Return a connection to the cache of this version, made anew if it is of another."""
        path = folder / NAME
        try:
            folder.mkdir(exist_ok=True)
            if all(os.access(each, os.W_OK) for each in (folder, path) if each.exists()):
                self.notice = _wrong(path, self._version)
                if self.notice:
                    forget(folder.parent)
                connection = _connected(path, self._version)
                self.address = f"{path.absolute().as_uri()}?mode=ro"
                return connection
        except (OSError, sqlite3.Error):
            pass
        self.notice = NOT_KEPT
        return _passing(self._version)

    def _left(self, what: Left) -> str | None:
        """Return what is stored for the output folder."""
        question = "select key, seal, data from folder where key = ?"
        with _guarded():
            row = self._connection.execute(question, [self._key(what)]).fetchone()
        return _unsealed(*row) if row else None

    def _leave(self, what: Left, data: str) -> None:
        """Store something for the output folder, in place of what was."""
        key = self._key(what)
        row = (key, _seal(key, data), data)
        self._write("insert or replace into folder values (?, ?, ?)", [row])

    def _key(self, what: Left) -> str:
        """Return the key of what is stored for the output folder; its name may be none in UTF-8."""
        name = os.fsencode(self._output.resolve())
        return f"{what} {hashlib.blake2b(name, digest_size=16).hexdigest()}"

    def _write(self, statement: str, rows: Iterable[tuple[str | bytes, ...]]) -> None:
        with _guarded():
            self._connection.executemany(statement, rows)

    def _count(self, table: str) -> int:
        with _guarded():
            return int(self._connection.execute(f"select count(*) from {table}").fetchone()[0])  # noqa: S608 - a name of ours

    def _forget(self, table: str, used: set[str]) -> None:
        """Delete the rows of a table whose keys are not in use."""
        with _guarded():
            stored = {key for (key,) in self._connection.execute(f"select key from {table}")}  # noqa: S608 - a name of ours
        self._write(f"delete from {table} where key = ?", [(key,) for key in stored - used])  # noqa: S608 - a name of ours


def bodies_in(address: str, keys: Iterable[str]) -> dict[str, str]:
    """Return the HTML that was saved in the file of a cache for each of the keys.

    Raises:
        CacheDamagedError: it holds something it was not given.
    """
    return _bodies(_shared(address), keys)


def published_of(text: str | None) -> dict[str, Published]:
    """Return what a cache stored of the files of an output folder, by path."""
    if not text:
        return {}
    values = text.split("\0")
    count = len(values) // (1 + len(Published._fields))
    paths, keys, *numbers = (values[at : at + count] for at in range(0, len(values), count))
    rows = zip(keys, *(map(int, each) for each in numbers), strict=True)
    made = functools.partial(tuple.__new__, Published)  # `_make` calls as much in Python
    return dict(zip(paths, map(made, rows), strict=True))


def forget(site: Path) -> None:
    """Delete the cache of a site folder."""
    for suffix in ("", "-journal", "-wal", "-shm"):
        with contextlib.suppress(OSError):
            (site / FOLDER / f"{NAME}{suffix}").unlink()


@contextlib.contextmanager
def _guarded() -> Iterator[None]:
    """Turn what SQLite finds wrong into our own error."""
    try:
        yield
    except (sqlite3.Error, ValueError, OverflowError, MemoryError) as error:
        raise CacheDamagedError from error


def _rows(connection: sqlite3.Connection, question: str, keys: Iterable[str]) -> list[Any]:
    """Return the rows of those keys."""
    wanted = list(keys)
    found = list[tuple[object, ...]]()
    for start in range(0, len(wanted), AT_ONCE):
        some = wanted[start : start + AT_ONCE]
        marks = ",".join("?" * len(some))
        with _guarded():
            found += connection.execute(f"{question} where key in ({marks})", some)
    return found


def _bodies(connection: sqlite3.Connection, keys: Iterable[str]) -> dict[str, str]:
    """Return the HTML for each of the keys.

    It is looked at as bytes: one letter of another script makes a text slow to encode.
    """
    wanted = list(keys)
    found = dict(_rows(connection, "select key, cast(html as blob) from body", wanted))
    if any(body_key(found.get(key, b"")) != key for key in wanted):
        raise CacheDamagedError
    return {key: html.decode() for key, html in found.items()}


_open = dict[str, sqlite3.Connection]()  # by address, one at most


def _shared(address: str) -> sqlite3.Connection:
    """Return this process's own connection to a cache file, which it reads from alone."""
    if address not in _open:
        while _open:
            _open.popitem()[1].close()  # Python 3.13 warns of one that is left to the collector
        with _guarded():
            _open[address] = sqlite3.connect(address, uri=True)
    return _open[address]


def _seal(key: str, data: str) -> str:
    """Return what shows that a row holds what was put in; each build asks for that of thousands."""
    return f"{zlib.crc32((key + data).encode()):08x}"


def _unsealed(key: str, seal: str, data: str) -> str:
    """Return the data of a row that holds what was put in."""
    if not isinstance(data, str) or seal != _seal(key, data):
        raise CacheDamagedError
    return data


def _wrong(path: Path, version: str) -> str:
    """Return what is wrong with a cache file, no text if nothing is or there is none."""
    if path.is_symlink():
        return DAMAGED
    if not path.exists():
        return ""
    try:
        with contextlib.closing(sqlite3.connect(path)) as connection:
            tables = connection.execute("select sql from sqlite_master where sql is not null")
            if sorted(sql for (sql,) in tables) != [*SCHEMA]:
                return DAMAGED
            size = "select page_count * page_size from pragma_page_count, pragma_page_size"
            if connection.execute(size).fetchone() != (path.stat().st_size,):
                return DAMAGED
            stored = connection.execute("select version from about").fetchall()
            return "" if stored == [(version,)] else OTHER_VERSION
    except (OSError, sqlite3.Error, TypeError, ValueError):
        return DAMAGED


def _connected(path: Path | str, version: str) -> sqlite3.Connection:
    """Return a connection to a cache file that is of this version, or is not there yet."""
    connection = sqlite3.connect(path)
    try:
        # The cache need not outlive a power cut: one that is damaged is an empty one.
        connection.execute("pragma synchronous = off")
        connection.execute(f"pragma page_size = {PAGE_SIZE}")  # of a file that is made now
        if not connection.execute("select 1 from sqlite_master").fetchone():
            connection.execute("begin")
            for statement in SCHEMA:
                connection.execute(statement)
            connection.execute("insert into about values (?)", (version,))
            connection.commit()
    except sqlite3.Error:
        connection.close()
        raise
    return connection


def _looked_at(path: Path, version: str) -> sqlite3.Connection:
    """Return a connection to a cache file of this version that leaves it alone, else to none.

    SQLite takes an immutable file as it is: it sets no lock and settles no journal. What another
    process may be writing there shows as damaged, by its seal if by nothing else.
    """
    if path.is_file():
        address = f"{path.absolute().as_uri()}?mode=ro&immutable=1"
        connection = sqlite3.connect(address, uri=True)
        with contextlib.suppress(sqlite3.Error):
            stored = connection.execute("select version from about").fetchall()
            if stored == [(version,)]:
                return connection
        connection.close()
    return _passing(version)


def _passing(version: str) -> sqlite3.Connection:
    """Return a connection to a cache that goes with it: in memory, for the disk may be full."""
    return _connected(":memory:", version)
