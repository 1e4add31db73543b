"""Pay as people write it, read into amounts, a currency and a period."""

from ssg.salaries.doubts import local_currency, salary_doubts
from ssg.salaries.reader import read_salary
from ssg.salaries.structured import structured_salary
from ssg.salaries.values import A_YEAR, Doubt, Salary
from ssg.salaries.wording import format_salary

__all__ = [
    "A_YEAR",
    "Doubt",
    "Salary",
    "format_salary",
    "local_currency",
    "read_salary",
    "salary_doubts",
    "structured_salary",
]
