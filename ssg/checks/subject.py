"""What a check looks at: a listing or a profile, and where in its file each thing stands."""

from __future__ import annotations

import itertools
import re
from functools import cached_property
from typing import TYPE_CHECKING, TypeVar

from ssg.keys import ALIASES
from ssg.listing import Listing
from ssg.problems import Problem
from ssg.prose import LONGEST
from ssg.rules import RULES

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable, Iterator

    from ssg.listing import Profile
    from ssg.reading.values import Document, Value

Found = TypeVar("Found")

MOST_OF_A_KIND = 10  # problems in one text: the eleventh teaches nothing

# What is shown as it is typed, or not shown: fenced and inline code, comments of HTML.
_HIDDEN = re.compile(
    r"^[ ]{0,3}(`{3,}+|~{3,}+)[^\n]*+\n(?:[^\n]*+\n)*?[ ]{0,3}\1[^\n]*$"
    r"|(?<!`)(`++)[^\n]*?(?<!`)\2(?!`)",
    re.MULTILINE,
)
_COMMENT = re.compile(r"<!--[\s\S]*?-->")


class Subject:
    """A listing or a profile with the file that it was read from, taken apart.

    Of one that an error leaves out it has what is right; nothing where no key could be read.
    """

    def __init__(
        self, path: str, entry: Listing | Profile | None, document: Document, as_of: dt.date
    ) -> None:
        self.path = path
        self.entry = entry
        self.as_of = as_of
        self._document = document

    @property
    def listing(self) -> Listing | None:
        """Return the entry where it is a listing, None for a profile or nothing."""
        return self.entry if isinstance(self.entry, Listing) else None

    @cached_property
    def values(self) -> dict[str, Value]:
        """Return the values that the file gives, by our names of their keys."""
        named = {field.name.text: field.value for field in self._document.fields}
        return {ALIASES.get(name, name): value for name, value in named.items()} | named

    @property
    def has_headings(self) -> bool:
        """Return whether the file has the form of bare headings."""
        return self._document.has_headings

    @property
    def markdown(self) -> str:
        """Return the file's text below its front matter or headings."""
        return self._document.body

    @cached_property
    def prose(self) -> str:
        """Return the text with spaces in place of code and comments, so that places stay."""
        text = self.markdown[:LONGEST]
        if "`" in text or "~~~" in text:
            text = _HIDDEN.sub(_blank, text)
        # Past the last end of a comment there is none: no search for it at each beginning.
        ends = text.rfind("-->") + len("-->")
        return _COMMENT.sub(_blank, text[:ends]) + text[ends:] if "<!--" in text else text

    def at(self, name: str, rule: str, message: str, hint: str) -> Problem:
        """Return a problem with the value of a key, or with the file where it has none."""
        value = self.values.get(name)
        place = (value.line, value.column) if value else (0, 0)
        return self.problem(place, rule, message, hint)

    def within(self, start: int, rule: str, message: str, hint: str) -> Problem:
        """Return a problem with the text at a place, counted in characters."""
        line = self._document.line + self.markdown.count("\n", 0, start)
        column = start - self.markdown.rfind("\n", 0, start)
        return self.problem((line, column), rule, message, hint)

    def problem(self, place: tuple[int, int], rule: str, message: str, hint: str) -> Problem:
        """Return a problem at a line and column, as heavy as the table of rules has it."""
        return Problem(self.path, *place, RULES[rule].severity, rule, message, hint)


def few(found: Iterable[Found]) -> Iterator[Found]:
    """Yield the first of what was found."""
    return itertools.islice(found, MOST_OF_A_KIND)


def _blank(found: re.Match[str]) -> str:
    """Return as many spaces as were found, its line ends kept."""
    return re.sub(r"[^\n]", " ", found[0])
