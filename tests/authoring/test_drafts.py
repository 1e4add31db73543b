"""What somebody says becomes a listing that says just that, whatever they typed."""

from __future__ import annotations

import datetime as dt
import itertools
import re
from typing import TYPE_CHECKING

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from ssg.authoring.drafts import (
    AuthoringError,
    RefusedError,
    draft,
    front_matter,
    headings,
    paths,
    template,
)
from ssg.authoring.spelling import spelled, spelled_list
from ssg.authoring.writing import write
from ssg.keys import LISTING_KEYS
from ssg.listing import Listing
from ssg.reading import read, take_apart
from ssg.reading.text import clean
from ssg.sources import Source
from ssg.urls import RESERVED

if TYPE_CHECKING:
    from pathlib import Path

DAY = dt.date(2026, 11, 20)
SAID = {
    "title": ("Night baker",),
    "company": ("Kornblume: Bakery & Sons",),
    "location": ("Bremen, Germany",),
    "salary": ("€36,000 - €42,000 a year",),
    "apply_url": ("https://kornblume.example/jobs?a=(1)",),
    "tags": ("baking",),
    "benefits": ("free bread", "four-day week"),
}
ANY_TEXT = st.text(st.characters(exclude_categories=()), max_size=60)
HOSTILE = [
    '"', "'", "a: b", "a #b", "- a", "{a: b}", "[a]", "&a", "*a", "!a", "|", ">", "%a", "@a", "`a",
    "yes", "null", "~", "2026-11-20", "1e3", "0x1f", "12:30", "<<", "=", "a:", "\u2028", "\x85",
    "\ufeffa", "\\", "\\x41", "---", "...", "? a", "C#", "$120k", "a\nslug: b", "€1 – €2", "日本語",
    "a\ud800b", "🥐", "#", "a,b", "a]", "title: x\n---\n\n# y",
]  # fmt: skip


def listing(text: str, path: str = "content/night-baker.md") -> Listing:
    reading = read(Source(path, text.encode(), "key"))
    assert isinstance(reading.entry, Listing), reading.problems
    return reading.entry


def values(text: str) -> dict[str, str]:
    document = take_apart("content/a.md", text)
    assert document
    return {field.name.text: getattr(field.value, "text", "") for field in document.fields}


class TestSpelling:
    @pytest.mark.parametrize("text", HOSTILE)
    def test_each_is_read_as_the_text_it_is(self, text: str) -> None:
        line = " ".join(text.encode("utf-8", "replace").decode().split())
        assert yaml.safe_load(f"a: {spelled(line)}  # b") == {"a": line or ""} or not line
        assert yaml.safe_load(f"a: {spelled_list([line, line])}  # b") == {"a": [line, line]}

    @given(ANY_TEXT)
    def test_any_text_of_one_line_is_read_as_it_is(self, text: str) -> None:
        line = clean(text).encode("utf-8", "replace").decode()
        document = f"---\ntitle: {spelled(line)}  # hint\nslug: {spelled_list([line])}\n---\n"
        assert values(document)["title"] == line
        assert list(values(document)) == ["title", "slug"]

    @pytest.mark.parametrize("text", ["y", "N", "no", "Off", "true", "null"])
    def test_what_other_readers_take_for_no_text_is_quoted(self, text: str) -> None:
        assert (spelled(text), spelled_list([text])) == (f'"{text}"', f'["{text}"]')

    def test_what_needs_no_quotes_has_none(self) -> None:
        for text in ("Night baker", "€36,000 - €42,000 a year", "https://a.example/b?c=d"):
            assert spelled(text) == text


class TestFrontMatter:
    def test_it_says_what_was_said(self) -> None:
        found = listing(template(draft(SAID, "We bake.", DAY)))
        assert (found.title, found.company) == ("Night baker", "Kornblume: Bakery & Sons")
        assert (found.location, found.posted) == ("Bremen, Germany", DAY)
        assert (found.tags, found.benefits) == (("baking",), ("free bread", "four-day week"))
        assert found.apply_url == "https://kornblume.example/jobs?a=(1)"

    def test_what_is_not_said_is_a_comment_with_an_example_and_a_hint(self) -> None:
        text = template(draft({"title": ("Baker",)}, "", DAY))
        assert list(values(text)) == ["title", "posted"]
        assert re.search(r"^# valid_through: 2027-01-19 +# the last day", text, re.MULTILINE)
        # Whoever takes the # away has a listing that is read without a complaint.
        full = re.sub(r"^# (?=\w+: )", "", text, flags=re.MULTILINE)
        reading = read(Source("content/baker.md", full.encode(), "key"))
        assert reading.problems == ()
        assert list(values(full)) == list(LISTING_KEYS)

    def test_without_hints_there_is_only_what_was_said(self) -> None:
        text = front_matter(draft(SAID, "We bake.", DAY), schema="https://a.example/s.json")
        lines = text.splitlines()
        assert lines[:3] == [
            "---",
            "# yaml-language-server: $schema=https://a.example/s.json",
            "title: Night baker",
        ]
        assert lines[-3:] == ["---", "", "We bake."]
        assert [line for line in lines[2:] if "#" in line] == []

    @given(
        st.dictionaries(
            st.sampled_from([key for key in LISTING_KEYS if key != "title"]),
            st.lists(ANY_TEXT | st.sampled_from(HOSTILE), max_size=3).map(tuple),
        ),
        ANY_TEXT | st.sampled_from(HOSTILE),
        ANY_TEXT,
    )
    def test_nothing_that_is_said_becomes_a_key(
        self, said: dict[str, tuple[str, ...]], title: str, body: str
    ) -> None:
        made = draft({**said, "title": (title,)}, body, DAY)
        for text in (template(made), front_matter(made)):
            document = take_apart("content/a.md", text)
            assert document
            assert {field.name.text for field in document.fields} == set(made.values)
            assert document.flaws == ()
        told = values(front_matter(made))
        assert told.get("title", "") == clean(title).encode("utf-8", "replace").decode()


