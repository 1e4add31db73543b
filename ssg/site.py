"""The site: which listings are published, under which address, and how they group."""

from __future__ import annotations

import datetime as dt
import functools
import hashlib
import itertools
import re
from collections import Counter, defaultdict
from dataclasses import dataclass
from operator import attrgetter
from typing import TYPE_CHECKING, NamedTuple

from ssg import names, places, urls
from ssg.listing import publication_order
from ssg.locales import locale
from ssg.problems import Problem, Severity, in_order

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

    from ssg.listing import Listing, Profile
    from ssg.locales import Locale
    from ssg.settings import Settings

_DIGITS = re.compile("([0-9]+)")
WORLDWIDE = "worldwide"
_is_closed = attrgetter("is_closed")


class Posting(NamedTuple):
    """A published listing: its address, and the first day it is closed where there is one."""

    listing: Listing
    slug: str
    closes: dt.date | None
    is_closed: bool
    digest: bytes = b""  # equal digests, equal postings, but for which bodies they have

    @property
    def folder(self) -> str:
        """Return where its page lies under the site, with a slash behind it."""
        return f"jobs/{self.slug}/"

    @property
    def last_day(self) -> dt.date | None:
        """Return the last day on which one can apply, None where nobody says."""
        return self.closes - dt.timedelta(days=1) if self.closes else None


class Group(NamedTuple):
    """The open postings of one company, place or tag; the key is what its spellings share."""

    key: str
    name: str
    slug: str
    folder: str  # under the site, where its pages lie, with a slash behind it
    postings: tuple[Posting, ...]
    profile: Profile | None = None


@dataclass(frozen=True, slots=True)
class Site:
    """Everything that is published, sorted and grouped, and every problem on the way there."""

    settings: Settings
    as_of: dt.date
    postings: tuple[Posting, ...]  # open, newest first
    closed: tuple[Posting, ...]  # newest first
    held_back: tuple[Listing, ...]  # drafts, and those whose first day is yet to come
    companies: Mapping[str, Group]  # by key, in the order of their names; likewise the others
    countries: Mapping[str, Group]
    regions: Mapping[str, Group]
    tags: Mapping[str, Group]
    problems: tuple[Problem, ...]


def gather(
    listings: Iterable[Listing],
    profiles: Iterable[Profile],
    problems: Iterable[Problem],
    settings: Settings,
    as_of: dt.date,
) -> Site:
    """Return the site that these listings make on a day."""
    found = list(problems)
    published: list[Listing] = []
    held_back: list[Listing] = []
    for each in listings:
        is_due = not each.draft and (each.posted or as_of) <= as_of
        (published if is_due else held_back).append(each)
    postings = sorted(_addressed(published, settings, as_of, found), key=newest_first)
    profile_of = _profiles(profiles, found)
    words = locale(settings.language)
    open_ones = tuple(itertools.filterfalse(_is_closed, postings))
    return Site(
        settings=settings,
        as_of=as_of,
        postings=open_ones,
        closed=tuple(filter(_is_closed, postings)),
        held_back=tuple(held_back),
        companies=_companies(postings, profile_of),
        countries=_areas(
            "countries",
            open_ones,
            words,
            lambda it: (WORLDWIDE,) if it.worldwide else it.countries,
        ),
        regions=_areas("regions", open_ones, words, lambda it: it.regions),
        tags=_tags(postings),
        problems=tuple(in_order(found)),
    )


def newest_first(posting: Posting) -> tuple[int, str]:
    """Return the sort key of a posting: by day, the undated last, then by slug."""
    posted = posting.listing.posted
    return (-posted.toordinal() if posted else 0, posting.slug)


def open_to(site: Site, key: str) -> tuple[Group, ...]:
    """Return the regions that hold a country or a region, and worldwide, with open postings."""
    inside = places.region_countries(key) if key in places.REGIONS else {key}
    around = [
        group
        for each, group in site.regions.items()
        if each != key and inside <= places.region_countries(each)
    ]
    worldwide = site.countries.get(WORLDWIDE)
    return (*around, worldwide) if worldwide and key != WORLDWIDE else tuple(around)


