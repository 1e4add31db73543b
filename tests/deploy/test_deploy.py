"""`ssg deploy` against real repositories: what reaches the branch, and what is never touched."""

from __future__ import annotations

import re
import subprocess
from typing import TYPE_CHECKING

import pytest

from tests.deploy.remotes import BAKER, DAY, SETTINGS, commits, published, push_elsewhere
from tests.repositories import git

if TYPE_CHECKING:
    from pathlib import Path

    from tests.builds import Board, Run


@pytest.mark.usefixtures("untouched")
def test_the_first_push_makes_the_branch_and_touches_nothing_else(
    site: Path, remote: Path, deploy: Run
) -> None:
    result = deploy()
    assert (result.exit_code, result.stderr) == (0, "")
    files = published(remote)
    assert {"index.html", "jobs/night-baker/index.html", "404.html", ".nojekyll"} <= set(files)
    assert not [path for path in files if path.startswith((".ssg", "content", "ssg.toml"))]
    for path, blob in files.items():
        assert git(remote, "rev-parse", f"gh-pages:{path}") == blob
        assert git(site, "hash-object", "--no-filters", str(site / "output" / path)) == blob
    assert f"{len(files)} added, 0 changed, 0 removed" in result.stdout
    assert "  + .nojekyll\n" in result.stdout
    assert "pushed to origin/gh-pages as " in result.stdout
    assert re.fullmatch(r"Publish 2026-11-20, from [0-9a-f]{7,}, changed", commits(remote)[0])
    assert git(remote, "log", "-1", "--format=%an <%ae>", "gh-pages") == (
        "Mirthe van der Vos <mirthe@board.example>"
    )


def test_the_second_push_is_one_commit_on_top_with_what_changed(
    site: Path, remote: Path, deploy: Run
) -> None:
    deploy()
    (site / "content/day-baker.md").write_text(BAKER.replace("Night", "Day"), encoding="utf-8")
    (site / "content/night-baker.md").unlink()
    result = deploy("--message", "A day shift")
    assert result.exit_code == 0
    assert commits(remote)[0] == "A day shift"
    assert len(commits(remote)) == 2
    assert "  + jobs/day-baker/index.html\n" in result.stdout
    assert "  - jobs/night-baker/index.html\n" in result.stdout
    changed = git(remote, "diff", "--name-only", "--diff-filter=M", "gh-pages~1", "gh-pages")
    named = re.findall(r"^  ~ (\w.*)$", result.stdout, re.MULTILINE)
    assert named == changed.splitlines()[:10]
    assert "1 added, " in result.stdout
    assert f" {len(changed.splitlines())} changed, 1 removed" in result.stdout
    assert "jobs/night-baker/index.html" not in published(remote)


def test_nothing_is_committed_where_nothing_changed(remote: Path, deploy: Run) -> None:
    deploy()
    result = deploy()
    assert result.exit_code == 0
    assert "0 added, 0 changed, 0 removed" in result.stdout
    assert "origin/gh-pages holds this site already" in result.stdout
    assert len(commits(remote)) == 1


def test_only_the_first_files_are_named(site: Path, deploy: Run) -> None:
    for number in range(30):
        text = BAKER.replace("Night", f"Night {number}")
        (site / f"content/baker-{number:02}.md").write_text(text, encoding="utf-8")
    result = deploy()
    assert len(re.findall(r"^  \+ \S", result.stdout, re.MULTILINE)) == 11
    assert re.search(r"^  \+ … and \d+ more$", result.stdout, re.MULTILINE)


@pytest.mark.usefixtures("untouched")
def test_a_dry_run_shows_what_would_change_and_leaves_nothing(
    site: Path, remote: Path, deploy: Run
) -> None:
    def objects() -> list[str]:
        return sorted(str(path) for path in (site / ".git/objects").rglob("*"))

    before = objects(), git(site, "for-each-ref"), git(remote, "for-each-ref")
    result = deploy("--dry-run")
    assert result.exit_code == 0
    assert "  + .nojekyll\n" in result.stdout
    assert "a trial: nothing is pushed to origin/gh-pages" in result.stdout
    assert (objects(), git(site, "for-each-ref"), git(remote, "for-each-ref")) == before


