"""A site's pages to files: those whose key is known stay, the rest is rendered by the workers."""

from __future__ import annotations

import functools
from typing import TYPE_CHECKING, NamedTuple

from ssg import output
from ssg.cache import Published
from ssg.problems import Problem, Severity
from ssg.render import TemplateMistakeError, render, unpacked
from ssg.views import File, Page, key_of, packed
from ssg.workers import Work

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from pathlib import Path

    from ssg.cache import Cache
    from ssg.theme import Theme
    from ssg.workers import Workers


class Task(NamedTuple):
    """A file to be made: its path and key, its page (packed) or its bytes, and the page's HTML."""

    path: str
    key: str
    page: bytes
    data: bytes
    bodies: Mapping[str, str]


class Outcome(NamedTuple):
    """What became of a task: the file is in place already, or staged, or its template is wrong."""

    path: str
    key: str
    is_in_place: bool
    mistake: Problem | None


class Staged(NamedTuple):
    """Everything that a site's output will hold, by path, with the keys."""

    changed: dict[str, str]
    unchanged: dict[str, str]
    mistakes: set[Problem]


def stage_all(
    items: Iterable[Page | File],
    theme: Theme,
    folder: Path,
    cache: Cache,
    workers: Workers,
) -> Staged:
    """Return what an output folder will hold; what is not in place already lies in staging."""
    staged = Staged({}, {}, set())
    tasks = _tasks(items, theme, folder, cache, staged)
    work = Work("rendering", functools.partial(_make, theme, folder), _lost)
    for outcome in workers.map(work, tasks):
        if outcome.mistake is not None:
            staged.mistakes.add(outcome.mistake)
        else:
            kind = staged.unchanged if outcome.is_in_place else staged.changed
            kind[outcome.path] = outcome.key
    staged.mistakes.update(_in_the_way({*staged.changed, *staged.unchanged}))
    return staged


def _in_the_way(paths: set[str]) -> Iterator[Problem]:
    """Yield the files that stand where other files need a folder: such come from `static/`."""
    for folder in sorted({path.rpartition("/")[0] for path in paths}):
        steps = folder.split("/")
        for depth in range(1, len(steps) + 1):
            above = "/".join(steps[:depth])
            if above in paths:
                message = f"the site needs a folder {above}/, so no file can have this name"
                yield Problem(f"static/{above}", 0, 0, Severity.ERROR, "static", message)


def publish(staged: Staged, folder: Path, cache: Cache) -> output.Counts:
    """Put what is staged in place; return the counts, and leave in the cache how the files are."""
    known = set(cache.published(str(folder.resolve())))
    counts = output.publish(folder, staged.changed, staged.unchanged, known)
    keys = staged.changed | staged.unchanged
    stamps = output.stamps(folder, keys)
    files = {path: Published(keys[path], *stamp) for path, stamp in stamps.items()}
    cache.store_published(str(folder.resolve()), files)
    return counts


def _tasks(
    items: Iterable[Page | File], theme: Theme, folder: Path, cache: Cache, staged: Staged
) -> Iterator[Task]:
    """Yield what has to be made; note what is in place under the same key."""
    before = cache.published(str(folder.resolve()))
    stamps = output.stamps(folder, before)
    seen = set[str]()
    for item in items:
        if item.path in seen:
            continue
        seen.add(item.path)
        page = packed(item) if isinstance(item, Page) else b""
        data = item.data if isinstance(item, File) else b""
        key = key_of(page + theme.key.encode()) if page else key_of(data)
        known = before.get(item.path)
        if known and known.key == key and stamps.get(item.path) == (known.size, known.modified):
            staged.unchanged[item.path] = key
        else:
            bodies = cache.bodies(item.bodies) if isinstance(item, Page) and item.bodies else {}
            yield Task(item.path, key, page, data, bodies)


def _make(theme: Theme, folder: Path, task: Task) -> Outcome:
    """Return the outcome of a task."""
    try:
        data = render(theme, unpacked(task.page), task.bodies) if task.page else task.data
    except TemplateMistakeError as error:
        return Outcome(task.path, task.key, is_in_place=False, mistake=error.problem)
    is_in_place = output.stage(folder, task.path, data)
    return Outcome(task.path, task.key, is_in_place, None)


def _lost(task: Task) -> Outcome:
    """Return the outcome of a page that could not be rendered in time."""
    message = "this page cannot be rendered in the time that it has (setting time_limit)"
    problem = Problem(task.path, 0, 0, Severity.ERROR, "time-limit", message)
    return Outcome(task.path, task.key, is_in_place=False, mistake=problem)
