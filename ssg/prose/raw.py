"""HTML as people write it, made whole: no tag, comment or script that swallows what follows it."""

import re
from typing import Final

OPAQUE: Final = (
    *("iframe", "math", "noembed", "noframes", "noscript", "object", "option", "plaintext"),
    *("script", "select", "style", "svg", "template", "textarea", "title", "xmp"),
)
"""Elements whose content is no text of the listing, or is not read as HTML."""

_OPAQUE = "|".join(OPAQUE)
_ATTRIBUTE = r"""\s*+[^\s"'<>/=]++(?>(?:\s*+=\s*+(?:"[^"]*+"|'[^']*+'|[^\s"'<>=]++))?)|\s*+/"""
_NOT_WHOLE = re.compile(
    rf"<(?!/?+(?!(?:{_OPAQUE})\b)[a-z][a-z0-9-]*+(?>(?:{_ATTRIBUTE})*)\s*+>|[?/][^<>]*+>|![^<>-]*+>)",
    re.IGNORECASE,
)
_HIDING = re.compile(rf"<(?:(?P<comment>!--)|/?(?P<name>{_OPAQUE})\b[^<>]*>?)", re.IGNORECASE)


def whole(html: str) -> str:
    """Return `html` less its comments and what shows nothing of itself, such as scripts.

    Where one of these has no end, it goes alone: what follows it is the listing's text. So does
    a `<` that begins no whole tag become text.
    """
    pieces: list[str] = []
    done = 0
    endless: set[str] = set()
    while found := _NOT_WHOLE.search(html, done):
        start = found.start()
        pieces.append(html[done:start])
        hiding = _HIDING.match(html, start)
        if hiding is None:
            pieces.append("&lt;")
            done = start + 1
            continue
        done = hiding.end()
        closing = f"</{hiding['name'].lower()}" if hiding["name"] else "-->"
        if html[start + 1] != "/" and closing not in endless:
            end = _end(html, closing, start)
            if end is None:
                endless.add(closing)
            else:
                done = end
    return "".join([*pieces, html[done:]])


def _end(html: str, closing: str, start: int) -> int | None:
    """Return where the comment or the element ends that begins at `start`."""
    pattern = re.escape(closing) + (r"\b[^<>]*>" if closing[0] == "<" else "")
    found = re.compile(pattern, re.IGNORECASE).search(html, start + 2)
    return found.end() if found else None
