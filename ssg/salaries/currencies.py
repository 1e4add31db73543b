"""The currencies of the table beside this module, read once when they are first asked for."""

from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import NamedTuple

from ssg.tables import rows


class Currency(NamedTuple):
    """What the table says of a currency."""

    decimals: int
    sign: str
    """What English text shows for it; the code where English has no sign."""


@cache
def currencies() -> Mapping[str, Currency]:
    """Return the currencies by their ISO 4217 code."""
    return {
        code: Currency(int(decimals), sign or code)
        for code, decimals, sign, _signs, _names in rows(Path(__file__).with_name("currencies.tsv"))
    }
