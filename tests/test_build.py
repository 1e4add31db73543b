"""The whole build: what is published, kept and removed, and that it is always the same."""

from __future__ import annotations

import datetime as dt
import json
import os
import re
import subprocess
import sys
import time
import tomllib
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any

import pytest

from ssg import changeover, output, publication, readings
from ssg.build import LIBRARIES, OURS, Options, build
from ssg.changeover import STAGING, OutputError
from ssg.sources import LARGEST_FILE, Source, source_of
from ssg.static import static_files
from tests.folders import files_of

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from ssg.problems import Problem
    from ssg.report import Report

    Board = Callable[[Mapping[str, str | bytes]], Path]

pytestmark = pytest.mark.usefixtures("alone")

AS_OF = dt.date(2026, 6, 15)
ROOT = Path(__file__).parent.parent


def listing(title: str, company: str = "Kornblume", **keys: str) -> str:
    lines = [f"title: {title}", f"company: {company}"]
    lines += [f"{key}: {value}" for key, value in keys.items()]
    return "---\n" + "\n".join(lines) + f"\n---\n\nWork as *{title}*.\n"


FILES = {
    "ssg.toml": 'title = "Board"\nbase_url = "https://name.github.io/board/"\npage_size = 3\n',
    "content/baker.md": listing("Baker", posted="2026-06-01", location="Lisbon, Portugal"),
    "content/welder.md": listing("Welder", "Iron Works", posted="2026-06-02", tags="[metal, C#]"),
    "content/nurse.md": listing("Nurse", posted="2026-06-03", location="Remote, Worldwide"),
    "content/cook.md": listing("Cook", posted="2026-06-04", tags="[food]"),
    "content/gone.md": listing("Gone", posted="2026-01-01", valid_through="2026-02-01"),
    "content/draft.md": listing("Draft", draft="true"),
    "content/future.md": listing("Future", posted="2026-06-16"),
    "content/companies/kornblume.md": "---\nname: Kornblume\n---\nBread.\n",
    "static/logo.txt": "logo",
}
OWN_PAGE = '{% extends "page.html" %}{% block text %}Hello{% endblock %}'


def built(site: Path, **options: object) -> Report:
    chosen = Options(site, site / "output", AS_OF)._replace(**options)  # type: ignore[arg-type]
    return build(chosen)


def times(folder: Path) -> dict[str, int]:
    return {
        path.relative_to(folder).as_posix(): path.stat().st_mtime_ns
        for path in folder.rglob("*")
        if path.is_file()
    }


@pytest.mark.usefixtures("processes")
def test_a_stream_has_the_time_that_it_takes_to_copy_it(
    board: Board, monkeypatch: pytest.MonkeyPatch
) -> None:
    def slowly(source: Path, piece: output.Piece, target: IO[bytes]) -> None:
        time.sleep(0.5)
        target.write(source.read_bytes()[piece.start : piece.start + piece.size])

    site = board({**FILES, "ssg.toml": FILES["ssg.toml"] + "time_limit = 1\n"})
    built(site)
    monkeypatch.setattr(output, "_copy", slowly)
    monkeypatch.setattr(publication, "SLOW_DISK", 100)
    (site / "content/nurse.md").write_text(listing("Midwife", posted="2026-06-03"))
    assert built(site).problems == ()
    assert b"Midwife" in (site / "output/feeds/jobs.xml").read_bytes()


@pytest.mark.usefixtures("processes")
def test_an_interrupt_ends_the_workers_before_what_they_staged_goes(
    board: Board, monkeypatch: pytest.MonkeyPatch
) -> None:
    stage, clear = output.stage, changeover.clear

    def stage_slowly(folder: Path, path: str, data: bytes) -> bool:
        time.sleep(0.1)
        return stage(folder, path, data)

    def clear_slowly(folder: Path) -> None:
        clear(folder)
        time.sleep(0.5)  # in which a worker that is left writes

    def interrupt(phase: str) -> None:
        if phase == "rendering":
            raise KeyboardInterrupt

    monkeypatch.setattr(output, "stage", stage_slowly)
    monkeypatch.setattr(output, "clear", clear_slowly)
    site = board(FILES)
    with pytest.raises(KeyboardInterrupt):
        build(Options(site, site / "output", AS_OF), interrupt)
    assert not (site / "output" / STAGING).exists()


