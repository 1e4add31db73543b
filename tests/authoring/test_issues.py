"""The body of an issue: what the form makes of answers, and what else somebody may write there."""

from __future__ import annotations

import datetime as dt
import json
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ssg.authoring import (
    AuthoringError,
    is_refused,
    objections,
    of_submission,
    proposed,
    read_issue,
    submission,
    write_submission,
)
from ssg.keys import FORM
from ssg.listing import Listing
from ssg.reading import read

if TYPE_CHECKING:
    from ssg.authoring import Submission
    from ssg.authoring.issues import Objection

DAY = dt.date(2026, 11, 20)
NOWHERE = Path("no-such-site")
TEXT = """\
We bake for **forty shops**, and we start at ten in the evening.

### Company

Evil, Inc.

### Where to apply

https://thief.example/"""
ANSWERS = {
    "Job title": "Night baker: rye & rolls",
    "Company": "Kornblume Bakery",
    "Location": "Bremen, Germany",
    "Remote": "onsite",
    "Salary": "€36,000 - €42,000 a year",
    "Where to apply": "mailto:jobs@kornblume.example",
    "Last day to apply": "2026-12-31",
    "Tags": "baking, night shift",
    "Employment type": "full-time",
    "Benefits": "_No response_",
    "Company website": "_No response_",
    "Description": TEXT,
}


def body(**changed: str) -> str:
    """Return the body that GitHub makes of answers."""
    answers = ANSWERS | {label.replace("_", " "): text for label, text in changed.items()}
    return "\r\n\r\n".join(f"### {label}\r\n\r\n{text}" for label, text in answers.items())


def made(text: str) -> Submission:
    return submission(text.replace("\r\n", "\n"), DAY)


def wrong(found: Submission) -> tuple[Objection, ...]:
    return tuple(objections(found, read(proposed(NOWHERE, found)).problems))


def told(found: Submission) -> str:
    return of_submission(proposed(NOWHERE, found).path, found.text, wrong(found))


def listing(found: Submission) -> Listing:
    entry = read(proposed(NOWHERE, found)).entry
    assert isinstance(entry, Listing)
    return entry


def test_answers_become_a_listing() -> None:
    found = made(body())
    assert proposed(NOWHERE, found).path == "content/night-baker-rye-and-rolls.md"
    assert wrong(found) == ()
    entry = listing(found)
    assert entry.title == "Night baker: rye & rolls"
    assert (entry.company, entry.location) == ("Kornblume Bakery", "Bremen, Germany")
    assert entry.apply_url == "mailto:jobs@kornblume.example"
    assert (entry.posted, entry.valid_through) == (DAY, dt.date(2026, 12, 31))
    assert (entry.tags, entry.benefits) == (("baking", "night shift"), ())
    assert (entry.places.remote, entry.employment_type) == ("onsite", ("full-time",))
    assert found.text.endswith(f"---\n\n{TEXT}\n")


def test_the_form_of_the_test_is_the_form() -> None:
    assert list(ANSWERS) == [key.label for key in FORM]


def test_headings_in_the_description_answer_nothing() -> None:
    entry = listing(made(body()))
    assert (entry.company, entry.apply_url) == ("Kornblume Bakery", "mailto:jobs@kornblume.example")


@pytest.mark.parametrize("label", [key.label for key in FORM if key.is_expected])
def test_an_answer_that_a_listing_needs(label: str) -> None:
    found = made(body(**{label.replace(" ", "_"): "_No response_"}))
    assert is_refused(wrong(found))
    assert [(each.label, each.message) for each in wrong(found)] == [
        (label, "there is no answer, and a listing needs one")
    ]


def test_what_is_wrong_is_told_by_its_question() -> None:
    found = made(body(Last_day_to_apply="soon", Where_to_apply="kornblume.example", Salary="lots"))
    assert [(each.label, each.severity) for each in wrong(found)] == [
        ("Where to apply", "error"),
        ("Last day to apply", "error"),
    ]
    assert [each.message.partition(" ")[0] for each in wrong(found)] == ["Where", "Last"]
    assert '| error | Last day to apply | Last day to apply "soon" is not a date' in told(found)
    assert "How it will look" not in told(found)


