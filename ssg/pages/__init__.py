"""Which pages a site has. A page holds everything it shows, so its value says whether it is new."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ssg.pages import (
    aggregators,
    appearance,
    assistants,
    data,
    feeds,
    groups,
    hosting,
    indexes,
    listings,
    own_pages,
    search,
    sitemap,
    social,
    stats,
    twins,
)
from ssg.pages.plan import plan

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ssg.files import File, Page, Stream
    from ssg.lettering import Picture
    from ssg.site import Site

__all__ = ["plan_site"]

MODULES = (
    *(own_pages, listings, twins, groups, feeds, sitemap, hosting),
    *(assistants, appearance, search, stats, indexes),
)


def plan_site(site: Site, own: tuple[str, ...] = ()) -> Iterator[Page | File | Picture | Stream]:
    """Yield everything that a build writes for a site, its static files aside.

    Of two with one path the first is taken, so the pages of the site's `own` templates are first.
    """
    planned = plan(site, own)
    for module in MODULES:
        yield from module.pages(planned)
    yield from social.pictures(planned)
    yield from data.files(planned)
    yield from aggregators.streams(planned)
    yield from hosting.files(planned)
