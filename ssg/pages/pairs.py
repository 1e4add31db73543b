"""Which tags have a page of their own within a country, where enough open listings have both."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, NamedTuple

from ssg.site import Group, Posting

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from ssg.site import Site

LEAST = 5  # open listings of a pair that are worth a page


class Pair(NamedTuple):
    """The open postings of a country, or from anywhere in the world, that have a tag."""

    country: Group
    tag: Group
    postings: tuple[Posting, ...]

    @property
    def folder(self) -> str:
        """Return where its pages lie, beside `page/` and `feed.xml`, which are no tag's slug."""
        return f"{self.country.folder}{self.tag.slug}/"


class Pairs(NamedTuple):
    """The pairs by the key of the country and by that of the tag, those with the most first."""

    by_country: Mapping[str, Sequence[Pair]]
    by_tag: Mapping[str, Sequence[Pair]]


def pairs(site: Site) -> Pairs:
    """Return the pairs of a country and a tag that have enough open listings for a page."""
    tags_of = defaultdict[str, list[Group]](list)
    for tag in site.tags.values():
        for posting in tag.postings:
            tags_of[posting.slug].append(tag)
    by_country, by_tag = defaultdict[str, list[Pair]](list), defaultdict[str, list[Pair]](list)
    for country in site.countries.values():
        for tag, found in _by_tag(country.postings, tags_of):
            if len(found) >= LEAST:
                pair = Pair(country, tag, tuple(found))
                by_country[country.key].append(pair)
                by_tag[tag.key].append(pair)
    for each in (*by_country.values(), *by_tag.values()):
        each.sort(key=lambda pair: (-len(pair.postings), pair.folder))
    return Pairs(dict(by_country), dict(by_tag))


def _by_tag(
    postings: Iterable[Posting], tags_of: Mapping[str, Iterable[Group]]
) -> Iterable[tuple[Group, list[Posting]]]:
    """Return the tags of postings, each with those that have it."""
    found = dict[str, tuple[Group, list[Posting]]]()
    for posting in postings:
        for tag in tags_of.get(posting.slug, ()):
            found.setdefault(tag.key, (tag, []))[1].append(posting)
    return found.values()
