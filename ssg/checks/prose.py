"""Checks a listing's or a profile's text: its length, and what does not belong there."""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING

from ssg.checks.subject import few
from ssg.keys import LISTING_KEYS
from ssg.problems import counted
from ssg.reading.text import quoted

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ssg.checks.subject import Subject
    from ssg.problems import Problem

SHORTEST = 100  # characters; LinkedIn and Adzuna take no listing with fewer

# Each alternative begins with a letter or sign of its own, which makes the search a quick one.
_WORDS = "your|company|insert|enter|add|job|position|name|link|url|salary|location|city|date"
_MARK = re.compile(
    rf"<(?i:{_WORDS})(?:[ _-][^<>\n=\"']{{0,40}})?>"
    rf"|\[(?i:{_WORDS})(?:[ _][^\[\]\n]{{0,40}})?\](?![(\[:])"
    r"|\{\{[^{}\n]{1,60}\}\}|\$\{\w{1,40}\}"
    r"|TODO(?<![\w#/.-]TODO)(?=:|\s*$)|FIXME(?<![\w#/.-]FIXME)(?=:|\s*$)"
    r"|lorem ipsum|Lorem ipsum|Lorem Ipsum|LOREM IPSUM"
    r"|ADD (?:JOB|COMPANY|POSITION)(?: [A-Z]+)+|INSERT (?:JOB|COMPANY|POSITION)(?: [A-Z]+)+"
    r"|YOUR (?:JOB|COMPANY|POSITION)(?: [A-Z]+)+",
    re.MULTILINE,
)
# A value that is no more than what stood in a template, or stands for one yet to come.
_UNFILLED = re.compile(
    r"tb[acd]|xx+|\?+|(?:(?:your|the) )?(?:(?:job |position )?title|company(?: name)?)(?: here)?"
    r"|(?:your )?city(?:, ?state)?(?:, ?country)?",
    re.IGNORECASE,
)
# Hosts that are nobody's (RFC 2606), and what templates have in their place.
_NOBODYS = re.compile(
    r"https?://(?:[\w-]+\.)*(?:example\.(?:com|net|org)|your-?company\.\w+)(?![\w.-])"
    r"|mailto:[^@]*@(?:example\.(?:com|net|org)|your-?company\.\w+)(?![\w.-])",
    re.IGNORECASE,
)
_FENCE = re.compile(r"^[ ]{0,3}(`{3,}(?=[^`\n]*$)|~{3,})", re.MULTILINE)
# What opens a listing in either form: keys with a title under a line of ---, or a linked title and
# a company.
_OPENING = re.compile(
    rf"^-{{3,}}[ \t]*\n(?:(?:{'|'.join(LISTING_KEYS)}):.*\n)*?title:[ \t]*\S"
    r"|^# \[[^\]\n]+\]\([^)\n]+\)[ \t]*\n\s*### ",
    re.MULTILINE,
)
_CONFLICT = re.compile(r"^<{7} \S.*$", re.MULTILINE)  # what Git leaves where two changes meet


def check_length(subject: Subject) -> Iterator[Problem]:
    """Yield that a listing's text is too short to say what the job is."""
    if subject.listing is None:
        return
    text = subject.listing.summary
    is_wide = (unicodedata.east_asian_width(character) in "WF" for character in text)
    length = len(text) + 2 * sum(is_wide)  # three letters hold what one such character does
    if subject.markdown.strip() and length < SHORTEST:
        start = len(subject.markdown) - len(subject.markdown.lstrip())
        message = f"the text has no more than {counted(len(text), 'character')}"
        hint = "say what the work is, who is wanted and what is offered"
        yield subject.within(start, "description-short", message, hint)


def check_code(subject: Subject) -> Iterator[Problem]:
    """Yield code that opens and never closes."""
    if found := _FENCE.search(subject.prose):
        message = "the code that opens here does not close, so all below it is shown as code"
        hint = f"close it by a line of {found[1]} alone"
        yield subject.within(found.start(), "code-open", message, hint)


def check_openings(subject: Subject) -> Iterator[Problem]:
    """Yield listings that begin within the text of this one, if it is one."""
    if subject.entry is None:
        return
    for found in few(_OPENING.finditer(subject.prose)):
        message = "another listing begins here, and is shown as text of the first one"
        yield subject.within(
            found.start(), "second-listing", message, "each listing needs a file of its own"
        )


def check_marks(subject: Subject) -> Iterator[Problem]:
    """Yield the marks of a template that its author was to fill in."""
    for found in few(_MARK.finditer(subject.prose)):
        message = f"{quoted(found[0])} was to be filled in"
        yield subject.within(found.start(), "template-mark", message, "write it out, or delete it")
    for found in few(_CONFLICT.finditer(subject.markdown)):
        message = "Git left a conflict here, and the page shows both sides"
        hint = "keep one side, and take the marks out"
        yield subject.within(found.start(), "template-mark", message, hint)
    for name in ("title", "company", "location"):
        said = getattr(subject.entry, name, None)
        found_in_value = (_MARK.search(said) or _UNFILLED.fullmatch(said)) if said else None
        if found_in_value:
            message = f"{name} {quoted(found_in_value[0])} was to be filled in"
            yield subject.at(name, "template-mark", message, "write it out, or delete it")
    address = getattr(subject.entry, "apply_url", None)
    if address and _NOBODYS.match(address):
        message = f"apply_url {quoted(address)} is an example, and leads to nobody"
        yield subject.at("apply_url", "template-mark", message, "write where to apply")
