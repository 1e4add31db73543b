"""What a careful reader would say of a listing that is well-formed: rules of `ssg check` alone.

Each check of one file is a function from a `Subject` to problems. Those of the whole board take a
`Board`. How much each weighs is for the table of rules and the site's settings to say.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ssg.checks.board import Board, check_board
from ssg.checks.contacts import check_contact
from ssg.checks.facts import (
    check_apply,
    check_dates,
    check_ends,
    check_folder,
    check_markup,
    check_pay,
)
from ssg.checks.links import check_links
from ssg.checks.prose import check_code, check_length, check_marks, check_openings
from ssg.checks.sketches import sketch
from ssg.checks.subject import Subject
from ssg.checks.title import check_title

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ssg.problems import Problem

__all__ = ["Board", "Subject", "check_board", "check_subject", "sketch"]

CHECKS = (
    check_title,
    check_apply,
    check_dates,
    check_pay,
    check_ends,
    check_markup,
    check_folder,
    check_length,
    check_code,
    check_openings,
    check_marks,
    check_contact,
    check_links,
)


def check_subject(subject: Subject) -> Iterator[Problem]:
    """Yield everything that the checks of one file find."""
    for check in CHECKS:
        yield from check(subject)
