"""Judges single values: what an author wrote in, what it means out, and what is wrong with it."""

from __future__ import annotations

import datetime as dt
import functools
import html
import re
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from ssg import urls
from ssg.employment import employment_types
from ssg.keys import LISTING_KEYS, PROFILE_KEYS
from ssg.places.reader import read_places
from ssg.problems import nearest
from ssg.prose.characters import hidden_at
from ssg.reading.text import clean, has_controls, quoted
from ssg.reading.values import Collection, Flaw, Scalar, Value
from ssg.tables import rows

if TYPE_CHECKING:
    from collections.abc import Iterable

    from ssg.keys import Arrangement

NOTHING = frozenset(
    {"", "none", "null", "n/a", "na", "nan", "-", "--", "—", "unknown", "undefined"}
)
LONGEST_LINE = 300  # characters of a title or a name
LONGEST_TEXT = 5_000  # characters of a location or a salary; a list of all countries has 3,500
MOST_ITEMS = 50  # of a list
EARLIEST, LATEST = 1970, 2199
# Keys of one text each, which may hold commas, and at whose end none is meant.
TEXTS = ("title", "company", "company_url", "apply_url", "location", "salary")
TRUE, FALSE = frozenset({"true", "yes", "on"}), frozenset({"false", "no", "off"})
# What people write for these in the languages of the interface, and programs.
_OTHER_WORDS = {
    **dict.fromkeys(("ja", "oui", "sí", "si", "sim", "1", "y", "100%"), "true"),
    **dict.fromkeys(("nein", "non", "não", "nao", "0", "n"), "false"),
}
REMOTE: dict[str, Arrangement] = {
    **dict.fromkeys(("true", "yes", "remote", "fully remote", "full", "fully"), "remote"),
    **dict.fromkeys(("false", "no", "onsite", "on-site", "on site", "office"), "onsite"),
    **dict.fromkeys(("hybrid", "partly", "partial"), "hybrid"),
}
_DATE = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})(?:(?:[Tt]| ?)\d{1,2}:\d\d.*)?")
# An e-mail address as people write one: mailto: jo@…, mail:jo@…, mailto://jo@…, jo (at) …
_EMAIL = re.compile(
    r"(?:e?-?mail(?:to)? ?: ?(?://)? ?)?<?(?<![\w.+-])([\w.+-]+) ?(?:@|[(\[]at[)\]]) ?"
    r"([\w-]+(?:\.[\w-]+)+)>?",
    re.IGNORECASE,
)
_HOST = re.compile(r"[\w-]+(\.[\w-]+)+(/|$)")
# The beginning of a web address, spelled right or wrong: ttps://, http//, https:/, https:// behind http://
_SCHEME = re.compile(
    r"^(?:https?://+(?=https?:?/))*h{0,2}t{1,3}p{1,2}(s?)(?:[:;]?[/\\\\]{1,3}|[:;])[ ]?",
    re.IGNORECASE,
)
_WITHIN = re.compile(r"https?://[\w.-]+\.\w+[^\s<>\"'“”„‘’()\[\]{}|,]*")
_DOUBLED = re.compile(r"https?://+https?:?/", re.IGNORECASE)
_TWO = re.compile(r"https?://[^?#]*[,;](?:https?://|mailto:)", re.IGNORECASE)
_SPACE_BEHIND_HOST = re.compile(
    r"(?:https?://[\w.-]+[/?#]|mailto:[^\s@]+@)(?!.*://)", re.IGNORECASE
)
_PATH = re.compile(r"/?[\w-][\w.-]*(/[\w-][\w.-]*)*\.\w+")
# Quotes that an editor has curled: YAML's own they are no more, and were meant for them.
_IN_QUOTES = re.compile("[“”„‘’‚]([^“”„‘’‚]+)[“”‘’]")
_REFERENCE = re.compile(r"&(?:[A-Za-z][A-Za-z\d]{1,30}|#\d{1,7}|#[Xx][\dA-Fa-f]{1,6});")
# Between items of a list that is a text; a list of Markdown has its signs before each.
_PARTED = re.compile(r"(?:^|[,;\n])[ \t]*[-*+•·][ \t]+|[,;\n]|(?<![ \t])[ \t]*•[ \t]*")
_NOT = re.compile(r"(?:no|not|non|nicht|kein|keine|pas|sin|sem|não)\b", re.IGNORECASE)
_YES = re.compile(r"yes\b", re.IGNORECASE)
_OR = re.compile(r"[/|&+]|\b(?:or|and|oder|und|ou|et|o|y|e)\b")  # between kinds of employment
_TIME = re.compile(r"(?<=\d)[T ]\d{1,2}:\d\d.*")


