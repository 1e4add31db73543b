"""One build of a site at a time, and no lock left by a process that died."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from typing import TYPE_CHECKING

import pytest

from ssg.lock import LockedError, locked

if TYPE_CHECKING:
    from pathlib import Path

HOLD = """
import sys, time, pathlib
from ssg.lock import locked
from ssg.workers import Work, Workers

def slow(number):
    time.sleep(60)

with locked(pathlib.Path(sys.argv[1])), Workers(2, 100) as workers:
    print("held", flush=True)
    list(workers.map(Work("", slow, slow), range(1000)))
"""


def test_a_second_build_is_told_who_holds_the_lock(tmp_path: Path) -> None:
    message = rf"another build of this site is running \(process {os.getpid()}\)"
    with locked(tmp_path), pytest.raises(LockedError, match=message), locked(tmp_path, 0.05):
        pass
    with locked(tmp_path, 0):
        pass


def test_a_process_that_is_killed_leaves_neither_lock_nor_workers(tmp_path: Path) -> None:
    words = [sys.executable, "-c", HOLD, str(tmp_path)]
    with subprocess.Popen(words, stdout=subprocess.PIPE, start_new_session=True) as holder:
        assert holder.stdout is not None
        assert holder.stdout.readline() == b"held\n"
        with pytest.raises(LockedError), locked(tmp_path, 0.05):
            pass
        holder.send_signal(signal.SIGKILL)
    with locked(tmp_path, 10):
        assert _gone(holder.pid)


def test_a_folder_that_cannot_be_written_has_no_lock(tmp_path: Path) -> None:
    (tmp_path / ".ssg-cache").write_text("a file")
    with locked(tmp_path), locked(tmp_path):
        pass


@pytest.mark.parametrize("content", [b"garbage" * 1000, b"SQLite format 3\0" * 100])
def test_whatever_lies_in_its_file_is_no_lock_and_does_not_prevent_one(
    tmp_path: Path, content: bytes
) -> None:
    (tmp_path / ".ssg-cache").mkdir()
    (tmp_path / ".ssg-cache/lock.sqlite").write_bytes(content)
    with locked(tmp_path), pytest.raises(LockedError), locked(tmp_path, 0.05):
        pass


def _gone(group: int) -> bool:
    """Return whether no process of a group is left, within a few seconds."""
    for _ in range(100):
        try:
            os.killpg(group, 0)
        except ProcessLookupError:
            return True
        time.sleep(0.05)
    return False
