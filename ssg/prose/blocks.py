"""Block processors for Python-Markdown: lists, code and headings as GitHub reads them.

The library reads the Markdown of 2004: no list right after a paragraph, four columns for a nested
one, `#remote` a heading. Numbers in brackets are sections of the GFM specification 0.29.
"""

import re
from itertools import islice, pairwise
from typing import Final
from xml.etree.ElementTree import Element, SubElement

from markdown import Markdown
from markdown.blockprocessors import (
    BlockProcessor,
    BlockQuoteProcessor,
    HashHeaderProcessor,
)
from markdown.extensions import Extension
from markdown.util import BLOCK_LEVEL_ELEMENTS, AtomicString, code_escape

DEEPEST: Final = 20
"""Lists and quotes within each other; markers that go deeper are text."""

MOST_BLOCKS: Final = 500
"""Blocks in which the end of HTML is looked for; for each that has none they are searched again."""

_PLAIN_LINE = r" {0,3}(?:[^\W\d_]|\*{1,2}[^\s*]|_{1,2}[^\s_]|\d++(?![.)])|[$&(@\\]|#[^\W_])[^\n]*+"
PLAIN: Final = re.compile(rf"{_PLAIN_LINE}(?>(?:\n{_PLAIN_LINE})*)\Z")
"""Lines that begin with a word, or with signs that begin nothing else: a paragraph and no more."""

_TYPED = "•●▪■·‣◦○∙−"  # bullets that people type or paste: to GitHub a paragraph's text
_CLOSE = "•●▪■"  # those that also stand right before the text
_BULLET = rf"[{_TYPED}](?:[ \xa0]+|(?<=[{_CLOSE}]))(?=[^\s{_TYPED}])"
_RULE = r" {0,3}(?:\*(?: *\*){2,}|-(?: *-){2,}|_(?: *_){2,}) *$"
_MARKER = re.compile(
    rf"(?!{_RULE}) {{0,3}}(?:(?:([-+*])|(\d{{1,9}})([.)]))(?: {{1,4}}(?=\S)|(?= *$)| (?= ))"
    rf"|(?=([{_TYPED}])){_BULLET})",
    re.MULTILINE,
)
_ITEM_IN_PARAGRAPH = rf" {{0,3}}(?:(?:[-+*]|1[.)]) +\S|{_BULLET})"
_PLAIN_ITEM = rf"(?! ){_PLAIN_LINE}"
_PLAIN_ITEMS = re.compile(
    rf"( {{0,3}}(?:([-+*]) {{1,4}}|([{_TYPED}]) +)){_PLAIN_ITEM}(?>(?:\n\1{_PLAIN_ITEM})*)\Z"
)
_INTERRUPTION = re.compile(
    rf" {{0,3}}(?:#{{1,6}}(?:[ \n]|$)|>|```|~~~)|{_RULE}|{_ITEM_IN_PARAGRAPH}",
    re.MULTILINE,
)
_INTERRUPTED = re.compile(
    rf"\n(?= {{0,3}}(?:```|~~~)|(?!{_RULE}){_ITEM_IN_PARAGRAPH})", re.MULTILINE
)


class GitHubBlocks(Extension):
    """Registers the block processors below in place of the library's own for lists and headings."""

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802  the library's name
        """Set up `md`."""
        md.preprocessors.deregister("html_block")
        processors = md.parser.blockprocessors
        for name in ("indent", "olist", "ulist"):
            processors.deregister(name)
        processors.register(PlainProcessor(md.parser), "plain", 110)
        processors.register(FenceProcessor(md.parser), "fence", 99)
        processors.register(HtmlProcessor(md.parser), "html", 98)
        processors.register(ListProcessor(md.parser), "list", 97)
        processors.register(InterruptionProcessor(md.parser), "interruption", 96)
        processors.register(HeadingProcessor(md.parser), "hashheader", 70)
        processors.register(QuoteProcessor(md.parser), "quote", 20)


class _Begun(BlockProcessor):
    """A processor of blocks that begin in a certain way."""

    BEGINNING: re.Pattern[str]

    def test(self, parent: Element, block: str) -> bool:
        """Tell whether the block begins so, and not too deep in others."""
        del parent
        return self.BEGINNING.match(block) is not None and len(self.parser.state) < DEEPEST


