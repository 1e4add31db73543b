"""One file in, one reading out: a listing or a profile, its HTML, and every problem on the way."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from ssg import prose
from ssg.languages import language_of
from ssg.listing import body_key
from ssg.problems import Problem, Severity, counted
from ssg.reading.fields import PROFILES, Body, is_profile, judge_fields, with_meant_keys
from ssg.reading.front_matter import (
    opens_with_front_matter,
    opens_with_others,
    read_front_matter,
)
from ssg.reading.headings import read_headings
from ssg.reading.text import clean, decode
from ssg.reading.values import Flaw, Scalar
from ssg.settings import ReadingSettings, Settings, reading_settings

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ssg.listing import Listing, Profile
    from ssg.reading.text import Text
    from ssg.reading.values import Document
    from ssg.sources import Source

__all__ = [
    "Judged",
    "Reading",
    "document_of",
    "is_profile",
    "judged",
    "read",
    "take_apart",
    "with_meant_keys",
]

DEFAULTS = reading_settings(Settings())
# What GitHub shows beside the profiles; it is none unless it opens as one.
_FOR_READERS = re.compile(rf"{PROFILES}readme\.[a-z]+", re.IGNORECASE)
_TITLE = re.compile(
    r"^[ \t]*\{?[ \t]*[\"']?(?:title|titel|titre|t[ií]tulo)[\"']?[ \t]*([:=])",
    re.MULTILINE | re.IGNORECASE,
)
_OTHER_FENCE = re.compile(
    r"\s*(?:[`~]{3,}\w*|;{3,}|={3,}|\*{3,}|<!--)[ \t]*\n(?=[ \t]*[\w-]+[ \t]*:)"
)
_CONFLICT = re.compile(r"\s*<{7} ")
# Headings that a title was meant for, and how it is written instead.
_OTHER_HEADINGS = (
    (re.compile(r"\s*#[^\s#]"), "a space goes behind the #, as # Baker"),
    (re.compile(r"\s*##+[ \t]*\S"), "the title has one # before it, as # [Baker](address)"),
    (re.compile(r"\s*[^\s<-].*\n=+[ \t]*$", re.MULTILINE), "a title is written # [Baker](address)"),
)
MOST_TOLD = 50  # problems of one file


class Reading(NamedTuple):
    """What became of a source: a listing, or a profile, or neither; its HTML; its problems.

    HTML and Markdown are in UTF-8, as their keys are made of and as they are stored.
    """

    entry: Listing | Profile | None = None
    html: bytes = b""
    markdown: bytes = b""  # what the HTML was made of, where the site publishes it; else no text
    problems: tuple[Problem, ...] = ()


class Judged(NamedTuple):
    """What a document says, as far as it is right; its HTML and Markdown; and what is wrong."""

    entry: Listing | Profile
    html: bytes
    markdown: bytes
    flaws: list[Flaw]


def read(source: Source, settings: ReadingSettings = DEFAULTS) -> Reading:
    """Return the reading of a source. Total: whatever the bytes are, there is one."""
    try:
        decoded = decode(source.data)
    except ValueError as error:
        line, found, hint = error.args
        flaw = Flaw(line, 1, "encoding", f"the file is not text in UTF-8: {found}", hint)
        return Reading(problems=(_problem(source.path, flaw),))
    if _FOR_READERS.fullmatch(source.path) and not opens_with_front_matter(decoded.text):
        return Reading()
    flaws = list(_told_by(decoded))
    document = take_apart(source.path, decoded.text, settings.front_matter_limit)
    if document is None:
        message = "this file is passed over: it does not open with a line of ---"
        flaw = Flaw(1, 1, "html-without-front-matter", message)
        return Reading(problems=(_problem(source.path, flaw),))
    flaws += document.flaws
    if not document.fields and any(flaw.is_error for flaw in flaws):
        return Reading(problems=_problems(source.path, flaws))
    is_cleaned = decoded.is_harmless
    entry, html, markdown, found = judged(source.path, document, settings, is_cleaned=is_cleaned)
    flaws = _told_once([*flaws, *found])
    problems = _problems(source.path, flaws)
    if any(flaw.is_error for flaw in flaws):
        return Reading(problems=problems)
    return Reading(entry, html, markdown, problems)


def judged(
    path: str, document: Document, settings: ReadingSettings, *, is_cleaned: bool = False
) -> Judged:
    """Return what a document of a listing or a profile says, as far as it is right."""
    made = prose.render(
        document.body,
        images=settings.images,
        engine=settings.markdown,
        limits=prose.Limits(settings.nesting_limit, settings.link_limit),
        is_cleaned=is_cleaned,
    )
    flaws = [Flaw(document.line, 1, "text-limit", each) for each in made.lost]
    if made.hidden >= 0:
        line = document.line + document.body.count("\n", 0, made.hidden)
        message = "the text holds characters that hide or turn text round"
        flaws.append(Flaw(line, 1, "hidden-characters", message, "they are left out"))
    html = made.html.encode()
    markdown = f"{document.body.strip()}\n".encode() if settings.markdown_twins else b""
    body = Body(body_key(html), body_key(markdown), made.summary, language_of(document.body))
    entry, found = judge_fields(path, document.fields, body)
    hinted = _headed if document.fields else _opened
    flaws += [hinted(flaw, document.body) for flaw in found]
    return Judged(entry, html, markdown, flaws)


def take_apart(path: str, text: str, longest: int = DEFAULTS.front_matter_limit) -> Document | None:
    """Return a file's text, as `decode` gives it, by its form; None for HTML that is no listing.

    Front matter of more than `longest` characters is a flaw.
    """
    if opens_with_front_matter(text):
        return read_front_matter(text, longest)
    return None if path.lower().endswith(".html") else read_headings(text)


def document_of(source: Source, longest: int) -> Document | None:
    """Return a file taken apart, None where it is no text or no listing."""
    try:
        text = decode(source.data).text
    except ValueError:
        return None
    return take_apart(source.path, text, longest)


def _opened(flaw: Flaw, text: str) -> Flaw:
    """Return a flaw of a text without fields, with a hint where it is plain what was meant."""
    if flaw.rule != "title-missing":
        return flaw
    first = text.count("\n", 0, len(text) - len(text.lstrip())) + 1
    if _CONFLICT.match(text):
        message, hint = "Git left a conflict here", "keep one side, and take its marks out"
        return flaw._replace(line=first, message=message, hint=hint)
    if not (found := _TITLE.search(text)):
        meant = (hint for pattern, hint in _OTHER_HEADINGS if pattern.match(text))
        hint = next(meant, "")
        return flaw._replace(line=first, hint=hint) if hint else flaw
    line, hint = _fenced(text, text.count("\n", 0, found.start()), found[1])
    return flaw._replace(line=line or first, hint=hint)


def _fenced(text: str, title: int, sign: str) -> tuple[int, str]:
    """Return the line where keys are not fenced as front matter is, 0 for the first, and a hint.

    So many lines stand above that of the title, which has this sign behind its key.
    """
    if _OTHER_FENCE.match(text):
        return 0, "the lines above and below the keys are three hyphens and no more; type --- there"
    if line := opens_with_others(text):
        return line, "the line above the keys has to be three hyphens and no more; type --- anew"
    if line := _opens_below(text, title):
        hint = "what stands above this line of --- goes below it, or out"
        return line, f"front matter begins the file: {hint}"
    if text.lstrip().startswith(("+++", "{")) or sign == "=":
        return title + 1, "write the keys in YAML, as title: Baker, between lines of ---"
    hint = "a line of --- alone goes above the first key, at the top, and one below the last"
    return title + 1, hint


def _opens_below(text: str, title: int) -> int:
    """Return the line that opens the front matter in which a title is, 0 where none does.

    Lines count from 1; so many stand above that of the title.
    """
    lines = text.split("\n")[:title]
    while lines and lines[-1].strip() not in {"", "---"}:
        lines.pop()
    return len(lines) if lines and lines[-1].rstrip(" \t") == "---" else 0


def _headed(flaw: Flaw, text: str) -> Flaw:
    """Return a flaw of front matter, with the title where the text has it as a heading."""
    if flaw.rule != "title-missing" or flaw.line != 1:
        return flaw
    named = (field.value for field in read_headings(text).fields if field.name.text == "title")
    title = next(named, None)
    if not isinstance(title, Scalar) or not title.text:
        return flaw
    written = clean(title.text)
    written = (
        "'{}'".format(written.replace("'", "''")) if set(written) & set('"\\') else f'"{written}"'
    )
    return flaw._replace(hint=f"add a line such as: title: {written}")


def _told_by(decoded: Text) -> Iterator[Flaw]:
    """Yield what was mended while the bytes became text."""
    if decoded.repaired:
        message = "the text was UTF-8 read as Windows-1252; it is repaired here"
        hint = "save the file again as UTF-8"
        yield Flaw(decoded.repaired, 1, "mojibake", message, hint)
    if decoded.cleaned:
        message = "control characters are left out"
        yield Flaw(decoded.cleaned, 1, "control-characters", message)


def _told_once(flaws: list[Flaw]) -> list[Flaw]:
    """Return the flaws without what YAML took for no title, where that is told as none."""
    untitled = {flaw.line for flaw in flaws if flaw.rule == "title-missing"}
    of_signs = {"yaml-comment", "yaml-anchor"}
    return [each for each in flaws if each.rule not in of_signs or each.line not in untitled]


def _problems(path: str, flaws: list[Flaw]) -> tuple[Problem, ...]:
    """Return the flaws of a file as problems, by place; of very many the first, errors before all.

    A file can be made to have one at every second character.
    """
    told = sorted(flaws, key=lambda flaw: (not flaw.is_error, flaw.line, flaw.column))[:MOST_TOLD]
    problems = [_problem(path, flaw) for flaw in told]
    if more := len(flaws) - len(told):
        line = max(problem.line for problem in problems)
        message = f"this file has {counted(more, 'more problem')} than are told"
        flaw = Flaw(line, 1, "further-problems", message)
        problems.append(_problem(path, flaw))
    return tuple(sorted(problems))


def _problem(path: str, flaw: Flaw) -> Problem:
    """Return a flaw as a problem of a file."""
    severity = Severity.ERROR if flaw.is_error else Severity.WARNING
    return Problem(path, flaw.line, flaw.column, severity, flaw.rule, flaw.message, flaw.hint)
