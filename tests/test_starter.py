"""`ssg init`: a board that builds without a warning, and nothing of anybody's overwritten."""

from __future__ import annotations

import datetime as dt
import json
import re
import subprocess
import tomllib
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ssg import __version__
from ssg.settings import Settings, read_settings
from ssg.sources import LARGEST_FILE, find_sources
from ssg.starter import Answers, requirement_of, start
from tests.folders import files_of
from tests.terminals import typed_at

if TYPE_CHECKING:
    from pathlib import Path

    from tests.builds import Board, Run


TODAY = dt.date(2026, 11, 20)
FILES = [
    ".gitignore",
    "CONTRIBUTING.md",
    "README.md",
    "content/jobs/Support/2026-11/customer-support/README.md",
    "content/orchard-keeper.md",
    "ssg.toml",
    "templates/listing.html",
]
FOR_GITHUB = [
    ".github/ISSUE_TEMPLATE/job.yml",
    ".github/comment.sh",
    ".github/dependabot.yml",
    ".github/workflows/check.yml",
    ".github/workflows/comment.yml",
    ".github/workflows/pages.yml",
    ".github/workflows/submissions.yml",
    "requirements.txt",
]


def begin(folder: Path, title: str = Answers().title, *, for_github: bool = False) -> list[str]:
    answers = Answers(title=title, for_github=for_github)
    return sorted(start(folder, answers, TODAY).written)


def test_a_new_board_is_read_and_built_without_a_problem(tmp_path: Path, run: Run) -> None:
    board = tmp_path / "my board"
    result = run("init", board, "--yes")
    assert (result.exit_code, result.stderr) == (0, "")
    assert result.stdout.count("written: ") == len(FILES)
    checked = run("check", "--site", board)
    assert (checked.exit_code, checked.stdout) == (0, "2 listings, 0 errors, 0 warnings\n")
    built = run("build", "--site", board, "--strict")
    assert (built.exit_code, built.stderr) == (0, "")
    page = (board / "output/jobs/orchard-keeper/index.html").read_text(encoding="utf-8")
    assert "Never pay to apply." in page
    assert "Our job board" in page
    data = json.loads((board / "output/jobs.json").read_text(encoding="utf-8"))
    assert {job["slug"] for job in data["jobs"]} == {"customer-support", "orchard-keeper"}
    assert all(job["countries"] and job["salary"] and job["apply_url"] for job in data["jobs"])


def test_what_is_written(tmp_path: Path) -> None:
    assert begin(tmp_path / "plain") == FILES
    assert begin(tmp_path / "hosted", for_github=True) == sorted([*FILES, *FOR_GITHUB])
    assert sorted(files_of(tmp_path / "plain")) == FILES
    listing = (tmp_path / "plain/content/orchard-keeper.md").read_text(encoding="utf-8")
    assert "\nposted: 2026-11-20\n" in listing
    assert "2026-01" not in "".join(
        data.decode() for path, data in files_of(tmp_path / "plain").items() if path != "README.md"
    )


def test_a_setting_may_be_added_below_all_others(tmp_path: Path) -> None:
    begin(tmp_path)
    with (tmp_path / "ssg.toml").open("a", encoding="utf-8") as file:
        file.write("page_size = 7\n")
    assert read_settings(tmp_path).page_size == 7


def test_what_is_said_of_github_is_for_boards_that_are_there(tmp_path: Path) -> None:
    begin(tmp_path / "plain")
    begin(tmp_path / "hosted", for_github=True)
    for name in ("README.md", "CONTRIBUTING.md"):
        plain, hosted = (
            (tmp_path / folder / name).read_text(encoding="utf-8") for folder in ("plain", "hosted")
        )
        assert "<!--" not in plain + hosted
        assert ("issue" in plain, "issue" in hosted) == (False, True)


def test_the_sample_for_contributors_is_read_without_a_problem(tmp_path: Path, run: Run) -> None:
    begin(tmp_path)
    told = (tmp_path / "CONTRIBUTING.md").read_text(encoding="utf-8")
    sample = re.search(r"```markdown\n(.*?)\n *```", told, re.DOTALL)
    assert sample
    lines = [line.removeprefix("   ") for line in sample[1].splitlines()]
    (tmp_path / "content/night-baker.md").write_text("\n".join(lines), encoding="utf-8")
    assert run("check", "--site", tmp_path, "--as-of", "2026-11-20").exit_code == 0


