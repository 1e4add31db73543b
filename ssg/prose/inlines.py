"""Inline patterns for Python-Markdown as GitHub has them, and a quicker way to apply them."""

import re
import string
from collections.abc import Iterable
from xml.etree.ElementTree import Element, SubElement

from markdown import Markdown
from markdown.extensions import Extension
from markdown.inlinepatterns import DelimiterProcessor, SubstituteTagInlineProcessor
from markdown.inlinepatterns import InlineProcessor as InlinePattern
from markdown.treeprocessors import InlineProcessor, UnescapeTreeprocessor
from markdown.util import AtomicString

_ADDRESS = r"(?<![a-zA-Z])https?://[^\s<\x02]+|(?<![^\s*_~(])www\.[^\s<\x02]+"
_MAIL = r"(?<![a-zA-Z0-9.+_\-/])[a-zA-Z0-9.+_\-]++@[a-zA-Z0-9_\-]+(?:\.[a-zA-Z0-9_\-]+)+(?<![_\-])"
# Each alternative begins with a character that few others are, which is quick to find.
_WORDS = r"(?>(?:[^*_~`\\\[<@\n&.:]++|&(?![#\w]+;)|\.(?<!www\.)|:(?!//)|\n(?<!  \n))+)"
_EMPHASIS = re.compile(
    rf"((\*(?<!\*\*)|_(?<![\w*]_))\2?)(?![\s*_])({_WORDS})(?<!\s)\1(?!\*|(?<=_)\w)"
)

# What a text has that a pattern matches, and the patterns.
_PATTERNS = {
    "`": "backtick",
    "\\": "backslash escape",
    "[": "reference link image_link image_reference short_reference short_image_ref",
    "<": "autolink automail html",
    "  \n": "linebreak",
    "&": "entity",
    "://": "address",
    "www.": "address",
    "@": "mail",
    "*": "em_strong",
    "~": "em_strong",
    "_": "em_strong",
}
# Of signs that are most often no more than what they are: how they stand where a pattern matches.
_MARKS = {"&": re.compile("&[#a-zA-Z0-9]+;"), "_": re.compile(r"_(?!\w)|_(?<!\w_)")}


class GitHubInlines(Extension):
    """Bare addresses, strikethrough, escapes and breaks as in GFM; a quicker processor."""

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802  the library's name
        """Set up `md`."""
        md.ESCAPED_CHARS = list(string.punctuation)
        md.inlinePatterns.register(SubstituteTagInlineProcessor(r"\\\n", "br"), "backslash", 185)
        md.inlinePatterns.register(SubstituteTagInlineProcessor(" {2,}\\n", "br"), "linebreak", 50)
        md.inlinePatterns.register(AddressProcessor(_ADDRESS, md), "address", 65)
        md.inlinePatterns.register(AddressProcessor(_MAIL, md), "mail", 45)
        emphasis = QuickDelimiters("*", "strong,em", md)
        emphasis.add("_", "strong,em", smart=True)
        emphasis.add("~", "del", smart=False, double=True)
        md.inlinePatterns.register(emphasis, "em_strong", 60)
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


class QuickDelimiters(DelimiterProcessor):
    """The library's emphasis, which finds the next mark by its pattern, not sign by sign."""

    def search(self, data: str, start: int) -> re.Match[str] | None:
        """Return the next marks from `start` on that may open or close something."""
        for found in self.compiled_re.finditer(data, start):
            delimiter = self.delimiters[found[0]]
            marks = delimiter.boundary.match(data, found.start())
            if marks and (delimiter.stack or not (marks.lastgroup or "").startswith("e")):
                return marks
        return None


class QuickInlineProcessor(InlineProcessor):
    """The library's inline processor, kept from trying patterns that cannot match.

    It tries each pattern on each text. Here texts without any sign of a pattern are not shown to
    it, those with plain emphasis alone are finished at once, and patterns whose signs are nowhere
    in the rest are left out.
    """

    def __init__(self, md: Markdown) -> None:
        super().__init__(md)
        self._patterns = {
            sign: {md.inlinePatterns[name] for name in names.split()}
            for sign, names in _PATTERNS.items()
        }
        self.has_escapes = False

    def run(self, tree: Element, ancestors: list[str] | None = None) -> Element:
        """Return the tree with the inline Markdown in it read."""
        elements = list(tree.iter())
        texts = [element.text or "" for element in elements]
        tails = [element.tail for element in elements if element.tail]
        signs = _signs([*texts, *tails])
        marked = {
            element: text
            for sign in signs
            for element, text in zip(elements, texts, strict=True)
            if sign in text
        }
        unfinished = [
            element
            for element, text in marked.items()
            if not isinstance(text, AtomicString) and not _emphasise(element, text, signs)
        ]
        rest = _signs([*(element.text or "" for element in unfinished), *tails])
        self.has_escapes = "\\" in rest
        if not rest:
            return tree
        patterns = set().union(*(self._patterns[sign] for sign in rest))
        self.inlinePatterns = [  # type: ignore[assignment]  # only read by index
            pattern for pattern in self.md.inlinePatterns if pattern in patterns
        ]
        if _signs(tails):
            return super().run(tree, ancestors)
        holder = Element(tree.tag)
        for element in unfinished:
            SubElement(holder, element.tag).text = element.text
        super().run(holder, ancestors)
        for element, read in zip(unfinished, holder, strict=True):
            element.text = read.text
            element[:0] = read[:]
        return tree


def _signs(texts: Iterable[str]) -> list[str]:
    """Return the signs that are somewhere in the texts."""
    whole = "\0".join(texts)
    found = [sign for sign in _PATTERNS if sign in whole]
    return [sign for sign in found if sign not in _MARKS or _MARKS[sign].search(whole)]


def _emphasise(element: Element, text: str, signs: Iterable[str]) -> bool:
    """Give an element its text if it has plain emphasis; False if it has other marks."""
    first, *rest = _EMPHASIS.split(text)
    others = "\0".join([first, *rest[3::4]])
    if [sign for sign in signs if sign in others]:
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
