"""What a site's owner sets: read from `ssg.toml`, or `[tool.ssg]` in `pyproject.toml`."""

from __future__ import annotations

import datetime as dt
import math
import re
import tomllib
from dataclasses import dataclass, field, fields, replace
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal, NamedTuple, get_args

from ssg.colors import hex_of, named
from ssg.problems import nearest, printable
from ssg.tables import rows

if TYPE_CHECKING:
    from collections.abc import Mapping

    from ssg.rules import RuleLevel

Images = Literal["link", "keep", "drop"]
Markdown = Literal["python-markdown", "gfm"]
Search = Literal["built-in", "pagefind", "off"]
SocialCards = Literal["site", "listings", "off"]

CHOICES = {
    "images": get_args(Images),
    "markdown": get_args(Markdown),
    "search": get_args(Search),
    "social_cards": get_args(SocialCards),
}

_SITE_ADDRESS = re.compile(r"https?://[A-Za-z0-9.-]+(?::([0-9]{1,5}))?(?:/[^\s?#\"'<>\\]*)?")
LARGEST_PORT = 65535

# What days may be added to a date, and what time may be waited for.
MOST = {"max_age_days": 1_000_000, "time_limit": 1_000_000}

# A site has to say its address in feeds and the sitemap; RFC 2606 keeps this one free for examples.
UNSET_BASE_URL = "https://example.org/"

_ADDRESSES = "addresses begin with https://, http:// or mailto:"


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


class SettingsError(Exception):
    """A setting that cannot be used; its text names the file, the line and the setting."""


class ReadingSettings(NamedTuple):
    """The settings that the reading of a listing depends on."""

    images: Images = "link"
    markdown: Markdown = "python-markdown"
    markdown_twins: bool = False
    front_matter_limit: int = 65_536
    nesting_limit: int = 64
    link_limit: int = 200


def reading_settings(settings: Settings) -> ReadingSettings:
    """Return those of the settings that the reading of a listing depends on."""
    return ReadingSettings(*(getattr(settings, name) for name in ReadingSettings._fields))


def read_settings(site: Path, **overrides: object) -> Settings:
    """Return the settings of a site folder; overrides given as None are left alone.

    Raises:
        SettingsError: a file that cannot be read, an unknown setting or a wrong value.
    """
    path, text, table = _table(site)
    where = _Where(path.name, text)
    values: dict[str, Any] = {name: _value(where, name, value) for name, value in table.items()}
    given = {name: value for name, value in overrides.items() if value is not None}
    option = _Where("--base-url", "")
    values |= {name: _value(option, name, value) for name, value in given.items()}
    return replace(Settings(), **values)


class _Where(NamedTuple):
    """The file a setting stands in, to say where it is wrong."""

    name: str
    text: str

    def error(self, key: str, message: str, hint: str = "") -> SettingsError:
        """Return the error for a key, with the line the key stands on where it is found."""
        pattern = rf"^[ \t]*(?:\[+[ \t]*(?:tool\.ssg\.)?)?[\"']?{re.escape(key)}[\"']?\s*[=.\]]"
        start = self.text.find("[tool.ssg]") if self.name == "pyproject.toml" else 0
        within = rf"[{{,][ \t]*[\"']?{re.escape(key)}[\"']?\s*="  # an inline table
        patterns = (re.compile(each, re.MULTILINE) for each in (pattern, within))
        lines = (each.search(self.text, max(start, 0)) for each in patterns)
        found = next(filter(None, lines), None)
        line = f":{self.text.count(chr(10), 0, found.start()) + 1}" if found else ""
        return SettingsError(
            printable(f"{self.name}{line}: error: {message}" + (f"; {hint}" if hint else ""))
        )


