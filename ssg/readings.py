"""All sources to readings: what is known comes from the cache, the rest is read by the workers."""

from __future__ import annotations

import functools
import hashlib
import itertools
from typing import TYPE_CHECKING, NamedTuple

from ssg.cache import CacheDamagedError
from ssg.listing import Listing, Profile
from ssg.problems import Problem
from ssg.settings import reading_settings
from ssg.sources import CONTENT, Source, find_files, given_up, source_of
from ssg.urls import safe_url
from ssg.workers import Work

if TYPE_CHECKING:
    from collections.abc import Callable, Container, Iterable, Iterator
    from pathlib import Path

    from ssg.cache import Cache
    from ssg.settings import ReadingSettings, Settings
    from ssg.workers import Workers

AT_ONCE = 500  # sources held in memory, and asked for in the cache, at a time
MANY = 30_000  # listings, past which processes that start late would hold too much memory
WORTHWHILE = 1_000  # known readings, past which a process that looks at sources saves its start


class Readings:
    """The readings of a site's content, which lie in the cache, and what could not be read at all.

    They are found by `read_all`; all else is asked after that.
    """

    def __init__(self, site: Path, settings: Settings, cache: Cache, workers: Workers) -> None:
        self.keys = set[str]()  # of those in the cache
        self._site = site
        self._size_limit = settings.size_limit
        self._settings = reading_settings(settings)
        self._cache = cache
        self._workers = workers
        self._unread = list[Problem]()  # why files are no sources
        self._given_up = list[str]()  # the texts of readings that say so of a file, for this build
        self._not_loaded = set[str]()  # the keys of those
        self._loaded = list[tuple[Listing | Profile | None, tuple[Problem, ...]]]()

    def read_all(self, meanwhile: Callable[[], object]) -> None:
        """Look for all sources, and leave the readings that are new in the cache.

        Where there are any, `meanwhile` is called while the workers read the last of them, and
        those that are known are loaded.
        """
        work = Work("reading", functools.partial(_read, self._settings), _lost)

        def go_on() -> None:
            meanwhile()
            if len(self.keys) > MANY:
                self._workers.start_all()
            self._load()

        made = self._workers.map(work, self._unknown(), go_on)
        while new := list(itertools.islice(made, AT_ONCE)):
            texts = {each.key: each.text for each in new if each.key}
            bodies = {key: body for each in new for key, body in each.bodies.items()}
            self._cache.store_readings(texts)
            self._cache.store_bodies(bodies)
            self._add(texts)
            self._given_up.extend(each.text for each in new if not each.key)

    def key(self) -> str:
        """Return a key of everything that was read: equal keys, equal content."""
        told = (sorted(self._unread), sorted(self._given_up), sorted(self.keys))
        return hashlib.blake2b(repr(told).encode(), digest_size=16).hexdigest()

    def entries(self) -> Entries:
        """Return what the readings say.

        Raises:
            CacheDamagedError: one of them is not in the cache any more.
        """
        from ssg.stored import from_text

        self._load()
        return entries_of((*self._loaded, *map(from_text, self._given_up)), self._unread)

    def _add(self, keys: Iterable[str]) -> None:
        """Add readings that are in the cache."""
        self.keys.update(keys)
        self._not_loaded.update(keys)

    def _load(self) -> None:
        """Load those that are not loaded yet."""
        from ssg.stored import from_text

        found = [from_text(text) for _, text in self._cache.each_reading(self._not_loaded)]
        if len(found) != len(self._not_loaded):
            raise CacheDamagedError
        self._loaded += found
        self._not_loaded.clear()

    def _unknown(self) -> Iterator[Source]:
        """Yield the sources that the cache knows no reading of; add the readings of all others."""
        is_ready = False
        for keys in self._looked_at():
            known = self._cache.known_readings(filter(None, keys.values()))
            self._add(known)
            new = [path for path, key in keys.items() if key not in known]
            if new and not is_ready:
                # While this process goes on to look for more.
                self._workers.prepare(_ready, len(new))
                is_ready = True
            for path in new:
                source = source_of(self._site, path, self._size_limit)
                if isinstance(source, Problem):
                    self._unread.append(source)
                else:
                    yield source

    def _looked_at(self) -> Iterator[dict[str, str]]:
        """Yield the keys of readings by the paths of their sources, some at a time; add problems.

        The key is empty where the source cannot be read, or where no reading is known.
        """
        count = self._cache.count_readings()
        look = functools.partial(_keys, self._site, self._size_limit, self._settings)
        found = find_files(self._site)
        keys: dict[str, str] = {}
        waiting: list[Callable[[], dict[str, str]]] = []
        while batch := list(itertools.islice(found, AT_ONCE)):
            self._unread.extend(each for each in batch if isinstance(each, Problem))
            paths = [each for each in batch if isinstance(each, str)]
            if not count:
                yield dict.fromkeys(paths, "")
            elif count < WORTHWHILE:
                yield look(paths)
            else:
                waiting.append(self._workers.share(look, paths))
        for rest in waiting:
            keys |= rest()
        yield keys  # not before: a process that begins to read looks at nothing meanwhile


