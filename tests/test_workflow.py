"""The workflow that `ssg init --github` writes: valid, careful, and run here as a runner would."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

import pytest
import yaml

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from click.testing import Result

    Run = Callable[..., Result]

WORKFLOW = ".github/workflows/pages.yml"
ADDRESS = "https://name.github.io/board"  # as configure-pages gives it, without a slash


@pytest.fixture
def repository(tmp_path: Path, run: Run) -> Path:
    """Return a new board as a Git repository, everything committed."""
    folder = tmp_path / "board"
    assert run("init", folder, "--yes", "--github").exit_code == 0
    git(tmp_path, "init", "--quiet", "--initial-branch=main", "board")
    commit(folder)
    return folder


def git(folder: Path, *words: str) -> None:
    who = ["-c", "user.name=Mirthe", "-c", "user.email=mirthe@board.example"]
    subprocess.run(["git", "-C", str(folder), *who, *words], check=True, capture_output=True)


def commit(folder: Path) -> None:
    git(folder, "add", ".")
    git(folder, "commit", "--quiet", "--message=A board")


def workflow_of(folder: Path) -> dict[str, Any]:
    # YAML 1.1 reads `on` as true; GitHub does not.
    text = (folder / WORKFLOW).read_text(encoding="utf-8").replace("\non:\n", '\n"on":\n')
    read: dict[str, Any] = yaml.safe_load(text)
    return read


@pytest.fixture
def workflow(repository: Path) -> dict[str, Any]:
    """Return the workflow as YAML has it."""
    return workflow_of(repository)


def steps(workflow: dict[str, Any], job: str = "build") -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = workflow["jobs"][job]["steps"]
    return found


def test_it_is_valid_by_the_schema_of_github_workflows(repository: Path) -> None:
    command = [sys.executable, "-m", "check_jsonschema", "--builtin-schema"]
    done = subprocess.run(
        [*command, "vendor.github-workflows", str(repository / WORKFLOW)],
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr


def test_the_steps_and_their_order(workflow: dict[str, Any]) -> None:
    named = [step.get("uses", step.get("run", "").split("\n")[0]) for step in steps(workflow)]
    used = [name.partition("@")[0] if name.startswith("actions/") else name for name in named]
    assert used == [
        "actions/checkout",
        "actions/setup-python",
        "python -m pip install --requirement requirements.txt",
        "actions/cache",
        "actions/configure-pages",
        "ssg check --format github || [ $? -eq 1 ]",
        'ssg build --strict --base-url "$ADDRESS/"',
        "actions/upload-pages-artifact",
    ]
    ((deployed),) = [step["uses"] for step in steps(workflow, "deploy")]
    assert deployed.startswith("actions/deploy-pages@")


def test_it_runs_on_push_by_hand_and_daily(workflow: dict[str, Any]) -> None:
    assert set(workflow["on"]) == {"push", "workflow_dispatch", "schedule"}
    assert workflow["on"]["push"] == {"branches": ["main"]}
    ((cron),) = [each["cron"] for each in workflow["on"]["schedule"]]
    minute, hour, *days = cron.split()
    assert (0 < int(minute) < 60, 0 <= int(hour) < 24, days) == (True, True, ["*", "*", "*"])


def test_each_job_may_do_the_least_it_needs(workflow: dict[str, Any]) -> None:
    assert workflow["permissions"] == {}
    assert workflow["jobs"]["build"]["permissions"] == {"contents": "read", "pages": "read"}
    assert workflow["jobs"]["deploy"]["permissions"] == {"pages": "write", "id-token": "write"}
    assert steps(workflow)[0]["with"] == {"persist-credentials": False}


def test_one_deployment_at_a_time_none_cut_short_none_for_ever(workflow: dict[str, Any]) -> None:
    assert workflow["concurrency"] == {"group": "pages", "cancel-in-progress": False}
    assert all(job["timeout-minutes"] <= 20 for job in workflow["jobs"].values())
    assert workflow["jobs"]["deploy"]["needs"] == "build"
    assert workflow["jobs"]["deploy"]["environment"]["name"] == "github-pages"


def test_expressions_name_steps_that_there_are(repository: Path, workflow: dict[str, Any]) -> None:
    text = (repository / WORKFLOW).read_text(encoding="utf-8")
    named = set(re.findall(r"steps\.(\w+)\.", text))
    ids = {step.get("id") for job in workflow["jobs"] for step in steps(workflow, job)}
    assert named == ids - {None} == {"pages", "deployment"}


def test_the_cache_is_known_by_content(workflow: dict[str, Any]) -> None:
    (cache,) = [each["with"] for each in steps(workflow) if "cache@" in each.get("uses", "")]
    assert cache["path"] == ".ssg-cache"
    hashed = re.findall(r"'([^']+)'", cache["key"])
    assert hashed == ["requirements.txt", "ssg.toml", "content/**", "templates/**", "static/**"]
    prefix = cache["restore-keys"].strip()
    assert cache["key"].startswith(prefix)
    assert cache["key"] != prefix


class Step(NamedTuple):
    """What became of a step of the workflow."""

    name: str
    status: int
    output: str


def run_of(repository: Path, place: Path) -> Iterator[Step]:
    """Yield what the steps of the first job do on a fresh clone, up to the first that fails.

    Each runs as a runner runs it: a file of its own, `bash -e`, in the clone, with the variables
    that GitHub sets. ssg is the one of this environment.
    """
    clone = place / "clone"
    git(place, "clone", "--quiet", "--depth=1", f"file://{repository}", str(clone))
    told = {name: place / name.lower() for name in ("GITHUB_STEP_SUMMARY", "GITHUB_OUTPUT")}
    for file in told.values():
        file.touch()
    environment = {
        **os.environ,
        **{name: str(file) for name, file in told.items()},
        "PATH": f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}",
        "CI": "true",
        "GITHUB_ACTIONS": "true",
        "GITHUB_WORKSPACE": str(clone),
        "GITHUB_EVENT_NAME": "push",
        "RUNNER_TEMP": str(place),
        "ADDRESS": ADDRESS,
    }
    script = place / "step.sh"
    for step in steps(workflow_of(repository)):
        words = step.get("run", "")
        assert "${{" not in words
        assert step.get("env", {}) in ({}, {"ADDRESS": "${{ steps.pages.outputs.base_url }}"})
        if not words or words.startswith("python -m pip install "):
            continue
        script.write_text(words + "\n", encoding="utf-8")
        done = subprocess.run(
            ["bash", "-e", str(script)],
            cwd=clone,
            env=environment,
            capture_output=True,
            text=True,
            check=False,
        )
        yield Step(step["name"], done.returncode, done.stdout + done.stderr)
        if done.returncode:
            return


def test_its_steps_build_a_new_board_from_a_fresh_clone(repository: Path, tmp_path: Path) -> None:
    ran = list(run_of(repository, tmp_path))
    assert [(step.name, step.status) for step in ran] == [
        ("Check the listings", 0),
        ("Build the board", 0),
    ]
    assert ran[0].output == ""
    page = (tmp_path / "clone/output/index.html").read_text(encoding="utf-8")
    assert 'href="/board/style.css"' in page
    feed = (tmp_path / "clone/output/feed.xml").read_text(encoding="utf-8")
    assert "https://name.github.io/board/jobs/orchard-keeper/" in feed
    assert not (tmp_path / "clone/output/CNAME").exists()


def test_warnings_are_shown_and_publishing_goes_on(repository: Path, tmp_path: Path) -> None:
    text = "---\ntitle: Baker\nlocaton: Bremen\n---\n\nBread.\n"
    (repository / "content/baker.md").write_text(text, encoding="utf-8")
    commit(repository)
    checked, built = run_of(repository, tmp_path)
    assert "::warning file=content/baker.md,line=3" in checked.output
    assert (checked.status, built.status) == (0, 0)
    assert (tmp_path / "clone/output/jobs/baker/index.html").is_file()


def test_a_listing_that_would_be_left_out_stops_it(repository: Path, tmp_path: Path) -> None:
    text = "---\ntitle: Baker\nposted: soon\n---\n\nBread.\n"
    (repository / "content/baker.md").write_text(text, encoding="utf-8")
    commit(repository)
    checked, built = run_of(repository, tmp_path)
    assert "::error file=content/baker.md,line=3" in checked.output
    assert (checked.status, built.status) == (0, 1)
    assert not (tmp_path / "clone/output/index.html").exists()


def test_a_wrong_setting_stops_it_at_once(repository: Path, tmp_path: Path) -> None:
    (repository / "ssg.toml").write_text('titel = "Jobs"\n', encoding="utf-8")
    commit(repository)
    (checked,) = run_of(repository, tmp_path)
    assert checked.status != 0
    assert 'ssg.toml:1: error: "titel" is not a setting' in checked.output
