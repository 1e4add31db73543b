"""What the workflows are, and what those for pull requests and submissions do."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from tests.repositories import git
from tests.runners import workflow_of

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.runners import Runner

FOLDER = Path(__file__).parent.parent / "ssg/starter_files/.github"
WORKFLOWS = sorted((FOLDER / "workflows").glob("*.yml"))
MARK = "<!-- written by ssg -->\n"
SHA = "a" * 40
BAKER = """---
title: Night baker
company: Kornblume Bakery
location: Bremen, Germany
salary: €36,000 - €42,000 a year
apply_url: mailto:jobs@kornblume.example
posted: 2026-10-02
---
We bake for forty shops, and we start at ten in the evening. You knead, shape and bake rye bread and
rolls, and you teach one apprentice a year.
"""
HOSTILE = BAKER.replace("Night baker", '"\'; touch pwned; $(touch pwned) `touch pwned` @everyone"')

pytestmark = pytest.mark.skipif(not shutil.which("jq"), reason="GitHub's runners have jq")

# What they are


@pytest.mark.parametrize("path", WORKFLOWS, ids=lambda path: str(path.name))
class TestEach:
    def test_it_is_valid_by_the_schema_of_github_workflows(self, path: Path) -> None:
        command = [sys.executable, "-m", "check_jsonschema", "--builtin-schema"]
        done = subprocess.run(
            [*command, "vendor.github-workflows", str(path)],
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode == 0, done.stdout + done.stderr

    def test_actions_are_githubs_own_and_named_by_commit(self, path: Path) -> None:
        text = path.read_text(encoding="utf-8")
        used = re.findall(r"uses: (.*)", text)
        assert used
        for each in used:
            assert re.fullmatch(r"actions/[a-z-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+", each)

    def test_it_may_nothing_but_what_a_job_says(self, path: Path) -> None:
        workflow = workflow_of(path)
        assert workflow["permissions"] == {}
        assert all(job["timeout-minutes"] <= 20 for job in workflow["jobs"].values())
        assert "pull_request_target" not in workflow["on"]
        text = path.read_text(encoding="utf-8")
        assert "secrets." not in text

    def test_no_checkout_keeps_a_token_or_names_a_ref(self, path: Path) -> None:
        for job in workflow_of(path)["jobs"].values():
            (given,) = [
                each["with"] for each in job["steps"] if "checkout" in each.get("uses", "")
            ] or [{"persist-credentials": False}]
            assert given.pop("persist-credentials") is False
            assert given in ({}, {"fetch-depth": 0})

    def test_what_strangers_write_is_in_no_script(self, path: Path) -> None:
        for job in workflow_of(path)["jobs"].values():
            for step in job["steps"]:
                assert "${{" not in step.get("run", "")
                for value in step.get("env", {}).values():
                    assert "issue.body" not in value
                    assert "issue.title" not in value


def test_permissions_are_the_least_there_are() -> None:
    told = {
        (path.stem, name): job["permissions"]
        for path in WORKFLOWS
        for name, job in workflow_of(path)["jobs"].items()
    }
    assert told["pages", "build"] == {"contents": "read", "pages": "read"}
    assert told["pages", "deploy"] == {"pages": "write", "id-token": "write"}
    assert told["check", "check"] == {"contents": "read"}
    assert told["comment", "comment"] == {
        "actions": "read",
        "contents": "read",
        "pull-requests": "write",
    }
    assert told["submissions", "answer"] == {"contents": "read", "issues": "write"}
    assert told["submissions", "propose"] == {
        "contents": "write",
        "issues": "write",
        "pull-requests": "write",
    }


def test_no_other_label_takes_the_place_of_an_approval_that_waits() -> None:
    """Of the runs of a group that wait, GitHub drops all but the last."""
    told = workflow_of(FOLDER / "workflows/submissions.yml")["concurrency"]
    assert "github.event.issue.number" in told["group"]
    assert "github.event.label.name" in told["group"]
    assert told["cancel-in-progress"] is False


def test_the_comment_follows_the_check_by_its_name() -> None:
    check, comment = (
        workflow_of(FOLDER / f"workflows/{name}.yml") for name in ("check", "comment")
    )
    assert comment["on"]["workflow_run"]["workflows"] == [check["name"]]
    assert "GH_TOKEN" not in json.dumps(check)


# A pull request


@pytest.fixture
def propose(runner: Runner) -> Callable[..., dict[str, Any]]:
    """Return a function that makes a pull request of files, and returns its event."""

    def make(files: dict[str, str]) -> dict[str, Any]:
        base = git(runner.repository, "rev-parse", "HEAD")
        git(runner.repository, "switch", "--quiet", "--create", "proposal")
        for path, text in files.items():
            (runner.repository / path).write_text(text, encoding="utf-8")
        git(runner.repository, "add", ".")
        git(runner.repository, "commit", "--quiet", "--message=A listing")
        git(runner.repository, "switch", "--quiet", "main")
        return {"pull_request": {"number": 7, "base": {"sha": base}}}

    return make


def completed(**changed: Any) -> dict[str, Any]:  # noqa: ANN401
    told = {
        "id": 99,
        "event": "pull_request",
        "head_sha": SHA,
        "head_branch": "x'; touch pwned; $(touch pwned)",
        "head_repository": {"full_name": "stranger/board", "owner": {"login": "stranger"}},
    }
    return {"workflow_run": told | changed}


def hand_over(runner: Runner, data: bytes | None = None, size: int = 5_000) -> None:
    """Have GitHub hold what the check has noted, for pull request 7."""
    archive = runner.place / "review.zip"
    with zipfile.ZipFile(archive, "w") as file:
        noted = runner.place / "temp/review.json"
        file.writestr("review.json", noted.read_bytes() if data is None else data)
    runner.answer("zip", archive.read_bytes())
    runner.answer("artifacts", {"artifacts": [{"id": 5, "name": "review", "size_in_bytes": size}]})
    others = [{"number": 6, "head": {"sha": "b" * 40}}, {"number": 7, "head": {"sha": SHA}}]
    runner.answer("pulls", others)


class TestPullRequests:
    def test_a_good_one(self, runner: Runner, propose: Callable[..., dict[str, Any]]) -> None:
        event = propose({"content/night-baker.md": BAKER})
        assert runner.run("check.yml", "check", event, "proposal") == [
            "Check what has changed",
            "Note what has changed",
            "Build the board",
        ]
        assert runner.calls() == []
        hand_over(runner)
        ran = runner.run("comment.yml", "comment", completed())
        assert ran == ["Find the pull request", "Fetch the data", "Write the comment"]
        ((words, (body,), token),) = runner.sent()
        assert token == "the-token"  # noqa: S105 - no secret
        assert words[:5] == [
            "api",
            "--silent",
            "--method",
            "POST",
            "repos/name/board/issues/7/comments",
        ]
        assert body.startswith(f"{MARK}### ssg check\n\n1 file checked: no problems.\n")
        assert "#### Night baker" in body
        assert "orchard" not in body

    def test_the_second_comment_is_the_first_one_written_anew(
        self, runner: Runner, propose: Callable[..., dict[str, Any]]
    ) -> None:
        runner.run("check.yml", "check", propose({"content/night-baker.md": BAKER}), "proposal")
        hand_over(runner)
        comments = [
            {"id": 1, "user": {"login": "stranger"}, "body": f"{MARK}mine"},
            {"id": 2, "user": {"login": "github-actions[bot]"}, "body": "of another workflow"},
            {"id": 3, "user": {"login": "github-actions[bot]"}, "body": f"{MARK}old"},
        ]
        # Older versions of gh print each page as a list of its own.
        runner.answer(
            "comments", json.dumps(comments[:2]).encode() + json.dumps(comments[2:]).encode()
        )
        runner.run("comment.yml", "comment", completed())
        ((words, _, _),) = runner.sent()
        assert words[2:5] == ["--method", "PATCH", "repos/name/board/issues/comments/3"]

    def test_a_bad_one(self, runner: Runner, propose: Callable[..., dict[str, Any]]) -> None:
        event = propose({"content/night-baker.md": BAKER.replace("2026-10-02", "soon")})
        ran = runner.run("check.yml", "check", event, "proposal")
        assert ran[-1] == "Build the board!"
        hand_over(runner)
        runner.run("comment.yml", "comment", completed())
        ((_, (body,), _),) = runner.sent()
        assert "| content/night-baker&#46;md | 7 | error | date |" in body
        assert "#### Night baker" not in body

    def test_a_hostile_one(self, runner: Runner, propose: Callable[..., dict[str, Any]]) -> None:
        event = propose({"content/night-baker.md": HOSTILE, "content/$(touch pwned).md": BAKER})
        runner.run("check.yml", "check", event, "proposal")
        hand_over(runner)
        assert runner.run("comment.yml", "comment", completed())[-1] == "Write the comment"
        ((_, (body,), _),) = runner.sent()
        assert "@everyone" not in body
        assert "$(touch" not in body
        assert list(runner.place.parent.rglob("pwned")) == []
        asked = next(call.words for call in runner.calls() if "--raw-field" in call.words)
        assert "head=stranger:x'; touch pwned; $(touch pwned)" in asked

    def test_one_without_listings_is_not_commented_on(
        self, runner: Runner, propose: Callable[..., dict[str, Any]]
    ) -> None:
        event = propose({"README.md": "# Ours\n"})
        runner.run("check.yml", "check", event, "proposal")
        hand_over(runner)
        runner.run("comment.yml", "comment", completed())
        assert runner.sent() == []
        comments = [{"id": 3, "user": {"login": "github-actions[bot]"}, "body": f"{MARK}old"}]
        runner.answer("comments", comments)
        runner.run("comment.yml", "comment", completed())
        ((_, (body,), _),) = runner.sent()
        assert body == f"{MARK}No listing is changed here any more.\n"

    def test_one_that_has_moved_on(self, runner: Runner) -> None:
        event = completed(head_sha="c" * 40)
        hand_over(runner, b"{}")
        assert runner.run("comment.yml", "comment", event) == ["Find the pull request"]
        assert runner.sent() == []

    def test_data_that_are_too_large_are_not_fetched(self, runner: Runner) -> None:
        hand_over(runner, b"{}", size=4_000_001)
        ran = runner.run("comment.yml", "comment", completed())
        assert ran == ["Find the pull request", "Fetch the data"]
        assert not any("/zip" in " ".join(call.words) for call in runner.calls())

    def test_data_that_are_none_are_refused(self, runner: Runner) -> None:
        hand_over(runner, b'{"version": 1, "listings": "<script>"}')
        assert runner.run("comment.yml", "comment", completed())[-1] == "Write the comment!"
        assert runner.sent() == []


# An issue


def issue(action: str = "opened", title: str = "Night baker", **changed: str) -> dict[str, Any]:
    answers = {
        "Job title": title,
        "Company": "Kornblume Bakery",
        "Location": "Bremen, Germany",
        "Salary": "€36,000 - €42,000 a year",
        "Where to apply": "mailto:jobs@kornblume.example",
        "Tags": "_No response_",
        "Description": BAKER.partition("\n---\n")[2],
    }
    answers |= {label.replace("_", " "): text for label, text in changed.items()}
    body = "\r\n\r\n".join(f"### {label}\r\n\r\n{text}" for label, text in answers.items())
    return {
        "action": action,
        "label": {"name": "approved"},
        "issue": {"number": 12, "title": title, "body": body},
        "repository": {"default_branch": "main"},
    }


HOSTILE_TITLE = "'; touch pwned; $(touch pwned) `touch pwned` @everyone fixes #1"


class TestSubmissions:
    def test_who_is_answered_and_who_may_propose(self) -> None:
        jobs = workflow_of(FOLDER / "workflows/submissions.yml")["jobs"]
        assert "github.event.action != 'labeled'" in jobs["answer"]["if"]
        for part in ("github.event.action == 'labeled'", "github.event.label.name == 'approved'"):
            assert part in jobs["propose"]["if"]

    def test_a_good_one_is_answered(self, runner: Runner) -> None:
        assert runner.run("submissions.yml", "answer", issue()) == ["Read the submission", "Answer"]
        ((words, (body,), _),) = runner.sent()
        assert "repos/name/board/issues/12/comments" in words
        assert body.startswith(f"{MARK}### This can be published\n\nNo problems were found.\n")
        assert "#### Night baker" in body
        assert body.endswith("\nSomebody who keeps this board reads it next.\n")
        assert git(runner.repository, "branch", "--list", "listing/*") == ""

    def test_one_with_problems_is_answered_with_them(self, runner: Runner) -> None:
        event = issue("edited", Where_to_apply="kornblume.example")
        assert runner.run("submissions.yml", "answer", event) == ["Read the submission", "Answer"]
        ((_, (body,), _),) = runner.sent()
        assert body.startswith(f"{MARK}### This cannot be published yet\n")
        assert "| error | Where to apply |" in body

    def test_one_that_repeats_a_listing_is_told_so(self, runner: Runner) -> None:
        (runner.repository / "content/baker.md").write_text(BAKER, encoding="utf-8")
        git(runner.repository, "add", ".")
        git(runner.repository, "commit", "--quiet", "--message=A listing")
        runner.run("submissions.yml", "answer", issue())
        ((_, (body,), _),) = runner.sent()
        assert "content/baker&#46;md" in body

    def test_one_that_is_approved_becomes_a_pull_request(self, runner: Runner) -> None:
        ran = runner.run("submissions.yml", "propose", issue("labeled"))
        assert ran == ["Write the listing", "Open the pull request", "Answer"], runner.printed
        branch = "listing/issue-12"
        assert git(runner.repository, "log", "--format=%s", f"main..{branch}") == (
            "Add the listing of issue #12"
        )
        changed = git(runner.repository, "diff", "--name-status", f"main...{branch}")
        assert changed == "A\tcontent/night-baker.md"
        pull, answer = runner.sent()
        assert pull.words == [
            *("pr", "create", "--base", "main", "--head", branch),
            *("--title", "Listing of issue #12", "--body-file", pull.words[-1]),
        ]
        assert pull.bodies[0].startswith("Closes #12.\n\n### This can be published\n")
        told = "\nThe listing is proposed: https://github.com/name/board/pull/8\n"
        assert answer.bodies[0].endswith(told)

    def test_one_with_problems_is_not_proposed(self, runner: Runner) -> None:
        event = issue("labeled", Where_to_apply="_No response_")
        ran = runner.run("submissions.yml", "propose", event)
        assert ran == ["Write the listing", "Answer"]
        assert git(runner.repository, "branch", "--list", "listing/*") == ""

    def test_where_workflows_may_not_propose_the_address_is_told(self, runner: Runner) -> None:
        runner.answer("no-pulls", {})
        ran = runner.run("submissions.yml", "propose", issue("labeled"))
        assert ran[-1] == "Answer"
        told = "https://github.com/name/board/compare/main...listing/issue-12?expand=1\n"
        assert runner.sent()[-1].bodies[0].endswith(told)

    def test_a_branch_that_is_there_is_left_as_it_is(self, runner: Runner) -> None:
        runner.run("submissions.yml", "propose", issue("labeled"))
        before = git(runner.repository, "rev-parse", "listing/issue-12")
        event = issue("labeled", Company="Another")
        assert runner.run("submissions.yml", "propose", event)[-1] == "Answer"
        assert git(runner.repository, "rev-parse", "listing/issue-12") == before
        (answer,) = runner.sent()
        assert "There is a branch listing/issue-12 already." in answer.bodies[0]

    @pytest.mark.parametrize("job", ["answer", "propose"])
    def test_a_hostile_one(self, runner: Runner, job: str) -> None:
        action = "labeled" if job == "propose" else "opened"
        ran = runner.run("submissions.yml", job, issue(action, HOSTILE_TITLE))
        assert ran[-1] == "Answer"
        assert list(runner.place.parent.rglob("pwned*")) == []
        for call in runner.sent():
            assert "@everyone" not in json.dumps([call.words, call.bodies])
            assert "fixes #1" not in json.dumps([call.words, call.bodies])
        said = git(runner.repository, "log", "--all", "--format=%B")
        assert "everyone" not in said

    def test_a_form_that_was_emptied(self, runner: Runner) -> None:
        event = issue()
        event["issue"]["body"] = "### Job title\n\n_No response_"
        assert runner.run("submissions.yml", "answer", event)[-1] == "Answer"
        ((_, (body,), _),) = runner.sent()
        assert "This cannot be published yet" in body
