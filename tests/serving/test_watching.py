"""When a build begins: once what changes has settled, and without a change that is forgotten."""

from __future__ import annotations

import asyncio
import contextlib
import os
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ssg.serving import watching
from ssg.serving.watching import LONGEST, QUIET, Look, Stamp, Waiting, changes, difference, look

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable, Iterable
    from pathlib import Path

    from tests.builds import Board

LISTING = "---\ntitle: Baker\n---\n"
ALWAYS = 3600.0
NOTHING: Look = {}


def seen(**sizes: int) -> Look:
    return {name: Stamp(0, 0, size, 0, 0) for name, size in sizes.items()}


def test_nothing_is_due_where_nothing_changed() -> None:
    waiting = Waiting(seen(a=1), seen(a=1))
    assert waiting.due() is None
    assert waiting.after(seen(a=1), 5).due() is None


def test_a_build_begins_when_all_is_quiet() -> None:
    waiting = Waiting(NOTHING, NOTHING).after(seen(a=1), 5)
    assert waiting.due() == 5 + QUIET
    assert waiting.after(seen(a=1), 5.05).due() == 5 + QUIET
    assert waiting.after(seen(a=2), 5.05).due() == 5.05 + QUIET


def test_what_changes_all_the_time_is_built_in_the_end() -> None:
    waiting = Waiting(NOTHING, NOTHING)
    for tick in range(100):
        waiting = waiting.after(seen(a=tick), 5 + tick * QUIET / 2)
    assert waiting.due() == 5 + LONGEST


def test_what_came_and_went_is_not_built() -> None:
    waiting = Waiting(NOTHING, NOTHING).after(seen(a=1), 5).after(NOTHING, 5.05)
    assert waiting.due() is None


def test_after_a_build_only_what_is_new_is_due() -> None:
    begun = Waiting(NOTHING, NOTHING).after(seen(a=1), 5).begun()
    assert begun.due() is None
    assert begun.after(seen(a=1), 6).due() is None
    assert begun.after(seen(a=2), 6).due() == 6 + QUIET


@given(saves=st.lists(st.floats(0, 10), max_size=60).map(sorted), build_time=st.floats(0.01, 2))
def test_the_last_save_is_always_built(saves: list[float], build_time: float) -> None:
    """A clock that is passed in, a file saved at some times, builds that take their time."""
    waiting, now, built, builds = Waiting(NOTHING, NOTHING), 0.0, 0, 0
    while now < 20:
        count = sum(save <= now for save in saves)
        waiting = waiting.after(seen(a=count) if count else NOTHING, now)
        due = waiting.due()
        if due is not None and now >= due:
            waiting = waiting.begun()
            built = count
            builds += 1
            now += build_time
        else:
            now += 0.03
    assert built == len(saves)
    assert builds <= len(saves)


def test_names_that_came_changed_or_went() -> None:
    assert difference({"a": 1, "b": 1, "c": 1}, {"b": 2, "c": 1, "d": 1}) == ("a", "b", "d")


def test_a_look_sees_what_a_build_reads_and_nothing_that_editors_leave(
    board: Board,
) -> None:
    kept = {
        *("content/baker.md", "content/jobs/A/2026-01/x/README.md", "content/a.HTML"),
        *("templates/listing.html", "templates/static/style.css", "static/logo.svg"),
        *("static/.well-known/x", "ssg.toml"),
    }
    passed_over = {
        *("content/notes.txt", "content/.baker.md.swp", "content/baker.md~", "content/.#baker.md"),
        *("content/baker.md.tmp", "templates/.listing.html.swp", "templates/listing.html~"),
        *("static/4913", "static/#style.css#", "static/.goutputstream-AB12", "output/index.html"),
        *(".ssg-cache/build.sqlite", ".git/index", "static/style.css___jb_tmp___"),
    }
    site = board(dict.fromkeys(kept | passed_over, LISTING))
    assert {name for name in look(site) if not name.startswith("ssg/")} == kept
    assert "ssg/templates/listing.html" in look(site)


def test_a_look_sees_each_way_to_save(board: Board) -> None:
    site = board({"content/baker.md": LISTING})
    file, before = site / "content/baker.md", look(site)
    times = file.stat().st_atime_ns, file.stat().st_mtime_ns
    other = site / "content/other"
    other.write_text(LISTING.replace("Baker", "Maker"), encoding="utf-8")
    os.utime(other, ns=times)
    other.rename(file)  # as many editors save: as long as it was, and at the same time
    renamed = look(site)
    assert difference(before, renamed) == ("content/baker.md",)
    file.unlink()
    assert difference(renamed, look(site)) == ("content/baker.md",)
    assert "content/baker.md" not in look(site)


