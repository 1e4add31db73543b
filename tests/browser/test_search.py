"""The search of the front page, as a browser runs it."""

from __future__ import annotations

import datetime as dt
import re
import shutil
from typing import TYPE_CHECKING

import pytest
from click.testing import CliRunner
from playwright.sync_api import expect

from ssg.cli import main
from tests.browser.searching import field, shown, told

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from playwright.sync_api import Browser, Page, Route

NOW = dt.datetime(2026, 6, 30, 12, tzinfo=dt.UTC)
# Every title ends in "Job", so that one word finds all; the tests name listings by their slugs.
LISTINGS = {
    "baker": ("company: Fern & Sons", "location: Lisbon, Portugal", "tags: [Bread, C#]"),
    "clerk": ("company: Fern & Sons", "location: Remote, Europe", "salary: €30,000 a year"),
    "driver": ("company: Ørsted Mills", "location: Worldwide", "salary: €2,000 a month"),
    "eel-smoker": (
        "location: Hybrid, Oslo, Norway",
        "tags: [Fish, __proto__]",
        "salary: 500,000 NOK a year",
    ),
    "full-stack": ("company: __proto__", "location: On-site, Faro, Portugal"),
    "gardener": ("employment_type: [part-time, temporary]", "tags: [Bread]"),
    "helper": ("company: Ørsted Mills", "salary: $60,000 a year"),
}
POSTED = {
    "baker": "2026-06-29",
    "clerk": "2026-06-20",
    "driver": "2026-06-01",
    "gardener": "2025-01-01",
    "helper": "2026-01-01",
}
TITLES = {"eel-smoker": "Räucherei & Eel-Smoker", "full-stack": "Fullstack <b>Developer</b> {pay}"}
SETTINGS = 'title = "Work"\npage_size = 100\n'


def built(folder: Path, settings: str = SETTINGS, *words: str, further: int = 0) -> Path:
    """Return the output of a site of these listings, and of some more."""
    content = folder / "content"
    content.mkdir(parents=True)
    (folder / "ssg.toml").write_text(settings, encoding="utf-8")
    for slug, said in LISTINGS.items():
        title = TITLES.get(slug, slug.capitalize())
        posted = [f"posted: {POSTED[slug]}"] if slug in POSTED else []
        values = "\n".join([f"title: '{title} Job'", f"slug: {slug}", *said, *posted])
        text = f"---\n{values}\n---\nOf {slug}.\n"
        (content / f"{slug}.md").write_text(text, encoding="utf-8")
    for number in range(further):
        text = f"---\ntitle: Extra {number} hand\n---\nHelps.\n"
        (content / f"extra-{number}.md").write_text(text, encoding="utf-8")
    command = ["build", "--site", str(folder), "--as-of", "2026-06-30", *words]
    result = CliRunner().invoke(main, command)
    assert result.exit_code == 0, result.output
    return folder / "output"


