"""Bare headings: a linked title, the company, chips, the body, a closing APPLY line.

# [Title](apply-url)
### Company
#### `💰 salary` `🌎 place,place` `❤️ benefit`

Markdown body

## CLICK TO [APPLY](apply-url)
"""

from __future__ import annotations

import html
import itertools
import re
from typing import TYPE_CHECKING, NamedTuple

from ssg.reading.judge import NOTHING
from ssg.reading.text import quoted
from ssg.reading.values import Collection, Document, Field, Flaw, Scalar, Value

if TYPE_CHECKING:
    from collections.abc import Sequence

# The signs that open a chip, as people type them; a variation selector behind one is passed over.
SIGNS = {
    **dict.fromkeys("💰💵💴💶💷💸🤑", "salary"),
    **dict.fromkeys("🌎🌍🌏🌐📍🗺", "location"),
    **dict.fromkeys("❤💙💚💛🧡💜🖤🤍🤎🎁", "benefits"),
}
LONGEST_CHIP = 20  # lines; past that a backtick was forgotten
MOST_CHIPS = 200  # past which what looks like one is text; real listings have up to ten
_SIGN = "[" + "".join(SIGNS) + "]"
_SIGN_OF_BENEFIT = "[" + "".join(sign for sign in SIGNS if SIGNS[sign] == "benefits") + "]"
# A no-break space is typed where a key is held a moment too long, and looks like any other.
_TITLE = re.compile(r"[ \t]{0,3}#(?:[ \t\xa0]+(?=\S)|(?=\[[^\]]*\]\())(.*)")
_COMPANY = re.compile(r"[ \t]{0,3}###(?!#)(.*)")
_CHIPS = re.compile(
    rf"[ \t]{{0,3}}####(?!#)[ \t\xa0]*(`.*|{_SIGN}.*|)|[ \t]{{0,3}}(?:##+[ \t]*)?(`[ \t]*{_SIGN}.*)"
)
# What was meant for chips where there are none: in quotes, in bold, in a list, without any sign.
_MEANT_FOR_CHIPS = re.compile(
    rf"[ \t]*(?:#+|[-*+>](?!\*))?[ \t]*[\"'´‘“*_]{{0,3}}(?!{_SIGN_OF_BENEFIT}){_SIGN}.*"
)
_CHIP = re.compile(rf"`([^`]*)`|{_SIGN}[^`{_SIGN[1:]}*")
_CLOSED_CHIP = re.compile("`[^`]*`")
_SIGNED = re.compile(rf"`[ \t]*{_SIGN}")
_WORD_OR_SIGN = re.compile(rf"\w|{_SIGN}")
_ESCAPE = re.compile(r"\\([!-/:-@\[-`{-~])")
# Around whole words, which the marks of snake_case, 5* and C*-algebra are not.
_EMPHASIS = re.compile(
    r"(?<![\w*_`\\])(\*{1,3}|_{1,3}|`)(?=[^\s)])((?:(?!\1).)+)(?<=[^\s\\])\1(?![\w*_`])"
)
_HEADING = re.compile(r"[ \t]{0,3}#{1,6}(?:[ \t]|$)")
_CLOSING = re.compile(r"(?:(?<![ \t])[ \t]+|^)#+$")  # of a heading; that of C# is not
_APART = re.compile(r"\][ \t\xa0]+\((?=(?:https?://|mailto:)\S+\)$)")  # [Title] (address)
_PLAIN_LINK = re.compile(r"[ \t]*\[([^][\\&*_`]+)\]\(([^][()<>\s]+)\)")  # as most are
_ROUND, _SQUARE = re.compile(r"[()]"), re.compile(r"[\[\]]")
_LINK_TITLE = re.compile(r"""[ \t](?<![ \t]{2})[ \t]*(?:"[^"]*"|'[^']*'|\([^()]*\))$""")
_APPLY = re.compile(
    r"[ \t]{0,3}#{0,6}[ \t]*[*_]{0,3}(?:click\s+(?:here\s+)?to\s+)?\[[*_]{0,3}apply\b[^\]]{0,80}\]"
    r"\([ \t]*+(?P<url>\S*)[ \t]*+\)[*_ \t]*",
    re.IGNORECASE,
)


