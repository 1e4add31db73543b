"""Checks a title: it is the job's name, and nothing that has a place of its own.

So Google's page on JobPosting and Indeed's on its feed ask for it.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from ssg.names import company_base
from ssg.places.scan import scan
from ssg.reading.text import quoted

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ssg.checks.subject import Subject
    from ssg.problems import Problem

LEAST_SHOUTED = 2  # words of four letters or more; QA and .NET are written so

# What parts a title: the place often stands behind it.
_SEPARATOR = re.compile(
    r"\s+[-–—|·•/@:]+\s*|\s*[()\[\]|]\s*|,\s+|[-–—]\s+|\s+(?:in|within)\s+(?:the\s+)?",
    re.IGNORECASE,
)
_WAY_OF_WORK = re.compile(
    r"(?:(?:100 ?%|fully|full)[ -])?"
    r"(?:remote|wfh|work from (?:home|anywhere)|worldwide|hybrid|on-?site|home[ -]?office)"
    r"(?:[ -](?:only|first|ok|friendly|job|position|role|work|possible|option|eligible))?",
    re.IGNORECASE,
)
_PLACES = frozenset({"country", "region"})
_PAY = re.compile(
    r"[$€£¥₹]\s?\d(?:[\d.,]*\d)?k?"
    r"|(?<![\w.])\d[\d.,]*\s?(?:[€£]|(?:k|usd|eur|gbp|inr|cad|aud|chf|pln)\b)",
    re.IGNORECASE,
)
_SHOUTED = re.compile(
    r"!\s*$|!!|[\u2600-\u27bf\u2b50\U0001f300-\U0001faff]|\burgent(?:ly)?\b|\basap\b"
    r"|\bapply (?:now|today)\b|\bimmediate (?:joiner|start|hir)|^we(?:['’]re| are) hiring\b"
    r"|^(?:now )?hiring(?:\s*[:!]|\s+(?:for|an?|now)\b)",
    re.IGNORECASE,
)
_WORD = re.compile(r"\w+")
_LONG_WORD = re.compile(r"[^\W\d_]{4,}")


def check_title(subject: Subject) -> Iterator[Problem]:
    """Yield what a listing's title holds beside the job's name."""
    listing = subject.listing
    if listing is None or not listing.title:
        return
    title = listing.title
    if company := _company(title, listing.company):
        message = f"the title holds the company's name, {quoted(company)}"
        yield subject.at("title", "title-company", message, "company has a key of its own")
    if place := _place(title, listing.location):
        message = f"the title says where the work is done, {quoted(place)}"
        yield subject.at("title", "title-place", message, "location has a key of its own")
    if pay := _PAY.search(title):
        message = f"the title says what the job pays, {quoted(pay[0])}"
        yield subject.at("title", "title-pay", message, "salary has a key of its own")
    if shouted := _shouted(title):
        message = f"the title shouts, {quoted(shouted)}"
        yield subject.at("title", "title-shouting", message, "write the job's name, as in a text")


def _company(title: str, company: str | None) -> str:
    """Return the company's name where it stands apart from the job's name, else no text.

    A product that is named after its company stays: `Engineer, Kornblume Ovens`.
    """
    name = company_base(company or "")
    if len(name) <= 1 or name.casefold() not in title.casefold():
        return ""
    word = re.escape(name)
    apart_behind = rf"(?:[-–—|:@,(\[]\s*|\b(?:at|bei|chez|@)\s+)(?P<behind>{word})\s*[)\]]?\s*$"
    apart_before = rf"^(?P<before>{word})(?:\s*[|:]|\s+[-–—]\s|\s+(?:is|sucht|seeks)\s|['’]s\s)"
    found = re.search(f"{apart_behind}|{apart_before}", title, re.IGNORECASE)
    if found is None:
        return ""
    written = found["behind"] or found["before"]
    is_word = name[0].isupper() and written[0].islower()  # a job at night, not at Night Inc.
    return "" if is_word else name


def _place(title: str, location: str) -> str:
    """Return a part of a title that names a place or a way of work, else no text."""
    parts: list[str] = [part.strip() for part in _SEPARATOR.split(title)][1:]
    written = " ".join(_WORD.findall(location.casefold()))
    for part in filter(None, parts):
        words = " ".join(_WORD.findall(part.casefold()))
        is_written = len(words) > 1 and f" {words} " in f" {written} "
        if is_written or _WAY_OF_WORK.fullmatch(part):
            return part
        if _PLACES.intersection(item.kind for item in scan(part)):
            return part
    return ""


def _shouted(title: str) -> str:
    """Return what is shouted in a title, all of it where it is in capitals, else no text."""
    if found := _SHOUTED.search(title):
        return found[0]
    is_loud = title == title.upper() and len(_LONG_WORD.findall(title)) >= LEAST_SHOUTED
    # Scripts without capitals are their own upper case.
    return title if is_loud and title != title.lower() else ""
