"""The whole flow: sources are read, gathered to a site, planned as pages, rendered, published."""

from __future__ import annotations

import contextlib
import functools
import hashlib
import os
import platform
import sys
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from ssg import output
from ssg.cache import DAMAGED, NOT_KEPT, Cache, CacheDamagedError, forget
from ssg.dead_ends import dead_ends
from ssg.limits import too_heavy
from ssg.lock import locked
from ssg.meanwhile import Meanwhile
from ssg.problems import in_order
from ssg.readings import Readings
from ssg.report import Report
from ssg.settings import read_settings, settings_file
from ssg.sources import NoBoardError, check_content, is_board
from ssg.static import static_files
from ssg.theme import read_theme
from ssg.workers import Workers

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Callable, Iterable, Iterator

    from ssg.files import File
    from ssg.problems import Problem
    from ssg.settings import Settings
    from ssg.site import Site
    from ssg.theme import Theme

# What a reading or a page depends on beside our own code, by the names of their distributions.
LIBRARIES = frozenset(
    [
        "anyascii",
        "babel",
        "comrak",
        "ftfy",
        "jinja2",
        "markdown",
        "markupsafe",
        "nh3",
        "pagefind_bin",
        "pillow",
        "python_frontmatter",
        "pyyaml",
    ]
)
OWN_SUFFIXES = (".py", ".tsv", ".po", ".ttf")  # of what the package makes files with


class Options(NamedTuple):
    """What a build is asked for."""

    site: Path
    output: Path
    as_of: dt.date
    jobs: int = 1
    strict: bool = False
    clean: bool = False
    base_url: str | None = None
    drafts: bool = False


def build(options: Options, progress: Callable[[str], None] = lambda _: None) -> Report:
    """Return the report of a build; `progress` is called with a phase for each item of it.

    Raises:
        NoBoardError: a site folder that is none, in place of whose listings there would be none.
        HiddenContentError: content that nobody may look into.
        SettingsError: a setting that cannot be used.
        OutputError: an output folder or file that cannot.
        LockedError: another build of the site is under way.
    """
    check_content(options.site)
    if not is_board(options.site) and output.has_listings(options.output):
        raise NoBoardError(options.site)
    settings = read_settings(options.site, base_url=options.base_url)
    output.check_folder(options.output, options.site)
    with locked(options.site):
        if options.clean:
            forget(options.site)
        try:
            return _build(options, settings, progress, options.site)
        except CacheDamagedError:
            forget(options.site)
        try:
            report = _build(options, settings, progress, options.site)
            return report._replace(notice=report.notice or DAMAGED)
        except CacheDamagedError:  # the disk is full, or the folder went while we were at it
            return _build(options, settings, progress, None)._replace(notice=NOT_KEPT)


class Inputs(NamedTuple):
    """Everything that a site is made from."""

    settings: Settings
    as_of: dt.date
    drafts: bool
    readings: Readings
    theme: Theme
    copies: list[File]
    refused: list[Problem]  # static files that cannot be copied, templates that cannot be read

    def state(self) -> str:
        """Return a key of it all: equal keys, equal sites."""
        keys = (self.readings.key(), self.theme.key)
        rest = (self.settings, self.as_of, self.drafts, *keys, self.refused)
        found = hashlib.blake2b(repr(rest).encode(), digest_size=16)
        for file in self.copies:
            found.update(file.path.encode() + b"\0" + hashlib.blake2b(file.content).digest())
        return found.hexdigest()


def _build(
    options: Options, settings: Settings, progress: Callable[[str], None], cached: Path | None
) -> Report:
    """Return the report of a build, from a cache that may turn out to be damaged."""
    with (
        Cache(cached, version(), options.output) as cache,
        Workers(options.jobs, settings.time_limit, progress) as workers,
    ):
        theme = read_theme(options.site, settings)
        meanwhile = Meanwhile(theme, options.output, cache, workers)
        readings = Readings(options.site, settings, cache, workers)
        readings.read_all(meanwhile.begin)
        copies, refused = static_files(options.site, theme.folders)
        refused += theme.refused
        inputs = Inputs(settings, options.as_of, options.drafts, readings, theme, copies, refused)
        state = inputs.state()
        report = _as_before(options, state, cache)
        if report is None:
            report = _publish(options, inputs, cache, workers, meanwhile)
            if report.counts is not None:
                cache.remember("built", state, report.to_text())
        cache.save()
        return report._replace(notice=cache.notice)


