"""Links of the settings that lead to no page of the site."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from ssg.dead_ends import dead_ends
from ssg.settings import NavigationLink, Settings

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from click.testing import Result

PATHS = ["index.html", "tags/index.html", "imprint.html", "feed.xml", "plans/bäcker/index.html"]


def told(url: str) -> list[str]:
    settings = Settings(footer_links=(NavigationLink("A", url),))
    return [each.hint for each in dead_ends(settings, "ssg.toml", PATHS)]


@pytest.mark.parametrize(
    "url",
    [
        *["", "/", "tags/", "tags", "tags/#a", "?q=rye", "#main", "imprint", "imprint.html"],
        *[
            "feed.xml",
            "plans/b%C3%A4cker/",
            "../blog/",
            "countries/worldwide/",
            "https://kornblume.example/nowhere",
        ],
        *["mailto:jobs@kornblume.example"],
    ],
)
def test_what_leads_somewhere_is_not_told(url: str) -> None:
    assert told(url) == []


def test_what_leads_nowhere_is_told_with_the_nearest_page() -> None:
    assert told("tag/") == ['did you mean "tags/"?']
    assert told("regions/") != []
    (hint,) = told("privacy/")
    assert "templates/pages/" in hint


@pytest.mark.usefixtures("alone")
def test_a_build_tells_of_each_setting_again_and_again(
    board: Callable[..., Path], run: Callable[..., Result]
) -> None:
    settings = """submit_url = "offer/"
navigation = [{ label = "About", url = "about/" }, { label = "Tags", url = "tags/" }]
footer_links = [{ label = "Imprint", url = "imprnt/" }]
"""
    site = board(
        {
            "ssg.toml": settings,
            "content/baker.md": "---\ntitle: Baker\ntags: bread\n---\nRolls.\n",
            "static/imprint/index.html": "<!doctype html><title>Imprint</title>",
        }
    )
    for _ in range(2):
        lines = run("build", "--site", site).stderr.splitlines()
        assert [line.partition(", ")[0] for line in lines] == [
            'ssg.toml: warning: link 1 of footer_links leads to "imprnt/"',
            'ssg.toml: warning: link 1 of navigation leads to "about/"',
            'ssg.toml: warning: submit_url leads to "offer/"',
        ]
        assert 'did you mean "imprint/"?' in lines[0]
