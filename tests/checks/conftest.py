"""Builds and checks here are small: they start no processes."""

from __future__ import annotations

import pytest


@pytest.fixture(autouse=True)
def _alone(alone: None) -> None:
    """Have all tests of this folder do without other processes."""
