"""A picture to the bytes of a PNG, its texts drawn by Pillow."""

from __future__ import annotations

import bisect
import functools
import struct
import zlib
from typing import TYPE_CHECKING, NamedTuple

from ssg.lettering import BOLD, REGULAR

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PIL.Image import Image
    from PIL.ImageFont import FreeTypeFont

    from ssg.lettering import Picture, Writing

WIDTH, HEIGHT = 1200, 630  # what Open Graph's readers show uncut: 1.91 to 1
EDGE = 72
BAND = 24
LEADING = 1.2  # of a line, in sizes of its type
APART = 16  # of two texts
SHADES = 16  # of a colour, from that of the ground to its own: enough for smooth letters
SMALLEST = 60  # percent of the size that is wished for; a text that is longer still is cut
STEP = 4  # pixels, by which type is made smaller
SIGNATURE = b"\x89PNG\r\n\x1a\n"
PALETTE = 3  # the colour type of a PNG with a palette


def draw(picture: Picture) -> bytes:
    """Return the bytes of a picture: equal for equal pictures, by one version of Pillow.

    Its texts have to be such as `can_write` lets through; what is too long is cut.
    """
    from PIL import Image  # noqa: PLC0415 - a build without a new picture does without Pillow

    sheet = Image.new("P", (WIDTH, HEIGHT), 0)
    writings = (*picture.texts, *picture.foot)
    colors = [*dict.fromkeys([picture.band, *(each.color for each in writings)])]
    if picture.band != picture.ground:
        sheet.paste(SHADES - 1, (0, 0, WIDTH, BAND))
    foot = _block(picture.foot, HEIGHT - EDGE)
    top = HEIGHT - EDGE - _height(foot)
    texts = _block(picture.texts, top - EDGE - 2 * APART)
    for block, start in ((texts, EDGE), (foot, top)):
        at = start
        for fitted in block:
            _write(sheet, fitted, at, colors.index(fitted.color) * SHADES)
            at += fitted.height
    return png(sheet.tobytes(), WIDTH, _palette(picture.ground, colors))


def png(pixels: bytes, width: int, palette: bytes) -> bytes:
    """Return pixels, each a place in a palette of three bytes a colour, as a PNG.

    Portable Network Graphics, third edition (W3C, 2025), chapters 5 and 11. Pillow would load all
    the formats it knows to write one, and its zlib differs from platform to platform.
    """
    rows = b"".join(b"\0" + pixels[start : start + width] for start in range(0, len(pixels), width))
    header = struct.pack(">IIBBBBB", width, len(pixels) // width, 8, PALETTE, 0, 0, 0)
    chunks = (
        (b"IHDR", header),
        (b"PLTE", palette),
        (b"IDAT", zlib.compress(rows, 6)),
        (b"IEND", b""),
    )
    return SIGNATURE + b"".join(
        struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
        for kind, data in chunks
    )


class _Fitted(NamedTuple):
    """A text as lines of a size that fit, and its height with the room below it."""

    lines: tuple[str, ...]
    size: int
    font: FreeTypeFont
    color: str

    @property
    def leading(self) -> int:
        """Return the height of a line."""
        return round(LEADING * self.size)

    @property
    def height(self) -> int:
        """Return the height of its lines, with the room below them."""
        return len(self.lines) * self.leading + APART


def _write(sheet: Image, fitted: _Fitted, at: int, shades: int) -> None:
    """Write a text onto a sheet, its top at a height."""
    from PIL import Image, ImageDraw  # noqa: PLC0415 - as in draw

    for place, line in enumerate(fitted.lines):
        mask = Image.new("L", (WIDTH - 2 * EDGE, fitted.leading))
        ImageDraw.Draw(mask).text((0, 0), line, fill=255, font=fitted.font)
        corner = (EDGE, at + place * fitted.leading)
        sheet.paste(mask.point(_places(shades)), corner, mask.point(_seen()))


def _block(texts: Sequence[Writing], room: int) -> list[_Fitted]:
    """Return texts below each other in a room: as large as they may be, smaller if they have to."""
    for percent in range(100, SMALLEST, -5):
        fitted = [_fit(each, each.size * percent // 100) for each in texts]
        if _height(fitted) <= room:
            break
    return fitted


def _height(block: Sequence[_Fitted]) -> int:
    return sum(each.height for each in block) - APART if block else 0


def _fit(writing: Writing, size: int) -> _Fitted:
    """Return a text in a size, or as much smaller as it has to be; cut if that does not do."""
    smallest = size * SMALLEST // 100
    while True:
        font = _font(BOLD if writing.is_bold else REGULAR, size)
        lines = _lines(writing.text, font)
        if len(lines) <= writing.most_lines:
            return _Fitted(tuple(lines), size, font, writing.color)
        if size <= smallest:
            kept = [*lines[: writing.most_lines - 1], _cut(lines[writing.most_lines - 1], font)]
            return _Fitted(tuple(kept), size, font, writing.color)
        size = max(size - STEP, smallest)


def _lines(text: str, font: FreeTypeFont) -> list[str]:
    """Return a text in lines that fit the sheet; a word that is too long is parted."""
    room, space = WIDTH - 2 * EDGE, font.getlength(" ")
    lines: list[str] = []
    left = 0.0  # of the room, in the last line
    for whole in text.split():
        word, width = whole, font.getlength(whole)
        if lines and space + width <= left:
            lines[-1] += f" {word}"
            left -= space + width
            continue
        while width > room:
            fits = _fitting(word, room, font)
            lines.append(word[:fits])
            word = word[fits:]
            width = font.getlength(word)
        lines.append(word)
        left = room - width
    return lines


def _cut(line: str, font: FreeTypeFont) -> str:
    """Return a line with the sign that more was to follow."""
    room = WIDTH - 2 * EDGE - font.getlength(" …")
    kept = line if font.getlength(line) <= room else line[: _fitting(line, room, font)]
    if kept != line and " " in kept:
        kept = kept.rpartition(" ")[0]
    return f"{kept.rstrip(' ,;:–-')} …"


def _fitting(line: str, room: float, font: FreeTypeFont) -> int:
    """Return how many characters of a line fit, at least one."""
    counts = range(1, len(line) + 1)
    return max(1, bisect.bisect_right(counts, room, key=lambda count: font.getlength(line[:count])))


@functools.lru_cache(maxsize=64)
def _font(path: str, size: int) -> FreeTypeFont:
    """Return the typeface in a size.

    Pillow's plain layout is taken: the better one depends on a library that is not everywhere.
    """
    from PIL import ImageFont  # noqa: PLC0415 - as in draw

    return ImageFont.truetype(path, size, layout_engine=ImageFont.Layout.BASIC)


@functools.cache
def _places(shades: int) -> list[int]:
    """Return the places of the palette for each degree to which a letter covers a pixel."""
    return [shades + degree * (SHADES - 1) // 255 for degree in range(256)]


@functools.cache
def _seen() -> list[int]:
    """Return whether a letter can be seen on a pixel, for each degree to which it covers it."""
    return [255 if degree * (SHADES - 1) // 255 else 0 for degree in range(256)]


def _palette(ground: str, colors: Sequence[str]) -> bytes:
    """Return a palette: each colour in shades, the first of them the ground."""
    under = bytes.fromhex(ground[1:])
    return bytes(
        round(low + (high - low) * shade / (SHADES - 1))
        for color in colors
        for shade in range(SHADES)
        for low, high in zip(under, bytes.fromhex(color[1:]), strict=True)
    )
