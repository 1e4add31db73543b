"""`ssg new` and `ssg review` as people call them: words, a terminal, an editor, statuses."""

from __future__ import annotations

import functools
import json
from typing import TYPE_CHECKING

import pytest

from ssg.keys import LISTING_KEYS
from ssg.listing import Listing
from ssg.reading import read
from ssg.sources import Source
from tests.repositories import git
from tests.terminals import typed_at

if TYPE_CHECKING:
    from pathlib import Path

    from tests.builds import Run


pytestmark = pytest.mark.usefixtures("alone")

DAY = ("--as-of", "2026-11-20")
GIVEN = (
    *("--company", "Kornblume Bakery", "--location", "Bremen, Germany"),
    *("--salary", "€36,000 - €42,000 a year", "--apply-url", "mailto:jobs@kornblume.example"),
    *("--tag", "baking", "--tag", "night shift", "--employment-type", "full-time"),
)
ISSUE = """### Job title

Night baker

### Company

Kornblume Bakery

### Location

Bremen, Germany

### Where to apply

{address}

### Description

We bake for forty shops, and we start at ten in the evening. You knead, shape and bake rye bread.
You know sourdough, and you teach one apprentice a year.
"""


@pytest.fixture
def site(tmp_path: Path) -> Path:
    """Return an empty site folder."""
    (tmp_path / "site").mkdir()
    return tmp_path / "site"


@pytest.fixture
def new(run: Run, site: Path) -> Run:
    """Return a call of `ssg new` for the site."""
    return functools.partial(run, "new", "--site", site, *DAY)


def written(site: Path) -> list[str]:
    paths = sorted(path for path in site.rglob("*") if path.is_file())
    return [path.relative_to(site).as_posix() for path in paths]


def listing(path: Path) -> Listing:
    entry = read(Source(path.name, path.read_bytes(), "key")).entry
    assert isinstance(entry, Listing)
    return entry


