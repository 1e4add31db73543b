"""What of a plan still holds, by what its pages are made of."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import pytest

from ssg.cache_keys import has_bodies, key_of
from ssg.files import Deferred, File, Later, Page, Stream
from ssg.joining import join_of
from ssg.listing import Listing
from ssg.packing import Packer, unpacked
from ssg.pages import plan_facts, plan_first, plan_texts
from ssg.planning import Outline, agenda_of, facts_key
from ssg.reading import read
from ssg.settings import Settings, reading_settings
from ssg.site import gather
from ssg.sources import Source
from ssg.stored import from_text, to_text
from ssg.theme import read_theme
from ssg.views import ListingPage
from tests.pages.listings import in_full, plan_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from pathlib import Path

    from ssg.files import Part
    from ssg.pages import Item, Plan
    from ssg.site import Site
    from ssg.theme import Theme

AS_OF = dt.date(2026, 6, 15)
SETTINGS = Settings(markdown_twins=True, social_cards="listings")
COUNT = 3


@pytest.fixture
def theme(tmp_path: Path) -> Theme:
    return read_theme(tmp_path, SETTINGS)


def listing(number: int, text: str = "You knead.", **said: str) -> Listing:
    """Return a listing as a build has it, from the text that the cache keeps."""
    head = {"title": f"Baker {number}", "company": "Rye & Sons", "location": "Lisbon, Portugal"}
    head |= {"posted": f"2026-06-0{number + 1}", "tags": "[Food, Night]", **said}
    lines = [f"{key}: {value}" for key, value in head.items()]
    front = "\n".join(["---", *lines, "---", text, ""])
    source = Source(f"content/baker-{number}.md", front.encode(), "")
    made = read(source, reading_settings(SETTINGS))
    entry, _ = from_text(to_text(made.entry, made.problems))
    assert isinstance(entry, Listing)
    return entry


def board(text: str = "You knead.", **said: str) -> Site:
    """Return a board whose first listing, the oldest, has a text and says something."""
    listings = [listing(0, text, **said), *map(listing, range(1, COUNT))]
    return gather(listings, [], [], SETTINGS, AS_OF)


def made_of(items: Iterable[Item]) -> list[bytes]:
    """Return what files are made of, as workers get it; of data, what is made."""
    packer = Packer()
    found = list[bytes]()
    for item in in_full(items):
        parts = in_full(item.parts()) if isinstance(item, Stream) else [item]
        for part in parts:
            assert not isinstance(part, Stream)
            made = part.content if isinstance(part, File) else packer.packed(part)
            found.append(made)
    return found


def _pages(items: Iterable[Item]) -> Iterator[Page]:
    return (item for item in in_full(items) if isinstance(item, Page))


def _streams(of: Plan) -> list[Stream]:
    return [each for each in plan_first(of) if isinstance(each, Stream)]


def _key(part: Part | Deferred) -> str:
    return key_of(part.page if isinstance(part, Deferred) else part, "")


def keys(items: Iterable[Item]) -> Mapping[str, str]:
    return {page.path: key_of(page, "") for page in _pages(items)}


def changed(before: Iterable[Item], after: Iterable[Item]) -> set[str]:
    was, now = keys(before), keys(after)
    assert was.keys() == now.keys()
    return {path for path in was if was[path] != now[path]}


def test_what_shows_facts_is_the_same_whatever_the_texts_are() -> None:
    before, after = plan_of(board()), plan_of(board("You *knead*."))
    assert made_of(plan_facts(before)) == made_of(plan_facts(after))
    assert made_of(plan_texts(before)) != made_of(plan_texts(after))


def test_another_text_makes_the_pages_new_that_show_it() -> None:
    before, after = plan_of(board()), plan_of(board("You *knead*."))
    assert changed(plan_texts(before), plan_texts(after)) == {
        *("jobs/baker-0/index.html", "jobs/baker-0/index.md"),
        *("feed.xml", "atom.xml", "feed.json", "companies/rye-and-sons/feed.xml"),
        *("countries/portugal/feed.xml", "tags/food/feed.xml", "tags/night/feed.xml"),
    }


def test_a_text_that_another_listing_has_makes_the_pages_new_that_show_it() -> None:
    def of(*texts: str) -> Site:
        return gather([*map(listing, range(len(texts)), texts)], [], [], SETTINGS, AS_OF)

    one, other = "You knead.", "You *knead*."
    before, after = (plan_of(of(one, second, other)) for second in (one, other))
    assert changed(plan_texts(before), plan_texts(after)) == {
        *("jobs/baker-1/index.html", "jobs/baker-1/index.md"),
        *("feed.xml", "atom.xml", "feed.json", "companies/rye-and-sons/feed.xml"),
        *("countries/portugal/feed.xml", "tags/food/feed.xml", "tags/night/feed.xml"),
    }
    for stream, now in zip(_streams(before), _streams(after), strict=True):
        parts, parts_now = ([*map(_key, each.parts())] for each in (stream, now))
        assert parts != parts_now


def test_another_title_makes_the_pages_new_that_name_it() -> None:
    before, after = plan_of(board()), plan_of(board(title="Miller", slug="baker-0"))
    found = changed(plan_texts(before), plan_texts(after))
    assert {f"jobs/baker-{number}/index.html" for number in range(COUNT)} <= found
    found = changed(plan_facts(before), plan_facts(after))
    assert {"index.html", "companies/rye-and-sons/index.html", "search.json"} <= found


@pytest.mark.parametrize(
    "said",
    [
        {"posted": "2026-05-01"},
        {"valid_through": "2026-06-01"},
        {"salary": "EUR 40,000 a year"},
        {"employment_type": "contract"},
        {"apply_url": "https://rye.example/apply"},
        {"benefits": "[Bread]"},
    ],
)
def test_each_fact_is_in_the_key_of_its_listings_page(said: dict[str, str]) -> None:
    path = "jobs/baker-0/index.html"
    before, after = (keys(plan_texts(plan_of(each))) for each in (board(), board(**said)))
    assert before[path] != after[path]


def test_a_page_is_packed_with_the_text_of_now() -> None:
    path = "jobs/baker-0/index.html"
    for text in ("You knead.", "You *knead*.", "You knead."):
        (page,) = (each for each in in_full(plan_texts(plan_of(board(text)))) if each.path == path)
        assert isinstance(page, Page)
        (body,) = page.bodies
        made = unpacked(Packer().packed(page))
        assert isinstance(made, Page)
        assert isinstance(made.view, ListingPage)
        assert made.view.body == body


def test_a_title_that_is_the_key_of_the_text_is_a_title_none_the_less() -> None:
    texts = ("You knead.", "You *knead*.")
    listings = [listing(0, text, title=listing(0, text).body) for text in texts]
    assert [each.title for each in listings] == [each.body for each in listings]
    assert listings[0].digest != listings[1].digest


def test_a_packed_page_shows_what_it_was_planned_to() -> None:
    pages = [each for each in in_full(plan_texts(plan_of(board()))) if isinstance(each, Page)]
    packer = Packer()
    made = [unpacked(packer.packed(page)) for page in pages]
    assert [page.view for page in made if isinstance(page, Page)] == [page.view for page in pages]
    assert any(isinstance(page.shows, Later) for page in pages)


def view_of(*_: object) -> None:
    """Stand for a function that makes a view."""


def other_view_of(*_: object) -> None:
    """Stand for another one."""


@pytest.mark.parametrize(
    "other",
    [
        Page("p", "t", Later(other_view_of, ("a", ("b", "c")))),
        Page("p", "t", Later(view_of, ("a", "b", "c"))),
        Page("p", "t", Later(view_of, (("a", "b"), "c"))),
        Page("p", "t", Later(view_of, ("a", ("b", None)))),
        Page("p", "t", Later(view_of, ("a", ("b", "c"))), ("body",)),
        Page("p", "u", Later(view_of, ("a", ("b", "c")))),
        Page("q", "t", Later(view_of, ("a", ("b", "c")))),
    ],
)
def test_pages_that_differ_have_other_keys(other: Page) -> None:
    page = Page("p", "t", Later(view_of, ("a", ("b", "c"))))
    again = Page("p", "t", Later(view_of, ("a", ("b", "c"))))
    assert key_of(page, "theme") == key_of(again, "theme")
    assert key_of(page, "theme") != key_of(other, "theme")
    assert key_of(page, "theme") != key_of(page, "other theme")


def test_facts_in_place_are_not_planned_again() -> None:
    plan, changed_plan = plan_of(board()), plan_of(board("You *knead*."))
    first = agenda_of(plan, [], None, {})
    paths = {item.path for item in first.items}
    known = Outline.from_text(Outline(tuple(first.facts), plan.alike()).to_text())
    again = agenda_of(changed_plan, [], known, paths)
    texts = {item.path for item in again.items}
    assert set(again.kept) == set(known.paths)
    assert texts | set(again.kept) == paths
    assert not texts & set(again.kept)
    assert changed_plan.alike() == known.alike
    assert not again.facts  # what is remembered of the first still holds


def test_where_one_file_of_facts_is_missing_all_are_planned() -> None:
    first = agenda_of(plan_of(board()), [], None, {})
    paths = {item.path for item in first.items}
    known = Outline(tuple(first.facts), ())
    again = agenda_of(plan_of(board()), [], known, paths - {"stats/index.html"})
    assert not again.kept
    assert {item.path for item in again.items} == paths


def test_where_only_texts_changed_nothing_else_is_planned_again(theme: Theme) -> None:
    before = {each.path: key_of(each, theme.key) for each in _pages(plan_texts(plan_of(board())))}
    after = [*plan_texts(plan_of(board("You *knead*.")))]
    deferred = [each for each in after if isinstance(each, Deferred)]
    new = {each.path for each in deferred if not has_bodies(before[each.path], each.bodies)}
    assert new == changed(plan_texts(plan_of(board())), after)
    assert len(new) < len(deferred)


def test_parts_of_a_stream_stay_where_only_other_texts_changed(theme: Theme) -> None:
    first = join_of(_streams(plan_of(board()))[0], "", theme.key, only_texts=False)
    known = "\n".join(f"{key} 1" for key in first.keys)
    again = join_of(_streams(plan_of(board()))[0], known, theme.key, only_texts=True)
    assert again.is_in_place
    edited = _streams(plan_of(board("You *knead*.")))[0]
    join = join_of(edited, known, theme.key, only_texts=True)
    assert join == join_of(edited, known, theme.key, only_texts=False)
    assert len(join.missing) == 1


def test_facts_are_all_but_texts(theme: Theme) -> None:
    key = facts_key(board(), theme, [])
    assert facts_key(board("You *knead*."), theme, []) == key
    assert facts_key(board("You fold."), theme, []) != key  # the beginning of the text
    assert facts_key(board(title="Miller"), theme, []) != key
    assert facts_key(board(), theme, [File("CNAME", b"")]) != key
    assert facts_key(board(), theme._replace(key="other"), []) != key
