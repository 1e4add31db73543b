"""What a pay comes to in a year, so that pays of other periods can be compared."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from ssg.salaries import A_YEAR

if TYPE_CHECKING:
    from ssg.salaries import Salary


def yearly(salary: Salary | None) -> tuple[int, str] | None:
    """Return the upper end of a pay a year, by full time, in whole units of its currency, and that.

    A pay without an upper end, `from $80,000`, counts by its lower one. None where the currency or
    the period is not said: what is compared must not be a guess.
    """
    if salary is None or salary.currency is None or salary.period is None:
        return None
    end = salary.min if salary.max is None else salary.max
    if end is None or not math.isfinite(end):
        return None
    return round(end * A_YEAR[salary.period]), salary.currency
