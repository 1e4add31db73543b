"""What readers, aggregators and scripts get: feeds, listings as data, and what says where it is."""

from __future__ import annotations

import datetime as dt
import json
import re
from email.utils import parsedate_to_datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import jsonschema
import pytest
from lxml import etree

from ssg import output
from ssg.build import Options, build
from ssg.changeover import NEW, STAGING
from ssg.files import Page, Stream
from ssg.listing import Listing
from ssg.packing import Packer
from ssg.reading import read
from ssg.settings import Settings, SettingsError
from ssg.site import gather
from ssg.sources import Source
from ssg.views import AggregatorPage
from tests.folders import files_of
from tests.pages.listings import in_full, plan_site

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from ssg.report import Report

    Board = Callable[[Mapping[str, str | bytes]], Path]

AS_OF = dt.date(2026, 6, 15)
ROOT = Path(__file__).parent.parent.parent
SCHEMA = ROOT / "templates/static/schemas/jobs-1.json"
ATOM = "{http://www.w3.org/2005/Atom}"
ENCODED = "{http://purl.org/rss/1.0/modules/content/}encoded"
HOME = "https://name.github.io/board/"

FILES: dict[str, str | bytes] = {
    "ssg.toml": f'title = "Harbour & Sons"\nbase_url = "{HOME}"\n',
    "content/pilot.md": """---
title: Pilot
company: Lotsenhaus
company_url: https://lotsenhaus.example/
location: [Berlin, Remote, "Toronto, Canada"]
remote: true
salary: €60,000 - €70,000 a year
apply_url: https://lotsenhaus.example/apply?job=1&from=board
posted: 2026-06-02
valid_through: 2026-06-30
employment_type: full-time
tags: [ships, C++]
---

Bring *ships* in & out.
""",
    "content/cook.md": """---
title: Cook
company: Kornblume
location: Lisbon, Portugal
apply_url: mailto:jobs@kornblume.example
posted: 2026-06-01
---
""",
    "content/undated.md": "---\ntitle: Lamp keeper\nlocation: Remote, Worldwide\n---\n\nLamps.\n",
    "content/closed.md": "---\ntitle: Gone\nvalid_through: 2026-06-01\n---\n\nNo more.\n",
}

# Every way in that text has, with what XML, HTML, CDATA and JSON read as their own.
EVIL = (
    "a ]]> b \\x01\\x0b\\x1f\\uFFFE\\u2028\\u202E <b>c</b> & &lt;d&gt; </title><![CDATA[ \\\" 'e'"
)
HOSTILE: dict[str, str | bytes] = {
    "ssg.toml": 'title = "R&D ]]> <jobs>"\ndescription = "<script>alert(1)</script> & more"\n',
    "content/evil.md": f"""---
title: "{EVIL} title"
company: "{EVIL} company"
location: "{EVIL} place"
salary: "{EVIL} competitive pay"
tags: ["{EVIL} tag", "</script>"]
benefits: ["{EVIL} benefit"]
posted: 2026-06-01
apply_url: https://evil.example/?a=1&b=]]
---

Text ]]> of <script>alert(1)</script> `]]>` &lt;img src=x onerror=alert(1)&gt; &#1; &#xFFFE;
\x01\x0b\ufffe\x85

```
]]><evil/>
```
""",
    "content/headings.md": (
        "# []]> Cook \x02](https://evil.example/)\n### Co ]]> \x03\n"
        "#### `💰 ]]> pay` `🌎 ]]>,Berlin` `❤️ ]]>`\n\n<p>]]>\x0c</p>\n"
    ).encode(),
    "content/companies/evil.md": f'---\nname: "{EVIL} company"\n---\n\n]]> \x04\n',
}


def built(site: Path, **options: object) -> Report:
    chosen = Options(site, site / "output", AS_OF)._replace(**options)  # type: ignore[arg-type]
    return build(chosen)


