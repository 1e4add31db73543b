"""A board to begin with: the files that `ssg init` writes into a folder."""

from __future__ import annotations

import datetime as dt
import importlib.metadata
import json
import re
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from ssg import __version__
from ssg.creating import create
from ssg.problems import printable
from ssg.settings import SETTINGS_FILES, UNSET_BASE_URL, has_settings

if TYPE_CHECKING:
    from collections.abc import Iterator

FILES = Path(__file__).parent / "starter_files"
SETTINGS, SHARED_SETTINGS = SETTINGS_FILES
REQUIREMENTS = "requirements.txt"
WORKFLOW = ".github/workflows/pages.yml"
# Folders of which a board that has them already gets nothing more: an example listing among real
# ones would be published, and a template would change pages that somebody has made.
WHOLE_FOLDERS = ("content", "templates")
# Words of the starter files that stand for what a board says itself.
TITLE = "Our job board"
FIRST_DAY, LAST_DAY = "2026-01-01", "2026-12-31"
FIRST_MONTH = "2026-01"
DAYS_OPEN = 60
BRANCH = "main"
HOSTED = ".github/"  # the folder of what only GitHub has a use for
# Paragraphs between these marks are for boards on GitHub.
PARAGRAPHS = re.compile(r"<!-- on GitHub -->\n(.*?)<!-- end -->\n", re.DOTALL)
ELSEWHERE = """\
# This board was begun with an ssg that had been installed from a file or folder, which GitHub's
# machines do not have. Name here where they find it, such as
#   ssg @ git+https://github.com/owner/repository@v1.0
"""


class Answers(NamedTuple):
    """What a new board is asked for: what it is called and where it is; whether it is on GitHub."""

    title: str = TITLE
    base_url: str = UNSET_BASE_URL
    for_github: bool = False


class Started(NamedTuple):
    """Which files were written, and which were there before and stay as they were, by path.

    `needs_origin` says that the requirements written do not yet say where ssg is to be had.
    """

    written: tuple[str, ...]
    kept: tuple[str, ...]
    needs_origin: bool


class Requirement(NamedTuple):
    """A line for pip, and whether it names a place that other machines can reach."""

    line: str
    is_reachable: bool


def start(folder: Path, answers: Answers, today: dt.date) -> Started:
    """Return which files of a new board were written into a folder; none is ever overwritten.

    Raises:
        CreationError: a file or folder cannot be written; those before it are.
    """
    there = {name for name in WHOLE_FOLDERS if (folder / name).exists()}
    written, kept = list[str](), list[str]()
    for path, text in _files(folder, answers, today):
        top = path.partition("/")[0]
        if top in there:
            kept.append(f"{top}/")
        elif path == SETTINGS and has_settings(folder):
            kept.append(SETTINGS if (folder / SETTINGS).exists() else SHARED_SETTINGS)
        else:
            (written if create(folder / path, text) else kept).append(path)
    needs_origin = REQUIREMENTS in written and not requirement().is_reachable
    return Started(tuple(written), tuple(dict.fromkeys(kept)), needs_origin)


def repository_above(folder: Path) -> Path | None:
    """Return the root of the repository that a folder lies in, None if it is one, or in none."""
    here = folder.resolve()
    if (here / ".git").exists():
        return None
    return next((above for above in here.parents if (above / ".git").exists()), None)


def requirement() -> Requirement:
    """Return what pip installs this ssg by, on another machine (PEP 440, PEP 508, PEP 610).

    An ssg that came from the web is named by that address; else by the versions that are
    compatible with this one.
    """
    try:
        origin = importlib.metadata.distribution("ssg").read_text("direct_url.json")
    except importlib.metadata.PackageNotFoundError:
        origin = None
    return requirement_of(origin, __version__)


def requirement_of(origin: str | None, version: str) -> Requirement:
    """Return the requirement for a version whose `direct_url.json` (PEP 610) reads so."""
    major, minor = version.split(".")[:2]
    above = f"0.{int(minor) + 1}" if major == "0" else str(int(major) + 1)
    compatible = f"ssg>={version},<{above}"
    if origin is None:
        return Requirement(compatible, is_reachable=True)
    told = json.loads(origin)
    url = str(told.get("url", ""))
    if not url.startswith("https://"):
        return Requirement(compatible, is_reachable=False)
    source = told.get("vcs_info")
    if source:
        url = f"{source['vcs']}+{url}@{source['commit_id']}"
    return Requirement(f"ssg @ {url}", is_reachable=True)


def _files(folder: Path, answers: Answers, today: dt.date) -> Iterator[tuple[str, str]]:
    """Yield path and text of each file of a new board."""
    last_day = today + dt.timedelta(days=DAYS_OPEN)
    title = printable(" ".join(answers.title.split()))
    board = {TITLE: title}
    written = {TITLE: title, UNSET_BASE_URL: answers.base_url}
    # JSON's escapes are TOML's, but for the pairs of surrogates that TOML does not know.
    settings = {
        json.dumps(word): json.dumps(own, ensure_ascii=False) for word, own in written.items()
    }
    dates = {FIRST_DAY: f"{today}", LAST_DAY: f"{last_day}"}
    branch = {f"branches: [{BRANCH}]": f"branches: [{_branch(folder)}]"}
    words = {SETTINGS: settings, "README.md": board, WORKFLOW: branch}
    for file in sorted(each for each in FILES.rglob("*") if each.is_file()):
        path = file.relative_to(FILES).as_posix()
        text = file.read_text(encoding="utf-8")
        for word, own in words.get(path, dates).items():
            text = text.replace(word, own)
        text = PARAGRAPHS.sub(r"\1" if answers.for_github else "", text)
        if answers.for_github or not path.startswith(HOSTED):
            yield path.replace(FIRST_MONTH, f"{today:%Y-%m}"), text
    if answers.for_github:
        wanted = requirement()
        yield REQUIREMENTS, f"{'' if wanted.is_reachable else ELSEWHERE}{wanted.line}\n"


def _branch(folder: Path) -> str:
    """Return the branch that a repository in the folder has checked out, else the usual one."""
    try:
        head = (folder / ".git/HEAD").read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError):
        return BRANCH
    found = re.fullmatch(r"ref: refs/heads/([\w./-]+)\s*", head)
    return json.dumps(found[1]) if found and found[1] != BRANCH else BRANCH
