"""Finds listings that are offered twice, in time that grows as their number does."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, NamedTuple

from ssg import names, urls
from ssg.checks.sketches import bands, likeness
from ssg.listing import publication_order
from ssg.reading.text import quoted

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from ssg.listing import Listing

ALIKE = 0.8  # of two texts under one title; at 0.7 firms' own words about themselves get through
ALIKE_BY_LINK = 0.5  # of two texts under one apply link: the title may have been put otherwise
MOST_COMPARED = 8  # texts of one company and title that share a band, and are not alike


class Twin(NamedTuple):
    """A listing that repeats an earlier one, and in words what they have in common."""

    listing: Listing
    message: str
    hint: str


def find_duplicates(
    listings: Iterable[Listing],
    sketches: Mapping[str, bytes],
    chosen: frozenset[str],
    left_out: frozenset[str],
) -> Iterator[Twin]:
    """Yield each listing that repeats another one, at most once.

    The one posted later repeats the earlier one; but one of the chosen sources, if any are
    chosen, repeats one that is not, and one that errors leave out repeats any that is published.
    """
    known = _Known(sketches)

    def turn(listing: Listing) -> tuple[object, ...]:
        source = listing.source
        return (source in left_out, source in chosen, *publication_order(listing))

    for listing in sorted(listings, key=turn):
        twin = known.by_link(listing) or known.by_text(listing)
        if twin is None:
            known.add(listing)
        else:
            yield twin


class _Known:
    """The listings that repeat none, by what a repetition of them would share with them."""

    def __init__(self, sketches: Mapping[str, bytes]) -> None:
        self._sketches = sketches
        self._by_link: dict[str, list[Listing]] = defaultdict(list)
        self._by_band: dict[tuple[str, str, int, bytes], list[Listing]] = defaultdict(list)

    def add(self, listing: Listing) -> None:
        """Remember a listing."""
        if listing.apply_url:
            _put(self._by_link[_link_key(listing.apply_url)], listing)
        for number, band in bands(self._sketches.get(listing.source, b"")):
            _put(self._by_band[*_name_key(listing), number, band], listing)

    def by_link(self, listing: Listing) -> Twin | None:
        """Return the twin with one apply link; a page for all jobs of a firm makes no twins."""
        for other in self._by_link.get(_link_key(listing.apply_url or ""), ()):
            has_one_title = urls.slug(listing.title) == urls.slug(other.title)
            if has_one_title or self._likeness(listing, other) >= ALIKE_BY_LINK:
                message = f"the apply link is that of {quoted(other.title)} in {other.source}"
                return Twin(listing, message, "keep one of the two")
        return None

    def by_text(self, listing: Listing) -> Twin | None:
        """Return the twin with one company and title, and nearly one text."""
        key = _name_key(listing)
        found: dict[str, Listing] = {}
        for number, band in bands(self._sketches.get(listing.source, b"")):
            for other in self._by_band.get((*key, number, band), ()):
                found[other.source] = other
        for other in sorted(found.values(), key=publication_order):
            if self._likeness(listing, other) >= ALIKE:
                message = f"title and text are nearly those of {other.source}"
                hint = "keep one of the two"
                if listing.location != other.location:
                    hint += "; its location can name all places"
                return Twin(listing, message, hint)
        return None

    def _likeness(self, one: Listing, other: Listing) -> float:
        """Return how much two texts have in common."""
        return likeness(self._sketches.get(one.source, b""), self._sketches.get(other.source, b""))


def _put(bucket: list[Listing], listing: Listing) -> None:
    """Add a listing to those of one key, as long as they are few."""
    if len(bucket) < MOST_COMPARED:
        bucket.append(listing)


def _name_key(listing: Listing) -> tuple[str, str]:
    """Return what the spellings of a company and of a title share."""
    return names.company_key(listing.company or ""), urls.slug(listing.title)


def _link_key(address: str) -> str:
    """Return what the spellings of an apply link share: no fragment, no slash at its end."""
    return address.partition("#")[0].rstrip("/")
