"""The archive of closed listings, and the page not found."""

from __future__ import annotations

import datetime as dt

from ssg.pages import indexes
from ssg.settings import Settings
from ssg.site import gather
from ssg.views import Index, NotFoundPage
from tests.pages.listings import listing, plan_of


def test_titles_say_whose_page_it_is() -> None:
    closed = [listing(slug=f"closed-{n}", valid_through=dt.date(2026, 6, 1)) for n in range(3)]
    settings = Settings(title="Work Worth Doing", page_size=2)
    site = gather(closed, [], [], settings, dt.date(2026, 6, 15))
    views = {page.path: page.view for page in indexes.pages(plan_of(site))}
    titles = {
        path: view.head.title
        for path, view in views.items()
        if isinstance(view, Index | NotFoundPage)
    }
    assert titles == {
        "index.html": "Work Worth Doing",
        "archive/index.html": "Closed listings – Work Worth Doing",
        "archive/page/2/index.html": "Closed listings, page 2 – Work Worth Doing",
        "404.html": "Page not found – Work Worth Doing",
    }
