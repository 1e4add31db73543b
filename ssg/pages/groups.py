"""The pages of companies, countries, regions and tags, and the index of each kind.

A tag has pages within a country, too, where enough open listings have both.
"""

from __future__ import annotations

import itertools
from typing import TYPE_CHECKING, NamedTuple

from ssg import names
from ssg.files import Page
from ssg.locales import N_
from ssg.pages.lists import (
    NAMED,
    described,
    for_the_region,
    list_pages,
    open_listings,
    paged,
    titles,
)
from ssg.pages.stats import world_map
from ssg.pages.wording import LONGEST_DESCRIPTION, shortened
from ssg.site import WORLDWIDE, newest_first, open_to, within
from ssg.urls import safe_url, slug
from ssg.views import Counted, Feed, GroupPage, GroupsPage, Letter, Link

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from ssg.pages.lists import ListPage
    from ssg.pages.pairs import Pair
    from ssg.pages.plan import Plan
    from ssg.site import Group
    from ssg.views import Card, Head


class Kind(NamedTuple):
    """A way in which listings are grouped, and its words; `phrase` takes a group's name.

    `none` is said where there are listings, and none of them is in a group of this kind.
    """

    folder: str
    heading: str
    phrase: str
    told: str
    none: str = ""


COMPANIES = Kind(
    *("companies", N_("Companies"), N_("Jobs at %(name)s"), N_("Open listings by company.")),
    none=N_("No open listing names a company."),
)
COUNTRIES = Kind(
    *("countries", N_("Countries"), N_("Jobs in %(name)s"), N_("Open listings by country.")),
    none=N_("No open listing names a country."),
)
REGIONS = Kind("regions", N_("Regions"), N_("Jobs in %(name)s"), N_("Open listings by region."))
TAGS = Kind(
    *("tags", N_("Tags"), N_("%(name)s jobs"), N_("Open listings by tag.")),
    none=N_("No open listing has a tag."),
)
FURTHER = 5  # listings shown of those that are open to a country's people besides
MANY = 60  # groups, past which an index has letters to go by
MOST_NARROWER = 60  # tags named on a country's page, or countries on a tag's, the largest
FROM_ANYWHERE = N_("Jobs from anywhere in the world")
PAIR = N_("%(tag)s jobs in %(country)s")
PAIR_FROM_ANYWHERE = N_("%(tag)s jobs from anywhere in the world")


def groups_of(plan: Plan) -> tuple[tuple[Kind, Mapping[str, Group]], ...]:
    """Return each kind with its groups."""
    site = plan.site
    return (
        (COMPANIES, site.companies),
        (COUNTRIES, site.countries),
        (REGIONS, site.regions),
        (TAGS, site.tags),
    )


def has_index(kind: Kind, groups: Mapping[str, Group]) -> bool:
    """Return whether a kind has an index: of regions, which is in no menu, only where one is named.

    The others are linked on every page.
    """
    return kind is not REGIONS or bool(groups)


def feed_of(plan: Plan, kind: Kind, group: Group) -> Feed:
    """Return the feed of a group as its pages announce it."""
    title = f"{heading(plan, kind, group)} – {plan.site.settings.title}"
    return Feed(title, plan.base.href(f"{group.folder}feed.xml"))


def heading(plan: Plan, kind: Kind, group: Group) -> str:
    """Return what a group's page is called."""
    if group.key == WORLDWIDE:
        return plan.words.gettext(FROM_ANYWHERE)
    is_place = kind in {COUNTRIES, REGIONS}
    name = plan.words.in_text(group.key) if is_place else group.name
    return plan.words.gettext(kind.phrase) % {"name": name}


def pages(plan: Plan) -> Iterator[Page]:
    """Yield the index of each kind, and the pages of each of its groups."""
    for kind, groups in groups_of(plan):
        if has_index(kind, groups):
            yield _index(plan, kind, groups)
        for group in groups.values():
            yield from _group(plan, kind, group)
    for pair in itertools.chain.from_iterable(plan.pairs.by_country.values()):
        yield from _pair(plan, pair)


def _index(plan: Plan, kind: Kind, groups: Mapping[str, Group]) -> Page:
    """Return the page that links to all groups of a kind."""
    path, named = f"{kind.folder}/", plan.words.gettext(kind.heading)
    largest = (each.label for each in plan.largest(groups, NAMED))
    told = described(plan.words.gettext(kind.told).rstrip("."), largest)
    # Groups are in the order of their slugs, so those of a letter stand together.
    by_letter = itertools.groupby(groups.values(), key=_letter)
    letters = (Letter(each, plan.counted(alike)) for each, alike in by_letter)
    view = GroupsPage(
        head=plan.head(named, told, path),
        kind=kind.folder,
        heading=named,
        groups=plan.counted(groups.values()),
        letters=tuple(letters) if len(groups) > MANY else (),
        regions=plan.counted(plan.site.regions.values()) if kind is COUNTRIES else (),
        map=world_map(plan) if kind is COUNTRIES else None,
        none=plan.words.gettext(kind.none) if plan.site.postings and not groups else "",
    )
    return Page(f"{path}index.html", "groups.html", view)


def _letter(group: Group) -> str:
    """Return the letter that a group stands under: that of its name as it is sorted."""
    first = slug(group.name)[:1].upper()
    return first if first.isalpha() else "0–9"


