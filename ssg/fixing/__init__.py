"""Mends listing files where only one thing can be meant: what `ssg check --fix` does.

`mended` makes new bytes of a file's bytes; `write` alone puts them in place.
"""

from __future__ import annotations

from ssg.fixing.mending import Mended, mended
from ssg.fixing.writing import FixError, fix, fixes, write

__all__ = ["FixError", "Mended", "fix", "fixes", "mended", "write"]
