"""Staged files put in place of what is published, and old ones removed: no link ever leads nowhere.

New files wait in a tree of their own, under the paths that they will have; files that take the
place of others wait side by side, because their folders are there already.
"""

from __future__ import annotations

import contextlib
import errno
import hashlib
import itertools
import os
import shutil
from pathlib import Path
from typing import TYPE_CHECKING

from ssg.errors import CommandError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

STAGING = ".ssg-staging"
# Folders in staging. Links lead through LIVE and LEAVING while a site changes over, so that one
# rename of such a folder makes many files appear, or go, at one moment.
NEW, LIVE, CHANGED, LEAVING, GONE = "new", "live", "changed", "leaving", "gone"
# What renameat2(2) calls AT_FDCWD and RENAME_EXCHANGE.
AT_WORKING_FOLDER, EXCHANGE = -100, 2
WITHOUT_LINKS = {errno.EPERM, errno.ENOSYS, errno.EOPNOTSUPP, errno.EINVAL}


class OutputError(CommandError):
    """A file or folder of the output that cannot be written; the text says which and why."""


def prepare(output: Path) -> None:
    """Make an empty staging folder in an output folder, and that too.

    Raises:
        OutputError: they cannot be made.
    """
    try:
        (output / STAGING).mkdir(parents=True)
        for folder in (NEW, CHANGED, LEAVING):
            (output / STAGING / folder).mkdir()
    except OSError as error:
        raise OutputError(f"{error.filename or output}: {error.strerror}") from None


def waiting(output: Path, path: str) -> str:
    """Return where a file is to wait for its turn; folders on the way there may be lacking."""
    if os.path.lexists(f"{output}/{path}"):
        return _aside(output, CHANGED, path)
    return f"{output}/{STAGING}/{NEW}/{path}"


def change_over(output: Path, changed: Iterable[str], in_the_way: Iterable[str]) -> None:
    """Put staged files in place: the new ones together, then those that take another's place.

    What stands where a folder has to be goes before. The home page comes last.

    Raises:
        OutputError: something cannot be put in place; what came before it is.
    """
    for path in in_the_way:
        remove(output, path)
    _appear(output)
    for path in sorted(changed, key=_turn):
        staged = _aside(output, CHANGED, path)
        if os.path.lexists(staged):
            _put(staged, f"{output}/{path}")


def vanish(output: Path, paths: Iterable[str]) -> None:
    """Remove old files, all at one moment: they too may link to each other in a circle.

    Raises:
        OutputError: one cannot be removed; those before it are.
    """
    old = [*paths]
    if not old:
        return
    link = f"{output}/{STAGING}/link"
    for path in old:
        place = f"{output}/{path}"
        # Where this cannot be done, a file goes by itself, as all did.
        with contextlib.suppress(OSError):
            os.link(place, _aside(output, LEAVING, path))
            os.symlink(_link_to(path, f"{LEAVING}/{_name(path)}"), link)  # noqa: PTH211 - as below
            os.replace(link, place)  # noqa: PTH105 - likewise
    with contextlib.suppress(OSError):
        (output / STAGING / LEAVING).rename(output / STAGING / GONE)
    for path in old:
        remove(output, path)


def remove(output: Path, path: str) -> None:
    """Remove a file and the folders that it leaves empty.

    Raises:
        OutputError: it cannot be removed.
    """
    target = output / path
    try:
        target.unlink(missing_ok=True)
    except OSError as error:
        raise OutputError(f"{target}: {error.strerror}") from None
    with contextlib.suppress(OSError):
        for folder in itertools.takewhile(lambda above: above != output, target.parents):
            folder.rmdir()


def sweep(output: Path) -> None:
    """Remove empty folders if a build was cut short: it may not have come to fill or remove them.

    One that somebody else made stands in the way of a file like any other folder of theirs.
    """
    if not os.path.lexists(output / STAGING):
        return
    for folder, _, names in os.walk(output, topdown=False):
        if not names and folder != str(output):
            with contextlib.suppress(OSError):  # other folders are in it
                Path(folder).rmdir()


def clear(output: Path) -> None:
    """Remove the staging folder, after what still leads through it is made plain.

    A build may have ended at any moment: links whose time had come become files, others go. What
    can be seen of the site stays as it is.
    """
    if not os.path.lexists(output / STAGING):
        return
    for place in files(output):
        if place.is_symlink() and output / STAGING not in place.parents:
            _settle(output, place.relative_to(output).as_posix())
    shutil.rmtree(output / STAGING, ignore_errors=True)


def files(folder: Path) -> Iterator[Path]:
    """Yield the files and links below a folder."""
    for above, folders, names in os.walk(folder):
        yield from (Path(above, name) for name in names)
        yield from (link for name in folders if (link := Path(above, name)).is_symlink())


