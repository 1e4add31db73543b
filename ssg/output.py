"""What is published: staged in full, put in place file by file, and removed where it is old."""

from __future__ import annotations

import contextlib
import hashlib
import os
import shutil
import stat
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from pathlib import Path

# Beside the files it names, so that what ssg wrote is known whatever becomes of the cache.
MANIFEST = ".ssg-manifest"
STAGING = ".ssg-staging"


class OutputError(Exception):
    """A file or folder of the output that cannot be written; the text says which and why."""


class OutputRefusedError(OutputError):
    """An output folder in which a build could do harm; nothing was touched."""


class Counts(NamedTuple):
    """How many files a build wrote, kept and removed."""

    written: int
    kept: int
    removed: int


class Stamp(NamedTuple):
    """By what a file is seen to be as it was left: its size, and its time of change in ns."""

    size: int
    modified: int


def check_folder(output: Path, site: Path, content: Path) -> None:
    """Refuse an output folder in which a build could do harm.

    Raises:
        OutputRefusedError: it is a file, holds the content or lies in it, or holds the site.
    """
    folder, home, listings = output.resolve(), site.resolve(), content.resolve()
    if folder.exists() and not folder.is_dir():
        raise OutputRefusedError(f"{output} is not a folder")
    if folder == home or home.is_relative_to(folder):
        raise OutputRefusedError(f"{output} holds the site itself; name a folder in it")
    if listings.is_relative_to(folder) or folder.is_relative_to(listings):
        raise OutputRefusedError(f"{output} and the content are in each other's way")
    for name in ("templates", "static"):
        if (home / name).is_relative_to(folder) or folder.is_relative_to(home / name):
            raise OutputRefusedError(f"{output} and {name}/ are in each other's way")


@contextlib.contextmanager
def staging(output: Path) -> Iterator[None]:
    """Make the output folder and an empty staging folder in it, which goes when the block ends.

    Raises:
        OutputError: the folders cannot be made.
    """
    shutil.rmtree(output / STAGING, ignore_errors=True)
    try:
        (output / STAGING).mkdir(parents=True)
    except OSError as error:
        raise OutputError(f"{error.filename or output}: {error.strerror}") from None
    try:
        yield
    finally:
        shutil.rmtree(output / STAGING, ignore_errors=True)


def stage(output: Path, path: str, data: bytes) -> bool:
    """Return whether a file is in place with these bytes; if not, it now lies ready in staging.

    Raises:
        OutputError: it cannot be written.
    """
    if _holds(f"{output}/{path}", data):
        return True
    try:
        _staged(output, path).write_bytes(data)
    except OSError as error:
        raise OutputError(f"{output / path}: {error.strerror}") from None
    return False


def publish(output: Path, staged: Iterable[str], kept: Iterable[str], known: set[str]) -> Counts:
    """Put the staged files in place and remove what an earlier build wrote and this one did not.

    New files go first, so that no changed page links to one that is not there; what shows many
    others comes after them; removals are last. Each file appears whole, by a rename. `known` are
    paths known to be ssg's, beside those that the manifest names.

    Raises:
        OutputError: something stands in the way, and nothing was touched; or a file cannot be put
            in place, and those before it are.
    """
    before = read_manifest(output) | known
    changed, unchanged = sorted(staged, key=_turn), sorted(kept)
    after = {*changed, *unchanged}
    fresh = [path for path in changed if not os.path.lexists(f"{output}/{path}")]
    replaced = sorted({*changed} - {*fresh}, key=_turn)
    _check_way(output, changed, replaced, before)
    # Until all is done both builds' files are ours: a build that is cut short is cleaned up after.
    _write_manifest(output, before | after)
    for path in (*fresh, *replaced):
        _put(output, path)
    removed = [path for path in sorted(before - after) if _remove(output, path)]
    _write_manifest(output, after)
    return Counts(len(changed), len(unchanged), len(removed))


