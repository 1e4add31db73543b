"""A page's text in one line."""

import html
import re
from typing import Final

from ssg.prose.characters import cleaned

SUMMARY_LENGTH: Final = 200
"""Characters of a summary, the ellipsis where it was cut not counted."""

_ENOUGH = (600, 1200)  # characters of a page that most often hold that many of text
_BLOCK_ENDS = ("</p>\n", "</li>\n")  # a heading holds neither
_HEADING = re.compile(
    r"<(?:(h[2-6])>.*?</\1>|(?<!<li><)p><(strong|b)>[^<]{0,100}</\2></p>)", re.DOTALL
)
_INLINE_TAG = re.compile(
    r"</?(?:a|b|i|u|s|q|em|strong|del|ins|su[bp]|code|kbd|samp|var|mark|small)\b[^>]*>"
)
_LONELY_COMMA = re.compile("(?:,? ,)+")  # where a picture, or a link that says nothing, stood
_TAG = re.compile(r"<[^>]*>")


def summary(page: str) -> str:
    """Return the words of a page but its headings, or of these where it has no others.

    They are cut between two words after `SUMMARY_LENGTH` characters; `…` follows then.
    """
    text = ""
    for enough in (*_ENOUGH, len(page)):
        end = max(page.rfind(each, 0, enough) for each in _BLOCK_ENDS) + 5
        text = _words(_HEADING.sub(" ", page[: end if enough < len(page) else None]))
        if len(text) > SUMMARY_LENGTH or enough >= len(page):
            break
    text = text or _words(page)
    if len(text) <= SUMMARY_LENGTH:
        return text
    cut, space, _ = text[: SUMMARY_LENGTH + 1].rpartition(" ")
    return f"{cut if space else text[:SUMMARY_LENGTH]}…"


def _words(page: str) -> str:
    text = _TAG.sub(" ", _INLINE_TAG.sub("", page))
    text = " ".join(html.unescape(text).split())
    return cleaned(_LONELY_COMMA.sub(",", text) if " ," in text else text)