class Entries(NamedTuple):
    """Everything that a site's content says, in no order, and what is wrong with it."""

    listings: list[Listing]
    profiles: list[Profile]
    problems: list[Problem]

    def bodies(self) -> set[str]:
        """Return the keys of the HTML and the Markdown that they have."""
        bodies = {key for listing in self.listings for key in (listing.body, listing.markdown)}
        return bodies | {profile.body for profile in self.profiles}

    def with_drafts(self) -> Entries:
        """Return the same, with drafts as listings like all others."""
        return self._replace(listings=[each._replace(draft=False) for each in self.listings])

    def with_pictures(self, paths: Container[str]) -> Entries:
        """Return the same, without logos that are none of these files of the site."""

        def is_shown(logo: str | None) -> bool:
            return not logo or logo in paths or safe_url(logo) is not None

        listings = [
            each if is_shown(each.company_logo) else each._replace(company_logo=None, digest="")
            for each in self.listings
        ]
        profiles = [
            each if is_shown(each.logo) else each._replace(logo=None) for each in self.profiles
        ]
        return self._replace(listings=listings, profiles=profiles)


class Made(NamedTuple):
    """A reading that a worker made: its text for the cache, the key it is stored by, its bodies.

    The bodies are in UTF-8, by their own keys: the process that leads encodes and hashes none.
    One that says a file was given up has no key: the next build tries again.
    """

    key: str
    text: str
    bodies: dict[str, bytes]


def entries_of(
    readings: Iterable[tuple[Listing | Profile | None, Iterable[Problem]]],
    problems: Iterable[Problem],
) -> Entries:
    """Return what readings say, with further problems."""
    listings, profiles, told = list[Listing](), list[Profile](), [*problems]
    for entry, found in readings:
        told += found
        if isinstance(entry, Listing):
            listings.append(entry)
        elif entry is not None:
            profiles.append(entry)
    return Entries(listings, profiles, told)


def reading_key(source: Source, settings: ReadingSettings) -> str:
    """Return the key of a reading: the source's, and the settings that reading depends on."""
    return f"{source.key}-{_settings_key(settings)}"


@functools.cache
def _settings_key(settings: ReadingSettings) -> str:
    """Return a key of the settings that reading depends on."""
    return hashlib.blake2b(repr(settings).encode(), digest_size=8).hexdigest()


def _keys(
    site: Path, largest: int, settings: ReadingSettings, paths: Iterable[str]
) -> dict[str, str]:
    """Return the keys of readings by the paths of their sources; none where one cannot be read."""
    sources = ((path, source_of(site, path, largest)) for path in paths)
    return {
        path: reading_key(source, settings) if isinstance(source, Source) else ""
        for path, source in sources
    }


def _ready() -> None:
    """Load what reads sources, by reading one."""
    from ssg.reading import read

    read(Source(f"{CONTENT}/any.md", b"# Any\n\n- Text", ""))


def _read(settings: ReadingSettings, source: Source) -> Made:
    """Return the reading of a source, made ready to be sent and stored."""
    # Markdown, YAML and the tables are slow to import; a build that changes nothing does without.
    from ssg.reading import read
    from ssg.stored import to_text

    entry, html, markdown, problems = read(source, settings)
    bodies = {entry.body: html} if entry and html else {}
    if isinstance(entry, Listing) and markdown:
        bodies[entry.markdown] = markdown
    return Made(reading_key(source, settings), to_text(entry, problems), bodies)


def _lost(source: Source) -> Made:
    """Return the reading of a source that could not be read in time, or that ended its process."""
    from ssg.stored import to_text

    return Made("", to_text(None, (given_up(source),)), {})
