"""What came of a build or a check."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, NamedTuple

from ssg.problems import Problem, Severity

if TYPE_CHECKING:
    from ssg.output import Counts


class Report(NamedTuple):
    """What came of a build; `counts` is None where nothing was published."""

    problems: tuple[Problem, ...]
    open_listings: int
    closed_listings: int
    counts: Counts | None = None
    notice: str = ""

    @property
    def errors(self) -> tuple[Problem, ...]:
        """Return the problems that left something out."""
        return tuple(each for each in self.problems if each.severity is Severity.ERROR)

    @property
    def exit_status(self) -> int:
        """Return 1 if something was left out, else 0."""
        return 1 if self.errors else 0

    def to_text(self) -> str:
        """Return what the next build tells again, if it finds nothing changed."""
        return json.dumps([self.problems, self.open_listings, self.closed_listings])

    @classmethod
    def from_text(cls, text: str) -> Report:
        """Return the report that `to_text` made text of, without counts."""
        problems, open_listings, closed_listings = json.loads(text)
        told = tuple(Problem(*row)._replace(severity=Severity(row[3])) for row in problems)
        return cls(told, open_listings, closed_listings)
