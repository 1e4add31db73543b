"""A draft as a file that was not there before, once it has been read as it will be read."""

from __future__ import annotations

import itertools
from typing import TYPE_CHECKING, NamedTuple

from ssg.authoring.drafts import (
    AuthoringError,
    RefusedError,
    headings,
    paths,
    template,
    without_brackets,
)
from ssg.creating import create
from ssg.listing import Listing
from ssg.problems import Severity, printable
from ssg.reading import read
from ssg.reading.fields import read_folder
from ssg.reading.text import quoted
from ssg.sources import Source

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from pathlib import Path

    from ssg.authoring.drafts import Draft, Form
    from ssg.problems import Problem

MOST_NAMES = 10_000  # past which no free one is looked for
ENDINGS = (".md", ".markdown")
_IN_HEADINGS = {
    "title": "this title",
    "company": "this company",
    "location": "this location",
    "pay": "this salary",
    "benefits": "these benefits",
}


class Written(NamedTuple):
    """Where a new listing lies, and what is doubtful in it."""

    path: Path
    problems: tuple[Problem, ...]


def write(site: Path, said: Draft, form: Form, output: Path | None, schema: str) -> Written:
    """Return where a draft was written, as a file that was not there, and what is doubtful in it.

    Raises:
        RefusedError: a value that leaves the listing out.
        AuthoringError: one for which the form has no place, or a file that is there already.
        CreationError: the file cannot be written.
    """
    wanted = itertools.islice(paths(said, form), MOST_NAMES)
    first = next(wanted)
    problems = examine(said)
    text = template(said, schema=schema)
    if form == "headings":
        text = headings(said)
        _compare(first, said, text)
    if output is not None:
        if output.suffix.lower() not in ENDINGS:
            raise AuthoringError(f"{output}: a listing's file ends in {' or '.join(ENDINGS)}")
        if not output.name.isprintable() or output.name.startswith("."):
            message = "the name has characters that are not UTF-8, or that do not show"
            if output.name.startswith("."):
                message = "a file whose name begins with a point is passed over"
            raise AuthoringError(f"{printable(str(output))}: {message}; name it otherwise")
        if not create(output, text):
            raise AuthoringError(f"{output}: there is such a file already; it is left as it is")
        return Written(output, problems)
    return Written(site / write_free(site, [first, *wanted], text), problems)


def write_free(site: Path, wanted: Iterable[str], text: str) -> str:
    """Return the first of some paths at which there is nothing yet; the text is written there.

    Raises:
        AuthoringError: all are taken.
        CreationError: the file cannot be written.
    """
    for path in wanted:
        if create(site / path, text):
            return path
    raise AuthoringError("there are files of all names that would do; name one with --output")


def examine(said: Draft) -> tuple[Problem, ...]:
    """Return what is doubtful in a draft.

    Raises:
        RefusedError: something in it leaves the listing out.
    """
    problems = read(source(next(paths(said, "front-matter")), template(said))).problems
    if errors := [each for each in problems if each.severity is Severity.ERROR]:
        raise RefusedError("\n".join(in_words(errors)))
    return problems


def in_words(problems: Sequence[Problem]) -> list[str]:
    """Return what problems say, a line each, without the place in a file."""
    return [printable(each.message + (f"; {each.hint}" if each.hint else "")) for each in problems]


def source(path: str, text: str) -> Source:
    """Return a text as the source of a listing."""
    return Source(path, text.encode("utf-8", "replace"), "")


def _compare(path: str, said: Draft, text: str) -> None:
    """Refuse headings that do not say what the same draft says as front matter."""
    meant, told = (read(source(path, each)).entry for each in (template(said), text))
    if not isinstance(meant, Listing) or not isinstance(told, Listing):
        raise AuthoringError("the form headings cannot hold this title; use front-matter")
    odd = [
        words for name, words in _IN_HEADINGS.items() if getattr(meant, name) != getattr(told, name)
    ]
    if without_brackets(meant.apply_url or "") != (told.apply_url or ""):
        odd.append("this apply_url")
    if len(meant.tags) > 1:
        odd.append("more than one tag")
    elif meant.tags and read_folder(path).tag != meant.tags[0]:
        odd.append(f"the tag {quoted(meant.tags[0])}")
    if odd:
        message = f"the form headings cannot hold {', '.join(odd)}; use front-matter"
        raise AuthoringError(message)
