"""A check: every source is read and looked over, then the board as a whole; nothing is written."""

from __future__ import annotations

import functools
import itertools
import os
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from ssg.build import version
from ssg.cache import Cache, CacheDamagedError
from ssg.changes import ChangesError, changed_since
from ssg.checks import Board, Subject, check_board, check_subject, sketch
from ssg.keys import ALIASES
from ssg.pages import markup
from ssg.problems import Problem, Severity, in_order
from ssg.reading import judged, read, take_apart
from ssg.reading.text import decode
from ssg.readings import AT_ONCE, Entries, reading_key
from ssg.report import Report
from ssg.rules import RULES, weighed
from ssg.settings import read_settings, reading_settings, settings_file
from ssg.site import gather
from ssg.sources import CONTENT, SUFFIXES, Source, find_sources, given_up
from ssg.stored import from_text, to_text
from ssg.theme import STATIC, template_folders
from ssg.workers import Work, Workers

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from ssg.build import Options
    from ssg.checks import Finding
    from ssg.reading.values import Document
    from ssg.settings import ReadingSettings, Settings

# The keys that the board is told the places of.
KEYS = ("title", "posted", "valid_through", "draft", "company_logo", "logo")
FACTS = frozenset({"company", "location", "salary", "apply_url", "benefits"})

Places = dict[str, tuple[int, int]]
"""Line and column of values, by their keys."""


class Known(NamedTuple):
    """A source, and its reading as text if a build has left it in the cache, else no text."""

    source: Source
    reading: str


class Examined(NamedTuple):
    """What a worker found in a source: its reading as text, with all problems of this one file."""

    path: str
    text: str
    sketch: bytes
    places: Places
    has_headings: bool = False


def check(
    options: Options,
    progress: Callable[[str], None] = lambda _: None,
    chosen: Sequence[Path] | None = None,
    proposed: Iterable[Source] = (),
) -> Report:
    """Return the report of everything that is wrong with a site's listings, or with those chosen.

    All are read in any case: one listing may repeat another. `chosen` are files and folders, None
    for the whole site. One that is `proposed` is looked at as if it lay there already.

    Raises:
        SettingsError: a setting that cannot be used.
    """
    settings, settings_in = read_settings(options.site), settings_file(options.site)
    problems: list[Problem] = []
    examine = functools.partial(_examine, reading_settings(settings), options.as_of)
    with (
        Cache(options.site, version(), is_kept=False) as cache,
        Workers(options.jobs, settings.time_limit, progress) as workers,
    ):
        there = find_sources(options.site, settings.size_limit)
        sources = _sources(itertools.chain(there, proposed), settings, cache, problems)
        examined = list(workers.map(Work("checking", examine, _lost), sources))
    entries = Entries([], [], problems)
    for each in examined:
        entries.add(*from_text(each.text))
    site = gather(*entries, settings, options.as_of)
    is_chosen = chooser(options.site, chosen)
    board = Board(
        site,
        {each.path: each.sketch for each in examined},
        {each.path: each.places for each in examined},
        frozenset(each.path for each in examined if chosen is not None and is_chosen(each.path)),
        settings_in,
        functools.partial(_has_file, options.site),
    )
    seen = {each.path for each in examined} | {each.path for each in problems}
    passed_over = _passed_over(options.site, chosen or (), seen, settings)
    headings = frozenset(each.path for each in examined if each.has_headings)
    unmarked = markup.problems(site, settings_in, headings)
    found = in_order([*site.problems, *unmarked, *check_board(board), *passed_over])
    told_of = tuple(
        each
        for each in weighed(found, settings.rules)
        if is_chosen(each.path) or each.rule == "content-missing"  # else nothing was looked at
    )
    open_listings, closed_listings = (
        sum(is_chosen(posting.listing.source) for posting in postings)
        for postings in (site.postings, site.closed)
    )
    held_back = sum(is_chosen(listing.source) for listing in site.held_back)
    files = sum(is_chosen(each.path) for each in examined)
    return Report(told_of, open_listings, closed_listings, held_back=held_back, files=files)


def chosen_paths(site: Path, paths: Sequence[Path], revision: str | None) -> Sequence[Path] | None:
    """Return the files and folders to tell of: the paths, or what changed below them; None for all.

    Raises:
        ChangesError: it cannot be said what has changed since a revision.
    """
    if revision is None:
        return paths or None
    is_chosen = chooser(site, paths or None)
    return [site / path for path in sorted(changed_since(site, revision)) if is_chosen(path)]


def latest_changes(site: Path) -> frozenset[str]:
    """Return the files of the last commit, none where Git does not know them."""
    try:
        return changed_since(site, "HEAD^")
    except ChangesError:
        return frozenset()


def chooser(site: Path, chosen: Iterable[Path] | None) -> Callable[[str], bool]:
    """Return a function that says whether a path under the site is chosen, or lies below one."""
    if chosen is None:
        return lambda _: True
    wanted = set().union(*(_names(site, path) for path in chosen))
    if "." in wanted:
        return lambda _: True

    def is_chosen(path: str) -> bool:
        return path in wanted or any(path.startswith(f"{folder}/") for folder in folders)

    folders = [each for each in sorted(wanted) if (site / each).is_dir()]
    return is_chosen


