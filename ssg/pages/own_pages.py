"""Pages of the site's owner: each template in `templates/pages/` of the site makes one."""

from __future__ import annotations

from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from ssg.files import Page
from ssg.theme import OWN_PAGES
from ssg.urls import slug
from ssg.views import OwnPage

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ssg.pages.plan import Plan


def pages(plan: Plan) -> Iterator[Page]:
    """Yield a page for each template: `who-we-are.html` makes `who-we-are/`, headed Who we are."""
    title = plan.site.settings.title
    for name in plan.own:
        path = folder_of(name)
        words = PurePosixPath(name).stem.replace("-", " ").replace("_", " ").strip()
        heading = words[:1].upper() + words[1:]
        head = plan.head(heading, f"{heading} – {title}", path)
        yield Page(f"{path}index.html", f"{OWN_PAGES}/{name}", OwnPage(head, heading))


def folder_of(name: str) -> str:
    """Return the folder under the site that a template's page stands in, with a slash behind it."""
    parts = PurePosixPath(name).with_suffix("").parts
    return "".join(f"{slug(part) or 'page'}/" for part in parts)
