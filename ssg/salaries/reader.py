"""From the pays of a text to the one that is meant: amounts, currency, period."""

import functools
import re
from itertools import islice, pairwise
from typing import NamedTuple

from ssg.keys import Period
from ssg.salaries.lexemes import plain
from ssg.salaries.money import currency_of, has_money, sure_codes
from ssg.salaries.pays import YEAR_NUMBERS, Pay, find_pays, is_stop
from ssg.salaries.ranges import ends_of, open_ends
from ssg.salaries.tables import magnitudes
from ssg.salaries.terms import find_terms
from ssg.salaries.times import is_by_the_piece, period_of
from ssg.salaries.tokens import Token, tokens
from ssg.salaries.values import Amount, Salary

TEXTS_HELD = 1024  # each is asked for twice: for the pay, and for what is doubtful in it
_YEAR_FROM = 20_000
_HOUR_FROM, HOUR_TO = 10, 300
"""From these sizes an amount with no stated period is a year's or an hour's."""
_MOST_WORTH = 5_000_000
"""More US dollars than this are a company's money, not a person's pay: $9M."""
_LEAST_BARE = 1000
_MOST_BARE = 1_000_000_000
_MOST_OF_A_PERK: dict[Period | None, int] = {"month": 500, "year": 6_000, None: 2_000}
_ROUND = 50
_MOST_PAYS = 30
"""A text with more numbers than this is a table or a prank; the rest is left unread."""
_MOST_WORDS_BEFORE_APART = 2
_NEAR = 4
_OPENS_WITH_NOUGHT = re.compile("0[0-9]")


class Understanding(NamedTuple):
    """A pay with all that its words say."""

    pay: Pay
    ends: tuple[Amount, ...]
    """The lowest and the highest amount in the order of the text; one where they are one."""
    is_from: bool
    is_up_to: bool
    currency: str | None
    period: Period | None
    """The stated period, or the one that the size of the amounts makes plain."""


class Reading(NamedTuple):
    """What a text was understood to say."""

    text: str
    tokens: list[Token]
    pays: tuple[Understanding, ...]
    """The pays in the text, the one that is meant first."""


def read_salary(text: str) -> Salary | None:
    """Return the pay that a text states, in full amounts a period, or None where it states none.

    It reads any text and never raises; the work grows in proportion to the length. Where a text
    states several pays, the first is returned. An amount with no stated period is a year's from
    20,000 and an hour's from 10 to 300, if it is in dollars, euros, pounds or the like.
    """
    reading = understand(text)
    return salary_of(reading.pays[0]) if reading.pays else None


@functools.lru_cache(maxsize=TEXTS_HELD)
def understand(text: str) -> Reading:
    """Return the pays that a text states, with its tokens."""
    text = plain(text)
    found = tokens(text)
    if not any(token.is_number for token in found):
        return Reading(text, found, ())
    has_unknown_words = any(token.is_word and not token.meanings for token in found)
    ranked: list[tuple[int, int, Understanding]] = []
    for pay in islice(find_pays(found), _MOST_PAYS):
        if all(term.is_amount for term in pay.terms) and not _is_set_apart(found, pay):
            understood = _understand_pay(found, pay)
            rank = _rank(found, understood, has_unknown_words=has_unknown_words)
            if rank is not None and not _is_perk(found, understood):
                ranked.append((rank, pay.start, understood))
    ranked.sort(key=lambda entry: entry[:2])
    return Reading(text, found, _with_shared_period([understood for *_, understood in ranked]))


def salary_of(understood: Understanding) -> Salary:
    """Return the salary that an understood pay states; a range upside down is turned."""
    low, high = min(understood.ends), max(understood.ends)
    single = len(understood.ends) == 1
    return Salary(
        None if single and understood.is_up_to else low,
        None if single and understood.is_from else high,
        understood.currency,
        understood.period,
    )


def period_by_size(ends: tuple[Amount, ...], currency: str | None) -> Period | None:
    """Return the period that the size of amounts makes plain, None where it does not."""
    known = magnitudes().get(currency or "")
    if known is None or not known.size_tells:
        return None
    # The nought of $0 - $100,000 says nothing of the size.
    lowest = min((end for end in ends if end), default=0)
    if lowest >= _YEAR_FROM:
        return "year"
    if lowest >= _HOUR_FROM and max(ends) <= HOUR_TO:
        return "hour"
    return None


def is_too_much(ends: tuple[Amount, ...], currency: str | None) -> bool:
    """Return whether amounts are more than any person is paid."""
    known = magnitudes().get(currency or "")
    return known is not None and max(ends) > _MOST_WORTH * known.worth


