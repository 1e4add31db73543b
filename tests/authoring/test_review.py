"""What a change does, as data that nobody has to trust, and as a comment in which nothing acts."""

from __future__ import annotations

import contextlib
import io
import json
import re
import zipfile
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ssg.authoring import AuthoringError, Review, as_data, of_review, opened, review
from ssg.authoring.review import LARGEST, Changed
from ssg.problems import Problem, Severity
from ssg.prose import gfm
from ssg.report import Report
from ssg.sources import Source

if TYPE_CHECKING:
    from pathlib import Path

BAKER = """---
title: Night baker
company: Kornblume Bakery
location: Bremen, Germany
salary: €36,000 - €42,000 a year
apply_url: mailto:jobs@kornblume.example
posted: 2026-10-02
tags: [baking]
---
We bake.
"""
HOSTILE = """---
title: "[x](https://thief.example) @everyone #1 <script> | `a`"
company: "![x](https://thief.example/x.png)"
---
```
</details>
@everyone
"""
PROBLEM = Problem("content/a.md", 3, 1, Severity.ERROR, "date", "@everyone | <b>", "https://a.b")
TOLD = Review((Changed("content/a.md", BAKER),), 1, (PROBLEM,))


def archive(data: bytes, name: str = "review.json") -> bytes:
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as file:
        file.writestr(name, data)
    return held.getvalue()


def test_it_goes_over_as_it_is(tmp_path: Path) -> None:
    (tmp_path / "review.json").write_text(as_data(TOLD), encoding="utf-8")
    (tmp_path / "review.zip").write_bytes(archive(as_data(TOLD).encode()))
    assert opened(tmp_path / "review.json") == opened(tmp_path / "review.zip") == TOLD


def test_as_much_goes_over_as_is_taken(tmp_path: Path) -> None:
    long = PROBLEM._replace(message="x" * 10_000, path="y" * 10_000)
    sources = [Source(f"content/{n}.md", b"\xff" * 100_000, "key") for n in range(99)]
    told = review(sources, Report((long,) * 9_999, 0, 0, files=99))
    (tmp_path / "review.json").write_text(as_data(told), encoding="utf-8")
    assert opened(tmp_path / "review.json") == told
    assert told.files == 99
    assert len(of_review(told).encode()) < 65_536


def test_a_comment_shows_the_problems_and_how_it_will_look() -> None:
    text = of_review(TOLD)
    assert "| content/a&#46;md | 3 | error | date |" in text
    assert "#### Night baker" in text
    assert "Kornblume Bakery · Bremen, Germany · &#8364;36,000 &#8211; &#8364;42,000 a year" in text
    assert "| apply at | mailto&#58;jobs&#64;&#8203;kornblume&#46;example |" in text
    assert "\n```markdown\nWe bake.\n```\n" in text


def test_nothing_in_a_comment_does_anything() -> None:
    text = of_review(Review((Changed("content/a.md", HOSTILE),), 1, (PROBLEM,)))
    outside = text.partition("<details>")[0]
    for sign in ("](", "@everyone", "everyone #1", "<script", "<b>", "https://", "`a`"):
        assert sign not in outside
    assert "\n````markdown\n```\n</details>\n@everyone\n````\n\n</details>\n" in text


SIGNS = st.sampled_from(list("[]()<>!@#|*_~`:/.&;\\\n \t-=+$^{}\u200b\x00'\"a1w"))
PIECES = ["https://a.example", "www.a.example", "a@b.example", "@you", "#1", "GH-1", "</details>"]
PIECES += ["<script>", "![x](y)", "[x](y)", "```", "| a |", "-->", "<!--", "&#60;b&#62;", "$x$"]


