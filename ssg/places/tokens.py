"""A text as a row of words, each with what stands before it."""

import functools
from typing import NamedTuple

from ssg.places.words import fold, split

# What stands between two words, from the closest to the loosest.
SPACE, HYPHEN, DASH, BRACKET, COMMA, LIST = range(6)

_LIST_SIGNS = frozenset("/|;\n\r+*\\<>=~•·●▪◦‣∙・、；／｜¦")
_COMMA_SIGNS = frozenset(",،，")
_BRACKETS = frozenset("()[]{}（）「」【】")
_WHITE = " _\t\xa0"


class Token(NamedTuple):
    """A word of the text.

    Attributes:
        key: The word as compared, see `fold`.
        raw: The word as written.
        between: The white space and signs before it, as written.
        gap: How close it stands to the word before: one of `SPACE` to `LIST`.
        closes: Whether a bracket closes, or a list goes on, before it.
    """

    key: str
    raw: str
    between: str
    gap: int
    closes: bool


def tokens(text: str) -> list[Token]:
    """The words of a text in their order; an ampersand is the word ``and``."""
    parts = split(text)
    found: list[Token] = []
    between = "\n"
    for index, raw in enumerate(parts):
        if index % 2:
            head, ampersand, tail = raw.partition("&")
            between += head
            if ampersand:
                found.append(_token("and", "&", between))
                between = tail.replace("&", " ")
        elif key := fold(raw):
            found.append(_token(key, raw, between))
            between = ""
    return found


def _token(key: str, raw: str, between: str) -> Token:
    gap = _gap(between)
    return Token(key, raw, between, gap, gap == LIST or ")" in between)


@functools.lru_cache(maxsize=1024)
def _gap(between: str) -> int:
    signs = set(between)
    if signs & _LIST_SIGNS:
        return LIST
    if signs & _COMMA_SIGNS:
        return COMMA
    if signs & _BRACKETS:
        return BRACKET
    if between == "-":
        return HYPHEN
    return DASH if between.strip(_WHITE) else SPACE
