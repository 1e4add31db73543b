"""GitHub's own parser, comrak; settings ask for it only where it is installed."""

import functools
import re
from collections.abc import Callable
from typing import Final

DEEPEST: Final = 200
"""Quotes and lists within each other of a text that is read; it takes one character a level.

The sanitiser looks through all that are open for each that opens: 100,000 took 25 seconds.
"""

MOST_CELLS: Final = 100_000
"""Cells that the tables of a text can have at most; short rows are filled up with empty ones."""

_CONTAINER = re.compile(r"<(/?)(?:blockquote|ul|ol)\b")


def converted(text: str) -> str | None:
    """Return the raw HTML of a text, None where reading it would take long."""
    if _cells(text) > MOST_CELLS:
        return None
    html = converter()(text)
    return None if _depth(html) > DEEPEST else html


@functools.cache
def converter() -> Callable[[str], str]:
    """Return what makes raw HTML of a text: tables, strikethrough, addresses, GFM's tagfilter."""
    import comrak  # noqa: PLC0415 - most sites do without

    extensions, rendering = comrak.ExtensionOptions(), comrak.RenderOptions()
    extensions.table = extensions.strikethrough = True
    extensions.autolink = extensions.tagfilter = True
    rendering.unsafe_ = True  # the sanitiser judges HTML
    return functools.partial(
        comrak.render_markdown, extension_options=extensions, render_options=rendering
    )


def _cells(text: str) -> int:
    """Return how many cells a text would have if all of it were one table."""
    lines = text.split("\n") if "|" in text else []
    return len(lines) * max((line.count("|") for line in lines), default=0)


def _depth(html: str) -> int:
    """Return how deep quotes and lists are within each other."""
    depth = deepest = 0
    for found in _CONTAINER.finditer(html):
        depth += -1 if found[1] else 1
        deepest = max(deepest, depth)
    return deepest
