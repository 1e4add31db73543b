"""`llms.txt`: what is where, for assistants that read a site on somebody's behalf."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ssg.files import Page
from ssg.pages.feeds import about
from ssg.views import AssistantPage

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ssg.pages.plan import Plan


def pages(plan: Plan) -> Iterator[Page]:
    """Yield `llms.txt` in the form of https://llmstxt.org/; it names no listing, so it is small."""
    settings = plan.site.settings
    home, has_regions = plan.base.absolute(""), bool(plan.site.regions)
    view = AssistantPage(settings.title, about(plan), home, has_regions)
    yield Page("llms.txt", "llms.txt", view)
