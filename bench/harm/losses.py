"""Processes of a build that end: by a listing that kills them, or by the system's hand."""

from __future__ import annotations

import contextlib
import os
import signal
import subprocess
import time
from pathlib import Path
from typing import TYPE_CHECKING

from harm.lab import (
    build,
    clean,
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
    from harm.lab import Lab

DOOMED = """
import os, re, signal, sys, time
import ssg.reading

real = ssg.reading.read
FATES = {
    "hang": lambda: re.match(r"(a+)+$", "a" * 50 + "b"),
    "sleep": lambda: time.sleep(1000),
    "kill": lambda: os.kill(os.getpid(), signal.SIGKILL),
    "exit": lambda: os._exit(0),
    "segfault": lambda: __import__("faulthandler")._sigsegv(),
}

def read(source, *settings):
    fate = source.path.rpartition("/")[2].partition(".")[0].partition("-")[2]
    if source.path.startswith("content/doomed-"):
        FATES[fate]()
    return real(source, *settings)

ssg.reading.read = read
from ssg.cli import main
main()
"""
FATES = ("hang", "sleep", "kill", "exit", "segfault")


def workers_lost(lab: Lab) -> str:
    """Have listings that hang or kill their process: each is a problem, the others are built."""
    settled(lab)
    settings = lab.site / "ssg.toml"
    text = settings.read_text() if settings.exists() else ""
    settings.write_text(f"time_limit = 1\n{text}")
    wanted = clean(lab)
    for fate in FATES:
        listing = f"---\ntitle: Doomed {fate}\n---\nText.\n"
        (lab.site / f"content/doomed-{fate}.md").write_text(listing)
    for words in ((), ("--clean",)):
        result = run_python(DOOMED, *words_for(lab, *words)[3:])
        expect(result.status == 1, f"status {result.status}: {result.stderr}")
        errors = [line for line in result.stderr.splitlines() if " error: " in line]
        told_of = [line.partition(":")[0] for line in errors]
        expect(told_of == [f"content/doomed-{fate}.md" for fate in sorted(FATES)], result.stderr)
        expect_clean(lab, wanted)
    expect(build(lab).status == 0, "a listing that was given up stays so")
    expect_clean(lab, clean(lab))
    settings.write_text(text)
    for fate in FATES:
        (lab.site / f"content/doomed-{fate}.md").unlink()
    return f"{len(FATES)} listings lost alone, and read again later"


def workers_killed(lab: Lab, times: int) -> str:
    """Kill one process of each build, as a system without memory does: nothing is lost by it."""
    wanted = settled(lab)
    done, begun = 0, time.monotonic()
    build(lab, "--clean")
    seconds = time.monotonic() - begun
    for _ in range(3 * times):
        if done == times:
            break
        program = start(words_for(lab, "--clean"))
        with contextlib.suppress(subprocess.TimeoutExpired):
            program.wait(lab.chance.random() * seconds)
        done += is_one_killed(lab, program.pid)
        result = told(ended(program))
        expect(result.status == 0, f"status {result.status}: {result.stderr}")
        expect_clean(lab, wanted)
    expect(done == times, f"only {done} kills came in time")
    return f"{done} builds lost a process, and nothing by it"


def is_one_killed(lab: Lab, parent: int) -> bool:
    """Kill a process that another has started; return whether there was one."""
    with contextlib.suppress(OSError):
        children = Path(f"/proc/{parent}/task/{parent}/children").read_text().split()
        if children:
            os.kill(int(lab.chance.choice(children)), signal.SIGKILL)
            return True
    return False
