"""`jobs.json`: every open listing as data."""

from __future__ import annotations

import functools
import json
from typing import TYPE_CHECKING, Any

from ssg.files import File, Later, Stream
from ssg.pages.cuts import cut

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from ssg.pages.frame import Frame
    from ssg.pages.plan import Plan
    from ssg.site import Posting
    from ssg.views import Card

PATH = "jobs.json"
VERSION = 1
_text = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode
SCHEMA = f"schemas/jobs-{VERSION}.json"  # a static file of the theme


def pages(plan: Plan) -> Iterator[Stream]:
    """Yield `jobs.json`, newest listing first."""
    yield Stream(PATH, functools.partial(_parts, plan))


def _parts(plan: Plan) -> Iterator[File]:
    """Yield the parts of the file: its head, its listings, its foot."""
    document = {
        "version": VERSION,
        "generated": plan.site.as_of.isoformat(),
        "$schema": plan.base.absolute(SCHEMA),
    }
    yield File(PATH, f'{_text(document).removesuffix("}")},"jobs":['.encode())
    comma = ""
    for postings in cut(plan.site.postings):
        made_of = (plan.frame, comma, postings, plan.cards.of(postings))
        yield File(PATH, Later(_jobs, made_of))
        comma = ","
    yield File(PATH, b"]}\n")


def _jobs(frame: Frame, before: str, postings: Iterable[Posting], cards: Iterable[Card]) -> bytes:
    """Return listings as JSON, a comma between them and one before them if there are others."""
    jobs = (_text(job(frame, *each)) for each in zip(postings, cards, strict=True))
    return (before + ",".join(jobs)).encode()


def job(frame: Frame, posting: Posting, own: Card) -> dict[str, Any]:
    """Return one listing as JSON's types."""
    listing, salary = posting.listing, posting.listing.salary
    return {
        "slug": posting.slug,
        "url": frame.base.absolute(posting.folder),
        "title": listing.title,
        "company": own.company_name or None,
        "apply_url": listing.apply_url,
        "source": listing.source,
        "location": listing.location,
        "countries": list(listing.places.countries),
        "regions": list(listing.places.regions),
        "worldwide": listing.places.worldwide,
        "remote": listing.places.remote,
        "salary": salary._asdict() if salary else None,
        "posted": listing.posted.isoformat() if listing.posted else None,
        "valid_through": listing.valid_through.isoformat() if listing.valid_through else None,
        "tags": list(listing.tags),
        "employment_type": list(listing.employment_type),
    }
