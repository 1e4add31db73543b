"""Scales of charts: shares in percent, and steps that one can read."""

from __future__ import annotations

import math

NICE = (1, 2, 5, 10)


def percent(part: float, whole: float) -> float:
    """Return a part of a whole in percent, to one decimal; 0 of nothing."""
    return round(100 * part / whole, 1) if whole else 0.0


def nice_step(span: float, most: int) -> float:
    """Return the least step of 1, 2 or 5 times a power of ten that a span has few of."""
    raw = max(span / most, 1e-9)
    power = 10.0 ** math.floor(math.log10(raw))
    return next(nice * power for nice in NICE if nice * power >= raw * (1 - 1e-9))


def nice_axis(least: float, most: float, steps: int) -> tuple[float, float, int]:
    """Return where an axis begins, its step and how many of them reach past the greatest value."""
    step = nice_step(most - least or most, steps)
    while math.ceil(most / step) - math.floor(least / step) > steps:
        step = nice_step(step * (steps + 1), steps)
    start = math.floor(least / step)
    return start * step, step, max(1, math.ceil(most / step) - start)


def nice_number(value: float) -> int:
    """Return the 1, 2 or 5 times a power of ten that is nearest, in proportion, from 1 on."""
    power: int = 10 ** math.floor(math.log10(max(value, 1)) + 1e-9)
    return min((nice * power for nice in NICE), key=lambda nice: abs(math.log(nice / value)))
