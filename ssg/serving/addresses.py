"""From what a browser asks for to a file of the site, as GitHub Pages does it, and to no other."""

from __future__ import annotations

import functools
import ipaddress
import os
from pathlib import Path
from typing import NamedTuple
from urllib.parse import quote, unquote, urlsplit

from ssg.tables import rows

INDEX = "index.html"
NOT_FOUND = "404.html"
WELL_KNOWN = ".well-known"  # RFC 8615; every other name that begins with a point stays in here
BINARY = "application/octet-stream"
# What a page may have loaded beside itself, by the beginnings of the types; feeds are not shown.
LOADED = (
    *("text/css", "text/javascript", "application/json", "application/wasm"),
    *("image/", "font/", "audio/", "video/"),
)


class Found(NamedTuple):
    """The file that stands at an address, by its path in the site."""

    path: str


class Moved(NamedTuple):
    """The address at which it stands instead."""

    to: str


def answer(folder: Path, base: str, address: str) -> Found | Moved | None:
    """Return what stands at an address, None where nothing does.

    The address is as it was asked for: encoded, without a host. `base` is the path that the site
    lies under. No answer leads out of the folder: not by `..`, however it is written, nor by a
    link.
    """
    path, _, query = address.partition("?")
    query = f"?{query}" if query else ""
    if path in {"/", base.removesuffix("/")} and path != base:
        return Moved(base + query)
    inside = _below(base, path)
    if inside is None or not _is_inside(folder, inside):
        return None
    if not inside or path.endswith("/"):
        return _file(folder, f"{inside}/{INDEX}" if inside else INDEX)
    if os.path.isdir(folder / inside):  # noqa: PTH112 - no error where a name is too long
        return Moved(f"{base}{quote(inside)}/{query}")
    return _file(folder, inside) or _file(folder, f"{inside}.html")


def not_found(folder: Path) -> Found | None:
    """Return the page that is shown where nothing stands, if the site has one."""
    return _file(folder, NOT_FOUND)


def files_behind(folder: Path, base: str, address: str) -> frozenset[str]:
    """Return the files by which the page at an address can change: it may be yet to come."""
    path = address.partition("?")[0]
    inside = _below(base, path)
    if inside is None:
        return frozenset([NOT_FOUND])
    here = {inside, f"{inside}.html", f"{inside}/{INDEX}"} if inside else {INDEX}
    is_missing = not isinstance(answer(folder, base, address), Found)
    return frozenset({*here, NOT_FOUND} if is_missing else here)


def content_type(path: str) -> str:
    """Return as what a file is served, with its encoding where it is text."""
    return _types().get(os.path.splitext(path)[1].lower(), BINARY)  # noqa: PTH122 - a name, no path


def is_page(path: str) -> bool:
    """Return whether a file is shown as a page."""
    return content_type(path).startswith("text/html")


def is_loaded(path: str) -> bool:
    """Return whether a page may have loaded a file: such as a style sheet or a picture."""
    return content_type(path).startswith(LOADED)


def is_own_host(host: str, served: str) -> bool:
    """Return whether a request's `Host` names this machine, as a browser here would.

    A page elsewhere can have its own name point to this machine, and would read the answers as its
    own ("DNS rebinding"). It cannot do so with an address, or with `localhost`.
    """
    try:
        name = urlsplit(f"//{host}").hostname or ""
    except ValueError:
        return False
    if name in {"localhost", served.lower()} or name.endswith(".localhost"):
        return True
    try:
        ipaddress.ip_address(name.partition("%")[0])
    except ValueError:
        return False
    return True


def _below(base: str, path: str) -> str | None:
    """Return a path as it is below the base, decoded, or None if it leads anywhere else."""
    if not path.startswith(base):
        return None
    try:
        names = unquote(path[len(base) :], errors="strict").split("/")
    except UnicodeDecodeError:
        return None
    if not names[-1]:
        names.pop()
    return "/".join(names) if all(map(_is_plain, names)) else None


def _is_plain(name: str) -> bool:
    """Return whether a name is that of a file that may be shown."""
    is_hidden = name.startswith(".") and name != WELL_KNOWN
    return bool(name) and not is_hidden and name.isprintable() and "\\" not in name


def _is_inside(folder: Path, path: str) -> bool:
    """Return whether a path leads to a place in a folder, whatever links lie on the way."""
    try:
        inside = os.path.realpath(folder)
        place = os.path.realpath(os.path.join(inside, path))  # noqa: PTH118 - realpath's text
    except (OSError, ValueError):
        return False
    return place == inside or place.startswith(inside.rstrip(os.sep) + os.sep)


def _file(folder: Path, path: str) -> Found | None:
    """Return a plain file of a folder, if it is one and lies in there."""
    is_there = os.path.isfile(folder / path)  # noqa: PTH113 - likewise
    return Found(path) if is_there and _is_inside(folder, path) else None


@functools.cache
def _types() -> dict[str, str]:
    return dict(rows(Path(__file__).with_name("content_types.tsv")))
