"""The command line as users and scripts rely on it: words, statuses, what is printed where."""

from __future__ import annotations

import functools
import json
from typing import TYPE_CHECKING

import pytest

from tests.builds import BAKER
from tests.folders import files_of

if TYPE_CHECKING:
    from pathlib import Path

    from tests.builds import Board, Run


DAY = ("--as-of", "2026-11-20")
MILLER = BAKER.replace("Night baker", "Miller").replace("jobs@", "mill@")
DOUBTFUL = MILLER.replace("location:", "locaton: Bremen\nlocation:")
BAD = BAKER.replace("2026-10-02", "2.10.2026")


@pytest.fixture
def site(board: Board) -> Path:
    """Return a site folder with one good listing."""
    return board({"content/night-baker.md": BAKER})


@pytest.fixture
def build(run: Run, site: Path) -> Run:
    """Return a call of `ssg build` for the site."""
    return functools.partial(run, "build", "--site", site, *DAY)


@pytest.fixture
def check(run: Run, site: Path) -> Run:
    """Return a call of `ssg check` for the site."""
    return functools.partial(run, "check", "--site", site, *DAY)


def add(site: Path, name: str, text: str) -> None:
    (site / "content" / name).write_text(text, encoding="utf-8")


def test_a_folder_that_is_no_board_replaces_no_published_site(
    site: Path, build: Run, run: Run
) -> None:
    """A misspelled folder made an empty site, with status 0, in place of the published one."""
    output = site / "output"
    build()
    there = files_of(output)
    folder = site / "contents"
    folder.mkdir()
    result = run("build", "--site", folder, "--output", output)
    assert result.exit_code == 2
    assert result.stderr == (
        f"error: {folder} has neither content/ nor ssg.toml, so it is no board;"
        " --site names the folder of a board, and ssg init begins one\n"
    )
    assert not any(folder.iterdir())
    assert files_of(output) == there


def test_an_empty_folder_becomes_an_empty_site(tmp_path: Path, run: Run) -> None:
    for _ in range(2):
        result = run("build", "--site", tmp_path, *DAY)
        assert result.exit_code == 0
        assert "content: warning: there is no such folder" in result.stderr
        assert (tmp_path / "output/index.html").is_file()


@pytest.mark.parametrize("name", ["ssg.toml", "pyproject.toml"])
def test_a_board_may_have_no_listings_yet(board: Board, run: Run, name: str) -> None:
    """Git keeps no empty folder."""
    site = board({name: "[tool.ssg]\n" if name == "pyproject.toml" else ""})
    result = run("build", "--site", site, *DAY)
    assert result.exit_code == 0
    assert "content: warning: there is no such folder" in result.stderr


