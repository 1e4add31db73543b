"""GitHub Flavored Markdown within a paragraph, as inline patterns of Python-Markdown.

What binds tighter comes first: escapes, code, HTML and `<links>` in one pattern, for whichever
begins first wins; then links and images; then bare addresses; then line breaks; then emphasis.
"""

import html
import re
from html.entities import html5
from typing import NamedTuple, Protocol, cast
from xml.etree.ElementTree import Element

from markdown import Markdown
from markdown.inlinepatterns import InlineProcessor, Pattern
from markdown.util import ETX, STX, AtomicString, Registry

from ssg.prose.emphasis import EmphasisProcessor
from ssg.prose.hiding import hidden, shown
from ssg.prose.leaves import RAW
from ssg.prose.raw import INLINE
from ssg.prose.references import Target, normal_label, target

_Found = tuple[Element | str | None, int | None, int | None]

_ESCAPABLE = frozenset("!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~")
_ENTITY = re.compile(r"&(?:#[0-9]{1,7}|#[xX][0-9a-fA-F]{1,6}|[a-zA-Z][a-zA-Z0-9]{1,31});")
_TICKS = re.compile(r"`+")
_ADDRESS = re.compile(r"<([a-zA-Z][a-zA-Z0-9+.\-]{1,31}:[^\s<>]*)>")
_MAIL = re.compile(
    r"<([a-zA-Z0-9.!#$%&'*+/=?^_`{|}~\-]+@[a-zA-Z0-9](?:[a-zA-Z0-9.\-]*[a-zA-Z0-9])?)>"
)
_RAW = re.compile(INLINE)
_TERMINATORS = {"<!-": "-->", "<?": "?>", "<![": "]]>", "<!": ">"}
_BRACKET = re.compile(r"!?\[|\]")
_REFERENCE = re.compile(r"\[((?:[^\[\]\\]|\\.){0,999}+)\]")
_PUNCTUATION = "?!.,:*_~'\""
_HIDDEN = re.compile(f"{STX}(?:klzzwxh:([0-9]+)|[0-9]+){ETX}")
_OF_ADDRESSES = frozenset("!#$%&'()*+,-./:;=?@[]_~")


def patterns(md: Markdown) -> Registry[Pattern]:
    """Return the patterns of GitHub Flavored Markdown, in the order they are tried."""
    registry: Registry[Pattern] = Registry()
    registry.register(LiteralProcessor(md), "literal", 190)
    registry.register(LinkProcessor(md), "link", 160)
    registry.register(ImageProcessor(md), "image", 150)
    registry.register(AddressProcessor(md), "address", 120)
    registry.register(EmphasisProcessor(), "emphasis", 60)
    registry.register(MailProcessor(md), "mail", 50)
    registry.register(BreakProcessor(md), "break", 40)
    return registry


class Stash(Protocol):
    """The inline processor, which keeps the elements that placeholders stand for."""

    stashed_nodes: dict[str, Element | str]


class LiteralProcessor(InlineProcessor):
    """Escapes, entities, code, `<https://…>` and HTML: whichever begins first."""

    TRIGGERS = ("\\", "`", "<", "&")

    def __init__(self, md: Markdown) -> None:
        super().__init__(r"\\[!-/:-@\[-`{-~\n]|`+|<|&(?=[#a-zA-Z])", md)
        self._data = ""
        self._missing: set[str] = set()

    def handleMatch(self, m: re.Match[str], data: str) -> _Found:  # type: ignore[override] # noqa: N802
        """Return what the match stands for: an element, hidden text, or nothing."""
        first = m[0][0]
        if first == "\\":
            if m[0] == "\\\n":
                return Element("br"), m.start(), m.end() - 1
            return hidden(m[0][1]), m.start(), m.end()
        if first == "`":
            return _code(m, data)
        if first == "<":
            return self._angle(m.start(), data)
        entity = _ENTITY.match(data, m.start())
        if entity and (entity[0][1] == "#" or entity[0][1:] in html5):
            return hidden(html.unescape(entity[0])), m.start(), entity.end()
        return None, m.start(), m.end()

    def _angle(self, start: int, data: str) -> _Found:
        """Return the link or the HTML that begins with the `<` at `start`."""
        if data[start - 2 : start] == "](" and target(data, start - 1):
            return None, start, start + 1  # a link's destination
        if address := _ADDRESS.match(data, start):
            return _link(address[1], AtomicString(address[1])), start, address.end()
        if mail := _MAIL.match(data, start):
            return _link(f"mailto:{mail[1]}", AtomicString(mail[1])), start, mail.end()
        if not self._may_end(start, data):
            return None, start, start + 1
        if raw := _RAW.match(data, start):
            element = Element(RAW)
            element.text = AtomicString(raw[0])
            return element, start, raw.end()
        return None, start, start + 1

    def _may_end(self, start: int, data: str) -> bool:
        """Tell whether a comment or its like that begins here has an end at all.

        Ten thousand `<!--` without one were each searched to the end of the text.
        """
        if data is not self._data:
            self._data = data
            self._missing = set()
        for begin, end in _TERMINATORS.items():
            if data.startswith(begin, start):
                if end not in self._missing and data.find(end, start) < 0:
                    self._missing.add(end)
                return end not in self._missing
        return True


