"""Publishing: what is staged, in which order it appears, and what is removed."""

from __future__ import annotations

from pathlib import Path

import pytest

from ssg import output
from ssg.output import MANIFEST, OutputError


def publish(folder: Path, files: dict[str, bytes], known: set[str] | None = None) -> output.Counts:
    with output.staging(folder):
        kept = {path for path, data in files.items() if output.stage(folder, path, data)}
        return output.publish(folder, set(files) - kept, kept, known or set())


def test_files_are_written_kept_and_removed(tmp_path: Path) -> None:
    assert publish(tmp_path, {"a/index.html": b"1", "b": b"1"}) == (2, 0, 0)
    assert publish(tmp_path, {"a/index.html": b"1", "b": b"2", "c": b"3"}) == (2, 1, 0)
    assert publish(tmp_path, {"c": b"3"}) == (0, 1, 2)
    assert sorted(path.name for path in tmp_path.iterdir()) == [MANIFEST, "c"]


def test_new_files_appear_before_changed_ones_and_the_home_page_comes_last(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    publish(tmp_path, {"index.html": b"1", "jobs/old/index.html": b"1", "tags/index.html": b"1"})
    order = []
    replace = Path.replace

    def watched(self: Path, target: Path) -> Path:
        moved = replace(self, target)
        order.append(target.relative_to(tmp_path).as_posix())
        return moved

    monkeypatch.setattr(Path, "replace", watched)
    new = {"index.html": b"2", "jobs/new/index.html": b"2", "tags/index.html": b"2"}
    publish(tmp_path, {**new, "tags/new/index.html": b"2"})
    assert [path for path in order if path != MANIFEST] == [
        *("jobs/new/index.html", "tags/new/index.html"),
        *("tags/index.html", "index.html"),
    ]
    assert not (tmp_path / "jobs/old").exists()


def test_a_manifest_cannot_have_files_outside_removed(tmp_path: Path) -> None:
    outside = tmp_path / "outside"
    outside.write_text("precious")
    folder = tmp_path / "output"
    publish(folder, {"a": b"1"})
    with (folder / MANIFEST).open("a") as manifest:
        manifest.write(f"../outside\n{outside}\na/../../outside\n")
    publish(folder, {"b": b"1"})
    assert outside.read_text() == "precious"
    assert not (folder / "a").exists()


def test_a_file_that_was_cut_short_in_publishing_is_cleaned_up_by_the_next_build(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    publish(tmp_path, {"a": b"1"})
    with monkeypatch.context() as patched:
        patched.setattr(output, "_remove", _interrupted)
        with pytest.raises(KeyboardInterrupt):
            publish(tmp_path, {"b": b"1"})
    publish(tmp_path, {"c": b"1"})
    assert sorted(path.name for path in tmp_path.iterdir()) == [MANIFEST, "c"]


def _interrupted(*_: object) -> bool:
    raise KeyboardInterrupt


def test_what_the_cache_knows_is_ours_even_if_the_manifest_is_lost(tmp_path: Path) -> None:
    publish(tmp_path, {"a": b"1", "b": b"1"})
    (tmp_path / MANIFEST).unlink()
    with pytest.raises(OutputError, match="did not write this file"):
        publish(tmp_path, {"a": b"2"})
    publish(tmp_path, {"a": b"2"}, known={"a", "b"})
    assert sorted(path.name for path in tmp_path.iterdir()) == [MANIFEST, "a"]


def test_a_folder_where_a_file_has_to_be_is_told_before_anything_is_touched(tmp_path: Path) -> None:
    (tmp_path / "b").mkdir()
    with pytest.raises(OutputError, match="b: a folder stands where a file has to be"):
        publish(tmp_path, {"a": b"1", "b": b"1"})
    assert not (tmp_path / "a").exists()


def test_a_folder_that_cannot_be_made_is_told(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(OutputError, match="Not a directory"):
        publish(tmp_path / "file/output", {"a": b"1"})
