"""Checks the addresses of the links and pictures in a text."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from ssg.checks.subject import few
from ssg.reading.text import quoted
from ssg.urls import usable

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ssg.checks.subject import Subject
    from ssg.problems import Problem

_LINK = re.compile(r"\]\([ \t]*<?([^\s<>)]*)")
_DEFINED = re.compile(
    r"^[ ]{0,3}\[[^\[\]\n^][^\[\]\n]*\]:[ \t]*<?([^\s<>]+)>?[ \t]*(?:[\"'(][^\n]*)?$", re.MULTILINE
)
_TAG = re.compile(r"<(?:a|img)\s[^<>]*?\b(?:href|src)\s*=\s*[\"']?([^\"'\s<>]*)", re.IGNORECASE)
_HOST = re.compile(r"(?:www\.)?[\w-]+(?:\.[\w-]+)*\.(?:com|org|net|io|dev|de|co|ai|eu)(?:[/?#]|$)")


def check_links(subject: Subject) -> Iterator[Problem]:
    """Yield links and pictures whose address leads nowhere from a page.

    The page shows a link's words without it, and nothing of a picture but its words.
    """
    for name in ("apply_url", "company_url", "website"):
        address = getattr(subject.entry, name, None)
        if address and not _has_domain(address):
            message = f"{name} {quoted(address)} leads nowhere: its host is no name on the web"
            hint = "a name on the web has a point in it, such as kornblume.example"
            yield subject.at(name, "link-broken", message, hint)
    text = subject.prose
    broken = (each for each in _targets(text) if usable(each[1]) is None)
    for start, address in few(broken):
        kind = "picture" if text[start] in "!<" and not text.startswith("<a", start) else "link"
        message = f"the {kind}'s address {quoted(address)} leads nowhere from the page"
        hint = "an address begins with https://, http:// or mailto:"
        if _HOST.match(address):
            hint = f"did you mean {quoted(f'https://{address}')}?"
        yield subject.within(start, "link-broken", message, hint)


def _has_domain(address: str) -> bool:
    """Return whether an address leads to a host that others may reach: one of several labels."""
    host = urlsplit(address).hostname or address.partition("?")[0].rpartition("@")[2]
    return ":" in host or (".." not in host and "." in host.strip("."))


def _targets(text: str) -> Iterator[tuple[int, str]]:
    """Yield where the links and pictures of a text begin, and the address of each."""
    for found in _LINK.finditer(text) if "](" in text else ():
        start = max(text.rfind("[", 0, found.start()), 0)
        yield start - (text[start - 1 : start] == "!"), found[1]
    for found in _DEFINED.finditer(text) if "]:" in text else ():
        yield found.start(), found[1]
    for found in _TAG.finditer(text) if "<" in text else ():
        yield found.start(), found[1]
