"""Every open listing in the XML that job aggregators read, in two dialects."""

from __future__ import annotations

import functools
import zlib
from typing import TYPE_CHECKING, NamedTuple

from ssg.pages.dates import last_day, rfc822
from ssg.pages.feeds import last_posted
from ssg.pages.wording import pay_as_written, place
from ssg.site import area_names, place_name
from ssg.views import AggregatorItem, AggregatorPage, Page, Stream

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from ssg.pages.plan import Plan
    from ssg.site import Posting

AT_ONCE = 10  # listings in a part, on average
MOST_AT_ONCE = 100


class Dialect(NamedTuple):
    """A file, and the template that makes it."""

    path: str
    template: str


DIALECTS = (Dialect("feeds/jobs.xml", "jobs.xml"), Dialect("feeds/jooble.xml", "jooble.xml"))
# As Indeed's documentation has them.
REMOTE_TYPES = {"remote": "Fully remote", "hybrid": "Hybrid remote"}


def streams(plan: Plan) -> Iterator[Stream]:
    """Yield the files, newest listing first."""
    jobs = functools.cache(lambda: [_job(plan, posting) for posting in plan.site.postings])
    for dialect in DIALECTS:
        yield Stream(dialect.path, functools.partial(_parts, plan, dialect, jobs))


def _parts(
    plan: Plan, dialect: Dialect, all_jobs: Callable[[], list[AggregatorItem]]
) -> Iterator[Page]:
    """Yield the parts of a file: its head, its listings, its foot."""
    site = plan.site
    told = (site.settings.title, plan.base.absolute(""), rfc822(last_posted(site.postings)))
    yield Page(dialect.path, dialect.template, AggregatorPage(*told, is_first=True))
    for jobs in _cut(all_jobs()):
        bodies = dict.fromkeys(job.body for job in jobs if job.body)
        yield Page(dialect.path, dialect.template, AggregatorPage(jobs=jobs), tuple(bodies))
    yield Page(dialect.path, dialect.template, AggregatorPage(is_last=True))


def _cut(jobs: Iterable[AggregatorItem]) -> Iterator[tuple[AggregatorItem, ...]]:
    """Yield the listings in parts, cut by what they are and not by how many came before.

    So a new listing changes the part that it stands in, and the other parts stay as they are.
    """
    part = list[AggregatorItem]()
    for job in jobs:
        begins = zlib.crc32(job.slug.encode()) % AT_ONCE == 0
        if part and (begins or len(part) == MOST_AT_ONCE):
            yield tuple(part)
            part = []
        part.append(job)
    if part:
        yield tuple(part)


def _job(plan: Plan, posting: Posting) -> AggregatorItem:
    """Return a posting as aggregators want it."""
    listing, own = posting.listing, plan.cards[posting.slug]
    countries = [place_name(code, plan.words) for code in listing.places.countries]
    return AggregatorItem(
        slug=posting.slug,
        url=plan.base.absolute(f"jobs/{posting.slug}/"),
        title=listing.title,
        company=own.company_name,
        country=countries[0] if countries else "",
        place=place(listing, plan.words),
        areas=", ".join(area_names(listing.places, plan.words)),
        salary=own.pay or pay_as_written(listing),
        job_type=", ".join(listing.employment_type),
        remote_type=REMOTE_TYPES.get(listing.places.remote or "", ""),
        category=", ".join(tag.label for tag in own.tags),
        posted=listing.posted,
        expires=last_day(posting),
        summary=listing.summary or listing.title,
        body=listing.body,
    )