def test_a_folder_that_cannot_be_looked_at_is_no_hindrance(tmp_path: Path) -> None:
    assert not any(name.startswith("content/") for name in look(tmp_path / "nowhere"))


def test_the_word_of_the_system_counts_where_the_clock_of_a_disk_is_coarse(
    board: Board,
) -> None:
    site = board({"content/baker.md": LISTING})
    told = {str(site / "content/baker.md"): 1}
    assert difference(look(site), look(site, told)) == ("content/baker.md",)


async def nothing_told(*_: object, **__: object) -> AsyncIterator[set[str]]:
    """Tell nothing, as network folders do."""
    await asyncio.sleep(ALWAYS)
    yield set()


def first_changes(site: Path, begin: Look, *edits: Callable[[], object]) -> list[tuple[str, ...]]:
    """Return what is yielded after each edit."""

    async def follow() -> list[tuple[str, ...]]:
        found = []
        async with contextlib.aclosing(changes(site, begin)) as settled:
            for edit in edits:
                edit()
                found.append(await asyncio.wait_for(anext(settled), 30))
        return found

    return asyncio.run(follow())


@pytest.mark.parametrize("is_native", [True, False])
def test_changes_are_found_with_the_system_and_without(
    board: Board,
    monkeypatch: pytest.MonkeyPatch,
    is_native: bool,  # noqa: FBT001 - a parameter of the test
) -> None:
    if not is_native:
        monkeypatch.setattr(watching, "awatch", nothing_told)
        monkeypatch.setattr(watching, "OFTEN", 0.05)
        monkeypatch.setattr(watching, "SELDOM", ALWAYS)
    site = board({"content/baker.md": LISTING}).resolve()

    def save(path: str, text: str = LISTING) -> Callable[[], object]:
        def edit() -> None:
            (site / path).parent.mkdir(parents=True, exist_ok=True)
            (site / path).write_text(text, encoding="utf-8")

        return edit

    found = first_changes(
        site,
        look(site),
        save("content/baker.md", LISTING + "Bread.\n"),
        save("content/jobs/Food/2026-01/cook/README.md"),
        save("templates/listing.html"),
        save("templates/listing.html", "again"),
        save("ssg.toml", ""),
        (site / "content/baker.md").unlink,
    )
    assert found == [
        ("content/baker.md",),
        ("content/jobs/Food/2026-01/cook/README.md",),
        ("templates/listing.html",),
        ("templates/listing.html",),
        ("ssg.toml",),
        ("content/baker.md",),
    ]


def test_a_first_folder_is_found_at_once(board: Board, monkeypatch: pytest.MonkeyPatch) -> None:
    """The system tells of what the folders hold that were there when it was asked."""
    monkeypatch.setattr(watching, "SELDOM", ALWAYS)
    site = board({"content/baker.md": LISTING}).resolve()

    def make() -> None:
        (site / "static").mkdir()
        (site / "static/own.css").write_text("", encoding="utf-8")

    async def follow() -> set[str]:
        async with contextlib.aclosing(changes(site, look(site))) as settled:
            waited = asyncio.ensure_future(anext(settled))
            await asyncio.sleep(1)
            (site / "content/baker.md").write_text("x", encoding="utf-8")
            told = {*await waited}
            waited = asyncio.ensure_future(anext(settled))
            await asyncio.sleep(1)
            make()
            told.update(await asyncio.wait_for(waited, 5))
            while "static/own.css" not in told:  # a slow machine tells of the first save twice
                told.update(await asyncio.wait_for(anext(settled), 5))
            return told

    assert asyncio.run(follow()) == {"content/baker.md", "static/own.css"}


def test_what_changed_before_the_first_look_back_is_found(
    board: Board,
) -> None:
    site = board({"content/baker.md": LISTING}).resolve()
    begin = look(site)
    (site / "content/baker.md").write_text(LISTING + "Bread.\n", encoding="utf-8")
    assert first_changes(site, begin, lambda: None) == [("content/baker.md",)]


def test_where_the_system_cannot_be_asked_looks_go_on(
    board: Board, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object, **__: object) -> Iterable[object]:
        raise OSError(28, "No space left on device")  # as inotify says at its limit

    monkeypatch.setattr(watching, "awatch", refuse)
    monkeypatch.setattr(watching, "OFTEN", 0.05)
    site = board({"content/baker.md": LISTING}).resolve()
    edit = lambda: (site / "content/baker.md").write_text("x", encoding="utf-8")  # noqa: E731
    assert first_changes(site, look(site), edit) == [("content/baker.md",)]
