"""Writes what is made of the table of keys in ssg/keys.py.

That is the JSON Schema of front matter, the form for issues on GitHub, and the tables in the docs.
"""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import TYPE_CHECKING, Any

import yaml

from ssg.keys import (
    CONTACT,
    CONTACT_PARTS,
    DESCRIPTION,
    FORM,
    LISTING_KEYS,
    PAY_PARTS,
    PERIODS,
    PROFILE_KEYS,
    Key,
    Kind,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

Json = dict[str, Any]

ROOT = Path(__file__).parent.parent
DOCS = ROOT / "docs/listings.md"
SCHEMAS = (
    ROOT / "ssg/schemas/listing-1.json",
    ROOT / "templates/static/schemas/listing-1.json",
)
FORM_FILE = ROOT / "ssg/starter_files/.github/ISSUE_TEMPLATE/job.yml"
WIDTH = 100
# Marks in the docs, between which a table of keys stands.
TABLES = {"listing": LISTING_KEYS, "profile": PROFILE_KEYS}

TEXT: Json = {"type": ["string", "number"]}  # YAML takes a title such as 2024 for a number
TEXTS: Json = {"type": "array", "items": TEXT}
NOTHING: Json = {"type": "null"}  # a key without a value counts as left out
ADDRESS = r"""^(https?://|mailto:)[^\s<>"`{}|\\^]+$"""
PICTURE = r"""^(https?://[^\s<>"`{}|\\^]+|/?[A-Za-z0-9_][A-Za-z0-9_./-]*\.[A-Za-z0-9]+)$"""
DAY = r"^(19[7-9]\d|2[01]\d\d)-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$"
LONGEST = 300
TYPES: Mapping[Kind, Json] = {
    Kind.TEXT: {**TEXT, "maxLength": LONGEST},
    Kind.PLACES: {"anyOf": [TEXT, TEXTS]},
    Kind.ITEMS: {"anyOf": [TEXT, TEXTS]},
    Kind.ADDRESS: {"type": "string", "pattern": ADDRESS},
    Kind.PICTURE: {"type": "string", "pattern": PICTURE, "maxLength": LONGEST},
    Kind.DATE: {"type": "string", "format": "date", "pattern": DAY},
    Kind.BOOLEAN: {"type": "boolean"},
    Kind.SLUG: {"type": "string", "pattern": "^[a-z0-9]+(-[a-z0-9]+)*$", "maxLength": 120},
}
HEAD = """\
# What somebody is asked who submits a listing without Git. `ssg new --from-issue` reads the
# answers by these labels, so leave them as they are; all else may be said in other words.
"""
INTRODUCTION = (
    "This becomes a listing on our board. A comment tells you within a minute or two whether "
    "something is missing, and how it will look; then one of us reads it. All that you write "
    "here is public."
)
PLACEHOLDERS = {"tags": "baking, night shift", "benefits": "free bread, four-day week"}


def schema() -> Json:
    """Return the JSON Schema of a listing's front matter."""
    known = {key.name: _property(key) for key in LISTING_KEYS.values()}
    for key in LISTING_KEYS.values():
        for other in key.also:
            told = f"Another name of {key.name}. {_plain(key.says)}"
            known[other] = {**_property(key), "description": told}
    known[CONTACT] = {
        "description": "Whom to write to. The e-mail address stands in for apply_url.",
        "anyOf": [
            {"type": "object", "properties": dict.fromkeys(CONTACT_PARTS, TEXT)},
            NOTHING,
        ],
    }
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "The front matter of a job listing, version 1",
        "description": "What ssg reads between the two lines of --- of a listing file. Keys may be "
        "added; those that stand here stay. This is the plain form of each value: ssg check reads "
        "further ones, and looks closer, such as whether there is such a day.",
        "type": "object",
        "required": [key.name for key in LISTING_KEYS.values() if key.is_required],
        "properties": known,
        "additionalProperties": False,
    }


