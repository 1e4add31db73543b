"""A board to deploy, and what of a repository tests look at."""

from __future__ import annotations

import subprocess
from typing import TYPE_CHECKING

from tests.repositories import git

if TYPE_CHECKING:
    from pathlib import Path


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


def push_elsewhere(tmp_path: Path, remote: Path, path: str, text: str) -> None:
    """Add a file to the branch in somebody else's clone, and push it."""
    folder = elsewhere(tmp_path, remote)
    add_elsewhere(folder, path, text)
    git(folder, "push", "--quiet")
