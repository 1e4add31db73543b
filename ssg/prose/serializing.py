"""The tree that Python-Markdown makes, as HTML for the sanitiser."""

import re
from typing import Final
from xml.etree.ElementTree import Element

_VOID: Final = frozenset({"br", "hr", "img"})
_AMPERSAND = re.compile(r"&(?!(?:#[0-9]+|#x[0-9a-f]+|[0-9a-z]+);)", re.IGNORECASE)


def serialized(root: Element) -> str:
    """Return an element as HTML.

    It says what the library's own serializer says of such trees, which are of elements with plain
    names and values. That one looks at each for what else a tree can hold.
    """
    parts: list[str] = []
    waiting: list[Element | str] = [root]
    while waiting:
        element = waiting.pop()
        if isinstance(element, str):
            parts.append(element)
            continue
        tag, text, tail = element.tag, element.text, element.tail
        start, end = tag, "" if tag in _VOID else f"</{tag}>"
        if attributes := element.items():  # .attrib would make a dictionary for each
            start += "".join(f' {name}="{_quoted(value)}"' for name, value in sorted(attributes))
        if tail:
            end += _escaped(tail)
        parts.append(f"<{start}>{_escaped(text) if text else ''}")
        if len(element):
            waiting.append(end)
            waiting += reversed(element)
        else:
            parts.append(end)
    return "".join(parts)


def _escaped(text: str) -> str:
    """Return text without marks of HTML; entities that it has stay."""
    if "&" in text:
        text = _AMPERSAND.sub("&amp;", text)
    if "<" in text:
        text = text.replace("<", "&lt;")
    return text.replace(">", "&gt;") if ">" in text else text


def _quoted(value: str) -> str:
    """Return the value of an attribute as it stands between double quotes."""
    return _escaped(value).replace('"', "&quot;")
