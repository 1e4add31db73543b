"""What a page shows: one frozen view for each template, holding everything that stands on it."""

from __future__ import annotations

import functools
import hashlib
import io
import pickle
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Callable, Iterator, Mapping

    Remade = tuple[Callable[..., Any], tuple[Any, ...]]  # what is called, and with what

CARDS_HELD = 1 << 14  # cards of which a process remembers what it made of them


class Link(NamedTuple):
    """A link within the site or out of it."""

    label: str
    href: str


class Counted(NamedTuple):
    """A link to a group, with the number of open listings behind it."""

    label: str
    href: str
    listings: int


class Feed(NamedTuple):
    """A feed as pages announce it."""

    title: str
    href: str


class Head(NamedTuple):
    """What the `head` element of a page says."""

    title: str
    description: str
    canonical: str
    feed: Feed
    is_indexed: bool = True


class Card(NamedTuple):
    """A listing as a row of a list; `place` and `pay` are in words, ready to be read."""

    slug: str
    title: str
    href: str
    company: Link | None
    company_name: str
    arrangement: str
    place: str
    pay: str
    posted: dt.date | None
    summary: str
    tags: tuple[Link, ...]


class Pagination(NamedTuple):
    """The pages of an index around one of them; a None among the pages stands for a gap."""

    number: int
    last: int
    previous: str
    next: str
    pages: tuple[tuple[int, str] | None, ...]


class Index(NamedTuple):
    """A page of the front page's or the archive's list."""

    head: Head
    heading: str
    intro: str
    cards: tuple[Card, ...]
    total: int
    pagination: Pagination | None
    feed: Feed | None
    tags: tuple[Counted, ...]
    countries: tuple[Counted, ...]


class ListingPage(NamedTuple):
    """The page of one listing.

    `body` is the key of its HTML, for the `html` filter; `areas` are the countries and regions
    that the listing names, or worldwide; `job_posting` is what search engines read, as JSON, with
    no description yet, or no text where there is none.
    """

    head: Head
    card: Card
    summary: str
    language: str
    body: str
    twin: str
    apply: str
    place: str
    location_as_written: str
    areas: tuple[Link, ...]
    pay_as_written: str
    employment_type: tuple[str, ...]
    benefits: tuple[str, ...]
    company_url: str
    last_day: dt.date | None
    closed_on: dt.date | None
    similar: tuple[Card, ...]
    job_posting: str


class TwinPage(NamedTuple):
    """An open listing in Markdown; `body` is the key of its author's text, for `markdown`."""

    url: str
    card: Card
    place: str
    pay: str
    apply: str
    last_day: dt.date | None
    body: str


class GroupPage(NamedTuple):
    """A page of one company, country, region or tag.

    `beside` is what else is open to people in a country, or the countries of a region.
    """

    head: Head
    kind: str
    heading: str
    name: str
    up: Link
    cards: tuple[Card, ...]
    total: int
    pagination: Pagination | None
    feed: Feed
    website: str
    logo: str
    beside: tuple[Counted, ...]
    facts: tuple[tuple[str, str], ...]
    language: str
    body: str


class Letter(NamedTuple):
    """The groups whose names begin alike."""

    label: str
    groups: tuple[Counted, ...]


class GroupsPage(NamedTuple):
    """The index of all companies, countries, regions or tags; that of countries names regions.

    Where there are many groups, `letters` has them once more, by the letter they begin with.
    """

    head: Head
    kind: str
    heading: str
    groups: tuple[Counted, ...]
    letters: tuple[Letter, ...]
    regions: tuple[Counted, ...]


class NotFoundPage(NamedTuple):
    """The page for an address that there is not."""

    head: Head
    links: tuple[Link, ...]


class FeedItem(NamedTuple):
    """A listing in a feed; its day as RFC 822 has it in RSS, as RFC 3339 has it elsewhere."""

    title: str
    url: str
    published: str
    summary: str
    creator: str
    categories: tuple[str, ...]
    body: str


class FeedPage(NamedTuple):
    """An RSS 2.0 or Atom feed."""

    title: str
    description: str
    home: str
    url: str
    language: str
    updated: str
    items: tuple[FeedItem, ...]


