"""Generated boards, and changes of chance to a board."""

from __future__ import annotations

import random
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import random
    from pathlib import Path

WORDS = ("Amber", "Birch", "Cedar", "Delta", "Ember", "Fjord", "Grove", "Heath", "Inlet", "Juniper")
PLACES = ("Lisbon, Portugal", "Remote, Europe", "Worldwide", "Berlin, Germany", "Remote, US")
FEW = 5  # listings that are always left


def generate(site: Path, listings: int, chance: random.Random) -> None:
    """Write a board of generated listings."""
    site.mkdir(parents=True, exist_ok=True)
    (site / "ssg.toml").write_text('base_url = "https://name.example/board/"\npage_size = 20\n')
    for _ in range(listings):
        add_listing(site, chance)
    (site / "content/companies").mkdir()
    (site / "content/companies/amber-birch.md").write_text("---\nname: Amber Birch\n---\nText.\n")


def add_listing(site: Path, chance: random.Random, company: str = "") -> None:
    """Write a listing of chance."""
    name = f"{chance.choice(WORDS)} {chance.choice(WORDS)} {chance.randrange(10**6)}"
    path = site / f"content/{name.lower().replace(' ', '-')}.md"
    path.parent.mkdir(parents=True, exist_ok=True)
    posted = f"2026-{chance.randint(1, 6):02}-{chance.randint(1, 14):02}"
    is_closed = not company and chance.randrange(5) == 0
    closes = "valid_through: 2026-06-14\n" * is_closed
    path.write_text(
        f"---\ntitle: {name}\ncompany: {company or ' '.join(chance.choices(WORDS, k=2))}\n"
        f"location: {chance.choice(PLACES)}\nposted: {posted}\n{closes}"
        f"tags: [{', '.join(chance.sample(WORDS, 2))}]\n---\n\n"
        + " ".join(chance.choices(WORDS, k=chance.randint(5, 400)))
    )


def change(site: Path, chance: random.Random, most: int = 12) -> None:
    """Make some changes of chance: listings added, edited and removed, templates and settings."""
    for _ in range(chance.randint(1, most)):
        files = sorted(path for path in (site / "content").rglob("*") if is_listing(path))
        kind = chance.choice(["add", "new company", "edit", "title", "remove", "remove", "rest"])
        chosen = chance.choice(files)
        if kind == "add":
            add_listing(site, chance)
        elif kind == "new company":  # a page for each, which link to each other
            add_listing(site, chance, f"{chance.choice(WORDS)} {chance.randrange(10**6)}")
        elif kind == "edit":
            with chosen.open("a") as file:
                file.write(f"\n\nMore {chance.choice(WORDS)}.\n")
        elif kind == "title":
            words = chosen.read_bytes().replace(b"title: ", b"title: New ", 1)
            chosen.write_bytes(words.replace(b"# [", b"# [New ", 1))
        elif kind == "remove" and len(files) > FEW:
            chosen.unlink()
        elif kind == "rest":
            change_rest(site, chance)


def change_rest(site: Path, chance: random.Random) -> None:
    """Change a template or a static file, or bring one, or take it away."""
    part, whole = site / "templates/404.html", site / "templates/listing.html"
    still = site / "static/about" / f"{chance.choice(WORDS)}.txt"
    path = chance.choice([part, whole, still, still])
    if path.exists() and chance.choice([True, False]):
        path.unlink()
        return
    path.parent.mkdir(parents=True, exist_ok=True)
    text = f"{{# {chance.random()} #}}" if path.suffix == ".html" else str(chance.random())
    path.write_text(f'{{% extends "{path.name}" %}}\n{text}' if path == whole else text)
    if path == part:
        path.write_text('{% extends "base.html" %}' + text)


def is_listing(path: Path) -> bool:
    """Return whether a path is a file that holds a listing."""
    return path.is_file() and path.suffix in {".md", ".markdown", ".html"}