def xml(path: Path) -> Any:  # noqa: ANN401 - lxml carries no types
    return etree.parse(path, etree.XMLParser(resolve_entities=False, no_network=True)).getroot()


def jobs(site: Path, name: str) -> list[dict[str, str]]:
    """Return the jobs of a file for aggregators, each as its elements' texts."""
    root = xml(site / "output/feeds" / name)
    return [{each.tag: each.text or "" for each in job} for job in root.findall("job")]


def data(site: Path, name: str) -> dict[str, Any]:
    found: dict[str, Any] = json.loads((site / "output" / name).read_text(encoding="utf-8"))
    return found


# Whatever a listing holds


GOLDEN = sorted((ROOT / "tests/boards").glob("*/output"))


@pytest.mark.parametrize("folder", GOLDEN, ids=lambda path: str(path.parent.name))
def test_every_xml_and_json_file_of_the_golden_boards_is_well_formed(folder: Path) -> None:
    found = [path for path in folder.rglob("*") if path.suffix in {".xml", ".json"}]
    assert {"feed.xml", "atom.xml", "jobs.xml", "jooble.xml"} <= {path.name for path in found}
    for path in found:
        json.loads(path.read_bytes()) if path.suffix == ".json" else xml(path)


def test_no_text_breaks_a_file(board: Board) -> None:
    site = board(HOSTILE)
    assert built(site).open_listings == 2
    out = site / "output"
    for path in out.rglob("*.xml"):
        assert xml(path) is not None
        assert not re.search(r"[^\t\n\x20-\ud7ff\ue000-\ufffd\U00010000-]", path.read_text("utf-8"))
    for path in out.rglob("*.json"):
        assert json.loads(path.read_bytes())


@pytest.mark.parametrize("name", ["title", "description"])
def test_no_setting_breaks_a_file(board: Board, name: str) -> None:
    site = board({"ssg.toml": f'{name} = "a \\u0001 b"\n'})
    with pytest.raises(SettingsError, match=f"ssg.toml:1: error: {name} holds a control character"):
        built(site)


def test_text_arrives_as_it_is_shown(board: Board) -> None:
    site = board(HOSTILE)
    built(site)
    title = next(job["title"] for job in data(site, "jobs.json")["jobs"] if "title" in job["title"])
    assert "]]>" in title
    assert "&lt;d&gt;" in title
    for name, element in (("jobs.xml", "title"), ("jooble.xml", "name")):
        assert title in [job[element] for job in jobs(site, name)]
    for item in (*xml(site / "output/feed.xml").iter("item"), *data(site, "feed.json")["items"]):
        told = item["title"] if isinstance(item, dict) else item.findtext("title")
        assert any(each["title"] in told for each in data(site, "jobs.json")["jobs"])


def test_no_markup_in_a_description_is_alive_that_was_text(board: Board) -> None:
    site = board(HOSTILE)
    built(site)
    root = xml(site / "output/feed.xml")
    told = [item.findtext("description") for item in root.iter("item")]
    assert any("&lt;img" in text for text in told)
    told += [job["description"] for job in jobs(site, "jobs.xml") + jobs(site, "jooble.xml")]
    told += [item.findtext(ENCODED) or "" for item in root.iter("item")]
    told += [item.get("content_html", "") for item in data(site, "feed.json")["items"]]
    assert not re.search(r"<(script|img|evil)\b", "".join(told))


# Feeds for readers


