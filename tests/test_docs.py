"""The documentation names all there is, and what it shows is true."""

from __future__ import annotations

import ast
import dataclasses
import datetime as dt
import json
import re
import runpy
import tomllib
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import click
import pytest
from click.testing import CliRunner

from ssg import __version__, charts, views
from ssg.build import Options, build
from ssg.cli import main
from ssg.reading import read
from ssg.rules import RULES
from ssg.settings import Settings, read_settings
from ssg.sources import Source

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

pytestmark = pytest.mark.usefixtures("alone")

ROOT = Path(__file__).parent.parent
DOCS = ROOT / "docs"
PAGES = [ROOT / name for name in ("README.md", "CONTRIBUTING.md", "CHANGELOG.md")]
PAGES += sorted(DOCS.glob("*.md"))
RULE = re.compile(r"[a-z]+(-[a-z]+)*")
FENCED = re.compile(r"^```(.*)\n((?:.*\n)*?)```$", re.MULTILINE)


def text_of(name: str) -> str:
    return (DOCS / name).read_text(encoding="utf-8")


def everything() -> str:
    return "\n".join(path.read_text(encoding="utf-8") for path in sorted(DOCS.glob("*.md")))


def section(text: str, title: str) -> str:
    """Return what stands under a heading of a name in backticks, up to the next heading."""
    after = text.partition(f"# `{title}`\n")[2]
    assert after, f"there is no section `{title}`"
    return re.split(r"^#{2,3} ", after, maxsplit=1, flags=re.MULTILINE)[0]


class Sample(NamedTuple):
    """A fenced block: what stands behind the fence, and its text."""

    info: str
    text: str


def samples(text: str) -> list[Sample]:
    return [Sample(block[1].strip(), block[2]) for block in FENCED.finditer(text)]


# What there is, and where it is named


COMMANDS = dict(main.commands)


@pytest.mark.parametrize("name", sorted(COMMANDS))
def test_every_command_is_told_with_its_options(name: str) -> None:
    told = section(text_of("commands.md"), f"ssg {name}")
    for parameter in COMMANDS[name].params:
        if isinstance(parameter, click.Argument):
            name = parameter.human_readable_name.strip("[]").upper()
            words = f"{name}…" if parameter.nargs == -1 else name
            assert f"`{words}`" in told
        for option in [each for each in parameter.opts if each.startswith("-")]:
            assert re.search(rf"`{option}[ `]", told), f"{option} is not told"
            if isinstance(parameter.type, click.Choice):
                for choice in parameter.type.choices:
                    assert f"`{option} {choice}`" in told


def test_every_option_that_is_told_is_one() -> None:
    known = {option for each in COMMANDS.values() for one in each.params for option in one.opts}
    known |= {"--help", "--version"}
    assert set(re.findall(r"--[a-z][a-z-]+", text_of("commands.md"))) == {
        option for option in known if option.startswith("--")
    }


@pytest.mark.parametrize("field", dataclasses.fields(Settings), ids=lambda field: str(field.name))
def test_every_setting_is_told_with_its_default(field: dataclasses.Field[object]) -> None:
    told = section(text_of("settings.md"), field.name)
    default = json.dumps(field.default)
    assert f"Default: `{default}`" in " ".join(told.split())
    assert any(field.name in sample.text for sample in samples(told))


def test_every_setting_that_is_told_is_one() -> None:
    told = re.findall(r"^## `(\w+)`", text_of("settings.md"), re.MULTILINE)
    assert told == [field.name for field in dataclasses.fields(Settings)]


TEMPLATES = sorted(
    path
    for path in (ROOT / "templates").rglob("*")
    if path.is_file() and "static" not in path.relative_to(ROOT / "templates").parts
)


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: str(path.name))
def test_every_template_and_its_blocks_are_told(path: Path) -> None:
    told = everything()
    assert f"`{path.relative_to(ROOT / 'templates').as_posix()}`" in told
    blocks = re.findall(r"{%-? block (\w+)", path.read_text(encoding="utf-8"))
    assert [block for block in blocks if f"`{block}`" not in told] == []


VIEWS = {
    "index.html": views.Index._fields,
    "listing.md": views.TwinPage._fields,
    "listing.html": views.ListingPage._fields,
    "group.html": views.GroupPage._fields,
    "groups.html": views.GroupsPage._fields,
    "404.html": views.NotFoundPage._fields,
    "page.html": views.OwnPage._fields,
    "accent.css": views.AppearancePage._fields,
    "feed.xml": views.FeedPage._fields,
    "jobs.xml": views.AggregatorPage._fields,
    "llms.txt": views.AssistantPage._fields,
    "search.json": views.SearchIndex._fields,
    "sitemap.xml": (*views.SitemapPage._fields, *views.RobotsPage._fields),
}
RECURRING = {
    "Head": views.Head._fields,
    "Map": charts.WorldMap._fields,
    "Link": views.Link._fields,
    "Feed": views.Feed._fields,
    "Card": tuple(name for name in views.Card._fields if name != "digest"),
    "Pagination": views.Pagination._fields,
}


