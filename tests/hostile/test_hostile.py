"""A folder of hostile listings, and fifty good ones: what becomes of each, and of what is written.

`expected.json` has a row for each file of `site/content/`: what it tries, and what comes of it.
What Git cannot hold, or not in small, is made here. tests/browser/test_hostile.py opens the pages.
"""

from __future__ import annotations

import datetime as dt
import io
import json
import os
import re
import shutil
import socket
import unicodedata
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

import html5lib
import pytest
from click.testing import CliRunner
from lxml import etree

from ssg.build import Options, build
from ssg.cli import main
from ssg.prose.policy import RULES
from ssg.workers import processors
from tests.folders import files_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from ssg.problems import Problem
    from ssg.report import Report

FOLDER = Path(__file__).parent
AS_OF = dt.date(2026, 6, 15)
ROWS: list[dict[str, Any]] = json.loads((FOLDER / "expected.json").read_text(encoding="utf-8"))
GOOD = 50
LARGEST_LOOKED_AT = 200_000  # bytes
# What may stand in an address, and so in the path of a file that content gave its name.
SAFE_PATH = re.compile(r"[a-z0-9._/-]+")
# Elements and attributes of the theme itself. What is not here and not in the policy is nobody's.
THEME_ELEMENTS = {
    *("html", "head", "meta", "title", "link", "script", "body", "header", "footer", "main", "nav"),
    *("article", "section", "div", "span", "dl", "dt", "dd", "time", "bdi", "button", "form"),
    *("label", "input", "select", "option", "fieldset", "legend", "details", "summary", "template"),
    *("h1", "svg", "circle", "path", "rect", "line", "text", "g", "desc", "figure", "figcaption"),
    *("caption", "noscript", "output"),
}


class Outcome(NamedTuple):
    """What became of a made file: the rule of its problem, or none where it is published."""

    path: str
    rule: str


class Built(NamedTuple):
    """The site after a build: its report, its files, and the listings that are published."""

    site: Path
    report: Report
    files: dict[str, bytes]
    jobs: dict[str, dict[str, Any]]
    is_gfm: bool


BLOW_UPS: Mapping[str, str] = {
    "one-line": "a" * 900_000,
    "words": "a b " * 225_000,
    "quotes": ">" * 900_000,
    "brackets": "[" * 900_000,
    "emphasis": "*a **b " * 120_000,
    "lists": "- " * 400_000,
    "backticks": "`a`` " * 180_000,
    "links": "[a](https://a.example/) " * 37_000,
    "table": "|a" * 2_000 + "|\n" + "|-" * 2_000 + "|\n" + "|b\n" * 250_000,
    "code": "```\n" * 220_001,
    "tags": "<div>" * 180_000,
    "signs": "<" * 900_000,
}


def make(site: Path) -> Iterator[Outcome]:
    """Make what Git cannot hold; yield what is to become of each."""
    made = site / "content/made"
    made.mkdir()
    for name, text in BLOW_UPS.items():
        path = made / f"blow-up-{name}.md"
        path.write_text(f"# Large {name}\n\n{text}\n", encoding="utf-8")
        yield Outcome(path.name, "text-limit")
    (made / "too-large.md").write_bytes(b"# Baker\n\n" + b"a" * 1_000_000)
    yield Outcome("too-large.md", "unreadable")
    (site / "secret.md").write_text("# Secret\n", encoding="utf-8")
    (made / "away.md").symlink_to("../../secret.md")
    yield Outcome("away.md", "link")
    (made / "absolute.md").symlink_to("/etc/passwd")
    yield Outcome("absolute.md", "link")
    (made / "device.md").symlink_to("/dev/zero")
    yield Outcome("device.md", "link")
    (made / "loop.md").symlink_to("loop.md")
    yield Outcome("loop.md", "unreadable")
    (made / "folder").symlink_to("..", target_is_directory=True)
    yield Outcome("folder", "link")
    os.mkfifo(made / "fifo.md")
    yield Outcome("fifo.md", "unreadable")
    with socket.socket(socket.AF_UNIX) as listening:
        os.chdir(made)  # the path of a socket is short
        listening.bind("socket.md")
    yield Outcome("socket.md", "unreadable")
    (made / "folder.md").mkdir()
    (made / "folder.md/within.md").write_text("# Baker within a folder\n", encoding="utf-8")
    yield Outcome("folder.md/within.md", "")
    (made / "alike.md").write_text("# Baker of one case\n", encoding="utf-8")
    (made / "ALIKE.md").write_text("# Baker of another case\n", encoding="utf-8")
    yield Outcome("alike.md", "file-names-alike")
    for form in ("NFC", "NFD"):
        name = unicodedata.normalize(form, "é.md")
        (made / name).write_text(f"# Baker of {form}\n", encoding="utf-8")
    yield Outcome(unicodedata.normalize("NFC", "é.md"), "file-names-alike")
    (made / "a\n::error::b\r\x1b[2J.md").write_text("# Baker of a line end\n", encoding="utf-8")
    yield Outcome("a\n::error::b\r\x1b[2J.md", "")
    Path(os.fsdecode(bytes(made) + b"/\xff\xfe.md")).write_bytes(b"# Baker\n")
    yield Outcome(os.fsdecode(b"\xff\xfe.md"), "file-name")
    deep = made.joinpath(*["d" * 60] * 20)
    deep.mkdir(parents=True)
    (deep / "deep.md").write_text("# Baker of the deep\n", encoding="utf-8")
    yield Outcome(str((deep / "deep.md").relative_to(made)), "")


