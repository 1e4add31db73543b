"""Every page of the hostile board, opened: nothing runs, nothing asks another host for anything."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable

    from playwright.sync_api import Browser, Dialog, Page, Route

    from tests.builds import Run

SITE = Path(__file__).parent.parent / "hostile/site"
GOOD = 50
# What happens in a page before anything of it does: violations of the policy are counted, and the
# globals that pages begin with are remembered.
WATCH = """
window.violations = [];
addEventListener("securitypolicyviolation", (event) =>
  violations.push(`${event.effectiveDirective} ${event.blockedURI} ${event.sample}`));
"""
# What is there afterwards: traces of what should not have run, and of names that cover others.
LOOK = """() => {
  const all = [...document.querySelectorAll("*")];
  const others = all.filter((each) => each.shadowRoot || each.hasAttribute("style") ||
    [...each.attributes].some(({ name }) => /^on|^srcdoc$|^formaction$/i.test(name)));
  return {
    canary: "canary" in window || "canary" in document,
    violations: window.violations,
    others: others.map((each) => each.outerHTML.slice(0, 200)),
    frames: window.length,
    isItself: document.body instanceof HTMLBodyElement
      && typeof document.getElementById === "function"
      && document.querySelectorAll("form").length <= 1
      && document.querySelectorAll("main").length === 1,
    named: document.querySelectorAll(".prose [id], .prose [name], .prose [class]").length
      - document.querySelectorAll(".prose > .scroll").length,
    layered: all.filter((each) => each.closest(".prose") && ["fixed", "absolute", "sticky"]
      .includes(getComputedStyle(each).position)).length,
  };
}"""
NOTHING = {
    "canary": False,
    "violations": [],
    "others": [],
    "frames": 0,
    "isItself": True,
    "named": 0,
    "layered": 0,
}


class Canary:
    """A page that remembers what should not happen in it."""

    def __init__(self, page: Page, host: str) -> None:
        self.page = page
        self.happened: list[str] = []
        page.on("dialog", self._dismiss)
        page.route(lambda url: urlsplit(url).netloc != host, self._note)
        page.on("popup", lambda popup: self.happened.append(popup.url))
        page.on("download", lambda download: self.happened.append(download.url))
        page.on("worker", lambda worker: self.happened.append(worker.url))
        page.add_init_script(WATCH)

    def _dismiss(self, dialog: Dialog) -> None:
        """Note a dialog, and close it."""
        self.happened.append(dialog.message)
        dialog.dismiss()

    def _note(self, route: Route) -> None:
        """Note a request that the policy lets out to another host; it goes no further."""
        self.happened.append(route.request.url)
        route.abort()


@pytest.fixture
def output(tmp_path: Path, run: Run, serve: Callable[[Path], str]) -> tuple[Path, str]:
    """Return the published board, and where it is served."""
    site = tmp_path / "site"
    shutil.copytree(SITE, site)
    words = ("--as-of", "2026-06-15", "--base-url", "https://jobs.example/")
    told = run("build", "--site", site, *words)
    assert told.exit_code == 1  # files are refused, and named
    return site / "output", serve(site / "output")


@pytest.fixture
def canary(page: Page, output: tuple[Path, str]) -> Canary:
    """Return a page that remembers what should not happen in it."""
    return Canary(page, urlsplit(output[1]).netloc)


def test_nothing_runs_and_no_request_leaves(canary: Canary, output: tuple[Path, str]) -> None:
    folder, home = output
    paths = sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*.html"))
    assert len(paths) > 200
    for path in paths:
        canary.page.goto(home + path, wait_until="load")
        found = canary.page.evaluate(LOOK)
        assert (path, found) == (path, NOTHING)
        assert (path, canary.happened) == (path, [])


def test_what_is_no_page_runs_nothing_either(canary: Canary, output: tuple[Path, str]) -> None:
    folder, home = output
    feeds = sorted(path.relative_to(folder).as_posix() for path in folder.rglob("feed.xml"))
    others = ["atom.xml", "feeds/jobs.xml", "feeds/jooble.xml", "sitemap.xml", "jobs.json"]
    others += ["feed.json", "search.json", "favicon.svg", "robots.txt", "llms.txt"]
    for path in [*feeds[::7], *others]:
        canary.page.goto(home + path)
        assert canary.page.evaluate('"canary" in window') is False, path
        assert (path, canary.happened) == (path, [])


def test_the_search_shows_what_it_finds_as_text(canary: Canary, output: tuple[Path, str]) -> None:
    folder, home = output
    listings = json.loads((folder / "jobs.json").read_text(encoding="utf-8"))["jobs"]
    page = canary.page
    page.goto(home)
    page.get_by_role("searchbox").fill("baker")
    page.locator("#search-results [data-job]").first.wait_for()
    page.locator(".filters summary").click()
    titles = set[str]()
    for words in ("baker", "script", "onerror", "{{", "key", "text", "title", "prototype", ""):
        page.get_by_role("searchbox").fill(words)
        page.wait_for_timeout(150)
        more = page.get_by_role("button", name="Show more")
        while more.is_visible():
            more.click()
        titles |= {*page.locator("#search-results [data-job] h3").all_inner_texts()}
        found = page.evaluate(LOOK)
        assert (words, found) == (words, NOTHING)
    told = {" ".join(each["title"].split()) for each in listings}
    assert len({" ".join(title.split()) for title in titles} & told) > len(listings) / 2
    assert canary.happened == []


def test_the_good_ones_are_all_there(page: Page, output: tuple[Path, str]) -> None:
    _, home = output
    seen = set[str]()
    address: str | None = home
    while address:
        page.goto(address)
        rows = page.locator("[data-job]").evaluate_all("all => all.map(each => each.dataset.job)")
        seen.update(rows)
        following = page.get_by_role("link", name="Next")
        address = following.evaluate("link => link.href") if following.count() else None
    assert len({slug for slug in seen if slug.startswith("good-")}) == GOOD


SCRIPT = "Object.assign(document.createElement('script'), { text: 'canary = 1' })"
INSERTED = (
    '<img src=x onerror="canary = 1">',
    "<iframe srcdoc='<script>parent.canary = 1</script>'></iframe>",
    "<a class=bait href='javascript:canary = 1'>x</a>",
    "<img src='https://canary.example/x.png'>",
    "<video src='https://canary.example/x.mp4' autoplay></video>",
    "<form class=bait action='https://canary.example/'></form>",
    "<base href='https://canary.example/'>",
    "<style>body { display: none }</style>",
    "<link rel=stylesheet href='https://canary.example/x.css'>",
    "<p style='display: none' class=shown>x</p>",
    "<object data='https://canary.example/'></object>",
)
BITE = """() => document.querySelectorAll(".bait").forEach(
  (each) => each.matches("form") ? each.submit() : each.click())"""


@pytest.mark.parametrize("markup", ["", *INSERTED])
def test_what_slipped_through_would_not_run(
    markup: str, output: tuple[Path, str], chromium: Browser
) -> None:
    """The policy holds by itself: markup that no listing can bring is put into a page by force."""
    _, home = output
    context = chromium.new_context()
    page = context.new_page()
    canary = Canary(page, urlsplit(home).netloc)
    page.goto(home)
    if markup:
        page.evaluate("html => document.body.insertAdjacentHTML('beforeend', html)", markup)
        page.evaluate(BITE)
    else:
        page.evaluate(f"document.body.append({SCRIPT})")
        page.evaluate("fetch('https://canary.example/').catch(() => {})")
    page.wait_for_timeout(200)
    told = page.evaluate("violations")
    has_run = page.evaluate('"canary" in window')
    base = page.evaluate("document.baseURI")
    shown = page.locator("body, .shown").evaluate_all(
        "all => all.map(each => getComputedStyle(each).display)"
    )
    context.close()
    assert not has_run
    assert base == home
    assert "none" not in shown
    assert canary.happened == []
    assert told or "iframe" in markup  # a frame tells its own document
