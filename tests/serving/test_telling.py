"""What is wrong, as the browser and the terminal are told it."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from hypothesis import given
from hypothesis import strategies as st

from ssg.formats import Style
from ssg.formats.lines import lines_of
from ssg.output import Counts
from ssg.problems import Problem, Severity
from ssg.report import Report
from ssg.serving.builder import Outcome
from ssg.serving.telling import MOST, as_json, key_of, line, lines, problems_of

if TYPE_CHECKING:
    from pathlib import Path

    from tests.builds import Board

ERROR = Problem("content/a.md", 2, 9, Severity.ERROR, "r", "wrong day", "write another")
WARNING = Problem("content/a.md", 1, 0, Severity.WARNING, "r", "odd")
FAILURE = Outcome(None, "ssg.toml:2: error: page_size must be more; such as 50")
TEXT = "---\nposted: 2.10.2026\n"


def told(site: Path, *problems: Problem, before: set[str] | None = None) -> dict[str, Any]:
    data: dict[str, Any] = json.loads(as_json(site, problems, before or set()))
    return data


def test_errors_come_first() -> None:
    assert problems_of(Outcome(Report((WARNING, ERROR), 1, 0))) == (ERROR, WARNING)
    assert problems_of(Outcome(Report((), 1, 0))) == ()


def test_a_terminal_shows_the_line_and_a_caret(
    board: Board,
) -> None:
    shown = list(lines(board({"content/a.md": TEXT}), [ERROR], Style(80)))
    at = next(number for number, text in enumerate(shown) if "posted: 2.10.2026" in text)
    assert shown[at].index("2.10") == shown[at + 1].index("^")
    assert any("wrong day" in text for text in shown)
    assert any("write another" in text for text in shown)


def test_elsewhere_a_problem_is_a_line(board: Board) -> None:
    shown = list(lines(board({"content/a.md": TEXT}), [ERROR], Style()))
    assert shown == ["content/a.md:2: error: wrong day; write another"]


def test_a_failure_is_a_line_anywhere(tmp_path: Path) -> None:
    (problem,) = problems_of(FAILURE)
    for style in (Style(80), Style()):
        assert [*lines(tmp_path, [problem], style)] == [FAILURE.failure]


def test_the_browser_is_told_lines_and_which_problems_are_new(
    board: Board,
) -> None:
    site = board({"content/a.md": TEXT})
    data = told(site, ERROR, WARNING._replace(line=2), before={key_of(WARNING)})
    assert (data["errors"], data["warnings"], data["more"]) == (1, 1, 0)
    assert [each["isNew"] for each in data["problems"]] == [True, False]
    first, second = (each["excerpt"] for each in data["problems"])
    assert first == {"before": "posted: ", "rest": "2.10.2026", "has_place": True}
    assert second == {"before": "", "rest": "posted: 2.10.2026", "has_place": False}


def test_a_flood_of_problems_is_cut_and_counted(tmp_path: Path) -> None:
    many = [ERROR._replace(path=f"content/{number}.md") for number in range(MOST + 7)]
    data = told(tmp_path, *many)
    assert (data["errors"], data["more"], len(data["problems"])) == (MOST + 7, 7, MOST)
    assert [*lines(tmp_path, many, Style())][-1] == "… and 7 more; ssg check shows all"


def test_a_failure_is_shown_with_its_line(board: Board) -> None:
    site = board({"ssg.toml": 'title = "x"\npage_size = 0\n'})
    (shown,) = told(site, *problems_of(FAILURE))["problems"]
    assert shown["where"] == "ssg.toml:2"
    assert (shown["message"], shown["hint"]) == ("page_size must be more", "such as 50")
    assert shown["excerpt"]["rest"] == "page_size = 0"
    (other,) = problems_of(Outcome(None, "what nobody thought of"))
    assert (other.path, other.message) == ("", "what nobody thought of")


def test_a_template_of_the_theme_is_found(tmp_path: Path) -> None:
    problem = Problem("templates/base.html", 2, 0, Severity.ERROR, "r", "wrong")
    assert told(tmp_path, problem)["problems"][0]["excerpt"]


def test_a_template_of_the_site_is_found_before_it(
    board: Board,
) -> None:
    assert lines_of(board({"templates/base.html": "ours"}), "templates/base.html") == ["ours"]


def test_a_build_is_told_in_a_line() -> None:
    good = Outcome(Report((WARNING,), 3, 0, Counts(4, 5, 6)), seconds=0.25)
    names = ("a.md", "b\x1b.md", "c.md", "d.md", "e.md")
    expected = r"a.md, b\x1b.md, c.md and 2 more files: 4 files written, 6 removed; "
    assert line(names, good) == expected + "0 errors, 1 warning; 0.2 s"
    bad = Outcome(Report((ERROR,), 3, 0, None), seconds=1)
    assert line(["a.md"], bad) == "a.md: nothing published; 1 error, 0 warnings; 1.0 s"
    assert line(["a.md"], FAILURE) == "a.md: not built; 1 error; 0.0 s"


@given(
    content=st.binary(max_size=300),
    line=st.integers(-2, 12),
    column=st.integers(-2, 400),
    words=st.text(),
)
def test_any_file_and_place_is_shown_and_acts_on_no_terminal(
    tmp_path_factory: Any,  # noqa: ANN401 - a fixture of pytest's own
    content: bytes,
    line: int,
    column: int,
    words: str,
) -> None:
    site = tmp_path_factory.getbasetemp()
    (site / "a.md").write_bytes(content)
    problem = Problem("a.md", line, column, Severity.ERROR, "r", words, words)
    for style in (Style(80), Style()):
        assert all(text.isprintable() for text in lines(site, [problem], style))
    (shown,) = told(site, problem)["problems"]
    texts = [shown["message"], shown["hint"], *(shown["excerpt"] or {}).values()]
    assert all(text.isprintable() for text in texts if isinstance(text, str))


def test_a_file_that_is_none_gives_no_line(tmp_path: Path) -> None:
    (tmp_path / "folder").mkdir()
    for path in ("folder", "gone", "nul\0", ""):
        assert lines_of(tmp_path, path) == ()
        assert told(tmp_path, ERROR._replace(path=path))["problems"][0]["excerpt"] is None


def test_a_long_line_is_cut_around_the_place(board: Board) -> None:
    site = board({"content/a.md": "x" * 500 + "HERE" + "y" * 500})
    found = told(site, ERROR._replace(line=1, column=501))["problems"][0]["excerpt"]
    assert found["before"].startswith("…")
    assert found["rest"].startswith("HERE")
    assert found["rest"].endswith("…")
    assert len(found["before"] + found["rest"]) < 200
