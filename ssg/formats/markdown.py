"""Text as Markdown that shows it and does nothing else, whatever it holds."""

from __future__ import annotations

import re

from ssg.problems import printable

# What Markdown and GitHub make something of: emphasis, links, mentions, issues, tables, HTML.
_SIGNS = re.compile(r"[^\w\s,;'\"/=%?-]|_", re.ASCII)
_AT_LINE_START = re.compile(r"^[-=]")


def escaped(text: str) -> str:
    """Return text whose every sign that could mean something in Markdown stands for itself.

    Character references are never structure (CommonMark 0.31.2, 6.2). But GitHub looks for names
    to mention and issues to link once they are read, so a space without width parts these.
    """
    plain = _SIGNS.sub(_reference, printable(text))
    return _AT_LINE_START.sub(_reference, plain)


def _reference(sign: re.Match[str]) -> str:
    """Return a sign as a character reference."""
    return f"&#{ord(sign[0])};" + ("&#8203;" if sign[0] in "@#" else "")