class TestNew:
    @pytest.mark.parametrize("words", [(), ("--draft",), ("--valid-through", "2026-12-31")])
    def test_what_it_writes_has_no_problem(
        self, run: Run, new: Run, site: Path, words: tuple[str, ...]
    ) -> None:
        result = new("Senior Python Developer", *GIVEN, *words)
        path = site / "content/senior-python-developer.md"
        assert (result.exit_code, result.stderr) == (0, "")
        assert result.stdout == f"written: {path}\n"
        checked = run("check", "--site", site, *DAY)
        assert checked.exit_code == 0
        assert checked.stdout.endswith(", 0 errors, 0 warnings\n")
        assert listing(path).tags == ("baking", "night shift")

    def test_headings(self, run: Run, new: Run, site: Path) -> None:
        words = [*GIVEN[:8], "--tag", "Baking", "--benefit", "free bread", "--form", "headings"]
        result = new("Night baker", *words)
        assert (result.exit_code, result.stderr) == (0, "")
        assert written(site) == ["content/jobs/Baking/2026-11/night-baker/README.md"]
        assert run("check", "--site", site, *DAY).exit_code == 0
        refused = new("Night baker", *GIVEN, "--form", "headings")
        assert refused.exit_code == 1
        assert "no place for employment_type; use front-matter" in refused.stderr

    def test_there_is_an_option_for_each_key(self, run: Run) -> None:
        told = run("new", "--help").stdout
        singular = {"tags": "tag", "benefits": "benefit"}
        for name in [key for key in LISTING_KEYS if key != "title"]:
            assert f"--{singular.get(name, name).replace('_', '-')} " in told

    def test_a_second_one_takes_another_name(self, new: Run, site: Path) -> None:
        new("Baker")
        new("Baker")
        assert written(site) == ["content/baker-2.md", "content/baker.md"]

    def test_doubts_are_told_and_errors_write_nothing(self, new: Run, site: Path) -> None:
        refused = new("Baker", "--posted", "soon", "--apply-url", "kornblume.example")
        assert refused.exit_code == 2
        first, second = refused.stderr.splitlines()
        assert first.startswith('error: apply_url "kornblume.example" is not an address')
        assert second == 'error: posted "soon" is not a date; dates are written 2026-10-31'
        assert written(site) == []
        doubted = new("Baker", "--employment-type", "ful-time")
        assert doubted.exit_code == 0
        assert doubted.stderr.startswith('warning: employment_type "ful-time" is not one')

    def test_a_title_is_needed(self, new: Run, site: Path) -> None:
        for words in ((), ("",), ("  ",), ("\u200b",)):
            assert new(*words).exit_code == 2
        assert written(site) == []

    def test_an_own_place(self, new: Run, site: Path, tmp_path: Path) -> None:
        path = tmp_path / "here/Baker.md"
        made = new("Baker", "--output", path)
        assert (made.exit_code, written(site)) == (0, [])
        assert "note: builds read what lies in" in made.stderr
        assert new("Baker", "--output", site / "content/there/baker.md").stderr == ""
        before = path.read_bytes()
        assert new("Miller", "--output", path).exit_code == 1
        assert path.read_bytes() == before

    @pytest.mark.parametrize(
        ("name", "reason"),
        [("b\udce4cker.md", "not UTF-8"), ("rye\nbread.md", "not UTF-8"), (".baker.md", "point")],
    )
    def test_a_name_of_which_no_build_would_read_the_file_is_refused(
        self, new: Run, site: Path, name: str, reason: str
    ) -> None:
        refused = new("Baker", "--output", site / "content" / name)
        assert (refused.exit_code, written(site)) == (1, [])
        assert reason in refused.stderr
        assert refused.stderr.count("\n") == 1

    def test_the_schema_is_named_where_the_board_has_an_address(self, new: Run, site: Path) -> None:
        (site / "ssg.toml").write_text('base_url = "https://name.github.io/jobs"\n')
        new("Baker")
        lines = (site / "content/baker.md").read_text(encoding="utf-8").splitlines()
        address = "https://name.github.io/jobs/schemas/listing-1.json"
        assert lines[1] == f"# yaml-language-server: $schema={address}"

    def test_a_wrong_setting(self, new: Run, site: Path) -> None:
        (site / "ssg.toml").write_text('titel = "Jobs"\n')
        result = new("Baker")
        assert result.exit_code == 2
        assert "is not a setting" in result.stderr

    @pytest.mark.parametrize("content", ["file", "folder"])
    def test_what_stands_in_the_way_is_named(self, new: Run, site: Path, content: str) -> None:
        if content == "file":
            (site / "content").write_text("mine")
            result = new("Baker")
            assert (result.exit_code, result.stderr.count("\n")) == (1, 1)
            assert f"{site / 'content'}: a file stands where a folder has to be" in result.stderr
        else:
            (site / "content/baker.md").mkdir(parents=True)
            assert new("Baker").exit_code == 0
            assert written(site) == ["content/baker-2.md"]