@pytest.mark.parametrize("text", ["", "Hello", "### Something else\n\nx", "\0", "### Job titles"])
def test_what_is_not_of_the_form_is_refused(text: str) -> None:
    found = made(text)
    assert is_refused(wrong(found))
    assert "the form" in wrong(found)[0].message


@pytest.mark.parametrize(
    ("label", "text"),
    [
        ("Job_title", "x\nslug: stolen\ndraft: true"),
        ("Job_title", "---\ntitle: y\n---"),
        ("Job_title", "../../.github/workflows/pages"),
        ("Job_title", "$(touch pwned) `touch pwned`"),
        ("Company", "[me](https://thief.example) @everyone <img src=x onerror=alert(1)>"),
        ("Tags", "a]\nslug: stolen, b"),
        ("Salary", '"\nslug: stolen #'),
    ],
)
def test_an_answer_is_a_text_and_no_more(label: str, text: str, tmp_path: Path) -> None:
    found = made(body(**{label: text}))
    assert not is_refused(wrong(found))
    entry = listing(found)
    assert (entry.slug_line, entry.draft) == (0, False)
    path = write_submission(tmp_path, found)
    (written,) = [each for each in tmp_path.rglob("*") if each.is_file()]
    assert written == tmp_path / path
    assert written.parent == tmp_path / "content"
    for sign in ("@everyone", "](", "<img", "$(touch"):
        assert sign not in told(found).partition("<details>")[0]


def test_a_fence_in_the_text_does_not_close_ours() -> None:
    text = "````\n</details>\n@everyone\n`````` end"
    shown = told(made(body(Description=text)))
    _, opened, rest = shown.partition("```````markdown\n")
    inside, closed, after = rest.partition("\n```````\n")
    assert opened
    assert closed
    assert "@everyone" in inside
    assert "@everyone" not in after


@given(st.text(max_size=300) | st.text("# \n\r_-:[]{}\"'`JobtileCmpanyDscrN.", max_size=300))
def test_whatever_is_in_it_there_is_an_answer(text: str) -> None:
    for each in (text, body(Job_title=text), body(Description=text), body(Tags=text)):
        found = made(each)
        answer = told(found)
        assert answer.startswith("### This can")
        assert len(answer.encode()) < 65_536


class TestReading:
    def test_a_body_and_githubs_file(self, tmp_path: Path) -> None:
        (tmp_path / "issue.md").write_bytes(body().encode())
        event = {"action": "opened", "issue": {"number": 7, "body": body()}}
        (tmp_path / "event.json").write_text(json.dumps(event), encoding="utf-8")
        both = [read_issue(tmp_path / name) for name in ("issue.md", "event.json")]
        assert both == [body().replace("\r\n", "\n")] * 2

    def test_half_a_pair_of_surrogates_is_no_text(self, tmp_path: Path) -> None:
        event = json.dumps({"issue": {"body": body(Description="rye \ud83c bread")}})
        (tmp_path / "event.json").write_text(event, encoding="utf-8")
        found = made(read_issue(tmp_path / "event.json"))
        written = tmp_path / write_submission(tmp_path, found)
        assert written.read_text(encoding="utf-8").endswith("\nrye ? bread\n")

    def test_an_issue_without_a_body(self, tmp_path: Path) -> None:
        (tmp_path / "event.json").write_text('{"issue": {"body": null}}', encoding="utf-8")
        assert read_issue(tmp_path / "event.json") == ""

    @pytest.mark.parametrize(
        "data", [b"", b"[]", b"{}", b'{"issue": []}', b"[" * 100_000, b"\xff\xfe"]
    )
    def test_what_is_no_file_of_githubs(self, data: bytes, tmp_path: Path) -> None:
        (tmp_path / "event.json").write_bytes(data)
        with pytest.raises(AuthoringError):
            read_issue(tmp_path / "event.json")

    def test_a_body_in_no_encoding(self, tmp_path: Path) -> None:
        (tmp_path / "issue.md").write_bytes(b"\xff\xff")
        with pytest.raises(AuthoringError, match="no issue that can be read"):
            read_issue(tmp_path / "issue.md")
