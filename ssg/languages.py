"""Which language a text is written in, so that a page can say so to those who have it read out."""

from __future__ import annotations

import functools
import re
from collections import Counter, defaultdict
from pathlib import Path

LONGEST = 250  # words that are looked at
LEAST_WORDS = 20  # fewer tell nothing
LEAST_SHARE = 0.15  # small words among all words; running text of any of the languages has more
LEAST_LEAD = 1.4  # times as many as of the language that comes second
# Letters that only one language in wide use is written in, or that leave one likely reading.
SCRIPTS = (
    ("ja", re.compile("[\u3040-\u30ff]")),
    ("ko", re.compile("[\uac00-\ud7af]")),
    ("zh", re.compile("[\u4e00-\u9fff]")),
    ("el", re.compile("[\u0370-\u03ff]")),
    ("uk", re.compile("[їєґ]")),
    ("ru", re.compile("[\u0400-\u04ff]")),
    ("he", re.compile("[\u0590-\u05ff]")),
    ("ar", re.compile("[\u0600-\u06ff]")),
    ("th", re.compile("[\u0e00-\u0e7f]")),
    ("hi", re.compile("[\u0900-\u097f]")),
)
SCRIPT_SHARE = 0.25  # of the characters looked at: a name in another script makes no text
_WORD = re.compile(r"[^\W\d_]+")


def language_of(text: str) -> str:
    """Return the language of a text as a BCP 47 tag, or no text where it is not clear."""
    words = _WORD.findall(text[: LONGEST * 12].casefold())[:LONGEST]
    letters = "".join(words)
    if not letters.isascii():
        for language, script in SCRIPTS:
            if len(script.findall(letters)) > SCRIPT_SHARE * len(letters):
                return language
    if len(words) < LEAST_WORDS:
        return ""
    found = Counter[str]()
    for word, times in Counter(words).items():
        for language in _small_words().get(word, ()):
            found[language] += times
    (best, most), (_, second) = [*found.most_common(2), ("", 0), ("", 0)][:2]
    is_clear = most >= LEAST_SHARE * len(words) and most >= LEAST_LEAD * second
    return best if is_clear else ""


@functools.cache
def _small_words() -> dict[str, tuple[str, ...]]:
    """Return the languages of each small word."""
    found = defaultdict[str, list[str]](list)
    table = Path(__file__).with_name("languages.tsv").read_text(encoding="utf-8")
    for line in table.splitlines():
        if not line.startswith("#"):
            language, words = line.split("\t")
            for word in dict.fromkeys(words.split()):
                found[word].append(language)
    return {word: tuple(languages) for word, languages in found.items()}
