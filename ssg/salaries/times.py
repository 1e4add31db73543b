"""The period of a pay, in words and marks."""

from typing import cast

from ssg.keys import Period
from ssg.salaries.lexemes import plain
from ssg.salaries.pays import Pay
from ssg.salaries.terms import FIRST_SCRIPT_WITHOUT_SPACES, is_factor, is_money
from ssg.salaries.tokens import Token
from ssg.salaries.tokens import tokens as tokens_of

_DANISH_MONEY = frozenset({"DKK", "NOK"})
_DANISH: dict[str, Period] = {"md": "month", "t": "hour"}
"""What is short for a period beside Danish and Norwegian money; elsewhere md is a man-day."""
_BY = ("/", "per", "a", "an", "each", "every")


def period_of(tokens: list[Token], pay: Pay) -> Period | None:
    """Return the period that the words of a pay state, None where they state none.

    Words behind an amount count before words in front of the first one.
    """
    first = pay.terms[0].first
    likely: Period | None = None
    for place in range(first + 1, pay.end):
        period = _period_at(tokens, place)
        if period is not None and "kind" not in tokens[place].meanings:
            return period
        # CTC is most often a year's, but "CTC per month" is not.
        likely = likely or period
    if likely is not None:
        return likely
    for term in pay.terms:
        for word in term.implied:
            if word.islower():
                return cast("Period", word)
    for place in range(first - 1, pay.start - 1, -1):
        period = _period_at(tokens, place)
        if period is not None:
            return period
    return None


def _period_at(tokens: list[Token], place: int) -> Period | None:
    meanings = tokens[place].meanings
    period: str | None = None
    if "period" in meanings:
        period = None if _speaks_of_an_extra(tokens, place) else meanings["period"]
    elif "unit" in meanings and _leads_amount(tokens, place):
        period = meanings["unit"]
    elif "per" in meanings and "unit" in tokens[place + 1].meanings:
        return None  # the an of $18 an hour is a French year as well
    elif "unit" in meanings and (_is_per(tokens, place - 1) or _follows_amount(tokens, place - 1)):
        period = meanings["unit"]
    elif _is_short_danish(tokens, place):
        period = _DANISH[tokens[place].text]
    elif "slash" in meanings and tokens[place - 1].text == "/":
        period = meanings["slash"]
    return cast("Period | None", period)


def _is_short_danish(tokens: list[Token], place: int) -> bool:
    """Tell of 45.000 kr. md., 45.000 DKK pr. md. and 200 NOK/t."""
    if tokens[place].text not in _DANISH or not any(map(_is_danish, tokens)):
        return False
    before = tokens[place - 1]
    return _is_per(tokens, place - 1) or is_money(before)


def _is_danish(token: Token) -> bool:
    """Return whether the token can name the money of Denmark or Norway."""
    named = f"{token.meanings.get('code', '')} {token.meanings.get('currency', '')}"
    return not _DANISH_MONEY.isdisjoint(named.split())


def as_period(word: str) -> Period | None:
    """Return the period that a text such as `year`, `monthly`, `/hr` names, None for any other."""
    found = tokens_of(plain(word))
    if any(not token.meanings for token in found if token.is_word):
        return None
    named = {
        token.meanings.get("period") or token.meanings["unit"]
        for token in found
        if "period" in token.meanings or "unit" in token.meanings
    }
    return cast("Period", named.pop()) if len(named) == 1 else None


def is_by_the_piece(tokens: list[Token], pay: Pay) -> bool:
    """Return whether a pay is for something that is no time: $20/article, $500 per word."""
    place = pay.terms[-1].last + 1
    while is_money(tokens[place]):
        place += 1
    after = tokens[place + 1]
    return tokens[place].text in _BY and after.is_word and not after.meanings


def _is_per(tokens: list[Token], place: int) -> bool:
    return tokens[place].text == "/" or "per" in tokens[place].meanings


def _leads_amount(tokens: list[Token], place: int) -> bool:
    """Tell of 月30万円 and 연 5000만원; but 9月30日 is a date."""
    after = tokens[place + 1]
    return (
        tokens[place].text >= FIRST_SCRIPT_WITHOUT_SPACES
        and (after.is_number or is_money(after))
        and not tokens[place - 1].is_number
    )


def _follows_amount(tokens: list[Token], place: int) -> bool:
    token = tokens[place]
    return (
        token.is_number
        or token.text in {")", "+"}
        or is_factor(token)
        or "kind" in token.meanings
        or is_money(token)
    )


def _speaks_of_an_extra(tokens: list[Token], place: int) -> bool:
    """Tell of the annual in: 5,000 a month, annual bonus; but not of: 40,000 per annum, bonus."""
    is_apart = "apart" in tokens[place + 1].meanings
    return is_apart and tokens[place].text.isalpha() and tokens[place - 1].text not in {"/", "per"}
