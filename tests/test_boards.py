"""Golden sites: a folder as a maintainer has it, and every byte that is published of it."""

from __future__ import annotations

import datetime as dt
import shutil
from pathlib import Path

import pytest

from ssg.build import Options, build

BOARDS = Path(__file__).parent / "boards"
AS_OF = dt.date(2026, 6, 15)


def _tree(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


@pytest.mark.parametrize("name", sorted(path.name for path in BOARDS.iterdir()))
def test_board(name: str, tmp_path: Path, *, update: bool) -> None:
    site, golden = BOARDS / name / "site", BOARDS / name / "output"
    shutil.copytree(site, tmp_path / "site")
    options = Options(tmp_path / "site", tmp_path / "output", AS_OF)
    report = build(options)
    assert [str(each) for each in report.problems] == []
    if update:
        shutil.rmtree(golden, ignore_errors=True)
        shutil.copytree(tmp_path / "output", golden)
    published, expected = _tree(tmp_path / "output"), _tree(golden)
    assert sorted(published) == sorted(expected)
    for path, data in published.items():
        if path.endswith(".png"):  # its letters are drawn by Pillow, each version in its own way
            assert data[:8] == expected[path][:8], path
        else:
            assert data.decode() == expected[path].decode(), path
