"""Prints what a reader of texts takes: to import it, to load its tables, and to read a text.

    python bench/readers.py places [FILE]
    python bench/readers.py salaries [FILE]

The texts are those of the tests, or the lines of a file of your own. Times are the processor's: by
the clock they are longer on a busy machine.
"""

from __future__ import annotations

import importlib
import subprocess
import sys
import time
import tracemalloc
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

CASES = Path(__file__).parent.parent / "tests"
ROUNDS = 7
# By the folder of the texts: the functions that read one, by module, and a text to begin with. What
# is doubtful in a pay is asked after what it is, as when a listing is read: it costs the less.
READERS = {
    "places": ({"places.reader": "read_places"}, "Remote, Tallinn"),
    "salaries": (
        {"salaries.reader": "read_salary", "salaries.doubts": "salary_doubts"},
        "€42,000 a year",
    ),
}


def main() -> None:
    """Print a line for each figure."""
    kind, *files = sys.argv[1:]
    names, text = READERS[kind]
    texts = lines(Path(files[0]) if files else CASES / kind / "cases.tsv")
    for module, name in names.items():
        loaded = f"from ssg.{module} import {name}"
        print(f"import {name:15} {in_a_new_process('pass', loaded):6.1f} ms")
        tables = in_a_new_process(loaded, f"{name}({text!r})")
        print(f"load tables {tables:16.1f} ms, once a process")
        read = getattr(importlib.import_module(f"ssg.{module}"), name)
        tracemalloc.start()
        read(text)
        held, _ = tracemalloc.get_traced_memory()
        tracemalloc.stop()
        print(f"tables hold {held / 1e6:16.1f} MB")
        print(f"a distinct text {microseconds(read, texts):12.1f} µs ({len(texts)} texts)")


def in_a_new_process(before: str, timed: str) -> float:
    """Return the least of the milliseconds that a statement takes in new processes, after one."""
    program = f"import time; {before}; start = time.process_time(); {timed}"
    program += "; print((time.process_time() - start) * 1000)"
    command = [sys.executable, "-c", program]
    runs = (
        subprocess.run(command, capture_output=True, text=True, check=True) for _ in range(ROUNDS)
    )
    return min(float(run.stdout) for run in runs)


def lines(path: Path) -> list[str]:
    """Return the distinct texts of a file: its lines, of a table the first cells."""
    found = path.read_text(encoding="utf-8").splitlines()
    return sorted({line.split("\t")[0] for line in found if line and not line.startswith("# ")})


def microseconds(read: Callable[[str], object], texts: list[str]) -> float:
    """Return the mean time that a text takes the first time it is read."""
    start = time.process_time()
    for text in texts:
        read(text)
    return (time.process_time() - start) / len(texts) * 1e6


if __name__ == "__main__":
    main()
