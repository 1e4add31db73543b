"""HTML by the policy: known elements and attributes, usable addresses, clean text."""

import functools
import re
from typing import Final

import nh3

from ssg.prose.characters import cleaned, without_leading_marks
from ssg.prose.policy import RULES
from ssg.prose.raw import OPAQUE, whole
from ssg.urls import SCHEMES, usable

RELATION: Final = "nofollow ugc noopener"
"""The `rel` of each link: search engines take it for a stranger's, and the page stays its own."""

_TAG = re.compile("<[^>]*>")
# Elements that hold nothing but text, by where they may stand: in lines; lines; lists of items.
_EMPTY_MARK = re.compile(r"<(em|strong)></\1>")
_EMPTY_LINE = re.compile(r"<(p|h[1-6])></\1>")
_EMPTY_LIST = re.compile("<ul>(?:<li></li>)*</ul>")
_OTHER_SIGN = re.compile("&(?!amp;|lt;|gt;)")

_ENTITY = re.compile(r"&\S")
_BEGINNING = re.compile(">([^\x00-\u02ff<]+)")
_TAG_OR_TEXT = re.compile(r"(<(?:[^>\"]|\"[^\"]*\")*>)|([^<]+)")


def sanitised(raw: str, markdown: str) -> str:
    """Return the HTML that was made of Markdown as a tree of the elements that the policy knows.

    Args:
        raw: The HTML.
        markdown: The `cleaned` text; what it does not hold, the HTML need not be searched for.
    """
    has_tags = "<" in markdown
    if has_tags or not is_plain(raw):
        html = cleaner().clean(whole(raw) if has_tags else raw)
    else:
        html = raw
    # Entities bring characters in, and where a tag goes, what was before and after it joins.
    if (has_tags or _ENTITY.search(markdown)) and cleaned(html) != html:
        html = _TAG_OR_TEXT.sub(lambda part: part[1] or cleaned(part[2]), html)
    if html.isascii():
        return html
    # A combining mark would join with the tag before it: `>` and U+0338 are one character in NFC.
    return _BEGINNING.sub(lambda text: f">{without_leading_marks(text[1])}", html)


def is_plain(html: str) -> bool:
    """Tell whether the sanitiser, which takes a tenth of the time of reading, would change nothing.

    All of it is tags of the policy, without attributes, that stand in each other as a parser of
    HTML leaves them and are closed in their order; and text in which nothing is written otherwise
    than the sanitiser writes it.
    """
    tags = _TAG.findall(html)
    if not html.count("<") == html.count(">") == len(tags) or "\xa0" in html:
        return False
    if "&" in html and _OTHER_SIGN.search(html):
        return False
    left = "".join(tags).replace("<br>", "")
    for empty in (_EMPTY_MARK, _EMPTY_MARK, _EMPTY_LINE):
        left = empty.sub("", left)
    left = left.replace("<hr>", "")
    for _ in range(3):  # lists within each other
        left = _EMPTY_LIST.sub("", left)
    return not left


@functools.cache
def cleaner() -> nh3.Cleaner:
    """Return the sanitiser, set up by the policy; it changes nothing on what is published."""
    attributes = {tag: set(rule.attributes) for tag, rule in RULES.items()}
    return nh3.Cleaner(
        tags=set(RULES),
        clean_content_tags=set(OPAQUE),
        attributes={"*": set(), **attributes},
        attribute_filter=_attribute,
        url_schemes=set(SCHEMES),
        url_relative="deny",
        link_rel=RELATION,
    )


def _attribute(tag: str, name: str, value: str) -> str | None:
    if name in {"href", "src"}:
        address = usable(value)
        return address if tag == "a" or (address or "").startswith("http") else None
    if name == "start":
        return value if re.fullmatch("[0-9]{1,9}", value) else None
    return without_leading_marks(cleaned(" ".join(value.split())))
