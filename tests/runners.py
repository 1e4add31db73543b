"""A machine that runs the jobs of a board's workflows, as GitHub's do.

`gh` is a stand-in that answers as GitHub does and notes what it was asked; `jq`, Git and ssg are
the real ones.
"""

from __future__ import annotations

import json
import os
import re
import shutil
import stat
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

import yaml

from tests.repositories import git

if TYPE_CHECKING:
    from collections.abc import Iterator

# What the stand-in answers is one file for each kind of question, in the folder GH_ANSWERS.
GH = """\
#!{python}
import json, os, pathlib, shutil, sys
words = sys.argv[1:]
fields = [word.partition("=")[2] for word in words if word.startswith("body=@")]
bodies = [pathlib.Path(name[1:]).read_text(encoding="utf-8") for name in fields]
if "--body-file" in words:
    bodies.append(pathlib.Path(words[words.index("--body-file") + 1]).read_text(encoding="utf-8"))
with open(os.environ["GH_CALLS"], "a", encoding="utf-8") as file:
    file.write(json.dumps([words, bodies, os.environ.get("GH_TOKEN", "")]) + "\\n")
answers = pathlib.Path(os.environ["GH_ANSWERS"])
said = " ".join(words)
for name in ("comments", "pulls", "zip", "artifacts"):
    if "--silent" not in words and words[0] == "api" and f"/{{name}}" in said:
        if (answers / name).exists():
            sys.stdout.buffer.write((answers / name).read_bytes())
            sys.exit(0)
if words[:2] == ["pr", "create"]:
    if (answers / "no-pulls").exists():
        sys.exit("GitHub Actions is not permitted to create or approve pull requests")
    print("https://github.com/name/board/pull/8")
"""


def workflow_of(path: Path) -> dict[str, Any]:
    # YAML 1.1 reads `on` as true; GitHub does not.
    text = path.read_text(encoding="utf-8").replace("\non:\n", '\n"on":\n')
    read: dict[str, Any] = yaml.safe_load(text)
    return read


class Call(NamedTuple):
    """A call of `gh`: its words, the text that it was given to send, and its token."""

    words: list[str]
    bodies: list[str]
    token: str


class Runner:
    """A machine that runs jobs of a board's workflows, each in a fresh clone."""

    def __init__(self, place: Path, repository: Path) -> None:
        self.place = place
        self.repository = repository
        self.clone = place / "clone"
        self.printed: dict[str, str] = {}  # by each step of a job
        self.address = (
            "https://name.github.io/board"  # as configure-pages gives it, without a slash
        )
        self.answers = place / "answers"
        self.answers.mkdir()
        self.answer("comments", [])
        tools = place / "tools"
        tools.mkdir()
        (tools / "gh").write_text(GH.format(python=sys.executable), encoding="utf-8")
        (tools / "gh").chmod(stat.S_IRWXU)
        path = os.pathsep.join([str(tools), str(Path(sys.executable).parent), os.environ["PATH"]])
        self.environment = {
            **{name: value for name, value in os.environ.items() if name != "GH_TOKEN"},
            "PATH": path,
            "CI": "true",
            "GITHUB_ACTIONS": "true",
            "GITHUB_REPOSITORY": "name/board",
            "GITHUB_SERVER_URL": "https://github.com",
            "GITHUB_WORKSPACE": str(self.clone),
            "GITHUB_EVENT_PATH": str(place / "event.json"),
            "GITHUB_OUTPUT": str(place / "output"),
            "GITHUB_STEP_SUMMARY": str(place / "summary"),
            "RUNNER_TEMP": str(place / "temp"),
            "GH_CALLS": str(place / "calls"),
            "GH_ANSWERS": str(self.answers),
        }

    def answer(self, name: str, data: object) -> None:
        """Have `gh` answer a kind of question so."""
        given = data if isinstance(data, bytes) else json.dumps(data).encode()
        (self.answers / name).write_bytes(given)

    def calls(self) -> list[Call]:
        """Return how `gh` was called."""
        path = self.place / "calls"
        lines = path.read_text(encoding="utf-8").splitlines() if path.exists() else []
        return [Call(*json.loads(line)) for line in lines]

    def sent(self) -> list[Call]:
        """Return the calls that change something on GitHub."""
        return [call for call in self.calls() if call.bodies]

    def run(self, name: str, job: str, event: dict[str, Any], branch: str = "main") -> list[str]:
        """Return the names of the steps that a job ran, the last with a ! if it failed."""
        for folder in ("clone", "temp"):
            shutil.rmtree(self.place / folder, ignore_errors=True)
        for file in ("output", "calls"):
            (self.place / file).unlink(missing_ok=True)
        (self.place / "temp").mkdir()
        (self.place / "output").touch()
        (self.place / "event.json").write_text(json.dumps(event), encoding="utf-8")
        workflow = workflow_of(self.repository / ".github/workflows" / name)
        assert workflow["defaults"] == {"run": {"shell": "bash"}}
        told = workflow["jobs"][job]
        depth = () if "fetch-depth" in told["steps"][0]["with"] else ("--depth=1",)
        words = ("--quiet", "--branch", branch, *depth, f"file://{self.repository}")
        git(self.place, "clone", *words, str(self.clone))
        return list(self._steps(told["steps"], told.get("env", {}), event))

    def _steps(
        self, steps: list[dict[str, Any]], of_job: dict[str, str], event: dict[str, Any]
    ) -> Iterator[str]:
        outputs = {"pages": {"base_url": self.address}}
        for step in steps:
            words = step.get("run", "")
            assert "${{" not in words, "an expression would become part of the script"
            condition = step.get("if", "")
            if condition and not self._is_true(condition, outputs):
                continue
            if not words or words.startswith("python -m pip install "):
                continue
            own = {
                key: self._value(value, event, outputs)
                for key, value in {**of_job, **step.get("env", {})}.items()
            }
            script = self.place / "step.sh"
            script.write_text(words, encoding="utf-8")
            # As GitHub's documentation has it for `shell: bash`.
            command = ["bash", "--noprofile", "--norc", "-eo", "pipefail", str(script)]
            done = subprocess.run(
                command,
                cwd=self.clone,
                env=self.environment | own,
                capture_output=True,
                text=True,
                check=False,
            )
            self.printed[step["name"]] = done.stdout + done.stderr
            pairs = (self.place / "output").read_text(encoding="utf-8").splitlines()
            outputs[step.get("id", "")] = dict(pair.split("=", 1) for pair in pairs)
            yield step["name"] + ("!" if done.returncode else "")
            if done.returncode:
                print(self.printed[step["name"]])  # noqa: T201 - pytest shows it where a test fails
                return

    def _is_true(self, condition: str, outputs: dict[str, dict[str, str]]) -> bool:
        found = re.fullmatch(r"steps\.(\w+)\.outputs\.(\w+)", condition)
        assert found
        return bool(outputs.get(found[1], {}).get(found[2]))

    def _value(self, text: str, event: dict[str, Any], outputs: dict[str, dict[str, str]]) -> str:
        def found(expression: re.Match[str]) -> str:
            path = expression[1].split(".")
            if path == ["github", "token"]:
                return "the-token"
            held: Any = {"github": {"event": event}}
            if path[0] == "steps":
                return outputs.get(path[1], {}).get(path[3], "")
            for part in path:
                held = held.get(part) if isinstance(held, dict) else None
            return "" if held is None else str(held)

        return re.sub(r"\$\{\{ ([\w.]+) \}\}", found, text)
