"""`ssg serve`, as somebody sees it who writes with a browser beside the editor."""

from __future__ import annotations

import re
import signal
from typing import TYPE_CHECKING

import pytest

from tests.served import Served

if TYPE_CHECKING:
    from collections.abc import Callable

    from playwright.sync_api import Page

LISTING = "---\ntitle: {title}\ncompany: Fern & Sons\nlocation: Lisbon, Portugal\n---\n{text}\n"
GARDENER = LISTING.format(title="Gardener", text="Rakes leaves.")
BAKER = "---\ntitle: Baker\ncompany: Crumb\nlocation: Oslo, Norway\n---\nBakes bread.\n"
LONG = LISTING.format(title="Gardener", text="\n\n".join(["Rakes leaves."] * 200))
STYLE = "main {{ padding-top: {}px }}\n"


def mark(page: Page) -> None:
    """Leave something that a reload would take away."""
    page.evaluate("window.isTheSame = true")


def is_the_same(page: Page) -> bool:
    return bool(page.evaluate("window.isTheSame === true"))


def test_an_edit_is_seen(served: Callable[..., Served], page: Page) -> None:
    it = served({"content/gardener.md": GARDENER})
    page.goto(f"{it.address}jobs/gardener/")
    it.save("content/gardener.md", GARDENER.replace("leaves", "gravel"))
    page.get_by_text("Rakes gravel.").wait_for()
    assert it.hear("content/gardener.md: [0-9]+ files written; 0 errors")


def test_what_breaks_is_told_over_the_last_good_page_until_it_is_mended(
    served: Callable[..., Served], page: Page
) -> None:
    it = served({"content/gardener.md": GARDENER, "content/baker.md": BAKER})
    page.goto(f"{it.address}jobs/baker/")
    it.save("content/baker.md", BAKER.replace("location:", "posted: 2.10.2026\nlocation:"))
    panel = page.get_by_role("alert", name="Problems of the build")
    panel.wait_for()
    assert "content/baker.md:4" in panel.inner_text()
    assert "posted: 2.10.2026" in panel.inner_text()
    assert "dates are written" in panel.inner_text()
    caret, source = (panel.locator(name).bounding_box() for name in (".caret", ".rest"))
    assert caret
    assert source
    assert caret["x"] == pytest.approx(source["x"], abs=1)
    assert page.get_by_text("Bakes bread.").is_visible()
    it.save("content/baker.md", BAKER)
    panel.wait_for(state="detached")
    assert page.get_by_text("Bakes bread.").is_visible()


def test_a_template_is_told_by_its_line(served: Callable[..., Served], page: Page) -> None:
    it = served({"content/gardener.md": GARDENER})
    page.goto(f"{it.address}jobs/gardener/")
    (it.site / "templates").mkdir()
    it.save("templates/listing.html", '{% extends "listing.html" %}\n{% block main %}\n{{ nope }}')
    panel = page.get_by_role("alert")
    panel.wait_for()
    assert re.search(r"templates/listing\.html:[23]", panel.inner_text())
    assert page.get_by_text("Rakes leaves.").is_visible()
    right = '{% extends "listing.html" %}\n{% block main %}<p>Ours alone.</p>{% endblock %}\n'
    it.save("templates/listing.html", right)
    page.get_by_text("Ours alone.").wait_for()
    assert page.get_by_role("alert").count() == 0


def test_a_wrong_setting_is_told_and_the_site_stays(
    served: Callable[..., Served], page: Page
) -> None:
    it = served({"content/gardener.md": GARDENER})
    page.goto(it.address)
    it.save("ssg.toml", 'title = "Ours"\npage_size = "many"\n')
    panel = page.get_by_role("alert")
    panel.wait_for()
    assert "ssg.toml:2" in panel.inner_text()
    assert 'page_size = "many"' in panel.inner_text()
    assert page.get_by_text("Gardener").first.is_visible()
    it.save("ssg.toml", 'title = "Ours"\n')
    page.get_by_text("Ours").first.wait_for()
    assert page.get_by_role("alert").count() == 0


def test_of_fifty_quick_saves_the_last_one_wins(served: Callable[..., Served], page: Page) -> None:
    it = served({"content/gardener.md": GARDENER})
    page.goto(f"{it.address}jobs/gardener/")
    for number in range(50):
        it.save("content/gardener.md", GARDENER.replace("leaves", f"{number + 1} gardens"))
        page.wait_for_timeout(10)
    page.get_by_text("Rakes 50 gardens.").wait_for()
    assert len([line for line in it.lines if line.startswith("content/gardener.md: ")]) < 10


def test_what_is_saved_during_a_build_is_built_too(
    served: Callable[..., Served], page: Page
) -> None:
    it = served({f"content/{number}.md": GARDENER for number in range(300)})
    page.goto(f"{it.address}jobs/0/")
    for number in range(20):
        it.save("content/0.md", GARDENER.replace("leaves", f"{number + 1} gardens"))
        page.wait_for_timeout(150)
    page.get_by_text("Rakes 20 gardens.").wait_for()


def test_a_style_sheet_is_swapped_without_a_reload(
    served: Callable[..., Served], page: Page
) -> None:
    it = served({"content/gardener.md": LONG, "static/style.css": STYLE.format(10)})
    page.goto(f"{it.address}jobs/gardener/")
    page.locator("script[src*='livereload.js']").wait_for(state="attached")
    page.wait_for_function("window.LiveReload?.connector.protocol === 7")
    mark(page)
    page.evaluate("window.scrollTo(0, 1000)")
    it.save("static/style.css", STYLE.format(20))
    page.wait_for_function("getComputedStyle(document.querySelector('main')).paddingTop === '20px'")
    assert is_the_same(page)
    assert page.evaluate("window.scrollY") == pytest.approx(1000, abs=20)


