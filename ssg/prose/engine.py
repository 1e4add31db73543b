"""Python-Markdown set up to read as GitHub does."""

from typing import cast
from xml.etree.ElementTree import Element

from markdown import Markdown
from markdown.util import Registry

from ssg.prose.blocks import GfmBlockParser
from ssg.prose.inlines import patterns
from ssg.prose.scanning import TriggeredInlineProcessor


class GfmMarkdown(Markdown):
    """The library with its block parser, inline patterns and inline processor replaced.

    HTML is not written by the library: what a page may hold is settled in `fragment`.
    """

    def build_parser(self) -> "GfmMarkdown":
        """Put together the parts; the library calls this when an instance is made."""
        self.preprocessors = Registry()
        self.parser = GfmBlockParser(self)
        self.inlinePatterns = patterns(self)
        self.treeprocessors = Registry()
        self.treeprocessors.register(TriggeredInlineProcessor(self), "inline", 20)
        self.postprocessors = Registry()
        return self

    def parse(self, text: str) -> Element:
        """Return the tree of a text: blocks, and in them text and inline elements."""
        self.reset()
        lines = text.removesuffix("\n").split("\n")
        tree = cast("Element", self.parser.parseDocument(lines).getroot())
        self.treeprocessors["inline"].run(tree)
        return tree
