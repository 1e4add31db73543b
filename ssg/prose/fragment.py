"""A fragment of HTML that is valid inside a `div`, whatever is asked of it.

Elements open and close only where the HTML Standard (https://html.spec.whatwg.org/, "Content
models") lets them stand: what is missing around them is opened, what may not hold them is closed
or they are left out. What shows nothing is taken back. The words are gathered on the way.
"""

from html import escape
from typing import Final

from ssg.prose.characters import without_leading_marks
from ssg.prose.policy import RELATION, RULES

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
_LISTS = frozenset({"ul", "ol"})
_CELLS = frozenset({"td", "th"})
_PARTED = frozenset({"li", "td", "th"})
_PARAGRAPHS = frozenset({"", "blockquote"})
_BOLD = frozenset({"b", "strong"})
_STRAY_MARKS = " \t\n\xa0*_-=~#"  # a heading of these alone says nothing
_LOWEST_HEADING = 6
_MOST_COLUMNS = 100
_MOST_FILLED_CELLS = 10_000
_ENOUGH_WORDS = 400
_INLINE = frozenset(rule.becomes for rule in RULES.values() if rule.kind == "inline")


class Opened:
    """An element that is still open."""

    __slots__ = ("at", "cells", "filled", "level", "open", "ours", "parted", "rows", "tag", "words")

    def __init__(self, tag: str, at: int, words: int, *, ours: bool) -> None:
        self.tag = tag
        self.at = at  # the place of its start tag in the output
        self.words = words  # how many words came before it
        self.ours = ours  # opened by Markdown: HTML as written cannot close it
        self.open = True
        self.filled = False  # has something to show
        self.parted = False  # the next text in it begins a paragraph
        self.cells = 0  # of a row
        self.rows: list[tuple[int, int]] = []  # of a table: where each row ends, and its cells
        self.level = 0  # of a heading, as written


