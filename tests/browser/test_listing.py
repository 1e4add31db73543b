"""The page of a listing, as a browser shows it."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from playwright.sync_api import Page

MANY = (
    "---\ntitle: Gardener\nremote: true\nsalary: 30000 - 40000 EUR a year\n"
    "location: Portugal, Spain, France, Poland, Italy, Greece, Ireland\n---\nRakes.\n"
)


def test_on_a_phone_many_countries_have_the_whole_width(
    published: Callable[[Mapping[str, str]], str], page: Page
) -> None:
    page.goto(published({"content/gardener.md": MANY}) + "jobs/gardener/")
    starts = "all => new Set(all.map(each => each.getBoundingClientRect().x)).size"
    facts = page.locator(".facts > div")
    for width, beside in ((390, {"Pay"}), (800, {"Who may apply", "Pay"})):
        page.set_viewport_size({"width": width, "height": 740})
        for label in ("Who may apply", "Pay"):
            parts = facts.filter(has_text=label).locator("dt, dd")
            assert parts.evaluate_all(starts) == (2 if label in beside else 1)


BOTH = (
    "---\ntitle: Translator\n---\nBoth languages count here.\n\n"
    "אחת Python שתיים.\n\n- אחת Django שתיים.\n"
)
WORDS = """it => ["אחת", /[A-Z]/.exec(it.textContent)[0], "שתיים"].map(word => {
  const range = document.createRange();
  range.setStart(it.firstChild, it.textContent.indexOf(word));
  range.setEnd(it.firstChild, it.textContent.indexOf(word) + 1);
  return range.getBoundingClientRect().x;
})"""


def test_a_paragraph_from_right_to_left_runs_so_within_a_text_from_left_to_right(
    published: Callable[[Mapping[str, str]], str], page: Page
) -> None:
    page.goto(published({"content/translator.md": BOTH}) + "jobs/translator/")
    for place in (".prose p:last-of-type", ".prose li"):
        words = page.locator(place).evaluate(WORDS)
        assert words == sorted(words, reverse=True)
    item = page.locator(".prose li").bounding_box()
    assert item
    assert words[-1] - item["x"] < 100  # beside its mark, not at the other end of the line


def test_a_text_from_right_to_left_runs_so_where_it_begins_with_another_word(
    published: Callable[[Mapping[str, str]], str], page: Page
) -> None:
    text = "---\ntitle: Translator\n---\nאחת.\n\n- Django אחת B שתיים.\n"
    page.goto(published({"content/translator.md": text}) + "jobs/translator/")
    words = page.locator(".prose li").evaluate(WORDS.replace("/[A-Z]/", "/B/"))
    assert words == sorted(words, reverse=True)
