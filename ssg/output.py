"""What is published: staged in full, put in place file by file, and removed where it is old."""

from __future__ import annotations

import contextlib
import errno
import functools
import os
import shutil
import stat
from pathlib import Path
from typing import IO, TYPE_CHECKING, NamedTuple

from ssg.changeover import (
    STAGING,
    OutputError,
    change_over,
    clear,
    files,
    prepare,
    sweep,
    vanish,
    waiting,
)
from ssg.sources import CONTENT, TO_READ

if TYPE_CHECKING:
    from collections.abc import Container, Iterable, Iterator, Mapping

# Beside the files it names, so that what ssg wrote is known whatever becomes of the cache.
MANIFEST = ".ssg-manifest"
TO_WRITE = os.O_WRONLY | os.O_CREAT | os.O_TRUNC | getattr(os, "O_BINARY", 0)
AT_ONCE = 1 << 20  # bytes compared at a time


class OutputRefusedError(OutputError):
    """An output folder in which a build could do harm; nothing was touched."""

    status = 2


class Counts(NamedTuple):
    """How many files a build wrote, kept and removed."""

    written: int
    kept: int
    removed: int


class Piece(NamedTuple):
    """A piece of a published file: where it begins, and how many bytes it has."""

    start: int
    size: int


class Stamp(NamedTuple):
    """By what a file is seen to be as it was left: its size, and its time of change in ns."""

    size: int
    modified: int


def check_folder(output: Path, site: Path) -> None:
    """Refuse an output folder in which a build could do harm.

    Raises:
        OutputRefusedError: it is a file or below one, holds the content or lies in it, or holds
            the site.
    """
    there = next(filter(os.path.lexists, (output, *output.parents)), output)
    if not there.is_dir():  # before anything is resolved, which a link to itself cannot be
        raise OutputRefusedError(f"{there} is not a folder")
    folder, home, listings = output.resolve(), site.resolve(), (site / CONTENT).resolve()
    if folder == home or home.is_relative_to(folder):
        raise OutputRefusedError(f"{output} holds the site itself; name a folder in it")
    if listings.is_relative_to(folder) or folder.is_relative_to(listings):
        raise OutputRefusedError(f"{output} and {CONTENT}/ are in each other's way")
    for name in ("templates", "static", ".git"):
        if (home / name).is_relative_to(folder) or folder.is_relative_to(home / name):
            raise OutputRefusedError(f"{output} and {name}/ are in each other's way")


@contextlib.contextmanager
def staging(output: Path) -> Iterator[None]:
    """Make the output folder and an empty staging folder in it, which goes when the block ends.

    What a build that was cut short left there is put in order first.

    Raises:
        OutputError: the folders cannot be made.
    """
    try:
        sweep(output)
        clear(output)
        prepare(output)
        yield
    finally:
        clear(output)


def stage(output: Path, path: str, data: bytes) -> bool:
    """Return whether a file is in place with these bytes; if not, it now lies ready in staging.

    Raises:
        OutputError: it cannot be written.
    """
    if _holds(f"{output}/{path}", len(data), [data]):
        return True
    # A file object would take as long as all else here, thousands of times.
    with _staged(output, path) as place:
        descriptor = os.open(place, TO_WRITE, 0o666)
        try:
            left = memoryview(data)
            while left:
                left = left[os.write(descriptor, left) :]
        finally:
            os.close(descriptor)
    return False


def stage_parts(output: Path, path: str, parts: Iterable[bytes | Piece]) -> bool:
    """Return as `stage` does for a file that comes in parts, of which one is held at a time.

    A part may be a piece of what the file holds as it is published.

    Raises:
        OutputError: it cannot be written.
    """
    with _staged(output, path) as place, Path(place).open("wb") as file:
        size = 0
        for part in parts:
            if isinstance(part, Piece):
                _copy(output / path, part, file)
            else:
                file.write(part)
            size += part.size if isinstance(part, Piece) else len(part)
    with _staged(output, path) as place, Path(place).open("rb") as file:
        pieces = iter(functools.partial(file.read, AT_ONCE), b"")
        is_in_place = _holds(f"{output}/{path}", size, pieces)
    if is_in_place:
        Path(waiting(output, path)).unlink()
    return is_in_place


