"""Git, for tests that make repositories."""

from __future__ import annotations

import subprocess
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path


def git(folder: Path, *words: str, check: bool = True) -> str:
    """Return what Git prints, called in a folder as somebody who may commit on any machine."""
    settings = ("user.name=Mirthe", "user.email=mirthe@board.example", "commit.gpgsign=false")
    options = [word for each in settings for word in ("-c", each)]
    done = subprocess.run(
        ["git", "-C", str(folder), *options, *words], capture_output=True, text=True, check=check
    )
    return done.stdout.strip()