class Fragment:
    """Takes elements and texts in the order of the page, gives HTML and words.

    `ours` tells elements that Markdown asks for from those written as HTML. A tag in the text may
    end a paragraph, but no heading, list or quote of Markdown's.
    """

    def __init__(self) -> None:
        self.words: list[str] = []
        self.heading_words: list[str] = []
        self._out: list[str] = []
        self._stack = [Opened("", 0, 0, ours=True)]
        self._levels: list[int] = []  # of the headings above, as written
        self._counted = 0
        self._fillable = _MOST_FILLED_CELLS
        self.in_heading = False
        self._heading_start = 0  # how many words of headings came before this one's
        self._link = False

    def finish(self) -> str:
        """Return the HTML, all elements closed."""
        while len(self._stack) > 1:
            self._pop()
        self._trim(0)
        return "".join(self._out)

    def text(self, text: str) -> None:
        """Write text; between blocks it makes a paragraph of its own."""
        text = without_leading_marks(text)
        if not text.strip():
            self._space(text)
            return
        top = self._phrasing()
        self._out.append(escape(text, quote=False))
        top.filled = True
        if self.in_heading:
            self.heading_words.append(text)
        elif self._counted < _ENOUGH_WORDS:
            self.words.append(text)
            self._counted += len(text)

    def block_of_text(self, tag: str, text: str) -> bool:
        """Write a paragraph or an item that holds only text, where that is plainly possible."""
        top = self._stack[-1]
        text = without_leading_marks(text)
        if not text.strip() or top.tag not in (_LISTS if tag == "li" else _FLOW):
            return False
        self._out.append(f"<{tag}>{escape(text, quote=False)}</{tag}>\n")
        top.filled = True
        if self._counted < _ENOUGH_WORDS:
            self.words += (" ", text, " ")
            self._counted += len(text)
        return True

    def start(self, tag: str, start: str = "", *, ours: bool) -> Opened | None:
        """Open a block or a mark if it may stand here; return what `close` takes.

        Args:
            tag: The element, one that the policy publishes.
            start: The number that a numbered list begins with, if not 1.
            ours: Whether Markdown asks for it.
        """
        if len(self._stack) >= DEEPEST:
            return None
        if tag in _INLINE:
            if tag in _BOLD and (self.in_heading or any(each.tag in _BOLD for each in self._stack)):
                return None  # it is bold already, as a heading is
            self._phrasing()
            return self._push(tag, ours=ours)
        if not self._close_phrasing(ours=ours):
            return None
        if tag == "p":
            self.part(ours=ours)
            return None if self._stack[-1].tag in _MEMBER else self._push("p", ours=ours)
        return self._start_block(tag, f'<ol start="{start}">\n' if start else "", ours=ours)

    def start_link(self, address: str, *, ours: bool) -> Opened | None:
        """Open a link, unless within a link."""
        if self._link or len(self._stack) >= DEEPEST:
            return None
        self._phrasing()
        self._link = True
        return self._push("a", f'<a href="{escape(address)}" rel="{RELATION}">', ours=ours)

    def start_heading(self, level: int, *, ours: bool) -> Opened | None:
        """Open a heading: the first level is h2, and none is skipped on the way down."""
        if not self._close_phrasing(ours=ours) or len(self._stack) >= DEEPEST:
            return None
        self._open_members()
        if any(each.tag == "th" for each in self._stack):
            return None
        self.in_heading = True
        self._heading_start = len(self.heading_words)
        above = sum(each < level for each in self._levels)
        opened = self._push(f"h{min(2 + above, _LOWEST_HEADING)}", ours=ours)
        opened.level = level
        return opened

    def close(self, opened: Opened) -> None:
        """Close an element and all that is open in it."""
        while opened.open:
            self._pop()

    def close_written(self, tag: str) -> None:
        """Close the innermost element of that kind that was written as HTML, if there is one."""
        heading = tag[0] == "h" and tag != "hr"
        for opened in reversed(self._stack):
            if opened.ours:
                return
            if opened.tag == tag or (heading and opened.level):
                self.close(opened)
                return

    def part(self, *, ours: bool) -> None:
        """End a paragraph; in an item or a cell the next text begins one."""
        if self._close_phrasing(ours=ours):
            top = self._stack[-1]
            top.parted = top.filled and top.tag in _PARTED

    def line_break(self) -> None:
        """Write a line break, unless a block begins here or a break came just before."""
        self.words.append(" ")
        if self._stack[-1].tag in _MEMBER or self._stack[-1].tag in _PARAGRAPHS:
            return
        for each in reversed(self._stack):
            if each.filled:
                break
            if each.tag not in _INLINE:
                return
        last = len(self._out) - 1
        while self._out[last].isspace() or not self._out[last]:
            last -= 1
        if self._out[last] != "<br>":
            self._out.append("<br>")

    def rule(self, *, ours: bool) -> None:
        """Write a thematic break."""
        if self._close_phrasing(ours=ours):
            self._open_members()
            self._out.append("<hr>\n")
            self._stack[-1].filled = True

    def image(self, address: str, alternative: str) -> None:
        """Write an image that is fetched late and without telling from where."""
        top = self._phrasing()
        if self.in_heading:
            self.heading_words.append(alternative)
        self._out.append(
            f'<img src="{escape(address)}" alt="{escape(alternative)}" loading="lazy"'
            ' decoding="async" referrerpolicy="no-referrer">'
        )
        top.filled = True

    def _start_block(self, tag: str, start_tag: str, *, ours: bool) -> Opened | None:
        """Open a block that is no paragraph."""
        if not self._make_place(tag, ours=ours):
            self.part(ours=ours)
            return None
        if tag in _CELLS and self._stack[-1].cells >= _MOST_COLUMNS:
            return None
        if tag == "thead" and self._stack[-1].rows:
            tag = "tbody"
        return self._push(tag, start_tag if tag == "ol" else "", ours=ours)

    def _space(self, text: str) -> None:
        top = self._stack[-1]
        if not text or top.tag in _MEMBER or top.tag in _PARAGRAPHS or not self._out:
            return
        if self._out[-1].isspace() and not any(each.tag == "pre" for each in self._stack):
            return
        self._out.append(text)
        self.words.append(" ")

    def _phrasing(self) -> Opened:
        """Return the innermost element, after opening those that text needs around it."""
        top = self._stack[-1]
        if top.tag in _MEMBER:
            self._open_members()
            top = self._stack[-1]
        if top.parted or top.tag in _PARAGRAPHS:
            top.parted = False
            return self._push("p", ours=False)
        return top

    def _open_members(self) -> None:
        """Open the item or the cell that a list or a table needs around its content."""
        while (tag := self._stack[-1].tag) in _MEMBER:
            self._push(_MEMBER[tag], ours=False)

    def _make_place(self, tag: str, *, ours: bool) -> bool:
        """Close and open what it takes for a block to stand here; False where it cannot."""
        parents = _PARENTS.get(tag)
        if parents is None:
            self._open_members()
            return True
        if self._stack[-1].tag in parents:
            return True
        wanted = parents if tag == "li" else (*parents, "table")
        depth = len(self._stack) - 1
        while depth and self._stack[depth].tag not in wanted:
            if self._stack[depth].ours and not ours:
                return False
            depth -= 1
        if not depth:
            return False
        while len(self._stack) > depth + 1:
            self._pop()
        while self._stack[-1].tag not in parents:
            self._push(_MEMBER[self._stack[-1].tag], ours=False)
        return True

    def _close_phrasing(self, *, ours: bool) -> bool:
        """Close paragraphs and marks for a block; False where HTML as written may not."""
        depth = len(self._stack)
        while (top := self._stack[depth - 1]).tag not in _FLOW and top.tag not in _MEMBER:
            if not ours and (top.level or top.tag == "pre"):
                return False
            depth -= 1
        while len(self._stack) > depth:
            self._pop()
        return True

    def _push(self, tag: str, start: str = "", *, ours: bool) -> Opened:
        if tag not in _INLINE and self._counted < _ENOUGH_WORDS:
            self.words.append(" ")
        if tag in _CELLS:
            self._stack[-1].cells += 1
        opened = Opened(tag, len(self._out), len(self.words), ours=ours)
        self._out.append(start or (f"<{tag}>\n" if tag in _MEMBER else f"<{tag}>"))
        self._stack.append(opened)
        return opened

    def _pop(self) -> None:
        """Close the innermost element, or take it back where it shows nothing."""
        closed = self._stack.pop()
        closed.open = False
        tag = closed.tag
        if tag in _INLINE:
            self._pop_inline(closed)
            return
        if tag == "pre":  # a parser takes a newline right after the tag for none of the text
            self._out[closed.at + 1 :] = ["".join(self._out[closed.at + 1 :]).lstrip("\n")]
        else:
            self._trim(closed.at + 1)
        if closed.level:
            self._pop_heading(closed)
        if not closed.filled and tag not in _CELLS:
            del self._out[closed.at :]
            return
        if tag == "p":
            self._note_bold_paragraph(closed)
        if self._counted < _ENOUGH_WORDS:
            self.words.append(" ")
        self._stack[-1].filled = True
        self._out.append(f"</{tag}>\n")
        if tag == "tr":
            table = next(each for each in reversed(self._stack) if each.tag == "table")
            table.rows.append((len(self._out) - 1, closed.cells))
        elif tag == "table":
            self._fill_rows(closed)

    def _pop_inline(self, closed: Opened) -> None:
        if closed.tag == "a":
            self._link = False
        if not closed.filled:
            self._out[closed.at] = ""
            return
        breaks = 0
        while self._out[-1] == "<br>":
            self._out.pop()
            breaks += 1
        self._out.append(f"</{closed.tag}>")
        self._out += ["<br>"] * breaks
        self._stack[-1].filled = True

    def _pop_heading(self, closed: Opened) -> None:
        self.in_heading = False
        words = "".join(self.heading_words[self._heading_start :])
        self.heading_words.append(" ")
        closed.filled = closed.filled and bool(words.strip(_STRAY_MARKS))
        if closed.filled:
            self._levels = [each for each in self._levels if each < closed.level]
            self._levels.append(closed.level)

    def _fill_rows(self, table: Opened) -> None:
        """Give all rows of a table as many cells as the longest has."""
        width = max(cells for _, cells in table.rows)
        for place, cells in table.rows:
            missing = min(width - cells, self._fillable)
            self._fillable -= missing
            if missing:
                self._out[place] = "<td></td>\n" * missing + self._out[place]

    def _note_bold_paragraph(self, closed: Opened) -> None:
        """Take a paragraph that is all bold for a heading, as scraped listings mean it."""
        inner = self._out[closed.at + 1 :]
        marks = inner[0][1:-1], inner[-1][2:-1]
        if len(inner) == len(("start", "text", "end")) and _BOLD.issuperset(marks):
            self.heading_words += [*self.words[closed.words :], " "]
            del self.words[closed.words :]

    def _trim(self, first: int) -> None:
        """Take back line breaks and spaces at the end of a block."""
        out = self._out
        while len(out) > first and (out[-1] in ("<br>", "") or out[-1].isspace()):
            out.pop()
