"""Each file of `valid/` and `invalid/`: what it means, or the exact lines that say what is wrong.

With `--update` the expectations are written anew; read the difference before committing it.
"""

from __future__ import annotations

import datetime as dt
import json
from pathlib import Path

import pytest

from fuzz.targets import assert_sound
from ssg.listing import Listing, Profile
from ssg.problems import Severity
from ssg.reading import Reading, read
from ssg.sources import SUFFIXES, Source

HERE = Path(__file__).parent
# The readers of places, pay and prose have tests of their own.
ELSEWHERE = {"source", "slug_line", "places", "salary", "body"}


def cases(folder: str) -> list[str]:
    paths = (path for path in (HERE / folder).rglob("*") if path.name.endswith(SUFFIXES))
    return sorted(path.relative_to(HERE / folder).as_posix() for path in paths)


def reading_of(folder: str, name: str) -> Reading:
    return read(Source(f"content/{name}", (HERE / folder / name).read_bytes(), "key"))


def meaning(reading: Reading) -> dict[str, object]:
    """Return what a reading says, without what it leaves open."""
    entry = reading.entry
    said = entry._asdict() if entry else {}
    if isinstance(entry, Listing):
        said["remote"] = entry.places.remote
    said["problems"] = [str(problem) for problem in reading.problems]
    return {
        name: value.isoformat() if isinstance(value, dt.date) else value
        for name, value in said.items()
        if value not in (None, "", (), [], False) and name not in ELSEWHERE
    }


def compare(path: Path, found: str, *, update: bool) -> None:
    if update:
        path.write_text(found, encoding="utf-8", newline="\n")
    assert found == path.read_bytes().decode()


@pytest.mark.parametrize("name", cases("valid"))
def test_valid(name: str, *, update: bool) -> None:
    reading = reading_of("valid", name)
    assert reading.entry is not None
    found = json.dumps(meaning(reading), ensure_ascii=False, indent=2) + "\n"
    compare((HERE / "valid" / name).with_suffix(".json"), found, update=update)


@pytest.mark.parametrize("name", cases("invalid"))
def test_invalid(name: str, *, update: bool) -> None:
    reading = reading_of("invalid", name)
    assert reading.problems
    is_bad = any(problem.severity is Severity.ERROR for problem in reading.problems)
    passed_over = {problem.rule for problem in reading.problems} == {"html-without-front-matter"}
    assert (reading.entry is None) == (is_bad or passed_over)
    found = "".join(f"{problem}\n" for problem in reading.problems)
    compare((HERE / "invalid" / name).with_suffix(".txt"), found, update=update)


def test_there_are_enough_cases() -> None:
    assert len(cases("valid")) >= 25
    assert len(cases("invalid")) >= 45


@pytest.mark.parametrize("folder", ["valid", "invalid"])
def test_every_case_is_sound_and_comes_back_from_the_cache(folder: str) -> None:
    for name in cases(folder):
        assert_sound(reading_of(folder, name))


@pytest.mark.parametrize("folder", ["valid", "invalid"])
def test_no_expectation_is_left_behind(folder: str) -> None:
    expected = {path.with_suffix("") for path in (HERE / folder).rglob("*.[jt]*")}
    assert expected == {(HERE / folder / name).with_suffix("") for name in cases(folder)}


def test_a_readme_beside_the_profiles_is_for_those_who_write_them() -> None:
    text = b"# How to write profiles\n\nOne file for each company.\n"
    path = "content/companies/README.md"
    assert read(Source(path, text, "key")) == Reading()
    assert isinstance(read(Source("content/companies/kornblume.md", text, "key")).entry, Profile)
    front = b"---\nname: Readme Press\n---\n"
    assert isinstance(read(Source(path, front, "key")).entry, Profile)
