"""Publishing: what is staged, in which order it appears, and what is removed."""

from __future__ import annotations

import contextlib
import errno
import os
import re
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from ssg import changeover, output
from ssg.changeover import STAGING, OutputError
from ssg.output import MANIFEST

if TYPE_CHECKING:
    from collections.abc import Callable


def publish(folder: Path, files: dict[str, bytes], known: set[str] | None = None) -> output.Counts:
    with output.staging(folder):
        kept = {path for path, data in files.items() if output.stage(folder, path, data)}
        return output.publish(folder, set(files) - kept, kept, known or set())


def test_files_are_written_kept_and_removed(tmp_path: Path) -> None:
    assert publish(tmp_path, {"a/index.html": b"1", "b": b"1"}) == (2, 0, 0)
    assert publish(tmp_path, {"a/index.html": b"1", "b": b"2", "c": b"3"}) == (2, 1, 0)
    assert publish(tmp_path, {"c": b"3"}) == (0, 1, 2)
    assert sorted(path.name for path in tmp_path.iterdir()) == [MANIFEST, "c"]


def test_an_interrupt_while_staging_is_made_leaves_none_of_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def interrupted(folder: Path) -> None:
        changeover.prepare(folder)
        raise KeyboardInterrupt

    monkeypatch.setattr(output, "prepare", interrupted)
    with pytest.raises(KeyboardInterrupt):
        publish(tmp_path, {"index.html": b"1"})
    assert not (tmp_path / STAGING).exists()


def test_new_files_appear_before_changed_ones_and_the_home_page_comes_last(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    publish(tmp_path, {"index.html": b"1", "jobs/old/index.html": b"1", "tags/index.html": b"1"})
    order = []

    def watched(real: Callable[..., object]) -> Callable[..., object]:
        def call(*words: object) -> object:
            order.append(words[-1])
            return real(*words)

        return call

    # The order in which files are put in place is what this is about.
    monkeypatch.setattr(changeover, "_put", watched(changeover._put))  # noqa: SLF001
    monkeypatch.setattr(output, "vanish", watched(changeover.vanish))
    new = {"index.html": b"2", "jobs/new/index.html": b"2", "tags/index.html": b"2"}
    publish(tmp_path, {**new, "tags/new/index.html": b"2"})
    names = ("jobs/new", "tags/new", "tags/index.html", "index.html")
    assert order == [*(f"{tmp_path}/{name}" for name in names), ["jobs/old/index.html"]]
    assert not (tmp_path / "jobs/old").exists()


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="there are no named pipes here")
def test_a_named_pipe_in_the_way_is_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "index.html")
    with pytest.raises(OutputError, match="ssg did not write this file"):
        publish(tmp_path, {"index.html": b"1"})


def test_what_the_system_opens_is_read_and_written_byte_for_byte() -> None:
    """Else Windows turns its line ends, and no picture ever has the bytes that it was made of."""
    package = Path(__file__).parent.parent / "ssg"
    sources = [path.read_text(encoding="utf-8") for path in package.rglob("*.py")]
    calls = [call for source in sources for call in re.findall(r"os\.open\(.*", source)]
    assert calls
    assert [call for call in calls if not re.search(" TO_(READ|WRITE)", call)] == []


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
        patched.setattr(changeover, "remove", _interrupted_after(0, id))
        with pytest.raises(KeyboardInterrupt):
            publish(tmp_path, {"b": b"1"})
    publish(tmp_path, {"c": b"1"})
    assert sorted(path.name for path in tmp_path.iterdir()) == [MANIFEST, "c"]


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


def seen(folder: Path) -> dict[str, bytes]:
    """Return what a visitor can see of a folder."""
    found = {}
    for above, folders, names in os.walk(folder, followlinks=True):
        folders[:] = [name for name in folders if name != STAGING]
        for path in (Path(above, name) for name in names if not name.startswith(".")):
            if path.is_file():
                found[path.relative_to(folder).as_posix()] = path.read_bytes()
    return found


OLD = {"index.html": b"1", "jobs/a/index.html": b"1", "companies/a/index.html": b"1"}
NEW = {"index.html": b"2", "jobs/b/index.html": b"2", "companies/b/index.html": b"2"}


@pytest.mark.parametrize("is_killed", [True, False])
@pytest.mark.parametrize("stop", ["_make_link", "_put", "_exchanged", "vanish", "remove"])
@pytest.mark.parametrize("after", [0, 1])
def test_what_is_cut_short_stays_as_it_is_seen(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, stop: str, after: int, *, is_killed: bool
) -> None:
    publish(tmp_path, OLD)
    with monkeypatch.context() as patched:
        interrupted = _interrupted_after(after, getattr(changeover, stop))
        patched.setattr(changeover, stop, interrupted)
        patched.setattr(output, stop, interrupted, raising=False)
        if is_killed:
            patched.setattr(output, "clear", lambda _: None)
        with contextlib.suppress(KeyboardInterrupt):
            publish(tmp_path, NEW)
    found = seen(tmp_path)
    assert not {"jobs/b/index.html", "companies/b/index.html"} - set(found) or found == OLD
    with output.staging(tmp_path):
        assert seen(tmp_path) == found
        assert not any(path.is_symlink() for path in tmp_path.rglob("*"))
    publish(tmp_path, NEW)
    assert seen(tmp_path) == NEW
    assert sorted(path.name for path in tmp_path.iterdir()) == [
        *(MANIFEST, "companies", "index.html", "jobs")
    ]


