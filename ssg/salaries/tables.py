"""The tables of money and words beside this module, read once when they are first asked for."""

from collections.abc import Mapping
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import NamedTuple

from ssg.salaries.lexemes import lexemes, plain
from ssg.tables import rows

FOLDER = Path(__file__).parent
_HOW_SURE = ("code", "currency", "beside")

Meanings = Mapping[str, str]
"""What a form can mean: a value for each kind it has in the table of words."""


class Phrase(NamedTuple):
    """A form of one lexeme or more."""

    keys: tuple[str, ...]
    glued: tuple[bool, ...]
    """For each lexeme after the first, whether no space may stand before it."""
    meanings: Meanings


class Forms(NamedTuple):
    """The forms that begin with one lexeme."""

    alone: Meanings
    """What the lexeme means by itself."""
    longer: Mapping[str, tuple[Phrase, ...]]
    """The longer forms by their second lexeme, the longest first."""


class Magnitude(NamedTuple):
    """What an amount of money is worth, roughly."""

    worth: float
    """How many make one US dollar."""
    size_tells: bool
    """Whether the size of an amount tells the period it is paid for."""


@cache
def tenders() -> Mapping[str, str]:
    """Return the ISO 4217 code of the money of each country that has one and no other."""
    return dict(rows(FOLDER / "tenders.tsv"))


@cache
def magnitudes() -> Mapping[str, Magnitude]:
    """Return what is known of the worth of money, by code."""
    return {
        code: Magnitude(float(worth), size_tells == "yes")
        for code, worth, size_tells in rows(FOLDER / "magnitudes.tsv")
    }


@cache
def forms() -> Mapping[str, Forms]:
    """Return the forms of all tables by the lexeme they begin with."""
    meanings: dict[str, dict[str, str]] = {}
    codes_by_sign: dict[str, list[str]] = {}
    for code, _decimals, _sign, signs, names in rows(FOLDER / "currencies.tsv"):
        meanings.setdefault(code.lower(), {})["code"] = code
        for name in filter(None, names.split("; ")):
            # A noun alone may be an everyday word: sol, mark, real, gold.
            kind = "currency" if " " in name else "beside"
            meanings.setdefault(name, {})[kind] = code
        for sign in filter(None, signs.split("; ")):
            codes_by_sign.setdefault(sign.lower(), []).append(code)
    for sign, codes in codes_by_sign.items():
        unsure = ["?"] if len(codes) > 1 else []
        meanings.setdefault(sign, {})["currency"] = " ".join(unsure + codes)
    for words, kind, value in rows(FOLDER / "words.tsv"):
        entry = meanings.setdefault(plain(words), {})
        if kind == "currency" and words in codes_by_sign:
            others = [code for code in codes_by_sign[words] if code not in value.split()]
            value = " ".join([value, *others])  # noqa: PLW2901
        if kind in _HOW_SURE:  # what is written by hand stands for what CLDR has
            for other in _HOW_SURE:
                entry.pop(other, None)
        entry[kind] = value
    return _by_first_key(meanings)


def _by_first_key(meanings: Mapping[str, Meanings]) -> Mapping[str, Forms]:
    alone: dict[str, Meanings] = {}
    longer: dict[str, dict[str, list[Phrase]]] = {}
    for form, meaning in meanings.items():
        parts = list(lexemes(form))
        keys = tuple(part.key for part in parts)
        if len(keys) == 1:
            # "sek." among the words and SEK among the codes are one form.
            alone[keys[0]] = {**alone.get(keys[0], {}), **meaning}
            continue
        glued = tuple(before.end == after.start for before, after in pairwise(parts))
        group = longer.setdefault(keys[0], {}).setdefault(keys[1], [])
        group.append(Phrase(keys, glued, meaning))
    return {
        first: Forms(
            alone.get(first, {}),
            {
                second: tuple(sorted(group, key=lambda phrase: -len(phrase.keys)))
                for second, group in longer.get(first, {}).items()
            },
        )
        for first in (*alone, *longer)
    }
