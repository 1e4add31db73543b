"""Files that were not there before: written, left as they are, or refused in a line."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from ssg.creating import CreationError, create

if TYPE_CHECKING:
    from pathlib import Path


def test_a_new_file_is_written_with_its_folders(tmp_path: Path) -> None:
    assert create(tmp_path / "one/two.md", "a\nb\n")
    assert (tmp_path / "one/two.md").read_bytes() == b"a\nb\n"


def test_what_is_there_is_left_as_it_is(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("mine")
    (tmp_path / "folder").mkdir()
    (tmp_path / "link").symlink_to("nowhere")
    for name in ("file", "folder", "link"):
        assert not create(tmp_path / name, "ours")
    assert (tmp_path / "file").read_text() == "mine"
    assert not (tmp_path / "nowhere").exists()


def test_a_file_that_stands_in_the_way_is_named_so_that_a_terminal_bears_it(tmp_path: Path) -> None:
    (tmp_path / "a\x1b[31m").write_text("mine")
    with pytest.raises(CreationError, match=r"a\\x1b\[31m: a file stands where a folder") as told:
        create(tmp_path / "a\x1b[31m/b.md", "ours")
    assert "\x1b" not in str(told.value)


def test_what_the_system_refuses_is_told_with_the_file(tmp_path: Path) -> None:
    with pytest.raises(CreationError, match=r"n{300}: File name too long"):
        create(tmp_path / ("n" * 300), "ours")
