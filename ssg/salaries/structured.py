"""Pay that front matter states in parts: a least and a most amount, a currency, a period."""

from typing import NamedTuple

from ssg.keys import Period
from ssg.salaries.doubts import letters_for_digits, quote, salary_shape_doubts
from ssg.salaries.lexemes import plain
from ssg.salaries.money import as_currency
from ssg.salaries.numerals import read_numeral
from ssg.salaries.reader import is_too_much, period_by_size, understand
from ssg.salaries.times import as_period
from ssg.salaries.tokens import END, tokens
from ssg.salaries.values import Amount, Doubt, Salary
from ssg.salaries.wording import format_salary

_PERIODS = '"year", "month", "week", "day" or "hour"'


class _Part(NamedTuple):
    """One amount as given, with what its own text says of currency and period."""

    amount: Amount | None
    currency: str | None = None
    period: Period | None = None


def structured_salary(
    minimum: str | None, maximum: str | None, currency: str | None, period: str | None
) -> tuple[Salary | None, tuple[Doubt, ...]]:
    """Return the pay that four front matter values state, or None, and what is doubtful in them.

    Amounts are texts such as `90000` or `120k`; currencies are codes, signs or names; periods are
    words such as `year` or `monthly`. None means not given. A value that cannot be understood
    counts as not given and makes a doubt: `salary-amount`, `salary-currency`, `salary-period`.
    Never raises.
    """
    doubts: list[Doubt] = []
    low, high = _amount("min", minimum, doubts), _amount("max", maximum, doubts)
    code = _currency(currency, doubts) or low.currency or high.currency
    stated = _period(period, doubts) or low.period or high.period
    most = high.amount or None  # "max: 0" of a form says that it is open
    ends = tuple(amount for amount in (low.amount, most) if amount is not None)
    if not any(ends):
        return None, tuple(doubts)
    salary = Salary(low.amount, most, code, stated or period_by_size(ends, code))
    if len(ends) > 1:
        salary = salary._replace(min=min(ends), max=max(ends))
    shown = quote(format_salary(salary))
    is_tiny = max(ends) <= 1
    if is_tiny or is_too_much(ends, code):
        hint = "write the whole amount, such as 90000" if is_tiny else ""
        message = f"salary {shown} is {'less' if is_tiny else 'more'} than a pay"
        doubts.append(Doubt("salary-amount", message, hint))
        return None, tuple(doubts)
    words = f"min {ends[0]:,}, max {ends[1]:,}" if len(ends) > 1 else shown
    doubts.extend(salary_shape_doubts(salary, ends, words))
    if code is None and currency is None:
        hint = 'add the code, such as "currency: EUR"'
        doubts.append(Doubt("salary-currency", f"salary {shown} names no currency", hint))
    return salary, tuple(doubts)


def _amount(name: str, value: str | None, doubts: list[Doubt]) -> _Part:
    """Return the amount that a value gives; a doubt is added where it gives none."""
    if not value:
        return _Part(None)
    found = tokens(plain(value))
    numbers = [read_numeral(token.text) for token in found if token.is_number]
    numeral = numbers[0] if len(numbers) == 1 else None
    if numeral is not None and (found[1] is END or numeral.digits == 0):
        return _Part(numeral.times(1))
    pays = understand(value).pays
    if numeral is not None and pays and found[0].text not in {"-", "\u2212"}:
        return _Part(pays[0].ends[0], pays[0].currency, pays[0].period)
    no_amount = Doubt(
        "salary-amount",
        f"salary {name} {quote(value)} is no amount",
        "write a number, such as 90000",
    )
    doubts.append(next(letters_for_digits(value), no_amount))
    return _Part(None)


def _currency(value: str | None, doubts: list[Doubt]) -> str | None:
    code = as_currency(value) if value else None
    if value and code is None:
        message = f"salary currency {quote(value)} is not a currency we know"
        hint = 'write its ISO 4217 code, such as "EUR"'
        doubts.append(Doubt("salary-currency", message, hint))
    return code


def _period(value: str | None, doubts: list[Doubt]) -> Period | None:
    period = as_period(value) if value else None
    if value and period is None:
        message = f"salary period {quote(value)} is not a period we know"
        doubts.append(Doubt("salary-period", message, f"write {_PERIODS}"))
    return period
