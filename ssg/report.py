"""What came of a build or a check."""

from __future__ import annotations

import json
from collections import Counter
from typing import TYPE_CHECKING, NamedTuple

from ssg.problems import Problem, Severity, counted

if TYPE_CHECKING:
    from collections.abc import Iterable

    from ssg.output import Counts


class Report(NamedTuple):
    """What came of a build; `counts` is None where nothing was published."""

    problems: tuple[Problem, ...]
    open_listings: int
    closed_listings: int
    counts: Counts | None = None
    notice: str = ""
    held_back: int = 0  # drafts, and listings whose first day is yet to come
    files: int = 0  # that a check has looked at and tells of

    @property
    def errors(self) -> tuple[Problem, ...]:
        """Return the problems that left something out."""
        return tuple(each for each in self.problems if each.severity is Severity.ERROR)

    @property
    def listings(self) -> int:
        """Return how many listings there are, published or not yet."""
        return self.open_listings + self.closed_listings + self.held_back

    @property
    def exit_status(self) -> int:
        """Return 1 if something was left out, else 0."""
        return 1 if self.errors else 0

    def to_text(self) -> str:
        """Return what the next build tells again, if it finds nothing changed."""
        return json.dumps([self.problems, self.open_listings, self.closed_listings, self.held_back])

    @classmethod
    def from_text(cls, text: str) -> Report:
        """Return the report that `to_text` made text of, without counts."""
        problems, open_listings, closed_listings, held_back = json.loads(text)
        told = tuple(map(Problem.of_row, problems))
        return cls(told, open_listings, closed_listings, held_back=held_back)


def found(problems: Iterable[Problem]) -> str:
    """Return how many problems there are of each severity, in words; notes where there are any."""
    counts = Counter(each.severity for each in problems)
    told = [counted(counts[Severity.ERROR], "error"), counted(counts[Severity.WARNING], "warning")]
    if counts[Severity.NOTE]:
        told.append(counted(counts[Severity.NOTE], "note"))
    return ", ".join(told)
