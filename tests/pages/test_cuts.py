"""All listings in parts that stay as they are when others come."""

from __future__ import annotations

import zlib
from typing import TYPE_CHECKING

from ssg.pages.cuts import AT_ONCE, MOST_AT_ONCE, cut
from ssg.site import Posting
from tests.pages.listings import listing

if TYPE_CHECKING:
    from collections.abc import Iterable

SLUGS = [f"baker-{number}" for number in range(1000)]


def postings(slugs: Iterable[str]) -> list[Posting]:
    return [Posting(listing(slug), slug, None, is_closed=False) for slug in slugs]


def test_one_more_listing_changes_the_part_it_stands_in() -> None:
    whole = postings(SLUGS)
    before, after = [*cut(whole[:500] + whole[501:])], [*cut(whole)]
    assert [each for part in after for each in part] == whole
    assert len(set(after) - set(before)) <= 2
    assert len(before) > len(SLUGS) / AT_ONCE / 2


def test_no_part_is_larger_than_it_may_be() -> None:
    # None of these begins a part.
    alike = [slug for slug in SLUGS if zlib.crc32(slug.encode()) % AT_ONCE]
    sizes = [len(part) for part in cut(postings(alike))]
    assert max(sizes) == MOST_AT_ONCE
    assert sum(sizes) == len(alike)
