"""Python-Markdown set up for listings: its own parser and patterns, and a few extensions."""

import functools
import re
from typing import Final
from xml.etree.ElementTree import Element

from markdown import Markdown
from markdown.extensions.tables import TableExtension

from ssg.prose.blocks import GitHubBlocks
from ssg.prose.inlines import GitHubInlines
from ssg.prose.serializing import serialized

MOST_WORK: Final = 20_000_000
"""Marks times characters, summed over the blocks of a text that is read as Markdown.

The library looks through the rest of a block for the end of each mark: ten thousand `[` took
minutes. The known listings stay below 1,500,000.
"""

_SPACES_ON_BLANK_LINE = re.compile(r"\n +(?=\n)")
_MARKS = b"\n`*_~<&@!#|[\\"
_WEIGHT_OF_BRACKETS = 8  # five patterns begin with one, and look far


def converted(text: str) -> str | None:
    """Return the raw HTML of a text, None where reading it would take long."""
    if _work(text) > MOST_WORK < sum(map(_work, text.split("\n\n"))):
        return None
    return engine().reset().convert(text)


class _Quick(Markdown):
    """The library's engine, which takes a text that is `cleaned` as one piece, not as lines."""

    def convert(self, source: str) -> str:
        """Return the raw HTML of a text."""
        if not source or source.isspace():
            return ""
        root = Element(self.doc_tag)
        text = source.expandtabs(self.tab_length) if "\t" in source else source
        self.parser.parseChunk(root, _SPACES_ON_BLANK_LINE.sub("\n", f"{text}\n\n"))
        for step in self.treeprocessors:
            step.run(root)
        output = serialized(root)[len(f"<{root.tag}>") : -len(f"</{root.tag}>")].strip()
        for last in self.postprocessors:
            output = last.run(output)
        return output.strip()


@functools.cache
def engine() -> Markdown:
    """Return Python-Markdown, reading as GitHub does where listings need it.

    By its name an extension would be looked for in all that is installed.
    """
    made = _Quick(extensions=[TableExtension(), GitHubBlocks(), GitHubInlines()])
    # The registry makes a list of itself for each block that is parsed.
    made.parser.blockprocessors = [*made.parser.blockprocessors]  # type: ignore[assignment]
    return made


def _work(text: str) -> int:
    data = text.encode()
    marks = len(data) - len(data.translate(None, _MARKS))
    brackets = data.count(b"[") if b"[" in data else 0  # to find one is quicker than to count
    return len(data) * (marks + (_WEIGHT_OF_BRACKETS - 1) * brackets)
