"""Which open listings stand on a listing's page, and how few pages change where one is added."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from hypothesis import given
from hypothesis import strategies as st

from ssg.pages.similar import MOST, alike, offers
from ssg.reading import read
from ssg.settings import Settings
from ssg.site import gather
from ssg.sources import Source

if TYPE_CHECKING:
    from ssg.listing import Listing
    from ssg.site import Site

TODAY = dt.date(2026, 11, 20)


def listing(  # noqa: PLR0913 - a listing has that many keys
    name: str,
    title: str,
    *,
    company: str = "",
    location: str = "",
    tags: str = "",
    posted: str = "2026-11-01",
    valid_through: str = "",
) -> Listing:
    head = {"title": title, "company": company, "location": location, "posted": posted}
    head |= {"tags": f"[{tags}]" if tags else "", "valid_through": valid_through}
    lines = [f"{key}: {value}" for key, value in head.items() if value]
    text = "\n".join(["---", *lines, "---", "Work.", ""])
    entry = read(Source(f"content/{name}.md", text.encode(), name)).entry
    assert entry is not None
    return entry  # type: ignore[return-value]


def site(*listings: Listing) -> Site:
    return gather(listings, [], [], Settings(), TODAY)


def like(of: Site, slug: str) -> list[str]:
    """Return the slugs of the listings that are like one."""
    every = (*of.postings, *of.closed)
    found = dict(zip((each.slug for each in every), alike(offers(of)), strict=True))
    return [of.postings[place].slug for place in found[slug]]


def test_a_word_of_the_title_comes_before_the_company_and_the_tag() -> None:
    of = site(
        listing("one", "Night baker", company="Rye", location="Lisbon, Portugal", tags="Food"),
        listing("two", "Pastry baker", company="Oat", location="Porto, Portugal", tags="Food"),
        listing("three", "Driver", company="Rye", location="Lisbon, Portugal", tags="Road"),
        listing("four", "Cook", company="Salt", location="Braga, Portugal", tags="Food"),
    )
    assert like(of, "one") == ["two", "three", "four"]


def test_of_words_that_are_about_as_rare_none_goes_before_another() -> None:
    of = site(
        listing("one", "Alpha beta"),
        listing("two", "Alpha gamma"),
        listing("three", "Alpha delta"),
        listing("four", "Beta omega"),
    )
    assert like(of, "one")[-1] == "four", "two and three are one binary order of magnitude"


def test_what_is_open_to_a_countrys_people_comes_before_what_is_elsewhere() -> None:
    of = site(
        listing("here", "Miller", location="Lisbon, Portugal", tags="Food"),
        listing("elsewhere", "Cook", location="Nairobi, Kenya", tags="Food"),
        listing("anywhere", "Writer", location="Remote, worldwide", tags="Food"),
        listing("region", "Tester", location="Remote, Europe", tags="Food"),
    )
    assert like(of, "here") == ["region", "anywhere", "elsewhere"]


def test_one_offer_under_two_addresses_is_shown_once() -> None:
    twins = [
        listing(f"twin-{number}", "Night baker", company="Rye", location="Portugal", tags="Food")
        for number in range(3)
    ]
    of = site(listing("one", "Day baker", location="Portugal", tags="Food"), *twins)
    assert len(like(of, "one")) == 1


def test_of_one_offer_under_two_addresses_the_one_that_shares_more_is_shown() -> None:
    of = site(
        listing("a", "Baker", company="Rye", location="Lisbon, Portugal", tags="Food"),
        listing("b", "Driver", company="Rye", location="Lisbon, Portugal"),
        listing("c", "Cook", company="Rye", location="Lisbon, Portugal", tags="Food"),
        listing("d", "Baker", company="Rye", location="Berlin, Germany", tags="Food"),
    )
    assert like(of, "c") == ["b", "a"]


def test_a_closed_listing_is_on_no_page_and_has_open_ones_on_its_own() -> None:
    of = site(
        listing("open", "Night baker", location="Portugal", tags="Food"),
        listing("shut", "Day baker", location="Portugal", tags="Food", valid_through="2026-11-10"),
    )
    assert like(of, "shut") == ["open"]
    assert like(of, "open") == []


def test_nothing_is_like_what_shares_nothing() -> None:
    of = site(
        listing("baker", "Baker", location="Portugal", tags="Food"),
        listing("pilot", "Pilot", location="Kenya", tags="Air"),
    )
    assert like(of, "baker") == []


def board(number: int) -> list[Listing]:
    """Return as many listings, all of them alike, a day apart or on the same day."""
    start = dt.date(2026, 1, 1)
    return [
        listing(
            f"job-{each}",
            f"Gardener of garden {chr(97 + each % 26)}{'abc'[each % 3] * 3}",
            company=f"Fern {each % 7}",
            location="Lisbon, Portugal",
            tags="Garden, Green",
            posted=(start + dt.timedelta(days=each // 3)).isoformat(),
        )
        for each in range(number)
    ]


def shown(of: Site) -> dict[str, list[str]]:
    found = alike(offers(of))[: len(of.postings)]
    slugs = [each.slug for each in of.postings]
    return {
        slug: [slugs[place] for place in near] for slug, near in zip(slugs, found, strict=False)
    }


def test_one_more_listing_changes_few_pages() -> None:
    before = shown(site(*board(200)))
    late = listing(
        "late",
        "Gardener",
        company="Fern 3",
        location="Portugal",
        tags="Garden",
        posted="2026-03-01",
    )
    after = shown(site(*board(200), late))
    changed = [slug for slug, near in before.items() if after[slug] != near]
    assert 0 < len(changed) <= 4 * MOST


LISTINGS = st.lists(
    st.builds(
        lambda words, company, place, tags, day: (
            " ".join(words),
            company,
            place,
            ", ".join(tags),
            f"2026-10-{day:02}",
        ),
        st.lists(
            st.sampled_from(["baker", "night", "senior", "driver", "ΑΡΤΟΠΟΙΟΣ"]),
            min_size=1,
            max_size=8,
        ),
        st.sampled_from(["", "Rye", "Oat"]),
        st.sampled_from(["", "Portugal", "Remote, Europe", "Remote, worldwide", "Kenya; Portugal"]),
        st.lists(st.sampled_from(["Food", "food", "Road"]), max_size=3),
        st.integers(1, 28),
    ),
    max_size=12,
)


@given(LISTINGS)
def test_what_is_found_is_open_distinct_and_not_the_listing_itself(
    drawn: list[tuple[str, str, str, str, str]],
) -> None:
    of = site(
        *(
            listing(f"job-{n}", title, company=company, location=place, tags=tags, posted=posted)
            for n, (title, company, place, tags, posted) in enumerate(drawn)
        )
    )
    for slug, near in shown(of).items():
        assert len(near) == len(set(near)) <= MOST
        assert slug not in near
