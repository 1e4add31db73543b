"""A tree of Markdown and the HTML written in it as one valid, harmless fragment of HTML.

Everything that reaches the output goes through `HtmlWriter`: it opens and closes elements only
where the HTML Standard lets them stand, so the fragment is valid inside a `div` whatever was
written. Sanitising comes after it and finds nothing left to do.
"""

import re
import xml.etree.ElementTree as etree
from collections.abc import Mapping
from html import escape
from typing import Final, Literal

from ssg.prose.addresses import usable
from ssg.prose.blocks import RAW
from ssg.prose.inlines import decoded
from ssg.prose.policy import RELATION, RULES
from ssg.prose.raw import BLOCK_TAGS, parts

Images = Literal["link", "keep", "drop"]

DEEPEST: Final = 64
"""Elements within each other; what lies deeper loses its tags."""

_FLOW = frozenset({"", "blockquote", "li", "td", "th"})
_MEMBER = {"ul": "li", "ol": "li", "table": "tbody", "thead": "tr", "tbody": "tr", "tr": "td"}
_PARENTS = {
    "li": ("ul", "ol"),
    "thead": ("table",),
    "tbody": ("table",),
    "tr": ("thead", "tbody"),
    "td": ("tr",),
    "th": ("tr",),
}
_PARAGRAPHS = frozenset({"", "blockquote"})
_BOLD = frozenset({"b", "strong"})
_LOWEST_HEADING = 6
_MOST_COLUMNS = 100
_MOST_FILLED_CELLS = 10_000
_ENOUGH_WORDS = 400
_NUMBER = re.compile(r"[0-9]{1,9}")
_FILE_NAME = re.compile(r"([^/?#]+)/*(?:[?#].*)?$", re.DOTALL)


class _Open:
    """An element that is still open."""

    __slots__ = ("at", "filled", "parted", "rows", "tag", "ours", "words")

    def __init__(self, tag: str, at: int, words: int, *, ours: bool) -> None:
        self.tag = tag
        self.at = at  # the place of its start tag in the output
        self.words = words  # how many words came before it
        self.ours = ours  # opened by Markdown: HTML as written cannot close it
        self.filled = False  # has something to show
        self.parted = False  # the next text in it begins a paragraph
        self.rows: list[tuple[int, int]] = []  # of a table: the place of each row's end, its cells


