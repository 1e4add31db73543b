"""Tables that come with the program: text files of rows, their cells parted by tabs."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path


def rows(table: Path) -> list[list[str]]:
    """Return the cells of each row of a table; empty lines and those that begin with `# ` are none.

    A row has as many cells as its line has tabs, and one more.
    """
    lines = table.read_text(encoding="utf-8").split("\n")
    return [line.split("\t") for line in lines if line and not line.startswith("# ")]
