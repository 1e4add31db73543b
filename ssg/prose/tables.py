"""Tables as GitHub Flavored Markdown has them (its extension "Tables")."""

import re
from collections.abc import Iterable, Iterator
from typing import Final
from xml.etree.ElementTree import Element, SubElement

MOST_COLUMNS: Final = 100
"""A table with more columns is text."""

_DELIMITER_ROW = re.compile(r"\|?(?: *:?-+:? *\|)* *:?-+:? *\|? *$")
_CELL_END = re.compile(r"(?<!\\)\|")


def is_delimiter_row(line: str, header: str) -> bool:
    """Tell whether `line` (`| --- | :-: |`) makes the line above it a table's header."""
    if "|" not in line and "|" not in header:
        return False
    if not _DELIMITER_ROW.match(line):
        return False
    width = len(cells(header))
    return width == len(cells(line)) and width <= MOST_COLUMNS


def cells(row: str) -> list[str]:
    r"""Return the texts between a row's pipes; `\|` is a pipe within a text."""
    row = row.strip(" ").removeprefix("|")
    if row.endswith("|") and not row.endswith("\\|"):
        row = row[:-1]
    return [each.strip(" ").replace("\\|", "|") for each in _CELL_END.split(row)]


def table(rows: Iterable[list[str]]) -> Element:
    """Return the table of a header row, a delimiter row and others, which it cuts to its width."""
    each: Iterator[list[str]] = iter(rows)
    header = next(each)
    next(each)
    element = Element("table")
    _add_row(SubElement(element, "thead"), "th", header)
    body: Element | None = None
    for row in each:
        if body is None:
            body = SubElement(element, "tbody")
        _add_row(body, "td", row[: len(header)])
    return element


def _add_row(parent: Element, tag: str, texts: list[str]) -> None:
    row = SubElement(parent, "tr")
    for text in texts:
        SubElement(row, tag).text = text
