"""A board of a few listings, served, and its front page in the browser."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import pytest

from tests.browser.searching import built

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from playwright.sync_api import Page

NOW = dt.datetime(2026, 6, 30, 12, tzinfo=dt.UTC)


@pytest.fixture(scope="session")
def output(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return built(tmp_path_factory.mktemp("board"))


@pytest.fixture
def address(output: Path, serve: Callable[[Path], str]) -> str:
    return serve(output)


@pytest.fixture
def front(page: Page, address: str) -> Page:
    """The front page, opened on a day on which nothing else happens."""
    page.clock.set_fixed_time(NOW)
    page.goto(address)
    return page
