"""What job search engines read of a listing: its JobPosting, or the facts that one wants for.

The rules are those of Google's page on JobPosting structured data, in the words of schema.org.
"""

from __future__ import annotations

import functools
import itertools
import re
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from ssg.pages.wording import EITHER, arrangement
from ssg.places import (
    Places,
    Town,
    country_name,
    makes_exceptions,
    region_countries,
    states_in,
    towns_in,
    whole_regions,
)
from ssg.problems import Problem, Severity
from ssg.tables import rows
from ssg.urls import safe_url

if TYPE_CHECKING:
    from collections.abc import Container, Iterable, Iterator, Mapping

    from ssg.listing import Listing, Profile
    from ssg.pages.frame import Frame
    from ssg.settings import Settings
    from ssg.site import Posting, Site

Thing = dict[str, object]
"""A thing of schema.org as JSON's types, by its properties."""


class Fact(NamedTuple):
    """What no JobPosting can do without, in words, and where its author writes it."""

    words: str
    remedy: str
    in_headings: str  # the remedy, where the file has the form of bare headings


COMPANY = Fact(
    "a company",
    "company (the word confidential, if it wants no name)",
    "### Company below the title (### confidential, if it wants no name)",
)
POSTED = Fact(
    "a posting day",
    "posted",
    "folders of a tag and the month above the file, as baking/2026-10/",
)
DESCRIPTION = Fact("a text that says more than the title", "a text", "a text")
COUNTRY = Fact(
    "a country", "a country to location", "its country in a chip, as `🌎 Lisbon, Portugal`"
)
REMOTE = Fact(
    "a country, or word that it is remote",
    "a country to location, or remote",
    "its country, or Remote, in a chip, as `🌎 Remote, Europe`",
)
EXCEPTION = Fact(
    "the countries that are not left out", "their names to location", "their names to the 🌎 chip"
)
PART = Fact(
    "the countries of the part of a region that it names",
    "their names to location",
    "their names to the 🌎 chip",
)
WORLDWIDE = Fact("the setting worldwide_means", "worldwide_means", "worldwide_means")
_ESTIMATE = re.compile(r"\b(?:estim|geschätzt)", re.IGNORECASE)  # Google takes no estimates


def job_posting(
    frame: Frame, posting: Posting, company: str, profile: Profile | None
) -> Thing | None:
    """Return the JobPosting of an open posting but for its description, which is its body's HTML.

    `company` is the name of the company that offers it, `profile` what that says of itself.
    None comes back for a closed one, and where a fact is missing that Google requires.
    """
    listing = posting.listing
    place = _place(listing, frame.settings.worldwide_means)
    if posting.is_closed or isinstance(place, Fact) or _unknown(listing):
        return None
    known = _vocabulary()
    types = dict.fromkeys(known[term] for term in listing.employment_type if term in known)
    last = posting.last_day
    properties: Thing = {
        "@type": "JobPosting",
        "title": listing.title,
        "datePosted": listing.posted.isoformat() if listing.posted else None,
        "validThrough": f"{last}T23:59:59+00:00" if last else None,  # a day alone has no offset
        "hiringOrganization": _organization(frame, listing, company, profile),
        "identifier": {"@type": "PropertyValue", "name": company, "value": posting.slug},
        "employmentType": _one_or_many(types),
        **place,
        "baseSalary": _base_salary(listing),
        "directApply": (listing.apply_url or "").startswith("mailto:"),
    }
    return {name: value for name, value in properties.items() if value}


def missing(listing: Listing, settings: Settings) -> tuple[Fact, ...]:
    """Return the facts that a listing's JobPosting wants for; none where it can be made."""
    place = _place(listing, settings.worldwide_means)
    return (*_unknown(listing), place) if isinstance(place, Fact) else _unknown(listing)


def problems(site: Site, settings_file: str, headings: Container[str] = ()) -> Iterator[Problem]:
    """Yield a warning for each open listing that job search engines cannot show.

    What the site's settings leave open is told once, of the file of that name. `headings` are the
    sources in the form of bare headings, which have no keys to add.
    """
    worldwide = 0
    for posting in site.postings:
        facts = missing(posting.listing, site.settings)
        worldwide += WORLDWIDE in facts
        own = [fact for fact in facts if fact is not WORLDWIDE]
        if own:
            wanted = _in_words(fact.words for fact in own)
            message = f"without {wanted}, job search engines do not show this listing"
            source = posting.listing.source
            remedies = (fact.in_headings if source in headings else fact.remedy for fact in own)
            yield _warning(source, message, f"add {_in_words(remedies)}")
    if worldwide:
        message = f"job search engines do not show listings for work from anywhere ({worldwide:,})"
        hint = "set worldwide_means to the countries that you know this to mean"
        yield _warning(settings_file, message, hint)


def _warning(path: str, message: str, hint: str) -> Problem:
    return Problem.of_file(path, Severity.WARNING, "markup-missing", message, hint)


