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
from ssg.places.reader import Places, makes_exceptions, read_places, towns_in
from ssg.places.towns import Town

__all__ = [
    "COUNTRIES",
    "REGIONS",
    "Places",
    "Town",
    "country_name",
    "country_slug",
    "makes_exceptions",
    "name_in_text",
    "read_places",
    "region_countries",
    "region_name",
    "towns_in",
]
