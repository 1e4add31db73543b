"""Which listings of a board are told to repeat another one, and which one is named."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ssg.build import Options
from ssg.checking import check
from ssg.checks import sketch
from ssg.checks.sketches import likeness

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.builds import Board

DAY = dt.date(2026, 11, 20)
WORDS = (
    "You bake rye bread and rolls for twelve shops four nights a week with two colleagues and an"
    " oven from the year the bakery was founded in. You know sourdough and its moods and carry"
    " flour without complaint. We pay above the tariff and breakfast is on us every single day."
    " The shops are near and the tram runs all night so nobody needs a car to work with us here."
)
OTHER = (
    "You mill grain for bakers of the north in a mill by the river where wind does most of the"
    " work in autumn. You grease what turns and sweep what falls and write down every weight."
    " A flat above the granary comes with the job as does a boat that leaks no more than others."
)


def listing(body: str = WORDS, **values: str) -> str:
    given_values = {
        "title": "Night baker",
        "company": "Kornblume",
        "location": "Bremen, Germany",
        "posted": "2026-11-01",
        **values,
    }
    return "\n".join(["---", *(f"{k}: {v}" for k, v in given_values.items()), "---", body, ""])


@pytest.fixture
def told(board: Board) -> Callable[..., dict[str, str]]:
    """Return a function that gives the duplicates among a board's files, and of what."""

    def of(*chosen: str, **files: str) -> dict[str, str]:
        site = board({f"content/{name}.md": text for name, text in files.items()})
        paths = [site / f"content/{name}.md" for name in chosen] if chosen else None
        problems = check(Options(site, site / "output", DAY), chosen=paths).problems
        return {
            each.path[8:-3]: each.message.partition(" content/")[2].removesuffix(".md")
            for each in problems
            if each.rule == "duplicate"
        }

    return of


def test_the_later_one_repeats_the_earlier_one(told: Callable[..., dict[str, str]]) -> None:
    assert told(a=listing(posted="2026-11-02"), b=listing()) == {"a": "b"}
    assert told(a=listing(), b=listing()) == {"b": "a"}


def test_three_of_a_kind_name_the_first(told: Callable[..., dict[str, str]]) -> None:
    assert told(a=listing(), b=listing(), c=listing()) == {"b": "a", "c": "a"}


def test_a_word_changed_here_and_there_is_nearly_the_same(
    told: Callable[..., dict[str, str]],
) -> None:
    changed = WORDS.replace("twelve", "eleven")
    assert told(a=listing(), b=listing(changed, location="Hamburg")) == {"b": "a"}


def test_spellings_of_company_and_title_are_one(told: Callable[..., dict[str, str]]) -> None:
    assert told(a=listing(), b=listing(title="night Baker", company="KORNBLUME GmbH")) == {"b": "a"}


@pytest.mark.parametrize(
    "values", [{"title": "Day baker"}, {"company": "Distel"}, {"body": OTHER}], ids=str
)
def test_another_title_company_or_text_is_another_job(
    told: Callable[..., dict[str, str]], values: dict[str, str]
) -> None:
    assert told(a=listing(), b=listing(**values)) == {}


def test_one_apply_link_is_one_job(told: Callable[..., dict[str, str]]) -> None:
    link = {"apply_url": "https://kornblume.example/jobs/1"}
    slash = {"apply_url": "https://kornblume.example/jobs/1/#apply"}
    assert told(a=listing(**link), b=listing(OTHER, **slash)) == {"b": "a"}
    assert told(a=listing(**link), b=listing(title="Baker of rye", **link)) == {"b": "a"}


def test_one_page_for_all_jobs_of_a_company_makes_no_duplicates(
    told: Callable[..., dict[str, str]],
) -> None:
    link = {"apply_url": "mailto:jobs@kornblume.example"}
    assert told(a=listing(**link), b=listing(OTHER, title="Miller", **link)) == {}


def test_a_job_that_is_offered_again_once_it_is_closed_is_none(
    told: Callable[..., dict[str, str]],
) -> None:
    closed = listing(posted="2026-01-01", valid_through="2026-02-01")
    assert told(a=closed, b=listing()) == {}
    assert told(a=listing(draft="true"), b=listing()) == {}


def test_of_files_that_are_asked_about_each_is_told(told: Callable[..., dict[str, str]]) -> None:
    new = listing(posted="2026-10-01")
    assert told("new", new=new, old=listing()) == {"new": "old"}
    assert told("old", new=new, old=listing()) == {"old": "new"}
    assert told("new", "newer", new=new, newer=listing(), old=listing()) == {
        "new": "old",
        "newer": "old",
    }


def test_of_two_that_are_asked_about_the_later_one_is_told(
    told: Callable[..., dict[str, str]],
) -> None:
    new = listing(posted="2026-10-01")
    assert told("new", "newer", new=new, newer=listing()) == {"newer": "new"}


def test_texts_without_a_word_are_not_alike() -> None:
    assert sketch("") == sketch("…!") == b""
    assert likeness(sketch(""), sketch("")) == 0


@given(st.text(), st.text())
def test_likeness_is_a_share_and_equal_texts_are_alike(one: str, other: str) -> None:
    first, second = sketch(one), sketch(other)
    assert 0 <= likeness(first, second) == likeness(second, first) <= 1
    assert likeness(first, first) == (1 if first else 0)


def test_likeness_falls_as_texts_part() -> None:
    words = [f"word{number}" for number in range(400)]
    shares = [
        likeness(sketch(" ".join(words)), sketch(" ".join([*words[:kept], *("new",) * 10])))
        for kept in (400, 320, 200, 80)
    ]
    assert shares == sorted(shares, reverse=True)
    assert shares[0] > 0.9
    assert shares[-1] < 0.4
