"""Two builds of a site at once."""

from __future__ import annotations

import contextlib
import os
import signal
import sys
import time
from typing import TYPE_CHECKING

from harm.lab import (
    INTERRUPTED,
    SECONDS,
    Lab,
    build,
    ended,
    expect,
    expect_clean,
    run_python,
    settled,
    start,
    told,
    words_for,
)

if TYPE_CHECKING:
    import subprocess
    from collections.abc import Iterator

HOLD = """
import pathlib, sys, time
from ssg.lock import locked

with locked(pathlib.Path(sys.argv[1])):
    print("held", flush=True)
    time.sleep(float(sys.argv[2]))
"""
IMPATIENT = """
import functools, sys
import ssg.build, ssg.cli
ssg.build.locked = functools.partial(ssg.build.locked, patience=float(sys.argv.pop(1)))
ssg.cli.main()
"""


def two_at_once(lab: Lab, patience: float) -> str:
    """Build while another one holds the lock: for a moment, for long, and until it is killed."""
    wanted = settled(lab)
    with holding(lab, 1.0):
        expect(build(lab).status == 0, "the second build does not wait for the first")
    with holding(lab, SECONDS) as holder:
        result = run_python(IMPATIENT, patience, *words_for(lab)[3:])
        expect(result.status == 1, f"status {result.status}: {result.stderr}")
        message = f"error: another build of this site is running (process {holder.pid})\n"
        expect(result.stderr == message, result.stderr)
        waiting = start(words_for(lab))
        time.sleep(1)
        os.killpg(waiting.pid, signal.SIGINT)
        expect(
            ended(waiting)[::2] == (INTERRUPTED, "interrupted\n"),
            "Ctrl-C is not heard while it waits",
        )
    expect(build(lab).status == 0, "a process that died left its lock")
    both = [start(words_for(lab, "--clean")) for _ in range(2)]
    results = [told(ended(each)) for each in both]
    expect([each.status for each in results] == [0, 0], f"two at once: {results}")
    expect_clean(lab, wanted)
    return "waits, names who holds it, needs nobody to clean up"


@contextlib.contextmanager
def holding(lab: Lab, seconds: float) -> Iterator[subprocess.Popen[str]]:
    """Have a process hold the lock of a site for some seconds; it is killed in the end."""
    holder = start([sys.executable, "-c", HOLD, str(lab.site), str(seconds)])
    said = holder.stdout.readline() if holder.stdout else ""
    expect(said == "held\n", "the lock cannot be had")
    try:
        yield holder
    finally:
        holder.kill()
        holder.communicate()
        holder.wait()
