"""Prints how long the tables of pay take to load, and how long a text takes to be read.

Run it as `python bench/salaries.py`, or with the path of a file of your own texts, one a line.
"""

import subprocess
import sys
import time
import tracemalloc
from collections.abc import Callable
from pathlib import Path

CASES = Path(__file__).parent.parent / "tests" / "salaries" / "cases.tsv"
ROUNDS = 7
LOAD = "import time; from ssg.salaries.reader import read_salary; start = time.perf_counter(); \
read_salary('$1k'); print((time.perf_counter() - start) * 1000)"
IMPORT = "import time; start = time.perf_counter(); import ssg.salaries.doubts; \
print((time.perf_counter() - start) * 1000)"


def main() -> None:
    """Print a line for each figure."""
    print(f"import      {in_a_new_process(IMPORT):6.1f} ms")
    print(f"load tables {in_a_new_process(LOAD):6.1f} ms, once a process")
    from ssg.salaries.doubts import salary_doubts  # noqa: PLC0415
    from ssg.salaries.reader import read_salary  # noqa: PLC0415

    tracemalloc.start()
    read_salary("$1k")
    size, _ = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    print(f"tables hold {size / 1e6:6.1f} MB")
    texts = sorted(set(lines(Path(sys.argv[1]) if len(sys.argv) > 1 else CASES)))
    for function in (read_salary, salary_doubts):
        print(f"{function.__name__:13} {microseconds(function, texts):5.1f} µs a distinct text")


def in_a_new_process(program: str) -> float:
    """Return the least of the milliseconds that some runs of a program print."""
    runs = (
        subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
        for _ in range(ROUNDS)
    )
    return min(float(run.stdout) for run in runs)


def lines(path: Path) -> list[str]:
    """Return the texts of a file: its lines, of a table the first cells."""
    found = path.read_text(encoding="utf-8").splitlines()
    return [line.split("\t")[0] for line in found if line and not line.startswith("#")]


def microseconds(function: Callable[[str], object], texts: list[str]) -> float:
    """Return the mean time a text that is new takes, in the best of some rounds."""
    from ssg.salaries.reader import understand  # noqa: PLC0415

    best = float("inf")
    for _ in range(ROUNDS):
        understand.cache_clear()
        start = time.perf_counter()
        for text in texts:
            function(text)
        best = min(best, time.perf_counter() - start)
    return best / len(texts) * 1e6


if __name__ == "__main__":
    main()