def within(site: Site, region: str) -> tuple[Group, ...]:
    """Return the countries of a region that have open postings."""
    inside = places.region_countries(region)
    return tuple(group for key, group in site.countries.items() if key in inside)


def area_keys(named: places.Places) -> tuple[str, ...]:
    """Return the keys of the countries and regions that a listing names, or of the whole world."""
    anywhere = (WORLDWIDE,) if named.worldwide else ()
    return (*named.countries, *named.regions, *anywhere)


@functools.lru_cache(maxsize=1 << 14)
def area_names(named: places.Places, words: Locale) -> tuple[str, ...]:
    """Return the names of what `area_keys` gives."""
    return tuple(place_name(key, words) for key in area_keys(named))


@functools.cache
def place_name(key: str, words: Locale) -> str:
    """Return the name of a country, a region, or of the whole world, by its key."""
    if key == WORLDWIDE:
        return words.gettext("Worldwide")
    return words.country(key) if key.isupper() else words.region(key)


def _addressed(
    listings: Iterable[Listing], settings: Settings, as_of: dt.date, problems: list[Problem]
) -> Iterator[Posting]:
    """Yield the postings, each under an address that no later posting can take from it.

    The order of publication decides: the earlier posting keeps the address it would have alone.
    """
    in_turn = sorted(listings, key=publication_order)
    slugs = dict[str, str]()
    given = urls.Slugs("job")
    for listing in in_turn:
        if listing.slug_line and listing.slug in slugs:
            message = f'slug "{listing.slug}" is that of {slugs[listing.slug]} already'
            where = (listing.source, listing.slug_line, 1)
            problems.append(Problem(*where, Severity.ERROR, "slug-taken", message))
            continue
        slug = given.claim(listing.slug, _suffixes(listing))
        slugs[slug] = listing.source
        closes = _closes(listing, settings)
        is_closed = closes is not None and closes <= as_of
        told = f"{listing.digest or listing} {slug} {closes} {is_closed}".encode()
        digest = hashlib.blake2b(told, digest_size=16).digest()
        yield Posting(listing, slug, closes, is_closed, digest)


def _suffixes(listing: Listing) -> Iterator[str]:
    """Yield what parts a listing's slug from an equal one: of its own, so that it never changes."""
    month = f"{listing.posted:%Y-%m}" if listing.posted else ""
    tag = urls.slug(listing.tags[0]) if listing.tags else ""
    if month:
        yield month
    if tag:
        yield f"{month}-{tag}" if month else tag
    yield urls.digest(listing.source)


def _closes(listing: Listing, settings: Settings) -> dt.date | None:
    """Return the first day a listing is closed, None where nobody says."""
    if not (listing.valid_through or settings.max_age_days):  # so it is with nearly all
        return None
    days = []
    if listing.valid_through:
        days.append(listing.valid_through + dt.timedelta(days=1))
    if settings.max_age_days and listing.posted:
        days.append(listing.posted + dt.timedelta(days=settings.max_age_days))
    return min(days, default=None)


def _profiles(profiles: Iterable[Profile], problems: list[Problem]) -> dict[str, Profile]:
    """Return the profiles by company; a second one of a company is told of and left out."""
    found: dict[str, Profile] = {}
    for profile in sorted(profiles):
        key = names.company_key(profile.name)
        if key in found:
            message = f'"{profile.name}" has a profile in {found[key].source} already'
            where = (profile.source, 1, 1)
            problems.append(Problem(*where, Severity.ERROR, "profile-twice", message))
        else:
            found[key] = profile
    return found


def _companies(postings: Sequence[Posting], profiles: Mapping[str, Profile]) -> Mapping[str, Group]:
    """Return the companies that have an open posting or a profile."""
    named = [(each.listing.company, each) for each in postings if each.listing.company]
    by_key = _by_key((names.company_key(company), each) for company, each in named)
    spellings = _spellings((company for company, _ in named), names.company_key)
    spellings |= {key: profile.name for key, profile in profiles.items()}
    none_yet = {key: list[Posting]() for key in profiles if key not in by_key}
    return _groups("companies", by_key | none_yet, spellings, profiles)


