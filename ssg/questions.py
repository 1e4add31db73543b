"""What somebody at a terminal is asked; elsewhere nothing is."""

from __future__ import annotations

import functools
import os
import shlex
import subprocess
from typing import TYPE_CHECKING

import click

from ssg.errors import CommandError
from ssg.keys import LISTING_KEYS

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from ssg.starter import Answers

Said = dict[str, tuple[str, ...]]
"""What is said of a listing: texts by key."""

ASKED = ("title", "company", "location", "salary", "employment_type", "apply_url", "tags")
"""Keys of a listing that are asked for where they are not given."""


class EditorError(CommandError):
    """Why a file cannot be opened in an editor; the text says what to do."""


def ask_board(folder: Path, given: Answers) -> Answers:
    """Return what somebody says of a new board; what no setting can have is asked for again.

    Raises:
        SettingsError: settings in the folder that cannot be read.
    """
    from ssg.settings import read_settings  # noqa: PLC0415 - asked for a new board only

    read_settings(folder)  # what is wrong there is wrong whatever the answers are
    title = click.prompt("What is the board called?", default=given.title)
    address = click.prompt(
        "At which address will it be published?",
        default=given.base_url,
        value_proc=functools.partial(_address, folder),
    )
    settings = read_settings(folder, title=title, base_url=address)
    for_github = given.for_github or click.confirm(
        "Is it kept on GitHub, which then checks, takes and publishes listings?", default=False
    )
    return given._replace(title=settings.title, base_url=settings.base_url, for_github=for_github)


def ask_listing(given: Said, examine: Callable[[Said], None]) -> Said:
    """Return what is given of a listing with what somebody adds to it.

    A key is asked for again where `examine` raises a CommandError over the answer.
    """
    said = dict(given)
    for name in ASKED:
        if said.get(name):
            continue
        key = LISTING_KEYS[name]
        answer = click.prompt(
            f"{key.label} ({key.hint})",
            default=None if key.is_required else "",
            show_default=False,
            value_proc=functools.partial(_accepted, name, examine),
        )
        if answer:
            said[name] = (answer,)
    return said


def edit(path: Path) -> None:
    """Open a file in the editor that VISUAL or EDITOR names, and wait until it is closed.

    Raises:
        EditorError: none is named, or it cannot be run.
    """
    named = os.environ.get("VISUAL") or os.environ.get("EDITOR") or ""
    try:
        words = shlex.split(named)
    except ValueError:
        words = []
    if not words:
        raise EditorError("neither VISUAL nor EDITOR names an editor to open it in")
    try:
        # No shell reads the path; what VISUAL holds is for its owner to say.
        status = subprocess.run([*words, str(path.absolute())], check=False).returncode  # noqa: S603
    except OSError as error:
        raise EditorError(f"{words[0]} cannot be run: {error.strerror}") from None
    if status:
        raise EditorError(f"{words[0]} ended with status {status}")


def _address(folder: Path, answer: str) -> str:
    """Return an address that a board can have; of another, click says why, and asks again."""
    from ssg.settings import SettingsError, read_settings  # noqa: PLC0415 - as above

    try:
        return read_settings(folder, base_url=answer).base_url
    except SettingsError as error:
        raise click.UsageError(str(error).partition(" error: ")[2]) from None


def _accepted(name: str, examine: Callable[[Said], None], answer: str) -> str:
    """Return an answer that will do; of another, click says why, and asks again."""
    if not answer.strip():
        if LISTING_KEYS[name].is_required:
            raise click.UsageError("a listing cannot do without")
        return ""
    try:
        examine({name: (answer,)})
    except CommandError as error:
        raise click.UsageError(str(error)) from None
    return answer
