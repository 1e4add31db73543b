"""The keys of a listing and of a company profile: the one table that checks and documents them."""

from __future__ import annotations

from typing import NamedTuple


class Key(NamedTuple):
    """One key of front matter: what it takes, what it says, and an example of its value."""

    name: str
    takes: str
    says: str
    example: str


LISTING_KEYS = {
    key.name: key
    for key in (
        Key("title", "text", "What the job is called. The one key that is needed.", "Baker"),
        Key("company", "text", "Who offers the job.", "Kornblume Bakery"),
        Key(
            "location",
            "text or list",
            "Where the work is done, or from where, in words.",
            "[Lisbon, Portugal, Remote]",
        ),
        Key("remote", "true, false or hybrid", "Whether the work is done from home.", "hybrid"),
        Key(
            "salary",
            "text, or min, max, currency and period",
            "What the job pays.",
            "{min: 42000, max: 50000, currency: EUR, period: year}",
        ),
        Key(
            "apply_url",
            "address",
            "Where to apply: a web page, or mailto: and an address.",
            "https://kornblume.example/jobs/baker",
        ),
        Key("posted", "date", "The first day the listing is published.", "2026-10-02"),
        Key("valid_through", "date", "The last day one may apply.", "2026-12-31"),
        Key("tags", "list or text with commas", "What the job is about.", "[baking, night shift]"),
        Key(
            "employment_type",
            "list or text with commas",
            "full-time, part-time, contract, temporary, internship, volunteer, permanent …",
            "part-time",
        ),
        Key("benefits", "list or text with commas", "What comes with the pay.", "[free bread]"),
        Key("company_url", "address", "The company's own site.", "https://kornblume.example/"),
        Key(
            "company_logo",
            "address or path under the site",
            "A picture of the company's mark.",
            "logos/kornblume.svg",
        ),
        Key("slug", "text", "The listing's address, where the file's name does not do.", "baker"),
        Key("draft", "true or false", "Whether the listing is kept back.", "true"),
    )
}

# The Python job board's keys, and which of ours each stands for. `contact` is a mapping of its own.
ALIASES = {"url": "apply_url", "contract": "employment_type", "created": "posted"}
CONTACT = "contact"

PROFILE_KEYS = {
    key.name: key
    for key in (
        Key("name", "text", "The company's name, as its listings have it.", "Kornblume Bakery"),
        Key("website", "address", "The company's own site.", "https://kornblume.example/"),
        Key(
            "logo",
            "address or path under the site",
            "A picture of the company's mark.",
            "logos/kornblume.svg",
        ),
        Key("description", "text", "One sentence; else the text's beginning.", "Bread since 1931."),
        Key("location", "text", "Where the company sits.", "Bremen, Germany"),
        Key("industry", "text", "What the company does.", "Food"),
        Key("size", "text", "How many people work there.", "40 people"),
        Key("founded", "text", "Since when there is the company.", "1931"),
    )
}