def _as_before(options: Options, state: str, cache: Cache) -> Report | None:
    """Return the report of the build before if this one would leave every file as it is."""
    told = cache.remembered("built", state)
    if told is None:
        return None
    files = {
        path: output.Stamp(file.size, file.modified) for path, file in cache.published().items()
    }
    if not output.is_as_left(options.output, files):
        return None
    report = Report.from_text(told)
    if options.strict and report.errors:
        return None
    return report._replace(counts=output.Counts(0, len(files), 0))


def _publish(
    options: Options, inputs: Inputs, cache: Cache, workers: Workers, meanwhile: Meanwhile
) -> Report:
    """Return the report of a site that is gathered, planned, rendered and put in place."""
    meanwhile.begin()
    # These are slow to import; a build that changes nothing does without.
    from ssg.pages import plan_of
    from ssg.planning import Outline, agenda_of, facts_key
    from ssg.publication import publish, stage_all
    from ssg.site import gather
    from ssg.texts import stage_texts

    cache.save()  # the workers read from it
    unseen = meanwhile.find_unseen()
    entries = inputs.readings.entries()
    shown = entries.with_drafts() if options.drafts else entries
    shown = shown.with_pictures({file.path for file in inputs.copies})
    site = gather(*shown, inputs.settings, options.as_of)
    if inputs.theme.refused or (options.strict and _report(site, inputs.refused).errors):
        return _report(site, inputs.refused)

    facts = facts_key(site, inputs.theme, inputs.copies)
    stored = cache.remembered("outline", facts)
    known = Outline.from_text(stored) if stored else None
    alike = meanwhile.find_alike(site, known)
    before = meanwhile.in_place()
    plan = plan_of(site, alike, inputs.theme.own_pages)
    agenda = agenda_of(plan, inputs.copies, known, before)
    # The workers end first: one that still writes would make anew what is taken away.
    with output.staging(options.output), workers:
        staged = stage_all(agenda, inputs.theme, options.output, cache, workers, before)
        further = (*inputs.refused, *unseen())
        if staged.mistakes:
            return _report(site, (*further, *staged.mistakes))
        outline = Outline(tuple(agenda.facts), alike())
        staged = stage_texts(site, staged, options.output, cache, before)
        cache.save()
        counts = publish(staged, options.output, cache, before)
    if not agenda.kept:
        cache.remember("outline", facts, outline.to_text())
    cache.forget_unused(inputs.readings.keys, entries.bodies)
    sizes = {path: file.size for path, file in cache.published().items()}
    nowhere = dead_ends(inputs.settings, settings_file(options.site), sizes)
    return _report(site, (*further, *too_heavy(sizes), *nowhere), counts)


def _report(site: Site, further: Iterable[Problem], counts: output.Counts | None = None) -> Report:
    """Return the report of a site, with problems that arose after it was gathered."""
    off = {each.rule for each in site.settings.rules if each.level == "off"}
    problems = tuple(in_order(p for p in (*site.problems, *further) if p.rule not in off))
    held_back = len(site.held_back)
    return Report(problems, len(site.postings), len(site.closed), counts, held_back=held_back)


@functools.cache
def version() -> str:
    """Return what tells results of this code and its libraries from those of others."""
    found = hashlib.sha256(platform.python_version().encode())
    found.update(repr(sorted(_library_versions())).encode())
    package = str(Path(__file__).parent)
    # pathlib would take as long to find the files as it takes to read them.
    inside = ((folder, name) for folder, _, names in os.walk(package) for name in names)
    for path in sorted("/".join(each) for each in inside if each[1].endswith(OWN_SUFFIXES)):
        found.update(path.removeprefix(package).encode() + b"\0")
        with open(path, "rb", buffering=0) as file:  # noqa: PTH123 - a path as text, as above
            # Bit by bit: memory for megabytes takes longer to come by than they take to read.
            while data := file.read(1 << 16):
                found.update(data)
    return found.hexdigest()


def _library_versions() -> Iterator[str]:
    """Yield the names of the libraries' metadata folders, which hold their versions.

    importlib.metadata would tell the same, and takes as long to import as all else here.
    """
    for folder in sys.path:
        with contextlib.suppress(OSError):
            for path in Path(folder).glob("*.dist-info"):
                if path.name.partition("-")[0].lower() in LIBRARIES:
                    yield path.name
