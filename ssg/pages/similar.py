"""Which open listings are like another one, so that few pages change where one is added.

Listings share features: a word of their titles, a tag, a company, each with a country or region. Of
those that share one, the nearest in time are taken, on either side. So a new listing takes a place
on the pages of its nearest neighbours alone, and finding them takes time linear in all listings.
"""

from __future__ import annotations

import functools
import itertools
import re
from bisect import bisect_left
from collections import Counter
from typing import TYPE_CHECKING, NamedTuple

from ssg import names, places
from ssg.site import WORLDWIDE, area_keys, newest_first

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from ssg.site import Posting, Site

MOST = 4  # listings on a page
# Of them, at first: two by a word of their titles, then one of the company, then by tag.
AT_FIRST = {"word": 2, "company": 1, "tag": MOST, "anywhere": MOST}
TELLING = 3  # words of a title that are looked at, the rarest
MOST_AREAS, MOST_TAGS = 2, 2  # of those that a listing names
_WORD = re.compile(r"[^\W\d_]{4,}")


class Offer(NamedTuple):
    """A listing by what it is compared with others; of areas, tags and countries the first ones."""

    title: str
    company: str | None
    company_key: str
    tag_keys: tuple[str, ...]
    areas: tuple[str, ...]  # as `area_keys` has them
    countries: tuple[str, ...]


Told = tuple[object, ...]  # the fields of an offer, which go to another process the quickest


class Offers(NamedTuple):
    """The listings of a site, newest first; the closed ones with their places among the open."""

    open: tuple[Told, ...]
    closed: tuple[tuple[int, Told], ...]


Places = tuple[int, ...]  # of open listings among these
Alike = tuple[Places, ...]
Feature = tuple[str, ...]  # its kind, then what is shared
# Where a listing stands, or would, by a feature: its kind, the places of open listings that share
# it, newest first, and its own among these.
Standing = tuple[str, list[int], int]


def offers(site: Site) -> Offers:
    """Return the listings of a site as they are compared."""
    turns = [*map(newest_first, site.postings)] if site.closed else []
    closed = ((bisect_left(turns, newest_first(each)), _told(each)) for each in site.closed)
    return Offers(tuple(map(_told, site.postings)), tuple(closed))


def _told(posting: Posting) -> Told:
    """Return a listing as it is compared, in the order of an offer's fields."""
    it = posting.listing
    company_key = names.company_key(it.company) if it.company else ""
    tag_keys = tuple(dict.fromkeys(map(names.tag_key, it.tags[:MOST_TAGS])))
    areas, countries = area_keys(it.places)[:MOST_AREAS], it.places.countries[:MOST_AREAS]
    return it.title, it.company, company_key, tag_keys, areas, countries


def alike(offers: Offers) -> Alike:
    """Return which open listings are most like each listing of a site, by their places in it.

    They are as many tuples as there are listings, the open ones first.
    """
    similar = Similar([*map(Offer._make, offers.open)])
    open_ones = map(similar.to_open, range(len(offers.open)))
    closed = (similar.to_closed(place, Offer._make(told)) for place, told in offers.closed)
    return (*open_ones, *closed)