class TestBuild:
    def test_status_0_and_one_line_that_says_what_was_done(self, site: Path, build: Run) -> None:
        result = build()
        assert result.exit_code == 0
        assert result.stderr == ""
        assert result.stdout.count("\n") == 1
        assert "1 open listing, 0 closed" in result.stdout
        assert "0 errors, 0 warnings" in result.stdout
        assert (site / "output/jobs/night-baker/index.html").is_file()

    def test_status_1_names_what_was_left_out_and_publishes_the_rest(
        self, site: Path, build: Run
    ) -> None:
        add(site, "bad.md", BAD)
        result = build()
        assert result.exit_code == 1
        assert result.stderr == (
            'content/bad.md:5: error: posted "2.10.2026" is not a date;'
            " dates are written 2026-10-31\n"
        )
        assert (site / "output/jobs/night-baker/index.html").is_file()
        assert not (site / "output/jobs/bad").exists()

    def test_what_is_held_back_is_counted_by_warm_builds_too(self, site: Path, build: Run) -> None:
        add(site, "draft.md", MILLER.replace("title:", "draft: true\ntitle:"))
        for _ in range(2):
            assert "1 open listing, 0 closed, 1 held back; " in build().stdout

    def test_warnings_do_not_fail_a_build(self, site: Path, build: Run) -> None:
        add(site, "doubtful.md", DOUBTFUL)
        result = build()
        assert result.exit_code == 0
        assert result.stderr == (
            'content/doubtful.md:4: warning: "locaton" is not a key that is known;'
            ' "location" is given, too; keep one of the two\n'
        )
        assert (site / "output/jobs/doubtful/index.html").is_file()

    def test_problems_are_told_again_by_a_build_that_reads_nothing(
        self, site: Path, build: Run
    ) -> None:
        add(site, "bad.md", BAD)
        add(site, "doubtful.md", DOUBTFUL)
        assert build().stderr == build().stderr != ""

    def test_strict_publishes_nothing_where_a_listing_is_left_out(
        self, site: Path, build: Run
    ) -> None:
        add(site, "bad.md", BAD)
        result = build("--strict")
        assert result.exit_code == 1
        assert "content/bad.md:5: error:" in result.stderr
        assert "nothing published" in result.stdout
        assert not (site / "output").exists()
        assert build().exit_code == 1
        assert "nothing published" in build("--strict").stdout, "though nothing has changed since"

    def test_strict_leaves_the_last_good_site_as_it_is(self, site: Path, build: Run) -> None:
        build()
        before = files_of(site / "output")
        add(site, "bad.md", BAD)
        add(site, "night-baker.md", BAKER.replace("Night baker", "Day baker"))
        assert build("--strict").exit_code == 1
        assert files_of(site / "output") == before

    def test_strict_takes_no_offence_at_warnings(self, site: Path, build: Run) -> None:
        add(site, "doubtful.md", DOUBTFUL)
        assert build("--strict").exit_code == 0

    def test_quiet_prints_errors_only(self, site: Path, build: Run) -> None:
        add(site, "bad.md", BAD)
        add(site, "doubtful.md", DOUBTFUL)
        result = build("--quiet")
        assert result.stdout == ""
        assert result.stderr.count("\n") == 1
        assert "error:" in result.stderr

    def test_a_mistake_in_a_template_is_named_and_publishes_nothing(
        self, site: Path, build: Run
    ) -> None:
        build()
        before = files_of(site / "output")
        (site / "templates").mkdir()
        (site / "templates/listing.html").write_text("line 1\n{{ page.nothing }}\n")
        result = build()
        assert result.exit_code == 1
        assert result.stderr.startswith("templates/listing.html:2: error: in the template:")
        assert result.stderr.count("\n") == 1
        assert files_of(site / "output") == before

    def test_base_url_stands_in_for_the_setting(self, site: Path, build: Run) -> None:
        (site / "ssg.toml").write_text('base_url = "https://jobs.example.com/"\n')
        assert build("--base-url", "https://name.github.io/board").exit_code == 0
        jobs = json.loads((site / "output/jobs.json").read_text(encoding="utf-8"))
        assert jobs["jobs"][0]["url"] == "https://name.github.io/board/jobs/night-baker/"
        assert 'href="/board/jobs/night-baker/"' in (site / "output/index.html").read_text(
            encoding="utf-8"
        )

    def test_as_of_is_the_day_taken_as_today(self, site: Path, run: Run) -> None:
        assert run("build", "--site", site, "--as-of", "2026-10-01").exit_code == 0
        before = json.loads((site / "output/jobs.json").read_text(encoding="utf-8"))
        assert run("build", "--site", site, "--as-of", "2026-10-02").exit_code == 0
        after = json.loads((site / "output/jobs.json").read_text(encoding="utf-8"))
        assert (before["version"], before["generated"], before["jobs"]) == (1, "2026-10-01", [])
        assert (after["generated"], len(after["jobs"])) == ("2026-10-02", 1)

    def test_output_is_another_folder(self, site: Path, tmp_path: Path, build: Run) -> None:
        assert build("--output", tmp_path / "elsewhere/deep").exit_code == 0
        assert (tmp_path / "elsewhere/deep/index.html").is_file()
        assert not (site / "output").exists()

    def test_clean_forgets_the_cache(self, site: Path, build: Run) -> None:
        build()
        cache = site / ".ssg-cache/build.sqlite"
        cache.write_bytes(b"not a database")
        result = build("--clean")
        assert (result.exit_code, result.stderr) == (0, "")
        assert cache.read_bytes().startswith(b"SQLite format 3")

    def test_a_cache_that_cannot_be_read_is_an_empty_one(self, site: Path, build: Run) -> None:
        build()
        before = files_of(site / "output")
        (site / ".ssg-cache/build.sqlite").write_bytes(b"not a database")
        result = build()
        assert result.exit_code == 0
        assert result.stderr.startswith("note: ")
        assert files_of(site / "output") == before


