"""GitHub's own parser, cmark-gfm, by way of cmarkgfm."""

import functools
import importlib
import re
from collections.abc import Callable
from typing import Final


class EngineMissingError(Exception):
    """The library that a site asks for to read its Markdown is not installed."""

    def __init__(self) -> None:
        super().__init__("the engine gfm is not installed: pip install ssg[gfm]")


DEEPEST: Final = 200
"""Quotes and lists within each other of a text that is read; it takes one character a level.

The sanitiser looks through all that are open for each that opens: 100,000 took 25 seconds.
"""

_CONTAINER = re.compile(r"<(/?)(?:blockquote|ul|ol)\b")


def converted(text: str) -> str | None:
    """Return the raw HTML of a text, None where reading it would take long.

    Raises:
        EngineMissingError: cmarkgfm is not installed.
    """
    html = converter()(text)
    return None if _depth(html) > DEEPEST else html


@functools.cache
def converter() -> Callable[[str], str]:
    """Return what makes raw HTML of a text: tables, strikethrough, bare addresses, GFM's tagfilter.

    Raises:
        EngineMissingError: cmarkgfm is not installed.
    """
    try:
        cmark = importlib.import_module("cmarkgfm")
    except ModuleNotFoundError as error:
        raise EngineMissingError from error
    return functools.partial(
        cmark.markdown_to_html_with_extensions,
        options=cmark.Options.CMARK_OPT_UNSAFE,
        extensions=["table", "strikethrough", "autolink", "tagfilter"],
    )


def _depth(html: str) -> int:
    """Return how deep quotes and lists are within each other."""
    depth = deepest = 0
    for found in _CONTAINER.finditer(html):
        depth += -1 if found[1] else 1
        deepest = max(deepest, depth)
    return deepest
