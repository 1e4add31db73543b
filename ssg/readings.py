"""All sources to readings: what is known comes from the cache, the rest is read by the workers."""

from __future__ import annotations

import functools
import itertools
from typing import TYPE_CHECKING, NamedTuple

from ssg import reading
from ssg.listing import Listing, Profile, body_key
from ssg.problems import Problem, Severity
from ssg.workers import Work

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from ssg.cache import Cache
    from ssg.reading import Source
    from ssg.settings import Images
    from ssg.workers import Workers

AT_ONCE = 500  # sources held in memory, and asked for in the cache, at a time


class Readings(NamedTuple):
    """Everything that a site's content says, in no order, and what is wrong with it."""

    listings: list[Listing]
    profiles: list[Profile]
    problems: list[Problem]

    def add(self, text: str) -> None:
        """Add a reading as the cache has it."""
        entry, problems = reading.from_text(text)
        self.problems.extend(problems)
        if isinstance(entry, Listing):
            self.listings.append(entry)
        elif entry is not None:
            self.profiles.append(entry)


class Made(NamedTuple):
    """A reading that a worker made: its text for the cache, the key it is stored by, its HTML.

    One that says a file was given up has no key: the next build tries again.
    """

    key: str
    text: str
    html: str


def read_all(site: Path, images: Images, cache: Cache, workers: Workers) -> Readings:
    """Return the readings of a site folder, and leave new ones in the cache."""
    readings = Readings([], [], [])
    used = set[str]()
    work = Work("reading", functools.partial(_read, images), _lost)
    made = workers.map(work, _unknown(site, images, cache, readings, used))
    while new := list(itertools.islice(made, AT_ONCE)):
        for each in new:
            readings.add(each.text)
        cache.store_readings({each.key: each.text for each in new if each.key})
        cache.store_bodies({body_key(each.html): each.html for each in new if each.html})
    bodies = {listing.body for listing in readings.listings}
    bodies |= {profile.body for profile in readings.profiles}
    cache.forget_unused(used, bodies)
    return readings


def _unknown(
    site: Path, images: Images, cache: Cache, readings: Readings, used: set[str]
) -> Iterator[Source]:
    """Yield the sources that the cache does not know; add the readings of those it does."""
    found = reading.find_sources(site)
    while batch := list(itertools.islice(found, AT_ONCE)):
        sources = []
        for each in batch:
            if isinstance(each, Problem):
                readings.problems.append(each)
            else:
                sources.append(each)
        known = cache.readings(_key(source, images) for source in sources)
        used.update(_key(source, images) for source in sources)
        for source in sources:
            text = known.get(_key(source, images))
            if text is None:
                yield source
            else:
                readings.add(text)


def _key(source: Source, images: Images) -> str:
    """Return the key of a reading: the source's, and the one setting that reading depends on."""
    return f"{source.key}-{images}"


def _read(images: Images, source: Source) -> Made:
    """Return the reading of a source, made ready to be sent and stored."""
    entry, html, problems = reading.read(source, images)
    return Made(_key(source, images), reading.to_text(entry, problems), html)


def _lost(source: Source) -> Made:
    """Return the reading of a source that could not be read in time, or that ended its process."""
    message = "this file cannot be read in the time that a listing has (setting time_limit)"
    problem = Problem(source.path, 0, 0, Severity.ERROR, "time-limit", message)
    return Made("", reading.to_text(None, (problem,)), "")
