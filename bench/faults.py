"""Does to builds what machines and people do to them, and says what became of the site.

    python bench/faults.py [--kills 50] [--site FOLDER] [--listings 300] [--seed 1]

prints a line a fault and ends with status 1 if any went wrong. The site is copied and never
touched; without one a board is generated. As root it also fills a small disk of its own.
"""

from __future__ import annotations

import argparse
import contextlib
import ctypes
import itertools
import os
import random
import re
import resource
import shutil
import signal
import subprocess
import sys
import tempfile
import time
import tomllib
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import unquote, urljoin, urlsplit

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

ROOT = Path(__file__).parent.parent
DAY = "2026-06-15"
STAGING, MANIFEST = ".ssg-staging", ".ssg-manifest"
LINK = re.compile(rb'<(?:a|link|img|script)\b[^>]*?\s(?:href|src)="([^"]*)"')
WORDS = ("Amber", "Birch", "Cedar", "Delta", "Ember", "Fjord", "Grove", "Heath", "Inlet", "Juniper")
PLACES = ("Lisbon, Portugal", "Remote, Europe", "Worldwide", "Berlin, Germany", "Remote, US")
INTERRUPTED = 130  # the status of a program that Ctrl-C ended
SECONDS = 120  # after which a program is taken to hang
WARM = 0.4  # of the time of a clean build, and of copying the site, that a warm one takes or so
MANY = 30  # listings, of which all pages are looked at again and again
FEW = 5  # listings that are always left

Tree = dict[str, bytes]


class Ended(NamedTuple):
    """How a program ended, and what it said."""

    status: int
    stdout: str
    stderr: str


class Lab(NamedTuple):
    """A site to do harm to, a folder for its clean twin, and a source of chance."""

    site: Path
    scratch: Path
    chance: random.Random

    @property
    def output(self) -> Path:
        """Return where the site is published."""
        return self.site / "output"


class FaultError(Exception):
    """A build that did not bear a fault as it has to."""


def expect(is_so: object, message: str) -> None:
    """Raise `FaultError` with the message if something is not so."""
    if not is_so:
        raise FaultError(message)


# Boards and changes


def generate(site: Path, listings: int, chance: random.Random) -> None:
    """Write a board of generated listings."""
    site.mkdir(parents=True, exist_ok=True)
    (site / "ssg.toml").write_text('base_url = "https://name.example/board/"\npage_size = 20\n')
    for _ in range(listings):
        add_listing(site, chance)
    (site / "content/companies").mkdir()
    (site / "content/companies/amber-birch.md").write_text("---\nname: Amber Birch\n---\nText.\n")


def add_listing(site: Path, chance: random.Random, company: str = "") -> None:
    """Write a listing of chance."""
    name = f"{chance.choice(WORDS)} {chance.choice(WORDS)} {chance.randrange(10**6)}"
    path = site / f"content/{name.lower().replace(' ', '-')}.md"
    path.parent.mkdir(parents=True, exist_ok=True)
    posted = f"2026-{chance.randint(1, 6):02}-{chance.randint(1, 14):02}"
    is_closed = not company and chance.randrange(5) == 0
    closes = "valid_through: 2026-06-14\n" * is_closed
    path.write_text(
        f"---\ntitle: {name}\ncompany: {company or ' '.join(chance.choices(WORDS, k=2))}\n"
        f"location: {chance.choice(PLACES)}\nposted: {posted}\n{closes}"
        f"tags: [{', '.join(chance.sample(WORDS, 2))}]\n---\n\n"
        + " ".join(chance.choices(WORDS, k=chance.randint(5, 400)))
    )


def change(site: Path, chance: random.Random, most: int = 12) -> None:
    """Make some changes of chance: listings added, edited and removed, templates and settings."""
    for _ in range(chance.randint(1, most)):
        files = sorted(path for path in (site / "content").rglob("*") if is_listing(path))
        kind = chance.choice(["add", "new company", "edit", "title", "remove", "remove", "rest"])
        chosen = chance.choice(files)
        if kind == "add":
            add_listing(site, chance)
        elif kind == "new company":  # a page for each, which link to each other
            add_listing(site, chance, f"{chance.choice(WORDS)} {chance.randrange(10**6)}")
        elif kind == "edit":
            with chosen.open("a") as file:
                file.write(f"\n\nMore {chance.choice(WORDS)}.\n")
        elif kind == "title":
            words = chosen.read_bytes().replace(b"title: ", b"title: New ", 1)
            chosen.write_bytes(words.replace(b"# [", b"# [New ", 1))
        elif kind == "remove" and len(files) > FEW:
            chosen.unlink()
        elif kind == "rest":
            change_rest(site, chance)


