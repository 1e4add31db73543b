"""One build of a site at a time."""

from __future__ import annotations

import contextlib
import os
import sqlite3
from typing import TYPE_CHECKING

from ssg.cache import FOLDER

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

NAME = "lock.sqlite"
HOLDER = "lock.holder"
PATIENCE = 10.0  # seconds that a second build waits for the first one's end


class LockedError(Exception):
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
        try:
            folder.mkdir(exist_ok=True)
            lock = sqlite3.connect(folder / NAME, timeout=patience, isolation_level=None)
            held.enter_context(contextlib.closing(lock))
            lock.execute("begin exclusive")
            (folder / HOLDER).write_text(str(os.getpid()))
        except (OSError, sqlite3.Error) as error:
            if getattr(error, "sqlite_errorcode", None) == sqlite3.SQLITE_BUSY:
                message = f"another build of this site is running{_holder(folder)}"
                raise LockedError(message) from None
        yield


def _holder(folder: Path) -> str:
    """Return which process holds the lock, as far as it has said so."""
    with contextlib.suppress(OSError, ValueError):
        return f" (process {int((folder / HOLDER).read_text())})"
    return ""
