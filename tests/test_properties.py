"""The law of the incremental build: after any changes it leaves what a clean one would."""

from __future__ import annotations

import contextlib
import datetime as dt
import itertools
import os
import shutil
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Any
from unittest import mock

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ssg.build import Options, build
from ssg.publication import FEW
from tests.alone import Alone
from tests.folders import files_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

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
        for above in (file.parent, file.parent.parent):
            if above.is_file():  # a path became a folder
                above.unlink()
        if file.is_dir():  # a folder became a path
            shutil.rmtree(file)
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


def exchange(first: str, second: str) -> Edit:
    """Swap two files with their times of change."""

    def edit(site: Path) -> None:
        one, two = site / f"content/{first}.md", site / f"content/{second}.md"
        if one.exists() and two.exists() and one != two:
            one.replace(site / "aside")
            two.replace(one)
            (site / "aside").replace(two)

    return edit


def add_key(name: str, line: str) -> Edit:
    """Give a listing one more line of front matter, or take it away again."""

    def edit(site: Path) -> None:
        file = site / f"content/{name}.md"
        if file.exists():
            head, _, rest = file.read_text().partition("\n")
            rest = rest.removeprefix(f"{line}\n") if rest.startswith(line) else f"{line}\n{rest}"
            file.write_text(f"{head}\n{rest}")

    return edit


def emphasise(site: Path) -> None:
    """Change the HTML of texts, and nothing else: not their beginnings as plain text."""
    for file in sorted((site / "content").rglob("*.md")):
        text = file.read_text()
        word, new = ("*Text.*", "Text.") if "*Text.*" in text else ("Text.", "*Text.*")
        file.write_text(text.replace(word, new))


def delete(path: str) -> Edit:
    def edit(site: Path) -> None:
        if (site / path).is_file():
            (site / path).unlink()

    return edit


def touch(path: str) -> Edit:
    def edit(site: Path) -> None:
        if (site / path).exists():
            (site / path).touch()

    return edit


def forget(what: str) -> Edit:
    def edit(site: Path) -> None:
        shutil.rmtree(site / what, ignore_errors=True)

    return edit


texts = st.builds(
    listing, values, st.sampled_from(["", "Text.", "*Text.*", "# Head\n* a\n* b", "<b>x"])
)
files = st.builds("content/{}.md".format, names)
others = st.builds("content/{}.{}".format, names, st.sampled_from(["markdown", "html"]))
profiles = st.sampled_from(["content/companies/acme.md", "content/companies/z.md"])
templates = st.sampled_from(["templates/404.html", "templates/_parts/lists.html"])
statics = st.sampled_from(
    ["static/x.txt", "static/x.txt/y", "static/jobs/x.txt", "static/tags/c", "static/tags/c/y"]
)
months = st.builds("content/jobs/{}/2026-0{}/{}/README.md".format, names, st.integers(1, 6), names)
edits = st.one_of(
    st.builds(write, files, texts),
    st.builds(write, st.one_of(months, others), texts),
    st.builds(write_unseen, names, texts),
    st.just(emphasise),
    st.builds(
        add_key, names, st.sampled_from(["slug: same", "slug: other", "draft: true", "tags: [C]"])
    ),
    st.builds(move, files, st.one_of(files, months, others)),
    st.builds(move, st.one_of(months, others), files),
    st.builds(swap, names, names),
    st.builds(exchange, names, names),
    st.builds(delete, st.one_of(files, months, others, profiles, templates, statics)),
    st.builds(touch, st.one_of(files, profiles, templates, st.just("output/index.html"))),
    st.builds(
        write,
        profiles,
        st.sampled_from(["---\nname: Acme\n---\nText.\n", "---\nwebsite: nonsense\n---\n"]),
    ),
    st.builds(
        write,
        st.one_of(templates, st.just("templates/own.html")),
        st.sampled_from(
            ['{% extends "base.html" %}', "{% macro rows(a, b) %}{% endmacro %}", "{{ oops }}", ""]
        ),
    ),
    st.builds(write, statics, st.text("ab")),
    st.builds(
        write,
        st.just("ssg.toml"),
        st.sampled_from(
            [
                *('title = "B"', "page_size = 1", "feed_length = 1", "max_age_days = 20"),
                *(
                    "markdown_twins = true",
                    'images = "drop"',
                    'language = "ar"',
                    'base_url = "https://b.example/c/"',
                ),
                '[[navigation]]\nlabel = "Tags"\nurl = "tags/"',
            ]
        ),
    ),
    st.builds(delete, st.just("ssg.toml")),
    st.builds(write, st.sampled_from(["output/index.html", "output/robots.txt"]), st.text("ab")),
    st.builds(forget, st.sampled_from([".ssg-cache", "output/jobs", "output/tags"])),
)
# Edits made together, the days that go by, and the step at which a first build of them is cut off.
steps = st.tuples(
    st.lists(edits, min_size=1, max_size=2),
    st.integers(0, 10),
    st.none() | st.integers(1, 120),
)


class CutOffError(BaseException):
    """Stands for the end of a process."""


@contextlib.contextmanager
def cut_off(output: Path, last: int) -> Iterator[None]:
    """Let nothing happen to an output folder from its file operation of some number on."""
    with contextlib.ExitStack() as patched:
        done = itertools.count(1)

        def patch(name: str) -> None:
            real = getattr(os, name)

            def counted(*words: Any, **named: Any) -> object:  # noqa: ANN401 - whatever it is
                is_ours = any(str(word).startswith(str(output)) for word in words)
                if (is_ours or "dir_fd" in named) and next(done) >= last:
                    raise CutOffError
                return real(*words, **named)

            patched.enter_context(mock.patch.object(os, name, counted))

        for name in ("rename", "replace", "symlink", "link", "unlink", "mkdir", "rmdir"):
            patch(name)
        with contextlib.suppress(CutOffError):
            yield


@mock.patch("ssg.build.Workers", Alone)
@mock.patch("ssg.readings.AT_ONCE", 2)
@mock.patch("ssg.readings.WORTHWHILE", 3)
@settings(
    max_examples=200, deadline=None, suppress_health_check=[HealthCheck.too_slow], derandomize=True
)
@given(
    st.lists(st.builds(write, files, texts), max_size=4),
    st.lists(steps, max_size=4),
    st.sampled_from([0, FEW]),
)
def test_any_series_of_edits_leaves_what_a_clean_build_would(
    beginning: list[Edit], series: list[tuple[list[Edit], int, int | None]], few: int
) -> None:
    """So it does whoever writes the large files, of which these boards have small ones.

    And whoever looks at what is there already.
    """
    with tempfile.TemporaryDirectory() as folder, mock.patch("ssg.publication.FEW", few):
        site = Path(folder) / "site"
        (site / "content").mkdir(parents=True)
        for edit in beginning:
            edit(site)
        build(Options(site, site / "output", START))
        for number, (together, days, last) in enumerate(series):
            for edit in together:
                edit(site)
            options = Options(site, site / "output", START + dt.timedelta(days))
            if last is not None:
                with cut_off(site / "output", last):
                    build(options)
            before = files_of(site / "output")
            warm = build(options)
            copy = Path(folder) / f"copy-{number}"
            shutil.copytree(site, copy, ignore=shutil.ignore_patterns("output", ".ssg-cache"))
            clean = build(options._replace(site=copy, output=copy / "output"))
            assert warm.problems == clean.problems
            assert (warm.counts is None) == (clean.counts is None)
            assert files_of(site / "output") == (
                before if warm.counts is None else files_of(copy / "output")
            )
