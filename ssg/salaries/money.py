"""The currency of a pay: by code, sign, name and what else the text says."""

from collections.abc import Iterator

from ssg.salaries.currencies import currencies
from ssg.salaries.lexemes import plain
from ssg.salaries.pays import Pay
from ssg.salaries.terms import is_factor, is_money
from ssg.salaries.tokens import END, Token
from ssg.salaries.tokens import tokens as tokens_of

_MOST_SHORT = 3
_DIGITS_BEFORE_A_LETTER = 4
_BEHIND_AN_AMOUNT = frozenset({"per", "period", "link"})


def currency_of(tokens: list[Token], pay: Pay) -> str | None:
    """Return the ISO 4217 code of a pay's currency, None where the text leaves it open.

    A code or a sign of one currency counts before a sign that several share, such as `$`; that
    one has the currency most often meant by it where nothing else is said. A code away from the
    amounts does not overrule their sign: "PHP developer, $100k".
    """
    sure = sure_codes(tokens, pay)
    implied = [word for term in pay.terms for word in term.implied if word.isupper()]
    if sure or implied:
        return [*sure, *implied][0]
    shared = _codes_of(tokens, pay)
    elsewhere = _named_elsewhere(tokens, pay, shared)
    if elsewhere or not shared or shared[0] == "?":
        return elsewhere
    return shared[0]


def as_currency(word: str) -> str | None:
    """Return the ISO 4217 code that a code, sign or name stands for, None for any other text."""
    first, second, *_ = tokens_of(plain(word))
    if not is_money(first) or second is not END:
        return None
    code = _codes(first)[0]
    return code if code in currencies() else None


def codes_named(tokens: list[Token], pay: Pay) -> list[str]:
    """Return the codes that the shared sign of a pay without a currency can mean: kr."""
    return [code for code in _codes_of(tokens, pay) if code != "?"]


def sure_codes(tokens: list[Token], pay: Pay) -> list[str]:
    """Return the currencies that the amounts of a pay name for certain, each once, in order."""
    beside = _codes_beside(tokens, pay)
    return list(dict.fromkeys(codes[0] for codes in beside if len(codes) == 1))


def is_named(tokens: list[Token]) -> bool:
    """Return whether a text names a currency that nothing but one can be: USD, CA$, euros."""
    return any(
        is_money(token) and _counts(tokens, place) and len(_codes(token)) == 1
        for place, token in enumerate(tokens)
    )


def has_money(tokens: list[Token], pay: Pay) -> bool:
    """Return whether a sign, code or name of money, or a factor of one, belongs to the pay."""
    return any(term.implied for term in pay.terms) or any(
        is_money(tokens[place]) and _counts(tokens, place) for place in range(pay.start, pay.end)
    )


def _codes_of(tokens: list[Token], pay: Pay) -> list[str]:
    """Return the codes of a pay's first sign or code, of those beside its amounts if there are."""
    for codes in _codes_beside(tokens, pay):
        return codes
    for place in range(pay.start, pay.end):
        if is_money(tokens[place]) and _counts(tokens, place):
            return _codes(tokens[place])
    return []


def _codes_beside(tokens: list[Token], pay: Pay) -> Iterator[list[str]]:
    """Yield the codes of the signs and codes that stand beside the amounts of a pay."""
    for place in range(pay.start, pay.end):
        if is_money(tokens[place]) and _is_beside_amount(tokens, place):
            yield _codes(tokens[place])


def _codes(token: Token) -> list[str]:
    """Return the codes a token can name; "?" first where none of them is the usual one."""
    meanings = token.meanings
    if "currency" in meanings:
        return meanings["currency"].split(" ")
    return [meanings.get("code") or meanings["beside"]]


def _named_elsewhere(tokens: list[Token], pay: Pay, allowed: list[str]) -> str | None:
    """Return the one currency named away from amounts: 60 - 70k, paid in euros.

    The words of the pay itself count before those of the whole text.
    """
    named = {
        place: codes[0]
        for place, token in enumerate(tokens)
        if is_money(token) and _counts(tokens, place) and not _is_beside_amount(tokens, place)
        for codes in [_codes(token)]
        if len(codes) == 1 and (not allowed or codes[0] in allowed)
    }
    own = {code for place, code in named.items() if pay.start <= place < pay.end}
    for codes in (own, set(named.values())):
        if len(codes) == 1:
            return codes.pop()
    return None


def _counts(tokens: list[Token], place: int) -> bool:
    """Return whether a form is meant as money: letters such as R or all beside an amount only."""
    token = tokens[place]
    if not token.is_word or token.is_capitals:
        return True
    long_enough = len(token.text) > _MOST_SHORT and "beside" not in token.meanings
    return long_enough or _is_beside_amount(tokens, place)


def _is_beside_amount(tokens: list[Token], place: int) -> bool:
    """Return whether a form of money touches an amount, or the sign of one: USD $90,000."""
    token, before, after = tokens[place], tokens[place - 1], tokens[place + 1]
    sign_will_do = "beside" not in token.meanings  # but not TOP $90,000
    is_letter = not sign_will_do and len(token.text) == 1  # P25,000, but not £90 p week
    if is_letter:
        return after.is_number or _closes_amount(tokens, place)
    return any(
        near.is_number or is_factor(near) or (sign_will_do and is_money(near) and not near.is_word)
        for near in (before, after)
    )


def _closes_amount(tokens: list[Token], place: int) -> bool:
    """Tell of the letter in 50 000 R a month; but of none in 50 000 R&D and £1200 p m."""
    before, after = tokens[place - 1], tokens[place + 1]
    if is_money(tokens[place - 2]):
        return False
    is_large = before.is_number and sum(map(str.isdigit, before.text)) >= _DIGITS_BEFORE_A_LETTER
    return is_large and (after is END or not _BEHIND_AN_AMOUNT.isdisjoint(after.meanings))
