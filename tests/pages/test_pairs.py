"""The pages of a tag within a country."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.builds import Board, Run

    Built = Callable[..., Path]


@pytest.fixture
def built(board: Board, run: Run) -> Callable[..., Path]:
    """Return a function that builds a site of so many listings with these values, and more."""

    def make(count: int, *further: str, settings: str = "", **values: str) -> Path:
        said = "\n".join(f"{key}: {value}" for key, value in values.items())
        texts = [f"title: Hand {number}\n{said}" for number in range(count)] + [*further]
        files = {f"content/{n}.md": f"---\n{text}\n---\nText.\n" for n, text in enumerate(texts)}
        site = board({"ssg.toml": f'title = "Work"\n{settings}', **files})
        result = run("build", "--site", site, "--as-of", "2026-06-30")
        assert result.exit_code == 0, result.output
        return site / "output"

    return make


def paths(output: Path) -> list[str]:
    """Return the pages below those of countries."""
    found = (path.parent.relative_to(output) for path in output.glob("countries/*/**/index.html"))
    return sorted(path.as_posix() for path in found if len(path.parts) > 2)


def test_five_open_listings_make_a_page(built: Built) -> None:
    output = built(5, location="Lisbon, Portugal", tags="[Bread, C#]")
    assert paths(output) == ["countries/portugal/bread", "countries/portugal/c-sharp"]
    page = (output / "countries/portugal/bread/index.html").read_text()
    assert "<title>Bread jobs in Portugal – Work</title>" in page
    assert len(re.findall('data-job="', page)) == 5
    assert '<link rel="canonical" href="https://example.org/countries/portugal/bread/">' in page
    assert 'href="/countries/portugal/feed.xml"' in page
    assert 'href="/tags/bread/"' in page
    graph = re.search(r'ld\+json">(.*?)</script>', page)
    assert graph
    steps = json.loads(graph[1])["@graph"][0]["itemListElement"]
    assert [step["name"] for step in steps] == ["Work", "Countries", "Portugal", "Bread"]
    sitemap = (output / "sitemap.xml").read_text()
    assert "<loc>https://example.org/countries/portugal/c-sharp/</loc>" in sitemap


def test_the_country_and_the_tag_lead_there(built: Built) -> None:
    further = "title: Miller\nlocation: Norway\ntags: [Bread]"
    output = built(6, further, location="Portugal", tags="[Bread]")
    link = r'href="/countries/portugal/bread/"><bdi>{}</bdi></a> <span class="count">6<'
    assert re.search(link.format("Bread"), (output / "countries/portugal/index.html").read_text())
    assert re.search(link.format("Portugal"), (output / "tags/bread/index.html").read_text())
    assert "norway/bread/" not in (output / "countries/norway/index.html").read_text()


@pytest.mark.parametrize(
    "values",
    [
        {"location": "Portugal", "tags": "[Bread]", "valid_through": "2026-06-01"},
        {"location": "Portugal"},
        {"tags": "[Bread]"},
        {"location": "Europe", "tags": "[Bread]"},
    ],
)
def test_what_is_closed_or_has_only_one_of_both_makes_none(
    built: Built, values: dict[str, str]
) -> None:
    assert paths(built(6, **values)) == []


def test_four_make_none(built: Built) -> None:
    output = built(4, "title: Clerk\nlocation: Portugal", location="Portugal", tags="[Bread]")
    assert paths(output) == []


def test_they_go_on_over_several_pages(built: Built) -> None:
    output = built(7, settings="page_size = 3\n", location="Portugal", tags="[Bread]")
    folder = "countries/portugal/bread"
    assert paths(output) == sorted(
        [folder, f"{folder}/page/2", f"{folder}/page/3"]
        + [f"countries/portugal/page/{number}" for number in (2, 3)]
    )
    page = (output / folder / "page/3/index.html").read_text()
    assert "<title>Bread jobs in Portugal, page 3 – Work</title>" in page
    assert f'href="https://example.org/{folder}/page/3/"' in page


def test_from_anywhere_in_the_world(built: Built) -> None:
    further = [
        f"title: Miller {each}\nlocation: Netherlands\ntags: [Bread]\nposted: 2026-01-01"
        for each in range(5)
    ]
    output = built(5, *further, location="Worldwide", tags="[Bread]")
    folders = ["countries/netherlands/bread", "countries/worldwide/bread"]
    assert paths(output) == folders
    one, anywhere = ((output / each / "index.html").read_text() for each in folders)
    assert "<title>Bread jobs from anywhere in the world – Work</title>" in anywhere
    assert "<title>Bread jobs in the Netherlands – Work</title>" in one
    assert 'href="/countries/worldwide/bread/"' in one
    assert 'href="/countries/netherlands/bread/"' not in anywhere


@pytest.mark.parametrize("tag", ["page", "Page", "feed.xml", "index", "..", "/", "日本", "a/b"])
def test_no_tag_takes_the_place_of_what_else_lies_there(built: Built, tag: str) -> None:
    output = built(6, settings="page_size = 3\n", location="Portugal", tags=f'["{tag}"]')
    [folder] = (output / "countries/portugal").glob("*[!e]/index.html")
    assert len(folder.read_text().split('data-job="')) == 4
    second = (output / "countries/portugal/page/2/index.html").read_text()
    assert "<h1>Jobs in Portugal" in second
    assert (output / "countries/portugal/feed.xml").read_text().startswith("<?xml")


def test_the_largest_stand_first_and_the_rest_is_folded(built: Built) -> None:
    tags = [f"T{number:02}" for number in range(14)]
    further = [f"title: More {each}\nlocation: Portugal\ntags: [T13]" for each in range(2)]
    output = built(5, *further, location="Portugal", tags=f"[{', '.join(tags)}]")
    page = (output / "countries/portugal/index.html").read_text()
    section = page[page.index('id="narrower"') :]
    section = section[: section.index("</section>")]
    named = re.findall(r"<bdi>(\w+)</bdi>", section)
    assert named == ["T13", *tags[:13]]
    assert section.index("<details>") > section.index("T10")
    assert section.index("<details>") < section.index("T11")
