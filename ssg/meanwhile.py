"""What other processes find out while this one gathers the site and plans its pages."""

from __future__ import annotations

import functools
from typing import TYPE_CHECKING

from ssg import output
from ssg.cache import published_of
from ssg.pages import alike, offers
from ssg.stored import from_text, to_text

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from ssg.cache import Cache, Published
    from ssg.pages import Alike
    from ssg.planning import Outline
    from ssg.problems import Problem
    from ssg.site import Site
    from ssg.theme import Theme
    from ssg.workers import Workers


def look_at(folder: Path, cache: Cache, workers: Workers) -> Callable[[], dict[str, Published]]:
    """Have an output folder looked at; return what waits to be told what is in place there.

    That is the files that are as the last build left them, by path.
    """
    known = cache.published_text(folder)
    if not known:
        return dict
    not_as_left = workers.begin(functools.partial(_not_as_left, folder), known)

    def in_place() -> dict[str, Published]:
        others = not_as_left()
        before = dict(cache.published(folder))
        for path in others:
            del before[path]
        return before

    return in_place


def find_alike(site: Site, known: Outline | None, workers: Workers) -> Callable[[], Alike]:
    """Have it found which listings are alike, if that is not known; return what waits for it."""
    if known:
        return lambda: known.alike
    return workers.begin(alike, offers(site))


def find_unseen(
    theme: Theme, folder: Path, cache: Cache, workers: Workers
) -> Callable[[], tuple[Problem, ...]]:
    """Have it found what shows nowhere of a site's own templates; return what waits for it.

    It is found once for a theme, and told with each build to an output folder.
    """
    if not theme.own:
        return tuple
    stored = cache.remembered("unseen", folder, theme.key)
    if stored is not None:
        return lambda: from_text(stored)[1]
    found = workers.begin(_unseen, theme)

    def told() -> tuple[Problem, ...]:
        cache.remember("unseen", folder, theme.key, to_text(None, found()))
        return found()

    return told


def _not_as_left(folder: Path, published: str) -> set[str]:
    """Return the files that are not as the last build left them, or are not there, by path."""
    before = published_of(published)
    stamps = output.stamps(folder, before)
    return {
        path for path, known in before.items() if stamps.get(path) != (known.size, known.modified)
    }


def _unseen(theme: Theme) -> tuple[Problem, ...]:
    """Return what shows nowhere of a site's own templates."""
    from ssg.overrides import unseen  # noqa: PLC0415 - slow to import, and for other processes alone

    return unseen(theme)
