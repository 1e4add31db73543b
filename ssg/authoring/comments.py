"""Comments in Markdown: what is wrong with listings, and how they will look.

Whatever a listing holds is shown in them and does nothing: it is escaped, or stands in a fence that
it cannot close. A comment on GitHub has 65,536 characters at most.
"""

from __future__ import annotations

import itertools
import re
from typing import TYPE_CHECKING

from ssg.authoring.issues import is_refused
from ssg.formats import escaped, summary
from ssg.locales import Locale
from ssg.pages.wording import arrangement, pay_as_written, place
from ssg.reading import is_profile, take_apart
from ssg.reading.fields import Body, judge_listing
from ssg.reading.text import decode
from ssg.salaries import format_salary

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from ssg.authoring.issues import Objection
    from ssg.authoring.review import Review
    from ssg.listing import Listing
    from ssg.reading.values import Document

LARGEST = 60_000  # bytes of a comment
LARGEST_TABLE = 25_000  # of its table of problems
LONGEST_CELL = 300  # characters
LONGEST_TEXT = 3_000  # of a listing's text
MOST_OBJECTIONS = 30
_FENCE = re.compile("`+")


def of_review(told: Review) -> str:
    """Return what a change does to a board; no text where it changes no listing."""
    if not told.changed and not told.problems:
        return ""
    text = summary(told.problems, told.files, LARGEST_TABLE)
    shown = 0
    for changed in told.changed:
        try:
            decoded = decode(changed.text.encode("utf-8", "replace")).text
        except ValueError:
            continue
        looks = "\n".join(_looks(changed.path, decoded))
        if len((text + looks).encode()) > LARGEST:
            break
        if looks:
            text += ("" if shown else "\n### How it will look\n") + f"\n{looks}\n"
            shown += 1
    return text


def of_submission(path: str, text: str, objections: Sequence[Objection]) -> str:
    """Return what is wrong with a submission, by the questions of the form, and how it will look.

    `text` is the listing as a file, no text where there is none.
    """
    has_errors = is_refused(objections)
    lines = ["### This cannot be published yet" if has_errors else "### This can be published", ""]
    if objections:
        lines += ["| | question | problem |", "| --- | --- | --- |"]
        heaviest = sorted(objections, key=lambda each: each.severity.rank)
        lines += [_row(each) for each in heaviest[:MOST_OBJECTIONS]]
        if len(objections) > MOST_OBJECTIONS:
            lines += ["", f"… and {len(objections) - MOST_OBJECTIONS} more"]
        lines += ["", "Edit the issue to mend this: the answers stand there under the questions."]
    else:
        lines.append("No problems were found.")
    if text and not has_errors:
        lines += ["", "### How it will look", "", *_looks(path, text)]
    return "\n".join(lines) + "\n"


def _row(objection: Objection) -> str:
    told = escaped(objection.message)
    if objection.hint:
        told += f"<br>{escaped(objection.hint)}"
    return f"| {objection.severity} | {objection.label} | {told} |"


def _looks(path: str, text: str) -> Iterator[str]:
    """Yield lines that show what a page will say of a listing; none where there is no listing."""
    document = take_apart(path, text)
    if document is None or is_profile(path):
        return
    # Its Markdown is shown as it is, so nothing of a stranger's is rendered here.
    listing, flaws = judge_listing(path, document.fields, Body())
    if not listing.title or any(flaw.is_error for flaw in flaws):
        return
    yield f"#### {_cell(listing.title)}"
    yield ""
    pay = format_salary(listing.salary) if listing.salary else ""
    beside = (listing.company, arrangement(listing), place(listing, Locale()), pay)
    yield " · ".join(map(_cell, filter(None, beside))) or "&nbsp;"
    yield ""
    yield "| | |"
    yield "| --- | --- |"
    for name, told in _facts(listing):
        if told:
            yield f"| {name} | {_cell(told)} |"
    yield ""
    yield from _text(document)


def _facts(listing: Listing) -> tuple[tuple[str, str], ...]:
    """Return what else a page says, by name."""
    return (
        ("pay, as written", pay_as_written(listing)),
        ("employment", ", ".join(listing.employment_type)),
        ("benefits", ", ".join(listing.benefits)),
        ("tags", ", ".join(listing.tags)),
        ("apply at", listing.apply_url or ""),
        ("company's site", listing.company_url or ""),
        ("posted", f"{listing.posted or ''}"),
        ("closes after", f"{listing.valid_through or ''}"),
        ("draft", "yes, so it is not published" if listing.draft else ""),
        ("address", f"jobs/{listing.slug}/"),
        ("file", listing.source),
    )


def _text(document: Document) -> Iterator[str]:
    """Yield a listing's text in a fence that is longer than any it holds."""
    text = document.body.strip()
    if not text:
        return
    cut = text[:LONGEST_TEXT]
    longest = max((len(run[0]) for run in _FENCE.finditer(cut)), default=0)
    fence = "`" * max(longest + 1, len("```"))
    yield "<details><summary>Its text</summary>"
    yield ""
    yield f"{fence}markdown"
    yield from itertools.chain(_printable(cut), ["…"] if len(text) > len(cut) else [])
    yield fence
    yield ""
    yield "</details>"


def _printable(text: str) -> Iterator[str]:
    """Yield the lines of a text, without what would act on whatever shows them."""
    for line in text.split("\n"):
        yield "".join(sign if sign.isprintable() or sign == "\t" else "\ufffd" for sign in line)


def _cell(text: str) -> str:
    """Return text on one line of a table, short and escaped."""
    return escaped(text if len(text) <= LONGEST_CELL else f"{text[:LONGEST_CELL]}…")