def read_headings(text: str) -> Document:
    """Return the fields and the body of a text in the form of bare headings."""
    lines = text.split("\n")
    start = _next_text(lines, 0)
    title = _TITLE.fullmatch(lines[start]) if start < len(lines) else None
    if title is None:
        return Document((), text)
    head = _head(lines, start + 1)
    apply_line, found = _apply_line(lines, head.end)
    fields = _linked("title", "apply_url", title[1], start + 1, title.start(1) + 1)
    fields |= head.values
    if found:
        url = found["url"].strip("<>")
        if url.casefold() not in NOTHING or "apply_url" not in fields:
            fields["apply_url"] = _text(url, apply_line + 1, lines[apply_line].find("(") + 2)
    body = "\n".join(lines[head.end : apply_line])
    named = (Field(_text(name, value.line, 1), value) for name, value in fields.items())
    return Document(tuple(named), body, head.flaws, head.end + 1, has_headings=True)


class _Head(NamedTuple):
    """What stands between title and body, and the number of the body's first line, from 0."""

    values: dict[str, Value]
    flaws: tuple[Flaw, ...]
    end: int


def _head(lines: Sequence[str], start: int) -> _Head:
    """Return company and chips, which come in any order.

    A `###` heading after an empty line is the body's first, unless chips follow it.
    """
    values: dict[str, Value] = {}
    chips: list[Scalar] = []
    flaws: list[Flaw] = []
    end, has_chips = start, False
    while (here := _next_text(lines, end)) < len(lines) and len(chips) < MOST_CHIPS:
        company, chip = _COMPANY.fullmatch(lines[here]), _CHIPS.fullmatch(lines[here])
        if chip:
            end, has_chips = _chip_lines(lines, here, chips, flaws), True
        elif company and "company" not in values and (here == end or _chips_follow(lines, here)):
            values |= _linked("company", "company_url", company[1], here + 1, company.start(1) + 2)
            end = here + 1
        else:
            break
    if has_chips:
        values |= _chip_values(chips, flaws)
    elif here < len(lines) and _MEANT_FOR_CHIPS.fullmatch(lines[here]):
        message = f"{quoted(lines[here])} is read as text; chips are written #### `🌎 Lisbon`"
        flaws.append(Flaw(here + 1, 1, "chip-outside", message))
    elif (below := _next_text(lines, here + 1)) < len(lines) and _is_chips(lines[below]):
        message = f"{quoted(lines[here])} parts the chips from the title, so they are read as text"
        hint = "only the company may stand between them, as ### Kornblume"
        flaws.append(Flaw(here + 1, 1, "chip-outside", message, hint))
    return _Head(values, tuple(flaws), end)


def _next_text(lines: Sequence[str], start: int) -> int:
    """Return the number of the first line from start that is not empty, or the number of lines."""
    while start < len(lines) and not lines[start].strip():
        start += 1
    return start


def _chips_follow(lines: Sequence[str], company: int) -> bool:
    """Return whether the next line with text after the company is one of chips."""
    below = _next_text(lines, company + 1)
    return below < len(lines) and bool(_CHIPS.fullmatch(lines[below]))


def _is_chips(line: str) -> bool:
    """Return whether a line is one of chips, by a sign that opens one."""
    found = _CHIPS.fullmatch(line)
    return found is not None and _SIGNED.search(found[1] or found[2] or "") is not None


def _chip_lines(lines: Sequence[str], start: int, chips: list[Scalar], flaws: list[Flaw]) -> int:
    """Add the chips that open on a line; return the number of the line after the last one's end."""
    end = start + 1
    block = lines[start]
    while block.count("`") % 2 and end < len(lines) and end - start < LONGEST_CHIP:
        if not lines[end].strip() or _HEADING.match(lines[end]):
            break
        block += "\n" + lines[end]
        end += 1
    if block.count("`") % 2:
        message = "a chip is not closed: it needs a backtick (`) at its end as at its beginning"
        flaws.append(Flaw(start + 1, 1, "chip-open", message))
        block, end = lines[start] + "`", start + 1
    outside = _CLOSED_CHIP.sub(" ", block).strip(" \t\n#")
    if _WORD_OR_SIGN.search(outside):
        message = f"{quoted(outside)} stands outside a chip; chips are written `🌎 Lisbon`"
        flaws.append(Flaw(start + 1, 1, "chip-outside", message))
    for found in itertools.islice(_CHIP.finditer(block), MOST_CHIPS):
        begins = max(found.start(), found.start(1))
        line = start + 1 + block.count("\n", 0, begins)
        column = begins - block.rfind("\n", 0, begins)
        chips.append(_text(found[1] or found[0].strip("`"), line, column))
    return end


