"""The lines of a report, in the format that was asked for."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

from ssg.formats.data import as_json
from ssg.formats.github import commands
from ssg.formats.lines import lines_of
from ssg.formats.sources import with_sources
from ssg.problems import counted
from ssg.report import found

if TYPE_CHECKING:
    from collections.abc import Container, Iterator

    from ssg.formats.styles import Style
    from ssg.report import Report


def told(
    report: Report, form: str, site: Path, style: Style, latest: Container[str] = ()
) -> Iterator[str]:
    """Yield the lines of a report as `text`, `github` or `json`.

    Text for a terminal shows source lines; elsewhere it is a line a problem, as a build has it.
    On GitHub, problems of the `latest` files come first.
    """
    if form == "json":
        yield as_json(report.problems)
    elif form == "github":
        yield from commands(report.problems, latest, _folder(site))
    else:
        if style.width:
            yield from with_sources(report.problems, lambda path: lines_of(site, path), style)
        else:
            yield from map(str, report.problems)
        left_out = len({each.path for each in report.errors})
        files = f", {counted(left_out, 'file')} left out" if left_out else ""
        yield f"{counted(report.listings, 'listing')}{files}, {found(report.problems)}"


def _folder(site: Path) -> str:
    """Return the site folder as the repository has it that a workflow works in."""
    workspace = Path(os.environ.get("GITHUB_WORKSPACE") or ".").resolve()
    if not site.resolve().is_relative_to(workspace):
        return ""
    folder = site.resolve().relative_to(workspace).as_posix()
    return "" if folder == "." else folder
