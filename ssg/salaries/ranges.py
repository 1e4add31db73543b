"""The ends of a pay: full amounts, and which of them are open."""

from ssg.salaries.pays import Pay, is_open_plus
from ssg.salaries.terms import FIRST_SCRIPT_WITHOUT_SPACES, Term, is_money
from ssg.salaries.tokens import END, Token
from ssg.salaries.values import Amount

_THOUSAND = 1000
_ALIKE = 3
"""A range upside down, such as 90-60k, is still one while its ends differ by less than this."""


def ends_of(terms: tuple[Term, ...]) -> tuple[Amount, ...]:
    """Return the ends of a range; of three amounts in a row (low, middle, high) the outer two."""
    values = [term.value for term in terms]
    if len(values) == 1:
        return (values[0],)
    if len(values) > 2 and values == sorted(values):  # noqa: PLR2004
        return (values[0], values[-1])
    first, second = _with_shared_factor(terms[0], terms[1])
    return (first,) if second in {0, first} else (first, second)


def open_ends(found: list[Token], pay: Pay) -> tuple[bool, bool]:
    """Return whether a single amount is only the lower end, and whether it is only the upper."""
    if len(pay.terms) > 1:
        return False, False
    term = pay.terms[0]
    is_from, is_up_to = _opened_before(found, term)
    if is_from or is_up_to:
        return is_from, is_up_to
    return _opened_behind(found, term, pay.end)


def _opened_before(found: list[Token], term: Term) -> tuple[bool, bool]:
    place = term.first - 1
    while place >= 0 and (
        is_money(found[place])
        or "kind" in found[place].meanings
        or "period" in found[place].meanings
        or found[place].text in {":", "=", "(", "~"}
    ):
        place -= 1
    lead = found[place].meanings if place >= 0 else {}
    if "from" in lead or "least" in lead:
        return True, False
    # "To £50,000" is an upper end, "close to £50,000" is none.
    if "most" in lead or ("to" in lead and ("link" not in lead or place == 0)):
        return False, True
    return False, _is_wave(found[term.first - 1]) and _is_spaceless(found, term)


def _opened_behind(found: list[Token], term: Term, end: int) -> tuple[bool, bool]:
    for place in range(term.last + 1, end):
        meanings = found[place].meanings
        before_number = found[place + 1].is_number
        glued = found[place - 1].end == found[place].start
        if is_open_plus(found, place) or (_is_wave(found[place]) and glued):
            return True, False
        if "least" in meanings and not before_number:
            return True, False
        if "most" in meanings and not before_number:
            return False, True
    behind, ends_text = found[end], found[end + 1] is END
    return (
        "least" in behind.meanings or (ends_text and behind.text == "plus"),
        "most" in behind.meanings,
    )


def _is_wave(token: Token) -> bool:
    """Tell of the dash that opens an end in Japanese: 500万円〜, 〜500万円."""
    return token.text in {"~", "〜"}


def _is_spaceless(found: list[Token], term: Term) -> bool:
    """Return whether an amount is written in a script without spaces; elsewhere ~ is about."""
    behind = found[term.last : term.last + 2]
    return any(token.is_word and token.text >= FIRST_SCRIPT_WITHOUT_SPACES for token in behind)


def _with_shared_factor(low: Term, high: Term) -> tuple[Amount, Amount]:
    """Return two amounts, a factor or thousands written once counted for both.

    It is so in 120-150k, 80k-90, 60-70.000 and 80,000-90.
    """
    first, second = low.value, high.value
    if low.factor == 1 and high.factor > 1 and 0 < first * high.factor <= second * _ALIKE:
        return low.numeral.times(high.factor), second
    if high.factor == 1 and low.factor > 1 and second < first <= second * low.factor * _ALIKE:
        return first, high.numeral.times(low.factor)
    in_thousands = low.factor == high.factor == 1 and 0 < first < _THOUSAND <= second
    if in_thousands and first * _THOUSAND <= second <= first * _THOUSAND * 10:
        return low.numeral.times(_THOUSAND), second
    is_bare = low.factor == high.factor == 1 and second < _THOUSAND
    if is_bare and _THOUSAND * 10 <= first < second * _THOUSAND <= first * _ALIKE:
        return first, high.numeral.times(_THOUSAND)
    return first, second
