"""What `bench/faults.py` does to a site, done here a few times to a small one."""

from __future__ import annotations

import importlib
import random
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from types import ModuleType

Lab = Any  # the script's own, which is loaded by its path

BENCH = Path(__file__).parent.parent / "bench"
NO_HURRY = 60.0  # seconds that Ctrl-C may take here; bench/harm/kills.py has the real limit


def loaded() -> ModuleType:
    """Return the script as a module; what it imports lies beside it."""
    sys.path.insert(0, str(BENCH))
    try:
        return importlib.import_module("faults")
    finally:
        sys.path.remove(str(BENCH))


faults = loaded()


@pytest.fixture
def lab(tmp_path: Path) -> Lab:
    """Return a small board to do harm to."""
    chance = random.Random(1)  # noqa: S311 - no secret
    faults.generate(tmp_path / "site", 8, chance)
    return faults.Lab(tmp_path / "site", tmp_path, chance)


def test_killed_at_a_random_moment(lab: Lab) -> None:
    assert faults.killed_at_random(lab, 4)


def test_killed_at_some_steps_of_publishing(lab: Lab) -> None:
    assert faults.killed_at_steps(lab, 17)


def test_no_link_leads_nowhere_at_any_step_of_publishing(lab: Lab) -> None:
    assert faults.watched(lab, 2)


def test_interrupted_at_a_random_moment(lab: Lab) -> None:
    assert faults.interrupted(lab, 6, NO_HURRY)


def test_disk_full(lab: Lab) -> None:
    assert faults.disk_full(lab)


def test_folder_read_only(lab: Lab) -> None:
    assert faults.folder_read_only(lab)


def test_something_in_the_way(lab: Lab) -> None:
    assert faults.in_the_way(lab)


def test_two_builds_at_once(lab: Lab) -> None:
    assert faults.two_at_once(lab, 0.2)


def test_cache_damaged(lab: Lab) -> None:
    assert faults.cache_damaged(lab, 2, 3)


def test_cache_without_room(lab: Lab) -> None:
    assert faults.cache_without_room(lab)


def test_cache_deleted_between_two_steps(lab: Lab) -> None:
    assert faults.cache_deleted(lab)


def test_workers_that_die_or_hang(lab: Lab) -> None:
    assert faults.workers_lost(lab)
