"""Tables that come with the program."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ssg.tables import rows

if TYPE_CHECKING:
    from pathlib import Path


def test_a_table_has_rows_of_cells_beside_comments_and_empty_lines(tmp_path: Path) -> None:
    table = tmp_path / "table.tsv"
    table.write_text("# sign\twords\n\n#\tnumber\nc#\t\tsharp\u2028flat\n", encoding="utf-8")
    assert rows(table) == [["#", "number"], ["c#", "", "sharp\u2028flat"]]
