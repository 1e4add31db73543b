"""What all modules that plan pages share: the site, its base address, a card a posting."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from ssg.pages.cards import Cards
from ssg.pages.frame import frame
from ssg.pages.pairs import pairs
from ssg.views import Counted, Head

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from ssg import urls
    from ssg.locales import Locale
    from ssg.pages.frame import Frame
    from ssg.pages.pairs import Pairs
    from ssg.pages.similar import Alike
    from ssg.site import Group, Site
    from ssg.views import Feed


class Plan(NamedTuple):
    """A site about to become pages.

    `alike` tells the places of the open listings that are most like each listing; `own` are the
    templates of the site that make pages of their own.
    """

    site: Site
    frame: Frame
    cards: Cards
    pairs: Pairs
    alike: Callable[[], Alike]
    own: tuple[str, ...]

    @property
    def base(self) -> urls.Base:
        """Return the address that the site is published under."""
        return self.frame.base

    @property
    def feed(self) -> Feed:
        """Return the feed of the site."""
        return self.frame.feed

    @property
    def words(self) -> Locale:
        """Return how things are said in the language of the site."""
        return self.frame.words

    def head(self, title: str, description: str, path: str, feed: Feed | None = None) -> Head:
        """Return the head of a page, its title with that of the site behind it."""
        whole = f"{title} – {self.site.settings.title}"
        return Head(whole, description, self.base.absolute(path), feed or self.feed)

    def largest(self, groups: Mapping[str, Group], most: int | None = None) -> tuple[Counted, ...]:
        """Return links to the groups with the most open listings, or to all in that order.

        Of those that have equally many the order stays, which is that of their names.
        """
        in_order = sorted(groups.values(), key=lambda group: -len(group.postings))
        return self.counted(in_order[:most])

    def counted(self, groups: Iterable[Group]) -> tuple[Counted, ...]:
        """Return links to groups, with their counts."""
        return tuple(
            Counted(group.name, self.base.href(group.folder), len(group.postings))
            for group in groups
        )


def plan_of(site: Site, alike: Callable[[], Alike], own: tuple[str, ...] = ()) -> Plan:
    """Return the plan of a site, given what tells which listings are alike.

    `own` are the templates that make pages of their own.
    """
    framed = frame(site.settings)
    return Plan(site, framed, Cards(site, framed), pairs(site), alike, own)
