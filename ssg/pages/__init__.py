"""Which pages a site has. A page holds everything it shows, so its value says whether it is new."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ssg.pages import (
    aggregators,
    assistants,
    data,
    feeds,
    groups,
    hosting,
    indexes,
    listings,
    sitemap,
    twins,
)
from ssg.pages.plan import plan

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ssg.site import Site
    from ssg.views import File, Page, Stream

__all__ = ["plan_site"]


def plan_site(site: Site) -> Iterator[Page | File | Stream]:
    """Yield everything that a build writes for a site, its static files aside."""
    planned = plan(site)
    for module in (listings, twins, groups, feeds, sitemap, hosting, assistants, indexes):
        yield from module.pages(planned)
    yield from data.files(planned)
    yield from aggregators.streams(planned)
    yield from hosting.files(planned)
