"""What the checks find in titles and texts, row by row, and that nothing brings them down."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ssg.checks import Subject, check_subject
from ssg.checks.subject import MOST_OF_A_KIND
from ssg.reading import read, take_apart
from ssg.reading.text import decode
from ssg.sources import Source
from ssg.tables import rows
from tests.builds import front_matter

if TYPE_CHECKING:
    from ssg.problems import Problem

HERE = Path(__file__).parent
TODAY = dt.date(2026, 11, 20)
LONG = "\n\n" + "We bake bread by night and sell it in the morning, in twelve shops. " * 3


def findings(text: str, path: str = "content/baker.md") -> list[Problem]:
    source = Source(path, text.encode("utf-8", "surrogatepass"), "key")
    entry = read(source).entry
    document = None if entry is None else take_apart(path, decode(source.data).text)
    if entry is None or document is None:
        return []
    return list(check_subject(Subject(path, entry, document, TODAY)))


def listing(body: str, **values: str) -> str:
    said = {"title": "Baker", "apply_url": "https://kornblume.example/", **values}
    return front_matter({name: value or None for name, value in said.items()}, body)


@pytest.mark.parametrize(("title", "company", "location", "told"), rows(HERE / "titles.tsv"))
def test_titles(title: str, company: str, location: str, told: str) -> None:
    found = findings(listing(LONG, title=title, company=company, location=location))
    assert " ".join(each.rule for each in found) == told
    assert {(each.line, each.column) for each in found} <= {(2, 8)}


@pytest.mark.parametrize(("text", "told"), rows(HERE / "texts.tsv"))
def test_texts(text: str, told: str) -> None:
    found = findings(listing(text.replace("\\n", "\n") + LONG))
    assert " ".join(f"{each.rule}:{each.column}" for each in found) == told
    lines = (text.replace("\\n", "\n") + LONG).split("\n")
    assert all(lines[each.line - 6] for each in found)


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("title", "TBD"),
        ("title", "Your title here"),
        ("title", "xxx"),
        ("company", "Company name"),
        ("company", "Your company"),
        ("company", "???"),
        ("location", "City, Country"),
        ("apply_url", "https://www.example.com/apply"),
        ("apply_url", "https://yourcompany.com"),
        ("apply_url", "mailto:jobs@example.org"),
    ],
)
def test_a_value_that_was_never_filled_in(name: str, value: str) -> None:
    (found,) = findings(listing(LONG, **{name: value}))
    assert (found.rule, value in found.message) == ("template-mark", True)


@pytest.mark.parametrize(
    "address",
    ["https://localhost:3000/", "https://kornblume/jobs", "https://k..example", "mailto:jo@mail"],
)
def test_an_address_that_leads_to_no_host_on_the_web(address: str) -> None:
    (found,) = findings(listing(LONG, apply_url=address))
    assert (found.rule, found.line, found.column) == ("link-broken", 3, 12)
    assert [each.rule for each in findings(listing(LONG, company_url=address))] == ["link-broken"]


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("title", "Title clerk"),
        ("company", "XX Bakery"),
        ("apply_url", "https://example.com.kornblume.example/"),
        ("apply_url", "https://counterexample.com/"),
        ("apply_url", "https://[2001:db8::1]/"),
        ("apply_url", "https://bäcker.example."),
        ("apply_url", "mailto:a@b.example?b=c@d"),
        ("company_url", "https://k.example"),
    ],
)
def test_a_value_that_is_filled_in_and_leads_somewhere(name: str, value: str) -> None:
    assert findings(listing(LONG, **{name: value})) == []


@pytest.mark.parametrize(
    ("name", "value", "told"),
    [
        ("title", "<b>Night baker</b>", "<b>"),
        ("company", "**Kornblume**", "**Kornblume**"),
        ("company", "[Kornblume](https://k.example)", "](https://k.example)"),
        ("benefits", "Bread<br/>rolls", "<br/>"),
        ("title", "Baker (2 <3) of C<T>, 5 * 4 ** 2", ""),
    ],
)
def test_markup_in_facts_is_told(name: str, value: str, told: str) -> None:
    """What is pasted from a page or a listing's text was shown with its tags and stars."""
    found = [each for each in findings(listing(LONG, **{name: value})) if "markup" in each.rule]
    assert [each.message.split('"')[1] for each in found] == ([told] if told else [])


