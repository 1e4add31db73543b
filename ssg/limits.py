"""Which published files are too heavy for hosts and readers, said before it hurts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ssg.problems import Problem, Severity

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

# GitHub Pages takes 1 GB (docs.github.com, "GitHub Pages limits"); warned of while there is room.
SITE_LIMIT = 1_000_000_000
SITE_WARNING = 800_000_000
# A listing of 30,000 characters makes a page of 50 kB. At ten times that, two thousand listings
# would fill the host, and a phone on a slow line (1.6 Mbit/s) waits two and a half seconds.
PAGE_LIMIT = 500_000
# Feed readers fetch a feed again and again: a hundred of them, hourly, take 72 GB a month of a feed
# of 1 MB, and GitHub Pages gives 100 GB.
FEED_LIMIT = 1_000_000
FEEDS = frozenset(["feed.xml", "atom.xml", "feed.json"])


def too_heavy(sizes: Mapping[str, int]) -> Iterator[Problem]:
    """Yield a warning for the site, and for each listing's page and feed, that is too heavy.

    `sizes` are bytes by path in the output folder.
    """
    total = sum(sizes.values())
    if total >= SITE_WARNING:
        message = f"the site has {_megabytes(total)}; GitHub Pages takes {_megabytes(SITE_LIMIT)}"
        yield Problem.of_file("output/", Severity.WARNING, "heavy-site", message)
    for path, size in sorted(sizes.items()):
        if size > PAGE_LIMIT and path.startswith("jobs/") and path.endswith(".html"):
            message = f"the page has {_kilobytes(size)}; over {_kilobytes(PAGE_LIMIT)} it is slow"
            hint = "is the listing one listing, and its text a text?"
            yield Problem.of_file(path, Severity.WARNING, "heavy-page", message, hint)
        elif size > FEED_LIMIT and path.rpartition("/")[2] in FEEDS:
            message = f"the feed has {_kilobytes(size)}, and readers fetch it again and again"
            hint = "the setting feed_length makes it shorter"
            yield Problem.of_file(path, Severity.WARNING, "heavy-feed", message, hint)


def _megabytes(size: int) -> str:
    return f"{size / 1_000_000:,.0f} MB"


def _kilobytes(size: int) -> str:
    return f"{size / 1_000:,.0f} kB"