class HtmlWriter:
    """Takes elements and texts, gives HTML and words."""

    def __init__(self, images: Images) -> None:
        self.images = images
        self.out: list[str] = []
        self.words: list[str] = []
        self.heading_words: list[str] = []
        self.counted = 0
        self.fillable = _MOST_FILLED_CELLS
        self.levels: list[int] = []
        self.stack = [_Open("", 0, 0, ours=True)]
        self.heading = False
        self.link = False

    def finish(self) -> str:
        """Return the HTML, all elements closed."""
        while len(self.stack) > 1:
            self._pop()
        self._trim(0)
        return "".join(self.out)

    def write(self, element: etree.Element) -> None:
        """Write an element of the tree of Markdown with all that is in it."""
        tag = element.tag
        if tag == RAW:
            self._write_raw(element.text or "")
        elif tag == "img":
            self._image(element.get("src", ""), element.get("alt", ""))
        elif tag == "br":
            self._break()
        elif tag == "hr":
            self._rule(ours=True)
        else:
            opened = self._start(tag, element.attrib, ours=True)
            if element.text:
                self.text(decoded(element.text))
            for child in element:
                self.write(child)
                if child.tail:
                    self.text(decoded(child.tail))
            if opened:
                while self.stack[-1] is not opened:
                    self._pop()
                self._pop()

    def text(self, text: str) -> None:
        """Write text; between blocks it makes a paragraph of its own."""
        top = self.stack[-1]
        if text.isspace():
            if top.tag in _MEMBER or top.tag in _PARAGRAPHS or not self.out:
                return
            if self.out[-1].isspace() and not self._in_pre():
                return
            self.out.append(text)
            self.words.append(" ")
            return
        top = self._phrasing()
        self.out.append(escape(text, quote=False))
        top.filled = True
        if self.heading:
            self.heading_words.append(text)
        elif self.counted < _ENOUGH_WORDS:
            self.words.append(text)
            self.counted += len(text)

    def _phrasing(self) -> _Open:
        """Return the innermost element, after opening those that text needs around it."""
        while (top := self.stack[-1]).tag in _MEMBER:
            self._push(_MEMBER[top.tag], ours=False)
        if top.tag in _PARAGRAPHS or top.parted:
            self._push("p", ours=False)
        return self.stack[-1]

    def _start(self, tag: str, attributes: Mapping[str, str], *, ours: bool) -> _Open | None:
        """Open an element if it may stand here; return it."""
        rule = RULES.get(tag)
        if rule is None or len(self.stack) >= DEEPEST:
            if tag in BLOCK_TAGS:
                self._part(ours=ours)
            return None
        tag = rule.becomes
        if rule.kind == "inline":
            return self._start_inline(tag, attributes, ours=ours)
        if not self._close_phrasing(ours=ours):
            return None
        if rule.kind == "heading":
            return self._start_heading(int(tag[1]), ours=ours)
        return self._start_block(tag, attributes, ours=ours)

    def _start_inline(self, tag: str, attributes: Mapping[str, str], *, ours: bool) -> _Open | None:
        if tag == "a":
            href = None if self.link else usable(decoded(attributes.get("href", "")))
            if href is None:
                return None
            self._phrasing()
            self.link = True
            return self._push("a", f'<a href="{escape(href)}" rel="{RELATION}">', ours=ours)
        if tag in _BOLD and (self.heading or any(each.tag in _BOLD for each in self.stack)):
            return None  # it is bold already, as a heading is
        self._phrasing()
        return self._push(tag, ours=ours)

    def _start_heading(self, level: int, *, ours: bool) -> _Open | None:
        """Open a heading: the first level is h2, and none is skipped on the way down."""
        while self.stack[-1].tag in _MEMBER:
            self._push(_MEMBER[self.stack[-1].tag], ours=False)
        self.heading = True
        shown = min(2 + sum(each < level for each in self._levels_above(level)), _LOWEST_HEADING)
        opened = self._push(f"h{shown}", ours=ours)
        opened.rows.append((level, 0))
        return opened

    def _levels_above(self, level: int) -> list[int]:
        return [each for each in self.levels if each < level]

    def _start_block(self, tag: str, attributes: Mapping[str, str], *, ours: bool) -> _Open | None:
        if tag == "p":
            self._part(ours=ours)
            if self.stack[-1].tag in _MEMBER:
                return None
            return self._push("p", ours=ours)
        parents = _PARENTS.get(tag)
        if parents is None:
            while self.stack[-1].tag in _MEMBER:
                self._push(_MEMBER[self.stack[-1].tag], ours=False)
        elif not self._find_parent(tag, parents, ours=ours):
            self._part(ours=ours)
            return None
        if tag == "thead" and self.stack[-1].rows:
            tag = "tbody"
        if tag in {"td", "th"}:
            row = self.stack[-1]
            if len(row.rows) >= _MOST_COLUMNS:
                return None
            row.rows.append((0, 0))
        start = attributes.get("start", "")
        if tag == "ol" and _NUMBER.fullmatch(start):
            return self._push(tag, f'<ol start="{start}">\n', ours=ours)
        return self._push(tag, ours=ours)

    def _find_parent(self, tag: str, parents: tuple[str, ...], *, ours: bool) -> bool:
        """Close what stands between here and the list or table that `tag` belongs to."""
        depth = len(self.stack) - 1
        wanted = (*parents, "table") if tag != "li" else parents
        while depth and self.stack[depth].tag not in wanted:
            if self.stack[depth].ours and not ours:
                return False
            depth -= 1
        if not depth:
            return False
        while len(self.stack) > depth + 1:
            self._pop()
        while self.stack[-1].tag not in parents:
            self._push(_MEMBER[self.stack[-1].tag], ours=False)
        return True

    def _close_phrasing(self, *, ours: bool) -> bool:
        """Close paragraphs and marks for a block; False where HTML as written may not."""
        depth = len(self.stack)
        while self.stack[depth - 1].tag not in _FLOW and self.stack[depth - 1].tag not in _MEMBER:
            depth -= 1
            if not ours and (self.stack[depth].ours or self.stack[depth].tag[0] == "h"):
                return False
            if self.stack[depth].tag == "pre":
                return False
        while len(self.stack) > depth:
            self._pop()
        return True

    def _part(self, *, ours: bool) -> None:
        """End a paragraph; in an item or a cell the next text begins one."""
        if not self._close_phrasing(ours=ours):
            return
        top = self.stack[-1]
        if top.tag in {"li", "td", "th"} and top.filled:
            top.parted = True

    def _push(self, tag: str, start: str = "", *, ours: bool) -> _Open:
        if tag not in {"pre"} and not start:
            start = f"<{tag}>\n" if tag in _MEMBER else f"<{tag}>"
        if RULES[tag].kind != "inline" and self.counted < _ENOUGH_WORDS:
            self.words.append(" ")
        opened = _Open(tag, len(self.out), len(self.words), ours=ours)
        self.out.append(start or f"<{tag}>")
        self.stack.append(opened)
        return opened

    def _pop(self) -> None:
        """Close the innermost element, or take it back where it shows nothing."""
        closed = self.stack.pop()
        tag = closed.tag
        rule = RULES[tag]
        if rule.kind == "inline":
            self._pop_inline(closed)
            return
        if tag == "pre":
            pass
        else:
            self._trim(closed.at + 1)
        if rule.kind == "heading":
            self._pop_heading(closed)
        if tag in {"td", "th"}:
            closed.filled = True
        if not closed.filled:
            del self.out[closed.at :]
            return
        if tag == "p":
            self._note_bold_paragraph(closed)
        if self.counted < _ENOUGH_WORDS:
            self.words.append(" ")
        parent = self.stack[-1]
        parent.filled = True
        self.out.append(f"</{tag}>\n")
        if tag == "tr":
            table = next(each for each in reversed(self.stack) if each.tag == "table")
            table.rows.append((len(self.out) - 1, len(closed.rows)))
        elif tag == "table":
            self._fill_rows(closed)

    def _pop_inline(self, closed: _Open) -> None:
        if closed.tag == "a":
            self.link = False
        if not closed.filled:
            self.out[closed.at] = ""
            return
        ends: list[str] = []
        while self.out[-1] == "<br>":
            ends.append(self.out.pop())
        self.out.append(f"</{closed.tag}>")
        self.out += ends
        self.stack[-1].filled = True

    def _pop_heading(self, closed: _Open) -> None:
        self.heading = False
        if closed.filled:
            level = closed.rows[0][0]
            self.levels = [*self._levels_above(level), level]
        self.heading_words.append(" ")

    def _fill_rows(self, table: _Open) -> None:
        """Give all rows of a table as many cells as the longest has."""
        width = max(cells for _, cells in table.rows)
        for place, cells in table.rows:
            missing = min(width - cells, self.fillable)
            self.fillable -= missing
            if missing:
                self.out[place] = "<td></td>\n" * missing + self.out[place]

    def _note_bold_paragraph(self, closed: _Open) -> None:
        """Take a paragraph that is all bold for a heading, as scraped listings mean it."""
        inner = self.out[closed.at + 1 :]
        if inner[0][1:-1] in _BOLD and inner[-1][2:-1] in _BOLD and len(inner) == 3:
            self.heading_words += [*self.words[closed.words :], " "]
            del self.words[closed.words :]

    def _trim(self, first: int) -> None:
        """Take back line breaks and spaces at the end of a block."""
        while len(self.out) > first and (self.out[-1] in ("<br>", "") or self.out[-1].isspace()):
            self.out.pop()

    def _in_pre(self) -> bool:
        return any(each.tag == "pre" for each in self.stack)

    def _break(self) -> None:
        """Write a line break unless a block begins here or another break came before."""
        filled = False
        for each in reversed(self.stack):
            filled = filled or each.filled
            if each.tag in RULES and RULES[each.tag].kind == "inline":
                continue
            break
        self.words.append(" ")
        if not filled or self.stack[-1].tag in _MEMBER or self.stack[-1].tag == "":
            return
        last = len(self.out) - 1
        while self.out[last].isspace() or not self.out[last]:
            last -= 1
        if self.out[last] != "<br>":
            self.out.append("<br>")

    def _rule(self, *, ours: bool) -> None:
        if not self._close_phrasing(ours=ours):
            return
        while self.stack[-1].tag in _MEMBER:
            self._push(_MEMBER[self.stack[-1].tag], ours=False)
        self.out.append("<hr>\n")
        self.stack[-1].filled = True

    def _image(self, source: str, alternative: str) -> None:
        """Write an image as the site wants it: a link to it, itself, or nothing."""
        if self.images == "drop":
            return
        address = usable(decoded(source))
        if address is not None and not address.startswith("http"):
            address = None
        alternative = " ".join(decoded(alternative).split())
        if self.images == "keep":
            if address is not None:
                top = self._phrasing()
                self.out.append(
                    f'<img src="{escape(address)}" alt="{escape(alternative)}" loading="lazy"'
                    ' decoding="async" referrerpolicy="no-referrer">'
                )
                top.filled = True
            elif alternative:
                self.text(alternative)
            return
        text = alternative or (_name(address) if address else "")
        if not text:
            return
        opened = None
        if address:
            opened = self._start("a", {"href": address}, ours=True)
        self.text(text)
        if opened:
            self._pop()

    def _write_raw(self, source: str) -> None:
        """Write HTML that stands in the Markdown, as far as the policy goes."""
        for kind, value, attributes in parts(source):
            if kind == "text":
                self.text(value)
            elif kind == "start":
                self._raw_start(value, attributes)
            else:
                self._raw_end(value)

    def _raw_start(self, tag: str, attributes: Mapping[str, str]) -> None:
        if tag == "br":
            self._break()
        elif tag == "hr":
            self._rule(ours=False)
        elif tag == "img":
            self._image(attributes.get("src", ""), attributes.get("alt", ""))
        else:
            self._start(tag, attributes, ours=False)

    def _raw_end(self, tag: str) -> None:
        """Close an element that was opened by HTML as written, and what is open in it."""
        rule = RULES.get(tag)
        if rule is None:
            if tag in BLOCK_TAGS:
                self._part(ours=False)
            return
        for depth in range(len(self.stack) - 1, 0, -1):
            opened = self.stack[depth]
            if opened.ours:
                return
            if opened.tag == rule.becomes or (rule.kind == "heading" and opened.tag[0] == "h"):
                while len(self.stack) > depth:
                    self._pop()
                return


def _name(address: str) -> str:
    """Return the name of the file that an address leads to, or a word for it."""
    found = _FILE_NAME.search(address.partition("://")[2].partition("/")[2])
    return found[1] if found else "image"