@pytest.mark.parametrize(
    ("name", "value", "meant"),
    [
        ("title", "Night baker,", "Night baker"),
        ("company", "Kornblume;", "Kornblume"),
        ("location", "Bremen, Germany ,", "Bremen, Germany"),
        ("apply_url", "https://kornblume.example/1,", "https://kornblume.example/1"),
    ],
)
def test_a_value_that_ends_as_lines_of_json_do(name: str, value: str, meant: str) -> None:
    (found,) = findings(listing(LONG, **{name: value}))
    assert (found.rule, found.hint) == ("trailing-comma", f'did you mean "{meant}"?')
    assert findings(listing(LONG, **{name: meant})) == []


@pytest.mark.parametrize(
    ("location", "salary", "hint"),
    [
        ("Mexico City", "$30,000 mensuales", "write MXN or USD"),
        ("Shanghai, China", "¥20k-40k/月", "write CNY or JPY"),
        ("Toronto, Canada; Montreal, Canada", "$90,000 a year", "write CAD or USD"),
    ],
)
def test_a_sign_that_the_place_has_for_its_own_money(location: str, salary: str, hint: str) -> None:
    (found,) = findings(listing(LONG, location=location, salary=salary))
    assert (found.rule, found.line, found.column, found.hint) == ("salary-sign", 5, 9, hint)


@pytest.mark.parametrize(
    ("location", "salary"),
    [
        ("Austin, USA", "$90,000 a year"),
        ("Tokyo, Japan", "¥6,000,000 a year"),
        ("Berlin, Germany", "$90,000 a year"),
        ("Quito, Ecuador", "$30,000 a year"),
        ("Toronto, Canada", "US$90,000 a year"),
        ("Toronto, Canada", "$90,000 a year, paid in USD"),
        ("Toronto, Canada", "CAD 90,000 a year"),
        ("Toronto, Canada", "$90,000 CAD a year"),
        ("Toronto, Canada; Austin, USA", "$90,000 a year"),
        ("Toronto, Canada", "90,000 a year"),
        ("Remote", "$90,000 a year"),
    ],
)
def test_a_sign_that_is_read_as_what_it_can_only_be(location: str, salary: str) -> None:
    found = findings(listing(LONG, location=location, salary=salary))
    assert "salary-sign" not in [each.rule for each in found]


def test_a_title_that_is_linked_by_a_name_in_brackets_has_no_address() -> None:
    (found,) = findings(f"# [Baker][1]\n### Kornblume\n{LONG}\n\n[1]: https://kornblume.example/\n")
    assert found.rule == "apply-missing"
    assert "[Baker](address)" in found.hint


@pytest.mark.parametrize("month", ["2026-13", "2026-1", "2026_01", "202601", "1026-10"])
@pytest.mark.parametrize("name", ["baker.md", "baker/README.md"])
def test_a_folder_that_looks_like_a_month_and_is_none(month: str, name: str) -> None:
    path = f"content/jobs/Baking/{month}/{name}"
    (found,) = findings(listing(LONG), path)
    assert (found.line, found.rule, month in found.message) == (0, "folder-month", True)
    assert findings(listing(LONG, posted="2026-10-01", tags="bread"), path) == []


@pytest.mark.parametrize("folder", ["2026-10", "rolls", "2026", "route-66", "202613"])
def test_a_folder_that_is_a_month_or_none_at_all(folder: str) -> None:
    assert findings(listing(LONG), f"content/jobs/Baking/{folder}/baker/README.md") == []