def test_rss_is_as_the_best_practices_have_it(board: Board) -> None:
    site = board(FILES)
    built(site)
    text = (site / "output/feed.xml").read_text(encoding="utf-8")
    assert '<?xml-stylesheet type="text/css" href="/board/feed.css"?>' in text
    assert (site / "output/feed.css").is_file()
    channel = xml(site / "output/feed.xml").find("channel")
    assert channel.findtext("title") == "Harbour & Sons"
    assert channel.findtext("link") == HOME
    assert channel.findtext("language") == "en"
    assert int(channel.findtext("ttl")) > 0
    assert channel.findtext("lastBuildDate") == "Tue, 02 Jun 2026 00:00:00 +0000"
    assert dict(channel.find(f"{ATOM}link").attrib) == {
        "href": f"{HOME}feed.xml",
        "rel": "self",
        "type": "application/rss+xml",
    }
    pilot, cook, undated = channel.findall("item")
    assert pilot.findtext("title") == "Pilot at Lotsenhaus"
    assert pilot.findtext("link") == pilot.findtext("guid") == f"{HOME}jobs/pilot/"
    assert pilot.find("guid").get("isPermaLink") == "true"
    assert parsedate_to_datetime(pilot.findtext("pubDate")).date() == dt.date(2026, 6, 2)
    assert pilot.findtext("description").endswith("Bring ships in &amp; out.")
    assert [each.text for each in pilot.findall("category")] == [
        "ships",
        "C++",
        "Canada",
        "Germany",
    ]
    names = [each.tag for each in pilot]
    assert "<title>Harbour &#x26; Sons</title>" in text  # plain text: no reader takes it for HTML
    assert names.index("description") < names.index(ENCODED)
    assert pilot.findtext(ENCODED).strip() == "<p>Bring <em>ships</em> in &amp; out.</p>"
    assert cook.find(ENCODED) is None
    assert undated.find("pubDate") is None


def test_atom_has_what_it_demands(board: Board) -> None:
    site = board(FILES)
    built(site)
    feed = xml(site / "output/atom.xml")
    links = {link.get("rel"): link.get("href") for link in feed.findall(f"{ATOM}link")}
    assert links == {"self": f"{HOME}atom.xml", "alternate": HOME}
    assert feed.findtext(f"{ATOM}updated") == "2026-06-02T00:00:00Z"
    entries = feed.findall(f"{ATOM}entry")
    assert [each.findtext(f"{ATOM}id") for each in entries] == [
        f"{HOME}jobs/pilot/",
        f"{HOME}jobs/cook/",
    ], "a listing without a day has no place in Atom"
    for element in (feed, *entries):
        assert element.find(f"{ATOM}author/{ATOM}name").text
        for name in ("id", "title", "updated"):
            assert len(element.findall(ATOM + name)) == 1
            assert element.findtext(ATOM + name)
    assert entries[0].find(f"{ATOM}content").get("type") == "html"


def test_a_feed_of_nothing_is_one(board: Board) -> None:
    site = board({"content/README": ""})
    built(site)
    feed = xml(site / "output/atom.xml")
    assert feed.findtext(f"{ATOM}updated") == "2026-06-15T00:00:00Z"
    assert feed.find(f"{ATOM}entry") is None
    assert data(site, "feed.json")["items"] == []
    assert xml(site / "output/feed.xml").find("channel/lastBuildDate") is None
    assert jobs(site, "jobs.xml") == jobs(site, "jooble.xml") == []


def test_json_feed_is_of_version_1_1(board: Board) -> None:
    site = board(FILES)
    built(site)
    feed = data(site, "feed.json")
    items = feed.pop("items")
    assert feed == {
        "version": "https://jsonfeed.org/version/1.1",
        "title": "Harbour & Sons",
        "description": "Open listings of Harbour & Sons.",
        "home_page_url": HOME,
        "feed_url": f"{HOME}feed.json",
        "language": "en",
        "authors": [{"name": "Harbour & Sons", "url": HOME}],
    }
    pilot, cook, undated = items
    assert pilot["id"] == pilot["url"] == f"{HOME}jobs/pilot/"
    assert pilot["external_url"] == "https://lotsenhaus.example/apply?job=1&from=board"
    assert pilot["content_html"].strip() == "<p>Bring <em>ships</em> in &amp; out.</p>"
    assert pilot["date_published"] == "2026-06-02T00:00:00Z"
    assert pilot["authors"] == [{"name": "Lotsenhaus"}]
    assert pilot["tags"] == ["ships", "C++", "Canada", "Germany"]
    assert pilot["_job"] == {
        "company": "Lotsenhaus",
        "countries": ["CA", "DE"],
        "remote": "remote",
        "salary": {"min": 60000, "max": 70000, "currency": "EUR", "period": "year"},
        "valid_through": "2026-06-30",
        "apply_url": "https://lotsenhaus.example/apply?job=1&from=board",
    }
    assert "external_url" not in cook, "an e-mail address is no page"
    assert cook["_job"]["apply_url"] == "mailto:jobs@kornblume.example"
    assert cook["content_text"]
    assert "date_published" not in undated


