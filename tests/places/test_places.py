"""The reader of locations: what real-shaped texts mean, and that any text at all is read."""

import re
import sys
import unicodedata
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import ssg.places
from ssg.places import (
    COUNTRIES,
    REGIONS,
    country_name,
    country_slug,
    region_countries,
    region_name,
)
from ssg.places.gazetteer import STATE, gazetteer
from ssg.places.reader import read_places
from ssg.places.scan import _item
from ssg.places.tokens import SPACE, Token
from ssg.places.words import name_key
from ssg.tables import rows

CASES = list(rows(Path(__file__).parent / "cases.tsv"))
ROOM = Path(ssg.places.__file__).parent
KINDS = {
    "country", "region", "place", "doubtful", "world", "anywhere", "remote", "hybrid", "onsite",
    "except", "zone", "zones", "hours", "list", "company", "headquarters", "plain", "landmark",
    "nationwide", "street", "town", "code", "weak", "zonelike", "regional", "state", "part",
}  # fmt: skip
# A word no longer than this is a code as well: `usa` needs its line.
LONGEST_CODE = 3
TOKEN = Token("", "", "", SPACE, closes=False)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case[0])
def test_a_text_names_what_a_reader_sees_in_it(case: list[str]) -> None:
    text, *wanted = case
    found = read_places(text)
    assert [
        " ".join(found.countries),
        " ".join(found.regions),
        "worldwide" if found.worldwide else "",
        found.remote or "",
        ", ".join(found.unknown),
    ] == wanted


def test_no_case_stands_twice() -> None:
    texts = [case[0] for case in CASES]
    assert len(texts) == len(set(texts))


@pytest.mark.parametrize("code", COUNTRIES)
def test_a_country_is_found_by_its_own_name_and_flag(code: str) -> None:
    name = country_name(code)
    assert read_places(f"Remote, {name.upper()}").countries == (() if code == "GE" else (code,))
    flag = "".join(chr(0x1F1E6 + ord(letter) - ord("A")) for letter in code)
    assert read_places(flag).countries == (code,)


@pytest.mark.parametrize("region", REGIONS)
def test_a_region_is_found_by_its_own_name(region: str) -> None:
    assert read_places(region_name(region)).regions == (region,)


def test_slugs_are_plain_and_no_two_are_equal() -> None:
    slugs = [country_slug(code) for code in COUNTRIES]
    assert len(slugs) == len(set(slugs)) == 250
    assert all(re.fullmatch(r"[a-z]+(-[a-z]+)*", slug) for slug in slugs)
    assert country_slug("CI") == "cote-d-ivoire"
    assert country_slug("US") == "united-states"


def test_regions_hold_known_countries() -> None:
    assert REGIONS == (
        "africa", "asia", "europe", "north-america", "south-america", "oceania", "latam", "emea",
        "apac", "mena", "eu",
    )  # fmt: skip
    for region in REGIONS:
        assert region_countries(region) <= set(COUNTRIES)
    assert len(region_countries("eu")) == 27
    assert {"DE", "CY"} <= region_countries("europe")
    assert {"MX", "BR"} <= region_countries("latam")


@given(st.text())
def test_any_text_is_read(text: str) -> None:
    found = read_places(text)
    assert set(found.countries) <= set(COUNTRIES)
    assert set(found.regions) <= set(REGIONS)
    assert list(found.countries) == sorted(set(found.countries))
    assert not (found.worldwide and (found.countries or found.regions or found.unknown))


SIGNS_AND_CODES = [",", "-", "(", ")", "/", " ", " - ", "OR", "or", "IN", "CA"]
PIECES = [*(case[0] for case in CASES), *SIGNS_AND_CODES]


@given(st.lists(st.sampled_from(PIECES), max_size=12))
def test_pieces_of_real_texts_in_any_order_are_read(pieces: list[str]) -> None:
    text = " ".join(pieces)
    assert read_places.__wrapped__(text) == read_places(text)
    assert set(read_places(text).countries) <= set(COUNTRIES)


@given(st.sampled_from(PIECES))
def test_accents_may_be_letters_of_their_own(text: str) -> None:
    assert read_places(unicodedata.normalize("NFD", text)).countries == read_places(text).countries


HOSTILE = [
    ",", " ", "-", "/", "(", ")", "()", ".", "a.", "A", "a ", "A ", "1", "US ", "US, ", "US-",
    "CA,", "CA/", "IL / ", "OR ", "new ", "New York ", "San ", "Korea, ", "Korea, Republic of",
    "Remote ", "x, CA, ", "Georgia ", "Georgia, ", "Springfield, ", "except ", "US time zone ",
    "東京", "日", "Acme HQ ", "\U0001f1e9", "\U0001f1e9\U0001f1ea", "&", "R&D&", "ﷺ", "\u0301",
    "'", "İ", "\x00", "and ", "Москва ",
]  # fmt: skip


@pytest.mark.parametrize("piece", HOSTILE)
def test_work_grows_with_the_length_and_no_faster(piece: str) -> None:
    def calls(size: int) -> int:
        count = 0

        def profile(_frame: object, event: str, _argument: object) -> None:
            nonlocal count
            count += event == "call"

        text = (piece * size)[:size]
        sys.setprofile(profile)
        try:
            read_places(text)
        finally:
            sys.setprofile(None)
        return count

    calls(10)
    assert calls(10_000) <= 11 * calls(1_000) + 1_000


def test_names_edited_by_hand_are_written_as_they_are_looked_up() -> None:
    for name, kind, *values in rows(ROOM / "words.tsv"):
        assert kind in KINDS
        if kind == "state":
            state = gazetteer().name(" ".join(values))[0]
            assert state
            assert STATE in {option.level for option in state.options}
            continue
        if kind in {"code", "weak", "zonelike", "regional"}:
            assert name in gazetteer().codes
        else:
            plain = re.sub(r" [/(] ", " ", name)
            assert plain == name_key(plain.replace(" , ", ", "))
        known = {*COUNTRIES} if kind in {"country", "place", "town", "code"} else {*REGIONS}
        assert {code for value in values for code in value.split()} <= known


def test_no_line_edited_by_hand_says_what_another_or_the_gazetteer_says() -> None:
    lines = [(name, kind in {"regional", "state"}) for name, kind, *_ in rows(ROOM / "words.tsv")]
    assert len(lines) == len(set(lines))
    for key, word in gazetteer().words.items():
        name = gazetteer().name(key)[0]
        if name and len(key) > LONGEST_CODE and word.kind in {"country", "part", "region"}:
            assert _item(word, name, TOKEN) != _item(None, name, TOKEN), key


@pytest.mark.parametrize("table", sorted(ROOM.glob("*.tsv")), ids=lambda path: path.name)
def test_every_table_tells_where_it_comes_from(table: Path) -> None:
    head = table.read_text(encoding="utf-8").splitlines()[0]
    assert head.startswith("# ")
    assert "scripts/make_places.py" in head or "edited by hand" in head


@pytest.mark.parametrize("table", ["names.tsv", "towns.tsv"])
def test_tables_that_are_searched_by_halving_are_sorted(table: str) -> None:
    text = (ROOM / table).read_bytes()
    lines = text.splitlines()
    assert lines == sorted(lines)
    assert text.endswith(b"\n")
    assert max(map(len, lines)) < 2048
