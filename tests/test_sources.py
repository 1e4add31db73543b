"""What a content folder may hold besides listings, and what becomes of it."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import pytest

from ssg.problems import Problem
from ssg.settings import Settings
from ssg.sources import LARGEST_FILE, Source, find_sources
from ssg.static import static_files
from ssg.theme import read_theme

if TYPE_CHECKING:
    from pathlib import Path

    from tests.builds import Board


BAKER = "# Baker\n"


def told(site: Path) -> list[str]:
    """Return the paths of the sources, and the problems as they are printed."""
    return [
        each.path if isinstance(each, Source) else str(each)
        for each in find_sources(site, LARGEST_FILE)
    ]


def test_files_are_found_by_their_endings_in_the_order_of_names(board: Board) -> None:
    paths = ("z.md", "b/README.MD", "a.markdown", "b/c/x.html", "notes.txt", ".draft.md", "b.json")
    assert told(board({f"content/{path}": BAKER for path in paths})) == [
        "content/a.markdown",
        "content/z.md",
        "content/b/README.MD",
        "content/b/c/x.html",
    ]


def test_equal_bytes_have_different_keys_in_different_places(board: Board) -> None:
    site = board({"content/a.md": BAKER, "content/b.md": BAKER})
    sources = [each for each in find_sources(site, LARGEST_FILE) if isinstance(each, Source)]
    assert len({source.key for source in sources}) == 2


def test_a_missing_folder_is_told(tmp_path: Path) -> None:
    assert told(tmp_path) == ["content: warning: there is no such folder, so there are no listings"]


def test_an_empty_folder_is_told(board: Board) -> None:
    """Such as a submodule of Git that was not fetched: an empty site replaced the published one."""
    site = board({"content/.gitkeep": ""})
    assert told(site) == []
    (site / "content/.gitkeep").unlink()
    (site / "content/jobs").mkdir()
    (line,) = told(site)
    assert line.startswith("content: warning: the folder is empty, so there are no listings; ")


def test_a_folder_without_a_listing_is_told(board: Board) -> None:
    (line,) = told(board({"content/jobs/baker.txt": BAKER}))
    assert line == (
        "content: warning: no file there may be a listing;"
        " the names of listings end in .md, .markdown, .html"
    )


def test_hidden_folders_are_told_but_for_that_of_git(board: Board) -> None:
    site = board({"content/.old/x.md": BAKER, "content/.git/x.md": BAKER})
    assert told(site) == [
        "content/.old: warning: a folder whose name begins with a point is passed over"
    ]


def test_links_are_followed_to_files_of_the_content_only(board: Board) -> None:
    site = board({"content/baker.md": BAKER, "secret.md": BAKER, "content-too/x.md": BAKER})
    content = site / "content"
    (content / "again.md").symlink_to("baker.md")
    (content / "away.md").symlink_to("../secret.md")
    (content / "beside.md").symlink_to("../content-too/x.md")
    (content / "folder").symlink_to(".", target_is_directory=True)
    (content / "nowhere.md").symlink_to("gone.md")
    for name in ("loop", "loop.md", ".loop"):
        (content / name).symlink_to(name)
    problems = [each for each in find_sources(site, LARGEST_FILE) if isinstance(each, Problem)]
    assert [(each.path, each.rule) for each in problems] == [
        ("content/away.md", "link"),
        ("content/beside.md", "link"),
        ("content/folder", "link"),
        ("content/loop.md", "unreadable"),
        ("content/nowhere.md", "unreadable"),
    ]
    sources = [each.path for each in find_sources(site, LARGEST_FILE) if isinstance(each, Source)]
    assert sources == ["content/again.md", "content/baker.md"]


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="there are no named pipes here")
def test_a_named_pipe_is_not_waited_for(board: Board) -> None:
    site = board({"content/baker.md": BAKER})
    os.mkfifo(site / "content" / "pipe.md")
    assert told(site) == ["content/baker.md", "content/pipe.md:1: error: not a plain file"]


def test_a_file_too_large_is_refused_by_name(board: Board) -> None:
    site = board({"content/baker.md": b"x" * LARGEST_FILE, "content/large.md": b"x" * 1_000_001})
    assert told(site) == [
        "content/baker.md",
        "content/large.md:1: error: the file has 1,000,001 bytes; at most 1,000,000 go",
    ]


def test_a_name_that_is_not_utf_8_is_refused(board: Board) -> None:
    content = board({"content/baker.md": BAKER}) / "content"
    try:
        (content / os.fsdecode(b"b\xe4cker.md")).write_text(BAKER)
    except OSError:
        pytest.skip("this file system takes UTF-8 only")
    assert told(content.parent) == [
        "content/baker.md",
        "content/b\\udce4cker.md:1: error: the file's name is not UTF-8",
    ]


def test_names_that_are_one_to_other_systems_are_told(board: Board) -> None:
    names = ("Baker.md", "baker.md", "cafe\u0301.md", "caf\u00e9.md", "cook.md")
    found = told(board({f"content/{name}": BAKER for name in names}))
    assert [each for each in found if "warning" not in each] == [f"content/{n}" for n in names]
    alike = [each.partition(";")[0] for each in found if "warning" in each]
    assert alike == [
        f'content/{name}: warning: the name is that of "{first}" but for case or form'
        for first, name in (names[:2], names[2:4])
    ]


def test_folders_may_nest_deeper_than_functions(
    board: Board, monkeypatch: pytest.MonkeyPatch
) -> None:
    site = board({"content/baker.md": BAKER})
    monkeypatch.chdir(site / "content")
    depth = 1010
    for _ in range(depth):
        os.mkdir("d")  # noqa: PTH102 - a relative name, for the whole path is long
        os.chdir("d")
    try:
        assert told(site) == ["content/baker.md"]
    finally:  # from below: what removes temporary folders is a function that calls itself
        for _ in range(depth):
            os.chdir("..")
            os.rmdir("d")  # noqa: PTH106


def test_what_editors_leave_is_neither_published_nor_a_template(board: Board) -> None:
    left = ("static/style.css~", "static/.own.css.swp", "templates/.base.html.swp")
    site = board({"content/baker.md": "---\ntitle: Baker\n---\n", "static/own.css": "a {}\n"})
    theme = read_theme(site, Settings())
    for path in left:
        (site / path).parent.mkdir(exist_ok=True)
        (site / path).write_text("half of it")
    copies, refused = static_files(site, theme.folders)
    assert refused == []
    assert not {"style.css~", ".own.css.swp"} & {file.path for file in copies}
    assert "own.css" in {file.path for file in copies}
    assert read_theme(site, Settings()).key == theme.key
