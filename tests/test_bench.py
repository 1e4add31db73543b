"""The benchmark: its boards, its table, and that it measures no build that failed."""

from __future__ import annotations

import hashlib
import importlib.util
import json
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from tests.builds import Run

BENCH = Path(__file__).parent.parent / "bench"
FIRST_TEN = "962305917d86ff26"


def module(name: str) -> Any:  # noqa: ANN401 - scripts are no package, and carry no types here
    """Return a script of the benchmark as a module."""
    spec = importlib.util.spec_from_file_location(f"bench_{name}", BENCH / f"{name}.py")
    assert spec
    assert spec.loader
    loaded = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(loaded)
    return loaded


def bench(*words: str | Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, BENCH / "build.py", *words], capture_output=True, text=True, check=False
    )


def test_a_seed_gives_the_same_board_everywhere() -> None:
    board = module("board")
    ten = list(board.generated(10, seed=1))
    digest = hashlib.blake2b(repr([tuple(file) for file in ten]).encode(), digest_size=8)
    assert digest.hexdigest() == FIRST_TEN
    assert list(board.generated(30, seed=1))[:10] == ten
    assert set(board.generated(10, seed=2)).isdisjoint(ten)


def test_a_generated_board_builds_without_a_problem(tmp_path: Path, run: Run) -> None:
    board = module("board")
    board.write(board.multiplied(list(board.generated(40, seed=3)), 100), tmp_path / "content")
    problems = json.loads(run("check", "--site", tmp_path, "--format", "json").output)
    # As on real boards, some name no country or company, or just $ where dollars are others; and
    # here they are copies.
    assert {each["rule"] for each in problems} <= {"markup-missing", "salary-sign", "duplicate"}
    assert {each["severity"] for each in problems} <= {"warning", "note"}
    assert run("build", "--site", tmp_path).exit_code == 0
    jobs = json.loads((tmp_path / "output/jobs.json").read_text(encoding="utf-8"))["jobs"]
    assert len({job["slug"] for job in jobs}) == len({job["title"] for job in jobs}) == 100
    texts = [file.text for file in board.read(tmp_path / "content")]
    assert 3_000 < sum(map(len, texts)) / len(texts) < 6_000


@pytest.mark.parametrize(
    ("path", "wanted"),
    [
        ("jobs/C#/2025-01/baker-1/README.md", "jobs/C#/2025-01/baker-1-2/README.md"),
        ("bakers/baker.md", "bakers/baker-2.md"),
        ("baker.v1.html", "baker.v1-2.html"),
    ],
)
def test_a_copy_has_a_slug_and_a_title_of_its_own(path: str, wanted: str) -> None:
    board = module("board")
    for before, after in (
        ("# [Baker](https://example.org/)\n", "# [Copy 2 of Baker](https://example.org/)\n"),
        ('---\ntags: [bread]\ntitle: "Baker"\n', '---\ntags: [bread]\ntitle: "Copy 2 of Baker"\n'),
    ):
        assert board.copy(board.File(path, before), 2) == (wanted, after)


def test_a_table_has_least_median_and_ratios_pair_by_pair() -> None:
    tables, mebi = module("tables"), 1024 * 1024
    ours = tables.Figures("cold", "ssg", 9, (cost(4, 8), cost(2, 3), cost(3, 4)), 100 * mebi)
    other = tables.Figures("cold", "Hugo", 9, (cost(8, 8), cost(8, 6), cost(4, 4)), 400 * mebi)
    assert tables.comparison([ours, other]).splitlines()[2:] == [
        "| cold | ssg | 2.00 (3.00) | 3.00 (4.00) | 100 |  |  |  |",
        "|  | Hugo | 4.00 (8.00) | 4.00 (6.00) | 400 | 0.50 | 1.00 | 0.25 |",
    ]
    unknown = ours._replace(listings=90, memory=None)
    assert tables.growth([ours, unknown]).splitlines()[2:] == [
        "| cold | 9 | 2.00 | 3.00 | 100 | 222.222 | 333.333 |  |  |",
        "|  | 90 | 2.00 | 3.00 | – | 22.222 | 33.333 | 0.10 | 0.10 |",
    ]


def cost(wall: float, cpu: float) -> Any:  # noqa: ANN401 - as above
    return module("measure").Cost(wall, cpu)


def test_the_benchmark_runs_alone(tmp_path: Path) -> None:
    figures, page = tmp_path / "figures.json", tmp_path / "page.md"
    page.write_text(
        "Above\n<!-- comparison -->\nold\n<!-- comparison -->\nbelow\n", encoding="utf-8"
    )
    words = "--listings 12 --multiply 2 --peers none --runs 1 --scenarios body,added,removed"
    done = bench(*words.split(), "--json", figures, "--into", page)
    assert (done.returncode, done.stdout.count("| ssg |")) == (0, 3)
    text = page.read_text(encoding="utf-8")
    assert text.startswith("Above\n<!-- comparison -->\n| scenario |")
    assert text.endswith(".\n<!-- comparison -->\nbelow\n")
    found = json.loads(figures.read_text(encoding="utf-8"))["figures"]
    assert [each["listings"] for each in found] == [24, 26, 24]


@pytest.mark.parametrize(
    ("program", "told"),
    [
        ("import sys; sys.exit(3 * ('build' in sys.argv))", "ended with 3"),
        ("0", "no listing was published"),
    ],
)
def test_a_build_that_failed_is_not_measured(program: str, told: str) -> None:
    command = f'"{sys.executable}" -c "{program}"'
    done = bench("--listings", "3", "--peers", "none", "--runs", "1", "--ssg", command)
    assert done.returncode == 1
    assert done.stdout == ""
    assert told in done.stderr
