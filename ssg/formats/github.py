"""Problems as GitHub shows them: annotations beside lines, and a table for the step's summary.

Annotations are made by workflow commands (GitHub's "Workflow commands for GitHub Actions"), which
are escaped as actions/toolkit does it. A step shows ten of each kind and drops the others without
a word (actions/toolkit, docs/problem-matchers.md); a summary holds one mebibyte.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from ssg.formats.markdown import escaped
from ssg.problems import Severity, counted, printable

if TYPE_CHECKING:
    from collections.abc import Container, Iterator, Sequence

    from ssg.problems import Problem

MOST_OF_A_KIND = 10
LARGEST_SUMMARY = 1_000_000  # bytes; other commands of the step may add to it
KINDS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.NOTE: "notice"}


def commands(
    problems: Sequence[Problem], changed: Container[str] = (), folder: str = ""
) -> Iterator[str]:
    """Yield problems as workflow commands: those of changed files first, the heaviest first.

    `folder` is the site folder as the repository has it. Of more than GitHub shows of a kind, the
    last says how many there are.
    """
    for severity, kind in KINDS.items():
        of_kind = [each for each in problems if each.severity is severity]
        of_kind.sort(key=lambda each: each.path not in changed)
        shown = of_kind
        if len(of_kind) > MOST_OF_A_KIND:
            shown = of_kind[: MOST_OF_A_KIND - 1]
        for problem in shown:
            yield _command(kind, problem, folder)
        if more := len(of_kind) - len(shown):
            words = f"{more:,} more {kind}s are not shown here; the summary of this job has them"
            yield f"::{kind} title=ssg check::{words}"


def summary(problems: Sequence[Problem], files: int, largest: int = LARGEST_SUMMARY) -> str:
    """Return a table of the problems in Markdown, of at most so many bytes, for a step's summary.

    No text of a listing becomes more than text in it, whatever it holds.
    """
    checked = f"{counted(files, 'file')} checked"
    if not problems:
        return f"### ssg check\n\n{checked}: no problems.\n"
    counts = Counter(each.severity for each in problems)
    told = ", ".join(counted(counts[kind], kind) for kind in Severity if counts[kind])
    head = f"### ssg check\n\n{checked}: {told}.\n\n"
    rows = ["| file | line | | rule | problem |", "| --- | ---: | --- | --- | --- |"]
    size = len(head.encode()) + sum(len(row) + 1 for row in rows)
    for number, problem in enumerate(sorted(problems, key=lambda each: each.severity.rank)):
        row = _row(problem)
        size += len(row.encode()) + 1
        if size > largest:
            rows += ["", f"… and {len(problems) - number:,} more"]
            break
        rows.append(row)
    return head + "\n".join(rows) + "\n"


def _command(kind: str, problem: Problem, folder: str) -> str:
    """Return a problem as one workflow command."""
    path = f"{folder}/{problem.path}" if folder else problem.path
    place = f"file={_property(path)}"
    place += f",line={problem.line}" if problem.line else ""
    place += f",col={problem.column}" if problem.column else ""
    lines = [problem.message, problem.hint] if problem.hint else [problem.message]
    text = "%0A".join(_data(line) for line in lines)
    return f"::{kind} {place},title={_property(problem.rule)}::{text}"


def _data(text: str) -> str:
    """Return text as the data of a workflow command, which ends with its line."""
    return printable(text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A"))


def _property(text: str) -> str:
    """Return text as a property of a workflow command."""
    return _data(text).replace(":", "%3A").replace(",", "%2C")


def _row(problem: Problem) -> str:
    text = escaped(problem.message)
    if problem.hint:
        text += f"<br>{escaped(problem.hint)}"
    line = problem.line or ""
    return f"| {escaped(problem.path)} | {line} | {problem.severity} | {problem.rule} | {text} |"