def _table(site: Path) -> tuple[Path, str, Mapping[str, Any]]:
    """Return the file that holds the settings, its text, and the settings as TOML gives them."""
    own, project = site / "ssg.toml", site / "pyproject.toml"
    if own.exists():
        text, document = _toml(own)
        return own, text, document
    if project.exists():
        text, document = _toml(project)
        tool = document.get("tool", {})
        table = tool.get("ssg", {}) if isinstance(tool, dict) else tool
        if not isinstance(table, dict):
            raise SettingsError("pyproject.toml: error: tool.ssg is not a table")
        return project, text, table
    return own, "", {}


def _toml(path: Path) -> tuple[str, dict[str, Any]]:
    """Return the text of a TOML file and what it holds."""
    try:
        text = path.read_text(encoding="utf-8-sig")
        return text, tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        told = re.fullmatch(r"(.*) \(at line (\d+), column \d+\)", str(error))
        reason, line = (told[1], f":{told[2]}") if told else (str(error), "")
        raise SettingsError(f"{path.name}{line}: error: not valid TOML: {reason}") from None
    except UnicodeDecodeError:
        raise SettingsError(f"{path.name}: error: the file is not UTF-8") from None
    except OSError as error:
        raise SettingsError(f"{path.name}: error: cannot be read: {error.strerror}") from None


def _value(where: _Where, name: str, value: object) -> object:
    """Return the value of one setting in the type that `Settings` has for it."""
    known = {each.name: each.default for each in fields(Settings)}
    if name not in known:
        hint = nearest(name, known)
        message = f'"{name}" is not a setting'
        raise where.error(name, message, hint or f"known are {', '.join(known)}")
    if name in {"navigation", "footer_links"}:
        return _links(where, name, value)
    of_tables = {"worldwide_means": _countries, "rates": _rates, "rules": _rules}
    if name in of_tables:
        return of_tables[name](where, value)
    if isinstance(known[name], bool):
        if not isinstance(value, bool):
            raise where.error(name, f"{name} must be true or false, not {value!r}")
        return value
    if isinstance(known[name], int):
        return _number(where, name, value)
    if not isinstance(value, str):
        raise where.error(name, f"{name} must be text in quotes, not {value!r}")
    return _text(where, name, value)


def _number(where: _Where, name: str, value: object) -> int:
    """Return a whole number that its setting can have."""
    least, most = 0 if name == "max_age_days" else 1, MOST.get(name, math.inf)
    if isinstance(value, int) and not isinstance(value, bool) and least <= value <= most:
        return value
    bounds = f"from {least} to {most}" if name in MOST else f"from {least}"
    raise where.error(name, f"{name} must be a whole number {bounds}, not {value!r}")


