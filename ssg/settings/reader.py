"""A site's settings: what stands in the file, judged, over what stands where nothing is set."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from ssg.settings.judging import judged
from ssg.settings.source import Where, table_of
from ssg.settings.values import Settings

if TYPE_CHECKING:
    from pathlib import Path


def read_settings(site: Path, **overrides: object) -> Settings:
    """Return the settings of a site folder; overrides given as None are left alone.

    Raises:
        SettingsError: a file that cannot be read, an unknown setting or a wrong value.
    """
    path, text, table = table_of(site)
    where = Where(path.name, text)
    values: dict[str, Any] = {name: judged(where, name, value) for name, value in table.items()}
    given = {name: value for name, value in overrides.items() if value is not None}
    option = Where("--base-url", "")
    values |= {name: judged(option, name, value) for name, value in given.items()}
    return replace(Settings(), **values)