def test_git_keeps_what_is_written_and_not_what_is_built(tmp_path: Path, run: Run) -> None:
    run("init", tmp_path, "--yes", "--github")
    run("build", "--site", tmp_path)
    subprocess.run(["git", "init", "--quiet", tmp_path], check=True)
    command = ["git", "-C", str(tmp_path), "ls-files", "--others", "--exclude-standard"]
    told = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    month = f"{dt.datetime.now(dt.UTC):%Y-%m}"
    assert sorted(told.splitlines()) == sorted(
        path.replace("2026-11", month) for path in [*FILES, *FOR_GITHUB]
    )


class TestNothingIsOverwritten:
    def test_a_second_call_writes_nothing_and_names_what_it_kept(
        self, tmp_path: Path, run: Run
    ) -> None:
        run("init", tmp_path, "--yes")
        for path in files_of(tmp_path):
            (tmp_path / path).write_text("mine\n", encoding="utf-8")
        before = files_of(tmp_path)
        result = run("init", tmp_path, "--yes")
        assert result.exit_code == 0
        assert files_of(tmp_path) == before
        assert result.stdout.splitlines() == [
            f"kept as it was: {name}" for name in (*FILES[:3], "content/", "ssg.toml", "templates/")
        ]

    def test_a_board_that_stands_gets_the_workflow_and_no_examples(
        self, board: Board, run: Run
    ) -> None:
        mine = {"content/baker.md": b"---\ntitle: Baker\n---\n", "ssg.toml": b'title = "Mine"\n'}
        site = board(mine)
        assert run("init", site, "--github", "--yes").exit_code == 0
        assert files_of(site).items() >= mine.items()
        assert [source.path for source in find_sources(site, LARGEST_FILE)] == ["content/baker.md"]
        assert (site / ".github/workflows/pages.yml").is_file()

    def test_settings_in_pyproject_are_not_shadowed(self, board: Board, run: Run) -> None:
        site = board({"pyproject.toml": '[tool.ssg]\ntitle = "Mine"\n'})
        result = run("init", site, "--yes")
        assert "kept as it was: pyproject.toml\n" in result.stdout
        assert not (site / "ssg.toml").exists()
        assert read_settings(site).title == "Mine"

    def test_a_link_that_leads_nowhere_is_a_file_too(self, tmp_path: Path) -> None:
        (tmp_path / "README.md").symlink_to("elsewhere.md")
        assert "README.md" not in begin(tmp_path)
        assert not (tmp_path / "elsewhere.md").exists()

    def test_a_file_in_the_place_of_a_folder_is_named(self, board: Board, run: Run) -> None:
        site = board({".github": "mine\n"})
        result = run("init", site, "--yes", "--github")
        assert result.exit_code == 1
        assert result.stderr.startswith(f"error: {site / '.github'}")
        assert result.stderr.count("\n") == 1
        assert (site / ".github").read_text() == "mine\n"

    def test_a_folder_that_is_a_file(self, board: Board, run: Run) -> None:
        site = board({"file": "mine\n"})
        result = run("init", site / "file", "--yes")
        assert result.exit_code == 1
        assert result.stderr.startswith(f"error: {site / 'file'}")


class TestWhere:
    def test_the_folder_lies_in_the_site_folder(self, tmp_path: Path, run: Run) -> None:
        assert run("init", "board", "--site", tmp_path, "--yes").exit_code == 0
        assert (tmp_path / "board/ssg.toml").is_file()

    def test_without_a_folder_it_is_the_site_folder(self, tmp_path: Path, run: Run) -> None:
        assert run("init", "--site", tmp_path / "new", "--yes").exit_code == 0
        assert (tmp_path / "new/ssg.toml").is_file()

    @pytest.mark.parametrize(
        ("branch", "told"), [("main", "main"), ("trunk", '"trunk"'), ("on", '"on"')]
    )
    def test_the_workflow_runs_for_the_branch_of_the_repository(
        self, tmp_path: Path, branch: str, told: str
    ) -> None:
        command = ["git", "init", "--quiet", f"--initial-branch={branch}", str(tmp_path)]
        subprocess.run(command, check=True)
        begin(tmp_path, for_github=True)
        text = (tmp_path / ".github/workflows/pages.yml").read_text(encoding="utf-8")
        assert f"\n    branches: [{told}]\n" in text

    def test_workflows_below_the_root_of_a_repository_are_told(
        self, tmp_path: Path, run: Run
    ) -> None:
        subprocess.run(["git", "init", "--quiet", str(tmp_path)], check=True)
        where = f"note: GitHub reads workflows in {tmp_path / '.github'} only: move them"
        below = run("init", "--site", tmp_path / "board", "--github", "--yes")
        assert where in below.stderr
        assert "GitHub reads" not in run("init", "--site", tmp_path, "--github", "--yes").stderr


