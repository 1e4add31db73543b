"""Checks a text for mail addresses and telephone numbers that are somebody's own."""

from __future__ import annotations

import functools
import re
from pathlib import Path
from typing import TYPE_CHECKING

from ssg.checks.subject import few
from ssg.reading.text import quoted
from ssg.tables import rows

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ssg.checks.subject import Subject
    from ssg.problems import Problem

_MAIL_HOST = re.compile(r"@[\w-]+(?:\.[\w-]+)+")
_MAIL_NAME = re.compile(r"[\w.+-]+$")
LONGEST_NAME = 64  # characters before the @ (RFC 5321, 4.5.3.1.1)
_PHONE = re.compile(r"\+(?<![\w/=.+-]\+)\d{1,3}[ .()/-]{0,2}(?:\d[ .()/-]{0,2}){6,12}\d(?![\w/-])")
_PHONE_ENDS = re.compile(r"[2-9]\d{2}[ .-]\d{4}(?![\w/-])")  # as they are written in America
_PHONE_BEGINS = re.compile(r"(?<![\w+/=.$-])(?:\+?1[ .-]{0,2})?\(?[2-9]\d{2}\)?[ .-]{1,2}$")
LONGEST_BEGINNING = 12
# Numbers that cost the caller nothing belong to offices: North America's, and 00800 of the ITU.
_FREE_OF_CHARGE = re.compile(r"(?:\+?1)?8(?:00|33|44|55|66|77|88)\d{7}|\+?800\d{8}")
_OFFICE = re.compile(
    r"(?:recruit\w*|talent|jobs?|careers?|hr|people|hiring|accommodations?|office|info|contact)"
    r"[\w.+-]*@|\baccommodations?\b|\bswitchboard\b|\brelay\b"
    r"|\b(?:contact(?:ing)?|call(?:ing)?) us\b|\bext(?:ension)?\b|\boption \d",
    re.IGNORECASE,
)
NEAR = 100  # characters around a number in which a word tells that it is an office's


def check_contact(subject: Subject) -> Iterator[Problem]:
    """Yield mail addresses and telephone numbers that are somebody's own."""
    text = subject.prose
    for start, end in few(_addresses(text)):
        message = f"{quoted(text[start:end])} is a private address, for all to read and to collect"
        hint = "give an address of the company, as apply_url: mailto:…"
        yield subject.within(start, "contact-private", message, hint)
    for start, end in few(_numbers(text)):
        message = f"{quoted(text[start:end])} is a telephone number, for all to read and to collect"
        hint = "leave it to the page that apply_url leads to"
        yield subject.within(start, "contact-private", message, hint)


def _addresses(text: str) -> Iterator[tuple[int, int]]:
    """Yield where the mail addresses of private people begin and end."""
    for host in _MAIL_HOST.finditer(text):
        if host[0][1:].casefold() in _private_hosts():
            before = text[max(host.start() - LONGEST_NAME, 0) : host.start()]
            if name := _MAIL_NAME.search(before):
                yield host.start() - len(name[0]), host.end()


def _numbers(text: str) -> Iterator[tuple[int, int]]:
    """Yield where telephone numbers begin and end that are not an office's."""
    found = [(each.start(), each.end()) for each in _PHONE.finditer(text)]
    for ending in _PHONE_ENDS.finditer(text):
        first = max(ending.start() - LONGEST_BEGINNING, 0)
        if beginning := _PHONE_BEGINS.search(text[first : ending.start()]):
            found.append((first + beginning.start(), ending.end()))
    done = 0
    for start, end in sorted(found):
        around = text[max(start - NEAR, 0) : end + NEAR]
        number = re.sub(r"[^\d+]", "", text[start:end])
        is_office = _FREE_OF_CHARGE.fullmatch(number) or _OFFICE.search(around)
        if start >= done and not is_office:
            yield start, end
        done = max(done, end)


@functools.cache
def _private_hosts() -> frozenset[str]:
    """Return the hosts at which people have addresses of their own."""
    return frozenset(host for (host,) in rows(Path(__file__).with_name("mail_hosts.tsv")))
