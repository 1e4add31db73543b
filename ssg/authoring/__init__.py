"""A listing from what somebody says, at a terminal or in an issue; a change as a comment."""

from __future__ import annotations

from ssg.authoring.comments import of_review, of_submission
from ssg.authoring.drafts import AuthoringError, Form, draft
from ssg.authoring.issues import (
    Submission,
    is_refused,
    objections,
    proposed,
    read_issue,
    submission,
    write_submission,
)
from ssg.authoring.review import Review, as_data, opened, review
from ssg.authoring.writing import examine, in_words, write

__all__ = [
    "AuthoringError",
    "Form",
    "Review",
    "Submission",
    "as_data",
    "draft",
    "examine",
    "in_words",
    "is_refused",
    "objections",
    "of_review",
    "of_submission",
    "opened",
    "proposed",
    "read_issue",
    "review",
    "submission",
    "write",
    "write_submission",
]