def _group(plan: Plan, kind: Kind, group: Group) -> Iterator[Page]:
    """Yield the pages of one group."""
    cards = plan.cards.of(group.postings)
    named, feed = heading(plan, kind, group), feed_of(plan, kind, group)
    counted = for_the_region if kind is REGIONS else open_listings
    for page in list_pages(plan, cards, group.folder):
        view = GroupPage(
            head=_head(plan, page, named, counted(plan, len(cards)), feed),
            kind=kind.folder,
            heading=named,
            name=group.name,
            up=Link(plan.words.gettext(kind.heading), plan.base.href(f"{kind.folder}/")),
            cards=page.cards,
            total=len(cards),
            pagination=page.pagination,
            feed=feed,
            initial=names.initial(group.name),
        )
        if kind is COMPANIES:
            view = _of_company(plan, group, cards, view)
        if page.number == 1:
            view = _first(plan, kind, group, view)
        yield Page(page.path, "group.html", view, (view.body,) if view.body else ())


def _of_company(plan: Plan, group: Group, cards: Iterable[Card], view: GroupPage) -> GroupPage:
    """Return a page of a company with what its profile, or else its listings, tell of it."""
    profile = group.profile
    listings = [posting.listing for posting in group.postings]
    websites = (profile and profile.website, *(each.company_url for each in listings))
    logos = (profile and profile.logo, *(each.company_logo for each in listings))
    logo = next(filter(None, logos), "")
    is_own = logo and safe_url(logo) is None  # no page asks another host for a picture
    return view._replace(
        website=next(filter(None, websites), ""),
        logo=plan.base.href(logo) if is_own else "",
        name_language=next(filter(None, (card.company_language for card in cards)), ""),
    )


def _first(plan: Plan, kind: Kind, group: Group, view: GroupPage) -> GroupPage:
    """Return the first page of a group, which has its profile, and tells what else there is."""
    if kind is COUNTRIES:
        pairs = plan.pairs.by_country.get(group.key, ())[:MOST_NARROWER]
        return view._replace(
            beside=plan.counted(open_to(plan.site, group.key)),
            further=_further(plan, group),
            narrower=tuple(_linked(plan, pair.tag, pair) for pair in pairs),
        )
    if kind is REGIONS:
        return view._replace(
            beside=plan.counted(within(plan.site, group.key)),
            inside=_inside(plan, group),
            around=plan.counted(open_to(plan.site, group.key)),
        )
    if kind is TAGS:
        pairs = plan.pairs.by_tag.get(group.key, ())[:MOST_NARROWER]
        return view._replace(narrower=tuple(_linked(plan, pair.country, pair) for pair in pairs))
    profile = group.profile
    if profile is None:
        return view
    return view._replace(
        head=view.head._replace(
            description=shortened(profile.summary, LONGEST_DESCRIPTION) or view.head.description
        ),
        facts=profile.facts,
        language=plan.frame.other_language(profile.language),
        body=profile.body,
    )


def _pair(plan: Plan, pair: Pair) -> Iterator[Page]:
    """Yield the pages of a tag within a country; the nearest feed is that of the country."""
    cards = plan.cards.of(pair.postings)
    country, tag = pair.country, pair.tag
    phrase = PAIR_FROM_ANYWHERE if country.key == WORLDWIDE else PAIR
    where = "" if country.key == WORLDWIDE else plan.words.in_text(country.key)
    named = plan.words.gettext(phrase) % {"tag": tag.name, "country": where}
    feed = feed_of(plan, COUNTRIES, country)
    for page in list_pages(plan, cards, pair.folder):
        view = GroupPage(
            head=_head(plan, page, named, open_listings(plan, len(cards)), feed),
            kind=COUNTRIES.folder,
            heading=named,
            name=tag.name,
            up=Link(country.name, plan.base.href(country.folder)),
            cards=page.cards,
            total=len(cards),
            pagination=page.pagination,
            feed=feed,
            initial=names.initial(tag.name),
            beside=_from_anywhere(plan, pair) if page.number == 1 else (),
            wider=Link(heading(plan, TAGS, tag), plan.base.href(tag.folder)),
            above=(Link(plan.words.gettext(COUNTRIES.heading), plan.base.href("countries/")),),
        )
        yield Page(page.path, "group.html", view)


def _head(plan: Plan, page: ListPage, named: str, counted: str, feed: Feed) -> Head:
    """Return what the `head` element of a group's page says, given its count in words."""
    title = paged(plan, named, page.number)
    return plan.head(title, described(f"{title} – {counted}", titles(page)), page.folder, feed)


def _linked(plan: Plan, group: Group, pair: Pair) -> Counted:
    """Return the link to a pair that goes by the name of one of its groups."""
    return Counted(group.name, plan.base.href(pair.folder), len(pair.postings))


def _from_anywhere(plan: Plan, pair: Pair) -> tuple[Counted, ...]:
    """Return the page of a pair's tag that has what is open to people everywhere."""
    return tuple(
        _linked(plan, each.country, each)
        for each in plan.pairs.by_country.get(WORLDWIDE, ())
        if each.tag.key == pair.tag.key and each.country.key != pair.country.key
    )


def _inside(plan: Plan, region: Group) -> int:
    """Return how many open listings name countries of a region, and not the region."""
    groups = within(plan.site, region.key)
    named = {posting.slug for group in groups for posting in group.postings}
    return len(named.difference(posting.slug for posting in region.postings))


def _further(plan: Plan, country: Group) -> tuple[Card, ...]:
    """Return the newest listings that are open to people in a country and do not name it."""
    named = {posting.slug for posting in country.postings}
    further = {
        posting.slug: posting
        for group in open_to(plan.site, country.key)
        for posting in group.postings[: FURTHER + len(named)]
        if posting.slug not in named
    }
    newest = sorted(further.values(), key=newest_first)[:FURTHER]
    return plan.cards.of(tuple(newest))
