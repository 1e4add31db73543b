"""Which files Git says have changed, in repositories made for it."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import pytest

from ssg.changes import ChangesError, changed_since
from tests.repositories import git

if TYPE_CHECKING:
    from pathlib import Path

    from tests.builds import Run

LISTING = "---\ntitle: Night baker\nlocaton: Bremen\n---\n"


@pytest.fixture
def repository(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return a repository on a branch, whose site folder lies in `board/`, with one commit."""
    for name in [name for name in os.environ if name.startswith("GIT_")]:
        monkeypatch.delenv(name)
    for name in ("GIT_CONFIG_GLOBAL", "GIT_CONFIG_SYSTEM"):
        monkeypatch.setenv(name, os.devnull)
    root = tmp_path / "repository"
    content = root / "board/content"
    content.mkdir(parents=True)
    for name in ("kept.md", "changed.md", "moved.md", "deleted.md"):
        (content / name).write_text(LISTING.replace("baker", name), encoding="utf-8")
    (root / "README.md").write_text("A board.\n")
    git(root, "init", "--quiet", "--initial-branch=main")
    git(root, "add", ".")
    git(root, "commit", "--quiet", "--message=One")
    return root


def change(site: Path) -> None:
    content = site / "content"
    (content / "changed.md").write_text(LISTING + "Bread.\n", encoding="utf-8")
    (content / "moved.md").rename(content / "to here.md")
    (content / "deleted.md").unlink()
    (content / 'Bäcker\t"ä"\n.md').write_text(LISTING, encoding="utf-8")
    (site.parent / "README.md").write_text("Another.\n")


NEW = {"content/changed.md", "content/to here.md", 'content/Bäcker\t"ä"\n.md'}


def test_changed_moved_and_new_files_by_their_paths_under_the_site(repository: Path) -> None:
    site = repository / "board"
    assert changed_since(site, "HEAD") == frozenset()
    change(site)
    assert changed_since(site, "HEAD") == NEW
    git(repository, "add", ".")
    assert changed_since(site, "HEAD") == NEW
    git(repository, "commit", "--quiet", "--message=Two")
    assert changed_since(site, "HEAD") == frozenset()
    assert changed_since(site, "HEAD^") == NEW


def test_what_the_other_branch_did_meanwhile_is_not_ours(repository: Path) -> None:
    git(repository, "switch", "--quiet", "--create=mine")
    change(repository / "board")
    git(repository, "add", ".")
    git(repository, "commit", "--quiet", "--message=Mine")
    git(repository, "switch", "--quiet", "main")
    (repository / "board/content/kept.md").write_text("# Theirs\n")
    git(repository, "commit", "--quiet", "--all", "--message=Theirs")
    git(repository, "switch", "--quiet", "mine")
    assert changed_since(repository / "board", "main") == NEW


def test_ignored_files_have_not_changed_and_git_writes_nothing(repository: Path) -> None:
    (repository / ".gitignore").write_text("*.html\n")
    (repository / "board/content/draft.html").write_text(LISTING)
    before = {path: path.read_bytes() for path in repository.rglob("*") if path.is_file()}
    # Another second than the one that Git knows, or it need not look.
    os.utime(repository / "board/content/kept.md", (1_000_000_000, 1_000_000_000))
    assert changed_since(repository / "board", "HEAD") == frozenset()
    assert {path: path.read_bytes() for path in repository.rglob("*") if path.is_file()} == before


def test_a_hook_that_names_its_repository_does_not_mislead(
    repository: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    change(repository / "board")
    monkeypatch.setenv("GIT_DIR", ".git")
    monkeypatch.setenv("GIT_INDEX_FILE", ".git/index")
    assert changed_since(repository / "board", "HEAD") == NEW


@pytest.mark.parametrize(
    "revision", ["nothing", "", "--output=x", "HEAD:README.md", "a\0b", "HEAD^9"]
)
def test_what_is_no_commit(repository: Path, revision: str) -> None:
    with pytest.raises(ChangesError, match="commit"):
        changed_since(repository / "board", revision)
    assert not (repository / "board/x").exists()


def test_a_folder_outside_of_any_repository(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(tmp_path.parent))
    with pytest.raises(ChangesError, match="no Git repository"):
        changed_since(tmp_path, "HEAD")


def test_a_repository_of_somebody_else(repository: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Such as one that is mounted into a container."""
    monkeypatch.setenv("GIT_TEST_ASSUME_DIFFERENT_OWNER", "1")
    with pytest.raises(ChangesError, match="dubious ownership"):
        changed_since(repository / "board", "HEAD")


def test_a_machine_without_git(repository: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "")
    with pytest.raises(ChangesError, match="there is no Git"):
        changed_since(repository / "board", "HEAD")


def test_the_command_tells_of_changed_files_alone(repository: Path, run: Run) -> None:
    site = repository / "board"
    (site / "content/changed.md").write_text(LISTING + "Bread.\n", encoding="utf-8")
    result = run("check", "--site", site, "--changed-since", "HEAD")
    assert result.exit_code == 1
    lines = result.stdout.splitlines()
    assert {line.partition(":")[0] for line in lines[:-1]} == {"content/changed.md"}
    assert lines[-1].startswith("1 listing, ")
    kept = site / "content/kept.md"
    nothing = run("check", "--site", site, "--changed-since", "HEAD", kept)
    assert (nothing.exit_code, nothing.stdout) == (0, "0 listings, 0 errors, 0 warnings\n")


def test_the_command_ends_with_status_2_for_what_is_no_commit(repository: Path, run: Run) -> None:
    result = run("check", "--site", repository / "board", "--changed-since", "nothing")
    assert (result.exit_code, result.stdout) == (2, "")
    assert "fetch-depth" in result.stderr
