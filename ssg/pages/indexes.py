"""The front page and its further pages, the archive of closed listings, and the page not found."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ssg.files import Page
from ssg.pages import search
from ssg.pages.lists import described, list_pages, open_listings, paged, titles
from ssg.views import Head, Index, Link, NotFoundPage

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ssg.pages.plan import Plan

NEWEST = 5  # listings on the page not found
MOST_SHOWN = 12  # groups named on the front page, the largest first


def pages(plan: Plan) -> Iterator[Page]:
    """Yield the front page, the archive and the page not found."""
    yield from _front(plan)
    yield from _archive(plan)
    yield _not_found(plan)


def _front(plan: Plan) -> Iterator[Page]:
    """Yield all open listings, newest first."""
    site, settings = plan.site, plan.site.settings
    cards = plan.cards.of(site.postings)
    counted = open_listings(plan, len(cards))
    for page in list_pages(plan, cards, ""):
        first = page.number == 1
        title = paged(plan, settings.title, page.number)
        told = settings.description or described(counted, titles(page))
        view = Index(
            head=Head(
                title=title,
                description=told if first else described(f"{title} – {counted}", titles(page)),
                canonical=plan.base.absolute(page.folder),
                feed=plan.feed,
            ),
            heading=settings.title,
            intro=settings.tagline or settings.description,
            lead=settings.description if settings.tagline and first else "",
            cards=page.cards,
            total=len(cards),
            pagination=page.pagination,
            feed=plan.feed,
            tags=plan.largest(site.tags, MOST_SHOWN) if first else (),
            countries=plan.largest(site.countries, MOST_SHOWN) if first else (),
            search=search.box(plan) if first else None,
        )
        yield Page(page.path, "index.html", view)


def _archive(plan: Plan) -> Iterator[Page]:
    """Yield the closed listings, newest first."""
    _ = plan.words.gettext
    heading, told = _("Closed listings"), _("Listings that no longer take applications.")
    cards = plan.cards.of(plan.site.closed)
    for page in list_pages(plan, cards, "archive/"):
        title = paged(plan, heading, page.number)
        description = told if page.number == 1 else f"{title} – {told}"
        view = Index(
            head=plan.head(title, description, page.folder),
            heading=heading,
            intro=_("These listings no longer take applications."),
            cards=page.cards,
            total=len(cards),
            pagination=page.pagination,
        )
        yield Page(page.path, "archive.html", view)


def _not_found(plan: Plan) -> Page:
    """Return the page that a host shows for an address that there is not."""
    _ = plan.words.gettext
    links = (
        *((_("All listings"), ""), (_("Companies"), "companies/")),
        *((_("Countries"), "countries/"), (_("Tags"), "tags/")),
        (_("Closed listings"), "archive/"),
    )
    head = plan.head(_("Page not found"), _("There is no page at this address."), "404.html")
    view = NotFoundPage(
        head=head._replace(is_indexed=False),
        links=tuple(Link(label, plan.base.href(path)) for label, path in links),
        cards=plan.cards.of(plan.site.postings[:NEWEST]),
    )
    return Page("404.html", "404.html", view)
