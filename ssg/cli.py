"""Words on the command line to calls; the only place that prints and exits."""

from __future__ import annotations

import datetime as dt
import json
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

import click

from ssg import __version__

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from ssg.build import Options
    from ssg.problems import Problem
    from ssg.report import Report

MOST_WARNINGS = 50  # shown by a build; `ssg check` shows all
EVERY = 0.1  # seconds between two signs of progress
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


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="ssg")
def main() -> None:
    """Build a static site from job listings kept as Markdown files."""


@main.command()
@site_option
@click.option(
    "--output",
    type=click.Path(path_type=Path),
    help="The folder to publish to.  [default: output in the site folder]",
)
@jobs_option
@click.option("--strict", is_flag=True, help="Publish nothing if a listing has to be left out.")
@click.option("--clean", is_flag=True, help="Forget the cache first.")
@click.option("--base-url", help="The address the site is published at, in place of the setting.")
@as_of_option
@click.option("--quiet", is_flag=True, help="Print errors only.")
def build(  # noqa: PLR0913 - one parameter for each option
    *,
    site: Path,
    output: Path | None,
    jobs: int | None,
    strict: bool,
    clean: bool,
    base_url: str | None,
    as_of: dt.datetime | None,
    quiet: bool,
) -> None:
    """Render content/ to output/.

    Ends with status 0 if all is built, 1 if listings were left out, 2 if a setting or an option
    is wrong.
    """
    started = time.monotonic()
    from ssg.build import build as run

    options = _options(site, jobs, as_of)._replace(
        output=output or site / "output", strict=strict, clean=clean, base_url=base_url
    )
    report = _run(run, options, quiet=quiet)
    warnings = [each for each in report.problems if each not in report.errors]
    for problem in report.errors if quiet else (*report.errors, *warnings[:MOST_WARNINGS]):
        click.echo(str(problem), err=True)
    if not quiet:
        if len(warnings) > MOST_WARNINGS:
            more = len(warnings) - MOST_WARNINGS
            click.echo(f"… and {more:,} more warnings; ssg check shows all", err=True)
        if report.notice:
            click.echo(f"note: {report.notice}", err=True)
        click.echo(_summary(report, options.output, time.monotonic() - started))
    sys.exit(report.exit_status)


@main.command()
@site_option
@click.argument("paths", nargs=-1, type=click.Path(exists=True, path_type=Path))
@click.option(
    "--format",
    "form",
    type=click.Choice(["text", "github", "json"]),
    default="text",
    show_default=True,
    help="Lines to read, GitHub's workflow commands, or JSON.",
)
@jobs_option
@as_of_option
def check(
    *,
    site: Path,
    paths: tuple[Path, ...],
    form: str,
    jobs: int | None,
    as_of: dt.datetime | None,
) -> None:
    """Report every problem of the listings, or of those in PATHS; write nothing.

    Ends with status 0 if there is none, 1 if there are any, 2 if a setting or an option is wrong.
    """
    from ssg.build import check as run
    from ssg.problems import as_data, as_github

    report = _run(run, _options(site, jobs, as_of), quiet=form != "text")
    chosen = [path.resolve() for path in paths]
    problems = [
        each
        for each in report.problems
        if not chosen or any((site / each.path).resolve().is_relative_to(path) for path in chosen)
    ]
    if form == "json":
        click.echo(json.dumps([as_data(each) for each in problems], indent=1))
    else:
        for each in problems:
            click.echo(as_github(each) if form == "github" else str(each))
    if form == "text":
        click.echo(
            f"{_counted(report.open_listings + report.closed_listings, 'listing')}, "
            f"{_found(problems)}"
        )
    sys.exit(LEFT_OUT if problems else 0)


def _options(site: Path, jobs: int | None, as_of: dt.datetime | None) -> Options:
    """Return the options that a build and a check share."""
    from ssg.build import Options
    from ssg.workers import processors

    today = as_of.date() if as_of else dt.datetime.now(dt.UTC).date()
    return Options(site, site / "output", today, jobs or processors())


def _run(
    run: Callable[[Options, Callable[[str], None]], Report], options: Options, *, quiet: bool
) -> Report:
    """Return the report of a build or a check; what prevents one ends the program."""
    from ssg.lock import LockedError
    from ssg.output import OutputError, OutputRefusedError
    from ssg.settings import SettingsError

    progress = _Progress(is_shown=not quiet and sys.stderr.isatty())
    try:
        return run(options, progress.step)
    except SettingsError as error:
        _fail(str(error), USAGE)
    except OutputError as error:
        _fail(f"error: {error}", USAGE if isinstance(error, OutputRefusedError) else LEFT_OUT)
    except LockedError as error:
        _fail(f"error: {error}", LEFT_OUT)
    except KeyboardInterrupt:
        _fail("interrupted", INTERRUPTED)
    finally:
        progress.clear()


class _Progress:
    """A line on the terminal that says how far a long phase is."""

    def __init__(self, *, is_shown: bool) -> None:
        self._is_shown = is_shown
        self._phase = ""
        self._done = 0
        self._next = time.monotonic() + EVERY

    def step(self, phase: str) -> None:
        """Count one item of a phase."""
        self._done = self._done + 1 if phase == self._phase else 1
        self._phase = phase
        if self._is_shown and time.monotonic() >= self._next:
            self._next = time.monotonic() + EVERY
            click.echo(f"\r\x1b[K{phase}: {self._done:,}", err=True, nl=False)

    def clear(self) -> None:
        """Take the line away."""
        if self._is_shown:
            click.echo("\r\x1b[K", err=True, nl=False)


def _fail(message: str, status: int) -> NoReturn:
    """End the program with a message."""
    click.echo(message, err=True)
    sys.exit(status)


def _summary(report: Report, output: Path, seconds: float) -> str:
    """Return what a build did, in one line."""
    listings = _counted(report.open_listings, "open listing")
    listings += f", {report.closed_listings:,} closed"
    if report.counts is None:
        files = "nothing published"
    else:
        written, kept, removed = report.counts
        files = (
            f"{_counted(written, 'file')} written, {kept:,} kept, {removed:,} removed in {output}"
        )
    return f"{listings}; {files}; {_found(report.problems)}; {seconds:.1f} s"


def _found(problems: Sequence[Problem]) -> str:
    """Return how many errors and warnings there are."""
    errors = sum(each.severity == "error" for each in problems)
    return f"{_counted(errors, 'error')}, {_counted(len(problems) - errors, 'warning')}"


def _counted(count: int, word: str) -> str:
    """Return a number with its word."""
    return f"{count:,} {word}{'' if count == 1 else 's'}"
