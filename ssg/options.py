"""Options that several commands have, and how a command ends."""

from __future__ import annotations

import datetime as dt
import sys
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

import click

if TYPE_CHECKING:
    from ssg.build import Options

LEFT_OUT = 1  # the status of a command that was right, and could not do all

site_option = click.option(
    "--site",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    default=".",
    show_default=True,
    help="The site folder.",
)
jobs_option = click.option(
    "--jobs",
    type=click.IntRange(min=1),
    help="How many processes work.  [default: one a processor]",
)
as_of_option = click.option(
    "--as-of",
    type=click.DateTime(["%Y-%m-%d"]),
    help="The day that is taken as today.  [default: today, UTC]",
)


def day_of(as_of: dt.datetime | None) -> dt.date:
    """Return the day that is taken as today."""
    return as_of.date() if as_of else dt.datetime.now(dt.UTC).date()


def build_options(site: Path, jobs: int | None, day: dt.date) -> Options:
    """Return the options that a build and a check share."""
    from ssg.build import Options
    from ssg.workers import processors

    return Options(site, site / "output", day, jobs or processors())


def has_terminal() -> bool:
    """Return whether somebody is there to answer."""
    return sys.stdin.isatty() and sys.stdout.isatty()


def fail(message: str, status: int) -> NoReturn:
    """End the program with a message."""
    click.echo(message, err=True)
    sys.exit(status)
