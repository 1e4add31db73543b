"""The plan of a site, and what of the last build's plan still holds."""

from __future__ import annotations

import hashlib
import itertools
import json
from typing import TYPE_CHECKING, NamedTuple, Self

from ssg.pages import plan_facts, plan_first, plan_texts

if TYPE_CHECKING:
    from collections.abc import Container, Iterable, Iterator, Sequence

    from ssg.files import File
    from ssg.pages import Alike, Item, Plan
    from ssg.site import Site
    from ssg.theme import Theme


class Outline(NamedTuple):
    """What is remembered of a plan: the paths of what shows facts alone; the listings alike."""

    paths: tuple[str, ...]
    alike: Alike

    def to_text(self) -> str:
        """Return it as one line of JSON."""
        return json.dumps(self)

    @classmethod
    def from_text(cls, text: str) -> Self:
        """Return what `to_text` made a text of."""
        paths, alike = json.loads(text)
        return cls(tuple(paths), tuple(map(tuple, alike)))


class Agenda(NamedTuple):
    """What a build has to look at of a plan; `kept` are the paths of facts that stay as they are.

    Where none stays, `facts` are the paths of what shows these alone, once the items are taken.
    `only_texts` says that nothing but the texts of listings may have changed since the last build.
    """

    items: Iterator[Item]
    kept: tuple[str, ...]
    facts: list[str]
    only_texts: bool


def facts_key(site: Site, theme: Theme, copies: Sequence[File]) -> str:
    """Return a key of everything that a site is but for the texts of its listings."""
    profiles = [group.profile for group in site.companies.values() if group.profile]
    paths = [file.path for file in copies]
    rest = (site.settings, site.as_of, profiles, theme.key, theme.own_pages, paths)
    found = hashlib.blake2b(repr(rest).encode(), digest_size=16)
    for posting in (*site.postings, *site.closed):
        found.update(posting.digest)
    return found.hexdigest()


def agenda_of(
    plan: Plan, copies: Sequence[File], known: Outline | None, in_place: Container[str]
) -> Agenda:
    """Return what is to be looked at, given what is `known` of a plan of the same facts.

    Where all pages that showed these facts alone are in place still, they are not planned again.
    Else they come before those that show which listings are alike, while that is found.
    """
    kept = known.paths if known and all(path in in_place for path in known.paths) else ()
    facts = list[str]()
    planned = () if kept else _noted(plan_facts(plan), facts)
    items = itertools.chain(copies, plan_first(plan), planned, plan_texts(plan))
    return Agenda(items, kept, facts, only_texts=known is not None)


def _noted(items: Iterable[Item], paths: list[str]) -> Iterator[Item]:
    """Yield items, and note their paths."""
    for item in items:
        paths.append(item.path)
        yield item
