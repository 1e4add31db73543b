"""What job search engines read: each rule, and a listing that would break it."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ssg import places
from ssg.listing import Listing
from ssg.pages import markup
from ssg.pages.markup import missing, problems
from ssg.reading import read
from ssg.salaries import Salary
from ssg.settings import Settings, SettingsError, read_settings
from ssg.site import gather
from ssg.sources import Source
from ssg.tables import rows
from tests.pages.marked import AS_OF, TEXT, file, job_posting, page_of, posting, scripts, site_of

if TYPE_CHECKING:
    from ssg.site import Site

ROOT = Path(__file__).parent.parent.parent


def reasons(site: Site) -> dict[markup.Fact, int]:
    """Return how many open listings have no JobPosting, by the first fact that each lacks."""
    lacking = (missing(posting.listing, site.settings) for posting in site.postings)
    return dict(Counter(facts[0] for facts in lacking if facts))


def marked(body: str = TEXT, **changes: object) -> dict[str, Any]:
    """Return the markup of a listing with some of its facts changed."""
    return posting(site_of(file(body, **changes)))


def lacks(body: str = TEXT, **changes: object) -> list[markup.Fact]:
    """Return the facts for want of which a listing has no markup."""
    site = site_of(file(body, **changes))
    facts = [*missing(site.postings[0].listing, site.settings)]
    assert (job_posting(site, site.postings[0]) is None) == bool(facts)
    return facts


def countries(found: dict[str, Any]) -> list[str]:
    """Return the names of the countries that applicants may live in."""
    area = found["applicantLocationRequirements"]
    several = area if isinstance(area, list) else [area]
    assert {each["@type"] for each in several} == {"Country"}
    return [each["name"] for each in several]


# What it says


def test_a_plain_listing_says_what_it_knows_and_no_more() -> None:
    assert marked() == {
        "@type": "JobPosting",
        "title": "Night baker",
        "datePosted": "2026-06-01",
        "hiringOrganization": {"@type": "Organization", "name": "Kornblume Bakery"},
        "identifier": {"@type": "PropertyValue", "name": "Kornblume Bakery", "value": "0"},
        "jobLocation": {
            "@type": "Place",
            "address": {
                "@type": "PostalAddress",
                "addressLocality": "Bremen",
                "addressCountry": "DE",
            },
        },
    }


@pytest.mark.parametrize("title", ['C++ & <T> "engineer"', "Ingénieur·e", "R&amp;D lead"])
def test_the_title_is_the_heading(title: str, tmp_path: Path) -> None:
    site = site_of(file(title=title))
    assert posting(site)["title"] == site.postings[0].listing.title
    text = page_of(site, tmp_path, "jobs/0/index.html")
    assert scripts(text)[0][0]["title"] == site.postings[0].listing.title


def test_the_company_is_the_one_that_is_shown() -> None:
    spellings = ("Kornblume", "Kornblume", "KORNBLUME GmbH")
    site = site_of(*(file(company=company) for company in spellings))
    for each in site.postings:
        found = job_posting(site, each)
        assert found
        assert found["hiringOrganization"] == {"@type": "Organization", "name": "Kornblume"}


def test_a_company_that_wants_no_name_is_confidential() -> None:
    assert marked(company="confidential")["hiringOrganization"]["name"] == "confidential"


@pytest.mark.parametrize(
    ("profile", "listing", "shown"),
    [
        ("", {"company_url": "https://k.example/"}, {"sameAs": "https://k.example/"}),
        (
            "website: https://p.example/",
            {"company_url": "https://k.example/"},
            {"sameAs": "https://p.example/"},
        ),
        ("", {"company_url": "mailto:jobs@k.example"}, {}),
        ("logo: logos/k.svg", {}, {"logo": "https://jobs.example.com/board/logos/k.svg"}),
        (
            "",
            {"company_logo": "logos/k.svg"},
            {"logo": "https://jobs.example.com/board/logos/k.svg"},
        ),
        ("logo: https://p.example/k.svg", {}, {"logo": "https://p.example/k.svg"}),
        ("logo: http://p.example/k.svg", {}, {}),
        ("", {"company_logo": "https://elsewhere.example/k.svg"}, {}),
        (
            "logo: http://p.example/k.svg",
            {"company_logo": "k.svg"},
            {"logo": "https://jobs.example.com/board/k.svg"},
        ),
    ],
)
def test_website_and_logo_of_the_company(
    profile: str, listing: dict[str, str], shown: dict[str, str]
) -> None:
    site = site_of(
        file(**listing),
        profile=f"---\nname: Kornblume Bakery\n{profile}\n---\n",
        base_url="https://jobs.example.com/board/",
    )
    found = posting(site)["hiringOrganization"]
    assert found == {"@type": "Organization", "name": "Kornblume Bakery"} | shown


def test_the_end_is_that_of_the_last_day() -> None:
    assert "validThrough" not in marked()
    assert marked(valid_through="2026-06-30")["validThrough"] == "2026-06-30T23:59:59+00:00"
    aged = posting(site_of(file(), max_age_days=30))
    assert aged["validThrough"] == "2026-06-30T23:59:59+00:00"
    both = posting(site_of(file(valid_through="2026-06-20"), max_age_days=30))
    assert both["validThrough"] == "2026-06-20T23:59:59+00:00"


@pytest.mark.parametrize(
    ("written", "told"),
    [
        ("full-time", "FULL_TIME"),
        ("permanent", None),
        ("permanent, full-time", "FULL_TIME"),
        ("freelance, part-time, contract", ["CONTRACTOR", "PART_TIME"]),
        ("sometimes", None),
        ("PERMANENT, sometimes, per diem", "PER_DIEM"),
        ("OTHER", None),
    ],
)
def test_employment_types_are_of_the_vocabulary(written: str, told: object) -> None:
    assert marked(employment_type=written).get("employmentType") == told


def test_every_term_but_permanent_has_a_word() -> None:
    terms = {term for _, term in rows(ROOT / "ssg/employment_types.tsv")}
    assert terms
    for term in terms:
        assert ("employmentType" in marked(employment_type=term)) == (term != "permanent")


@pytest.mark.parametrize(
    ("pay", "value"),
    [
        ("€36,000 - €42,000 a year", {"minValue": 36000, "maxValue": 42000, "unitText": "YEAR"}),
        ("$45.50 an hour", {"value": 45.5, "unitText": "HOUR"}),
        ("up to €4,000 a month", {"maxValue": 4000, "unitText": "MONTH"}),
        ("from 300 EUR a day", {"minValue": 300, "unitText": "DAY"}),
        ("900 GBP a week", {"value": 900, "unitText": "WEEK"}),
    ],
)
def test_pay_is_the_listings_own_figure(pay: str, value: dict[str, object]) -> None:
    found = marked(salary=pay)["baseSalary"]
    assert found["@type"] == "MonetaryAmount"
    assert re.fullmatch("[A-Z]{3}", found["currency"])
    assert found["value"] == {"@type": "QuantitativeValue"} | value


@pytest.mark.parametrize(
    "pay",
    [
        None,
        Salary(36000, 42000, None, "year"),
        Salary(36000, 42000, "EUR", None),
        Salary(None, None, "EUR", "year"),
        Salary(0, 0, "EUR", "year"),
    ],
)
def test_pay_without_amount_currency_or_period_is_left_out(pay: Salary | None) -> None:
    entry = read(Source("content/a.md", file().encode(), "key")).entry
    assert isinstance(entry, Listing)
    paid = entry._replace(salary=pay)
    assert "baseSalary" not in posting(gather([paid], (), (), Settings(), AS_OF))


def test_pay_that_is_called_an_estimate_is_left_out() -> None:
    assert "baseSalary" not in marked(salary="Estimated: $90k - $120k a year")
    assert "baseSalary" in marked(salary="$90k - $120k a year, best in town")


def test_one_applies_directly_by_mail_alone() -> None:
    assert marked(apply_url="mailto:jobs@k.example")["directApply"] is True
    assert "directApply" not in marked(apply_url="https://k.example/apply")
    assert "directApply" not in marked()


# Where


def test_towns_are_told_with_their_states_and_of_other_countries_the_country() -> None:
    found = marked(location="Austin, TX; Lisbon or Porto, Portugal; Germany")
    places = [place["address"] for place in found["jobLocation"]]
    assert [{key: place[key] for key in place if key != "@type"} for place in places] == [
        {"addressCountry": "DE"},
        {"addressLocality": "Lisbon", "addressCountry": "PT"},
        {"addressLocality": "Porto", "addressCountry": "PT"},
        {"addressLocality": "Austin", "addressRegion": "TX", "addressCountry": "US"},
    ]


@pytest.mark.parametrize("arrangement", [None, "hybrid", "onsite"])
def test_work_at_a_place_is_never_remote(arrangement: str | None) -> None:
    found = marked(remote=arrangement, location="Lisbon, Portugal; Madrid, Spain")
    codes = [place["address"]["addressCountry"] for place in found["jobLocation"]]
    assert codes == ["ES", "PT"]
    assert not {"jobLocationType", "applicantLocationRequirements"} & set(found)


def test_remote_work_says_from_where() -> None:
    found = marked(location="Remote, Germany, Austria")
    assert found["jobLocationType"] == "TELECOMMUTE"
    assert countries(found) == ["Austria", "Germany"]
    assert "jobLocation" not in found
    assert countries(marked(remote=True)) == ["Germany"]


@pytest.mark.parametrize(
    ("location", "told"),
    [
        ("Remote (CA, NY)", ["California, United States", "New York, United States"]),
        ("Remote - Texas, USA", ["Texas, United States"]),
        ("US-TX-Remote", ["Texas, United States"]),
        ("Remote, Ontario", ["Ontario, Canada"]),
        ("Remote (NSW or VIC)", ["New South Wales, Australia", "Victoria, Australia"]),
        ("Remote in AZ, Canada", ["Arizona, United States", "Canada"]),
        ("Remote, Austin, TX", ["United States"]),
        ("Remote, New York", ["United States"]),
        ("Remote US, TX preferred", ["United States"]),
        ("Utah or remote", ["United States"]),
        ("Remote - US (excluding CA)", ["United States"]),
    ],
)
def test_states_are_told_where_nothing_else_of_their_country_is_named(
    location: str, told: list[str]
) -> None:
    area = marked(location=location)["applicantLocationRequirements"]
    several = area if isinstance(area, list) else [area]
    kinds = ["State" if "," in name else "Country" for name in told]
    assert several == [
        {"@type": kind, "name": name} for kind, name in zip(kinds, told, strict=True)
    ]


def test_a_state_within_a_region_that_is_named_is_no_bound() -> None:
    assert "United States" in countries(marked(location="Remote, TX, North America"))


def test_a_region_is_all_of_its_countries() -> None:
    found = countries(marked(location="Remote, EU, Switzerland"))
    expected = {*map(places.country_name, places.region_countries("eu")), "Switzerland"}
    assert found == sorted(expected)


def test_a_choice_between_home_and_office_has_both() -> None:
    found = marked(location="Remote or hybrid, Lisbon, Portugal")
    assert found["jobLocationType"] == "TELECOMMUTE"
    assert found["jobLocation"]["address"]["addressCountry"] == "PT"


def test_worldwide_is_what_the_site_says_it_means() -> None:
    site = site_of(file(location="Remote, worldwide"), worldwide_means=("US", "DE"))
    assert countries(posting(site)) == ["Germany", "United States"]


# When there is none


@pytest.mark.parametrize(
    ("changes", "facts"),
    [
        ({}, []),
        ({"company": None}, [markup.COMPANY]),
        ({"company": "None"}, [markup.COMPANY]),
        ({"posted": None}, [markup.POSTED]),
        ({"body": ""}, [markup.DESCRIPTION]),
        ({"body": "Night *baker*"}, [markup.DESCRIPTION]),
        ({"body": "* * *"}, [markup.DESCRIPTION]),
        ({"location": None}, [markup.COUNTRY]),
        ({"location": "Remote"}, [markup.COUNTRY]),
        ({"location": "Bremmen"}, [markup.COUNTRY]),
        ({"location": "Europe", "remote": "onsite"}, [markup.COUNTRY]),
        ({"location": "Europe", "remote": "hybrid"}, [markup.COUNTRY]),
        ({"location": "Europe"}, [markup.REMOTE]),
        ({"location": "Worldwide"}, [markup.REMOTE]),
        ({"location": "Remote, worldwide"}, [markup.WORLDWIDE]),
        ({"location": "Remote, Europe except Norway"}, [markup.EXCEPTION]),
        ({"location": "Remote, Nordics"}, [markup.PART]),
        ({"location": "Remote, Eastern Europe"}, [markup.PART]),
        ({"location": "Remote, EMEA South"}, [markup.PART]),
        ({"location": "Remote, Nordics or Europe"}, []),
        ({"location": "Remote, Germany"}, []),
        ({"company": None, "location": "Remote, worldwide"}, [markup.COMPANY, markup.WORLDWIDE]),
    ],
)
def test_what_is_not_known_is_not_said(changes: dict[str, Any], facts: list[markup.Fact]) -> None:
    assert lacks(**changes) == facts


def test_a_part_of_a_region_beside_a_country_leaves_the_country() -> None:
    assert countries(marked(location="Remote, Germany or Benelux")) == ["Germany"]


def test_worldwide_with_exceptions_is_nobodys_list() -> None:
    site = site_of(file(location="Anywhere except the US"), worldwide_means=("US", "DE"))
    assert job_posting(site, site.postings[0]) is None
    assert reasons(site) == {markup.EXCEPTION: 1}


def test_a_closed_listing_has_none() -> None:
    site = site_of(file(valid_through="2026-06-14"))
    assert job_posting(site, site.closed[0]) is None


def test_reasons_are_counted_and_told() -> None:
    worldwide = file(location="Remote, worldwide")
    site = site_of(file(), file(company=None, location=None), worldwide, worldwide)
    assert reasons(site) == {markup.COMPANY: 1, markup.WORLDWIDE: 2}
    assert [str(problem) for problem in problems(site, "ssg.toml")] == [
        (
            "content/1.md: warning: without a company and a country, job search engines do not "
            "show this listing; add company (the word confidential, if it wants no name) "
            "and a country to location"
        ),
        (
            "ssg.toml: warning: job search engines do not show listings for work from anywhere "
            "(2); set worldwide_means to the countries that you know this to mean"
        ),
    ]


@given(st.text(), st.text(), st.text())
def test_whatever_a_listing_says_it_has_markup_or_a_reason(
    title: str, company: str, location: str
) -> None:
    entry = read(
        Source("content/a.md", file(title=title, company=company, location=location).encode(), "k")
    ).entry
    if not isinstance(entry, Listing):
        return
    site = gather([entry], (), (), Settings(), AS_OF)
    found = job_posting(site, site.postings[0])
    assert (found is None) == bool(reasons(site))
    if found:
        assert found["title"] == entry.title
        assert "jobLocation" in found or found["jobLocationType"] == "TELECOMMUTE"
        assert all(found.values())


# The setting


def test_worldwide_means_takes_codes_in_any_case(tmp_path: Path) -> None:
    (tmp_path / "ssg.toml").write_text('worldwide_means = ["us", " DE ", "US"]\n')
    assert read_settings(tmp_path).worldwide_means == ("US", "DE")


@pytest.mark.parametrize(
    ("value", "told"),
    [
        ('"US"', 'worldwide_means must be a list of countries such as ["DE", "US"]'),
        ("[1]", 'worldwide_means must be a list of countries such as ["DE", "US"]'),
        ('["UK"]', 'worldwide_means names "UK", which is no country of ISO 3166-1'),
        ('["# "]', 'worldwide_means names "#", which is no country of ISO 3166-1'),
        ('["Germany"]', 'worldwide_means names "GERMANY", which is no country of ISO 3166-1'),
    ],
)
def test_a_wrong_country_is_named_with_its_line(tmp_path: Path, value: str, told: str) -> None:
    (tmp_path / "ssg.toml").write_text(f'title = "A"\nworldwide_means = {value}\n')
    with pytest.raises(SettingsError) as caught:
        read_settings(tmp_path)
    assert str(caught.value).startswith(f"ssg.toml:2: error: {told}")
