"""The pages of companies, countries, regions and tags, and the index of each kind."""

from __future__ import annotations

import itertools
from typing import TYPE_CHECKING, NamedTuple

from ssg.pages.lists import parts
from ssg.places import name_in_text
from ssg.site import WORLDWIDE, open_to, within
from ssg.urls import safe_url, slug
from ssg.views import Counted, Feed, GroupPage, GroupsPage, Head, Letter, Link, Page

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from ssg.pages.plan import Plan
    from ssg.site import Group


class Kind(NamedTuple):
    """A way in which listings are grouped, and its words; `phrase` takes a group's name."""

    folder: str
    one: str
    heading: str
    phrase: str


COMPANIES = Kind("companies", "company", "Companies", "Jobs at {}")
COUNTRIES = Kind("countries", "country", "Countries", "Jobs in {}")
REGIONS = Kind("regions", "region", "Regions", "Jobs in {}")
TAGS = Kind("tags", "tag", "Tags", "{} jobs")
MANY = 60  # groups, past which an index has letters to go by
FROM_ANYWHERE = "Jobs from anywhere in the world"


def groups_of(plan: Plan) -> tuple[tuple[Kind, Mapping[str, Group]], ...]:
    """Return each kind with its groups."""
    site = plan.site
    return (
        (COMPANIES, site.companies),
        (COUNTRIES, site.countries),
        (REGIONS, site.regions),
        (TAGS, site.tags),
    )


def feed_of(plan: Plan, kind: Kind, group: Group) -> Feed:
    """Return the feed of a group as its pages announce it."""
    path = f"{kind.folder}/{group.slug}/feed.xml"
    return Feed(f"{heading(kind, group)} – {plan.site.settings.title}", plan.base.href(path))


def heading(kind: Kind, group: Group) -> str:
    """Return what a group's page is called."""
    if group.key == WORLDWIDE:
        return FROM_ANYWHERE
    is_place = kind in {COUNTRIES, REGIONS}
    return kind.phrase.format(name_in_text(group.key) if is_place else group.name)


def pages(plan: Plan) -> Iterator[Page]:
    """Yield the index of each kind, and the pages of each of its groups."""
    for kind, groups in groups_of(plan):
        yield _index(plan, kind, groups)
        for group in groups.values():
            yield from _group(plan, kind, group)


def _index(plan: Plan, kind: Kind, groups: Mapping[str, Group]) -> Page:
    """Return the page that links to all groups of a kind."""
    path = f"{kind.folder}/"
    view = GroupsPage(
        head=Head(
            title=f"{kind.heading} – {plan.site.settings.title}",
            description=f"Open listings by {kind.one}.",
            canonical=plan.base.absolute(path),
            feed=plan.feed,
        ),
        kind=kind.folder,
        heading=kind.heading,
        groups=plan.counted(kind.folder, groups.values()),
        letters=tuple(_letters(plan, kind, groups.values())) if len(groups) > MANY else (),
        regions=plan.counted("regions", plan.site.regions.values()) if kind is COUNTRIES else (),
    )
    return Page(f"{path}index.html", "groups.html", view)


def _letters(plan: Plan, kind: Kind, groups: Iterable[Group]) -> Iterator[Letter]:
    """Yield the groups, which are in the order of their slugs, by the letter they begin with."""
    for letter, alike in itertools.groupby(groups, key=_letter):
        yield Letter(letter, plan.counted(kind.folder, alike))


def _letter(group: Group) -> str:
    """Return the letter that a group stands under: that of its name as it is sorted."""
    first = slug(group.name)[:1].upper()
    return first if first.isalpha() else "0–9"


def _group(plan: Plan, kind: Kind, group: Group) -> Iterator[Page]:
    """Yield the pages of one group; the first one of a company tells of it."""
    cards = plan.cards_of(group.postings)
    profile = group.profile
    listings = [posting.listing for posting in group.postings] if kind is COMPANIES else []
    website = next((each.company_url for each in listings if each.company_url), "")
    logo = next((each.company_logo for each in listings if each.company_logo), "")
    named = heading(kind, group)
    for part in parts(
        cards, plan.site.settings.page_size, f"{kind.folder}/{group.slug}/", plan.base
    ):
        first = part.number == 1
        told = profile.body if profile and first else ""
        summary = profile.summary if profile else ""
        count = f"{len(cards):,} open {'listing' if len(cards) == 1 else 'listings'}"
        view = GroupPage(
            head=Head(
                title=" – ".join(
                    [named if first else f"{named}, page {part.number}", plan.site.settings.title]
                ),
                description=summary or f"{named}: {count}.",
                canonical=plan.base.absolute(part.path.removesuffix("index.html")),
                feed=feed_of(plan, kind, group),
            ),
            kind=kind.folder,
            heading=named,
            name=group.name,
            up=Link(kind.heading, plan.base.href(f"{kind.folder}/")),
            cards=part.cards,
            total=len(cards),
            pagination=part.pagination,
            feed=feed_of(plan, kind, group),
            website=(profile and profile.website) or website,
            logo=_own_picture(plan, (profile and profile.logo) or logo),
            beside=_beside(plan, kind, group) if first else (),
            facts=profile.facts if profile and first else (),
            language=plan.other_language(profile.language) if profile and first else "",
            body=told,
        )
        yield Page(part.path, "group.html", view, (told,) if told else ())


def _beside(plan: Plan, kind: Kind, group: Group) -> tuple[Counted, ...]:
    """Return what else is open to people in a country, or the countries of a region."""
    if kind is REGIONS:
        return plan.counted("countries", within(plan.site, group.key))
    if kind is not COUNTRIES:
        return ()
    further = open_to(plan.site, group.key)
    regions = [each for each in further if each.key != WORLDWIDE]
    anywhere = [each for each in further if each.key == WORLDWIDE]
    return plan.counted("regions", regions) + plan.counted("countries", anywhere)


def _own_picture(plan: Plan, logo: str) -> str:
    """Return the link to a picture of the site itself; no page asks another host for one."""
    return plan.base.href(logo) if logo and safe_url(logo) is None else ""
