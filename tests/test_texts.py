"""The index of listings' texts, which Pagefind makes where a site asks for it."""

from __future__ import annotations

import gzip
import json
import shutil
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pagefind_bin
import pytest

from ssg.settings import SettingsError, read_settings
from tests.folders import files_of

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from tests.builds import Board, Run

pytestmark = pytest.mark.usefixtures("alone")

SETTINGS = 'search = "pagefind"\n'
TEXTS = {"baker": "Sourdough at dawn.", "clerk": "Sums.", "miller": "Rye & <b>spelt</b>, daily."}


def source(slug: str, text: str, further: str = "") -> str:
    return f"---\ntitle: {slug.capitalize()}\nslug: {slug}\n{further}---\n{text}\n"


@pytest.fixture
def site(board: Board) -> Path:
    texts = {f"content/{slug}.md": source(slug, text) for slug, text in TEXTS.items()}
    return board({"ssg.toml": SETTINGS, **texts})


@pytest.fixture
def built(site: Path, run: Run) -> Callable[..., dict[str, bytes]]:
    """Return a function that builds the site and returns its files of the index."""

    def build(of: Path = site) -> dict[str, bytes]:
        result = run("build", "--site", of, "--as-of", "2026-06-30")
        assert result.exit_code == 0, result.output
        return files_of(of / "output/search/texts")

    return build


def words(index: Mapping[str, bytes]) -> bytes:
    """Return what the index says of words, unpacked."""
    packed = (data for path, data in index.items() if path.endswith(".pf_index"))
    return b"".join(map(gzip.decompress, packed))


def test_it_holds_the_words_of_texts_and_no_copy_of_them(
    built: Callable[..., dict[str, bytes]],
) -> None:
    index = built()
    assert {"listings.json", "pagefind.js", "pagefind-entry.json"} <= index.keys()
    assert not [path for path in index if "fragment" in path or path.endswith(".css")]
    assert len(set(json.loads(index["listings.json"]))) == len(TEXTS)
    for word in (b"sourdough", b"spelt", b"miller"):
        assert word in words(index)


def test_a_listing_without_a_text_is_found_by_its_title(
    site: Path, built: Callable[..., dict[str, bytes]]
) -> None:
    (site / "content/smith.md").write_text(source("smith", ""))
    index = built()
    assert len(json.loads(index["listings.json"])) == len(TEXTS) + 1
    assert b"smith" in words(index)


def test_what_is_not_open_is_not_in_it(site: Path, built: Callable[..., dict[str, bytes]]) -> None:
    closed = source("driver", "Tram.", "valid_through: 2026-01-01\n")
    (site / "content/driver.md").write_text(closed)
    (site / "content/draft.md").write_text(source("draft", "Secret.", "draft: true\n"))
    index = built()
    assert len(json.loads(index["listings.json"])) == len(TEXTS)
    assert b"tram" not in words(index)
    assert b"secret" not in words(index)


def test_it_is_published_and_removed_like_all_else(
    site: Path, built: Callable[..., dict[str, bytes]]
) -> None:
    index = built()
    manifest = (site / "output/.ssg-manifest").read_text().splitlines()
    assert {f"search/texts/{path}" for path in index} <= set(manifest)
    (site / "ssg.toml").write_text("")
    assert built() == {}
    assert not (site / "output/search/texts").exists()


def test_edits_leave_what_a_clean_build_writes(
    site: Path, built: Callable[..., dict[str, bytes]], tmp_path: Path
) -> None:
    built()
    own = site / "static/search/texts/pagefind.js"
    own.parent.mkdir(parents=True)
    edits: list[Callable[[], object]] = [
        lambda: (site / "content/clerk.md").write_text(source("clerk", "Ledgers in ink.")),
        lambda: (site / "content/eel.md").write_text(source("eel-smoker", "Smoke.")),
        (site / "content/baker.md").unlink,
        lambda: (site / "output/search/texts/pagefind.js").write_text("spoilt"),
        (site / "output/search/texts/listings.json").unlink,
        lambda: (site / "ssg.toml").write_text(SETTINGS + 'title = "Work"\n'),
        lambda: (site / "ssg.toml").write_text(SETTINGS + 'language = "de"\n'),
        lambda: own.write_text("ours"),
        lambda: (site / "content/clerk.md").write_text(source("clerk", "Ledgers in pencil.")),
        own.unlink,
        lambda: shutil.rmtree(site / ".ssg-cache"),
    ]
    for number, edit in enumerate(edits):
        edit()
        clean = tmp_path / f"clean-{number}"
        left = shutil.ignore_patterns("output", ".ssg-cache")
        shutil.copytree(site, clean, ignore=left)
        assert built() == built(clean)


def test_pagefind_runs_for_texts_alone(
    site: Path, built: Callable[..., dict[str, bytes]], monkeypatch: pytest.MonkeyPatch
) -> None:
    index = built()
    monkeypatch.delattr(pagefind_bin, "get_executable")
    (site / "ssg.toml").write_text(SETTINGS + 'title = "Work"\n')
    text = (site / "content/baker.md").read_text()
    (site / "content/baker.md").write_text(text.replace("---\nS", "salary: €1 an hour\n---\nS"))
    assert built() == index


def test_a_file_of_the_site_takes_its_place(
    site: Path, built: Callable[..., dict[str, bytes]]
) -> None:
    (site / "static/search/texts").mkdir(parents=True)
    (site / "static/search/texts/listings.json").write_text("[]")
    assert built()["listings.json"] == b"[]"
    assert built()["listings.json"] == b"[]"


def test_a_board_without_listings_has_none(
    site: Path, built: Callable[..., dict[str, bytes]]
) -> None:
    for path in (site / "content").iterdir():
        path.unlink()
    assert built() == {}


@pytest.mark.parametrize("program", ["/nowhere/pagefind", sys.executable])
def test_a_program_that_does_not_run_is_told(
    site: Path,
    run: Run,
    monkeypatch: pytest.MonkeyPatch,
    program: str,
) -> None:
    monkeypatch.setattr(pagefind_bin, "get_executable", lambda: Path(program))
    result = run("build", "--site", site)
    assert result.exit_code == 2
    assert 'error: search = "pagefind": Pagefind does not run here: ' in result.output
    assert not (site / "output/index.html").exists()


def test_without_it_an_error_says_what_to_install(
    site: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "pagefind_bin", None)
    with pytest.raises(SettingsError) as error:
        read_settings(site)
    assert str(error.value) == (
        'ssg.toml:1: error: search = "pagefind" needs a library that is not installed; '
        "install it with: pip install ssg[pagefind]"
    )


def test_only_such_a_site_may_run_webassembly(
    site: Path, built: Callable[..., dict[str, bytes]]
) -> None:
    built()
    assert "wasm-unsafe-eval" in (site / "output/index.html").read_text()
    (site / "ssg.toml").write_text("")
    built()
    assert "wasm-unsafe-eval" not in (site / "output/index.html").read_text()