class PlainProcessor(BlockProcessor):
    """Paragraphs that cannot be anything else; asked first, it saves half the time."""

    def test(self, parent: Element, block: str) -> bool:
        """Tell whether the block is such a paragraph."""
        del parent
        return PLAIN.match(block) is not None

    def run(self, parent: Element, blocks: list[str]) -> None:
        """Take all such paragraphs that follow each other out of `blocks`."""
        count = 0
        while count < len(blocks) and PLAIN.match(blocks[count]):
            SubElement(parent, "p").text = blocks[count].lstrip(" ")
            count += 1
        del blocks[:count]


class FenceProcessor(_Begun):
    """Fenced code, also in lists, and to the end where no fence closes it [4.5]."""

    BEGINNING = re.compile(r" {0,3}(`{3,}(?=[^`\n]*$)|~{3,})", re.MULTILINE)

    def run(self, parent: Element, blocks: list[str]) -> None:
        """Take the code out of `blocks`."""
        fence = self.BEGINNING.match(blocks[0])
        assert fence is not None  # noqa: S101
        closing = re.compile(rf" {{0,3}}{fence[1]}{fence[1][0]}* *$")
        lines: list[str] = []
        rest = ""
        count = 0
        for count, block in enumerate(blocks, 1):
            of_block = block.split("\n")
            ends = (number for number, line in enumerate(of_block) if closing.match(line))
            end = next((number for number in ends if number or count > 1), None)
            lines += of_block[:end] if count == 1 else ["", *of_block[:end]]
            if end is not None:
                rest = "\n".join(of_block[end + 1 :]).lstrip("\n")
                break
        del blocks[:count]
        if rest:
            blocks.insert(0, rest)
        while blocks and not rest:  # an empty line right after code would count as its own
            rest = blocks.pop(0).lstrip("\n")
            if rest:
                blocks.insert(0, rest)
        code = SubElement(SubElement(parent, "pre"), "code")
        code.text = AtomicString(code_escape("\n".join([*lines[1:], ""])))


class HtmlProcessor(_Begun):
    """HTML, up to a blank line, or to the end of a comment, of a script and its like [4.6]."""

    BEGINNING = re.compile(
        rf" {{0,3}}<(?:(!--)|(script|style|pre)\b|/?(?:{'|'.join(BLOCK_LEVEL_ELEMENTS)})\b)",
        re.IGNORECASE,
    )

    def run(self, parent: Element, blocks: list[str]) -> bool:
        """Put the HTML aside; False where it has no end."""
        beginning = self.BEGINNING.match(blocks[0])
        assert beginning is not None  # noqa: S101
        end = "-->" if beginning[1] else f"</{beginning[2]}" if beginning[2] else ""
        near = islice(blocks, MOST_BLOCKS)
        ends = (number for number, each in enumerate(near, 1) if end in each.lower())
        count = next(ends, 0)
        html = "\n\n".join(blocks[:count])
        if beginning[1] and count:
            html, _, blocks[count - 1] = html.partition("-->")
            del blocks[: count - 1]
        elif count:
            del blocks[:count]
            parent.append(Element("div"))
            parent[-1].text = self.parser.md.htmlStash.store(html)
        return count > 0


class ListProcessor(_Begun):
    """Lists, which nest by the column where the text of an item begins [5.2, 5.3]."""

    BEGINNING = _MARKER

    def run(self, parent: Element, blocks: list[str]) -> None:
        """Take a list out of `blocks`."""
        first = _MARKER.match(blocks[0])
        assert first is not None  # noqa: S101
        items, loose = _items(blocks, first[1] or first[3] or first[4])
        element = SubElement(parent, "ol" if first[2] else "ul")
        if first[2] and int(first[2]) != 1:
            element.set("start", str(int(first[2])))
        is_tight = not loose and not any(map(_is_parted, items))
        self.parser.state.set("item")
        for lines in items:
            item = SubElement(element, "li")
            text = "\n".join(lines)
            if not PLAIN.match(text):
                self.parser.parseChunk(item, text)
                if is_tight:
                    _tighten(item)
            elif is_tight:
                item.text = text.lstrip(" ")
            else:
                SubElement(item, "p").text = text.lstrip(" ")
        self.parser.state.reset()


