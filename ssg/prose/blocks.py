"""The block structure of GitHub Flavored Markdown as a block parser of Python-Markdown.

The library's own block processors follow the Markdown of 2004: no list right after a paragraph,
four columns for a nested one, `#LI-Remote` a heading. This parser reads line by line as the
GFM specification 0.29 (and CommonMark, appendix "A parsing strategy") has it. Its work grows with
the number of lines times the depth of nesting, and the depth is bounded.
"""

import re
from collections.abc import Iterable
from xml.etree.ElementTree import Element, ElementTree, SubElement

from markdown.blockparser import BlockParser

from ssg.prose.leaves import Leaf, heading_text
from ssg.prose.raw import BLOCK_END, BLOCK_START
from ssg.prose.references import definition
from ssg.prose.tables import is_delimiter_row

DEEPEST = 20
"""Quotes and lists within each other; markers that go deeper are text."""

_TYPED = "•●▪■·‣◦○∙−"  # bullets that people type or paste: to GitHub a paragraph's text
_TYPED_CLOSE = "•●▪■"  # those that also stand right before the text
_WIDEST_INDENT = 3
_TABBED = re.compile(rf"[ \t#>*+\-.)\d{_TYPED}]*\t+")
_QUOTE = re.compile(r" {0,3}> ?")
_HEADING = re.compile(r"(#{1,6})(?: |$)")
_UNDERLINE = re.compile(r"(=+|-+) *$")
_BREAK = re.compile(r"(?:\* *){3,}$|(?:- *){3,}$|(?:_ *){3,}$")
_FENCE = re.compile(r"(`{3,})[^`]*$|(~{3,})")
_ITEM = re.compile(
    r"([*+\-])(?= |$)|(\d{1,9})([.)])(?= |$)"
    rf"|([{_TYPED}])\xa0*(?= +[^ ]|(?<=\xa0)[^ ])|([{_TYPED_CLOSE}])(?=[^\s{_TYPED}])"
)
_TASKS = {"[ ] ": "☐ ", "[x] ": "☑ ", "[X] ": "☑ "}  # a page has no form to tick
_OPENERS = frozenset("#>`~<*+-_=|:0123456789") | frozenset(_TYPED)


class _List:
    """A list and whether blank lines stand between its items or their parts."""

    __slots__ = ("element", "loose", "marker")

    def __init__(self, element: Element, marker: str) -> None:
        self.element = element
        self.marker = marker
        self.loose = False


class _Container:
    """The document, a quote or a list item that is still open."""

    __slots__ = ("element", "indent", "last_list", "of")

    def __init__(self, element: Element, indent: int = 0, of: _List | None = None) -> None:
        self.element = element
        self.indent = indent  # columns that lines of an item are indented by
        self.of = of  # the list that an item belongs to
        self.last_list: _List | None = None  # the list that the next item may join


class GfmBlockParser(BlockParser):
    """Python-Markdown's block parser, reading as GitHub does."""

    def parseDocument(self, lines: Iterable[str]) -> ElementTree:  # noqa: N802  the library's name
        """Return the tree of `lines`; link definitions go to the instance's `references`."""
        document = _Document(self.md.doc_tag, self.md.references)
        for line in lines:
            document.read(line)
        return ElementTree(document.finish())


