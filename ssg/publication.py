"""A site's pages to files: those whose key is known stay, the rest is rendered by the workers."""

from __future__ import annotations

import functools
from typing import TYPE_CHECKING, NamedTuple

from ssg import output
from ssg.cache import Published, bodies_in
from ssg.cache_keys import has_bodies, key_of, key_of_bytes
from ssg.files import Deferred, File, Page, Part, Stream
from ssg.joining import Join, Outcome, join_of, stage_joined
from ssg.lettering import Picture
from ssg.packing import Packer, unpacked
from ssg.problems import Problem, Severity
from ssg.workers import Work

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from pathlib import Path

    from ssg.cache import Cache
    from ssg.pages import Item
    from ssg.planning import Agenda
    from ssg.theme import Theme
    from ssg.workers import Workers

FEW = 64  # parts of a stream that one worker makes, and writes with all else of it
SLOW_DISK = 1_000_000  # bytes that it copies in a second


class Task(NamedTuple):
    """A file to be made: its path and key, what it is made of (packed), the keys of its HTML.

    The HTML itself goes with it where it does not lie in a cache that others can read.
    """

    path: str
    key: str
    packed: bytes
    bodies: tuple[str, ...]
    html: Mapping[str, str]


class Means(NamedTuple):
    """What the files of a site are made with, and those that are as the last build left them.

    `only_texts` says that no more than texts may have changed since then.
    """

    theme: Theme
    cache: Cache
    workers: Workers
    packer: Packer
    before: Mapping[str, Published]
    only_texts: bool


class JoinTask(NamedTuple):
    """A stream that one worker writes, and the tasks of making what its file does not hold."""

    join: Join
    tasks: list[Task]

    @property
    def path(self) -> str:
        """Return the path of its file."""
        return self.join.path


class Staged(NamedTuple):
    """Everything that a site's output will hold, by path, with the keys."""

    changed: dict[str, str]
    unchanged: dict[str, str]
    mistakes: set[Problem]


def stage_all(  # noqa: PLR0913, PLR0917 - what is to be made, with what, and what there is
    agenda: Agenda,
    theme: Theme,
    folder: Path,
    cache: Cache,
    workers: Workers,
    before: Mapping[str, Published],
) -> Staged:
    """Return what an output folder will hold; what is not in place already lies in staging.

    `before` are the files that are as the last build left them.
    """
    means = Means(theme, cache, workers, Packer(), before, agenda.only_texts)
    staged = Staged({}, {}, set())
    joins = list[Join]()
    items = _each_path_once(agenda.items)
    if not agenda.only_texts:  # else the last build had the same paths
        items = _out_of_the_way(items, staged.mistakes)
    tasks = _tasks(items, means, staged, joins)
    make = functools.partial(_make, theme, cache.address, folder)
    work = Work("rendering", make, _lost, _time_to_copy)
    for outcome in workers.map(work, tasks):
        _note(outcome, staged)
    made = _parts_made((part for join in joins for part in join.missing), means)
    for join in joins:
        _note(stage_joined(join, folder, made), staged)
    taken = staged.changed.keys() | staged.unchanged.keys()
    staged.unchanged.update((path, before[path].key) for path in agenda.kept if path not in taken)
    return staged


def ready(theme: Theme) -> None:
    """Load what renders the pages of a theme, as the workers do while these are planned."""
    from ssg import render

    render.ready(theme)


def publish(
    staged: Staged, folder: Path, cache: Cache, before: Mapping[str, Published]
) -> output.Counts:
    """Put what is staged in place; return the counts, and leave in the cache how the files are.

    `before` are the files that were as the build before left them.
    """
    known = set(cache.published())
    counts = output.publish(folder, staged.changed, staged.unchanged, known)
    files = {
        path: before[path]
        for path, key in staged.unchanged.items()
        if path in before and before[path].key == key
    }
    keys = staged.changed | staged.unchanged
    stamps = output.stamps(folder, keys.keys() - files.keys())
    files.update((path, Published(keys[path], *stamp)) for path, stamp in stamps.items())
    cache.store_published(files)
    return counts


def _each_path_once(items: Iterable[Item]) -> Iterator[Item]:
    """Yield the first item of each path."""
    paths = set[str]()
    for item in items:
        if item.path not in paths:
            paths.add(item.path)
            yield item


