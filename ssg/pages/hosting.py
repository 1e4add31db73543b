"""What hosts and crawlers look for at the root of a site."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ssg.files import File, Page
from ssg.settings import UNSET_BASE_URL
from ssg.views import RobotsPage

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ssg.pages.plan import Plan


def pages(plan: Plan) -> Iterator[Page | File]:
    """Yield `robots.txt` and `.nojekyll`, and `CNAME` for a domain of one's own on GitHub Pages."""
    yield Page("robots.txt", "robots.txt", RobotsPage(plan.base.absolute("sitemap.xml")))
    yield File(".nojekyll", b"")
    domain = plan.base.custom_domain()
    if domain and plan.base.path == "/" and plan.site.settings.base_url != UNSET_BASE_URL:
        yield File("CNAME", f"{domain}\n".encode())
