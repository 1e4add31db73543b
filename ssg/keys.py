"""The keys of a listing and of a company profile: the one table that all else is made from.

Reading takes names and aliases from it, `ssg new` its options and its template, and
`scripts/make_keys.py` makes of it the JSON Schema, the issue form and the tables in the docs.
"""

from __future__ import annotations

import enum
from typing import Literal, NamedTuple, get_args

Arrangement = Literal["remote", "hybrid", "onsite"]
Period = Literal["year", "month", "week", "day", "hour"]


class Kind(enum.StrEnum):
    """What a key takes, in the words of the docs."""

    TEXT = "text"
    PLACES = "text or list"
    ITEMS = "list, or text with commas"
    ADDRESS = "address"
    PICTURE = "address, or path under the site"
    DATE = "date"
    BOOLEAN = "true or false"
    ARRANGEMENT = "true, false or hybrid"
    PAY = "text, or `min`, `max`, `currency` and `period`"
    SLUG = "lower-case words joined by hyphens"
    PROSE = "text in Markdown"


class Key(NamedTuple):
    """One key: what it takes and says, and what helps somebody who writes it for the first time.

    `says` is a sentence; `example` is a value as YAML has it; `hint` stands beside the key in
    what `ssg new` writes; `label` is how the issue form and a terminal ask for it, no text where
    they do not.
    """

    name: str
    kind: Kind
    says: str
    example: str
    hint: str = ""
    label: str = ""
    also: tuple[str, ...] = ()  # other names that are read as this one
    choices: tuple[str, ...] = ()
    page: str = ""  # of the docs, which tells more
    is_required: bool = False  # in any listing
    is_expected: bool = False  # of somebody who submits a listing through the form


ARRANGEMENTS: tuple[Arrangement, ...] = get_args(Arrangement)
EMPLOYMENT_TYPES = (
    "full-time",
    "part-time",
    "contract",
    "temporary",
    "internship",
    "volunteer",
    "per-diem",
    "permanent",
)
PAY_PARTS = ("min", "max", "currency", "period")
PERIODS: tuple[Period, ...] = get_args(Period)
CONTACT = "contact"  # the Python job board's: a mapping with the parts that follow
CONTACT_PARTS = ("name", "email", "phone")

_LISTING = (
    Key(
        "title",
        Kind.TEXT,
        "What the job is called.",
        "Baker",
        "what the work is, without company, place or pay",
        "Job title",
        is_required=True,
        is_expected=True,
    ),
    Key(
        "company",
        Kind.TEXT,
        "Who offers the job.",
        "Kornblume Bakery",
        "who offers the job",
        "Company",
        is_expected=True,
    ),
    Key(
        "location",
        Kind.PLACES,
        "Where the work is done, or from where, in words.",
        "Lisbon, Portugal",
        "where one has to be, or from where one may work: Remote, Europe",
        "Location",
        page="places.md",
        is_expected=True,
    ),
    Key(
        "remote",
        Kind.ARRANGEMENT,
        "Whether the work is done from home; goes before what `location` says of it.",
        "hybrid",
        "remote, hybrid or onsite",
        "Remote",
        choices=ARRANGEMENTS,
    ),
    Key(
        "salary",
        Kind.PAY,
        "What the job pays.",
        "€42,000 - €50,000 a year",
        "a range, with its currency and period",
        "Salary",
        page="salaries.md",
    ),
    Key(
        "apply_url",
        Kind.ADDRESS,
        "Where to apply: a web page, or `mailto:` and an address.",
        "https://kornblume.example/jobs/baker",
        "a web page, or mailto: and an address",
        "Where to apply",
        ("url",),
        is_expected=True,
    ),
    Key(
        "posted",
        Kind.DATE,
        "The first day the listing is published.",
        "2026-10-02",
        "the first day the listing is published",
        also=("created",),
    ),
    Key(
        "valid_through",
        Kind.DATE,
        "The last day one may apply.",
        "2026-12-31",
        "the last day one may apply; the listing closes by itself",
        "Last day to apply",
    ),
    Key(
        "tags",
        Kind.ITEMS,
        "What the job is about; at most 50.",
        "[baking, night shift]",
        "what the job is about, in a few words each",
        "Tags",
    ),
    Key(
        "employment_type",
        Kind.ITEMS,
        "How one is employed.",
        "part-time",
        "full-time, part-time, contract, internship …",
        "Employment type",
        ("contract",),
        EMPLOYMENT_TYPES,
    ),
    Key(
        "benefits",
        Kind.ITEMS,
        "What comes with the pay; at most 50.",
        "[free bread, four-day week]",
        "what comes with the pay",
        "Benefits",
    ),
    Key(
        "company_url",
        Kind.ADDRESS,
        "The company's own site.",
        "https://kornblume.example/",
        "the company's own site",
        "Company website",
    ),
    Key(
        "company_logo",
        Kind.PICTURE,
        "A picture of the company's mark.",
        "logos/kornblume.svg",
        "a picture that lies in static/",
    ),
    Key(
        "slug",
        Kind.SLUG,
        "The listing's address, where the file's name does not do.",
        "baker",
        "the address of its page, where the file's name does not do",
    ),
    Key(
        "draft",
        Kind.BOOLEAN,
        "Whether the listing is kept back.",
        "true",
        "keeps the listing back",
    ),
)
_PROFILE = (
    Key(
        "name",
        Kind.TEXT,
        "The company's name, as its listings have it; else the file's name.",
        "Kornblume Bakery",
        also=("title",),
    ),
    Key(
        "website",
        Kind.ADDRESS,
        "The company's own site.",
        "https://kornblume.example/",
        also=("apply_url",),
    ),
    Key(
        "logo",
        Kind.PICTURE,
        "A picture of the company's mark, put into `static/`.",
        "logos/kornblume.svg",
    ),
    Key(
        "description",
        Kind.TEXT,
        "One sentence for search engines; else the text's beginning.",
        "Bread since 1931.",
    ),
    Key("location", Kind.TEXT, "Where the company sits.", "Bremen, Germany"),
    Key("industry", Kind.TEXT, "What it does.", "Food"),
    Key("size", Kind.TEXT, "How many people work there.", "40 people"),
    Key("founded", Kind.TEXT, "Since when there is the company.", "1931"),
)

LISTING_KEYS = {key.name: key for key in _LISTING}
PROFILE_KEYS = {key.name: key for key in _PROFILE}
ALIASES = {other: key.name for key in _LISTING for other in key.also}
# Other names of a listing's keys; `contact` stands for itself, and is judged by its parts.
OTHER_NAMES = {**ALIASES, CONTACT: CONTACT}
PROFILE_ALIASES = {other: key.name for key in _PROFILE for other in key.also}
# The text below the keys. The form asks for it last, so that whatever it holds ends nothing.
DESCRIPTION = Key(
    "description",
    Kind.PROSE,
    "What the work is, what it asks for, and who you are.",
    "We bake for forty shops, and we start at ten in the evening.",
    "what one does all day, what one has to bring, and who you are",
    "Description",
    is_expected=True,
)
FORM = (*(key for key in _LISTING if key.label), DESCRIPTION)
"""What the issue form asks for, in its order."""
