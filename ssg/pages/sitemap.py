"""The sitemap; past the 50,000 addresses that sitemaps.org allows in one, an index of several."""

from __future__ import annotations

import itertools
from typing import TYPE_CHECKING

from ssg.files import Page
from ssg.pages.feeds import last_posted
from ssg.pages.groups import groups_of, has_index
from ssg.pages.own_pages import folder_of
from ssg.views import SitemapEntry, SitemapPage

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from ssg.pages.plan import Plan
    from ssg.site import Posting

MOST_ADDRESSES = 50_000


def pages(plan: Plan) -> Iterator[Page]:
    """Yield `sitemap.xml`, and where it is an index, the sitemaps that it names."""
    entries = tuple({entry.url: entry for entry in _entries(plan)}.values())
    if len(entries) <= MOST_ADDRESSES:
        yield Page("sitemap.xml", "sitemap.xml", SitemapPage(entries, is_index=False))
        return
    named = []
    for number, start in enumerate(range(0, len(entries), MOST_ADDRESSES), 1):
        path = f"sitemap-{number}.xml"
        held = entries[start : start + MOST_ADDRESSES]
        newest = max(entry.modified for entry in held)
        named.append(SitemapEntry(plan.base.absolute(path), newest))
        yield Page(path, "sitemap.xml", SitemapPage(held, is_index=False))
    yield Page("sitemap.xml", "sitemap.xml", SitemapPage(tuple(named), is_index=True))


def _entries(plan: Plan) -> Iterator[SitemapEntry]:
    """Yield the address of each page that search engines should know, and its day of change.

    The day is that of the newest listing shown, of the archive that on which the last one closed,
    never that of the build.
    """
    site, absolute = plan.site, plan.base.absolute
    yield SitemapEntry(absolute(""), _newest(site.postings))
    for posting in site.postings:
        yield SitemapEntry(absolute(posting.folder), _newest([posting]))
    for kind, groups in groups_of(plan):
        if has_index(kind, groups):
            yield SitemapEntry(absolute(f"{kind.folder}/"), _newest(site.postings))
        for group in groups.values():
            yield SitemapEntry(absolute(group.folder), _newest(group.postings))
    for pair in itertools.chain.from_iterable(plan.pairs.by_country.values()):
        yield SitemapEntry(absolute(pair.folder), _newest(pair.postings))
    yield SitemapEntry(absolute("stats/"), _newest(site.postings))
    yield SitemapEntry(absolute("archive/"), _last_closed(site.closed))
    for name in plan.own:
        yield SitemapEntry(absolute(folder_of(name)), "")


def _newest(postings: Sequence[Posting]) -> str:
    """Return the day of the newest of them as an ISO date, or no text."""
    posted = last_posted(postings)
    return posted.isoformat() if posted else ""


def _last_closed(closed: Sequence[Posting]) -> str:
    """Return the day on which the last of them closed, as an ISO date, or no text."""
    return max((posting.closes.isoformat() for posting in closed if posting.closes), default="")
