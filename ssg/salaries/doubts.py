"""What an author should look at in a pay text, in the author's words."""

import functools
import re
from collections.abc import Iterable, Iterator
from itertools import islice

from ssg.keys import Period
from ssg.salaries.money import codes_named, is_named, sure_codes
from ssg.salaries.numerals import read_numeral
from ssg.salaries.pays import YEAR_NUMBERS, find_pays
from ssg.salaries.reader import (
    HOUR_TO,
    TEXTS_HELD,
    Reading,
    Understanding,
    period_by_size,
    salary_of,
    understand,
)
from ssg.salaries.tables import magnitudes, tenders
from ssg.salaries.terms import find_terms, is_money
from ssg.salaries.tokens import Token
from ssg.salaries.values import Doubt, Salary
from ssg.salaries.wording import format_salary

_MOST_WORTH: dict[Period, int] = {
    "hour": 2_000,
    "day": 20_000,
    "week": 100_000,
    "month": 300_000,
    "year": 5_000_000,
}
"""More US dollars than this in one period are a slip of the pen."""
_LEAST_WORTH_YEAR = 600
_FAR_APART = 20
_LONGEST_QUOTE = 80
_MIXED_NUMBER = re.compile(r"(?<!\w)[\dOoIl]+(?:[.,'][\dOoIl]{3})*(?=[kK]?(?!\w))")
_LOOKALIKES = str.maketrans({"O": "0", "o": "0", "I": "1", "l": "1"})
_TWO_NUMBERS = re.compile(r"(\d[\d.,']*k?); (\d[\d.,']*k?)", re.IGNORECASE)
_MINUS = re.compile(r"\W?([-−])[^\w\s]?\d")
_BESIDE_MONEY = frozenset({"period", "unit", "slash", "kind"})
_LEAST_DIGITS = 2
_MOST_SLIPS = 3
_EXAMPLE = 'write it as "$90,000 - $120,000 a year"'


@functools.lru_cache(maxsize=TEXTS_HELD)
def salary_doubts(text: str) -> tuple[Doubt, ...]:
    """Return what the author of a pay text should look at, nothing where all of it is plain.

    Texts that give no pay on purpose (`Competitive`, `TBD`, `$0`) make no doubt. Never raises.
    """
    reading = understand(text)
    letters = tuple(islice(letters_for_digits(reading.text), _MOST_SLIPS))
    if not reading.pays:
        return letters or tuple(_unread(reading))
    meant = reading.pays[0]
    found = [*letters, *salary_shape_doubts(salary_of(meant), meant.ends, quote(reading.text))]
    found = [_with_swapped_text(doubt, reading, meant) for doubt in found]
    is_partly_read = not all(_lies_within(other, meant) for other in reading.pays[1:])
    if not is_partly_read:  # else the hint for that asks for a currency
        found.extend(_currency_doubts(reading, meant))
    found.extend(_two_currencies(reading))
    found.extend(_minus(reading))
    found.extend(_misplaced_marks(reading))
    if is_partly_read:
        found.append(_partly_read(reading, meant))
    return tuple(found)


def local_currency(text: str, countries: Iterable[str]) -> str | None:
    """Return the currency of countries whose own sign a pay has, where it is read as another's.

    None where they have no currency in common, and where the text names one.
    """
    reading = understand(text)
    codes = {tenders().get(country) for country in countries}
    if len(codes) != 1 or not reading.pays or is_named(reading.tokens):
        return None
    code, meant = codes.pop(), reading.pays[0]
    is_shared = code in codes_named(reading.tokens, meant.pay)
    return code if is_shared and meant.currency not in {code, None} else None


def letters_for_digits(text: str) -> Iterator[Doubt]:
    """Yield a doubt for 12O,000, where a letter stands for a digit."""
    for found in _MIXED_NUMBER.finditer(text):
        written = found[0]
        meant = _in_digits(found)
        digits = sum(character.isdigit() for character in written)
        if meant == written or digits < _LEAST_DIGITS or read_numeral(meant) is None:
            continue
        message = f"salary {quote(written)} is not an amount"
        yield Doubt("salary-amount", message, f'did you mean "{meant}"?')


