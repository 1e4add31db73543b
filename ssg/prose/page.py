"""HTML as a page may hold it: by the policy, valid inside a `div`, without what shows nothing."""

import html
import re
from typing import Final, NamedTuple
from urllib.parse import unquote

from ssg.prose.characters import cleaned, without_leading_marks
from ssg.prose.policy import RULES
from ssg.prose.sanitising import RELATION
from ssg.settings import Images, Settings

_DEFAULTS: Final = Settings()

MOST_COLUMNS: Final = 100
"""Cells of a row of a table; further ones lose their tags."""

MOST_FILLED: Final = 10_000
"""Cells that the short rows of all tables of a text are filled with."""


class Limits(NamedTuple):
    """What a text may have.

    Attributes:
        nesting: Elements within each other; what lies deeper loses its tags.
        links: Links and pictures; of further ones the words stay.
    """

    nesting: int = _DEFAULTS.nesting_limit
    links: int = _DEFAULTS.link_limit


_WORDS = (  # with plain marks and links in them, and no space or break at the end
    r"(?>(?:[^<]++"
    r"|<strong>[^<]*[^<\s]</strong>|<em>[^<]*[^<\s]</em>|<code>[^<]*[^<\s]</code>"
    r"|<a href=\"[^\"]*\" rel=\"[^\"]*\">[^<]*[^<\s]</a>"
    r"|(?<!\s)(?<!<br>)(?<!<p>)(?<!<li>)<br>(?=\s*[^<\s]))*)(?<!\s)(?<!<br>)(?<!<p>)(?<!<li>)"
)
_TAG = r"<(?P<end>/?)(?P<tag>[a-z0-9]+)(?P<attributes>(?:[^>\"]|\"[^\"]*\")*)>"
_TEXT = r"(?P<text>[^<]+)"
_PART = re.compile(f"{_TAG}|{_TEXT}")
_ITEMS = rf"(?:<li>(?:{_WORDS}|\n?<p>{_WORDS}</p>\n?)</li>\n?)+"
_LEAVES_OR_PART = re.compile(
    rf"<ul>\n?(?P<list>{_ITEMS})</ul>\n?|(?P<items>{_ITEMS})|(?P<paragraphs>(?:<p>{_WORDS}</p>\n?)+)"
    r"|<h(?P<level>[1-6])>(?P<bold><strong>)?(?P<heading>[^<]*[^<\s])(?(bold)</strong>)</h(?P=level)>\n?"
    rf"|{_TAG}(?:(?:(?<=[ou]l>)|(?<=</li>))\n)?|{_TEXT}"
)
_ATTRIBUTE = re.compile(r'(src|alt)="([^"]*)"')
_FILE_NAME = re.compile(r"://[^/?#]+/(?:[^?#]*/)?([^/?#]+)/?(?:[?#]|$)")
_LISTS = frozenset({"ul", "ol"})
_CELLS = frozenset({"td", "th"})
_FLOW = frozenset({"", "blockquote", "li", "td", "th"})
_PARAGRAPHS = frozenset({"", "blockquote"})
_IMPLIED = {"ul": "li", "ol": "li", "table": "tbody", "thead": "tr", "tbody": "tr", "tr": "td"}
_MEMBERS = {
    "ul": {"li"},
    "ol": {"li"},
    "table": {"thead", "tbody"},
    "thead": {"tr"},
    "tbody": {"tr"},
    "tr": {"td", "th"},
}
_MEMBER_TAGS = frozenset().union(*_MEMBERS.values())
_BOLD = frozenset({"b", "strong"})
_HEADINGS = frozenset({"h2", "h3", "h4", "h5", "h6"})
_BOLD_ABOVE = _BOLD | _HEADINGS
_INLINE = frozenset(rule.becomes for rule in RULES.values() if rule.kind == "inline")


class _Opened:
    """An element that is open: where it stands in the output, and what it holds so far."""

    __slots__ = ("at", "cells", "filled", "implied", "levels", "rows", "tag")

    def __init__(self, tag: str, at: int) -> None:
        self.tag = tag
        self.at = at
        self.implied = False  # nothing asked for it but what it holds
        self.filled = False
        self.levels: list[int] = []  # of the headings before it
        self.cells = 0  # of a row
        self.rows: list[tuple[int, int]] = []  # of a table: where each ends, and its cells


