"""Files that are copied as they are."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.builds import FILES, built, listing
from tests.folders import files_of

if TYPE_CHECKING:
    from tests.builds import Board

pytestmark = pytest.mark.usefixtures("alone")


def test_static_files_take_the_place_of_the_themes_and_of_pages(board: Board) -> None:
    site = board({**FILES, "static/style.css": "p{}", "static/robots.txt": "mine"})
    built(site)
    assert (site / "output/style.css").read_text() == "p{}"
    assert (site / "output/robots.txt").read_text() == "mine"


def test_a_static_link_to_no_file_is_told(board: Board) -> None:
    site = board(FILES)
    (site / "static/logo.svg").symlink_to("nowhere.svg")
    (error,) = built(site).errors
    assert (error.path, error.rule) == ("static/logo.svg", "static")


@pytest.mark.parametrize(
    "path", ["static/a\\b.txt", "static/.ssg-manifest", "static/.ssg-staging/x.txt"]
)
def test_a_static_file_that_could_not_be_removed_again_is_told(board: Board, path: str) -> None:
    site = board(FILES)
    built(site)
    before = files_of(site / "output")
    for text in ("one", "two"):
        board({path: text})
        report = built(site)
        assert [error.rule for error in report.errors] == ["static"]
        assert files_of(site / "output") == before


def test_a_static_file_where_a_folder_has_to_be_is_told(board: Board) -> None:
    site = board({**FILES, "static/jobs": "a file"})
    (error,) = built(site).errors
    assert error.path == "static/jobs"
    assert not files_of(site / "output")


def test_a_logo_that_is_no_file_is_left_out(board: Board) -> None:
    """It was published as a broken picture, on the company's page and in the markup."""
    of_one = listing(
        "Baker",
        posted="2026-06-01",
        location="Lisbon, Portugal",
        company_logo="art/k.svg",
        company="Kornblume",
    )
    site = board(
        {
            "content/baker.md": of_one,
            "content/companies/weir.md": "---\nname: Weir\nlogo: w.svg\n---\nFish.\n",
        }
    )
    pages = ("jobs/baker/index.html", "companies/kornblume/index.html", "companies/weir/index.html")

    def shown() -> list[bool]:
        built(site)
        texts = [(site / "output" / page).read_text(encoding="utf-8") for page in pages]
        return ["k.svg" in text or "w.svg" in text for text in texts]

    assert shown() == [False, False, False]
    (site / "static/art").mkdir(parents=True)
    for name in ("art/k.svg", "w.svg"):
        (site / "static" / name).write_text("<svg/>", encoding="utf-8")
    assert shown() == [True, True, True]
    (site / "static/art/k.svg").unlink()
    assert shown() == [False, False, True]
