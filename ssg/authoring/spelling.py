"""Values as YAML writes them, so that whatever was typed is read as the text that it is."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

# What needs no quotes: begins with a letter or a sign of money, and holds nothing of YAML's own.
_PLAIN = re.compile(r"(?:[^\W\d_]|[$€£¥])(?:[\w .,()/&+'’$€£¥–-]*[\w.)+'’$€£¥])?")
_PLAIN_ITEM = re.compile(r"[^\W\d_](?:[\w .()/&+'’-]*[\w.)+'’])?")
_ADDRESS = re.compile(r"(?:https?://|mailto:)[\w./@%?=&+~-]*[\w/=]", re.ASCII)
_DAY = re.compile(r"\d{4}-\d\d-\d\d", re.ASCII)
# Plain, these are other things than text, in YAML 1.1 or in 1.2.
_WORDS = frozenset({"true", "false", "yes", "no", "on", "off", "y", "n", "null"})
# Not among YAML's printable characters (YAML 1.2.2, 5.1), or a line end to it.
_UNPRINTABLE = re.compile("[\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff]")


def spelled(text: str, *, is_day: bool = False) -> str:
    """Return a text of one line as a value of YAML, in quotes where it needs them.

    What looks like a day is text, and in quotes, unless it is one.
    """
    is_plain = bool((_DAY if is_day else _PLAIN).fullmatch(text) or _ADDRESS.fullmatch(text))
    return text if is_plain and text.casefold() not in _WORDS else _quoted(text)


def spelled_list(items: Iterable[str]) -> str:
    """Return texts as a list of YAML, on one line."""
    return f"[{', '.join(_item(text) for text in items)}]"


def _item(text: str) -> str:
    """Return a text as an item of a list."""
    is_plain = _PLAIN_ITEM.fullmatch(text) and text.casefold() not in _WORDS
    return text if is_plain else _quoted(text)


def _quoted(text: str) -> str:
    """Return a text in double quotes; JSON's escapes are YAML's as well (YAML 1.2.2, 1.2)."""
    # Half a surrogate pair is no character, and no encoding writes it.
    whole = text.encode("utf-8", "replace").decode("utf-8")
    written = json.dumps(whole, ensure_ascii=False)
    return _UNPRINTABLE.sub(lambda found: f"\\u{ord(found[0]):04x}", written)
