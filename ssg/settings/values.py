"""What a site's owner sets, with what stands where nothing is set."""

from __future__ import annotations

from dataclasses import dataclass
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
    """A site's settings, every one with its default; docs/settings.md says what each does."""

    title: str = "Jobs"
    tagline: str = ""
    description: str = ""
    base_url: str = UNSET_BASE_URL
    language: str = "en"
    page_size: int = 50
    feed_length: int = 30
    max_age_days: int = 0
    worldwide_means: tuple[str, ...] = ()
    markdown_twins: bool = False
    time_limit: int = 10
    size_limit: int = 1_000_000
    front_matter_limit: int = 65_536
    nesting_limit: int = 64
    link_limit: int = 200
    markdown: Markdown = "python-markdown"
    images: Images = "link"
    logo: str = ""
    accent: str = ""
    social_cards: SocialCards = "site"
    submit_url: str = ""
    navigation: tuple[NavigationLink, ...] = ()
    footer: str = ""
    footer_links: tuple[NavigationLink, ...] = ()
    search: Search = "built-in"
    rates: Rates | None = None
    rules: tuple[RuleLevel, ...] = ()


class ReadingSettings(NamedTuple):
    """The settings that the reading of a listing depends on."""

    images: Images
    markdown: Markdown
    markdown_twins: bool
    front_matter_limit: int
    nesting_limit: int
    link_limit: int


def primary_language(tag: str) -> str:
    """Return the language of a BCP 47 tag without territory and script: `pt` of `pt-BR`."""
    return tag.partition("-")[0].lower()


def reading_settings(settings: Settings) -> ReadingSettings:
    """Return those of the settings that the reading of a listing depends on."""
    return ReadingSettings(*(getattr(settings, name) for name in ReadingSettings._fields))
