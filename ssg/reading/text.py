"""Bytes to text: encodings read or refused, line ends made one, text read wrongly once repaired."""

from __future__ import annotations

import codecs
import re
from typing import NamedTuple

# What a UTF-8 sequence looks like once read as Windows-1252 or Latin-1: a lead byte's letter, then
# a character that a continuation byte (0x80 to 0xBF) turns into. Clean text rarely holds one, so
# the repair is imported and asked for those lines only.
_CONTINUATION = "".join(
    sorted({bytes([byte]).decode("cp1252", "ignore") for byte in range(0x80, 0xC0)} - {""})
)
_SUSPECT = re.compile(rf"[\u00c2-\u00f4][{re.escape(_CONTINUATION)}\u0080-\u00bf]")
# XML 1.0 allows no control characters but tab and line feed; no page or feed is the worse without.
_CONTROLS = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ufffe\uffff]")
_REPAIRS = {"sloppy-windows-1252", "latin-1"}


class Text(NamedTuple):
    """A file's text with line feeds as line ends, and the lines (from 1) that were mended."""

    text: str
    repaired: int  # the first line that had been read in the wrong encoding, or 0
    cleaned: int  # the first line that held control characters, or 0


def decode(data: bytes) -> Text:
    """Return the text of a file in UTF-8, or in UTF-16 where a byte order mark says so.

    Raises:
        ValueError: another encoding; its arguments are the line and what was found there.
    """
    text = _decoded(data).replace("\r\n", "\n").replace("\r", "\n").lstrip("\ufeff")
    repaired = cleaned = 0
    if _SUSPECT.search(text):
        text, repaired = _repaired(text)
    if found := _CONTROLS.search(text):
        cleaned = text.count("\n", 0, found.start()) + 1
        text = _CONTROLS.sub("", text)
    return Text(text, repaired, cleaned)


def repair(text: str) -> str:
    """Return one line with UTF-8 that was once read as Windows-1252 put right.

    Clean text comes back as it is: only repairs that undo exactly this are taken.
    """
    if not _SUSPECT.search(text):
        return text
    from ftfy import fix_encoding_and_explain  # noqa: PLC0415 - few files need it; it imports slowly

    mended, steps = fix_encoding_and_explain(text)
    encodings = {step.parameter for step in steps or () if step.action == "encode"}
    return mended if encodings <= _REPAIRS else text


def _decoded(data: bytes) -> str:
    """Return the bytes as text."""
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        try:
            return data.decode("utf-16")
        except UnicodeDecodeError:
            raise ValueError(1, "it begins as UTF-16 but is not") from None
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise ValueError(line, f"byte 0x{data[error.start]:02X} is not UTF-8") from None


def _repaired(text: str) -> tuple[str, int]:
    """Return the text with its lines repaired, and the first line that was, or 0."""
    lines = text.split("\n")
    mended = [repair(line) for line in lines]
    changed = (n for n, line in enumerate(mended, 1) if line != lines[n - 1])
    return "\n".join(mended), next(changed, 0)
