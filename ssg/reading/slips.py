"""What is meant by lines of front matter that are no YAML, and how they are written instead."""

from __future__ import annotations

import functools
import re
from pathlib import Path
from typing import TYPE_CHECKING

from ssg.keys import ALIASES, LISTING_KEYS, PROFILE_KEYS, Kind
from ssg.reading.text import clean, quoted
from ssg.reading.values import Flaw
from ssg.tables import rows

if TYPE_CHECKING:
    from collections.abc import Sequence

    import yaml

_OF_WHAT_IS_OPEN = ("end of stream", "',' or", "find expected ':'", "expected node content")
_CONFLICT = re.compile(r"<{7} |={7}$|>{7} ")
_DIRECTIVE = re.compile(r"%(?:YAML|TAG)\b")
_NO_ITEM = re.compile(r"[ \t]*-[^ \t-]")
_BOLD_KEY = re.compile(r"[ \t]*([*_]{1,3})[\w -]+(?:\1:|:\1)")
_IN_QUOTES = r"(?:\"[^\"]*\"|'[^']*')"
_LISTED = re.compile(rf"[ \t]*([\w-]+):[ \t]+({_IN_QUOTES}(?:[ \t]*,[ \t]*{_IN_QUOTES})+)")
_OF_ITEMS = (Kind.ITEMS, Kind.PLACES)
_NO_SPACE = re.compile(r"[ \t]*[\w-]+[ \t]*:(?!//)[^ \t]")  # a no-break space is none to YAML
_ODD_SPACE = re.compile("[ \t]*[\xa0\u2000-\u200b\u202f\u205f\u3000\ufeff]")
_ODD_COLON = re.compile(r"[ \t]*[\w-]+[ \t]*[\ufe55\uff1a]")
_HASH_IN_LIST = re.compile(r"[ \t]*[\w-]+:[ \t]*\[(?:[^\"'\]]*,)?[ \t]*(?=#)")
_LINK = re.compile(r"[ \t]*([\w-]+):[ \t]*\[([^\[\]]+)\]\(([^()\s]+)\)[ \t]*")
_PARTED = re.compile(r"[ \t]*[\w-]+:[ \t]+((?:mailto|https?):)[ \t]+(\S+)[ \t]*")
_QUOTED = re.compile(r"[ \t]*(?:-[ \t]+)?(?:[\w-]+:[ \t]+)?((['\"]).*\S)[ \t]*")
_FIRST_QUOTED = re.compile(r"(['\"]).*?\S\1(?=[\s,;.])")


def syntax_flaw(error: yaml.MarkedYAMLError, matter: str, first: int) -> Flaw:
    """Return the flaw that YAML's parser found, at its line.

    Of a usual cause it says what to do, and the parser's own words behind that.
    """
    reason = error.problem or error.context or "unreadable"
    is_open = any(said in reason for said in _OF_WHAT_IS_OPEN)
    mark = (error.context_mark if is_open else None) or error.problem_mark or error.context_mark
    line, column = (mark.line + 1, mark.column + 1) if mark else (first, 1)
    lines = matter.split("\n")
    hint = _hint(reason, lines, line, column)
    is_nested = "mapping values" in reason and ": " not in lines[line - 1][: column - 1]
    if is_nested and misspelled(lines[line - 2]):
        line, column = line - 1, 1
    hint = misspelled(lines[line - 1]) or _linked(lines[line - 1]) or hint
    for number, each in enumerate(lines[:line], 1):
        if _CONFLICT.match(each):
            line, column = number, 1
            hint = "Git left a conflict here: keep one side, and take its marks out"
            break
        if "document start" in reason and _DIRECTIVE.match(each):
            line, column = number, 1
            hint = "take this line out: no line of front matter begins with %"
            break
        if is_open and (found := _HASH_IN_LIST.match(each)):
            line, column = number, found.end() + 1
            hint = "a value that begins with # needs quotes around it"
            break
    said = f"not valid YAML: {reason}"
    return Flaw(line, column, "yaml", hint or said, said if hint else "")


def misspelled(line: str) -> str:
    """Return the hint for a line in which a sign of YAML is another one that looks like it."""
    if _ODD_SPACE.match(line):
        return "what stands before this line looks like spaces and is none; type them anew"
    if _NO_SPACE.match(line):
        return "a colon needs a plain space behind it"
    if _ODD_COLON.match(line):
        return "the colon is another sign that looks like one; type it anew"
    if _BOLD_KEY.match(line):
        return "a key stands without stars or lines around it, as title: Baker"
    if _NO_ITEM.match(line):
        return "an item of a list is a dash, a space and a value"
    return ""


def _hint(reason: str, lines: Sequence[str], line: int, column: int) -> str:
    """Return what is to be done about what the parser says of a place, no text if that is unknown.

    Lines and columns count from 1.
    """
    here = lines[line - 1]
    hint = next((hint for said, hint in _hints() if said in reason), "")
    if "mapping values" in reason:
        hint = "the line above has no colon, or this one is indented too far"
        if ": " in here[: column - 1]:
            hint = "a value that holds a colon needs quotes around it"
    elif "cannot start any token" in reason and here[column - 1 : column] == "\t":
        hint = "indent with spaces; a tab is none"
    elif "document start" in reason and "..." not in map(str.strip, lines[:line]):
        hint = "a key begins where the one above begins"
    elif "expected ':'" in reason and line > 1 and not lines[line - 2].strip():
        hint = "a line of --- goes above the text, where the front matter ends"
    elif "expected key" in reason and here[column - 1 :].rstrip() == ",":
        hint = "no comma stands at the end of a line"
    elif "expected key" in reason:
        hint = _half_quoted(here) or hint
    return hint


def _linked(line: str) -> str:
    """Return the hint for a line whose value is a link of Markdown, whose bracket opens a list.

    Or an address with a space in it. With quotes around them they would be none either.
    """
    if found := _PARTED.fullmatch(line):
        return f"write {quoted(found[1] + found[2])}, with no space in it"
    if not (found := _LINK.fullmatch(line)):
        return ""
    meant = found[3] if _takes(found[1]) is Kind.ADDRESS else found[2]
    return f"write {quoted(meant)} alone; [ begins a list"


def _takes(name: str) -> Kind | None:
    """Return what a key takes, None for one that nobody knows."""
    name = ALIASES.get(name, name)
    key = LISTING_KEYS.get(name) or PROFILE_KEYS.get(name)
    return key.kind if key else None


def _half_quoted(line: str) -> str:
    """Return the hint for a line whose value goes on where its quotes end: 'Baker's assistant'."""
    if (several := _LISTED.fullmatch(line.rstrip())) and _takes(several[1]) in _OF_ITEMS:
        return f"write [{clean(several[2])}]; brackets stand around a list"
    found = _QUOTED.fullmatch(line)
    if found is None:
        return ""
    value, sign = found.groups()
    if value.endswith(sign) and not _FIRST_QUOTED.match(value):
        value = value[1:-1]  # they were to hold the whole of it
    other = "'" if '"' in value else '"'
    return "" if other in value else f"write {other}{clean(value)}{other}, with {other} around it"


@functools.cache
def _hints() -> list[tuple[str, str]]:
    """Return what the parser says of a mistake and the hint for it."""
    return [(said, hint) for said, hint in rows(Path(__file__).with_name("yaml_hints.tsv"))]
