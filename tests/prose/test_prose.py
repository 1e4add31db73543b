from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from fuzz.targets import ENGINES, assert_policy, prose
from ssg.prose import Limits, render
from ssg.prose.page import MOST_COLUMNS, MOST_FILLED, publishable
from ssg.prose.policy import RULES

if TYPE_CHECKING:
    from ssg.settings import Images, Markdown

CASES = sorted((Path(__file__).parent / "cases").glob("*.md"))


def test_what_fills_short_rows_of_tables_is_bounded() -> None:
    rows = "<tr>" + "<td>a</td>" * MOST_COLUMNS + "</tr>" + "<tr><td>b</td></tr>" * 300
    assert render(f"<table>{rows}</table>").html.count("<td></td>") == MOST_FILLED


def test_a_head_behind_rows_is_a_part_of_the_table_like_others() -> None:
    html = render("<table><tr><td>a</td></tr><thead><tr><td>b</td></tr></thead></table>").html
    assert (html.count("<thead>"), html.count("<tbody>")) == (0, 2)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.stem)
def test_case(case: Path, update: bool) -> None:  # noqa: FBT001  a fixture
    html = f"{render(case.read_bytes().decode()).html}\n"
    expected = case.with_suffix(".html")
    if update:
        expected.write_text(html, encoding="utf-8", newline="")
    assert html == expected.read_bytes().decode()


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.stem)
def test_case_holds_only_what_the_policy_allows(case: Path) -> None:
    prose(case.read_bytes().decode())


@pytest.mark.parametrize(
    ("markdown", "summary"),
    [
        ("", ""),
        ("# Description\n\nWe **build** maps.\n\n* one\n* two", "We build maps. one two"),
        ("**Company Description**\n\nWe build maps.", "We build maps."),
        ("**Bold** start.", "Bold start."),
        ("# Only a heading", "Only a heading"),
        ("a &lt;b&gt; `c` <i>d</i>  \ne", "a <b> c d e"),
        ("word " * 60, "word " * 39 + "word…"),
        ("x" * 300, "x" * 200 + "…"),
        ("x" * 200, "x" * 200),
        ("<p>one<p>two<ul><li>three<li>four</ul>", "one two three four"),
        ("| a | b |\n|---|---|\n| c | d |", "a b c d"),
    ],
)
def test_summary(markdown: str, summary: str) -> None:
    assert render(markdown).summary == summary


REL = 'rel="nofollow ugc noopener"'
KEPT = 'loading="lazy" decoding="async" referrerpolicy="no-referrer"'
LINKED_IMAGES = (
    f'<p><a href="https://example.com/a.png" {REL}>A</a>'
    f' <a href="https://example.com/" {REL}>B</a></p>'
)
KEPT_IMAGES = (
    f'<p><img src="https://example.com/a.png" alt="A" {KEPT}>'
    f' <a href="https://example.com/" {REL}>'
    f'<img src="https://example.com/b.png" alt="B" {KEPT}></a></p>'
)


@pytest.mark.parametrize(
    ("images", "html"), [("link", LINKED_IMAGES), ("keep", KEPT_IMAGES), ("drop", "")]
)
def test_images(images: Images, html: str) -> None:
    markdown = (
        "![A](https://example.com/a.png) [![B](https://example.com/b.png)](https://example.com/)"
    )
    assert render(markdown, images=images).html == html


@pytest.mark.parametrize(
    ("link", "alt"),
    [
        ("![](https://example.com/a%20b.png)", "a b.png"),
        ("**![](https://example.com/a.png)**", "a.png"),
        ("![](https://example.com/a.png) ![](https://example.com/b.png)", "a.png"),
        ("![](https://example.com/a.png) words", ""),
        ("![](https://example.com/a.png) ![words](https://example.com/b.png)", ""),
    ],
)
def test_a_link_of_pictures_alone_has_a_name(link: str, alt: str) -> None:
    html = render(f"[{link}](https://example.com/)", images="keep").html
    assert html.partition(' alt="')[2].partition('"')[0] == alt


DEEP = 10_000