def told_under(heading: str, name: str) -> set[str]:
    """Return the names in the first column of the tables under a heading of templates.md."""
    parts = re.split(r"^#{2,4} ", text_of("templates.md"), flags=re.MULTILINE)
    (part,) = [each for each in parts if re.match(heading, each)]
    cells = [line.split("|")[1] for line in part.splitlines() if line.startswith("| `")]
    return set(re.findall(name, " ".join(cells)))


@pytest.mark.parametrize("template", VIEWS)
def test_the_values_of_a_template_are_told(template: str) -> None:
    heading = rf"`page` in .*`{re.escape(template)}`"
    assert told_under(heading, r"`page\.(\w+)") == set(VIEWS[template])


@pytest.mark.parametrize("name", RECURRING)
def test_values_that_recur_are_told(name: str) -> None:
    assert told_under(rf"{name}\n", r"`(\w+)`") == set(RECURRING[name])


def test_what_the_search_needs_is_told() -> None:
    (told,) = re.findall(r"^\| `page\.search` \|(.*)", text_of("templates.md"), re.MULTILINE)
    assert re.findall(r"`(\w+)`", told) == [*views.SearchBox._fields]


def test_macros_are_told_with_their_parameters() -> None:
    parts = "\n".join(path.read_text(encoding="utf-8") for path in TEMPLATES)
    macros = set(re.findall(r"{% macro (\w+\(.*?\)) %}", parts))
    told = told_under("The templates and their blocks", r"`(?:\w+\.)?(\w+\(.*?\))`")
    assert told
    assert told - macros == set()


def test_every_filter_of_ours_is_told() -> None:
    source = (ROOT / "ssg/render.py").read_text(encoding="utf-8")
    filters = re.findall(r"filters\[\"(\w+)\"\]", source)
    told = everything()
    assert filters
    assert [name for name in filters if f"`{name}`" not in told] == []


def rules_in_code() -> set[str]:
    """Return the names of all rules: words given to whatever takes a `rule`."""
    paths = sorted(path for path in (ROOT / "ssg").rglob("*.py") if path.parent.name != "rules")
    trees = [ast.parse(path.read_text(encoding="utf-8")) for path in paths]
    everywhere = {
        name: at for tree in trees for name, at in takers_of_a_rule(tree) if name[0] != "_"
    }
    return {
        word
        for tree in trees
        for word in words_given_to(tree, everywhere | dict(takers_of_a_rule(tree)))
        if RULE.fullmatch(word)
    }


def takers_of_a_rule(tree: ast.Module) -> Iterator[tuple[str, int]]:
    """Yield what has a parameter or a field `rule`, and which one in a call that is."""
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef):
            names = [each.arg for each in node.args.args if each.arg not in {"self", "cls"}]
        elif isinstance(node, ast.ClassDef):
            fields = [each.target for each in node.body if isinstance(each, ast.AnnAssign)]
            names = [each.id for each in fields if isinstance(each, ast.Name)]
        else:
            continue
        if "rule" in names:
            yield node.name, names.index("rule")


def words_given_to(tree: ast.Module, takers: Mapping[str, int]) -> Iterator[str]:
    """Yield the texts that calls of some functions or classes give as the rule."""
    for node in ast.walk(tree):
        if not isinstance(node, ast.Call):
            continue
        called = node.func.attr if isinstance(node.func, ast.Attribute) else ""
        called = node.func.id if isinstance(node.func, ast.Name) else called
        starred = [each for each in node.args if isinstance(each, ast.Starred)]
        given = node.args if called in takers else []
        if not starred and called in takers:
            given = given[takers[called] : takers[called] + 1]
        for each in given:
            if isinstance(each, ast.Constant) and isinstance(each.value, str):
                yield each.value


def test_every_rule_in_the_code_is_in_the_table_and_the_other_way_round() -> None:
    assert rules_in_code() - set(RULES) == set(), "rules that are not in the table"
    assert set(RULES) - rules_in_code() == set(), "in the table, and no rule"


def test_the_page_of_rules_is_what_the_table_makes(*, update: bool) -> None:
    page = runpy.run_path(str(ROOT / "scripts/make_rules.py"))["page"]()
    if update:
        (DOCS / "rules.md").write_text(page, encoding="utf-8")
    assert text_of("rules.md") == page


def test_every_field_of_the_data_is_told(tmp_path: Path) -> None:
    (tmp_path / "content").mkdir()
    text = "---\ntitle: Baker\nsalary: €36,000 a year\n---\n"
    (tmp_path / "content/baker.md").write_text(text, encoding="utf-8")
    assert CliRunner().invoke(main, ["build", "--site", str(tmp_path)]).exit_code == 0
    data = json.loads((tmp_path / "output/jobs.json").read_text(encoding="utf-8"))
    (job,) = data["jobs"]
    names = [*data, *job, *(f"salary.{name}" for name in job["salary"])]
    told = section(text_of("output.md"), "jobs.json")
    assert [name for name in names if f"`{name}`" not in told and f'"{name}"' not in told] == []


