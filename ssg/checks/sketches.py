"""Texts to small sketches, by which texts that are nearly the same find each other in one pass.

Broder, "On the resemblance and containment of documents" (1997): the share of runs of words that
two texts have in common is the share of places at which the least hashes of their runs agree.
Li, Owen and Zhang, "One Permutation Hashing" (2012): one hash a run is enough, if it also says at
which place it counts. Sketches cut into bands that are looked up by their content find likely
pairs without comparing all (Leskovec, Rajaraman and Ullman, "Mining of Massive Datasets", 3.4).
"""

from __future__ import annotations

import re
import zlib
from array import array
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

RUN = 3  # words that count as one
PLACES = 64  # of a sketch: the share that agrees is right to about 5 in 100
BAND = 4  # places looked up at once; of pairs alike by 0.8, 9,998 in 10,000 share one of 16 bands
LONGEST = 20_000  # characters of a text that are looked at
_EMPTY = 0xFFFFFFFF
_WORD = re.compile(r"\w+")


def sketch(text: str) -> bytes:
    """Return a text's sketch: for each place the least hash of its runs of words; none for none."""
    words = _WORD.findall(text[:LONGEST].casefold())
    least = [_EMPTY] * PLACES
    runs = {" ".join(words[start : start + RUN]) for start in range(max(len(words) - RUN + 1, 1))}
    for run in runs if words else ():
        value = zlib.crc32(run.encode("utf-8", "surrogatepass"))
        place = value % PLACES
        if value < least[place]:  # noqa: PLR1730 - min() takes three times as long
            least[place] = value
    return array("I", least).tobytes() if words else b""


def likeness(one: bytes, other: bytes) -> float:
    """Return about which share of their runs of words two texts have in common, 0 to 1."""
    pairs = list(zip(array("I", one), array("I", other), strict=False))
    filled = sum(min(pair) != _EMPTY for pair in pairs)
    return sum(first == second != _EMPTY for first, second in pairs) / filled if filled else 0.0


def bands(sketch: bytes) -> Iterator[tuple[int, bytes]]:
    """Yield the bands of a sketch, each with its number; those without any run are left out."""
    size = BAND * array("I").itemsize
    for number in range(len(sketch) // size):
        band = sketch[number * size : (number + 1) * size]
        if band.strip(b"\xff"):
            yield number, band
