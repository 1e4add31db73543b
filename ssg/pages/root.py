"""What browsers, hosts, crawlers and assistants look for at the root of a site."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ssg import names
from ssg.colors import OWN, accents
from ssg.files import File, Page
from ssg.pages.feeds import about
from ssg.settings import UNSET_BASE_URL
from ssg.views import AppearancePage, AssistantPage, RobotsPage

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ssg.pages.plan import Plan


def pages(plan: Plan) -> Iterator[Page | File]:
    """Yield the files of the root that hold no listings."""
    yield Page("robots.txt", "robots.txt", RobotsPage(plan.base.absolute("sitemap.xml")))
    yield from _for_github_pages(plan)
    yield _for_assistants(plan)
    yield from _appearance(plan)


def _for_github_pages(plan: Plan) -> Iterator[File]:
    """Yield `.nojekyll`, and `CNAME` for a domain of one's own."""
    yield File(".nojekyll", b"")
    domain = plan.base.custom_domain()
    if domain and plan.base.path == "/" and plan.site.settings.base_url != UNSET_BASE_URL:
        yield File("CNAME", f"{domain}\n".encode())


def _for_assistants(plan: Plan) -> Page:
    """Return `llms.txt` as https://llmstxt.org/ has it; it names no listing, so it is small."""
    home, has_regions = plan.base.absolute(""), bool(plan.site.regions)
    view = AssistantPage(plan.site.settings.title, about(plan), home, has_regions)
    return Page("llms.txt", "llms.txt", view)


def _appearance(plan: Plan) -> Iterator[Page]:
    """Yield the icons, the manifest, and the style sheets of feeds and of an accent that is set."""
    settings = plan.site.settings
    view = AppearancePage(names.initial(settings.title), accents(settings.accent or OWN))
    for name in ("favicon.svg", "icon-maskable.svg", "site.webmanifest", "feed.css"):
        yield Page(name, name, view)
    if settings.accent:
        yield Page("accent.css", "accent.css", view)
