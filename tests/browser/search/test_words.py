"""What the words of a search mean: which listings they find, and which stand first."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import pytest
from click.testing import CliRunner
from playwright.sync_api import expect

from ssg.cli import main

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from playwright.sync_api import Page

    Ask = Callable[[str], list[str]]


@pytest.fixture
def ask(page: Page, tmp_path: Path, serve: Callable[[Path], str], request: Any) -> Ask:  # noqa: ANN401 - pytest's own
    """A function that returns the slugs of what a search finds among the test's listings."""
    content = tmp_path / "content"
    content.mkdir()
    if request.param is WAYS:
        (tmp_path / "ssg.toml").write_text('language = "fr"\n', encoding="utf-8")
    for title, *values in request.param:
        text = "\n".join(["---", f"title: '{title}'", *values, "---", "Works.\n"])
        name = re.sub(r"\W+", "-", title).lower()
        (content / f"{name}.md").write_text(text, encoding="utf-8")
    result = CliRunner().invoke(main, ["build", "--site", str(tmp_path)])
    assert result.exit_code == 0, result.output
    page.goto(serve(tmp_path / "output"))

    def slugs(words: str) -> list[str]:
        page.get_by_role("searchbox").fill(words)
        expect(page.get_by_role("status")).to_contain_text(re.compile("listing|offre"))
        rows = page.locator("#search-results [data-job]").filter(visible=True)
        return [str(slug) for slug in rows.evaluate_all("all => all.map(it => it.dataset.job)")]

    return slugs


AREAS = [
    ("Baker", "company: Mills Worldwide", "location: Oslo, Norway"),
    ("Miller", "company: Norway Ovens", "location: Lisbon, Portugal"),
    ("Clerk", "location: Worldwide"),
    ("Driver Worldwide", "location: Oslo, Norway"),
    ("European", "location: Remote, Europe"),
    ("Unionist", "location: 'Remote, European Union'"),
    ("Southerner", "location: 'Remote, Latin America'"),
]


@pytest.mark.parametrize("ask", [AREAS], indirect=True)
def test_a_word_that_names_an_area_finds_listings_there_before_companies_of_that_name(
    ask: Ask,
) -> None:
    assert ask("worldwide") == ["driver-worldwide", "clerk", "baker"]
    assert ask("norway")[-1] == "miller"
    assert ask("remote eu") == ["european", "unionist"]
    assert ask("latam") == ["southerner"]


OPEN = [
    ("Baker", "location: 'Remote, Norway'"),
    ("Clerk", "location: 'Remote, Europe'"),
    ("Driver", "location: Remote, anywhere"),
    ("Eel Smoker", "location: Europe"),
    ("Farmer", "location: 'Remote, Chile'"),
    ("Gardener", "location: 'Oslo, Norway'"),
]


@pytest.mark.parametrize("ask", [OPEN], indirect=True)
def test_remote_work_from_a_country_is_what_is_open_to_people_there(ask: Ask) -> None:
    for words in ("remote norway", "remote from Norway", "work from home Norwegen"):
        found = ask(words)
        assert found[0] == "baker"
        assert set(found) == {"baker", "clerk", "driver"}
    assert set(ask("norway")) == {"baker", "gardener"}
    assert set(ask("remote -norway")) == {"clerk", "driver", "farmer"}


NEAR = [("Baker", "location: Ireland"), ("Miller", "location: Remote, Slovenia")]


@pytest.mark.parametrize("ask", [NEAR], indirect=True)
def test_a_country_is_not_taken_for_another_that_is_spelt_nearly_so(ask: Ask) -> None:
    assert ask("irelnad") == ["baker"]
    assert ask("iceland") == ask("irlande islande") == []
    assert ask("slovakia") == ask("eslovaquia") == []
    assert ask("slowenien") == ["miller"]
    assert ask("czech republic") == ask("great britain") == []


CALLED = [
    ("Baker", "location: Utrecht, Netherlands"),
    ("Miller", "location: Brno, Czechia"),
    ("Clerk", "location: Leeds, UK"),
]


