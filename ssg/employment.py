"""What authors write for the kind of employment, and the terms that stand for it."""

from __future__ import annotations

import functools
from pathlib import Path

from ssg.tables import rows


@functools.cache
def employment_types() -> dict[str, str]:
    """Return the term for each way an employment type is written."""
    return dict(rows(Path(__file__).with_name("employment_types.tsv")))
