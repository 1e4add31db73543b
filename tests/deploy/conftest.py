"""A site in a repository with a remote, and `ssg deploy` called for it."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import pytest

from tests.deploy.remotes import BAKER, DAY, SETTINGS, state
from tests.repositories import git

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from click.testing import Result

    from tests.builds import Board, Run


@pytest.fixture(autouse=True)
def _alone(alone: None) -> None:
    """Have all builds here do without other processes."""


@pytest.fixture(autouse=True)
def _git_of_our_own(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Let Git know nothing of the machine's settings, and commit as somebody with a space."""
    for name in [name for name in os.environ if name.startswith("GIT_")]:
        monkeypatch.delenv(name)
    settings = tmp_path / "gitconfig"
    settings.write_text('[user]\n\tname = Mirthe van der Vos\n\temail = "mirthe@board.example"\n')
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", str(settings))
    monkeypatch.setenv("GIT_CONFIG_NOSYSTEM", "1")


@pytest.fixture
def remote(tmp_path: Path) -> Path:
    """Return a bare repository, as a host keeps it; its path has a space."""
    folder = tmp_path / "the host" / "jobs.git"
    folder.mkdir(parents=True)
    git(folder, "init", "--quiet", "--bare", "--initial-branch=main")
    return folder


@pytest.fixture
def site(board: Board, remote: Path) -> Path:
    """Return a site in a repository whose sources are pushed."""
    files = {"content/night-baker.md": BAKER, "ssg.toml": SETTINGS}
    folder = board({**files, ".gitignore": "/output/*\n/.ssg-cache/\n"})
    git(folder, "init", "--quiet", "--initial-branch=main")
    git(folder, "remote", "add", "origin", str(remote))
    git(folder, "add", ".")
    git(folder, "commit", "--quiet", "--message=A board")
    git(folder, "push", "--quiet", "origin", "main")
    return folder


@pytest.fixture
def deploy(run: Run, site: Path) -> Run:
    """Return a call of `ssg deploy` for the site."""

    def call(*words: object) -> Result:
        return run("deploy", "--site", site, *DAY, *words)

    return call


@pytest.fixture
def untouched(site: Path) -> Iterator[None]:
    """See to it that a test changes nothing in the repository but what is known of the remote."""
    (site / "content/draft.md").write_text("---\ntitle: Not added yet\n---\n", encoding="utf-8")
    (site / "ssg.toml").write_text(SETTINGS + 'title = "Changed"\n', encoding="utf-8")
    git(site, "add", "ssg.toml")
    (site / "content/night-baker.md").write_text(BAKER + "Not staged.\n", encoding="utf-8")
    git(site, "status")  # so that the index need not be refreshed later
    before = state(site)
    yield
    assert state(site) == before
