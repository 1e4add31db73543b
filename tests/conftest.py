"""What many tests share: a small site folder, the command line, `ssg serve`, and `--update`."""

from __future__ import annotations

import signal
from typing import TYPE_CHECKING

import pytest
from click.testing import CliRunner, Result
from hypothesis import settings

from ssg.cli import main
from ssg.workers import Workers
from tests.alone import Alone
from tests.repositories import git
from tests.runners import Runner
from tests.served import Served

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping
    from pathlib import Path

    from tests.builds import Board, Run


# A machine that others use as well may take its time over one example.
settings.register_profile("patient", deadline=None)
settings.load_profile("patient")


def pytest_addoption(parser: pytest.Parser) -> None:
    """Add the option that writes expectations anew."""
    parser.addoption("--update", action="store_true", help="write expected outputs anew")


@pytest.fixture(autouse=True, scope="session")
def _signals() -> None:
    """Let programs under test hear all signals, also where `nohup` or a shell's `&` began this."""
    signal.signal(signal.SIGINT, signal.default_int_handler)
    signal.signal(signal.SIGHUP, signal.SIG_DFL)


@pytest.fixture
def update(request: pytest.FixtureRequest) -> bool:
    """Return whether expectations are to be written anew."""
    return bool(request.config.getoption("--update"))


@pytest.fixture
def alone(monkeypatch: pytest.MonkeyPatch) -> None:
    """Have builds and checks do their work in this process, for tests of what they come to."""
    monkeypatch.setattr("ssg.build.Workers", Alone)
    monkeypatch.setattr("ssg.checking.Workers", Alone)


@pytest.fixture
def processes(alone: None, monkeypatch: pytest.MonkeyPatch) -> None:  # noqa: ARG001 - done first
    """Have builds start processes all the same, for tests of those among others."""
    monkeypatch.setattr("ssg.build.Workers", Workers)


@pytest.fixture
def board(tmp_path: Path) -> Board:
    """Return a function that makes a site folder of files by their paths."""

    def make(files: Mapping[str, str | bytes]) -> Path:
        site = tmp_path / "site"
        site.mkdir(exist_ok=True)
        for path, content in files.items():
            file = site / path
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_bytes(content if isinstance(content, bytes) else content.encode())
        return site

    return make


@pytest.fixture
def run() -> Run:
    """Return a function that calls the command line with its words."""

    def call(*words: object) -> Result:
        return CliRunner().invoke(main, [str(word) for word in words])

    return call


@pytest.fixture
def served(board: Board) -> Iterator[Callable[..., Served]]:
    """Yield a function that has `ssg serve` at work on a board of files, at a free port."""
    started: list[Served] = []

    def start(files: Mapping[str, str], *words: str) -> Served:
        started.append(Served(board(files), "--port", "0", *words))
        return started[-1]

    yield start
    for each in started:
        each.end(signal.SIGKILL)


@pytest.fixture
def runner(tmp_path: Path, run: Run) -> Runner:
    """Return a runner for a new board, which is a Git repository."""
    folder = tmp_path / "board"
    assert run("init", folder, "--yes", "--github").exit_code == 0
    git(tmp_path, "init", "--quiet", "--initial-branch=main", "board")
    git(folder, "add", ".")
    git(folder, "commit", "--quiet", "--message=A board")
    git(folder, "config", "receive.denyCurrentBranch", "ignore")
    place = tmp_path / "runner"
    place.mkdir()
    return Runner(place, folder)