@dataclass(frozen=True, slots=True)
class Judge:
    """Judges the values of one file and gathers its flaws."""

    flaws: list[Flaw] = field(default_factory=list)
    written: dict[str, str] = field(default_factory=dict)  # what the author calls a key, by ours

    def tell(
        self, at: Value, rule: str, message: str, hint: str = "", *, is_doubt: bool = False
    ) -> None:
        """Note a flaw at a value; its rule may leave the listing out, but never as a doubt."""
        self.flaws.append(Flaw(at.line, at.column, rule, message, hint, is_doubt))

    def line(self, name: str, value: Value | None) -> str | None:
        """Return a value as one line of text, None where it says nothing."""
        return self._text(name, value, LONGEST_LINE)

    def text(self, name: str, value: Value | None) -> str:
        """Return a value as text that may be long, a list's items joined by semicolons."""
        if isinstance(value, Collection):
            if value.kind != "list":
                self._tell_mapping(name, value)
                return ""
            items = (self._text(f"an item of {name}", item, LONGEST_TEXT) for item in value.items)
            text = "; ".join(item for item in items if item)
            value = Scalar(text, "str", value.line, value.column)
        return self._text(name, value, LONGEST_TEXT) or ""

    def items(self, name: str, value: Value | None) -> list[Scalar]:
        """Return the items of a list, or of text cut at commas, as clean text with its place."""
        if value is None:
            return []
        if isinstance(value, Scalar):
            if re.match(r"-[^\s\d-]", value.text):
                message = f"{self._called(name)} {quoted(value.text)} is no list"
                hint = "an item of a list is a dash, a space and a value"
                self.tell(value, "type", message, hint, is_doubt=True)
            elif re.fullmatch(r"\([^()]*[,;][^()]*\)", text := clean(value.text)):
                message = f"{self._called(name)} {quoted(text)} is no list"
                hint = f"write [{quoted(text[1:-1])[1:-1]}]; brackets stand around a list"
                self.tell(value, "type", message, hint, is_doubt=True)
            parts = _PARTED.split(_unescaped(value.text))
            scalars: list[Value] = [Scalar(p, value.kind, value.line, value.column) for p in parts]
        elif value.kind == "list":
            scalars = list(value.items)
        else:
            self._tell_mapping(name, value)
            return []
        found = [(item, self.line(f"an item of {name}", item)) for item in scalars]
        return [Scalar(text, "str", item.line, item.column) for item, text in found if text]

    def tags(self, value: Value | None) -> tuple[str, ...]:
        """Return tags in the order they are written, each once whatever its case."""
        tags: dict[str, str] = {}
        for item in self.items("tags", value):
            tags.setdefault(item.text.casefold(), item.text)
        self._tell_many(value, len(tags), "tags", "tags")
        return tuple(tags.values())[:MOST_ITEMS]

    def benefits(self, value: Value | None) -> tuple[str, ...]:
        """Return benefits in the order they are written."""
        items = self.items("benefits", value)
        self._tell_many(value, len(items), "benefits", "benefits")
        return tuple(item.text for item in items[:MOST_ITEMS])

    def employment_types(self, value: Value | None) -> tuple[str, ...]:
        """Return the terms of employment types; an unknown one stays as written."""
        known = employment_types()
        types = dict[str, None]()
        items = self.items("employment_type", value)
        self._tell_many(value, len(items), "employment-type", "employment types", "read")
        for item in items[:MOST_ITEMS]:
            term = known.get(item.text.casefold())
            if term is None:
                name = self._called("employment_type")
                message = f"{name} {quoted(item.text)} is not one that is known"
                terms = ", ".join(dict.fromkeys(known.values()))
                parts = [known.get(part.strip()) for part in _OR.split(item.text.casefold())]
                meant = f'did you mean "{", ".join(filter(None, parts))}"?' if all(parts) else ""
                hint = meant or nearest(item.text, known) or f"known are {terms}"
                self.tell(item, "employment-type", message, hint)
            types[term or item.text] = None
        return tuple(types)

    def url(
        self, name: str, value: Value | None, *, is_doubt: bool = False, hint: str = ""
    ) -> str | None:
        """Return an address that may be linked to: http, https or mailto."""
        text = self._text(name, value, LONGEST_TEXT, is_doubt=is_doubt, takes="an address")
        if value is None or text is None:
            return None
        is_odd = _DOUBLED.match(text) or _TWO.match(text)
        address = None if is_odd else urls.safe_url(text)
        if address is None:
            message = f"{self._called(name)} {quoted(text)} is not an address that can be linked to"
            self.tell(value, "url", message, hint or _meant_address(text), is_doubt=is_doubt)
        return address

    def picture(self, name: str, value: Value | None) -> str | None:
        """Return the address of a picture, or its path under the site."""
        path = clean(value.text) if isinstance(value, Scalar) else ""
        if len(path) <= LONGEST_LINE and _PATH.fullmatch(path):
            return path.removeprefix("/")
        hint = "a path below static/ has letters, digits, . _ - and /, as logos/kornblume.svg"
        return self.url(name, value, is_doubt=True, hint="" if _SCHEME.match(path) else hint)

    def date(self, name: str, value: Value | None) -> dt.date | None:
        """Return a date; a time of day behind it is left away."""
        text = self._text(name, value, LONGEST_LINE, takes="a date")
        if value is None or text is None:
            return None
        found = _DATE.fullmatch(text)
        day = _day(*map(int, found.groups())) if found else None
        if day is None:
            reading = meant_date(text)
            hint = f'did you mean "{reading}"?' if reading else "dates are written 2026-10-31"
            if name == "valid_through" and not re.search(r"\d", text):
                hint += ", and a listing without a last day has none"
            if found:
                year, month, day_of_month = map(int, found.groups())
                reading = _day(year, day_of_month, month)
                hint = f"there is no such day from {EARLIEST} to {LATEST}"
                hint = f'did you mean "{reading}"?' if reading else hint
            self.tell(value, "date", f"{self._called(name)} {quoted(text)} is not a date", hint)
        return day

    def draft(self, value: Value | None) -> bool:
        """Return whether a listing is said to be a draft."""
        text = self._text("draft", value, LONGEST_LINE, takes="true or false") or "false"
        if value is not None and text.casefold() not in TRUE | FALSE:
            message = f"draft {quoted(text)} is neither true nor false"
            self.tell(value, "boolean", message, _meant_word(text, TRUE | FALSE))
        return text.casefold() in TRUE

    def remote(self, value: Value | None) -> Arrangement | None:
        """Return `remote`, `hybrid` or `onsite`, None where it is not said."""
        text = self._text("remote", value, LONGEST_LINE, takes="true, false or hybrid")
        if value is None or text is None:
            return None
        meant = REMOTE.get(text.casefold())
        if meant is None:
            message = f"remote {quoted(text)} is none of true, false, remote, hybrid, onsite"
            self.tell(value, "remote", message, _meant_arrangement(text))
        return meant

    def slug(self, value: Value | None) -> str | None:
        """Return a slug that is one already."""
        text = self._text("slug", value, LONGEST_LINE)
        if value is None or text is None:
            return None
        is_path = text.startswith("/") or "://" in text
        proper = urls.slug(text.rstrip("/").rpartition("/")[2] if is_path else text)
        if proper in urls.RESERVED:
            proper += "-job"
        if text != proper:
            hint = f"did you mean {quoted(proper)}?" if proper else "use letters, digits, hyphens"
            self.tell(value, "slug", f"slug {quoted(text)} cannot be part of an address", hint)
        return proper

    def _called(self, name: str) -> str:
        """Return what the author calls a key: `created` for `posted`."""
        return self.written.get(name, name)

    def _such_as(self, name: str) -> str:
        """Return the hint that shows a key as it is written, no text for what is no key."""
        key = LISTING_KEYS.get(name) or PROFILE_KEYS.get(name)
        return f"such as {self._called(name)}: {key.example}" if key else ""

    def _tell_mapping(self, name: str, value: Collection) -> None:
        message = f"{self._called(name)} must be text or a list, not a mapping"
        hint = _in_one(value) if name == "location" else ""
        self.tell(value, "type", message, hint or self._such_as(name))

    def _tell_many(
        self, value: Value | None, count: int, rule: str, named: str, done: str = "taken"
    ) -> None:
        """Tell of a list with more items than are taken."""
        if value is not None and count > MOST_ITEMS:
            message = f"{count} {named} are too many; the first {MOST_ITEMS} are {done}"
            self.tell(value, rule, message)

    def _tell_cleaned(self, name: str, value: Scalar) -> None:
        """Tell of what is left out of a value, which YAML may spell so that nobody sees it."""
        if value.text.isascii() and value.text.isprintable():
            return
        if hidden_at(value.text) >= 0:
            message = f"{self._called(name)} holds characters that hide or turn text round"
            self.tell(value, "hidden-characters", message, "they are left out")
        if has_controls(value.text):
            message = f"{self._called(name)} holds control characters, which are left out"
            self.tell(value, "control-characters", message)

    def _text(
        self,
        name: str,
        value: Value | None,
        longest: int,
        *,
        is_doubt: bool = False,
        takes: str = "text",
    ) -> str | None:
        """Return a scalar's text, clean and on one line; None for words that say nothing."""
        if value is None:
            return None
        if isinstance(value, Collection):
            message = f"{self._called(name)} must be {takes}, not a {value.kind}"
            hint = self._such_as(name)
            if name.startswith("an item of ") and value.kind == "mapping":
                hint = _in_one(value) if name == "an item of location" else ""
                hint = hint or "one that holds a colon needs quotes around it"
            elif name.startswith("an item of "):
                hint = "take the brackets around it out"
            elif hint and takes == "text":
                sign = "[" if value.kind == "list" else "{"
                hint += f"; one that begins with {sign} needs quotes around it"
            self.tell(value, "type", message, hint, is_doubt=is_doubt)
            return None
        self._tell_cleaned(name, value)
        text = clean(_unescaped(value.text))
        if found := _IN_QUOTES.fullmatch(text):
            text = found[1].strip()
        if len(text) > longest:
            message = f"{self._called(name)} has {len(text):,} characters; at most {longest:,} go"
            self.tell(value, "length", message, is_doubt=is_doubt)
            return None
        return None if value.kind == "null" or text.casefold() in NOTHING else text


