"""What a free-text job location names: countries, regions, the whole world, and the way of work."""

from ssg.places.catalog import (
    COUNTRIES,
    REGIONS,
    country_name,
    country_slug,
    name_in_text,
    region_countries,
    region_name,
)
from ssg.places.reader import Places, makes_exceptions, read_places

__all__ = [
    "COUNTRIES",
    "REGIONS",
    "Places",
    "country_name",
    "country_slug",
    "makes_exceptions",
    "name_in_text",
    "read_places",
    "region_countries",
    "region_name",
]