def test_every_file_of_a_build_is_told(tmp_path: Path) -> None:
    (tmp_path / "content").mkdir()
    command = ["build", "--site", str(tmp_path), "--base-url", "https://jobs.example.com/"]
    assert CliRunner().invoke(main, command).exit_code == 0
    theme = {path.name for path in (ROOT / "templates/static").rglob("*")}
    told = text_of("output.md")
    written = [path for path in (tmp_path / "output").rglob("*") if path.is_file()]
    names = [path.relative_to(tmp_path / "output").as_posix() for path in written]
    assert [name for name in names if f"`{name}`" not in told and name not in theme] == []


PLACED = re.compile(r"`(\w+)` in \[?`(ssg/[\w/]+\.py)`")


@pytest.mark.parametrize(
    ("name", "module"), PLACED.findall((ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8"))
)
def test_what_a_recipe_names_is_where_it_says(name: str, module: str) -> None:
    tree = ast.parse((ROOT / module).read_text(encoding="utf-8"))
    definitions = (ast.ClassDef, ast.FunctionDef)
    assert name in {node.name for node in ast.walk(tree) if isinstance(node, definitions)}


def test_the_changelog_has_the_current_version() -> None:
    text = (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
    assert re.search(rf"^## {re.escape(__version__)}\b", text, re.MULTILINE)


def test_the_rooms_are_told_as_the_contract_has_them() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    contract, _ = project["tool"]["importlinter"]["contracts"]
    told = text_of("architecture.md")
    assert "\n".join(["```", *contract["layers"], "```"]) in told
    rooms = [room for layer in contract["layers"] for room in layer.split(" | ")]
    tree = next(sample.text for sample in samples(told) if sample.text.startswith("ssg/"))
    assert [room for room in rooms if f" {room}.py" not in tree and f" {room}/" not in tree] == []


# What is shown, and whether it is so


def shown(info: str) -> list[Sample]:
    """Return the samples of a kind on all pages."""
    texts = [path.read_text(encoding="utf-8") for path in PAGES]
    return [sample for text in texts for sample in samples(text) if sample.info == info]


LISTINGS = shown("markdown")


def test_there_is_a_sample_of_each_form() -> None:
    told = [sample.text for sample in samples(text_of("listings.md"))]
    assert any("!!timestamp" in text for text in told)
    assert any(text.startswith("# [") for text in told)
    assert any("\napply_url: " in text for text in told)
    assert any("\nname: " in text for text in told)


@pytest.mark.parametrize("sample", LISTINGS, ids=lambda sample: str(sample.text.split("\n")[1]))
def test_samples_of_listings_are_read_without_a_problem(sample: Sample) -> None:
    is_profile = re.search("^name:", sample.text, re.MULTILINE)
    path = "content/companies/sample.md" if is_profile else "content/sample.md"
    reading = read(Source(path, sample.text.encode(), "key"))
    assert reading.problems == ()
    assert reading.entry is not None
    assert reading.html


@pytest.mark.parametrize(
    "sample", shown("toml"), ids=lambda sample: str(sample.text.split("\n")[0])
)
def test_samples_of_settings_are_taken(sample: Sample, tmp_path: Path) -> None:
    name = "pyproject.toml" if "[tool.ssg]" in sample.text else "ssg.toml"
    (tmp_path / name).write_text(sample.text, encoding="utf-8")
    assert read_settings(tmp_path) != Settings()


def themed() -> Iterator[tuple[str, str]]:
    """Yield the templates of theming.md: the file that is named last before each, and its text."""
    before, *others = text_of("theming.md").split("```jinja\n")
    for each in others:
        source, _, after = each.partition("```")
        yield re.findall(r"`(templates/[\w/]+\.html)`", before)[-1], source
        before += after


@pytest.mark.parametrize(("path", "source"), [*themed()])
def test_samples_of_templates_are_built_and_show(path: str, source: str, tmp_path: Path) -> None:
    for name, text in {"content/baker.md": "---\ntitle: Baker\n---\n", path: source}.items():
        (tmp_path / name).parent.mkdir(parents=True)
        (tmp_path / name).write_text(text, encoding="utf-8")
    report = build(Options(tmp_path, tmp_path / "output", dt.date(2026, 11, 20)))
    assert report.counts is not None
    assert report.problems == ()


# Links


def anchors(text: str) -> set[str]:
    """Return the anchors of a page's headings, as GitHub names them."""
    headings = re.findall(r"^#+ (.*)$", FENCED.sub("", text), re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", each.lower()).replace(" ", "-") for each in headings}


@pytest.mark.parametrize("path", PAGES, ids=lambda path: str(path.name))
def test_links_lead_somewhere(path: Path) -> None:
    text = FENCED.sub("", path.read_text(encoding="utf-8"))
    broken = []
    for target in re.findall(r"\]\(([^)\s]+)\)", re.sub(r"(?<!\[)`[^`\n]*`(?!\])", "", text)):
        name, _, anchor = target.partition("#")
        if re.match(r"[a-z]+:", name):
            continue
        page = (path.parent / name).resolve() if name else path
        exists = page.exists() and page.is_relative_to(ROOT)
        if not exists or (anchor and anchor not in anchors(page.read_text(encoding="utf-8"))):
            broken.append(target)
    assert broken == []
