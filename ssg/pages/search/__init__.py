"""The search of the front page: its index, and the field that stands there."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from ssg.files import Page
from ssg.pages.search.columns import columns, days
from ssg.views import Card, Link, SearchBox, SearchIndex

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ssg.pages.plan import Plan

__all__ = ["TEXTS", "box", "pages"]

INDEX = "search.json"
TEXTS = "search/texts/"  # where the index of listings' texts lies, if there is one
# A row with a mark for each value, which the script fills in: so results are rows of this theme,
# whatever it makes of them. The day is a stand-in: words of a day are not made from a mark.
ROW = Card(
    slug="{slug}",
    title="{title}",
    href="{href}",
    company=Link("{company}", "{company-href}"),
    company_name="{company}",
    arrangement="{arrangement}",
    place="{place}",
    pay="{pay}",
    posted=dt.date(2000, 1, 1),
    summary="",
    tags=(Link("{tag}", "{tag-href}"),),
)
# A row shows the beginning of the text where it has nothing else to say.
BARE_ROW = ROW._replace(arrangement="", place="", pay="", summary="{summary}")


def pages(plan: Plan) -> Iterator[Page]:
    """Yield the index that the script of the front page reads, where the site has a search."""
    if box(plan):
        yield Page(INDEX, "search.json", SearchIndex(columns(plan), days(plan), (ROW, BARE_ROW)))


def box(plan: Plan) -> SearchBox | None:
    """Return what the front page says to its script, None where there is nothing to search."""
    settings = plan.site.settings
    if settings.search == "off" or not plan.site.postings:
        return None
    rates_of = settings.rates.date if settings.rates else None
    texts = plan.base.href(TEXTS) if settings.search == "pagefind" else ""
    return SearchBox(plan.base.href(INDEX), rates_of, texts)
