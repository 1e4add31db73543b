"""Checks what needs more than one file: the whole board, the day, the files beside the listings."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from ssg.checks.duplicates import find_duplicates
from ssg.names import company_key
from ssg.problems import Problem, nearest
from ssg.reading.text import quoted
from ssg.rules import RULES
from ssg.urls import DEVICES, safe_url

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from ssg.site import Site


# Windows has no file or folder with these signs anywhere, or these at the end, nor of a device's
# name.
_SIGN = re.compile(r"[<>:\"|?*\\]")
_BAD_END = (".", " ")


class Board(NamedTuple):
    """A site with what its checks need beside it."""

    site: Site
    sketches: Mapping[str, bytes]  # of the listings' texts, by source
    places: Mapping[str, Mapping[str, tuple[int, int]]]  # line and column of keys, by source
    chosen: frozenset[str]  # the sources that are asked about; none for all
    left_out: frozenset[str]  # the sources that errors leave out; the site has what is right there
    settings_file: str  # its name
    has_file: Callable[[str], bool]  # whether a path under the published site is a picture's


class _Told(NamedTuple):
    """What is told of a source, at the value of a key, or of the file where it has none."""

    source: str
    name: str
    rule: str
    message: str
    hint: str


def check_board(board: Board) -> Iterator[Problem]:
    """Yield what is wrong with listings beside others."""
    for source, name, rule, message, hint in (
        *_duplicates(board),
        *_closed(board),
        *_held_back(board),
        *_pictures(board),
        *_unlisted(board),
        *_names(board),
    ):
        line, column = board.places.get(source, {}).get(name, (0, 0))
        yield Problem(source, line, column, RULES[rule].severity, rule, message, hint)


def _duplicates(board: Board) -> Iterator[_Told]:
    """Yield the open listings that repeat another one."""
    listings = [posting.listing for posting in board.site.postings]
    for twin in find_duplicates(listings, board.sketches, board.chosen, board.left_out):
        yield _Told(twin.listing.source, "title", "duplicate", twin.message, twin.hint)


def _closed(board: Board) -> Iterator[_Told]:
    """Yield the listings that are closed on the day, of those that were asked about.

    An archive is full of them; of a file that somebody has just written it is news.
    """
    for posting in board.site.closed:
        listing = posting.listing
        if listing.source in board.chosen:
            message = f"the listing is closed: its last day was {posting.last_day}"
            name, hint = "valid_through", "set valid_through to a later day if it is still open"
            if listing.valid_through != posting.last_day:
                name = "posted"
                hint = "the setting max_age_days closes it; only valid_through can do so earlier"
            yield _Told(listing.source, name, "closed", message, hint)


def _held_back(board: Board) -> Iterator[_Told]:
    """Yield the listings that are not published yet, of those that were asked about."""
    day = board.site.as_of
    for listing in board.site.held_back:
        if listing.source not in board.chosen:
            continue
        if listing.posted and listing.posted > day:
            message = f"the listing is published from {listing.posted} on"
            hint = f"set posted to {day} if it is to appear at once"
            yield _Told(listing.source, "posted", "held-back", message, hint)
        if listing.draft:
            message = "the listing is a draft, so it is not published"
            hint = "take draft out when it is ready"
            yield _Told(listing.source, "draft", "held-back", message, hint)


def _pictures(board: Board) -> Iterator[_Told]:
    """Yield the logos that are paths to no file under the site."""
    site = board.site
    named = [
        (each.listing.source, "company_logo", each.listing.company_logo)
        for each in (*site.postings, *site.closed)
    ]
    profiles = [group.profile for group in site.companies.values() if group.profile]
    named += [(each.source, "logo", each.logo) for each in profiles]
    named.append((board.settings_file, "logo", site.settings.logo))
    for source, name, path in named:
        if path and safe_url(path) is None and not board.has_file(path):
            message = f"{name} {quoted(path)} is no file under static/"
            hint = f"add static/{path}, or give the picture's full address"
            if (below := path.removeprefix("static/")) != path:
                hint = f"did you mean {quoted(below)}?"
            yield _Told(source, name, "picture-missing", message, hint)


def _unlisted(board: Board) -> Iterator[_Told]:
    """Yield the profiles that no listing is of, where one of a name like theirs has none.

    As after a company was renamed in one place alone: two pages tell of it. Of a company that
    offers nothing at the moment there is nothing to say.
    """
    site = board.site
    listings = [each.listing for each in (*site.postings, *site.closed)]
    named = [each.company for each in (*listings, *site.held_back) if each.company]
    listed = {company_key(name): name for name in named}
    profiles = {key: group.profile for key, group in site.companies.items() if group.profile}
    without = [name for key, name in listed.items() if key not in profiles]
    for key, profile in profiles.items():
        if key not in listed and (hint := nearest(profile.name, without)):
            message = f"no listing is of {quoted(profile.name)}, which this tells of"
            yield _Told(profile.source, "name", "profile-unlisted", message, hint)


def _names(board: Board) -> Iterator[_Told]:
    """Yield the files whose names, or a folder's above them, Windows cannot have; each name once.

    Git checks nothing out there then, so nobody on Windows can work on the board.
    """
    seen = set[str]()
    for source in sorted(board.chosen or board.sketches):
        parts = source.split("/")
        for depth, name in enumerate(parts, 1):
            path = "/".join(parts[:depth])
            if path not in seen and (hint := _not_on_windows(name)):
                message = f"{quoted(name)} is no name for a file or folder on Windows"
                yield _Told(source, "", "file-name-windows", message, hint)
            seen.add(path)


def _not_on_windows(name: str) -> str:
    """Return the hint for a name that Windows has no file for, no text for any other."""
    if name.partition(".")[0].lower() in DEVICES:
        return "it is a device's there, whatever its ending; give it another"
    if found := _SIGN.search(name):
        return f"names there are without {found[0]}; leave it out"
    if name.endswith(_BAD_END):
        return "names there end in neither a full stop nor a space"
    return ""
