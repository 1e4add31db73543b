"""What each setting takes, and what is said of a value that is none of it."""

from __future__ import annotations

import datetime as dt
import functools
import math
import re
from dataclasses import fields
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, get_args

from ssg.colors import hex_of, named
from ssg.problems import as_toml, nearest
from ssg.settings.values import (
    Images,
    Markdown,
    NavigationLink,
    Rates,
    Search,
    Settings,
    SocialCards,
)
from ssg.tables import rows
from ssg.urls import IN_WORDS, ascii_host, safe_url

if TYPE_CHECKING:
    from collections.abc import Callable

    from ssg.rules import RuleLevel
    from ssg.settings.reader import Where

CHOICES = {
    "images": get_args(Images),
    "markdown": get_args(Markdown),
    "search": get_args(Search),
    "social_cards": get_args(SocialCards),
}

# The module that a choice needs, which the extra of the same name brings.
NEEDED = {("markdown", "gfm"): "comrak", ("search", "pagefind"): "pagefind_bin"}

_SITE_ADDRESS = re.compile(r"https?://[A-Za-z0-9.-]+(?::([0-9]{1,5}))?(?:/[^\s?#\"'<>\\]*)?")
LARGEST_PORT = 65535

# What days may be added to a date, and what time may be waited for.
MOST = {"max_age_days": 1_000_000, "time_limit": 1_000_000}

_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*")
_LANGUAGE_NAMES = {  # of those that the interface speaks
    **dict.fromkeys(("english", "englisch", "anglais", "inglés", "inglês"), "en"),
    **dict.fromkeys(("german", "deutsch", "allemand", "alemán", "alemão"), "de"),
    **dict.fromkeys(("french", "französisch", "français", "francés", "francês"), "fr"),
    **dict.fromkeys(("spanish", "spanisch", "espagnol", "español", "espanhol"), "es"),
    **dict.fromkeys(("portuguese", "portugiesisch", "portugais", "portugués", "português"), "pt"),
}


def judged(where: Where, name: str, value: object) -> object:
    """Return the value of one setting in the type that `Settings` has for it."""
    known = {each.name: each.default for each in fields(Settings)}
    if name not in known:
        hint = nearest(name, known) or _tabled(where, name, value)
        message = f'"{name}" is not a setting'
        raise where.error(name, message, hint or f"known are {', '.join(known)}")
    if name in OF_COLLECTIONS:
        return OF_COLLECTIONS[name](where, name, value)
    if isinstance(known[name], bool):
        if not isinstance(value, bool):
            raise where.error(name, f"{name} must be true or false, not {as_toml(value)}")
        return value
    if isinstance(known[name], int):
        return _number(where, name, value)
    if not isinstance(value, str):
        message = f"{name} must be text in quotes, not {as_toml(value)}"
        raise where.error(name, message, _choices(name))
    return _text(where, name, value)


def _choices(name: str) -> str:
    """Return the words a setting is one of, no text if it may be any."""
    choices = ", ".join(f'"{choice}"' for choice in CHOICES.get(name, ()))
    return f"one of {choices}" if choices else ""


def _tabled(where: Where, name: str, value: object) -> str:
    """Return the hint for a table that no setting is: `[tool.ssg]` belongs to pyproject.toml."""
    opened = re.search(rf"^[ \t]*(\[+{re.escape(name)}\b[^\]\n]*\]+)", where.text, re.MULTILINE)
    if not isinstance(value, dict) or opened is None:
        return ""
    return f"settings stand in no table here; take the line {opened[1]} out"


def _number(where: Where, name: str, value: object) -> int:
    """Return a whole number that its setting can have."""
    least, most = 0 if name == "max_age_days" else 1, MOST.get(name, math.inf)
    if isinstance(value, int) and not isinstance(value, bool) and least <= value <= most:
        return value
    bounds = f"from {least} to {most}" if name in MOST else f"from {least}"
    raise where.error(name, f"{name} must be a whole number {bounds}, not {as_toml(value)}")


