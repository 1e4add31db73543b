"""Listings as rows of a list."""

from __future__ import annotations

import functools
import hashlib
from typing import TYPE_CHECKING

from ssg import names
from ssg.languages import language_of_name
from ssg.pages.wording import arrangement, short_place
from ssg.views import Card, Link

if TYPE_CHECKING:
    from collections.abc import Iterable

    from ssg.pages.frame import Frame
    from ssg.site import Posting, Site
    from ssg.urls import Base

LINKS_HELD = 1 << 14


class Cards:
    """The cards of a site's postings, each made when it is first asked for."""

    def __init__(self, site: Site, frame: Frame) -> None:
        self._site = site
        self._frame = frame
        self._made: dict[str, Card] = {}

    def __getitem__(self, posting: Posting) -> Card:
        made = self._made.get(posting.slug)
        if made is None:
            made = self._made[posting.slug] = _card(posting, self._site, self._frame)
        return made


def _card(posting: Posting, site: Site, frame: Frame) -> Card:
    """Return a posting as a row of a list."""
    listing, words, base = posting.listing, frame.words, frame.base
    name = listing.company or ""
    group = site.companies.get(names.company_key(name)) if name else None
    company = _link(base, "companies", group.name, group.slug) if group else None
    keys = dict.fromkeys(names.tag_key(tag) for tag in listing.tags)
    found = (tag for key in keys if (tag := site.tags.get(key)) is not None)
    tags = tuple(_link(base, "tags", tag.name, tag.slug) for tag in found)
    company_name = group.name if group else name
    return Card(
        slug=posting.slug,
        title=listing.title,
        href=base.href(f"jobs/{posting.slug}/"),
        company=company,
        company_name=company_name,
        arrangement=words.gettext(arrangement(listing)),
        place=short_place(listing, words),
        pay=words.pay(listing.salary) if listing.salary else "",
        posted=listing.posted,
        summary=listing.summary,
        tags=tags,
        title_language=_language(frame, listing.title, listing.language),
        company_language=_language(frame, company_name, listing.language),
        digest=_digest(frame, posting, (company, *tags)),
    )


def _language(frame: Frame, name: str, text: str) -> str:
    """Return the language of a title or a name where it is clear and not the site's own."""
    return frame.other_language(language_of_name(name, text))


@functools.lru_cache(maxsize=LINKS_HELD)
def _link(base: Base, folder: str, name: str, slug: str) -> Link:
    """Return the link to a company or a tag: one and the same on all cards that have it."""
    return Link(name, base.href(f"{folder}/{slug}/"))


def _digest(frame: Frame, posting: Posting, links: Iterable[Link | None]) -> bytes:
    """Return the digest of all that the card of a posting is made of."""
    told = repr((frame.digest, posting.digest, *links))
    return hashlib.blake2b(told.encode(), digest_size=16).digest()
