"""Boards to measure on: generated ones of any size, and others multiplied.

    python bench/board.py FOLDER [--listings 1000] [--seed 1]

writes a generated board: FOLDER/content/jobs/<tag>/<YYYY-MM>/<slug>/README.md. The same seed gives
the same listings everywhere, and the first hundred of a thousand are those of a hundred.
"""

from __future__ import annotations

import argparse
import functools
import itertools
import random
import re
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

WORDS = Path(__file__).parent / "words.tsv"
COMPANIES = 1_000  # of which a few post much, and most post little
WITHOUT_COMPANY, WITH_SALARY, WITH_BENEFIT = 0.1, 0.2, 0.1  # parts of all listings, as in real ones
SUFFIXES = {".md", ".markdown", ".html"}
BEFORE_TITLE = re.compile(r"""^(#[ \t]+[*_]*\[?|title:[ \t]*["']?)""", re.MULTILINE)


class File(NamedTuple):
    """A listing's file: its path under `content/`, with slashes, and its text.

    Bytes that are not UTF-8 stand in the text as lone surrogates, and are written as they were.
    """

    path: str
    text: str


def main() -> None:
    """Write a generated board."""
    parser = argparse.ArgumentParser(description="Write a generated board.")
    parser.add_argument("folder", type=Path, help="the site folder to be")
    parser.add_argument("--listings", type=int, default=1_000)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    write(generated(options.listings, options.seed), options.folder / "content")


def generated(count: int, seed: int) -> Iterator[File]:
    """Yield as many listings in the form of bare headings, the same ones for the same seed."""
    for number in range(count):
        yield _listing(number, random.Random(f"{seed} {number}"))  # noqa: S311 - no secret


def read(folder: Path) -> list[File]:
    """Return the listings under a folder `content/`, sorted by path; nothing else there is read."""
    return [
        File(
            path.relative_to(folder).as_posix(),
            path.read_bytes().decode("utf-8", "surrogateescape"),
        )
        for path in sorted(folder.rglob("*"))
        if path.suffix.lower() in SUFFIXES and path.is_file()
    ]


def multiplied(files: Sequence[File], count: int) -> Iterator[File]:
    """Yield as many listings: these, then copies of them, each with its own title and slug."""
    copies = (copy(file, number) for number in itertools.count(1) for file in files)
    return itertools.islice(copies, count if files else 0)


def copy(file: File, number: int) -> File:
    """Return the copy of a listing with a number; the first one is the listing itself."""
    if number == 1:
        return file
    return File(beside(file.path, f"-{number}"), retitled(file.text, f"Copy {number} of"))


def beside(path: str, suffix: str) -> str:
    """Return the path of a listing whose slug has a suffix: README.md is named by its folder."""
    folder, _, name = path.rpartition("/")
    stem, dot, ending = name.rpartition(".")
    if stem.lower() in {"readme", "index"}:
        return f"{folder}{suffix}/{name}"
    return f"{folder}/{stem}{suffix}{dot}{ending}".lstrip("/")


def retitled(text: str, prefix: str) -> str:
    """Return the text of a listing with words before its title."""
    return BEFORE_TITLE.sub(lambda found: f"{found[1]}{prefix} ", text, count=1)


def write(files: Iterable[File], content: Path) -> None:
    """Write listings under a folder."""
    for file in files:
        path = content / file.path
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(file.text.encode("utf-8", "surrogateescape"))


def _listing(number: int, chance: random.Random) -> File:
    """Return a listing by its number."""
    level, trade, field = (_word(kind, chance) for kind in ("level", "trade", "field"))
    title = f"{level} {trade}, {field}"
    slug = re.sub("[^a-z]+", "-", title.lower()) + f"-{number}"
    address = f"https://jobs.board.example/apply/{slug}"
    company = "" if chance.random() < WITHOUT_COMPANY else _company(chance)
    chips = [f"`🌎 {_word('location', chance)}`"]
    if chance.random() < WITH_SALARY:
        chips.insert(0, f"`💰 {_word('salary', chance)}`")
    if chance.random() < WITH_BENEFIT:
        chips.append(f"`❤️ {_word('benefit', chance)}`")
    text = f"""\
# [{title}]({address})
### {company}
#### {" ".join(chips)}

{_body(address, chance)}
## CLICK TO [APPLY]({address})
"""
    month = f"2025-{chance.randint(1, 12):02}"
    return File(f"jobs/{_word('tag', chance)}/{month}/{slug}/README.md", text)


def _company(chance: random.Random) -> str:
    """Return the name of a company."""
    number = int(COMPANIES * chance.random() ** 3)
    first, second, third = (_words()[f"company {part}"] for part in ("first", "second", "third"))
    number, here = divmod(number, len(first))
    words = [first[here]]
    number, here = divmod(number, len(second))
    return " ".join([*words, second[here], third[number % len(third)]])


def _body(address: str, chance: random.Random) -> str:
    """Return the Markdown of a listing, 3 to 6 kB as most real ones: headings, lists, a link."""
    headings = chance.sample(_words()["heading"], chance.randint(4, 7))
    parts = [_paragraph(chance), _paragraph(chance)]
    for heading in headings:
        parts.append(f"### {heading}")
        if chance.random() < 1 / 3:
            parts.append(_paragraph(chance))
        parts.append("\n".join(_item(chance) for _ in range(chance.randint(3, 7))))
    parts.append(f"{_paragraph(chance)} Read more [about us]({address}/about).")
    return "\n\n".join(parts) + "\n"


def _paragraph(chance: random.Random) -> str:
    """Return some sentences, one of them in bold now and then."""
    sentences = [_filled("sentence", chance) for _ in range(chance.randint(2, 4))]
    if chance.random() < 1 / 4:
        sentences[0] = f"**{sentences[0]}**"
    return " ".join(sentences)


def _item(chance: random.Random) -> str:
    """Return an item of a list, one of three with a label in bold."""
    text = _filled("item", chance)
    return f"* **{_word('label', chance)}:** {text}" if chance.random() < 1 / 3 else f"* {text}"


def _filled(kind: str, chance: random.Random) -> str:
    """Return a sentence whose slots are filled."""
    return re.sub(r"\{(\w+)\}", lambda slot: _word(slot[1], chance), _word(kind, chance))


def _word(kind: str, chance: random.Random) -> str:
    """Return one of the words of a kind."""
    return chance.choice(_words()[kind])


@functools.cache
def _words() -> dict[str, list[str]]:
    """Return the words by their kind."""
    words: dict[str, list[str]] = {}
    for line in WORDS.read_text(encoding="utf-8").splitlines():
        if not line.startswith("# "):
            kind, text = line.split("\t")
            words.setdefault(kind, []).append(text)
    return words


if __name__ == "__main__":
    main()
