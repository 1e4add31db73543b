"""The block structure of GitHub Flavored Markdown as a block parser of Python-Markdown.

The library's own block processors follow the Markdown of 2004: no list right after a paragraph,
four columns for a nested one, `#LI-Remote` a heading. This parser reads line by line as the
GFM specification 0.29 (and CommonMark, appendix "A parsing strategy") has it. Its work grows with
the number of lines times the depth of nesting, and the depth is bounded.
"""

import re
import xml.etree.ElementTree as etree
from collections.abc import Iterable
from typing import Final

from markdown.blockparser import BlockParser
from markdown.util import AtomicString

from ssg.prose.raw import BLOCK_END, BLOCK_START
from ssg.prose.references import definition
from ssg.prose.tables import cells, is_delimiter_row, table

RAW: Final = "raw"
"""The tag of elements whose text is HTML as written."""

DEEPEST = 20
"""Quotes and lists within each other; markers that go deeper are text."""

_WIDEST_INDENT = 3
_NOT_SPACE = re.compile(r"[^ ]|$")
_TABBED = re.compile(r"[ \t>*+\-.)\d•·]*\t+")
_QUOTE = re.compile(r" {0,3}> ?")
_HEADING = re.compile(r"(#{1,6})(?: |$)")
_UNDERLINE = re.compile(r"(=+|-+) *$")
_BREAK = re.compile(r"(?:\* *){3,}$|(?:- *){3,}$|(?:_ *){3,}$")
_FENCE = re.compile(r"(`{3,})[^`]*$|(~{3,})")
_ITEM = re.compile(r"([*+\-•·●▪‣◦])(?= |$)|(\d{1,9})([.)])(?= |$)")
_TYPED_BULLETS = frozenset("•·●▪‣◦")
_OPENERS = frozenset("#>`~<*+-_=|:0123456789") | _TYPED_BULLETS


class _List:
    """A list and whether blank lines stand between its items or their parts."""

    __slots__ = ("element", "loose", "marker")

    def __init__(self, element: etree.Element, marker: str) -> None:
        self.element = element
        self.marker = marker
        self.loose = False


class _Container:
    """The document, a quote or a list item that is still open."""

    __slots__ = ("element", "indent", "last_list", "of")

    def __init__(self, element: etree.Element, indent: int = 0, of: _List | None = None) -> None:
        self.element = element
        self.indent = indent  # columns that lines of an item are indented by
        self.of = of  # the list that an item belongs to
        self.last_list: _List | None = None  # the list that the next item may join


class _Leaf:
    """A block that takes lines: `p`, `code` (indented), `fence`, `html` or `table`."""

    __slots__ = ("end", "indent", "kind", "lines")

    def __init__(self, kind: str, end: re.Pattern[str] | None = None, indent: int = 0) -> None:
        self.kind = kind
        self.lines: list[str] = []
        self.end = end
        self.indent = indent


class GfmBlockParser(BlockParser):
    """Python-Markdown's block parser, reading as GitHub does."""

    def parseDocument(self, lines: Iterable[str]) -> etree.ElementTree:  # type: ignore[type-arg] # noqa: N802
        """Return the tree of `lines`; link definitions go to the instance's `references`."""
        document = _Document(self.md.doc_tag, self.md.references)
        for line in lines:
            document.read(line)
        return etree.ElementTree(document.finish())


