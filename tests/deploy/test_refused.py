"""What no deployment is made of, and what is said of it then."""

from __future__ import annotations

import os
import shutil
from typing import TYPE_CHECKING

import pytest

from ssg.deploy import DeployError, deployment
from tests.deploy.remotes import BAKER, PUBLISHED, add_elsewhere, commits, elsewhere, published
from tests.repositories import git

if TYPE_CHECKING:
    from pathlib import Path

    from click.testing import Result

    from tests.builds import Board, Run


class TestRefused:
    """Each refusal ends with status 1, says what to do, and leaves the remote as it was."""

    @pytest.fixture(autouse=True)
    def _nothing_is_touched(self, untouched: None) -> None:
        """Have every refusal leave the repository as it was."""

    def refused(self, result: Result, *words: str) -> None:
        assert result.exit_code == 1
        assert result.stderr.startswith("error: ")
        assert result.stderr.count("\n") == 1
        assert [word for word in words if word not in result.stderr] == [], result.stderr

    def test_by_a_hook_of_the_remote(self, remote: Path, deploy: Run) -> None:
        hook = remote / "hooks/pre-receive"
        hook.write_text("#!/bin/sh\necho 'Pages are closed on Sundays' >&2\nexit 1\n")
        hook.chmod(0o755)
        self.refused(deploy(), "origin refused the push: pre-receive hook declined", "on Sundays")
        assert PUBLISHED not in git(remote, "for-each-ref")

    def test_by_a_hook_of_ones_own(self, site: Path, remote: Path, deploy: Run) -> None:
        hook = site / ".git/hooks/pre-push"
        hook.parent.mkdir(exist_ok=True)
        hook.write_text("#!/bin/sh\necho 'The tests fail' >&2\nexit 1\n")
        hook.chmod(0o755)
        self.refused(deploy(), "The tests fail; error: failed to push some refs")
        assert PUBLISHED not in git(remote, "for-each-ref")

    def test_by_a_host_that_knows_one_by_another_key(
        self, tmp_path: Path, site: Path, deploy: Run, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        ssh = tmp_path / "ssh"
        ssh.write_text("#!/bin/sh\necho 'ERROR: Permission to jobs denied to rob.' >&2\nexit 1\n")
        ssh.chmod(0o755)
        monkeypatch.setenv("GIT_SSH", str(ssh))
        before = git(site, "remote", "get-url", "origin")
        git(site, "remote", "set-url", "origin", "git@host.example:name/jobs.git")
        result = deploy()
        git(site, "remote", "set-url", "origin", before)
        self.refused(result, "cannot be reached: ERROR: Permission to jobs denied to rob; fatal: ")

    @pytest.mark.parametrize("words", [[], ["--dry-run"]])
    def test_by_a_git_that_is_too_old(
        self, tmp_path: Path, deploy: Run, monkeypatch: pytest.MonkeyPatch, words: list[str]
    ) -> None:
        """A Git that lacks an option of ours says so, whichever command it is."""
        old = tmp_path / "bin/git"
        old.parent.mkdir()
        old.write_text(
            '#!/bin/sh\ncase "$*" in *--path-format*|*%00*)'
            " echo 'fatal: unknown option' >&2; exit 129;; esac\n"
            f'exec {shutil.which("git")} "$@"\n'
        )
        old.chmod(0o755)
        monkeypatch.setenv("PATH", str(old.parent), prepend=os.pathsep)
        self.refused(deploy(*words), "fatal: unknown option")

    def test_where_the_branch_has_moved_on(
        self, tmp_path: Path, site: Path, remote: Path, deploy: Run
    ) -> None:
        deploy()
        with deployment(site, "origin", "gh-pages") as begun:
            (site / "output/.ssg-manifest").write_text("index.html\n")
            changes = begun.compare(site / "output")
            folder = elsewhere(tmp_path, remote)
            add_elsewhere(folder, "news.html", "news")
            git(folder, "push", "--quiet")
            with pytest.raises(DeployError, match="somebody has pushed to origin/gh-pages"):
                begun.push(changes, "Too late")
        assert commits(remote)[0] == "Add news.html"

    def test_where_somebody_pushes_at_the_same_moment(
        self, tmp_path: Path, site: Path, remote: Path, deploy: Run
    ) -> None:
        deploy()
        folder = elsewhere(tmp_path, remote)
        add_elsewhere(folder, "news.html", "news")
        hook = site / ".git/hooks/pre-push"  # runs between our look at the branch and the push
        hook.parent.mkdir(exist_ok=True)
        hook.write_text(f"#!/bin/sh\nunset GIT_INDEX_FILE\ngit -C '{folder}' push --quiet\n")
        hook.chmod(0o755)
        result = deploy("--base-url", "https://name.github.io/other/")
        self.refused(result, "somebody has pushed to origin/gh-pages meanwhile", "again")
        assert commits(remote)[0] == "Add news.html"
        hook.unlink()
        assert deploy("--base-url", "https://name.github.io/other/").exit_code == 0

    def test_where_the_remote_is_gone(self, remote: Path, deploy: Run) -> None:
        remote.rename(remote.with_name("gone.git"))
        self.refused(deploy(), f"origin ({remote}) cannot be reached: fatal: ")

    def test_where_there_is_no_such_remote(self, deploy: Run) -> None:
        self.refused(deploy("--remote", "upstream"), 'no remote "upstream"; known: origin')

    def test_for_a_name_that_no_branch_can_have(self, deploy: Run) -> None:
        self.refused(deploy("--branch", "gh pages"), "a name that a branch can have\n")

    def test_for_the_branch_that_is_checked_out(self, remote: Path, deploy: Run) -> None:
        before = git(remote, "rev-parse", "main")
        self.refused(deploy("--branch", "main"), "main is checked out in ", "--branch")
        assert git(remote, "rev-parse", "main") == before

    def test_for_a_branch_that_holds_sources(self, site: Path, remote: Path, deploy: Run) -> None:
        git(site, "push", "--quiet", "origin", "main:other")
        before = git(remote, "rev-parse", "other")
        self.refused(deploy("--branch", "other"), "origin/other shares its history", "--branch")
        assert git(remote, "rev-parse", "other") == before

    def test_for_sources_that_are_nowhere_else(self, site: Path, deploy: Run) -> None:
        """Nobody is told to delete the one branch that holds them."""
        git(site, "branch", "other")
        git(
            site,
            "update-ref",
            "refs/heads/other",
            git(site, "commit-tree", "HEAD^{tree}", "-p", "HEAD", "-m", "Mine"),
        )
        result = deploy("--branch", "other")
        git(site, "branch", "--quiet", "-D", "other")
        self.refused(result, "other shares its history", "--branch")
        assert "-D" not in result.output

    def test_where_an_address_holds_a_password(self, site: Path, deploy: Run) -> None:
        address = "file://name:secret@localhost/no/such.git"
        before = git(site, "remote", "get-url", "origin")
        git(site, "remote", "set-url", "origin", address)
        result = deploy()
        git(site, "remote", "set-url", "origin", before)
        self.refused(result, "origin (file://localhost/no/such.git) cannot be reached")
        assert "secret" not in result.output


def test_listings_that_would_be_left_out_are_not_left_out_in_silence(
    site: Path, remote: Path, deploy: Run
) -> None:
    deploy()
    (site / "content/bad.md").write_text(BAKER.replace("2026-10-02", "soon"), encoding="utf-8")
    result = deploy()
    assert result.exit_code == 1
    assert "content/bad.md:4: error: " in result.stderr
    assert "nothing is pushed to origin/gh-pages" in result.stderr
    assert len(commits(remote)) == 1


def test_a_board_without_content_is_not_pushed(site: Path, remote: Path, deploy: Run) -> None:
    (site / "content").rename(site / "contents")
    result = deploy()
    assert result.exit_code == 1
    assert "nothing is pushed to origin/gh-pages" in result.stderr
    assert "gh-pages" not in git(remote, "branch", "--list")


def test_a_local_branch_with_commits_of_its_own_is_refused(
    tmp_path: Path, site: Path, remote: Path, deploy: Run
) -> None:
    deploy()
    git(site, "branch", "gh-pages", "origin/gh-pages")
    assert deploy("--base-url", "https://name.github.io/b/").exit_code == 0  # behind is no harm
    git(site, "branch", "--force", "gh-pages", "origin/gh-pages")
    folder = elsewhere(tmp_path, remote)
    add_elsewhere(folder, "mine.html", "mine")
    git(site, "fetch", "--quiet", str(folder), "gh-pages:gh-pages")
    result = deploy("--base-url", "https://name.github.io/c/")
    assert result.exit_code == 1
    assert "gh-pages here has 1 commit that origin/gh-pages does not have" in result.stderr
    assert "git push origin gh-pages" in result.stderr
    assert "mine.html" not in published(remote)


def test_a_branch_that_is_checked_out_in_another_work_tree_is_refused(
    tmp_path: Path, site: Path, deploy: Run
) -> None:
    deploy()
    git(site, "worktree", "add", "--quiet", str(tmp_path / "pages"), "gh-pages")
    result = deploy()
    assert result.exit_code == 1
    assert f"checked out in {tmp_path / 'pages'}" in result.stderr


def test_a_folder_in_no_repository_is_refused_before_anything_is_built(
    board: Board, run: Run
) -> None:
    folder = board({"content/night-baker.md": BAKER})
    result = run("deploy", "--site", folder)
    assert result.exit_code == 1
    assert f"{folder} is in no Git repository: " in result.stderr
    assert not (folder / "output").exists()


@pytest.mark.parametrize(
    ("address", "likely"),
    [
        (
            "https://github.com/Name/jobs.git",
            '; for this remote most likely "https://name.github.io/jobs/"',
        ),
        (
            "git@github.com:name/name.github.io.git",
            '; for this remote most likely "https://name.github.io/"',
        ),
        ("ssh://git@codeberg.example/name/jobs.git", ""),
    ],
)
def test_a_site_that_does_not_know_its_address_is_refused(
    site: Path, deploy: Run, address: str, likely: str
) -> None:
    (site / "ssg.toml").unlink()
    git(site, "remote", "set-url", "origin", address)
    result = deploy()
    assert result.exit_code == 1
    assert result.stderr == (
        f"error: the setting base_url does not say yet where the site is published{likely}\n"
    )


def test_who_commits_has_to_be_known(
    remote: Path, deploy: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", os.devnull)
    monkeypatch.setenv("GIT_COMMITTER_NAME", "")
    result = deploy()
    assert result.exit_code == 1
    assert result.stderr.startswith("error: git config user.name and user.email have to say who ")
    assert result.stdout == ""  # it is found before anything is built
    assert PUBLISHED not in git(remote, "for-each-ref")


def test_without_git_there_is_no_deployment(
    deploy: Run, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    result = deploy()
    assert result.exit_code == 1
    assert result.stderr == "error: Git cannot be run: No such file or directory\n"


@pytest.mark.parametrize("words", [["--base-url", "jobs"], ["--branch"], ["extra"]])
def test_status_2_for_words_that_are_no_call(deploy: Run, words: list[str]) -> None:
    assert deploy(*words).exit_code == 2