class TestEditor:
    @pytest.fixture
    def editor(self, tmp_path: Path) -> Path:
        """Return a program that notes which file it is to open."""
        path = tmp_path / "my editor"
        path.write_text(f'#!/bin/sh\nprintf "%s\\n" "$@" > "{tmp_path}/opened"\n')
        path.chmod(0o700)
        return path

    def test_visual_comes_first_and_no_shell_reads_the_path(
        self, run: Run, tmp_path: Path, editor: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        odd = tmp_path / "a; touch pwned; $(touch pwned)"
        odd.mkdir()
        monkeypatch.setenv("VISUAL", f"'{editor}' --wait")
        monkeypatch.setenv("EDITOR", "false")
        result = run("new", "Baker", "--site", odd, "--edit", *DAY)
        assert result.exit_code == 0, result.stderr
        opened = (tmp_path / "opened").read_text().splitlines()
        assert opened == ["--wait", str(odd / "content/baker.md")]
        assert list(tmp_path.rglob("pwned")) == []

    @pytest.mark.parametrize("named", ["", "no-such-editor", "false", "'"])
    def test_without_one_the_listing_is_there_all_the_same(
        self, new: Run, site: Path, named: str, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.delenv("VISUAL", raising=False)
        monkeypatch.setenv("EDITOR", named)
        result = new("Baker", "--edit")
        assert result.exit_code == 1
        assert result.stderr.startswith("error: ")
        assert written(site) == ["content/baker.md"]


class TestTerminal:
    def told(self, site: Path, typed: str, *words: str) -> tuple[int, str]:
        """Return status and output of `ssg new` at a terminal where somebody types."""
        return typed_at(typed, "new", "--site", str(site), *DAY, *words)

    def test_it_asks_for_what_is_missing(self, site: Path) -> None:
        typed = (
            "Night baker\nBremen, Germany\n\nfull-time\nmailto:a@kornblume.example\nbaking, rye\n"
        )
        status, output = self.told(site, typed, "--company", "Kornblume")
        assert status == 0, output
        assert "Company (" not in output
        found = listing(site / "content/night-baker.md")
        assert (found.company, found.location, found.salary) == (
            "Kornblume",
            "Bremen, Germany",
            None,
        )
        assert found.tags == ("baking", "rye")

    def test_it_asks_again_where_an_answer_will_not_do(self, site: Path) -> None:
        typed = "\nBaker\n\n\n\n\nkornblume.example\nhttps://kornblume.example\n\n"
        status, output = self.told(site, typed)
        assert status == 0, output
        assert 'did you mean "https://kornblume.example"?' in output
        assert listing(site / "content/baker.md").apply_url == "https://kornblume.example"

    def test_nothing_is_asked_where_what_is_given_will_not_do(self, site: Path) -> None:
        status, output = self.told(site, "", "Baker", "--valid-through", "2.10.2026")
        assert status == 2
        assert output == (
            'error: valid_through "2.10.2026" is not a date; dates are written 2026-10-31\n'
        )

    def test_what_is_typed_is_a_text_and_no_more(self, site: Path) -> None:
        status, output = self.told(site, 'a: b" #c\n: x\n[y]\n\n\n\n{z}\n')
        assert status == 0, output
        found = listing(next((site / "content").iterdir()))
        assert (found.title, found.company, found.tags) == ('a: b" #c', ": x", ("{z}",))
        assert found.location == "[y]"


class TestFromIssue:
    def test_it_becomes_a_file_and_an_answer(self, new: Run, site: Path, tmp_path: Path) -> None:
        issue = tmp_path / "issue.md"
        issue.write_text(ISSUE.format(address="https://kornblume.example/jobs"), encoding="utf-8")
        result = new("--from-issue", issue)
        assert (result.exit_code, result.stderr) == (0, "written: content/night-baker.md\n")
        assert result.stdout.startswith("### This can be published\n\nNo problems were found.\n")
        assert listing(site / "content/night-baker.md").company == "Kornblume Bakery"

    def test_all_problems_are_told_at_once_and_nothing_is_written(
        self, new: Run, site: Path, tmp_path: Path
    ) -> None:
        issue = tmp_path / "issue.md"
        text = ISSUE.format(address="<b>@you</b>").replace("Night baker", "URGENT BAKER")
        text = text.replace("You knead", "Write to mirthe@gmail.com. You knead")
        issue.write_text(text, encoding="utf-8")
        result = new("--from-issue", issue)
        assert (result.exit_code, result.stderr) == (1, "")
        rows = [line.split(" | ")[:2] for line in result.stdout.splitlines()[4:7]]
        assert rows == [
            ["| error", "Where to apply"],
            ["| warning", "Job title"],
            ["| warning", "Description"],
        ]
        assert "give an address of the company, as Where to apply" in result.stdout
        assert "@you" not in result.stdout
        assert written(site) == []

    @pytest.mark.parametrize(
        ("change", "told"),
        [
            (("Night baker", "None"), "| error | Job title | a listing needs a title"),
            (("Night baker", "BAKER!!!"), "| error | Job title | the title shouts"),
            (("Kornblume Bakery", "_No response_"), "| error | Company | there is no answer"),
        ],
    )
    def test_whatever_the_board_takes_for_an_error_refuses_it(
        self, new: Run, site: Path, tmp_path: Path, change: tuple[str, str], told: str
    ) -> None:
        (site / "ssg.toml").write_text('[rules]\ntitle-shouting = "error"\n', encoding="utf-8")
        issue = tmp_path / "issue.md"
        text = ISSUE.format(address="https://kornblume.example/jobs").replace(*change)
        issue.write_text(text, encoding="utf-8")
        result = new("--from-issue", issue)
        assert (result.exit_code, result.stderr) == (1, "")
        assert result.stdout.startswith("### This cannot be published yet\n")
        (row,) = [line for line in result.stdout.splitlines()[4:] if line.startswith("| ")]
        assert row.startswith(told)
        assert written(site) == ["ssg.toml"]

    def test_doubts_are_told_by_their_questions(self, new: Run, site: Path, tmp_path: Path) -> None:
        issue = tmp_path / "issue.md"
        text = ISSUE.format(address="https://kornblume.example/jobs")
        issue.write_text(text.replace("Night baker", "URGENT!!! BAKER"), encoding="utf-8")
        result = new("--from-issue", issue)
        assert result.exit_code == 0
        assert "| warning | Job title | " in result.stdout
        assert len(written(site)) == 1

    def test_it_takes_all_from_the_issue(self, new: Run, tmp_path: Path) -> None:
        issue = tmp_path / "issue.md"
        issue.write_text("x")
        for words in (("Baker",), ("--company", "Kornblume"), ("--edit",), ("--form", "headings")):
            assert new("--from-issue", issue, *words).exit_code == 2

    def test_a_file_that_is_none(self, new: Run, tmp_path: Path) -> None:
        (tmp_path / "event.json").write_text("[")
        result = new("--from-issue", tmp_path / "event.json")
        assert (result.exit_code, result.stdout) == (1, "")


class TestReview:
    @pytest.fixture
    def changed(self, site: Path, new: Run) -> Path:
        """Return the site as a Git repository with a listing that is not committed."""
        new("Miller", *GIVEN)
        git(site, "init", "--quiet")
        git(site, "add", ".")
        git(site, "commit", "--quiet", "--message=x")
        new("Night baker", *GIVEN)
        return site

    def test_what_changed_is_shown(self, run: Run, changed: Path) -> None:
        result = run("review", "--site", changed, "--changed-since", "HEAD", *DAY)
        assert result.exit_code == 0
        assert "#### Night baker" in result.stdout
        assert "#### Miller" not in result.stdout

    def test_what_is_too_large_for_the_setting_is_not_shown(self, run: Run, changed: Path) -> None:
        (changed / "ssg.toml").write_text("size_limit = 10\n", encoding="utf-8")
        result = run("review", "--site", changed, "--changed-since", "HEAD", *DAY)
        assert "at most 10 go" in result.stdout
        assert "#### Night baker" not in result.stdout

    def test_data_say_the_same(self, run: Run, changed: Path, tmp_path: Path) -> None:
        words = ("review", "--site", changed, "--changed-since", "HEAD", *DAY)
        data = run(*words, "--format", "json").stdout
        assert [each["path"] for each in json.loads(data)["changed"]] == ["content/night-baker.md"]
        (tmp_path / "review.json").write_text(data, encoding="utf-8")
        result = run("review", "--from", tmp_path / "review.json")
        assert (result.exit_code, result.stdout) == (0, run(*words).stdout)

    def test_usage(self, run: Run, site: Path, tmp_path: Path) -> None:
        assert run("review", "--site", site).exit_code == 2
        assert run("review", "--site", site, "--changed-since", "HEAD").exit_code == 2
        (tmp_path / "review.json").write_text("{}")
        result = run("review", "--from", tmp_path / "review.json")
        assert (result.exit_code, result.stdout) == (1, "")
        assert result.stderr.count("\n") == 1