@functools.cache
def months() -> dict[str, int]:
    """Return the number of a month by each of its names."""
    table = rows(Path(__file__).with_name("months.tsv"))
    return {name: int(number) for number, names in table for name in names.split()}


def _in_one(value: Collection) -> str:
    """Return the hint for a place given in parts, as `{city: Bremen, country: Germany}`."""
    parts = [item.text for item in value.items if isinstance(item, Scalar)]
    return f"write {quoted(', '.join(parts))}" if len(parts) == len(value.items) else ""


def _unescaped(text: str) -> str:
    """Return a text with the signs that its references to characters of HTML mean: `R&amp;D`.

    Those without a semicolon stay, for many are parts of addresses: `?page=1&copy=2`.
    """
    if "&" not in text:
        return text
    return _REFERENCE.sub(lambda found: html.unescape(found[0]), text)


def without_comma(text: str) -> str:
    """Return a text that ends in a comma or a semicolon without it; no text for any other."""
    meant = clean(text).rstrip(",; ")
    return meant if clean(text).endswith((",", ";")) else ""


def _meant_arrangement(text: str) -> str:
    """Return the hint for a text that does not say plainly where the work is done."""
    if text.casefold() not in _OTHER_WORDS and _NOT.match(text):
        return ""
    known = read_places(text).remote or ("true" if _YES.match(text) else "")
    return f'did you mean "{known}"?' if known else _meant_word(text, REMOTE)


