"""What a site is made from, looked at until it has settled: no saved change is ever missed.

A look at all files says what is so; what the system tells of changes only hastens it. So a network
folder that tells nothing, a queue that ran over or a folder made a moment ago loses no change.
livereload's own watcher forgets what changes within three seconds of a reload.
"""

from __future__ import annotations

import asyncio
import contextlib
import os
import time
from collections import Counter
from typing import TYPE_CHECKING, NamedTuple

from watchfiles import awatch

from ssg.settings import SETTINGS_FILES
from ssg.sources import CONTENT, SUFFIXES, is_left_by_editor
from ssg.theme import STATIC, TEMPLATES, template_files, template_folders

if TYPE_CHECKING:
    from collections.abc import AsyncGenerator, AsyncIterator, Callable, Iterable, Iterator, Mapping
    from pathlib import Path

TRIED = "4913"  # what Vim calls the file by which it tries a folder
QUIET = 0.1  # seconds without a further change before a build begins
LONGEST = 1.0  # seconds that changes can put it off
# Seconds between two looks where the system tells of changes, and where it does not; and how much
# of the time they may take, so that a large site on a slow disk is not looked at all the time.
SELDOM, OFTEN = 10.0, 1.0
SHARE = 0.05
STEP, GROUPED = 20, 100  # milliseconds that the native watcher gathers changes for


class Stamp(NamedTuple):
    """By what a file is seen to have changed; `told` counts what the system said of it.

    A rename over it or a copy that keeps its time changes the second or the last. Some disks know
    whole seconds only; there the system's word tells of two saves within one.
    """

    modified: int
    changed: int
    size: int
    inode: int
    told: int


Look = dict[str, Stamp]


class Waiting(NamedTuple):
    """What was built and what was seen since, and when the first and the last change was seen."""

    built: Look
    seen: Look
    first: float = 0.0
    last: float = 0.0

    def after(self, look: Look, now: float) -> Waiting:
        """Return what is waited for after a further look."""
        if look == self.seen:
            return self
        first = now if self.seen == self.built else self.first
        return Waiting(self.built, look, first, now)

    def due(self) -> float | None:
        """Return when the next build is to begin, None while there is nothing to build."""
        if self.seen == self.built:
            return None
        return min(self.last + QUIET, self.first + LONGEST)

    def begun(self) -> Waiting:
        """Return what is waited for once a build of all that was seen begins."""
        return Waiting(self.seen, self.seen)


def difference(before: Mapping[str, object], after: Mapping[str, object]) -> tuple[str, ...]:
    """Return the names that came, changed or went, sorted."""
    return tuple(sorted(name for name in {*before, *after} if before.get(name) != after.get(name)))


def look(site: Path, told: Mapping[str, int] | None = None) -> Look:
    """Return the files that a site is made from, by their names, as they are now."""
    counts = told or {}
    found: Look = {}
    for name, path in _files(site):
        with contextlib.suppress(OSError):
            seen = os.stat(path)  # noqa: PTH116 - thousands, as text
            found[name] = Stamp(
                seen.st_mtime_ns, seen.st_ctime_ns, seen.st_size, seen.st_ino, counts.get(path, 0)
            )
    return found


async def changes(
    site: Path, first: Look, clock: Callable[[], float] = time.monotonic
) -> AsyncGenerator[tuple[str, ...], None]:
    """Yield what has changed since a first look, each time it has settled.

    What changes while whoever asks is busy with the last changes is yielded next.
    """
    waiting = Waiting(first, first)
    async with _listening(site) as ears:
        while True:
            began = clock()
            seen = await asyncio.to_thread(look, site, dict(ears.told))
            now = clock()
            waiting = waiting.after(seen, now)
            due = waiting.due()
            if due is not None and now >= due:
                ears.judge()
                changed = difference(waiting.built, waiting.seen)
                waiting = waiting.begun()
                yield changed
            elif due is not None:
                await asyncio.sleep(due - now)
            else:
                await ears.wait(max(ears.pause, (now - began) / SHARE))


