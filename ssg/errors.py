"""What a command cannot go on with."""

from __future__ import annotations


class CommandError(Exception):
    """Why a command ends before its work is done, a line each; `status` is what it ends with."""

    status = 1

    def told(self) -> str:
        """Return the lines that are printed."""
        return "\n".join(f"error: {line}" for line in str(self).split("\n"))
