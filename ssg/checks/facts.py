"""Checks the facts of a listing: where to apply, days that can be, pay, ends of values."""

from __future__ import annotations

import datetime as dt
import re
from typing import TYPE_CHECKING

from ssg.places import country_name
from ssg.reading.fields import read_folder
from ssg.reading.judge import TEXTS, without_comma
from ssg.reading.text import clean, quoted
from ssg.reading.values import Scalar
from ssg.salaries.doubts import local_currency

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ssg.checks.subject import Subject
    from ssg.problems import Problem

LONGEST_AHEAD = dt.timedelta(days=366)  # that a listing is written before it is to be published
LONGEST_OPEN = dt.timedelta(days=2 * 366)
_LIKE_A_MONTH = re.compile(
    r"(?:.*/)?[^/]+/(\d{4}[-_. ]\d{1,2}|20\d\d(?:0[1-9]|1[0-2]))/"
    r"[^/]+(?:/(?:readme|index))?\.[a-z]+",
    re.IGNORECASE,
)
_REFERENCE = re.compile(r"\[.+\] ?\[.*\]")
_MARKUP = re.compile(
    r"</?(?:a|b|br|div|em|font|h[1-6]|i|img|li|ol|p|span|strong|u|ul)\b[^<>]*>"
    r"|\*\*[^*\s][^*]*\*\*|\]\((?:https?:|mailto:)[^()\s]*\)",
    re.IGNORECASE,
)
_ADDRESS = re.compile(r"https?://|\w@[\w-]++\.\w")


def check_apply(subject: Subject) -> Iterator[Problem]:
    """Yield that a listing does not say where to apply."""
    listing = subject.listing
    if listing is None or listing.apply_url:
        return
    hint = "add apply_url: the address of a page, or mailto: and an e-mail address"
    if subject.has_headings:
        hint = "link the title: # [Baker](address), to a page, or to mailto: and an e-mail address"
    message = "the listing does not say where to apply"
    if _ADDRESS.search(subject.prose):
        message = "the listing has no apply_url, so its page has no button to apply"
    if _REFERENCE.fullmatch(listing.title):
        hint = "the title's link is written # [Baker](address), with the address in it"
    yield subject.at("apply_url", "apply-missing", message, hint)


def check_ends(subject: Subject) -> Iterator[Problem]:
    """Yield values that end in a comma or a semicolon, as they do between lines of JSON."""
    for name in TEXTS:
        value = subject.values.get(name)
        if isinstance(value, Scalar) and (meant := without_comma(value.text)):
            sign = "comma" if clean(value.text).endswith(",") else "semicolon"
            message = f"{name} {quoted(value.text)} ends with a {sign}"
            hint = f"did you mean {quoted(meant)}?"
            yield subject.at(name, "trailing-comma", message, hint)


def check_markup(subject: Subject) -> Iterator[Problem]:
    """Yield facts that hold HTML or Markdown, which is shown as it is typed."""
    listing = subject.listing
    if listing is None:
        return
    facts = {
        "title": (listing.title,),
        "company": (listing.company or "",),
        "location": (listing.location,),
        "salary": (listing.pay,),
        "tags": listing.tags,
        "benefits": listing.benefits,
    }
    for name, texts in facts.items():
        if found := next(filter(None, map(_MARKUP.search, texts)), None):
            message = f"{name} holds {quoted(found[0])}, which is shown as it is typed"
            hint = "write plain text; HTML and Markdown are for the text below"
            yield subject.at(name, "value-markup", message, hint)


def check_folder(subject: Subject) -> Iterator[Problem]:
    """Yield a folder that looks like a month and is none, where the listing would be told by it."""
    listing = subject.listing
    if listing is None or (listing.posted and listing.tags):
        return
    found = _LIKE_A_MONTH.fullmatch(listing.source)
    if found and read_folder(listing.source).posted is None:
        message = f"the folder {quoted(found[1])} is no month, so it gives neither a tag nor a day"
        hint = "a folder of a month is named by year and month, as 2026-10"
        yield subject.problem((0, 0), "folder-month", message, hint)


def check_dates(subject: Subject) -> Iterator[Problem]:
    """Yield days that are most likely a slip of the pen."""
    listing = subject.listing
    if listing is None:
        return
    posted, last = listing.posted, listing.valid_through
    if posted and posted - subject.as_of > LONGEST_AHEAD:
        message = f"posted {posted} is more than a year ahead, and nothing is published before"
        yield subject.at("posted", "date-unlikely", message, "is the year right?")
    elif last and last - max(posted or subject.as_of, subject.as_of) > LONGEST_OPEN:
        message = f"valid_through {last} is more than two years ahead"
        hint = "leave it away if there is no last day"
        yield subject.at("valid_through", "date-unlikely", message, hint)


def check_pay(subject: Subject) -> Iterator[Problem]:
    """Yield a sign that is read as one currency, and is that of the place's own, too."""
    listing = subject.listing
    if listing is None or listing.salary is None:
        return
    if code := local_currency(listing.pay, listing.places.countries):
        read_as, places = listing.salary.currency, listing.places.countries
        where = ", ".join(map(country_name, places))
        message = f"salary {quoted(listing.pay)} is read as {read_as}; the place is in {where}"
        yield subject.at("salary", "salary-sign", message, f"write {code} or {read_as}")
