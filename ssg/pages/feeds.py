"""Feeds for readers: RSS for the site and each of its groups, Atom and JSON Feed for the site."""

from __future__ import annotations

import functools
from typing import TYPE_CHECKING

from ssg.files import Deferred, Later
from ssg.locales import MONTHS
from ssg.pages import data
from ssg.pages.groups import feed_of, groups_of, heading
from ssg.pages.listings import at_company
from ssg.pages.wording import facts
from ssg.site import area_names
from ssg.views import FeedItem, FeedPage, JsonFeedItem

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from ssg.pages.frame import Frame
    from ssg.pages.groups import Kind
    from ssg.pages.plan import Plan
    from ssg.site import Group, Posting
    from ssg.views import Card

FACTS = ("company", "countries", "remote", "salary", "valid_through", "apply_url")
WEEKDAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")


def pages(plan: Plan) -> Iterator[Deferred]:
    """Yield the site's feeds, then those of the groups."""
    yield _rss(plan, "", functools.partial(_of_site, plan), plan.site.postings)
    yield _atom(plan)
    yield _json(plan)
    for kind, groups in groups_of(plan):
        for group in groups.values():
            told = functools.partial(_of_group, plan, kind, group)
            yield _rss(plan, group.folder, told, group.postings)


def about(plan: Plan) -> str:
    """Return a sentence about the site, never empty."""
    settings = plan.site.settings
    told = plan.words.gettext("Open listings of %(title)s.") % {"title": settings.title}
    return settings.description or told


def last_posted(postings: Sequence[Posting]) -> dt.date | None:
    """Return the day of the first of some postings, the newest; None where none has a day."""
    return postings[0].listing.posted if postings else None


def rfc822(day: dt.date | None) -> str:
    """Return the beginning of a day in UTC as RFC 822 writes it, with a year of four digits.

    No text comes back for a day that is not known.
    """
    if day is None:
        return ""
    date = f"{day.day:02} {MONTHS[day.month - 1][:3]} {day.year:04}"
    return f"{WEEKDAYS[day.weekday()]}, {date} 00:00:00 +0000"


def rfc3339(day: dt.date | None) -> str:
    """Return the beginning of a day in UTC as RFC 3339 writes it: `2026-06-02T00:00:00Z`."""
    return f"{day.isoformat()}T00:00:00Z" if day else ""


def bodies_of(postings: Iterable[Posting]) -> tuple[str, ...]:
    """Return the keys of the HTML that some postings have, in their order.

    One that several have comes for each: so they tell which posting has which.
    """
    bodies = (posting.listing.body for posting in postings)
    return tuple(body for body in bodies if body)


def _of_group(plan: Plan, kind: Kind, group: Group) -> tuple[str, str]:
    """Return title and description of the feed of a group."""
    told = plan.words.gettext("%(heading)s, newest first.")
    return feed_of(plan, kind, group).title, told % {"heading": heading(plan, kind, group)}


def _rss(
    plan: Plan, folder: str, told: Callable[[], tuple[str, str]], postings: tuple[Posting, ...]
) -> Deferred:
    """Return the RSS feed of some postings, which lies in a folder."""
    path, shown = f"{folder}feed.xml", postings[: plan.site.settings.feed_length]

    def view() -> Later:
        return Later(_rss_view, (plan.frame, path, told(), shown, plan.cards.of(shown)))

    return Deferred(path, "feed.xml", bodies_of(shown), view)


def _rss_view(
    frame: Frame,
    path: str,
    told: tuple[str, str],
    postings: Sequence[Posting],
    cards: Sequence[Card],
) -> FeedPage:
    """Return what an RSS feed shows, made of nothing but what is given."""
    items = tuple(_item(frame, *each, rfc822) for each in zip(postings, cards, strict=True))
    updated = rfc822(last_posted(postings))
    return _page(frame, path, told, items, updated)


def _atom(plan: Plan) -> Deferred:
    """Return the site's Atom feed.

    Atom demands a day of each entry and of the feed (RFC 4287, 4.1.1 and 4.1.2): a listing without
    one is left out, and a feed without entries is of the day of the build.
    """
    dated = [posting for posting in plan.site.postings if posting.listing.posted]
    shown = dated[: plan.site.settings.feed_length]

    def view() -> FeedPage:
        updated = rfc3339(last_posted(shown) or plan.site.as_of)
        return _page(plan.frame, "atom.xml", _of_site(plan), tuple(_items(plan, shown)), updated)

    return Deferred("atom.xml", "atom.xml", bodies_of(shown), view)


def _json(plan: Plan) -> Deferred:
    """Return the site's feed as JSON Feed 1.1 has it."""
    shown = plan.site.postings[: plan.site.settings.feed_length]

    def view() -> FeedPage:
        both = zip(_items(plan, shown), shown, strict=True)
        items = tuple(_with_facts(plan, *each) for each in both)
        return _page(plan.frame, "feed.json", _of_site(plan), items, "")

    return Deferred("feed.json", "feed.json", bodies_of(shown), view)


def _page(
    frame: Frame,
    path: str,
    told: tuple[str, str],
    items: tuple[FeedItem | JsonFeedItem, ...],
    updated: str,
) -> FeedPage:
    """Return what a feed shows, given its title and description; it stands in its home's folder."""
    return FeedPage(
        title=told[0],
        description=told[1],
        home=frame.base.absolute(path[: path.rfind("/") + 1]),
        url=frame.base.absolute(path),
        language=frame.settings.language,
        updated=updated,
        items=items,
    )


def _of_site(plan: Plan) -> tuple[str, str]:
    """Return title and description of a feed of the site."""
    return plan.site.settings.title, about(plan)


def _items(plan: Plan, postings: Iterable[Posting]) -> Iterator[FeedItem]:
    """Yield postings as items of a feed that has days as RFC 3339 writes them."""
    return (_item(plan.frame, each, plan.cards[each], rfc3339) for each in postings)


def _with_facts(plan: Plan, item: FeedItem, posting: Posting) -> JsonFeedItem:
    """Return an item of a JSON Feed, with facts as `jobs.json` has them."""
    known = data.job(plan.frame, posting, plan.cards[posting])
    apply = posting.listing.apply_url or ""
    is_page = not apply.startswith("mailto:")
    facts = {name: known[name] for name in FACTS}
    return JsonFeedItem(item, apply if is_page else "", facts)


def _item(
    frame: Frame, posting: Posting, own: Card, written: Callable[[dt.date | None], str]
) -> FeedItem:
    """Return a posting as an item of a feed, its day as the feed's format writes it."""
    areas = area_names(posting.listing.places, frame.words)
    return FeedItem(
        title=at_company(frame, own.title, own.company_name),
        url=frame.base.absolute(posting.folder),
        published=written(own.posted),
        summary=facts(posting.listing, own) + (posting.listing.summary or own.title),
        creator=own.company_name,
        categories=(*(tag.label for tag in own.tags), *areas),
        language=frame.other_language(posting.listing.language),
        body=posting.listing.body,
    )
