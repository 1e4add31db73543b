"""What is published: staged in full, put in place file by file, and removed where it is old."""

from __future__ import annotations

import contextlib
import errno
import functools
import hashlib
import itertools
import os
import shutil
import stat
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

# Beside the files it names, so that what ssg wrote is known whatever becomes of the cache.
MANIFEST = ".ssg-manifest"
STAGING = ".ssg-staging"
# Folders in staging. Links lead through LIVE and LEAVING while a site changes over, so that one
# rename of such a folder makes many files appear, or go, at one moment.
READY, LIVE, LEAVING, GONE = "ready", "live", "leaving", "gone"
AT_ONCE = 1 << 20  # bytes compared at a time
WITHOUT_LINKS = {errno.EPERM, errno.ENOSYS, errno.EOPNOTSUPP, errno.EINVAL}


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

    What a build that was cut short left there is put in order first.

    Raises:
        OutputError: the folders cannot be made.
    """
    _clear(output)
    try:
        (output / STAGING).mkdir(parents=True)
        for folder in (READY, LEAVING):
            (output / STAGING / folder).mkdir()
    except OSError as error:
        raise OutputError(f"{error.filename or output}: {error.strerror}") from None
    try:
        yield
    finally:
        _clear(output)


def stage(output: Path, path: str, data: bytes) -> bool:
    """Return whether a file is in place with these bytes; if not, it now lies ready in staging.

    Raises:
        OutputError: it cannot be written.
    """
    if _holds(f"{output}/{path}", len(data), [data]):
        return True
    try:
        Path(_waiting(output, READY, path)).write_bytes(data)
    except OSError as error:
        raise OutputError(f"{output / path}: {error.strerror}") from None
    return False


def stage_parts(output: Path, path: str, parts: Iterable[bytes]) -> bool:
    """Return as `stage` does for a file that comes in parts, of which one is held at a time.

    Raises:
        OutputError: it cannot be written.
    """
    waiting = Path(_waiting(output, READY, path))
    try:
        with waiting.open("wb") as file:
            size = sum(file.write(part) for part in parts)
        with waiting.open("rb") as file:
            pieces = iter(functools.partial(file.read, AT_ONCE), b"")
            is_in_place = _holds(f"{output}/{path}", size, pieces)
        if is_in_place:
            waiting.unlink()
    except OSError as error:
        raise OutputError(f"{output / path}: {error.strerror}") from None
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
    before = read_manifest(output) | {path for path in known if _is_inside(path)}
    changed, unchanged = sorted(staged, key=_turn), sorted(kept)
    after = {*changed, *unchanged}
    leaving = [
        path
        for path in sorted(before - after)
        if _kind(f"{output}/{path}") not in {0, stat.S_IFDIR}
    ]
    in_the_way = _check_way(output, changed, before, {*leaving})
    _check_folders(output, (*changed, *leaving))
    # Until all is done both builds' files are ours: a build that is cut short is cleaned up after.
    _write_manifest(output, before | after)
    for path in in_the_way:
        _remove(output, path)
    fresh = [path for path in changed if not os.path.lexists(f"{output}/{path}")]
    _appear(output, fresh)
    for path in sorted({*changed} - {*fresh}, key=_turn):
        _put(output, path)
    _vanish(output, [path for path in leaving if path not in in_the_way])
    _write_manifest(output, after)
    shutil.rmtree(output / STAGING, ignore_errors=True)
    return Counts(len(changed), len(unchanged), len(leaving))


def is_as_left(output: Path, files: Mapping[str, Stamp]) -> bool:
    """Return whether a folder holds these files as they were left, and no other one of ours."""
    is_settled = not os.path.lexists(output / STAGING)
    return is_settled and stamps(output, files) == files and read_manifest(output) == set(files)


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


def _holds(path: str, size: int, pieces: Iterable[bytes]) -> bool:
    """Return whether a plain file holds these bytes, and not a link to one that does."""
    try:
        descriptor = os.open(path, os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0))
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


def _check_way(output: Path, changed: Iterable[str], ours: set[str], leaving: set[str]) -> set[str]:
    """Return the old files that have to go before new ones can come: a path became a folder's.

    Refuses to write over what is not ours, or through a link out of the folder.
    """
    found = set[str]()
    for path in changed:
        place = f"{output}/{path}"
        kind = _kind(place)
        if kind == stat.S_IFDIR:
            below = {file.relative_to(output).as_posix() for file in _files(Path(place))}
            if not below or below - leaving:
                raise OutputError(f"{place}: a folder stands where a file has to be")
            found |= below
        elif kind and path not in ours:
            raise OutputError(f"{place}: ssg did not write this file; move it away first")
    for folder in _folders(changed):
        place = f"{output}/{folder}"
        kind = _kind(place)
        if folder in leaving:
            found.add(folder)
        elif kind not in {0, stat.S_IFDIR}:
            what = "link" if kind == stat.S_IFLNK else "file"
            raise OutputError(f"{place}: a {what} stands where a folder has to be")
    return found


def _check_folders(output: Path, paths: Iterable[str]) -> None:
    """Refuse to begin where a folder that has to change cannot be written."""
    checked = set[str]()
    for path in sorted({path.rpartition("/")[0] for path in paths}):
        folder = path
        while folder and _kind(f"{output}/{folder}") != stat.S_IFDIR:
            folder = folder.rpartition("/")[0]
        place = f"{output}/{folder}" if folder else str(output)
        if place not in checked and not os.access(place, os.W_OK | os.X_OK):
            raise OutputError(f"{place}: the folder cannot be written")
        checked.add(place)


def _folders(paths: Iterable[str]) -> list[str]:
    """Return every folder on the way to some paths, those above before those below."""
    found = set[str]()
    for path in paths:
        above = path.rpartition("/")[0]
        while above and above not in found:
            found.add(above)
            above = above.rpartition("/")[0]
    return sorted(found)


def _files(folder: Path) -> Iterator[Path]:
    """Yield the files and links below a folder."""
    for above, _, names in os.walk(folder):
        for name in names:
            yield Path(above, name)


def _turn(path: str) -> tuple[bool, bool, str]:
    """Return the sort key of a file to publish: listings, what lists them, the home page last."""
    return (path == "index.html", not path.startswith("jobs/"), path)


def _waiting(output: Path, folder: str, path: str) -> str:
    """Return where in staging a file waits for its turn."""
    return f"{output}/{STAGING}/{folder}/{_name(path)}"


def _link_to(folder: str, path: str) -> str:
    """Return what a link in the place of a path says to lead to where the file waits."""
    return f"{'../' * path.count('/')}{STAGING}/{folder}/{_name(path)}"


def _name(path: str) -> str:
    """Return the name that a file has in staging."""
    return hashlib.blake2b(path.encode(), digest_size=16).hexdigest()


def _appear(output: Path, paths: Iterable[str]) -> None:
    """Put new files in place, all at one moment.

    New pages may link to each other in a circle, so no order would do: links that lead nowhere as
    yet are put in their places, the folder that they lead through gets its name, and then files
    take the places of the links. What takes room on the disk is done before that moment.
    """
    try:
        for path in paths:
            _make_link(output, path)
        (output / STAGING / READY).rename(output / STAGING / LIVE)
    except OSError as error:
        raise OutputError(f"{error.filename2 or error.filename}: {error.strerror}") from None
    for path in paths:
        _put(output, path)


def _make_link(output: Path, path: str) -> None:
    """Put a link into staging in the place of a path; a disk that knows no links does without."""
    place, leading = f"{output}/{path}", _link_to(LIVE, path)
    try:
        try:
            os.symlink(leading, place)  # noqa: PTH211 - a thousand paths, as text
        except FileNotFoundError:
            Path(place).parent.mkdir(parents=True, exist_ok=True)
            os.symlink(leading, place)  # noqa: PTH211 - likewise
    except OSError as error:
        if error.errno not in WITHOUT_LINKS:
            raise OutputError(f"{place}: {error.strerror}") from None


def _put(output: Path, path: str) -> None:
    """Move a staged file to its place, over what is there."""
    try:
        os.replace(_waiting(output, LIVE, path), f"{output}/{path}")  # noqa: PTH105 - likewise
    except OSError as error:
        raise OutputError(f"{output / path}: {error.strerror}") from None


def _vanish(output: Path, paths: Iterable[str]) -> None:
    """Remove old files, all at one moment: they too may link to each other in a circle."""
    link = f"{output}/{STAGING}/link"
    for path in paths:
        place = f"{output}/{path}"
        # Where this cannot be done, a file goes by itself, as all did.
        with contextlib.suppress(OSError):
            os.link(place, _waiting(output, LEAVING, path))
            os.symlink(_link_to(LEAVING, path), link)  # noqa: PTH211 - likewise
            os.replace(link, place)  # noqa: PTH105 - likewise
    with contextlib.suppress(OSError):
        (output / STAGING / LEAVING).rename(output / STAGING / GONE)
    for path in paths:
        _remove(output, path)


def _remove(output: Path, path: str) -> None:
    """Remove a file and the folders that it leaves empty."""
    target = output / path
    try:
        target.unlink(missing_ok=True)
    except OSError as error:
        raise OutputError(f"{target}: {error.strerror}") from None
    with contextlib.suppress(OSError):
        for folder in itertools.takewhile(lambda above: above != output, target.parents):
            folder.rmdir()


def _clear(output: Path) -> None:
    """Remove the staging folder, after what still leads through it is made plain.

    A build may have ended at any moment: links whose time had come become files, others go. What
    can be seen of the site stays as it is.
    """
    if not os.path.lexists(output / STAGING):
        return
    for place in _files(output):
        if place.is_symlink() and output / STAGING not in place.parents:
            _settle(output, place.relative_to(output).as_posix())
    shutil.rmtree(output / STAGING, ignore_errors=True)


def _settle(output: Path, path: str) -> None:
    """Make a link of ours a file if it leads to one, or remove it."""
    for folder in (LIVE, LEAVING):
        if str((output / path).readlink()) == _link_to(folder, path):
            waiting = Path(_waiting(output, folder, path))
            with contextlib.suppress(OSError, OutputError):
                if waiting.exists():
                    waiting.replace(output / path)
                else:
                    _remove(output, path)
            return


def _write_manifest(output: Path, paths: Iterable[str]) -> None:
    """Write which files are ssg's."""
    text = "".join(f"{path}\n" for path in sorted(paths))
    target = output / MANIFEST
    with contextlib.suppress(OSError):
        if target.read_bytes() == text.encode():
            return
    try:
        staged = output / STAGING / "manifest"
        staged.write_text(text, encoding="utf-8", newline="\n")
        staged.replace(target)
    except OSError as error:
        raise OutputError(f"{target}: {error.strerror}") from None
