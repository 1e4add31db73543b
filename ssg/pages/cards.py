"""Listings as rows of a list."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ssg import names
from ssg.locales import locale
from ssg.pages.wording import arrangement, short_place
from ssg.views import Card, Link

if TYPE_CHECKING:
    from ssg import urls
    from ssg.site import Posting, Site


def card(posting: Posting, site: Site, base: urls.Base) -> Card:
    """Return a posting as a row of a list."""
    listing, words = posting.listing, locale(site.settings.language)
    name = listing.company or ""
    company = site.companies.get(names.company_key(name)) if name else None
    tags = dict.fromkeys(names.tag_key(tag) for tag in listing.tags)
    return Card(
        slug=posting.slug,
        title=listing.title,
        href=base.href(f"jobs/{posting.slug}/"),
        company=Link(company.name, base.href(f"companies/{company.slug}/")) if company else None,
        company_name=company.name if company else name,
        arrangement=words.gettext(arrangement(listing)),
        place=short_place(listing, words),
        pay=words.pay(listing.salary) if listing.salary else "",
        posted=listing.posted,
        summary=listing.summary,
        tags=tuple(
            Link(tag.name, base.href(f"tags/{tag.slug}/"))
            for key in tags
            if (tag := site.tags.get(key)) is not None
        ),
    )
