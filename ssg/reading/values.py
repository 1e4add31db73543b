"""What every format of a listing file comes down to: named values, each with its place."""

from __future__ import annotations

from typing import NamedTuple

from ssg.problems import Severity
from ssg.rules import RULES


class Scalar(NamedTuple):
    """One plain value as its author wrote it.

    `kind` is what YAML takes it for, "tag" where that is nothing we allow, "str" elsewhere.
    """

    text: str
    kind: str
    line: int
    column: int


class Collection(NamedTuple):
    """A list's items, or a mapping's values with their keys; `kind` is "list" or "mapping"."""

    kind: str
    keys: tuple[Scalar, ...]
    items: tuple[Value, ...]
    line: int
    column: int


Value = Scalar | Collection


class Field(NamedTuple):
    """What a file says under one name."""

    name: Scalar
    value: Value


class Flaw(NamedTuple):
    """A problem that a file has, before its path is known."""

    line: int
    column: int
    rule: str
    message: str
    hint: str = ""
    is_doubt: bool = False  # a warning here, though its rule may be one of errors

    @property
    def is_error(self) -> bool:
        """Return whether it leaves the file out."""
        return RULES[self.rule].severity is Severity.ERROR and not self.is_doubt


class Document(NamedTuple):
    """A file taken apart: its fields in order, its Markdown, and what was wrong with its form."""

    fields: tuple[Field, ...]
    body: str
    flaws: tuple[Flaw, ...] = ()
    line: int = 1  # that the body begins on
    has_headings: bool = False  # in the form of bare headings


def without_places(value: Value) -> object:
    """Return what a value says, wherever it stands, to be compared with what others say."""
    if isinstance(value, Scalar):
        return value.text
    return (
        value.kind,
        tuple(key.text for key in value.keys),
        tuple(map(without_places, value.items)),
    )
