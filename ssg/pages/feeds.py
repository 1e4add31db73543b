"""RSS 2.0 feeds: one for the site, one for each company, country, region and tag."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ssg.pages.groups import feed_of, groups_of, heading
from ssg.pages.wording import pay_as_written
from ssg.site import area_names
from ssg.views import FeedItem, FeedPage, Page

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterator, Sequence

    from ssg.pages.plan import Plan
    from ssg.site import Posting


WEEKDAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


def pages(plan: Plan) -> Iterator[Page]:
    """Yield the site's feed, then those of the groups."""
    settings = plan.site.settings
    about = settings.description or f"Open listings of {settings.title}."
    yield _feed(plan, "", settings.title, about, plan.site.postings)
    for kind, groups in groups_of(plan):
        for group in groups.values():
            title = feed_of(plan, kind, group).title
            about = f"{heading(kind, group)}, newest first."
            yield _feed(plan, f"{kind.folder}/{group.slug}/", title, about, group.postings)


def _feed(plan: Plan, folder: str, title: str, about: str, postings: Sequence[Posting]) -> Page:
    """Return the feed of some postings, which lies in a folder."""
    shown = postings[: plan.site.settings.feed_length]
    updated = max((each.listing.posted for each in shown if each.listing.posted), default=None)
    view = FeedPage(
        title=title,
        description=about,
        home=plan.base.absolute(folder),
        url=plan.base.absolute(f"{folder}feed.xml"),
        language=plan.site.settings.language,
        updated=_rfc822(updated),
        items=tuple(_item(plan, posting) for posting in shown),
    )
    bodies = tuple(item.body for item in view.items if item.body)
    return Page(f"{folder}feed.xml", "feed.xml", view, tuple(dict.fromkeys(bodies)))


def _item(plan: Plan, posting: Posting) -> FeedItem:
    """Return a posting as an item of a feed."""
    own = plan.cards[posting.slug]
    at = f" at {own.company_name}" if own.company_name else ""
    where = ", ".join(filter(None, [own.arrangement, own.place]))
    pay = own.pay or pay_as_written(posting.listing)
    facts = "".join(f"{fact}. " for fact in (where, pay) if fact)
    return FeedItem(
        title=f"{own.title}{at}",
        url=plan.base.absolute(f"jobs/{posting.slug}/"),
        published=_rfc822(own.posted),
        summary=facts + (posting.listing.summary or own.title),
        creator=own.company_name,
        categories=(*(tag.label for tag in own.tags), *area_names(posting.listing.places)),
        body=posting.listing.body,
    )


def _rfc822(day: dt.date | None) -> str:
    """Return the beginning of a day in UTC as RFC 822 writes it, with a year of four digits."""
    if day is None:
        return ""
    date = f"{day.day:02} {MONTHS[day.month - 1]} {day.year:04}"
    return f"{WEEKDAYS[day.weekday()]}, {date} 00:00:00 +0000"
