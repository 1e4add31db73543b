"""How much each rule weighs on a site: the table's word, unless the settings say otherwise."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, NamedTuple, get_args

from ssg.problems import Problem, Severity, as_toml, nearest
from ssg.rules.table import RULES

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

Level = Literal["off", "note", "warning", "error"]
LEVELS: tuple[Level, ...] = get_args(Level)


class RuleLevel(NamedTuple):
    """What a site's settings say of a rule."""

    rule: str
    level: Level


class LevelError(ValueError):
    """A level that a rule cannot have: the name of the setting, the message, a hint or no text."""

    def __init__(self, name: str, message: str, hint: str = "") -> None:
        super().__init__(name, message, hint)
        self.name, self.message, self.hint = name, message, hint


def read_levels(table: object) -> tuple[RuleLevel, ...]:
    """Return what a table of settings says of rules, in the order of their names.

    Raises:
        LevelError: no such rule or level, or a rule that leaves listings out and is turned down.
    """
    if not isinstance(table, dict):
        raise LevelError("rules", 'rules must be a table of lines such as title-place = "off"')
    for name, level in table.items():
        if name not in RULES:
            hint = nearest(str(name), RULES) or "ssg check --rules names those there are"
            raise LevelError(str(name), f'"{name}" is not a rule', hint)
        if level not in LEVELS:
            choices = ", ".join(f'"{choice}"' for choice in LEVELS)
            raise LevelError(name, f"{name} must be one of {choices}, not {as_toml(level)}")
        if RULES[name].severity is Severity.ERROR and level != "error":
            message = f'{name} cannot be "{level}": it tells why something is left out'
            raise LevelError(name, message)
    return tuple(RuleLevel(name, table[name]) for name in sorted(table))


def in_effect(levels: Iterable[RuleLevel]) -> dict[str, Level]:
    """Return the level of every rule, by its name."""
    own: dict[str, Level] = {name: rule.severity.value for name, rule in RULES.items()}
    return own | {each.rule: each.level for each in levels}


def weighed(problems: Iterable[Problem], levels: Iterable[RuleLevel]) -> Iterator[Problem]:
    """Yield the problems whose rules are not turned off, each as heavy as the settings say."""
    own = {each.rule: each.level for each in levels}
    for problem in problems:
        level = own.get(problem.rule)
        if level is None:
            yield problem
        elif level != "off":
            yield problem._replace(severity=Severity(level))
