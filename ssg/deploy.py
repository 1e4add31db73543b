"""`ssg deploy`: what a build wrote becomes one commit on a branch of a remote, by Git's plumbing.

Git itself does it, through an index of its own: the work tree, the index, HEAD and the branches of
the repository are not touched. ghp-import does nearly the same, but moves a local branch first and
pushes that, so that a refused push leaves a branch that has diverged; it replaces CNAME; and it
shows nothing before it acts.
"""

from __future__ import annotations

import contextlib
import os
import re
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import urlsplit

from ssg.errors import CommandError
from ssg.git import git
from ssg.output import MANIFEST, read_manifest
from ssg.problems import counted, printable
from ssg.settings import UNSET_BASE_URL, read_settings
from ssg.sources import NoBoardError, is_board

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

CNAME = "CNAME"
MOST_NAMED = 10  # files of each kind that are shown
MOST_SAID = 5  # lines of others that are shown
VERDICTS = ("fatal: ", "error: ")  # how the line begins in which Git gives up
LOCAL = "refs/heads/"
# How Git of various ages says that a branch is no longer where it was.
MOVED = {"fetch first", "non-fast-forward", "stale info", "incorrect old value provided"}


class DeployError(CommandError):
    """Why a site cannot be put on its branch; the text says what to do."""


class Target(NamedTuple):
    """A branch of a remote, and the commit it is at, or no text where there is no such branch."""

    remote: str
    branch: str
    tip: str
    base_url: str

    def __str__(self) -> str:
        """Return the remote and its branch, as Git writes them."""
        return printable(f"{self.remote}/{self.branch}")


class Changes(NamedTuple):
    """What a deployment changes on a branch, by path; `tree` is Git's name for the whole of it."""

    added: tuple[str, ...]
    changed: tuple[str, ...]
    removed: tuple[str, ...]
    note: str  # what else is worth knowing before the push
    tree: str

    def __bool__(self) -> bool:
        """Return whether anything changes."""
        return bool(self.added or self.changed or self.removed)

    def lines(self) -> Iterator[str]:
        """Yield how many files change in which way, and the first of them by name."""
        counts = ((self.added, "added"), (self.changed, "changed"), (self.removed, "removed"))
        yield ", ".join(f"{len(paths):,} {word}" for paths, word in counts)
        for sign, paths in zip("+~-", self[:3], strict=True):
            yield from (f"  {sign} {printable(path)}" for path in paths[:MOST_NAMED])
            if len(paths) > MOST_NAMED:
                yield f"  {sign} … and {len(paths) - MOST_NAMED:,} more"
        if self.note:
            yield self.note


@contextlib.contextmanager
def deployment(
    site: Path, remote: str, branch: str, base_url: str | None = None, *, is_trial: bool = False
) -> Iterator[Deployment]:
    """Hold a deployment of a site to a branch; what forbids it is found before anything is built.

    What a trial stores in the repository is forgotten at its end.

    Raises:
        DeployError: no Git repository, no such remote, a remote that cannot be reached, a branch
            that holds somebody's work, nobody who commits, or a site that does not know its
            address.
        NoBoardError: a site folder that is none.
        SettingsError: a setting that cannot be used.
    """
    target = _target(site, remote, branch, base_url)
    with tempfile.TemporaryDirectory(prefix="ssg-deploy-") as folder:
        environment = {"GIT_INDEX_FILE": str(Path(folder, "index"))}
        if is_trial:
            stored = _git(site, "rev-parse", "--path-format=absolute", "--git-path", "objects")
            own = Path(folder, "objects")
            (own / "info").mkdir(parents=True)
            (own / "info/alternates").write_bytes(os.fsencode(f"{stored}\n"))
            environment["GIT_OBJECT_DIRECTORY"] = str(own)
        else:
            with _explained("git config user.name and user.email have to say who commits"):
                _git(site, "var", "GIT_AUTHOR_IDENT")
                _git(site, "var", "GIT_COMMITTER_IDENT")
        begun = Deployment(site, target, environment)
        begun.fetch()
        yield begun


