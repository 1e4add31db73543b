"""What a page shows: one frozen view for each template, holding everything that stands on it."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Mapping

    from ssg.charts import Statistics, WorldMap
    from ssg.colors import Accents


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
    """What the `head` element of a page says; `card` is its own picture for link previews."""

    title: str
    description: str
    canonical: str
    feed: Feed
    is_indexed: bool = True
    card: Link | None = None


class Card(NamedTuple):
    """A listing as a row of a list; `place` and `pay` are in words, ready to be read.

    The languages are those of the title and of the company's name where their letters tell, and
    not the site's own.
    """

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
    title_language: str = ""
    company_language: str = ""
    digest: bytes = b""  # equal digests, equal cards; none where nobody needs it


class Pagination(NamedTuple):
    """The pages of an index around one of them; a None among the pages stands for a gap."""

    number: int
    last: int
    previous: str
    next: str
    pages: tuple[tuple[int, str] | None, ...]


class Index(NamedTuple):
    """A page of the front page's or the archive's list.

    `intro` says what the board is, in large type; `lead` says more where the intro is a tagline.
    """

    head: Head
    heading: str
    intro: str
    cards: tuple[Card, ...]
    total: int
    pagination: Pagination | None
    lead: str = ""
    feed: Feed | None = None
    tags: tuple[Counted, ...] = ()
    countries: tuple[Counted, ...] = ()
    search: SearchBox | None = None


class SearchBox(NamedTuple):
    """The search of the front page: where its index lies.

    `rates_of` is the day of the exchange rates by which pay is compared, None where there are none;
    `texts` is where the index of the listings' texts lies, no text where there is none.
    """

    address: str
    rates_of: dt.date | None
    texts: str


class SearchIndex(NamedTuple):
    """The index of the search: JSON without its end, and what a template puts into words.

    That is the posting days with their counts, and rows with marks for their values.
    """

    columns: str
    days: tuple[tuple[dt.date | None, int], ...]
    rows: tuple[Card, ...]


class ListingPage(NamedTuple):
    """The page of one listing.

    `body` is the key of its HTML, for the `html` filter; `areas` are the countries and regions
    that the listing names, or worldwide; `apply_at` is the host of the address one applies at, or
    an e-mail address; `job_posting` is what search engines read, as JSON, with no description yet,
    or no text where there is none.
    """

    head: Head
    card: Card
    summary: str
    language: str
    body: str
    twin: str
    apply: str
    apply_at: str
    is_remote: bool
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
    employment_type: tuple[str, ...]
    benefits: tuple[str, ...]
    apply: str
    last_day: dt.date | None
    body: str


class GroupPage(NamedTuple):
    """A page of one company, country, region or tag, or of a tag within a country.

    `beside` is what else is open to people in a country, or the countries of a region; `further`
    are the newest listings of what else is open to them. `inside` is how many more listings there
    are in the countries of a region, and `around` what else is open to people in all of it.
    `narrower` are the tags of a country that have pages of their own there, or the countries of a
    tag; such a page has `wider`, the tag
    everywhere, and `above`, the links over `up`, which is its country. `name_language` is that of a
    company's name where its letters tell, and not the site's own.
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
    initial: str
    website: str = ""
    logo: str = ""
    beside: tuple[Counted, ...] = ()
    inside: int = 0
    around: tuple[Counted, ...] = ()
    further: tuple[Card, ...] = ()
    facts: tuple[tuple[str, str], ...] = ()
    language: str = ""
    body: str = ""
    narrower: tuple[Counted, ...] = ()
    wider: Link | None = None
    above: tuple[Link, ...] = ()
    name_language: str = ""


class Letter(NamedTuple):
    """The groups whose names begin alike."""

    label: str
    groups: tuple[Counted, ...]


class GroupsPage(NamedTuple):
    """The index of all companies, countries, regions or tags; that of countries names regions.

    Where there are many groups, `letters` has them once more, by the letter they begin with. Where
    there is none of them, and open listings are there, `none` says so.
    """

    head: Head
    kind: str
    heading: str
    groups: tuple[Counted, ...]
    letters: tuple[Letter, ...]
    regions: tuple[Counted, ...]
    map: WorldMap | None
    none: str


class StatsPage(NamedTuple):
    """The statistics of a board."""

    head: Head
    kind: str
    figures: Statistics


class NotFoundPage(NamedTuple):
    """The page for an address that there is not: ways on, and the newest listings."""

    head: Head
    links: tuple[Link, ...]
    cards: tuple[Card, ...]


class OwnPage(NamedTuple):
    """A page of the site's owner, whose text stands in its template."""

    head: Head
    heading: str


class FeedItem(NamedTuple):
    """A listing in a feed; its day as RFC 822 has it in RSS, as RFC 3339 has it elsewhere.

    `language` is that of its text where it is clear and not the site's own.
    """

    title: str
    url: str
    published: str
    summary: str
    creator: str
    categories: tuple[str, ...]
    language: str
    body: str


class JsonFeedItem(NamedTuple):
    """A listing in a JSON Feed, with the address one applies at, and facts as JSON's types."""

    item: FeedItem
    external_url: str
    facts: Mapping[str, object]


class FeedPage(NamedTuple):
    """A feed: RSS 2.0, Atom, or a JSON Feed, which has no day of its own."""

    title: str
    description: str
    home: str
    url: str
    language: str
    updated: str
    items: tuple[FeedItem | JsonFeedItem, ...]


class AggregatorItem(NamedTuple):
    """A listing for job aggregators."""

    slug: str
    url: str
    title: str
    company: str
    country: str
    state: str
    city: str
    arrangement: str
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


class AppearancePage(NamedTuple):
    """What stands at the root for browsers: icons, colours, the web manifest."""

    initial: str
    accents: Accents


class RobotsPage(NamedTuple):
    """What crawlers are told."""

    sitemap: str


class AssistantPage(NamedTuple):
    """What assistants are told of a site, and its address in full."""

    title: str
    description: str
    home: str
    has_regions: bool


View = (
    TwinPage
    | Index
    | ListingPage
    | GroupPage
    | GroupsPage
    | StatsPage
    | NotFoundPage
    | OwnPage
    | FeedPage
    | AggregatorPage
    | SitemapPage
    | AppearancePage
    | RobotsPage
    | SearchIndex
    | AssistantPage
)
