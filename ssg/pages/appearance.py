"""What browsers take from the root of a site: icons, colours, web manifest, the look of feeds."""

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
    """Yield the icons, the manifest, and the style sheets of feeds and of an accent that is set."""
    settings = plan.site.settings
    view = AppearancePage(names.initial(settings.title), accents(settings.accent or OWN))
    for name in ("favicon.svg", "icon-maskable.svg", "site.webmanifest", "feed.css"):
        yield Page(name, name, view)
    if settings.accent:
        yield Page("accent.css", "accent.css", view)
