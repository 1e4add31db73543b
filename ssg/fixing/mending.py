"""Bytes of a listing file to bytes with what is plainly wrong put right, and nothing else touched.

A change replaces one value, or one word, where it stands: comments, order, quotes, line ends and a
byte order mark are not written anew, but never taken up. A change is kept only if the file then
says what was meant in that place, and in every other what it said before.
"""

from __future__ import annotations

import difflib
import functools
import itertools
import re
from typing import TYPE_CHECKING, NamedTuple

from ssg.keys import ALIASES, LISTING_KEYS, OTHER_NAMES, PROFILE_KEYS
from ssg.problems import printable
from ssg.reading import is_profile, take_apart
from ssg.reading.fields import Body, judge_fields
from ssg.reading.judge import TEXTS, Judge, meant_date, months, without_comma
from ssg.reading.text import clean, decode, repair
from ssg.reading.values import Document, Scalar, without_places

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from ssg.reading.values import Field
    from ssg.sources import Source

LIKE_ENOUGH = 0.75  # of two words, as difflib measures it: company_url and compny_url have 0.95
AHEAD = 0.1  # of every other word, as company_logo is not
_BETWEEN_WORDS = re.compile(r"(?<=[a-z])(?=[A-Z])|[\W_]+")  # of a key: salaryMin, salary_min
DATES = frozenset({"posted", "valid_through", "created"})
_LINES = re.compile(r"([^\r\n]*)(\r\n|\r|\n|$)")
# What may stand beside the numbers and the month's name of a date that means no more than itself.
_BESIDE = (
    r"st|nd|rd|th|of|the|er|de|del|(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?"
)


class Mended(NamedTuple):
    """A file's bytes as they were and as they ought to be, and what was done, in words."""

    path: str
    before: bytes
    after: bytes
    changes: tuple[str, ...]


class Change(NamedTuple):
    """One replacement: the field's number, where it stands, old and new, its name or its value."""

    field: int
    line: int
    column: int
    old: str
    new: str
    is_name: bool = False

    def words(self, name: str) -> str:
        """Return what the change does, in words, for a key of that name."""
        if self.is_name:
            return printable(f"line {self.line}: the key {self.old!r} is {self.new}")
        return printable(f"line {self.line}: {name} {self.old!r} is {self.new}")


def mended(source: Source, longest: int) -> Mended:
    """Return a file with all that can be mended in it; the same bytes where there is nothing.

    In front matter of more than `longest` characters nothing is.

    Total: whatever the bytes are, there is an answer.
    """
    text, words = _text(source.data), list[str]()
    if text is None:
        return Mended(source.path, source.data, source.data, ())
    repaired = _LINES.sub(lambda line: repair(line[1]) + line[2], text)
    if repaired != text and decode(repaired.encode()).text == decode(source.data).text:
        text = repaired
        words.append("UTF-8 that was read as Windows-1252 is put right")
    document_of = functools.partial(_document, source.path, longest)
    document = document_of(text)
    for number in range(len(document.fields)):
        text, document, done = _field_mended(source.path, document_of, text, document, number)
        words += done
    return Mended(source.path, source.data, text.encode(), tuple(words))


def _field_mended(
    path: str, document_of: Callable[[str], Document], text: str, document: Document, number: int
) -> tuple[str, Document, list[str]]:
    """Return a text and its document with one field mended, and what was done, in words.

    Its key first, then the value as that key takes it. A key whose value would then be wrong was
    meant for something else, or leaves out a listing that was published: `poster: Jane Doe`.
    """
    before, words = (text, document), list[str]()
    for change_of in (_renamed, _valued):
        change = change_of(path, document, number)
        changed = _changed(document_of, text, document, change) if change else None
        if change and changed is not None:
            words.append(change.words(document.fields[number].name.text))
            # What stands behind it on its line has moved.
            text, document = changed, document_of(changed)
    name = before[1].fields[number].name.text
    if document.fields[number].name.text != name and _is_wrong(path, document.fields[number]):
        return (*before, [])
    return text, document, words


def _is_wrong(path: str, field: Field) -> bool:
    """Return whether a field alone, as it stands, leaves its file out."""
    _, flaws = judge_fields(path, (field,), Body())
    return any(flaw.is_error and flaw.rule != "title-missing" for flaw in flaws)


def _text(data: bytes) -> str | None:
    """Return the text of a file in UTF-8, with its byte order mark; None for other encodings."""
    try:
        decode(data)
        return data.decode()
    except ValueError:
        return None


