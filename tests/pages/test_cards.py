"""A listing as a row of a list, and at the head of its page; the name of a company."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tests.builds import Board, Run

FILES = {
    "content/baker.md": "---\ntitle: 東京のパン職人\ncompany: 빵 & 집\n---\nBread.\n",
    "content/miller.md": "---\ntitle: Miller\ncompany: Mühle\n---\nFlour.\n",
}


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