def _text(where: Where, name: str, value: str) -> str:
    """Return the text of a setting, judged where the setting asks for more than any text."""
    text = " ".join(value.split())
    if re.search("[\x00-\x1f\x7f-\x9f\ufffe\uffff]", text):  # TOML can spell them
        raise where.error(name, f"{name} holds a control character, which no feed may hold")
    if name in CHOICES and text not in CHOICES[name]:
        hint = nearest(text, CHOICES[name])
        raise where.error(name, f'{name} = "{text}" is not {_choices(name)}', hint)
    module = NEEDED.get((name, text))
    if module and find_spec(module) is None:
        hint = f"install it with: pip install ssg[{text}]"
        raise where.error(name, f'{name} = "{text}" needs a library that is not installed', hint)
    return OF_TEXTS[name](where, name, text) if name in OF_TEXTS else text


def _title(where: Where, name: str, text: str) -> str:
    if not text:
        raise where.error(name, f"{name} says nothing, and every page and feed shows it")
    return text


def _site_address(where: Where, name: str, text: str) -> str:
    """Return the address of a site, with a slash at its end."""
    found = _SITE_ADDRESS.fullmatch(text)
    if found is None or int(found[1] or 0) > LARGEST_PORT:
        meant = _meant_address(text)
        hint = f'did you mean "{meant}"?' if meant else 'such as "https://name.github.io/jobs/"'
        if meant and not text.isascii():
            hint = f'write it in ASCII (a host in punycode): "{meant}"'
        raise where.error(name, f'{name} = "{text}" is not an address a site can have', hint)
    return text.rstrip("/") + "/"


def _meant_address(text: str) -> str:
    """Return the address that one seems to mean, as with no scheme or one in capitals.

    Or with letters in its host that DNS has in punycode, as `xn--…`.
    """
    scheme, slashes, rest = text.rpartition("://")
    host, slash, path = rest.partition("/")
    rest = f"{ascii_host(host)}{slash}{path}"
    meant = f"{scheme.lower() if slashes else 'https'}://{rest}"
    return meant if "." in rest and _SITE_ADDRESS.fullmatch(meant) else ""


def _language(where: Where, name: str, text: str) -> str:
    """Return a language tag (BCP 47), as far as its form can tell."""
    if not _LANGUAGE.fullmatch(text):
        meant = text.replace("_", "-").partition(".")[0]
        meant = _LANGUAGE_NAMES.get(text.casefold(), meant)
        hint = f'did you mean "{meant}"?' if _LANGUAGE.fullmatch(meant) else 'such as "en"'
        raise where.error(name, f'{name} = "{text}" is not a language tag', hint)
    return text


def _target(where: Where, name: str, text: str) -> str:
    """Return an address, or a path under the site, or no text."""
    if text and not _link(text):
        message = f'{name} = "{text}" is neither an address nor a path'
        raise where.error(name, message, _meant_link(text))
    return text


def _meant_link(text: str) -> str:
    """Return the hint for a text that is no link but for its beginning."""
    meant = ""
    if text.startswith("/"):
        meant = text.removeprefix("/")
    elif "@" in text:
        meant = f"mailto:{text}"
    elif re.match(r"[\w-]+(?:\.[\w-]+)+(?:/|$)", text):
        meant = f"https://{text}"
    return f'did you mean "{meant}"?' if meant and _link(meant) else IN_WORDS


def _logo(where: Where, name: str, text: str) -> str:
    """Return the path of a file of the site, or no text."""
    if text and (not _link(text) or ":" in text or text == "/"):
        hint = 'such as "logo.svg" for the file static/logo.svg'
        raise where.error(name, f'{name} = "{text}" is no path of a file of the site', hint)
    return text


def _color(where: Where, name: str, text: str) -> str:
    """Return a colour as `#rrggbb`, or no text."""
    color = hex_of(text) if text else ""
    if color is None:
        hint = nearest(text.lower(), named()) or 'such as "#0b5f4f" or "teal"'
        raise where.error(name, f'{name} = "{text}" is not a colour', hint)
    return color


def _countries(where: Where, name: str, value: object) -> tuple[str, ...]:
    if not isinstance(value, list) or not all(isinstance(code, str) for code in value):
        raise where.error(name, f'{name} must be a list of countries such as ["DE", "US"]')
    # The table lies above this room, which may not import from there.
    known = {row[0] for row in rows(Path(__file__).parent.with_name("places") / "countries.tsv")}
    codes = [code.strip().upper() for code in value]
    for code in codes:
        if not re.fullmatch("[A-Z]{2}", code) or code not in known:
            hint = 'such as "DE" or "US"; the United Kingdom is "GB"'
            raise where.error(
                name, f'{name} names "{code}", which is no country of ISO 3166-1', hint
            )
    return tuple(dict.fromkeys(codes))


