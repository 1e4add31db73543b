"""A check: every source is read and looked over, then the board as a whole; nothing is written."""

from __future__ import annotations

import functools
import itertools
from typing import TYPE_CHECKING, NamedTuple

from ssg.build import version
from ssg.cache import Cache, CacheDamagedError
from ssg.checks import Board, Subject, check_board, check_subject, sketch
from ssg.choosing import chooser, passed_over
from ssg.listing import Listing
from ssg.pages import markup
from ssg.problems import Problem, Severity, in_order
from ssg.reading import document_of, judged, read, with_meant_keys
from ssg.reading.values import Collection
from ssg.readings import AT_ONCE, entries_of, reading_key
from ssg.report import Report
from ssg.rules import weighed
from ssg.settings import read_settings, reading_settings, settings_file
from ssg.site import gather
from ssg.sources import Source, check_content, find_sources, given_up
from ssg.stored import from_text, to_text
from ssg.theme import STATIC, template_folders
from ssg.workers import Work, Workers

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Callable, Container, Iterable, Iterator, Mapping, Sequence
    from pathlib import Path

    from ssg.build import Options
    from ssg.listing import Profile
    from ssg.reading.values import Flaw, Value
    from ssg.settings import ReadingSettings, Settings
    from ssg.site import Site

# The keys that the board is told the places of.
KEYS = ("title", "posted", "valid_through", "draft", "company_logo", "logo", "name")


class Known(NamedTuple):
    """A source, and its reading as text if a build has left it in the cache, else no text."""

    source: Source
    reading: str


class Examined(NamedTuple):
    """What a worker found in a source: its reading as text, with all problems of this one file.

    The rest is for the checks of the board.
    """

    path: str
    text: str
    sketch: bytes = b""
    places: Mapping[str, tuple[int, int]] = {}  # line and column of keys
    has_headings: bool = False
    meant: str = ""  # what it was to say, as far as that is right, where it does not say so
    has_unsure_place: bool = False  # or company: an error is about what search engines require


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
        HiddenContentError: content that nobody may look into.
        SettingsError: a setting that cannot be used.
    """
    check_content(options.site)
    settings = read_settings(options.site)
    problems: list[Problem] = []
    examine = functools.partial(_examine, reading_settings(settings), options.as_of)
    with (
        Cache(options.site, version(), options.output, is_kept=False) as cache,
        Workers(options.jobs, settings.time_limit, progress) as workers,
    ):
        there = find_sources(options.site, settings.size_limit)
        sources = _sources(itertools.chain(there, proposed), settings, cache, problems)
        examined = list(workers.map(Work("checking", examine, _lost), sources))
    is_chosen = chooser(options.site, chosen)
    paths = [each.path for each in examined]
    asked_about = frozenset(filter(is_chosen, paths)) if chosen is not None else frozenset[str]()
    readings = [from_text(each.text) for each in examined]
    site = gather(*entries_of(readings, problems), settings, options.as_of)
    meant = site
    if any(each.meant for each in examined):
        mended = [from_text(each.meant or each.text) for each in examined]
        meant = gather(*entries_of(mended, problems), settings, options.as_of)
    left_out = frozenset(
        each.path
        for each, reading in zip(examined, readings, strict=True)
        if each.meant and reading[0] is None
    )
    beside_others = _beside_others(options.site, meant, examined, left_out, asked_about)
    seen = {*paths, *(each.path for each in problems)}
    unseen = passed_over(options.site, chosen, seen, settings)
    found = in_order([*site.problems, *beside_others, *unseen])
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
    files = sum(map(is_chosen, paths))
    return Report(told_of, open_listings, closed_listings, held_back=held_back, files=files)


def _beside_others(
    folder: Path,
    meant: Site,
    examined: Sequence[Examined],
    left_out: frozenset[str],
    asked_about: frozenset[str],
) -> Iterator[Problem]:
    """Yield what is wrong with the listings of a site as they are meant, one beside the other."""
    settings_name = settings_file(folder)
    headings = frozenset(each.path for each in examined if each.has_headings)
    unsure = {each.path for each in examined if each.has_unsure_place}
    # What is left out takes nothing from what is published.
    yield from (each for each in meant.problems if each.path in left_out)
    for problem in markup.problems(meant, settings_name, headings):
        if problem.path not in unsure:
            yield problem
    board = Board(
        meant,
        {each.path: each.sketch for each in examined},
        {each.path: each.places for each in examined},
        asked_about,
        left_out,
        settings_name,
        functools.partial(_has_file, folder),
    )
    yield from check_board(board)


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
        document = document_of(source, settings.front_matter_limit)
    if document is None:
        return Examined(source.path, to_text(entry, problems))
    said, doubts = entry, list[Problem]()
    fields = with_meant_keys(source.path, document.fields)
    is_renamed = fields != document.fields
    if is_renamed or (entry is None and fields):
        document = document._replace(fields=fields)
        said, _, _, flaws = judged(source.path, document, settings)
    if is_renamed:
        doubts = list(_beside_keys(source.path, flaws, problems))
        errors |= {(each.line, each.column) for each in doubts}
    subject = Subject(source.path, said, document, as_of)
    found = (
        each
        for each in check_subject(subject)
        if (each.line, each.column) not in errors  # whose value is told of already
    )
    told = to_text(entry, (*problems, *doubts, *found))
    values = subject.values
    places = {key: (values[key].line, values[key].column) for key in KEYS if key in values}
    examined = Examined(source.path, told, sketch(document.body), places, document.has_headings)
    if said is entry:
        return examined
    wrong = {key for key, value in values.items() if not errors.isdisjoint(_places(value))}
    return examined._replace(
        places={key: place for key, place in places.items() if key not in wrong},
        meant=_meant(said, wrong, as_of),
        has_unsure_place=not wrong.isdisjoint(("company", "location", "remote")),
    )


def _beside_keys(
    path: str, flaws: Iterable[Flaw], problems: Iterable[Problem]
) -> Iterator[Problem]:
    """Yield what is wrong with values whose keys are told of, in the same round.

    A warning each: nobody reads them yet, so they leave nothing out.
    """
    told = {(each.line, each.column, each.rule) for each in problems}
    for line, column, rule, message, hint, _ in flaws:
        if (line, column, rule) not in told:
            yield Problem(path, line, column, Severity.WARNING, rule, message, hint)


def _places(value: Value) -> Iterator[tuple[int, int]]:
    """Yield the line and column of a value, and of what is in it."""
    yield value.line, value.column
    for item in value.items if isinstance(value, Collection) else ():
        yield from _places(item)


def _meant(said: Listing | Profile | None, wrong: Container[str], as_of: dt.date) -> str:
    """Return what a file with errors says as far as it is right, as text; none without a name.

    So what is wrong with it beside others is told in the same round as its errors. A posting day
    that is wrong was to be one, so the day of the check stands for it.
    """
    if isinstance(said, Listing):
        if not said.title:
            return ""
        said = said._replace(posted=as_of) if "posted" in wrong else said
    return to_text(said, ()) if said else ""


def _lost(known: Known) -> Examined:
    """Return what stands for a source that took too long, or that ended its process."""
    source = known.source
    return Examined(source.path, to_text(None, (given_up(source),)))


def _has_file(site: Path, path: str) -> bool:
    """Return whether a path under the published site is a file of `static/` or of the theme.

    Where nobody may look, it is not said to be missing: a build tells that it cannot be read.
    """
    folders = (site, *template_folders(site))
    try:
        return any((folder / STATIC / path).is_file() for folder in folders)
    except OSError:
        return True