class _Document:
    """The state of reading: the open containers, the open leaf, the line and the place in it."""

    def __init__(self, tag: str, references: dict[str, tuple[str, str]]) -> None:
        self.root = Element(tag)
        self.references = references
        self.open = [_Container(self.root)]
        self.leaf: Leaf | None = None
        self.lists: list[_List] = []
        self.after_blank = False

    def read(self, line: str) -> None:
        """Take in one line."""
        if "\t" in line and (tabbed := _TABBED.match(line)):
            line = tabbed[0].expandtabs(4) + line[tabbed.end() :]
        position, depth, start = 0, 1, _first(line, 0)
        if len(self.open) > 1:
            position, depth, start = self._descend(line, start)
        leaf = self.leaf
        if leaf and leaf.kind in {"fence", "html"} and depth == len(self.open):
            self._read_verbatim(line[position:])
            return
        if start == len(line):
            self._read_blank(line, position, depth)
            return
        if line[start] in _OPENERS or start - position > _WIDEST_INDENT:
            self._read_openers(line, position, start, depth)
        elif not self._continue_paragraph(line[start:]):
            self._read_text(line, start, depth)
        self.after_blank = False

    def finish(self) -> Element:
        """Return the root, all blocks closed and the lists without blank lines made tight."""
        self._close_to(1)
        self._close_leaf()
        for each in self.lists:
            if not each.loose:
                _tighten(each.element)
        return self.root

    def _descend(self, line: str, start: int) -> tuple[int, int, int]:
        """Return where the line's own part begins, how many containers it is in, its first mark.

        Args:
            line: The line.
            start: Where its first character that is no space stands.
        """
        position, depth = 0, 1
        for container in self.open[1:]:
            if container.of is None:
                quote = _QUOTE.match(line, position)
                if not quote:
                    break
                position = quote.end()
                start = _first(line, position)
            elif start - position >= container.indent:
                position += container.indent
            elif start == len(line) and (len(container.element) or self.leaf):
                position = start  # an item may begin with one blank line, not with two
            else:
                break
            depth += 1
        return position, depth, start

    def _read_verbatim(self, text: str) -> None:
        """Add a line to fenced code or to an HTML block, or close it."""
        leaf = self.leaf
        assert leaf is not None  # noqa: S101
        self.after_blank = False
        if leaf.kind == "fence":
            if leaf.ends_with(text):
                self._close_leaf()
            else:
                spaces = len(text) - len(text.lstrip(" "))
                leaf.lines.append(text[min(spaces, leaf.indent) :])
            return
        end = BLOCK_END.get(leaf.opening)
        if end is None and not text.strip(" "):
            self._close_leaf()
            self.after_blank = True
            return
        leaf.lines.append(text)
        self.after_blank = not text.strip(" ")
        if end and end.search(text):
            self._close_leaf()

    def _read_blank(self, line: str, position: int, depth: int) -> None:
        """Take in a blank line: it ends paragraphs and tables and leaves quotes."""
        if self.leaf and self.leaf.kind == "code" and depth == len(self.open):
            self.leaf.lines.append(line[position + 4 :])
        else:
            self._close_leaf()
        self._close_to(depth)
        self.after_blank = depth == 1 or self.open[-1].of is not None

    def _read_openers(self, line: str, position: int, start: int, depth: int) -> None:
        """Open all blocks that begin on this line, then take its text."""
        while start < len(line):
            paragraph = self.leaf is not None and self.leaf.kind == "p"
            interrupts = paragraph and depth == len(self.open)
            if start - position > _WIDEST_INDENT:
                if not self._continue_paragraph(line[start:]):
                    self._read_indented_code(line[position + 4 :], depth)
                return
            if line[start] not in _OPENERS:
                break
            if self._read_leaf(line, position, start, depth, interrupts=interrupts):
                return
            if depth >= DEEPEST:
                break
            if line[start] == ">":
                self._close_to(depth)
                self.open.append(_Container(self._add("blockquote")))
                position = start + (2 if line.startswith("> ", start) else 1)
            else:
                item = _ITEM.match(line, start)
                if not item or (interrupts and not _may_interrupt(item, line)):
                    break
                position = self._open_item(item, line, position, depth)
            depth += 1
            start = _first(line, position)
        if start == len(line):
            self._close_to(depth)
        else:
            self._read_rest(line, start, depth)

    def _read_rest(self, line: str, start: int, depth: int) -> None:
        """Take text that opens no block: a lazy line, a table's row, or a paragraph's."""
        leaf = self.leaf
        if leaf and leaf.kind == "p" and depth != len(self.open):
            leaf.lines.append(line[start:])
        elif leaf and leaf.kind == "p" and is_delimiter_row(line[start:], leaf.lines[-1]):
            header = leaf.lines.pop()
            self._close_leaf()
            self.leaf = Leaf("table")
            self.leaf.lines = [header, line[start:]]
        else:
            self._read_text(line, start, depth)

    def _continue_paragraph(self, text: str) -> bool:
        """Add a line to the open paragraph, if one is open.

        The line need not be marked as the paragraph's quote or item is: it is a lazy line then.
        """
        if self.leaf is None or self.leaf.kind != "p":
            return False
        self.leaf.lines.append(text)
        return True

    def _read_text(self, line: str, start: int, depth: int) -> None:
        """Continue the open paragraph or table, or begin a paragraph."""
        self._close_to(depth)
        leaf = self.leaf
        if leaf is None or leaf.kind not in {"p", "table"}:
            leaf = self._begin("p")
        leaf.lines.append(line[start:])

    def _read_indented_code(self, text: str, depth: int) -> None:
        self._close_to(depth)
        leaf = self.leaf
        if leaf is None or leaf.kind != "code":
            leaf = self._begin("code")
        leaf.lines.append(text)

    def _read_leaf(
        self, line: str, position: int, start: int, depth: int, *, interrupts: bool
    ) -> bool:
        """Open a heading, a rule, fenced code or an HTML block if one begins here."""
        character = line[start]
        if character == "#" and (heading := _HEADING.match(line, start)):
            self._close_to(depth)
            self._add(f"h{len(heading[1])}").text = heading_text(line[heading.end() :])
        elif character in "`~" and (fence := _FENCE.match(line, start)):
            self._close_to(depth)
            self._begin("fence", fence[1] or fence[2], start - position)
        elif character == "<":
            return self._read_html(line, start, depth, interrupts=interrupts)
        elif character in "=-" and interrupts and (underline := _UNDERLINE.match(line, start)):
            return self._underline("h1" if underline[1][0] == "=" else "h2")
        elif character in "*-_" and _BREAK.match(line, start):
            self._close_to(depth)
            self._add("hr")
        else:
            return False
        return True

    def _read_html(self, line: str, start: int, depth: int, *, interrupts: bool) -> bool:
        """Open an HTML block if one of GFM's seven kinds begins here."""
        begin = BLOCK_START.match(line, start)
        if not begin or (begin.lastgroup == "any" and interrupts):
            return False
        self._close_to(depth)
        self._begin("html", begin.lastgroup or "")
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
        if self.leaf:
            self._close_leaf()
        parent = self.open[-1]
        marker = item[3] or item[1] or item[4] or item[5]
        members = parent.last_list
        if members is None or members.marker != marker:
            element = self._add("ol" if item[3] else "ul")
            if item[3] and int(item[2]) != 1:
                element.set("start", str(int(item[2])))
            members = parent.last_list = _List(element, marker)
            self.lists.append(members)
        elif self.after_blank and marker not in _TYPED:
            members.loose = True
        self.after_blank = False
        text = _first(line, item.end())
        spaces = text - item.end()
        if text == len(line) or spaces > _WIDEST_INDENT + 1:
            spaces = 1
        element = SubElement(members.element, "li")
        self.open.append(_Container(element, item.end() - position + spaces, members))
        return min(item.end() + spaces, len(line))

    def _begin(self, kind: str, opening: str = "", indent: int = 0) -> Leaf:
        """Return a new leaf, now the open one."""
        if self.leaf:
            self._close_leaf()
        self._note_blank()
        self.leaf = Leaf(kind, opening, indent)
        return self.leaf

    def _add(self, tag: str) -> Element:
        """Return a new element, the last in the innermost open container."""
        self._close_leaf()
        self._note_blank()
        return SubElement(self.open[-1].element, tag)

    def _note_blank(self) -> None:
        """A blank line between two parts of an item makes its list loose; a list ends here."""
        container = self.open[-1]
        container.last_list = None
        if self.after_blank and container.of and len(container.element):
            container.of.loose = True

    def _close_to(self, depth: int) -> None:
        if len(self.open) > depth:
            if self.leaf:
                self._close_leaf()
            del self.open[depth:]

    def _close_leaf(self) -> None:
        leaf, self.leaf = self.leaf, None
        if leaf is None:
            return
        parent = self.open[-1].element
        if leaf.kind == "p":
            if text := self._without_definitions(leaf.lines):
                if text[0] == "[" and parent.tag == "li" and not len(parent):
                    text = _TASKS.get(text[:4], text[:4]) + text[4:]
                SubElement(parent, "p").text = text
        else:
            parent.append(leaf.element())

    def _without_definitions(self, lines: list[str]) -> str:
        """Return a paragraph's text less the link definitions it begins with, which are kept."""
        text = "\n".join(lines).rstrip(" ")
        if text[:1] != "[":
            return text
        position = 0
        while text.startswith("[", position) and (found := definition(text, position)):
            label, target, position = found
            self.references.setdefault(label, (target, ""))
        return text[position:]


def _first(line: str, position: int) -> int:
    """Return where the first character that is no space stands, or where the line ends."""
    if line[position : position + 1] != " ":
        return position
    return len(line) - len(line[position:].lstrip(" "))


def _may_interrupt(item: re.Match[str], line: str) -> bool:
    """Tell whether a list may begin right after a paragraph's line: with text, and with 1."""
    return bool(line[item.end() :].strip(" ")) and (not item[3] or int(item[2]) == 1)


def _tighten(element: Element) -> None:
    """Put the text of an item's paragraphs into the item itself."""
    for item in element:
        last: Element | None = None
        for child in list(item):
            if child.tag != "p":
                last = child
                continue
            if last is None:
                item.text = child.text
            else:
                last.tail = child.text
            item.remove(child)
