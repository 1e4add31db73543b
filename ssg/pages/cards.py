"""Listings as rows of a list: the words for place, pay and the rest."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from ssg import names, places, salaries
from ssg.pages.views import Card, Link

if TYPE_CHECKING:
    from ssg import urls
    from ssg.listing import Listing
    from ssg.site import Posting, Site

ARRANGEMENTS = {"remote": "Remote", "hybrid": "Hybrid", "onsite": "On-site", None: ""}
LONGEST_PLACE = 60  # characters; past that countries are counted
# What the arrangement says already: `Remote, US` is shown as `Remote` and `US`.
_ARRANGEMENT = re.compile(
    r"^\W*(?:(?:fully |100% )?remote|hybrid|on-?site)\b[\s,;:|/–—-]*|[\s,;(|/–—-]*\bremote\W*$",
    re.IGNORECASE,
)


def card(posting: Posting, site: Site, base: urls.Base) -> Card:
    """Return a posting as a row of a list."""
    listing = posting.listing
    name = listing.company or ""
    company = site.companies.get(names.company_key(name)) if name else None
    tags = [site.tags[key] for tag in listing.tags if (key := names.tag_key(tag)) in site.tags]
    return Card(
        slug=posting.slug,
        title=listing.title,
        href=base.href(f"jobs/{posting.slug}/"),
        company=Link(company.name, base.href(f"companies/{company.slug}/")) if company else None,
        company_name=company.name if company else name,
        arrangement=ARRANGEMENTS[listing.places.remote],
        place=place(listing),
        pay=salaries.format_salary(listing.salary) if listing.salary else "",
        posted=listing.posted,
        tags=tuple(Link(tag.name, base.href(f"tags/{tag.slug}/")) for tag in dict.fromkeys(tags)),
    )


def place(listing: Listing) -> str:
    """Return where one may work, short enough for a row: as written, or what it names."""
    written = _ARRANGEMENT.sub("", listing.location).strip(" ,;()-–—")
    written = re.sub(r"\s*([,;])\s*", r"\1 ", written)
    if len(written) <= LONGEST_PLACE:
        return written or ("Worldwide" if listing.places.worldwide else "")
    named = [places.region_name(region) for region in listing.places.regions]
    named += [places.country_name(code) for code in listing.places.countries]
    if not named:
        return written[:LONGEST_PLACE].rpartition(" ")[0].rstrip(" ,;") + " …"
    shown: list[str] = []
    for name in named:
        if len(", ".join([*shown, name])) > LONGEST_PLACE - len(" and 99 more"):
            break
        shown.append(name)
    rest = len(named) - len(shown)
    return ", ".join(shown) + (f" and {rest} more" if rest else "")
