"""Prints how long the tables of places take to load, what they weigh, and how long a text takes.

Times are the processor's: by the clock they are longer on a busy machine.
Run it as `python bench/places.py`, or with the path of a file of your own texts, one a line.
"""

import subprocess
import sys
import time
import tracemalloc
from pathlib import Path

CASES = Path(__file__).parent.parent / "tests" / "places" / "cases.tsv"
ROUNDS = 7
IMPORT = "import time; start = time.process_time(); import ssg.places.reader; \
print((time.process_time() - start) * 1000)"
LOAD = "import time; from ssg.places.reader import read_places; start = time.process_time(); \
read_places('Remote, Tallinn'); print((time.process_time() - start) * 1000)"
LIMITS = {"load": "50 ms", "memory": "40 MB", "text": "60 µs"}


def main() -> None:
    """Print a line for each figure, with what it may be."""
    print(f"import          {in_a_new_process(IMPORT):6.1f} ms")
    print(f"load tables     {in_a_new_process(LOAD):6.1f} ms of {LIMITS['load']}, once a process")
    from ssg.places.reader import read_places  # noqa: PLC0415

    tracemalloc.start()
    read_places("Remote, Tallinn")
    held, _ = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    print(f"tables hold     {held / 1e6:6.1f} MB of {LIMITS['memory']}")
    texts = lines(Path(sys.argv[1]) if len(sys.argv) > 1 else CASES)
    first, again = microseconds(texts)
    print(
        f"a distinct text {first:6.1f} µs of {LIMITS['text']}, the first time ({len(texts)} texts)"
    )
    print(f"                {again:6.1f} µs once its names were met")


def in_a_new_process(program: str) -> float:
    """Return the least of the milliseconds that some runs of a program print."""
    runs = (
        subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
        for _ in range(ROUNDS)
    )
    return min(float(run.stdout) for run in runs)


def lines(path: Path) -> list[str]:
    """Return the distinct texts of a file: its lines, of a table the first cells."""
    found = path.read_text(encoding="utf-8").splitlines()
    return sorted({line.split("\t")[0] for line in found if line and not line.startswith("# ")})


def microseconds(texts: list[str]) -> tuple[float, float]:
    """Return the mean time a text takes in the first round, and in the best of some more."""
    from ssg.places.reader import read_places  # noqa: PLC0415

    rounds = []
    for _ in range(ROUNDS):
        start = time.process_time()
        for text in texts:
            read_places(text)
        rounds.append((time.process_time() - start) / len(texts) * 1e6)
    return rounds[0], min(rounds[1:])


if __name__ == "__main__":
    main()
