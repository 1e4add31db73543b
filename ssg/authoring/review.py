"""What a change does to a board, as data that a workflow hands to another, which trusts none of it.

The one workflow works on a stranger's files and may do nothing; the other may write comments, and
sees of those files this data alone. So `opened` takes whatever it is given to pieces: it reads no
more than it has to, checks each value, and refuses all of it where one is not as it ought to be.
"""

from __future__ import annotations

import io
import itertools
import json
import lzma
import re
import zipfile
import zlib
from typing import TYPE_CHECKING, Any, NamedTuple

from ssg.authoring.drafts import AuthoringError
from ssg.formats import inert_json
from ssg.problems import Problem, Severity

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from ssg.report import Report
    from ssg.sources import Source

VERSION = 1
MEMBER = "review.json"  # its name in the archive that GitHub makes of it
MOST_TEXTS = 20  # listings that are shown
LONGEST_TEXT = 20_000  # characters of each
MOST_PROBLEMS = 500
LARGEST = 4_000_000  # bytes
LONGEST_PATH, LONGEST_WORDS = 1_000, 2_000
_RULE = re.compile(r"[a-z]+(-[a-z]+)*")
_LONGEST_RULE = 50
# What the standard library raises over bytes that somebody made for it to stumble over.
_REFUSED = (
    ValueError,
    LookupError,
    TypeError,
    RecursionError,
    EOFError,
    NotImplementedError,
    RuntimeError,
    zipfile.BadZipFile,
    zipfile.LargeZipFile,
    zlib.error,
    lzma.LZMAError,
)


class Changed(NamedTuple):
    """A listing that has changed: its path under the site, and its text."""

    path: str
    text: str


class Review(NamedTuple):
    """What a change does: the first listings, how many files were checked, and their problems."""

    changed: tuple[Changed, ...]
    files: int
    problems: tuple[Problem, ...]


def review(sources: Iterable[Source], report: Report) -> Review:
    """Return what a change does, as much of it as a comment can hold."""
    changed = tuple(
        Changed(each.path[:LONGEST_PATH], each.data.decode("utf-8", "replace")[:LONGEST_TEXT])
        for each in itertools.islice(sources, MOST_TEXTS)
    )
    heaviest = sorted(report.problems, key=lambda each: each.severity.rank)
    return Review(changed, report.files, tuple(map(_cut, heaviest[:MOST_PROBLEMS])))


def as_data(told: Review) -> str:
    """Return a review as JSON."""
    data = {
        "version": VERSION,
        "listings": told.files,
        "changed": [each._asdict() for each in told.changed],
        "problems": [each._asdict() for each in told.problems],
    }
    return inert_json(data)


def opened(path: Path) -> Review:
    """Return the review that a file holds, or the archive that GitHub makes of it.

    Raises:
        AuthoringError: it is not what `as_data` writes, or too large.
    """
    try:
        with path.open("rb") as file:
            data = file.read(LARGEST + 1)
        if data.startswith(b"PK"):
            with zipfile.ZipFile(io.BytesIO(data)) as archive, archive.open(MEMBER) as file:
                data = file.read(LARGEST + 1)
        if len(data) > LARGEST:
            raise AuthoringError(f"{path}: the review is too large")
        return _checked(json.loads(data))
    except OSError as error:
        raise AuthoringError(f"{path}: {error.strerror}") from None
    except _REFUSED:
        raise AuthoringError(f"{path}: this is no review that can be read") from None


def _cut(problem: Problem) -> Problem:
    """Return a problem in which nothing is longer than is taken back."""
    words = (problem.message[:LONGEST_WORDS], problem.hint[:LONGEST_WORDS])
    return problem._replace(path=problem.path[:LONGEST_PATH], message=words[0], hint=words[1])


def _checked(data: Any) -> Review:  # noqa: ANN401 - anything may stand in a stranger's JSON
    """Return the review that JSON holds; anything else is a ValueError or its like."""
    if data["version"] != VERSION or not _whole(data["listings"]) >= 0:
        raise ValueError
    changed, problems = _several(data["changed"], MOST_TEXTS), _several(data["problems"])
    return Review(
        tuple(
            Changed(_text(each["path"], LONGEST_PATH), _text(each["text"], LONGEST_TEXT))
            for each in changed
        ),
        data["listings"],
        tuple(_problem(each) for each in problems),
    )


def _problem(data: Any) -> Problem:  # noqa: ANN401
    """Return one problem; its rule need not be one of ours, but has to look like one."""
    rule = _text(data["rule"], _LONGEST_RULE)
    if not _RULE.fullmatch(rule):
        raise ValueError
    return Problem(
        _text(data["path"], LONGEST_PATH),
        _whole(data["line"]),
        _whole(data["column"]),
        Severity(data["severity"]),
        rule,
        _text(data["message"], LONGEST_WORDS),
        _text(data["hint"], LONGEST_WORDS),
    )


def _several(data: Any, most: int = MOST_PROBLEMS) -> list[Any]:  # noqa: ANN401
    if not isinstance(data, list) or len(data) > most:
        raise ValueError
    return data


def _text(data: Any, longest: int) -> str:  # noqa: ANN401
    if not isinstance(data, str) or len(data) > longest:
        raise ValueError
    return data


def _whole(data: Any) -> int:  # noqa: ANN401
    if not isinstance(data, int) or isinstance(data, bool) or not 0 <= data < 10**9:
        raise ValueError
    return data
