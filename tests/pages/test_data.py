"""Listings as data: `jobs.json`, and its schema."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import jsonschema
import pytest

from tests.builds import built
from tests.pages.published import FILES, GOLDEN, HOSTILE, ROOT, data

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from tests.builds import Board

SCHEMA = ROOT / "templates/static/schemas/jobs-1.json"


def schema() -> dict[str, Any]:
    found: dict[str, Any] = json.loads(SCHEMA.read_text(encoding="utf-8"))
    return found


def errors(document: object) -> list[str]:
    checker = jsonschema.Draft202012Validator.FORMAT_CHECKER
    validator = jsonschema.Draft202012Validator(schema(), format_checker=checker)
    return [error.message for error in validator.iter_errors(document)]


def test_the_schema_is_one() -> None:
    jsonschema.Draft202012Validator.check_schema(schema())


@pytest.mark.parametrize("files", [FILES, HOSTILE], ids=["plain", "hostile"])
def test_jobs_json_is_as_its_schema_says(board: Board, files: Mapping[str, str | bytes]) -> None:
    site = board(files)
    built(site)
    document = data(site, "jobs.json")
    assert errors(document) == []
    assert document["$schema"].endswith("/schemas/jobs-1.json")
    assert (site / "output/schemas/jobs-1.json").read_bytes() == SCHEMA.read_bytes()


@pytest.mark.parametrize("folder", GOLDEN, ids=lambda path: str(path.parent.name))
def test_the_golden_boards_are_as_the_schema_says(folder: Path) -> None:
    assert errors(json.loads((folder / "jobs.json").read_bytes())) == []


def test_the_schema_names_every_field(board: Board) -> None:
    site = board(FILES)
    built(site)
    document = data(site, "jobs.json")
    described = schema()
    assert set(described["properties"]) == set(document)
    assert set(described["$defs"]["job"]["properties"]) == set(document["jobs"][0])
    assert set(described["$defs"]["salary"]["properties"]) == set(document["jobs"][0]["salary"])


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("slug", "Two Words"),
        ("url", "/jobs/pilot/"),
        ("title", ""),
        ("apply_url", "javascript:alert(1)"),
        ("countries", ["Germany"]),
        ("regions", ["atlantis"]),
        ("worldwide", None),
        ("remote", "sometimes"),
        ("salary", {"min": "60k"}),
        ("posted", "2026-02-30"),
        ("tags", "ships"),
    ],
)
def test_the_schema_sees_what_is_wrong(board: Board, name: str, value: object) -> None:
    site = board(FILES)
    built(site)
    document = data(site, "jobs.json")
    document["jobs"][0][name] = value
    assert errors(document)
