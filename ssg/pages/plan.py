"""What all modules that plan pages share: the site, its base address, a card a posting."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from ssg import urls
from ssg.locales import locale
from ssg.pages.cards import card
from ssg.pages.pairs import pairs
from ssg.views import Counted, Feed

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from ssg.locales import Locale
    from ssg.pages.pairs import Pairs
    from ssg.site import Group, Posting, Site
    from ssg.views import Card


class Plan(NamedTuple):
    """A site about to become pages; each open posting's card is made once, by slug.

    `own` are the templates of the site that make pages of their own.
    """

    site: Site
    base: urls.Base
    cards: Mapping[str, Card]
    feed: Feed
    pairs: Pairs
    own: tuple[str, ...] = ()

    @property
    def words(self) -> Locale:
        """Return how things are said in the language of the site."""
        return locale(self.site.settings.language)

    def cards_of(self, postings: tuple[Posting, ...]) -> tuple[Card, ...]:
        """Return the cards of open postings."""
        return tuple(self.cards[posting.slug] for posting in postings)

    def other_language(self, language: str) -> str:
        """Return the language of a text where it is clear and not the site's own, else no text."""
        own = self.site.settings.language.partition("-")[0].lower()
        return "" if language == own else language

    def counted(self, folder: str, groups: Iterable[Group]) -> tuple[Counted, ...]:
        """Return links to the groups that have their pages in a folder, with their counts."""
        return tuple(
            Counted(group.name, self.base.href(f"{folder}/{group.slug}/"), len(group.postings))
            for group in groups
        )


def plan(site: Site, own: tuple[str, ...] = ()) -> Plan:
    """Return the plan of a site, with the templates that make pages of their own."""
    base = urls.base(site.settings.base_url)
    cards = {posting.slug: card(posting, site, base) for posting in site.postings}
    feed = Feed(site.settings.title, base.href("feed.xml"))
    return Plan(site, base, cards, feed, pairs(site), own)
