"""All sources to readings: what is known comes from the cache, the rest is read by the workers."""

from __future__ import annotations

import functools
import hashlib
import itertools
from collections import deque
from typing import TYPE_CHECKING, NamedTuple

from ssg.cache import CacheDamagedError
from ssg.listing import Listing, Profile
from ssg.problems import Problem
from ssg.settings import reading_settings
from ssg.sources import CONTENT, Source, find_files, given_up, source_of
from ssg.workers import Work

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from pathlib import Path

    from ssg.cache import Cache
    from ssg.settings import ReadingSettings, Settings
    from ssg.workers import Workers

AT_ONCE = 500  # sources held in memory, and asked for in the cache, at a time
BATCHES_AHEAD = 2  # of them that another process may be looking at
MANY = 30_000  # listings, past which processes that start late would hold too much memory
WORTHWHILE = 1_000  # known readings, past which a process that looks at sources saves its start


class Readings(NamedTuple):
    """The readings of a site's content, which lie in the cache, and what could not be read at all.

    `keys` are those of all sources; `given_up` are the texts of readings that say a file was.
    Of those `left` nothing is `loaded` yet.
    """

    keys: set[str]
    given_up: list[str]
    problems: list[Problem]
    left: set[str]
    loaded: Entries

    def key(self) -> str:
        """Return a key of everything that was read: equal keys, equal content."""
        told = (sorted(self.problems), sorted(self.given_up), sorted(self.keys))
        return hashlib.blake2b(repr(told).encode(), digest_size=16).hexdigest()

    def load(self, cache: Cache) -> None:
        """Load those that are in the cache."""
        from ssg.stored import from_text  # noqa: PLC0415 - as in _read

        found = set[str]()
        for key, text in cache.each_reading(self.left):
            self.loaded.add(*from_text(text))
            found.add(key)
        self.left.difference_update(found)

    def entries(self, cache: Cache) -> Entries:
        """Return what the readings say.

        Raises:
            CacheDamagedError: one of them is not in the cache any more.
        """
        from ssg.stored import from_text  # noqa: PLC0415 - as in _read

        self.load(cache)
        if len(self.left) != len(self.given_up):
            raise CacheDamagedError
        entries = self.loaded._replace(problems=[*self.problems, *self.loaded.problems])
        for text in self.given_up:
            entries.add(*from_text(text))
        return entries


class Entries(NamedTuple):
    """Everything that a site's content says, in no order, and what is wrong with it."""

    listings: list[Listing]
    profiles: list[Profile]
    problems: list[Problem]

    def add(self, entry: Listing | Profile | None, problems: Iterable[Problem]) -> None:
        """Add what a reading says."""
        self.problems.extend(problems)
        if isinstance(entry, Listing):
            self.listings.append(entry)
        elif entry is not None:
            self.profiles.append(entry)

    def joined(self, others: Iterable[Listing | Profile | None]) -> Entries:
        """Return the same with further entries."""
        joined = Entries([*self.listings], [*self.profiles], self.problems)
        for entry in others:
            joined.add(entry, ())
        return joined

    def bodies(self) -> set[str]:
        """Return the keys of the HTML and the Markdown that they have."""
        bodies = {key for listing in self.listings for key in (listing.body, listing.markdown)}
        return bodies | {profile.body for profile in self.profiles}

    def with_drafts(self) -> Entries:
        """Return the same, with drafts as listings like all others."""
        return self._replace(listings=[each._replace(draft=False) for each in self.listings])


class Made(NamedTuple):
    """A reading that a worker made: its text for the cache, the key it is stored by, its bodies.

    The bodies are in UTF-8, by their own keys: the process that leads encodes and hashes none.
    One that says a file was given up has no key: the next build tries again.
    """

    key: str
    text: str
    bodies: dict[str, bytes]


