"""What a site's owner sets: read from `ssg.toml`, or `[tool.ssg]` in `pyproject.toml`."""

from ssg.settings.reader import (
    SETTINGS_FILES,
    SettingsError,
    has_settings,
    read_settings,
    settings_file,
)
from ssg.settings.values import (
    UNSET_BASE_URL,
    Images,
    Markdown,
    NavigationLink,
    Rates,
    ReadingSettings,
    Settings,
    primary_language,
    reading_settings,
)

__all__ = [
    "SETTINGS_FILES",
    "UNSET_BASE_URL",
    "Images",
    "Markdown",
    "NavigationLink",
    "Rates",
    "ReadingSettings",
    "Settings",
    "SettingsError",
    "has_settings",
    "primary_language",
    "read_settings",
    "reading_settings",
    "settings_file",
]
