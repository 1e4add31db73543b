"""Pay as people write it, read into amounts, a currency and a period.

What reads it is slow to import, so it is not here but in `reader`, `doubts` and `structured`.
"""

from ssg.salaries.values import A_YEAR, Doubt, Salary
from ssg.salaries.wording import format_salary

__all__ = ["A_YEAR", "Doubt", "Salary", "format_salary"]
