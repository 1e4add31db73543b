"""Pay that front matter states in parts: a least and a most amount, a currency, a period."""

import re
from itertools import islice
from typing import NamedTuple

from ssg.salaries.doubts import letters_for_digits, quote, salary_shape_doubts
from ssg.salaries.money import as_currency
from ssg.salaries.numerals import MOST_DIGITS
from ssg.salaries.reader import (
    Understanding,
    is_too_much,
    period_by_size,
    understand,
)
from ssg.salaries.times import as_period
from ssg.salaries.values import Amount, Doubt, Period, Salary
from ssg.salaries.wording import format_salary

_NEGATIVE = re.compile(r"\s*[-\u2212]\s*\d")
_NUMBER = re.compile(r"\s*[0-9]{1,9}\s*")
_PERIODS = '"year", "month", "week", "day" or "hour"'


class _Part(NamedTuple):
    """One amount as given, with what its own text says of currency and period."""

    amount: Amount | None
    currency: str | None = None
    period: Period | None = None


def structured_salary(
    minimum: object, maximum: object, currency: object, period: object
) -> tuple[Salary | None, tuple[Doubt, ...]]:
    """Return the pay that four front matter values state, or None, and what is doubtful in them.

    Amounts are numbers or text such as `120k`; currencies are codes, signs or names; periods are
    words such as `year` or `monthly`. None means not given. A value that cannot be understood
    counts as not given and makes a doubt: `salary-amount`, `salary-currency`, `salary-period`.
    Never raises.
    """
    doubts: list[Doubt] = []
    low, high = _amount("min", minimum, doubts), _amount("max", maximum, doubts)
    code = _currency(currency, doubts) or low.currency or high.currency
    stated = _period(period, doubts) or low.period or high.period
    given = [part.amount for part in (low, high) if part.amount is not None]
    if not given or max(given) <= 1:
        return None, tuple(doubts)
    ends = tuple(given)
    salary = Salary(low.amount, high.amount, code, stated or period_by_size(ends, code))
    if low.amount is not None and high.amount is not None:
        salary = salary._replace(min=min(ends), max=max(ends))
    if is_too_much(ends, code):
        doubts.append(Doubt("salary-amount", f"salary {_words(salary)} is more than a pay", None))
        return None, tuple(doubts)
    words = f"min {given[0]:,}, max {given[1]:,}" if len(given) > 1 else _words(salary)
    doubts.extend(salary_shape_doubts(salary, ends, words))
    if code is None and currency is None:
        hint = 'add the code, such as "currency: EUR"'
        doubts.append(Doubt("salary-currency", f"salary {_words(salary)} names no currency", hint))
    return salary, tuple(doubts)


def _words(salary: Salary) -> str:
    return quote(format_salary(salary))


def _amount(name: str, value: object, doubts: list[Doubt]) -> _Part:
    """Return the amount that a value gives; a doubt is added where it gives none."""
    if value is None or (isinstance(value, str) and not value.strip()):
        return _Part(None)
    if isinstance(value, int | float) and not isinstance(value, bool):
        if 0 <= value < 10**MOST_DIGITS:  # which leaves out inf and nan as well
            return _Part(int(value) if value == int(value) else value)
    elif isinstance(value, str) and not _NEGATIVE.match(value):
        reading = understand(value)
        numbers = [token for token in reading.tokens if token.is_number]
        pay: Understanding | None = reading.pays[0] if reading.pays else None
        if len(numbers) == 1 and not set(numbers[0].text) - set("0.,' "):
            return _Part(0)
        if pay is not None and len(numbers) == 1:
            return _Part(pay.ends[0], pay.currency, pay.period)
    slips = list(islice(letters_for_digits(value), 1)) if isinstance(value, str) else []
    if slips:
        doubts.extend(slips)
        return _Part(None)
    message, hint = f"salary {name} {_shown(value)} is no amount", "write a number, such as 90000"
    if isinstance(value, str) and _NUMBER.fullmatch(value):
        message = f"salary {name} {_shown(value)} is not taken for pay"
        hint = f'write the currency with it, as "{value.strip()} EUR"'
        if int(value) <= 1:
            message = f"salary {name} {_shown(value)} is too little for pay"
            hint = "write the whole amount, such as 90000"
    doubts.append(Doubt("salary-amount", message, hint))
    return _Part(None)


def _currency(value: object, doubts: list[Doubt]) -> str | None:
    if value is None or (isinstance(value, str) and not value.strip()):
        return None
    code = as_currency(value) if isinstance(value, str) else None
    if code is None:
        message = f"salary currency {_shown(value)} is not a currency we know"
        hint = 'write its ISO 4217 code, such as "EUR"'
        doubts.append(Doubt("salary-currency", message, hint))
    return code


def _period(value: object, doubts: list[Doubt]) -> Period | None:
    if value is None or (isinstance(value, str) and not value.strip()):
        return None
    period = as_period(value) if isinstance(value, str) else None
    if period is None:
        message = f"salary period {_shown(value)} is not a period we know"
        doubts.append(Doubt("salary-period", message, f"write {_PERIODS}"))
    return period


def _shown(value: object) -> str:
    """Return a value for a message; only of text and common numbers is more told than the kind."""
    if isinstance(value, str):
        return quote(value)
    if isinstance(value, bool):
        return f'"{str(value).lower()}"'
    if isinstance(value, float) or (isinstance(value, int) and abs(value) < 10**MOST_DIGITS):
        return f'"{value}"'
    return f"({type(value).__name__})"
