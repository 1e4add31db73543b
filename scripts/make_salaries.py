"""Writes the currencies of the world and of each country from Babel's copy of CLDR.

They are `currencies.tsv` and `tenders.tsv` in `ssg/salaries/`.

Run it after a new release of Babel: `python scripts/make_salaries.py`. The words people add by hand
are in other tables, which this never touches.
"""

import unicodedata
from collections import Counter
from pathlib import Path

import babel
from babel import Locale, localedata
from babel.core import get_cldr_version, get_global
from babel.numbers import get_currency_name, get_currency_precision, get_currency_symbol

FOLDER = Path(__file__).parent.parent / "ssg" / "salaries"
TABLE, TENDERS = FOLDER / "currencies.tsv", FOLDER / "tenders.tsv"
SINCE_YEAR = 2015
"""Listings older than this are not expected, so neither is money that ended before."""

HEADER = """\
# The currencies in use since {since}: ISO 4217 code, usual decimals, the sign English text shows,
# the signs its own country writes, English names. "; " stands between several.
# Source: Unicode CLDR {cldr} through Babel {babel}; made by scripts/make_salaries.py, not by hand.
# Licence: Unicode License V3 (Copyright © 1991-2025 Unicode, Inc.), https://www.unicode.org/license.txt
# code\tdecimals\tsign\tsigns\tnames
"""
HEADER_OF_TENDERS = """\
# The countries that have one legal tender and no other: ISO 3166-1 code, ISO 4217 code.
# Source: Unicode CLDR {cldr} through Babel {babel}; made by scripts/make_salaries.py, not by hand.
# Licence: Unicode License V3 (Copyright © 1991-2025 Unicode, Inc.), https://www.unicode.org/license.txt
# country\tcode
"""


def main() -> None:
    """Write the tables anew; the same Babel gives the same bytes."""
    tender = tender_by_territory()
    codes = sorted({code for codes in tender.values() for code in codes})
    signs = local_signs(tender)
    names = {code: english_names(code) for code in codes}
    shared_nouns = Counter(noun for group in names.values() for noun in nouns(group))
    lines = []
    for code in codes:
        own_nouns = [noun for noun in nouns(names[code]) if shared_nouns[noun] == 1]
        sign = get_currency_symbol(code, "en").replace("\u202f", " ")
        cells = [
            code,
            str(get_currency_precision(code)),
            "" if sign == code else sign,
            "; ".join(sorted(signs.get(code, ()))),
            "; ".join(dict.fromkeys(names[code] + own_nouns)),
        ]
        lines.append("\t".join(cells))
    head = HEADER.format(since=SINCE_YEAR, cldr=get_cldr_version(), babel=babel.__version__)
    TABLE.write_text(head + "\n".join(lines) + "\n", encoding="utf-8")
    head = HEADER_OF_TENDERS.format(cldr=get_cldr_version(), babel=babel.__version__)
    lines = [f"{country}\t{code}\n" for country, code in sorted(only_tenders().items())]
    TENDERS.write_text(head + "".join(lines), encoding="utf-8")


def tender_by_territory() -> dict[str, set[str]]:
    """Return the codes of the money that was legal tender in each territory since `SINCE_YEAR`."""
    found: dict[str, set[str]] = {}
    for territory, periods in get_global("territory_currencies").items():
        for code, _start, end, tender in periods:
            if tender and (end is None or end[0] >= SINCE_YEAR):
                found.setdefault(territory, set()).add(code)
    return found


def only_tenders() -> dict[str, str]:
    """Return the code of the money of each country that has one legal tender today."""
    found: dict[str, str] = {}
    for territory, periods in get_global("territory_currencies").items():
        codes = [code for code, _start, end, tender in periods if tender and end is None]
        if len(codes) == 1:
            found[territory] = codes[0]
    return found


def local_signs(tender: dict[str, set[str]]) -> dict[str, set[str]]:
    """Return the signs that the locales of a currency's own territories write for it.

    Signs of letters alone (`R`, `K`, `kr`) are left to the table of words, because as letters
    they need more care.
    """
    signs: dict[str, set[str]] = {}
    for identifier in sorted(localedata.locale_identifiers()):
        locale = Locale.parse(identifier)
        for code in tender.get(locale.territory or "", ()):
            sign = get_currency_symbol(code, locale)
            if any(unicodedata.category(character) == "Sc" for character in sign):
                signs.setdefault(code, set()).add(unicodedata.normalize("NFKC", sign).strip())
    return signs


def english_names(code: str) -> list[str]:
    """Return the currency's names in English, in small letters: `polish zloty`, `polish zlotys`."""
    names = (get_currency_name(code, count=count, locale="en") for count in (1, 2))
    return list(dict.fromkeys(name.lower() for name in names))


def nouns(names: list[str]) -> list[str]:
    """Return the last word of each name, the one that may do alone: `zloty`, `zlotys`."""
    return list(dict.fromkeys(name.split()[-1] for name in names if name[-1].isalpha()))


if __name__ == "__main__":
    main()
