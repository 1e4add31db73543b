"""A site's settings, as they stand in `ssg.toml`, or in a table `tool.ssg` of `pyproject.toml`."""

from __future__ import annotations

import os
import re
import tomllib
from dataclasses import replace
from typing import TYPE_CHECKING, Any, NamedTuple

from ssg.errors import CommandError
from ssg.problems import printable
from ssg.settings.judging import judged
from ssg.settings.values import Settings

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

# Where settings stand: the board has a file of its own, or a table in the one of all tools.
SETTINGS_FILES = OWN, SHARED = ("ssg.toml", "pyproject.toml")

# What is usually meant by a line that is no TOML, and how it is written; the first that fits is
# taken.
_OPEN_QUOTE = re.compile(r"[^=]*=[ 	]*(?:\"(?!\"\")[^\"]*|'(?!'')[^']*)$")
_USUAL = (
    (
        r"[ \t]*\{?[ \t]*\"?[\w-]+\"?[ \t]*:",
        'a setting and its value are joined by =, as title = "Our jobs"',
    ),
    (r"[^=]*=[ \t]*[“”„‘’«»]", "the quotes are others that look like them; type them anew"),
    (r"[^=]*=[ \t]*(?i:true|false)\b", "true and false are written in small letters"),
    (r"[^=]*=[ \t]*\d+([./])\d+\1\d+", "a date is written 2026-10-31"),
    (r"[^=]*=[ \t]*\"[^\"]*\\", "use single quotes around a text that holds a backslash"),
    (_OPEN_QUOTE.pattern, "the quote that opens here is not closed"),
    (r"[ \t]*[\w-]+[ \t]*=[ \t]*[^\[{#]*,[ \t]*(?:#|$)", "no comma stands at the end of a setting"),
    (r"[^=]*=[ \t]*\"[^\"]*\"[ \t]*[^\s\",#]", 'use single quotes around a text that holds "'),
    (r"[^=]*=[ \t]*#", "a # begins a comment; text that holds one needs quotes around it"),
    (r".*?=[ \t]*[^\s\"'\[{\d.#+-]", 'text needs quotes around it, as title = "Our jobs"'),
    (r"[^=\[]*(?:=[ \t]*)?(?:#|$)", 'a line is a setting, = and a value, as title = "Our jobs"'),
)
_TWICE = re.compile("overwrite|twice")  # of what is given, in the words of Python's reader


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

    def error(self, key: str, message: str, hint: str = "", number: int = 1) -> SettingsError:
        """Return the error for a key, with the line the key stands on where it is found.

        Of tables that repeat, as [[navigation]], it is the one of this number, which counts from 1.
        """
        pattern = rf"^[ \t]*(?:\[+[ \t]*)?(?:[\w-]+\.)*[\"']?{re.escape(key)}[\"']?\s*[=.\]]"
        start = self.text.find("[tool.ssg]") if self.name == SHARED else 0
        within = rf"[{{,][ \t]*[\"']?{re.escape(key)}[\"']?\s*="  # an inline table
        patterns = (re.compile(each, re.MULTILINE) for each in (pattern, within))
        lines = ([*each.finditer(self.text, max(start, 0))] for each in patterns)
        found = next(filter(None, lines), [])[:number]
        line = f":{self.text.count(chr(10), 0, found[-1].start()) + 1}" if found else ""
        return SettingsError(
            printable(f"{self.name}{line}: error: {message}" + (f"; {hint}" if hint else ""))
        )


def read_settings(site: Path, **overrides: object) -> Settings:
    """Return the settings of a site folder; overrides given as None are left alone.

    Raises:
        SettingsError: a file that cannot be read, unknown settings or wrong values, a line each.
    """
    where, table = _table(site)
    given = {name: value for name, value in overrides.items() if value is not None}
    wrong = list[str]()
    values = {
        **_usable(where, table, wrong),
        **_usable(Where("--base-url", ""), given, wrong),
    }
    if wrong:
        raise SettingsError("\n".join(wrong))
    return replace(Settings(), **values)


def settings_file(site: Path) -> str:
    """Return the name of the file that a site's settings stand in, or go into."""
    is_shared = not (site / OWN).exists() and (site / SHARED).exists()
    return SHARED if is_shared else OWN


def has_settings(site: Path) -> bool:
    """Return whether a site folder holds settings, in either of their two files."""
    if os.path.lexists(site / OWN):
        return True
    try:
        return "[tool.ssg" in (site / SHARED).read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError):
        return False


def _usable(where: Where, table: Mapping[str, object], wrong: list[str]) -> dict[str, Any]:
    """Return the settings that can be used; add what is said of the others."""
    usable = dict[str, Any]()
    for name, value in table.items():
        try:
            usable[name] = judged(where, name, value)
        except SettingsError as error:
            wrong.append(str(error))
    return usable


def _table(site: Path) -> tuple[Where, Mapping[str, Any]]:
    """Return the file that holds the settings, and the settings as TOML gives them."""
    name = settings_file(site)
    if not (site / name).exists():
        return Where(name, ""), {}
    text, table = _toml(site / name)
    if name == SHARED:
        tool = table.get("tool", {})
        table = tool.get("ssg", {}) if isinstance(tool, dict) else tool
        if not isinstance(table, dict):
            raise SettingsError(f"{SHARED}: error: tool.ssg is not a table")
    return Where(name, text), table


def _toml(path: Path) -> tuple[str, dict[str, Any]]:
    """Return the text of a TOML file and what it holds."""
    try:
        text = path.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError as error:
        line = error.object.count(b"\n", 0, error.start) + 1
        raise SettingsError(f"{path.name}:{line}: error: not UTF-8; save the file so") from None
    except OSError as error:
        raise SettingsError(f"{path.name}: error: cannot be read: {error.strerror}") from None
    try:
        return text, tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        line, said = _syntax(str(error), text.split("\n"))
        place = f":{line}" if line else ""
        raise SettingsError(printable(f"{path.name}{place}: error: {said}")) from None


def _syntax(told: str, lines: Sequence[str]) -> tuple[int, str]:
    """Return the line that is no TOML, 0 if none can be told, and what is wrong with it.

    Of a usual mistake that is how it is written, and what the reader said behind that.
    """
    found = re.fullmatch(r"(.*) \(at (?:line (\d+), column \d+|end of document)\)", told)
    line, reason = (int(found[2] or 0), found[1]) if found else (0, told)
    said = f"not valid TOML: {reason}"
    if not line:
        opened = (n for n, each in enumerate(lines, 1) if _OPEN_QUOTE.match(each.rstrip()))
        line = next(opened, 0)
    if not line:
        return 0, f"{said}; a bracket or a quote that is opened is not closed"
    if _TWICE.search(reason):
        return line, f"what stands here is given above, too; keep one of the two; {said}"
    text = lines[line - 1].rstrip()
    hint = next((hint for pattern, hint in _USUAL if re.match(pattern, text)), "")
    return line, f"{hint}; {said}" if hint else said
