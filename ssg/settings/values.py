"""What a site's owner sets, with what stands where nothing is set."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal, NamedTuple

if TYPE_CHECKING:
    import datetime as dt

    from ssg.rules import RuleLevel

Images = Literal["link", "keep", "drop"]
Markdown = Literal["python-markdown", "gfm"]
Search = Literal["built-in", "pagefind", "off"]
SocialCards = Literal["site", "listings", "off"]

# A site has to say its address in feeds and the sitemap; RFC 2606 keeps this one free for examples.
UNSET_BASE_URL = "https://example.org/"


class NavigationLink(NamedTuple):
    """One entry of the site's navigation: a full address, or a path under the site."""

    label: str
    url: str


class Rates(NamedTuple):
    """The exchange rates of a day: how many units of each currency are worth the same."""

    date: dt.date
    units: tuple[tuple[str, float], ...]


@dataclass(frozen=True, slots=True)
class Settings:
    """A site's settings, every one with its default. The `help` of each is its documentation."""

    title: str = field(default="Jobs", metadata={"help": "The name of the board."})
    tagline: str = field(
        default="", metadata={"help": "What the front page says first, in a few words."}
    )
    description: str = field(
        default="", metadata={"help": "One sentence that says whose jobs these are."}
    )
    base_url: str = field(
        default=UNSET_BASE_URL,
        metadata={"help": "The address the site is published at, with its path if it has one."},
    )
    language: str = field(
        default="en", metadata={"help": "The language of the pages, as a BCP 47 tag."}
    )
    page_size: int = field(default=50, metadata={"help": "Listings on one page of an index."})
    feed_length: int = field(default=30, metadata={"help": "Listings in one feed."})
    max_age_days: int = field(
        default=0,
        metadata={"help": "Days after which a posting closes by itself; 0 leaves it open."},
    )
    worldwide_means: tuple[str, ...] = field(
        default=(),
        metadata={
            "help": "The countries that work from anywhere may be done from, as job search engines "
            "want to know: codes of ISO 3166-1."
        },
    )
    markdown_twins: bool = field(
        default=False,
        metadata={
            "help": "Whether each open listing's text is published as its author wrote it, too: "
            "`index.md` beside its page, for assistants and scripts."
        },
    )
    time_limit: int = field(
        default=10, metadata={"help": "Seconds after which a listing is given up and left out."}
    )
    size_limit: int = field(
        default=1_000_000, metadata={"help": "Bytes of a listing's file; a larger one is left out."}
    )
    front_matter_limit: int = field(
        default=65_536,
        metadata={"help": "Characters of front matter; a listing with more is left out."},
    )
    nesting_limit: int = field(
        default=64,
        metadata={"help": "Elements within each other in a text; deeper ones lose their tags."},
    )
    link_limit: int = field(
        default=200,
        metadata={"help": "Links and pictures in one text; further ones are shown as words."},
    )
    markdown: Markdown = field(
        default="python-markdown",
        metadata={
            "help": "What reads Markdown: Python-Markdown, or `gfm`, GitHub's own parser, "
            "which is quicker and comes with `pip install ssg[gfm]`."
        },
    )
    images: Images = field(
        default="link",
        metadata={
            "help": "What becomes of pictures from other hosts: "
            "a link, kept as they are (each visit then asks their host), or dropped."
        },
    )
    logo: str = field(
        default="",
        metadata={
            "help": "A picture beside the title, at the head of every page: "
            "its path among the site's own files."
        },
    )
    accent: str = field(
        default="",
        metadata={"help": "The colour of links and buttons: `#0b5f4f`, or a name that CSS has."},
    )
    social_cards: SocialCards = field(
        default="site",
        metadata={
            "help": "The pictures that stand beside links on social networks and in messengers: "
            "one for the site, one for each listing too, or none."
        },
    )
    submit_url: str = field(
        default="", metadata={"help": "Where somebody submits a listing; shown on every page."}
    )
    navigation: tuple[NavigationLink, ...] = field(
        default=(),
        metadata={
            "help": "Further links at the head of every page: "
            "tables with `label` and `url`, the address in full or a path under the site."
        },
    )
    footer: str = field(default="", metadata={"help": "A text at the foot of every page."})
    footer_links: tuple[NavigationLink, ...] = field(
        default=(), metadata={"help": "Links at the foot of every page, as in `navigation`."}
    )
    search: Search = field(
        default="built-in",
        metadata={
            "help": "Whether the front page has a search and filters; `pagefind` finds the words "
            "of the listings' texts, too, and comes with `pip install ssg[pagefind]`."
        },
    )
    rates: Rates | None = field(
        default=None,
        metadata={
            "help": "Exchange rates by which the search compares pay in other currencies: "
            "a table of a `date`, and of how many units of each currency are worth the same."
        },
    )
    rules: tuple[RuleLevel, ...] = field(
        default=(),
        metadata={
            "help": "How much single rules weigh, in a table by their names: "
            '"off", "note", "warning" or "error".'
        },
    )


class ReadingSettings(NamedTuple):
    """The settings that the reading of a listing depends on."""

    images: Images
    markdown: Markdown
    markdown_twins: bool
    front_matter_limit: int
    nesting_limit: int
    link_limit: int


def reading_settings(settings: Settings) -> ReadingSettings:
    """Return those of the settings that the reading of a listing depends on."""
    return ReadingSettings(*(getattr(settings, name) for name in ReadingSettings._fields))
