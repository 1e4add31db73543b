"""How place and pay are put for readers."""

from __future__ import annotations

import datetime as dt

import pytest

from ssg.locales import Locale
from ssg.pages.wording import (
    LONGEST_PLACE,
    arrangement,
    facts,
    pay_as_written,
    place,
    short_place,
    shortened,
)
from ssg.settings import Settings
from ssg.site import gather
from tests.pages.listings import listing, plan_of


@pytest.mark.parametrize(
    ("written", "how", "where"),
    [
        ("", "", ""),
        ("Remote", "Remote", ""),
        ("Lisbon, Portugal", "", "Lisbon, Portugal"),
        ("remote,Lisbon, Portugal, Portugal", "Remote", "Lisbon, Portugal"),
        ("Remote,Portugal,Lisbon, Portugal", "Remote", "Lisbon, Portugal"),
        ("Remote - Portugal", "Remote", "Portugal"),
        ("Portugal (Remote)", "Remote", "Portugal"),
        ("Portugal: Remote", "Remote", "Portugal"),
        ("Remote (Portugal only)", "Remote", "Portugal only"),
        ("Remote (CA, NY)", "Remote", "CA, NY"),
        ("Remote (CA, NY), Lisbon (Portugal)", "Remote", "(CA, NY), Lisbon (Portugal)"),
        ("Remote Portugal", "Remote", "Portugal"),
        ("Remote within Portugal", "Remote", "Remote within Portugal"),
        ("Remote Österreich", "Remote", "Österreich"),
        ("Lisbon (Portugal - Remote)", "Remote", "Lisbon (Portugal - Remote)"),
        ("Lisbon-Hybrid", "Hybrid", "Lisbon"),
        ("Hybrid or Remote", "Remote or hybrid", ""),
        ("hybrid,Lisbon, Remote", "Remote or hybrid", "Lisbon"),
        ("Remote,., .", "Remote", ""),
        ("Spain, Remote; Italy, Remote", "Remote", "Spain; Italy"),
        ("Braga, Portugal; Porto, Portugal", "", "Braga, Portugal; Porto, Portugal"),
        ("Lisbon or Remote", "Remote", "Lisbon or Remote"),
        ("Lisbon or Remote (Portugal)", "Remote", "Lisbon or Remote (Portugal)"),
        ("Lisbon or Remote - Portugal", "Remote", "Lisbon or Remote - Portugal"),
        ("Lisbon or Remote Portugal", "Remote", "Lisbon or Remote Portugal"),
        ("Portugal Remote / Spain", "Remote", "Portugal Remote / Spain"),
        ("Portugal (Remote-First)", "Remote", "Portugal"),
        ("Lisbon (Hybrid/Remote)", "Remote or hybrid", "Lisbon"),
        ("Hybrid - WFH / Lisbon", "Remote or hybrid", "Lisbon"),
        ("Portugal (Lisbon - Remote)", "Remote", "Portugal (Lisbon - Remote)"),
    ],
)
def test_place_says_what_the_arrangement_does_not(written: str, how: str, where: str) -> None:
    found = listing(location=written)
    assert (arrangement(found), place(found, Locale())) == (how, where)


def test_a_long_place_is_what_it_names() -> None:
    found = listing(
        location="Remote, Austria, Belgium, Denmark, Finland, France, Germany, Italy, Spain"
    )
    assert short_place(found, Locale()) == "Austria, Belgium, Denmark, Finland, France and 3 more"
    assert len(short_place(listing(location="somewhere " * 20), Locale())) <= LONGEST_PLACE


@pytest.mark.parametrize(
    ("text", "short"),
    [
        ("", ""),
        ("bread and cakes", "bread and cakes"),
        ("bread, butter and cakes", "bread, butter…"),
        ("bread, and butter cakes", "bread, and…"),
        ("bread rolls, and butter", "bread rolls…"),
        ("bread rolls (white)", "bread rolls…"),
        ("bread roll – baked", "bread roll…"),
        ("バン、毎晩小さなチームでパンを焼いています", "バン、毎晩小さなチームでパン…"),
        ("東京 毎晩小さなチームでパンを焼いています", "東京 毎晩小さなチームでパン…"),
    ],
)
def test_a_text_is_shortened_between_two_words_where_it_has_some(text: str, short: str) -> None:
    assert shortened(text, 15) == short


def test_facts_end_in_one_full_stop() -> None:
    found = listing(location="Remote, Washington, D.C.", pay="Competitive, and then some!")
    site = gather([found], [], [], Settings(), dt.date(2026, 6, 15))
    assert (
        facts(found, plan_of(site).cards[site.postings[0]])
        == "Remote, Washington, D.C. Competitive, and then some! "
    )


@pytest.mark.parametrize(
    ("pay", "shown"),
    [
        ("", ""),
        ("$0", ""),
        ("$Competitive", "Competitive"),
        ("$13th salary and shares", "13th salary and shares"),
        ("€50,000 a year", ""),
        ("between €50,000 and €60,000 a year", ""),
        ("45.000–52.000 € pro Jahr", ""),
        ("18,50 € pro Stunde", ""),
        ("2.400 Euro im Monat", ""),
        ("2.400 € brutto im Monat", "2.400 € brutto im Monat"),
        ("45 000 € par an", ""),
        ("3.000 € al mes", ""),
        ("R$ 9.000 por mês", ""),
        ("US$50,000 per year", ""),
        ("$$$ great pay", "great pay"),
        ("$1500 towards a desk at home", "$1500 towards a desk at home"),
        ("€ 20k in shares", "€ 20k in shares"),
        ("Competitive, with equity", "Competitive, with equity"),
        ("$100k OTE", "$100k OTE"),
        ("$90,000 - $100,000 per year", ""),
        ("120 000 - 150 000 PLN/month", ""),
        ("$90k or $100k with $5k bonus", "$90k or $100k with $5k bonus"),
    ],
)
def test_pay_is_shown_as_written_unless_it_says_nothing(pay: str, shown: str) -> None:
    assert pay_as_written(listing(pay=pay)) == shown


def test_hostile_places_take_no_time() -> None:
    for piece in ("remote ", "- ", "( ", "remote or ", "; ", ", ", "hybrid-", "(remote) "):
        place(listing(location=piece * 700), Locale())