def _chip_values(chips: Sequence[Scalar], flaws: list[Flaw]) -> dict[str, Value]:
    """Return what the chips say, by the key that their sign stands for."""
    values: dict[str, list[Scalar]] = {}
    for chip in chips:
        text = " ".join(chip.text.split())
        if not text:
            continue
        name = SIGNS.get(text[:1], "")
        if not name:
            signs = "💰 (pay), 🌎 (place), ❤️ (benefit)"
            message = f"the chip {quoted(text)} opens with none of the signs {signs}"
            flaws.append(Flaw(chip.line, chip.column, "chip-sign", message))
            continue
        others = {SIGNS[sign] for sign in text[1:] if sign in SIGNS} - {name}
        if others - {"benefits"}:
            message = f"the chip {quoted(text)} holds a second sign, and is read as one"
            hint = "each chip has backticks of its own, as `💰 €2,900` `🌎 Lisbon`"
            flaws.append(Flaw(chip.line, chip.column, "chip-sign", message, hint))
        said = text[1:].lstrip("\ufe0f\u200d ").strip()
        values.setdefault(name, []).append(_text(said, chip.line, chip.column))
    return {name: _one_or_list(said) for name, said in values.items()}


def _one_or_list(chips: list[Scalar]) -> Value:
    """Return a lone chip as it is, several as a list."""
    if len(chips) == 1:
        return chips[0]
    return Collection("list", (), tuple(chips), chips[0].line, chips[0].column)


def _linked(name: str, url: str, text: str, line: int, column: int) -> dict[str, Value]:
    """Return the name and the address of a heading that is a link, or its name alone.

    A name may hold brackets of its own.
    """
    text = text.rstrip()
    if plain := _PLAIN_LINK.fullmatch(text):
        return {
            name: _text(plain[1].strip(), line, column + plain.start(1)),
            url: _text(plain[2], line, column + plain.start(2)),
        }
    if text.endswith("#"):
        text = _CLOSING.sub("", text)
    text = _APART.sub("](", text)
    link = _link(text)
    if link is None:
        return {name: _text(_plain(text), line, column)}
    opens, middle, closes = link
    before, after = text[:opens].rstrip("*_"), text[closes + 1 :].lstrip("*_")
    address = _LINK_TITLE.sub("", text[middle + 2 : closes].strip()).strip("<>")
    values: dict[str, Value] = {
        name: _text(_plain(before + text[opens + 1 : middle] + after), line, column + opens + 1)
    }
    if address:
        values[url] = _text(address, line, column + middle + 2)
    return values


def _link(text: str) -> tuple[int, int, int] | None:
    """Return where the last link of a line opens, turns from name to address, and closes.

    Brackets that do not pair are taken as far as they go: a title is dearer than its form.
    """
    middle = text.rfind("](")
    if middle < 0:
        return None
    opens = text.find("[", 0, middle)
    if opens >= 0 and _partner(text[: middle + 1], opens, 1) not in {middle, None}:
        opens = _partner(text, middle, -1) or opens
    closes = _partner(text, middle + 1, 1)
    is_picture = text[max(opens - 1, 0)] == "!"
    if opens < 0 or is_picture:
        return None
    return opens, middle, len(text) if closes is None else closes


def _partner(text: str, start: int, step: int) -> int | None:
    """Return the place of the bracket that belongs to the one at start, forwards or backwards."""
    own = text[start]
    pattern = _ROUND if own == "(" else _SQUARE
    ends = (start, len(text)) if step > 0 else (0, start + 1)
    depth = 0
    for found in [*pattern.finditer(text, *ends)][::step]:
        depth += 1 if found[0] == own else -1
        if not depth:
            return found.start()
    return None


def _apply_line(lines: Sequence[str], start: int) -> tuple[int, re.Match[str] | None]:
    """Return the number of the closing APPLY line, which is the last one with text, and its match.

    Where there is none, the number is that of lines.
    """
    last = len(lines) - 1
    while last >= start and not lines[last].strip():
        last -= 1
    found = _APPLY.fullmatch(lines[last]) if last >= start else None
    return (last if found else len(lines)), found


def _plain(inline: str) -> str:
    """Return a heading's Markdown as plain text: escapes and entities read, emphasis left out."""
    text = _EMPHASIS.sub(r"\2", inline.strip())
    return html.unescape(_ESCAPE.sub(r"\1", text))


def _text(text: str, line: int, column: int) -> Scalar:
    """Return a value that is plain text."""
    return Scalar(text, "str", line, column)