def _text(where: _Where, name: str, value: str) -> str:
    """Return the text of a setting, judged where the setting asks for more than any text."""
    text = " ".join(value.split())
    if re.search("[\x00-\x1f\x7f-\x9f\ufffe\uffff]", text):  # TOML can spell them
        raise where.error(name, f"{name} holds a control character, which no feed may hold")
    if name in CHOICES and text not in CHOICES[name]:
        choices = ", ".join(f'"{choice}"' for choice in CHOICES[name])
        hint = nearest(text, CHOICES[name])
        raise where.error(name, f'{name} = "{text}" is not one of {choices}', hint)
    if name == "markdown" and text == "gfm" and find_spec("comrak") is None:
        hint = "install it with: pip install ssg[gfm]"
        raise where.error(name, 'markdown = "gfm" needs a library that is not installed', hint)
    if name == "search" and text == "pagefind" and find_spec("pagefind_bin") is None:
        hint = "install it with: pip install ssg[pagefind]"
        raise where.error(name, 'search = "pagefind" needs a program that is not installed', hint)
    if name == "language" and not re.fullmatch(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*", text):
        raise where.error(name, f'language = "{text}" is not a language tag', 'such as "en"')
    if name == "base_url":
        found = _SITE_ADDRESS.fullmatch(text)
        if found is None or int(found[1] or 0) > LARGEST_PORT:
            message = f'base_url = "{text}" is not an address a site can have'
            raise where.error(name, message, 'such as "https://name.github.io/jobs/"')
        return text.rstrip("/") + "/"
    if name == "submit_url" and text and not _link(text):
        raise where.error(name, f'{name} = "{text}" is neither an address nor a path', _ADDRESSES)
    if name == "logo" and text and (not _link(text) or ":" in text or text == "/"):
        hint = 'such as "logo.svg" for the file static/logo.svg'
        raise where.error(name, f'logo = "{text}" is no path of a file of the site', hint)
    return _color(where, name, text) if name == "accent" and text else text


def _color(where: _Where, name: str, text: str) -> str:
    """Return a colour as `#rrggbb`."""
    color = hex_of(text)
    if color is None:
        hint = nearest(text.lower(), named()) or 'such as "#0b5f4f" or "teal"'
        raise where.error(name, f'{name} = "{text}" is not a colour', hint)
    return color


def _countries(where: _Where, value: object) -> tuple[str, ...]:
    """Return the codes of countries."""
    name = "worldwide_means"
    if not isinstance(value, list) or not all(isinstance(code, str) for code in value):
        raise where.error(name, f'{name} must be a list of countries such as ["DE", "US"]')
    # The table lies above this room, which may not import from there.
    known = {row[0] for row in rows(Path(__file__).with_name("places") / "countries.tsv")}
    codes = [code.strip().upper() for code in value]
    for code in codes:
        if not re.fullmatch("[A-Z]{2}", code) or code not in known:
            hint = 'such as "DE" or "US"; the United Kingdom is "GB"'
            raise where.error(
                name, f'{name} names "{code}", which is no country of ISO 3166-1', hint
            )
    return tuple(dict.fromkeys(codes))


def _rules(where: _Where, value: object) -> tuple[RuleLevel, ...]:
    """Return what is said of single rules."""
    from ssg.rules import LevelError, read_levels  # noqa: PLC0415 - most sites say nothing of them

    try:
        return read_levels(value)
    except LevelError as error:
        raise where.error(error.name, error.message, error.hint) from None


def _rates(where: _Where, value: object) -> Rates | None:
    """Return the exchange rates of a day."""
    shape = "rates must be a table such as { date = 2026-11-20, EUR = 1, USD = 1.09 }"
    if not isinstance(value, dict) or type(value.get("date")) is not dt.date:
        raise where.error("rates", shape)
    units = {code: rate for code, rate in value.items() if code != "date"}
    for code, rate in units.items():
        is_number = isinstance(rate, int | float) and not isinstance(rate, bool)
        if not re.fullmatch("[A-Z]{3}", code) or not is_number or not 0 < rate < float("inf"):
            hint = "a currency is its code of ISO 4217, a rate a number above 0"
            raise where.error(code, f"rates cannot have {code} = {rate!r}", hint)
    return Rates(value["date"], tuple((code, float(rate)) for code, rate in units.items()))


def _links(where: _Where, name: str, value: object) -> tuple[NavigationLink, ...]:
    """Return the links at the head or the foot of pages."""
    shape = f'{name} must be tables of the form {{ label = "About", url = "about/" }}'
    if not isinstance(value, list):
        raise where.error(name, shape)
    links = []
    for entry in value:
        if not isinstance(entry, dict) or set(entry) != {"label", "url"}:
            raise where.error(name, shape)
        label, url = entry["label"], entry["url"]
        if not (isinstance(label, str) and label.strip() and isinstance(url, str) and _link(url)):
            raise where.error(name, shape)
        links.append(NavigationLink(label.strip(), url))
    return tuple(links)


def _link(text: str) -> bool:
    """Return whether the text is a full address (http, https, mailto) or a path under the site."""
    full = re.fullmatch(r"(https?://|mailto:)[^\s\"'<>]+", text)
    if re.match(r"www\.|[^/@:]+@[^/@]+\.\w+$", text):  # as a path it would lead nowhere
        return False
    return bool(full or re.fullmatch(r"[^\s:\"'<>/][^\s:\"'<>]*|/?", text))
