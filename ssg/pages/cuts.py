"""All open listings in parts, for the files that hold all of them."""

from __future__ import annotations

import zlib
from typing import TYPE_CHECKING

from ssg.site import Posting

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

AT_ONCE = 10  # listings in a part, on average
MOST_AT_ONCE = 100


def cut(postings: Iterable[Posting]) -> Iterator[tuple[Posting, ...]]:
    """Yield the listings in parts, cut by what they are and not by how many came before.

    So a new listing changes the part that it stands in, and the other parts stay as they are.
    """
    part = list[Posting]()
    for posting in postings:
        begins = zlib.crc32(posting.slug.encode()) % AT_ONCE == 0
        if part and (begins or len(part) == MOST_AT_ONCE):
            yield tuple(part)
            part = []
        part.append(posting)
    if part:
        yield tuple(part)
