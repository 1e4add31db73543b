"""What is wrong with a file, told to the person who wrote it."""

from __future__ import annotations

import enum
from typing import TYPE_CHECKING, Any, NamedTuple, Self

if TYPE_CHECKING:
    from collections.abc import Iterable


class Severity(enum.StrEnum):
    """How much a problem weighs: an error leaves something out, a warning does not.

    A note is advice: the listing works, and would be the better for it.
    """

    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"

    @property
    def rank(self) -> int:
        """Return its place among severities, 0 for the heaviest."""
        return list(Severity).index(self)


class Problem(NamedTuple):
    """One thing to mend, and where: line and column count from 1, 0 where there is none."""

    path: str
    line: int
    column: int
    severity: Severity
    rule: str
    message: str
    hint: str = ""

    @classmethod
    def of_file(
        cls, path: str, severity: Severity, rule: str, message: str, hint: str = ""
    ) -> Self:
        """Return a problem with a file, or a folder, as a whole."""
        return cls(path, 0, 0, severity, rule, message, hint)

    @classmethod
    def of_row(cls, row: list[Any]) -> Self:
        """Return the problem that JSON has as a list of its fields."""
        return cls(*row)._replace(severity=Severity(row[3]))

    def __str__(self) -> str:
        """Return `path:line: severity: message; hint` on one line, fit for a terminal.

        An error has a line always, as programs that read errors expect; else none is none.
        """
        line = self.line or (1 if self.severity is Severity.ERROR else 0)
        where = f"{self.path}:{line}" if line else self.path
        hint = f"; {self.hint}" if self.hint else ""
        return printable(f"{where}: {self.severity}: {self.message}{hint}")


def printable(text: str) -> str:
    """Return the text with whatever would act on a terminal, or cannot be encoded, as an escape.

    What a stranger's file says must not move the cursor, ring the bell or reverse the line. Nor
    may it steer a workflow: GitHub's runner takes `##[` for a command wherever it stands in a line
    (actions/runner, `ActionCommand.TryParse`).
    """
    text = text.replace("##[", "#\\x23[")
    if text.isprintable():
        return text
    return "".join(
        character if character.isprintable() else character.encode("unicode_escape").decode("ascii")
        for character in text
    )


def as_toml(value: object) -> str:
    """Return a value of settings as its author wrote it, where it is no text of many lines."""
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, list):
        return f"[{', '.join(map(as_toml, value))}]"
    if isinstance(value, dict):
        return "a table"
    return f'"{value}"' if isinstance(value, str) else str(value)


def nearest(word: str, known: Iterable[str]) -> str:
    """Return the hint `did you mean "…"?` for the known word nearest to this one, or no text."""
    folded = {name.casefold(): name for name in sorted(known)}
    import difflib  # noqa: PLC0415 - slow to import, and for mistakes alone

    close = difflib.get_close_matches(word.casefold(), folded, n=1, cutoff=0.7)
    return f'did you mean "{folded[close[0]]}"?' if close else ""


def counted(count: int, word: str) -> str:
    """Return a number with its word."""
    return f"{count:,} {word}{'' if count == 1 else 's'}"


def in_order(problems: Iterable[Problem]) -> list[Problem]:
    """Return the problems by path, then line, then column, each once."""
    return sorted(set(problems))