@given(st.lists(SIGNS | st.sampled_from(PIECES), max_size=40).map("".join))
def test_on_github_it_is_text_whatever_it_is(text: str) -> None:
    """GitHub's own parser makes no link, picture or tag of what a stranger wrote."""
    said = json.dumps(text)
    listing = f"---\ntitle: {said}\ncompany: {said}\nlocation: {said}\ntags: [{said}]\n---\n{text}"
    problem = Problem(text, 1, 1, Severity.ERROR, "date", text, text)
    comment = of_review(Review((Changed("content/a.md", listing),), 1, (problem,)))
    html = gfm.converter()(comment)
    shown = re.sub(r"<pre.*?</pre>", "", html, flags=re.DOTALL)
    tags = set(re.findall(r"<([a-z!]\w*)", shown))
    ours = {"h3", "h4", "p", "table", "thead", "tbody", "tr", "th", "td", "br", "details"}
    assert tags <= {*ours, "summary"}
    assert "@you" not in shown
    assert shown.count("<details>") == shown.count("</details>") == html.count("<pre")


def test_where_nothing_changed_there_is_no_comment() -> None:
    assert of_review(Review((), 0, ())) == ""


@pytest.mark.parametrize(
    "text", ["", "---\n", "\0", "# ", "---\ntitle: x\n---", "---\na: [[[[1]]]]\n---\n", "\ud800"]
)
def test_whatever_has_changed_there_is_a_comment(text: str) -> None:
    assert of_review(Review((Changed("content/a.md", text),), 1, ())).startswith("### ssg check")


@given(st.text(st.characters(exclude_categories=()), max_size=200))
def test_any_text_is_shown(text: str) -> None:
    changed = Changed("content/a.md", f"---\ntitle: {text}\n---\n{text}")
    assert of_review(Review((changed, Changed(text, text)), 1, ()))


def wrong(**changed: Any) -> bytes:  # noqa: ANN401
    return json.dumps({**json.loads(as_data(TOLD)), **changed}).encode()


def problem(**changed: Any) -> list[dict[str, Any]]:  # noqa: ANN401
    return [{**json.loads(as_data(TOLD))["problems"][0], **changed}]


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"null",
        b"[]",
        b"{}",
        b"[" * 200_000,
        b"9" * 10_000,
        b"PK\x03\x04 and no more",
        archive(b"{}", "../../review.json"),
        archive(as_data(TOLD).encode())[:-30],
        archive(b" " * (LARGEST + 1)),
        b" " * (LARGEST + 1),
        wrong(version=2),
        wrong(listings=-1),
        wrong(listings=True),
        wrong(listings=1e400),
        wrong(changed={}),
        wrong(changed=[1]),
        wrong(changed=[{"path": "a", "text": "x" * 20_001}]),
        wrong(changed=[{"path": 1, "text": "x"}]),
        wrong(changed=[{"path": "a", "text": "x"}] * 21),
        wrong(problems="x"),
        wrong(problems=problem(severity="fatal")),
        wrong(problems=problem(severity=[])),
        wrong(problems=problem(rule="a | b")),
        wrong(problems=problem(rule="<b>")),
        wrong(problems=problem(line=-1)),
        wrong(problems=problem(line="1")),
        wrong(problems=problem(message=None)),
        wrong(problems=problem() * 501),
    ],
)
def test_data_that_are_not_so_are_refused(data: bytes, tmp_path: Path) -> None:
    (tmp_path / "review.zip").write_bytes(data)
    with pytest.raises(AuthoringError, match="review"):
        opened(tmp_path / "review.zip")


def test_an_archive_that_grows_is_not_unpacked(tmp_path: Path) -> None:
    bomb = archive(b"\0" * 50_000_000)
    assert len(bomb) < 100_000
    (tmp_path / "review.zip").write_bytes(bomb)
    with pytest.raises(AuthoringError, match="too large"):
        opened(tmp_path / "review.zip")


@given(data=st.binary(max_size=300))
def test_any_bytes_are_refused_or_read(
    data: bytes, tmp_path_factory: pytest.TempPathFactory
) -> None:
    path = tmp_path_factory.mktemp("review") / "review.zip"
    broken = bytearray(archive(as_data(TOLD).encode()))
    broken[: len(data)] = data
    for each in (data, bytes(broken)):
        path.write_bytes(each)
        with contextlib.suppress(AuthoringError):
            assert isinstance(opened(path), Review)