def test_a_text_in_another_language_is_marked_as_such(board: Board) -> None:
    greek = "Ζητούμε έναν αρτοποιό για το νυχτερινό ψωμί της γειτονιάς μας στο λιμάνι."
    site = board({"content/a.md": f"---\ntitle: Baker\nposted: 2026-06-01\n---\n\n{greek}\n"})
    built(site)
    content = xml(site / "output/atom.xml").find(f"{ATOM}entry/{ATOM}content")
    assert content.get("{http://www.w3.org/XML/1998/namespace}lang") == "el"
    feed = data(site, "feed.json")
    assert (feed["language"], feed["items"][0]["language"]) == ("en", "el")


def test_feeds_are_as_long_as_is_set(board: Board) -> None:
    site = board({**FILES, "ssg.toml": "feed_length = 1\n"})
    built(site)
    assert len(xml(site / "output/feed.xml").findall("channel/item")) == 1
    assert len(xml(site / "output/atom.xml").findall(f"{ATOM}entry")) == 1
    assert len(data(site, "feed.json")["items"]) == 1
    assert len(jobs(site, "jobs.xml")) == 3, "what aggregators read is always whole"


def test_each_page_names_the_feed_beside_it(board: Board) -> None:
    site = board(FILES)
    built(site)
    out = site / "output"
    feeds = [path for path in out.rglob("feed.xml") if (path.parent / "index.html").exists()]
    assert len(feeds) > 5
    for path in feeds:
        page = (path.parent / "index.html").read_text(encoding="utf-8")
        named = re.findall(r'<link rel="alternate" type="application/rss\+xml".*href="(.*)">', page)
        assert named == [f"/board/{path.relative_to(out).as_posix()}"]


# For aggregators


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
        told = [job["description"].partition("<p>Open to")[0] for job in jobs(site, name)]
        assert told == [
            "<p>Soup.</p><p>Place: Bremen</p>",
            "<p>Soup.</p><p>Place: Hybrid, Bremen</p>",
            "<p>Soup.</p><p>Place: Remote</p>",
        ]
    assert [job["region"] for job in jobs(site, "jooble.xml")] == ["Bremen", "Bremen", "Remote"]


def test_a_listing_expires_for_aggregators_as_the_site_closes_it(board: Board) -> None:
    site = board({**FILES, "ssg.toml": "max_age_days = 20\n"})
    built(site)
    told = {job["referencenumber"]: job.get("expirationdate") for job in jobs(site, "jobs.xml")}
    assert told == {"pilot": "2026-06-21", "cook": "2026-06-20", "undated": None}


# Streams


def many(count: int) -> dict[str, str]:
    return {
        f"content/job-{number:03}.md": (
            f"---\ntitle: Job {number}\nposted: 2026-05-{1 + number % 28:02}\n---\n\nDo {number}.\n"
        )
        for number in range(count)
    }


def parts_of(files: Mapping[str, str]) -> list[Page]:
    entries = [read(Source(path, text.encode(), path)).entry for path, text in files.items()]
    listings = [entry for entry in entries if isinstance(entry, Listing)]
    site = gather(listings, [], [], Settings(), AS_OF)
    streams = [each for each in plan_site(site) if isinstance(each, Stream)]
    (stream,) = (each for each in streams if each.path == "feeds/jobs.xml")
    return [part for part in in_full(stream.parts()) if isinstance(part, Page)]


