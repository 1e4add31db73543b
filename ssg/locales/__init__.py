"""The texts of the interface, dates, numbers, countries and pay in the language of a site.

English stands in the code. What it becomes in another language stands in that one's catalogue, and
the rest is known to CLDR, which Babel brings; it is loaded for those languages alone.
"""

from __future__ import annotations

import functools
from pathlib import Path
from typing import TYPE_CHECKING

from ssg import places, salaries
from ssg.settings import primary_language

if TYPE_CHECKING:
    import datetime as dt

    from ssg.salaries import Salary

MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)
SHORT = "short"
DECIMAL_BELOW = 10  # percent that are told to a tenth


def N_(text: str) -> str:  # noqa: N802 - what gettext's tools look for
    """Return the text: it is marked for the catalogues, and put into other words later."""
    return text


class Locale:
    """How things are said in English, which is also how they are said where nobody translated."""

    tag = "en"

    def gettext(self, text: str) -> str:
        """Return a text of the interface."""
        return text

    def ngettext(self, one: str, many: str, count: int) -> str:
        """Return the text of two that agrees with a count."""
        return one if count == 1 else many

    def counted(self, one: str, many: str, count: int) -> str:
        """Return the text that agrees with a count, which stands in it for `%(number)s`."""
        return self.ngettext(one, many, count) % {"number": self.number(count)}

    def number(self, count: int) -> str:
        """Return a whole number with its thousands set apart: 6,672."""
        return f"{count:,}"

    def percent(self, share: float) -> str:
        """Return a share in percent, below ten with a decimal: 6.0%, 14%."""
        return f"{share:.1f}%" if 0 < share < DECIMAL_BELOW else f"{share:.0f}%"

    def day(self, date: dt.date) -> str:
        """Return a date in words: 2 October 2026."""
        return f"{date.day} {self.month(date)}"

    def month(self, date: dt.date, form: str = "") -> str:
        """Return a date's month in words: October 2026, or in the form `short`, Oct."""
        name = MONTHS[date.month - 1]
        return name[:3] if form == SHORT else f"{name} {date.year}"

    def country(self, code: str) -> str:
        """Return the name of a country, by its ISO 3166-1 code."""
        return places.country_name(code)

    def in_text(self, code: str) -> str:
        """Return the name of a country or region as it stands in a heading: the United States."""
        return places.name_in_text(code)

    def region(self, key: str) -> str:
        """Return the name of a region of several countries."""
        return places.region_name(key)

    def pay(self, salary: Salary) -> str:
        """Return a pay: `$120,000 – $150,000 a year`; no text for one without amounts."""
        return salaries.format_salary(salary)


@functools.lru_cache(maxsize=8)
def locale(tag: str) -> Locale:
    """Return how things are said in the language of a BCP 47 tag, English if it has no catalogue.

    The region of the tag, if it has one, decides on dates and numbers.
    """
    language = primary_language(tag)
    if language == Locale.tag or not catalogue(language).is_file():
        return Locale()
    from ssg.locales.translated import TranslatedLocale  # noqa: PLC0415 - English does without

    return TranslatedLocale(tag)


def catalogue(language: str) -> Path:
    """Return where the catalogue of a language lies, if there is one: a PO file of GNU gettext."""
    return Path(__file__).with_name(f"{language}.po")
