"""What stands at an address, and that nothing does which lies outside of the site."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING
from urllib.parse import quote

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from ssg.serving.addresses import (
    Found,
    Moved,
    answer,
    content_type,
    files_behind,
    is_loaded,
    is_own_host,
    not_found,
)

if TYPE_CHECKING:
    from pathlib import Path

OUTSIDE = "kept outside"


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a site as it is published, with all that must not be, in it and beside it."""
    above = tmp_path_factory.mktemp("board")
    site = above / "output"
    files = [
        *("index.html", "404.html", "about.html", "jobs/baker/index.html", "style.css"),
        *("a b/ü.txt", ".ssg-manifest", ".ssg-staging/ready/x", ".well-known/security.txt"),
        *("empty/.keep", "jobs.json", "tags/c++/index.html"),
    ]
    for path in files:
        (site / path).parent.mkdir(parents=True, exist_ok=True)
        (site / path).write_text(path, encoding="utf-8")
    (above / "ssg.toml").write_text(OUTSIDE, encoding="utf-8")
    (above / "output-of-others").mkdir()
    (above / "output-of-others/index.html").write_text(OUTSIDE, encoding="utf-8")
    (site / "out").symlink_to("../output-of-others")
    (site / "out.html").symlink_to("../ssg.toml")
    (site / "in.html").symlink_to("about.html")
    (site / "nowhere.html").symlink_to("gone.html")
    os.mkfifo(site / "pipe.html")
    return site


CASES: list[tuple[str, Found | Moved | None]] = [
    ("/", Found("index.html")),
    ("/?page=2", Found("index.html")),
    ("/index.html", Found("index.html")),
    ("/style.css?livereload=1", Found("style.css")),
    ("/about", Found("about.html")),
    ("/about/", None),
    ("/jobs/baker", Moved("/jobs/baker/")),
    ("/jobs/baker?from=feed", Moved("/jobs/baker/?from=feed")),
    ("/jobs/baker/", Found("jobs/baker/index.html")),
    ("/tags/c++", Moved("/tags/c%2B%2B/")),
    ("/tags/c%2B%2B/", Found("tags/c++/index.html")),
    ("/a%20b/%C3%BC.txt", Found("a b/ü.txt")),
    ("/a%20b", Moved("/a%20b/")),
    ("/empty/", None),
    ("/.well-known/security.txt", Found(".well-known/security.txt")),
    ("/in", Found("in.html")),
    ("/.ssg-manifest", None),
    ("/.ssg-staging/ready/x", None),
    ("/%2essg-manifest", None),
    ("/../ssg.toml", None),
    ("/%2e%2e/ssg.toml", None),
    ("/jobs/..%2f../ssg.toml", None),
    ("/jobs/%2e%2e/index.html", None),
    ("/..%5cssg.toml", None),
    ("/../output-of-others/", None),
    ("/out/", None),
    ("/out", None),
    ("/out/index.html", None),
    ("/out.html", None),
    ("/nowhere.html", None),
    ("/pipe.html", None),
    ("//style.css", None),
    ("/jobs//baker/", None),
    ("/style.css/", None),
    ("/style.css%00", None),
    ("/style.css%0d%0aX:%20y", None),
    ("/%ff", None),
    ("/" + "a" * 5000, None),
    ("http://127.0.0.1/style.css", None),
    ("//elsewhere.example/%2e%2e", None),
]


@pytest.mark.parametrize(("address", "wanted"), CASES, ids=[case[0][:40] for case in CASES])
def test_what_stands_at_an_address(
    folder: Path, address: str, wanted: Found | Moved | None
) -> None:
    assert answer(folder, "/", address) == wanted


def test_a_site_lies_under_its_base_path(folder: Path) -> None:
    assert answer(folder, "/board/", "/board/style.css") == Found("style.css")
    assert answer(folder, "/board/", "/board/jobs/baker") == Moved("/board/jobs/baker/")
    assert answer(folder, "/board/", "/board") == Moved("/board/")
    assert answer(folder, "/board/", "/") == Moved("/board/")
    assert answer(folder, "/board/", "/style.css") is None
    assert answer(folder, "/board/", "/boards/style.css") is None


