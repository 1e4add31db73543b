"""The interface in other languages: complete catalogues, and boards without English in them."""

from __future__ import annotations

import datetime as dt
import functools
import json
import re
import runpy
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from ssg.locales import Locale, catalogue, locale
from ssg.salaries import Salary

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tests.builds import Board, Run

pytestmark = pytest.mark.usefixtures("alone")

ROOT = Path(__file__).parent.parent
TRANSLATED = sorted(path.stem for path in (ROOT / "ssg/locales").glob("*.po"))


SCRIPT = runpy.run_path(str(ROOT / "scripts/make_catalogues.py"))


@functools.cache
def texts() -> set[str]:
    """Return the texts of code and templates, of two forms the first, as catalogues know them."""
    return set(map(first, SCRIPT["messages"]()))


def first(message: str | Sequence[str]) -> str:
    """Return a text, or the first of two forms, by which a catalogue knows both."""
    return message if isinstance(message, str) else message[0]


def test_the_interface_is_translated_into_four_languages() -> None:
    assert TRANSLATED == ["de", "es", "fr", "pt"]


def test_the_search_knows_countries_by_their_names_in_all_of_them() -> None:
    script = (ROOT / "templates/static/search/words.js").read_text()
    [named] = re.findall(r"const INTERFACE = (\[.*?\]);", script)
    assert sorted(json.loads(named)) == sorted([Locale.tag, *TRANSLATED])


@pytest.mark.parametrize("language", TRANSLATED)
def test_every_text_is_translated(language: str) -> None:
    known = SCRIPT["read"](catalogue(language), language)
    assert len(texts()) > 100
    waiting = [text for text in texts() if text not in known or not all(known[text].string or [""])]
    assert waiting == []
    assert {first(message.id) for message in known if message.id} == texts()


@pytest.mark.parametrize("language", TRANSLATED)
def test_what_stands_in_a_text_stands_in_its_translation(language: str) -> None:
    for message in SCRIPT["read"](catalogue(language), language):
        if not message.id:
            continue  # the header
        assert [str(error) for error in message.check()] == []
        one = message.id if isinstance(message.id, str) else message.id[-1]
        other = message.string if isinstance(message.string, str) else message.string[-1]
        for pattern in (r"%\(\w+\)[sd]", r"</?\w+[^>]*>"):
            assert sorted(re.findall(pattern, other)) == sorted(re.findall(pattern, one)), one


@pytest.mark.parametrize(
    ("tag", "said"),
    [
        ("en", ["6,672", "2 October 2026", "Oct", "Germany", "$20.50 – $30.00 an hour"]),
        ("en-GB", ["6,672", "2 October 2026", "Oct", "Germany", "$20.50 – $30.00 an hour"]),
        ("de", ["6.672", "2. Oktober 2026", "Okt", "Deutschland", "20,50 $ – 30,00 $ pro Stunde"]),
        ("pt-BR", ["6.672", "2 de outubro de 2026", "out.", "Alemanha", None]),
        ("fr", ["6 672", "2 octobre 2026", "oct.", "Allemagne", None]),
        ("es", ["6.672", "2 de octubre de 2026", "oct", "Alemania", None]),
        ("is", ["6,672", "2 October 2026", "Oct", "Germany", "$20.50 – $30.00 an hour"]),
    ],
)
def test_numbers_dates_countries_and_pay(tag: str, said: list[str | None]) -> None:
    words = locale(tag)
    day = dt.date(2026, 10, 2)
    pay = words.pay(Salary(20.5, 30, "USD", "hour")).replace("\xa0", " ")
    number = words.number(6672).replace("\u202f", " ").replace("\xa0", " ")
    found = [number, words.day(day), words.month(day, "short"), words.country("DE"), pay]
    assert [one for one, other in zip(found, said, strict=True) if other] == list(
        filter(None, said)
    )


@pytest.mark.parametrize("currency", ["CHF", "KWD", "CLF", "HUF"])
def test_whole_pay_has_no_decimals_however_many_its_currency_has(currency: str) -> None:
    assert locale("de").pay(Salary(1500, None, currency, None)) == f"ab 1.500\xa0{currency}"


@pytest.mark.parametrize(
    ("tag", "said"),
    [("fr", "1er mai 2026"), ("fr-CA", "1er mai 2026"), ("es", "1 de mayo de 2026")],
)
def test_the_first_of_a_month(tag: str, said: str) -> None:
    assert locale(tag).day(dt.date(2026, 5, 1)) == said
    assert locale("fr").day(dt.date(2026, 5, 11)) == "11 mai 2026"


def test_a_share_below_ten_percent_is_told_to_a_tenth() -> None:
    shares = [locale("de").percent(share) for share in (0, 6, 9.96, 14.2)]
    assert shares == ["0\xa0%", "6,0\xa0%", "10,0\xa0%", "14\xa0%"]
    assert [locale("en").percent(share) for share in (0, 6, 14.2)] == ["0%", "6.0%", "14%"]


def test_a_language_without_catalogue_is_english() -> None:
    assert type(locale("is")) is Locale
    assert locale("is").gettext("Companies") == "Companies"


SITE = {
    "content/baker.md": (
        "---\ntitle: Bäcker\ncompany: Kornblume\nremote: hybrid\n"
        "location: Berlin, Deutschland; Wien, Österreich\n"
        "salary: 30000 - 36000 EUR a year\nposted: 2026-05-02\ntags: [Brot]\n"
        "employment_type: full-time\n---\nWir backen.\n"
    ),
    "content/closed.md": (
        "---\ntitle: Müller\ncompany: Mühle\nposted: 2026-01-02\nvalid_through: 2026-02-02\n"
        "---\nMehl.\n"
    ),
}
ENGLISH = re.compile(
    r"\b(?:listings?|jobs? (?:in|at)|companies|countries|posted|apply|closed|page|search|where|pay"
    r"|tags|statistics|skip|type|not stated|germany|austria|remote|hybrid|full-time|the|and)\b",
    re.IGNORECASE,
)


@pytest.mark.parametrize("language", TRANSLATED)
def test_a_board_has_no_english_left(board: Board, run: Run, language: str) -> None:
    settings = f'title = "Tafel"\nlanguage = "{language}"\n'
    site = board({"ssg.toml": settings, **SITE})
    assert run("build", "--site", site, "--as-of", "2026-06-01").exit_code == 0
    for path in sorted((site / "output").rglob("*.html")):
        text = re.sub(r"<(script|style)\b.*?</\1>|<[^>]*>", " ", path.read_text(), flags=re.DOTALL)
        attributes = re.findall(r'(?:title|aria-label|placeholder|alt)="([^"]*)"', path.read_text())
        said = {*ENGLISH.findall(text), *ENGLISH.findall(" ".join(attributes))}
        # Words that are the language's own as well, and what the listings say themselves.
        assert {word.casefold() for word in said} <= OWN[language], path


OWN = {
    "de": {"tags", "remote", "hybrid"},
    "es": {"remote", "austria"},
    "fr": {"page", "pages", "type", "hybrid", "tags"},
    "pt": {"tags"},
}