def publish(output: Path, staged: Iterable[str], kept: Iterable[str], known: set[str]) -> Counts:
    """Put the staged files in place and remove what an earlier build wrote and this one did not.

    At no moment does a page link to one that is not there: new files appear together, then changed
    ones take their places, the home page last, then old files go together. Each file is whole at
    all times. `known` are paths known to be ssg's, beside those that the manifest names.

    Raises:
        OutputError: something stands in the way, or there is no room, and nothing was touched; or
            a file cannot be put in place, and those before it are.
    """
    named = read_manifest(output)
    before = named | {path for path in known - named if _is_inside(path)}
    changed, unchanged = sorted(staged), {*kept}
    after = unchanged.union(changed)
    old = sorted(before - after)
    leaving = [path for path in old if _kind(f"{output}/{path}") not in {0, stat.S_IFDIR}]
    folders = _kinds_of_folders(output, changed)
    in_the_way = _check_way(output, changed, before, {*leaving}, folders)
    _check_folders(output, (*changed, *leaving), folders)
    # Until all is done both builds' files are ours: a build that is cut short is cleaned up after.
    _write_manifest(output, before | after)
    change_over(output, changed, in_the_way)
    vanish(output, [path for path in leaving if path not in in_the_way])
    if old:
        _write_manifest(output, after)
    shutil.rmtree(output / STAGING, ignore_errors=True)
    return Counts(len(changed), len(unchanged), len(leaving))


def is_as_left(output: Path, files: Mapping[str, Stamp]) -> bool:
    """Return whether a folder holds these files as they were left, and no other one of ours."""
    is_settled = not os.path.lexists(output / STAGING)
    return is_settled and _is_manifest(output, _manifest(files)) and stamps(output, files) == files


def stamps(output: Path, paths: Iterable[str]) -> dict[str, Stamp]:
    """Return the stamps of those of the paths that are plain files."""
    found = {}
    for path in paths:
        try:  # thousands of paths: `contextlib.suppress` would take a third as long as the system
            seen = os.lstat(f"{output}/{path}")
        except OSError:
            continue
        found[path] = Stamp(seen.st_size, seen.st_mtime_ns)
    return found


def read_manifest(output: Path) -> set[str]:
    """Return the paths that ssg wrote into an output folder, and none that lead out of it."""
    try:
        lines = (output / MANIFEST).read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError):
        return set()
    return {*lines} if _is_inside(*lines) else {line for line in lines if _is_inside(line)}


def has_listings(output: Path) -> bool:
    """Return whether ssg published pages of listings in an output folder."""
    return any(path.startswith("jobs/") for path in read_manifest(output))


def folders_above(path: str, known: Container[str]) -> list[str]:
    """Return the folders on the way to a path, the nearest first, up to one that is known."""
    found = list[str]()
    folder = path.rpartition("/")[0]
    while folder and folder not in known:
        found.append(folder)
        folder = folder.rpartition("/")[0]
    return found


def _is_inside(*paths: str) -> bool:
    """Return whether paths of the manifest, which are thousands, name files below its folder."""
    joined = f"/{'/'.join(paths)}/"
    return not any(sign in joined for sign in ("//", "/./", "/../", "\\"))


@contextlib.contextmanager
def _staged(output: Path, path: str) -> Iterator[str]:
    """Give where a file waits for its turn in staging, in a folder that is there.

    Raises:
        OutputError: the file cannot be written.
    """
    place = waiting(output, path)
    try:
        _make_folder(place.rpartition("/")[0])
        yield place
    except OSError as error:
        raise OutputError(f"{output / path}: {error.strerror}") from None


def _make_folder(folder: str) -> None:
    """Make a folder, and those above it, if it is not there; most that are asked for are not."""
    try:
        os.mkdir(folder)  # noqa: PTH102 - a thousand paths, as text
    except FileExistsError:
        pass
    except FileNotFoundError:
        Path(folder).mkdir(parents=True, exist_ok=True)


