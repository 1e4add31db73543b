"""The ends of a pay: full amounts, and which of them are open."""

from ssg.salaries.pays import Pay, is_open_plus
from ssg.salaries.terms import ALIKE, FIRST_SCRIPT_WITHOUT_SPACES, Term, is_money
from ssg.salaries.tokens import END, Token
from ssg.salaries.values import Amount

_THOUSAND = 1000
_APART = 10
"""Thousands that nobody wrote are meant while the ends differ by no more than this."""


def ends_of(terms: tuple[Term, ...]) -> tuple[Amount, ...]:
    """Return the ends of a range; of three amounts in a row (low, middle, high) the outer two."""
    values = [term.value for term in terms]
    if len(values) == 1:
        return (values[0],)
    is_rising = len(values) > 2 and values == sorted(values)  # noqa: PLR2004
    first, second = _with_shared_factor(terms[0], terms[-1 if is_rising else 1])
    return (first, second) if second else (first,)  # $60,000 - $0


def open_ends(found: list[Token], pay: Pay) -> tuple[bool, bool]:
    """Return whether a single amount is only the lower end, and whether it is only the upper."""
    term = pay.terms[0]
    is_from, is_up_to = _opened_before(found, term)
    if is_from or is_up_to:
        return is_from, is_up_to
    return _opened_behind(found, term, pay.end)


def _opened_before(found: list[Token], term: Term) -> tuple[bool, bool]:
    place = term.first - 1
    while (
        is_money(found[place])
        or "kind" in found[place].meanings
        or "period" in found[place].meanings
        or found[place].text in {":", "=", "(", "~"}
    ):
        place -= 1
    lead = found[place].meanings
    if "from" in lead or "least" in lead:
        return True, False
    # "To £50,000" is an upper end, "close to £50,000" is none.
    if "most" in lead or ("to" in lead and ("link" not in lead or place == 0)):
        return False, True
    return False, _is_wave(found[term.first - 1]) and _is_spaceless(found, term)


def _opened_behind(found: list[Token], term: Term, end: int) -> tuple[bool, bool]:
    for place in range(term.last + 1, end):
        meanings = found[place].meanings
        glued = found[place - 1].end == found[place].start
        if is_open_plus(found, place) or (_is_wave(found[place]) and glued):
            return True, False
        if ("least" in meanings or "most" in meanings) and not found[place + 1].is_number:
            return "least" in meanings, "most" in meanings
    behind, ends_text = found[end], found[end + 1] is END
    return ends_text and behind.text == "plus", "most" in behind.meanings


def _is_wave(token: Token) -> bool:
    """Tell of the dash that opens an end in Japanese: 500万円〜, 〜500万円."""
    return token.text in {"~", "〜"}


def _is_spaceless(found: list[Token], term: Term) -> bool:
    """Return whether an amount is written in a script without spaces; elsewhere ~ is about."""
    behind = found[term.last : term.last + 2]
    return any(token.is_word and token.text >= FIRST_SCRIPT_WITHOUT_SPACES for token in behind)


def _with_shared_factor(low: Term, high: Term) -> tuple[Amount, Amount]:
    """Return two amounts, a factor or thousands written once counted for both.

    It is so in 120-150k, 80k-90, 60-70.000 and 80,000-90, and in the slip of $80,000 - $90,00.
    """
    first, second = low.value, high.value
    bare = low if first <= second else high
    if bare.factor > 1:
        return first, second
    factor = max(low.factor, high.factor)
    shared = bare.numeral.times(factor if factor > 1 else _THOUSAND)
    lower, upper = (shared, second) if bare is low else (first, shared)
    is_range = lower <= upper * ALIKE if factor > 1 else lower <= upper <= lower * _APART
    return (lower, upper) if is_range and lower else (first, second)
