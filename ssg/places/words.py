"""How a text falls into words, and the normal form in which names are compared."""

import re
import unicodedata

# What stands between words: white space, punctuation of all scripts, dashes, and pictures.
_BETWEEN = (
    r"\s,;:/\\|()\[\]{}<>\"!?+*=~^%#@&_\-"
    r"\u00a6-\u00a9\u00ab-\u00b1\u00b5-\u00b9\u00bb-\u00bf"
    r"\u060c\u061b\u2010-\u2017\u201a-\u203e\u2041-\u206f\u2190-\u2bff"
    r"\u3000-\u3004\u3008-\u3020\u30fb\ufe00-\ufe0f\uff5e"
    r"\U0001f000-\U0001f1e5\U0001f200-\U0001faff\ufffd"
)
_SPLIT = re.compile(rf"([{_BETWEEN}]+)")
_FLAG = re.compile("[\U0001f1e6-\U0001f1ff]{2}")
# A full stop between words that are written without a space: ``Paris.Remote``, ``St.Louis``.
_STOP_BETWEEN = re.compile(r"(?<=[^\W\d_]{3})\.(?=[^\W\d_])|(?<=[^\W\d_])\.(?=[A-Z][a-z]{2})")

# Letters that do not decompose into a base letter and a mark, and signs that names drop.
_LETTERS = str.maketrans(
    {
        "ł": "l", "ø": "o", "đ": "d", "ð": "d", "þ": "th", "æ": "ae", "œ": "oe", "ı": "i",
        "ħ": "h", "ə": "e", "’": "", "‘": "", "ʻ": "", "ʼ": "", "ʹ": "", "`": "", "´": "",
        "'": "", ".": "",
    }
)  # fmt: skip
_FIRST_FLAG = 0x1F1E6
_LETTERS_OF_FLAGS = 26


def fold(word: str) -> str:
    """The word in lower case without accents, apostrophes and full stops: ``U.S.`` is ``us``."""
    if word.isascii():
        return word.lower().replace(".", "").replace("'", "").replace("`", "")
    if 0 <= ord(word[0]) - _FIRST_FLAG < _LETTERS_OF_FLAGS:
        return word
    parts = unicodedata.normalize("NFKD", word.casefold().translate(_LETTERS))
    kept = "".join(one for one in parts if not unicodedata.combining(one))
    return unicodedata.normalize("NFC", kept.translate(_LETTERS))


def split(text: str) -> list[str]:
    """The text cut into words and what stands between them, by turns, opening with a word.

    Words may be empty: a text that opens with a bracket opens with an empty word. A flag is a word
    of its own, whatever it is glued to. Full-width letters become plain ones, so the pieces need
    not add up to the text where it is not ASCII.
    """
    if not text.isascii():
        text = _FLAG.sub(r" \g<0> ", unicodedata.normalize("NFKC", text))
    if "." in text:
        text = _STOP_BETWEEN.sub(". ", text)
    return _SPLIT.split(text)


def flag_code(word: str) -> str:
    """The alpha-2 letters that a flag spells, such as ``DE``, or an empty text for no flag."""
    if word.isascii() or len(word) != 2:  # noqa: PLR2004
        return ""
    letters = [ord(letter) - _FIRST_FLAG for letter in word]
    if all(0 <= number < _LETTERS_OF_FLAGS for number in letters):
        return "".join(chr(ord("A") + number) for number in letters)
    return ""


def name_key(name: str) -> str:
    """The key under which the tables hold a name: its folded words joined by single spaces.

    A comma is a word of its own (``korea , republic of``), as is ``and`` for an ampersand.
    A name with other signs inside, such as a slash, has no key: an empty text comes back.
    """
    parts = split(name.strip())
    words = [fold(parts[0])]
    for index in range(1, len(parts), 2):
        between = parts[index].strip()
        if between not in {"", "-", ",", "&", "‐", "–"}:
            return ""
        words += {",": [","], "&": ["and"]}.get(between, [])
        words.append(fold(parts[index + 1]))
    return " ".join(word for word in words if word)
