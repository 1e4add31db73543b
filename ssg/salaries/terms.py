"""The amounts in a text: which numbers may be pay, and in which full amount."""

from typing import NamedTuple

from ssg.salaries.numerals import Numeral, read_numeral
from ssg.salaries.tokens import Token

_MONEY = ("code", "currency", "beside")
_GLUE_BEFORE = (*_MONEY, "from", "to", "link", "least", "most", "kind")
_GLUE_AFTER = (*_MONEY, "times", "glued-times", "period", "unit", "count", "to", "least", "most")
FIRST_SCRIPT_WITHOUT_SPACES = "\u3040"
_COUNTS_BELOW = 1000
_LEAST_BESIDE_A_LETTER = 20
_LONG_UNITS = ("month", "year")
ALIKE = 3
"""The ends of a range differ by no more than this, also in one that is upside down: 90-60k."""


class Term(NamedTuple):
    """A number with its factor, by the places of its first and last token."""

    first: int
    last: int
    numeral: Numeral
    factor: int
    implied: tuple[str, ...]
    """The currency and the period that the factor implies: LPA is `INR` and `year`."""
    is_amount: bool
    """False for a number that cannot be pay: a share, a count, a part of a name."""

    @property
    def value(self) -> int | float:
        """The full amount."""
        return self.numeral.times(self.factor)


def is_money(token: Token) -> bool:
    """Return whether the token can name a currency."""
    meanings = token.meanings
    return "currency" in meanings or "code" in meanings or "beside" in meanings


def is_factor(token: Token) -> bool:
    """Return whether the token can multiply the number in front of it."""
    return "times" in token.meanings or "glued-times" in token.meanings


def find_terms(tokens: list[Token]) -> list[Term]:
    """Return the numbers of a text in order, those that cannot be pay marked as such."""
    found: list[Term] = []
    for place, token in enumerate(tokens):
        if token.is_number:
            previous = found[-1] if found else None
            term = _term(tokens, place, previous)
            if previous and not term.is_amount and _shares_count(tokens, previous, place):
                found[-1] = previous._replace(is_amount=False)
            if previous and _goes_on(tokens, previous, term):
                whole = Numeral(int(previous.value + term.value), 0)
                term = term._replace(
                    first=previous.first,
                    numeral=whole,
                    factor=1,
                    implied=previous.implied + term.implied,
                )
                found.pop()
            found.append(term)
    return found


def _goes_on(tokens: list[Token], previous: Term, term: Term) -> bool:
    """Tell of an amount in two steps: 25万5,000, 1억 2천만, 1 crore 20 lakh."""
    if not term.is_amount or term.value >= previous.factor or term.first != previous.last + 1:
        return False
    return term.factor > 1 or tokens[term.first].start == tokens[previous.last].end


def _term(tokens: list[Token], place: int, previous: Term | None) -> Term:
    token = tokens[place]
    after = tokens[place + 1]
    factor, last = 1, place
    implied: tuple[str, ...] = ()
    written = after.meanings.get("times")
    if after.start == token.end or _is_factor_of_the_sign(tokens, place):
        written = after.meanings.get("glued-times", written)
    if written:
        number, *rest = written.split(" ")
        factor, implied, last = int(number), tuple(rest), place + 1
        while _multiplies_on(tokens, last):  # 5천만
            last += 1
            factor *= int(tokens[last].meanings["times"])
    numeral = read_numeral(token.text, before_factor=factor > 1)
    if numeral is None:
        return Term(place, last, Numeral(0, 0), factor, implied, is_amount=False)
    stands_alone = not _is_part_of_a_name(tokens, place, last)
    is_amount = stands_alone and not _is_count(tokens, place, last, numeral, previous)
    return Term(place, last, numeral, factor, implied, is_amount)