class Deployment:
    """The way of a site to its branch: the repository, with an index of our own."""

    def __init__(self, site: Path, target: Target, environment: Mapping[str, str]) -> None:
        self.target = target
        self._site = site
        self._environment = environment

    def fetch(self) -> None:
        """Bring the branch's last commit here, if it is not; no branch and no FETCH_HEAD moves.

        Raises:
            DeployError: it cannot be fetched, or the branch holds somebody's work.
        """
        tip, name = self.target.tip, LOCAL + self.target.branch
        if tip and not self._holds(f"{tip}^{{commit}}"):
            words = ("--quiet", "--no-tags", "--no-write-fetch-head", "--refmap=", "--")
            with _explained(f"{self.target} cannot be fetched"):
                self._git("fetch", *words, self.target.remote, name)
                self._git("cat-file", "-e", f"{tip}^{{commit}}")
        self._check_here(name, tip)
        if tip and self._succeeds("merge-base", "HEAD", tip):
            raise DeployError(_holds_sources(f"{self.target}"))

    def compare(self, output: Path) -> Changes:
        """Return what becomes of the branch when it holds what the last build wrote to a folder.

        Raises:
            DeployError: a file cannot be stored.
        """
        paths = sorted(read_manifest(output) - {MANIFEST})
        with _explained("the site cannot be stored in the repository"):
            self._store(output, paths)
            note = "" if CNAME in paths else self._keep_domain()
            tree = self._git("write-tree")
            tip = self.target.tip
            before = f"{tip}^{{tree}}" if tip else self._git("hash-object", "-t", "tree", "--stdin")
            words = ("-r", "-z", "--no-renames", "--name-status", before, tree)
            fields = self._git("diff-tree", *words).split("\0")
        by_kind: dict[str, list[str]] = {"A": [], "M": [], "D": []}
        for kind, path in zip(fields[::2], fields[1::2], strict=False):
            by_kind.get(kind, by_kind["M"]).append(path)
        added, changed, removed = map(tuple, by_kind.values())
        return Changes(added, changed, removed, note, tree)

    def push(self, changes: Changes, message: str) -> str:
        """Return the commit that the branch is at once all changes are pushed to it, as one.

        Raises:
            DeployError: the commit cannot be made, or the push is refused.
        """
        target = self.target
        parents = ("-p", target.tip) if target.tip else ()
        with _explained("the commit cannot be made"):
            commit = self._git("commit-tree", changes.tree, *parents, "-m", message)
        try:
            what = f"{commit}:{LOCAL}{target.branch}"
            self._git("push", "--porcelain", "--", target.remote, what)
        except _GitError as error:
            raise DeployError(_refusal(target, error)) from None
        return commit

    def message(self, day: str) -> str:
        """Return what a commit says by itself: the day, and what was checked out."""
        if not self._succeeds("rev-parse", "--verify", "HEAD"):
            return f"Publish {day}"
        commit = self._git("rev-parse", "--short", "HEAD")
        # `git status` alone would write the index of the repository; our own is not meant here.
        words = ("--no-optional-locks", "status", "--porcelain", "--untracked-files=no")
        changed = ", changed" if _git(self._site, *words) else ""
        return f"Publish {day}, from {commit}{changed}"

    def _check_here(self, name: str, tip: str) -> None:
        """Refuse a branch that is checked out here, or has commits that its remote has not."""
        rows = self._git("for-each-ref", "--format=%(refname)%00%(worktreepath)", name)
        here = dict(row.split("\0", 1) for row in rows.splitlines())
        if name not in here:
            return
        branch, place = printable(self.target.branch), printable(here[name])
        if place:
            message = f"the branch {branch} is checked out in {place}; name another --branch"
            raise DeployError(message)
        beyond = (f"^{tip}",) if tip else ()
        ahead = int(self._git("rev-list", "--count", name, *beyond))
        if ahead and self._succeeds("merge-base", "HEAD", name):
            raise DeployError(_holds_sources(branch))
        if ahead:
            raise DeployError(
                f"the branch {branch} here has {counted(ahead, 'commit')} that"
                f" {self.target} does not have: git push {self.target.remote} {branch},"
                f" or git branch -D {branch}"
            )

    def _store(self, output: Path, paths: list[str]) -> None:
        """Put files into the index as they are, without filters or other line ends."""
        named = "".join(f"{output.resolve() / path}\n" for path in paths)
        names = self._git("hash-object", "-w", "--no-filters", "--stdin-paths", told=named).split()
        rows = (f"100644 {name}\t{path}\0" for name, path in zip(names, paths, strict=True))
        self._git("update-index", "-z", "--index-info", told="".join(rows))

    def _keep_domain(self) -> str:
        """Return what to know of a CNAME on the branch, which is now in the index too.

        GitHub writes it there when somebody sets a domain in the repository's settings.
        """
        name = f"{self.target.tip}:{CNAME}"
        if not self.target.tip or not self._holds(name):
            return ""
        blob = self._git("rev-parse", name)
        self._git("update-index", "--add", "--cacheinfo", f"100644,{blob},{CNAME}")
        domain = printable(self._git("cat-file", "blob", blob).strip())
        note = f"CNAME stays, for {domain}"
        is_meant = urlsplit(self.target.base_url).hostname == domain.lower()
        return note if is_meant else f"{note}; but base_url is {self.target.base_url}"

    def _holds(self, name: str) -> bool:
        """Return whether there is an object of this name."""
        return self._succeeds("cat-file", "-e", name)

    def _succeeds(self, *words: str) -> bool:
        try:
            self._git(*words)
        except _GitError:
            return False
        return True

    def _git(self, *words: str, told: str = "") -> str:
        return _git(self._site, *words, told=told, environment=self._environment)


