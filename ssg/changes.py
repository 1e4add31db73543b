"""Which files of a site folder have changed since a commit, by Git's own word."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from ssg.errors import CommandError
from ssg.git import git
from ssg.problems import printable

if TYPE_CHECKING:
    from pathlib import Path


class ChangesError(CommandError):
    """Why it cannot be said what has changed; its text is for the user."""

    status = 2


def changed_since(site: Path, revision: str) -> frozenset[str]:
    """Return the files in the site folder that are not as they were, by their paths under it.

    Compared are the files as they lie there, not yet committed ones and new ones among them, with
    the last commit that `revision` and HEAD have in common: what a pull request shows as its own.
    Deleted files are left out; a file that was moved counts under its new name.

    Raises:
        ChangesError: no Git, no repository, no such revision.
    """
    if "\0" in revision or not revision:
        raise ChangesError("a revision is the name of a commit, such as origin/main")
    words = ("--verify", "--quiet", "--end-of-options", f"{revision}^{{commit}}")
    commit = _git(site, "rev-parse", *words)
    if not commit:
        looked = git(site, "rev-parse", "--is-inside-work-tree")
        if looked.returncode:
            said = printable(os.fsdecode(looked.stderr).partition("\n")[0])
            raise ChangesError(f"{site} lies in no Git repository: {said}")
        what = f'"{printable(revision)}" is no commit that Git knows here'
        raise ChangesError(f"{what}; in a workflow, actions/checkout needs fetch-depth: 0")
    since = commit.decode().strip()
    common = (_git(site, "merge-base", since, "HEAD") or commit).decode().strip()
    # A list of names alone would hold those of files that were touched too, unless Git may note in
    # its index that they are as they were.
    quiet = ("-c", "diff.autoRefreshIndex=false")
    options = ("--numstat", "-z", "--no-renames", "--diff-filter=d", "--relative")
    plain = ("--no-ext-diff", "--no-textconv", "--ignore-submodules")
    changed = _git(site, *quiet, "diff", *options, *plain, common, "--")
    new = _git(site, "ls-files", "--others", "--exclude-standard", "-z")
    if changed is None or new is None:
        raise ChangesError("Git cannot say what has changed")
    names = [line.split(b"\t", 2)[-1] for line in changed.split(b"\0")] + new.split(b"\0")
    return frozenset(os.fsdecode(name) for name in names if name)


def _git(site: Path, *words: str) -> bytes | None:
    """Return what Git prints, None where it ends with another status than 0.

    Raises:
        ChangesError: there is no Git.
    """
    try:
        done = git(site, *words, environment={"GIT_OPTIONAL_LOCKS": "0"})
    except FileNotFoundError:
        raise ChangesError("there is no Git here, which knows what has changed") from None
    return done.stdout if done.returncode == 0 else None