@pytest.mark.parametrize("ask", [CALLED], indirect=True)
def test_a_country_is_found_by_what_people_call_it(ask: Ask) -> None:
    assert ask("holland") == ["baker"]
    assert ask("czech republic") == ["miller"]
    assert ask("great britain") == ask("britain") == ["clerk"]


ALIKE = [
    *((f"Oven Builder {number}",) for number in range(100)),
    *((f"Oven Plumber {number}",) for number in range(99)),
    ("Kiln Bulider",),
    ("Kiln Plumbr",),
    ("Clerk", "company: Buidler"),
    ("Driver", "location: Builderr, Norway"),
]


@pytest.mark.parametrize("ask", [ALIKE], indirect=True)
def test_a_mistake_that_a_title_has_is_one_where_very_many_have_it_right(ask: Ask) -> None:
    found = ask("bulider")
    assert found[0] == "kiln-bulider"
    assert len(found) == 20
    assert ask("oven bulider")[0].startswith("oven-builder")
    assert ask("plumbr") == ["kiln-plumbr"]
    assert ask("buidler") == ["clerk"]
    assert ask("builderr") == ["driver"]


TOWNS = [
    ("Baker", "location: Munich, Germany"),
    ("Miller", "location: München"),
    ("Clerk", "location: Göteborg, Sweden"),
    ("Driver", "location: Gothenburg"),
    ("Tiler NYC", "location: Remote"),
    ("Mason", "location: New York, NY"),
    ("Roofer", "location: San Francisco / Boston"),
    ("Glazier", "location: 'Москва, Russia'"),
    ("Welder", "location: 'Tokyo, Japan'"),
    ("Plumber", "location: '서울, South Korea'"),
    ("Barista", "location: Den Haag"),
    ("Smith", "location: Ciudad de México"),
]


@pytest.mark.parametrize("ask", [TOWNS], indirect=True)
def test_a_town_is_found_by_the_name_that_it_has_there_and_by_the_english_one(ask: Ask) -> None:
    for names, found in (
        (("münchen", "munchen", "Munich"), {"baker", "miller"}),
        (("göteborg", "gothenburg sweden"), {"clerk", "driver"}),
    ):
        for name in names:
            assert set(ask(name)) == found
    assert ask("nyc") == ["tiler-nyc", "mason"]
    assert set(ask("mason nyc")) == {"mason"}
    assert ask("new york city") == ["mason"]
    assert ask("sf") == ask("SF") == ["roofer"]
    assert ask("moscow") == ask("москва") == ["glazier"]
    assert ask("東京") == ask("tokyo") == ["welder"]
    assert ask("seoul") == ask("서울") == ["plumber"]
    assert ask("the hague") == ["barista"]
    assert ask("mexico city") == ask("cdmx") == ["smith"]


@pytest.mark.parametrize("ask", [TOWNS], indirect=True)
def test_a_town_is_not_taken_for_what_only_begins_nearly_so(ask: Ask) -> None:
    assert ask("paris") == []  # a barista
    assert ask("barsita") == ask("barrista") == ["barista"]
    assert ask("plumer") == ["plumber"]


SPELLINGS = [
    ("Frontend Builder",),
    ("Front End Joiner",),
    ("Front-End Roofer",),
    ("End of Front Tiler",),
    ("Node.js Builder",),
    ("NodeJS Roofer",),
    ("Sr. Mason",),
    ("Senior Mason",),
    ("Jr Tiler", "tags: [K8s]"),
    ("Entry-Level Tiler",),
    ("Graduate Mason",),
    ("Go Joiner",),
    ("Google Joiner",),
    ("Cook Needs Frontier",),
    ("Welder One C++",),
    ("Welder Two C#+Rust", "remote: true"),
    ("NetSuite Cutter",),
    ("C#/.NET Cutter",),
    ("ASP.NET Cutter",),
]


