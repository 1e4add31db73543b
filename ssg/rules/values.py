"""The rules of a listing's values."""

from __future__ import annotations

from ssg.problems import Severity
from ssg.rules.rule import Rule, Sample

TITLE = "Values"
RULES = (
    Rule(
        "type",
        Severity.ERROR,
        """A key got a list or a mapping where it takes text, or a mapping where it takes a
        list. A warning for the company's site and its logo, and for a list without spaces behind
        its dashes.""",
        Sample("yaml", "company: [Kornblume, Bakery]", "company: Kornblume Bakery"),
    ),
    Rule(
        "length",
        Severity.ERROR,
        """A title or a name has more than 300 characters, or a location or a salary more
        than 5,000. A warning for the company's site and its logo.""",
        Sample("text", "title: Night baker who also … (400 characters)", "title: Night baker"),
    ),
    Rule(
        "trailing-comma",
        Severity.WARNING,
        """A title, a company, an address, a location or a salary ends with a comma or a semicolon,
        as lines of JSON do; the page shows it.""",
        Sample("yaml", "company: Kornblume Bakery,", "company: Kornblume Bakery"),
        told="check",
        is_fixed=True,
    ),
    Rule(
        "date",
        Severity.ERROR,
        """A date is not written year-month-day, or there is no such day.""",
        Sample("yaml", "posted: 2.10.2026", "posted: 2026-10-02"),
        is_fixed=True,
    ),
    Rule(
        "date-order",
        Severity.WARNING,
        """The last day to apply lies before the first day of publication.""",
        Sample(
            "yaml",
            "posted: 2026-10-02\nvalid_through: 2026-09-30",
            "posted: 2026-10-02\nvalid_through: 2026-12-31",
        ),
    ),
    Rule(
        "url",
        Severity.ERROR,
        """An address does not begin with `https://`, `http://` or `mailto:`, or cannot be
        one. Error for `apply_url`; a warning for the company's site, its logo, and the e-mail
        address of `contact`.""",
        Sample(
            "yaml",
            "apply_url: kornblume.example/jobs",
            "apply_url: https://kornblume.example/jobs",
        ),
    ),
    Rule(
        "slug",
        Severity.ERROR,
        """A slug is lower case, of letters and digits joined by hyphens, and none of the
        names that a site or a system keeps for itself (`page`, `index`, `con`).""",
        Sample("yaml", "slug: Night Baker", "slug: night-baker"),
        is_fixed=True,
    ),
    Rule(
        "boolean",
        Severity.ERROR,
        """A value is neither true nor false.""",
        Sample("yaml", "draft: perhaps", "draft: true"),
    ),
    Rule(
        "remote",
        Severity.WARNING,
        """`remote` is none of true, false, remote, hybrid, onsite; it is passed over.""",
        Sample("yaml", "remote: sometimes", "remote: hybrid"),
    ),
    Rule(
        "employment-type",
        Severity.WARNING,
        """An employment type is not one that is known; the page shows it as written. Or there are
        more than 50 of them; the first 50 are read.""",
        Sample("yaml", "employment_type: ful-time", "employment_type: full-time"),
    ),
    Rule(
        "tags",
        Severity.WARNING,
        """A listing has more than 50 tags; the first 50 are taken.""",
        Sample(
            "text",
            "tags: [baking, bread, rolls, cakes, … (60 of them)]",
            "tags: [baking, night shift]",
        ),
    ),
    Rule(
        "benefits",
        Severity.WARNING,
        """A listing has more than 50 benefits; the first 50 are taken.""",
        Sample(
            "text",
            "benefits: [free bread, free rolls, … (60 of them)]",
            "benefits: [free bread, four-day week]",
        ),
    ),
    Rule(
        "place-unknown",
        Severity.WARNING,
        """A piece of the location looks like a place and is not known, so the listing stands
        under no country for it: [places.md](places.md).""",
        Sample("yaml", "location: Bremmen, Deutschlnd", "location: Bremen, Germany"),
    ),
)
