"""The body of an issue that was made with the form, which anybody may have written or edited.

GitHub's form makes of each question a heading `### label` and of its answer what stands below it,
`_No response_` where there is none. Answers to `input` and `dropdown` are of one line. The text of
the listing is asked for last, so that no heading in it can be taken for one of the form's.
"""

from __future__ import annotations

import json
import os
import re
from typing import TYPE_CHECKING, NamedTuple

from ssg.authoring.drafts import AuthoringError, Draft, draft, front_matter, paths
from ssg.authoring.writing import source, write_free
from ssg.keys import DESCRIPTION, FORM, LISTING_KEYS
from ssg.problems import Problem, Severity
from ssg.reading import take_apart
from ssg.reading.text import decode
from ssg.sources import LARGEST_FILE

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from ssg.sources import Source

NO_RESPONSE = "_No response_"
_LABELS = {key.name: key.label for key in FORM}
_AT_KEY = re.compile(rf"^(?:an item of )?(?:{'|'.join(LISTING_KEYS)})\b")  # of a message
_KEY = re.compile("|".join(name for name in _LABELS if "_" in name))  # in a hint; others are words


class Objection(NamedTuple):
    """What is wrong with an answer; `label` is the question, no text where it is all of them."""

    label: str
    severity: Severity
    message: str
    hint: str = ""


class Submission(NamedTuple):
    """What an issue says of a job: as a draft, as a listing's text, and which answers are missing.

    There is no text where the issue was not made with the form.
    """

    said: Draft
    text: str
    missing: tuple[Objection, ...]


def read_issue(path: Path) -> str:
    """Return the body of an issue: of a text file, or of the JSON in which GitHub tells of it.

    Raises:
        AuthoringError: the file cannot be read, or is neither.
    """
    try:
        with path.open("rb") as file:
            data = file.read(LARGEST_FILE + 1)
        if len(data) > LARGEST_FILE:
            raise AuthoringError(f"{path}: the file is too large for an issue")
        if path.suffix.lower() != ".json":
            return decode(data).text
        body = json.loads(data)["issue"]["body"]
    except OSError as error:
        raise AuthoringError(f"{path}: {error.strerror}") from None
    except (ValueError, LookupError, TypeError, RecursionError):
        raise AuthoringError(f"{path}: this is no issue that can be read") from None
    # JSON can hold half a pair of surrogates, which is no character, and which no file takes.
    whole = str(body or "").encode("utf-8", "replace").decode()
    return whole.replace("\r\n", "\n")


def submission(body: str, day: dt.date, *, schema: str = "") -> Submission:
    """Return what the body of an issue says of a job, posted on a day. Total."""
    answers = dict(_answers(body))
    if not answers:
        message = "this is not written with the form for listings"
        hint = "open a new issue, and choose the form there"
        objection = Objection("", Severity.ERROR, message, hint)
        return Submission(draft({}, "", day), "", (objection,))
    values = {key.name: (answers[key.label],) for key in FORM if key.label in answers}
    body = "".join(values.pop(DESCRIPTION.name, ()))
    said = draft(values, body, day)
    missing = tuple(
        Objection(key.label, Severity.ERROR, "there is no answer, and a listing needs one")
        for key in FORM
        if key.is_expected and not (said.body if key is DESCRIPTION else said.text(key.name))
    )
    return Submission(said, front_matter(said, schema=schema), missing)


def proposed(site: Path, made: Submission) -> Source:
    """Return a submission as the source that it would be, at a path where there is nothing yet."""
    wanted = paths(made.said, "front-matter")
    return source(next(each for each in wanted if not os.path.lexists(site / each)), made.text)


def write_submission(site: Path, made: Submission) -> str:
    """Return the path under the site at which a submission was written, a new one.

    Raises:
        AuthoringError: there are files of all names that would do.
        CreationError: the file cannot be written.
    """
    return write_free(site, paths(made.said, "front-matter"), made.text)


def objections(made: Submission, problems: Iterable[Problem]) -> Iterator[Objection]:
    """Yield what is missing in a submission, and the problems of its text, by the questions."""
    yield from made.missing
    document = take_apart("", made.text)
    lines = {each.name.line: each.name.text for each in document.fields} if document else {}
    first = document.line if document else 0
    for problem in problems:
        label = _LABELS.get(lines.get(problem.line, ""), "")
        message = _AT_KEY.sub(label, problem.message) if label else problem.message
        if first and problem.line >= first:
            label = DESCRIPTION.label
        if label or not made.missing:  # what a listing lacks is told by the answers that it lacks
            hint = _KEY.sub(lambda found: _LABELS[found[0]], problem.hint)
            yield Objection(label, problem.severity, message, hint)


def is_refused(found: Iterable[Objection]) -> bool:
    """Return whether something forbids that a submission becomes a listing."""
    return any(each.severity is Severity.ERROR for each in found)


def _answers(body: str) -> Iterator[tuple[str, str]]:
    """Yield the questions of the form that a body has, the first of each, with their answers."""
    label, answer = "", list[str]()
    seen: set[str] = set()
    for line in body.split("\n"):
        asked = line.removeprefix("### ").strip() if line.startswith("### ") else ""
        if asked in _LABELS.values() and asked not in seen and label != DESCRIPTION.label:
            if label:
                yield label, _answer(answer)
            seen.add(asked)
            label, answer = asked, []
        else:
            answer.append(line)
    if label:
        yield label, _answer(answer)


def _answer(lines: Iterable[str]) -> str:
    """Return what somebody answered, no text where they did not."""
    text = "\n".join(lines).strip()
    return "" if text == NO_RESPONSE else text
