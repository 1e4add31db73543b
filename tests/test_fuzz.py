"""A short run of what `make fuzz` does at length, and every text that it ever found."""

from __future__ import annotations

import importlib.util
import runpy
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

FUZZ = Path(__file__).parent.parent / "fuzz"
TARGETS: dict[str, Any] = runpy.run_path(str(FUZZ / "targets.py"))["TARGETS"]
FINDS = sorted(path for path in (FUZZ / "corpus").rglob("*") if path.is_file())


@pytest.mark.parametrize("path", FINDS, ids=lambda path: f"{path.parent.name}-{path.name}")
def test_what_was_found_holds_now(path: Path) -> None:
    TARGETS[path.parent.name].check(path.read_bytes().decode("utf-8", "surrogatepass"))


@pytest.mark.parametrize("name", sorted(TARGETS))
def test_texts_of_its_pieces_hold(name: str) -> None:
    target = TARGETS[name]
    pieces = st.sampled_from(target.pieces) | st.text(max_size=3)

    @settings(max_examples=100, suppress_health_check=[HealthCheck.too_slow])
    @given(st.lists(pieces, max_size=30).map("".join))
    def check(text: str) -> None:
        target.check(text)

    check()


def test_a_long_run_tells_what_it_tried() -> None:
    command = [sys.executable, str(FUZZ / "run.py"), "--seconds", "1", "--by-chance", "slugs"]
    ended = subprocess.run(command, capture_output=True, text=True, check=False)
    assert (ended.returncode, ended.stderr) == (0, "")
    assert "all held" in ended.stdout


def test_a_guided_run_tells_what_it_tried() -> None:
    if importlib.util.find_spec("atheris") is None:
        pytest.skip("atheris is not installed: pip install --group fuzz")
    command = [sys.executable, str(FUZZ / "run.py"), "--seconds", "2", "slugs"]
    ended = subprocess.run(command, capture_output=True, text=True, check=False)
    assert ended.returncode == 0
    assert "all held" in ended.stdout
