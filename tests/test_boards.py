"""Golden sites: a folder as a maintainer has it, and every byte that is published of it."""

from __future__ import annotations

import datetime as dt
import shutil
from pathlib import Path

import pytest

from ssg.build import Options, build
from tests.folders import files_of

BOARDS = Path(__file__).parent / "boards"
AS_OF = dt.date(2026, 6, 15)


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
    published, expected = files_of(tmp_path / "output"), files_of(golden)
    assert sorted(published) == sorted(expected)
    for path, data in published.items():
        if path.endswith(".png"):  # its letters are drawn by Pillow, each version in its own way
            assert data[:8] == expected[path][:8], path
        else:
            assert data.decode() == expected[path].decode(), path
