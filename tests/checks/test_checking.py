"""A check of a whole board: what it tells, what it leaves as it is, what it takes from a cache."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from ssg.build import Options, build
from ssg.cache import FOLDER, NAME
from ssg.checking import check
from ssg.problems import Problem, Severity
from tests.checks.conftest import DAY

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from ssg.report import Report
    from tests.builds import Board

TEXT = (
    "You bake rye bread and rolls for twelve shops, four nights a week, with two colleagues. " * 2
)
GOOD = f"""---
title: Night baker
company: Kornblume
location: Bremen, Germany
posted: 2026-11-01
apply_url: https://kornblume.example/jobs/1
---
{TEXT}"""
FAULTY = GOOD.replace("Night baker", "Miller (Remote)").replace("jobs/1", "jobs/2") + "[x](y)\n"
FILES = {
    "content/good.md": GOOD,
    "content/faulty.md": FAULTY,
    "content/bad.md": "---\ntitle: Baker\nposted: soon\n---\n",
    "content/page.html": "<h1>Baker</h1>",
    "content/companies/kornblume.md": f"---\nlogo: logos/k.svg\n---\n{TEXT}",
}


def rules(problems: tuple[Problem, ...]) -> list[tuple[str, str]]:
    return [(each.path, each.rule) for each in problems]


def test_a_good_listing_has_no_problem(checked: Callable[..., Report]) -> None:
    assert checked({"content/good.md": GOOD}).problems == ()


def test_problems_of_form_and_of_content_stand_in_one_report(
    checked: Callable[..., Report],
) -> None:
    report = checked(FILES)
    assert rules(report.problems) == [
        ("content/bad.md", "apply-missing"),
        ("content/bad.md", "markup-missing"),
        ("content/bad.md", "date"),
        ("content/companies/kornblume.md", "picture-missing"),
        ("content/faulty.md", "title-place"),
        ("content/faulty.md", "link-broken"),
        ("content/page.html", "html-without-front-matter"),
    ]
    assert (report.open_listings, report.closed_listings) == (2, 0)


def test_a_profile_is_told_of_where_a_company_was_renamed_in_one_place(
    checked: Callable[..., Report],
) -> None:
    profiles = {
        "content/companies/kornblume.md": f"---\nname: Kornblume Mill\n---\n{TEXT}",
        "content/companies/lumen.md": f"---\nname: Lumen Archive\n---\n{TEXT}",  # offers nothing
    }
    renamed = GOOD.replace("company: Kornblume", "company: Kornblume Mills")
    (told,) = checked({"content/good.md": renamed, **profiles}).problems
    assert (told.path, told.line, told.rule) == (
        "content/companies/kornblume.md",
        2,
        "profile-unlisted",
    )
    assert told.hint == 'did you mean "Kornblume Mills"?'
    last_day = "posted: 2026-10-01\nvalid_through: 2026-10-31"
    closed = GOOD.replace("company: Kornblume", "company: Kornblume Mill")
    closed = closed.replace("posted: 2026-11-01", last_day)
    both = {"content/good.md": renamed, "content/old.md": closed, **profiles}
    assert "profile-unlisted" not in dict(rules(checked(both).problems)).values()


def test_a_logo_is_named_by_its_path_below_static(checked: Callable[..., Report]) -> None:
    (told,) = checked({"content/companies/k.md": "---\nlogo: static/k.svg\n---\n"}).problems
    assert told.hint == 'did you mean "k.svg"?'


def test_an_error_hides_no_advice_on_other_values(checked: Callable[..., Report]) -> None:
    front = "title: TBD\ncompany: Kornblume\nposted: TBD\napply_url: TBD"
    text = f"{TEXT}\n\nWrite to jo@gmail.com.\n\n[x](y)\n\n```\nflour = 7\n"
    told = checked({"content/baker.md": f"---\n{front}\n---\n\n{text}"}).problems
    assert [(each.line, each.rule) for each in told] == [
        (0, "markup-missing"),
        (2, "template-mark"),
        (4, "date"),
        (5, "url"),
        (10, "contact-private"),
        (12, "link-broken"),
        (14, "code-open"),
    ]


def test_what_is_wrong_beside_others_is_told_in_the_round_of_the_errors(
    checked: Callable[..., Report],
) -> None:
    wrong = GOOD.replace("posted: 2026-11-01", "posted: soon\ncompany_logo: k.svg")
    closed = GOOD.replace("jobs/1", "jobs/2").replace(
        "posted: 2026", "benefits: {a: b}\nposted: 2026"
    )
    closed = closed.replace("Night", "Day").replace("twelve", "two").replace("---\nYou", "---\nWe")
    bare = (
        closed.replace("company: Kornblume\n", "").replace("Day", "Dawn").replace("jobs/2", "j/3")
    )
    files = {
        "content/a.md": GOOD,
        "content/b.md": wrong,
        "content/c.md": closed.replace("benefits", "valid_through: 2026-11-10\nbenefits"),
        "content/d.md": bare.replace("location: Bremen, Germany", "location: {a: b}"),
        "content/e.md": bare.replace("Germany", "Atlantis").replace("Dawn", "Dusk"),
    }
    report = checked(files, "content")
    told = rules(report.problems)
    assert [each for each in told if each[0] == "content/b.md"] == [
        ("content/b.md", "duplicate"),
        ("content/b.md", "date"),
        ("content/b.md", "picture-missing"),
    ]
    assert ("content/c.md", "closed") in told
    assert ("content/e.md", "markup-missing") in told
    assert ("content/d.md", "markup-missing") not in told, "its place may be one that is mended"
    assert (report.open_listings, report.closed_listings) == (1, 0)


@pytest.mark.parametrize("chosen", [(), ("content/a.md",)])
def test_a_good_listing_repeats_none_that_errors_leave_out(
    checked: Callable[..., Report], chosen: tuple[str, ...]
) -> None:
    older = GOOD.replace("2026-11-01", "2026-10-01\nbenefits: {a: b}")
    told = rules(checked({"content/a.md": GOOD, "content/b.md": older}, *chosen).problems)
    assert "content/a.md" not in {path for path, _ in told}
    assert bool(chosen) or ("content/b.md", "duplicate") in told


def test_two_errors_of_which_one_hides_the_other_stand_in_one_report(
    checked: Callable[..., Report],
) -> None:
    first = GOOD.replace("posted", "slug: baker\nposted")
    second = first.replace("jobs/1", "jobs/2").replace("posted: 2026-11-01", "posted: soon")
    report = checked({"content/a.md": first, "content/b.md": second})
    told = rules(report.problems)
    assert ("content/b.md", "slug-taken") in told
    assert ("content/b.md", "date") in told


@pytest.mark.parametrize("front", ["title: Baker\ncompany: @bread", "x" * 70_000, "# nothing"])
def test_where_no_key_can_be_read_its_text_is_looked_over_all_the_same(
    checked: Callable[..., Report], front: str
) -> None:
    files = {"content/baker.md": f"---\n{front}\n---\n\nWrite to jo@gmail.com.\n"}
    _, told = checked(files).problems
    line = front.count("\n") + 5
    assert (told.line, told.column, told.rule) == (line, 10, "contact-private")


def test_the_board_s_own_logo_is_looked_for(checked: Callable[..., Report]) -> None:
    settings = 'logo = "board.svg"\n'
    (told,) = checked({"ssg.toml": settings, "content/good.md": GOOD}).problems
    assert (told.path, told.rule) == ("ssg.toml", "picture-missing")
    files = {"ssg.toml": settings, "content/good.md": GOOD, "static/board.svg": "<svg/>"}
    assert checked(files).problems == ()


def test_what_settings_lack_is_told_of_the_file_they_stand_in(
    checked: Callable[..., Report],
) -> None:
    project = {
        "pyproject.toml": '[tool.ssg]\nlogo = "board.svg"\n',
        "content/good.md": GOOD.replace("Bremen, Germany", "Remote, worldwide"),
    }
    assert rules(checked(project).problems) == [
        ("pyproject.toml", "markup-missing"),
        ("pyproject.toml", "picture-missing"),
    ]


def test_what_markup_lacks_is_told_as_the_form_of_the_file_has_it(
    checked: Callable[..., Report],
) -> None:
    front = f"---\ntitle: Baker\napply_url: https://kornblume.example/\n---\n\n{TEXT}\n"
    headings = f"# [Miller](https://kornblume.example/miller)\n\n{TEXT}\n"
    told = checked({"content/baker.md": front, "content/miller.md": headings}).problems
    assert [each.hint for each in told if each.rule == "markup-missing"] == [
        (
            "add company (the word confidential, if it wants no name), posted"
            " and a country to location"
        ),
        (
            "add ### Company below the title (### confidential, if it wants no name),"
            " folders of a tag and the month above the file, as baking/2026-10/"
            " and its country in a chip, as `🌎 Lisbon, Portugal`"
        ),
    ]


@pytest.mark.parametrize(
    ("chosen", "paths"),
    [
        (["content/faulty.md"], {"content/faulty.md"}),
        (["content/companies"], {"content/companies/kornblume.md"}),
        (["content/good.md"], set()),
        (["content/b"], set()),  # no prefix of a name
    ],
)
def test_what_is_chosen_is_told(
    checked: Callable[..., Report], chosen: list[str], paths: set[str]
) -> None:
    assert {each.path for each in checked(FILES, *chosen).problems} == paths
    assert len(checked(FILES, "content").problems) == len(checked(FILES).problems)


def test_a_chosen_file_that_is_no_listing_is_told(checked: Callable[..., Report]) -> None:
    files = {"content/good.md": GOOD, "content/baker.txt": "Bread.", "notes.txt": "Bread."}
    assert checked(files).problems == checked(files, "content").problems == ()
    assert rules(checked(files, *files).problems) == [("content/baker.txt", "passed-over")]
    hidden = {"content/.drafts/baker.md": GOOD, "content/.baker.md": GOOD}
    found = checked({**files, **hidden}, *hidden).problems
    assert rules(found) == [(path, "passed-over") for path in sorted(hidden)]
    assert all("begins with a point" in each.hint for each in found)


def test_what_reads_like_a_listing_and_has_another_name_is_told(
    checked: Callable[..., Report],
) -> None:
    left = ["content/good.md~", "content/.#good.md", "content/.baker.txt"]
    named = ["content/baker.md.txt", "content/jobs/baker", "content/miller.mdx"]
    files = {"content/good.md": GOOD, **dict.fromkeys([*left, *named], GOOD)}
    texts = {"content/jobs.csv": "title,company\nBaker,Kornblume\n", "content/notes.txt": "Bread."}
    told = [(path, "passed-over") for path in named]
    assert rules(checked({**files, **texts}).problems) == told
    assert rules(checked({**files, **texts}, "content").problems) == told
    assert rules(checked({**files, **texts}, "content/jobs").problems) == told[1:2]
    assert checked({**files, **texts}, "content/good.md").problems == ()


def test_a_chosen_listing_that_lies_elsewhere_is_told(checked: Callable[..., Report]) -> None:
    headings = "# [Baker](https://k.example/)\n### Kornblume\n#### `🌎 Bremen`\n\nBread.\n"
    readme = "# [A board](https://jobs.example/)\n\nLists jobs.\n"
    files = {"content/good.md": GOOD, "README.md": readme}
    elsewhere = {"baker.md": GOOD, "Content/baker.md": GOOD, "jobs/a/2026-10/b/README.md": headings}
    assert checked({**files, **elsewhere}).problems == ()
    command = {"::error::baker.md": GOOD}
    found = rules(checked({**files, **elsewhere, **command}, *files, *elsewhere, *command).problems)
    assert found == [(path, "passed-over") for path in sorted(elsewhere)]
    assert rules(checked(files, "jobs", "content", ".").problems) == [("jobs", "passed-over")]


def test_a_site_behind_a_link_is_chosen_by_either_name(board: Board, tmp_path: Path) -> None:
    site = board(FILES)
    alias = tmp_path / "alias"
    alias.symlink_to(site)
    options = Options(alias, alias / "output", DAY)
    for chosen in (alias / "content/faulty.md", site / "content/faulty.md"):
        assert len(check(options, chosen=[chosen]).problems) == 2


def test_a_logo_that_is_there_is_not_missing(checked: Callable[..., Report]) -> None:
    report = checked({**FILES, "static/logos/k.svg": "<svg/>"})
    assert "picture-missing" not in dict(rules(report.problems)).values()


def test_a_closed_listing_is_news_only_of_a_file_that_is_asked_about(
    checked: Callable[..., Report],
) -> None:
    closed = GOOD.replace("posted: 2026-11-01", "posted: 2026-11-01\nvalid_through: 2026-11-19")
    assert checked({"content/good.md": closed}).problems == ()
    (problem,) = checked({"content/good.md": closed}, "content/good.md").problems
    assert problem[:5] == ("content/good.md", 6, 16, Severity.NOTE, "closed")
    assert "2026-11-19" in problem.message


def test_a_listing_that_is_held_back_is_counted_and_told_where_it_is_asked_about(
    checked: Callable[..., Report],
) -> None:
    later = GOOD.replace("posted: 2026-11-01", "posted: 2026-12-01\ndraft: true")
    report = checked({"content/good.md": later})
    assert (report.problems, report.listings, report.held_back) == ((), 1, 1)
    told = checked({"content/good.md": later}, "content/good.md").problems
    assert [(each.line, each.rule) for each in told] == [(5, "held-back"), (6, "held-back")]
    assert "from 2026-12-01 on" in told[0].message
    assert "a draft" in told[1].message


def test_a_listing_that_the_boards_age_closes_is_told_so(checked: Callable[..., Report]) -> None:
    files = {"content/good.md": GOOD, "ssg.toml": "max_age_days = 10\n"}
    (problem,) = checked(files, "content").problems
    assert (problem.rule, problem.line) == ("closed", 5)
    assert "max_age_days" in problem.hint


def test_settings_turn_rules_off_and_make_them_heavier(checked: Callable[..., Report]) -> None:
    rules_set = '[rules]\nlink-broken = "error"\ntitle-place = "off"\npicture-missing = "note"\n'
    report = checked({**FILES, "ssg.toml": rules_set})
    weights = {each.rule: each.severity for each in report.problems}
    assert "title-place" not in weights
    assert weights["link-broken"] is Severity.ERROR
    assert weights["picture-missing"] is Severity.NOTE


def test_what_is_off_is_off_in_a_build_and_the_rest_is_as_it_was(
    board: Board,
) -> None:
    files = {"content/good.md": GOOD.replace("company:", "compnay: x\ncompany:")}
    site = board(files)
    options = Options(site, site / "output", DAY)
    assert [each.rule for each in build(options).problems] == ["unknown-key"]
    board({"ssg.toml": '[rules]\nunknown-key = "error"\n'})
    (problem,) = build(options).problems
    assert problem.severity is Severity.WARNING, "it does not leave the listing out"
    board({"ssg.toml": '[rules]\nunknown-key = "off"\n'})
    assert build(options).problems == ()


def contents(site: Path) -> dict[str, tuple[bytes, int]]:
    return {
        path.relative_to(site).as_posix(): (path.read_bytes(), path.stat().st_mtime_ns)
        for path in site.rglob("*")
        if path.is_file()
    }


def test_it_writes_nothing_and_tells_the_same_with_a_cache_and_without(
    board: Board,
) -> None:
    site = board(FILES)
    options = Options(site, site / "output", DAY)
    before = contents(site)
    plain = check(options)
    assert contents(site) == before
    build(options)
    before = contents(site)
    assert f"{FOLDER}/{NAME}" in before
    assert check(options) == plain
    assert contents(site) == before


def test_what_the_cache_knows_is_not_read_again(
    board: Board, monkeypatch: pytest.MonkeyPatch
) -> None:
    site = board({"content/good.md": GOOD, "content/faulty.md": FAULTY})
    options = Options(site, site / "output", DAY)
    build(options)
    plain = check(options)

    def fail(*_: object) -> None:
        raise AssertionError

    monkeypatch.setattr("ssg.checking.read", fail)
    assert check(options) == plain


@pytest.mark.parametrize("damage", ["cut", "foreign", "other", "row"])
def test_a_cache_that_is_of_no_use_is_left_alone(board: Board, damage: str) -> None:
    site = board(FILES)
    options = Options(site, site / "output", DAY)
    build(options)
    cache = site / FOLDER / NAME
    plain, data = check(options), cache.read_bytes()
    damaged = {
        "cut": data[: len(data) // 2],
        "foreign": b"not a database",
        "other": b"",
        "row": data.replace(b"Night baker", b"Knight bake"),
    }
    assert damaged[damage] != data
    cache.write_bytes(damaged[damage])
    before = contents(site)
    assert check(options) == plain
    assert contents(site) == before
