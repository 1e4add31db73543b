"""What came of a build, as the terminal and the browser are told it."""

from __future__ import annotations

import hashlib
import json
import re
from collections import Counter
from typing import TYPE_CHECKING

from ssg.formats.lines import lines_of
from ssg.formats.sources import with_sources
from ssg.problems import Problem, Severity, counted, in_order, printable
from ssg.report import found

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Sequence
    from pathlib import Path

    from ssg.formats import Style
    from ssg.serving.builder import Outcome

MOST = 50  # problems that are shown; `ssg check` shows all
MOST_NAMED = 3  # changed files that are told by name
BEFORE, AFTER = 60, 100  # characters of a long line that are shown around the place
TAB = "    "
# How the errors that prevent a build say where: `ssg.toml:3: error: …`.
FAILURE = re.compile(
    r"(?:(?P<path>[^\s:]+)(?::(?P<line>\d+))?: )?error: (?P<message>.*)", re.DOTALL
)


def problems_of(outcome: Outcome) -> tuple[Problem, ...]:
    """Return what is wrong after a build, errors first."""
    if outcome.report is None:
        return tuple(map(_failure, outcome.failure.splitlines()))
    told = outcome.report.problems
    return tuple(sorted(told, key=lambda each: each.severity is not Severity.ERROR))


def key_of(problem: Problem) -> str:
    """Return what stays the same as long as something is wrong, on whatever line."""
    words = f"{problem.path}\n{problem.severity}\n{problem.message}"
    return hashlib.blake2b(words.encode(errors="surrogatepass"), digest_size=8).hexdigest()


def lines(site: Path, problems: Sequence[Problem], style: Style) -> Iterator[str]:
    """Yield the lines that tell a terminal of problems, with the lines that these are about."""
    shown = [each for each in problems[:MOST] if each.rule]
    if style.width:
        yield from with_sources(in_order(shown), lambda path: lines_of(site, path), style)
    else:
        yield from map(str, shown)
    yield from (str(each) for each in problems[:MOST] if not each.rule)
    if len(problems) > MOST:
        yield f"… and {len(problems) - MOST:,} more; ssg check shows all"


def line(names: Sequence[str], outcome: Outcome) -> str:
    """Return what changed and what came of it, in one line."""
    more = len(names) - MOST_NAMED
    changed = ", ".join(map(printable, names[:MOST_NAMED]))
    changed += f" and {counted(more, 'more file')}" if more > 0 else ""
    report = outcome.report
    if report is None:
        return f"{changed}: not built; 1 error; {outcome.seconds:.1f} s"
    files = "nothing published"
    if report.counts is not None:
        files = f"{counted(report.counts.written, 'file')} written"
        files += f", {report.counts.removed:,} removed" if report.counts.removed else ""
    return f"{changed}: {files}; {found(report.problems)}; {outcome.seconds:.1f} s"


def as_json(site: Path, problems: Sequence[Problem], before: Collection[str]) -> bytes:
    """Return what the browser is told; `before` are keys of what was wrong at the beginning."""
    counts = Counter(each.severity for each in problems)
    told = {
        "errors": counts[Severity.ERROR],
        "warnings": counts[Severity.WARNING] + counts[Severity.NOTE],
        "more": max(len(problems) - MOST, 0),
        "problems": [_shown(site, each, before) for each in problems[:MOST]],
    }
    return json.dumps(told).encode()


def _shown(site: Path, problem: Problem, before: Collection[str]) -> dict[str, object]:
    """Return a problem as the browser shows it."""
    key = key_of(problem)
    return {
        "where": printable(f"{problem.path}:{problem.line}" if problem.line else problem.path),
        "severity": problem.severity.value,
        "message": printable(problem.message),
        "hint": printable(problem.hint),
        "excerpt": _excerpt(lines_of(site, problem.path), problem),
        "key": key,
        "isNew": key not in before,
    }


def _excerpt(lines: Sequence[str], problem: Problem) -> dict[str, object] | None:
    """Return the line that a problem is about in two parts, None where there is no such line.

    The first goes up to the place that is meant. Where that is the whole line, all is in `rest`.
    """
    if not 1 <= problem.line <= len(lines):
        return None
    text = lines[problem.line - 1]
    place = min(max(problem.column - 1, 0), len(text))
    start, end = max(0, place - BEFORE), place + AFTER
    before = ("…" if start else "") + text[start:place]
    rest = text[place:end] + ("…" if end < len(text) else "")
    before, rest = (printable(part.replace("\t", TAB)) for part in (before, rest))
    return {"before": before, "rest": rest, "has_place": problem.column > 0}


def _failure(text: str) -> Problem:
    """Return what prevented a build, which no rule is about."""
    told = FAILURE.fullmatch(text)
    if told is None:
        return Problem.of_file("", Severity.ERROR, "", text)
    message, _, hint = told["message"].partition("; ")
    return Problem(told["path"] or "", int(told["line"] or 0), 0, Severity.ERROR, "", message, hint)