def test_a_new_listing_changes_the_part_it_stands_in() -> None:
    files = many(300)
    before, after = {Packer().packed(part) for part in parts_of(files)}, parts_of(files | many(301))
    sizes = [len(part.view.jobs) for part in after if isinstance(part.view, AggregatorPage)]
    assert sum(sizes) == 301
    assert max(sizes) <= 100
    assert len(sizes) > 15
    assert len([part for part in after if Packer().packed(part) not in before]) <= 2


def test_what_is_joined_of_old_and_new_parts_is_what_a_new_build_writes(board: Board) -> None:
    site = board(many(120))
    built(site)
    (site / "content/job-060.md").write_text("---\ntitle: Other\nposted: 2026-05-05\n---\n\nNew.\n")
    (site / "content/job-061.md").unlink()
    (site / "content/more.md").write_text("---\ntitle: More\nposted: 2026-06-05\n---\n\nMore.\n")
    built(site)
    built(site, output=site / "clean", clean=True, jobs=2)
    assert files_of(site / "output") == files_of(site / "clean")
    assert len(jobs(site, "jobs.xml")) == 120


def test_a_file_in_which_nothing_changes_is_left_alone(board: Board) -> None:
    site = board(FILES)
    built(site)
    before = (site / "output/feeds/jobs.xml").stat().st_mtime_ns
    (site / "content/closed.md").write_text("---\ntitle: Gone\nvalid_through: 2026-05-01\n---\n")
    assert built(site).counts is not None
    assert (site / "output/feeds/jobs.xml").stat().st_mtime_ns == before


def test_a_file_that_somebody_changed_is_made_anew(board: Board) -> None:
    site = board(FILES)
    built(site)
    path = site / "output/feeds/jobs.xml"
    right = path.read_bytes()
    path.write_bytes(right.replace(b"Pilot", b"Pirat"))
    built(site)
    assert path.read_bytes() == right


def test_a_file_of_the_site_takes_the_place_of_a_stream_and_gives_it_back(board: Board) -> None:
    site = board({**FILES, "static/feeds/jobs.xml": "<source/>"})
    built(site)
    assert (site / "output/feeds/jobs.xml").read_text() == "<source/>"
    (site / "static/feeds/jobs.xml").unlink()
    built(site)
    assert len(jobs(site, "jobs.xml")) == 3


def test_a_site_can_have_its_own_dialect(board: Board) -> None:
    template = (
        "{% if page.is_first %}<list>{% endif %}{% for job in page.jobs %}<l>{{ job.slug }}</l>"
    )
    template += "{% endfor %}{% if page.is_last %}</list>{% endif %}"
    site = board({**FILES, "templates/jobs.xml": template})
    built(site)
    text = (site / "output/feeds/jobs.xml").read_text()
    assert text == "<list><l>pilot</l><l>cook</l><l>undated</l></list>"


def test_a_mistake_in_the_template_of_a_stream_is_told_and_nothing_published(board: Board) -> None:
    site = board(
        {**FILES, "templates/jobs.xml": "{% for job in page.jobs %}\n{{ job.nothing }}{% endfor %}"}
    )
    report = built(site)
    assert [(each.path, each.line, each.rule) for each in report.problems] == [
        ("templates/jobs.xml", 2, "template")
    ]
    assert not (site / "output/index.html").exists()


def test_parts_are_written_as_they_come(tmp_path: Path) -> None:
    written = []

    def parts() -> Any:  # noqa: ANN401 - a generator
        for number in range(3):
            (staged,) = (tmp_path / STAGING / NEW).iterdir()
            written.append(staged.stat().st_size)
            yield bytes([number]) * (1 << 20)

    with output.staging(tmp_path):
        assert not output.stage_parts(tmp_path, "large", parts())
        output.publish(tmp_path, ["large"], [], set())
    assert written == [0, 1 << 20, 2 << 20]
    assert (tmp_path / "large").stat().st_size == 3 << 20
    with output.staging(tmp_path):
        same = [bytes([number]) * (1 << 19) for number in (0, 0, 1, 1, 2, 2)]
        assert output.stage_parts(tmp_path, "large", same)
        assert not output.stage_parts(tmp_path, "large", [*same[:-1], bytes(1 << 19)])


