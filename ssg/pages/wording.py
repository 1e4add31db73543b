"""The words for how and where one works, and for what is paid, where the author's do not serve."""

from __future__ import annotations

import functools
import re
from typing import TYPE_CHECKING

from ssg.locales import N_

if TYPE_CHECKING:
    from ssg.listing import Listing
    from ssg.locales import Locale
    from ssg.places import Places
    from ssg.views import Card

ARRANGEMENTS = {"remote": N_("Remote"), "hybrid": N_("Hybrid"), "onsite": N_("On-site"), None: ""}
EITHER = N_("Remote or hybrid")
LONGEST_PLACE = 60  # characters of a place in a row
LONGEST_DESCRIPTION = 160  # characters of a page's description: search engines show no more
_WAY = (
    r"(?:(?:fully|100 ?%)[ -]*)?"
    r"(?:remote(?:[ -](?:job|work|role|position|only|first))?|hybrid|on-?site|wfh|work from home)\b"
)
_WAYS = rf"{_WAY}(?:(?:[^\w()]|\bor\b|\band\b)+{_WAY})*"
# What the arrangement says already: a part that says nothing else, or an end that is set apart.
_ONLY = re.compile(rf"\W*+(?:{_WAY}(?:\W|\bor\b|\band\b)*)*(?:other)?\W*", re.IGNORECASE)
_FIRST = re.compile(rf"\A\W*+{_WAYS}(?:\s*[-–—:|/]+\s*|\s+(?=\(|(?-i:[A-ZÀ-Þ])))", re.IGNORECASE)
_LAST = re.compile(rf"(?:\s*[-–—:|/]\s*{_WAYS}|\s*\(\s*{_WAYS}\s*\))\Z", re.IGNORECASE)
_HYBRID = re.compile(r"\bhybrid\b", re.IGNORECASE)
PLACES_HELD = 1 << 14  # of which a process remembers how they are shown
ENDS = 2  # amounts that one range has
# What figures, currency and period, as they are shown, say as well, in English and its neighbours.
PLAIN = frozenset(
    [
        *("a", "an", "from", "up", "to", "per", "p", "k", "m", "between", "and", "euro", "euros"),
        *("year", "yr", "y", "annum", "annual", "annually", "yearly", "month", "mo", "monthly"),
        *("week", "weekly", "day", "daily", "hour", "hr", "h", "hourly"),
        *("ab", "bis", "von", "zu", "zwischen", "und", "pro", "im", "je", "jahr", "jährlich"),
        *("monat", "monatlich", "woche", "wöchentlich", "tag", "täglich", "stunde", "std"),
        *("de", "à", "jusqu", "entre", "et", "par", "an", "mois", "semaine", "jour", "heure"),
        *("desde", "hasta", "por", "al", "la", "año", "mes", "mensuales", "anuales", "semana"),
        *("día", "hora", "e", "até", "ao", "ano", "mês", "dia", "mensal", "anual", "annuel"),
        *("dal", "mese", "anno", "ora", "giorno", "van", "tot", "maand", "jaar", "uur", "dag"),
    ]
)
_SIGNS = re.compile(r"\A[$€£ ]++(?!\d[\d.,]*k?\b)", re.IGNORECASE)  # of words, not of an amount
_LETTERS = re.compile(r"[^\W\d_]++(?!\$)")  # those of R$ and US$ are no word
_NUMBER = re.compile(r"\d[\d.,'\u00a0\u202f]*(?: \d{3})*")
_WORD = re.compile(r"[^\W\d_]{4,}")


def arrangement(listing: Listing) -> str:
    """Return how one works, in a word or two of English; no text where it is not said."""
    is_either = listing.places.remote == "remote" and _HYBRID.search(listing.location)
    return EITHER if is_either else ARRANGEMENTS[listing.places.remote]


def place(listing: Listing, words: Locale) -> str:
    """Return where one works, as written but for what the arrangement says already.

    Parts that are repeated, as scrapers do, stand once: `Taipei, Taiwan, Taiwan`.
    """
    return _place(listing.location, listing.places, words)


def short_place(listing: Listing, words: Locale) -> str:
    """Return where one works, short enough for a row: what it names where it is long."""
    text = place(listing, words)
    if len(text) <= LONGEST_PLACE:
        return text
    return _named(listing.places, LONGEST_PLACE, words) or shortened(text, LONGEST_PLACE)


def shortened(text: str, longest: int) -> str:
    """Return a text that is no longer than so many characters, with `…` where it was cut.

    It is cut between two words, or anywhere in one as long as texts in Japanese are.
    """
    if len(text) <= longest:
        return text
    whole = text[: longest - 1]
    cut = whole.rpartition(" ")[0]
    return f"{(cut if len(cut) > longest // 2 else whole).rstrip(' .,:;&|/(-–—')}…"


def facts(listing: Listing, own: Card) -> str:
    """Return how, where and for what pay one works, for what is said of a listing to begin with."""
    where = ", ".join(filter(None, [own.arrangement, own.place]))
    pay = own.pay or pay_as_written(listing)
    told = (fact if fact[-1] in ".!?…" else f"{fact}." for fact in (where, pay) if fact)
    return "".join(f"{fact} " for fact in told)


def pay_as_written(listing: Listing) -> str:
    """Return what the author says of the pay, if the figures do not say it all."""
    if listing.salary is None:
        text = _SIGNS.sub("", listing.pay, count=1)
        return text if _WORD.search(text) else ""
    words = {word.casefold() for word in _LETTERS.findall(listing.pay)}
    further = words - PLAIN - {(listing.salary.currency or "").casefold()}
    return listing.pay if further or len(_NUMBER.findall(listing.pay)) > ENDS else ""


@functools.lru_cache(maxsize=PLACES_HELD)
def _place(location: str, named: Places, words: Locale) -> str:
    """Return a location as written but for what the arrangement says already."""
    spots = (_spot(spot, is_parted=named.remote is not None) for spot in location.split(";"))
    text = "; ".join(dict.fromkeys(spot for spot in spots if spot))
    return text or (words.gettext("Worldwide") if named.worldwide else "")


def _spot(text: str, *, is_parted: bool) -> str:
    """Return one of several places that a location lists."""
    parts = [part.strip() for part in text.split(",")]
    if is_parted:
        parts = [_without_way(part) for part in parts]
    named = (part for part in parts if any(map(str.isalnum, part)))
    last = {part.casefold(): part for part in reversed([*named])}
    return _without_brackets(", ".join(reversed(last.values())))


def _without_way(part: str) -> str:
    """Return a part of a place without the way of work that is set apart in it."""
    if _ONLY.fullmatch(part):
        return ""
    return _without_brackets(_LAST.sub("", _FIRST.sub("", part)))


def _without_brackets(text: str) -> str:
    """Return a text without the brackets that it stands in: `(CA, NY)`, where Remote was."""
    inside = text[1:-1]
    return inside if text[:1] + text[-1:] == "()" and "(" not in inside else text


def _named(area: Places, longest: int, words: Locale) -> str:
    """Return the regions and countries that a location names, as many as there is room for."""
    named = [words.region(region) for region in area.regions]
    named += sorted(words.country(code) for code in area.countries)
    shown: list[str] = []
    for name in named:
        if len(", ".join([*shown, name])) > longest - len(" and 99 more"):
            break
        shown.append(name)
    rest = len(named) - len(shown)
    text = ", ".join(shown)
    further = words.gettext("%(places)s and %(rest)d more")
    return further % {"places": text, "rest": rest} if rest else text
