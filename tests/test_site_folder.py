"""Which folder a command works in, and what is said where that cannot be."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

    import pytest

    from tests.builds import Run


def test_a_site_folder_without_its_option_is_told_with_it(tmp_path: Path, run: Run) -> None:
    for words, told in (
        ((tmp_path,), f"({tmp_path}): ssg build --site {tmp_path}\n"),
        (("a",), "(a)\n"),
    ):
        result = run("build", *words)
        assert result.exit_code == 2
        assert result.stderr.endswith(f"unexpected extra argument {told}")


def test_a_current_folder_that_was_removed_is_told(
    tmp_path: Path, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "gone").mkdir()
    monkeypatch.chdir(tmp_path / "gone")
    (tmp_path / "gone").rmdir()
    result = run("build")
    assert result.exit_code == 2
    assert result.stderr == "error: the current folder is there no more\n"
