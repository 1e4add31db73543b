"""The file that settings stand in: `ssg.toml`, or `pyproject.toml` with a table `tool.ssg`."""

from __future__ import annotations

import re
import tomllib
from typing import TYPE_CHECKING, Any, NamedTuple

from ssg.errors import CommandError
from ssg.problems import printable

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

# Where settings stand: the board has a file of its own, or a table in the one of all tools.
SETTINGS_FILES = OWN, SHARED = ("ssg.toml", "pyproject.toml")


class SettingsError(CommandError):
    """Settings that cannot be used; a line of its text names file, line and setting of each."""

    status = 2

    def told(self) -> str:
        """Return the lines as they are: each says that it is an error behind its place."""
        return str(self)


class Where(NamedTuple):
    """The file a setting stands in, to say where it is wrong."""

    name: str
    text: str

    def error(self, key: str, message: str, hint: str = "") -> SettingsError:
        """Return the error for a key, with the line the key stands on where it is found."""
        pattern = rf"^[ \t]*(?:\[+[ \t]*(?:tool\.ssg\.)?)?[\"']?{re.escape(key)}[\"']?\s*[=.\]]"
        start = self.text.find("[tool.ssg]") if self.name == SHARED else 0
        within = rf"[{{,][ \t]*[\"']?{re.escape(key)}[\"']?\s*="  # an inline table
        patterns = (re.compile(each, re.MULTILINE) for each in (pattern, within))
        lines = (each.search(self.text, max(start, 0)) for each in patterns)
        found = next(filter(None, lines), None)
        line = f":{self.text.count(chr(10), 0, found.start()) + 1}" if found else ""
        return SettingsError(
            printable(f"{self.name}{line}: error: {message}" + (f"; {hint}" if hint else ""))
        )


def settings_file(site: Path) -> str:
    """Return the name of the file that a site's settings stand in, or go into.

    Raises:
        SettingsError: a file that cannot be read.
    """
    return table_of(site)[0].name


def table_of(site: Path) -> tuple[Path, str, Mapping[str, Any]]:
    """Return the file that holds the settings, its text, and the settings as TOML gives them."""
    own, project = site / OWN, site / SHARED
    if own.exists():
        text, document = _toml(own)
        return own, text, document
    if project.exists():
        text, document = _toml(project)
        tool = document.get("tool", {})
        table = tool.get("ssg", {}) if isinstance(tool, dict) else tool
        if not isinstance(table, dict):
            raise SettingsError(f"{SHARED}: error: tool.ssg is not a table")
        return project, text, table
    return own, "", {}


def _toml(path: Path) -> tuple[str, dict[str, Any]]:
    """Return the text of a TOML file and what it holds."""
    try:
        text = path.read_text(encoding="utf-8-sig")
        return text, tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        told = re.fullmatch(r"(.*) \(at line (\d+), column \d+\)", str(error))
        reason, line = (told[1], f":{told[2]}") if told else (str(error), "")
        raise SettingsError(f"{path.name}{line}: error: not valid TOML: {reason}") from None
    except UnicodeDecodeError:
        raise SettingsError(f"{path.name}: error: the file is not UTF-8") from None
    except OSError as error:
        raise SettingsError(f"{path.name}: error: cannot be read: {error.strerror}") from None
