"""`jobs.json`: every open listing as data."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from ssg.files import File

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ssg.pages.plan import Plan
    from ssg.site import Posting

VERSION = 1
_text = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode
SCHEMA = f"schemas/jobs-{VERSION}.json"  # a static file of the theme


def files(plan: Plan) -> Iterator[File]:
    """Yield `jobs.json`, newest listing first."""
    document = {
        "version": VERSION,
        "generated": plan.site.as_of.isoformat(),
        "$schema": plan.base.absolute(SCHEMA),
    }
    # Listing by listing, so that there are never the objects of all at once.
    jobs = ",".join(_text(job(plan, posting)) for posting in plan.site.postings)
    head = _text(document).removesuffix("}")
    yield File("jobs.json", f'{head},"jobs":[{jobs}]}}\n'.encode())


def job(plan: Plan, posting: Posting) -> dict[str, Any]:
    """Return one listing as JSON's types."""
    listing, salary = posting.listing, posting.listing.salary
    return {
        "slug": posting.slug,
        "url": plan.base.absolute(f"jobs/{posting.slug}/"),
        "title": listing.title,
        "company": plan.cards[posting.slug].company_name or None,
        "apply_url": listing.apply_url,
        "source": listing.source,
        "location": listing.location,
        "countries": list(listing.places.countries),
        "regions": list(listing.places.regions),
        "worldwide": listing.places.worldwide,
        "remote": listing.places.remote,
        "salary": None
        if salary is None
        else {
            "min": salary.min,
            "max": salary.max,
            "currency": salary.currency,
            "period": salary.period,
        },
        "posted": listing.posted.isoformat() if listing.posted else None,
        "valid_through": listing.valid_through.isoformat() if listing.valid_through else None,
        "tags": list(listing.tags),
        "employment_type": list(listing.employment_type),
    }
