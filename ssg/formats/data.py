"""Data as JSON; problems by the schema `schemas/problems-1.json`."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from ssg.problems import Problem


def as_json(problems: Iterable[Problem]) -> str:
    """Return problems as a list of objects, by the names of their fields."""
    rows = [{**each._asdict(), "severity": each.severity.value} for each in problems]
    return inert_json(rows)


def inert_json(data: object) -> str:
    """Return data as JSON in which GitHub's runner sees no command, whatever its texts hold.

    The runner takes `##[` for one wherever a line has it.
    """
    return json.dumps(data, indent=1).replace("##[", "#\\u0023[")
