"""Every link leads somewhere, be a board published at the root, below a path or at a domain."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import unquote, urljoin, urlsplit

import lxml.etree
import lxml.html
import pytest

from ssg.sources import CONTENT
from tests.folders import files_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from tests.builds import Board, Run


pytestmark = pytest.mark.usefixtures("alone")

DAY = "2026-11-20"
BASES = [
    "https://name.github.io/",
    "https://name.github.io/repo/",
    "https://jobs.board.example/",
]
SETTINGS = """
title = "A board"
description = "Jobs that do not exist."
page_size = 2
submit_url = "submit/"
[[navigation]]
label = "Worldwide"
url = "countries/worldwide/"
"""
LISTING = """---
title: {title}
company: {company}
location: {location}
salary: €36,000 - €42,000 a year
apply_url: https://kornblume.example/jobs
posted: 2026-10-0{number}
tags: [baking, C#]
---

Bread & rolls, by night. See [our site](https://kornblume.example/),
or [write](mailto:us@kornblume.example).
"""
PLACES = ["Bremen, Germany", "Worldwide", "Lyon, France", "Remote, Europe", "Genève, Switzerland"]
FILES = {
    "ssg.toml": SETTINGS,
    "static/submit/index.html": '<!doctype html><a id="top" href="../#main">Back</a>\n',
    "static/logos/kornblume.svg": '<svg xmlns="http://www.w3.org/2000/svg"/>\n',
    "static/own.css": '@import "style.css";\nbody { background: url("logos/kornblume.svg") }\n',
    "templates/base.html": (
        '{% extends "base.html" %}{% block head %}'
        '<link rel="stylesheet" href="{{ site.base }}own.css">{% endblock %}'
    ),
    f"{CONTENT}/companies/kornblume.md": (
        "---\nname: Kornblume Bäckerei\nlogo: logos/kornblume.svg\n---\nSourdough.\n"
    ),
    f"{CONTENT}/closed.md": (
        "---\ntitle: Miller\ncompany: Kornblume Bäckerei\nposted: 2026-09-01\n"
        "valid_through: 2026-10-01\ntags: [baking]\n---\nFlour.\n"
    ),
    **{
        f"{CONTENT}/baker-{number}.md": LISTING.format(
            title=f"Baker & miller {number}",
            company="Kornblume Bäckerei" if number % 2 else "Mühle",
            location=place,
            number=number,
        )
        for number, place in enumerate(PLACES, 1)
    },
}


class Broken(NamedTuple):
    """A link that leads nowhere: the file it stands in, and what it says."""

    path: str
    link: str


@pytest.fixture(params=BASES)
def base_url(request: pytest.FixtureRequest) -> str:
    """Return an address that a board is published at."""
    return str(request.param)


@pytest.fixture
def output(board: Board, run: Run, base_url: str) -> dict[str, bytes]:
    """Return the files of a board that was built for the address."""
    site = board(FILES)
    words = ["--strict", "--as-of", DAY, "--base-url", base_url, "--jobs", "1"]
    result = run("build", "--site", site, *words)
    assert (result.exit_code, result.stderr) == (0, "")
    return files_of(site / "output")


def links(path: str, data: bytes, base_url: str) -> Iterator[str]:
    """Yield the links of a file as they stand in it."""
    kind = path.rpartition(".")[2]
    if kind == "html":
        yield from html_links(data.decode(), base_url)
    elif kind in {"xml", "xsl", "svg"}:
        yield from xml_links(data, base_url)
    elif kind == "css":
        yield from css_links(data.decode())
    elif kind in {"json", "webmanifest"}:
        yield from text_links(json.dumps(json.loads(data)), base_url)
    elif kind in {"txt", "md"}:
        yield from text_links(data.decode(), base_url)


def html_links(text: str, base_url: str) -> Iterator[str]:
    """Yield what attributes of a page lead to, its style sheets, and full addresses in scripts."""
    for element in lxml.html.document_fromstring(text).iter(lxml.etree.Element):
        for name, value in element.attrib.items():
            if name == "srcset":
                yield from (each.split()[0] for each in value.split(","))
            elif name in {"href", "src", "action", "poster"} or (
                value.startswith(("/", base_url)) and name != "aria-keyshortcuts"
            ):
                yield value
            elif name == "style":
                yield from css_links(value)
        if element.tag == "style":
            yield from css_links(element.text or "")
        elif element.tag == "script":
            yield from text_links(element.text or "", base_url)


def xml_links(data: bytes, base_url: str) -> Iterator[str]:
    """Yield the addresses in a feed or sitemap; those in the HTML it holds too."""
    tree = lxml.etree.fromstring(data)
    for instruction in tree.xpath("//processing-instruction()"):
        yield from re.findall('href="([^"]*)"', instruction.text or "")
    for node in tree.iter(lxml.etree.Element):
        text = (node.text or "").strip()
        for name, value in (*node.attrib.items(), ("", text)):
            if name in {"href", "src", "url"} or value.startswith(("/", base_url)):
                yield value
        if text.startswith("<"):
            for link in html_links(text, base_url):
                assert urlsplit(link).scheme, f"{link} has no base in a feed"
                yield link


def css_links(text: str) -> Iterator[str]:
    """Yield what a style sheet leads to."""
    for found in re.finditer(r"""url\(\s*["']?([^"')]+)|@import\s+["']([^"']+)""", text):
        yield found[1] or found[2]


def text_links(text: str, base_url: str) -> Iterator[str]:
    """Yield the full addresses of the board in a text, but for patterns such as `jobs/<slug>/`."""
    yield from re.findall(re.escape(base_url) + r"""[^\s"'<>\\)]*+(?!<)""", text)


def address(path: str, base_url: str) -> str:
    """Return where a file is found."""
    return base_url + re.sub(r"(^|/)index\.html$", r"\1", path)


def broken_links(output: Mapping[str, bytes], base_url: str) -> Iterator[Broken]:
    """Yield the links that lead to the board's host, and there to no file or no anchor."""
    host = urlsplit(base_url).netloc
    for path, data in output.items():
        for link in links(path, data, base_url):
            target = urljoin(address(path, base_url), link)
            if urlsplit(target).netloc == host and not leads_somewhere(target, output, base_url):
                yield Broken(path, link)


def leads_somewhere(target: str, output: Mapping[str, bytes], base_url: str) -> bool:
    """Return whether a full address is that of a file, as GitHub Pages serves it."""
    page, _, anchor = target.partition("#")
    if not page.startswith(base_url):
        return False
    path = unquote(page.removeprefix(base_url).partition("?")[0])
    path = f"{path}index.html" if path.endswith("/") or not path else path
    if path not in output:
        return False
    if not anchor or not path.endswith(".html"):
        return True
    tree = lxml.html.document_fromstring(output[path].decode())
    return anchor in {element.get("id") for element in tree.iter(lxml.etree.Element)}


def test_every_link_leads_somewhere(output: dict[str, bytes], base_url: str) -> None:
    found = {path: list(links(path, data, base_url)) for path, data in output.items()}
    for path in ("index.html", "page/2/index.html", "404.html", "own.css", "feed.xml"):
        assert found[path], f"{path} has no links"
    for path in ("sitemap.xml", "robots.txt", "jobs.json", "jobs/baker-1/index.html"):
        assert found[path], f"{path} has no links"
    assert list(broken_links(output, base_url)) == []


def test_links_of_the_page_not_found_hold_at_any_depth(
    output: dict[str, bytes], base_url: str
) -> None:
    path = urlsplit(base_url).path
    for link in html_links(output["404.html"].decode(), base_url):
        assert link.startswith((path, "https://", "mailto:", "#")), link


def test_what_is_read_elsewhere_names_addresses_in_full(
    output: dict[str, bytes], base_url: str
) -> None:
    sitemap = lxml.etree.fromstring(output["sitemap.xml"])
    for location in sitemap.iter("{*}loc"):
        assert (location.text or "").startswith(base_url)
    for path in [path for path in output if path.endswith("feed.xml")]:
        for link in lxml.etree.fromstring(output[path]).iter("link"):
            assert (link.text or "").startswith(base_url)
    for path in [path for path in output if path.endswith((".xml", ".json"))]:
        for link in links(path, output[path], base_url):
            assert urlsplit(link).scheme or link.endswith((".css", ".xsl")), f"{path}: {link}"
    assert f"\nSitemap: {base_url}sitemap.xml\n" in output["robots.txt"].decode()
    assert all(job["url"].startswith(base_url) for job in json.loads(output["jobs.json"])["jobs"])
    page = lxml.html.document_fromstring(output["jobs/baker-1/index.html"].decode())
    (canonical,) = page.xpath("//link[@rel='canonical']/@href")
    assert canonical == f"{base_url}jobs/baker-1/"


def test_only_a_domain_of_its_own_has_a_cname(output: dict[str, bytes], base_url: str) -> None:
    own = {"CNAME": b"jobs.board.example\n"} if "board.example" in base_url else {}
    assert {path: data for path, data in output.items() if path == "CNAME"} == own


@pytest.mark.parametrize(
    ("path", "text", "link"),
    [
        ("a.html", '<a href="/jobs/x/">x</a>', "/jobs/x/"),
        ("a.html", '<a href="jobs/none/">x</a>', "jobs/none/"),
        ("a.html", '<a href="/repo/jobs/x">x</a>', "/repo/jobs/x"),
        ("a.html", '<a href="jobs/x/#none">x</a>', "jobs/x/#none"),
        ("a.html", '<img srcset="/repo/a.png 2x">', "/repo/a.png"),
        ("a.html", '<p data-index="/search.json">', "/search.json"),
        ("a.html", '<meta content="https://name.github.io/repo/none">', None),
        ("a.html", '<script>"https://name.github.io/repo/none"</script>', None),
        ("deep/a.css", "a { background: url(b.svg) }", "b.svg"),
        ("a.xml", "<a><b>https://name.github.io/repo/none</b></a>", None),
        ("a.xml", '<?xml-stylesheet href="/feed.xsl"?><a/>', "/feed.xsl"),
        ("a.json", '{"url": "https://name.github.io/repo/none"}', None),
        ("a.txt", "See https://name.github.io/repo/none", None),
    ],
)
def test_the_check_finds_what_is_broken(path: str, text: str, link: str | None) -> None:
    output = {path: text.encode(), "jobs/x/index.html": b'<a id="here" href="#here">x</a>'}
    found = list(broken_links(output, "https://name.github.io/repo/"))
    assert found == [Broken(path, link or "https://name.github.io/repo/none")]
