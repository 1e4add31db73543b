"""The number that a run of digits and marks stands for, in any country's habit."""

import re
from typing import NamedTuple

MOST_DIGITS = 15
"""More digits than this are no pay in any money."""

_GROUP = 3
_INDIAN_GROUP = 2
_LEAST_INDIAN_GROUPS = 3
_MOST_DECIMALS = 4
_SEPARATOR = re.compile(r"[.,'_ ]+")


class Numeral(NamedTuple):
    """A number as whole digits and how many of them are decimals: 25.50 is 2550 and 2."""

    digits: int
    decimals: int

    def times(self, factor: int) -> int | float:
        """Return the number times `factor`, exact, an int where it is whole."""
        product = self.digits * factor
        scale = int(10**self.decimals)
        return product // scale if product % scale == 0 else product / scale


def read_numeral(text: str, *, before_factor: bool = False) -> Numeral | None:
    """Return the number that digits with `.`, `,`, `'`, `_` or spaces stand for, None if malformed.

    A single separator before three digits sets thousands apart, but before a factor a point is a
    decimal point: 1.125M. Indian groups are read too: 12,50,000.
    """
    groups = _SEPARATOR.split(text)
    joined = "".join(groups)
    if len(joined) > MOST_DIGITS:
        return None
    digits = int(joined)
    if len(groups) == 1 or digits == 0:
        return Numeral(digits, 0)
    marks = [mark.strip() or " " for mark in _SEPARATOR.findall(text)]
    last = groups[-1]
    same = len(set(marks)) == 1
    if same and not (before_factor and marks == ["."]) and _are_thousands(groups, marks[0]):
        return Numeral(digits, 0)
    whole = groups[:-1]
    whole_fits = len(whole) == 1 or (
        len(set(marks[:-1])) == 1 and marks[-1] != marks[0] and _are_thousands(whole, marks[0])
    )
    if whole_fits and marks[0] == "'" and len(last) == _GROUP:  # 2'500.000, as in Colombia
        return Numeral(digits, 0)
    if whole_fits and _is_fraction(last, marks[-1], before_factor=before_factor):
        return Numeral(digits, len(last))
    return None


def _are_thousands(groups: list[str], mark: str) -> bool:
    first, *rest = groups
    if len(first) > _GROUP or first.startswith("0") or len(rest[-1]) != _GROUP:
        return False
    sizes = {len(group) for group in rest[:-1]}
    if sizes <= {_GROUP}:
        return True
    indian = mark == "," and len(groups) >= _LEAST_INDIAN_GROUPS
    return indian and sizes == {_INDIAN_GROUP} and len(first) <= _INDIAN_GROUP


def _is_fraction(digits: str, mark: str, *, before_factor: bool) -> bool:
    if mark == "." or before_factor:
        return len(digits) <= _MOST_DECIMALS
    return mark == "," and len(digits) < _GROUP
