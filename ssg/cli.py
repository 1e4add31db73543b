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
    from ssg.starter import Answers

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
    options = _options(site, jobs, as_of)._replace(
        output=output or site / "output", strict=strict, clean=clean, base_url=base_url
    )
    sys.exit(_build(options, quiet=quiet).exit_status)


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


@main.command()
@click.argument("directory", metavar="[DIR]", required=False, type=click.Path(path_type=Path))
@click.option(
    "--site",
    type=click.Path(file_okay=False, path_type=Path),
    default=".",
    show_default=True,
    help="The site folder; DIR is a folder in it.",
)
@click.option("--github", is_flag=True, help="Also write a workflow that publishes on Pages.")
@click.option("--yes", is_flag=True, help="Ask nothing.")
def init(*, directory: Path | None, site: Path, github: bool, yes: bool) -> None:
    """Write a small board to begin with to DIR, or to the site folder.

    No file is ever overwritten. Ends with status 0 if each file is there now, 1 if one cannot be
    written, 2 if an answer or an option is wrong.
    """
    from ssg import starter

    folder = site / (directory or "")
    has_questions = not yes and sys.stdin.isatty() and not starter.has_settings(folder)
    answers = _asked(folder) if has_questions else starter.Answers()
    today = dt.datetime.now(dt.UTC).date()
    try:
        started = starter.start(folder, answers, today, for_github=github)
    except starter.StarterError as error:
        _fail(f"error: {error}", LEFT_OUT)
    for path in started.written:
        click.echo(f"written: {path}")
    for path in started.kept:
        click.echo(f"kept as it was: {path}")
    if started.needs_origin:
        click.echo(f"note: {starter.REQUIREMENTS} has to name where ssg is to be had", err=True)


@main.command()
@site_option
@click.option("--remote", default="origin", show_default=True, help="The remote to push to.")
@click.option("--branch", default="gh-pages", show_default=True, help="Its branch for the site.")
@click.option(
    "--message", help="The commit's message.  [default: the day, and the source's commit]"
)
@click.option("--dry-run", is_flag=True, help="Show what would change; push nothing.")
@click.option("--base-url", help="The address the site is published at, in place of the setting.")
@jobs_option
@as_of_option
def deploy(  # noqa: PLR0913 - one parameter for each option
    *,
    site: Path,
    remote: str,
    branch: str,
    message: str | None,
    dry_run: bool,
    base_url: str | None,
    jobs: int | None,
    as_of: dt.datetime | None,
) -> None:
    """Build strictly, then push the site to a branch as one commit.

    Ends with status 0 if the branch holds the site, 1 if listings were left out or the branch
    cannot be pushed, 2 if a setting or an option is wrong.
    """
    from ssg.deploy import DeployError, deployment
    from ssg.settings import SettingsError

    options = _options(site, jobs, as_of)._replace(strict=True, base_url=base_url)
    try:
        with deployment(site, remote, branch, base_url, is_trial=dry_run) as begun:
            if _build(options, quiet=False).exit_status:
                _fail(f"nothing is pushed to {begun.target}", LEFT_OUT)
            changes = begun.compare(options.output)
            for line in changes.lines():
                click.echo(line)
            if not changes:
                click.echo(f"{begun.target} holds this site already")
            elif dry_run:
                click.echo(f"a trial: nothing is pushed to {begun.target}")
            else:
                commit = begun.push(changes, message or begun.message(f"{options.as_of}"))
                click.echo(f"pushed to {begun.target} as {commit[:10]}")
    except SettingsError as error:
        _fail(str(error), USAGE)
    except DeployError as error:
        _fail(f"error: {error}", LEFT_OUT)
    except KeyboardInterrupt:
        _fail("interrupted", INTERRUPTED)


def _asked(folder: Path) -> Answers:
    """Return what somebody at the terminal says of a new board."""
    from ssg.settings import SettingsError, read_settings
    from ssg.starter import Answers

    title = click.prompt("What is the board called?", default=Answers().title)
    address = click.prompt("At which address will it be published?", default=Answers().base_url)
    try:
        settings = read_settings(folder, title=title, base_url=address)
    except SettingsError as error:
        _fail(str(error), USAGE)
    return Answers(settings.title, settings.base_url)


def _build(options: Options, *, quiet: bool) -> Report:
    """Return the report of a build, which is told here too."""
    started = time.monotonic()
    from ssg.build import build as run

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
    return report


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
    from ssg.changeover import OutputError
    from ssg.lock import LockedError
    from ssg.output import OutputRefusedError
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