def _meant_word(text: str, known: Iterable[str]) -> str:
    """Return the hint for a word that is not known: what it is in English, or a near one."""
    meant = _OTHER_WORDS.get(text.casefold())
    return f'did you mean "{meant}"?' if meant else nearest(text, known)


def _meant_address(text: str) -> str:
    """Return the hint for a text that is no address."""
    spelled = _SCHEME.sub(lambda found: f"http{found[1].lower()}://", text)
    within = _WITHIN.findall(spelled)
    meant = ""
    if len(within) > 1 or _TWO.match(spelled):
        return "write one address"
    if not within and len(found := [*_EMAIL.finditer(text)]) == 1:
        meant = f"mailto:{found[0][1]}@{found[0][2]}"
    elif " " in text and _SPACE_BEHIND_HOST.match(text) and "@" not in text.partition(" ")[2]:
        meant = text.replace(" ", "%20")
    elif within:
        meant = within[0]
    elif _HOST.match(bare := text.removeprefix("//")):
        meant = f"https://{bare}"
    return f"did you mean {quoted(meant)}?" if meant and urls.safe_url(meant) else urls.IN_WORDS


def _day(year: int, month: int, day: int) -> dt.date | None:
    """Return a date of our times, or None."""
    try:
        return dt.date(year, month, day) if EARLIEST <= year <= LATEST else None
    except ValueError:
        return None


def meant_date(text: str) -> dt.date | None:
    """Return the date that a text in another form means, if only one reading is possible."""
    text = _TIME.sub("", text)
    numbers = [int(number) for number in re.findall(r"\d{1,4}", text)]
    words = re.findall(r"[^\W\d_]{3,}", text.casefold())
    named = {months()[word] for word in words if word in months()}
    if len(named) == 1 and len(numbers) == len("dy"):
        day, year = sorted(numbers)
        return _day(year, named.pop(), day)
    if re.fullmatch(r"\d{8}", text):
        return _day(int(text[:4]), int(text[4:6]), int(text[6:]))
    if words or len(numbers) != len("dmy"):
        return None
    if numbers[0] >= EARLIEST:
        return _day(*numbers)
    first, second, year = numbers
    readings = {_day(year, second, first), _day(year, first, second)} - {None}
    return readings.pop() if len(readings) == 1 else None
