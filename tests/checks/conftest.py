"""Builds and checks here are small: they start no processes."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import pytest

from ssg.build import Options
from ssg.checking import check

if TYPE_CHECKING:
    from collections.abc import Callable

    from ssg.report import Report
    from tests.builds import Board

DAY = dt.date(2026, 11, 20)


@pytest.fixture(autouse=True)
def _alone(alone: None) -> None:
    """Have all tests of this folder do without other processes."""


@pytest.fixture
def checked(board: Board) -> Callable[..., Report]:
    """Return a function that checks a board of files by their paths."""

    def of(files: dict[str, str], *chosen: str) -> Report:
        site = board(files)
        paths = [site / each for each in chosen] if chosen else None
        return check(Options(site, site / "output", DAY), chosen=paths)

    return of
