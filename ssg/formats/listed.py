"""The rules themselves, as a list for people or for programs."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from ssg.rules import RULES, SECTIONS, in_effect

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from ssg.rules import Level, RuleLevel


def rules_list(levels: Iterable[RuleLevel], *, is_data: bool = False) -> str:
    """Return a list of all rules with the weight that each has on a site: lines, or JSON."""
    weights = in_effect(levels)
    return _data(weights) if is_data else "\n".join(_lines(weights))


def _lines(weights: Mapping[str, Level]) -> Iterator[str]:
    """Yield a line for each rule, under the title of its section."""
    width = max(map(len, RULES))
    for number, (title, rules) in enumerate(SECTIONS.items()):
        yield from ["", title] if number else [title]
        for rule in rules:
            weight = weights[rule.name]
            mark = " (--fix)" if rule.is_fixed else ""
            own = "" if weight == rule.severity else f" (by the settings; else {rule.severity})"
            yield f"  {rule.name:{width}}  {weight:7}  {rule.summary()}{mark}{own}"


def _data(weights: Mapping[str, Level]) -> str:
    """Return the rules as a list of objects."""
    rows = [
        {
            "rule": rule.name,
            "severity": weights[rule.name],
            "default": rule.severity.value,
            "told": rule.told,
            "fixed": rule.is_fixed,
            "says": rule.words(),
        }
        for rule in RULES.values()
    ]
    return json.dumps(rows, indent=1)
