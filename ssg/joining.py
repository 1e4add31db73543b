"""Streams to files: what a file holds already is copied, and the parts that it lacks are made."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from ssg import output
from ssg.cache_keys import has_bodies, key_of
from ssg.files import Deferred
from ssg.problems import Problem

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from pathlib import Path

    from ssg.files import Part, Stream


class Join(NamedTuple):
    """A stream to be written: the keys of its parts, in order, and the parts to be made.

    `pieces` are the parts that its file holds, as it is published.
    """

    path: str
    keys: list[str]
    missing: list[Part]
    pieces: Mapping[str, output.Piece]

    @property
    def is_in_place(self) -> bool:
        """Return whether its file holds these parts and no others."""
        return self.keys == [*self.pieces]


class Outcome(NamedTuple):
    """What became of a file: it is in place already, or staged, or its template is wrong."""

    path: str
    key: str
    is_in_place: bool
    mistake: Problem | None = None


def join_of(stream: Stream, known: str, theme: str, *, only_texts: bool) -> Join:
    """Return what is to be written of a stream.

    Args:
        stream: The stream.
        known: The key of its file where that is as it was left, else no text.
        theme: The key of the theme.
        only_texts: Whether its parts are those of then but for their bodies.
    """
    join = Join(stream.path, [], [], _pieces(known))
    before = iter(join.pieces if only_texts else ())
    for each in stream.parts():
        key_before = next(before, "")
        if isinstance(each, Deferred) and has_bodies(key_before, each.bodies):
            join.keys.append(key_before)
            continue
        part = each.page if isinstance(each, Deferred) else each
        key = key_of(part, theme)
        join.keys.append(key)
        if key not in join.pieces:
            join.missing.append(part)
    return join


def stage_joined(join: Join, folder: Path, made: Iterator[bytes | Problem]) -> Outcome:
    """Return what became of a stream, whose missing parts are the next of those that are made.

    The key of its file names the parts and their sizes.

    Raises:
        OutputError: its file cannot be written.
    """
    keys, pieces = join.keys, join.pieces
    sizes, mistakes = list[int](), list[Problem]()

    def parts() -> Iterator[bytes | output.Piece]:
        for key in keys:
            part = pieces[key] if key in pieces else next(made)
            if isinstance(part, Problem):
                mistakes.append(part)
            else:
                sizes.append(part.size if isinstance(part, output.Piece) else len(part))
                yield part

    is_in_place = output.stage_parts(folder, join.path, _in_one(parts()))
    key = "\n".join(f"{key} {size}" for key, size in zip(keys, sizes, strict=not mistakes))
    return Outcome(join.path, key, is_in_place, next(iter(mistakes), None))


def _pieces(key: str) -> dict[str, output.Piece]:
    """Return where the parts of a stream lie in its file, by their keys."""
    found = dict[str, output.Piece]()
    start = 0
    for line in key.splitlines():
        part, _, size = line.partition(" ")
        if size:  # else this was no stream, but a file of `static/` in its place
            found[part] = output.Piece(start, int(size))
            start += int(size)
    return found


def _in_one(parts: Iterable[bytes | output.Piece]) -> Iterator[bytes | output.Piece]:
    """Yield the parts of a file, as one piece those that lay behind each other."""
    joined: output.Piece | None = None
    for part in parts:
        if joined and isinstance(part, output.Piece) and part.start == joined.start + joined.size:
            joined = joined._replace(size=joined.size + part.size)
            continue
        if joined:
            yield joined
        joined = part if isinstance(part, output.Piece) else None
        if isinstance(part, bytes):
            yield part
    if joined:
        yield joined