def _turn(path: str) -> tuple[bool, bool, str]:
    """Return the sort key of what is published: listings, what lists them, the home page last."""
    return (path == "index.html", not f"{path}/".startswith("jobs/"), path)


def _appear(output: Path) -> None:
    """Put new files and folders in place, all at one moment.

    New pages may link to each other in a circle, so no order would do: links that lead nowhere as
    yet are put in their places, the folder that they lead through gets its name, and then files
    and folders take the places of the links. What takes room on the disk is done before that.
    """
    staged = output / STAGING / NEW
    if not any(staged.iterdir()):
        return
    paths = sorted(_fresh(output, staged, whole_folders=_can_exchange(output)), key=_turn)
    try:
        for path in paths:
            _make_link(output, path)
        live = staged.rename(staged.with_name(LIVE))
    except OSError as error:
        raise OutputError(f"{error.filename2 or error.filename}: {error.strerror}") from None
    for path in paths:
        _put(f"{live}/{path}", f"{output}/{path}")


def _fresh(output: Path, staged: Path, *, whole_folders: bool) -> Iterator[str]:
    """Yield the paths at which staged files, or whole folders of them, come to be."""
    waiting_folders = [""]
    for above in waiting_folders:
        for entry in os.scandir(staged / above):
            path = f"{above}{entry.name}"
            if not entry.is_dir() or (whole_folders and not os.path.lexists(output / path)):
                yield path
            else:
                waiting_folders.append(f"{path}/")


def _make_link(output: Path, path: str) -> None:
    """Put a link into staging in the place of a path; a disk that knows no links does without."""
    place, leading = f"{output}/{path}", _link_to(path, f"{LIVE}/{path}")
    try:
        _with_folder(os.symlink, leading, place)
    except OSError as error:
        if error.errno not in WITHOUT_LINKS:
            raise OutputError(f"{place}: {error.strerror}") from None


def _put(staged: str, place: str) -> None:
    """Move a staged file to its place over what is there, or a folder over the link there."""
    try:
        if not os.path.isdir(staged):  # noqa: PTH112 - a thousand paths, as text
            _with_folder(os.replace, staged, place)
        elif not _exchanged(staged, place):
            os.unlink(place)  # noqa: PTH108 - likewise
            os.rename(staged, place)  # noqa: PTH104 - likewise
    except OSError as error:
        raise OutputError(f"{place}: {error.strerror}") from None


def _with_folder(do: Callable[[str, str], None], what: str, place: str) -> None:
    """Put something in its place, whose folder may be yet to come, or have gone with its last file.

    Most folders are there, so none is asked about.
    """
    try:
        do(what, place)
    except FileNotFoundError:
        Path(place).parent.mkdir(parents=True, exist_ok=True)
        do(what, place)


def _can_exchange(output: Path) -> bool:
    """Return whether a folder and a link can trade places here, in one step."""
    folder, link = (output / STAGING / name for name in ("tried-folder", "tried-link"))
    try:
        folder.mkdir()
        link.symlink_to(folder.name)
    except OSError:
        return False
    return _exchanged(str(folder), str(link))


def _exchanged(one: str, other: str) -> bool:
    """Return whether two entries traded places, in one step: Linux does so with renameat2(2)."""
    import ctypes  # noqa: PLC0415 - a build that adds nothing does without

    try:
        renameat2 = ctypes.CDLL(None).renameat2
    except (AttributeError, OSError, TypeError):
        return False
    return bool(
        renameat2(
            AT_WORKING_FOLDER, os.fsencode(one), AT_WORKING_FOLDER, os.fsencode(other), EXCHANGE
        )
        == 0
    )


def _settle(output: Path, path: str) -> None:
    """Make a link of ours a file if it leads to one, or remove it."""
    for staged in (f"{LIVE}/{path}", f"{LEAVING}/{_name(path)}"):
        if str((output / path).readlink()) == _link_to(path, staged):
            file = output / STAGING / staged
            with contextlib.suppress(OutputError):
                if file.exists():
                    _put(str(file), f"{output}/{path}")
                else:
                    remove(output, path)
            return


def _link_to(path: str, staged: str) -> str:
    """Return what a link in the place of a path says to lead to a file in staging."""
    return f"{'../' * path.count('/')}{STAGING}/{staged}"


def _aside(output: Path, folder: str, path: str) -> str:
    """Return where a file lies in a folder of staging that holds files side by side."""
    return f"{output}/{STAGING}/{folder}/{_name(path)}"


def _name(path: str) -> str:
    """Return the name of a file that lies side by side with others."""
    return hashlib.blake2b(path.encode(), digest_size=16).hexdigest()