@pytest.mark.usefixtures("processes")
def test_everything_promised_is_written(board: Board) -> None:
    site = board(FILES)
    report = built(site)
    assert report.exit_status == 0
    assert (report.open_listings, report.closed_listings) == (4, 1)
    pages = set(files_of(site / "output"))
    assert {
        *("index.html", "page/2/index.html", "feed.xml", "sitemap.xml", "robots.txt", "404.html"),
        *("jobs.json", ".nojekyll", "archive/index.html", "logo.txt", "style.css"),
        *("jobs/baker/index.html", "jobs/gone/index.html"),
        *("companies/index.html", "companies/kornblume/index.html", "companies/kornblume/feed.xml"),
        *("countries/portugal/index.html", "countries/worldwide/feed.xml"),
        *("tags/index.html", "tags/c-sharp/index.html", "tags/metal/feed.xml"),
    } <= pages
    assert not {"jobs/draft/index.html", "jobs/future/index.html", "CNAME"} & pages


@pytest.mark.usefixtures("processes")
def test_warm_equals_cold_and_touches_nothing(board: Board) -> None:
    site = board(FILES)
    cold = built(site)
    before, stamps = files_of(site / "output"), times(site / "output")
    warm = built(site)
    assert files_of(site / "output") == before
    assert times(site / "output") == stamps
    assert warm.problems == cold.problems
    assert warm.counts is not None
    assert warm.counts.written == 0


@pytest.mark.usefixtures("processes")
def test_where_much_is_known_another_process_looks_for_what_is_new(
    board: Board, monkeypatch: pytest.MonkeyPatch
) -> None:
    site = board({**FILES, "content/large.md": b"x" * (LARGEST_FILE + 1)})
    before = built(site)
    (site / "content/nurse.md").write_text(listing("Midwife", posted="2026-06-03"))
    (site / "content/cook.md").unlink()
    read_here: list[str] = []

    def noted(site: Path, path: str, largest: int) -> Source | Problem:
        read_here.append(path)
        return source_of(site, path, largest)

    monkeypatch.setattr(readings, "AT_ONCE", 2)
    monkeypatch.setattr(readings, "WORTHWHILE", 1)
    monkeypatch.setattr(readings, "source_of", noted)
    warm = built(site)
    assert read_here == ["content/large.md", "content/nurse.md"]
    assert [each.path for each in warm.problems] == [each.path for each in before.problems]
    pages = files_of(site / "output")
    assert "jobs/cook/index.html" not in pages
    assert b"Midwife" in pages["jobs/nurse/index.html"]
    built(site, clean=True)
    assert files_of(site / "output") == pages


