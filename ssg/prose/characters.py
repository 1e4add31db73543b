"""Text without the characters that no page may hold or that let one text pose as another."""

import functools
import re
import unicodedata
from typing import Final

MOST_MARKS: Final = 8
"""Combining marks on one character; written languages get by with fewer."""

HARMLESS_ASCII: Final = bytes([*b"\t\n", *range(0x20, 0x7F)])
"""What most of a text is; the others are few, and quick to look through."""

_MARKS = frozenset({"Mn", "Me"})
_FIRST_MARK = "\u0300"
_LINE_ENDS = re.compile("\r\n?|[\u2028\u2029\x85]")
_NO_CHARACTERS = "".join(
    chr(0x10000 * plane + place) for plane in range(1, 17) for place in (0xFFFE, 0xFFFF)
)
_REMOVED = re.compile(
    "["
    "\x00-\x08\x0b-\x1f\x7f-\x9f"  # controls: forbidden in XML or in HTML
    "\u200b\u2060-\u2064\ufeff\u180e"  # without width and meaning
    "\u115f\u1160\u17b4\u17b5\u3164\uffa0"  # letters that show nothing: a name of them is none
    "\u202a-\u202e\u2066-\u206f"  # bidirectional overrides show a text in another order
    "\ufff9-\ufffb"  # annotations
    "\ud800-\udfff"  # lone surrogates
    f"\ufdd0-\ufdef\ufffe\uffff{_NO_CHARACTERS}"  # code points that are no characters
    "]+"
)
# Copies of ASCII that show nothing: only a machine reads what they say. Emoji spell flags so.
_TAGS = re.compile(
    "(\U0001f3f4[\U000e0030-\U000e0039\U000e0061-\U000e007a]{3,6}\U000e007f)"
    "|[\U000e0000-\U000e007f]+"
)
_PRIVATE = re.compile("[\ue000-\uf8ff\U000f0000-\U000ffffd\U00100000-\U0010fffd]+")
_WORD_PROCESSOR_BULLET = re.compile("^([ \t]*)[\uf076\uf0a7\uf0a8\uf0b7](?=\\s)", re.MULTILINE)
# Overrides of direction, letters that show nothing, copies of ASCII that show nothing but in flags.
_HIDDEN = re.compile("[\u115f\u1160\u202a-\u202e\u2066-\u206f\u3164\uffa0\U000e0000-\U000e007f]")
_FLAG = re.compile("\U0001f3f4[\U000e0020-\U000e007f]+")
_POSSIBLE_MARKS = re.compile(r"[^\x00-\x7f\w\s][^\x00-\x7f\w\s]+")  # quicker to find than {2,}


def cleaned(text: str, most_marks: int = MOST_MARKS) -> str:
    r"""Return `text` with `\n` for line ends, composed (NFC), and without such characters.

    Gone are controls, lone surrogates, private and no characters, what shows nothing and means
    nothing, bidirectional overrides, and combining marks past `most_marks` in a row. The dots that
    word processors write as private characters become bullets.
    """
    data = text.encode("utf-8", "surrogatepass").translate(None, HARMLESS_ASCII)
    others = data.decode("utf-8", "surrogatepass")
    if are_harmless(others):
        return text
    if _LINE_ENDS.search(others):
        text = _LINE_ENDS.sub("\n", text)
    if _REMOVED.search(others):
        text = _REMOVED.sub("", text)
    if _PRIVATE.search(others):
        text = _PRIVATE.sub("", _WORD_PROCESSOR_BULLET.sub("\\1•", text))
    if _TAGS.search(others):
        text = _TAGS.sub(lambda found: found[1] or "", text)
    few = functools.partial(_with_few_marks, most_marks)
    return unicodedata.normalize("NFC", _POSSIBLE_MARKS.sub(few, text))


def are_harmless(characters: str) -> bool:
    """Tell whether a text of these characters and harmless ASCII is `cleaned` as it is."""
    return all(map(_is_harmless, set(characters)))


def hidden_at(text: str) -> int:
    """Return where a text first holds what hides or turns text round, from 0; -1 if nowhere."""
    found = _HIDDEN.search(_FLAG.sub(lambda flag: " " * len(flag[0]), text))
    return found.start() if found else -1


def without_leading_marks(text: str) -> str:
    """Return `text` less the combining marks it begins with, which would join what is before it.

    Marks split by emphasis (`a◌́*◌́*`) pass `MOST_MARKS`, and pile up on the page all the same.
    """
    if not text or text[0] < _FIRST_MARK:
        return text
    kept = 0
    while kept < len(text) and unicodedata.category(text[kept]) in _MARKS:
        kept += 1
    return text[kept:]


@functools.lru_cache(maxsize=4096)
def _is_harmless(character: str) -> bool:
    """Tell whether a character may stand anywhere, and joins with no other in NFC."""
    return (
        not _LINE_ENDS.match(character)
        and not _REMOVED.match(character)
        and not _PRIVATE.match(character)
        and not _TAGS.match(character)
        and unicodedata.category(character)[0] != "M"
        and not "\u1100" <= character <= "\u11ff"  # Hangul letters that join to a syllable
        and unicodedata.is_normalized("NFC", character)
    )


def _with_few_marks(most: int, run: re.Match[str]) -> str:
    """Return the run with no more than so many combining marks in a row."""
    kept: list[str] = []
    marks = 0
    for character in run[0]:
        marks = marks + 1 if unicodedata.category(character) in _MARKS else 0
        if marks <= most:
            kept.append(character)
    return "".join(kept)
