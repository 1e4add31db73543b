"""An output folder that cannot be written: no room, no right, something in the way."""

from __future__ import annotations

import contextlib
import ctypes
import os
import shutil
import subprocess
from pathlib import Path
from typing import TYPE_CHECKING

from harm.changes import add_listing, change
from harm.lab import (
    MANIFEST,
    STAGING,
    Lab,
    Tree,
    build,
    clean,
    expect,
    expect_clean,
    limited,
    settled,
    tree,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator


def refused(lab: Lab, before: Tree, named: str, **options: object) -> None:
    """Expect a build to end with an error that names a path, and the site as it was."""
    result = build(lab, **options)
    expect(result.status == 1, f"status {result.status}: {result.stderr}")
    errors = [line for line in result.stderr.splitlines() if line.startswith("error: ")]
    expect(len(errors) == 1 and named in errors[0], f"no word of {named}: {result.stderr}")
    found = tree(lab.output)
    harmed = sorted(path for path in before if before[path] != found.get(path) and path != MANIFEST)
    expect(not harmed, f"the site before is harmed: {harmed[:5]}")


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
