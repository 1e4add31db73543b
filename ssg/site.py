"""The site: which listings are published, under which address, and how they group."""

from __future__ import annotations

import datetime as dt
import functools
import hashlib
from collections import defaultdict
from dataclasses import dataclass
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

WORLDWIDE = "worldwide"


class Posting(NamedTuple):
    """A published listing: its address, and the first day it is closed where there is one."""

    listing: Listing
    slug: str
    closes: dt.date | None
    is_closed: bool
    digest: bytes = b""  # equal digests, equal postings, but for which bodies they have

    @property
    def last_day(self) -> dt.date | None:
        """Return the last day on which one can apply, None where nobody says."""
        return self.closes - dt.timedelta(days=1) if self.closes else None


class Group(NamedTuple):
    """The open postings of one company, place or tag; the key is what its spellings share."""

    key: str
    name: str
    slug: str
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
    open_ones = tuple(posting for posting in postings if not posting.is_closed)
    return Site(
        settings=settings,
        as_of=as_of,
        postings=open_ones,
        closed=tuple(posting for posting in postings if posting.is_closed),
        held_back=tuple(held_back),
        companies=_companies(postings, profile_of),
        countries=_areas(
            open_ones, words, lambda it: [WORLDWIDE] if it.places.worldwide else it.places.countries
        ),
        regions=_areas(open_ones, words, lambda it: it.places.regions),
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
        told = repr((listing.digest or listing, slug, closes, is_closed)).encode()
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
    by_key = _by_key(
        postings,
        lambda each: [names.company_key(each.company)] if each.company else [],
    )
    spellings = {
        key: names.most_frequent(each.listing.company or "" for each in found)
        for key, found in by_key.items()
    }
    spellings |= {key: profile.name for key, profile in profiles.items()}
    none_yet = {key: list[Posting]() for key in profiles if key not in by_key}
    return _groups("company", by_key | none_yet, spellings, profiles)


def _tags(postings: Sequence[Posting]) -> Mapping[str, Group]:
    """Return the tags that have an open posting."""
    by_key = _by_key(postings, lambda each: [names.tag_key(tag) for tag in each.tags])
    written = defaultdict[str, list[str]](list)
    for posting in postings:
        for tag in posting.listing.tags:
            written[names.tag_key(tag)].append(tag)
    spellings = {key: names.most_frequent(tags) for key, tags in written.items()}
    return _groups("tag", by_key, spellings, {})


def _areas(
    postings: Sequence[Posting], words: Locale, keys: Callable[[Listing], Iterable[str]]
) -> Mapping[str, Group]:
    """Return what open postings name of countries and worldwide, or of regions, by these keys."""
    groups = {
        key: Group(key, place_name(key, words), _area_slug(key), tuple(found))
        for key, found in _by_key(postings, keys).items()
    }
    return _by_name(groups)


def _area_slug(key: str) -> str:
    """Return the slug of a country, which has a code for its key, of a region or of worldwide."""
    return places.country_slug(key) if key.isupper() else key


def _by_key(
    postings: Iterable[Posting], keys: Callable[[Listing], Iterable[str]]
) -> dict[str, list[Posting]]:
    """Return the postings under each key that they have."""
    found = defaultdict[str, list[Posting]](list)
    for posting in postings:
        for key in keys(posting.listing):
            having = found[key]
            if not having or having[-1] is not posting:
                having.append(posting)
    return dict(found)


def _groups(
    kind: str,
    by_key: Mapping[str, Sequence[Posting]],
    spellings: Mapping[str, str],
    profiles: Mapping[str, Profile],
) -> Mapping[str, Group]:
    """Return a group for each key that has open postings or a profile.

    Its address stays as others come and go: where all postings are closed, it is kept for them.
    """
    slugs = urls.Slugs(kind)
    groups = dict[str, Group]()
    for key in sorted(by_key, key=lambda key: (_first_posted(by_key[key]), key)):
        slug = slugs.claim(_wanted_slug(kind, key, by_key[key], spellings[key]), [urls.digest(key)])
        is_open = tuple(posting for posting in by_key[key] if not posting.is_closed)
        if is_open or key in profiles:
            groups[key] = Group(key, spellings[key], slug, is_open, profiles.get(key))
    return _by_name(groups)


def _wanted_slug(kind: str, key: str, postings: Sequence[Posting], name: str) -> str:
    """Return the slug of the spelling that came first, which later listings do not change."""
    if kind == "company":
        first = min(postings, key=lambda each: publication_order(each.listing), default=None)
        return urls.slug(names.company_base((first and first.listing.company) or name))
    return urls.slug(key)


def _first_posted(postings: Sequence[Posting]) -> dt.date:
    """Return the day of the earliest posting; the undated count as the latest."""
    days = (posting.listing.posted for posting in postings)
    return min((day for day in days if day), default=dt.date.max)


def _by_name(groups: Mapping[str, Group]) -> Mapping[str, Group]:
    """Return the groups in the order of their names."""
    return dict(sorted(groups.items(), key=lambda item: (urls.slug(item[1].name), item[0])))