# Data


def schema() -> dict[str, Any]:
    found: dict[str, Any] = json.loads(SCHEMA.read_text(encoding="utf-8"))
    return found


def errors(document: object) -> list[str]:
    checker = jsonschema.Draft202012Validator.FORMAT_CHECKER
    validator = jsonschema.Draft202012Validator(schema(), format_checker=checker)
    return [error.message for error in validator.iter_errors(document)]


def test_the_schema_is_one() -> None:
    jsonschema.Draft202012Validator.check_schema(schema())


@pytest.mark.parametrize("files", [FILES, HOSTILE], ids=["plain", "hostile"])
def test_jobs_json_is_as_its_schema_says(board: Board, files: Mapping[str, str | bytes]) -> None:
    site = board(files)
    built(site)
    document = data(site, "jobs.json")
    assert errors(document) == []
    assert document["$schema"].endswith("/schemas/jobs-1.json")
    assert (site / "output/schemas/jobs-1.json").read_bytes() == SCHEMA.read_bytes()


@pytest.mark.parametrize("folder", GOLDEN, ids=lambda path: str(path.parent.name))
def test_the_golden_boards_are_as_the_schema_says(folder: Path) -> None:
    assert errors(json.loads((folder / "jobs.json").read_bytes())) == []


def test_the_schema_names_every_field(board: Board) -> None:
    site = board(FILES)
    built(site)
    document = data(site, "jobs.json")
    described = schema()
    assert set(described["properties"]) == set(document)
    assert set(described["$defs"]["job"]["properties"]) == set(document["jobs"][0])
    assert set(described["$defs"]["salary"]["properties"]) == set(document["jobs"][0]["salary"])


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("slug", "Two Words"),
        ("url", "/jobs/pilot/"),
        ("title", ""),
        ("apply_url", "javascript:alert(1)"),
        ("countries", ["Germany"]),
        ("regions", ["atlantis"]),
        ("worldwide", None),
        ("remote", "sometimes"),
        ("salary", {"min": "60k"}),
        ("posted", "2026-02-30"),
        ("tags", "ships"),
    ],
)
def test_the_schema_sees_what_is_wrong(board: Board, name: str, value: object) -> None:
    site = board(FILES)
    built(site)
    document = data(site, "jobs.json")
    document["jobs"][0][name] = value
    assert errors(document)


# For search engines


def test_the_archive_changes_when_a_listing_closes(board: Board) -> None:
    late = "---\ntitle: Gone\nposted: 2026-05-09\nvalid_through: 2026-05-10\n---\n"
    site = board({**FILES, "content/late.md": late})
    built(site)
    days = {entry[0].text: entry[1].text for entry in xml(site / "output/sitemap.xml") if entry[1:]}
    assert days[f"{HOME}archive/"] == "2026-06-02"
    assert days[f"{HOME}jobs/pilot/"] == "2026-06-02"


# For assistants


def test_llms_txt_leads_to_what_there_is(board: Board) -> None:
    site = board(FILES)
    built(site)
    text = (site / "output/llms.txt").read_text(encoding="utf-8")
    assert text.startswith("# Harbour & Sons\n\n> Open listings of Harbour & Sons.\n")
    linked = re.findall(r"\]\((.*?)\)", text)
    assert {f"{HOME}{name}" for name in ("jobs.json", "feed.json", "feeds/jobs.xml")} <= {*linked}
    for address in linked:
        path = address.removeprefix(HOME)
        place = path if path and not path.endswith("/") else f"{path}index.html"
        assert (site / "output" / place).is_file(), address
