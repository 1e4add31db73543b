"""Every rule that a problem can belong to: the one table that settings, commands and docs read."""

from __future__ import annotations

from ssg.rules.levels import Level, LevelError, RuleLevel, in_effect, read_levels, weighed
from ssg.rules.rule import Rule, Sample
from ssg.rules.table import RULES, SECTIONS

__all__ = [
    "RULES",
    "SECTIONS",
    "Level",
    "LevelError",
    "Rule",
    "RuleLevel",
    "Sample",
    "in_effect",
    "read_levels",
    "weighed",
]