def publishable(raw: str, images: Images, limits: Limits) -> tuple[str, tuple[str, ...]]:
    """Return sanitised HTML as it may stand on a page, and what of it is past a limit, in words.

    Headings are numbered anew below the page's own `h1`, without gaps; what is empty goes; what
    may not stand where it stands (HTML Standard, "Content models") parts the text around it.
    """
    page = _Page(images, limits)
    page.read(raw.replace("&nbsp;", "\xa0"))
    return page.finish().replace("\xa0", "&nbsp;"), page.lost()


class _Page:
    """Writes the elements that nh3 lets through; its input closes all that it opens."""

    def __init__(self, images: Images, limits: Limits) -> None:
        self._images = images
        self._limits = limits
        self._links = 0
        self._is_too_deep = False
        self._out: list[str] = []
        self._stack = [_Opened("", 0)]
        self._source: list[_Opened | None] = []  # what became of each element that is open
        self._levels: list[int] = []  # of the headings above, as written
        self._fillable = MOST_FILLED

    def read(self, source: str) -> None:
        """Write what the policy makes of HTML."""
        most = self._limits.links
        # Each link and each picture has an attribute; these are quicker to count.
        has_many = source.count('="') > most < source.count("<a ") + source.count("<img ")
        parts = _PART if has_many else _LEAVES_OR_PART
        for part in parts.finditer(source):
            kind, top, deepest = part.lastgroup, self._stack[-1], self._limits.nesting
            if kind == "list" and top.tag in _FLOW and len(self._stack) < deepest:
                written = f"<ul>\n{_items(part['list'])}</ul>\n"
            elif kind == "items" and top.tag in _LISTS:
                written = _items(part[0])
            elif kind == "paragraphs" and top.tag in _FLOW:
                written = part[0].replace("</p>\n", "</p>").replace("</p>", "</p>\n")
            elif kind == "heading" and top.tag in _PARAGRAPHS:
                tag = self._heading(int(part["level"]))
                written = f"<{tag}>{part['heading']}</{tag}>\n"
            elif kind in {"attributes", "text"}:
                self._part(part)
                continue
            else:
                for each in _PART.finditer(part[0]):
                    self._part(each)
                continue
            self._out.append(written)
            top.filled = True

    def finish(self) -> str:
        """Return the HTML, all closed."""
        self._close_to(1)
        return "".join(self._out).strip()

    def lost(self) -> tuple[str, ...]:
        """Return what of the text is past a limit, in words."""
        nesting, links = self._limits
        lost = []
        if self._is_too_deep:
            lost.append(
                f"the text nests elements more than {nesting} deep; of deeper ones the words stay"
            )
        if self._links > links:
            lost.append(
                f"the text has {self._links:,} links and pictures; "
                f"those past number {links:,} are shown as words"
            )
        return tuple(lost)

    def _part(self, part: re.Match[str]) -> None:
        if part["text"]:
            self._text(part["text"])
        elif part["end"]:
            self._end()
        else:
            self._start(part["tag"], part["attributes"])

    def _text(self, text: str) -> None:
        """Write text; where none may stand, in a paragraph of its own."""
        top = self._stack[-1]
        if top.tag == "pre" and not top.filled:
            text = text.lstrip("\n")  # a parser takes one right after the tag for none of the text
        text = without_leading_marks(text)
        if not text or text.isspace():
            if top.tag not in _MEMBERS and top.tag not in _PARAGRAPHS:
                self._out.append(text)
        else:
            self._inline_place()
            self._out.append(text)
            self._stack[-1].filled = True

    def _start(self, tag: str, attributes: str) -> None:
        """Open what the policy makes of an element."""
        rule = RULES[tag]
        if tag == "br":
            self._break()
        elif tag == "hr":
            if self._block_place("hr"):
                self._out.append("<hr>\n")
                self._stack[-1].filled = True
        elif tag == "img":
            self._image(_texts_of(attributes))
        else:
            self._source.append(self._opened(rule.becomes, rule.kind, attributes))

    def _end(self) -> None:
        """Close the element that was opened last, unless something closed it before.

        A paragraph that was closed by one within it ends what stands there behind that one, too.
        """
        opened = self._source.pop()
        if opened in self._stack:
            self._close_to(self._stack.index(opened))
        elif opened and opened.tag == "p":
            self._close_to(self._flow_depth())

    def _opened(self, tag: str, kind: str, attributes: str) -> _Opened | None:
        if len(self._stack) > self._limits.nesting:
            self._is_too_deep = True
            return None
        if kind != "inline":
            return self._block(tag, kind, attributes) if self._block_place(tag) else None
        if self._is_needless(tag, attributes):
            return None
        self._inline_place()
        return self._push(tag, attributes)

    def _is_needless(self, tag: str, attributes: str) -> bool:
        """Tell whether a mark is there already, or is a link that leads nowhere."""
        if tag == "a":
            is_dead = "href=" not in attributes or any(each.tag == "a" for each in self._stack)
            return is_dead or not self._has_room_for_link()
        return tag in _BOLD and any(each.tag in _BOLD_ABOVE for each in self._stack)

    def _has_room_for_link(self) -> bool:
        """Count a link or a picture; tell whether it is within the limit."""
        self._links += 1
        return self._links <= self._limits.links

    def _block(self, tag: str, kind: str, attributes: str) -> _Opened | None:
        """Open a block in its place, unless a table may not hold it."""
        above, levels = self._stack[-1], self._levels
        if kind == "heading":
            if any(each.tag == "th" for each in self._stack):
                return None
            tag = self._heading(int(tag[1]))
        elif tag in _CELLS:
            if above.cells == MOST_COLUMNS:
                return None
            above.cells += 1
        elif tag == "thead" and above.rows:
            tag = "tbody"
        opened = self._push(tag, attributes)
        opened.levels = levels
        return opened

    def _heading(self, level: int) -> str:
        """Return the element for a heading: the first level is h2, none is skipped on the way."""
        self._levels = [*(each for each in self._levels if each < level), level]
        return f"h{min(len(self._levels) + 1, 6)}"

    def _push(self, tag: str, attributes: str = "") -> _Opened:
        opened = _Opened(tag, len(self._out))
        self._out.append(f"<{tag}{attributes}>\n" if tag in _MEMBERS else f"<{tag}{attributes}>")
        self._stack.append(opened)
        return opened

    def _inline_place(self) -> None:
        """Open the item, the cell or the paragraph that text needs around it here."""
        self._open_members()
        if self._stack[-1].tag in _PARAGRAPHS:
            self._push("p")

    def _open_members(self) -> None:
        while (top := self._stack[-1]).tag in _MEMBERS:
            tag = _IMPLIED[top.tag]
            top.cells += tag == "td"
            self._push(tag).implied = True

    def _block_place(self, tag: str) -> bool:
        """Close paragraphs and marks for a block; tell whether it may stand here."""
        depth = self._flow_depth()
        if any(each.tag == "pre" for each in self._stack[depth:]):
            return False
        while tag in _MEMBER_TAGS and self._stack[depth - 1].implied:
            depth -= 1
        self._close_to(depth)
        if tag in _MEMBER_TAGS:
            return tag in _MEMBERS.get(self._stack[-1].tag, ())
        self._open_members()
        return True

    def _flow_depth(self) -> int:
        """Return how many elements are open but for paragraphs and marks, the last of all."""
        depth = len(self._stack)
        while (top := self._stack[depth - 1]).tag not in _FLOW and top.tag not in _MEMBERS:
            depth -= 1
        return depth

    def _close_to(self, depth: int) -> None:
        """Close elements until `depth` are open; those that show nothing are taken back."""
        out = self._out
        while len(self._stack) > depth:
            closed = self._stack.pop()
            tag, is_inline, after = closed.tag, closed.tag in _INLINE, ""
            while out[-1] == "<br>" or (not is_inline and (not out[-1] or out[-1].isspace())):
                after = out.pop()
            if not is_inline and tag != "pre" and closed.filled:
                out[-1] = out[-1].rstrip(" ")
            if tag == "code" and self._stack[-1].tag == "pre":
                out[-1] = out[-1].rstrip() + "\n"
            if not closed.filled and tag not in _CELLS:
                del out[closed.at :]
                if tag in _HEADINGS:
                    self._levels = closed.levels
                continue
            self._name_link(closed)
            out.append(f"</{tag}>" if is_inline else f"</{tag}>\n")
            if after and is_inline:
                out.append(after)  # a break goes behind the mark that ends with it
            self._stack[-1].filled = True
            if tag == "tr":
                table = next(each for each in reversed(self._stack) if each.tag == "table")
                table.rows.append((len(out) - 1, closed.cells))
            elif tag == "table":
                self._fill(closed.rows)

    def _fill(self, rows: list[tuple[int, int]]) -> None:
        """Give all rows of a table as many cells as the longest has."""
        width = max(cells for _, cells in rows)
        for place, cells in rows:
            missing = min(width - cells, self._fillable)
            self._fillable -= missing
            self._out[place] = "<td></td>\n" * missing + self._out[place]

    def _break(self) -> None:
        """Write a line break, unless nothing or another break stands before it."""
        if self._stack[-1].tag in _MEMBERS or self._stack[-1].tag in _PARAGRAPHS:
            return
        shown = next(each.filled for each in reversed(self._stack) if each.tag not in _INLINE)
        last = next((each for each in reversed(self._out) if not each.isspace()), "")
        if (shown or self._stack[-1].filled) and last != "<br>":
            self._out.append("<br>")

    def _image(self, attributes: dict[str, str]) -> None:
        """Write an image as the site wants it: a link to it, itself, or nothing."""
        source, words = attributes.get("src"), attributes.get("alt", "")
        if self._images != "keep" or source is None:
            words = words.replace("&quot;", '"')  # which need be no reference in text
        if self._images == "drop":
            return
        if source is None or not self._has_room_for_link():
            if words:
                self._text(words)
        elif self._images == "keep":
            if any(each.tag in _HEADINGS for each in self._stack):
                words = words or _name(source)  # a heading says something
            self._text(
                f'<img src="{source}" alt="{words}" loading="lazy" decoding="async"'
                ' referrerpolicy="no-referrer">'
            )
        else:
            linked = any(each.tag == "a" for each in self._stack)
            words = words or _name(source)
            self._text(words if linked else f'<a href="{source}" rel="{RELATION}">{words}</a>')

    def _name_link(self, closed: _Opened) -> None:
        """Name the picture of a link that shows pictures alone, so that the link says something."""
        if closed.tag != "a" or self._images != "keep":
            return
        held = [part for part in self._out[closed.at + 1 :] if part.strip()]
        pictures = [part for part in held if part.startswith("<img ")]
        has_words = any(not part.startswith("<") for part in held)
        if pictures and not has_words and all(' alt="" ' in part for part in pictures):
            name = _name(_texts_of(pictures[0])["src"])
            at = self._out.index(pictures[0], closed.at)
            self._out[at] = pictures[0].replace(' alt="" ', f' alt="{name}" ')


def _texts_of(attributes: str) -> dict[str, str]:
    """Return an image's attributes as HTML that may stand outside of a tag too.

    In the value of an attribute `<` may stand for itself, and older sanitisers leave it so: an
    `alt` that becomes the words of a link must not become tags.
    """
    found = _ATTRIBUTE.findall(attributes)
    return {name: value.replace("<", "&lt;").replace(">", "&gt;") for name, value in found}


def _name(address: str) -> str:
    """Return the name of the file that an address leads to, or a word for it, as HTML."""
    found = _FILE_NAME.search(html.unescape(address))
    return html.escape(cleaned(unquote(found[1]))) if found else "image"


def _items(source: str) -> str:
    """Return items as they are laid out here."""
    if "<p>" in source:
        source = source.replace("<li>\n<p>", "<li><p>").replace("</p></li>", "</p>\n</li>")
    return source.replace("</li>\n", "</li>").replace("</li>", "</li>\n")
