"""What a free-text job location names: countries, regions, the whole world, and the way of work."""

from ssg.places.catalog import (
    COUNTRIES,
    REGIONS,
    country_name,
    country_slug,
    region_countries,
    region_name,
)
from ssg.places.reader import Places, read_places

__all__ = [
    "COUNTRIES",
    "REGIONS",
    "Places",
    "country_name",
    "country_slug",
    "read_places",
    "region_countries",
    "region_name",
]
