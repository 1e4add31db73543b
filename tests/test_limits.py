"""What is too heavy to be published is said, with its size."""

from __future__ import annotations

from ssg.limits import FEED_LIMIT, PAGE_LIMIT, SITE_WARNING, too_heavy


def told(sizes: dict[str, int]) -> list[str]:
    return [f"{each.rule} {each.path}" for each in too_heavy(sizes)]


def test_what_is_at_its_limit_is_taken() -> None:
    sizes = {"jobs/baker/index.html": PAGE_LIMIT, "feed.xml": FEED_LIMIT, "atom.xml": FEED_LIMIT}
    assert told(sizes) == []


def test_heavy_listings_and_feeds_are_named_by_path() -> None:
    sizes = {
        "tags/bread/feed.xml": FEED_LIMIT + 1,
        "feed.json": FEED_LIMIT + 1,
        "jobs/baker/index.html": PAGE_LIMIT + 1,
    }
    assert told(sizes) == [
        "heavy-feed feed.json",
        "heavy-page jobs/baker/index.html",
        "heavy-feed tags/bread/feed.xml",
    ]


def test_data_that_is_meant_to_be_complete_may_be_heavy() -> None:
    sizes = {"jobs.json": 30_000_000, "feeds/jobs.xml": 90_000_000, "sitemap.xml": 5_000_000}
    assert told({**sizes, "film.mp4": 600_000_000}) == []


def test_a_site_is_warned_of_while_there_is_room() -> None:
    assert told({"film.mp4": SITE_WARNING - 1}) == []
    (problem,) = too_heavy({"film.mp4": SITE_WARNING - 1, "index.html": 10_000_001})
    assert str(problem) == "output/: warning: the site has 810 MB; GitHub Pages takes 1,000 MB"


def test_the_warning_says_the_size_and_what_to_do() -> None:
    (problem,) = too_heavy({"jobs/baker/index.html": 612_000})
    assert str(problem) == (
        "jobs/baker/index.html: warning: the page has 612 kB; over 500 kB it is slow;"
        " is the listing one listing, and its text a text?"
    )
