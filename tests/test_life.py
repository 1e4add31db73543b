"""One listing from draft to closed: where it stands on each day, everywhere at once."""

from __future__ import annotations

import datetime as dt
import json
import re
from typing import TYPE_CHECKING

import pytest

from ssg.build import Options, build
from ssg.output import MANIFEST

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from tests.builds import Board


pytestmark = pytest.mark.usefixtures("alone")

SETTINGS = 'base_url = "https://name.github.io/board/"\n'
NEIGHBOUR = """---
title: Miller
company: Windrose Mills
location: Utrecht, Netherlands
posted: 2026-05-01
tags: [grain]
---
You grind.
"""
LISTING = """---
title: Night baker
company: Kornblume Bakery
location: Bremen, Germany
posted: 2026-06-10
valid_through: 2026-06-30
tags: [bread, grain]
---
You bake.
"""
DRAFT = LISTING.replace("posted:", "draft: true\nposted:")
AGING = LISTING.replace("valid_through: 2026-06-30\n", "")

OWN = "jobs/baker/index.html"
FOLDERS = ("", "companies/kornblume-bakery/", "countries/germany/", "tags/bread/", "tags/grain/")
FEEDS = ("feed.xml", "atom.xml", "feed.json")


def published(site: Path, day: dt.date) -> dict[str, str]:
    """Return the text files of a site as it is on a day, by path."""
    report = build(Options(site, site / "output", day))
    assert report.problems == ()
    return {
        path.relative_to(site / "output").as_posix(): path.read_text(encoding="utf-8")
        for path in sorted((site / "output").rglob("*"))
        if path.is_file() and path.name != MANIFEST and path.suffix != ".png"
    }


def naming(files: Mapping[str, str]) -> set[str]:
    """Return the paths of files that name the listing's address, or its title."""
    return {path for path, text in files.items() if "jobs/baker/" in text or "Night baker" in text}


def is_feed(path: str) -> bool:
    return path.rpartition("/")[2] in FEEDS or path.startswith("feeds/")


def assert_absent(files: Mapping[str, str]) -> None:
    assert naming(files) == set()
    assert OWN not in files
    assert not any(path.startswith(FOLDERS[1:-1]) for path in files)


def assert_open(files: Mapping[str, str], last_day: str) -> None:
    """Assert that a listing stands in every index, feed and list of addresses, marked up."""
    named = naming(files)
    indexes = {f"{folder}index.html" for folder in FOLDERS}
    assert {OWN, "sitemap.xml", "jobs.json", *indexes} <= named
    feeds = {path for path in files if is_feed(path)}
    own_feeds = {path for path in feeds if path.rpartition("/")[0] + "/" in {"/", *FOLDERS[1:]}}
    own_feeds |= {path for path in feeds if path.startswith("feeds/")}
    assert {f"{folder}feed.xml" for folder in FOLDERS} <= own_feeds
    assert feeds & named == own_feeds
    assert "archive/index.html" not in named
    (job,) = [job for job in json.loads(files["jobs.json"])["jobs"] if job["slug"] == "baker"]
    assert job["posted"] == "2026-06-10"
    page = files[OWN]
    assert 'class="notice"' not in page
    assert "noindex" not in page
    assert f'<time datetime="{last_day}">' in page
    (script,) = re.findall(r'<script type="application/ld\+json">(.*)</script>', page)
    posting = json.loads(script)["@graph"][0]
    assert posting["@type"] == "JobPosting"
    assert posting["datePosted"] == "2026-06-10"
    assert posting["validThrough"] == f"{last_day}T23:59:59+00:00"
    assert posting["description"].strip() == "<p>You bake.</p>"


def assert_closed(files: Mapping[str, str], closed_on: str) -> None:
    """Assert that a listing has its page and a place in the archive, and is nowhere else."""
    assert naming(files) == {OWN, "archive/index.html"}
    assert not any(path.startswith(FOLDERS[1:-1]) for path in files)
    page = files[OWN]
    assert f'<time datetime="{closed_on}">' in page
    assert '<meta name="robots" content="noindex">' in page
    assert 'class="button"' not in page
    assert "application/ld+json" not in page
    assert 'data-job="miller"' in page  # a similar open listing


def test_a_life(board: Board) -> None:
    site = board(
        {
            "ssg.toml": SETTINGS,
            "content/miller.md": NEIGHBOUR,
            "content/baker.md": DRAFT,
        }
    )
    assert_absent(published(site, dt.date(2026, 6, 15)))

    (site / "content/baker.md").write_text(LISTING)
    assert_absent(published(site, dt.date(2026, 6, 9)))
    for day in (10, 15, 24, 30):  # opened, open, closing, on its last day
        assert_open(published(site, dt.date(2026, 6, day)), "2026-06-30")
    for day in (1, 20):
        assert_closed(published(site, dt.date(2026, 7, day)), "2026-07-01")

    # Whoever builds the day before again has the site of that day.
    assert_open(published(site, dt.date(2026, 6, 30)), "2026-06-30")


@pytest.mark.parametrize("text", [AGING, LISTING])
def test_a_life_that_the_sites_rule_ends(board: Board, text: str) -> None:
    site = board(
        {
            "ssg.toml": SETTINGS + "max_age_days = 15\n",
            "content/miller.md": NEIGHBOUR.replace("2026-05-01", "2026-06-12"),
            "content/baker.md": text,
        }
    )
    assert_open(published(site, dt.date(2026, 6, 24)), "2026-06-24")
    assert_closed(published(site, dt.date(2026, 6, 25)), "2026-06-25")
