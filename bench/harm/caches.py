"""A cache that is damaged, has no room, or goes away."""

from __future__ import annotations

import contextlib
import itertools
import os
import shutil
import sqlite3
from pathlib import Path
from typing import TYPE_CHECKING

from harm.changes import change
from harm.lab import (
    DAY,
    FaultError,
    Lab,
    Tree,
    build,
    clean,
    expect,
    expect_clean,
    limited,
    named,
    run_python,
    settled,
)

if TYPE_CHECKING:
    import random
    from collections.abc import Callable, Iterator

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
        "alter table folder add column more",
        "drop table body; create table body (key blob, html integer, more text)",
        "create table further (one)",
        "update reading set data = data || ' '",
        "update reading set data = null",
        "update reading set data = x'ff00', seal = 5",
        "update body set html = 'other'",
        "update body set html = 7",
        "update folder set data = '[[1, 2]]' where key like 'published %'",
        "update folder set data = null where key like 'published %'",
        "update folder set data = 5 where key like 'built %'",
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
    with contextlib.closing(sqlite3.connect(path)) as connection:
        connection.executescript(statements)
