"""One build of a site at a time."""

from __future__ import annotations

import contextlib
import os
from typing import TYPE_CHECKING

from filelock import FileLock, Timeout

from ssg.cache import FOLDER

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

NAME = "build.lock"
HOLDER = "build.holder"
PATIENCE = 10  # seconds that a second build waits for the first one's end


class LockedError(Exception):
    """Another build of the site is under way; the text says whose."""


@contextlib.contextmanager
def locked(site: Path, patience: float = PATIENCE) -> Iterator[None]:
    """Hold the lock of a site, which the system gives back when a process ends, however it ends.

    Where the cache folder cannot be written there is no lock, as there is no cache.

    Raises:
        LockedError: another process still holds it after some seconds.
    """
    folder = site / FOLDER
    lock = FileLock(folder / NAME)
    try:
        folder.mkdir(exist_ok=True)
        lock.acquire(timeout=patience)
    except Timeout:
        raise LockedError(f"another build of this site is running{_holder(folder)}") from None
    except OSError:
        yield
        return
    try:
        with contextlib.suppress(OSError):
            (folder / HOLDER).write_text(str(os.getpid()))
        yield
    finally:
        lock.release()


def _holder(folder: Path) -> str:
    """Return which process holds the lock, as far as it has said so."""
    with contextlib.suppress(OSError, ValueError):
        return f" (process {int((folder / HOLDER).read_text())})"
    return ""
