"""One file in, one reading out: a listing or a profile, its HTML, and every problem on the way."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from ssg import prose
from ssg.languages import language_of
from ssg.listing import body_key
from ssg.problems import Problem, Severity
from ssg.reading.fields import Body, judge_listing, judge_profile
from ssg.reading.front_matter import opens_with_front_matter, read_front_matter
from ssg.reading.headings import read_headings
from ssg.reading.text import decode
from ssg.reading.values import Flaw
from ssg.settings import ReadingSettings
from ssg.sources import CONTENT

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ssg.listing import Listing, Profile
    from ssg.reading.text import Text
    from ssg.reading.values import Document
    from ssg.sources import Source

__all__ = ["Reading", "read"]

PROFILES = f"{CONTENT}/companies/"
DEFAULTS = ReadingSettings()


class Reading(NamedTuple):
    """What became of a source: a listing, or a profile, or neither; its HTML; its problems."""

    entry: Listing | Profile | None
    html: str
    markdown: str  # what the HTML was made of, where the site publishes it; else no text
    problems: tuple[Problem, ...]


def read(source: Source, settings: ReadingSettings = DEFAULTS) -> Reading:
    """Return the reading of a source. Total: whatever the bytes are, there is one."""
    try:
        decoded = decode(source.data)
    except ValueError as error:
        line, found = error.args
        hint = "save the file as UTF-8"
        flaw = Flaw(line, 1, "encoding", f"the file is not text in UTF-8: {found}", hint)
        return Reading(None, "", "", (_problem(source.path, flaw),))
    flaws = list(_told_by(decoded))
    document = _document(source.path, decoded.text)
    if document is None:
        message = "this file is passed over: it does not open with a line of ---"
        flaw = Flaw(1, 1, "html-without-front-matter", message, is_error=False)
        return Reading(None, "", "", (_problem(source.path, flaw),))
    flaws += document.flaws
    if any(flaw.is_error and not document.fields for flaw in flaws):
        return Reading(None, "", "", tuple(_problem(source.path, flaw) for flaw in flaws))
    html, summary = prose.render(document.body, images=settings.images, engine=settings.markdown)
    judge = judge_profile if source.path.startswith(PROFILES) else judge_listing
    markdown = f"{document.body.strip()}\n" if settings.markdown_twins else ""
    body = Body(body_key(html), body_key(markdown), summary, language_of(document.body))
    entry, judged = judge(source.path, document.fields, body)
    flaws += judged
    problems = tuple(sorted(_problem(source.path, flaw) for flaw in flaws))
    is_bad = any(flaw.is_error for flaw in flaws)
    return Reading(None, "", "", problems) if is_bad else Reading(entry, html, markdown, problems)


def _document(path: str, text: str) -> Document | None:
    """Return a text taken apart by its form; None for HTML that is no listing."""
    if opens_with_front_matter(text):
        return read_front_matter(text)
    return None if path.lower().endswith(".html") else read_headings(text)


def _told_by(decoded: Text) -> Iterator[Flaw]:
    """Yield what was mended while the bytes became text."""
    if decoded.repaired:
        message = "the text was UTF-8 read as Windows-1252; it is repaired here"
        hint = "save the file again as UTF-8"
        yield Flaw(decoded.repaired, 1, "mojibake", message, hint, is_error=False)
    if decoded.cleaned:
        message = "control characters are left out"
        yield Flaw(decoded.cleaned, 1, "control-characters", message, is_error=False)


def _problem(path: str, flaw: Flaw) -> Problem:
    """Return a flaw as a problem of a file."""
    severity = Severity.ERROR if flaw.is_error else Severity.WARNING
    return Problem(path, flaw.line, flaw.column, severity, flaw.rule, flaw.message, flaw.hint)
