"""What the head of a page says: to search engines, to link previews, in JSON-LD."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING

from hypothesis import given
from hypothesis import strategies as st

from ssg.files import Page
from ssg.reading import read
from ssg.render import breadcrumbs, json_ld
from ssg.sources import Source
from ssg.views import Link, ListingPage
from tests.pages.listings import plan_site
from tests.pages.marked import FACTS, SCRIPT, file, page_of, posting, scripts, site_of

if TYPE_CHECKING:
    from pathlib import Path

HOSTILE = "</script><script>alert(1)</script><!--<script>\u2028\u2029]]>&lt;"


def test_a_page_has_one_script_with_the_whole_text(tmp_path: Path) -> None:
    site = site_of(file())
    text = page_of(site, tmp_path, "jobs/0/index.html")
    ((found, trail),) = scripts(text)
    html = read(Source("content/a.md", file().encode(), "key")).html.decode()
    assert found == posting(site) | {"description": html + "\n"}
    assert [item["name"] for item in trail["itemListElement"]] == [
        "Jobs",
        "Kornblume Bakery",
        "Night baker",
    ]


def test_postings_are_marked_up_on_their_own_pages_alone(tmp_path: Path) -> None:
    site = site_of(
        file(tags=["food"]),
        file(company=None),
        file(title="Gone", valid_through="2026-06-14"),
        page_size=1,
    )
    found: dict[str, list[str]] = {}
    for page in plan_site(site):
        if isinstance(page, Page) and page.path.endswith(".html"):
            text = page_of(site, tmp_path, page.path)
            types = [thing["@type"] for graph in scripts(text) for thing in graph]
            assert len(SCRIPT.findall(text)) <= 1
            found[page.path] = types
    assert [path for path, types in found.items() if "JobPosting" in types] == ["jobs/0/index.html"]
    assert found["jobs/1/index.html"] == ["BreadcrumbList"]
    assert found["jobs/2/index.html"] == []
    assert found["countries/germany/index.html"] == ["BreadcrumbList"]
    for path in ("index.html", "archive/index.html", "countries/germany/page/2/index.html"):
        assert found[path] == []


def test_breadcrumbs_are_full_addresses(tmp_path: Path) -> None:
    site = site_of(file(tags=["C#"]), base_url="https://name.github.io/board/", title="Board")
    home = "https://name.github.io/board/"
    for path, *steps in [
        ("companies/kornblume-bakery/", "Companies", "Kornblume Bakery"),
        ("countries/germany/", "Countries", "Germany"),
        ("tags/c-sharp/", "Tags", "C#"),
    ]:
        (((trail,)),) = scripts(page_of(site, tmp_path, f"{path}index.html"))
        items = [
            (item["position"], item["name"], item["item"]) for item in trail["itemListElement"]
        ]
        folder = path.partition("/")[0]
        assert items == [
            (1, "Board", home),
            (2, steps[0], f"{home}{folder}/"),
            (3, steps[1], f"{home}{path}"),
        ]


def test_nothing_breaks_out_of_a_script(tmp_path: Path) -> None:
    site = site_of(file(title=f"Baker {HOSTILE}", company=HOSTILE), title=HOSTILE)
    text = page_of(site, tmp_path, "jobs/0/index.html")
    (script,) = SCRIPT.findall(text)
    assert not re.search("[<\u2028\u2029]", script)
    assert json.loads(script)["@graph"][0]["title"] == site.postings[0].listing.title


@given(st.dictionaries(st.text(), st.text() | st.integers() | st.none(), min_size=1))
def test_any_text_comes_back_from_a_script(thing: dict[str, object]) -> None:
    script = str(json_ld([None, thing]))
    assert not re.search("[<\u2028\u2029]", script)
    assert json.loads(script) == {"@context": "https://schema.org", "@graph": [thing]}


@given(st.text(), st.text())
def test_breadcrumbs_take_any_name(label: str, name: str) -> None:
    links = [Link(label, "/board/"), None]
    address = "https://name.example/board/jobs/a/"
    trail = breadcrumbs(links, name, address)["itemListElement"]
    assert [item["item"] for item in trail] == ["https://name.example/board/", address]
    assert [item["name"] for item in trail] == [label, name]


# The head of every page


def test_every_page_says_what_it_is(tmp_path: Path) -> None:
    closed = file(title="Gone", valid_through="2026-06-14")
    site = site_of(*[file()] * 3, closed, page_size=2, language="de-AT", title="Board")
    canonical = set()
    for page in plan_site(site):
        if not isinstance(page, Page) or not page.path.endswith(".html"):
            continue
        text = page_of(site, tmp_path, page.path)
        address = f"https://example.org/{page.path.removesuffix('index.html')}"
        for name in ("og:title", "og:description"):
            assert re.search(rf'<meta property="{name}" content="[^"]+">', text)
        for line in [
            f'<link rel="canonical" href="{address}">',
            f'<meta property="og:url" content="{address}">',
            '<meta property="og:type" content="website">',
            '<meta property="og:site_name" content="Board">',
            '<meta property="og:locale" content="de_AT">',
            '<meta name="twitter:card" content="summary_large_image">',
        ]:
            assert text.count(line) == 1
        is_hidden = page.path == "404.html" or (
            isinstance(page.view, ListingPage) and page.view.closed_on is not None
        )
        assert ('<meta name="robots" content="noindex">' in text) == is_hidden
        canonical.add(address)
    assert "https://example.org/page/2/" in canonical


def test_the_preview_of_a_link_begins_with_place_and_pay(tmp_path: Path) -> None:
    facts = {"remote": True, "location": "Portugal", "salary": "€50,000 a year"}
    site = site_of(
        file("Bake the bread of the night.", **facts),
        file("Sweep the floor.", title="Gone", valid_through="2026-06-14", **facts),
        file("", title="Miller", company="Mill", **facts),
        file("Bread, cakes and rolls. " * 9, title="Long", **facts),
    )
    told = {}
    for each in (*site.postings, *site.closed):
        text = page_of(site, tmp_path, f"jobs/{each.slug}/index.html")
        (told[each.listing.title],) = re.findall('og:description" content="(.+)">', text)
        assert f'<meta name="description" content="{told[each.listing.title]}">' in text
    assert told == {
        FACTS["title"]: "Remote, Portugal. €50,000 a year. Bake the bread of the night.",
        "Gone": "This listing is closed. Remote, Portugal. €50,000 a year. Sweep the floor.",
        "Miller": "Remote, Portugal. €50,000 a year. Miller at Mill",
        "Long": f"Remote, Portugal. €50,000 a year. {'. '.join(['Bread, cakes and rolls'] * 5)}…",
    }
