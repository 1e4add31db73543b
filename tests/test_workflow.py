"""The workflow that publishes a board: its steps, its safeguards, and what it does."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import pytest

from tests.repositories import git
from tests.runners import workflow_of

if TYPE_CHECKING:
    from tests.runners import Runner


@pytest.fixture
def workflow(runner: Runner) -> dict[str, Any]:
    """Return the workflow as YAML has it."""
    return workflow_of(runner.repository / ".github/workflows/pages.yml")


def steps(workflow: dict[str, Any], job: str = "build") -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = workflow["jobs"][job]["steps"]
    return found


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


def test_one_deployment_at_a_time_and_none_cut_short(workflow: dict[str, Any]) -> None:
    assert workflow["concurrency"] == {"group": "pages", "cancel-in-progress": False}
    assert workflow["jobs"]["deploy"]["needs"] == "build"
    assert workflow["jobs"]["deploy"]["environment"]["name"] == "github-pages"


def test_expressions_name_steps_that_there_are(workflow: dict[str, Any]) -> None:
    named = set(re.findall(r"steps\.(\w+)\.", str(workflow)))
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


def pushed(runner: Runner, path: str, text: str) -> list[str]:
    """Return the steps that build the board once a file is pushed."""
    (runner.repository / path).write_text(text, encoding="utf-8")
    git(runner.repository, "add", ".")
    git(runner.repository, "commit", "--quiet", "--message=A change")
    return runner.run("pages.yml", "build", {})


def test_its_steps_build_a_new_board_from_a_fresh_clone(runner: Runner) -> None:
    assert runner.run("pages.yml", "build", {}) == ["Check the listings", "Build the board"]
    assert runner.printed["Check the listings"] == ""
    page = (runner.clone / "output/index.html").read_text(encoding="utf-8")
    assert 'href="/board/style.css"' in page
    feed = (runner.clone / "output/feed.xml").read_text(encoding="utf-8")
    assert "https://name.github.io/board/jobs/orchard-keeper/" in feed
    assert not (runner.clone / "output/CNAME").exists()


def test_warnings_are_shown_and_publishing_goes_on(runner: Runner) -> None:
    ran = pushed(runner, "content/baker.md", "---\ntitle: Baker\nlocaton: Bremen\n---\n\nBread.\n")
    assert ran == ["Check the listings", "Build the board"]
    assert "::warning file=content/baker.md,line=3" in runner.printed["Check the listings"]
    assert (runner.clone / "output/jobs/baker/index.html").is_file()


def test_a_listing_that_would_be_left_out_stops_it(runner: Runner) -> None:
    ran = pushed(runner, "content/baker.md", "---\ntitle: Baker\nposted: soon\n---\n\nBread.\n")
    assert ran == ["Check the listings", "Build the board!"]
    assert "::error file=content/baker.md,line=3" in runner.printed["Check the listings"]
    assert not (runner.clone / "output/index.html").exists()


def test_a_wrong_setting_stops_it_at_once(runner: Runner) -> None:
    assert pushed(runner, "ssg.toml", 'titel = "Jobs"\n') == ["Check the listings!"]
    told = 'ssg.toml:1: error: "titel" is not a setting'
    assert told in runner.printed["Check the listings"]