class _Span(NamedTuple):
    """A link or an image: where its text begins and ends, where it ends, where it leads."""

    text_start: int
    text_end: int
    end: int
    destination: str
    image: bool


class LinkProcessor(InlineProcessor):
    """`[text](destination)`, `[text][label]` and `[label]`; links hold no links."""

    TRIGGERS = ("[",)
    IMAGE = False

    def __init__(self, md: Markdown) -> None:
        super().__init__(r"!\[" if self.IMAGE else r"(?<!!)\[", md)
        self._data = ""
        self._spans: dict[int, _Span] = {}

    def handleMatch(self, m: re.Match[str], data: str) -> _Found:  # type: ignore[override] # noqa: N802
        """Return the link or the image, or nothing where the bracket is text."""
        if data is not self._data:
            self._data = data
            self._spans = self._found(data, m.start())
        span = self._spans.get(m.start())
        if span is None or span.image is not self.IMAGE:
            return None, m.start(), m.end()
        destination = shown(self.unescape(span.destination))
        text = data[span.text_start : span.text_end]
        return self._element(destination, text), m.start(), span.end

    def _element(self, destination: str, text: str) -> Element:
        return _link(destination, text)

    def _found(self, data: str, position: int) -> dict[int, _Span]:
        """Return the links and images of `data` from `position` on, by where they begin."""
        spans: dict[int, _Span] = {}
        openers: list[re.Match[str]] = []
        barred = 0  # openers below this hold a link already
        while bracket := _BRACKET.search(data, position):
            position = bracket.end()
            if bracket[0] != "]":
                openers.append(bracket)
                continue
            if not openers:
                continue
            opener = openers.pop()
            image = opener[0] == "!["
            inactive = len(openers) < barred and not image
            barred = min(barred, len(openers))
            if inactive:
                continue
            found = target(data, position) or self._reference(data, opener.end(), position)
            if not found:
                continue
            spans[opener.start()] = _Span(
                opener.end(), bracket.start(), found.end, found.destination, image
            )
            position = found.end
            if not image:
                barred = len(openers)
        return spans

    def _reference(self, data: str, start: int, end: int) -> Target | None:
        """Return the target that the label after the text, or the text itself, stands for."""
        assert self.md is not None  # noqa: S101
        if not self.md.references:
            return None
        label = _REFERENCE.match(data, end)
        text = label[1] if label and label[1] else data[start : min(end - 1, start + 999)]
        known = self.md.references.get(normal_label(text))
        if known is None:
            return None
        return Target(known[0], label.end() if label else end)


class ImageProcessor(LinkProcessor):
    """`![text](source)` and its forms by label."""

    TRIGGERS = ("![",)
    IMAGE = True

    def _element(self, destination: str, text: str) -> Element:
        return Element("img", src=destination, alt=shown(self.unescape(text)))