@pytest.mark.parametrize("engine", ENGINES)
@pytest.mark.parametrize(
    "markdown",
    [
        ">" * DEEP,
        "- " * DEEP + "a",
        "".join("  " * depth + "- a\n" for depth in range(200)),
        "[" * DEEP + "]" * DEEP,
        "[a](" * DEEP,
        "![" * DEEP,
        "[" * DEEP + "[a](http://a.example)" * DEEP,
        "*" * DEEP,
        "*a **b " * DEEP,
        "*a_ " * DEEP,
        "**a " * DEEP + "b** " * DEEP,
        "".join("`" * length + " " for length in range(200)),
        "<" * DEEP,
        "x " + "<!-- " * DEEP,
        "<div>" * DEEP,
        "<blockquote>" * DEEP,
        "<div>" + "<b><i><u>" * 100 + "<p>x" * DEEP,
        "<script>" * DEEP,
        "<table>" * DEEP,
        "<table>" + "<td>" * DEEP + "<tr><td>" * DEEP,
        "|a" * 100 + "|\n" + "|-" * 100 + "|\n" + "|\n" * DEEP,
        "http://a.example/" + ")" * DEEP,
        "http://a.example/" + "&a;" * DEEP,
        "a@" + "a." * DEEP,
        "# " + " " * DEEP + "a" + " " * DEEP + "b",
        "".join(f"[a{number}]: http://a.example\n" for number in range(DEEP)),
        "```\n" * (DEEP + 1),
        "&#x301;" * DEEP,
        "a" * 1_000_000,
        "- a\n" * 100_000,
    ],
    ids=lambda markdown: markdown[:12].encode("unicode_escape").decode(),
)
def test_deep_and_long_text_is_rendered(markdown: str, engine: Markdown) -> None:
    made = render(markdown, engine=engine)
    assert len(made.html) < 60 * len(markdown)


@pytest.mark.parametrize("engine", ENGINES)
def test_links_past_the_limit_are_words(engine: Markdown) -> None:
    markdown = "[a](https://a.example) ![b](https://b.example/b.png) https://c.example"
    made = render(markdown, engine=engine, limits=Limits(links=1))
    assert made.html == f'<p><a href="https://a.example" {REL}>a</a> b https://c.example</p>'
    assert made.lost == (
        "the text has 3 links and pictures; those past number 1 are shown as words",
    )
    assert render(markdown, engine=engine, limits=Limits(links=3)).lost == ()


@pytest.mark.parametrize(
    ("markdown", "summary"),
    [
        ("Bread ![](/a.png), rolls", "Bread, rolls"),
        ("Bread, ![](/a.png), [](https://a.example), rolls", "Bread, rolls"),
        ("Bread, .NET : rolls", "Bread, .NET : rolls"),
    ],
)
def test_a_summary_has_no_comma_for_what_is_left_out(markdown: str, summary: str) -> None:
    assert render(markdown).summary == summary


def test_what_nests_past_the_limit_loses_its_tags() -> None:
    made = render("> > > > a", limits=Limits(nesting=2))
    assert made.html.count("<blockquote>") == 2
    assert "a" in made.html
    assert made.lost == ("the text nests elements more than 2 deep; of deeper ones the words stay",)


@pytest.mark.parametrize("images", ["link", "keep", "drop"])
def test_a_sanitiser_that_leaves_tags_in_attributes_does_no_harm(images: Images) -> None:
    # So nh3 did before 0.3.6: in an attribute `<` may stand for itself.
    raw = '<p><img src="https://a.example/b.png" alt="<script>alert(1)</script><table>"></p>'
    html, _ = publishable(raw, images, Limits())
    assert "<script" not in html
    assert "<table" not in html
    assert_policy(html)


def test_a_listing_leaves_nothing_for_the_next() -> None:
    before = render("plain *text*")
    render("[label]: http://a.example\n\n*open **unclosed <b> [x](")
    assert render("plain *text*") == before
    assert "href" not in render("[label]").html


def test_every_element_is_told_in_the_documentation() -> None:
    text = (Path(__file__).parents[2] / "docs" / "prose.md").read_text(encoding="utf-8")
    assert [tag for tag in RULES if f"`{tag}`" not in text] == []
