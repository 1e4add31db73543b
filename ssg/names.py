"""Which spellings name one company or one tag."""

from __future__ import annotations

import functools
import re
import unicodedata
from pathlib import Path
from typing import TYPE_CHECKING

from ssg.tables import rows

if TYPE_CHECKING:
    from collections.abc import Mapping

# The points of Inc. and S.A.R.L., the stroke of A/S: what is left is the form's letters.
_JOINED = re.compile(r"(?<=\w)\.(?=\w\.|\w\b)|(?<=\b\w)/(?=\w\b)|(?<=\w)['’]")

# Forms that stand before a name or behind it without a space: 株式会社アクメ, アクメ株式会社.
_WITHOUT_SPACES = re.compile("株式会社|有限会社|合同会社|(?:股份)?有限公司|주식회사|유한회사")


def initial(name: str) -> str:
    """Return the first letter or digit of a name, in upper case; no text where it has none."""
    return next((sign for sign in name if sign.isalnum()), "").upper()


@functools.lru_cache(maxsize=65536)
def company_key(name: str) -> str:
    """Return what all spellings of a company's name share.

    They differ in case, spaces, punctuation and legal form: `Acme`, `ACME, Inc.`, `acme`; but
    `Canal+` is not `Canal`, nor `C#` the company `C`.
    """
    folded = unicodedata.normalize("NFKC", name).casefold()
    kept = (sign if _tells_apart(sign) else " " for sign in _JOINED.sub("", folded))
    words = _WITHOUT_SPACES.sub(r" \g<0> ", "".join(kept)).split()
    while form := next((size for size in (4, 3, 2, 1) if _is_legal_form(words[-size:], words)), 0):
        del words[-form:]
    while _is_legal_form(words[:1], words) and not words[0].isascii():
        del words[0]
    return "".join(words) or folded.strip()


def company_base(name: str) -> str:
    """Return a company's name without the legal form behind it."""
    wanted = company_key(name)
    for gap in re.finditer(r"[\s,]+", name):
        short = name[: gap.start()]
        if company_key(short) == wanted and short.count("(") == short.count(")"):
            return short
    return name


@functools.lru_cache(maxsize=65536)
def tag_key(tag: str) -> str:
    """Return what all spellings of a tag share: they differ in case, spaces and hyphens."""
    return re.sub(r"[\s_-]+", " ", unicodedata.normalize("NFKC", tag).casefold()).strip()


def most_frequent(counts: Mapping[str, int]) -> str:
    """Return the spelling that is counted most; of equals the first in the alphabet."""
    return min(counts, key=lambda spelling: (-counts[spelling], spelling))


def _tells_apart(character: str) -> bool:
    """Return whether a character tells one name from another: letters, their marks, digits, + #.

    The vowels of Hindi and Thai are marks: without them कि and की were one.
    """
    return character.isalnum() or character in "+#" or unicodedata.category(character)[0] == "M"


def _is_legal_form(some: list[str], words: list[str]) -> bool:
    """Return whether some of the words are a legal form, with a name beside them."""
    return len(words) > len(some) and " ".join(some) in _legal_forms()


@functools.cache
def _legal_forms() -> frozenset[str]:
    return frozenset(form for (form,) in rows(Path(__file__).with_name("legal_forms.tsv")))
