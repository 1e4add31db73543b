"""Looks for texts that a target does not hold for, for as long as it is given.

    python fuzz/run.py [--seconds 60] [--seed 1] [TARGET…]

prints a line a target: how many texts were tried, in what time, and the first that did not hold.
Such a text is kept under `fuzz/corpus/<target>/`, from where the tests try it ever after. Where
atheris is installed (`pip install --group fuzz`) it looks by what the code does with a text;
otherwise texts are put together by chance. Ends with status 1 if anything was found.
"""

from __future__ import annotations

import argparse
import hashlib
import importlib.util
import random
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable

    Check = Callable[[str], None]

HERE = Path(__file__).parent
sys.path.insert(0, str(HERE.parent))
CORPUS = HERE / "corpus"
GUIDED = "--guided"
LONGEST = 4_000  # characters of a text that is tried
MOST_PIECES = 40
SLOW = 2.0  # seconds that no text so short may take


class Found(NamedTuple):
    """What came of looking: how many texts were tried, and the first that did not hold."""

    tried: int
    text: str | None
    why: str


def main() -> int:
    """Look for what targets do not hold for; return the exit status."""
    if sys.argv[1:2] == [GUIDED]:
        guide(sys.argv[2], sys.argv[3:])
    from fuzz.targets import TARGETS  # noqa: PLC0415 - atheris wants to see it imported

    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("targets", nargs="*", default=[*TARGETS], metavar="TARGET")
    parser.add_argument("--seconds", type=float, default=60, help="for each target")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--by-chance", action="store_true", help="without atheris")
    given = parser.parse_args()
    has_atheris = importlib.util.find_spec("atheris") is not None and not given.by_chance
    if not has_atheris:
        print("atheris is not here: texts are put together by chance")
    is_found = False
    for name in given.targets:
        started = time.monotonic()
        look = look_guided if has_atheris else look_by_chance
        found = look(name, given.seconds, given.seed)
        took = time.monotonic() - started
        print(f"{name:10} {found.tried:>9,} texts {took:7.1f} s  {found.why or 'all held'}")
        if found.text is not None:
            is_found = True
            print(f"           kept as {keep(name, found.text)}")
    return int(is_found)


def look_by_chance(name: str, seconds: float, seed: int) -> Found:
    """Return what came of texts that are put together of a target's pieces."""
    from fuzz.targets import TARGETS  # noqa: PLC0415 - as above

    check, pieces = TARGETS[name]
    chance = random.Random(seed)  # noqa: S311 - no secret
    until = time.monotonic() + seconds
    tried = 0
    while time.monotonic() < until:
        text = text_of(chance, pieces)
        tried += 1
        why = reason(check, text)
        if why:
            return Found(tried, shortened(check, text), why)
    return Found(tried, None, "")


def text_of(chance: random.Random, pieces: tuple[str, ...]) -> str:
    """Return a text of pieces and, here and there, of any characters; some repeat without end."""
    parts = []
    for _ in range(chance.randrange(1, MOST_PIECES)):
        kind = chance.random()
        part = chance.choice(pieces) if kind < 0.9 else chr(chance.randrange(0x110000))
        parts.append(part * chance.randrange(2, 400) if kind < 0.02 else part)
    return "".join(parts)[:LONGEST]


def reason(check: Check, text: str) -> str:
    """Return why a text does not hold, or no text."""
    started = time.process_time()
    try:
        check(text)
    except Exception as error:  # noqa: BLE001 - whatever it is, it is a find
        return f"{type(error).__name__}: {ascii(str(error))[:120]}"
    took = time.process_time() - started
    return f"took {took:.1f} s" if took > SLOW else ""


def shortened(check: Check, text: str) -> str:
    """Return a text that does not hold either, from which nothing can be left out."""
    size = len(text) // 2
    while size:
        start = 0
        while start < len(text):
            shorter = text[:start] + text[start + size :]
            if reason(check, shorter):
                text = shorter
            else:
                start += size
        size //= 2
    return text


def keep(name: str, text: str) -> Path:
    """Return where a text is kept, from which the tests try it."""
    data = text.encode("utf-8", "surrogatepass")
    folder = CORPUS / name
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / hashlib.blake2b(data, digest_size=6).hexdigest()
    path.write_bytes(data)
    return path


def look_guided(name: str, seconds: float, seed: int) -> Found:
    """Return what came of atheris, which ends its process by itself."""
    from fuzz.targets import TARGETS  # noqa: PLC0415 - as above

    (CORPUS / name).mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as scratch:
        seeds = Path(scratch) / "seeds"
        seeds.mkdir()
        words = [f"-max_total_time={int(seconds)}", f"-seed={seed}", f"-max_len={LONGEST}"]
        words += [
            f"-artifact_prefix={scratch}/",
            f"-timeout={int(SLOW * 5)}",
            "-print_final_stats=1",
        ]
        for number, piece in enumerate(TARGETS[name].pieces):
            (seeds / str(number)).write_bytes(piece.encode("utf-8", "replace"))
        command = [sys.executable, __file__, GUIDED, name]
        ended = subprocess.run(
            [*command, *words, str(seeds), str(CORPUS / name)],
            check=False,
            capture_output=True,
            text=True,
            errors="replace",
        )
        told = ended.stderr.partition("stat::number_of_executed_units:")[2].split()
        tried = int(told[0]) if told else 0
        crash = next((path for path in Path(scratch).iterdir() if path.is_file()), None)
        if crash is None:
            why = "" if ended.returncode == 0 else f"atheris ended with {ended.returncode}"
            return Found(tried, None, why)
        return Found(tried, crash.read_bytes().decode("utf-8", "replace"), crash.name)


def guide(name: str, words: list[str]) -> None:
    """Let atheris call a target; it ends the process."""
    import atheris  # noqa: PLC0415 - where it is installed

    with atheris.instrument_imports(include=["ssg", "markdown"]):
        from fuzz.targets import TARGETS  # noqa: PLC0415 - as above

    check = TARGETS[name].check

    def call(data: bytes) -> None:
        check(data.decode("utf-8", "replace"))

    atheris.Setup([sys.argv[0], *words], call)
    atheris.Fuzz()


if __name__ == "__main__":
    sys.exit(main())