def _in_words(parts: Iterable[str]) -> str:
    """Return an enumeration: `a, b and c`."""
    *first, last = parts
    return f"{', '.join(first)} and {last}" if first else last


def _unknown(listing: Listing) -> tuple[Fact, ...]:
    """Return the facts that a listing's JobPosting wants for, its place aside."""
    says_more = listing.summary.casefold() not in {"", listing.title.casefold()}
    known = {COMPANY: listing.company, POSTED: listing.posted, DESCRIPTION: says_more}
    return tuple(fact for fact, value in known.items() if not value)


def _place(listing: Listing, worldwide_means: Iterable[str]) -> Thing | Fact:
    """Return where the work is done, or from where, as properties; else the fact that lacks.

    `TELECOMMUTE` stands for work that is done from home in full. A job that leaves the choice
    between home and office has a place too.
    """
    named = listing.places
    if named.remote != "remote":
        if named.countries:
            return {"jobLocation": _offices(named)}
        is_wide = named.regions or named.worldwide
        return REMOTE if is_wide and named.remote is None else COUNTRY
    whole = whole_regions(listing.location) if named.regions else frozenset()
    wide = set().union(*map(region_countries, whole.intersection(named.regions)))
    countries = wide.union(named.countries)
    if named.worldwide:
        countries.update(worldwide_means)
    if not countries:
        return PART if named.regions else WORLDWIDE if named.worldwide else COUNTRY
    if countries != set(named.countries) and makes_exceptions(listing.location):
        return EXCEPTION
    areas = itertools.chain(*(_areas(named, code, is_whole=code in wide) for code in countries))
    place: Thing = {
        "jobLocationType": "TELECOMMUTE",
        "applicantLocationRequirements": _one_or_many(
            {"@type": kind, "name": name} for name, kind in sorted(areas)
        ),
    }
    if named.countries and arrangement(listing) == EITHER:
        place["jobLocation"] = _offices(named)
    return place


def _areas(named: Places, country: str, *, is_whole: bool) -> list[tuple[str, str]]:
    """Return from where in a country one may work, as names and their types: its states or it."""
    name = country_name(country)
    states = [] if is_whole else [*states_in(named, country)]
    return [(f"{state.name}, {name}", "State") for state in states] or [(name, "Country")]


def _offices(named: Places) -> object:
    """Return the places of work: towns, or countries of which no town is known for certain."""
    towns = [[*towns_in(named, code)] or [Town("", "", code)] for code in named.countries]
    return _one_or_many(
        {"@type": "Place", "address": _address(town)} for town in itertools.chain(*towns)
    )


def _address(town: Town) -> Thing:
    """Return what is known of the address of a place of work."""
    properties: Thing = {
        "@type": "PostalAddress",
        "addressLocality": town.name,
        "addressRegion": town.state,
        "addressCountry": town.country,
    }
    return {name: value for name, value in properties.items() if value}


def _organization(frame: Frame, listing: Listing, name: str, profile: Profile | None) -> Thing:
    """Return the company, with its website and logo where these are known."""
    websites = (profile.website if profile else None, listing.company_url)
    website = next((each for each in websites if each and each.startswith("http")), None)
    own = profile.logo if profile else None
    logo = _logo(frame, own, is_own=True) or _logo(frame, listing.company_logo)
    properties: Thing = {"@type": "Organization", "name": name, "sameAs": website, "logo": logo}
    return {name: value for name, value in properties.items() if value}


def _logo(frame: Frame, logo: str | None, *, is_own: bool = False) -> str | None:
    """Return the full address of a logo of the site's own files, or of a company's own host.

    What a single listing names on another host is nobody's word that it may be shown.
    """
    if logo and safe_url(logo) is None:
        return frame.base.absolute(logo)
    return logo if logo and is_own and logo.startswith("https://") else None


def _base_salary(listing: Listing) -> Thing | None:
    """Return the pay; None where currency, period or every amount is open, or it is estimated."""
    salary = listing.salary
    if salary is None or _ESTIMATE.search(listing.pay):
        return None
    least, most = salary.min, salary.max
    if not (salary.currency and salary.period and (least or most)):
        return None
    ends: Thing = {"value": least} if least == most else {"minValue": least, "maxValue": most}
    value: Thing = {
        "@type": "QuantitativeValue",
        **{name: amount for name, amount in ends.items() if amount},
        "unitText": salary.period.upper(),
    }
    return {"@type": "MonetaryAmount", "currency": salary.currency, "value": value}


@functools.cache
def _vocabulary() -> Mapping[str, str]:
    """Return Google's word for each term."""
    return dict(rows(Path(__file__).with_name("employment_types.tsv")))


def _one_or_many(values: Iterable[object]) -> object:
    """Return the only one of some values, else their list, which JSON-LD takes to be the same."""
    found = list(values)
    return found[0] if len(found) == 1 else found
