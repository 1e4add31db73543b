"""The index of the search: what it says of each listing, in which bytes."""

from __future__ import annotations

import datetime as dt
import itertools
import json
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ssg.pages import search
from ssg.pages.search.columns import yearly
from ssg.salaries import Salary
from ssg.settings import Rates, Settings, SettingsError, read_settings
from ssg.site import Posting, gather
from ssg.views import SearchIndex
from tests.pages.listings import listing, plan_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

    from ssg.listing import Listing
    from tests.builds import Board, Run

DAY = dt.date(2026, 6, 30)


def index(*listings: Listing, **settings: Any) -> dict[str, Any]:  # noqa: ANN401 - as above
    planned = plan_of(gather(listings, [], [], Settings(**settings), DAY))
    [page] = search.pages(planned)
    assert isinstance(page.view, SearchIndex)
    data: dict[str, Any] = json.loads(page.view.columns + "}")
    data["postings"] = planned.site.postings
    return data


def titles(data: Mapping[str, Any]) -> Iterator[str]:
    words: list[str] = []
    for number in data["titles"]:
        if number:
            words.append(data["words"][number - 1])
        else:
            yield " ".join(words)
            words = []


@given(st.lists(st.text(max_size=40).filter(lambda text: text.isprintable()), min_size=1))
def test_titles_come_out_as_they_went_in(texts: list[str]) -> None:
    data = index(*(listing(text, source=f"{at}.md") for at, text in enumerate(texts)))
    shown: tuple[Posting, ...] = data["postings"]
    assert [*titles(data)] == [posting.listing.title for posting in shown]


def test_the_frequent_words_have_the_low_numbers() -> None:
    data = index(listing("Baker North"), listing("Baker South"), listing("Night Baker"))
    assert data["words"] == ["Baker", "Night", "North", "South"]


def test_a_slug_is_told_where_the_title_does_not_give_it() -> None:
    told = {
        "Oven Keeper": ("oven-keeper", None),
        "Miller (Night)": ("miller-night", None),
        "Baker": ("baker-2026-06", "-2026-06"),
        "Grüner Daumen": ("gruner-daumen", "gruner-daumen"),
        "C++": ("c-plus-plus", "-plus-plus"),
        "夜": ("ye", "ye"),
    }
    data = index(*(listing(title, slug=slug) for title, (slug, _) in told.items()))
    found = dict(data["slugs"])
    by_title = {title: found.get(row) for row, title in enumerate(titles(data))}
    assert by_title == {title: slug for title, (_, slug) in told.items()}


def test_countries_are_in_the_order_of_their_names_in_the_sites_language() -> None:
    countries = index(listing("Baker"), language="de")["countries"]
    names = {code: name for code, name, *_ in countries}
    assert [names[code] for code in names if code in {"AT", "DE", "GR", "PL"}] == [
        *("Deutschland", "Griechenland", "Österreich", "Polen")
    ]


def test_each_column_says_what_the_row_says() -> None:
    data = index(
        listing(
            "Baker",
            company="Fern & Sons",
            location="Lisbon, Portugal (hybrid or remote)",
            pay="€30,000 a year",
            tags=("Bread", "C#"),
            employment_type=("full-time", "temporary"),
        ),
        listing("Clerk", company="Ørsted Mills", location="Worldwide", pay="good", summary="Sums."),
        listing("Driver", summary="Drives."),
    )
    assert [data["companies"][at] for at in data["company"]] == [
        ["Fern & Sons", "fern-and-sons"],
        ["Ørsted Mills", "orsted-mills"],
        "",
    ]
    assert [data["arrangements"][at] for at in data["arrangement"]] == [
        ["Remote or hybrid", "remote hybrid"],
        ["", ""],
        ["", ""],
    ]
    assert [data["areas"][at] for at in data["area"]] == ["PT", "worldwide", ""]
    assert [data["pays"][at] for at in data["pay"]] == [["€30,000 a year", 30000, "EUR"], "", ""]
    assert data["tags"] == ["Bread", ["C#", "c-sharp"]]
    assert [data["tagSets"][at] for at in data["tagSet"]] == [[0, 1], [], []]
    assert data["types"] == ["full-time", "temporary"]
    assert [data["typeSets"][at] for at in data["typeSet"]] == [[0, 1], [], []]
    assert data["summaries"] == [[2, "Drives."]]
    assert ["PT", "Portugal", "portugal"] in data["countries"]
    assert ["IS", "Iceland"] in data["countries"]
    assert data["countries"][-1] == ["worldwide", "Worldwide", "worldwide"]
    assert data["regions"] == []


def test_a_place_brings_the_words_that_its_row_leaves_out() -> None:
    towns = ["Lisbon", "Porto", "Faro", "Braga", "Coimbra", "Aveiro", "Evora", "Setubal"]
    location = "; ".join(f"{town}, Portugal" for town in towns)
    data = index(listing("Baker", location=location), listing("Clerk", location="Porto, Portugal"))
    assert data["places"][1] == "Porto, Portugal"
    shown, further = data["places"][0]
    assert all((town in shown) != (town in further) for town in towns)


