"""What happens to a board between two builds, and what the build after it must have published."""

from __future__ import annotations

import itertools
import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

import board
from measure import FailedError
from programs import check_out, edition, fill, forget

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from programs import Listing, Program

ADDRESS = re.compile(r"/jobs/([^/<]+)/</loc>")
IN_FOLDERS = re.compile(r"jobs/([^/]+)/\d{4}-\d\d/[^/]+/([^/]+)")  # which give a tag and a month
STRIDE = 7_919  # between two listings that are changed: a prime, so that all have their turn


class Shown(NamedTuple):
    """The page of a listing, and a text that has to stand on it."""

    slug: str
    mark: str


@dataclass
class Board:
    """The listings as they are at the moment, which all programs are to show."""

    programs: Sequence[Program]
    listings: dict[str, Listing]
    as_of: str
    others: frozenset[str] = frozenset()  # slugs of pages of ssg's that no program has to show
    edition: int = 0
    turns: Iterator[int] = field(default_factory=lambda: itertools.count(1))

    def next(self) -> tuple[int, Listing]:
        """Return the number of a change, and the listing whose turn it is."""
        turn = next(self.turns)
        slugs = sorted(self.listings)
        return turn, self.listings[slugs[turn * STRIDE % len(slugs)]]

    def replace(self, listing: Listing) -> None:
        """Put a listing where the one of the same slug was, or add it."""
        self.listings[listing.slug] = listing
        fill(self.programs, [listing])


def cold(here: Board) -> Shown | None:
    """Forget all that is cached or published."""
    for program in here.programs:
        forget(program)
    return None


def nothing_changed(_: Board) -> Shown | None:
    """Leave everything as it is."""
    return None


def body_edited(here: Board) -> Shown:
    """Change the text of one listing."""
    turn, listing = here.next()
    mark = f"This sentence came with change {turn}."
    here.replace(listing._replace(added=mark))
    return Shown(listing.slug, mark)


def title_edited(here: Board) -> Shown:
    """Change the title of one listing, which stands on every page that lists it."""
    turn, listing = here.next()
    mark = f"Change {turn} of"
    text = board.retitled(listing.file.text, mark)
    file = listing.file._replace(text=text)
    here.replace(listing._replace(file=file, title=f"{mark} {listing.title}"))
    return Shown(listing.slug, mark)


def listing_added(here: Board) -> Shown:
    """Add a listing of today: the first of its company, its countries and its tags."""
    turn, listing = here.next()
    mark, month = f"Addition {turn} to", here.as_of[:7]
    path = board.beside(listing.file.path, f"-added-{turn}")
    in_folders = IN_FOLDERS.fullmatch(path)
    if in_folders:
        path = f"jobs/{in_folders[1]}/{month}/{listing.slug}-added-{turn}/{in_folders[2]}"
    file = board.File(path, board.retitled(listing.file.text, mark))
    slug = f"{listing.slug}-added-{turn}"
    posted = f"{month}-01" if in_folders else listing.posted
    title = f"{mark} {listing.title}"
    here.replace(listing._replace(file=file, slug=slug, title=title, posted=posted, added=""))
    return Shown(slug, mark)


def listing_removed(here: Board) -> None:
    """Remove a listing."""
    _, listing = here.next()
    del here.listings[listing.slug]
    for program in here.programs:
        program.remove(listing)


def template_edited(here: Board) -> None:
    """Change the template that all pages go through."""
    here.edition += 1
    for program in here.programs:
        edition(program, here.edition)


def fresh_checkout(here: Board) -> None:
    """Give all files new times and remove what is published; caches stay."""
    for program in here.programs:
        check_out(program)


SCENARIOS: dict[str, tuple[str, Callable[[Board], Shown | None]]] = {
    "cold": ("cold", cold),
    "nothing": ("nothing changed", nothing_changed),
    "body": ("one body edited", body_edited),
    "title": ("one title edited", title_edited),
    "added": ("one listing added", listing_added),
    "removed": ("one listing removed", listing_removed),
    "template": ("a template edited", template_edited),
    "checkout": ("fresh checkout, cache restored", fresh_checkout),
}


def check(program: Program, here: Board, shown: Shown | None) -> None:
    """Raise an error if a program has not published the board as it is now.

    Raises:
        FailedError: a listing without its page, a page too many, a page that is not up to date.
    """
    wanted = set(here.listings)
    maps = sorted(program.output.glob("sitemap*.xml"))
    mapped = set(ADDRESS.findall("".join(path.read_text(encoding="utf-8") for path in maps)))
    pages = {path.parent.name for path in program.output.glob("jobs/*/index.html")}
    unwanted = pages - wanted - here.others if program.removes else set()
    for slugs, fault in (
        (wanted - pages, "are not published"),
        (unwanted, "should not be published"),
        (wanted ^ mapped, "are missing in the sitemap, or too much there"),
    ):
        if slugs:
            names = ", ".join(sorted(slugs)[:3])
            raise FailedError(f"{program.name}: {len(slugs)} listings {fault}, such as {names}")
    slug, mark = shown or Shown(next(iter(wanted)), "")
    page = (program.output / "jobs" / slug / "index.html").read_text(encoding="utf-8")
    home = (program.output / "index.html").read_text(encoding="utf-8")
    current = f"Edition {here.edition}<"
    if mark not in page or current not in page or current not in home:
        raise FailedError(f"{program.name}: the page of {slug}, or the front page, is not renewed")
