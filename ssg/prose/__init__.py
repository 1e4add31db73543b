"""A listing's Markdown as safe HTML and as one line of plain text."""

import html
import re
from typing import Final, NamedTuple

from ssg.prose import gfm, python_markdown
from ssg.prose.characters import cleaned, hidden_at
from ssg.prose.page import Limits, publishable
from ssg.prose.sanitising import sanitised
from ssg.prose.summary import SUMMARY_LENGTH, summary
from ssg.settings import Images, Markdown

__all__ = ["SUMMARY_LENGTH", "Limits", "Prose", "render"]

LONGEST: Final = 100_000
"""Characters of a text that is read as Markdown; the longest known listing has 21,000."""

DEFAULTS: Final = Limits()
TOO_MUCH: Final = (
    "the text is too long, or too tangled, to be read as Markdown; it is shown as it is"
)

_TASK = re.compile(r"(<li>\s*(?:<p>)?)\[([ xX])\](?=[ \t]|\n[^<])")
_BOXES = {" ": "\u2610", "x": "\u2611", "X": "\u2611"}


class Prose(NamedTuple):
    """A listing's text, ready for a page.

    Attributes:
        html: Sanitised HTML, valid inside a `div`.
        summary: Plain text on one line, at most `SUMMARY_LENGTH` characters, and `…` where cut.
        lost: What of the text is past a limit and was made plain, in words.
        hidden: Where the text first holds what hides or turns text round, from 0; -1 if nowhere.
    """

    html: str
    summary: str
    lost: tuple[str, ...] = ()
    hidden: int = -1


def render(
    markdown: str,
    *,
    images: Images = "link",
    engine: Markdown = "python-markdown",
    limits: Limits = DEFAULTS,
    is_cleaned: bool = False,
) -> Prose:
    """Return HTML and summary of any text, read as GitHub Flavored Markdown.

    Args:
        markdown: The text.
        images: What becomes of images: a link to each, the image itself, or nothing.
        engine: What reads the Markdown: Python-Markdown, or GitHub's own parser.
        limits: How deep a text may nest, and how many links it may have.
        is_cleaned: Whether it is known to have no character that `cleaned` changes.
    """
    text = markdown if is_cleaned else cleaned(markdown)
    convert = gfm.converted if engine == "gfm" else python_markdown.converted
    raw = convert(text) if len(text) <= LONGEST else None
    made = _plain(text) if raw is None else _boxed(raw)
    page, lost = publishable(sanitised(made, text), images, limits)
    if raw is None:
        lost = (TOO_MUCH, *lost)
    hidden = hidden_at(markdown) if text != markdown else -1  # what is hidden is not left in
    return Prose(page, summary(page), lost, hidden)


def _boxed(raw: str) -> str:
    """Return HTML with the boxes of task lists as signs: a page has nothing to tick."""
    return _TASK.sub(lambda task: f"{task[1]}{_BOXES[task[2]]}", raw) if "[" in raw else raw


def _plain(text: str) -> str:
    """Return the HTML of a text that nothing reads as Markdown."""
    return "".join(f"<p>{html.escape(each)}</p>" for each in text.split("\n\n"))
