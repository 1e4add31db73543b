"""The rules of pay."""

from __future__ import annotations

from ssg.problems import Severity
from ssg.rules.rule import Rule, Sample

TITLE = "Pay"
RULES = (
    Rule(
        "salary-amount",
        Severity.ERROR,
        """An amount in parts is no number, or more than anybody is paid.""",
        Sample(
            "yaml", "salary: {min: plenty, currency: EUR}", "salary: {min: 36000, currency: EUR}"
        ),
    ),
    Rule(
        "salary-currency",
        Severity.WARNING,
        """No currency is named, its sign has several, or its code is not known.""",
        Sample("yaml", "salary: 36,000 - 42,000 a year", "salary: 36,000 - 42,000 EUR a year"),
    ),
    Rule(
        "salary-sign",
        Severity.NOTE,
        """Several currencies have the sign, and the one that it is read as is not that of the
        place, which has the same: `$` is read as US dollars. Figures, filters and search engines
        take it for these unless the code stands there.""",
        Sample(
            "yaml",
            "location: Toronto, Canada\nsalary: $90,000 a year",
            "location: Toronto, Canada\nsalary: CAD 90,000 a year",
        ),
        told="check",
    ),
    Rule(
        "salary-period",
        Severity.WARNING,
        """The amount is too much or too little for its period, or the period is not known.""",
        Sample("yaml", "salary: €42,000 an hour", "salary: €42,000 a year"),
    ),
    Rule(
        "salary-range",
        Severity.WARNING,
        """The ends of a range are so far apart that one is likely a slip.""",
        Sample("yaml", "salary: €3,000 - €420,000 a year", "salary: €30,000 - €42,000 a year"),
    ),
    Rule(
        "salary-reversed",
        Severity.WARNING,
        """A range runs downwards; it is read the other way round.""",
        Sample("yaml", "salary: €42,000 - €36,000 a year", "salary: €36,000 - €42,000 a year"),
    ),
    Rule(
        "salary-unread",
        Severity.WARNING,
        """A text names money and is not understood, or is understood in part, or has no amount.
        Words alone, such as "negotiable", are no try at stating pay.""",
        Sample("yaml", "salary: $9M", "salary: $90,000 a year"),
    ),
)