def change_rest(site: Path, chance: random.Random) -> None:
    """Change a template or a static file, or bring one, or take it away."""
    part, whole = site / "templates/404.html", site / "templates/listing.html"
    still = site / "static/about" / f"{chance.choice(WORDS)}.txt"
    path = chance.choice([part, whole, still, still])
    if path.exists() and chance.choice([True, False]):
        path.unlink()
        return
    path.parent.mkdir(parents=True, exist_ok=True)
    text = f"{{# {chance.random()} #}}" if path.suffix == ".html" else str(chance.random())
    path.write_text(f'{{% extends "{path.name}" %}}\n{text}' if path == whole else text)
    if path == part:
        path.write_text('{% extends "base.html" %}' + text)


def is_listing(path: Path) -> bool:
    """Return whether a path is a file that holds a listing."""
    return path.is_file() and path.suffix in {".md", ".markdown", ".html"}


# Builds, and what they leave


def words_for(lab: Lab, *words: object) -> list[str]:
    """Return the command line of a build."""
    program = [sys.executable, "-m", "ssg", "build", "--site", lab.site, "--as-of", DAY]
    return [str(word) for word in (*program, "--jobs", 2, *words)]


def start(command: list[str], **options: object) -> subprocess.Popen[str]:
    """Return a program under way, with a group of processes of its own."""
    return subprocess.Popen(
        command,
        cwd=ROOT,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
        **options,
    )


def ended(program: subprocess.Popen[str]) -> Ended:
    """Return how a program ended, once it has."""
    with program:
        try:
            stdout, stderr = program.communicate(timeout=SECONDS)
        except subprocess.TimeoutExpired:
            os.killpg(program.pid, signal.SIGKILL)
            raise FaultError("the build hangs") from None
    return Ended(program.returncode, stdout, stderr)


def build(lab: Lab, *words: object, **options: object) -> Ended:
    """Return how a build ended; a traceback is a fault in any case."""
    return told(ended(start(words_for(lab, *words), **options)))


def run_python(program: str, *words: object, **options: object) -> Ended:
    """Return how a program in Python ended that calls the build in a way of its own."""
    command = [sys.executable, "-c", program, *map(str, words)]
    return told(ended(start(command, **options)))


def told(result: Ended) -> Ended:
    """Return how a program ended if it said nothing that only its makers understand."""
    last = result.stderr.rstrip().rpartition("\n")[2]
    expect("Traceback" not in result.stderr, f"a traceback that ends in: {last}")
    return result


def tree(folder: Path) -> Tree:
    """Return the files that can be seen in a folder, staging aside, by path."""
    found = {}
    for above, folders, names in os.walk(folder, followlinks=True):
        if STAGING in folders:
            folders.remove(STAGING)
        for name in names:
            path = Path(above, name)
            with contextlib.suppress(OSError):
                found[path.relative_to(folder).as_posix()] = path.read_bytes()
    return found


def clean(lab: Lab) -> Tree:
    """Return what a clean build leaves of the site as it is now."""
    twin = lab.scratch / "clean"
    shutil.rmtree(twin, ignore_errors=True)
    leave = shutil.ignore_patterns("output", ".ssg-cache")
    shutil.copytree(lab.site, twin, ignore=leave)
    build(Lab(twin, lab.scratch, lab.chance))
    return tree(twin / "output")


def expect_clean(lab: Lab, wanted: Tree) -> None:
    """Expect the output to be exactly that of a clean build."""
    found = tree(lab.output)
    differing = sorted(
        path for path in wanted.keys() | found if wanted.get(path) != found.get(path)
    )
    expect(not differing, f"not as a clean build leaves it: {differing[:5]}")
    expect(not os.path.lexists(lab.output / STAGING), "the staging folder is left")
    links = [path for path in lab.output.rglob("*") if path.is_symlink()]
    expect(not links, f"links are left: {links[:5]}")


def base_of(site: Path) -> str:
    """Return the address that a site is published at."""
    with contextlib.suppress(OSError):
        settings = tomllib.loads((site / "ssg.toml").read_text())
        return str(settings.get("base_url", "https://example.org/"))
    return "https://example.org/"


def dangling(pages: Tree, base: str) -> set[tuple[str, str]]:
    """Return the links within a site that lead to no file, with the pages they stand on."""
    return {
        (path, target)
        for path, data in pages.items()
        if path.endswith(".html")
        for target in targets(path, data, base)
        if target not in pages and f"{target}/index.html".lstrip("/") not in pages
    }


