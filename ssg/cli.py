"""Words on the command line to calls; nothing but this, `contributing` and `options` prints."""

from __future__ import annotations

import contextlib
import functools
import os
import shlex
import sys
import time
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING

import click

from ssg import __version__
from ssg.contributing import new, review
from ssg.errors import CommandError
from ssg.options import (
    LEFT_OUT,
    as_of_option,
    base_url_option,
    build_options,
    day_of,
    fail,
    has_terminal,
    jobs_option,
    site_option,
)
from ssg.problems import counted, printable

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Callable, Iterator

    from ssg.build import Options
    from ssg.report import Report

MOST_WARNINGS = 50  # shown by a build; `ssg check` shows all
EVERY = 0.1  # seconds between two signs of progress


class _Command(click.Command):
    """A command that says how a site folder is named, where one stands in no option's place."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        given = [*args]  # the parser takes them out
        try:
            return super().parse_args(ctx, args)
        except click.UsageError as error:
            folder = next((each for each in given if f"extra argument ({each})" in str(error)), "")
            if not folder or not Path(folder).is_dir():
                raise
            meant = f"ssg {self.name} --site {shlex.quote(folder)}"
            raise click.UsageError(f"{error.message}: {meant}", ctx) from None


class _Commands(click.Group):
    """Commands that end with a message where they cannot go on."""

    command_class = _Command

    def invoke(self, ctx: click.Context) -> object:
        try:
            os.getcwd()  # noqa: PTH109 - asked for nothing but whether there is one
        except FileNotFoundError:
            fail("error: the current folder is there no more", 2)
        try:
            return super().invoke(ctx)
        except CommandError as error:
            fail(error.told(), error.status)


@click.group(cls=_Commands, context_settings={"help_option_names": ["-h", "--help"]})
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
@base_url_option
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
    as_of: dt.date | None,
    quiet: bool,
) -> None:
    """Render content/ to output/.

    Ends with status 0 if all is built, 1 if listings were left out, 2 if a setting or an option
    is wrong.
    """
    options = build_options(site, jobs, as_of)._replace(
        output=output or site / "output", strict=strict, clean=clean, base_url=base_url
    )
    sys.exit(_build(options, quiet=quiet).exit_status)


@main.command()
@site_option
@click.argument("paths", nargs=-1, type=click.Path(exists=True, path_type=Path))
@click.option("--changed-since", metavar="REV", help="Only files that changed since this commit.")
@click.option(
    "--format",
    "form",
    type=click.Choice(["text", "github", "json"]),
    default="text",
    show_default=True,
    help="Lines to read, GitHub's workflow commands, or JSON.",
)
@click.option("--rules", "is_list", is_flag=True, help="List the rules; check nothing.")
@click.option("--fix", is_flag=True, help="First mend what can only be meant in one way.")
@click.option("--yes", is_flag=True, help="With --fix, write without asking.")
@jobs_option
@as_of_option
def check(  # noqa: PLR0913 - one parameter for each option
    *,
    site: Path,
    paths: tuple[Path, ...],
    changed_since: str | None,
    form: str,
    is_list: bool,
    fix: bool,
    yes: bool,
    jobs: int | None,
    as_of: dt.date | None,
) -> None:
    """Report every problem of the listings, or of those in PATHS.

    Nothing is written without --fix. Ends with status 0 if there is no problem but notes, 1 if
    there are any, 2 if a setting or an option is wrong.
    """
    from ssg import checking, choosing, fixing, formats
    from ssg.settings import read_settings

    style = formats.style_of(os.environ, is_terminal=sys.stdout.isatty())
    if is_list:
        click.echo(formats.rules_list(read_settings(site).rules, is_data=form == "json"))
        return
    if fix and form != "text":
        raise click.UsageError("--fix shows what it changes as text; leave --format away")
    outside = next((path for path in paths if not choosing.is_within(site, path)), None)
    if outside is not None:
        raise click.UsageError(f"{outside} is not in the site folder; --site names that")
    chosen = choosing.chosen_paths(site, paths, changed_since)
    if fix:
        lines = fixing.fix(
            site,
            choosing.chooser(site, chosen),
            lambda question: yes or (has_terminal() and click.confirm(question)),
        )
        for line in lines:
            click.echo(style.paint_difference(line), color=style.has_color)
    with _progress(is_shown=form == "text") as step:
        report = checking.check(build_options(site, jobs, as_of), step, chosen)
    latest = choosing.latest_changes(site) if form == "github" and chosen is None else frozenset()
    for line in formats.told(report, form, site, style, latest):
        click.echo(line, color=style.has_color)
    if form == "github" and (path := os.environ.get("GITHUB_STEP_SUMMARY")):
        _add_summary(Path(path), formats.summary(report.problems, report.files))
    sys.exit(LEFT_OUT if any(each.severity != "note" for each in report.problems) else 0)


@main.command()
@site_option
@click.option("--host", default="127.0.0.1", show_default=True, help="The address to serve at.")
@click.option(
    "--port",
    type=click.IntRange(0, 65535),
    help="The port to serve at.  [default: 8000, or the next that is free]",
)
@click.option("--open", "is_opened", is_flag=True, help="Open the site in the browser.")
@click.option("--drafts", is_flag=True, help="Show drafts too.")
@as_of_option
@jobs_option
def serve(  # noqa: PLR0913 - one parameter for each option
    *,
    site: Path,
    host: str,
    port: int | None,
    is_opened: bool,
    drafts: bool,
    as_of: dt.date | None,
    jobs: int | None,
) -> None:
    """Build, show the site in the browser, build anew with each change.

    Ctrl-C ends it. Ends with status 0 then, 1 if the first build cannot be written, 2 if a
    setting or an option is wrong.
    """
    from ssg import formats
    from ssg.serving import session

    style = formats.style_of(os.environ, is_terminal=sys.stderr.isatty())
    wishes = session.Wishes(host, port, is_opened, drafts, as_of)
    complain = functools.partial(click.echo, err=True, color=style.has_color)
    voice = session.Voice(click.echo, complain, style)
    first_build = functools.partial(_build, quiet=False)
    session.serve(build_options(site, jobs, as_of), wishes, first_build, voice)


main.add_command(new)
main.add_command(review)


@main.command()
@click.argument("directory", metavar="[DIR]", required=False, type=click.Path(path_type=Path))
@click.option(
    "--site",
    type=click.Path(file_okay=False, path_type=Path),
    default=".",
    show_default=True,
    help="The site folder; DIR is a folder in it.",
)
@click.option("--github", is_flag=True, help="Also write workflows and a form for GitHub.")
@click.option("--yes", is_flag=True, help="Ask nothing.")
def init(*, directory: Path | None, site: Path, github: bool, yes: bool) -> None:
    """Write a small board to begin with to DIR, or to the site folder.

    No file is ever overwritten. Ends with status 0 if each file is there now, 1 if one cannot be
    written, 2 if an answer or an option is wrong.
    """
    from ssg import questions, starter
    from ssg.settings import has_settings

    folder = site / (directory or "")
    has_questions = not yes and sys.stdin.isatty() and not has_settings(folder)
    answers = starter.Answers(for_github=github)
    if has_questions:
        answers = questions.ask_board(folder, answers)
    started = starter.start(folder, answers, day_of(None))
    for path in started.written:
        click.echo(f"written: {path}")
    for path in started.kept:
        click.echo(f"kept as it was: {path}")
    if starter.SETTINGS in started.written:
        click.echo(f"next: ssg serve --open --site {shlex.quote(str(folder))}")
    if answers.for_github and (root := starter.repository_above(folder)):
        click.echo(f"note: GitHub reads workflows in {root / '.github'} only: move them", err=True)
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
@base_url_option
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
    as_of: dt.date | None,
) -> None:
    """Build strictly, then push the site to a branch as one commit.

    Ends with status 0 if the branch holds the site, 1 if listings were left out or the branch
    cannot be pushed, 2 if a setting or an option is wrong.
    """
    from ssg.deploy import deployment

    options = build_options(site, jobs, as_of)._replace(strict=True, base_url=base_url)
    with deployment(site, remote, branch, base_url, is_trial=dry_run) as begun:
        report = _build(options, quiet=False)
        if report.exit_status or "content-missing" in {each.rule for each in report.problems}:
            fail(f"nothing is pushed to {begun.target}", LEFT_OUT)
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


def _add_summary(path: Path, text: str) -> None:
    """Add to the summary of a step, or tell why not: what was found is printed in any case."""
    try:
        with path.open("a", encoding="utf-8") as file:
            file.write(text)
    except OSError as error:
        words = f"GITHUB_STEP_SUMMARY names {path}, which cannot be written: {error.strerror}"
        click.echo(f"warning: {printable(words)}", err=True)


def _build(options: Options, *, quiet: bool) -> Report:
    """Return the report of a build, which is told here too."""
    started = time.monotonic()
    from ssg.build import build as run

    with _progress(is_shown=not quiet) as step:
        report = run(options, step)
    warnings = [each for each in report.problems if each.severity != "error"]
    for problem in report.errors if quiet else (*report.errors, *warnings[:MOST_WARNINGS]):
        click.echo(str(problem), err=True)
    if not quiet:
        if len(warnings) > MOST_WARNINGS:
            more = counted(len(warnings) - MOST_WARNINGS, "more warning")
            click.echo(f"… and {more}; ssg check shows all", err=True)
        if report.notice:
            click.echo(f"note: {report.notice}", err=True)
        click.echo(_summary(report, options.output, time.monotonic() - started))
    return report


@contextlib.contextmanager
def _progress(*, is_shown: bool) -> Iterator[Callable[[str], None]]:
    """Hold a line on the terminal that says how far a phase is; what is held counts its items."""
    is_shown = is_shown and sys.stderr.isatty()
    counts = Counter[str]()
    shown = time.monotonic()

    def step(phase: str) -> None:
        nonlocal shown
        counts[phase] += 1
        if is_shown and time.monotonic() >= shown + EVERY:
            shown = time.monotonic()
            click.echo(f"\r\x1b[K{phase}: {counts[phase]:,}", err=True, nl=False)

    try:
        yield step
    finally:
        if is_shown:
            click.echo("\r\x1b[K", err=True, nl=False)


def _summary(report: Report, output: Path, seconds: float) -> str:
    """Return what a build did, in one line."""
    from ssg.report import found

    listings = counted(report.open_listings, "open listing")
    listings += f", {report.closed_listings:,} closed"
    if report.held_back:
        listings += f", {report.held_back:,} held back"
    if report.counts is None:
        files = "nothing published"
    else:
        written, kept, removed = report.counts
        files = (
            f"{counted(written, 'file')} written, {kept:,} kept, {removed:,} removed in {output}"
        )
    return f"{listings}; {files}; {found(report.problems)}; {seconds:.1f} s"
