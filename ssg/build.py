"""The whole flow: sources are read, gathered to a site, planned as pages, rendered, published."""

from __future__ import annotations

import functools
import hashlib
import itertools
import platform
from importlib import metadata
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from ssg import output, reading
from ssg.cache import Cache, CacheDamagedError, forget
from ssg.lock import locked
from ssg.pages import plan_site
from ssg.problems import Problem, Severity, in_order
from ssg.publication import publish, stage_all
from ssg.readings import read_all
from ssg.settings import read_settings
from ssg.site import gather
from ssg.static import static_files
from ssg.theme import read_theme
from ssg.workers import Workers

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Callable, Iterable

    from ssg.settings import Settings
    from ssg.site import Site

# What a reading or a page depends on beside our own code.
LIBRARIES = (
    "anyascii",
    "ftfy",
    "Jinja2",
    "Markdown",
    "MarkupSafe",
    "nh3",
    "python-frontmatter",
    "PyYAML",
)


class Options(NamedTuple):
    """What a build is asked for."""

    site: Path
    output: Path
    as_of: dt.date
    jobs: int = 1
    strict: bool = False
    clean: bool = False
    base_url: str | None = None


class Report(NamedTuple):
    """What came of a build; `counts` is None where nothing was published."""

    problems: tuple[Problem, ...]
    open_listings: int
    closed_listings: int
    counts: output.Counts | None = None
    notice: str = ""

    @property
    def errors(self) -> tuple[Problem, ...]:
        """Return the problems that left something out."""
        return tuple(each for each in self.problems if each.severity is Severity.ERROR)

    @property
    def exit_status(self) -> int:
        """Return 1 if something was left out, else 0."""
        return 1 if self.errors else 0


def build(options: Options, progress: Callable[[str], None] = lambda _: None) -> Report:
    """Return the report of a build; `progress` is called with a phase for each item of it.

    Raises:
        SettingsError: a setting that cannot be used.
        OutputError: an output folder or file that cannot.
        LockedError: another build of the site is under way.
    """
    settings = read_settings(options.site, base_url=options.base_url)
    output.check_folder(options.output, options.site, options.site / reading.CONTENT)
    with locked(options.site):
        if options.clean:
            forget(options.site)
        try:
            return _build(options, settings, progress)
        except CacheDamagedError:
            forget(options.site)
            notice = "the cache was damaged and is made anew"
            return _build(options, settings, progress)._replace(notice=notice)


def check(options: Options, progress: Callable[[str], None] = lambda _: None) -> Report:
    """Return the report of everything that is wrong with the listings; nothing is written.

    Raises:
        SettingsError: a setting that cannot be used.
    """
    settings = read_settings(options.site)
    with Cache(None, _version()) as cache, _workers(options, settings, progress) as workers:
        readings = read_all(options.site, settings.images, cache, workers)
    return _report(gather(*readings, settings, options.as_of))


def _build(options: Options, settings: Settings, progress: Callable[[str], None]) -> Report:
    """Return the report of a build, from a cache that may turn out to be damaged."""
    with Cache(options.site, _version()) as cache, _workers(options, settings, progress) as workers:
        readings = read_all(options.site, settings.images, cache, workers)
        site = gather(*readings, settings, options.as_of)
        theme = read_theme(options.site, settings)
        copies, refused = static_files(options.site, theme.folders)
        if options.strict and _report(site, refused).errors:
            cache.save()
            return _report(site, refused, notice=cache.notice)

        everything = itertools.chain(copies, plan_site(site))
        with output.staging(options.output):
            staged = stage_all(everything, theme, options.output, cache, workers)
            cache.save()
            if staged.mistakes:
                return _report(site, (*refused, *staged.mistakes), notice=cache.notice)
            counts = publish(staged, options.output, cache)
        cache.save()
        return _report(site, refused, counts, cache.notice)


def _workers(options: Options, settings: Settings, progress: Callable[[str], None]) -> Workers:
    """Return the processes that a build or a check may use."""
    return Workers(options.jobs, settings.time_limit, progress)


def _report(
    site: Site,
    further: Iterable[Problem] = (),
    counts: output.Counts | None = None,
    notice: str = "",
) -> Report:
    """Return the report of a site, with problems that arose after it was gathered."""
    problems = tuple(in_order([*site.problems, *further]))
    return Report(problems, len(site.postings), len(site.closed), counts, notice)


@functools.cache
def _version() -> str:
    """Return what tells results of this code and its libraries from those of others."""
    found = hashlib.blake2b(platform.python_version().encode(), digest_size=16)
    for library in LIBRARIES:
        found.update(f"{library} {metadata.version(library)}\n".encode())
    package = Path(__file__).parent
    for path in sorted([*package.rglob("*.py"), *package.rglob("*.tsv")]):
        found.update(path.relative_to(package).as_posix().encode() + b"\0" + path.read_bytes())
    return found.hexdigest()
