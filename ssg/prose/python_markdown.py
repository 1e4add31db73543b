"""Python-Markdown set up for listings: its own parser and patterns, and a few extensions."""

import functools
from typing import Final

from markdown import Markdown

from ssg.prose.blocks import GitHubBlocks
from ssg.prose.inlines import GitHubInlines
from ssg.prose.serializing import serialized

MOST_WORK: Final = 20_000_000
"""Marks times characters, summed over the blocks of a text that is read as Markdown.

The library looks through the rest of a block for the end of each mark: ten thousand `[` took
minutes. The known listings stay below 1,500,000.
"""

_MARKS = b"\n`*_~<&@!#|[\\"
_WEIGHT_OF_BRACKETS = 8  # five patterns begin with one, and look far


def converted(text: str) -> str | None:
    """Return the raw HTML of a text, None where reading it would take long."""
    if _work(text) > MOST_WORK < sum(map(_work, text.split("\n\n"))):
        return None
    return engine().reset().convert(text)


@functools.cache
def engine() -> Markdown:
    """Return Python-Markdown, reading as GitHub does where listings need it."""
    made = Markdown(extensions=["tables", GitHubBlocks(), GitHubInlines()])
    made.serializer = serialized
    # The registry makes a list of itself for each block that is parsed.
    made.parser.blockprocessors = [*made.parser.blockprocessors]  # type: ignore[assignment]
    return made


def _work(text: str) -> int:
    data = text.encode()
    marks = len(data) - len(data.translate(None, _MARKS))
    return len(data) * (marks + (_WEIGHT_OF_BRACKETS - 1) * data.count(b"["))
