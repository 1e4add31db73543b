"""Files that were not there before."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ssg.errors import CommandError
from ssg.problems import printable

if TYPE_CHECKING:
    from pathlib import Path


class CreationError(CommandError):
    """Why a file cannot be written; its text names the file or folder that is in the way."""


def create(path: Path, text: str) -> bool:
    """Return whether a file was written: not so if there is one already, or a link.

    Raises:
        CreationError: it cannot be written.
    """
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("x", encoding="utf-8", newline="\n") as file:
            file.write(text)
    except FileExistsError as error:
        if error.filename != str(path):
            message = f"{error.filename}: a file stands where a folder has to be"
            raise CreationError(printable(message)) from None
        return False
    except OSError as error:
        raise CreationError(printable(f"{error.filename or path}: {error.strerror}")) from None
    return True
