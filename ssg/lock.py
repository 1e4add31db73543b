"""One build of a site at a time."""

from __future__ import annotations

import contextlib
import os
import sqlite3
import time
from typing import TYPE_CHECKING

from ssg.cache import FOLDER
from ssg.errors import CommandError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

NAME = "lock.sqlite"
HOLDER = "lock.holder"
PATIENCE = 10.0  # seconds that a second build waits for the first one's end
PAUSE = 0.05  # seconds between two tries


class LockedError(CommandError):
    """Another build of the site is under way; the text says whose."""


@contextlib.contextmanager
def locked(site: Path, patience: float = PATIENCE) -> Iterator[None]:
    """Hold the lock of a site, which the system gives back when a process ends, however it ends.

    It is SQLite's lock on an empty database, which holds on every system that SQLite knows. Where
    the cache folder cannot be written there is no lock, as there is no cache.

    Raises:
        LockedError: another process still holds it after some seconds.
    """
    folder = site / FOLDER
    with contextlib.ExitStack() as held:
        with contextlib.suppress(OSError, sqlite3.Error):
            folder.mkdir(exist_ok=True)
            if (folder / NAME).exists() and (folder / NAME).stat().st_size:
                (folder / NAME).unlink()  # the lock's own holds nothing
            # SQLite would wait itself, but deaf to Ctrl-C.
            lock = sqlite3.connect(folder / NAME, timeout=0, isolation_level=None)
            held.enter_context(contextlib.closing(lock))
            until = time.monotonic() + patience
            while not _taken(lock):
                if time.monotonic() >= until:
                    message = f"another build of this site is running{_holder(folder)}"
                    raise LockedError(message)
                time.sleep(PAUSE)
            (folder / HOLDER).write_text(str(os.getpid()))
        yield


def _taken(lock: sqlite3.Connection) -> bool:
    """Return whether the lock is ours now; False if another process has it."""
    try:
        lock.execute("begin exclusive")
    except sqlite3.OperationalError as error:
        if error.sqlite_errorcode == sqlite3.SQLITE_BUSY:
            return False
        raise
    return True


def _holder(folder: Path) -> str:
    """Return which process holds the lock, as far as it has said so."""
    with contextlib.suppress(OSError, ValueError):
        return f" (process {int((folder / HOLDER).read_text())})"
    return ""
