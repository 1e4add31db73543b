"""What `ssg check --fix` mends, byte by byte, and what it leaves alone."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ssg.fixing import FixError, fixes, mended, write
from ssg.reading import read
from ssg.settings import Settings
from ssg.sources import Source

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from ssg.problems import Problem
    from tests.builds import Board, Run

pytestmark = pytest.mark.usefixtures("alone")

LISTING = b"---\ntitle: Night baker\nlocaton: Bremen\n---\nBread.\n"
LONGEST = Settings().front_matter_limit
MENDED = LISTING.replace(b"locaton", b"location")


def mend(data: bytes, path: str = "content/baker.md") -> bytes:
    return mended(Source(path, data, "key"), LONGEST).after


def front(*lines: str) -> bytes:
    return "\n".join(["---", "title: Baker", *lines, "---", "Bread.", ""]).encode()


def is_left_out(problems: Iterable[Problem]) -> bool:
    return any(problem.severity == "error" for problem in problems)


@pytest.mark.parametrize(
    ("wrong", "right"),
    [
        ("posted: 31.10.2026", "posted: 2026-10-31"),
        ("posted: '31.10.2026' # a Saturday", "posted: '2026-10-31' # a Saturday"),
        ('posted:   "10/31/2026"', 'posted:   "2026-10-31"'),
        ("valid_through: October 31st, 2026", "valid_through: 2026-10-31"),
        ("valid_through: 31 Oct 2026", "valid_through: 2026-10-31"),
        ("posted: Saturday, 31. Oktober 2026", "posted: 2026-10-31"),
        ("posted: 1er février 2026", "posted: 2026-02-01"),
        ("posted: 31 de octubre de 2026", "posted: 2026-10-31"),
        ("posted: 20261031", "posted: 2026-10-31"),
        ("created: 2026/10/31", "created: 2026-10-31"),
        ("{posted: 31.10.2026, slug: A B}", None),
        ("company: Kornblume,", "company: Kornblume"),
        ('company: "Kornblume;" # ours', 'company: "Kornblume" # ours'),
        ("url: https://kornblume.example/,", "url: https://kornblume.example/"),
        ("slug: Night Baker", "slug: night-baker"),
        ("slug: 'Bäcker & Söhne'", "slug: 'backer-and-sohne'"),
        ("slug: page", "slug: page-job"),
        ("locaton: Bremen", "location: Bremen"),
        ("Company : Kornblume", "company : Kornblume"),
        ('"company ": Kornblume', '"company": Kornblume'),
        ("company\u00a0: Kornblume", "company: Kornblume"),
        ("compny_url: https://kornblume.example/", "company_url: https://kornblume.example/"),
        ("companyUrl: https://kornblume.example/", "company_url: https://kornblume.example/"),
        ("Posted: 31.10.2026,", "posted: 2026-10-31"),  # the key, then the value that it takes
        ("Locaton: Bremen; # where", "location: Bremen # where"),
        ("Slug: Night Baker", "slug: night-baker"),
        ("created: !!timestamp '31.10.2026'", "created: !!timestamp '2026-10-31'"),
        ("locaton: Bremen # where\n# and a comment", "location: Bremen # where\n# and a comment"),
    ],
)
def test_what_can_only_be_meant_in_one_way_is_put_right(wrong: str, right: str | None) -> None:
    expected = front(wrong) if right is None else front(right)
    assert mend(front(wrong)) == expected
    assert mend(expected) == expected


@pytest.mark.parametrize(
    "lines",
    [
        ["posted: 2.10.2026"],  # two days can be meant
        ["posted: not before October 31, 2026"],
        ["posted: nicht vor dem 31. Oktober 2026"],
        ["posted: 31.2.2026"],
        ["posted: TBD"],
        ["posted: [31.10.2026]"],
        ["tags: bread, rolls,"],
        ["location: ','"],
        ["posted: >-\n  31.10.2026"],  # folded: the value does not stand in one place
        ['posted: "31\\u002e10.2026"'],  # an escape
        ["slug: '!!!'"],
        ["slug: none"],
        ["colour: red"],  # no key is near
        ["company_l: kornblume.svg"],  # company_url is, and so is company_logo
        ["locaton: Bremen", "location: Hamburg"],  # the near one is given
        ["apply_ur: x", "url: https://kornblume.example/"],  # by its other name
        ["salary_min: 36000", "salary_max: 42000"],  # a word more says more
        ["salaryMin: 36000"],
        ["posted_by: Mirthe Vos"],
        ["location_id: 42"],
        ["relocation: paid"],  # no slip of the pen for location
        ["vacation: 30 days"],
        ["poster: Mirthe Vos"],  # as posted it would be wrong, and leave the listing out
        ["drafts: 3"],
        ["Posted: next week"],
        ["locaton: Bremen", "locatin: Hamburg"],  # both are near, one wins, one stays
        ["remote: sometimes"],
        ["salary: 2.10.2026"],
        ["title: 31.10.2026"],
    ],
    ids=lambda lines: str(lines[0]),
)
def test_what_its_author_has_to_say_is_left_alone(lines: list[str]) -> None:
    found = mended(Source("content/baker.md", front(*lines), "key"), LONGEST)
    if lines[-1].startswith("locatin"):
        assert found.after == front("location: Bremen", "locatin: Hamburg")
    else:
        assert (found.after, found.changes) == (front(*lines), ())


def test_bare_headings_are_mended_where_their_words_stand() -> None:
    wrong = "# [Baker,](https://kornblume.example/,)\n#### `💰 €36,000,` `🗺️ Bremen,`\n\nBread,\n"
    right = "# [Baker](https://kornblume.example/)\n#### `💰 €36,000` `🗺️ Bremen`\n\nBread,\n"
    assert mend(wrong.encode()).decode() == right


def test_several_changes_of_one_file_and_one_line() -> None:
    wrong = b"---\n{Title: Baker, postd: 31.10.2026, Slug: Night Baker}\n---\n"
    assert mend(wrong) == b"---\n{title: Baker, posted: 2026-10-31, slug: night-baker}\n---\n"


@pytest.mark.parametrize("ends", [b"\r\n", b"\r"])
def test_line_ends_and_a_byte_order_mark_stay(ends: bytes) -> None:
    assert mend(LISTING.replace(b"\n", ends)) == MENDED.replace(b"\n", ends)
    assert mend(b"\xef\xbb\xbf" + LISTING) == b"\xef\xbb\xbf" + MENDED
    assert mend(LISTING.rstrip(b"\n")) == MENDED.rstrip(b"\n")


def test_mojibake_is_put_right_line_by_line_and_nothing_else() -> None:
    wrong = (
        "---\r\ntitle: ZÃ¼rich baker\r\n# a comment\t \r\n---\r\nâ€¢ Zürich  \n\n\nBread".encode()
    )
    right = wrong.replace("ZÃ¼rich".encode(), "Zürich".encode()).replace(
        "â€¢".encode(), "•".encode()
    )
    assert mend(wrong) == right
    headings = "# [Baker](https://kornblume.example/)\n#### `ðŸŒŽ Bremen`\n".encode()
    assert mend(headings).decode() == "# [Baker](https://kornblume.example/)\n#### `🌎 Bremen`\n"


@pytest.mark.parametrize(
    "data",
    [
        LISTING.decode().encode("utf-16"),
        LISTING.replace(b"Bremen", b"Z\xfcrich"),
        LISTING.replace(b"Bremen", b"[Bremen"),
        LISTING.replace(b"\n---\nBread", b"\nBread"),
        b"",
    ],
    ids=["UTF-16", "Latin-1", "no YAML", "open", "empty"],
)
def test_a_file_that_cannot_be_read_in_full_is_left_alone(data: bytes) -> None:
    assert mend(data) == data


def test_a_profile_has_keys_of_its_own() -> None:
    path = "content/companies/kornblume.md"
    assert mend(b"---\nwebsit: https://k.example/\n---\n", path).startswith(b"---\nwebsite: ")
    assert mend(b"---\nslug: A B\nposted: 31.10.2026\n---\n", path).count(b"31.10.2026") == 1


@given(
    st.lists(
        st.sampled_from(
            [
                *(
                    "locaton: Bremen",
                    "posted: 31.10.2026",
                    "slug: A B",
                    "# comment",
                    "  - x",
                    "a: >",
                    "Posted: 2.10.2026",
                    "Drafts: 3",
                ),
                *(
                    "Title : 'x'",
                    '"salary": {min: 1}',
                    "tags: [a, b]",
                    "x: ZÃ¼rich",
                    "\ttab",
                    "---",
                ),
                *("created: !!timestamp '31.10.2026'", "&a b: *a", 'company: "x\\\n  y"', "?"),
            ]
        ),
        max_size=6,
    ),
    st.sampled_from(["\n", "\r\n", "\r"]),
    st.text(max_size=30),
)
def test_mending_is_total_is_done_at_once_and_leaves_no_more_wrong(
    lines: list[str], end: str, body: str
) -> None:
    text = end.join(["---", "title: Baker", *lines, "---", body])
    data = text.encode("utf-8", "surrogatepass")
    after = mend(data)
    assert mend(after) == after
    before_problems, problems = (
        read(Source("content/baker.md", each, "key")).problems for each in (data, after)
    )
    assert len(problems) <= len(before_problems)
    assert is_left_out(problems) <= is_left_out(before_problems)
    assert after.endswith(data[data.rindex(b"---") :]) or b"\xc3" in data


# Writing


@pytest.fixture
def site(board: Board) -> Path:
    return board({"content/baker.md": LISTING, "content/right.md": MENDED})


def test_only_what_is_chosen_and_can_be_mended_is_found(site: Path) -> None:
    assert [each.path for each in fixes(site, lambda _: True)] == ["content/baker.md"]
    assert [*fixes(site, lambda _: False)] == []


def test_a_file_keeps_its_permissions_and_no_other_is_left(site: Path) -> None:
    path = site / "content/baker.md"
    path.chmod(0o640)
    (found,) = fixes(site, lambda _: True)
    write(site, found)
    assert path.read_bytes() == MENDED
    assert path.stat().st_mode & 0o777 == 0o640
    assert {each.name for each in path.parent.iterdir()} == {"baker.md", "right.md"}


def test_a_file_that_changed_meanwhile_is_not_written(site: Path) -> None:
    (found,) = fixes(site, lambda _: True)
    (site / "content/baker.md").write_bytes(LISTING + b"More.\n")
    with pytest.raises(FixError, match="has changed meanwhile"):
        write(site, found)
    assert (site / "content/baker.md").read_bytes() == LISTING + b"More.\n"


def test_a_file_is_mended_that_the_setting_lets_be_so_large(site: Path) -> None:
    (site / "content/baker.md").write_bytes(LISTING + b"More.\n" * 200_000)
    assert [*fixes(site, lambda _: True)] == []
    (site / "ssg.toml").write_text("size_limit = 2_000_000\n")
    assert [each.path for each in fixes(site, lambda _: True)] == ["content/baker.md"]


def test_front_matter_is_mended_that_the_setting_lets_be_so_long(site: Path) -> None:
    long = LISTING.replace(b"title", b"# " + b"x" * LONGEST + b"\ntitle")
    (site / "content/baker.md").write_bytes(long)
    assert [*fixes(site, lambda _: True)] == []
    (site / "ssg.toml").write_text("front_matter_limit = 100_000\n")
    assert [each.path for each in fixes(site, lambda _: True)] == ["content/baker.md"]


def test_links_are_passed_over(site: Path, tmp_path: Path) -> None:
    outside = tmp_path / "outside.md"
    outside.write_bytes(LISTING)
    (site / "content/leads-out.md").symlink_to(outside)
    (site / "content/alias.md").symlink_to("baker.md")
    assert [each.path for each in fixes(site, lambda _: True)] == ["content/baker.md"]


class TestCommand:
    def test_without_a_terminal_it_shows_and_writes_nothing(self, site: Path, run: Run) -> None:
        result = run("check", "--site", site, "--fix")
        assert result.exit_code == 1
        assert "\n-locaton: Bremen\n+location: Bremen\n" in result.stdout
        assert "line 3: the key 'locaton' is location" in result.stdout
        assert "nothing is written" in result.stdout
        assert "[unknown-key]" in result.stdout or '"locaton" is not a key' in result.stdout
        assert (site / "content/baker.md").read_bytes() == LISTING

    def test_with_yes_it_writes_and_tells_what_is_left(self, site: Path, run: Run) -> None:
        result = run("check", "--site", site, "--fix", "--yes")
        assert "1 file mended" in result.stdout
        assert '"locaton" is not a key' not in result.stdout
        assert (site / "content/baker.md").read_bytes() == MENDED
        assert "nothing to mend" in run("check", "--site", site, "--fix", "--yes").stdout

    def test_paths_choose_what_is_mended(self, site: Path, run: Run) -> None:
        run("check", "--site", site, "--fix", "--yes", site / "content/right.md")
        assert (site / "content/baker.md").read_bytes() == LISTING

    def test_a_format_for_programs_does_not_go_with_it(self, site: Path, run: Run) -> None:
        result = run("check", "--site", site, "--fix", "--yes", "--format", "json")
        assert (result.exit_code, result.stdout) == (2, "")
        assert (site / "content/baker.md").read_bytes() == LISTING