def targets(path: str, data: bytes, base: str) -> set[str]:
    """Return the paths within a site that a page links to."""
    found = set()
    for link in LINK.findall(data):
        whole = urljoin(base + path, link.decode(errors="replace").replace("&amp;", "&"))
        if whole.startswith(base):
            inside = unquote(urlsplit(whole).path)[len(urlsplit(base).path) :]
            found.add(inside + "index.html" if inside.endswith("/") or not inside else inside)
    return found


# 9. Killed at any moment


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


def settled(lab: Lab) -> Tree:
    """Return what a build leaves, once it is what a clean build does."""
    build(lab)
    wanted = clean(lab)
    expect_clean(lab, wanted)
    return wanted


def wait_for_publishing(lab: Lab, program: subprocess.Popen[str], further: float) -> None:
    """Wait until a build is about to publish, and some time more."""
    staging = lab.output / STAGING
    while (
        program.poll() is None and not (staging / "manifest").exists() | (staging / "live").exists()
    ):
        time.sleep(0.0005)
    time.sleep(further * 0.5)


def expect_whole(lab: Lab, before: Tree, after: Tree, base: str) -> None:
    """Expect every file to be of one build or the other, and every link to lead somewhere."""
    found = tree(lab.output)
    found.pop(MANIFEST, None)
    torn = [path for path, data in found.items() if data not in (before.get(path), after.get(path))]
    expect(not torn, f"neither of the build before nor of this one: {torn[:5]}")
    lost = sorted(dangling(found, base) - dangling(before, base) - dangling(after, base))
    expect(not lost, f"{len(lost)} links lead nowhere: {lost[:3]}")