class TestHeadings:
    def test_they_say_what_was_said(self) -> None:
        said = draft(SAID, "We bake.\n\nBy night.", DAY)
        path = next(paths(said, "headings"))
        assert path == "content/jobs/baking/2026-11/night-baker/README.md"
        found = listing(headings(said), path)
        assert (found.title, found.company) == ("Night baker", "Kornblume: Bakery & Sons")
        assert (found.location, found.tags) == ("Bremen, Germany", ("baking",))
        assert found.salary
        assert found.benefits == ("free bread", "four-day week")
        assert found.apply_url == "https://kornblume.example/jobs?a=%281%29"

    def test_what_they_have_no_place_for_is_named(self, tmp_path: Path) -> None:
        with pytest.raises(AuthoringError, match="no place for valid_through"):
            headings(draft({**SAID, "valid_through": ("2026-12-31",)}, "", DAY))
        for odd, words in (
            ({"benefits": ("a ` b",)}, "these benefits"),
            ({"company": ("a `b`",), "tags": ("a", "b")}, "more than one tag"),
            ({"tags": ("a/b",)}, 'the tag "a/b"'),
        ):
            with pytest.raises(AuthoringError, match=f"cannot hold {words}; use front-matter"):
                write(tmp_path, draft({**SAID, **odd}, "", DAY), "headings", None, "")
        assert list(tmp_path.rglob("*.md")) == []

    @given(ANY_TEXT | st.sampled_from(HOSTILE), ANY_TEXT | st.sampled_from(HOSTILE))
    def test_a_title_is_the_title_and_no_more(self, title: str, company: str) -> None:
        said = draft({"title": (title,), "company": (company,)}, "", DAY)
        document = take_apart("content/a.md", headings(said))
        assert document
        if said.text("title"):
            assert {field.name.text for field in document.fields} <= {"title", "company"}


class TestPaths:
    @given(ANY_TEXT, ANY_TEXT, st.sampled_from(["front-matter", "headings"]))
    def test_no_title_and_no_tag_leads_out_of_content(
        self, title: str, tag: str, form: str
    ) -> None:
        said = draft({"title": (title,), "tags": (tag,)}, "", DAY)
        for path in itertools.islice(paths(said, form), 2):  # type: ignore[arg-type]
            first, *folders, name = path.split("/")
            assert first == "content"
            assert not any(each.startswith(".") or not each for each in (*folders, name))
            assert re.fullmatch(r"[a-z0-9-]+\.md|README\.md", name)
            assert "\\" not in path
            assert path.isprintable()

    @pytest.mark.parametrize(
        ("title", "name"),
        [
            ("../../etc/passwd", "etc-passwd"),
            ("README", "readme-job"),
            ("index", "index-job"),
            ("CON", "con-job"),
            ("…", "job"),
            ("C++ / C# developer", "c-plus-plus-c-sharp-developer"),
        ],
    )
    def test_names(self, title: str, name: str) -> None:
        wanted = paths(draft({"title": (title,)}, "", DAY), "front-matter")
        assert next(wanted) == f"content/{name}.md"
        assert next(wanted) == f"content/{name}-2.md"
        assert name not in RESERVED


class TestWriting:
    def test_no_file_is_overwritten(self, tmp_path: Path) -> None:
        said = draft(SAID, "", DAY)
        names = [write(tmp_path, said, "front-matter", None, "").path.name for _ in range(3)]
        assert names == ["night-baker.md", "night-baker-2.md", "night-baker-3.md"]
        (tmp_path / "mine.md").write_text("mine")
        with pytest.raises(AuthoringError, match="there is such a file already"):
            write(tmp_path, said, "front-matter", tmp_path / "mine.md", "")
        assert (tmp_path / "mine.md").read_text() == "mine"

    def test_a_link_is_not_followed(self, tmp_path: Path) -> None:
        (tmp_path / "content").mkdir()
        (tmp_path / "content/night-baker.md").symlink_to(tmp_path / "elsewhere.md")
        write(tmp_path, draft(SAID, "", DAY), "front-matter", None, "")
        assert not (tmp_path / "elsewhere.md").exists()
        assert (tmp_path / "content/night-baker-2.md").is_file()

    def test_a_file_that_is_no_listing_is_refused(self, tmp_path: Path) -> None:
        with pytest.raises(AuthoringError, match=r"ends in \.md"):
            write(tmp_path, draft(SAID, "", DAY), "front-matter", tmp_path / "a.html", "")

    def test_a_value_that_leaves_the_listing_out_writes_nothing(self, tmp_path: Path) -> None:
        said = draft({**SAID, "apply_url": ("kornblume.example",)}, "", DAY)
        with pytest.raises(RefusedError, match="did you mean"):
            write(tmp_path, said, "front-matter", None, "")
        assert list(tmp_path.iterdir()) == []
