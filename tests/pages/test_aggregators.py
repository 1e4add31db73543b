"""What job aggregators get: every open listing, in two dialects."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.builds import built
from tests.pages.published import FILES, HOME, jobs, xml

if TYPE_CHECKING:
    from tests.builds import Board


def test_a_listing_in_the_dialect_of_indeed(board: Board) -> None:
    site = board(FILES)
    built(site)
    root = xml(site / "output/feeds/jobs.xml")
    assert root.tag == "source"
    assert root.findtext("publisher") == "Harbour & Sons"
    assert root.findtext("publisherurl") == HOME
    assert root.findtext("lastBuildDate") == "Tue, 02 Jun 2026 00:00:00 +0000"
    pilot, cook, undated = jobs(site, "jobs.xml")
    description = pilot.pop("description")
    assert pilot == {
        "title": "Pilot",
        "date": "2026-06-02",
        "referencenumber": "pilot",
        "requisitionid": "pilot",
        "url": f"{HOME}jobs/pilot/",
        "company": "Lotsenhaus",
        "city": "Toronto",
        "state": "",
        "country": "Canada",
        "salary": "€60,000 – €70,000 a year",
        "jobtype": "full-time",
        "remotetype": "Fully remote",
        "category": "ships, C++",
        "expirationdate": "2026-06-30",
    }
    assert description.startswith("<p>Bring <em>ships</em> in &amp; out.</p>")
    assert "<p>Open to: Canada, Germany</p>" in description
    assert "expirationdate" not in cook
    assert "date" not in undated
    assert undated["country"] == ""
    assert undated["remotetype"] == "Fully remote"


def test_the_country_is_english_whatever_the_language_of_the_site(board: Board) -> None:
    site = board({**FILES, "ssg.toml": 'language = "de"\n'})
    built(site)
    told = [job["country"] for job in jobs(site, "jobs.xml")]
    assert told == ["Canada", "Portugal", ""]
    assert "Deutschland" in jobs(site, "jobs.xml")[0]["description"]


def test_a_listing_in_the_dialect_of_jooble(board: Board) -> None:
    site = board(FILES)
    built(site)
    root = xml(site / "output/feeds/jooble.xml")
    assert root.tag == "jobs"
    assert [job.get("id") for job in root] == ["pilot", "cook", "undated"]
    pilot, cook, undated = jobs(site, "jooble.xml")
    assert pilot.pop("description").startswith("<p>Bring <em>ships</em> in &amp; out.</p>")
    assert pilot == {
        "link": f"{HOME}jobs/pilot/",
        "name": "Pilot",
        "region": "Berlin; Toronto, Canada",
        "pubdate": "02.06.2026",
        "updated": "02.06.2026",
        "expire": "30.06.2026",
        "salary": "€60,000 – €70,000 a year",
        "company": "Lotsenhaus",
        "jobtype": "full-time",
    }
    assert cook["region"] == "Lisbon, Portugal"
    assert "pubdate" not in undated


def test_aggregators_are_told_the_way_of_work(board: Board) -> None:
    text = "---\ntitle: Cook\nlocation: {}\n---\n\nSoup.\n"
    places = ("Remote", "Hybrid, Bremen", "Bremen")
    files = {f"content/{place[:6]}.md": text.format(place) for place in places}
    site = board(dict(files))
    built(site)
    for name in ("jobs.xml", "jooble.xml"):
        assert [job["description"] for job in jobs(site, name)] == [
            "<p>Soup.</p><p>Place: Bremen</p><p>Country: Germany</p>",
            "<p>Soup.</p><p>Place: Hybrid, Bremen</p><p>Country: Germany</p>",
            "<p>Soup.</p><p>Place: Remote</p>",
        ]
    assert [job["region"] for job in jobs(site, "jooble.xml")] == ["Bremen", "Bremen", "Remote"]


def test_a_listing_expires_for_aggregators_as_the_site_closes_it(board: Board) -> None:
    site = board({**FILES, "ssg.toml": "max_age_days = 20\n"})
    built(site)
    told = {job["referencenumber"]: job.get("expirationdate") for job in jobs(site, "jobs.xml")}
    assert told == {"pilot": "2026-06-21", "cook": "2026-06-20", "undated": None}