# At each step of publishing, a program that goes through it one file operation at a time: it ends
# itself before one of them, or looks before each whether a link leads nowhere.
STEPS = """
import datetime, os, signal, sys
from pathlib import Path
sys.path.insert(0, sys.argv[5])
import faults
from ssg.build import Options, build

site, last, base = Path(sys.argv[1]), int(sys.argv[2]), faults.base_of(Path(sys.argv[1]))
output, process, steps, lost = str(site / "output"), os.getpid(), 0, 0
known = faults.dangling(faults.tree(site / "output"), base) if last < 0 else set()
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
        lost += bool(faults.dangling(faults.tree(site / "output"), base) - known)
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


# 10. The output cannot be written


def refused(lab: Lab, before: Tree, named: str, **options: object) -> None:
    """Expect a build to end with an error that names a path, and the site as it was."""
    result = build(lab, **options)
    expect(result.status == 1, f"status {result.status}: {result.stderr}")
    errors = [line for line in result.stderr.splitlines() if line.startswith("error: ")]
    expect(len(errors) == 1 and named in errors[0], f"no word of {named}: {result.stderr}")
    found = tree(lab.output)
    harmed = sorted(path for path in before if before[path] != found.get(path) and path != MANIFEST)
    expect(not harmed, f"the site before is harmed: {harmed[:5]}")


def limited(size: int) -> Callable[[], None]:
    """Return what makes files of a process end at a size, as they do where a disk is full."""
    return lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (size, size))


def disk_full(lab: Lab) -> str:
    """Let files end at a size that some of them need more than."""
    before = settled(lab)
    add_listing(lab.site, lab.chance)
    wanted = clean(lab)
    most = max(len(data) for path, data in wanted.items() if data != before.get(path))
    for size in (100, 1000, 9000, most - 1):
        refused(lab, before, "File too large", preexec_fn=limited(size))
    refused(lab, before, str(lab.output), preexec_fn=limited(9000))
    build(lab)
    expect_clean(lab, wanted)
    return "5 builds refused"


def small_disk(lab: Lab) -> str:
    """Fill a small disk that holds the output, and one that holds the cache."""
    if os.geteuid() != 0 or shutil.which("mount") is None:
        return "left out: only root can make a disk"
    for part in ("output", ".ssg-cache"):
        before = settled(lab)
        shutil.rmtree(lab.site / part)
        (lab.site / part).mkdir()
        with disk(lab.site / part, 40 * 2**20):
            build(lab)
            filler = lab.site / part / "filler"
            fill(filler)
            filler.open("r+b").truncate(max(filler.stat().st_size - 20_000, 0))
            change(lab.site, lab.chance)
            for _ in range(30):
                add_listing(lab.site, lab.chance)
            wanted = clean(lab)
            if part == "output":
                refused(lab, before, "No space left")
            else:
                result = build(lab)
                expect(result.status == 0, result.stderr)
                expect(result.stderr.count("note: ") == 1, result.stderr)
            filler.unlink()
            build(lab)
            expect_clean(lab, wanted)
    return "the site untouched, the cache done without"


@contextlib.contextmanager
def disk(folder: Path, size: int) -> Iterator[None]:
    """Make a folder a disk of its own of some bytes."""
    words = ["-t", "tmpfs", "-o", f"size={size}", "tmpfs", str(folder)]
    subprocess.run(["mount", *words], check=True)
    try:
        yield
    finally:
        subprocess.run(["umount", str(folder)], check=True)


def fill(path: Path) -> None:
    """Write to a file until its disk is full."""
    with contextlib.suppress(OSError), path.open("wb", buffering=0) as file:
        while file.write(b"0" * 4096):
            pass


def in_the_way(lab: Lab) -> str:
    """Put files, folders and links where a build needs its own."""
    before = settled(lab)
    outside = lab.scratch / "outside"
    shutil.rmtree(outside, ignore_errors=True)
    outside.mkdir()
    (lab.site / "content/neu.md").write_text("---\ntitle: Neu\ncompany: Ganz Neu\n---\nText.\n")
    wanted = clean(lab)
    ways: list[tuple[str, Callable[[Path], object]]] = [
        ("jobs/neu/index.html", lambda path: path.write_text("a file that is not ours")),
        ("jobs/neu/index.html", lambda path: (path.mkdir(), (path / "file").write_text(""))),
        ("jobs/neu/index.html", Path.mkdir),
        ("companies/ganz-neu", lambda path: path.write_text("a file")),
        ("jobs/neu", lambda path: path.symlink_to(outside)),
        (STAGING, lambda path: path.write_text("a file")),
        (STAGING, lambda path: path.symlink_to(outside)),
        (MANIFEST, lambda path: (path.unlink(), path.mkdir(), (path / "file").write_text(""))),
    ]
    for name, put in ways:
        way = lab.output / name
        way.parent.mkdir(exist_ok=True)
        put(way)
        refused(lab, {**before, **tree(lab.output)}, name)
        shutil.rmtree(way) if way.is_dir() and not way.is_symlink() else way.unlink()
        if way.parent.name == "neu":
            way.parent.rmdir()
    expect(not [*outside.iterdir()], "something was written through a link")
    (lab.output / MANIFEST).write_bytes(before[MANIFEST])
    build(lab)
    expect_clean(lab, wanted)
    return f"{len(ways)} ways, each named"


def folder_read_only(lab: Lab) -> str:
    """Take the right to write from folders of the output; root gives up its own first."""
    before = settled(lab)
    add_listing(lab.site, lab.chance, "Newcomers")
    wanted = clean(lab)
    for name in ("", "jobs", "companies"):
        folder = lab.output / name
        folder.chmod(0o555)
        refused(lab, before, str(folder), preexec_fn=give_up_rights)
        folder.chmod(0o755)
    build(lab)
    expect_clean(lab, wanted)
    return "3 folders, each named"


def give_up_rights() -> None:
    """Have root bound by the rights of files as everyone is, programs that it runs included.

    Without effect for others, and where root has not the right to give up rights.
    """
    libc = ctypes.CDLL(None)
    libc.prctl(28, 3, 0, 0, 0)  # PR_SET_SECUREBITS: NOROOT and its lock, linux/securebits.h
    libc.capset((ctypes.c_uint32 * 2)(0x20080522, 0), (ctypes.c_uint32 * 6)())


# 11. Two builds at once

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


# 12. The cache is damaged

DELETED = """
import datetime, shutil, sys
from pathlib import Path
import ssg.build
from ssg.build import Options, build

site, name = Path(sys.argv[1]), sys.argv[2]
real = getattr(ssg.build, name)

def deleted(*words, **named):
    shutil.rmtree(site / ".ssg-cache", ignore_errors=True)
    return real(*words, **named)