class TestUsage:
    @pytest.mark.parametrize(
        "words",
        [
            ["bild"],
            ["build", "--jbos", "2"],
            ["build", "--jobs", "0"],
            ["build", "--jobs", "many"],
            ["build", "--as-of", "tomorrow"],
            ["build", "--site", "no-such-folder"],
            ["build", "extra"],
            ["check", "--format", "xml"],
            ["check", "no-such-file.md"],
        ],
        ids=" ".join,
    )
    def test_status_2_for_words_that_are_no_call(self, run: Run, words: list[str]) -> None:
        result = run(*words)
        assert result.exit_code == 2
        assert result.stdout == ""
        assert "Error: " in result.stderr

    @pytest.mark.parametrize("day", ["2.10.2026", "tomorrow", "2026-02-30"])
    def test_a_day_that_is_none_is_told_with_how_days_are_written(self, run: Run, day: str) -> None:
        told = f'"{day}" is not a day; days are written 2026-10-31'
        assert told in run("build", "--as-of", day).stderr

    @pytest.mark.parametrize(
        ("file", "text", "told"),
        [
            (
                "ssg.toml",
                'title = "Jobs"\npage_sise = 20\n',
                'ssg.toml:2: error: "page_sise" is not a setting; did you mean "page_size"?\n',
            ),
            (
                "pyproject.toml",
                '[project]\ndescription = "ours"\n[tool.ssg]\ndescription = 1\n',
                "pyproject.toml:4: error: description must be text in quotes, not 1\n",
            ),
        ],
        ids=["unknown", "in pyproject.toml, where the name stands elsewhere, too"],
    )
    def test_status_2_for_a_wrong_setting_with_its_line(
        self, board: Board, run: Run, file: str, text: str, told: str
    ) -> None:
        site = board({file: text})
        for command in ("build", "check"):
            result = run(command, "--site", site)
            assert (result.exit_code, result.stdout, result.stderr) == (2, "", told)
        assert not (site / "output").exists()

    def test_status_2_for_settings_that_are_not_toml(self, site: Path, build: Run) -> None:
        (site / "ssg.toml").write_text('title = "Jobs"\npage_size =\n', encoding="utf-8")
        result = build()
        assert result.exit_code == 2
        assert result.stderr.startswith("ssg.toml:2: error: a line is a setting, = and a value")

    def test_status_2_for_a_base_url_that_is_none(self, build: Run) -> None:
        result = build("--base-url", "jobs.example.org")
        assert result.exit_code == 2
        assert result.stderr.startswith('--base-url: error: base_url = "jobs.example.org" is not')

    @pytest.mark.parametrize(
        ("output", "why"),
        [
            ("site", "holds the site itself"),
            (".", "holds the site itself"),
            ("site/content", "site/content and content/ are in each other's way"),
            ("site/content/published", "in each other's way"),
            ("site/templates", "in each other's way"),
            ("site/static/published", "in each other's way"),
            ("site/.git", "in each other's way"),
            ("site/content/night-baker.md", "is not a folder"),
            ("site/content/night-baker.md/published", "night-baker.md is not a folder"),
        ],
    )
    def test_status_2_for_an_output_folder_that_would_do_harm(
        self, tmp_path: Path, build: Run, output: str, why: str
    ) -> None:
        before = files_of(tmp_path)
        result = build("--output", tmp_path / output)
        assert result.exit_code == 2
        assert result.stderr.startswith("error: ")
        assert why in result.stderr
        assert files_of(tmp_path) == before

    @pytest.mark.parametrize("target", ["nowhere", "link"])
    def test_status_2_for_a_link_that_leads_to_no_folder(
        self, target: str, tmp_path: Path, build: Run
    ) -> None:
        (tmp_path / "link").symlink_to(target)
        result = build("--output", tmp_path / "link")
        assert (result.exit_code, result.stdout) == (2, "")
        assert result.stderr == f"error: {tmp_path / 'link'} is not a folder\n"


