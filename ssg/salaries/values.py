"""What reading a pay text gives: the pay itself, and what an author should look at."""

from typing import NamedTuple

from ssg.keys import Period

A_YEAR: dict[Period, int] = {"year": 1, "month": 12, "week": 52, "day": 52 * 5, "hour": 52 * 5 * 8}
"""Periods in a year of full time in its plainest form, no unpaid time taken off."""
Amount = int | float


class Salary(NamedTuple):
    """Pay in full amounts a period; None says that the text leaves it open.

    One stated amount is both `min` and `max`; "up to" has no `min`, "from" and "+" no `max`.
    """

    min: Amount | None
    max: Amount | None
    currency: str | None
    """The ISO 4217 code, such as `EUR`."""
    period: Period | None


class Doubt(NamedTuple):
    """Something in a pay text that its author should look at."""

    rule: str
    """The rule's name: `salary-reversed`, `salary-period`, `salary-currency`, `salary-amount`,
    `salary-unread`."""
    message: str
    """What is wrong, quoting the author's words."""
    hint: str = ""
    """What the author may have meant, where that can be told."""