@pytest.mark.usefixtures("processes")
def test_the_cache_may_be_deleted_or_damaged_at_any_time(board: Board) -> None:
    site = board(FILES)
    built(site)
    before = files_of(site / "output")
    cache = site / ".ssg-cache/build.sqlite"
    whole = cache.read_bytes()
    for damage in (b"", b"garbage" * 1000, whole[: len(whole) // 2], whole[:5000] + b"\0" * 9000):
        cache.write_bytes(damage)
        built(site)
        assert files_of(site / "output") == before
    cache.unlink()
    (site / "content/baker.md").unlink()
    built(site)
    assert "jobs/baker/index.html" not in files_of(site / "output")


@pytest.mark.usefixtures("processes")
def test_one_edit_changes_exactly_the_pages_that_show_it(board: Board) -> None:
    site = board(FILES)
    built(site)
    before = files_of(site / "output")
    (site / "content/welder.md").write_text(
        listing("Smith", "Iron Works", posted="2026-06-02", tags="[metal, C#]")
    )
    built(site)
    after = files_of(site / "output")
    changed = {path for path in before if before[path] != after[path]}
    assert changed == {
        *("jobs/welder/index.html", "index.html", "404.html", "feed.xml", "jobs.json"),
        "search.json",
        *("atom.xml", "feed.json", "feeds/jobs.xml", "feeds/jooble.xml"),
        *("companies/iron-works/index.html", "companies/iron-works/feed.xml"),
        *("tags/metal/index.html", "tags/metal/feed.xml"),
        *("tags/c-sharp/index.html", "tags/c-sharp/feed.xml"),
    }
    assert set(before) == set(after)


def test_foreign_files_survive(board: Board) -> None:
    site = board(FILES)
    (site / "output/jobs").mkdir(parents=True)
    (site / "output/jobs/notes.txt").write_text("mine")
    (site / "output/.gitignore").write_text("*")
    built(site)
    (site / "content/baker.md").unlink()
    built(site)
    assert (site / "output/jobs/notes.txt").read_text() == "mine"
    assert (site / "output/.gitignore").read_text() == "*"
    assert not (site / "output/jobs/baker").exists()


def test_a_foreign_file_in_the_way_is_not_written_over(board: Board) -> None:
    site = board(FILES)
    (site / "output").mkdir()
    (site / "output/index.html").write_text("mine")
    with pytest.raises(OutputError, match=r"index\.html: ssg did not write this file"):
        built(site)
    assert files_of(site / "output") == {"index.html": b"mine"}


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
        str(error) == f"templates/{name}: error: in the template: the file cannot be read as UTF-8"
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


def test_jobs_hash_seed_time_zone_and_locale_change_nothing(tmp_path: Path) -> None:
    trees = []
    for number, (jobs, changes) in enumerate(
        [
            ("1", {"PYTHONHASHSEED": "1", "TZ": "Asia/Tokyo", "LC_ALL": "C"}),
            ("2", {"PYTHONHASHSEED": "2", "TZ": "America/Lima", "LC_ALL": "C.UTF-8"}),
        ]
    ):
        output = tmp_path / str(number)
        words = ["build", "--site", str(ROOT), "--output", str(output), "--clean", "--jobs", jobs]
        subprocess.run(
            [sys.executable, "-m", "ssg", *words, "--as-of", "2026-11-20", "--quiet"],
            env={**os.environ, **changes},
            check=True,
        )
        trees.append(files_of(output))
    assert trees[0] == trees[1]


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


def test_a_twin_has_the_address_to_apply_at_as_it_is(board: Board) -> None:
    apply = "https://kornblume.example/apply?job=1&from='board'"
    site = board({"content/a.md": listing("Baker", apply_url=apply)})
    (site / "ssg.toml").write_text("markdown_twins = true\n")
    built(site)
    assert f"- Apply: <{apply}>\n" in (site / "output/jobs/a/index.md").read_text()


def test_twins_in_markdown_are_published_on_request_alone(board: Board) -> None:
    text = "Work *with* {{ 7*7 }} <b>us</b> & bake.\n\n* early\n* late\n"
    site = board(
        {
            "content/a.md": listing(
                "Baker & <i>Cook</i>",
                posted="2026-06-01",
                employment_type="[part-time, contract]",
                benefits="[bread, rye]",
            )
            + text,
            "content/b.md": listing("Gone", posted="2026-01-01", valid_through="2026-02-01"),
        }
    )
    built(site)
    assert not list((site / "output").rglob("*.md"))
    assert "text/markdown" not in (site / "output/jobs/a/index.html").read_text()
    (site / "ssg.toml").write_text("markdown_twins = true\n")
    built(site)
    assert [path.parent.name for path in (site / "output").rglob("*.md")] == ["a"]
    twin = (site / "output/jobs/a/index.md").read_text()
    assert twin.startswith("# Baker &amp; &lt;i&gt;Cook&lt;/i&gt;\n\n- Company: Kornblume\n")
    assert "\n- Type: part-time, contract\n- Benefits: bread, rye\n" in twin
    assert twin.endswith(f"Work as *Baker & <i>Cook</i>*.\n{text}")
    assert 'href="/jobs/a/index.md"' in (site / "output/jobs/a/index.html").read_text()
    (site / "ssg.toml").write_text("")
    built(site)
    assert not list((site / "output").rglob("*.md"))


def test_two_spellings_of_a_tag_list_a_listing_once(board: Board) -> None:
    site = board({"content/a.md": listing("A", posted="2026-06-01", tags="[web dev, web-dev]")})
    built(site)
    page = (site / "output/tags/web-dev/index.html").read_text()
    assert page.count('data-job="a"') == 1


# What is remembered is of one version: of all that takes part in what a build writes


def test_the_version_is_of_each_library_but_those_that_write_nothing() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    extras = project["optional-dependencies"].values()
    wanted = [*project["dependencies"], *(each for extra in extras for each in extra)]
    names = {re.split(r"[^\w-]", each)[0].lower().replace("-", "_") for each in wanted}
    assert names - LIBRARIES == {"click", "livereload", "tornado", "watchfiles"}


def test_the_version_is_of_each_file_of_the_package_but_those_that_are_not_read() -> None:
    apart = {"client", "schemas", "starter_files", "templates", "__pycache__"}
    package = ROOT / "ssg"
    files = [path for path in package.rglob("*") if path.is_file()]
    read = [path for path in files if apart.isdisjoint(path.relative_to(package).parts)]
    unread = {path.name for path in read if path.suffix not in OURS}
    assert unread == {"OFL.txt", "py.typed"}
