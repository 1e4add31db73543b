"""Emphasis, strong emphasis and strikethrough by the rules of GitHub Flavored Markdown.

CommonMark 0.29, section 6.4 and the appendix's "process emphasis"; GFM, "Strikethrough".
"""

import functools
import re
import unicodedata
from typing import NamedTuple
from xml.etree.ElementTree import Element

from markdown.inlinepatterns import InlineProcessor
from markdown.util import ETX, STX

from ssg.prose.hiding import hidden

DEEPEST = 12
"""Emphasis within emphasis; what lies deeper keeps its marks as text."""

_RUN = re.compile(r"\*+|_+|~+")
_LEFT = re.compile(r"\*+|~+|(?<![^\W_])_+|_+(?![^\W_])")
_TAGS = {("*", 1): "em", ("_", 1): "em", ("*", 2): "strong", ("_", 2): "strong"}
_MOST_TILDES = 2


class _Run:
    """A run of marks: where the unused ones stand, and what they may do."""

    __slots__ = ("can_close", "can_open", "character", "count", "length", "start")

    def __init__(self, match: re.Match[str], *, can_open: bool, can_close: bool) -> None:
        self.character = match[0][0]
        self.start = match.start()
        self.length = self.count = len(match[0])
        self.can_open = can_open
        self.can_close = can_close


class _Span(NamedTuple):
    """Emphasised text: where its opening marks and closing marks begin and end."""

    start: int
    text_start: int
    text_end: int
    end: int
    tag: str


class EmphasisProcessor(InlineProcessor):
    """An inline pattern of Python-Markdown for `*`, `_` and `~`.

    The spans of a text are found together at the first mark, and given out one a call, the
    outermost only, the inner ones being in them. The text before a mark may have been replaced
    since, so a span is known by its distance from the text's end.
    """

    TRIGGERS = ("*", "_", "~")

    def __init__(self) -> None:
        super().__init__(r"\*+|_+|~+")
        self._data = ""
        self._waiting: list[tuple[int, int, Element]] = []

    def handleMatch(  # type: ignore[override]  # noqa: N802  the library's name
        self, m: re.Match[str], data: str
    ) -> tuple[Element | None, int | None, int | None]:
        """Return the element that begins within the run of marks, its start and its end."""
        if data is not self._data and self._waiting:
            rest = self._data[len(self._data) - self._waiting[-1][0] :]
            if not data.endswith(rest):
                self._waiting = []
        if not self._waiting:
            self._data = data
            spans = _spans(data, m.start())
            self._waiting = _elements(data, spans)
            if not self._waiting:
                return None, m.start(), len(data)
            self._waiting.reverse()
        start, end, element = self._waiting[-1]
        start, end = len(data) - start, len(data) - end
        if start >= m.end():
            return None, m.start(), m.end()
        self._waiting.pop()
        return element, start, end


def _spans(data: str, position: int) -> list[_Span]:
    """Return the emphasised spans of `data` from `position` on, in the order they close."""
    spans: list[_Span] = []
    openers: list[_Run] = []
    bottoms: dict[tuple[str, bool, int], int] = {}
    for match in _RUN.finditer(data, position):
        run = _run(match, data)
        if run is None:
            continue
        if run.can_close:
            _close(run, openers, bottoms, spans)
        if run.count and run.can_open:
            openers.append(run)
    return spans


def _close(
    run: _Run,
    openers: list[_Run],
    bottoms: dict[tuple[str, bool, int], int],
    spans: list[_Span],
) -> None:
    """Pair the marks of `run` with those of the openers before it."""
    key = (run.character, run.can_open, run.length % 3)
    while run.count:
        index = len(openers) - 1
        bottom = bottoms.get(key, -1)
        while index >= 0 and openers[index].start > bottom and not _pair(openers[index], run):
            index -= 1
        if index < 0 or openers[index].start <= bottom:
            bottoms[key] = openers[-1].start if openers else -1
            return
        opener = openers[index]
        used = _used(opener, run)
        del openers[index + 1 :]
        opener.count -= used
        inner = opener.start + opener.count
        spans.append(
            _Span(
                inner,
                inner + used,
                run.start,
                run.start + used,
                _TAGS.get((run.character, used), "del"),
            )
        )
        run.start += used
        run.count -= used
        if not opener.count:
            openers.pop()