def _understand_pay(found: list[Token], pay: Pay) -> Understanding:
    if len(pay.terms) > 1 and len(sure_codes(found, pay)) > 1:
        pay = pay._replace(terms=pay.terms[:1], end=pay.terms[1].first)
    is_from, is_up_to = open_ends(found, pay)
    ends = ends_of(pay.terms)
    currency = currency_of(found, pay)
    period = period_of(found, pay) or period_by_size(ends, currency)
    if period == "hour" and is_by_the_piece(found, pay):
        period = None
    return Understanding(pay, ends, is_from, is_up_to, currency, period)


def _with_shared_period(pays: list[Understanding]) -> tuple[Understanding, ...]:
    """Return the pays, the first with the period of the next where that is the same pay.

    It is where the currencies differ: PLN 18,000 or USD 4,500 monthly.
    """
    if len(pays) > 1 and pays[0].period is None and pays[0].currency != pays[1].currency:
        pays[0] = pays[0]._replace(period=pays[1].period)
    return tuple(pays)


def _rank(found: list[Token], pay: Understanding, *, has_unknown_words: bool) -> int | None:
    """Return how plainly an amount is pay, 0 for most; None where it is none."""
    if max(pay.ends) <= 1 or is_too_much(pay.ends, pay.currency):
        return None
    if has_money(found, pay.pay):
        return 0
    terms = pay.pay.terms
    is_bounded = max(pay.ends) < _MOST_BARE
    if is_bounded and (pay.period or any(term.factor > 1 for term in terms)):
        return 1
    is_year_number = all(
        end in YEAR_NUMBERS and "," not in found[term.first].text
        for end, term in zip(pay.ends, terms, strict=False)
    )
    if is_year_number and (has_unknown_words or any(end % _ROUND for end in pay.ends)):
        return None
    if not is_bounded or (has_unknown_words and max(pay.ends) < _LEAST_BARE):
        return None
    return None if _are_other_numbers(found) or _runs_down(pay.ends) else 2


def _are_other_numbers(found: list[Token]) -> bool:
    """Tell of numbers without money that are a telephone's, a file's, a day's or an hour's."""
    for before, token in pairwise(found):
        if "numbers" in token.meanings or "numbers" in before.meanings:
            return True
        glued = before.end == token.start
        if token.is_number and glued and before.text in {"+", ":"}:
            return True
    return any(token.is_number and _OPENS_WITH_NOUGHT.match(token.text) for token in found)


def _runs_down(ends: tuple[Amount, ...]) -> bool:
    """Tell of 9-5 and 24-7."""
    return len(ends) > 1 and ends[1] < ends[0] < _LEAST_BARE


def _is_perk(found: list[Token], pay: Understanding) -> bool:
    """Tell of $100 a month for the gym: small money with what it is for beside it."""
    if not any("perk" in token.meanings for token in found[pay.pay.start : pay.pay.end]):
        return False
    known = magnitudes().get(pay.currency or "")
    most = _MOST_OF_A_PERK.get(period_of(found, pay.pay), 0)
    return known is not None and known.size_tells and max(pay.ends) <= most


def _is_pay_of_a_year(found: list[Token], pay: Pay) -> bool:
    """Tell of £35000/annum Bonus, where the bonus comes on top; but $5,000 a year bonus is one."""
    is_alone = all(term in pay.terms for term in find_terms(found) if term.is_amount)
    return is_alone and min(ends_of(pay.terms)) >= _YEAR_FROM and period_of(found, pay) == "year"


def _is_set_apart(found: list[Token], pay: Pay) -> bool:
    """Tell of a budget, a bonus, a fund: amounts that are not the pay."""
    first = pay.terms[0].first
    for place in range(first - 1, max(pay.start, first - _NEAR) - 1, -1):
        if "apart-before" in found[place].meanings:
            return True
        if is_stop(found, place):
            break
    words = 0
    for place in range(pay.terms[-1].last + 1, len(found)):
        token = found[place]
        if "apart" in token.meanings:
            if "extra" in token.meanings and _is_pay_of_a_year(found, pay):
                return False
            # "$130k. Bonus: $20k": what the colon leads to is apart.
            return found[place + 1].text != ":"
        stops = is_stop(found, place) and token.text != "/"  # wifi/phone allowance
        if stops or token.is_number or "kind" in token.meanings or token.text in {"(", ")", "+"}:
            return False
        words += token.is_word and not token.meanings
        if words > _MOST_WORDS_BEFORE_APART:
            return False
    return False
