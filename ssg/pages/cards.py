"""Listings as rows of a list: the words for place, pay and the rest."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from ssg import names, places, salaries
from ssg.views import Card, Link

if TYPE_CHECKING:
    from ssg import urls
    from ssg.listing import Listing
    from ssg.site import Posting, Site

ARRANGEMENTS = {"remote": "Remote", "hybrid": "Hybrid", "onsite": "On-site", None: ""}
LONGEST_PLACE = 60  # characters; past that countries are counted
# What the arrangement says already: `Remote, US` is shown as `Remote` and `US`.
_ARRANGEMENT = re.compile(
    r"^\W*(?:(?:fully |100% )?remote|hybrid|on-?site)\b[\s,;:|/–—-]*"
    r"|[\s,;(|/–—-]*(?:\bor\s+)?\bremote\W*$",
    re.IGNORECASE,
)


def card(posting: Posting, site: Site, base: urls.Base) -> Card:
    """Return a posting as a row of a list."""
    listing = posting.listing
    name = listing.company or ""
    company = site.companies.get(names.company_key(name)) if name else None
    tags = dict.fromkeys(names.tag_key(tag) for tag in listing.tags)
    return Card(
        slug=posting.slug,
        title=listing.title,
        href=base.href(f"jobs/{posting.slug}/"),
        company=Link(company.name, base.href(f"companies/{company.slug}/")) if company else None,
        company_name=company.name if company else name,
        arrangement=ARRANGEMENTS[listing.places.remote],
        place=short_place(listing),
        pay=salaries.format_salary(listing.salary) if listing.salary else "",
        posted=listing.posted,
        tags=tuple(
            Link(tag.name, base.href(f"tags/{tag.slug}/"))
            for key in tags
            if (tag := site.tags.get(key)) is not None
        ),
    )


def place(listing: Listing) -> str:
    """Return where one may work, as written but for what the arrangement says already.

    Pieces that are repeated, as scrapers do, stand once: `Taipei, Taiwan, Taiwan`.
    """
    written = listing.location
    while listing.places.remote and (rest := _ARRANGEMENT.sub("", written)) != written:
        written = rest
    pieces = (piece.strip() for piece in re.split(r"(?<=[,;])", written))
    once = {piece.rstrip(",;").strip().casefold(): piece for piece in reversed([*pieces])}
    text = " ".join(piece for piece in reversed(once.values()) if piece.rstrip(",;").strip())
    text = text.strip(" ,;-–—")
    if text.startswith("(") and text.find(")") == len(text) - 1:
        text = text[1:-1]
    return text or ("Worldwide" if listing.places.worldwide else "")


def short_place(listing: Listing) -> str:
    """Return where one may work, short enough for a row: what it names where it is long."""
    written = place(listing)
    if len(written) <= LONGEST_PLACE:
        return written
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