class InterruptionProcessor(BlockProcessor):
    """Splits a block before a list or a fence that interrupts a paragraph [4.5, 5.3]."""

    def test(self, parent: Element, block: str) -> bool:
        """Tell whether there is such a place."""
        del parent
        return "\n" in block and _INTERRUPTED.search(block) is not None

    def run(self, parent: Element, blocks: list[str]) -> None:
        """Split the first block."""
        del parent
        blocks[:1] = _INTERRUPTED.split(blocks[0], 1)


class HeadingProcessor(HashHeaderProcessor):
    """Headings with a space after `#`; a `#` that ends a word stays: `C#` [4.2]."""

    RE = re.compile(r"(?:^|\n) {0,3}(?P<level>#{1,6})(?P<header>(?= |\n|$)[^\n]*)(?:\n|$)")

    def run(self, parent: Element, blocks: list[str]) -> None:
        """Take a heading out of `blocks`."""
        super().run(parent, blocks)
        text = (parent[-1].text or "").strip()
        bare = text.rstrip("#")
        parent[-1].text = bare.rstrip() if not bare or bare[-1] == " " else text


class QuoteProcessor(BlockQuoteProcessor):
    """Quotes, each of its own after a blank line, to a bounded depth [5.1]."""

    def test(self, parent: Element, block: str) -> bool:
        """Tell whether the block holds a quote."""
        return ">" in block and len(self.parser.state) < DEEPEST and super().test(parent, block)

    def run(self, parent: Element, blocks: list[str]) -> None:
        """Take a quote out of `blocks`."""
        block = blocks.pop(0)
        found = self.RE.search(block)
        assert found is not None  # noqa: S101
        self.parser.parseBlocks(parent, [block[: found.start()]])
        lines = block[found.start() :].lstrip("\n").split("\n")
        self.parser.state.set("blockquote")
        self.parser.parseChunk(SubElement(parent, "blockquote"), "\n".join(map(self.clean, lines)))
        self.parser.state.reset()


def _items(blocks: list[str], kind: str) -> tuple[list[list[str]], bool]:
    """Return the lines of each item of a list, and whether blank lines part the items.

    What is taken goes from `blocks`; `kind` is the bullet, or what follows the number.
    """
    items: list[list[str]] = []
    loose, blank, column = False, False, 0
    while blocks:
        plain = _PLAIN_ITEMS.match(blocks[0])
        if plain and kind in plain.group(2, 3) and not (items and blocks[0][:column].isspace()):
            start, loose, column = plain[1], loose or (blank and not plain[3]), plain.end(1)
            items += ([text] for text in f"\n{blocks.pop(0)}".split(f"\n{start}")[1:])
            blank = True
            continue
        lines = blocks[0].split("\n")
        for number, line in enumerate(lines):
            indent = len(line) - len(line.lstrip(" "))
            if indent == len(line):
                blank = True
                continue
            if items and indent >= column:
                items[-1] += ["", line[column:]] if blank else [line[column:]]
            elif (marker := _MARKER.match(line)) and kind in marker.group(1, 3, 4):
                loose = loose or (blank and not marker[4])
                column = marker.end() + (marker.end() == len(line.rstrip()))
                items.append([line[column:]])
            elif blank or _INTERRUPTION.match(line) or marker:
                blocks[0] = "\n".join(lines[number:])
                return items, loose
            else:
                items[-1].append(line[indent:])  # a lazy line [5.2]
            blank = False
        del blocks[0]
        blank = True
    return items, loose


def _is_parted(lines: list[str]) -> bool:
    """Tell whether blank lines part what an item directly holds."""
    in_list = False
    for before, line in pairwise(lines):
        marker = _MARKER.match(line)
        if line and not before and line[:2] != "  " and not (marker and in_list):
            return True
        in_list = marker is not None or (in_list and line[:1] in {"", " "})
    return False


def _tighten(item: Element) -> None:
    """Take the paragraphs of an item away; their text stays."""
    last: Element | None = None
    for child in list(item):
        if child.tag != "p":
            last = child
            continue
        if last is None:
            item.text = "\n".join(filter(None, (item.text, child.text)))
        else:
            last.tail = "\n".join(filter(None, (last.tail, child.text)))
        item.remove(child)
