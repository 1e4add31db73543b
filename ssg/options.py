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


def _day(_ctx: click.Context, _param: click.Parameter, value: str | None) -> dt.date | None:
    """Return the day that an option says.

    Raises:
        click.BadParameter: it says none.
    """
    try:
        said = dt.datetime.strptime(value, "%Y-%m-%d") if value else None  # noqa: DTZ007 - no time
    except ValueError:
        raise click.BadParameter(f'"{value}" is not a day; days are written 2026-10-31') from None
    return said.date() if said else None


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
    metavar="DATE",
    callback=_day,
    help="The day that is taken as today.  [default: today, UTC]",
)
base_url_option = click.option(
    "--base-url", help="The address the site is published at, in place of the setting."
)


def day_of(as_of: dt.date | None) -> dt.date:
    """Return the day that is taken as today."""
    return as_of or dt.datetime.now(dt.UTC).date()


def build_options(site: Path, jobs: int | None, as_of: dt.date | None) -> Options:
    """Return the options that a build and a check share."""
    from ssg.build import Options
    from ssg.workers import processors

    return Options(site, site / "output", day_of(as_of), jobs or processors())


def has_terminal() -> bool:
    """Return whether somebody is there to answer."""
    return sys.stdin.isatty() and sys.stdout.isatty()


def fail(message: str, status: int) -> NoReturn:
    """End the program with a message."""
    click.echo(message, err=True)
    sys.exit(status)