class _GitError(DeployError):
    """A Git command that failed; the text is what Git said until it gave up, and why it did.

    Where a hook or a host refuses, its own words come first: `fatal: Could not read from remote
    repository.` after them explains nothing.
    """

    def __init__(self, printed: str, complaint: str) -> None:
        self.printed = printed
        self.complaint = complaint
        lines = [line.strip() for line in complaint.splitlines() if line.strip()]
        ends = [place for place, line in enumerate(lines) if line.startswith(VERDICTS)]
        last = ends[0] if ends else 0
        told = lines[max(last - MOST_SAID, 0) : last + 1] or ["Git does not say why"]
        super().__init__("; ".join(_fit_to_show(line.rstrip(".")) for line in told))


def _git(
    site: Path, *words: str, told: str = "", environment: Mapping[str, str] | None = None
) -> str:
    """Return what a Git command prints, in English, without the line's end."""
    try:
        done = git(site, *words, told=os.fsencode(told), environment=environment)
    except OSError as error:
        raise DeployError(f"Git cannot be run: {error.strerror}") from None
    printed, complaint = (os.fsdecode(each) for each in (done.stdout, done.stderr))
    if done.returncode:
        raise _GitError(printed, complaint)
    return printed.rstrip("\n")


@contextlib.contextmanager
def _explained(what: str) -> Iterator[None]:
    """Turn a failure of Git into the reason why there is no deployment."""
    try:
        yield
    except _GitError as error:
        raise DeployError(f"{what}: {error}") from None


def _target(site: Path, remote: str, branch: str, base_url: str | None) -> Target:
    """Return where a site is to be published."""
    with _explained(f"{site} is in no Git repository"):
        _git(site, "rev-parse", "--git-dir")
    known = _git(site, "remote").splitlines()
    if remote not in known:
        there = ", ".join(known) or "none; git remote add makes one"
        raise DeployError(f'there is no remote "{remote}"; known: {there}')
    try:
        _git(site, "check-ref-format", LOCAL + branch)
    except _GitError:  # which says nothing
        raise DeployError(f'"{printable(branch)}" is not a name that a branch can have') from None
    if not is_board(site):
        raise NoBoardError(site)
    address = _git(site, "remote", "get-url", "--push", remote)
    base_url = read_settings(site, base_url=base_url).base_url
    if base_url == UNSET_BASE_URL:
        raise DeployError(_without_address(address))
    with _explained(f"{remote} ({_fit_to_show(address)}) cannot be reached"):
        told = _git(site, "ls-remote", remote, LOCAL + branch)
    return Target(remote, branch, told.partition("\t")[0], base_url)


def _without_address(address: str) -> str:
    """Return what to do about a site that does not know where it is published."""
    found = re.search(r"github\.com[/:]([\w-]+)/([\w.-]+?)(?:\.git)?/?$", address)
    likely = ""
    if found:
        owner, name = found[1].lower(), found[2]
        path = "" if name.lower() == f"{owner}.github.io" else f"{name}/"
        likely = f'; for this remote most likely "https://{owner}.github.io/{path}"'
    return f"the setting base_url does not say yet where the site is published{likely}"


def _holds_sources(branch: str) -> str:
    """Return why a branch of the board's own history is not one for its site."""
    return (
        f"{branch} shares its history with what is checked out here, so it holds sources that a"
        " site would replace; name another --branch"
    )


def _refusal(target: Target, error: _GitError) -> str:
    """Return why a push was refused, with what the remote says of it, and what to do."""
    told = re.search(r"^!\t[^\t]*\t\[[^\]]*\] \((.*)\)$", error.printed, re.MULTILINE)
    if told is None:
        return f"{target} cannot be pushed: {error}"
    reason = printable(told[1])
    if reason in MOVED or "but expected" in error.complaint:
        return f"somebody has pushed to {target} meanwhile; run ssg deploy again"
    said = [
        _fit_to_show(line.removeprefix("remote:").strip())
        for line in error.complaint.splitlines()
        if line.startswith("remote:") and line.removeprefix("remote:").strip()
    ]
    return "; ".join([f"{target.remote} refused the push: {reason}", *said[:MOST_SAID]])


def _fit_to_show(text: str) -> str:
    """Return text of Git's without a password that an address in it may hold."""
    return printable(re.sub(r"(?<=://)[^/@\s]+@", "", text))
