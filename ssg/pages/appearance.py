"""What browsers take from the root of a site: its icons, its colours, its web manifest."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ssg import names
from ssg.colors import OWN, accents
from ssg.files import Page
from ssg.views import AppearancePage

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ssg.pages.plan import Plan


def pages(plan: Plan) -> Iterator[Page]:
    """Yield the icons and the manifest, and where the site sets an accent, its style sheet."""
    settings = plan.site.settings
    view = AppearancePage(names.initial(settings.title), accents(settings.accent or OWN))
    for name in ("favicon.svg", "icon-maskable.svg", "site.webmanifest"):
        yield Page(name, name, view)
    if settings.accent:
        yield Page("accent.css", "accent.css", view)