@pytest.fixture(scope="module")
def before() -> Iterator[None]:
    """Come back to the folder that the tests were in."""
    folder = Path.cwd()
    yield
    os.chdir(folder)


@pytest.fixture(
    scope="module",
    params=["", 'markdown = "gfm"\nimages = "keep"\nmarkdown_twins = true\nlanguage = "ar"\n'],
    ids=["plain", "gfm, pictures, twins"],
)
def built(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory, before: None
) -> Built:
    """Return the site of all that is hostile, built."""
    del before
    site = tmp_path_factory.mktemp("hostile") / "site"
    shutil.copytree(FOLDER / "site", site)
    with (site / "ssg.toml").open("a", encoding="utf-8") as file:
        file.write(request.param)
    assert list(make(site))
    report = build(Options(site, site / "output", AS_OF, processors()))
    files = files_of(site / "output")
    jobs = {job["source"]: job for job in json.loads(files["jobs.json"])["jobs"]}
    return Built(site, report, files, jobs, "gfm" in request.param)


def problems_of(built: Built, path: str) -> list[Problem]:
    return [each for each in built.report.problems if each.path == path]


def pages(built: Built) -> Iterator[tuple[str, bytes]]:
    yield from ((path, data) for path, data in built.files.items() if path.endswith(".html"))


def test_the_folder_is_told_file_by_file() -> None:
    content = FOLDER / "site/content"
    there = {path.relative_to(content).as_posix() for path in content.rglob("*") if path.is_file()}
    good = {path for path in there if path.startswith("good/")}
    assert len(good) == GOOD
    assert {row["file"] for row in ROWS} == there - good
    assert len(ROWS) >= 150


@pytest.mark.parametrize("row", ROWS, ids=lambda row: str(ascii(row["file"])))
def test_each_comes_to_what_is_expected(row: dict[str, Any], built: Built) -> None:
    path = f"content/{row['file']}"
    problems = problems_of(built, path)
    errors = [each for each in problems if each.severity == "error"]
    assert (path in built.jobs) == (row["outcome"] == "published")
    assert bool(errors) == (row["outcome"] == "refused")
    if errors:
        assert (errors[0].line, errors[0].rule) == (row["line"], row["rule"])
    warned = {*row.get("warned", ())}
    if built.is_gfm and "many-links" not in path:  # which reads what the other gives up
        warned -= {"text-limit"}
    assert warned <= {each.rule for each in problems}
    assert len(problems) <= 51


def test_what_git_cannot_hold_comes_to_what_is_expected(
    built: Built, tmp_path: Path, before: None
) -> None:
    del before
    (tmp_path / "content").mkdir()
    for path, rule in make(tmp_path):
        source = f"content/made/{path}"
        rules = {each.rule for each in problems_of(built, source)}
        assert rule in rules or not rule, path
        assert (source in built.jobs) == (rule in {"", "text-limit", "file-names-alike"}), path


def test_the_good_ones_are_all_there(built: Built) -> None:
    good = [job for source, job in built.jobs.items() if source.startswith("content/good/")]
    assert len(good) == GOOD
    lists = [data for path, data in pages(built) if re.match("index|page/", path)]
    shown = {slug for data in lists for slug in re.findall(r'data-job="([^"]+)"', data.decode())}
    for job in good:
        page = built.files[f"jobs/{job['slug']}/index.html"].decode()
        assert "We need a <strong>" in page
        assert job["slug"] in shown
        assert not problems_of(built, job["source"])


