"""Which language a text is written in, so that a page can say so to those who have it read out."""

from __future__ import annotations

import functools
import re
from collections import defaultdict
from pathlib import Path

from ssg.tables import rows

LONGEST = 250  # words that are looked at; how often one is met fits into a byte
ENOUGH, MOST = LONGEST * 8, LONGEST * 12  # characters that most often hold these, and that may
LEAST_WORDS = 20  # fewer tell nothing
LEAST_SHARE = 0.15  # small words among all words; running text of any of the languages has more
LEAST_LEAD = 1.4  # times as many as of the language that comes second
# Letters that only one language in wide use is written in, or that leave one likely reading.
# As texts: few builds need them, and `re` remembers what it compiled.
SCRIPTS = (
    ("ja", "[\u3040-\u30ff]"),
    ("ko", "[\uac00-\ud7af]"),
    ("zh", "[\u4e00-\u9fff]"),
    ("el", "[\u0370-\u03ff]"),
    ("uk", "[їєґ]"),
    ("ru", "[\u0400-\u04ff]"),
    ("he", "[\u0590-\u05ff]"),
    ("ar", "[\u0600-\u06ff]"),
    ("th", "[\u0e00-\u0e7f]"),
    ("hi", "[\u0900-\u097f]"),
)
# Of letters that several languages are written in: the languages whose texts tell which one it is.
SHARED = {"zh": ("zh", "ja"), "ru": ("ru", "uk"), "ar": ("ar",), "hi": ("hi",)}
SCRIPT_SHARE = 0.25  # of the characters looked at: a name in another script makes no text
_LETTERS = re.compile(r"[^\W\d_]+")
_ASCII = bytes(range(128))
# What becomes of each byte of a text in UTF-8: letters of ASCII are folded, its other signs spaces.
_FOLDED_ASCII = bytes(
    byte if byte > max(_ASCII) else ord(chr(byte).lower() if chr(byte).isalpha() else " ")
    for byte in range(256)
)
MOST_KINDS = 32  # of characters beyond ASCII that are folded one by one


def language_of(text: str) -> str:
    """Return the language of a text as a BCP 47 tag, or no text where it is not clear."""
    folded = _in_words(text[:ENOUGH])
    words = folded.split(None, LONGEST)
    if len(words) <= LONGEST and len(text) > ENOUGH:  # the last may be a part of one
        folded = _in_words(text[:MOST])
        words = folded.split(None, LONGEST)
    del words[LONGEST:]
    if not folded.isascii():
        letters = b"".join(words)
        others = _beyond_ascii(letters)
        least = SCRIPT_SHARE * len(letters.decode("utf-8", "surrogatepass"))
        for language, script in SCRIPTS if len(others) > least else ():
            if len(re.findall(script, others)) > least:
                return language
    if len(words) < LEAST_WORDS:
        return ""
    languages, small = _small_words()
    counts = sum(filter(None, map(small.get, words))).to_bytes(len(languages), "little")
    second, most = sorted(counts)[-2:]
    is_clear = most >= LEAST_SHARE * len(words) and most >= LEAST_LEAD * second
    return languages[counts.index(most)] if is_clear else ""


def language_of_name(name: str, text: str) -> str:
    """Return the language of a title or a name, given that of the text that it belongs to.

    No text comes back where the letters do not tell, as those of English and German do not, and
    where they are shared and the text is in none of the languages that they are taken for.
    """
    if name.isascii():
        return ""
    letters = [each for each in name if each.isalpha()]
    others = "".join(letter for letter in letters if not letter.isascii())
    found = language_of(others) if len(others) > SCRIPT_SHARE * len(letters) else ""
    if found not in SHARED:
        return found
    return text if text in SHARED[found] else ""


def _in_words(text: str) -> bytes:
    """Return a text case folded, with spaces for all but letters: its words by `_LETTERS`.

    It is in UTF-8: most texts are of ASCII once their dashes and quotes are spaces.
    """
    data = text.encode("utf-8", "surrogatepass").translate(_FOLDED_ASCII)
    others = set(_beyond_ascii(data))
    if len(others) > MOST_KINDS:
        return " ".join(_LETTERS.findall(text.casefold())).encode("utf-8", "surrogatepass")
    for each in others:
        data = data.replace(each.encode("utf-8", "surrogatepass"), _folded(each))
    return data


def _beyond_ascii(data: bytes) -> str:
    """Return the characters of a text in UTF-8 that are none of ASCII."""
    return data.translate(None, _ASCII).decode("utf-8", "surrogatepass")


@functools.lru_cache(maxsize=1024)
def _folded(character: str) -> bytes:
    """Return a character case folded, in UTF-8, with spaces for what is no letter."""
    folded = (each if _LETTERS.match(each) else " " for each in character.casefold())
    return "".join(folded).encode("utf-8", "surrogatepass")


@functools.cache
def _small_words() -> tuple[list[str], dict[bytes, int]]:
    """Return the languages, and for each small word a number with a byte for each: 1 if it has it.

    So the bytes of a sum of such numbers say how many words of each language it is of.
    """
    languages: list[str] = []
    numbers = defaultdict[bytes, int](int)
    for place, (language, words) in enumerate(rows(Path(__file__).with_name("languages.tsv"))):
        languages.append(language)
        for word in set(words.split()):
            numbers[word.encode()] += 256**place
    return languages, numbers
