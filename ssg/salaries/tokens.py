"""Lexemes gathered into tokens: numbers, and forms with all that they can mean."""

from collections.abc import Mapping
from typing import NamedTuple

from ssg.salaries.lexemes import Lexeme, lexemes
from ssg.salaries.tables import Forms, Meanings, Phrase, forms

_NOTHING: Meanings = {}
_FACTORS_BEFORE_CODES = "kt"
_CIRCA = "ca"
"""Canada's, as in CA $60,000, but not with a full stop behind it."""


class Token(NamedTuple):
    """A number or a form; a form in no table is a token without meanings."""

    text: str
    start: int
    end: int
    is_number: bool
    is_word: bool
    is_capitals: bool
    """Whether a form that may be a code is written as codes are: EUR, but not Try."""
    meanings: Meanings


END = Token("", -1, -1, is_number=False, is_word=False, is_capitals=False, meanings=_NOTHING)
"""It stands twice behind the last token, so that each one has neighbours: `[place + 2]`, `[-1]`."""


def tokens(text: str) -> list[Token]:
    """Return the tokens of a plain text, taking the longest form of the tables at each place.

    `END` stands twice behind them.
    """
    table = forms()
    parts = _parts(text, table)
    found: list[Token] = []
    place = 0
    count = len(parts)
    while place < count:
        part = parts[place]
        length, meanings = 1, _NOTHING
        begun = table.get(part.key)
        if begun is not None:
            meanings = begun.alone
            if begun.longer and place + 1 < count:
                for phrase in begun.longer.get(parts[place + 1].key, ()):
                    if _stands_at(phrase, parts, place):
                        length, meanings = len(phrase.keys), phrase.meanings
                        break
        end = parts[place + length - 1].end
        found.append(
            Token(
                part.key if length == 1 else text[part.start : end].lower(),
                part.start,
                end,
                part.kind == "number" and not meanings,
                part.kind in {"word", "character"},
                "code" in meanings and text[part.start : end].isupper(),
                meanings,
            )
        )
        place += length
    return [*found, END, END]


def _stands_at(phrase: Phrase, parts: list[Lexeme], place: int) -> bool:
    if place + len(phrase.keys) > len(parts):
        return False
    before = parts[place]
    if before.key == _CIRCA and before.end - before.start > len(_CIRCA):  # ca. $60,000
        return False
    for offset, (key, glued) in enumerate(zip(phrase.keys[1:], phrase.glued, strict=True), 1):
        part = parts[place + offset]
        if part.key != key or (glued and part.start != before.end):
            return False
        before = part
    return True


def _is_sure_money(form: Forms | None) -> bool:
    return form is not None and ("code" in form.alone or "currency" in form.alone)


def _parts(text: str, table: Mapping[str, Forms]) -> list[Lexeme]:
    """Return the lexemes, a factor written onto a code cut off it: 45kEUR, 60 TPLN."""
    parts: list[Lexeme] = []
    for part in lexemes(text):
        follows_number = parts and parts[-1].kind == "number"
        if (
            follows_number
            and part.kind == "word"
            and len(part.key) > 1
            and part.key[0] in _FACTORS_BEFORE_CODES
            and part.key not in table
            and _is_sure_money(table.get(part.key[1:]))
        ):
            middle = part.start + 1
            parts.append(Lexeme("k", "word", part.start, middle))
            parts.append(Lexeme(part.key[1:], "word", middle, part.end))
        else:
            parts.append(part)
    return parts