def read_all(
    site: Path, settings: Settings, cache: Cache, workers: Workers, meanwhile: Callable[[], object]
) -> Readings:
    """Return the readings of a site folder, and leave new ones in the cache.

    Where there are any, `meanwhile` is called while the workers read the last of them, and those
    that are known are loaded.
    """
    readings = Readings(set(), [], [], set(), Entries([], [], []))
    chosen = reading_settings(settings)
    work = Work("reading", functools.partial(_read, chosen), _lost)
    unknown = _unknown(site, settings, cache, workers, readings)

    def go_on() -> None:
        meanwhile()
        if len(readings.keys) > MANY:
            workers.start_all()
        readings.load(cache)

    made = workers.map(work, unknown, go_on)
    while new := list(itertools.islice(made, AT_ONCE)):
        readings.given_up.extend(each.text for each in new if not each.key)
        cache.store_readings({each.key: each.text for each in new if each.key})
        cache.store_bodies({key: body for each in new for key, body in each.bodies.items()})
    return readings


def reading_key(source: Source, settings: ReadingSettings) -> str:
    """Return the key of a reading: the source's, and the settings that reading depends on."""
    return f"{source.key}-{_settings_key(settings)}"


@functools.cache
def _settings_key(settings: ReadingSettings) -> str:
    """Return a key of the settings that reading depends on."""
    return hashlib.blake2b(repr(settings).encode(), digest_size=8).hexdigest()


def _unknown(
    site: Path, settings: Settings, cache: Cache, workers: Workers, readings: Readings
) -> Iterator[Source]:
    """Yield the sources that the cache does not know; add the keys of all, and their problems."""
    chosen = reading_settings(settings)
    is_ready = False
    for keys in _looked_at(site, settings, cache, workers, readings):
        known = cache.known_readings(filter(None, keys.values()))
        readings.keys.update(known)
        readings.left.update(known)
        new = [path for path, key in keys.items() if key not in known]
        if new and not is_ready:
            # While this process goes on to look for more.
            workers.prepare(_ready, len(new))
            is_ready = True
        for path in new:
            source = source_of(site, path, settings.size_limit)
            if isinstance(source, Problem):
                readings.problems.append(source)
                continue
            key = reading_key(source, chosen)
            readings.keys.add(key)
            readings.left.add(key)
            yield source


def _looked_at(
    site: Path, settings: Settings, cache: Cache, workers: Workers, readings: Readings
) -> Iterator[dict[str, str]]:
    """Yield the keys of readings by the paths of their sources, some at a time, and note problems.

    The key is empty where the source cannot be read, or where no reading is known.
    """
    count = cache.count_readings()
    look = functools.partial(_keys, site, settings.size_limit, reading_settings(settings))
    found = find_files(site)
    keys: dict[str, str] = {}
    waiting: deque[Callable[[], dict[str, str]]] = deque()
    while batch := list(itertools.islice(found, AT_ONCE)):
        readings.problems.extend(each for each in batch if isinstance(each, Problem))
        paths = [each for each in batch if isinstance(each, str)]
        if not count:
            yield dict.fromkeys(paths, "")
        elif count < WORTHWHILE:
            yield look(paths)
        else:
            waiting.append(workers.begin(look, paths))
            if len(waiting) > BATCHES_AHEAD:
                keys |= waiting.popleft()()
    for rest in waiting:
        keys |= rest()
    yield keys  # not before: a process that begins to read looks at nothing meanwhile


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
    from ssg.reading import read  # noqa: PLC0415 - as in _read

    read(Source(f"{CONTENT}/any.md", b"# Any\n\n- Text", ""))


def _read(settings: ReadingSettings, source: Source) -> Made:
    """Return the reading of a source, made ready to be sent and stored."""
    # Markdown, YAML and the tables are slow to import; a build that changes nothing does without.
    from ssg.reading import read  # noqa: PLC0415
    from ssg.stored import to_text  # noqa: PLC0415

    entry, html, markdown, problems = read(source, settings)
    bodies = {entry.body: html} if entry and html else {}
    if isinstance(entry, Listing) and markdown:
        bodies[entry.markdown] = markdown
    return Made(reading_key(source, settings), to_text(entry, problems), bodies)


def _lost(source: Source) -> Made:
    """Return the reading of a source that could not be read in time, or that ended its process."""
    from ssg.stored import to_text  # noqa: PLC0415 - as in _read

    return Made("", to_text(None, (given_up(source),)), {})