def _out_of_the_way(items: Iterable[Item], mistakes: set[Problem]) -> Iterator[Item]:
    """Yield the items but for those whose path is in the way of another's."""
    files, folders = set[str](), set[str]()
    for item in items:
        above = output.folders_above(item.path, folders)
        clash = item.path if item.path in folders else next(filter(files.__contains__, above), "")
        if clash:
            message = f"the site needs a folder {clash}/, so no file can have this name"
            path = f"static/{clash}"  # where it comes from: no page has such a path
            mistakes.add(Problem.of_file(path, Severity.ERROR, "static", message))
            continue
        files.add(item.path)
        folders.update(above)
        yield item


def _tasks(
    items: Iterable[Item], means: Means, staged: Staged, joins: list[Join]
) -> Iterator[Task | JoinTask]:
    """Yield what has to be made; note what is in place under the same key.

    Streams of which much has to be made are put among `joins`, for they need all workers.
    """
    for each in items:
        known = means.before[each.path].key if each.path in means.before else ""
        if isinstance(each, Stream):
            join = join_of(each, known, means.theme.key, only_texts=means.only_texts)
            if join.is_in_place:
                staged.unchanged[join.path] = known
            elif len(join.missing) > FEW:
                joins.append(join)
            else:
                tasks = [_task(part, "", means) for part in join.missing]
                yield JoinTask(join._replace(missing=[]), tasks)
            continue
        if means.only_texts and isinstance(each, Deferred) and has_bodies(known, each.bodies):
            staged.unchanged[each.path] = known
            continue
        item = each.page if isinstance(each, Deferred) else each
        if isinstance(item, Picture):
            key = key_of_bytes(means.packer.packed(item))
        else:
            key = key_of(item, means.theme.key)
        if known == key:
            staged.unchanged[item.path] = key
        else:
            yield _task(item, key, means)


def _note(outcome: Outcome, staged: Staged) -> None:
    """Note what became of a task."""
    if outcome.mistake is not None:
        staged.mistakes.add(outcome.mistake)
    else:
        kind = staged.unchanged if outcome.is_in_place else staged.changed
        kind[outcome.path] = outcome.key


def _make(theme: Theme, address: str, folder: Path, task: Task | JoinTask) -> Outcome:
    if isinstance(task, JoinTask):
        parts = (_made(theme, address, each) for each in task.tasks)
        return stage_joined(task.join, folder, parts)
    data = _made(theme, address, task)
    if isinstance(data, Problem):
        return Outcome(task.path, task.key, is_in_place=False, mistake=data)
    return Outcome(task.path, task.key, output.stage(folder, task.path, data))


def _time_to_copy(task: Task | JoinTask) -> float:
    """Return the seconds that a slow disk takes for what a stream's file holds already."""
    if isinstance(task, Task):
        return 0.0
    return sum(piece.size for piece in task.join.pieces.values()) / SLOW_DISK


def _lost(task: Task | JoinTask) -> Outcome:
    """Return the outcome of a page that could not be rendered in time."""
    return Outcome(task.path, "", is_in_place=False, mistake=_given_up(task))


def _made(theme: Theme, address: str, task: Task) -> bytes | Problem:
    """Return the bytes of a file, or what is wrong with its template.

    `address` is that of the cache, no text where others cannot read it.

    Raises:
        CacheDamagedError: it holds something it was not given.
    """
    # Jinja is slow to import, and this process, which plans, does without.
    from ssg.drawing import draw
    from ssg.render import TemplateMistakeError, render

    item = unpacked(task.packed)
    if isinstance(item, Picture):
        return draw(item)
    if isinstance(item, File):
        return item.content
    try:
        html = bodies_in(address, task.bodies) if address and task.bodies else task.html
        return render(theme, item, html)
    except TemplateMistakeError as error:
        return error.problem


def _given_up(task: Task | JoinTask) -> Problem:
    """Return the problem with a page that could not be rendered in time."""
    message = (
        "rendering this page takes more than its time (setting time_limit), or ends the process "
        "that does it, perhaps for want of memory"
    )
    return Problem.of_file(task.path, Severity.ERROR, "time-limit", message)


def _parts_made(parts: Iterable[Part], means: Means) -> Iterator[bytes | Problem]:
    """Yield the bytes of parts of a stream, or what is wrong with them, from the workers."""
    made = functools.partial(_made, means.theme, means.cache.address)
    work = Work[Task, bytes | Problem]("rendering", made, _given_up)
    return means.workers.map(work, (_task(part, "", means) for part in parts))


def _task(item: Part | Picture, key: str, means: Means) -> Task:
    """Return the task of making a file, which has a key."""
    bodies = item.bodies if isinstance(item, Page) else ()
    html = {} if means.cache.address else means.cache.bodies(bodies)
    return Task(item.path, key, means.packer.packed(item), bodies, html)
