"""What a free-text job location names: countries, regions, the whole world, and the way of work.

What reads it is slow to import, so it is not here but in `reader`.
"""

from ssg.places.catalog import (
    COUNTRIES,
    REGIONS,
    country_name,
    country_slug,
    name_in_text,
    region_countries,
    region_name,
)
from ssg.places.values import (
    Places,
    State,
    Town,
    makes_exceptions,
    states_in,
    towns_in,
    whole_regions,
)

__all__ = [
    "COUNTRIES",
    "REGIONS",
    "Places",
    "State",
    "Town",
    "country_name",
    "country_slug",
    "makes_exceptions",
    "name_in_text",
    "region_countries",
    "region_name",
    "states_in",
    "towns_in",
    "whole_regions",
]
