"""What a command costs: time, processor time and the memory of all its processes together."""

from __future__ import annotations

import os
import subprocess
import threading
import time
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

PROCESSES = Path("/proc")
INTERVAL = 0.05  # seconds between two looks at the memory
LOG = "log"  # what the last command printed
SHOWN = 20  # lines of what a failed command printed


class Cost(NamedTuple):
    """What a command took: seconds by the clock, and of all processors by all its processes."""

    wall: float
    cpu: float


class FailedError(Exception):
    """A command that failed, or did not do what it should have."""


def time_of(command: Sequence[str], work: Path) -> Cost:
    """Return the cost of a command, which may use a folder for what it prints and for bytecode.

    Raises:
        FailedError: it ended with another status than 0.
    """
    os.sync()  # what was written before is not to be paid for by this command
    start = time.perf_counter()
    process = _started(command, work)
    _, status, usage = os.wait4(process.pid, 0)
    wall = time.perf_counter() - start
    _check(process, status, work)
    return Cost(wall, usage.ru_utime + usage.ru_stime)


def memory_of(command: Sequence[str], work: Path) -> int | None:
    """Return the most bytes that the processes of a command held together; None if unknown.

    A page of memory that several processes share is counted once: each of them has its part (PSS).
    Looking takes time from those that are looked at, so this is never done in a run that is timed.

    Raises:
        FailedError: it ended with another status than 0.
    """
    process = _started(command, work)
    has_ended = threading.Event()
    most = 0

    def look() -> None:
        nonlocal most
        while not has_ended.wait(INTERVAL):
            most = max(most, sum(map(_held, _family(process.pid))))

    looker = threading.Thread(target=look)
    looker.start()
    _, status, _ = os.wait4(process.pid, 0)
    has_ended.set()
    looker.join()
    _check(process, status, work)
    return most or None


def _started(command: Sequence[str], work: Path) -> subprocess.Popen[bytes]:
    """Return a process that runs a command.

    Python finds its bytecode from the second time on, as it does where programs are installed,
    also where the environment or the rights to a folder keep it from writing any.
    """
    environment = {**os.environ, "PYTHONPYCACHEPREFIX": str(work / "bytecode")}
    environment.pop("PYTHONDONTWRITEBYTECODE", None)
    with (work / LOG).open("wb") as stream:
        return subprocess.Popen(
            command,
            env=environment,
            stdin=subprocess.DEVNULL,
            stdout=stream,
            stderr=subprocess.STDOUT,
        )


def _check(process: subprocess.Popen[bytes], status: int, work: Path) -> None:
    """Raise an error for a process that failed."""
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        printed = (work / LOG).read_text(encoding="utf-8", errors="replace").splitlines()[:SHOWN]
        command = " ".join(map(str, process.args)) if isinstance(process.args, list) else ""
        raise FailedError("\n".join([f"{command} ended with {process.returncode}", *printed]))


def _family(process: int) -> Iterator[int]:
    """Yield a process, its children, theirs, and so on."""
    yield process
    try:
        lists = [path.read_text() for path in PROCESSES.glob(f"{process}/task/*/children")]
    except OSError:  # it ended
        return
    for child in " ".join(lists).split():
        yield from _family(int(child))


def _held(process: int) -> int:
    """Return the bytes of memory that a process holds, its part of what is shared."""
    try:
        summary = (PROCESSES / str(process) / "smaps_rollup").read_text()
    except OSError:  # it ended
        return 0
    line = next((line for line in summary.splitlines() if line.startswith("Pss:")), "Pss: 0 kB")
    return int(line.split()[1]) * 1024
