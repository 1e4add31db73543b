"""What people, GitHub and programs read of problems."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import TYPE_CHECKING

import html5lib
import jsonschema
import pytest
from hypothesis import given
from hypothesis import strategies as st

from ssg.formats import Style, rules_list, style_of, summary, told
from ssg.formats.github import LARGEST_SUMMARY, commands
from ssg.formats.sources import with_sources
from ssg.problems import Problem, Severity
from ssg.prose import gfm
from ssg.report import Report
from ssg.rules import RULES, RuleLevel

if TYPE_CHECKING:
    from tests.builds import Board, Run

SCHEMA = Path(__file__).parents[2] / "ssg/schemas/problems-1.json"
PLAIN, COLORED = Style(80), Style(80, has_color=True)
HOSTILE = (
    "a | b\n::error::x\r\n<img src=x> ![x](//e.example/x) @octocat #1"
    " `**_~ \x1b[2J %0A www.e.example"
)


def problem(number: int = 1, severity: Severity = Severity.WARNING, **values: object) -> Problem:
    plain = Problem(f"content/{number:03}.md", 2, 8, severity, "date", "wrong", "put it right")
    return plain._replace(**values)  # type: ignore[arg-type]


def warnings(count: int) -> list[Problem]:
    return [problem(number) for number in range(count)]


# Text


def shown(found: Problem, line: str, style: Style = PLAIN) -> list[str]:
    return list(with_sources([found], lambda _: ["---", line], style))


def test_a_problem_with_its_source_line_and_carets() -> None:
    found = problem(message='posted "2.10.2026" is not a date', column=9)
    assert shown(found, "posted: 2.10.2026") == [
        "content/001.md",
        '  warning: posted "2.10.2026" is not a date [date]',
        "   2 | posted: 2.10.2026",
        "     |         ^^^^^^^^^",
        "     = put it right",
        "",
    ]


def test_a_line_in_another_encoding_is_shown_as_far_as_it_can_be_read(tmp_path: Path) -> None:
    (tmp_path / "baker.md").write_bytes("---\r\ntitle: Bäcker\r\n---\r\n".encode("latin-1"))
    found = problem(path="baker.md", column=1, message="the file is not text in UTF-8")
    lines = list(told(Report((found,), 1, 0), "text", tmp_path, PLAIN))
    assert "   2 | title: B\ufffdcker" in lines


def test_problems_of_a_file_stand_together() -> None:
    found = [problem(1), problem(1, line=3), problem(2, line=0, hint="")]
    lines = list(with_sources(found, lambda _: [], PLAIN))
    assert [line for line in lines if not line.startswith(" ")] == [
        "content/001.md",
        "",
        "content/002.md",
        "",
    ]


def test_carets_stand_below_what_is_quoted_also_behind_wide_characters_and_tabs() -> None:
    found = problem(message='"Bremmen" is not a place we know', column=1)
    *_, line, carets, _, _ = shown(found, "夜\tBremmen, e\u0301")
    assert line.endswith("夜    Bremmen, e\u0301")
    assert carets == "     |       " + "^" * len("Bremmen")


def test_a_mark_on_a_letter_takes_no_room_before_the_carets() -> None:
    found = problem(message='"Bremmen" is not a place we know', column=1)
    *_, carets, _, _ = shown(found, "cafe\u0301 Bremmen")
    assert carets == "     |      " + "^" * len("Bremmen")


def test_a_long_line_is_cut_around_what_is_meant() -> None:
    found = problem(message='"Bremmen" is not a place we know', column=900)
    *_, line, carets, _, _ = shown(found, "x" * 950 + "Bremmen" + "y" * 900)
    assert len(line) <= 80
    assert line[carets.index("^") :].startswith("Bremmen")
    assert carets.count("^") == len("Bremmen")


def test_nothing_in_a_file_acts_on_the_terminal() -> None:
    found = problem(message=HOSTILE, hint=HOSTILE, path="content/\x1b[2J.md")
    text = "".join(shown(found, HOSTILE, COLORED))
    assert not re.search(r"\x1b(?!\[[0-9;]*m)|[\r\n\x07]", text)


@given(st.text(), st.text(), st.integers(0, 99), st.integers(0, 300))
def test_whatever_a_problem_is_about_it_can_be_shown(
    line: str, message: str, column: int, width: int
) -> None:
    lines = shown(problem(message=message, column=column), line, Style(width))
    assert all(each.isprintable() for each in lines)


@pytest.mark.parametrize(
    ("environment", "is_terminal", "has_color"),
    [
        ({}, True, True),
        ({}, False, False),
        ({"NO_COLOR": "1"}, True, False),
        ({"TERM": "dumb"}, True, False),
        ({"FORCE_COLOR": "1"}, False, True),
        ({"FORCE_COLOR": "0"}, False, False),
        ({"FORCE_COLOR": "1", "NO_COLOR": "1"}, True, False),
    ],
    ids=str,
)
def test_colors_are_as_the_environment_wants_them(
    environment: dict[str, str], *, is_terminal: bool, has_color: bool
) -> None:
    assert style_of(environment, is_terminal=is_terminal).has_color is has_color


# GitHub


def test_ten_of_a_kind_are_shown_and_the_tenth_of_more_counts_the_rest() -> None:
    assert len(list(commands(warnings(10)))) == 10
    *first, last = commands(warnings(33))
    assert len(first) == 9
    assert last == (
        "::warning title=ssg check::24 more warnings are not shown here;"
        " the summary of this job has them"
    )


def test_the_heaviest_come_first_and_among_them_changed_files() -> None:
    found = [
        problem(1, Severity.NOTE),
        problem(2),
        problem(3),
        problem(4, Severity.ERROR),
        problem(5, Severity.ERROR),
    ]
    lines = list(commands(found, {"content/003.md", "content/005.md"}))
    assert [re.findall(r"^::(\w+) file=content/00(\d)", line)[0] for line in lines] == [
        ("error", "5"),
        ("error", "4"),
        ("warning", "3"),
        ("warning", "2"),
        ("notice", "1"),
    ]


def test_a_command_is_one_line_and_no_text_ends_its_parts() -> None:
    (line,) = commands([problem(path="a,b:c%.md", message=HOSTILE, rule="date")], folder="site")
    assert "\n" not in line
    assert "\r" not in line
    assert line.startswith("::warning file=site/a%2Cb%3Ac%25.md,line=2,col=8,title=date::a | b%0A")
    assert line.endswith("%250A www.e.example%0Aput it right")


def test_the_summary_is_a_table_in_which_nothing_is_markdown() -> None:
    hostile = problem(path=HOSTILE, message=HOSTILE, hint=HOSTILE)
    text = summary([problem(), hostile], 2)
    page = gfm.converter()(text)
    tree = html5lib.parse(page, namespaceHTMLElements=False)
    tags = {each.tag for each in tree.iter()}
    tables = {"table", "thead", "tbody", "tr", "th", "td"}
    assert tags <= tables | {"html", "head", "body", "h3", "p", "br"}
    rows = tree.findall(".//tbody/tr")
    assert [len(row) for row in rows] == [5, 5]
    words = "".join(rows[1][4].itertext())
    assert "<img src=x> ![x](//e.example/x)" in words
    assert "@octocat" not in words, "GitHub would mention somebody"


def test_a_summary_of_many_problems_stays_within_what_a_step_may_write() -> None:
    many = [problem(number, message="x" * 500) for number in range(3000)]
    text = summary(many, 3000)
    assert len(text.encode()) < LARGEST_SUMMARY + 100
    assert re.search(r"\n\n… and [\d,]+ more\n$", text)


def test_a_summary_without_problems_says_so() -> None:
    assert summary([], 1) == "### ssg check\n\n1 file checked: no problems.\n"


def test_the_command_adds_to_the_summary_that_github_names(
    run: Run,
    board: Board,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    baker = "---\ntitle: Baker\nlocaton: Bremen\n---\n"
    site = board({"content/baker.md": baker, "content/no-title.md": "Bread.\n"})
    (tmp_path / "summary.md").write_text("before\n")
    monkeypatch.setenv("GITHUB_STEP_SUMMARY", str(tmp_path / "summary.md"))
    monkeypatch.setenv("GITHUB_WORKSPACE", str(tmp_path))
    result = run("check", "--site", site, "--format", "github")
    assert "::warning file=site/content/baker.md,line=3,col=1,title=unknown-key::" in result.stdout
    written = (tmp_path / "summary.md").read_text(encoding="utf-8")
    assert written.startswith("before\n### ssg check\n\n2 files checked: 1 error, ")
    assert "| unknown-key |" in written


@pytest.mark.parametrize("name", ["missing/summary.md", "folder"])
def test_a_summary_that_cannot_be_written_is_told_and_ends_nothing(
    name: str,
    run: Run,
    board: Board,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    site = board({"content/baker.md": "---\ntitle: Baker\n---\nBread.\n"})
    (tmp_path / "folder").mkdir()
    without = run("check", "--site", site, "--format", "github")
    monkeypatch.setenv("GITHUB_STEP_SUMMARY", str(tmp_path / name))
    result = run("check", "--site", site, "--format", "github")
    assert (result.exit_code, result.stdout) == (without.exit_code, without.stdout)
    (line,) = result.stderr.splitlines()
    told = f"warning: GITHUB_STEP_SUMMARY names {tmp_path / name}, which cannot be written: "
    assert line.startswith(told)


# JSON


def test_json_follows_its_schema(tmp_path: Path) -> None:
    schema = json.loads(SCHEMA.read_text(encoding="utf-8"))
    jsonschema.Draft202012Validator.check_schema(schema)
    assert set(schema["items"]["required"]) == set(Problem._fields)
    assert schema["items"]["properties"]["severity"]["enum"] == [*Severity]
    problems = tuple(problem(severity=severity, message=HOSTILE) for severity in Severity)
    (text,) = told(Report(problems, 1, 0), "json", tmp_path, PLAIN)
    jsonschema.validate(json.loads(text), schema, jsonschema.Draft202012Validator)
    assert [each["message"] for each in json.loads(text)] == [HOSTILE] * len(Severity)


# The list of rules


def test_the_list_of_rules_names_each_with_its_weight() -> None:
    lines = rules_list([RuleLevel("duplicate", "off")]).splitlines()
    named = {line.split()[0]: line.split()[1] for line in lines if line.startswith("  ")}
    assert named == {rule.name: rule.severity for rule in RULES.values()} | {"duplicate": "off"}


def test_the_command_lists_rules_as_the_settings_weigh_them(run: Run, board: Board) -> None:
    site = board({"ssg.toml": '[rules]\nduplicate = "note"\n'})
    assert "duplicate" in run("check", "--site", site, "--rules").stdout
    result = run("check", "--site", site, "--rules", "--format", "json")
    rows = {row["rule"]: row for row in json.loads(result.stdout)}
    assert result.exit_code == 0
    assert [*rows] == [*RULES]
    assert (rows["duplicate"]["severity"], rows["duplicate"]["default"]) == ("note", "warning")
