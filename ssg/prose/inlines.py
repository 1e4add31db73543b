"""Inline patterns for Python-Markdown as GitHub has them, and a quicker way to apply them."""

import re
import string
from typing import ClassVar
from xml.etree.ElementTree import Element, SubElement

from markdown import Markdown
from markdown.extensions import Extension
from markdown.inlinepatterns import InlineProcessor as InlinePattern
from markdown.inlinepatterns import SubstituteTagInlineProcessor
from markdown.treeprocessors import InlineProcessor, UnescapeTreeprocessor
from markdown.util import AtomicString

_ADDRESS = r"(?<![a-zA-Z])https?://[^\s<\x02]+|(?<![^\s*_~(])www\.[^\s<\x02]+"
_MAIL = r"(?<![a-zA-Z0-9.+_\-/])[a-zA-Z0-9.+_\-]++@[a-zA-Z0-9_\-]+(?:\.[a-zA-Z0-9_\-]+)+(?<![_\-])"
# Of the patterns below each alternative begins with its rarest character, which a search jumps to.
_WORDS = r"(?:[^*_~`\\\[<@\n&.:]++|&(?![#\w]+;)|\.(?<!www\.)|:(?!//)|\n(?<!  \n))++"
_EMPHASIS = re.compile(
    rf"((\*(?<!\*\*)|_(?<![\w*]_))\2?)(?![\s*_])({_WORDS})(?<!\s)\1(?!\*|(?<=_)\w)"
)


class GitHubInlines(Extension):
    """Bare addresses, strikethrough, escapes and breaks as in GFM; a quicker processor."""

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802  the library's name
        """Set up `md`."""
        md.ESCAPED_CHARS = list(string.punctuation)
        md.inlinePatterns.register(SubstituteTagInlineProcessor(r"\\\n", "br"), "backslash", 185)
        md.inlinePatterns.register(SubstituteTagInlineProcessor(" {2,}\\n", "br"), "linebreak", 50)
        md.inlinePatterns.register(AddressProcessor(_ADDRESS, md), "address", 65)
        md.inlinePatterns.register(AddressProcessor(_MAIL, md), "mail", 45)
        assert md.delimiters is not None  # noqa: S101
        md.delimiters.add("~", "del", smart=False, double=True)
        md.treeprocessors.deregister("prettify")
        inline = QuickInlineProcessor(md)
        md.treeprocessors.register(inline, "inline", 20)
        md.treeprocessors.register(QuickUnescape(inline), "unescape", 0)


class AddressProcessor(InlinePattern):
    """Addresses without marks (GFM, "Autolinks (extension)"): `https://…`, `www.…`, mail."""

    ANCESTOR_EXCLUDES = ("a",)

    def handleMatch(  # type: ignore[override]  # noqa: N802  the library's name
        self, m: re.Match[str], data: str
    ) -> tuple[Element, int, int]:
        """Return the link, less the punctuation that ends the sentence."""
        del data
        text = m[0].rstrip("?!.,:*_~'\";")
        while text.endswith(")") and text.count(")") > text.count("("):
            text = text[:-1].rstrip("?!.,:*_~'\";")
        scheme = "" if "://" in text else "http://" if text.startswith("www.") else "mailto:"
        link = Element("a", href=scheme + text)
        link.text = AtomicString(text)
        return link, m.start(), m.start() + len(text)


class QuickInlineProcessor(InlineProcessor):
    """The library's inline processor, kept from trying patterns that cannot match.

    It tries each pattern on each text. Here texts without any trigger of a pattern are not shown to
    it, those with plain emphasis alone are finished at once, and patterns whose triggers are
    nowhere in the rest are left out.
    """

    TRIGGERS: ClassVar[dict[str, str]] = {
        "backtick": "`",
        "backslash": r"\\\n",
        "escape": r"\\",
        "reference": r"\[",
        "link": r"\[",
        "image_link": r"!\[",
        "image_reference": r"!\[",
        "short_reference": r"\[",
        "short_image_ref": r"!\[",
        "autolink": "<",
        "automail": "<",
        "linebreak": r"\n(?<=  \n)",
        "html": "<",
        "entity": "&[#a-zA-Z0-9]+;",
        "address": r"://|\.(?<=www\.)",
        "mail": "@",
        "em_strong": r"\*|~|_(?!\w)|_(?<!\w_)",
    }

    def __init__(self, md: Markdown) -> None:
        super().__init__(md)
        triggers = {md.inlinePatterns[name]: each for name, each in self.TRIGGERS.items()}
        self._triggers = [(each, re.compile(triggers.get(each, ""))) for each in md.inlinePatterns]
        alternatives = sorted({trigger.pattern for _, trigger in self._triggers})
        self._marked = re.compile("|".join(alternatives)).search
        self.has_escapes = False

    def run(self, tree: Element, ancestors: list[str] | None = None) -> Element:
        """Return the tree with the inline Markdown in it read."""
        unfinished: list[Element] = []
        tails: list[str] = []
        elements = [tree]  # level by level, as the library goes: it counts what it stashes
        for element in elements:
            elements.extend(element)
        for element in elements:
            text, tail = element.text, element.tail
            is_plain = not text or isinstance(text, AtomicString) or not self._marked(text)
            if not is_plain and not self._emphasise(element, text or ""):
                unfinished.append(element)
            if tail and self._marked(tail):
                tails.append(tail)
        self.has_escapes = False
        if not unfinished and not tails:
            return tree
        whole = "\0".join([*(element.text or "" for element in unfinished), *tails])
        self.has_escapes = "\\" in whole
        self.inlinePatterns = [  # type: ignore[assignment]  # only read by index
            pattern for pattern, trigger in self._triggers if trigger.search(whole)
        ]
        if tails:
            return super().run(tree, ancestors)
        holder = Element(tree.tag)
        for element in unfinished:
            SubElement(holder, element.tag).text = element.text
        super().run(holder, ancestors)
        for element, read in zip(unfinished, holder, strict=True):
            element.text = read.text
            element[:0] = read[:]
        return tree

    def _emphasise(self, element: Element, text: str) -> bool:
        """Give an element its text if it has plain emphasis; False if it has other marks."""
        first, *rest = _EMPHASIS.split(text)
        if not rest or self._marked("\0".join([first, *rest[3::4]])):
            return False
        element.text = first
        for place in range(0, len(rest), 4):
            mark, _, words, after = rest[place : place + 4]
            emphasis = Element("strong" if len(mark) > 1 else "em")
            emphasis.text, emphasis.tail = words, after
            element.insert(place // 4, emphasis)
        return True


class QuickUnescape(UnescapeTreeprocessor):
    """The library's last step of escapes, left out where the text had none."""

    def __init__(self, inline: QuickInlineProcessor) -> None:
        super().__init__(inline.md)
        self._inline = inline

    def run(self, root: Element) -> None:
        """Put back the characters that backslashes came before."""
        if self._inline.has_escapes:
            super().run(root)
