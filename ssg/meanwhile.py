"""What other processes do while this one loads its libraries, gathers the site and plans pages."""

from __future__ import annotations

import functools
from typing import TYPE_CHECKING

from ssg import output
from ssg.cache import published_of

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


def load() -> None:
    """Load what makes a site of readings, which a build that changes nothing does without."""
    import ssg.planning
    import ssg.publication
    import ssg.stored
    import ssg.texts  # noqa: F401 - to load it is all


class Meanwhile:
    """What other processes do for a build from when it has something to do."""

    def __init__(self, theme: Theme, folder: Path, cache: Cache, workers: Workers) -> None:
        self._theme = theme
        self._folder = folder  # of the output
        self._cache = cache
        self._workers = workers
        self._is_begun = False
        self._not_as_left: Callable[[], set[str]] = set  # for nothing may have been published

    def begin(self) -> None:
        """Begin, unless that was done, with what need not wait for the site.

        Another process looks at the output folder; all load what they will need.
        """
        if self._is_begun:
            return
        from ssg.publication import ready

        self._is_begun = True
        if known := self._cache.published_text():
            look = functools.partial(_not_as_left, self._folder)
            self._not_as_left = self._workers.share(look, known)
        self._workers.prepare(functools.partial(ready, self._theme))
        load()

    def in_place(self) -> dict[str, Published]:
        """Return the files that are as the last build left them, by path, once that is known."""
        others = self._not_as_left()
        before = dict(self._cache.published())
        for path in others:
            del before[path]
        return before

    def find_alike(self, site: Site, known: Outline | None) -> Callable[[], Alike]:
        """Have it found which listings are alike, if it is not known; return what waits for it."""
        from ssg.pages import alike, offers

        if known:
            return lambda: known.alike
        return self._workers.begin(alike, offers(site))

    def find_unseen(self) -> Callable[[], tuple[Problem, ...]]:
        """Have it found what shows nowhere of the site's templates; return what waits for it.

        It is found once for a theme, and told with each build to an output folder.
        """
        from ssg.stored import from_text, to_text

        theme, cache = self._theme, self._cache
        if not theme.own:
            return tuple
        stored = cache.remembered("unseen", theme.key)
        if stored is not None:
            return lambda: from_text(stored)[1]
        found = self._workers.begin(_unseen, theme)

        def told() -> tuple[Problem, ...]:
            cache.remember("unseen", theme.key, to_text(None, found()))
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
    from ssg.overrides import unseen

    return unseen(theme)