class TestAnswers:
    def told(self, folder: Path, typed: str, *words: str) -> tuple[int, str]:
        """Return status and output of `ssg init` at a terminal where somebody types."""
        return typed_at(typed, "init", str(folder), *words)

    def test_a_terminal_is_asked_for_title_and_address(self, tmp_path: Path) -> None:
        status, output = self.told(
            tmp_path, 'Jobs "of the north"\nhttps://jobs.north.example\n', "--github"
        )
        assert status == 0, output
        settings = read_settings(tmp_path)
        assert settings.title == 'Jobs "of the north"'
        assert settings.base_url == "https://jobs.north.example/"
        assert (tmp_path / "README.md").read_text().startswith('# Jobs "of the north"\n')

    def test_the_return_key_takes_what_is_offered(self, tmp_path: Path) -> None:
        status, output = self.told(tmp_path, "\n\n\n")
        assert status == 0, output
        assert read_settings(tmp_path).base_url == Settings().base_url

    def test_it_asks_again_for_an_address_that_is_none(self, tmp_path: Path) -> None:
        typed = "Jobs\njobs.north.example\nhttps://jobs.north.example\n\n"
        status, output = self.told(tmp_path / "new", typed)
        assert status == 0, output
        assert 'Error: base_url = "jobs.north.example" is not an address a site can have' in output
        settings = read_settings(tmp_path / "new")
        assert (settings.title, settings.base_url) == ("Jobs", "https://jobs.north.example/")

    def test_yes_asks_nothing(self, tmp_path: Path) -> None:
        status, output = self.told(tmp_path, "", "--yes")
        assert status == 0
        assert "?" not in output

    def test_a_board_that_has_settings_is_asked_nothing(self, board: Board) -> None:
        status, output = self.told(board({"ssg.toml": 'title = "Mine"\n'}), "")
        assert status == 0
        assert "?" not in output

    @given(title=st.text(st.characters(exclude_categories=())))
    def test_any_title_makes_settings_that_can_be_read(
        self, title: str, tmp_path_factory: pytest.TempPathFactory
    ) -> None:
        folder = tmp_path_factory.mktemp("board")
        begin(folder, title=title)
        told = tomllib.loads((folder / "ssg.toml").read_text(encoding="utf-8"))["title"]
        assert told.isprintable()
        words = " ".join(title.split())
        assert told == words or not words.isprintable()


class TestRequirement:
    def test_from_an_index_it_is_the_compatible_versions(self) -> None:
        assert requirement_of(None, "0.1.0") == ("ssg>=0.1.0,<0.2", True)
        assert requirement_of(None, "1.4.2") == ("ssg>=1.4.2,<2", True)

    def test_from_a_repository_it_is_the_commit(self) -> None:
        origin = {
            "url": "https://git.example/ssg.git",
            "vcs_info": {"vcs": "git", "commit_id": "4f2a"},
        }
        assert requirement_of(json.dumps(origin), "0.1.0") == (
            "ssg @ git+https://git.example/ssg.git@4f2a",
            True,
        )

    def test_from_an_address_it_is_the_address(self) -> None:
        url = "https://files.example/ssg-0.1.0-py3-none-any.whl"
        origin = {"url": url, "archive_info": {}}
        assert requirement_of(json.dumps(origin), "0.1.0") == (f"ssg @ {url}", True)

    @pytest.mark.parametrize(
        "url", ["file:///home/somebody/ssg", "ssh://git@git.example/ssg.git", ""]
    )
    def test_from_where_no_other_machine_gets_it_that_is_said(self, url: str) -> None:
        origin = {"url": url, "dir_info": {"editable": True}}
        assert requirement_of(json.dumps(origin), "0.1.0") == ("ssg>=0.1.0,<0.2", False)

    def test_the_file_names_this_version_or_an_address(self, tmp_path: Path) -> None:
        begin(tmp_path, for_github=True)
        lines = (tmp_path / "requirements.txt").read_text(encoding="utf-8").splitlines()
        (line,) = [line for line in lines if not line.startswith("#")]
        assert line.startswith((f"ssg>={__version__},<", "ssg @ "))
