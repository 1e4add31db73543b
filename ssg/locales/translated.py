"""How things are said in a language that has a catalogue, by it and by CLDR."""

from __future__ import annotations

from gettext import c2py
from typing import TYPE_CHECKING

from babel import Locale as CldrLocale
from babel import UnknownLocaleError
from babel.dates import format_date, format_skeleton
from babel.messages.pofile import read_po
from babel.numbers import format_currency, format_decimal, format_percent

from ssg import places
from ssg.locales import DECIMAL_BELOW, N_, SHORT, Locale, catalogue
from ssg.settings import primary_language

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Mapping

    from ssg.salaries import Salary

PERIODS = {
    "year": N_("%(pay)s a year"),
    "month": N_("%(pay)s a month"),
    "week": N_("%(pay)s a week"),
    "day": N_("%(pay)s a day"),
    "hour": N_("%(pay)s an hour"),
}
FROM, UP_TO = N_("from %(pay)s"), N_("up to %(pay)s")


class TranslatedLocale(Locale):
    """How things are said in one language; a text that its catalogue lacks stays English."""

    def __init__(self, tag: str) -> None:
        self.tag = tag
        self._cldr = _cldr(tag)
        self._is_french = self._cldr.language == "fr"
        self._texts, plural = _read(primary_language(tag))
        self._form = c2py(plural)

    def gettext(self, text: str) -> str:
        """Return a text of the interface."""
        return self._texts.get(text, (text,))[0]

    def ngettext(self, one: str, many: str, count: int) -> str:
        """Return the text that agrees with a count."""
        forms = self._texts.get(one)
        return forms[self._form(count)] if forms else super().ngettext(one, many, count)

    def number(self, count: int) -> str:
        """Return a whole number as the language groups its digits."""
        return format_decimal(count, locale=self._cldr)

    def percent(self, share: float) -> str:
        """Return a share in percent as the language writes it, below ten with a decimal."""
        pattern = self._cldr.percent_formats[None].pattern
        if 0 < share < DECIMAL_BELOW:
            pattern = pattern.replace("0", "0.0")
        return format_percent(share / 100, pattern, locale=self._cldr)

    def day(self, date: dt.date) -> str:
        """Return a date in words."""
        text = format_date(date, "long", locale=self._cldr)
        # CLDR has "1 mai", which French spells "1er mai" of all days.
        return text.replace("1 ", "1er ", 1) if date.day == 1 and self._is_french else text

    def month(self, date: dt.date, form: str = "") -> str:
        """Return a date's month in words, with its year but in the form `short`."""
        if form == SHORT:
            return format_date(date, "LLL", locale=self._cldr)
        return format_skeleton("yMMMM", date, locale=self._cldr)

    def country(self, code: str) -> str:
        """Return the name of a country."""
        return self._cldr.territories.get(code) or super().country(code)

    def in_text(self, code: str) -> str:
        """Return the name of a country or region; the headings of catalogues need no article."""
        return self.country(code) if code in places.COUNTRIES else self.region(code)

    def region(self, key: str) -> str:
        """Return the name of a region."""
        return self.gettext(super().region(key))

    def pay(self, salary: Salary) -> str:
        """Return a pay as the language writes money."""
        ends = dict.fromkeys(end for end in (salary.min, salary.max) if end is not None)
        if not ends:
            return ""
        is_whole = all(end == int(end) for end in ends)
        money = (self._money(float(end), salary.currency, is_whole=is_whole) for end in ends)
        text = " – ".join(money)
        if salary.min is None or salary.max is None:
            text = self.gettext(FROM if salary.max is None else UP_TO) % {"pay": text}
        return self.gettext(PERIODS[salary.period]) % {"pay": text} if salary.period else text

    def _money(self, amount: float, currency: str | None, *, is_whole: bool) -> str:
        """Return an amount, without decimals where it is to be whole."""
        if currency is None:
            return format_decimal(amount, locale=self._cldr)
        pattern = self._cldr.currency_formats["standard"].pattern
        if is_whole:  # else a currency has the decimals of its own: a dinar has three
            pattern = pattern.replace(".00", "")
        return format_currency(
            amount, currency, pattern, locale=self._cldr, currency_digits=not is_whole
        )


def _cldr(tag: str) -> CldrLocale:
    """Return what CLDR has for a tag, or for its language."""
    try:
        return CldrLocale.parse(tag, sep="-")
    except (UnknownLocaleError, ValueError):
        return CldrLocale.parse(tag.partition("-")[0])


def _read(language: str) -> tuple[Mapping[str, tuple[str, ...]], str]:
    """Return the texts of a catalogue by the English ones, and its rule for plurals."""
    with catalogue(language).open("rb") as file:
        known = read_po(file, locale=language)
    texts = dict[str, tuple[str, ...]]()
    for message in known:
        string = message.string or ()
        forms = (string,) if isinstance(string, str) else tuple(string)
        key = message.id if isinstance(message.id, str) else message.id[0]
        if key and forms and all(forms) and not message.fuzzy:
            texts[key] = forms
    return texts, known.plural_expr
