"""The tree of a listing's Markdown, and the HTML written in it, as a fragment of a page."""

import re
from collections.abc import Mapping
from typing import Literal
from urllib.parse import unquote
from xml.etree.ElementTree import Element

from ssg.prose.addresses import usable
from ssg.prose.characters import cleaned
from ssg.prose.fragment import Fragment, Opened
from ssg.prose.hiding import shown
from ssg.prose.leaves import RAW
from ssg.prose.policy import RULES
from ssg.prose.raw import BLOCK_TAGS, parts

Images = Literal["link", "keep", "drop"]

_NUMBER = re.compile(r"[0-9]{1,9}")
_FILE_NAME = re.compile(r"://[^/?#]+/(?:[^?#]*/)?([^/?#]+)/?(?:[?#]|$)")
_SIMPLE = frozenset({"li", "p"})


def write(element: Element, images: Images, fragment: Fragment) -> None:
    """Add an element of the tree of Markdown to `fragment`, with all that is in it."""
    tag, text = element.tag, element.text
    if tag in _SIMPLE and text and not len(element) and fragment.block_of_text(tag, shown(text)):
        return
    if tag == RAW:
        _write_html(text or "", images, fragment)
    elif tag == "img":
        _write_image(element.get("src", ""), element.get("alt", ""), images, fragment)
    elif tag == "br":
        fragment.line_break()
    elif tag == "hr":
        fragment.rule(ours=True)
    else:
        opened = _start(tag, element.attrib, fragment, ours=True)
        if text:
            fragment.text(shown(text))
        for child in element:
            write(child, images, fragment)
            if child.tail:
                fragment.text(shown(child.tail))
        if opened:
            fragment.close(opened)


def _start(
    tag: str, attributes: Mapping[str, str], fragment: Fragment, *, ours: bool
) -> Opened | None:
    """Open the element that the policy has for `tag`, if it has one."""
    rule = RULES.get(tag)
    if rule is None:
        if tag in BLOCK_TAGS:
            fragment.part(ours=ours)
        return None
    if rule.kind == "heading":
        return fragment.start_heading(int(tag[1]), ours=ours)
    if tag == "a":
        address = usable(shown(attributes.get("href", "")))
        return fragment.start_link(address, ours=ours) if address else None
    number = attributes.get("start", "")
    return fragment.start(rule.becomes, number if _NUMBER.fullmatch(number) else "", ours=ours)


def _write_html(source: str, images: Images, fragment: Fragment) -> None:
    """Add HTML that stands in the Markdown, as far as the policy goes."""
    for kind, value, attributes in parts(source):
        if kind == "text":
            fragment.text(value)
        elif value == "br":
            fragment.line_break()
        elif kind == "end":
            if rule := RULES.get(value):
                fragment.close_written(rule.becomes)
            elif value in BLOCK_TAGS:
                fragment.part(ours=False)
        elif value == "hr":
            fragment.rule(ours=False)
        elif value == "img":
            _write_image(attributes.get("src", ""), attributes.get("alt", ""), images, fragment)
        else:
            _start(value, attributes, fragment, ours=False)


def _write_image(source: str, alternative: str, images: Images, fragment: Fragment) -> None:
    """Add an image as the site wants it: a link to it, itself, or nothing."""
    if images == "drop":
        return
    address = usable(shown(source))
    text = " ".join(shown(alternative).split())
    if address is None or not address.startswith("http"):
        if text:
            fragment.text(text)
    elif images == "keep":
        fragment.image(address, text or (_name(address) if fragment.in_heading else ""))
    else:
        opened = fragment.start_link(address, ours=True)
        fragment.text(text or _name(address))
        if opened:
            fragment.close(opened)


def _name(address: str) -> str:
    """Return the name of the file that an address leads to, or a word for it."""
    found = _FILE_NAME.search(address)
    return cleaned(unquote(found[1])) if found else "image"