class TestCheck:
    def test_status_0_where_nothing_is_wrong_and_nothing_is_written(
        self, site: Path, check: Run
    ) -> None:
        before = files_of(site)
        result = check()
        assert (result.exit_code, result.stderr) == (0, "")
        assert result.stdout == "1 listing, 0 errors, 0 warnings\n"
        assert files_of(site) == before

    def test_status_1_for_a_warning_alone(self, site: Path, check: Run) -> None:
        add(site, "doubtful.md", DOUBTFUL)
        result = check()
        assert result.exit_code == 1
        assert result.stdout == (
            'content/doubtful.md:4: warning: "locaton" is not a key that is known;'
            ' "location" is given, too; keep one of the two\n'
            "2 listings, 0 errors, 1 warning\n"
        )

    def test_files_that_errors_leave_out_are_counted(self, site: Path, check: Run) -> None:
        """With "0 listings, 2 errors" it looked as if nothing had been read."""
        add(site, "bad.md", "---\ntitle: Baker\nposted: soon\nbenefits: {a: b}\n---\nBread.\n")
        last = check(site / "content/bad.md").stdout.splitlines()[-1]
        assert last.startswith("0 listings, 1 file left out, 2 errors, ")
        assert check().stdout.splitlines()[-1].startswith("1 listing, 1 file left out, 2 errors, ")

    def test_paths_choose_what_is_reported(self, site: Path, check: Run) -> None:
        add(site, "bad.md", BAD)
        (site / "content/below").mkdir()
        add(site, "below/doubtful.md", DOUBTFUL)
        assert check(site / "content/night-baker.md").exit_code == 0
        chosen = check(site / "content/below").stdout
        assert "content/below/doubtful.md:4" in chosen
        assert "content/bad.md" not in chosen

    def test_a_path_that_no_check_reaches_is_no_success(self, site: Path, run: Run) -> None:
        listing = site / "content/night-baker.md"
        (site.parent / "other").mkdir()
        outside = run("check", "--site", site.parent / "other", listing)
        assert outside.exit_code == 2
        assert f"{listing} is not in the site folder" in outside.stderr
        above = run("check", "--site", site.parent, listing)
        assert above.exit_code == 1
        assert "content: warning: there is no such folder" in above.stdout

    def test_a_board_whose_listings_are_gone_is_told(self, site: Path, check: Run) -> None:
        """What is asked about lies elsewhere, and nothing was looked at."""
        (site / "ssg.toml").touch()
        (site / "content").rename(site / "contents")
        result = check(site / "contents")
        assert result.exit_code == 1
        assert "content: warning: there is no such folder" in result.stdout

    def test_github_format_is_a_workflow_command_a_line(self, site: Path, check: Run) -> None:
        add(site, "doubtful,50%.md", DOUBTFUL)
        result = check("--format", "github")
        assert result.exit_code == 1
        assert result.stdout == (
            "::warning file=content/doubtful%2C50%25.md,line=4,col=1,title=unknown-key::"
            '"locaton" is not a key that is known%0A"location" is given, too; keep one of the two\n'
        )

    def test_json_format_is_a_list_of_problems(self, site: Path, check: Run) -> None:
        add(site, "doubtful.md", DOUBTFUL)
        result = check("--format", "json")
        assert result.exit_code == 1
        assert json.loads(result.stdout) == [
            {
                "path": "content/doubtful.md",
                "line": 4,
                "column": 1,
                "severity": "warning",
                "rule": "unknown-key",
                "message": '"locaton" is not a key that is known',
                "hint": '"location" is given, too; keep one of the two',
            }
        ]

    @pytest.mark.parametrize(("form", "told"), [("github", ""), ("json", "[]\n")])
    def test_no_problems_in_the_formats_for_programs(
        self, check: Run, form: str, told: str
    ) -> None:
        result = check("--format", form)
        assert (result.exit_code, result.stdout) == (0, told)