def _rules(where: Where, _name: str, value: object) -> tuple[RuleLevel, ...]:
    """Return what is said of single rules."""
    from ssg.rules import LevelError, read_levels  # noqa: PLC0415 - most sites say nothing of them

    try:
        return read_levels(value)
    except LevelError as error:
        hint = _misplaced(where, error.name, "rules") or error.hint
        raise where.error(error.name, error.message, hint) from None


def _rates(where: Where, name: str, value: object) -> Rates | None:
    shape = "rates must be a table such as { date = 2026-11-20, EUR = 1, USD = 1.09 }"
    if not isinstance(value, dict):
        raise where.error(name, shape)
    if type(day := value.get("date")) is not dt.date:
        hint = "it is a day without quotes, as date = 2026-11-20"
        if "date" not in value:
            raise where.error(name, "rates have no date", hint)
        raise where.error("date", f"the date of rates is {as_toml(day)}", hint)
    units = {code: rate for code, rate in value.items() if code != "date"}
    for code, rate in units.items():
        is_number = isinstance(rate, int | float) and not isinstance(rate, bool)
        if not re.fullmatch("[A-Z]{3}", code) or not is_number or not 0 < rate < float("inf"):
            hint = "a currency is its code of ISO 4217, a rate a number above 0"
            hint = _misplaced(where, code, "rates") or hint
            raise where.error(code, f"rates cannot have {code} = {as_toml(rate)}", hint)
    return Rates(value["date"], tuple((code, float(rate)) for code, rate in units.items()))


def _misplaced(where: Where, name: str, table: str) -> str:
    """Return the hint for a setting that TOML takes into the table above it, else no text."""
    opened = re.search(rf"^[ \t]*(\[+(?:tool\.ssg\.)?{table}\]+)", where.text, re.MULTILINE)
    if opened is None or name not in {each.name for each in fields(Settings)}:
        return ""
    return f"below {opened[1]} it is taken for a part of that; move {name} above the first table"


def _links(where: Where, name: str, value: object) -> tuple[NavigationLink, ...]:
    """Return the links at the head or the foot of pages."""
    shape = f'{name} must be tables of the form {{ label = "About", url = "about/" }}'
    if not isinstance(value, list) or not all(isinstance(entry, dict) for entry in value):
        raise where.error(name, shape)
    return tuple(_navigation(where, name, number, entry) for number, entry in enumerate(value, 1))


def _navigation(where: Where, name: str, number: int, entry: dict[str, object]) -> NavigationLink:
    """Return a link of a setting, by its number there, which counts from 1."""
    wrong, which = functools.partial(where.error, name, number=number), f"link {number} of {name}"
    for key, value in entry.items():
        if key not in NavigationLink._fields:
            message = f'{which} has "{key}", which no link has'
            if hint := _misplaced(where, key, name):
                raise where.error(key, message, hint)
            raise wrong(message, nearest(key, NavigationLink._fields))
        if not isinstance(value, str):
            message = f"the {key} of {which} must be text in quotes, not {as_toml(value)}"
            raise wrong(message)
    label, url = (str(entry.get(key, "")) for key in NavigationLink._fields)
    if not label.strip():
        raise wrong(f"{which} has no label, which is what it says")
    if "url" not in entry:
        raise wrong(f"{which} has no url, which is where it leads")
    if not _link(url):
        message = f'{which} has "{url}", neither an address nor a path'
        raise wrong(message, _meant_link(url))
    return NavigationLink(label.strip(), url)


def _link(text: str) -> bool:
    """Return whether the text is a full address (http, https, mailto) or a path under the site."""
    if re.match(r"www\.|[^/@:]+@[^/@]+\.\w+$", text):  # as a path it would lead nowhere
        return False
    return bool(safe_url(text) or re.fullmatch(r"[^\s:\"'<>/][^\s:\"'<>]*|/?", text))


# What judges settings of tables and lists, and those of texts that cannot be any text.
OF_COLLECTIONS: dict[str, Callable[[Where, str, object], object]] = {
    "navigation": _links,
    "footer_links": _links,
    "worldwide_means": _countries,
    "rates": _rates,
    "rules": _rules,
}
OF_TEXTS: dict[str, Callable[[Where, str, str], str]] = {
    "title": _title,
    "base_url": _site_address,
    "language": _language,
    "submit_url": _target,
    "logo": _logo,
    "accent": _color,
}