def is_as_left(output: Path, files: Mapping[str, Stamp]) -> bool:
    """Return whether a folder holds these files as they were left, and no other one of ours."""
    return stamps(output, files) == files and read_manifest(output) == set(files)


def stamps(output: Path, paths: Iterable[str]) -> dict[str, Stamp]:
    """Return the stamps of those of the paths that are plain files."""
    found = {}
    for path in paths:
        with contextlib.suppress(OSError):
            seen = os.lstat(f"{output}/{path}")
            found[path] = Stamp(seen.st_size, seen.st_mtime_ns)
    return found


def read_manifest(output: Path) -> set[str]:
    """Return the paths that ssg wrote into an output folder, and none that lead out of it."""
    try:
        lines = (output / MANIFEST).read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError):
        return set()
    return {line for line in lines if _is_inside(line)}


def _is_inside(path: str) -> bool:
    """Return whether a path of the manifest names a file below the output folder."""
    parts = path.split("/")
    return bool(path) and not {"", ".", ".."}.intersection(parts) and "\\" not in path


def _holds(path: str, data: bytes) -> bool:
    """Return whether a plain file holds these bytes, and not a link to one that does."""
    try:
        descriptor = os.open(path, os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0))
    except OSError:
        return False
    found = os.fstat(descriptor)
    if not stat.S_ISREG(found.st_mode) or found.st_size != len(data):
        os.close(descriptor)
        return False
    with os.fdopen(descriptor, "rb") as file:
        return file.read() == data


def _check_way(
    output: Path, changed: Iterable[str], replaced: Iterable[str], ours: set[str]
) -> None:
    """Refuse to write over what is not ours, or through a link out of the folder."""
    for path in replaced:
        if os.path.isdir(f"{output}/{path}"):  # noqa: PTH112 - a thousand paths, as text
            raise OutputError(f"{output / path}: a folder stands where a file has to be")
        if path not in ours:
            raise OutputError(f"{output / path}: ssg did not write this file; move it away first")
    for folder in sorted({path.rpartition("/")[0] for path in changed}):
        steps = folder.split("/") if folder else []
        for depth in range(1, len(steps) + 1):
            above = "/".join(steps[:depth])
            if os.path.islink(f"{output}/{above}"):  # noqa: PTH114 - likewise
                raise OutputError(f"{output / above}: a link stands where a folder has to be")


def _turn(path: str) -> tuple[bool, bool, str]:
    """Return the sort key of a file to publish: listings, what lists them, the home page last."""
    return (path == "index.html", not path.startswith("jobs/"), path)


def _staged(output: Path, path: str) -> Path:
    """Return where a file waits until all are ready."""
    name = hashlib.blake2b(path.encode(), digest_size=16).hexdigest()
    return output / STAGING / name


def _put(output: Path, path: str) -> None:
    """Move a staged file to its place."""
    target = output / path
    try:
        try:
            _staged(output, path).replace(target)
        except FileNotFoundError:
            target.parent.mkdir(parents=True, exist_ok=True)
            _staged(output, path).replace(target)
    except OSError as error:
        raise OutputError(f"{target}: {error.strerror}") from None


def _remove(output: Path, path: str) -> bool:
    """Remove a file and the folders that it leaves empty; return whether there was one."""
    target = output / path
    try:
        target.unlink()
    except OSError:
        return False
    for folder in target.parents:
        if folder == output:
            break
        try:
            folder.rmdir()
        except OSError:
            break
    return True


def _write_manifest(output: Path, paths: Iterable[str]) -> None:
    """Write which files are ssg's."""
    text = "".join(f"{path}\n" for path in sorted(paths))
    target = output / MANIFEST
    with contextlib.suppress(OSError):
        if target.read_bytes() == text.encode():
            return
    try:
        staged = _staged(output, MANIFEST)
        staged.write_text(text, encoding="utf-8", newline="\n")
        staged.replace(target)
    except OSError as error:
        raise OutputError(f"{target}: {error.strerror}") from None