def test_days_stand_once_with_their_number_of_listings() -> None:
    months = (6, 6, 5)
    dated = [listing(f"At {n}", posted=dt.date(2026, m, 1)) for n, m in enumerate(months)]
    planned = plan_of(gather([*dated, listing("Some day", posted=None)], [], [], Settings(), DAY))
    [page] = search.pages(planned)
    assert isinstance(page.view, SearchIndex)
    assert page.view.days == ((dt.date(2026, 6, 1), 2), (dt.date(2026, 5, 1), 1), (None, 1))


def test_the_order_of_files_leaves_no_trace() -> None:
    listings = [
        listing(f"Baker {number}", source=f"{number}.md", company=f"Mill {number}", tags=("B", "A"))
        for number in range(4)
    ]
    found = {
        str(index(*order) | {"postings": None}) for order in itertools.permutations(listings, 4)
    }
    assert len(found) == 1


def test_texts_stay_texts() -> None:
    data = index(
        listing('</script><img src=x onerror="1">', company="__proto__", tags=("__proto__",))
    )
    assert [*titles(data)] == ['</script><img src=x onerror="1">']
    assert data["companies"] == ["__proto__"]
    assert data["tags"] == ["__proto__"]


def test_a_site_can_do_without() -> None:
    planned = plan_of(gather([listing()], [], [], Settings(search="off"), DAY))
    assert [*search.pages(planned)] == []
    assert search.box(planned) is None


def test_a_board_without_listings_has_nothing_to_search() -> None:
    planned = plan_of(gather([], [], [], Settings(), DAY))
    assert [*search.pages(planned)] == []
    assert search.box(planned) is None


@pytest.mark.parametrize(
    ("salary", "amount"),
    [
        (None, None),
        (Salary(40_000, 50_000, "EUR", "year"), 50_000),
        (Salary(4_000, None, "EUR", "month"), 48_000),
        (Salary(None, 1_000, "EUR", "week"), 52_000),
        (Salary(400, 500, "EUR", "day"), 130_000),
        (Salary(12.5, 12.5, "EUR", "hour"), 26_000),
        (Salary(40_000, 50_000, None, "year"), None),
        (Salary(40_000, 50_000, "EUR", None), None),
        (Salary(None, None, "EUR", "year"), None),
        (Salary(float("inf"), None, "EUR", "year"), None),
    ],
)
def test_a_pay_comes_to_so_much_a_year(salary: Salary | None, amount: int | None) -> None:
    assert yearly(salary) == (amount and (amount, "EUR"))


# Settings


def test_rates_are_read_and_told(tmp_path: Path) -> None:
    (tmp_path / "ssg.toml").write_text("[rates]\ndate = 2026-06-01\nEUR = 1\nUSD = 1.25\n")
    rates = Rates(dt.date(2026, 6, 1), (("EUR", 1.0), ("USD", 1.25)))
    assert read_settings(tmp_path).rates == rates
    assert index(listing(), rates=rates)["rates"] == [["EUR", 1.0], ["USD", 1.25]]
    assert "rates" not in index(listing())


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("rates = 5\n", "ssg.toml:1: error: rates must be a table such as"),
        ("[rates]\nEUR = 1\n", "ssg.toml:1: error: rates have no date"),
        ('[rates]\ndate = "today"\n', 'ssg.toml:2: error: the date of rates is "today"'),
        ("[rates]\ndate = 2026-06-01\nEUR = 0\n", "ssg.toml:3: error: rates cannot have EUR = 0"),
        ("[rates]\ndate = 2026-06-01\nUSD = inf\n", "ssg.toml:3: error: rates cannot have USD"),
        ("[rates]\ndate = 2026-06-01\neuro = 1\n", "ssg.toml:3: error: rates cannot have euro"),
        ("[rates]\ndate = 2026-06-01\nUSD = true\n", "ssg.toml:3: error: rates cannot have USD"),
        ('search = "on"\n', 'ssg.toml:1: error: search = "on" is not one of "built-in"'),
    ],
)
def test_wrong_settings_are_named(tmp_path: Path, text: str, message: str) -> None:
    (tmp_path / "ssg.toml").write_text(text)
    with pytest.raises(SettingsError) as error:
        read_settings(tmp_path)
    assert str(error.value).startswith(message)


# As it is published


def test_the_published_index_is_json_with_days_in_words(board: Board, run: Run) -> None:
    text = "---\ntitle: Baker <b>\ncompany: Fern & Sons\nposted: 2026-06-02\n---\nBread.\n"
    site = board({"content/a.md": text, "content/b.md": "---\ntitle: Clerk\n---\nSums.\n"})
    assert run("build", "--site", site, "--as-of", "2026-06-30").exit_code == 0
    data = json.loads((site / "output/search.json").read_text(encoding="utf-8"))
    assert data["version"] == 1
    assert [*titles(data)] == ["Baker <b>", "Clerk"]
    assert data["days"] == [["2026-06-02", "2 June 2026", 1], ["", "", 1]]


def test_types_bring_what_they_are_called_as_well() -> None:
    data = index(listing("Baker", employment_type=("contract", "odd")), language="de")
    assert data["types"] == ["freie Mitarbeit", "odd"]
    words, none = data["typeWords"]
    assert {"contract", "freelance", "freiemitarbeit", "indépendant", "業務委託"} <= set(
        words.split()
    )
    assert none == ""
    assert "typeWords" not in index(listing("Baker", employment_type=("odd",)))
