"""`ssg deploy` against real repositories: what reaches the branch, and what is never touched."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from typing import TYPE_CHECKING

import pytest

from ssg.deploy import DeployError, deployment
from tests.repositories import git

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from click.testing import Result

    Run = Callable[..., Result]

pytestmark = pytest.mark.usefixtures("alone")

DAY = ("--as-of", "2026-11-20")
BAKER = """---
title: Night baker
company: Kornblume Bakery
posted: 2026-10-02
---
Bread, by night.
"""
SETTINGS = 'base_url = "https://name.github.io/jobs/"\n'
PUBLISHED = "refs/heads/gh-pages"


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
def site(board: Callable[..., Path], remote: Path) -> Path:
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


def state(site: Path) -> tuple[object, ...]:
    """Return all of a repository that a deployment must leave as it is."""
    sources = {
        path.relative_to(site).as_posix(): path.read_bytes()
        for path in sorted(site.rglob("*"))
        if path.is_file()
        and path.relative_to(site).parts[0] not in {".git", ".ssg-cache", "output"}
    }
    refs = git(site, "for-each-ref", "refs/heads", "refs/tags", "refs/stash")
    own = {
        name: (site / ".git" / name).read_bytes()
        for name in ("HEAD", "index", "config", "FETCH_HEAD", "ORIG_HEAD", "shallow")
        if (site / ".git" / name).exists()
    }
    return sources, refs, own, git(site, "status", "--porcelain"), git(site, "worktree", "list")


def published(remote: Path, branch: str = "gh-pages") -> dict[str, str]:
    """Return the files of the branch, and Git's name for what each holds."""
    rows = git(remote, "ls-tree", "-r", "-z", branch).split("\0")
    return {row.split("\t")[1]: row.split()[2] for row in rows if row}


def commits(remote: Path, branch: str = "gh-pages") -> list[str]:
    return git(remote, "log", "--format=%s", branch).splitlines()


def elsewhere(tmp_path: Path, remote: Path, name: str = "somebody") -> Path:
    """Return somebody else's clone of the branch."""
    folder = tmp_path / name
    command = ["git", "clone", "--quiet", "--branch=gh-pages", str(remote), str(folder)]
    subprocess.run(command, check=True, capture_output=True)
    return folder


def add_elsewhere(folder: Path, path: str, text: str) -> None:
    (folder / path).write_text(text, encoding="utf-8")
    git(folder, "add", "--force", path)
    git(folder, "commit", "--quiet", f"--message=Add {path}")


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
    folder = elsewhere(tmp_path, remote)
    add_elsewhere(folder, "old.html", "old")
    git(folder, "push", "--quiet")
    result = deploy("--dry-run")
    assert "0 added, 0 changed, 1 removed\n  - old.html\n" in result.stdout
    assert not (site / ".git/FETCH_HEAD").exists()
    assert git(site, "cat-file", "-t", git(remote, "rev-parse", "gh-pages"), check=False) == ""


@pytest.mark.usefixtures("untouched")
def test_what_others_pushed_before_stays_in_the_history(
    tmp_path: Path, remote: Path, deploy: Run
) -> None:
    deploy()
    folder = elsewhere(tmp_path, remote)
    add_elsewhere(folder, "old.html", "old")
    git(folder, "push", "--quiet")
    result = deploy()
    assert result.exit_code == 0
    assert commits(remote)[1] == "Add old.html"
    assert "old.html" not in published(remote)


def test_a_domain_set_at_the_host_is_kept(tmp_path: Path, remote: Path, deploy: Run) -> None:
    deploy()
    folder = elsewhere(tmp_path, remote)
    add_elsewhere(folder, "CNAME", "jobs.board.example")
    git(folder, "push", "--quiet")
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
    folder = elsewhere(tmp_path, remote)
    add_elsewhere(folder, "CNAME", "old.board.example\n")
    git(folder, "push", "--quiet")
    result = deploy("--base-url", "https://jobs.board.example/")
    assert result.exit_code == 0
    assert git(remote, "show", "gh-pages:CNAME") == "jobs.board.example"
    assert "CNAME stays" not in result.stdout


def test_a_site_in_a_folder_of_its_repository(
    tmp_path: Path, board: Callable[..., Path], remote: Path, run: Run
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
    board: Callable[..., Path], run: Run
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


def test_a_dry_run_in_a_folder_with_a_colon_in_its_name(site: Path, run: Run) -> None:
    folder = site.rename(site.with_name("jobs: all"))
    result = run("deploy", "--site", folder, *DAY, "--dry-run")
    assert (result.exit_code, result.stderr) == (0, "")


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