def test_a_picture_is_swapped_without_a_reload(served: Callable[..., Served], page: Page) -> None:
    logo = '<svg xmlns="http://www.w3.org/2000/svg" width="{0}" height="32"></svg>'
    it = served(
        {
            "content/gardener.md": GARDENER,
            "ssg.toml": 'logo = "logo.svg"\n',
            "static/logo.svg": logo.format(40),
        }
    )
    page.goto(f"{it.address}jobs/gardener/")
    page.wait_for_function("window.LiveReload?.connector.protocol === 7")
    mark(page)
    it.save("static/logo.svg", logo.format(80))
    page.wait_for_function("document.querySelector('img[src*=logo]').naturalWidth === 80")
    assert is_the_same(page)


def test_a_page_that_does_not_change_is_not_reloaded(
    served: Callable[..., Served], page: Page
) -> None:
    it = served({"content/gardener.md": GARDENER, "content/baker.md": BAKER})
    page.goto(f"{it.address}jobs/gardener/")
    page.wait_for_function("window.LiveReload?.connector.protocol === 7")
    mark(page)
    it.save("content/baker.md", BAKER.replace("bread", "cake"))
    it.hear("content/baker.md: ")
    # Problems are told over the same connection after whatever else there was to tell.
    it.save("content/third.md", "---\ncompany: Fern & Sons\n---\nNo title.\n")
    page.get_by_role("alert").wait_for()
    assert is_the_same(page)
    it.save("content/gardener.md", GARDENER.replace("leaves", "gravel"))
    page.get_by_text("Rakes gravel.").wait_for()
    assert not is_the_same(page)


def test_the_place_in_a_page_stays_over_a_reload(served: Callable[..., Served], page: Page) -> None:
    it = served({"content/gardener.md": LONG})
    page.goto(f"{it.address}jobs/gardener/")
    page.wait_for_function("window.LiveReload?.connector.protocol === 7")
    page.evaluate("window.scrollTo(0, 1500)")
    it.save("content/gardener.md", LONG.replace("Rakes leaves.", "Rakes gravel."))
    page.get_by_text("Rakes gravel.").first.wait_for()
    page.wait_for_function("Math.abs(window.scrollY - 1500) < 5")


def test_what_a_stranger_wrote_is_shown_as_text(served: Callable[..., Served], page: Page) -> None:
    hostile = "<img src=x onerror='window.isTaken = true'>\x1b[31m"
    it = served({"content/gardener.md": GARDENER})
    page.goto(it.address)
    it.save("content/taken.md", f'---\ntitle: Taken\nposted: "{hostile}"\n---\n{hostile}\n')
    panel = page.get_by_role("alert")
    panel.wait_for()
    assert "onerror" in panel.inner_text()
    assert panel.locator("img").count() == 0
    assert page.evaluate("window.isTaken === undefined")
    it.hear("content/taken.md: ")
    assert not any("\x1b" in line for line in it.lines)


def test_a_page_that_is_not_there_yet_comes_with_its_listing(
    served: Callable[..., Served], page: Page
) -> None:
    it = served({"content/gardener.md": GARDENER})
    answer = page.goto(f"{it.address}jobs/baker/")
    assert answer
    assert answer.status == 404
    page.wait_for_function("window.LiveReload?.connector.protocol === 7")
    it.save("content/baker.md", BAKER)
    page.get_by_text("Bakes bread.").wait_for()


def test_drafts_are_shown_and_never_reach_the_output_folder(
    served: Callable[..., Served], page: Page
) -> None:
    draft = BAKER.replace("title:", "draft: true\ntitle:")
    it = served({"content/gardener.md": GARDENER, "content/baker.md": draft}, "--drafts")
    page.goto(it.address)
    page.get_by_role("link", name="Baker").first.click()
    page.get_by_text("Bakes bread.").wait_for()
    assert not (it.site / "output").exists()


def test_a_page_finds_a_server_that_was_started_anew(
    served: Callable[..., Served], page: Page
) -> None:
    first = served({"content/gardener.md": GARDENER})
    address = first.address
    page.goto(f"{address}jobs/gardener/")
    page.wait_for_function("window.LiveReload?.connector.protocol === 7")
    assert first.end() == 0
    page.get_by_role("button", name="ssg serve does not answer").wait_for()
    first.save("content/gardener.md", GARDENER.replace("leaves", "gravel"))
    port = address.rstrip("/").rpartition(":")[2]
    again = Served(first.site, "--port", port)
    page.get_by_text("Rakes gravel.").wait_for()
    assert again.end(signal.SIGTERM) == 0


def test_a_page_with_a_strict_policy_follows_too(served: Callable[..., Served], page: Page) -> None:
    policy = '<meta http-equiv="Content-Security-Policy" content="default-src \'self\'">'
    text = f"<!doctype html><html><head>{policy}</head><body><p>Strict {{}}.</p></body></html>"
    it = served({"content/gardener.md": GARDENER, "static/strict.html": text.format(1)})
    page.goto(f"{it.address}strict")
    page.wait_for_function("window.LiveReload?.connector.protocol === 7")
    it.save("static/strict.html", text.format(2))
    page.get_by_text("Strict 2.").wait_for()
    it.save("content/wrong.md", "---\ncompany: Fern & Sons\n---\nNo title.\n")
    panel = page.get_by_role("alert")
    panel.wait_for()
    assert panel.evaluate("element => getComputedStyle(element).position") == "fixed"
