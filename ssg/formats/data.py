"""Problems as JSON, by the schema `schemas/problems-1.json`."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from ssg.problems import Problem


def as_json(problems: Iterable[Problem]) -> str:
    """Return problems as a list of objects, by the names of their fields."""
    rows = [{**each._asdict(), "severity": each.severity.value} for each in problems]
    # GitHub's runner takes `##[` for a command wherever a line has it.
    return json.dumps(rows, indent=1).replace("##[", "#\\u0023[")
