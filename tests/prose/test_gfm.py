"""What we make of Markdown against cmark-gfm, and our shortcuts against the library's own way."""

from __future__ import annotations

from pathlib import Path
from xml.etree.ElementTree import Element

import cmarkgfm
import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown.treeprocessors import InlineProcessor

from ssg.prose.characters import cleaned
from ssg.prose.engine import GfmMarkdown
from ssg.prose.fragment import Fragment
from ssg.prose.leaves import RAW
from ssg.prose.writer import write

CASES = sorted((Path(__file__).parent / "cases").glob("*.md"))
SAMPLES = (Path(__file__).parent / "gfm_samples.txt").read_text(encoding="utf-8").split("\n====\n")

WORDS = st.sampled_from(
    [
        *("a", "b c", " ", "\n", "\n\n", "  \n", ".", "(x)", "é", "“q”", "10"),
        *("*", "**", "***", "_", "__", "~~", "`", "``", "\\*", "&amp;"),
        *("[l](http://a.example/)", "![i](http://a.example/b.png)", "<http://a.example>"),
        *("- ", "* ", "  - ", "    - ", "1. ", "2) ", "> ", "# ", "## ", "---\n", "===\n"),
        *("```\n", "~~~\n", "    ", "| a | b |\n", "|---|---|\n", "* * *\n", "-\n", "<b>", "</b>"),
    ]
)


def html_of(engine: GfmMarkdown, markdown: str) -> str:
    fragment = Fragment()
    for element in engine.parse(cleaned(markdown)):
        write(element, "link", fragment)
    return fragment.finish()


def library_inline_processor() -> GfmMarkdown:
    engine = GfmMarkdown()
    engine.treeprocessors.register(InlineProcessor(engine), "inline", 20)
    return engine


OURS = GfmMarkdown()
LIBRARY = library_inline_processor()


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.stem)
def test_case_reads_as_with_the_inline_processor_of_the_library(case: Path) -> None:
    markdown = case.read_bytes().decode()
    assert html_of(OURS, markdown) == html_of(LIBRARY, markdown)


@given(st.lists(WORDS, max_size=25).map("".join))
def test_markdown_reads_as_with_the_inline_processor_of_the_library(markdown: str) -> None:
    assert html_of(OURS, markdown) == html_of(LIBRARY, markdown)


@pytest.mark.parametrize("sample", SAMPLES, ids=range(len(SAMPLES)))
def test_sample_reads_as_on_github(sample: str) -> None:
    """Both through the same writer: the HTML of cmark-gfm as HTML that stands in a listing."""
    theirs = cmarkgfm.github_flavored_markdown_to_html(sample, cmarkgfm.Options.CMARK_OPT_UNSAFE)
    fragment = Fragment()
    raw = Element(RAW)
    raw.text = theirs
    write(raw, "link", fragment)
    assert folded(html_of(OURS, sample)) == folded(fragment.finish())


def folded(html: str) -> str:
    return " ".join(html.replace("<", " <").replace(">", "> ").split())