def _in_digits(found: re.Match[str]) -> str:
    """Return a number with digits for its letters; as it is where these may be meant."""
    is_meant = found[0][-1] in "lI" or not any(map(str.isdigit, found[0]))  # 12l: lakhs
    return found[0] if is_meant else found[0].translate(_LOOKALIKES)


def salary_shape_doubts(
    salary: Salary, ends: tuple[int | float, ...], words: str
) -> Iterator[Doubt]:
    """Yield the doubts about amounts that cannot be; `words` is how the author put them."""
    if 0 < min(ends) * _FAR_APART <= max(ends):
        yield Doubt("salary-range", f"salary {words} has ends far apart")
    elif ends[0] > ends[-1]:
        hint = f'did you mean "{format_salary(salary)}"?'
        yield Doubt("salary-reversed", f"salary {words} runs downwards", hint)
    if salary.period is None:
        return
    known = magnitudes().get(salary.currency or "USD")
    if known is None:
        return
    low, high = min(ends) / known.worth, max(ends) / known.worth
    too_much = high > _MOST_WORTH[salary.period]
    too_little = salary.period == "year" and 0 < high < _LEAST_WORTH_YEAR
    if not (too_much or too_little):
        return
    likely = period_by_size((low, high), "USD") or ("month" if low > HOUR_TO else salary.period)
    hint = ""
    if likely != salary.period:
        hint = f'did you mean "{format_salary(salary._replace(period=likely))}"?'
    article = "an" if salary.period == "hour" else "a"
    size = "much" if too_much else "little"
    message = f"salary {words} is too {size} for {article} {salary.period}"
    yield Doubt("salary-period", message, hint)


def quote(text: str) -> str:
    """Return the text in quotes for a message, on one line and cut where it is long."""
    line = " ".join(text[: _LONGEST_QUOTE * 2].split())
    if len(line) > _LONGEST_QUOTE:
        line = line[: _LONGEST_QUOTE - 1] + "…"
    return f'"{line}"'


def _unread(reading: Reading) -> Iterator[Doubt]:
    """Yield a doubt where a text with money in it, or with a large number, gives no pay."""
    meant = _MIXED_NUMBER.sub(_in_digits, reading.text)
    if meant != reading.text and understand(meant).pays:
        message = f"salary {quote(reading.text)} is not understood as pay"
        yield Doubt("salary-unread", message, f"did you mean {quote(meant)}?")
        return
    tokens = reading.tokens
    if _is_money_alone(tokens):
        message = f"salary {quote(reading.text)} names money and no amount"
        yield Doubt("salary-unread", message, f"{_EXAMPLE}, or leave salary out")
        return
    for term in find_terms(tokens):
        number = read_numeral(tokens[term.first].text)
        if number is not None and number.digits <= 1:
            continue
        beside_money = is_money(tokens[term.first - 1]) or is_money(tokens[term.last + 1])
        large = number is None or (term.value >= 1000 and term.value not in YEAR_NUMBERS)  # noqa: PLR2004
        if (beside_money and (term.is_amount or number is None)) or large:
            message = f"salary {quote(reading.text)} is not understood as pay"
            yield Doubt("salary-unread", message, _EXAMPLE)
            return


def _is_money_alone(tokens: list[Token]) -> bool:
    """Return whether nothing but a currency, and what stands beside one, is there: $$$, EUR/h.

    Any other word says that there is no pay to state: $Competitive, $ DOE, $N/A.
    """
    if any(token.is_number for token in tokens) or not any(map(_is_currency, tokens)):
        return False
    words = (token for token in tokens if token.is_word)
    return all(_is_currency(word) or not _BESIDE_MONEY.isdisjoint(word.meanings) for word in words)