setattr(ssg.build, name, deleted)
day = datetime.date.fromisoformat(sys.argv[3])
print(build(Options(site, site / "output", day, jobs=2)).exit_status)
"""


def damages(chance: random.Random, flips: int) -> Iterator[tuple[str, Callable[[Path], object]]]:
    """Yield ways to damage a cache file, and what they are called."""
    for size in (0, 1, 20, 100, 4096, *(chance.randrange(2**17) for _ in range(flips))):
        yield (
            f"cut at {size}",
            lambda path, size=size: os.truncate(path, min(size, len_of(path) - 1)),
        )
    for number in range(flips):
        yield f"bytes changed, {number}", lambda path, number=number: flip(path, number, chance)
    yield "garbage", lambda path: path.write_bytes(chance.randbytes(5000))
    yield (
        "garbage after the head",
        lambda path: path.write_bytes(path.read_bytes()[:100] + chance.randbytes(50_000)),
    )
    for statement in (
        "update about set version = 'other'",
        "delete from about",
        "drop table reading",
        "alter table published add column more",
        "drop table body; create table body (key blob, html integer, more text)",
        "create table further (one)",
        "update reading set data = data || ' '",
        "update reading set data = null",
        "update reading set data = x'ff00', seal = 5",
        "update body set html = 'other'",
        "update body set html = 7",
        "update published set data = '[[1, 2]]'",
        "update published set data = null",
        "update built set data = 5",
        "delete from body",
    ):
        yield statement, lambda path, statement=statement: execute(path, statement)
    yield "a folder", lambda path: (path.unlink(), path.mkdir(), (path / "file").touch())
    yield "a link to nowhere", lambda path: (path.unlink(), path.symlink_to("nowhere"))
    yield (
        "a link to a file",
        lambda path: (path.unlink(), path.symlink_to(path.parent / "precious")),
    )
    yield (
        "a journal of garbage",
        lambda path: Path(f"{path}-journal").write_bytes(chance.randbytes(5000)),
    )
    yield "a file for a folder", lambda path: (shutil.rmtree(path.parent), path.parent.touch())
    yield (
        "a folder that is a link",
        lambda path: (
            shutil.rmtree(path.parent),
            path.parent.symlink_to("nowhere"),
        ),
    )


def len_of(path: Path) -> int:
    """Return the size of a file."""
    return path.stat().st_size


def flip(path: Path, number: int, chance: random.Random) -> None:
    """Change bytes of a file: one, or many, anywhere or at its head."""
    data = bytearray(path.read_bytes())
    for _ in range(1 if number % 3 == 0 else 200):
        data[chance.randrange(len(data) if number % 2 else 5000)] = chance.randrange(256)
    path.write_bytes(data)


def execute(path: Path, statements: str) -> None:
    """Run SQL on a cache."""
    import sqlite3  # noqa: PLC0415

    with contextlib.closing(sqlite3.connect(path)) as connection:
        connection.executescript(statements)


# After these the cache may be read as it was, or what is damaged is not asked for.
UNSEEN = ("bytes changed", "delete from body", "update body", "a journal of garbage")


def cache_damaged(lab: Lab, flips: int, every: int = 1) -> str:
    """Damage the cache in every way, or every n-th, with an edit each time."""
    sides, folder, done = two_sides(lab), lab.site / ".ssg-cache", 0
    precious = folder / "precious"
    for name, damage in itertools.islice(damages(lab.chance, flips), 0, None, every):
        if not (folder.is_dir() and (folder / "build.sqlite").is_file()):
            folder.unlink() if folder.is_symlink() or folder.is_file() else shutil.rmtree(folder)
            build(lab)
        precious.write_text("not a cache")
        damage(folder / "build.sqlite")
        wanted = turn(lab, sides, done)
        result = build(lab)
        expect(result.status == 0, f"{name}: status {result.status}: {result.stderr}")
        notes = result.stderr.count("note: ")
        is_told = notes == 1 or (notes == 0 and name.startswith(UNSEEN))
        expect(is_told, f"{name}: {notes} notes: {result.stderr}")
        with named(name):
            expect_clean(lab, wanted)
        if folder.is_dir():
            expect(precious.read_text() == "not a cache", f"{name}: wrote over a file")
        done += 1
    return f"{done} ways, each told in a line"


def two_sides(lab: Lab) -> tuple[Tree, Tree]:
    """Return what clean builds leave of a site on its two sides, which `turn` turns up."""
    found = []
    for side in range(2):
        turn(lab, ({}, {}), side)
        found.append(settled(lab))
    return (found[0], found[1])


def turn(lab: Lab, sides: tuple[Tree, Tree], number: int) -> Tree:
    """Edit a site to be on one of two sides, and return what is to come of it."""
    side = number % 2
    listing = f"---\ntitle: Side {side}\ncompany: Side {side}\n---\nThe text of {side}.\n"
    (lab.site / "content/turned.md").write_text(listing)
    return sides[side]


@contextlib.contextmanager
def named(name: str) -> Iterator[None]:
    """Say in a `FaultError` what it came of."""
    try:
        yield
    except FaultError as error:
        raise FaultError(f"{name}: {error}") from None


def cache_without_room(lab: Lab) -> str:
    """Let the cache end at a size that the site's files do not reach, and be read-only."""
    settled(lab)
    if lab.output.joinpath("jobs.json").stat().st_size * 2 > len_of(
        lab.site / ".ssg-cache/build.sqlite"
    ):
        raise FaultError("this board's cache is too small to be without room")
    for folder in (".ssg-cache", ""):
        shutil.rmtree(lab.site / ".ssg-cache")
        change(lab.site, lab.chance)
        wanted = clean(lab)
        size = max(map(len, wanted.values())) + 1000
        result = build(lab, preexec_fn=limited(size))
        expect(result.status == 0, f"status {result.status}: {result.stderr}")
        expect(result.stderr.count("note: ") == 1, f"not told in a line: {result.stderr}")
        expect_clean(lab, wanted)
        build(lab)
        expect(folder or (lab.site / ".ssg-cache").is_dir(), "there is no cache")
    return "done without, told in a line"