@pytest.fixture(scope="module")
def output(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return built(tmp_path_factory.mktemp("board"))


@pytest.fixture
def address(output: Path, serve: Callable[[Path], str]) -> str:
    return serve(output)


@pytest.fixture
def board(page: Page, address: str) -> Page:
    """The front page, opened on a day on which nothing else happens."""
    page.clock.set_fixed_time(NOW)
    page.goto(address)
    return page


def found(page: Page, text: str) -> set[str]:
    """Return the slugs of what a search by words finds."""
    field(page).fill(text)
    expect(page.get_by_role("status")).to_have_text(re.compile("listing"))
    return set(shown(page))


def open_filters(page: Page) -> None:
    page.get_by_text("Filters", exact=False).first.click()
    expect(page.get_by_label("I live in")).to_be_enabled()


# When it loads


def test_nothing_is_loaded_before_a_key_or_a_tap(page: Page, address: str) -> None:
    asked = list[str]()
    page.on("request", lambda request: asked.append(request.url.removeprefix(address)))
    page.goto(address, wait_until="networkidle")
    assert [each for each in asked if each.startswith("search")] == ["search.js"]
    page.keyboard.press("/")
    page.keyboard.type("baker")
    told(page, "1 listing")
    assert {"search.json", "search/app.js"} < set(asked)
    assert len([each for each in asked if each == "search.json"]) == 1


def test_what_cannot_be_loaded_is_told_and_asked_for_again(page: Page, address: str) -> None:
    page.route("**/search.json", lambda route: route.abort())
    page.goto(address)
    field(page).fill("baker")
    told(page, "The listings could not be loaded. Try again in a moment.")
    assert len(shown(page)) == len(LISTINGS)
    page.unroute("**/search.json")
    field(page).fill("baker job")
    told(page, "1 listing")


# Words


WORDS = {
    "baker": {"baker"},
    "BAK": {"baker"},
    "job bak": {"baker"},
    "fern": {"baker", "clerk"},
    "orsted": {"driver", "helper"},
    "lisbon": {"baker"},
    "portugal": {"baker", "full-stack"},
    "c#": {"baker"},
    "raucherei": {"eel-smoker"},
    "eelsmoker": {"eel-smoker"},
    "stack": {"full-stack"},
    "gardner": {"gardener"},
    "graden": {"gardener"},
    "develoepr": {"full-stack"},
    "hybrid": {"eel-smoker"},
    "temporary": {"gardener"},
    "__proto__": {"eel-smoker", "full-stack"},
    "job": set(LISTINGS),
    "for-job": set(),
    "noruega": {"eel-smoker"},
    "Норвегия": {"eel-smoker"},
    "挪威 job": {"eel-smoker"},
    "ノルウェー": {"eel-smoker"},
    "노르웨이": {"eel-smoker"},
    "النرويج": {"eel-smoker"},
    "Νορβηγία": {"eel-smoker"},
    "anywhere": {"driver"},
    "Stelle Norwegen": {"eel-smoker"},
    "jobs in portugal": {"baker", "full-stack"},
    "jobs bei Fern und Sons": {"baker", "clerk"},
    "baker fern norway": set(),
    "zzqxzzqx": set(),
    "<img src=x onerror=alert(1)>": set(),
}


def test_words_find(board: Page) -> None:
    assert {words: found(board, words) for words in WORDS} == WORDS
    assert board.locator("main img").count() == 0


def test_what_is_met_best_stands_first(board: Page) -> None:
    found(board, "f")
    # A title that begins so, companies that do, then the region of a place (Norway is not one).
    assert shown(board)[:3] == ["full-stack", "baker", "clerk"]


def test_a_row_of_results_is_a_row_of_the_list(board: Page) -> None:
    """Whatever a row is made of, and whatever a listing leaves out."""
    rows = "all => Object.fromEntries(all.map(each => [each.dataset.job, each.outerHTML]))"
    static = board.locator("[data-job]").evaluate_all(rows)
    found(board, "job")
    made = board.locator("#search-results [data-job]").evaluate_all(rows)
    assert made.keys() == static.keys() == LISTINGS.keys()
    for slug, row in static.items():
        plain = re.compile(r"\s*(?=<)|(?<=>)\s*")
        assert plain.sub("", made[slug]) == plain.sub("", row)


def test_a_row_shows_the_first_ten_tags_and_all_are_found(
    page: Page, tmp_path: Path, serve: Callable[[Path], str]
) -> None:
    folder = tmp_path / "board"
    output = built(folder)
    tags = ", ".join(f"plum{number}" for number in range(50))
    text = f"---\ntitle: Picker Job\nslug: picker\ntags: [{tags}]\n---\nPicks.\n"
    (folder / "content/picker.md").write_text(text, encoding="utf-8")
    CliRunner().invoke(main, ["build", "--site", str(folder), "--as-of", "2026-06-30"])
    page.goto(serve(output))
    row = page.locator("[data-job=picker]").filter(visible=True)
    expect(row.locator(".tags li")).to_have_count(10)
    assert found(page, "plum49") == {"picker"}
    expect(row.locator(".tags li")).to_have_count(10)
    assert found(page, "plum94") == set()


def test_a_title_stays_text(board: Page) -> None:
    found(board, "fullstack")
    link = board.locator("#search-results [data-job] a").first
    assert link.inner_text() == "Fullstack <b>Developer</b> {pay} Job"


def test_the_count_is_told(board: Page) -> None:
    found(board, "job")
    told(board, "7 listings")
    field(board).fill("zzqxzzqx")
    told(board, "0 listings")
    expect(board.get_by_text("No open listing matches this.")).to_be_visible()
    board.get_by_role("button", name="Clear").click()
    told(board, "")
    assert len(shown(board)) == len(LISTINGS)


def test_a_question_that_finds_nothing_offers_what_to_leave_out(board: Page, address: str) -> None:
    ways_out = board.locator(".less")
    board.goto(f"{address}?q=job+60k+fern")
    told(board, "0 listings")
    expect(ways_out).to_have_text("Without 60k (2 listings)")
    board.get_by_role("button", name="Without 60k").click()
    told(board, "2 listings")
    expect(board).to_have_url(f"{address}?q=job+fern")
    assert set(shown(board)) == {"baker", "clerk"}
    board.goto(
        f"{address}?q=job&tag=bread&country=NO&work=onsite&work=hybrid&pay=1000&currency=NOK"
    )
    told(board, "0 listings")
    expect(ways_out).to_have_text("Without Bread (1 listing)")
    board.goto(f"{address}?country=NO&work=onsite&work=hybrid&posted=14")
    told(board, "0 listings")
    both = ["Without Hybrid, On-site (1 listing)", "Without In the last 14 days (1 listing)"]
    expect(ways_out.get_by_role("button")).to_have_text(both)
    board.go_back()
    told(board, "0 listings")
    board.get_by_role("button", name="Without Bread").click()
    assert shown(board) == ["eel-smoker"]
    expect(board.locator("[data-job=eel-smoker] a:visible").first).to_be_focused()
    board.goto(f"{address}?q=60k")
    told(board, "0 listings")
    board.wait_for_timeout(500)
    expect(ways_out).to_be_empty()


@pytest.mark.parametrize(
    ("words", "offer", "asked"),
    [
        ("25k", "€25,000 (1 listing)", "pay=25000"),
        ("job 25k", "€25,000 (1 listing)", "q=job&pay=25000"),
        ("€25.000+ job", "€25,000 (1 listing)", "q=job&pay=25000"),
        ("20-30k", "€20,000 (2 listings)", "pay=20000"),
        ("job 20000 euros", "€20,000 (2 listings)", "q=job&pay=20000"),
        ("usd 60'000 job", "$60,000 (1 listing)", "q=job&pay=60000&currency=USD"),
        ("$25/h", "$52,000 (1 listing)", "pay=52000&currency=USD"),
        ("450knok", "NOK 450,000 (1 listing)", "pay=450000&currency=NOK"),
    ],
)
def test_a_pay_among_the_words_is_offered_as_the_filter(
    board: Page, address: str, words: str, offer: str, asked: str
) -> None:
    field(board).fill(words)
    told(board, "0 listings")
    button = board.locator(".less").get_by_role("button").first
    expect(button).to_have_text(f"Pay a year, from {offer}")
    button.focus()
    board.keyboard.press("Enter")
    told(board, offer.partition("(")[2].rstrip(")"))
    expect(board).to_have_url(f"{address}?{asked}")
    expect(board.locator(".filters-set")).to_have_text("1")
    expect(board.locator("#search-results [data-job] a").first).to_be_focused()
    open_filters(board)
    assert f"pay={board.get_by_label('Pay a year, from').input_value()}" in asked
    board.go_back()
    told(board, "0 listings")
    assert field(board).input_value() == words


def test_what_is_no_pay_is_not_offered_as_one(board: Page) -> None:
    for words in ["3d", "365", "k8s", "4k", "100%", "2026", "24/7", "£60k", "sql30000", "60kg"]:
        field(board).fill(f"job {words}")
        button = board.locator(".less").get_by_role("button").first
        expect(button).to_have_text(f"Without {words} (7 listings)")


def test_a_pay_in_a_currency_that_no_listing_has_is_not_offered_in_another(board: Page) -> None:
    field(board).fill("25k gbp")
    told(board, "0 listings")
    board.wait_for_timeout(500)
    expect(board.locator(".less")).to_be_empty()


# Filters


@pytest.mark.parametrize(
    ("name", "value", "slugs", "label"),
    [
        ("country", "PT", {"baker", "clerk", "driver", "full-stack"}, "Portugal (4)"),
        ("country", "NO", {"clerk", "driver", "eel-smoker"}, "Norway (3)"),
        ("country", "JP", {"driver"}, "Japan (1)"),
        ("tag", "bread", {"baker", "gardener"}, "Bread (2)"),
        ("tag", "c-sharp", {"baker"}, "C# (1)"),
        ("tag", "proto", {"eel-smoker"}, "__proto__ (1)"),
        ("company", "orsted-mills", {"driver", "helper"}, "Ørsted Mills (2)"),
        ("type", "part-time", {"gardener"}, "Part-time (1)"),
        ("posted", "1", {"baker"}, "Since yesterday (1)"),
        ("posted", "14", {"baker", "clerk"}, "In the last 14 days (2)"),
        ("posted", "365", {"baker", "clerk", "driver", "helper"}, "In the last year (4)"),
    ],
)
def test_a_filter_finds_as_many_as_it_says(
    board: Page, name: str, value: str, slugs: set[str], label: str
) -> None:
    open_filters(board)
    option = board.locator(f"select[name={name}] option[value='{value}']")
    expect(option).to_have_text(label)
    board.select_option(f"select[name={name}]", value)
    told(board, f"{len(slugs)} listing{'s' if len(slugs) > 1 else ''}")
    assert set(shown(board)) == slugs
    expect(board.locator(".filters-set")).to_have_text("1")


def test_ways_of_work_add_up(board: Page) -> None:
    open_filters(board)
    expect(board.get_by_label("Remote (1)")).to_be_visible()
    board.get_by_label("Hybrid").check()
    told(board, "1 listing")
    board.get_by_label("On-site").check()
    told(board, "2 listings")
    assert set(shown(board)) == {"eel-smoker", "full-stack"}


def test_pay_is_compared_in_its_own_currency(board: Page) -> None:
    open_filters(board)
    expect(board.locator("select[name=currency] option")).to_have_text(
        ["EUR (2)", "NOK (1)", "USD (1)"]
    )
    board.goto(f"{board.url}?pay=25000")
    told(board, "1 listing")
    assert shown(board) == ["clerk"]
    open_filters(board)
    board.select_option("select[name=currency]", "USD")
    told(board, "1 listing")
    assert shown(board) == ["helper"]


def test_rates_compare_pay_in_all_currencies(
    tmp_path: Path, serve: Callable[[Path], str], page: Page
) -> None:
    rates = "[rates]\ndate = 2026-06-01\nEUR = 1\nUSD = 1.25\nNOK = 10\n"
    address = serve(built(tmp_path, SETTINGS + rates))
    page.goto(f"{address}?pay=29000&currency=EUR")
    told(page, "3 listings")
    assert set(shown(page)) == {"clerk", "eel-smoker", "helper"}
    open_filters(page)
    expect(page.get_by_text("Converted by the rates of 1 June 2026")).to_be_visible()


def test_a_board_that_names_no_pay_has_the_other_filters(
    tmp_path: Path, serve: Callable[[Path], str], page: Page
) -> None:
    (tmp_path / "content").mkdir()
    text = "---\ntitle: Baker\nlocation: Portugal\n---\nBread.\n"
    (tmp_path / "content/baker.md").write_text(text, encoding="utf-8")
    assert CliRunner().invoke(main, ["build", "--site", str(tmp_path)]).exit_code == 0
    address = serve(tmp_path / "output")
    page.goto(address)
    open_filters(page)
    expect(page.get_by_label("Pay a year, from")).to_be_hidden()
    page.select_option("select[name=country]", "PT")
    told(page, "1 listing")
    page.goto(f"{address}?pay=1000&currency=EUR")
    told(page, "0 listings")


def test_filters_narrow_each_other_and_say_so(board: Page) -> None:
    open_filters(board)
    board.select_option("select[name=country]", "PT")
    expect(board.locator("select[name=company] option[value=orsted-mills]")).to_have_text(
        "Ørsted Mills (1)"
    )
    expect(board.locator("select[name=tag] option[value=fish]")).to_have_count(0)
    board.select_option("select[name=company]", "orsted-mills")
    told(board, "1 listing")
    field(board).fill("baker")
    told(board, "0 listings")
    expect(board.locator(".filters-set")).to_have_text("2")
    assert board.locator("select[name=country]").input_value() == "PT"


def test_the_nearest_feed_is_offered(board: Page, address: str) -> None:
    feed = board.locator("#search-results .feed a")
    for query, label, path in (
        ("?q=job", "RSS feed", "feed.xml"),
        ("?country=PT", "RSS feed: Portugal", "countries/portugal/feed.xml"),
        ("?country=JP", "RSS feed", "feed.xml"),
        ("?country=PT&tag=c-sharp", "RSS feed: C#", "tags/c-sharp/feed.xml"),
    ):
        board.goto(address + query)
        expect(feed).to_have_text(label)
        href = feed.evaluate("link => link.href")
        assert href == address + path
        assert board.request.get(href).ok


# The address, and the way back


def test_the_address_carries_the_question(board: Page, address: str) -> None:
    open_filters(board)
    board.get_by_label("On-site").check()
    board.select_option("select[name=country]", "PT")
    field(board).fill("full stack")
    told(board, "1 listing")
    expect(board).to_have_url(f"{address}?q=full+stack&country=PT&work=onsite")
    board.goto(f"{board.url}&utm=x#main")
    told(board, "1 listing")
    assert field(board).input_value() == "full stack"
    open_filters(board)
    assert board.get_by_label("On-site").is_checked()
    assert board.locator("select[name=country]").input_value() == "PT"
    board.get_by_role("button", name="Clear").click()
    expect(board).to_have_url(f"{address}?utm=x#main")


def test_words_typed_while_it_loads_keep_the_filters_of_the_address(
    page: Page, address: str
) -> None:
    def late(route: Route) -> None:
        field(page).fill("orsted")
        route.continue_()

    page.route("**/search.json", late)
    page.goto(f"{address}?q=job&country=PT")
    told(page, "1 listing")
    assert shown(page) == ["driver"]
    expect(page).to_have_url(f"{address}?q=orsted&country=PT")


def test_back_undoes_a_step(board: Page, address: str) -> None:
    field(board).press_sequentially("job fern")
    expect(board).to_have_url(f"{address}?q=job+fern")
    open_filters(board)
    board.select_option("select[name=tag]", "bread")
    told(board, "1 listing")
    board.go_back()
    told(board, "2 listings")
    assert board.locator("select[name=tag]").input_value() == ""
    board.go_back()
    told(board, "")
    assert field(board).input_value() == ""
    assert board.url == address
    assert len(shown(board)) == len(LISTINGS)
    board.go_forward()
    told(board, "2 listings")


def test_back_from_a_listing_leads_to_where_one_was(
    tmp_path: Path, serve: Callable[[Path], str], page: Page
) -> None:
    page.goto(serve(built(tmp_path, further=100)))
    found(page, "extra")
    told(page, "100 listings")
    assert len(shown(page)) == 20
    page.get_by_role("button", name="Show more").click()
    assert len(shown(page)) == 70
    assert (
        page.evaluate("document.activeElement.closest('[data-job]').dataset.job") == shown(page)[20]
    )
    page.locator("#search-results [data-job] a").nth(60).click()
    expect(page.locator("h1")).to_have_text(re.compile("Extra"))
    page.go_back()
    told(page, "100 listings")
    assert len(shown(page)) == 70
    assert page.evaluate("scrollY") > 1000


@pytest.mark.parametrize(
    "query",
    [
        "?tag=__proto__&company=constructor",
        "?country=<img src=x onerror=alert(1)>",
        "?type=<b>x</b>",
        "?tag=nothing-like-it",
        "?pay=99999999999&currency=EUR",
        "?q=%3F%3F%3F",
    ],
)
def test_what_an_address_makes_up_finds_nothing(board: Page, address: str, query: str) -> None:
    board.goto(address + query)
    told(board, "0 listings")
    open_filters(board)
    assert board.locator("main img, main option b").count() == 0


@pytest.mark.parametrize(
    "query", ["?pay=x&currency=zz", "?posted=x", "?posted=-1", "?work=x", "?q=%20", "?pay=1e9"]
)
def test_what_an_address_says_wrongly_is_no_question(board: Page, address: str, query: str) -> None:
    board.goto(address + query)
    open_filters(board)
    told(board, "")
    assert len(shown(board)) == len(LISTINGS)


# Hands and eyes


def test_by_keyboard_alone(board: Page, address: str) -> None:
    focused = "document.activeElement.closest('[data-job]')?.dataset.job"
    board.keyboard.press("/")
    expect(field(board)).to_be_focused()
    board.keyboard.type("job")
    told(board, "7 listings")
    slugs = shown(board)
    board.keyboard.press("ArrowDown")
    assert board.evaluate(focused) == slugs[0]
    board.keyboard.press("ArrowDown")
    board.keyboard.press("ArrowDown")
    board.keyboard.press("ArrowUp")
    assert board.evaluate(focused) == slugs[1]
    board.keyboard.press("Escape")
    expect(field(board)).to_be_focused()
    board.keyboard.press("Enter")
    assert board.evaluate(focused) == slugs[0]
    board.keyboard.press("ArrowUp")
    expect(field(board)).to_be_focused()
    board.keyboard.press("Escape")
    assert field(board).input_value() == ""
    told(board, "")
    board.keyboard.type("baker")
    told(board, "1 listing")
    board.keyboard.press("Enter")
    board.keyboard.press("Enter")
    expect(board).to_have_url(f"{address}jobs/baker/")


def test_a_button_behind_the_field_leads_to_the_results(board: Page) -> None:
    field(board).focus()
    expect(board.locator(".choices")).not_to_have_attribute("disabled", "")  # it is loaded
    board.keyboard.press("Tab")
    button = board.get_by_role("button", name="Search", exact=True)
    expect(button).to_be_focused()
    shape, room = button.bounding_box(), board.locator(".search-field").bounding_box()
    assert shape is not None
    assert room is not None
    assert shape["width"] > 24 < shape["height"]
    assert shape["y"] + shape["height"] <= room["y"] + room["height"]
    board.keyboard.press("Enter")
    expect(field(board)).to_be_focused()  # nothing is asked yet
    board.keyboard.type("baker")
    told(board, "1 listing")
    board.keyboard.press("Tab")
    board.keyboard.press("Enter")
    expect(board.locator("[data-job=baker] a").first).to_be_focused()


def test_without_javascript_there_are_no_dead_controls(chromium: Browser, address: str) -> None:
    with chromium.new_context(java_script_enabled=False) as context:
        page = context.new_page()
        page.goto(f"{address}?q=baker")
        assert page.locator("input, select, summary").filter(visible=True).count() == 0
        assert len(shown(page)) == len(LISTINGS)


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_on_a_narrow_phone_by_touch(chromium: Browser, address: str, scheme: str) -> None:
    is_dark = scheme == "dark"
    with chromium.new_context(
        viewport={"width": 320, "height": 640},
        has_touch=True,
        is_mobile=True,
        color_scheme="dark" if is_dark else "light",
        reduced_motion="reduce",
    ) as context:
        page = context.new_page()
        page.goto(address)
        assert page.locator("select").filter(visible=True).count() == 0
        page.locator("summary").tap()
        expect(page.get_by_label("I live in")).to_be_enabled()
        page.get_by_label("Remote").tap()
        told(page, "1 listing")
        assert page.evaluate("document.documentElement.scrollWidth") == 320
        small = "all => all.map(e => e.getBoundingClientRect()).filter(r => r.height < 24).length"
        kinds = "input[type=search], select, summary, button, .choice-work label"
        controls = page.locator(".search").locator(kinds).filter(visible=True)
        assert controls.count() > 8
        assert controls.evaluate_all(small) == 0
        paper = "getComputedStyle(document.querySelector('.search select')).backgroundColor"
        light = max(map(int, re.findall(r"\d+", page.evaluate(paper))[:3]))
        assert (light < 80) == is_dark
        assert page.evaluate("document.getAnimations().length") == 0


def test_the_number_of_results_stands_in_one_line_on_a_narrow_phone(
    page: Page, tmp_path: Path, serve: Callable[[Path], str]
) -> None:
    page.set_viewport_size({"width": 320, "height": 640})
    address = serve(built(tmp_path / "board", f'{SETTINGS}language = "de"\n'))
    page.goto(f"{address}?q=job&country=PT")
    told(page, "4 Stellen")
    lines = "told => { const all = document.createRange(); all.selectNodeContents(told);"
    lines += " return all.getClientRects().length }"
    assert page.get_by_role("status").evaluate(lines) == 1
    assert page.get_by_role("button", name="Zurücksetzen").is_visible()


def test_the_number_of_results_stands_beside_the_button_where_there_is_room(
    page: Page, address: str
) -> None:
    page.set_viewport_size({"width": 360, "height": 740})
    page.goto(f"{address}?q=job&country=PT")
    told(page, "4 listings")
    middle = "each => { const { top, bottom } = each.getBoundingClientRect(); return top + bottom }"
    number = page.get_by_role("status").evaluate(middle)
    assert abs(number - page.get_by_role("button", name="Clear").evaluate(middle)) < 4


def test_on_a_phone_no_row_of_filters_has_a_gap(board: Page) -> None:
    board.set_viewport_size({"width": 390, "height": 844})
    open_filters(board)
    filters = board.locator(".choice")
    ends = "all => new Set(Object.values(Object.fromEntries(all.map(each =>"
    ends += " each.getBoundingClientRect()).map(box => [box.top, box.right])))).size"
    assert filters.filter(visible=True).evaluate_all(ends) == 1
    filters.filter(has=board.locator("[name=type]")).evaluate("each => each.hidden = true")
    assert filters.filter(visible=True).evaluate_all(ends) == 1


@pytest.mark.parametrize(("width", "height"), [(320, 640), (360, 740), (800, 600), (1440, 900)])
def test_where_one_lives_and_the_way_of_work_are_asked_first(
    board: Page, width: int, height: int
) -> None:
    board.set_viewport_size({"width": width, "height": height})
    open_filters(board)
    expect(board.get_by_label("On-site")).to_be_in_viewport(ratio=1)
    board.get_by_label("I live in").focus()
    board.keyboard.press("Tab")
    expect(board.get_by_label("Remote")).to_be_focused()


def test_nothing_jumps(page: Page, address: str) -> None:
    page.add_init_script(
        "window.shifts = 0; new PerformanceObserver(list => { for (const each of list.getEntries())"
        " if (!each.hadRecentInput) window.shifts += each.value; })"
        ".observe({ type: 'layout-shift', buffered: true });"
    )

    def late(route: Route) -> None:
        page.wait_for_timeout(800)
        route.continue_()

    page.route("**/search.json", late)
    page.goto(address)
    field(page).click()
    page.keyboard.type("job")
    told(page, "7 listings")
    page.goto(f"{address}?q=baker&country=PT")
    told(page, "1 listing")
    assert page.evaluate("window.shifts") == 0


def test_under_a_base_path(tmp_path: Path, serve: Callable[[Path], str], page: Page) -> None:
    output = built(tmp_path / "site", SETTINGS, "--base-url", "https://work.example/jobs-here/")
    shutil.copytree(output, tmp_path / "host" / "jobs-here")
    page.goto(serve(tmp_path / "host") + "jobs-here/")
    found(page, "baker")
    page.keyboard.press("Enter")
    page.keyboard.press("Enter")
    expect(page.locator("h1")).to_have_text("Baker Job")