def _copy(source: Path, piece: Piece, target: IO[bytes]) -> None:
    """Append a piece of one file to another one, by the system itself where it can."""
    start, left = piece
    with source.open("rb") as file:
        with contextlib.suppress(OSError, AttributeError):  # of another system, or file system
            target.flush()
            while left and (
                done := os.copy_file_range(file.fileno(), target.fileno(), left, start)
            ):
                start, left = start + done, left - done
        target.seek(0, os.SEEK_END)
        file.seek(start)
        while left and (data := file.read(min(left, AT_ONCE))):
            target.write(data)
            left -= len(data)
    if left:
        raise OSError(errno.EIO, "the file became shorter")


def _holds(path: str, size: int, pieces: Iterable[bytes]) -> bool:
    """Return whether a plain file holds these bytes, and not a link to one that does."""
    try:
        descriptor = os.open(path, TO_READ | getattr(os, "O_NOFOLLOW", 0))
    except OSError:
        return False
    found = os.fstat(descriptor)
    if not stat.S_ISREG(found.st_mode) or found.st_size != size:
        os.close(descriptor)
        return False
    with os.fdopen(descriptor, "rb") as file:
        return all(file.read(len(piece)) == piece for piece in pieces)


def _kind(path: str) -> int:
    """Return of what kind an entry is, as `stat.S_IFMT` has it; 0 if there is none."""
    try:
        return stat.S_IFMT(os.lstat(path).st_mode)
    except OSError:
        return 0


def _kinds_of_folders(output: Path, paths: Iterable[str]) -> dict[str, int]:
    """Return of what kind is what stands at each folder on the way to some paths, as `_kind` does.

    Below what is not there nothing is looked for: of a first build, at thousands of folders.
    """
    folders = set[str]()
    for path in paths:
        folders.update(folders_above(path, folders))
    kinds = {"": stat.S_IFDIR}
    for folder in sorted(folders):
        kinds[folder] = kinds[folder.rpartition("/")[0]] and _kind(f"{output}/{folder}")
    return kinds


def _check_way(
    output: Path,
    changed: Iterable[str],
    ours: set[str],
    leaving: set[str],
    folders: Mapping[str, int],
) -> set[str]:
    """Return the old files that have to go before new ones can come: a path became a folder's.

    Refuses to write over what is not ours, or through a link out of the folder.
    """
    found = set[str]()
    for path in changed:
        place = f"{output}/{path}"
        kind = folders[path.rpartition("/")[0]] and _kind(place)
        if kind == stat.S_IFDIR:
            below = {file.relative_to(output).as_posix() for file in files(Path(place))}
            if not below or below - leaving:
                raise OutputError(f"{place}: a folder stands where a file has to be")
            found |= below
        elif kind and path not in ours:
            raise OutputError(f"{place}: ssg did not write this file; move it away first")
    for folder, kind in folders.items():
        place = f"{output}/{folder}"
        if folder in leaving:
            found.add(folder)
        elif kind not in {0, stat.S_IFDIR}:
            what = "link" if kind == stat.S_IFLNK else "file"
            raise OutputError(f"{place}: a {what} stands where a folder has to be")
    return found


def _check_folders(output: Path, paths: Iterable[str], folders: Mapping[str, int]) -> None:
    """Refuse to begin where a folder that has to change cannot be written."""
    checked = set[str]()
    for path in sorted({path.rpartition("/")[0] for path in paths}):
        folder = path
        while folders.get(folder, stat.S_IFDIR) != stat.S_IFDIR:
            folder = folder.rpartition("/")[0]
        place = f"{output}/{folder}" if folder else str(output)
        if place not in checked and not os.access(place, os.W_OK | os.X_OK):
            raise OutputError(f"{place}: the folder cannot be written")
        checked.add(place)


def _manifest(paths: Iterable[str]) -> bytes:
    """Return what a manifest holds that names some paths."""
    return "".join(f"{path}\n" for path in sorted(paths)).encode()


def _is_manifest(output: Path, data: bytes) -> bool:
    """Return whether that is what the manifest of an output folder holds."""
    try:
        return (output / MANIFEST).read_bytes() == data
    except OSError:
        return False


def _write_manifest(output: Path, paths: Iterable[str]) -> None:
    data = _manifest(paths)
    if _is_manifest(output, data):
        return
    target = output / MANIFEST
    try:
        staged = output / STAGING / "manifest"
        staged.write_bytes(data)
        staged.replace(target)
    except OSError as error:
        raise OutputError(f"{target}: {error.strerror}") from None