@pytest.mark.parametrize("ask", [SPELLINGS], indirect=True)
def test_other_spellings_are_found(ask: Ask) -> None:
    front = {"frontend-builder", "front-end-joiner", "front-end-roofer"}
    assert set(ask("frontend")) == front
    assert set(ask("front-end")) == set(ask("front end")) == {*front, "end-of-front-tiler"}
    node = {"node-js-builder", "nodejs-roofer"}
    assert set(ask("nodejs")) == set(ask("node.js")) == set(ask("node js")) == node
    assert ask("sr mason") == ["sr-mason", "senior-mason"]
    assert ask("senior mason") == ["senior-mason", "sr-mason"]
    beginners = {"jr-tiler", "entry-level-tiler", "graduate-mason"}
    assert set(ask("junior")) == set(ask("entry level")) == set(ask("graduate")) == beginners
    assert ask("entry level")[0] == "entry-level-tiler"
    assert ask("golang") == ["go-joiner"]
    assert ask("kubernetes") == ["jr-tiler"]
    assert ask("c++") == ask("cpp") == ["welder-one-c"]
    assert set(ask("c#")) == set(ask("csharp")) == {"welder-two-c-rust", "c-net-cutter"}
    assert ask("rust+c#") == ["welder-two-c-rust"]
    assert set(ask("c sharp")) == set(ask("c#"))
    assert set(ask(".net")) == set(ask("dotnet")) == {"c-net-cutter", "asp-net-cutter"}
    assert ask("asp.net") == ["asp-net-cutter"]
    assert "netsuite-cutter" in ask("net")
    assert ask("remote") == ask("wfh") == ask("work from home") == ["welder-two-c-rust"]
    assert ask("tilers masons") == []
    assert set(ask("tilers")) == {"jr-tiler", "entry-level-tiler", "end-of-front-tiler"}


CHOICES = [
    ("Senior Baker", "tags: [Rye]"),
    ("Baker", "tags: [Rye Bread]"),
    ("Sr Miller", "location: Portland, OR"),
    ("Miller Ora", "location: Oslo, Norway"),
    ("Front End Clerk", "location: Seniorville"),
]


@pytest.mark.parametrize("ask", [CHOICES], indirect=True)
def test_words_that_must_not_be_met_and_words_of_which_one_will_do(ask: Ask) -> None:
    assert ask("baker -senior") == ["baker"]
    assert set(ask("-senior")) == {"baker", "miller-ora", "front-end-clerk"}
    assert ask("miller -norway") == ["sr-miller"]
    assert "front-end-clerk" not in ask("-frontend") == ask("-front-end")
    assert "baker" in ask("-rye-flour")
    assert set(ask("baker OR miller")) == set(ask("miller oder baker"))
    assert set(ask("baker or miller")) == {"senior-baker", "baker", "sr-miller", "miller-ora"}
    assert set(ask("senior baker | miller")) == {"senior-baker", "sr-miller"}
    assert ask("portland OR") == ["sr-miller"]
    assert set(ask("baker -")) == {"senior-baker", "baker"}


WAYS = [
    ("Boulanger", "remote: true"),
    ("Meunier", "remote: hybrid"),
    ("Livreur", "remote: false"),
]


@pytest.mark.parametrize("ask", [WAYS], indirect=True)
def test_the_way_of_work_is_found_in_english_and_in_the_sites_language(ask: Ask) -> None:
    ways = (
        ("boulanger", ("remote", "wfh", "télétravail", "à distance")),
        ("meunier", ("hybrid", "hybride")),
        ("livreur", ("on-site", "onsite", "sur site")),
    )
    for slug, words in ways:
        for each in words:
            assert ask(each) == [slug], each


TYPES = [
    ("Baker", "employment_type: contract"),
    ("Freelance Miller",),
    ("Clerk", "employment_type: [part-time, internship]"),
    ("Media Driver", "employment_type: full-time"),
]


@pytest.mark.parametrize("ask", [TYPES], indirect=True)
def test_kinds_of_employment_are_found_by_what_they_are_called_as_well(ask: Ask) -> None:
    assert ask("freelance") == ["freelance-miller", "baker"]
    assert ask("freiberuflich") == ask("pj") == ["baker"]
    assert ask("autonomo") == ["baker"]
    assert ask("media jornada") == ask("temps partiel") == ["clerk"]
    assert ask("Teilzeit") == ask("estágio") == ask("アルバイト") == ["clerk"]
    assert ask("tempo integral") == ask("full time") == ["media-driver"]
    assert ask("media") == ["media-driver"]
