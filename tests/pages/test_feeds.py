"""What readers, search engines and assistants get: feeds, and what says where it is."""

from __future__ import annotations

import datetime as dt
import json
import re
from email.utils import parsedate_to_datetime
from typing import TYPE_CHECKING

import pytest

from ssg.settings import SettingsError
from tests.builds import built
from tests.pages.published import ATOM, ENCODED, FILES, GOLDEN, HOME, HOSTILE, data, jobs, xml

if TYPE_CHECKING:
    from pathlib import Path

    from tests.builds import Board

# Whatever a listing holds


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


def test_a_browser_shows_feeds_in_the_language_of_the_site(board: Board) -> None:
    site = board({**FILES, "ssg.toml": 'language = "de"\n'})
    built(site)
    told = '  content: "Das ist ein Feed: Wer seine Adresse in einen Feedreader kopiert, '
    assert told in (site / "output/feed.css").read_text(encoding="utf-8")


def test_a_site_has_a_style_sheet_of_its_own_for_feeds(board: Board) -> None:
    site = board({**FILES, "static/feed.css": "rss { display: block }"})
    built(site)
    assert (site / "output/feed.css").read_text(encoding="utf-8") == "rss { display: block }"


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
