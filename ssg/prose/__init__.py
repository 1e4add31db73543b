"""A listing's Markdown as safe HTML and as one line of plain text."""

import functools
from typing import Final, NamedTuple

from markdown import Markdown
from markdown.extensions import Extension

from ssg.prose.blocks import GfmBlockParser
from ssg.prose.characters import cleaned
from ssg.prose.inlines import register
from ssg.prose.policy import cleaner
from ssg.prose.scanning import TriggeredInlineProcessor
from ssg.prose.writer import HtmlWriter, Images

__all__ = ["SUMMARY_LENGTH", "Images", "Prose", "render"]

SUMMARY_LENGTH: Final = 200
"""Characters of a summary, the ellipsis where it was cut not counted."""


class Prose(NamedTuple):
    """A listing's text, ready for a page.

    Attributes:
        html: Sanitised HTML, valid inside a `div`.
        summary: Plain text on one line, at most `SUMMARY_LENGTH` characters, and `…` where cut.
    """

    html: str
    summary: str


def render(markdown: str, *, images: Images = "link") -> Prose:
    """Return HTML and summary of any text, read as GitHub Flavored Markdown.

    Args:
        markdown: The text.
        images: What becomes of images: a link to each, the image itself, or nothing.
    """
    engine = _engine()
    engine.reset()
    tree = engine.parser.parseDocument(cleaned(markdown).split("\n")).getroot()
    for processor in engine.treeprocessors:
        processor.run(tree)
    writer = HtmlWriter(images)
    for element in tree:
        writer.write(element)
    html = cleaner().clean(cleaned(writer.finish()))
    return Prose(html.strip(), _summary(writer.words) or _summary(writer.heading_words))


class _Gfm(Extension):
    """Python-Markdown set up to read as GitHub does; writing HTML is left to `HtmlWriter`."""

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802  the library's name
        for registry in (md.preprocessors, md.postprocessors):
            for name in [each.name for each in registry._priority]:  # noqa: SLF001
                registry.deregister(name)
        md.treeprocessors.deregister("prettify")
        md.treeprocessors.deregister("unescape")
        md.parser = GfmBlockParser(md)
        register(md)
        md.treeprocessors.register(TriggeredInlineProcessor(md), "inline", 20)


@functools.cache
def _engine() -> Markdown:
    return Markdown(extensions=[_Gfm()])


def _summary(words: list[str]) -> str:
    """Return the words as one line, cut between two words where it is too long."""
    text = cleaned(" ".join("".join(words).split()))
    if len(text) <= SUMMARY_LENGTH:
        return text
    cut, space, _ = text[: SUMMARY_LENGTH + 1].rpartition(" ")
    return f"{cut if space else text[:SUMMARY_LENGTH]}…"