def form() -> str:
    """Return the form for issues, as GitHub has it: "Syntax for GitHub's form schema"."""
    document = {
        "name": "Job listing",
        "description": "Submit a job to the board.",
        "title": "Job: ",
        "labels": ["job"],
        "body": [
            {"type": "markdown", "attributes": {"value": INTRODUCTION}},
            *map(_question, FORM),
        ],
    }
    text = yaml.safe_dump(document, sort_keys=False, allow_unicode=True, width=WIDTH)
    return HEAD + re.sub(r"^- type", "\n- type", text, flags=re.MULTILINE)


def docs(page: str) -> str:
    """Return the page of listings with its tables of keys as they ought to be."""
    for name, keys in TABLES.items():
        opens, closes = f"<!-- keys: {name} -->\n", f"<!-- end of keys: {name} -->\n"
        before, _, rest = page.partition(opens)
        after = rest.partition(closes)[2]
        if not after:
            raise ValueError(f"docs/listings.md has no marks for the keys of a {name}")
        page = f"{before}{opens}{table(keys.values())}{closes}{after}"
    return page


def table(keys: Iterable[Key]) -> str:
    """Return a table of keys in Markdown."""
    rows = [f"| `{key.name}` | {key.kind} | {_told(key)} | `{key.example}` |" for key in keys]
    head = ["| key | takes | says | example |", "| --- | --- | --- | --- |"]
    return "\n".join([*head, *rows]) + "\n"


def made() -> Iterator[tuple[Path, str]]:
    """Yield the files that are made of the table, with their texts."""
    for path in SCHEMAS:
        yield path, json.dumps(schema(), indent=2, ensure_ascii=False) + "\n"
    yield FORM_FILE, form()
    yield DOCS, docs(DOCS.read_text(encoding="utf-8"))


def _told(key: Key) -> str:
    """Return what a key says, for the table."""
    said = key.says[:1].lower() + key.says[1:].rstrip(".")
    if key.choices:
        said += ": " + ", ".join(f"`{choice}`" for choice in key.choices)
    if key.page:
        said += f": [{key.page.removesuffix('.md')}]({key.page})"
    if key.also and key in LISTING_KEYS.values():
        said += f"; also {', '.join(f'`{other}`' for other in key.also)}"
    return said


def _property(key: Key) -> Json:
    """Return the schema of one key's value."""
    example = yaml.load(key.example, yaml.BaseLoader)  # noqa: S506 - our own, all of it as text
    said: Json = {
        "description": _plain(key.says),
        "examples": [example == "true" if key.kind is Kind.BOOLEAN else example],
    }
    if key.kind is Kind.ARRANGEMENT:
        return {**said, "enum": [*key.choices, True, False, None]}
    if key.kind is Kind.PAY:
        parts: Json = {name: {"anyOf": [TEXT, NOTHING]} for name in PAY_PARTS}
        parts["period"] = {"enum": [*PERIODS, None]}
        mapping = {"type": "object", "properties": parts, "additionalProperties": False}
        return {**said, "anyOf": [TEXT, mapping, NOTHING]}
    if key.choices:
        one = {"enum": list(key.choices)}
        return {**said, "anyOf": [one, {"type": "array", "items": one}, NOTHING]}
    kind = TYPES[key.kind]
    if key.is_required:
        return {**said, **kind}
    if "anyOf" in kind:
        return {**said, "anyOf": [*kind["anyOf"], NOTHING]}
    types = kind["type"] if isinstance(kind["type"], list) else [kind["type"]]
    return {**said, **kind, "type": [*types, "null"]}


def _question(key: Key) -> Json:
    """Return how the form asks for a key."""
    told = f"{key.hint[:1].upper()}{key.hint[1:]}"
    attributes: Json = {"label": key.label, "description": told}
    if key is DESCRIPTION:
        kind = "textarea"
    elif key.choices:
        kind = "dropdown"
        attributes = {"label": key.label, "options": list(key.choices)}
    else:
        kind = "input"
        attributes["placeholder"] = PLACEHOLDERS.get(key.name, key.example)
    return {
        "type": kind,
        "id": key.name,
        "attributes": attributes,
        "validations": {"required": key.is_expected},
    }


def _plain(text: str) -> str:
    """Return a sentence without the backticks of Markdown."""
    return text.replace("`", "")


if __name__ == "__main__":
    for path, text in made():
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
