"""Files of many parts: what of them is made anew, and that they are what a new build writes."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ssg import output
from ssg.changeover import NEW, STAGING
from ssg.files import Page, Stream
from ssg.listing import Listing
from ssg.packing import Packer
from ssg.reading import read
from ssg.settings import Settings
from ssg.site import gather
from ssg.sources import Source
from ssg.views import AggregatorPage
from tests.builds import AS_OF, built
from tests.folders import files_of
from tests.pages.listings import in_full, plan_site
from tests.pages.published import FILES, jobs

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from tests.builds import Board


def many(count: int) -> dict[str, str]:
    return {
        f"content/job-{number:03}.md": (
            f"---\ntitle: Job {number}\nposted: 2026-05-{1 + number % 28:02}\n---\n\nDo {number}.\n"
        )
        for number in range(count)
    }


def parts_of(files: Mapping[str, str]) -> list[Page]:
    entries = [read(Source(path, text.encode(), path)).entry for path, text in files.items()]
    listings = [entry for entry in entries if isinstance(entry, Listing)]
    site = gather(listings, [], [], Settings(), AS_OF)
    streams = [each for each in plan_site(site) if isinstance(each, Stream)]
    (stream,) = (each for each in streams if each.path == "feeds/jobs.xml")
    return [part for part in in_full(stream.parts()) if isinstance(part, Page)]


def test_a_new_listing_changes_the_part_it_stands_in() -> None:
    files = many(300)
    before, after = {Packer().packed(part) for part in parts_of(files)}, parts_of(files | many(301))
    sizes = [len(part.view.jobs) for part in after if isinstance(part.view, AggregatorPage)]
    assert sum(sizes) == 301
    assert max(sizes) <= 100
    assert len(sizes) > 15
    assert len([part for part in after if Packer().packed(part) not in before]) <= 2


def test_what_is_joined_of_old_and_new_parts_is_what_a_new_build_writes(board: Board) -> None:
    site = board(many(120))
    built(site)
    (site / "content/job-060.md").write_text("---\ntitle: Other\nposted: 2026-05-05\n---\n\nNew.\n")
    (site / "content/job-061.md").unlink()
    (site / "content/more.md").write_text("---\ntitle: More\nposted: 2026-06-05\n---\n\nMore.\n")
    built(site)
    built(site, output=site / "clean", clean=True, jobs=2)
    assert files_of(site / "output") == files_of(site / "clean")
    assert len(jobs(site, "jobs.xml")) == 120


def test_a_file_in_which_nothing_changes_is_left_alone(board: Board) -> None:
    site = board(FILES)
    built(site)
    before = (site / "output/feeds/jobs.xml").stat().st_mtime_ns
    (site / "content/closed.md").write_text("---\ntitle: Gone\nvalid_through: 2026-05-01\n---\n")
    assert built(site).counts is not None
    assert (site / "output/feeds/jobs.xml").stat().st_mtime_ns == before


def test_a_file_that_somebody_changed_is_made_anew(board: Board) -> None:
    site = board(FILES)
    built(site)
    path = site / "output/feeds/jobs.xml"
    right = path.read_bytes()
    path.write_bytes(right.replace(b"Pilot", b"Pirat"))
    built(site)
    assert path.read_bytes() == right


def test_a_file_of_the_site_takes_the_place_of_a_stream_and_gives_it_back(board: Board) -> None:
    site = board({**FILES, "static/feeds/jobs.xml": "<source/>"})
    built(site)
    assert (site / "output/feeds/jobs.xml").read_text() == "<source/>"
    (site / "static/feeds/jobs.xml").unlink()
    built(site)
    assert len(jobs(site, "jobs.xml")) == 3


def test_a_site_can_have_its_own_dialect(board: Board) -> None:
    template = (
        "{% if page.is_first %}<list>{% endif %}{% for job in page.jobs %}<l>{{ job.slug }}</l>"
    )
    template += "{% endfor %}{% if page.is_last %}</list>{% endif %}"
    site = board({**FILES, "templates/jobs.xml": template})
    built(site)
    text = (site / "output/feeds/jobs.xml").read_text()
    assert text == "<list><l>pilot</l><l>cook</l><l>undated</l></list>"


def test_a_mistake_in_the_template_of_a_stream_is_told_and_nothing_published(board: Board) -> None:
    site = board(
        {**FILES, "templates/jobs.xml": "{% for job in page.jobs %}\n{{ job.nothing }}{% endfor %}"}
    )
    report = built(site)
    assert [(each.path, each.line, each.rule) for each in report.problems] == [
        ("templates/jobs.xml", 2, "template")
    ]
    assert not (site / "output/index.html").exists()


def test_parts_are_written_as_they_come(tmp_path: Path) -> None:
    written = []

    def parts() -> Any:  # noqa: ANN401 - a generator
        for number in range(3):
            (staged,) = (tmp_path / STAGING / NEW).iterdir()
            written.append(staged.stat().st_size)
            yield bytes([number]) * (1 << 20)

    with output.staging(tmp_path):
        assert not output.stage_parts(tmp_path, "large", parts())
        output.publish(tmp_path, ["large"], [], set())
    assert written == [0, 1 << 20, 2 << 20]
    assert (tmp_path / "large").stat().st_size == 3 << 20
    with output.staging(tmp_path):
        same = [bytes([number]) * (1 << 19) for number in (0, 0, 1, 1, 2, 2)]
        assert output.stage_parts(tmp_path, "large", same)
        assert not output.stage_parts(tmp_path, "large", [*same[:-1], bytes(1 << 19)])
