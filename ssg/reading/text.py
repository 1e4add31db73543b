"""Bytes to clean text: encodings read or refused, line ends made one, mojibake repaired."""

from __future__ import annotations

import codecs
import re
import unicodedata
from typing import NamedTuple

from ssg.prose.characters import HARMLESS_ASCII, are_harmless, cleaned, without_leading_marks

# What a UTF-8 sequence looks like once read as Windows-1252 or Latin-1: a lead byte's letter, then
# a character that a continuation byte (0x80 to 0xBF) turns into. Clean text rarely holds one, so
# the repair is imported and asked for those lines only.
_CONTINUATION = "".join(
    sorted({bytes([byte]).decode("cp1252", "ignore") for byte in range(0x80, 0xC0)} - {""})
)
_SUSPECT = re.compile(rf"[\u00c2-\u00f4][{re.escape(_CONTINUATION)}\u0080-\u00bf]")
# A closing quote whose last byte a program has dropped: Windows-1252 has no letter for it. Behind
# an opening one it is that, and no dagger, for which it was taken where a space comes next.
_LOST_CLOSING = re.compile(
    rf"(â€œ(?:(?!â€œ|â€\x9d).)*?â€)(?![{re.escape(_CONTINUATION)}\u0080-\u00bf])"
)
# XML 1.0 allows no control characters but tab and line feed; no page or feed is the worse without.
_CONTROLS = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ufffe\uffff]")
# UTF-32 first: the mark of UTF-16 is the beginning of its own.
_MARKED = {
    codecs.BOM_UTF32_LE: "UTF-32",
    codecs.BOM_UTF32_BE: "UTF-32",
    codecs.BOM_UTF16_LE: "UTF-16",
    codecs.BOM_UTF16_BE: "UTF-16",
}
# What files begin with that hold texts, and are none.
_OTHER_FORMS = {
    b"PK\x03\x04": "a document of a word processor, or another archive",
    b"\xd0\xcf\x11\xe0": "a document of a word processor",
    b"{\\rtf": "a document of a word processor",
    b"%PDF-": "a PDF",
}
_REPAIRS = {"sloppy-windows-1252", "latin-1"}
# Marks of direction and soft hyphens, which a text may hold and a name may not: it would not be
# what it seems.
_INVISIBLE = re.compile("[\u00ad\u061c\u200e\u200f]")
_SAVE_AS = "save the file as UTF-8"
MOST_MARKS = 4  # on one character of a name
LONGEST_QUOTE = 80  # characters of a value in a message


class Text(NamedTuple):
    """A file's text with line feeds as line ends, and the lines (from 1) that were mended."""

    text: str
    repaired: int  # the first line that had been read in the wrong encoding, or 0
    cleaned: int  # the first line that held control characters, or 0
    is_harmless: bool  # whether no part of it has characters that prose is cleaned of


def decode(data: bytes) -> Text:
    """Return the text of a file in UTF-8, or in UTF-16 or UTF-32 where a byte order mark says so.

    Raises:
        ValueError: another encoding; its arguments are the line, what was found there, and what
            to do.
    """
    if other := next((_OTHER_FORMS[each] for each in _OTHER_FORMS if data.startswith(each)), ""):
        raise ValueError(1, f"it is {other}", "write the listing as plain text, in Markdown")
    data = _as_utf8(data)
    try:
        text = data.decode()
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        byte = f"byte 0x{data[error.start]:02X} does not fit"
        raise ValueError(line, byte, _SAVE_AS) from None
    if b"\r" in data:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    repaired = cleaned = 0
    others = data.translate(None, HARMLESS_ASCII).decode()
    if _SUSPECT.search(others):
        text, repaired = _repaired(text)
    text = text.lstrip("\ufeff")  # of the repaired text, where the mark was read as letters, too
    if (repaired or _CONTROLS.search(others)) and (found := _CONTROLS.search(text)):
        cleaned = text.count("\n", 0, found.start()) + 1
        text = _without_controls(text)
    return Text(text, repaired, cleaned, not repaired and are_harmless(others))


def repair(text: str) -> str:
    """Return one line with UTF-8 that was once read as Windows-1252 put right.

    Clean text comes back as it is: only repairs that undo exactly this are taken.
    """
    if not _SUSPECT.search(text):
        return text
    from ftfy import fix_encoding_and_explain  # noqa: PLC0415 - few files need it; it imports slowly

    mended, steps = fix_encoding_and_explain(_LOST_CLOSING.sub("\\1\x9d", text))
    encodings = {step.parameter for step in steps or () if step.action == "encode"}
    return mended if encodings <= _REPAIRS else text


def clean(text: str) -> str:
    """Return text on one line, without controls, invisible characters or heaps of marks.

    It is composed (Unicode's form C), as the HTML standard asks of pages. Nothing comes back of a
    text that shows nothing.
    """
    if not text.isprintable():
        text = _without_controls(text)
    text = " ".join(text.split())
    if text.isascii():
        return text
    text = _INVISIBLE.sub("", text.replace("\u2800", " "))  # a sign of Braille without a dot
    text = cleaned(unicodedata.normalize("NFC", text), MOST_MARKS)
    while text != (shorter := without_leading_marks(text).lstrip()):
        text = shorter
    text = " ".join(text.split())
    return text if any(unicodedata.category(sign)[0] in "LNPS" for sign in text) else ""


def has_controls(text: str) -> bool:
    """Return whether a text holds control characters, which `clean` leaves out."""
    return _CONTROLS.search(text) is not None


def quoted(text: str) -> str:
    """Return text in quotes for a message: clean, and cut where it is long."""
    text = clean(text)
    if len(text) > LONGEST_QUOTE:
        text = f"{text[:LONGEST_QUOTE].rstrip()}…"
    return f'"{text}"'


def _as_utf8(data: bytes) -> bytes:
    """Return the bytes of a text in UTF-8, if its byte order mark says that they are others."""
    for mark, encoding in _MARKED.items():
        if data.startswith(mark):
            try:
                return data.decode(encoding).encode()
            except UnicodeDecodeError:
                found = f"it begins as {encoding} but does not go on so"
                raise ValueError(1, found, _SAVE_AS) from None
    return data


def _without_controls(text: str) -> str:
    """Return the text without control characters; for a line tabulation and the like, a space."""
    return _CONTROLS.sub(lambda found: " " if found[0].isspace() else "", text)


def _repaired(text: str) -> tuple[str, int]:
    """Return the text with its lines repaired, and the first line that was, or 0."""
    lines = text.split("\n")
    mended = [repair(line) for line in lines]
    changed = (n for n, line in enumerate(mended, 1) if line != lines[n - 1])
    return "\n".join(mended), next(changed, 0)
