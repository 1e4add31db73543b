"""The site: which address each listing has, and what stands together."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING

import pytest

from tests.builds import built, listing
from tests.folders import files_of

if TYPE_CHECKING:
    from tests.builds import Board

pytestmark = pytest.mark.usefixtures("alone")


def test_equal_slugs_are_parted_by_the_later_ones_own_month_and_tag(board: Board) -> None:
    text = "# [Coder](https://apply.example/)\n### Acme\n#### `🌎 Berlin`\n\nText.\n"
    paths = ["Go/2024-05/coder", "Go/2024-06/coder", "PHP/2024-06/coder", "PHP/2024-07/coder"]
    site = board({f"content/jobs/{path}/README.md": text for path in paths})
    built(site)
    data = json.loads((site / "output/jobs.json").read_text())
    slugs = {job["source"]: job["slug"] for job in data["jobs"]}
    assert [slugs[f"content/jobs/{path}/README.md"] for path in paths] == [
        *("coder", "coder-2024-06", "coder-2024-06-php", "coder-2024-07")
    ]


def test_an_address_stays_as_later_listings_arrive(board: Board) -> None:
    site = board({"content/a/baker.md": listing("Baker", posted="2026-05-01")})
    built(site)
    board({"content/0/baker.md": listing("Other baker", posted="2026-05-02")})
    built(site)
    data = json.loads((site / "output/jobs.json").read_text())
    slugs = {job["source"]: job["slug"] for job in data["jobs"]}
    assert slugs == {"content/a/baker.md": "baker", "content/0/baker.md": "baker-2026-05"}


def test_equal_explicit_slugs_are_a_problem_that_names_both_files(board: Board) -> None:
    site = board(
        {
            "content/a.md": listing("A", posted="2026-05-01", slug="same"),
            "content/b.md": listing("B", posted="2026-05-02", slug="same"),
        }
    )
    report = built(site)
    assert [str(each) for each in report.errors] == [
        'content/b.md:5: error: slug "same" is that of content/a.md already'
    ]
    assert report.open_listings == 1


def test_spellings_of_a_company_are_one_shown_as_most_write_it(board: Board) -> None:
    names = ["Acme", "ACME, Inc.", "Acme", "acme inc"]
    site = board(
        {
            f"content/{number}.md": listing(f"Job {number}", f'"{name}"', posted="2026-06-01")
            for number, name in enumerate(names)
        }
    )
    built(site)
    data = json.loads((site / "output/jobs.json").read_text())
    assert {job["company"] for job in data["jobs"]} == {"Acme"}
    folders = {
        path.split("/")[1] for path in files_of(site / "output") if path[:10] == "companies/"
    }
    assert folders == {"acme", "index.html"}


def test_names_of_other_scripts_and_signs_have_pages_of_their_own(board: Board) -> None:
    tags = ["C", "C++", "C#", "日本", "中国", "page", "!!!"]
    site = board({"content/a.md": listing("A", posted="2026-05-01", tags=json.dumps(tags))})
    built(site)
    pages = files_of(site / "output")
    folders = {path.split("/")[1] for path in pages if path.startswith("tags/")} - {"index.html"}
    assert folders == {"c", "c-plus-plus", "c-sharp", "riben", "zhongguo", "page-tag", "tag"}


def test_a_country_page_tells_what_else_is_open_to_people_there(board: Board) -> None:
    site = board(
        {
            "ssg.toml": 'base_url = "https://jobs.example/"',
            "content/a.md": listing("A", posted="2026-05-01", location="Lisbon, Portugal"),
            "content/b.md": listing("B", posted="2026-05-02", location="Remote, Europe"),
            "content/c.md": listing("C", posted="2026-05-03", location="Remote, EMEA"),
            "content/d.md": listing("D", posted="2026-05-04", location="Remote, worldwide"),
            "content/e.md": listing("E", posted="2026-05-05", location="Remote, Asia"),
        }
    )
    built(site)
    portugal = (site / "output/countries/portugal/index.html").read_text()
    listed, beside = 'data-job="a"', ("regions/europe/", "regions/emea/", "countries/worldwide/")
    assert listed in portugal
    assert all(f'href="/{path}"' in portugal for path in beside)
    assert "regions/asia/" not in portugal
    europe = (site / "output/regions/europe/index.html").read_text()
    assert 'data-job="b"' in europe
    assert 'href="/countries/portugal/"' in europe
    assert (site / "output/regions/index.html").exists()
    assert "B at Kornblume" in (site / "output/regions/europe/feed.xml").read_text()
    listing_page = (site / "output/jobs/b/index.html").read_text()
    assert 'href="/regions/europe/"' in listing_page


def test_two_spellings_of_a_tag_list_a_listing_once(board: Board) -> None:
    site = board({"content/a.md": listing("A", posted="2026-06-01", tags="[web dev, web-dev]")})
    built(site)
    page = (site / "output/tags/web-dev/index.html").read_text()
    assert page.count('data-job="a"') == 1


def test_numbers_in_names_are_in_the_order_of_their_size(board: Board) -> None:
    tags = "[Level 10, Level 2, level, 3D, 24 hours, Level 2 b]"
    site = board({"content/a.md": listing("A", posted="2026-06-01", tags=tags)})
    built(site)
    page = (site / "output/tags/index.html").read_text()
    names = re.findall(r'href="/tags/([^"/]+)/"', page)
    assert names == ["3d", "24-hours", "level", "level-2", "level-2-b", "level-10"]


def test_an_index_of_no_regions_that_nothing_links_to_is_not_published(board: Board) -> None:
    site = board({"content/a.md": listing("A", location="Lisbon, Portugal")})
    built(site)
    paths = files_of(site / "output")
    assert "regions/index.html" not in paths
    assert not [path for path in ("sitemap.xml", "llms.txt") if b"regions/" in paths[path]]
    (site / "content/b.md").write_text(listing("B", location="Remote, Europe"))
    built(site)
    paths = files_of(site / "output")
    assert b"/regions/<" in paths["sitemap.xml"]
    assert b"/regions/)" in paths["llms.txt"]
    assert b'href="/regions/"' in paths["regions/europe/index.html"]
