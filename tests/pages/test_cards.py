"""A listing as a row of a list, and at the head of its page; the name of a company."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tests.builds import Board, Run

FILES = {
    "content/baker.md": "---\ntitle: 東京のパン職人\ncompany: 빵 & 집\n---\nBread.\n",
    "content/miller.md": "---\ntitle: Miller\ncompany: Mühle\n---\nFlour.\n",
}
TOWNS = ("Milltown", "Bakersfield", "Rye")


def test_a_title_and_a_company_in_letters_of_another_language_say_which(
    board: Board, run: Run
) -> None:
    site = board(FILES)
    assert run("build", "--site", site).exit_code == 0
    for path in ("index.html", "jobs/baker/index.html"):
        page = (site / "output" / path).read_text()
        assert '<bdi lang="ja">東京のパン職人</bdi>' in page
        assert '<bdi lang="ko"><a href="/companies/' in page
    assert page.count('lang="') == 3
    company = (site / "output/companies/ppang-and-jib/index.html").read_text()
    assert '<h1>Jobs at <bdi lang="ko">빵 &amp; 집</bdi></h1>' in company
    assert run("build", "--site", board({"ssg.toml": 'language = "ja"\n'})).exit_code == 0
    assert "<bdi>東京のパン職人</bdi>" in (site / "output/index.html").read_text()


def test_a_place_that_is_long_stands_in_full_on_the_page_of_its_listing(
    board: Board, run: Run
) -> None:
    towns = [f"{town}, {state}" for state in ("Texas", "Ohio", "Maine") for town in TOWNS]
    location = "; ".join(f"{town}, USA, Remote" for town in towns)
    site = board({"content/miller.md": f"---\ntitle: Miller\nlocation: '{location}'\n---\nFlour."})
    assert run("build", "--site", site).exit_code == 0
    page = (site / "output/jobs/miller/index.html").read_text()
    written = "; ".join(f"{town}, USA" for town in towns)
    assert f"<summary>More</summary><bdi>{written}</bdi></details></dd>" in page
    assert TOWNS[1] not in (site / "output/index.html").read_text()
    countries = "Albania; Belgium; Chile; Denmark; Estonia; Finland; Ghana; Iceland; Japan; Kenya"
    location = f"{countries}; Laos; Malta; Nepal; Oman; Peru; Qatar; Rwanda; Spain; Togo; Uganda"
    site = board({"content/miller.md": f"---\ntitle: Miller\nlocation: {location}\n---\nFlour."})
    assert run("build", "--site", site).exit_code == 0
    page = (site / "output/jobs/miller/index.html").read_text()
    assert page.count("<details>") == 1  # of the countries, which stand below the place
