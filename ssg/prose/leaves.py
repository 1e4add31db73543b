"""Blocks that hold lines of text and no other blocks."""

from typing import Final
from xml.etree.ElementTree import Element, SubElement

from markdown.util import AtomicString

from ssg.prose.tables import cells, table

RAW: Final = "raw"
"""The tag of elements whose text is HTML as written."""

_WIDEST_INDENT = 3


class Leaf:
    """A block that takes lines: `p`, `code` (indented), `fence`, `html` or `table`."""

    __slots__ = ("indent", "kind", "lines", "opening")

    def __init__(self, kind: str, opening: str = "", indent: int = 0) -> None:
        self.kind = kind
        self.lines: list[str] = []
        self.opening = opening  # the marks of a fence, or the kind of an HTML block
        self.indent = indent  # of a fence

    def ends_with(self, line: str) -> bool:
        """Tell whether a line closes the fence: the same marks, no fewer, and nothing else."""
        marks = line.strip(" ")
        return (
            len(marks) >= len(self.opening)
            and not marks.strip(self.opening[0])
            and len(line) - len(line.lstrip(" ")) <= _WIDEST_INDENT
        )

    def element(self) -> Element:
        """Return the block, if it is no paragraph, as an element of the tree."""
        if self.kind == "table":
            return table(cells(line) for line in self.lines)
        if self.kind == "html":
            raw = Element(RAW)
            raw.text = AtomicString("\n".join(self.lines))
            return raw
        while self.kind == "code" and not self.lines[-1].strip(" "):
            self.lines.pop()
        pre = Element("pre")
        text = "".join(f"{line}\n" for line in self.lines)
        SubElement(pre, "code").text = AtomicString(text)
        return pre


def heading_text(text: str) -> str:
    """Return what a heading's line says, less the `#` that may close it."""
    text = text.strip(" ")
    before = text.rstrip("#")
    return before.rstrip(" ") if not before or before[-1] == " " else text