def cache_deleted(lab: Lab) -> str:
    """Delete the cache between two steps of a build."""
    sides = two_sides(lab)
    for number, name in enumerate(("read_theme", "static_files", "_publish", "_report")):
        wanted = turn(lab, sides, number)
        result = run_python(DELETED, lab.site, name, DAY)
        expect(result.stdout == "0\n", f"{name}: {result.stderr}")
        with named(f"before {name}"):
            expect_clean(lab, wanted)
    build(lab)
    expect_clean(lab, wanted)
    return "4 moments"


# 13. A worker dies or hangs

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


# All of it


def main() -> None:
    """Do everything to a site and say what became of it."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--kills", type=int, default=50, help="how many builds are killed")
    parser.add_argument("--site", type=Path, help="a site folder, which is copied")
    parser.add_argument("--listings", type=int, default=300, help="of a generated board")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--only", default="", help="the faults whose names hold this text")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="faults-") as folder:
        failures = sum(not is_borne(*each, options, Path(folder)) for each in FAULTS)
    sys.exit(1 if failures else 0)


def is_borne(
    name: str,
    do: Callable[[Lab, argparse.Namespace], str],
    options: argparse.Namespace,
    folder: Path,
) -> bool:
    """Return whether a fault was borne, and print what came of it."""
    if options.only not in name:
        return True
    chance = random.Random(f"{options.seed} {name}")  # noqa: S311 - no secret
    scratch = folder / name.replace(" ", "-")
    folder.chmod(0o755)
    lab = Lab(scratch / "site", scratch, chance)
    if options.site:
        leave = shutil.ignore_patterns("output", ".ssg-cache", ".git", ".venv")
        shutil.copytree(options.site, lab.site, ignore=leave)
    else:
        generate(lab.site, options.listings, chance)
    begun = time.monotonic()
    try:
        result, is_well = do(lab, options), True
    except FaultError as error:
        result, is_well = str(error), False
    seconds = time.monotonic() - begun
    print(f"{'ok  ' if is_well else 'FAIL'}  {name:28}{seconds:6.1f} s  {result}", flush=True)
    shutil.rmtree(scratch)
    return is_well


FAULTS: tuple[tuple[str, Callable[[Lab, argparse.Namespace], str]], ...] = (
    ("killed at random", lambda lab, options: killed_at_random(lab, options.kills)),
    ("killed at each step", lambda lab, _: killed_at_steps(lab, 1)),
    ("watched while publishing", lambda lab, _: watched(lab, 5)),
    ("Ctrl-C", lambda lab, options: interrupted(lab, options.kills)),
    ("disk full", lambda lab, _: disk_full(lab)),
    ("small disk", lambda lab, _: small_disk(lab)),
    ("folder read-only", lambda lab, _: folder_read_only(lab)),
    ("in the way", lambda lab, _: in_the_way(lab)),
    ("two at once", lambda lab, _: two_at_once(lab, 10.0)),
    ("cache damaged", lambda lab, _: cache_damaged(lab, 20)),
    ("cache without room", lambda lab, _: cache_without_room(lab)),
    ("cache deleted", lambda lab, _: cache_deleted(lab)),
    ("workers lost", lambda lab, _: workers_lost(lab)),
)


if __name__ == "__main__":
    main()