def test_places_in_the_text_count_the_whole_file_in_either_form() -> None:
    heading = "# [Baker](https://kornblume.example/)\n### Kornblume\n\nSee [x](y).\n" + LONG
    (found,) = findings(heading)
    assert (found.line, found.column) == (4, 5)
    crlf = listing("See [x](y).\n" + LONG).replace("\n", "\r\n")
    (found,) = findings(crlf)
    assert (found.line, found.column) == (6, 5)


@pytest.mark.parametrize(
    ("body", "is_short"),
    [
        ("Bread, by night.", True),
        ("## Description\n\n### Requirements", True),
        ("", False),  # markup-missing tells of it
        ("a" * 99, True),
        ("b" * 100, False),
        ("夜" * 34, False),  # three letters hold what one such character does
    ],
)
def test_a_text_that_says_too_little(body: str, *, is_short: bool) -> None:
    assert ("description-short" in [each.rule for each in findings(listing(body))]) == is_short


def test_a_text_of_one_character_is_said_to_have_one() -> None:
    (found,) = (each for each in findings(listing("a")) if each.rule == "description-short")
    assert found.message == "the text has no more than 1 character"


def test_a_profile_may_be_short() -> None:
    assert findings("Bread since 1931.", "content/companies/kornblume.md") == []


def test_pay_in_a_title_is_named_whole() -> None:
    (found,) = findings(listing(LONG, title="Night baker, €36.5k"))
    assert found.message == 'the title says what the job pays, "€36.5k"'


@pytest.mark.parametrize(
    ("posted", "valid_through", "is_unlikely"),
    [
        ("2026-11-01", "2027-01-31", False),
        ("2027-06-01", "", False),
        ("2028-01-01", "", True),
        ("", "2062-12-31", True),
        ("2026-11-01", "2029-01-31", True),
        ("2027-06-01", "2029-01-31", False),  # counted from posted
        ("2010-01-01", "2010-03-01", False),
    ],
)
def test_days_that_are_a_slip_of_the_pen(
    posted: str, valid_through: str, *, is_unlikely: bool
) -> None:
    found = findings(listing(LONG, posted=posted, valid_through=valid_through))
    assert [each.rule for each in found] == ["date-unlikely"] * is_unlikely


def test_where_to_apply_may_stand_in_the_text_but_a_button_is_better() -> None:
    (nowhere,) = findings(listing(LONG, apply_url=""))
    (somewhere,) = findings(listing("Write to jobs@kornblume.example" + LONG, apply_url=""))
    assert {nowhere.rule, somewhere.rule} == {"apply-missing"}
    assert nowhere.message == "the listing does not say where to apply"
    assert "has no button" in somewhere.message


def test_bare_headings_are_told_where_an_address_goes_in_them() -> None:
    (found,) = findings(f"# Baker\n### Kornblume\n#### `🌎 Bremen, Germany`\n\n{LONG}")
    assert (found.line, found.rule) == (0, "apply-missing")
    assert found.hint.startswith("link the title: # [Baker](address)")


def test_a_profile_has_a_text_but_neither_a_title_nor_an_apply_link() -> None:
    text = "---\nname: Kornblume at Bremen!\n---\n[Company name] bakes. [x](y)" + LONG
    found = findings(text, "content/companies/kornblume.md")
    assert [each.rule for each in found] == ["template-mark", "link-broken"]


def test_of_a_kind_only_so_many_are_told() -> None:
    found = findings(listing("[x](y)\n" * 50 + LONG))
    assert len(found) == MOST_OF_A_KIND


@given(st.text(), st.text(alphabet="[]()<>`~!-@+0123456789 \n=aihrefmgsc\"'{}$", max_size=200))
def test_no_text_brings_the_checks_down(title: str, body: str) -> None:
    for text in (listing(body, title=title), f"# {title}\n{body}", body):
        lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
        for found in findings(text):
            assert 0 <= found.line <= len(lines)
