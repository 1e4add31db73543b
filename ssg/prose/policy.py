"""What the HTML of a listing may hold: the table `policy.tsv`."""

from pathlib import Path
from typing import Final, NamedTuple

from ssg.tables import rows


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
    return {
        written: Rule(becomes, kind, frozenset(attributes.split()))
        for written, becomes, kind, attributes, *_ in rows(Path(__file__).with_name("policy.tsv"))
    }


RULES: Final = _rules()
"""The rule of each element that may be written."""