def _used(opener: _Run, closer: _Run) -> int:
    """Return how many marks of each run a pair takes."""
    if opener.character == "~":
        return opener.count
    return min(opener.count, closer.count, 2)


def _pair(opener: _Run, closer: _Run) -> bool:
    """Tell whether the two runs may pair: by their character, and by the rule of three."""
    if opener.character != closer.character:
        return False
    if opener.character == "~":
        return opener.count == closer.count
    if not (opener.can_close or closer.can_open):
        return True
    both = (opener.length + closer.length) % 3 == 0
    return not both or (opener.length % 3 == 0 and closer.length % 3 == 0)


def _run(match: re.Match[str], data: str) -> _Run | None:
    """Return the run and what it may do by the characters around it."""
    if match[0][0] == "~" and len(match[0]) > _MOST_TILDES:
        return None
    space_before, mark_before = _kind(data[match.start() - 1 : match.start()])
    space_after, mark_after = _kind(data[match.end() : match.end() + 1])
    opens = not space_after and (not mark_after or space_before or mark_before)
    closes = not space_before and (not mark_before or space_after or mark_after)
    if match[0][0] == "_":
        opens, closes = (
            opens and (not closes or mark_before),
            closes and (not opens or mark_after),
        )
    if not (opens or closes):
        return None
    return _Run(match, can_open=opens, can_close=closes)


@functools.lru_cache(maxsize=4096)
def _kind(character: str) -> tuple[bool, bool]:
    """Tell whether a neighbour is space (as a text's ends are), and whether it is punctuation.

    What was replaced before (links, code, escapes) began and ended with punctuation.
    """
    if not character or character.isspace():
        return True, False
    if character in (STX, ETX):
        return False, True
    if character.isalnum():
        return False, False
    return False, character.isascii() or unicodedata.category(character)[0] == "P"


def _elements(data: str, spans: list[_Span]) -> list[tuple[int, int, Element]]:
    """Return the outermost spans as elements that hold the inner ones.

    Start and end are counted from the end of `data`.
    """
    if len(spans) == 1:
        start, text_start, text_end, end, tag = spans[0]
        element = Element(tag)
        element.text = _left(data[text_start:text_end])
        return [(len(data) - start, len(data) - end, element)]
    outermost: list[tuple[int, int, Element]] = []
    open_spans: list[tuple[_Span, Element]] = []
    position = 0

    def close_until(limit: int) -> None:
        nonlocal position
        while open_spans and open_spans[-1][0].end <= limit:
            span, element = open_spans.pop()
            _append(element, data[position : span.text_end])
            position = span.end

    for span in sorted(spans):
        close_until(span.start)
        if len(open_spans) >= DEEPEST:
            continue
        element = Element(span.tag)
        if open_spans:
            parent = open_spans[-1][1]
            _append(parent, data[position : span.start])
            parent.append(element)
        else:
            outermost.append((len(data) - span.start, len(data) - span.end, element))
        position = span.text_start
        open_spans.append((span, element))
    close_until(len(data))
    return outermost


def _append(element: Element, text: str) -> None:
    """Add text after all that `element` holds."""
    if not text:
        return
    if len(element):
        element[-1].tail = (element[-1].tail or "") + _left(text)
    else:
        element.text = (element.text or "") + _left(text)


def _left(text: str) -> str:
    """Return text within emphasis with the marks hidden that are left in it.

    The library's own processor applies the patterns to such a text once more, alone, and would
    pair marks that do not pair where they stand. Those within a word it leaves as they are.
    """
    if "*" in text or "_" in text or "~" in text:
        return _LEFT.sub(lambda marks: hidden(marks[0]), text)
    return text
