"""Listings with all that job search engines ask for, and what their pages are marked up with."""

from __future__ import annotations

import datetime as dt
import json
import re
from typing import TYPE_CHECKING, Any

from ssg.files import Page
from ssg.listing import Listing, Profile
from ssg.reading import read
from ssg.render import render
from ssg.settings import Settings
from ssg.site import gather
from ssg.sources import Source
from ssg.theme import read_theme
from ssg.views import ListingPage
from tests.builds import front_matter
from tests.pages.listings import plan_site

if TYPE_CHECKING:
    from pathlib import Path

    from ssg.site import Posting, Site

AS_OF = dt.date(2026, 6, 15)
SCRIPT = re.compile(r'<script type="application/ld\+json">(.*?)</script>', re.DOTALL)
FACTS = {
    "title": "Night baker",
    "company": "Kornblume Bakery",
    "location": "Bremen, Germany",
    "posted": "2026-06-01",
}
TEXT = "We bake for **forty shops**.\n\n- You knead.\n- You shape."


def file(body: str = TEXT, **changes: object) -> str:
    """Return a complete listing with some of its facts changed, or left out where None."""
    return front_matter(FACTS | changes, body)


def site_of(*texts: str, profile: str = "", **settings: Any) -> Site:  # noqa: ANN401 - of any type
    """Return the site of some listings, and of a company profile."""
    files = {f"content/{number}.md": text for number, text in enumerate(texts)}
    if profile:
        files["content/companies/kornblume-bakery.md"] = profile
    entries = [read(Source(path, text.encode(), "key")).entry for path, text in files.items()]
    listings = [entry for entry in entries if isinstance(entry, Listing)]
    profiles = [entry for entry in entries if isinstance(entry, Profile)]
    assert len(listings) == len(texts)
    return gather(listings, profiles, (), Settings(**settings), AS_OF)


def job_posting(site: Site, posting: Posting) -> dict[str, Any] | None:
    """Return the JobPosting on the page of a posting, None where it has none."""
    path = f"jobs/{posting.slug}/index.html"
    (page,) = [each for each in plan_site(site) if isinstance(each, Page) and each.path == path]
    assert isinstance(page.view, ListingPage)
    found: dict[str, Any] | None = json.loads(page.view.job_posting or "null")
    return found


def posting(site: Site) -> dict[str, Any]:
    """Return the markup of a site's only listing, which it has to have."""
    found = job_posting(site, site.postings[0])
    assert found is not None
    return found


def page_of(site: Site, tmp_path: Path, path: str) -> str:
    """Return a page of a site as it is published."""
    bodies = {}
    for number in range(len(site.postings)):
        body = site.postings[number].listing.body
        bodies[body] = read(Source("content/a.md", file().encode(), "key")).html.decode()
    theme = read_theme(tmp_path, site.settings)
    (page,) = [each for each in plan_site(site) if isinstance(each, Page) and each.path == path]
    return render(theme, page, bodies).decode()


def scripts(text: str) -> list[list[dict[str, Any]]]:
    """Return what each script of JSON-LD on a page holds."""
    documents = [json.loads(script) for script in SCRIPT.findall(text)]
    assert {document["@context"] for document in documents} <= {"https://schema.org"}
    return [document["@graph"] for document in documents]
