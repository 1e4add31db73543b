"""A site's settings: what stands in the file, judged, over what stands where nothing is set."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from ssg.settings.judging import judged
from ssg.settings.source import SettingsError, Where, table_of
from ssg.settings.values import Settings

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path


def read_settings(site: Path, **overrides: object) -> Settings:
    """Return the settings of a site folder; overrides given as None are left alone.

    Raises:
        SettingsError: a file that cannot be read, unknown settings or wrong values, a line each.
    """
    where, table = table_of(site)
    given = {name: value for name, value in overrides.items() if value is not None}
    wrong = list[str]()
    values = {
        **_usable(where, table, wrong),
        **_usable(Where("--base-url", ""), given, wrong),
    }
    if wrong:
        raise SettingsError("\n".join(wrong))
    return replace(Settings(), **values)


def _usable(where: Where, table: Mapping[str, object], wrong: list[str]) -> dict[str, Any]:
    """Return the settings that can be used; add what is said of the others."""
    usable = dict[str, Any]()
    for name, value in table.items():
        try:
            usable[name] = judged(where, name, value)
        except SettingsError as error:
            wrong.append(str(error))
    return usable