def _is_currency(token: Token) -> bool:
    """Return whether the token is a currency wherever it stands."""
    return "currency" in token.meanings or "code" in token.meanings


def _minus(reading: Reading) -> Iterator[Doubt]:
    """Yield a doubt for a minus sign right before the first amount, where nobody is paid that."""
    if found := _MINUS.match(reading.text):
        meant = reading.text.replace(found[1], "", 1)
        message = f"salary {quote(reading.text)} begins with a minus sign, which is passed over"
        yield Doubt("salary-unread", message, f"did you mean {quote(meant)}?")


def _with_swapped_text(doubt: Doubt, reading: Reading, meant: Understanding) -> Doubt:
    """Return a doubt about a range upside down with the author's own text turned as its hint."""
    if doubt.rule != "salary-reversed" or len(reading.text) > _LONGEST_QUOTE:
        return doubt
    first, second = meant.pay.terms[:2]
    if first.factor != second.factor:
        return doubt
    tokens, text = reading.tokens, reading.text
    one = slice(tokens[first.first].start, tokens[first.last].end)
    two = slice(tokens[second.first].start, tokens[second.last].end)
    turned = (
        text[: one.start] + text[two] + text[one.stop : two.start] + text[one] + text[two.stop :]
    )
    if understand(turned).pays[:1] and salary_of(understand(turned).pays[0]) == salary_of(meant):
        return doubt._replace(hint=f"did you mean {quote(turned)}?")
    return doubt


def _currency_doubts(reading: Reading, meant: Understanding) -> Iterator[Doubt]:
    """Yield a doubt where the currency is missing, or where its sign has several."""
    if meant.currency is not None:
        return
    codes = codes_named(reading.tokens, meant.pay)
    words = quote(reading.text)
    if codes:
        choice = ", ".join(codes[:-1]) + f" or {codes[-1]}"
        message = f"salary {words} could be in {choice}"
        yield Doubt("salary-currency", message, f'write the code, such as "{codes[0]}"')
    else:
        message = f"salary {words} names no currency"
        yield Doubt("salary-currency", message, 'write a sign or a code, such as "$" or "EUR"')


def _two_currencies(reading: Reading) -> Iterator[Doubt]:
    """Yield a doubt for a range from one currency to another: CAD 60,000 - USD 70,000."""
    for pay in islice(find_pays(reading.tokens), _MOST_SLIPS):
        codes = sure_codes(reading.tokens, pay)
        if len(pay.terms) > 1 and len(codes) > 1:
            message = f"salary {quote(reading.text)} is in {codes[0]} and in {codes[1]}"
            yield Doubt("salary-currency", message, "write both ends in one currency")


def _misplaced_marks(reading: Reading) -> Iterator[Doubt]:
    """Yield a doubt for an amount with money beside it that is no number: $120,000 - $1500,000."""
    tokens = reading.tokens
    for place, token in enumerate(tokens):
        around = tokens[max(0, place - 1) : place + 2]
        if token.is_number and read_numeral(token.text) is None and any(map(is_money, around)):
            message = f"salary {quote(reading.text)} is read without {quote(token.text)}, no amount"
            yield Doubt("salary-unread", message, _EXAMPLE)
            return


def _lies_within(other: Understanding, meant: Understanding) -> bool:
    """Tell of an amount that says nothing new: 90k - 130k (midpoint 110k)."""
    return other.currency == meant.currency and (
        min(meant.ends) <= min(other.ends) <= max(other.ends) <= max(meant.ends)
    )


def _partly_read(reading: Reading, meant: Understanding) -> Doubt:
    shown = format_salary(salary_of(meant))
    message = f'salary {quote(reading.text)} states several pays, and only "{shown}" is read'
    hint = "write one pay a listing"
    if meant.currency is None:
        hint += ", with its currency"
    if found := _TWO_NUMBERS.fullmatch(reading.text):  # the two items of a list
        hint = f'write a range with its currency, such as "{found[1]} - {found[2]} EUR"'
    return Doubt("salary-unread", message, hint)
