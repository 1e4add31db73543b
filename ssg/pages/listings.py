"""The page of each listing, open or closed."""

from __future__ import annotations

import functools
import json
import re
from typing import TYPE_CHECKING
from urllib.parse import unquote, urlsplit

from ssg import names
from ssg.files import Deferred, Later
from ssg.pages import social
from ssg.pages.markup import job_posting
from ssg.pages.wording import LONGEST_DESCRIPTION, facts, pay_as_written, place, shortened
from ssg.site import area_keys, place_name
from ssg.views import Head, Link, ListingPage

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from ssg.listing import Profile
    from ssg.pages.frame import Frame
    from ssg.pages.plan import Plan
    from ssg.places import Places
    from ssg.site import Posting
    from ssg.views import Card

PLAIN = re.compile(r"https?://([a-z0-9.-]+)(?:[/?#]|\Z)").match  # as nearly all are


def pages(plan: Plan) -> Iterator[Deferred]:
    """Yield a page for each open listing, then for each closed one."""
    areas = functools.cache(functools.partial(_areas, plan))
    postings = (*plan.site.postings, *plan.site.closed)
    for posting, alike in zip(postings, plan.alike(), strict=True):
        body = posting.listing.body
        view = functools.partial(_later, plan, posting, areas, alike)
        bodies = (body,) if body else ()
        yield Deferred(f"{posting.folder}index.html", "listing.html", bodies, view)


def _later(
    plan: Plan,
    posting: Posting,
    areas: Callable[[Places], tuple[Link, ...]],
    alike: Iterable[int],
) -> Later:
    """Return what makes the view of a listing, given the places of those that it is like."""
    company = plan.site.companies.get(names.company_key(posting.listing.company or ""))
    named = (areas(posting.listing.places), company.profile if company else None)
    cards = plan.cards.of(tuple(plan.site.postings[place] for place in alike))
    return Later(_view, (plan.frame, posting, plan.cards[posting], *named, cards))


def _view(  # noqa: PLR0913, PLR0917 - they are all that it may see
    frame: Frame,
    posting: Posting,
    own: Card,
    areas: tuple[Link, ...],
    profile: Profile | None,
    alike: tuple[Card, ...],
) -> ListingPage:
    """Return what the page of a listing shows, with links to its areas and cards of those alike."""
    listing = posting.listing
    marked = job_posting(frame, posting, own.company_name, profile)
    head = Head(
        title=" – ".join(filter(None, [listing.title, own.company_name])),
        description=_description(frame, posting, own),
        canonical=frame.base.absolute(posting.folder),
        feed=frame.feed,
        is_indexed=not posting.is_closed,
        card=None if posting.is_closed else social.card_of(frame, own),
    )
    return ListingPage(
        head=head,
        card=own,
        summary=listing.summary,
        language=frame.other_language(listing.language),
        body=listing.body,
        twin=_twin(frame, posting),
        apply="" if posting.is_closed else listing.apply_url or "",
        apply_at="" if posting.is_closed else _apply_at(listing.apply_url or ""),
        is_remote=listing.places.remote == "remote",
        place=place(listing, frame.words),
        location_as_written=listing.location,
        areas=areas,
        pay_as_written=pay_as_written(listing),
        employment_type=tuple(map(frame.words.gettext, listing.employment_type)),
        benefits=listing.benefits,
        company_url=listing.company_url or "",
        last_day=posting.last_day,
        closed_on=posting.closes if posting.is_closed else None,
        similar=alike,
        job_posting=json.dumps(marked) if marked else "",
    )


def _apply_at(address: str) -> str:
    """Return where an application goes: the host of an address, or that of an e-mail."""
    plain = PLAIN(address)
    if plain:
        return plain[1].removeprefix("www.")
    parts = urlsplit(address)
    if parts.scheme == "mailto":
        return unquote(parts.path)
    return (parts.hostname or "").removeprefix("www.")


def _twin(frame: Frame, posting: Posting) -> str:
    """Return the link to the listing in Markdown, where the site publishes that."""
    is_there = frame.settings.markdown_twins and not posting.is_closed
    return frame.base.href(f"{posting.folder}index.md") if is_there else ""


def _areas(plan: Plan, named: Places) -> tuple[Link, ...]:
    """Return links to the pages of what a listing names; no address where there is no page."""
    countries, regions = plan.site.countries, plan.site.regions
    found = list[Link]()
    for key in sorted(area_keys(named), key=lambda key: place_name(key, plan.words)):
        group = countries.get(key) or regions.get(key)
        href = plan.base.href(group.folder) if group else ""
        found.append(Link(place_name(key, plan.words), href))
    return tuple(found)


def at_company(frame: Frame, title: str, company: str) -> str:
    """Return a title with the company that offers the job, if it is known."""
    if not company:
        return title
    return frame.words.gettext("%(title)s at %(company)s") % {"title": title, "company": company}


def _description(frame: Frame, posting: Posting, own: Card) -> str:
    """Return what a search engine and the preview of a link say of a listing, never empty."""
    closed = f"{frame.words.gettext('This listing is closed.')} " if posting.is_closed else ""
    told = posting.listing.summary or at_company(frame, own.title, own.company_name)
    return shortened(closed + facts(posting.listing, own) + told, LONGEST_DESCRIPTION)
