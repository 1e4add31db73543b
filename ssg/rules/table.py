"""The table of all rules, in the sections and the order in which they are told."""

from __future__ import annotations

from ssg.rules import advice, form, pay, values, whole

SECTIONS = {module.TITLE: module.RULES for module in (form, values, pay, advice, whole)}
RULES = {rule.name: rule for rules in SECTIONS.values() for rule in rules}
