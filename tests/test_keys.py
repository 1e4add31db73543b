"""The one table of keys, and all that is made of it: none of it can drift from the others."""

from __future__ import annotations

import datetime as dt
import json
import re
import runpy
import subprocess
import sys
from pathlib import Path
from typing import Any

import jsonschema
import pytest
import yaml

from ssg.authoring.drafts import draft, template
from ssg.keys import ALIASES, DESCRIPTION, EMPLOYMENT_TYPES, FORM, LISTING_KEYS, Key, Kind
from ssg.reading import read
from ssg.reading.judge import REMOTE
from ssg.sources import Source
from ssg.tables import rows

ROOT = Path(__file__).parent.parent
SCRIPT = ROOT / "scripts/make_keys.py"
WORKFLOWS = ROOT / "ssg/starter_files/.github/workflows"
MADE: dict[Path, str] = dict(runpy.run_path(str(SCRIPT))["made"]())
SCHEMA = json.loads((ROOT / "ssg/schemas/listing-1.json").read_text(encoding="utf-8"))
KEYS = LISTING_KEYS.values()
# For each kind: values that the schema allows, and values that it refuses, as YAML has them.
PROBES: dict[Kind, tuple[list[str], list[str]]] = {
    Kind.TEXT: (["Baker", "2024", '"no"'], ["[Baker]", "{a: b}", "true"]),
    Kind.PLACES: (["Bremen", "[Bremen, Germany]"], ["{a: b}", "[[Bremen]]"]),
    Kind.ITEMS: (["part-time", "[part-time, contract]"], ["{a: b}", "[[part-time]]"]),
    Kind.ADDRESS: (
        ["https://a.example/b?c=d#e", "mailto:jobs@a.example"],
        ["a.example", "javascript:alert(1)", '"https://a b.example"', "[https://a.example]"],
    ),
    Kind.PICTURE: (
        ["logos/a.svg", "https://a.example/b.png"],
        ["../../etc/passwd", "javascript:alert(1)"],
    ),
    Kind.DATE: (["2026-10-31", '"2026-10-31"'], ["soon", "31.10.2026", "2026-13-01", "[a]"]),
    Kind.BOOLEAN: (["true", "false"], ["perhaps", "[true]"]),
    Kind.ARRANGEMENT: (["true", "hybrid", "onsite", "remote"], ["sometimes", "[remote]"]),
    Kind.PAY: (
        ["€42,000 a year", "{min: 1000, max: 2000, currency: EUR, period: month}"],
        ["{most: 5}", "[1, 2]"],
    ),
    Kind.SLUG: (["night-baker"], ["Night Baker", "a/b", "../a"]),
}


class Texts(yaml.SafeLoader):
    """YAML as editors read it: a date is text."""


Texts.yaml_implicit_resolvers = {
    sign: [(tag, form) for tag, form in resolvers if not tag.endswith(":timestamp")]
    for sign, resolvers in yaml.SafeLoader.yaml_implicit_resolvers.items()
}


def allows(name: str, value: str) -> bool:
    front_matter = yaml.load(f"title: Baker\n{name}: {value}\n", Texts)  # noqa: S506
    checker = jsonschema.Draft202012Validator(SCHEMA)
    return bool(checker.is_valid(front_matter))


def complaints(name: str, value: str) -> list[str]:
    title = "" if name == "title" else "title: Baker\n"
    text = f"---\n{title}{name}: {value}\n---\n\nBread.\n"
    reading = read(Source("content/baker.md", text.encode(), "key"))
    # A place or a pay may be doubtful, which no schema can say.
    return [each.rule for each in reading.problems if each.rule != "place-unknown"]


@pytest.mark.parametrize("path", MADE, ids=lambda path: str(path.name))
def test_what_is_made_of_the_table_is_what_lies_there(path: Path, *, update: bool) -> None:
    if update:
        path.write_text(MADE[path], encoding="utf-8")
    assert path.read_text(encoding="utf-8") == MADE[path]


def test_the_schema_is_one() -> None:
    jsonschema.Draft202012Validator.check_schema(SCHEMA)
    assert set(SCHEMA["properties"]) == {*LISTING_KEYS, *ALIASES, "contact"}


@pytest.mark.parametrize("key", KEYS, ids=lambda key: str(key.name))
def test_an_example_is_taken_by_the_schema_and_the_checker(key: Key) -> None:
    assert allows(key.name, key.example)
    assert complaints(key.name, key.example) == []


PROBED = [(name, kind) for key in KEYS for name in (key.name, *key.also) for kind in [key.kind]]


@pytest.mark.parametrize(("name", "kind"), PROBED, ids=[name for name, _ in PROBED])
def test_the_schema_and_the_checker_are_of_one_mind(name: str, kind: Kind) -> None:
    good, bad = PROBES[kind]
    choices = LISTING_KEYS[ALIASES.get(name, name)].choices
    assert [value for value in (*good, *choices) if not allows(name, value)] == []
    assert [value for value in (*good, *choices) if complaints(name, value)] == []
    assert [value for value in bad if allows(name, value)] == []
    # YAML's true is a word that a title may be; all else that the schema refuses is told of.
    assert [value for value in bad if value != "true" and not complaints(name, value)] == []


def test_a_key_that_nobody_knows_and_no_title_are_refused_by_both() -> None:
    assert not allows("locaton", "Bremen")
    assert complaints("locaton", "Bremen") == ["unknown-key"]
    assert not jsonschema.Draft202012Validator(SCHEMA).is_valid({"company": "Kornblume"})


def test_the_choices_are_those_that_are_read() -> None:
    terms = {term for _, term in rows(ROOT / "ssg/employment_types.tsv")}
    assert set(EMPLOYMENT_TYPES) == terms
    assert set(LISTING_KEYS["remote"].choices) == set(REMOTE.values())


def test_the_form_is_valid_and_asks_for_the_text_last() -> None:
    command = [sys.executable, "-m", "check_jsonschema", "--builtin-schema"]
    file = ROOT / "ssg/starter_files/.github/ISSUE_TEMPLATE/job.yml"
    done = subprocess.run(
        [*command, "vendor.github-issue-forms", str(file)],
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    questions: list[Any] = yaml.safe_load(file.read_text(encoding="utf-8"))["body"][1:]
    assert [each["attributes"]["label"] for each in questions] == [key.label for key in FORM]
    assert [each["type"] for each in questions].index("textarea") == len(FORM) - 1
    assert FORM[-1] is DESCRIPTION


def test_the_workflow_knows_an_issue_of_the_form_by_its_first_question() -> None:
    text = (WORKFLOWS / "submissions.yml").read_text(encoding="utf-8")
    told = re.findall(r"startsWith\(github\.event\.issue\.body, '([^']+)'\)", text)
    assert set(told) == {f"### {FORM[0].label}"}


def test_the_template_has_each_key_with_its_hint() -> None:
    text = template(draft({"title": ("Baker",)}, "", dt.date(2026, 11, 20)))
    for key in KEYS:
        assert re.search(rf"^(# )?{key.name}: .*  # {re.escape(key.hint)}$", text, re.MULTILINE)
