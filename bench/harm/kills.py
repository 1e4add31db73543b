"""Builds that are killed, or interrupted, at any moment."""

from __future__ import annotations

import contextlib
import os
import shutil
import signal
import subprocess
import time
from typing import TYPE_CHECKING

from harm.changes import add_listing, change, is_listing
from harm.lab import (
    DAY,
    INTERRUPTED,
    ROOT,
    STAGING,
    Lab,
    base_of,
    build,
    clean,
    ended,
    expect,
    expect_clean,
    expect_whole,
    run_python,
    settled,
    start,
    told,
    words_for,
)

if TYPE_CHECKING:
    from pathlib import Path

    from harm.lab import Ended

WARM = 0.4  # of the time of a clean build, and of copying the site, that a warm one takes or so
MANY = 30  # listings, of which all pages are looked at again and again


def killed_at_random(lab: Lab, kills: int) -> str:
    """Kill builds at random moments, every second one while it publishes."""
    base, in_publishing, done, ahead = base_of(lab.site), 0, 0, 0
    before = settled(lab)
    for number in range(3 * kills):
        if done == kills:
            break
        change(lab.site, lab.chance)
        is_cold = number % 4 == 0
        if is_cold:
            shutil.rmtree(lab.site / ".ssg-cache")
        begun = time.monotonic()
        after = clean(lab)
        seconds = max(time.monotonic() - begun, 0.1)
        program = start(words_for(lab))
        moment = lab.chance.random()
        if number % 2:
            wait_for_publishing(lab, program, moment * 0.1)
        else:
            with contextlib.suppress(subprocess.TimeoutExpired):
                program.wait(moment * seconds * (1 if is_cold else WARM))
        was_running = program.poll() is None
        with contextlib.suppress(ProcessLookupError):
            os.killpg(program.pid, signal.SIGKILL)
        ended(program)
        done += was_running
        ahead += not was_running
        in_publishing += was_running and (lab.output / STAGING / "live").exists()
        expect_whole(lab, before, after, base)
        build(lab)
        expect_clean(lab, after)
        before = after
    expect(done == kills, f"only {done} kills came in time")
    return f"{done} kills, {in_publishing} in the midst of publishing; {ahead} more came too late"


def wait_for_publishing(lab: Lab, program: subprocess.Popen[str], further: float) -> None:
    """Wait until a build is about to publish, and some time more."""
    staging = lab.output / STAGING
    while (
        program.poll() is None and not (staging / "manifest").exists() | (staging / "live").exists()
    ):
        time.sleep(0.0005)
    time.sleep(further * 0.5)


# At each step of publishing, a program that goes through it one file operation at a time: it ends
# itself before one of them, or looks before each whether a link leads nowhere.
STEPS = """
import datetime, os, signal, sys
from pathlib import Path
sys.path.insert(0, sys.argv[5])
from harm.lab import base_of, dangling, tree
from ssg.build import Options, build

site, last, base = Path(sys.argv[1]), int(sys.argv[2]), base_of(Path(sys.argv[1]))
output, process, steps, lost = str(site / "output"), os.getpid(), 0, 0
known = dangling(tree(site / "output"), base) if last < 0 else set()
is_looking = False
EVENTS = {"os.rename", "os.link", "os.symlink", "os.remove", "os.rmdir", "os.mkdir"}

def step(event, words):
    global steps, lost, is_looking
    if event not in EVENTS or os.getpid() != process or is_looking:
        return
    if not any(str(word).startswith(output) for word in words):
        return
    steps += 1
    if steps == last:
        os.kill(process, signal.SIGKILL)
    if last < 0:
        is_looking = True
        lost += bool(dangling(tree(site / "output"), base) - known)
        is_looking = False

sys.addaudithook(step)
build(Options(site, site / "output", datetime.date.fromisoformat(sys.argv[3]), int(sys.argv[4])))
print(steps, lost)
"""


def stepped(site: Path, last: int) -> tuple[Ended, int, int]:
    """Return how a build ended, its file operations, and how often a link led nowhere.

    It is killed before the operation of number `last`; below 0 it is watched instead.
    """
    result = run_python(STEPS, site, last, DAY, 1, ROOT / "bench")
    steps, lost = result.stdout.split() if result.status == 0 else (0, 0)
    return result, int(steps), int(lost)


def shrink(site: Path) -> None:
    """Leave so few listings that a site can be looked at as a whole before each operation."""
    files = sorted(path for path in (site / "content").rglob("*") if is_listing(path))
    for path in files[MANY:]:
        path.unlink()


