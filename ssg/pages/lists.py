"""Lists cut into pages: `index.html`, `page/2/index.html` and so on."""

from __future__ import annotations

import itertools
from typing import TYPE_CHECKING, NamedTuple

from ssg.pages.wording import LONGEST_DESCRIPTION, shortened
from ssg.views import Pagination

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from ssg.pages.plan import Plan
    from ssg.urls import Base
    from ssg.views import Card

AROUND = 1  # pages named on either side of the one that is shown
NAMED = 6  # of what is on a page, as many as its description names if there is room


class ListPage(NamedTuple):
    """One page of a list: its folder under the site, and what stands on it."""

    folder: str
    number: int
    cards: tuple[Card, ...]
    pagination: Pagination | None

    @property
    def path(self) -> str:
        """Return the path of its file."""
        return f"{self.folder}index.html"


def list_pages(plan: Plan, cards: tuple[Card, ...], folder: str) -> Iterator[ListPage]:
    """Yield the pages of a list under a folder, at least one."""
    size = plan.site.settings.page_size
    count = max(1, -(-len(cards) // size))
    for number in range(1, count + 1):
        shown = cards[(number - 1) * size : number * size]
        pagination = _pagination(number, count, folder, plan.base) if count > 1 else None
        yield ListPage(_folder(folder, number), number, shown, pagination)


def paged(plan: Plan, heading: str, number: int) -> str:
    """Return the heading of a page of a list with its number, but for the first one."""
    if number == 1:
        return heading
    return plan.words.gettext("%(heading)s, page %(page)d") % {"heading": heading, "page": number}


def described(told: str, names: Iterable[str]) -> str:
    """Return the description of a page: what it is in words, and what stands on it first."""
    named = "; ".join(dict.fromkeys(itertools.islice(names, NAMED)))
    return shortened(f"{told}: {named}." if named else f"{told}.", LONGEST_DESCRIPTION)


def titles(page: ListPage) -> Iterator[str]:
    """Yield the titles of the listings on a page."""
    return (card.title for card in page.cards)


def open_listings(plan: Plan, count: int) -> str:
    """Return how many open listings there are: `6,672 open listings`."""
    return plan.words.counted("%(number)s open listing", "%(number)s open listings", count)


def for_the_region(plan: Plan, count: int) -> str:
    """Return how many open listings name a region itself, and not some of its countries."""
    return plan.words.counted(
        "%(number)s open listing for the whole region",
        "%(number)s open listings for the whole region",
        count,
    )


def _folder(folder: str, number: int) -> str:
    return folder if number == 1 else f"{folder}page/{number}/"


def _pagination(number: int, count: int, folder: str, base: Base) -> Pagination:

    def href(number: int) -> str:
        return base.href(_folder(folder, number))

    near = range(number - AROUND, number + AROUND + 1)
    named = sorted({1, count, *(each for each in near if 1 <= each <= count)})
    pages: list[tuple[int, str] | None] = [(1, href(1))]
    for before, here in itertools.pairwise(named):
        if here == before + 2:
            pages.append((before + 1, href(before + 1)))
        elif here > before + 1:
            pages.append(None)
        pages.append((here, href(here)))
    return Pagination(
        number=number,
        last=count,
        previous=href(number - 1) if number > 1 else "",
        next=href(number + 1) if number < count else "",
        pages=tuple(pages),
    )