def _tags(postings: Sequence[Posting]) -> Mapping[str, Group]:
    """Return the tags that have an open posting."""
    named = [(tag, each) for each in postings for tag in each.listing.tags]
    by_key = _by_key((names.tag_key(tag), each) for tag, each in named)
    return _groups("tags", by_key, _spellings((tag for tag, _ in named), names.tag_key), {})


def _spellings(written: Iterable[str], key_of: Callable[[str], str]) -> dict[str, str]:
    """Return for each key the one of its spellings that occurs most."""
    found = defaultdict[str, dict[str, int]](dict)
    for spelling, count in Counter(written).items():
        found[key_of(spelling)][spelling] = count
    return {key: names.most_frequent(counts) for key, counts in found.items()}


def _areas(
    folder: str,
    postings: Sequence[Posting],
    words: Locale,
    keys: Callable[[places.Places], Iterable[str]],
) -> Mapping[str, Group]:
    """Return what open postings name of countries and worldwide, or of regions, by these keys."""
    by_key = _by_key((key, each) for each in postings for key in keys(each.listing.places))
    groups = dict[str, Group]()
    for key, found in by_key.items():
        slug = places.country_slug(key) if key.isupper() else key  # else a region's, or worldwide
        name = place_name(key, words)
        groups[key] = Group(key, name, slug, f"{folder}/{slug}/", tuple(found))
    return _by_name(groups)


def _by_key(named: Iterable[tuple[str, Posting]]) -> dict[str, list[Posting]]:
    """Return the postings under each key that they have, given with each of these in turn."""
    found = defaultdict[str, list[Posting]](list)
    for key, posting in named:
        having = found[key]
        if not having or having[-1] is not posting:
            having.append(posting)
    return dict(found)


def _groups(
    folder: str,
    by_key: Mapping[str, Sequence[Posting]],
    spellings: Mapping[str, str],
    profiles: Mapping[str, Profile],
) -> Mapping[str, Group]:
    """Return a group for each key that has open postings or a profile.

    Its address stays as others come and go: where all postings are closed, it is kept for them.
    """
    slugs = urls.Slugs("company" if folder == "companies" else "tag")
    groups = dict[str, Group]()
    first = {key: _first(postings) for key, postings in by_key.items()}
    for key in sorted(by_key, key=lambda key: (_day(first[key]), key)):
        wanted = key
        if folder == "companies":
            oldest = first[key]  # whose spelling no later listing changes
            wanted = names.company_base((oldest and oldest.company) or spellings[key])
        slug = slugs.claim(urls.slug(wanted), [urls.digest(key)])
        is_open = tuple(itertools.filterfalse(_is_closed, by_key[key]))
        if is_open or key in profiles:
            pages = f"{folder}/{slug}/"
            groups[key] = Group(key, spellings[key], slug, pages, is_open, profiles.get(key))
    return _by_name(groups)


def _first(postings: Sequence[Posting]) -> Listing | None:
    """Return what was published first of some postings that are sorted, newest first."""
    first = None
    oldest_first = (posting.listing for posting in reversed(postings))
    for day, listings in itertools.groupby(oldest_first, key=attrgetter("posted")):
        first = min(listings, key=publication_order)
        if day:  # the undated, which come before, count as the latest
            break
    return first


def _day(listing: Listing | None) -> dt.date:
    """Return the day of a listing; what has none counts as the latest."""
    return (listing and listing.posted) or dt.date.max


def _by_name(groups: Mapping[str, Group]) -> Mapping[str, Group]:
    """Return the groups in the order of their names, numbers by size: level 2 before level 10."""
    return dict(sorted(groups.items(), key=lambda item: (_spoken(item[1].name), item[0])))


def _spoken(name: str) -> list[str | int]:
    """Return the sort key of a name: words and numbers in turn, a word first."""
    parts = _DIGITS.split(urls.slug(name))
    return [int(part) if number % 2 else part for number, part in enumerate(parts)]
