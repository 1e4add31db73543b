"""Link definitions, destinations and labels as CommonMark writes them."""

import html
import re
from typing import NamedTuple

ESCAPED = re.compile(r"\\([!-/:-@\[-`{-~])")
"""A backslash before a character that it makes plain."""

_LABEL = r"\[(?P<label>(?:[^\[\]\\]|\\.){1,999}+)\]"
_DESTINATION = r"(?:<(?P<angled>[^<>\n]*)>|(?P<bare>[^\s<]\S*))"
_TITLE = r"""(?:"(?:[^"\\]|\\.)*+"|'(?:[^'\\]|\\.)*+'|\((?:[^()\\]|\\.)*+\))"""
_DEFINITION = re.compile(
    rf"{_LABEL}:[ ]*\n?[ ]*{_DESTINATION}(?:(?:[ ]+|[ ]*\n[ ]*){_TITLE})?[ ]*(?:\n|$)", re.DOTALL
)
_MOST_PARENTHESES = 32
_TARGET_START = re.compile(r"\([ \n]*")
_ANGLED = re.compile(r"<((?:[^<>\n\\]|\\.)*+)>")
_BARE = re.compile(r"(?:[^\s()\\\x00-\x1f\x7f]|\\[!-/:-@\[-`{-~]|\\|[\x02\x03])+|[()]")
_TARGET_END = re.compile(rf"(?:[ \n]+{_TITLE})?[ \n]*\)", re.DOTALL)


class Target(NamedTuple):
    """What `(destination "title")` says: the destination, and where its text ends."""

    destination: str
    end: int


class Definition(NamedTuple):
    """What `[label]: destination "title"` says, and where its text ends.

    Titles are not kept: few readers are shown them, and the policy has none.
    """

    label: str
    destination: str
    end: int


def definition(text: str, start: int) -> Definition | None:
    """Return the link definition that begins at `start` of `text`, None where there is none."""
    match = _DEFINITION.match(text, start)
    if not match or not match["label"].strip():
        return None
    destination = match["angled"] if match["bare"] is None else match["bare"]
    return Definition(normal_label(match["label"]), plain(destination), match.end())


def target(text: str, start: int) -> Target | None:
    """Return the link target that begins at `start` of `text`, None where there is none."""
    begin = _TARGET_START.match(text, start)
    if not begin:
        return None
    position = begin.end()
    angled = _ANGLED.match(text, position)
    if angled:
        destination, position = angled[1], angled.end()
    elif text.startswith("<", position):
        return None
    else:
        first, depth = position, 0
        while part := _BARE.match(text, position):
            if part[0] == "(":
                depth += 1
            elif part[0] == ")":
                depth -= 1
            if depth < 0 or depth > _MOST_PARENTHESES:
                break
            position = part.end()
        if depth > 0:
            return None
        destination = text[first:position]
    end = _TARGET_END.match(text, position)
    return Target(destination, end.end()) if end else None


def normal_label(label: str) -> str:
    """Return a label in the form by which labels are compared."""
    return " ".join(label.split()).casefold()


def plain(text: str) -> str:
    """Return `text` with its backslash escapes and entities replaced."""
    return html.unescape(ESCAPED.sub(r"\1", text))
