"""HTML within Markdown: where it begins and ends, and its tags.

GFM specification 0.29, sections 4.6 "HTML blocks" and 6.10 "Raw HTML".
"""

import html
import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from types import MappingProxyType
from typing import Final, Literal, NamedTuple

Kind = Literal["start", "end", "text"]

BLOCK_TAGS: Final = frozenset(
    line.split("\t")[0]
    for line in Path(__file__).with_name("block_tags.tsv").read_text(encoding="utf-8").splitlines()
    if not line.startswith("#")
)
"""Elements that GFM takes for blocks, whatever surrounds them."""

_ATTRIBUTES = r"""(?:\s+[a-zA-Z_:][\w.:-]*+(?:\s*=\s*(?:[^\s"'=<>`]++|'[^']*+'|"[^"]*+"))?)*+"""
_OPEN = rf"<[a-zA-Z][a-zA-Z0-9-]*+{_ATTRIBUTES}\s*/?>"
_CLOSE = r"</[a-zA-Z][a-zA-Z0-9-]*+\s*>"
_NAMES = "|".join(sorted(BLOCK_TAGS))

INLINE: Final = (
    rf"{_OPEN}|{_CLOSE}|<!---->|<!--(?!>|->)[^\x00]*?-->|<\?[^\x00]*?\?>"
    r"|<![A-Z]+\s+[^>]*>|<!\[CDATA\[[^\x00]*?\]\]>"
)
"""A tag, a comment, a processing instruction, a declaration or CDATA."""

BLOCK_START: Final = re.compile(
    rf"(?P<verbatim><(?:script|pre|style|textarea)(?=[\s>]|$))"
    rf"|(?P<comment><!--)|(?P<instruction><\?)|(?P<data><!\[CDATA\[)|(?P<declaration><![A-Z])"
    rf"|(?P<tag></?(?:{_NAMES})(?=[\s>]|/>|$))|(?P<any>(?:{_OPEN}|{_CLOSE})\s*$)",
    re.IGNORECASE,
)
"""The seven beginnings of an HTML block; the group tells the kind."""

BLOCK_END: Final = {
    "verbatim": re.compile(r"</(?:script|pre|style|textarea)>", re.IGNORECASE),
    "comment": re.compile("-->"),
    "instruction": re.compile(r"\?>"),
    "data": re.compile(r"\]\]>"),
    "declaration": re.compile(">"),
}
"""What ends a block by its kind; the other kinds end at a blank line."""

_NOT_SHOWN = "script|style|template|title|textarea|select|option|object|svg|math|noscript|iframe"
_PART = re.compile(
    rf"<(?P<hidden>{_NOT_SHOWN})\b[^<>]*>"
    r"|<(?P<start>[a-zA-Z][a-zA-Z0-9]*)(?P<attributes>(?:[^<>\"']|\"[^\"]*\"|'[^']*')*)>"
    r"|</(?P<end>[a-zA-Z][a-zA-Z0-9]*)[^<>]*>"
    r"|(?P<comment><!--)|<!\[CDATA\[|\]\]>|<[!?/][^<>]*>",
    re.IGNORECASE,
)
_ATTRIBUTE = re.compile(r"""([a-zA-Z-]+)\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'=<>`]+))""")


class Part(NamedTuple):
    """A tag or a text of HTML: its kind, its name or text, its attributes."""

    kind: Kind
    value: str
    attributes: Mapping[str, str] = MappingProxyType({})


def parts(source: str) -> Iterator[Part]:
    """Yield the tags and texts of `source`, less comments, scripts and their like.

    A script without an end is left out as a tag alone: what follows it is the listing's text.
    """
    position = 0
    endless: set[str] = set()
    while match := _PART.search(source, position):
        if match.start() > position:
            yield Part("text", html.unescape(source[position : match.start()]))
        position = match.end()
        if match["start"]:
            yield Part("start", match["start"].lower(), _attributes(match["attributes"]))
        elif match["end"]:
            yield Part("end", match["end"].lower())
        elif match["hidden"] or match["comment"]:
            closing = f"</{match['hidden'].lower()}" if match["hidden"] else "-->"
            if closing not in endless:
                end = _find(source, closing, position)
                if end is None:
                    endless.add(closing)
                else:
                    position = end
    if position < len(source):
        yield Part("text", html.unescape(source[position:]))


def _find(source: str, closing: str, position: int) -> int | None:
    """Return where the comment or the element that ends with `closing` ends."""
    found = re.compile(re.escape(closing) + ("[^>]*>" if closing[0] == "<" else ""), re.IGNORECASE)
    match = found.search(source, position)
    return match.end() if match else None


def _attributes(source: str) -> dict[str, str]:
    return {
        name.lower(): html.unescape(double or single or bare)
        for name, double, single, bare in _ATTRIBUTE.findall(source)
    }
