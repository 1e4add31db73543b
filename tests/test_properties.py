"""The law of the incremental build: after any changes it leaves what a clean one would."""

from __future__ import annotations

import datetime as dt
import os
import shutil
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ssg.build import Options, build

if TYPE_CHECKING:
    from collections.abc import Callable

    Edit = Callable[[Path], None]

NAMES = ("a", "b", "c", "d", "e")
START = dt.date(2026, 6, 15)

names = st.sampled_from(NAMES)
values = st.fixed_dictionaries(
    {},
    optional={
        "title": st.sampled_from(["Baker", "Cook", "Ingénieur", "日本語"]),
        "company": st.sampled_from(["Acme", "ACME, Inc.", "acme", "Other", "None"]),
        "location": st.sampled_from(["Lisbon, Portugal", "Remote, Europe", "Worldwide", "Berlin"]),
        "salary": st.sampled_from(["$100k", "50,000 - 60,000 EUR a year", "Competitive"]),
        "posted": st.sampled_from(["2026-05-01", "2026-06-01", "2026-06-15", "2026-06-20"]),
        "valid_through": st.sampled_from(["2026-06-10", "2026-06-15", "2026-07-01", "tomorrow"]),
        "tags": st.sampled_from(["[C]", "[C, C++]", "[c, 'C#']", "x"]),
        "slug": st.sampled_from(["same", "other", "Not A Slug"]),
        "draft": st.sampled_from(["true", "false"]),
    },
)


def listing(keys: dict[str, str], body: str) -> str:
    told = {"title": "Untitled"} | keys
    return "---\n" + "".join(f"{key}: {value}\n" for key, value in told.items()) + f"---\n{body}\n"


def write(path: str, text: str) -> Edit:
    def edit(site: Path) -> None:
        file = site / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text)

    return edit


def write_unseen(name: str, text: str) -> Edit:
    """Write other text of the same length, and put the time of change back."""

    def edit(site: Path) -> None:
        file = site / f"content/{name}.md"
        if file.exists():
            before = file.stat()
            old = file.read_text()
            file.write_text((text + " " * len(old))[: len(old)])
            os.utime(file, ns=(before.st_atime_ns, before.st_mtime_ns))

    return edit


def move(source: str, target: str) -> Edit:
    def edit(site: Path) -> None:
        if (site / source).exists():
            (site / target).parent.mkdir(parents=True, exist_ok=True)
            (site / source).replace(site / target)

    return edit


def swap(first: str, second: str) -> Edit:
    def edit(site: Path) -> None:
        one, two = site / f"content/{first}.md", site / f"content/{second}.md"
        if one.exists() and two.exists():
            one_text, two_text = one.read_bytes(), two.read_bytes()
            one.write_bytes(two_text)
            two.write_bytes(one_text)

    return edit


def delete(path: str) -> Edit:
    def edit(site: Path) -> None:
        (site / path).unlink(missing_ok=True)

    return edit


def touch(name: str) -> Edit:
    def edit(site: Path) -> None:
        if (site / f"content/{name}.md").exists():
            (site / f"content/{name}.md").touch()

    return edit


def forget(what: str) -> Edit:
    def edit(site: Path) -> None:
        shutil.rmtree(site / what, ignore_errors=True)

    return edit


texts = st.builds(listing, values, st.sampled_from(["", "Text.", "# Head\n* a\n* b", "<b>x"]))
files = st.builds("content/{}.md".format, names)
months = st.builds("content/jobs/{}/2026-0{}/{}/README.md".format, names, st.integers(1, 6), names)
edits = st.one_of(
    st.builds(write, files, texts),
    st.builds(write, months, texts),
    st.builds(write_unseen, names, texts),
    st.builds(move, files, st.one_of(files, months)),
    st.builds(move, months, files),
    st.builds(swap, names, names),
    st.builds(delete, st.one_of(files, months)),
    st.builds(touch, names),
    st.builds(
        write,
        st.sampled_from(["content/companies/acme.md", "content/companies/z.md"]),
        st.sampled_from(["---\nname: Acme\n---\nBread.\n", "---\nwebsite: nonsense\n---\n"]),
    ),
    st.builds(
        write,
        st.sampled_from(
            ["templates/404.html", "templates/_parts/lists.html", "templates/own.html"]
        ),
        st.sampled_from(
            ['{% extends "base.html" %}', "{% macro rows(a, b) %}{% endmacro %}", "{{ oops }}", ""]
        ),
    ),
    st.builds(delete, st.sampled_from(["templates/404.html", "templates/_parts/lists.html"])),
    st.builds(write, st.sampled_from(["static/x.txt", "static/jobs/x.txt"]), st.text("ab")),
    st.builds(delete, st.sampled_from(["static/x.txt", "static/jobs/x.txt"])),
    st.builds(
        write,
        st.just("ssg.toml"),
        st.sampled_from(
            ['title = "B"', "page_size = 1", "max_age_days = 20", 'images = "drop"', ""]
        ),
    ),
    st.builds(forget, st.sampled_from([".ssg-cache", "output/jobs", "output/tags"])),
)
steps = st.tuples(edits, st.integers(0, 10))


def tree(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file()
    }


@settings(
    max_examples=200, deadline=None, suppress_health_check=[HealthCheck.too_slow], derandomize=True
)
@given(st.lists(st.builds(write, files, texts), max_size=4), st.lists(steps, max_size=4))
def test_any_series_of_edits_leaves_what_a_clean_build_would(
    beginning: list[Edit], series: list[tuple[Edit, int]]
) -> None:
    with tempfile.TemporaryDirectory() as folder:
        site = Path(folder) / "site"
        (site / "content").mkdir(parents=True)
        for edit in beginning:
            edit(site)
        build(Options(site, site / "output", START))
        for number, (edit, days) in enumerate(series):
            edit(site)
            as_of = START + dt.timedelta(days)
            before = tree(site / "output")
            warm = build(Options(site, site / "output", as_of))
            copy = Path(folder) / f"copy-{number}"
            shutil.copytree(site, copy, ignore=shutil.ignore_patterns("output", ".ssg-cache"))
            clean = build(Options(copy, copy / "output", as_of))
            assert warm.problems == clean.problems
            assert (warm.counts is None) == (clean.counts is None)
            assert tree(site / "output") == (
                before if warm.counts is None else tree(copy / "output")
            )
