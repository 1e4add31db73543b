"""The whole build: what is published, kept and removed, and that it is always the same."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import time
import tomllib
from pathlib import Path
from typing import IO, TYPE_CHECKING

import pytest

from ssg import changeover, output, publication, readings
from ssg.build import LIBRARIES, OWN_SUFFIXES, Options, build
from ssg.changeover import STAGING, OutputError
from ssg.sources import LARGEST_FILE, Source, source_of
from ssg.workers import Workers
from tests.builds import AS_OF, FILES, built, listing
from tests.folders import files_of

if TYPE_CHECKING:
    from ssg.problems import Problem
    from tests.builds import Board

pytestmark = pytest.mark.usefixtures("alone")

ROOT = Path(__file__).parent.parent


def times(folder: Path) -> dict[str, int]:
    return {
        path.relative_to(folder).as_posix(): path.stat().st_mtime_ns
        for path in folder.rglob("*")
        if path.is_file()
    }


@pytest.mark.usefixtures("processes")
def test_a_stream_has_the_time_that_it_takes_to_copy_it(
    board: Board, monkeypatch: pytest.MonkeyPatch
) -> None:
    def slowly(source: Path, piece: output.Piece, target: IO[bytes]) -> None:
        time.sleep(0.5)
        target.write(source.read_bytes()[piece.start : piece.start + piece.size])

    site = board({**FILES, "ssg.toml": FILES["ssg.toml"] + "time_limit = 1\n"})
    built(site)
    monkeypatch.setattr(output, "_copy", slowly)
    monkeypatch.setattr(publication, "SLOW_DISK", 100)
    (site / "content/nurse.md").write_text(listing("Midwife", posted="2026-06-03"))
    assert built(site).problems == ()
    assert b"Midwife" in (site / "output/feeds/jobs.xml").read_bytes()


@pytest.mark.usefixtures("processes")
def test_an_interrupt_ends_the_workers_before_what_they_staged_goes(
    board: Board, monkeypatch: pytest.MonkeyPatch
) -> None:
    stage, clear = output.stage, changeover.clear

    def stage_slowly(folder: Path, path: str, data: bytes) -> bool:
        time.sleep(0.1)
        return stage(folder, path, data)

    def clear_slowly(folder: Path) -> None:
        clear(folder)
        time.sleep(0.5)  # in which a worker that is left writes

    def interrupt(phase: str) -> None:
        if phase == "rendering":
            raise KeyboardInterrupt

    monkeypatch.setattr(output, "stage", stage_slowly)
    monkeypatch.setattr(output, "clear", clear_slowly)
    site = board(FILES)
    with pytest.raises(KeyboardInterrupt):
        build(Options(site, site / "output", AS_OF), interrupt)
    assert not (site / "output" / STAGING).exists()


@pytest.mark.usefixtures("processes")
def test_everything_promised_is_written(board: Board) -> None:
    site = board(FILES)
    report = built(site)
    assert report.exit_status == 0
    assert (report.open_listings, report.closed_listings) == (4, 1)
    pages = set(files_of(site / "output"))
    assert {
        *("index.html", "page/2/index.html", "feed.xml", "sitemap.xml", "robots.txt", "404.html"),
        *("jobs.json", ".nojekyll", "archive/index.html", "logo.txt", "style.css"),
        *("jobs/baker/index.html", "jobs/gone/index.html"),
        *("companies/index.html", "companies/kornblume/index.html", "companies/kornblume/feed.xml"),
        *("countries/portugal/index.html", "countries/worldwide/feed.xml"),
        *("tags/index.html", "tags/c-sharp/index.html", "tags/metal/feed.xml"),
    } <= pages
    assert not {"jobs/draft/index.html", "jobs/future/index.html", "CNAME"} & pages


@pytest.mark.usefixtures("processes")
def test_warm_equals_cold_and_touches_nothing(board: Board) -> None:
    site = board(FILES)
    cold = built(site)
    before, stamps = files_of(site / "output"), times(site / "output")
    warm = built(site)
    assert files_of(site / "output") == before
    assert times(site / "output") == stamps
    assert warm.problems == cold.problems
    assert warm.counts is not None
    assert warm.counts.written == 0


@pytest.mark.usefixtures("processes")
def test_where_much_is_known_another_process_looks_for_what_is_new(
    board: Board, monkeypatch: pytest.MonkeyPatch
) -> None:
    site = board({**FILES, "content/large.md": b"x" * (LARGEST_FILE + 1)})
    before = built(site)
    (site / "content/nurse.md").write_text(listing("Midwife", posted="2026-06-03"))
    (site / "content/cook.md").unlink()
    read_here: list[str] = []

    def noted(site: Path, path: str, largest: int) -> Source | Problem:
        read_here.append(path)
        return source_of(site, path, largest)

    monkeypatch.setattr(readings, "AT_ONCE", 2)
    monkeypatch.setattr(readings, "WORTHWHILE", 1)
    monkeypatch.setattr(readings, "source_of", noted)
    monkeypatch.setattr(Workers, "share", Workers.begin)  # else this process helps
    warm = built(site)
    assert read_here == ["content/large.md", "content/nurse.md"]
    assert [each.path for each in warm.problems] == [each.path for each in before.problems]
    pages = files_of(site / "output")
    assert "jobs/cook/index.html" not in pages
    assert b"Midwife" in pages["jobs/nurse/index.html"]
    built(site, clean=True)
    assert files_of(site / "output") == pages


@pytest.mark.usefixtures("processes")
def test_the_cache_may_be_deleted_or_damaged_at_any_time(board: Board) -> None:
    site = board(FILES)
    built(site)
    before = files_of(site / "output")
    cache = site / ".ssg-cache/build.sqlite"
    whole = cache.read_bytes()
    for damage in (b"", b"garbage" * 1000, whole[: len(whole) // 2], whole[:5000] + b"\0" * 9000):
        cache.write_bytes(damage)
        built(site)
        assert files_of(site / "output") == before
    cache.unlink()
    (site / "content/baker.md").unlink()
    built(site)
    assert "jobs/baker/index.html" not in files_of(site / "output")


@pytest.mark.usefixtures("processes")
def test_one_edit_changes_exactly_the_pages_that_show_it(board: Board) -> None:
    site = board(FILES)
    built(site)
    before = files_of(site / "output")
    (site / "content/welder.md").write_text(
        listing("Smith", "Iron Works", posted="2026-06-02", tags="[metal, C#]")
    )
    built(site)
    after = files_of(site / "output")
    changed = {path for path in before if before[path] != after[path]}
    assert changed == {
        *("jobs/welder/index.html", "index.html", "404.html", "feed.xml", "jobs.json"),
        "search.json",
        *("atom.xml", "feed.json", "feeds/jobs.xml", "feeds/jooble.xml"),
        *("companies/iron-works/index.html", "companies/iron-works/feed.xml"),
        *("tags/metal/index.html", "tags/metal/feed.xml"),
        *("tags/c-sharp/index.html", "tags/c-sharp/feed.xml"),
    }
    assert set(before) == set(after)


def test_foreign_files_survive(board: Board) -> None:
    site = board(FILES)
    (site / "output/jobs").mkdir(parents=True)
    (site / "output/jobs/notes.txt").write_text("mine")
    (site / "output/.gitignore").write_text("*")
    built(site)
    (site / "content/baker.md").unlink()
    built(site)
    assert (site / "output/jobs/notes.txt").read_text() == "mine"
    assert (site / "output/.gitignore").read_text() == "*"
    assert not (site / "output/jobs/baker").exists()


def test_a_foreign_file_in_the_way_is_not_written_over(board: Board) -> None:
    site = board(FILES)
    (site / "output").mkdir()
    (site / "output/index.html").write_text("mine")
    with pytest.raises(OutputError, match=r"index\.html: ssg did not write this file"):
        built(site)
    assert files_of(site / "output") == {"index.html": b"mine"}


def test_jobs_hash_seed_time_zone_and_locale_change_nothing(tmp_path: Path) -> None:
    trees = []
    for number, (jobs, changes) in enumerate(
        [
            ("1", {"PYTHONHASHSEED": "1", "TZ": "Asia/Tokyo", "LC_ALL": "C"}),
            ("2", {"PYTHONHASHSEED": "2", "TZ": "America/Lima", "LC_ALL": "C.UTF-8"}),
        ]
    ):
        output = tmp_path / str(number)
        words = ["build", "--site", str(ROOT), "--output", str(output), "--clean", "--jobs", jobs]
        subprocess.run(
            [sys.executable, "-m", "ssg", *words, "--as-of", "2026-11-20", "--quiet"],
            env={**os.environ, **changes},
            check=True,
        )
        trees.append(files_of(output))
    assert trees[0] == trees[1]


# What is remembered is of one version: of all that takes part in what a build writes


def test_the_version_is_of_each_library_but_those_that_write_nothing() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    extras = project["optional-dependencies"].values()
    wanted = [*project["dependencies"], *(each for extra in extras for each in extra)]
    names = {re.split(r"[^\w-]", each)[0].lower().replace("-", "_") for each in wanted}
    assert names - LIBRARIES == {"click", "livereload", "tornado", "watchfiles"}


def test_the_version_is_of_each_file_of_the_package_but_those_that_are_not_read() -> None:
    apart = {"client", "schemas", "starter_files", "templates", "__pycache__"}
    package = ROOT / "ssg"
    files = [path for path in package.rglob("*") if path.is_file()]
    read = [path for path in files if apart.isdisjoint(path.relative_to(package).parts)]
    unread = {path.name for path in read if path.suffix not in OWN_SUFFIXES}
    assert unread == {"OFL.txt", "py.typed"}
