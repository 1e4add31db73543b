"""What a site's owner sets of its look, as pages show it."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

import pytest

from ssg.settings import SettingsError, read_settings

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from pathlib import Path

    from tests.builds import Board, Run


LISTING = "---\ntitle: Baker\ncompany: Rye\nlocation: Lisbon, Portugal\n---\nBread.\n"


@pytest.fixture
def built(board: Board, run: Run) -> Callable[[Mapping[str, str]], Path]:
    """Return a function that builds a site of these files and returns its output folder."""

    def build(files: Mapping[str, str]) -> Path:
        site = board({"content/baker.md": LISTING, **files})
        result = run("build", "--site", site, "--base-url", "https://example.com/board/")
        assert result.exit_code == 0, result.output
        return site / "output"

    return build


def test_the_icon_and_the_manifest_say_whose_board_it_is(
    built: Callable[[Mapping[str, str]], Path],
) -> None:
    output = built({"ssg.toml": 'title = "«Élan» & <Co>"\naccent = "navy"\n'})
    for name in ("favicon.svg", "icon-maskable.svg"):
        (text,) = ET.parse(output / name).iter("{http://www.w3.org/2000/svg}text")  # noqa: S314
        assert text.text == "É"
        assert "#000080" in (output / name).read_text()
    manifest = json.loads((output / "site.webmanifest").read_text())
    assert manifest["name"] == "«Élan» & <Co>"
    assert manifest["start_url"] == manifest["scope"] == "/board/"
    assert [icon["purpose"] for icon in manifest["icons"]] == ["any", "maskable"]
    assert '<link rel="manifest" href="/board/site.webmanifest">' in (
        output / "index.html"
    ).read_text(encoding="utf-8")


def test_a_title_without_letters_has_an_icon(built: Callable[[Mapping[str, str]], Path]) -> None:
    output = built({"ssg.toml": 'title = "…"\n'})
    assert "<path" in (output / "favicon.svg").read_text()


@pytest.mark.parametrize(
    ("language", "locale"),
    [
        *[("en", ""), ("pt-BR", "pt_BR"), ("DE-at", "de_AT"), ("zh-Hant-TW", "zh_TW")],
        *[("zh-Hans", ""), ("es-419", ""), ("de-CH-1996", "de_CH")],
    ],
)
def test_previews_of_links_are_told_a_language_with_its_territory(
    built: Callable[[Mapping[str, str]], Path], language: str, locale: str
) -> None:
    page = (built({"ssg.toml": f'language = "{language}"\n'}) / "404.html").read_text()
    found = re.findall(r'property="og:locale" content="(.*?)"', page)
    assert found == ([locale] if locale else [])


@pytest.mark.parametrize(
    ("language", "direction"), [("en", "ltr"), ("de-AT", "ltr"), ("ar", "rtl"), ("he-IL", "rtl")]
)
def test_pages_run_as_their_language_is_written(
    built: Callable[[Mapping[str, str]], Path], language: str, direction: str
) -> None:
    output = built({"ssg.toml": f'language = "{language}"\n'})
    page = (output / "index.html").read_text(encoding="utf-8")
    assert f'<html lang="{language}" dir="{direction}">' in page


def test_an_accent_makes_a_style_sheet_that_pages_name(
    built: Callable[[Mapping[str, str]], Path],
) -> None:
    output = built({"ssg.toml": 'accent = "#8A1C4A"\n'})
    style = (output / "accent.css").read_text()
    assert "--accent: #8a1c4a;" in style
    assert "light-dark(#8a1c4a, " in style
    link = '<link rel="stylesheet" href="/board/accent.css" media="screen" '
    page = (output / "index.html").read_text()
    assert page.index("/board/style.css") < page.index(link)


def test_without_an_accent_there_is_none(built: Callable[[Mapping[str, str]], Path]) -> None:
    output = built({})
    assert not (output / "accent.css").exists()
    assert "accent.css" not in (output / "index.html").read_text()


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ('accent = "gren"', 'accent = "gren" is not a colour; did you mean "green"?'),
        ('accent = "url(x)"', 'such as "#0b5f4f" or "teal"'),
        ('logo = "https://cdn.example/x.svg"', "is no path of a file of the site"),
        ('logo = "/logo.svg"', "is no path of a file of the site"),
        ('footer_links = ["x"]', "footer_links must be tables"),
        ("tagline = 3", "tagline must be text in quotes"),
    ],
)
def test_a_setting_that_cannot_be_used_is_told(tmp_path: Path, line: str, said: str) -> None:
    (tmp_path / "ssg.toml").write_text(line, encoding="utf-8")
    with pytest.raises(SettingsError) as error:
        read_settings(tmp_path)
    assert said in str(error.value)
    assert str(error.value).startswith("ssg.toml:1: error: ")


def test_logo_tagline_and_footer_stand_on_pages(
    built: Callable[[Mapping[str, str]], Path],
) -> None:
    settings = (
        'title = "Crumbs"\ntagline = "Bread & work"\ndescription = "Jobs in bakeries."\n'
        'logo = "art/our logo.svg"\nfooter = "Kept by <bakers>."\n'
        '[[footer_links]]\nlabel = "Imprint"\nurl = "imprint/"\n'
    )
    output = built(
        {"ssg.toml": settings.replace("our logo", "logo"), "static/art/logo.svg": "<svg/>"}
    )
    page = (output / "index.html").read_text()
    assert '<img src="/board/art/logo.svg" alt=""' in page
    assert '<p class="intro">Bread &amp; work</p>' in page
    assert '<p class="lead">Jobs in bakeries.</p>' in page
    assert "<p>Kept by &lt;bakers&gt;.</p>" in page
    assert '<a href="/board/imprint/">Imprint</a>' in page


def test_a_page_of_ones_own_has_the_frame_and_stands_in_the_sitemap(
    built: Callable[[Mapping[str, str]], Path],
) -> None:
    output = built(
        {
            "templates/pages/who-we-are.html": '{% extends "page.html" %}{% block text %}'
            '{% include "pages/_bakers.html" %}{% endblock %}',
            "templates/pages/_bakers.html": "<p>Four bakers.</p>",
            "templates/pages/help/Für Firmen.html": '{% extends "page.html" %}',
            "templates/pages/notes.txt": "not a page",
        }
    )
    page = (output / "who-we-are/index.html").read_text(encoding="utf-8")
    assert "<title>Who we are – Jobs</title>" in page
    assert "<h1>Who we are</h1>" in page
    assert "<p>Four bakers.</p>" in page
    assert 'href="https://example.com/board/who-we-are/"' in page
    assert (output / "help/fur-firmen/index.html").is_file()
    sitemap = (output / "sitemap.xml").read_text()
    assert "https://example.com/board/who-we-are/" in sitemap
    assert "https://example.com/board/help/fur-firmen/" in sitemap
    assert not (output / "bakers").exists()
    assert not (output / "notes").exists()


def test_a_page_of_ones_own_takes_the_place_of_the_themes(
    built: Callable[[Mapping[str, str]], Path],
) -> None:
    own = '{% extends "page.html" %}{% block text %}Ours{% endblock %}'
    output = built({"templates/pages/tags.html": own})
    assert "Ours" in (output / "tags/index.html").read_text()
    assert (output / "sitemap.xml").read_text().count("https://example.com/board/tags/</loc>") == 1