class AddressProcessor(InlineProcessor):
    """Addresses without marks (GFM, "Autolinks (extension)"): `https://…` and `www.…`."""

    ANCESTOR_EXCLUDES = ("a",)
    TRIGGERS = ("://", "www.")

    def __init__(self, md: Markdown) -> None:
        super().__init__(
            r"(?<![a-zA-Z])https?://(?P<host>[^\s<\x02/?#:]+)[^\s<]*"
            r"|(?<![^\s*_~(\x03])www\.(?P<www>[^\s<\x02/?#:]+)[^\s<]*",
            md,
        )

    def handleMatch(self, m: re.Match[str], data: str) -> _Found:  # type: ignore[override] # noqa: ARG002, N802
        """Return the link, less the punctuation that ends the sentence."""
        labels = (m["host"] or f"www.{m['www']}").rstrip(_PUNCTUATION).split(".")
        if any("_" in label for label in labels[-2:]) or not all(labels):
            return None, m.start(), m.end()
        text = _trimmed(self._up_to_element(m[0]))
        address = shown(self.unescape(text))
        href = address if m["host"] else f"http://{address}"
        return _link(href, AtomicString(address)), m.start(), m.start() + len(text)

    def _up_to_element(self, text: str) -> str:
        """Return `text` up to code, HTML or a link; escaped characters belong to the address."""
        assert self.md is not None  # noqa: S101
        stash = cast("Stash", self.md.treeprocessors["inline"]).stashed_nodes
        for found in _HIDDEN.finditer(text):
            node = stash.get(found[1], found[0]) if found[1] else found[0]
            if not isinstance(node, str) or not _OF_ADDRESSES.issuperset(shown(node)):
                return text[: found.start()]
        return text


class MailProcessor(InlineProcessor):
    """Mail addresses without marks (GFM, "Autolinks (extension)"); GitHub reads them last."""

    ANCESTOR_EXCLUDES = ("a",)
    TRIGGERS = ("@",)

    def __init__(self, md: Markdown) -> None:
        super().__init__(
            r"(?<![a-zA-Z0-9.+_\-])[a-zA-Z0-9.+_\-]++@"
            r"[a-zA-Z0-9_\-]++(?:\.(?=[a-zA-Z0-9])[a-zA-Z0-9_\-]++)++(?<=[a-zA-Z])(?!@)",
            md,
        )

    def handleMatch(self, m: re.Match[str], data: str) -> _Found:  # type: ignore[override] # noqa: ARG002, N802
        """Return the link."""
        return _link(f"mailto:{m[0]}", AtomicString(m[0])), m.start(), m.end()


class BreakProcessor(InlineProcessor):
    """Two spaces at the end of a line."""

    TRIGGERS = ("  \n",)

    def __init__(self, md: Markdown) -> None:
        super().__init__(r" {2,}\n", md)

    def handleMatch(self, m: re.Match[str], data: str) -> _Found:  # type: ignore[override] # noqa: ARG002, N802
        """Return a line break."""
        return Element("br"), m.start(), m.end() - 1


def _code(ticks: re.Match[str], data: str) -> _Found:
    """Return the code between two runs of as many backticks."""
    for closing in _TICKS.finditer(data, ticks.end()):
        if len(closing[0]) == len(ticks[0]):
            text = data[ticks.end() : closing.start()].replace("\n", " ")
            if text.startswith(" ") and text.endswith(" ") and text.strip(" "):
                text = text[1:-1]
            element = Element("code")
            element.text = AtomicString(text)
            return element, ticks.start(), closing.end()
    return None, ticks.start(), ticks.end()


def _link(href: str, text: str) -> Element:
    element = Element("a", href=href)
    element.text = text
    return element


def _trimmed(address: str) -> str:
    """Return an address less what GFM takes for the sentence's: `.`, `!`, an unpaired `)`."""
    surplus = address.count(")") - address.count("(")
    while address:
        if address[-1] == ")" and surplus > 0:
            address, surplus = address[:-1], surplus - 1
        elif address[-1] in _PUNCTUATION:
            address = address.rstrip(_PUNCTUATION)
        elif address[-1] == ";":
            entity = address.rfind("&")
            named = entity >= 0 and address[entity + 1 : -1].isalnum()
            address = address[: entity if named else -1]
        else:
            break
    return address
