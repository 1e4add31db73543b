"""A listing's Markdown as safe HTML and as one line of plain text."""

import functools
from typing import Final, NamedTuple

from ssg.prose.characters import cleaned
from ssg.prose.engine import GfmMarkdown
from ssg.prose.fragment import Fragment
from ssg.prose.policy import cleaner
from ssg.prose.writer import Images, write

__all__ = ["SUMMARY_LENGTH", "Images", "Prose", "render"]

SUMMARY_LENGTH: Final = 200
"""Characters of a summary, the ellipsis where it was cut not counted."""


class Prose(NamedTuple):
    """A listing's text, ready for a page.

    Attributes:
        html: Sanitised HTML, valid inside a `div`.
        summary: Plain text on one line, at most `SUMMARY_LENGTH` characters, and `…` where cut.
    """

    html: str
    summary: str


def render(markdown: str, *, images: Images = "link") -> Prose:
    """Return HTML and summary of any text, read as GitHub Flavored Markdown.

    Args:
        markdown: The text.
        images: What becomes of images: a link to each, the image itself, or nothing.
    """
    fragment = Fragment()
    for element in _engine().parse(cleaned(markdown)):
        write(element, images, fragment)
    html = fragment.finish()
    if "&" in markdown:
        html = cleaned(html)  # entities have become characters
    html = cleaner().clean(html)
    return Prose(html.strip(), _summary(fragment.words) or _summary(fragment.heading_words))


@functools.cache
def _engine() -> GfmMarkdown:
    return GfmMarkdown()


def _summary(words: list[str]) -> str:
    """Return the words as one line, cut between two words where it is too long."""
    text = " ".join(cleaned("".join(words)).split())
    if len(text) <= SUMMARY_LENGTH:
        return text
    cut, space, _ = text[: SUMMARY_LENGTH + 1].rpartition(" ")
    return f"{cut if space else text[:SUMMARY_LENGTH]}…"
