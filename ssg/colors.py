"""A colour of the owner's choice as one that can be read, on light pages and on dark ones."""

from __future__ import annotations

import functools
import math
import re
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from ssg.tables import rows

if TYPE_CHECKING:
    from collections.abc import Callable

# The grounds that the theme's text stands on: pages and panels, as style.css has them.
LIGHT_GROUNDS = ("#fdfcfa", "#f4f2ed")
DARK_GROUNDS = ("#161614", "#242320")
OWN = "#0b5f4f"  # the theme's own accent

LEAST = 4.5  # contrast of text (WCAG 2.2, 1.4.3)
WANTED = 4.6  # a little more, for what rounding takes
# Where sRGB's curve leaves its straight beginning (IEC 61966-2-1), and the same in linear light.
BEND, LINEAR_BEND = 0.04045, 0.0031308
HAIR = 1e-4  # by which a channel may pass the edge of sRGB, for what reckoning takes
STEPS = 24  # halvings in the search for a lightness; more than 8 bits a channel can tell apart


class Accent(NamedTuple):
    """A colour for links and buttons in one scheme, for the text on it, and for what it tints."""

    color: str
    on: str
    tint: str


class Accents(NamedTuple):
    """An accent for light pages and one for dark ones."""

    light: Accent
    dark: Accent


class _Oklch(NamedTuple):
    """Lightness 0 to 1, chroma, hue in radians: Oklab's polar form (CSS Color 4, section 9)."""

    lightness: float
    chroma: float
    hue: float


def hex_of(text: str) -> str | None:
    """Return a colour as `#rrggbb`, given in that form, as `#rgb` or by its name in CSS.

    None comes back for anything else, `transparent` among it.
    """
    wanted = text.strip().lower()
    if re.fullmatch("#[0-9a-f]{3}", wanted):
        return "#" + "".join(digit * 2 for digit in wanted[1:])
    if re.fullmatch("#[0-9a-f]{6}", wanted):
        return wanted
    return named().get(wanted)


@functools.cache
def named() -> dict[str, str]:
    """Return the colours that have names in CSS."""
    return dict(rows(Path(__file__).with_name("colors.tsv")))


@functools.cache
def accents(color: str) -> Accents:
    """Return a colour, given as `#rrggbb`, as accents that can be read in either scheme.

    Its hue stays. Its lightness stays where the contrast with the grounds and its own tint is
    enough; else it is the nearest that gives 4.5 to 1, which AA of WCAG 2.2 asks for.
    """
    given = _oklch(color)
    tint = _hex(given._replace(lightness=0.945, chroma=min(given.chroma * 0.25, 0.03)))
    grounds: tuple[str, ...] = (*LIGHT_GROUNDS, tint)
    shade = _nearest(given, color, 0.0, lambda each: _least(each, grounds) >= WANTED)
    light = Accent(shade, "#ffffff", tint)

    tint = _hex(given._replace(lightness=0.3, chroma=min(given.chroma * 0.4, 0.04)))
    ink = _hex(given._replace(lightness=0.2, chroma=min(given.chroma, 0.04)))
    grounds = (*DARK_GROUNDS, tint, ink)
    raised = given._replace(lightness=max(given.lightness, 0.8), chroma=min(given.chroma, 0.12))
    shade = _nearest(raised, _hex(raised), 1.0, lambda each: _least(each, grounds) >= WANTED)
    return Accents(light, Accent(shade, ink, tint))


def contrast(one: str, other: str) -> float:
    """Return the contrast of two colours, 1 to 21, as WCAG 2.2 reckons it."""
    lighter, darker = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def _nearest(given: _Oklch, as_is: str, end: float, suits: Callable[[str], bool]) -> str:
    """Return a colour as it is if it suits, else that nearest to it on the way to `end` that does.

    The end itself, black or white, suits always.
    """
    if suits(as_is):
        return as_is
    near, far = given.lightness, end
    for _ in range(STEPS):
        middle = (near + far) / 2
        if suits(_hex(given._replace(lightness=middle))):
            far = middle
        else:
            near = middle
    return _hex(given._replace(lightness=far))


def _least(color: str, grounds: tuple[str, ...]) -> float:
    """Return the contrast of a colour with that of the grounds where it is least."""
    return min(contrast(color, ground) for ground in grounds)


def _luminance(color: str) -> float:
    """Return the relative luminance of a colour, 0 to 1 (WCAG 2.2)."""
    red, green, blue = _linear(color)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _linear(color: str) -> tuple[float, float, float]:
    """Return the channels of a colour in linear light."""
    red, green, blue = (int(color[place : place + 2], 16) / 255 for place in (1, 3, 5))
    return _lit(red), _lit(green), _lit(blue)


def _lit(channel: float) -> float:
    return channel / 12.92 if channel <= BEND else ((channel + 0.055) / 1.055) ** 2.4


def _unlit(channel: float) -> float:
    """Return a channel in linear light as sRGB has it."""
    return channel * 12.92 if channel <= LINEAR_BEND else 1.055 * channel ** (1 / 2.4) - 0.055


def _oklch(color: str) -> _Oklch:
    """Return a colour in Oklch, by the matrices of CSS Color 4, section 10."""
    red, green, blue = _linear(color)
    long = math.cbrt(0.4122214708 * red + 0.5363325363 * green + 0.0514459929 * blue)
    middle = math.cbrt(0.2119034982 * red + 0.6806995451 * green + 0.1073969566 * blue)
    short = math.cbrt(0.0883024619 * red + 0.2817188376 * green + 0.6299787005 * blue)
    lightness = 0.2104542553 * long + 0.7936177850 * middle - 0.0040720468 * short
    a = 1.9779984951 * long - 2.4285922050 * middle + 0.4505937099 * short
    b = 0.0259040371 * long + 0.7827717662 * middle - 0.8086757660 * short
    return _Oklch(lightness, math.hypot(a, b), math.atan2(b, a))


def _hex(color: _Oklch) -> str:
    """Return a colour as `#rrggbb`, with as much of its chroma as sRGB can show."""
    chroma = color.chroma
    while chroma > 0 and any(not -HAIR <= each <= 1 + HAIR for each in _rgb(color, chroma)):
        chroma = max(0.0, chroma - 0.004)
    channels = (_unlit(min(max(each, 0.0), 1.0)) for each in _rgb(color, chroma))
    return "#" + "".join(f"{round(each * 255):02x}" for each in channels)


def _rgb(color: _Oklch, chroma: float) -> tuple[float, float, float]:
    """Return the channels of a colour in linear light, which may lie outside of sRGB."""
    a, b = chroma * math.cos(color.hue), chroma * math.sin(color.hue)
    long = (color.lightness + 0.3963377774 * a + 0.2158037573 * b) ** 3
    middle = (color.lightness - 0.1055613458 * a - 0.0638541728 * b) ** 3
    short = (color.lightness - 0.0894841775 * a - 1.2914855480 * b) ** 3
    return (
        4.0767416621 * long - 3.3077115913 * middle + 0.2309699292 * short,
        -1.2684380046 * long + 2.6097574011 * middle - 0.3413193965 * short,
        -0.0041960863 * long - 0.7034186147 * middle + 1.7076147010 * short,
    )