def _is_factor_of_the_sign(tokens: list[Token], place: int) -> bool:
    """Tell of the L in ₹5 L and ₹5-8 L, and of the M in 1.2 M SEK: a factor set apart."""
    sign = tokens[place + 2]
    if tokens[place + 1].text == "m" and ("currency" in sign.meanings or sign.is_capitals):
        return True
    implied = tokens[place + 1].meanings.get("glued-times", "").split(" ")[1:]
    lead = place - 1
    if "link" in tokens[lead].meanings:
        lead -= 2
    if not implied:
        return False
    meanings = tokens[lead].meanings
    return implied[0] in meanings.get("currency", meanings.get("code", "")).split(" ")


def _multiplies_on(tokens: list[Token], last: int) -> bool:
    """Return whether another factor is written onto one."""
    after = tokens[last + 1]
    return after.start == tokens[last].end and after.meanings.get("times", "").isdigit()


def _is_part_of_a_name(tokens: list[Token], first: int, last: int) -> bool:
    """Tell of L5, B2B, 13th, #3: numbers with letters on them that are neither money nor time."""
    before, after = tokens[first - 1], tokens[last + 1]
    if before.end == tokens[first].start and (
        before.text == "#"
        or (_joins(before) and not any(kind in before.meanings for kind in _GLUE_BEFORE))
        or (last == first and _is_letter_of_a_grade(tokens, first))
    ):
        return True
    if after.start != tokens[last].end or any(kind in after.meanings for kind in _GLUE_AFTER):
        return False
    is_per = "per" in after.meanings and "unit" in tokens[last + 2].meanings  # £450per day
    return _joins(after) and not is_per


def _is_letter_of_a_grade(tokens: list[Token], place: int) -> bool:
    """Tell of the letter in A13 and R5; but R500 is money, and the a of 500€a600€ makes a range."""
    letter, text = tokens[place - 1], tokens[place].text
    if len(letter.text) > 1 or not letter.is_word or tokens[place - 2].end == letter.start:
        return False
    return text.isdigit() and int(text) < _LEAST_BESIDE_A_LETTER


def _joins(token: Token) -> bool:
    """Return whether a word makes one name with digits; Chinese and Japanese need no space."""
    return token.is_word and token.text < FIRST_SCRIPT_WITHOUT_SPACES


def _is_count(
    tokens: list[Token], first: int, last: int, numeral: Numeral, previous: Term | None
) -> bool:
    """Tell of 40 hours, 10 %, 3+ years; but $40 hourly and 60 000 year are pay."""
    behind = last + 1
    if tokens[behind].text in {"-", "+"}:  # a 4-day week, 10+ years
        behind += 1
    meanings = tokens[behind].meanings
    # The "an" of 18 an hour is a French year, too.
    if "per" in meanings or ("count" not in meanings and "unit" not in meanings):
        return False
    if tokens[behind].text == "%":
        return True
    is_upper_end = previous is not None and _is_upper_end(
        tokens, previous, first, numeral, meanings.get("unit")
    )
    if is_upper_end or is_money(tokens[first - 1]):
        return False
    if "unit" in meanings and is_money(tokens[behind + 1]):
        return False
    return "unit" not in meanings or (last == first and numeral.times(1) < _COUNTS_BELOW)


def _shares_count(tokens: list[Token], previous: Term, place: int) -> bool:
    """Tell of the 3 in 3-5 years: a bare number, a link, and then no amount."""
    is_small = previous.value < _COUNTS_BELOW and not is_money(tokens[previous.first - 1])
    return is_small and _is_linked(tokens, previous, place)


def _is_linked(tokens: list[Token], previous: Term, place: int) -> bool:
    return previous.last + 2 == place and "link" in tokens[place - 1].meanings


def _is_upper_end(
    tokens: list[Token], previous: Term, first: int, numeral: Numeral, unit: str | None
) -> bool:
    """Tell of the 20 in $15-20 hour; but the 25 in £40k - 25 days is a count."""
    if not _is_linked(tokens, previous, first) or not is_money(tokens[previous.first - 1]):
        return False
    if previous.factor > 1 and unit not in _LONG_UNITS:
        return False
    return numeral.times(previous.factor) > previous.value / ALIKE
