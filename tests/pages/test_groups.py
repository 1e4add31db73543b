"""The pages of companies, countries, regions and tags: what else stands on them."""

from __future__ import annotations

import datetime as dt

from ssg.pages import groups
from ssg.pages.groups import FURTHER
from ssg.settings import Settings
from ssg.site import gather
from ssg.views import GroupPage
from tests.pages.listings import listing, plan_of


def test_what_else_is_open_to_a_countrys_people_is_found_behind_what_names_it() -> None:
    both = "Remote, Portugal or Europe"
    named = [listing(f"Both {n}", slug=f"both-{n}", location=both) for n in range(2 * FURTHER)]
    older = dt.date(2026, 5, 1)
    beside = listing("Beside", slug="beside", location="Remote, Europe", posted=older)
    site = gather([*named, beside], [], [], Settings(), dt.date(2026, 6, 15))
    found = {page.path: page.view for page in groups.pages(plan_of(site))}
    portugal = found["countries/portugal/index.html"]
    assert isinstance(portugal, GroupPage)
    assert portugal.total == len(named)
    assert [card.slug for card in portugal.further] == ["beside"]