def is_within(site: Path, path: Path) -> bool:
    """Return whether a path lies in a site folder, or is the folder."""
    return any(Path(name).parts[:1] != ("..",) for name in _names(site, path))


def _names(site: Path, path: Path) -> set[str]:
    """Return what a path is called as seen from the site.

    A folder above, or the content itself, may be a link: both spellings are meant.
    """
    return {
        Path(os.path.relpath(spelling, root)).as_posix()
        for spelling in (path.absolute(), path.resolve())
        for root in (site.absolute(), site.resolve())
    }


def _passed_over(
    site: Path, chosen: Iterable[Path], seen: set[str], settings: Settings
) -> Iterator[Problem]:
    """Yield the chosen files that nothing was read from, though they are meant for listings."""
    for path in chosen:
        names = _names(site, path)
        name = next((each for each in sorted(names) if each.startswith(f"{CONTENT}/")), None)
        if name is not None and path.is_file() and not names & seen:
            message = "this file is passed over: by its name it is no listing"
            hint = f"the names of listings end in {', '.join(SUFFIXES)}"
            if any(part.startswith(".") for part in name.split("/")):
                hint = "neither a listing's name nor that of a folder above begins with a point"
            yield Problem(name, 0, 0, Severity.NOTE, "passed-over", message, hint)
        elif name is None and _is_like_a_listing(path, settings):
            name = max(names)
            if name.lstrip().startswith(":"):  # a line that begins so commands GitHub's runner
                continue
            message = f"this file is passed over: it does not lie in {CONTENT}/"
            hint = f"it reads like a listing; put it into {CONTENT}/"
            yield Problem(name, 0, 0, Severity.NOTE, "passed-over", message, hint)


def _is_like_a_listing(path: Path, settings: Settings) -> bool:
    """Return whether a file anywhere has a title and two more facts of a job, in either form."""
    if path.suffix.lower() not in SUFFIXES or path.is_symlink() or not path.is_file():
        return False
    try:
        if path.stat().st_size > settings.size_limit:
            return False
        text = decode(path.read_bytes()).text
    except (OSError, ValueError):
        return False
    document = take_apart(path.name, text, settings.front_matter_limit)
    names = {field.name.text for field in document.fields} if document else set()
    facts = {ALIASES.get(name, name) for name in names} & FACTS
    return "title" in names and len(facts) > 1


def _sources(
    found: Iterator[Source | Problem], settings: Settings, cache: Cache, problems: list[Problem]
) -> Iterator[Known]:
    """Yield the sources that are found, with their readings as far as the last build left them.

    Those that cannot be read are added to the problems. A check may be spared the reading, which
    is most of its work, but it changes nothing in the cache.
    """
    chosen = reading_settings(settings)
    while batch := list(itertools.islice(found, AT_ONCE)):
        problems.extend(each for each in batch if isinstance(each, Problem))
        sources = [each for each in batch if isinstance(each, Source)]
        keys = {each.path: reading_key(each, chosen) for each in sources}
        try:
            known = cache.readings(keys.values())
        except CacheDamagedError:
            known = {}
        for source in sources:
            yield Known(source, known.get(keys[source.path], ""))


def _examine(settings: ReadingSettings, as_of: dt.date, known: Known) -> Examined:
    """Return what is to be said of one source."""
    source, text = known
    if text:
        entry, problems = from_text(text)
    else:
        entry, _, _, problems = read(source, settings)
    errors = {(each.line, each.column) for each in problems if each.severity == "error"}
    document = None
    if entry is not None or errors:
        document = _document(source, settings)
    if document is None:
        return Examined(source.path, to_text(entry, problems), b"", {})
    said = entry
    if entry is None and document.fields:
        said = judged(source.path, document, settings).entry
    subject = Subject(said, document, as_of)
    found = (
        _problem(source.path, finding)
        for finding in check_subject(subject)
        if (finding.line, finding.column) not in errors  # whose value is told of already
    )
    told = to_text(entry, (*problems, *found))
    if entry is None:
        return Examined(source.path, told, b"", {})
    values = subject.values
    places = {key: (values[key].line, values[key].column) for key in KEYS if key in values}
    sketched, has_headings = sketch(document.body), document.has_headings
    return Examined(source.path, told, sketched, places, has_headings)


def _document(source: Source, settings: ReadingSettings) -> Document | None:
    """Return a file taken apart, None where it is no text or no listing."""
    try:
        text = decode(source.data).text
    except ValueError:
        return None
    return take_apart(source.path, text, settings.front_matter_limit)


def _problem(path: str, finding: Finding) -> Problem:
    """Return a finding as a problem of a file, as heavy as the table of rules has it."""
    line, column, rule, message, hint = finding
    return Problem(path, line, column, RULES[rule].severity, rule, message, hint)


def _lost(known: Known) -> Examined:
    """Return what stands for a source that took too long, or that ended its process."""
    source = known.source
    return Examined(source.path, to_text(None, (given_up(source),)), b"", {})


def _has_file(site: Path, path: str) -> bool:
    """Return whether a path under the published site is a file of `static/` or of the theme."""
    folders = (site, *template_folders(site))
    return any((folder / STATIC / path).is_file() for folder in folders)
