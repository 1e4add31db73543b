"""The commands of those who write a listing, and of those who look at it: `new` and `review`."""

from __future__ import annotations

import functools
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from ssg.keys import LISTING_KEYS, Key, Kind
from ssg.options import (
    LEFT_OUT,
    as_of_option,
    build_options,
    day_of,
    has_terminal,
    jobs_option,
    site_option,
)

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Callable, Iterator, Mapping

    from ssg.authoring import Form, Submission

SCHEMA = "schemas/listing-1.json"  # under a board's address
_SINGULAR = {"tags": "tag", "benefits": "benefit"}
_METAVARS = {Kind.ADDRESS: "URL", Kind.DATE: "DATE", Kind.SLUG: "SLUG", Kind.PICTURE: "PATH"}


def _key_options(command: Callable[..., None]) -> Callable[..., None]:
    """Give a command an option for each key of a listing but the title."""
    for key in reversed(LISTING_KEYS.values()):
        if key.name != "title":
            command = _key_option(key)(command)
    return command


def _key_option(key: Key) -> Callable[[Callable[..., None]], Callable[..., None]]:
    """Return the option for a key; one that takes a list may be given again."""
    name = f"--{_SINGULAR.get(key.name, key.name).replace('_', '-')}"
    told = f"{key.hint[:1].upper()}{key.hint[1:].rstrip('… ')}."
    if key.kind is Kind.BOOLEAN:
        return click.option(name, key.name, is_flag=True, help=told)
    is_several = key.kind is Kind.ITEMS
    told += " May be given again." if is_several else ""
    metavar = _METAVARS.get(key.kind, "TEXT")
    return click.option(name, key.name, metavar=metavar, multiple=is_several, help=told)


@click.command()
@site_option
@click.argument("title", required=False)
@_key_options
@click.option(
    "--form",
    type=click.Choice(["front-matter", "headings"]),
    default="front-matter",
    show_default=True,
    help="How the file says it.",
)
@click.option(
    "--output",
    type=click.Path(path_type=Path, dir_okay=False),
    help="The file to write.  [default: content/, and the title as a name that is free]",
)
@click.option("--edit", is_flag=True, help="Open it in the editor of VISUAL or EDITOR.")
@click.option(
    "--from-issue",
    metavar="FILE",
    type=click.Path(exists=True, path_type=Path, dir_okay=False),
    help="Write what an issue says that was made with the form.",
)
@as_of_option
def new(  # noqa: PLR0913 - one parameter for each option
    *,
    site: Path,
    title: str | None,
    form: Form,
    output: Path | None,
    edit: bool,
    from_issue: Path | None,
    as_of: dt.date | None,
    **given: Any,  # noqa: ANN401 - a text, several or a flag, as the kind of the key is
) -> None:
    """Write a new listing, TITLE, with a hint beside each key.

    On a terminal it asks for what is missing. No file is ever overwritten. Ends with status 0 if
    it is written, 1 if it cannot be, 2 if a value or an option is wrong.
    """
    from ssg import authoring, questions
    from ssg.settings import UNSET_BASE_URL, read_settings

    day = day_of(as_of)
    said = dict(_said(title, given))
    settings = read_settings(site)
    has_address = settings.base_url != UNSET_BASE_URL
    schema = f"{settings.base_url}{SCHEMA}" if has_address else ""
    if from_issue is not None:
        if said or output or edit or form != "front-matter":
            raise click.UsageError("--from-issue takes all from the issue")
        made = authoring.submission(authoring.read_issue(from_issue), day, schema=schema)
        sys.exit(_submit(site, made, day))
    if has_terminal():
        examine = functools.partial(_examine, day)
        examine(said)  # nothing is asked where what is given will not do
        said = questions.ask_listing(said, examine)
    if not "".join(said.get("title", ())).strip():
        raise click.UsageError('a listing needs a title: ssg new "Night baker"')
    draft = authoring.draft(said, "", day)
    written = authoring.write(site, draft, form, output, schema)
    for line in authoring.in_words(written.problems):
        click.echo(f"warning: {line}", err=True)
    _tell_written(written.path, site / "content")
    if edit:
        questions.edit(written.path)


def _tell_written(path: Path, content: Path) -> None:
    """Tell where a listing was written, and that nobody reads it there where that is so."""
    click.echo(f"written: {path}")
    if not path.resolve().is_relative_to(content.resolve()):
        click.echo(f"note: builds read what lies in {content}, and this does not", err=True)


@click.command()
@site_option
@click.option("--changed-since", metavar="REV", help="Tell of what changed since this commit.")
@click.option(
    "--format",
    "form",
    type=click.Choice(["markdown", "json"]),
    default="markdown",
    show_default=True,
    help="A comment to read, or data for --from.",
)
@click.option(
    "--from",
    "origin",
    metavar="FILE",
    type=click.Path(exists=True, path_type=Path, dir_okay=False),
    help="Tell of such data, or the archive that GitHub makes of it; trust none of it.",
)
@jobs_option
@as_of_option
def review(  # noqa: PLR0913 - one parameter for each option
    *,
    site: Path,
    changed_since: str | None,
    form: str,
    origin: Path | None,
    jobs: int | None,
    as_of: dt.date | None,
) -> None:
    """Print what changed listings look like, and their problems.

    Nothing is printed where no listing changed. Ends with status 0, 1 if the data are none, 2 if
    a setting or an option is wrong.
    """
    from ssg import authoring, checking, choosing
    from ssg.settings import read_settings
    from ssg.sources import Source, find_sources

    if (origin is None) == (changed_since is None):
        raise click.UsageError("give either --changed-since or --from")
    if origin is not None:
        told = authoring.opened(origin)
    else:
        chosen = choosing.chosen_paths(site, (), changed_since)
        report = checking.check(build_options(site, jobs, as_of), chosen=chosen)
        is_chosen = choosing.chooser(site, chosen)
        found = find_sources(site, read_settings(site).size_limit)
        sources = (each for each in found if isinstance(each, Source) and is_chosen(each.path))
        told = authoring.review(sources, report)
    click.echo(authoring.as_data(told) if form == "json" else authoring.of_review(told), nl=False)


def _said(title: str | None, given: Mapping[str, Any]) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Yield the keys that are given on the command line, with their texts."""
    for name, value in {"title": title, **given}.items():
        if value is True:
            yield name, ("true",)
        elif isinstance(value, str):
            yield name, (value,)
        elif value:
            yield name, tuple(value)


def _examine(day: dt.date, said: Mapping[str, tuple[str, ...]]) -> None:
    """Refuse values that leave a listing out.

    Raises:
        RefusedError: such a value.
    """
    from ssg import authoring

    authoring.examine(authoring.draft({"title": ("Job",), **said}, "", day))


def _submit(site: Path, made: Submission, day: dt.date) -> int:
    """Return the exit status of taking a submission, and print what is to be said of it."""
    from ssg import authoring, checking

    proposed = authoring.proposed(site, made)
    options, chosen = build_options(site, None, day), [site / proposed.path]
    report = checking.check(options, chosen=chosen, proposed=[proposed])
    problems = (each for each in report.problems if each.path == proposed.path)
    objections = tuple(authoring.objections(made, problems))
    is_refused = authoring.is_refused(objections)
    if not is_refused:
        click.echo(f"written: {authoring.write_submission(site, made)}", err=True)
    click.echo(authoring.of_submission(proposed.path, made.text, objections), nl=False)
    return LEFT_OUT if is_refused else 0
