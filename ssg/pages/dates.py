"""Days as the formats of feeds and data write them; no text for a day that is not known."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import datetime as dt

WEEKDAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


def rfc822(day: dt.date | None) -> str:
    """Return the beginning of a day in UTC as RFC 822 writes it, with a year of four digits."""
    if day is None:
        return ""
    date = f"{day.day:02} {MONTHS[day.month - 1]} {day.year:04}"
    return f"{WEEKDAYS[day.weekday()]}, {date} 00:00:00 +0000"


def rfc3339(day: dt.date | None) -> str:
    """Return the beginning of a day in UTC as RFC 3339 writes it: `2026-06-02T00:00:00Z`."""
    return f"{day.isoformat()}T00:00:00Z" if day else ""
