"""Templates of a site: what they override and add, and what is told of a wrong one."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from ssg.static import static_files
from tests.builds import FILES, built, listing
from tests.folders import files_of

if TYPE_CHECKING:
    from tests.builds import Board

pytestmark = pytest.mark.usefixtures("alone")

OWN_PAGE = '{% extends "page.html" %}{% block text %}Hello{% endblock %}'


def test_a_syntax_error_in_a_template_has_its_line(board: Board) -> None:
    site = board({**FILES, "templates/404.html": "\n\n{% if %}\n"})
    (error,) = built(site).errors
    assert str(error).startswith("templates/404.html:3: error: in the template: ")


def test_a_template_that_another_asks_for_and_that_is_not_there_is_named(board: Board) -> None:
    site = board({**FILES, "templates/404.html": '{% extends "bse.html" %}\n'})
    (error,) = built(site).errors
    assert str(error) == (
        'templates/404.html:1: error: in the template: there is no template "bse.html"; '
        'did you mean "base.html"?'
    )


@pytest.mark.parametrize("name", ["listing.html", "_parts/row.html", "404.html"])
def test_a_template_that_is_not_utf_8_is_told_and_publishes_nothing(
    board: Board, name: str
) -> None:
    """Such as PowerShell's `>` writes it."""
    site = board({**FILES, f"templates/{name}": ""})
    (site / "templates" / name).write_bytes("{{ page.title }}".encode("utf-16"))
    (site / "templates/beside.png").write_bytes(b"\xff")
    report = built(site)
    (error,) = report.errors
    assert (
        str(error)
        == f"templates/{name}:1: error: in the template: the file cannot be read as UTF-8"
    )
    assert report.counts is None


@pytest.mark.usefixtures("processes")
def test_what_shows_nowhere_of_templates_is_told_by_each_build_and_found_by_one(
    board: Board, monkeypatch: pytest.MonkeyPatch
) -> None:
    text = '{% extends "listing.html" %}{% block boddy %}x{% endblock %}'
    site = board({**FILES, "templates/listing.html": text})
    (told,) = built(site).problems
    assert str(told) == (
        'templates/listing.html:1: warning: there is no block "boddy" in "listing.html", '
        'so it shows nowhere; did you mean "body"?'
    )
    with monkeypatch.context() as patched:
        patched.setattr("ssg.meanwhile._unseen", None)  # whoever looks again fails
        assert built(site).problems == (told,)
        board({"content/cook.md": listing("Chef", posted="2026-06-04")})
        assert built(site).problems == (told,)
        board({"ssg.toml": FILES["ssg.toml"] + 'rules = {template-block = "off"}\n'})
    assert built(site).problems == ()
    board({"templates/listing.html": text.replace("boddy", "body")})
    board({"ssg.toml": FILES["ssg.toml"]})
    assert built(site).problems == ()


@pytest.mark.usefixtures("processes")
def test_templates_override_by_file_and_by_block(board: Board) -> None:
    override = '{% extends "base.html" %}{% block footer %}Our own footer{% endblock %}'
    site = board({**FILES, "templates/404.html": override, "templates/robots.txt": "own\n"})
    built(site)
    page = (site / "output/404.html").read_text()
    assert "Our own footer" in page
    assert 'href="/board/companies/"' in page
    assert (site / "output/robots.txt").read_text() == "own\n"
    before = files_of(site / "output")
    (site / "templates/404.html").write_text(override.replace("Our own", "Another"))
    built(site)
    after = files_of(site / "output")
    assert {path for path in before if before[path] != after[path]} == {"404.html"}


@pytest.mark.parametrize(
    "block", ["policy", "theme_color", "structured_data", "head", "header", "footer"]
)
def test_what_a_site_adds_to_the_frame_stands_on_every_page(board: Board, block: str) -> None:
    text = f'{{% extends "base.html" %}}{{% block {block} %}}<!-- ours -->{{% endblock %}}'
    site = board({**FILES, "templates/base.html": text, "templates/pages/about.html": OWN_PAGE})
    built(site)
    pages = {path: data for path, data in files_of(site / "output").items() if ".html" in path}
    assert {"stats/index.html", "tags/index.html", "about/index.html", "404.html"} <= pages.keys()
    assert [path for path, data in pages.items() if data.count(b"<!-- ours -->") != 1] == []


def test_a_page_says_itself_what_search_engines_and_link_previews_show(board: Board) -> None:
    text = OWN_PAGE + (
        '{% block title %}The "Guild" &amp; {{ site.title }}{% endblock %}'
        '{% block description %}Who bakes "by night".{% endblock %}'
    )
    site = board({**FILES, "templates/pages/about.html": text})
    built(site)
    page = (site / "output/about/index.html").read_text()
    title, description = "The &#34;Guild&#34; &amp; Board", "Who bakes &#34;by night&#34;."
    assert f"<title>{title}</title>" in page
    assert f'<meta property="og:title" content="{title}">' in page
    assert page.count(f'description" content="{description}">') == 2


def test_names_that_say_nothing_as_links_say_what_is_behind_them(board: Board) -> None:
    job = listing("Coder", company="HERE", posted="2026-06-05", tags="[Go, Rust]")
    site = board({**FILES, "content/coder.md": job})
    built(site)
    behind = '<span class="visually-hidden">: Open listings</span>'
    for path in ("index.html", "jobs/coder/index.html", "tags/index.html", "stats/index.html"):
        page = (site / "output" / path).read_text()
        assert f"Go{behind}" in page, path
        assert f"Rust{behind}" not in page, path
    assert f"HERE{behind}</a>" in (site / "output/index.html").read_text()
    assert "<h1>Jobs at HERE</h1>" in (site / "output/companies/here/index.html").read_text()


def test_a_template_that_extends_itself_extends_the_built_in_one(board: Board) -> None:
    override = '{% extends "listing.html" %}{% block body %}Ours{% endblock %}'
    site = board({**FILES, "templates/listing.html": override})
    built(site)
    page = (site / "output/jobs/baker/index.html").read_text()
    assert "Ours" in page
    assert "<h1" in page
    assert "Work as Baker" not in page.partition("</head>")[2]


@pytest.mark.parametrize("name", ["static/mark.svg", "shared/mark.svg"])
def test_whatever_a_template_includes_is_never_stale(board: Board, name: str) -> None:
    """Be it a file that is also copied, or one behind a link to a folder that holds a circle."""
    site = board({**FILES, "templates/404.html": f'{{% include "{name}" %}}', "elsewhere/x": ""})
    (site / "templates/shared").symlink_to("../elsewhere")
    (site / "elsewhere/more").symlink_to("../elsewhere")
    file = site / "templates" / name
    file.parent.mkdir(exist_ok=True)
    for text in ("one", "two"):
        file.write_text(text)
        assert built(site).errors == ()
        assert (site / "output/404.html").read_text() == text


def test_a_template_that_changes_while_it_is_built_is_as_it_was_read(
    board: Board, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Else pages of the later text are taken for those of the first, once it is put back."""
    site = board({**FILES, "templates/404.html": "one"})

    def static_then_changed(*words: Any) -> Any:  # noqa: ANN401 - as it is
        found = static_files(*words)
        (site / "templates/404.html").write_text("two")
        return found

    with monkeypatch.context() as patched:
        patched.setattr("ssg.build.static_files", static_then_changed)
        built(site)
    (site / "templates/404.html").write_text("one")
    built(site)
    assert (site / "output/404.html").read_text() == "one"
