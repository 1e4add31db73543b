"""Does to builds what machines and people do to them, and says what became of the site.

    python bench/faults.py [--kills 50] [--site FOLDER] [--listings 300] [--seed 1]

prints a line a fault and ends with status 1 if any went wrong. The site is copied and never
touched; without one a board is generated. As root it also fills a small disk of its own.
"""

from __future__ import annotations

import argparse
import random
import shutil
import sys
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING

from harm.caches import cache_damaged, cache_deleted, cache_without_room
from harm.changes import generate
from harm.kills import interrupted, killed_at_random, killed_at_steps, watched
from harm.lab import FaultError, Lab
from harm.losses import workers_killed, workers_lost
from harm.neighbours import two_at_once
from harm.obstacles import disk_full, folder_read_only, in_the_way, small_disk

if TYPE_CHECKING:
    from collections.abc import Callable


def main() -> None:
    """Do everything to a site and say what became of it."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--kills", type=int, default=50, help="how many builds are killed")
    parser.add_argument("--site", type=Path, help="a site folder, which is copied")
    parser.add_argument("--listings", type=int, default=300, help="of a generated board")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--only", default="", help="the faults whose names hold this text")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="faults-") as folder:
        failures = sum(not is_borne(*each, options, Path(folder)) for each in FAULTS)
    sys.exit(1 if failures else 0)


def is_borne(
    name: str,
    do: Callable[[Lab, argparse.Namespace], str],
    options: argparse.Namespace,
    folder: Path,
) -> bool:
    """Return whether a fault was borne, and print what came of it."""
    if options.only not in name:
        return True
    chance = random.Random(f"{options.seed} {name}")  # noqa: S311 - no secret
    scratch = folder / name.replace(" ", "-")
    folder.chmod(0o755)
    lab = Lab(scratch / "site", scratch, chance)
    if options.site:
        leave = shutil.ignore_patterns("output", ".ssg-cache", ".git", ".venv")
        shutil.copytree(options.site, lab.site, ignore=leave)
    else:
        generate(lab.site, options.listings, chance)
    begun = time.monotonic()
    try:
        result, is_well = do(lab, options), True
    except FaultError as error:
        result, is_well = str(error), False
    seconds = time.monotonic() - begun
    print(f"{'ok  ' if is_well else 'FAIL'}  {name:28}{seconds:6.1f} s  {result}", flush=True)
    shutil.rmtree(scratch)
    return is_well


FAULTS: tuple[tuple[str, Callable[[Lab, argparse.Namespace], str]], ...] = (
    ("killed at random", lambda lab, options: killed_at_random(lab, options.kills)),
    ("killed at each step", lambda lab, _: killed_at_steps(lab, 1)),
    ("watched while publishing", lambda lab, _: watched(lab, 5)),
    ("Ctrl-C", lambda lab, options: interrupted(lab, options.kills)),
    ("disk full", lambda lab, _: disk_full(lab)),
    ("small disk", lambda lab, _: small_disk(lab)),
    ("folder read-only", lambda lab, _: folder_read_only(lab)),
    ("in the way", lambda lab, _: in_the_way(lab)),
    ("two at once", lambda lab, _: two_at_once(lab, 10.0)),
    ("cache damaged", lambda lab, _: cache_damaged(lab, 20)),
    ("cache without room", lambda lab, _: cache_without_room(lab)),
    ("cache deleted", lambda lab, _: cache_deleted(lab)),
    ("workers lost", lambda lab, _: workers_lost(lab)),
    ("workers killed", lambda lab, options: workers_killed(lab, options.kills)),
)


if __name__ == "__main__":
    main()