def _document(path: str, longest: int, text: str) -> Document:
    """Return a file's text by its form; nothing of HTML that is no listing."""
    return take_apart(path, decode(text.encode()).text, longest) or Document((), text)


def _renamed(path: str, document: Document, number: int) -> Change | None:
    """Return how the key of a field is to be mended, None where it need not or cannot be."""
    name = document.fields[number].name
    known = {**PROFILE_KEYS} if is_profile(path) else {**LISTING_KEYS, **OTHER_NAMES}
    key = "" if name.text in known else _near(clean(name.text), known)
    given = (each.name.text for each in document.fields if key)
    if not key or ALIASES.get(key, key) in {ALIASES.get(each, each) for each in given}:
        return None
    return Change(number, name.line, name.column, name.text, key, is_name=True)


def _valued(path: str, document: Document, number: int) -> Change | None:
    """Return how the value of a field is to be mended, None where it need not or cannot be."""
    name, value = document.fields[number].name.text, document.fields[number].value
    if is_profile(path) or not isinstance(value, Scalar):
        return None
    new = _meant(name, value)
    return Change(number, value.line, value.column, value.text, new) if new else None


def _near(word: str, known: Iterable[str]) -> str:
    """Return the known word that is spelled much like this one, no text if two could be meant.

    One of more words says more: `salary_min` is no slip for `salary`, nor `posted_by` for `posted`.
    One that begins otherwise says something else: `relocation` is no slip for `location`.
    """
    ratios = [(0.0, ""), (0.0, "")]
    words = len(_BETWEEN_WORDS.split(word))
    for key in known:
        if words > len(_BETWEEN_WORDS.split(key)) or word[:1].casefold() != key[0]:
            continue
        matcher = difflib.SequenceMatcher(None, key, word.casefold())
        if matcher.real_quick_ratio() >= LIKE_ENOUGH - AHEAD <= matcher.quick_ratio():
            ratios.append((matcher.ratio(), key))
    (second, _), (best, key) = sorted(ratios)[-2:]
    is_clear = best == 1 or (best >= LIKE_ENOUGH and best - second >= AHEAD)
    return key if is_clear else ""


def _meant(name: str, value: Scalar) -> str:
    """Return what a value was meant to be where it is wrong and only one thing can be meant."""
    judge = Judge()
    if name == "slug":
        slug = judge.slug(value) or ""
        return slug if judge.flaws else ""
    if name in DATES and judge.date(name, value) is None and judge.flaws:
        day = meant_date(value.text) if _of_dates().fullmatch(value.text) else None
        return day.isoformat() if day else ""
    return without_comma(value.text) if ALIASES.get(name, name) in TEXTS else ""


@functools.cache
def _of_dates() -> re.Pattern[str]:
    """Return what a text consists of that is a date and says no more."""
    words = "|".join((_BESIDE, *map(re.escape, months())))
    return re.compile(rf"(?:\d{{1,4}}|(?:\b|(?<=\d))(?:{words})\b|[\s.,/-])+", re.IGNORECASE)


def _changed(
    document_of: Callable[[str], Document], text: str, document: Document, change: Change
) -> str | None:
    """Return the text with a change made, None where that does not do what is meant, and no more.

    So a value in folded lines, or one with escapes, is left to its author.
    """
    start = _place(text, change)
    if start is None:
        return None
    after = text[:start] + change.new + text[start + len(change.old) :]
    wanted = _said(document)
    name, value = wanted[change.field]
    wanted[change.field] = (change.new, value) if change.is_name else (name, change.new)
    now = document_of(after)
    return after if now.body == document.body and _said(now) == wanted else None


def _place(text: str, change: Change) -> int | None:
    """Return where the old text of a change begins, None where it does not stand there."""
    lines = itertools.islice(_LINES.finditer(text), change.line - 1, change.line)
    line = next(lines, None)
    if line is None:
        return None
    start = line.start() + change.column - 1
    if change.line == 1:
        start += len(text) - len(text.lstrip("\ufeff"))
    # Before it may stand what opens it: a quote, a tag of YAML, the sign of a chip.
    found = text.find(change.old, start, line.end(1))
    return found if found >= 0 else None


def _said(document: Document) -> list[tuple[str, object]]:
    """Return the names and values of a document, without their places."""
    return [(field.name.text, without_places(field.value)) for field in document.fields]