def _interrupted_after(times: int, real: Callable[..., object]) -> Callable[..., object]:
    """Return a function that is interrupted once it was called some times."""
    left = iter(range(times))

    def call(*words: object) -> object:
        if next(left, None) is None:
            raise KeyboardInterrupt
        return real(*words)

    return call


def test_a_disk_that_knows_no_links_is_published_to_as_well(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refused(_: str, place: str, *__: object) -> None:
        if not Path(place).parent.is_dir():
            raise FileNotFoundError(errno.ENOENT, "No such file or directory")
        raise OSError(errno.EPERM, "Operation not permitted")

    monkeypatch.setattr(os, "symlink", refused)
    monkeypatch.setattr(os, "link", refused)
    publish(tmp_path, OLD)
    publish(tmp_path, NEW)
    assert seen(tmp_path) == NEW


def test_a_path_may_become_a_folder_and_a_folder_a_path(tmp_path: Path) -> None:
    publish(tmp_path, {"a": b"1", "b/c/d": b"1", "b/e": b"1"})
    publish(tmp_path, {"a/b/c": b"2", "b": b"2"})
    assert seen(tmp_path) == {"a/b/c": b"2", "b": b"2"}
    (tmp_path / "a/b/ours.txt").write_text("")
    with pytest.raises(OutputError, match="a: a folder stands where a file has to be"):
        publish(tmp_path, {"a": b"3", "b": b"3"})
    assert seen(tmp_path) == {"a/b/c": b"2", "a/b/ours.txt": b"", "b": b"2"}


def test_a_folder_may_become_a_path_where_nothing_stands_beside_it(tmp_path: Path) -> None:
    publish(tmp_path, {"a/b/c": b"1"})
    publish(tmp_path, {"a/b": b"2"})
    assert seen(tmp_path) == {"a/b": b"2"}


def test_a_folder_that_a_build_cut_short_left_empty_is_in_no_ones_way(tmp_path: Path) -> None:
    publish(tmp_path, {"b": b"1"})
    for folder in (STAGING, "a/b", "theirs"):
        (tmp_path / folder).mkdir(parents=True)
    (tmp_path / "theirs/file").write_text("")
    publish(tmp_path, {"a": b"2", "b": b"1"})
    assert seen(tmp_path) == {"a": b"2", "b": b"1", "theirs/file": b""}


def test_a_link_out_of_the_folder_is_not_written_through(tmp_path: Path) -> None:
    (tmp_path / "outside").mkdir()
    (tmp_path / "output").mkdir()
    (tmp_path / "output/jobs").symlink_to(tmp_path / "outside")
    with pytest.raises(OutputError, match="jobs: a link stands where a folder has to be"):
        publish(tmp_path / "output", {"jobs/a": b"1"})
    assert not [*(tmp_path / "outside").iterdir()]


def test_what_the_cache_says_to_be_known_cannot_have_files_outside_removed(tmp_path: Path) -> None:
    (tmp_path / "outside").write_text("precious")
    publish(tmp_path / "output", {"a": b"1"}, known={"../outside"})
    assert (tmp_path / "outside").read_text() == "precious"


@pytest.mark.parametrize("is_by_system", [True, False])
def test_a_part_may_be_a_piece_of_what_is_published(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, *, is_by_system: bool
) -> None:
    if not is_by_system:
        monkeypatch.delattr(os, "copy_file_range", raising=False)
    publish(tmp_path, {"stream": bytes(range(256)) * 9000})
    with output.staging(tmp_path):
        piece = output.Piece(255, 2 * output.AT_ONCE)
        assert not output.stage_parts(tmp_path, "stream", [b"new", piece, b"", b"end"])
        output.publish(tmp_path, ["stream"], [], set())
    whole = bytes(range(256)) * 9000
    assert (tmp_path / "stream").read_bytes() == b"new" + whole[255 : 255 + piece.size] + b"end"


@pytest.mark.parametrize("is_by_system", [True, False])
def test_a_piece_that_is_there_no_more_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, *, is_by_system: bool
) -> None:
    if not is_by_system:
        monkeypatch.delattr(os, "copy_file_range", raising=False)
    publish(tmp_path, {"stream": b"short"})
    with output.staging(tmp_path), pytest.raises(OutputError, match="became shorter"):
        output.stage_parts(tmp_path, "stream", [output.Piece(2, 100)])
