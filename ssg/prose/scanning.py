"""Python-Markdown's application of inline patterns, without the tries that cannot succeed.

The library tries each pattern on each run of text, and copies the text for each match. Here a
run without any character that a pattern begins with is passed over by one search, a pattern is
tried only where one of its triggers stands, and the pieces of a text are joined once a pattern.
What comes out is the same, which a test shows with the library's own processor beside it.
"""

import re
from typing import Protocol, cast
from xml.etree.ElementTree import Element

from markdown import Markdown
from markdown.treeprocessors import InlineProcessor
from markdown.util import (
    INLINE_PLACEHOLDER,
    INLINE_PLACEHOLDER_PREFIX,
    INLINE_PLACEHOLDER_RE,
    AtomicString,
)


class _Pattern(Protocol):
    """An inline pattern that tells the texts without which it cannot match."""

    TRIGGERS: tuple[str, ...]
    ANCESTOR_EXCLUDES: tuple[str, ...]
    compiled_re: re.Pattern[str]

    def handleMatch(  # noqa: N802  the library's name
        self, m: re.Match[str], data: str
    ) -> tuple[Element | str | None, int, int]: ...


class TriggeredInlineProcessor(InlineProcessor):
    """The tree processor that applies the patterns of an instance, all with `TRIGGERS`."""

    def __init__(self, md: Markdown) -> None:
        super().__init__(md)
        self._all = tuple(cast("_Pattern", each) for each in md.inlinePatterns)
        self._patterns = self._all

    def run(self, tree: Element, ancestors: list[str] | None = None) -> Element:
        """Return the tree with all inline Markdown in it read."""
        del ancestors
        self.stashed_nodes: dict[str, Element | str] = {}
        whole = "\0".join(tree.itertext())
        self._patterns = tuple(
            each for each in self._all if any(trigger in whole for trigger in each.TRIGGERS)
        )
        if self._patterns:
            for element in list(tree.iter()):
                self._expand(element, 0, inside_link=False)
        return tree

    def _expand(self, element: Element, first: int, *, inside_link: bool) -> None:
        """Read the text of `element` and the tails in it by the patterns from `first` on."""
        text, index = element.text, 0
        if text and not isinstance(text, AtomicString):
            found = self._applied(text, first, inside_link=inside_link)
            if INLINE_PLACEHOLDER_PREFIX in found:
                element.text = None
                index = self._attach(element, found, 0)
            else:
                element.text = found
        while index < len(element):
            child = element[index]
            index += 1
            tail = child.tail
            if tail and not isinstance(tail, AtomicString):
                child.tail = None
                found = self._applied(tail, first, inside_link=inside_link)
                index += self._attach(element, found, index)

    def _applied(self, data: str, first: int, *, inside_link: bool) -> str:
        """Return `data` with what the patterns find replaced by placeholders."""
        for index in range(first, len(self._patterns)):
            pattern = self._patterns[index]
            for trigger in pattern.TRIGGERS:
                if trigger in data:
                    break
            else:
                continue
            if inside_link and "a" in pattern.ANCESTOR_EXCLUDES:
                continue
            data = self._replaced(data, pattern, index, inside_link=inside_link)
        return data

    def _replaced(self, data: str, pattern: _Pattern, index: int, *, inside_link: bool) -> str:
        """Return `data` with what one pattern finds replaced."""
        search, handle = pattern.compiled_re.search, pattern.handleMatch
        pieces: list[str] = []
        done = position = 0
        while match := search(data, position):
            node, start, position = handle(match, data)
            if node is None:
                continue
            if not isinstance(node, str):
                node = self._stashed(node, index + 1, inside_link=inside_link)
            pieces += data[done:start], node
            done = position
        if not pieces:
            return data
        pieces.append(data[done:])
        return "".join(pieces)

    def _stashed(self, node: Element, first: int, *, inside_link: bool) -> str:
        """Return the placeholder of a finished element."""
        inside_link = inside_link or node.tag == "a"
        for element in list(node.iter()):
            self._expand(element, first, inside_link=inside_link)
        key = f"{len(self.stashed_nodes):04d}"
        self.stashed_nodes[key] = node
        return INLINE_PLACEHOLDER % key

    def _attach(self, parent: Element, data: str, position: int) -> int:
        """Put text and elements of `data` into `parent` from `position` on; return how many."""
        last: Element | None = parent[position - 1] if position else None
        count, done = 0, 0
        for found in INLINE_PLACEHOLDER_RE.finditer(data):
            node = self.stashed_nodes.get(found[1])
            if not isinstance(node, Element):
                continue
            _add_text(parent, last, data[done : found.start()])
            parent.insert(position + count, node)
            last = node
            count += 1
            done = found.end()
        _add_text(parent, last, data[done:])
        return count


def _add_text(parent: Element, last: Element | None, text: str) -> None:
    if not text:
        return
    if last is None:
        parent.text = (parent.text or "") + text
    else:
        last.tail = (last.tail or "") + text
