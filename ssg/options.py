"""Options that several commands have, and how a command ends."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import NoReturn

import click

LEFT_OUT, USAGE, INTERRUPTED = 1, 2, 130

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


def has_terminal() -> bool:
    """Return whether somebody is there to answer."""
    return sys.stdin.isatty() and sys.stdout.isatty()


def fail(message: str, status: int) -> NoReturn:
    """End the program with a message."""
    click.echo(message, err=True)
    sys.exit(status)
