"""A twin in Markdown of each open listing, where the site wants them: `jobs/<slug>/index.md`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ssg.pages.dates import last_day
from ssg.pages.wording import pay_as_written, place
from ssg.views import Page, TwinPage

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ssg.pages.plan import Plan
    from ssg.site import Posting


def pages(plan: Plan) -> Iterator[Page]:
    """Yield the twins, if the setting `markdown_twins` asks for them."""
    if plan.site.settings.markdown_twins:
        for posting in plan.site.postings:
            yield _twin(plan, posting)


def _twin(plan: Plan, posting: Posting) -> Page:
    """Return the twin of an open listing."""
    listing, own = posting.listing, plan.cards[posting.slug]
    view = TwinPage(
        url=plan.base.absolute(f"jobs/{posting.slug}/"),
        card=own,
        place=place(listing, plan.words),
        pay=own.pay or pay_as_written(listing),
        apply=listing.apply_url or "",
        last_day=last_day(posting),
        body=listing.markdown,
    )
    bodies = (listing.markdown,) if listing.markdown else ()
    return Page(f"jobs/{posting.slug}/index.md", "listing.md", view, bodies)
