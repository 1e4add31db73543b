"""A job listing, and the company profile beside it: frozen values that every later step shares."""

from __future__ import annotations

import datetime as dt
import hashlib
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from ssg.places import Places
    from ssg.salaries import Salary


class Listing(NamedTuple):
    """What one file offers: every value judged, nothing yet said about other listings."""

    source: str  # the path of its file, under the site folder
    title: str
    slug: str  # as the file or its folder wants it; the site may add a suffix
    slug_line: int  # the line that gives the slug; 0 where the file's name does
    company: str | None
    company_url: str | None
    company_logo: str | None
    apply_url: str | None
    location: str  # as written
    places: Places
    pay: str  # as written
    salary: Salary | None
    posted: dt.date | None
    valid_through: dt.date | None
    tags: tuple[str, ...]
    employment_type: tuple[str, ...]
    benefits: tuple[str, ...]
    draft: bool
    summary: str
    language: str  # of its text, as a BCP 47 tag; "" where it is not clear
    body: str  # the key of its HTML; "" where it has no text
    markdown: str  # the key of its Markdown, where the site publishes that; else ""
    # Equal digests, equal listings, but for which bodies they have; none before it was stored.
    digest: str = ""


class Profile(NamedTuple):
    """What a company says of itself, in `content/companies/<name>.md`."""

    source: str
    name: str
    website: str | None
    logo: str | None
    facts: tuple[tuple[str, str], ...]  # what else it says, by key
    summary: str
    language: str  # of its text, as a BCP 47 tag; "" where it is not clear
    body: str  # the key of its HTML; "" where it has no text


def publication_order(listing: Listing) -> tuple[dt.date, str]:
    """Return the sort key of a listing in the order of publication, the undated last."""
    return (listing.posted or dt.date.max, listing.source)


def body_key(body: bytes) -> str:
    """Return the key under which a body is stored, HTML or Markdown; that of none is no text."""
    return hashlib.sha256(body).hexdigest()[:32] if body else ""