class JsonFeedItem(NamedTuple):
    """A listing in a JSON Feed, with the address one applies at, and facts as JSON's types."""

    item: FeedItem
    external_url: str
    facts: Mapping[str, object]


class JsonFeedPage(NamedTuple):
    """A JSON Feed."""

    title: str
    description: str
    home: str
    url: str
    language: str
    items: tuple[JsonFeedItem, ...]


class AggregatorItem(NamedTuple):
    """A listing for job aggregators."""

    slug: str
    url: str
    title: str
    company: str
    country: str
    place: str
    areas: str
    salary: str
    job_type: str
    remote_type: str
    category: str
    posted: dt.date | None
    expires: dt.date | None
    summary: str
    body: str


class AggregatorPage(NamedTuple):
    """A part of a file for job aggregators: the first opens it, the last closes it."""

    publisher: str = ""
    home: str = ""
    updated: str = ""
    jobs: tuple[AggregatorItem, ...] = ()
    is_first: bool = False
    is_last: bool = False


class SitemapEntry(NamedTuple):
    """An address in a sitemap, with the day its content last changed where that is known."""

    url: str
    modified: str


class SitemapPage(NamedTuple):
    """A sitemap, or an index of sitemaps."""

    entries: tuple[SitemapEntry, ...]
    is_index: bool


class RobotsPage(NamedTuple):
    """What crawlers are told."""

    sitemap: str


class AssistantPage(NamedTuple):
    """What assistants are told of a site, and its address in full."""

    title: str
    description: str
    home: str


View = (
    TwinPage
    | Index
    | ListingPage
    | GroupPage
    | GroupsPage
    | NotFoundPage
    | FeedPage
    | JsonFeedPage
    | AggregatorPage
    | SitemapPage
    | RobotsPage
    | AssistantPage
)


class Page(NamedTuple):
    """A file to be rendered: its path under `output/`, its template and what that shows."""

    path: str
    template: str
    view: View
    bodies: tuple[str, ...] = ()


class Stream(NamedTuple):
    """A file that may be too large to be held: its path, and what yields its parts, in order.

    The parts differ from each other; they are rendered one by one and written end to end.
    """

    path: str
    parts: Callable[[], Iterator[Page]]


class File(NamedTuple):
    """A file whose bytes are known: its path under `output/` and what it holds."""

    path: str
    data: bytes


def packed(page: Page) -> bytes:
    """Return a page as bytes to send to a worker, equal for equal pages."""
    return _bytes_of(page, {Card: _as_packed, Link: _as_fields, FeedItem: _as_fields})


def unpacked(data: bytes) -> Page:
    """Return a page that `packed` made bytes of in this same build."""
    page: Page = pickle.loads(data)  # noqa: S301 - it came from our own process a moment ago
    return page


def key_of(data: bytes) -> str:
    """Return the key of a packed page: equal keys, equal pages."""
    return hashlib.blake2b(data, digest_size=16).hexdigest()


def _bytes_of(value: object, ways: Mapping[type, Callable[[Any], Remade]]) -> bytes:
    """Return a value as bytes, those of its parts that there is a way for in that way.

    Without its memo the pickler writes by value alone: whether two equal texts are one object,
    which differs from build to build, then leaves no trace in the bytes or in their hash.
    """
    buffer = io.BytesIO()
    pickler = pickle.Pickler(buffer, protocol=5)
    pickler.fast = True
    pickler.dispatch_table = ways
    pickler.dump(value)
    return buffer.getvalue()


def _as_fields(value: tuple[object, ...]) -> Remade:
    """Return how a named tuple is made again, with less ado than it would tell of itself."""
    return type(value), (*value,)


def _as_packed(card: Card) -> Remade:
    """Return how a card is made again; it stands on several pages, and is packed once for all."""
    return _unpacked_card, (_packed_card(card),)


@functools.lru_cache(maxsize=CARDS_HELD)
def _packed_card(card: Card) -> bytes:
    """Return a card as bytes."""
    return _bytes_of(tuple(card), {Link: _as_fields})


@functools.lru_cache(maxsize=CARDS_HELD)
def _unpacked_card(data: bytes) -> Card:
    """Return the card that bytes were made of: the same one wherever it stands."""
    return Card(*pickle.loads(data))  # noqa: S301 - as in `unpacked`