def watched(lab: Lab, builds: int) -> str:
    """Look for links that lead nowhere before each file operation of some builds."""
    shrink(lab.site)
    settled(lab)
    total = 0
    for _ in range(builds):
        add_listing(lab.site, lab.chance, f"New {lab.chance.randrange(10**6)}")
        change(lab.site, lab.chance)
        wanted = clean(lab)
        _, steps, lost = stepped(lab.site, -1)
        expect(not lost, f"links led nowhere before {lost} of {steps} file operations")
        expect_clean(lab, wanted)
        total += steps
    shutil.rmtree(lab.output)
    _, steps, lost = stepped(lab.site, -1)
    expect(not lost, f"first build: links led nowhere before {lost} of {steps} file operations")
    return f"{builds + 1} builds, {total + steps} moments"


def killed_at_steps(lab: Lab, every: int) -> str:
    """Kill a build before each file operation of its publishing, or before every n-th one."""
    shrink(lab.site)
    base, before = base_of(lab.site), settled(lab)
    twin = lab.scratch / "before"
    shutil.rmtree(twin, ignore_errors=True)
    shutil.copytree(lab.site, twin, symlinks=True)
    build(Lab(twin, lab.scratch, lab.chance))
    change_all(lab)
    after = clean(lab)
    for folder in ("content", "static"):
        shutil.rmtree(twin / folder, ignore_errors=True)
        shutil.copytree(lab.site / folder, twin / folder)
    kept = lab.scratch / "kept"
    shutil.rmtree(kept, ignore_errors=True)
    twin.rename(kept)
    steps, kills = 1, 0
    while True:
        shutil.rmtree(twin, ignore_errors=True)
        shutil.copytree(kept, twin, symlinks=True)
        result, _, _ = stepped(twin, steps)
        if result.status == 0:
            return f"{kills} kills, of {steps - 1} file operations"
        kills += 1
        hurt = Lab(twin, lab.scratch, lab.chance)
        expect_whole(hurt, before, after, base)
        build(hurt)
        expect_clean(hurt, after)
        steps += every


def change_all(lab: Lab) -> None:
    """Change a site in every way that publishing tells apart; paths become folders and back."""
    (lab.site / "static/way").mkdir(parents=True, exist_ok=True)
    (lab.site / "static/way/file.txt").write_text("1")
    (lab.site / "static/way.txt").write_text("1")
    build(lab)
    shutil.rmtree(lab.site / "static/way")
    (lab.site / "static/way").write_text("2")
    (lab.site / "static/way.txt").unlink()
    (lab.site / "static/way.txt").mkdir()
    (lab.site / "static/way.txt/file").write_text("2")
    add_listing(lab.site, lab.chance, "Newcomers")
    for path in sorted(filter(is_listing, (lab.site / "content").glob("*")))[:2]:
        path.unlink()


def interrupted(lab: Lab, times: int, most: float = 1.0) -> str:
    """Press Ctrl-C at random moments, imports included; `most` seconds may go by until the end."""
    longest, too_early, ahead = 0.0, 0, 0
    settled(lab)
    for number in range(times):
        words = ["--clean"] * (number % 2)
        begun = time.monotonic()
        build(lab, *words)
        seconds = time.monotonic() - begun
        program = start(words_for(lab, *words))
        time.sleep(lab.chance.random() * seconds)
        ahead_of_it = program.poll() is not None
        pressed = time.monotonic()
        with contextlib.suppress(ProcessLookupError):
            os.killpg(program.pid, signal.SIGINT)
        result = ended(program)
        took = time.monotonic() - pressed
        expect(is_gone(program.pid), "workers are left")
        if ahead_of_it or (result.status == 0 and "interrupted" not in told(result).stderr):
            ahead += 1
        elif result.status == -signal.SIGINT or is_pythons_own(result.stderr):
            too_early += 1  # Python itself had not yet begun with the program
        else:
            longest = max(longest, took)
            expect(result.status == INTERRUPTED, f"status {result.status}: {result.stderr}")
            expect(result.stderr == "interrupted\n", f"it says: {result.stderr}")
            expect(took <= most, f"it took {took:.2f} s to end")
        expect(not (lab.output / STAGING).exists(), "the staging folder is left")
    build(lab)
    expect_clean(lab, clean(lab))
    return f"{times} times, {too_early} before the program began, {ahead} too late; {longest:.2f} s"


def is_gone(group: int) -> bool:
    """Return whether no process of a group is left, within a few moments."""
    for _ in range(20):
        try:
            os.killpg(group, 0)
        except ProcessLookupError:
            return True
        time.sleep(0.05)
    return False


def is_pythons_own(told: str) -> bool:
    """Return whether a traceback names no file of ours."""
    return "Traceback" in told and f"{ROOT}/ssg/" not in told
