"""The page of each listing, open or closed."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING
from urllib.parse import unquote, urlsplit

from ssg.pages import social
from ssg.pages.cards import card
from ssg.pages.dates import last_day
from ssg.pages.markup import job_posting
from ssg.pages.similar import Similar
from ssg.pages.wording import pay_as_written, place
from ssg.site import area_keys, place_name
from ssg.views import Head, Link, ListingPage, Page

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ssg.pages.plan import Plan
    from ssg.places import Places
    from ssg.site import Posting
    from ssg.views import Card


def pages(plan: Plan) -> Iterator[Page]:
    """Yield a page for each open listing, then for each closed one."""
    similar = Similar(plan.site.postings)
    for posting in (*plan.site.postings, *plan.site.closed):
        yield _page(plan, posting, plan.cards_of(similar.to(posting)))


def _page(plan: Plan, posting: Posting, alike: tuple[Card, ...]) -> Page:
    """Return the page of one listing."""
    listing = posting.listing
    own = plan.cards.get(posting.slug) or card(posting, plan.site, plan.base)
    marked = job_posting(plan, posting)
    head = Head(
        title=" – ".join(filter(None, [listing.title, own.company_name])),
        description=listing.summary or _facts(plan, own),
        canonical=plan.base.absolute(f"jobs/{posting.slug}/"),
        feed=plan.feed,
        is_indexed=not posting.is_closed,
        card=social.card_of(plan, posting),
    )
    view = ListingPage(
        head=head,
        card=own,
        summary=listing.summary,
        language=plan.other_language(listing.language),
        body=listing.body,
        twin=_twin(plan, posting),
        apply="" if posting.is_closed else listing.apply_url or "",
        apply_at="" if posting.is_closed else _apply_at(listing.apply_url or ""),
        is_remote=listing.places.remote == "remote",
        place=place(listing, plan.words),
        location_as_written=listing.location,
        areas=tuple(_areas(plan, listing.places)),
        pay_as_written=pay_as_written(listing),
        employment_type=tuple(map(plan.words.gettext, listing.employment_type)),
        benefits=listing.benefits,
        company_url=listing.company_url or "",
        last_day=last_day(posting),
        closed_on=posting.closes if posting.is_closed else None,
        similar=alike,
        job_posting=json.dumps(marked) if marked else "",
    )
    bodies = (listing.body,) if listing.body else ()
    return Page(f"jobs/{posting.slug}/index.html", "listing.html", view, bodies)


def _apply_at(address: str) -> str:
    """Return where an application goes: the host of an address, or that of an e-mail."""
    parts = urlsplit(address)
    if parts.scheme == "mailto":
        return unquote(parts.path)
    return (parts.hostname or "").removeprefix("www.")


def _twin(plan: Plan, posting: Posting) -> str:
    """Return the link to the listing in Markdown, where the site publishes that."""
    is_there = plan.site.settings.markdown_twins and not posting.is_closed
    return plan.base.href(f"jobs/{posting.slug}/index.md") if is_there else ""


def _areas(plan: Plan, named: Places) -> Iterator[Link]:
    """Yield links to the pages of what a listing names; no address where there is no page."""
    countries, regions = plan.site.countries, plan.site.regions
    for key in sorted(area_keys(named), key=lambda key: place_name(key, plan.words)):
        folder = "regions" if key in named.regions else "countries"
        group = regions.get(key) if folder == "regions" else countries.get(key)
        href = plan.base.href(f"{folder}/{group.slug}/") if group else ""
        yield Link(place_name(key, plan.words), href)


def at_company(plan: Plan, title: str, company: str) -> str:
    """Return a title with the company that offers the job, if it is known."""
    if not company:
        return title
    return plan.words.gettext("%(title)s at %(company)s") % {"title": title, "company": company}


def _facts(plan: Plan, own: Card) -> str:
    """Return one sentence about a listing that has no text, never empty."""
    facts = ", ".join(filter(None, [own.arrangement, own.place, own.pay]))
    offered = at_company(plan, own.title, own.company_name)
    return f"{offered}{': ' if facts else ''}{facts}"
