"""The index of the search as JSON: columns of numbers into lists. docs/search.md has its format."""

from __future__ import annotations

import functools
import itertools
import json
import math
import re
from collections import Counter
from typing import TYPE_CHECKING, Any

from ssg import places, urls
from ssg.employment import employment_types
from ssg.pages.wording import EITHER
from ssg.salaries import A_YEAR
from ssg.site import WORLDWIDE, area_keys, place_name

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable, Iterator, Sequence

    from ssg.locales import Locale
    from ssg.pages.plan import Plan
    from ssg.salaries import Salary
    from ssg.views import Card, Link

VERSION = 1
_said = re.compile("[a-z0-9]+").findall
_WORDS = re.compile(r"\w+")
_SIGNS = re.compile(r"[\W_]+")


def columns(plan: Plan) -> str:
    """Return the index as a JSON object without its end: the days, which have words, follow it."""
    rows = [(posting.listing, plan.cards[posting]) for posting in plan.site.postings]
    words, titles = _texts([card.title for _, card in rows])
    companies, company = _numbered((card.company, card.company_name) for _, card in rows)
    arrangements, arrangement = _numbered((it.places.remote, card.arrangement) for it, card in rows)
    spots, place = _numbered((it.location, card.place, card.arrangement) for it, card in rows)
    areas, area = _numbered(area_keys(it.places) for it, _ in rows)
    pays, pay = _numbered((card.pay, it.salary) for it, card in rows)
    tag_sets, tag_set = _numbered(card.tags for _, card in rows)
    named = functools.cache(lambda types: tuple(map(plan.words.gettext, types)))
    type_sets, type_set = _numbered(named(it.employment_type) for it, _ in rows)
    tags, tags_of = _members(tag_sets)
    types, types_of = _members(type_sets)
    document = {
        "version": VERSION,
        "words": words,
        "titles": titles,
        "slugs": [*_slugs([card for _, card in rows])],
        "companies": [_company(*each) for each in companies],
        "company": company,
        "arrangements": [_arrangement(*each) for each in arrangements],
        "arrangement": arrangement,
        "places": [_place(*each) for each in spots],
        "place": place,
        "areas": [" ".join(each) for each in areas],
        "area": area,
        "pays": [_pay(*each) for each in pays],
        "pay": pay,
        "tags": [_linked(tag) for tag in tags],
        "tagSets": tags_of,
        "tagSet": tag_set,
        "types": types,
        "typeSets": types_of,
        "typeSet": type_set,
        "summaries": [[row, card.summary] for row, (_, card) in enumerate(rows) if _is_told(card)],
        "countries": [*_countries(plan)],
        "regions": [*_regions(plan)],
    }
    if any(type_words := _type_words(types, plan.words)):
        document["typeWords"] = type_words
    if plan.site.settings.rates:
        document["rates"] = plan.site.settings.rates.units
    return json.dumps(document, ensure_ascii=False, separators=(",", ":")).removesuffix("}")


def days(plan: Plan) -> tuple[tuple[dt.date | None, int], ...]:
    """Return the posting days, newest first, each with its number of listings."""
    posted = (posting.listing.posted for posting in plan.site.postings)
    return tuple((day, sum(1 for _ in alike)) for day, alike in itertools.groupby(posted))


def yearly(salary: Salary | None) -> tuple[int, str] | None:
    """Return the upper end of a pay a year, by full time, in whole units of its currency, and that.

    A pay without an upper end, `from $80,000`, counts by its lower one. None where the currency or
    the period is not said: what is compared must not be a guess.
    """
    if salary is None or salary.currency is None or salary.period is None:
        return None
    end = salary.min if salary.max is None else salary.max
    if end is None or not math.isfinite(end):
        return None
    return round(end * A_YEAR[salary.period]), salary.currency


def _texts(texts: Sequence[str]) -> tuple[list[str], list[int]]:
    """Return the words of texts, the most frequent first, and the texts as numbers from 1.

    A 0 ends each text. Words are what spaces part, so that they make the same text again.
    """
    split = [text.split(" ") for text in texts]
    counts = Counter(itertools.chain.from_iterable(split))
    words = sorted(counts, key=lambda word: (-counts[word], word))
    number = {word: position for position, word in enumerate(words, 1)}
    numbers = list[int]()
    for each in split:
        numbers += [number[word] for word in each]
        numbers.append(0)
    return words, numbers


