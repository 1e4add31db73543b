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
    from ssg.site import Group, Posting, Site
    from ssg.urls import Base

LINKS_HELD = 1 << 14


class Cards:
    """The cards of a site's postings, each made when it is first asked for."""

    def __init__(self, site: Site, frame: Frame) -> None:
        self._frame = frame
        self._company = functools.cache(functools.partial(_company, site, frame.base))
        self._tags = functools.cache(functools.partial(_tags, site, frame.base))
        self._made: dict[str, Card] = {}

    def __getitem__(self, posting: Posting) -> Card:
        made = self._made.get(posting.slug)
        if made is None:
            made = self._made[posting.slug] = self._card(posting)
        return made

    def of(self, postings: Iterable[Posting]) -> tuple[Card, ...]:
        """Return the cards of postings; a card is asked for a dozen times."""
        made = self._made
        return tuple([made.get(posting.slug) or self[posting] for posting in postings])

    def _card(self, posting: Posting) -> Card:
        listing, frame = posting.listing, self._frame
        words = frame.words
        company_name, company = self._company(listing.company or "")
        tags = self._tags(listing.tags)
        told = frame.digest + posting.digest + _digest(company) + _digest(tags)
        return Card(
            slug=posting.slug,
            title=listing.title,
            href=frame.base.href(posting.folder),
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
            digest=hashlib.blake2b(told, digest_size=16).digest(),
        )


def _company(site: Site, base: Base, name: str) -> tuple[str, Link | None]:
    """Return the name of a company, and the link to it where it has a page."""
    group = site.companies.get(names.company_key(name)) if name else None
    return (group.name, _link(base, group)) if group else (name, None)


def _tags(site: Site, base: Base, tags: tuple[str, ...]) -> tuple[Link, ...]:
    """Return the links to tags that have a page."""
    found = map(site.tags.get, dict.fromkeys(map(names.tag_key, tags)))
    return tuple(_link(base, tag) for tag in found if tag)


def _link(base: Base, group: Group) -> Link:
    """Return the link to a company or a tag."""
    return Link(group.name, base.href(group.folder))


def _language(frame: Frame, name: str, text: str) -> str:
    """Return the language of a title or a name where it is clear and not the site's own."""
    language = language_of_name(name, text)
    return frame.other_language(language) if language else ""


@functools.lru_cache(maxsize=LINKS_HELD)
def _digest(links: Link | tuple[Link, ...] | None) -> bytes:
    """Return the digest of what a card links to, which is the same on many."""
    return hashlib.blake2b(repr(links).encode(), digest_size=16).digest()
