"""Git, called as a program."""

from __future__ import annotations

import os
import subprocess
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

# Hooks name these for the repository they run in, as seen from its root; we may stand elsewhere.
NAMED_BY_HOOKS = frozenset(
    ["GIT_DIR", "GIT_INDEX_FILE", "GIT_OBJECT_DIRECTORY", "GIT_PREFIX", "GIT_WORK_TREE"]
)


def git(
    folder: Path, *words: str, told: bytes = b"", environment: Mapping[str, str] | None = None
) -> subprocess.CompletedProcess[bytes]:
    """Return what became of a command in a folder: its status, and what it printed, in English.

    Raises:
        OSError: Git cannot be run.
    """
    inherited = {name: value for name, value in os.environ.items() if name not in NAMED_BY_HOOKS}
    return subprocess.run(  # noqa: S603 - no shell reads these words
        ["git", "-C", os.fspath(folder), *words],  # noqa: S607 - where it lies differs by system
        input=told,
        env={**inherited, "LC_ALL": "C", **(environment or {})},
        capture_output=True,
        check=False,
    )