class Similar:
    """Finds the open listings that are most like one; made once for all of a site's."""

    def __init__(self, offers: Sequence[Offer]) -> None:
        """Take the open listings, newest first."""
        self._offers = offers
        numbers = dict[tuple[str, str | None], int]()
        told = ((offer.title, offer.company) for offer in offers)
        self._numbers = [numbers.setdefault(each, len(numbers)) for each in told]
        words = [_words(offer.title) for offer in offers]
        counts = Counter(itertools.chain.from_iterable(words))
        # In powers of two, so that one more listing with a word seldom changes what is rare.
        self._frequency = {
            word: (count.bit_length(), word) for word, count in counts.items() if count > 1
        }
        self._sharing = dict[Feature, list[int]]()
        self._standing = [
            self._placed(place, self._features_of(offer, found))
            for place, (offer, found) in enumerate(zip(offers, words, strict=True))
        ]

    def to_open(self, place: int) -> Places:
        """Return the places of up to four open listings, most like the one at a place first."""
        return self._chosen(self._offers[place], place, self._standing[place], place)

    def to_closed(self, place: int, offer: Offer) -> Places:
        """Return the places of up to four open listings, most like one that would stand there."""
        own = [*self._found(self._features_of(offer, _words(offer.title)), place)]
        return self._chosen(offer, place, own)

    def _near(self, offer: Offer, place: int, own: Sequence[Standing]) -> Iterator[Standing]:
        """Yield where a listing stands by what it may share, the most telling first."""
        yield from (each for each in own if each[0] != "anywhere")
        yield from self._found(_wider(offer), place)
        yield from (each for each in own if each[0] == "anywhere")

    def _placed(self, place: int, features: Iterable[Feature]) -> list[Standing]:
        """Note that the listing at a place has some features; return where it stands by them."""
        standing = []
        for feature in features:
            sharing = self._sharing.setdefault(feature, [])
            standing.append((feature[0], sharing, len(sharing)))
            sharing.append(place)
        return standing

    def _found(self, features: Iterable[Feature], place: int) -> Iterator[Standing]:
        """Yield where a place lies among the listings with each of some features."""
        for feature in features:
            if sharing := self._sharing.get(feature):
                yield feature[0], sharing, bisect_left(sharing, place)

    def _chosen(self, offer: Offer, place: int, own: Sequence[Standing], but: int = -1) -> Places:
        """Return the places of listings to show beside one that stands at a place; but one.

        One offer may stand under several places or tags; it is shown once.
        """
        chosen, numbers, room = dict[int, int](), self._numbers, dict(AT_FIRST)
        for kind, sharing, here in self._near(offer, place, own):
            if not room[kind]:
                continue
            for near in _outwards(sharing, here, but):
                if numbers[near] in chosen:
                    continue
                chosen[numbers[near]] = near
                if len(chosen) == MOST:
                    return tuple(chosen.values())
                room[kind] -= 1
                if not room[kind]:
                    break
        for _, sharing, here in self._near(offer, place, own):
            for near in _outwards(sharing, here, but):
                chosen.setdefault(numbers[near], near)
        return tuple(chosen.values())[:MOST]

    def _features_of(self, offer: Offer, words: Iterable[str]) -> list[Feature]:
        """Return what a listing may share, the most telling first."""
        areas, tags = offer.areas or ("",), offer.tag_keys
        features: list[Feature] = [
            ("word", word, *tags[:1], area) for word in self._telling(words) for area in areas
        ]
        if offer.company:
            features.append(("company", offer.company_key))
        features += [("tag", tag, area) for tag in tags for area in areas]
        features += [("anywhere", tag) for tag in tags]
        return features

    def _telling(self, words: Iterable[str]) -> list[str]:
        """Return the rarest words of a title that another one has too."""
        shared = sorted(filter(None, map(self._frequency.get, words)))
        return [word for _, word in shared[:TELLING]]


def _outwards(sharing: Sequence[int], here: int, but: int) -> Iterator[int]:
    """Yield the places nearest to one of those that share a feature, by turns on either side."""
    behind = here + (here < len(sharing) and sharing[here] == but)
    for step in range(MOST):
        if step < here:
            yield sharing[here - 1 - step]
        if behind + step < len(sharing):
            yield sharing[behind + step]


def _wider(offer: Offer) -> Iterator[Feature]:
    """Yield the tags of a listing in what holds its countries: regions, and the whole world."""
    for tag in offer.tag_keys:
        for country in offer.countries:
            for region in _regions_of(country):
                yield ("tag", tag, region)
        yield ("tag", tag, WORLDWIDE)


@functools.cache
def _regions_of(country: str) -> tuple[str, ...]:
    return tuple(each for each in places.REGIONS if country in places.region_countries(each))


def _words(title: str) -> set[str]:
    """Return the words of a title, without short ones."""
    return set(_WORD.findall(title.casefold()))
