"""A twin in Markdown of each open listing, where the site wants them: `jobs/<slug>/index.md`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ssg.files import Deferred, Later
from ssg.pages.wording import pay_as_written, place
from ssg.views import TwinPage

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ssg.pages.frame import Frame
    from ssg.pages.plan import Plan
    from ssg.site import Posting
    from ssg.views import Card


def pages(plan: Plan) -> Iterator[Deferred]:
    """Yield the twins, if the setting `markdown_twins` asks for them."""
    if plan.site.settings.markdown_twins:
        for posting in plan.site.postings:
            yield _twin(plan, posting)


def _twin(plan: Plan, posting: Posting) -> Deferred:
    """Return the twin of an open listing."""
    bodies = (posting.listing.markdown,) if posting.listing.markdown else ()

    def view() -> Later:
        return Later(_view, (plan.frame, posting, plan.cards[posting]))

    return Deferred(f"{posting.folder}index.md", "listing.md", bodies, view)


def _view(frame: Frame, posting: Posting, own: Card) -> TwinPage:
    """Return what the twin of an open listing shows."""
    listing = posting.listing
    return TwinPage(
        url=frame.base.absolute(posting.folder),
        card=own,
        place=place(listing, frame.words),
        pay=own.pay or pay_as_written(listing),
        employment_type=tuple(map(frame.words.gettext, listing.employment_type)),
        benefits=listing.benefits,
        apply=listing.apply_url or "",
        last_day=posting.last_day,
        body=listing.markdown,
    )