class _Ears:
    """What the system tells of changes, as far as it does."""

    def __init__(self, site: Path) -> None:
        self.told: Counter[str] = Counter()
        self.pause = OFTEN
        self._site = site
        self._has_heard = False
        self._rung = asyncio.Event()
        self._moved = asyncio.Event()

    async def wait(self, pause: float) -> None:
        """Wait until the system tells of something, or for some seconds."""
        with contextlib.suppress(TimeoutError):
            await asyncio.wait_for(self._rung.wait(), pause)
        self._rung.clear()

    def judge(self) -> None:
        """Look seldom if the system told of changes that were found, and often if it did not."""
        self.pause = SELDOM if self._has_heard else OFTEN
        self._has_heard = False

    async def listen_above(self) -> None:
        """Hear of the files of settings, and of folders that come and go."""
        ours = {str(self._site / name) for name in SETTINGS_FILES}
        folders = {str(folder) for folder in _folders(self._site).values()}
        async for told in _told([self._site], asyncio.Event(), is_deep=False):
            self._hear(told & ours)
            if told & folders:
                self.pause = OFTEN  # what comes before the system is asked anew is not told
                self._moved.set()
                self._rung.set()

    async def listen_below(self) -> None:
        """Hear of what the folders hold, anew where one of them came or went."""
        while True:
            self._moved.clear()
            folders = [each for each in _folders(self._site).values() if each.is_dir()]
            async for told in _told(folders, self._moved, is_deep=True):
                self._hear(told)
            with contextlib.suppress(TimeoutError):  # where it cannot: tried again a moment later
                await asyncio.wait_for(self._moved.wait(), OFTEN)

    def _hear(self, told: Iterable[str]) -> None:
        """Note what changed, and wake whoever waits."""
        for path in told:
            self.told[path] += 1
            self._has_heard = True
            self._rung.set()


@contextlib.asynccontextmanager
async def _listening(site: Path) -> AsyncIterator[_Ears]:
    """Hold ears open at a site."""
    ears = _Ears(site)
    tasks = [asyncio.create_task(each) for each in (ears.listen_above(), ears.listen_below())]
    try:
        yield ears
    finally:
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)


async def _told(
    folders: Iterable[Path], until: asyncio.Event, *, is_deep: bool
) -> AsyncIterator[set[str]]:
    """Yield the paths that the system says have changed; nothing where it cannot be asked.

    A limit on watches, a folder that is gone, a system without them: looks go on without.
    """
    with contextlib.suppress(OSError, RuntimeError):
        told = awatch(
            *folders,
            watch_filter=None,
            debounce=GROUPED,
            step=STEP,
            stop_event=until,
            force_polling=False,
            recursive=is_deep,
            ignore_permission_denied=True,
        )
        async for some in told:
            yield {path for _, path in some if not is_left_by_editor(os.path.basename(path))}  # noqa: PTH119


def _folders(site: Path) -> dict[str, Path]:
    """Return the folders that a site is made from, by what their files' names begin with."""
    own = {name: site / name for name in (CONTENT, TEMPLATES, STATIC)}
    built_in = template_folders(site)[-1]
    return own if built_in == own[TEMPLATES] else {**own, f"ssg/{TEMPLATES}": built_in}


def _files(site: Path) -> Iterator[tuple[str, str]]:
    """Yield the name and the path of each file that a site is made from."""
    for name in SETTINGS_FILES:
        yield name, str(site / name)
    for name, folder in _folders(site).items():
        if name in {CONTENT, STATIC}:
            is_made_from = _is_listing if name == CONTENT else _is_kept
            yield from _below(str(folder), name, is_made_from)
        else:
            for each in template_files(str(folder)):
                if _is_kept(each.rpartition("/")[2]):
                    yield f"{name}/{each}", f"{folder}/{each}"


def _below(
    folder: str, name: str, is_made_from: Callable[[str], bool]
) -> Iterator[tuple[str, str]]:
    """Yield the name and the path of each file below a folder that counts."""
    waiting = [(folder, name)]
    while waiting:
        above, names = waiting.pop()
        try:
            entries = list(os.scandir(above))
        except OSError:  # it is gone, or closed to us; the build says so
            continue
        for entry in entries:
            below = f"{names}/{entry.name}"
            if entry.is_dir(follow_symlinks=False):
                waiting.append((entry.path, below))
            elif is_made_from(entry.name):
                yield below, entry.path


def _is_listing(name: str) -> bool:
    """Return whether a file under content/ may be read."""
    return name.lower().endswith(SUFFIXES) and not name.startswith(".")


def _is_kept(name: str) -> bool:
    """Return whether a file is more than what an editor leaves for a while."""
    return not is_left_by_editor(name) and name != TRIED