def test_what_leads_out_is_not_shown_in_place_of_what_is_missing(tmp_path: Path) -> None:
    (tmp_path / "secret").write_text(OUTSIDE, encoding="utf-8")
    (tmp_path / "output").mkdir()
    assert not_found(tmp_path / "output") is None
    (tmp_path / "output/404.html").symlink_to("../secret")
    assert not_found(tmp_path / "output") is None


PARTS = st.sampled_from(
    [
        *("..", ".", "%2e%2e", "%2E.", "/", "%2f", "\\", "%5c", "%00", "out", "out.html", "jobs"),
        *("index.html", "ssg.toml", "output-of-others", ".ssg-manifest", "~", "C:", "?", "#", "%"),
    ]
)


@given(path=st.lists(PARTS | st.text(max_size=8), max_size=12).map("".join))
@example("/..%2f..%2f..%2f..%2f..%2f..%2f..%2f..%2f..%2fetc/passwd")
def test_no_address_leads_out(folder: Path, path: str) -> None:
    for address in (path, f"/{path}", f"/{quote(path)}", f"/jobs/{path}"):
        found = answer(folder, "/", address)
        if isinstance(found, Found):
            place = (folder / found.path).resolve()
            assert place.is_relative_to(folder.resolve())
            assert place.read_text(encoding="utf-8") != OUTSIDE
            assert not found.path.startswith(".ssg")
        if isinstance(found, Moved):
            assert found.to.startswith("/")
            assert not found.to.startswith(("//", "/\\"))
            assert found.to.isprintable() or "?" in found.to
        files_behind(folder, "/", address)


def test_a_page_may_come_to_stand_where_none_is(folder: Path) -> None:
    assert files_behind(folder, "/", "/") == {"index.html"}
    assert "jobs/baker/index.html" in files_behind(folder, "/", "/jobs/baker/")
    assert "404.html" not in files_behind(folder, "/", "/jobs/baker/")
    assert files_behind(folder, "/", "/jobs/cook/") >= {"jobs/cook/index.html", "404.html"}
    assert files_behind(folder, "/", "/%ff") == {"404.html"}


@pytest.mark.parametrize(
    ("path", "wanted"),
    [
        ("index.html", "text/html; charset=utf-8"),
        ("feed.xml", "application/xml; charset=utf-8"),
        ("jobs.json", "application/json; charset=utf-8"),
        ("site.webmanifest", "application/manifest+json; charset=utf-8"),
        ("favicon.SVG", "image/svg+xml; charset=utf-8"),
        ("search.js", "text/javascript; charset=utf-8"),
        ("CNAME", "application/octet-stream"),
        ("html", "application/octet-stream"),
    ],
)
def test_files_are_served_as_what_they_are(path: str, wanted: str) -> None:
    assert content_type(path) == wanted


def test_a_page_loads_styles_scripts_and_pictures_but_no_feeds() -> None:
    loaded = ["style.css", "search.js", "logo.svg", "a.png", "letters.woff2", "search.json"]
    assert all(map(is_loaded, loaded))
    assert not any(map(is_loaded, ["feed.xml", "index.html", "llms.txt", "index.md"]))


@pytest.mark.parametrize(
    "host", ["127.0.0.1:8000", "localhost", "LOCALHOST:8000", "[::1]:8000", "board.localhost:80"]
)
def test_a_browser_on_this_machine_is_answered(host: str) -> None:
    assert is_own_host(host, "127.0.0.1")


@pytest.mark.parametrize(
    "host", ["evil.example", "evil.example:8000", "127.0.0.1.evil.example", "", "[", "localhost.x"]
)
def test_a_name_that_was_made_to_point_here_is_not(host: str) -> None:
    assert not is_own_host(host, "127.0.0.1")


def test_the_name_that_was_asked_for_is_answered() -> None:
    assert is_own_host("workshop:8000", "workshop")
    assert is_own_host("192.0.2.7:8000", "0.0.0.0")  # noqa: S104 - an address, not a socket


@given(st.text())
def test_any_host_is_judged(host: str) -> None:
    assert is_own_host(host, "127.0.0.1") in {True, False}