def test_a_dry_run_compares_with_a_branch_that_was_never_fetched(
    tmp_path: Path, site: Path, remote: Path, deploy: Run
) -> None:
    deploy()
    push_elsewhere(tmp_path, remote, "old.html", "old")
    result = deploy("--dry-run")
    assert "0 added, 0 changed, 1 removed\n  - old.html\n" in result.stdout
    assert not (site / ".git/FETCH_HEAD").exists()
    assert git(site, "cat-file", "-t", git(remote, "rev-parse", "gh-pages"), check=False) == ""


@pytest.mark.usefixtures("untouched")
def test_what_others_pushed_before_stays_in_the_history(
    tmp_path: Path, remote: Path, deploy: Run
) -> None:
    deploy()
    push_elsewhere(tmp_path, remote, "old.html", "old")
    result = deploy()
    assert result.exit_code == 0
    assert commits(remote)[1] == "Add old.html"
    assert "old.html" not in published(remote)


def test_a_domain_set_at_the_host_is_kept(tmp_path: Path, remote: Path, deploy: Run) -> None:
    deploy()
    push_elsewhere(tmp_path, remote, "CNAME", "jobs.board.example")
    result = deploy("--message", "Again")
    assert result.exit_code == 0
    assert git(remote, "show", "gh-pages:CNAME") == "jobs.board.example"
    assert (
        "CNAME stays, for jobs.board.example; but base_url is https://name.github.io/jobs/\n"
        in result.stdout
    )
    assert len(commits(remote)) == 2  # theirs and ours before: nothing but it would change


def test_the_domain_of_the_build_takes_the_place_of_one_at_the_host(
    tmp_path: Path, remote: Path, deploy: Run
) -> None:
    deploy()
    push_elsewhere(tmp_path, remote, "CNAME", "old.board.example\n")
    result = deploy("--base-url", "https://jobs.board.example/")
    assert result.exit_code == 0
    assert git(remote, "show", "gh-pages:CNAME") == "jobs.board.example"
    assert "CNAME stays" not in result.stdout


def test_a_site_in_a_folder_of_its_repository(
    tmp_path: Path, board: Board, remote: Path, run: Run
) -> None:
    board({"content/night-baker.md": BAKER, "ssg.toml": SETTINGS})
    git(tmp_path, "init", "--quiet")
    git(tmp_path, "remote", "add", "origin", str(remote))
    assert run("deploy", "--site", tmp_path / "site", *DAY).exit_code == 0
    assert {"index.html", "jobs/night-baker/index.html"} <= set(published(remote))
    assert commits(remote) == ["Publish 2026-11-20"]


def test_files_arrive_as_they_are_whatever_git_is_set_to_do_with_them(
    site: Path, remote: Path, deploy: Run
) -> None:
    git(site, "config", "core.autocrlf", "input")
    (site / ".git/info/attributes").write_text("* text eol=lf ident\n")
    (site / "static").mkdir()
    (site / "static/plain text.txt").write_bytes(b"one\r\ntwo $Id$\r\n")
    (site / ".git/info/exclude").write_text("*.txt\n")
    assert deploy().exit_code == 0
    blob = subprocess.run(
        ["git", "-C", str(remote), "show", "gh-pages:plain text.txt"],
        capture_output=True,
        check=True,
    )
    assert blob.stdout == b"one\r\ntwo $Id$\r\n"


def test_a_hook_of_git_may_run_it(
    site: Path, remote: Path, deploy: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("GIT_DIR", str(remote))
    monkeypatch.setenv("GIT_INDEX_FILE", str(site / ".git/index.of-the-hook"))
    assert deploy().exit_code == 0
    monkeypatch.undo()
    assert "index.html" in published(remote)
    assert not (site / ".git/index.of-the-hook").exists()


def test_a_dry_run_in_a_folder_with_a_colon_in_its_name(site: Path, run: Run) -> None:
    folder = site.rename(site.with_name("jobs: all"))
    result = run("deploy", "--site", folder, *DAY, "--dry-run")
    assert (result.exit_code, result.stderr) == (0, "")