def test_nothing_is_written_elsewhere(built: Built) -> None:
    assert {path.name for path in built.site.iterdir()} == {
        *("content", "output", ".ssg-cache", "ssg.toml", "secret.md")
    }
    assert [path for path in built.files if not SAFE_PATH.fullmatch(path)] == []
    assert not any(b"Secret" in data for data in built.files.values())


def test_pages_hold_elements_of_the_theme_and_the_policy_alone(built: Built) -> None:
    policy = {rule.becomes for rule in RULES.values()}
    for path, data in pages(built):
        if len(data) > LARGEST_LOOKED_AT:
            continue  # the blow-ups, of which small ones are among the others
        parser = html5lib.HTMLParser(strict=True, namespaceHTMLElements=False)
        document = parser.parse(io.BytesIO(data), transport_encoding="utf-8")
        ids = [each.get("id") for each in document.iter() if each.get("id")]
        assert len(ids) == len(set(ids)), path
        for element in document.iter():
            if not isinstance(element.tag, str):
                continue  # a comment, which the theme has
            name = element.tag.rpartition("}")[2]
            assert name in THEME_ELEMENTS | policy, (path, name)
            attributes = {str(each).casefold() for each in element.attrib}
            assert not {"style", "srcdoc", "srcset", "ping", "formaction"} & attributes, path
            assert not [each for each in attributes if each.startswith("on")], path
            address = element.get("href") or element.get("src") or element.get("action") or ""
            assert address.startswith(("/", "#", "http://", "https://", "mailto:")) or not address
            if name == "script":
                is_ours = element.get("src", "").startswith("/board/") and not element.text
                assert is_ours or json.loads(element.text)["@context"], path
        for prose in document.iterfind(".//div[@class='prose']"):
            names = {each.tag for each in prose.iter()} - {"div"}
            assert names <= policy, path
            assert not [each for each in prose.iter() if each.get("id") or each.get("name")], path


def test_all_else_is_well_formed(built: Built) -> None:
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)
    kinds = set()
    for path, data in built.files.items():
        kinds.add(path.rpartition(".")[2])
        if path.endswith((".xml", ".svg")):
            tree = etree.fromstring(data, parser)
            names = {etree.QName(each).localname for each in tree.iter(etree.Element)}
            assert "script" not in names, path
        elif path.endswith((".json", ".webmanifest")):
            json.loads(data, parse_constant=pytest.fail)
        elif path.endswith(".md"):
            # To a browser that guesses what a file is, its beginning says that it is no page.
            assert data.startswith(b"# "), path
    assert kinds >= {"html", "xml", "json", "svg", "webmanifest", "txt"}


def test_no_character_that_hides_or_turns_is_published(built: Built) -> None:
    hidden = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ufeff\ufffe\uffff]")
    for path, data in built.files.items():
        # `source` in jobs.json is the path of the file, as it is.
        if path.endswith((".html", ".xml", ".txt", "feed.json", "search.json")):
            assert hidden.search(data.decode()) is None, path
    titles = [job["title"] for job in built.jobs.values()]
    assert [title for title in titles if hidden.search(title)] == []
    piles = re.compile(r"[^\w\s\x00-\x7f]{5,}")
    for title in titles:
        for run in piles.findall(title):
            assert sum(unicodedata.category(sign) in {"Mn", "Me"} for sign in run) <= 4, title


def test_templates_of_content_stay_text(built: Built) -> None:
    page = built.files[f"jobs/{built.jobs['content/hostile/templates.md']['slug']}/index.html"]
    assert b"{{ 1337*1337 }}" in page
    of_keys = built.jobs["content/hostile/templates-keys.md"]
    assert of_keys["title"].startswith("{{ 1337*1337 }} {% raw %}")
    assert of_keys["company"] == "{{ 1337*1337 }}"
    assert [path for path, data in built.files.items() if b"1787569" in data] == []


def test_nothing_that_is_printed_acts_on_a_terminal_or_a_workflow(built: Built) -> None:
    for form in ("text", "github", "json"):
        words = ["check", "--site", str(built.site), "--as-of", f"{AS_OF}", "--format", form]
        told = CliRunner().invoke(main, words)
        assert told.exit_code == 1
        assert not re.search("[\x00-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]", told.output)
        assert "##[" not in told.output
        if form == "github":
            kinds = {line.partition(" ")[0] for line in told.stdout.splitlines()}
            assert kinds == {"::error", "::warning", "::notice"}
        elif form == "text":
            assert not [line for line in told.output.splitlines() if line.strip().startswith("::")]
        else:
            assert json.loads(told.stdout)
