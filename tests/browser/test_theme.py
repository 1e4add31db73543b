"""The theme, as a browser shows it: light and dark, on a phone, without a script."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from ssg.places import COUNTRIES, country_name

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from playwright.sync_api import Browser, Page

    from tests.builds import Board, Run

TEXT = "\n\n".join(["You water what is dry, and leave alone what is not."] * 40)
LONG = "Donaudampfschifffahrtsgesellschaftskapitänsmützenabzeichenverleihung"
FILES = {
    "ssg.toml": 'title = "Garden work"\nsubmit_url = "mailto:jobs@example.org"\n',
    "content/gardener.md": (
        "---\ntitle: Gardener\ncompany: Fern & Sons\nlocation: Remote, Portugal\n"
        "salary: €24,000 - €28,000 a year\nposted: 2026-10-01\ntags: [Outdoors, Roses]\n"
        f"apply_url: https://fern.example/apply\n---\n{TEXT}\n"
    ),
    "content/grower.md": (
        f"---\ntitle: {LONG}\ncompany: {LONG}\nlocation: {LONG}, Portugal\nposted: 2026-10-02\n"
        f"salary: 123,456,789 - 234,567,890 UGX a month\ntags: [Outdoors, {LONG}]\n---\n"
        f"{LONG}\n\n| {LONG} | {LONG} |\n| - | - |\n| 1 | 2 |\n\n"
        f"{'- ' * 25}words\n\n{'>' * 25} words\n\n{'- > ' * 12}words\n"
    ),
    "content/companies/fern.md": (
        "---\nname: Fern & Sons\nlocation: Lisbon, Portugal\nsize: 12 people\n---\nRoses.\n\n"
        f"| {LONG} | {LONG} |\n| - | - |\n| 1 | 2 |\n"
    ),
}
PAGES = (
    *("", "jobs/gardener/", "jobs/grower/", "companies/", "companies/fern-and-sons/", "countries/"),
    *("countries/portugal/", "tags/", "archive/", "no-such-page/", "companies/fern/"),
)
PHONE = {"width": 390, "height": 844}
BACKGROUND = "getComputedStyle(document.documentElement).backgroundColor"
SCROLL = "share => scrollTo({ top: document.body.scrollHeight * share, behavior: 'instant' })"
LINES = """element => {
  const text = document.createRange();
  text.selectNodeContents(element);
  return text.getClientRects().length;
}"""
LEFT_EDGES = """element => [0, 1].map(at => {
  const letter = document.createRange();
  letter.setStart(element.firstChild, at);
  letter.setEnd(element.firstChild, at + 1);
  return letter.getBoundingClientRect().left;
})"""
LIGHT, DARK = "rgb(253, 252, 250)", "rgb(22, 22, 20)"


@pytest.fixture
def home(
    board: Board,
    run: Run,
    serve: Callable[[Path], str],
) -> str:
    """Return the address of a small board."""
    site = board(FILES)
    result = run("build", "--site", site, "--as-of", "2026-11-20")
    assert result.exit_code == 0, result.output
    return serve(site / "output")


@pytest.fixture
def opened(chromium: Browser) -> Iterator[Callable[..., Page]]:
    """Yield a function that opens a page in a profile of its own."""
    contexts = []

    def open_page(address: str, **options: object) -> Page:
        context = chromium.new_context(**options)  # type: ignore[arg-type]
        contexts.append(context)
        page = context.new_page()
        page.goto(address)
        return page

    yield open_page
    for context in contexts:
        context.close()


def test_the_switch_changes_the_colours_and_is_remembered(
    home: str, opened: Callable[..., Page]
) -> None:
    page = opened(home, color_scheme="light")
    switch = page.get_by_role("button", name="Dark colours")
    assert page.evaluate(BACKGROUND) == LIGHT
    expect(switch).to_have_attribute("aria-pressed", "false")
    switch.click()
    assert page.evaluate(BACKGROUND) == DARK
    assert switch.get_attribute("aria-pressed") == "true"
    page.goto(f"{home}jobs/gardener/")
    assert page.evaluate(BACKGROUND) == DARK
    colors = page.locator("meta[name=theme-color]").evaluate_all("all => all.map(m => m.content)")
    assert colors == ["#161614", "#161614"]
    page.get_by_role("button", name="Dark colours").click()
    assert page.evaluate(BACKGROUND) == LIGHT
    assert page.evaluate("localStorage.length") == 0  # as the device has it: it is followed again


def test_pages_follow_the_device_until_the_reader_chooses(
    home: str, opened: Callable[..., Page]
) -> None:
    page = opened(home, color_scheme="dark")
    assert page.evaluate(BACKGROUND) == DARK
    switch = page.get_by_role("button", name="Dark colours")
    assert switch.get_attribute("aria-pressed") == "true"
    page.emulate_media(color_scheme="light")
    assert page.evaluate(BACKGROUND) == LIGHT
    expect(switch).to_have_attribute("aria-pressed", "false")
    switch.click()
    page.emulate_media(color_scheme="dark")
    page.emulate_media(color_scheme="light")
    assert page.evaluate(BACKGROUND) == DARK


def test_a_page_is_drawn_in_the_chosen_colours_from_the_first(
    home: str, opened: Callable[..., Page]
) -> None:
    page = opened(home, color_scheme="light")
    page.get_by_role("button", name="Dark colours").click()
    page.add_init_script(
        "new PerformanceObserver(list => { window.first ??="
        f" {BACKGROUND}; }}).observe({{ type: 'paint', buffered: true }});"
    )
    page.goto(f"{home}jobs/gardener/")
    while page.evaluate("window.first === undefined"):
        page.wait_for_timeout(20)
    assert page.evaluate("window.first") == DARK


def test_nothing_is_said_in_colours_where_storage_is_forbidden(
    home: str, opened: Callable[..., Page]
) -> None:
    page = opened(home, color_scheme="light")
    page.add_init_script(
        "Object.defineProperty(window, 'localStorage', { get() { throw new Error('no'); } });"
    )
    errors: list[str] = []
    page.on("pageerror", lambda error: errors.append(str(error)))
    page.reload()
    page.get_by_role("button", name="Dark colours").click()
    assert page.evaluate(BACKGROUND) == DARK
    assert errors == []


def test_without_javascript_there_is_no_switch_and_all_is_there(
    home: str, opened: Callable[..., Page]
) -> None:
    page = opened(home, java_script_enabled=False, color_scheme="dark")
    assert not page.locator(".theme-switch").is_visible()
    page.get_by_role("link", name="Gardener").click()
    assert page.locator("h1").inner_text() == "Gardener"
    assert page.get_by_role("link", name="Apply").get_attribute("href") == (
        "https://fern.example/apply"
    )
    similar = page.locator(".similar [data-job]")
    assert similar.count() == 1


def test_the_apply_button_stays_in_reach_on_a_phone(home: str, opened: Callable[..., Page]) -> None:
    page = opened(f"{home}jobs/gardener/", viewport=PHONE, is_mobile=True, has_touch=True)
    button = page.get_by_role("link", name="Apply")
    for share in (0, 0.3, 0.6):
        page.evaluate(SCROLL, share)
        box = button.bounding_box()
        assert box is not None
        assert 0 < box["y"] < PHONE["height"] - box["height"]
        assert box["height"] >= 44
    page.evaluate(SCROLL, 1)
    resting, further = button.bounding_box(), page.locator(".similar").bounding_box()
    assert resting is not None
    assert further is not None
    assert resting["y"] + resting["height"] <= further["y"]  # it covers nothing of what follows


@pytest.mark.parametrize("name", ["feed.xml", "atom.xml"])
def test_a_feed_is_large_enough_to_be_read_on_a_phone(
    home: str, opened: Callable[..., Page], name: str
) -> None:
    page = opened(f"{home}{name}", viewport=PHONE, is_mobile=True, has_touch=True)
    size = "parseFloat(getComputedStyle(document.documentElement).fontSize)"
    assert 14 < page.evaluate(f"{size} * {PHONE['width']} / innerWidth") < 20


def test_a_finger_may_hit_a_row_anywhere(home: str, opened: Callable[..., Page]) -> None:
    page = opened(home, viewport=PHONE, is_mobile=True, has_touch=True)
    row = page.locator("[data-job=gardener]")
    box = row.bounding_box()
    assert box is not None
    row.tap(position={"x": box["width"] - 4, "y": box["height"] - 4})
    page.wait_for_url("**/jobs/gardener/")
    page.go_back()
    page.locator("[data-job=gardener]").get_by_role("link", name="Fern").tap()
    page.wait_for_url("**/companies/**")


@pytest.mark.parametrize("width", [320, 1280])
def test_nothing_scrolls_sideways(home: str, opened: Callable[..., Page], width: int) -> None:
    page = opened(home, viewport={"width": width, "height": 600})
    wide = []
    for path in PAGES:
        page.goto(home + path)
        if page.evaluate("document.documentElement.scrollWidth") > width:
            wide.append(path)
    assert wide == []


@pytest.mark.parametrize("size", ["100%", "200%"])
def test_the_name_of_the_board_breaks_between_words(
    home: str, opened: Callable[..., Page], size: str
) -> None:
    page = opened(f"{home}tags/", viewport={"width": 320, "height": 800}, has_touch=True)
    page.evaluate("size => { document.documentElement.style.fontSize = size }", size)
    page.locator(".site-title").evaluate("title => { title.textContent = 'Vogelkunde' }")
    page.locator(".submit").evaluate("link => { link.textContent = 'Eine Stelle anbieten' }")
    assert page.locator(".site-title").evaluate(LINES) == 1
    assert page.evaluate("document.documentElement.scrollWidth") == 320


def test_nothing_scrolls_sideways_from_right_to_left(
    home: str, opened: Callable[..., Page]
) -> None:
    page = opened(f"{home}jobs/gardener/", viewport={"width": 320, "height": 600})
    page.evaluate("document.documentElement.dir = 'rtl'")
    assert page.evaluate("document.documentElement.scrollWidth") <= 320
    facts, head = page.locator(".facts dt").first, page.locator("h1")
    assert facts.evaluate("e => getComputedStyle(e).direction") == "rtl"
    assert head.is_visible()


def test_english_words_of_the_theme_keep_their_order_from_right_to_left(
    home: str, opened: Callable[..., Page]
) -> None:
    page = opened(home)
    count = page.locator("#newest + p")
    page.evaluate("document.documentElement.dir = 'rtl'")
    number, words = count.evaluate(LEFT_EDGES)[:2]
    assert number < words
    page.goto(f"{home}stats/")
    page.evaluate("document.documentElement.dir = 'rtl'")
    lead = page.locator(".page-head .lead")
    assert lead.evaluate("lead => getComputedStyle(lead).textAlign") == "right"


def test_a_tag_reads_in_its_own_direction(home: str, opened: Callable[..., Page]) -> None:
    page = opened(home)
    page.evaluate("document.documentElement.dir = 'rtl'")
    tag = page.locator(".tags a").first
    tag.evaluate("tag => { tag.textContent = 'C#' }")
    first, second = tag.evaluate(LEFT_EDGES)
    assert first < second


@pytest.mark.parametrize("written", ["`.NET`", "    .NET\n"])
def test_code_reads_from_left_to_right(
    board: Board,
    run: Run,
    serve: Callable[[Path], str],
    opened: Callable[..., Page],
    written: str,
) -> None:
    site = board({"content/gardener.md": f"---\ntitle: בוסתן\n---\nגנן\n\n{written}\n"})
    assert run("build", "--site", site).exit_code == 0
    page = opened(f"{serve(site / 'output')}jobs/gardener/")
    prose = page.locator(".prose")
    assert prose.evaluate("prose => getComputedStyle(prose).direction") == "rtl"
    first, second = prose.locator("code").evaluate(LEFT_EDGES)
    assert first < second


def test_motion_is_left_out_for_those_who_want_none(home: str, opened: Callable[..., Page]) -> None:
    behavior = "getComputedStyle(document.documentElement).scrollBehavior"
    assert opened(home, reduced_motion="reduce").evaluate(behavior) == "auto"
    assert opened(home, reduced_motion="no-preference").evaluate(behavior) == "smooth"


def test_the_keyboard_comes_to_the_content_first(home: str, opened: Callable[..., Page]) -> None:
    page = opened(home)
    page.keyboard.press("Tab")
    focused = page.locator(":focus")
    assert focused.inner_text() == "Skip to content"
    outline = focused.evaluate("e => getComputedStyle(e).outlineStyle")
    assert outline == "solid"
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "main"


def test_many_countries_leave_room_for_the_pay(
    board: Board,
    run: Run,
    serve: Callable[[Path], str],
    opened: Callable[..., Page],
) -> None:
    countries = sorted(map(country_name, COUNTRIES[:60]))
    said = f"title: Gardener\nlocation: [{', '.join(countries)}]\nsalary: €24,000 a year"
    site = board({**FILES, "content/gardener.md": f"---\n{said}\n---\n{TEXT}\n"})
    assert run("build", "--site", site).exit_code == 0
    page = opened(f"{serve(site / 'output')}jobs/gardener/", viewport=PHONE)
    expect(page.locator(".facts .pay")).to_be_in_viewport()
    last = page.locator(".facts .inline").get_by_role("link", name=countries[-1])
    assert not last.is_visible()
    page.get_by_text("More", exact=True).click()
    assert last.is_visible()
    page.get_by_text("More", exact=True).click()
    page.emulate_media(media="print")
    assert last.is_visible()


def test_a_printed_listing_has_the_address_to_apply_at_and_no_navigation(
    home: str, opened: Callable[..., Page]
) -> None:
    page = opened(f"{home}jobs/gardener/", color_scheme="dark")
    page.emulate_media(media="print")
    assert page.evaluate(BACKGROUND) == "rgb(255, 255, 255)"
    assert not page.get_by_role("navigation").first.is_visible()
    assert not page.locator(".similar").is_visible()
    link = page.locator(".apply a")
    shown = link.evaluate("e => getComputedStyle(e, '::after').content")
    assert "https://fern.example/apply" in shown


def test_a_wide_table_is_printed_whole(home: str, opened: Callable[..., Page]) -> None:
    page = opened(f"{home}jobs/grower/", viewport={"width": 720, "height": 1000})
    page.emulate_media(media="print")
    table = page.locator(".prose table").bounding_box()
    assert table is not None
    assert table["x"] + table["width"] <= 720
    assert page.locator(".scroll").evaluate("e => getComputedStyle(e).overflowX") == "visible"


def test_inline_scripts_and_styles_of_a_template_need_the_nonce(
    published: Callable[..., str], page: Page
) -> None:
    head = (
        "<script nonce='{{ site.nonce }}'>document.title = 'Counted'</script>"
        "<script>document.title = 'Injected'</script>"
        "<style nonce='{{ site.nonce }}'>h1 { color: rgb(1, 2, 3) }</style>"
        "<style>h1 { color: rgb(4, 5, 6) }</style>"
    )
    text = f'{{% extends "base.html" %}}{{% block head %}}{head}{{% endblock %}}'
    page.goto(published({**FILES, "templates/base.html": text}))
    expect(page).to_have_title("Counted")
    expect(page.locator("h1")).to_have_css("color", "rgb(1, 2, 3)")
