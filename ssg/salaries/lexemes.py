"""Pay text cut into its smallest parts: numbers, words and marks."""

import re
import unicodedata
from collections.abc import Iterator
from typing import NamedTuple

_LEXEME = re.compile(
    r"""
    # An address of the web, whose numbers are no amounts
    (?P<address> (?: https?:// | www\. ) \S+ )
    # Thousands set apart by spaces, or by a comma and a space before noughts: 181 000, 80, 000
  | (?P<number> (?: \d{1,3} (?: [ ]\d{3}(?!\d) )+ (?: [.,]\d{1,2}(?!\d) )?
                  | \d{1,3},[ ]000(?!\d)
                  | (?<=[$€£])\.\d\d?(?!\d)  # $.75
                  | \d+ (?: [.,'_]\d+ )* )
                (?: [.,/][-–—]{1,2}(?!\s*[$€£]?\s*\d) )? )  # 5.000,- and 5000/-
    # Scripts without spaces between words: each character by itself
  | (?P<character> [\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af] )
  | (?P<word> [^\W\d_\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]+
              (?: \.[^\W\d_\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]+ )* \.? )
  | (?P<space> [^\S\n]+ )
  | (?P<mark> . )
    """,
    re.VERBOSE | re.DOTALL,
)
_SAME_MARKS = str.maketrans(
    {"’": "'", "ʼ": "'", "‘": "'", "ʻ": "'", "´": "'", "`": "'", "٬": ",", "٫": "."}
)


class Lexeme(NamedTuple):
    """A number, a word or one mark, with its place in the plain text."""

    key: str
    """The text in small letters, a word without the point at its end."""
    kind: str
    """`number`, `word`, `character` or `mark`."""
    start: int
    end: int


def plain(text: str) -> str:
    """Return the text with one character for each kind of space, digit form and apostrophe.

    Unicode's compatibility form makes no-break and thin spaces, full-width signs and digits plain.
    """
    if text.isascii():
        return text.replace("`", "'")
    text = text.replace(".º", "º").replace(".ª", "ª")  # an ordinal: 13.º mês
    return unicodedata.normalize("NFKC", text).translate(_SAME_MARKS)


def lexemes(text: str) -> Iterator[Lexeme]:
    """Yield the lexemes of a plain text; spaces are left out, and show as gaps between them."""
    for found in _LEXEME.finditer(text):
        kind = found.lastgroup
        start, end = found.span()
        if kind == "address":
            yield Lexeme(found[0].lower(), "word", start, end)
        elif kind == "word":
            key = found[0].lower()
            if key[-1] == ".":
                key = key[:-1]
            yield Lexeme(key, kind, start, end)
        elif kind == "number":
            yield Lexeme(found[0].rstrip("-–—.,/"), kind, start, end)
        elif kind != "space":
            yield Lexeme(found[0].lower(), kind or "mark", start, end)
