"""What the HTML of a listing may hold: the table `policy.tsv`."""

from pathlib import Path
from typing import Final, NamedTuple


class Rule(NamedTuple):
    """What becomes of an element.

    Attributes:
        becomes: The element that is published.
        kind: `block`, `heading`, `inline` or `void`.
        attributes: The attributes that it may have.
    """

    becomes: str
    kind: str
    attributes: frozenset[str]


def _rules() -> dict[str, Rule]:
    text = Path(__file__).with_name("policy.tsv").read_text(encoding="utf-8")
    lines = [line for line in text.splitlines() if not line.startswith("#")][1:]
    rows = (line.split("\t") for line in lines)
    return {row[0]: Rule(row[1], row[2], frozenset(row[3].split())) for row in rows}


RULES: Final = _rules()
"""The rule of each element that may be written."""
