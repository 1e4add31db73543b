"""Problems for a terminal: by file, each with its source line and a caret under what is meant."""

from __future__ import annotations

import itertools
import re
import unicodedata
from typing import TYPE_CHECKING

from ssg.formats.styles import BLUE, BOLD, DIM, GREEN, RED, YELLOW
from ssg.problems import Severity, printable

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from ssg.formats.styles import Style
    from ssg.problems import Problem

COLORS = {Severity.ERROR: RED, Severity.WARNING: YELLOW, Severity.NOTE: BLUE}
NARROWEST = 40  # columns; a narrower terminal wraps lines by itself
ROOM_BEFORE = 20  # columns shown before what is meant, where a line is cut
_QUOTED = re.compile(r'"([^"…]+)…?"')
_PART = re.compile(r"[^\s:,;]+")


def with_sources(
    problems: Iterable[Problem], lines_of: Callable[[str], Sequence[str]], style: Style
) -> Iterator[str]:
    """Yield lines that show problems, which come by file and line, with the lines they are about.

    `lines_of` gives a file's lines by its path under the site folder, none where it has none.
    """
    for path, group in itertools.groupby(problems, key=lambda problem: problem.path):
        of_file = list(group)
        lines = lines_of(path) if any(problem.line for problem in of_file) else ()
        yield style.paint(printable(path), BOLD)
        for problem in of_file:
            yield from _shown(problem, lines, style)
        yield ""


def _shown(problem: Problem, lines: Sequence[str], style: Style) -> Iterator[str]:
    """Yield the lines that show one problem."""
    severity = style.paint(problem.severity, COLORS[problem.severity], BOLD)
    rule = style.paint(f"[{problem.rule}]", DIM)
    yield f"  {severity}: {printable(problem.message)} {rule}"
    gutter = " " * max(len(str(problem.line)), 2)
    if 0 < problem.line <= len(lines):
        bar = style.paint("|", DIM)
        text, marks = _marked(lines[problem.line - 1], problem, style.width - len(gutter) - 6)
        yield f"  {style.paint(f'{problem.line:>{len(gutter)}}', DIM)} {bar} {text}"
        if marks:
            yield f"  {gutter} {bar} {style.paint(marks, COLORS[problem.severity], BOLD)}"
    if problem.hint:
        yield f"  {gutter} {style.paint('=', DIM)} {style.paint(printable(problem.hint), GREEN)}"


def _marked(line: str, problem: Problem, width: int) -> tuple[str, str]:
    """Return a source line as it is shown, and the line of carets below it, or no text."""
    room = max(width, NARROWEST)
    if not problem.column:
        return _cut(_cells(line), 0, room), ""
    start, end = _meant(line, problem)
    before, meant = _cells(line[:start]), _cells(line[start:end])
    cells = [*before, *meant, *_cells(line[end:])]
    is_far = len(before) + len(meant) >= room
    first = max(len(before) - ROOM_BEFORE, 0) if is_far else 0
    indent = len(before) - first
    carets = "^" * max(min(len(meant), room - indent), 1)
    return _cut(cells, first, room), " " * indent + carets


def _meant(line: str, problem: Problem) -> tuple[int, int]:
    """Return where the part of a line begins and ends that a problem is about.

    Most messages quote it; where they do not, it is the word that the problem stands at.
    """
    at = min(problem.column - 1, len(line))
    for quoted in reversed(_QUOTED.findall(problem.message)):
        found = line.find(quoted, at)
        if found >= 0:
            return found, found + len(quoted)
    word = _PART.match(line, at)
    return at, word.end() if word else at + 1


def _cells(text: str) -> list[str]:
    """Return what each column of a terminal shows of a text: a wide character fills two of them."""
    cells: list[str] = []
    for character in text.replace("\t", "    "):
        if unicodedata.combining(character) and cells:
            cells[-1] += character
        elif not character.isprintable():
            cells.extend(printable(character))
        else:
            cells.append(character)
            if unicodedata.east_asian_width(character) in "WF":
                cells.append("")
    return cells


def _cut(cells: list[str], first: int, room: int) -> str:
    """Return the cells from one on that there is room for; a mark stands where others are left."""
    shown = cells[first : first + room]
    if first:
        shown[0] = "…"
    if len(cells) > first + room:
        shown[-1] = "…"
    return "".join(shown).rstrip()
