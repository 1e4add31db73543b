"""The program as a whole: how it is called, what it loads, and streams that do not work."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from ssg import __version__
from tests.builds import BAKER

if TYPE_CHECKING:
    from tests.builds import Board, Run


DAY = ("--as-of", "2026-11-20")


@pytest.fixture
def site(board: Board) -> Path:
    """Return a site folder with one good listing."""
    return board({"content/night-baker.md": BAKER})


def python(*words: str, cwd: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, *words], cwd=cwd, capture_output=True, text=True, check=False
    )


def test_version(run: Run) -> None:
    result = run("--version")
    assert (result.exit_code, result.stdout) == (0, f"ssg, version {__version__}\n")


def test_what_commands_do_is_told_to_the_end(run: Run) -> None:
    assert "..." not in run("--help").stdout.partition("Commands:")[2]


@pytest.mark.parametrize("words", [["--help"], ["-h"], ["build", "--help"], ["check", "-h"]])
def test_help(run: Run, words: list[str]) -> None:
    result = run(*words)
    assert result.exit_code == 0
    assert result.stdout.startswith("Usage: ")


def test_python_m_ssg_is_the_same_program(site: Path) -> None:
    result = python("-m", "ssg", "build", *DAY, cwd=site)
    assert (result.returncode, result.stderr) == (0, "")
    assert "1 open listing" in result.stdout


def test_the_current_folder_is_the_site_without_an_option(site: Path) -> None:
    assert python("-m", "ssg", "build", "--quiet", *DAY, cwd=site).returncode == 0
    assert (site / "output/index.html").is_file()


def test_help_imports_no_library_that_is_slow_to_import(tmp_path: Path) -> None:
    result = python("-X", "importtime", "-m", "ssg", "--help", cwd=tmp_path)
    assert result.returncode == 0
    imported = {line.rpartition("|")[2].strip() for line in result.stderr.splitlines()}
    assert "ssg.cli" in imported
    slow = {"jinja2", "markdown", "yaml", "frontmatter", "nh3", "ftfy", "sqlite3"}
    assert not slow & {name.partition(".")[0] for name in imported}


@pytest.mark.skipif(sys.platform == "win32", reason="a shell closes the streams")
@pytest.mark.parametrize("closed", ["<&-", ">&-", "2>&-", "<&- >&- 2>&-"])
@pytest.mark.parametrize("command", ["build", "check"])
def test_standard_streams_may_be_closed(site: Path, command: str, closed: str) -> None:
    words = ["sh", "-c", f'"$@" {closed}', "sh", sys.executable, "-m", "ssg", command, *DAY]
    done = subprocess.run(words, cwd=site, capture_output=True, text=True, check=False)
    assert done.returncode == 0
    assert "Traceback" not in done.stdout + done.stderr


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="Linux has a disk that is always full")
@pytest.mark.parametrize("command", [["build", *DAY], ["check", *DAY], ["--version"]])
def test_a_full_disk_behind_standard_output_is_told(site: Path, command: list[str]) -> None:
    words = [sys.executable, "-m", "ssg", *command]
    with Path("/dev/full").open("w") as full:
        done = subprocess.run(words, cwd=site, stdout=full, stderr=subprocess.PIPE, check=False)
    assert done.returncode == 1
    assert done.stderr.decode().splitlines()[-1].startswith("error: nothing more can be printed: ")
    assert b"Traceback" not in done.stderr
