"""Every open listing in the XML that job aggregators read, in two dialects."""

from __future__ import annotations

import functools
from typing import TYPE_CHECKING

from ssg.files import Deferred, Later, Page, Stream
from ssg.pages.cuts import cut
from ssg.pages.feeds import bodies_of, last_posted, rfc822
from ssg.pages.wording import pay_as_written, place
from ssg.places import country_name, towns_in
from ssg.site import Posting, area_names
from ssg.views import AggregatorItem, AggregatorPage

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from ssg.pages.frame import Frame
    from ssg.pages.plan import Plan
    from ssg.views import Card

    Bodied = tuple[tuple[Posting, ...], tuple[str, ...]]  # postings with the keys of their bodies

DIALECTS = {"feeds/jobs.xml": "jobs.xml", "feeds/jooble.xml": "jooble.xml"}  # templates by file
# As Indeed's documentation has them.
REMOTE_TYPES = {"remote": "Fully remote", "hybrid": "Hybrid remote"}


def pages(plan: Plan) -> Iterator[Stream]:
    """Yield the files, newest listing first."""
    middle = functools.cache(lambda: [(each, bodies_of(each)) for each in cut(plan.site.postings)])
    for path, template in DIALECTS.items():
        yield Stream(path, functools.partial(_parts, plan, path, template, middle))


def _parts(
    plan: Plan, path: str, template: str, middle: Callable[[], Iterable[Bodied]]
) -> Iterator[Page | Deferred]:
    """Yield the parts of a file: its head, its listings, its foot."""
    site = plan.site
    told = (site.settings.title, plan.base.absolute(""), rfc822(last_posted(site.postings)))
    yield Page(path, template, AggregatorPage(*told, is_first=True))
    for postings, bodies in middle():
        view = functools.partial(_later, plan, postings)
        yield Deferred(path, template, bodies, view)
    yield Page(path, template, AggregatorPage(is_last=True))


def _later(plan: Plan, postings: tuple[Posting, ...]) -> Later:
    """Return what makes the view of a part in the middle of a file."""
    return Later(_jobs, (plan.frame, postings, plan.cards.of(postings)))


def _jobs(frame: Frame, postings: Iterable[Posting], cards: Iterable[Card]) -> AggregatorPage:
    """Return what a part in the middle of a file shows."""
    return AggregatorPage(jobs=tuple(map(functools.partial(_job, frame), postings, cards)))


def _job(frame: Frame, posting: Posting, own: Card) -> AggregatorItem:
    """Return a posting as aggregators want it."""
    listing = posting.listing
    countries = listing.places.countries
    town = next(towns_in(listing.places, countries[0]), None) if countries else None
    return AggregatorItem(
        slug=posting.slug,
        url=frame.base.absolute(posting.folder),
        title=listing.title,
        company=own.company_name,
        country=country_name(countries[0]) if countries else "",
        state=town.state if town else "",
        city=town.name if town else "",
        arrangement=own.arrangement,
        place=place(listing, frame.words),
        areas=", ".join(area_names(listing.places, frame.words)),
        salary=own.pay or pay_as_written(listing),
        job_type=", ".join(listing.employment_type),
        remote_type=REMOTE_TYPES.get(listing.places.remote or "", ""),
        category=", ".join(tag.label for tag in own.tags),
        posted=listing.posted,
        expires=posting.last_day,
        summary=listing.summary or listing.title,
        body=listing.body,
    )
