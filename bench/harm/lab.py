"""A site to do harm to: how it is built, and what a build of it must have left."""

from __future__ import annotations

import contextlib
import os
import re
import resource
import shutil
import signal
import subprocess
import sys
import tomllib
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import unquote, urljoin, urlsplit

if TYPE_CHECKING:
    import random
    from collections.abc import Callable, Iterator

ROOT = Path(__file__).parent.parent.parent
DAY = "2026-06-15"
STAGING, MANIFEST = ".ssg-staging", ".ssg-manifest"
LINK = re.compile(rb'<(?:a|link|img|script)\b[^>]*?\s(?:href|src)="([^"]*)"')
INTERRUPTED = 130  # the status of a program that Ctrl-C ended
SECONDS = 120  # after which a program is taken to hang
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


def settled(lab: Lab) -> Tree:
    """Return what a build leaves, once it is what a clean build does."""
    build(lab)
    wanted = clean(lab)
    expect_clean(lab, wanted)
    return wanted


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


def expect_whole(lab: Lab, before: Tree, after: Tree, base: str) -> None:
    """Expect every file to be of one build or the other, and every link to lead somewhere."""
    found = tree(lab.output)
    found.pop(MANIFEST, None)
    torn = [path for path, data in found.items() if data not in (before.get(path), after.get(path))]
    expect(not torn, f"neither of the build before nor of this one: {torn[:5]}")
    lost = sorted(dangling(found, base) - dangling(before, base) - dangling(after, base))
    expect(not lost, f"{len(lost)} links lead nowhere: {lost[:3]}")


@contextlib.contextmanager
def named(name: str) -> Iterator[None]:
    """Say in a `FaultError` what it came of."""
    try:
        yield
    except FaultError as error:
        raise FaultError(f"{name}: {error}") from None


def limited(size: int) -> Callable[[], None]:
    """Return what makes files of a process end at a size, as they do where a disk is full."""
    return lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (size, size))
