"""Which links of the settings lead to no page of the site."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import unquote

from ssg.problems import Problem, Severity, nearest
from ssg.urls import safe_url

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from ssg.settings import Settings

INDEX = "index.html"
GROUPS = ("companies/", "countries/", "regions/", "tags/")


def dead_ends(settings: Settings, settings_file: str, paths: Collection[str]) -> Iterator[Problem]:
    """Yield a warning for each link of the settings to a page that is not there.

    `paths` are those of all published files. Of what lies on other sites, and above this one,
    nothing is said, nor of companies, places and tags, whose pages come and go with listings.
    """
    links = [
        (f"link {number} of {name}", link.url)
        for name, entries in (
            ("navigation", settings.navigation),
            ("footer_links", settings.footer_links),
        )
        for number, link in enumerate(entries, 1)
    ]
    for name, url in (*links, ("submit_url", settings.submit_url)):
        if not safe_url(url) and not _leads_somewhere(url, paths):
            message = f'{name} leads to "{url}", which is no page of the site'
            near = (each.removesuffix(INDEX) for each in paths if each.count("/") <= 1)
            hint = (
                nearest(url, near) or "a page of your own is a file in templates/pages/ or static/"
            )
            yield Problem.of_file(settings_file, Severity.WARNING, "setting-link", message, hint)


def _leads_somewhere(url: str, paths: Collection[str]) -> bool:
    """Return whether a host finds a file at a path under the site, as GitHub Pages looks for it."""
    path = unquote(url.partition("#")[0].partition("?")[0].removeprefix("/"))
    if ".." in path.split("/") or (path.startswith(GROUPS) and path not in GROUPS):
        return True
    if path.endswith("/") or not path:
        return f"{path}{INDEX}" in paths
    return any(each in paths for each in (path, f"{path}.html", f"{path}/{INDEX}"))