class _Document:
    """The state of reading: the open containers, the open leaf, the line and the place in it."""

    def __init__(self, tag: str, references: dict[str, tuple[str, str]]) -> None:
        self.root = etree.Element(tag)
        self.references = references
        self.open = [_Container(self.root)]
        self.leaf: _Leaf | None = None
        self.lists: list[_List] = []
        self.after_blank = False

    def read(self, line: str) -> None:
        """Take in one line."""
        if "\t" in line and (tabbed := _TABBED.match(line)):
            line = tabbed[0].expandtabs(4) + line[tabbed.end() :]
        position, depth = self._descend(line)
        inside = depth == len(self.open)
        if inside and self.leaf and self.leaf.kind in {"fence", "html"}:
            self._read_verbatim(line[position:])
            return
        start = _NOT_SPACE.search(line, position).start()  # type: ignore[union-attr]
        if start == len(line):
            self._read_blank(line, position, depth)
            return
        if line[start] in _OPENERS or start - position > _WIDEST_INDENT:
            self._read_openers(line, position, depth)
        elif inside and self.leaf and self.leaf.kind == "p":
            self.leaf.lines.append(line[start:])
        elif self.leaf and self.leaf.kind == "p":
            self.leaf.lines.append(line[start:])  # a lazy line
        else:
            self._read_text(line, position, start, depth)
        self.after_blank = False

    def finish(self) -> etree.Element:
        """Return the root, all blocks closed and the lists without blank lines made tight."""
        self._close_to(1)
        self._close_leaf()
        for each in self.lists:
            if not each.loose:
                _tighten(each.element)
        return self.root

    def _descend(self, line: str) -> tuple[int, int]:
        """Return where the line's own text begins and how many containers it stays in."""
        position, depth = 0, 1
        for container in self.open[1:]:
            if container.of is None:
                quote = _QUOTE.match(line, position)
                if not quote:
                    break
                position = quote.end()
            else:
                start = _NOT_SPACE.search(line, position).start()  # type: ignore[union-attr]
                if start == len(line):
                    if not len(container.element) and self.leaf is None:
                        break  # an item may begin with one blank line, not with two
                    position = min(position + container.indent, start)
                elif start - position >= container.indent:
                    position += container.indent
                else:
                    break
            depth += 1
        return position, depth

    def _read_verbatim(self, text: str) -> None:
        """Add a line to fenced code or to an HTML block, or close it."""
        leaf = self.leaf
        assert leaf is not None  # noqa: S101
        if leaf.kind == "fence":
            if leaf.end and leaf.end.match(text):
                self._close_leaf()
            else:
                spaces = len(text) - len(text.lstrip(" "))
                leaf.lines.append(text[min(spaces, leaf.indent) :])
            self.after_blank = False
            return
        if leaf.end is None and not text.strip(" "):
            self._close_leaf()
            self.after_blank = True
            return
        leaf.lines.append(text)
        if leaf.end and leaf.end.search(text):
            self._close_leaf()
        self.after_blank = False

    def _read_blank(self, line: str, position: int, depth: int) -> None:
        """Take in a blank line: it ends paragraphs and tables and leaves quotes."""
        if self.leaf and self.leaf.kind == "code" and depth == len(self.open):
            self.leaf.lines.append(line[position + 4 :])
        else:
            self._close_leaf()
        self._close_to(depth)
        self.after_blank = depth == 1 or self.open[-1].of is not None

    def _read_openers(self, line: str, position: int, depth: int) -> None:
        """Open all blocks that begin on this line, then take its text."""
        while True:
            start = _NOT_SPACE.search(line, position).start()  # type: ignore[union-attr]
            if start == len(line):
                self._close_to(depth)
                return
            paragraph = self.leaf is not None and self.leaf.kind == "p"
            inside = depth == len(self.open)
            if start - position > _WIDEST_INDENT:
                if paragraph:
                    break
                self._read_indented_code(line[position + 4 :], depth)
                return
            if line[start] == ">" and depth < DEEPEST:
                self._close_to(depth)
                position = _QUOTE.match(line, position).end()  # type: ignore[union-attr]
                self._open(_Container(self._add("blockquote")))
                depth += 1
                continue
            if self._read_leaf(line, start, depth, interrupts=paragraph and inside):
                return
            item = _ITEM.match(line, start) if depth < DEEPEST else None
            if not item or (paragraph and inside and not _may_interrupt(item, line)):
                break
            position = self._open_item(item, line, position, depth)
            depth += 1
        self._read_rest(line, position, start, depth)

    def _read_rest(self, line: str, position: int, start: int, depth: int) -> None:
        """Take text that opens no block: a lazy line, a table's row, or a paragraph's."""
        leaf = self.leaf
        if leaf and leaf.kind == "p" and depth != len(self.open):
            leaf.lines.append(line[start:])
        elif leaf and leaf.kind == "p" and is_delimiter_row(line[start:], leaf.lines[-1]):
            header = leaf.lines.pop()
            self._close_leaf()
            self.leaf = _Leaf("table")
            self.leaf.lines = [header, line[start:]]
        else:
            self._read_text(line, position, start, depth)

    def _read_text(self, line: str, _position: int, start: int, depth: int) -> None:
        """Continue the open paragraph or table, or begin a paragraph."""
        self._close_to(depth)
        if self.leaf and self.leaf.kind in {"p", "table"}:
            self.leaf.lines.append(line[start:])
            return
        self._begin(_Leaf("p"))
        assert self.leaf is not None  # noqa: S101
        self.leaf.lines.append(line[start:])

    def _read_indented_code(self, text: str, depth: int) -> None:
        self._close_to(depth)
        if not (self.leaf and self.leaf.kind == "code"):
            self._begin(_Leaf("code"))
        assert self.leaf is not None  # noqa: S101
        self.leaf.lines.append(text)

    def _read_leaf(self, line: str, start: int, depth: int, *, interrupts: bool) -> bool:
        """Open a heading, a rule, fenced code or an HTML block if one begins here."""
        character = line[start]
        if character == "#":
            if heading := _HEADING.match(line, start):
                self._close_to(depth)
                self._add(f"h{len(heading[1])}").text = _heading_text(line[heading.end() :])
                return True
            return False
        if character in "`~":
            if fence := _FENCE.match(line, start):
                self._close_to(depth)
                marker = fence[1] or fence[2]
                end = re.compile(rf" {{0,3}}{re.escape(marker)}{marker[0]}* *$")
                self._begin(_Leaf("fence", end, start - _line_start(line, start)))
                return True
            return False
        if character == "<":
            return self._read_html(line, start, depth, interrupts=interrupts)
        if character in "=-" and interrupts and (underline := _UNDERLINE.match(line, start)):
            return self._underline("h1" if underline[1][0] == "=" else "h2")
        if character in "*-_" and _BREAK.match(line, start):
            self._close_to(depth)
            self._add("hr")
            return True
        return False

    def _read_html(self, line: str, start: int, depth: int, *, interrupts: bool) -> bool:
        """Open an HTML block if one of GFM's seven kinds begins here."""
        begin = BLOCK_START.match(line, start)
        if not begin or (begin.lastgroup == "any" and interrupts):
            return False
        self._close_to(depth)
        end = BLOCK_END.get(begin.lastgroup or "")
        self._begin(_Leaf("html", end))
        self._read_verbatim(line[start:])
        return True

    def _underline(self, tag: str) -> bool:
        """Make the open paragraph a heading, unless it held only link definitions."""
        assert self.leaf is not None  # noqa: S101
        text = self._without_definitions(self.leaf.lines)
        if not text:
            return False
        self.leaf = None
        self._add(tag).text = text
        return True

    def _open_item(self, item: re.Match[str], line: str, position: int, depth: int) -> int:
        """Open a list item and return where its text begins."""
        self._close_to(depth)
        self._close_leaf()
        parent = self.open[-1]
        marker = item[3] or item[1]
        members = parent.last_list
        if members is None or members.marker != marker:
            element = self._add("ol" if item[3] else "ul")
            if item[3] and int(item[2]) != 1:
                element.set("start", str(int(item[2])))
            members = parent.last_list = _List(element, marker)
            self.lists.append(members)
        elif self.after_blank and marker not in _TYPED_BULLETS:
            members.loose = True
        self.after_blank = False
        text = _NOT_SPACE.search(line, item.end()).start()  # type: ignore[union-attr]
        spaces = text - item.end()
        if text == len(line) or spaces > _WIDEST_INDENT + 1:
            spaces = 1
        self._open(
            _Container(
                etree.SubElement(members.element, "li"), item.end() - position + spaces, members
            )
        )
        return min(item.end() + spaces, len(line))

    def _open(self, container: _Container) -> None:
        self.open.append(container)

    def _begin(self, leaf: _Leaf) -> None:
        """Make `leaf` the open one."""
        self._close_leaf()
        self._note_blank()
        self.leaf = leaf

    def _add(self, tag: str) -> etree.Element:
        """Return a new element, the last in the innermost open container."""
        self._close_leaf()
        self._note_blank()
        return etree.SubElement(self.open[-1].element, tag)

    def _note_blank(self) -> None:
        """A blank line between two parts of an item makes its list loose; a list ends here."""
        container = self.open[-1]
        container.last_list = None
        if self.after_blank and container.of and len(container.element):
            container.of.loose = True

    def _close_to(self, depth: int) -> None:
        if len(self.open) > depth:
            self._close_leaf()
            del self.open[depth:]

    def _close_leaf(self) -> None:
        leaf, self.leaf = self.leaf, None
        if leaf is None:
            return
        parent = self.open[-1].element
        if leaf.kind == "p":
            if text := self._without_definitions(leaf.lines):
                etree.SubElement(parent, "p").text = text
        elif leaf.kind == "html":
            etree.SubElement(parent, RAW).text = AtomicString("\n".join(leaf.lines))
        elif leaf.kind == "table":
            parent.append(table(cells(line) for line in leaf.lines))
        else:
            while leaf.kind == "code" and not leaf.lines[-1].strip(" "):
                leaf.lines.pop()
            code = etree.SubElement(etree.SubElement(parent, "pre"), "code")
            code.text = AtomicString("".join(f"{line}\n" for line in leaf.lines))

    def _without_definitions(self, lines: list[str]) -> str:
        """Return a paragraph's text less the link definitions it begins with, which are kept."""
        text = "\n".join(lines).rstrip(" ")
        while text.startswith("[") and (found := definition(text)):
            label, target, text = found
            self.references.setdefault(label, target)
        return text


def _line_start(line: str, start: int) -> int:
    """Return where the run of spaces before `start` begins, at most three back."""
    begin = start
    while begin > max(0, start - _WIDEST_INDENT) and line[begin - 1] == " ":
        begin -= 1
    return begin


def _heading_text(text: str) -> str:
    """Return what a heading's line says, less the `#` that may close it."""
    text = text.strip(" ")
    before = text.rstrip("#")
    return before.rstrip(" ") if not before or before[-1] == " " else text


def _may_interrupt(item: re.Match[str], line: str) -> bool:
    """Tell whether a list may begin right after a paragraph's line: with text, and with 1."""
    return bool(line[item.end() :].strip(" ")) and (not item[3] or int(item[2]) == 1)


def _tighten(element: etree.Element) -> None:
    """Put the text of an item's paragraphs into the item itself."""
    for item in element:
        last: etree.Element | None = None
        for child in list(item):
            if child.tag != "p":
                last = child
                continue
            if last is None:
                item.text = child.text
            else:
                last.tail = child.text
            item.remove(child)
