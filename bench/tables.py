"""Figures as Markdown tables."""

from __future__ import annotations

from statistics import median
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from measure import Cost

MEBI = 1024 * 1024
OURS = "ssg"


class Figures(NamedTuple):
    """What the builds of a program in a scenario cost; `memory` in bytes, None if unknown."""

    scenario: str
    program: str
    listings: int
    costs: tuple[Cost, ...]
    memory: int | None


def comparison(figures: Sequence[Figures]) -> str:
    """Return a row for each scenario and program: the least and the median of its runs.

    A ratio is ssg's cost divided by the other's: the median of those of the runs, pair by pair.
    """
    rows = [
        [
            "scenario",
            "program",
            "wall, s",
            "CPU, s",
            "memory, MiB",
            "ssg / it: wall",
            "CPU",
            "memory",
        ]
    ]
    for each in figures:
        ours = next(
            other for other in figures if (other.scenario, other.program) == (each.scenario, OURS)
        )
        is_ours = each is ours
        rows.append(
            [
                each.scenario if is_ours else "",
                each.program,
                _least_and_median(cost.wall for cost in each.costs),
                _least_and_median(cost.cpu for cost in each.costs),
                _mebibytes(each.memory),
                *(["", "", ""] if is_ours else _ratios(ours, each)),
            ]
        )
    return _table(rows, words=2)


def growth(figures: Sequence[Figures]) -> str:
    """Return a row for each scenario and size: least costs, and those of a listing.

    The last columns say how much dearer a listing is than on the smallest board.
    """
    rows = [
        [
            *("scenario", "listings", "wall, s", "CPU, s", "memory, MiB"),
            *("wall a listing, ms", "CPU a listing, ms", "wall, growth", "CPU, growth"),
        ]
    ]
    scenarios = [each.scenario for each in figures]
    for each in sorted(figures, key=lambda each: scenarios.index(each.scenario)):
        first = next(other for other in figures if other.scenario == each.scenario)
        wall, cpu = _of_a_listing(each)
        first_wall, first_cpu = _of_a_listing(first)
        rows.append(
            [
                each.scenario if each is first else "",
                f"{each.listings:,}",
                f"{min(cost.wall for cost in each.costs):.2f}",
                f"{min(cost.cpu for cost in each.costs):.2f}",
                _mebibytes(each.memory),
                f"{wall * 1000:.3f}",
                f"{cpu * 1000:.3f}",
                "" if each is first else f"{wall / first_wall:.2f}",
                "" if each is first else f"{cpu / first_cpu:.2f}",
            ]
        )
    return _table(rows, words=1)


def _of_a_listing(figures: Figures) -> tuple[float, float]:
    """Return the least wall and processor time, in seconds a listing."""
    wall = min(cost.wall for cost in figures.costs)
    cpu = min(cost.cpu for cost in figures.costs)
    return wall / figures.listings, cpu / figures.listings


def _ratios(ours: Figures, other: Figures) -> list[str]:
    """Return ssg's wall time, processor time and memory, as parts of another program's."""
    pairs = list(zip(ours.costs, other.costs, strict=True))
    wall = median(mine.wall / its.wall for mine, its in pairs)
    cpu = median(mine.cpu / its.cpu for mine, its in pairs)
    memory = f"{ours.memory / other.memory:.2f}" if ours.memory and other.memory else "–"
    return [f"{wall:.2f}", f"{cpu:.2f}", memory]


def _least_and_median(values: Iterable[float]) -> str:
    """Return the least of some values, and the median in brackets."""
    known = list(values)
    return f"{min(known):.2f} ({median(known):.2f})"


def _mebibytes(count: int | None) -> str:
    """Return bytes in MiB."""
    return f"{count / MEBI:.0f}" if count else "–"


def _table(rows: Sequence[Sequence[str]], words: int) -> str:
    """Return rows as a Markdown table; the first columns are words, the others numbers."""
    rule = [*["---"] * words, *["---:"] * (len(rows[0]) - words)]
    return "\n".join(f"| {' | '.join(row)} |" for row in (rows[0], rule, *rows[1:]))