def _numbered(values: Iterable[Any]) -> tuple[list[Any], list[int]]:
    """Return the distinct values in the order they come in, and each value as its number."""
    numbers = dict[object, int]()
    column = [numbers.setdefault(value, len(numbers)) for value in values]
    return list(numbers), column


def _members(sets: Iterable[tuple[Any, ...]]) -> tuple[list[Any], list[list[int]]]:
    """Return the distinct members of sets, and each set as their numbers."""
    numbers = dict[object, int]()
    numbered = [[numbers.setdefault(each, len(numbers)) for each in one] for one in sets]
    return list(numbers), numbered


def _slugs(cards: Sequence[Card]) -> Iterator[tuple[int, str]]:
    """Yield the rows whose slug is not the title's own: the slug, or from its hyphen what follows.

    Boards often number their slugs, and a number is a tenth of the slug.
    """
    for row, card in enumerate(cards):
        plain = _plain(card.title)
        if card.slug != plain:
            goes_on = plain and card.slug.startswith(f"{plain}-")
            yield row, card.slug[len(plain) :] if goes_on else card.slug


def _plain(text: str) -> str:
    """Return the slug that the script makes of a text; others are told."""
    return "-".join(_said(text.lower())) if text.isascii() else ""


def _linked(link: Link) -> str | tuple[str, str]:
    """Return the name of a group, with its slug where that is not the name's own."""
    slug = link.href.rstrip("/").rpartition("/")[2]
    return link.label if slug == _plain(link.label) else (link.label, slug)


def _company(link: Link | None, name: str) -> str | tuple[str, str]:
    """Return the name of a company, with its slug where that is not the name's own, or "" if none.

    No company's slug is empty: an empty one says that it has no page.
    """
    return _linked(link) if link else (name, "") if name else ""


def _arrangement(remote: str | None, words: str) -> tuple[str, str]:
    """Return how one works, in words, and in the terms of `jobs.json`, both where it is either."""
    return words, "remote hybrid" if words == EITHER else remote or ""


def _place(location: str, place: str, arrangement: str) -> str | tuple[str, str]:
    """Return the place of a row, with the words of the location that the row leaves out."""
    if location == place:
        return place
    shown = f"{place} {arrangement}".casefold()
    words = (word for word in _WORDS.findall(location) if word.casefold() not in shown)
    further = " ".join(dict.fromkeys(words))
    return (place, further) if further else place


def _pay(words: str, salary: Salary | None) -> str | tuple[str, int, str]:
    """Return the pay in words, with what it comes to in a year and its currency where known."""
    compared = yearly(salary)
    return (words, *compared) if compared else words


def _type_words(types: Iterable[str], words: Locale) -> list[str]:
    """Return what employment types, as they are shown, are called as well, in one word each."""
    called = dict[str, dict[str, None]]()
    for written, term in employment_types().items():
        called.setdefault(words.gettext(term), {})[_SIGNS.sub("", written)] = None
    return [" ".join(called.get(shown, ())) for shown in types]


def _is_told(card: Card) -> bool:
    """Return whether the row of a listing shows the beginning of its text."""
    return bool(card.summary) and not (card.arrangement or card.place or card.pay)


def _countries(plan: Plan) -> Iterator[tuple[str, ...]]:
    """Yield every country, as people may live in any: code, name, and slug where it has a page.

    They are in the order of their names, as the site's language has them.
    """
    named = plan.site.countries
    names = {code: place_name(code, plan.words) for code in places.COUNTRIES}
    for code, name in sorted(names.items(), key=lambda item: (urls.slug(item[1]), item[0])):
        yield (code, name, named[code].slug) if code in named else (code, name)
    if WORLDWIDE in named:
        yield WORLDWIDE, named[WORLDWIDE].name, named[WORLDWIDE].slug


def _regions(plan: Plan) -> Iterator[tuple[str, str, str]]:
    """Yield the regions that listings name: code, name, and the codes of the countries in it."""
    for code, group in plan.site.regions.items():
        yield code, group.name, " ".join(sorted(places.region_countries(code)))
