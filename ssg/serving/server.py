"""The site over HTTP as GitHub Pages serves it, with a client in each page that hears of builds.

livereload's protocol and client do the reloading; what they lack is added where they let one in: a
check of where a connection comes from, a plugin in the client that knows which changes a page
shows, and options that let it find the server on any port.
"""

from __future__ import annotations

import contextlib
import json
import logging
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from livereload.handlers import LiveReloadHandler, LiveReloadJSHandler
from tornado.httpserver import HTTPServer
from tornado.web import Application, HTTPError, RequestHandler
from tornado.websocket import WebSocketClosedError, WebSocketHandler

from ssg.serving.addresses import (
    NOT_FOUND,
    Found,
    Moved,
    answer,
    content_type,
    is_own_host,
    is_page,
    not_found,
)
from ssg.serving.live import PROBLEMS, ROOM

if TYPE_CHECKING:
    from collections.abc import Iterable

    from ssg.serving.live import Live

CLIENT = Path(__file__).parent / "client"
HEAD_END = b"</head>"
MOST_TOLD = 1 << 16  # bytes of a message from a page
NO_PAGE = b"<!doctype html><title>Not found</title><p>There is no page at this address.</p>"
FILES = {"client.js", "overlay.js", "overlay.css"}


class Guarded(RequestHandler):
    """Answers only those who ask for this machine, and lets nobody keep or embed the answers."""

    def initialize(self, live: Live, host: str) -> None:
        """Take what is served, and the name that it is served under."""
        self.live = live
        self.host = host

    def prepare(self) -> None:
        """Refuse a request that was meant for another name."""
        if not is_own_host(self.request.host, self.host):
            raise HTTPError(403)

    def set_default_headers(self) -> None:
        """Forbid to keep an answer, to guess what it is, and to show it in pages elsewhere."""
        self.set_header("Server", "ssg")
        self.set_header("Cache-Control", "no-store")
        self.set_header("X-Content-Type-Options", "nosniff")
        self.set_header("Cross-Origin-Resource-Policy", "same-origin")

    def compute_etag(self) -> str | None:
        """Return none: nothing is kept."""
        return None

    def write_error(self, status_code: int, **_: Any) -> None:  # noqa: ANN401 - tornado's
        """Answer with the status in words."""
        self.set_header("Content-Type", "text/plain; charset=utf-8")
        self.finish(f"{status_code} {self._reason}\n")


class Pages(Guarded):
    """The files of the site, and the client in each page."""

    def get(self) -> None:
        """Answer with a file, with where it is, or with the page that says there is none."""
        found = answer(self.live.folder, self.live.base, self.request.uri or "/")
        if isinstance(found, Moved):
            self.redirect(found.to, permanent=True)
            return
        data = self._read(found)
        if data is None:
            self.set_status(404)
            found = not_found(self.live.folder)
            data = self._read(found) or NO_PAGE
        path = found.path if found else NOT_FOUND
        self.set_header("Content-Type", content_type(path))
        self.finish(with_client(data, self.live.build) if is_page(path) else data)

    head = get

    def _read(self, found: Found | None) -> bytes | None:
        """Return the bytes of a file, None if there is none or it has just gone."""
        if found is None:
            return None
        place = self.live.folder / found.path
        for _ in range(2):  # while a build changes over, a link may give way to its file
            with contextlib.suppress(OSError):
                return place.read_bytes()
        return None


class Client(Guarded):
    """The scripts and styles of the client, and what is wrong."""

    def get(self, name: str) -> None:
        """Answer with one of the client's files, or with the problems as JSON."""
        if name == PROBLEMS.removeprefix(ROOM):
            data = self.live.problems
        elif name in FILES:
            data = (CLIENT / name).read_bytes()
        else:
            raise HTTPError(404)
        self.set_header("Content-Type", content_type(name))
        self.finish(data)


class Script(Guarded, LiveReloadJSHandler):  # type: ignore[misc] # livereload has no types
    """livereload's client."""


class Connection(Guarded, LiveReloadHandler):  # type: ignore[misc] # likewise
    """A page in the browser, by livereload's protocol."""

    build = ""
    address = ""

    def check_origin(self, origin: str) -> bool:
        """Return whether a page of this site connects; livereload itself lets in any page."""
        return WebSocketHandler.check_origin(self, origin)

    def on_message(self, message: str | bytes) -> None:
        """Greet a page, and tell it what it has missed since it was given."""
        told = _told(message)
        if told.get("command") == "hello":
            super().on_message(message)
        elif told.get("command") == "info":
            self.build = str(_in(_in(told, "plugins"), "ssg").get("build", ""))
            self.address = urlsplit(str(told.get("url", ""))).path
            LiveReloadHandler.waiters.add(self)
            self.tell()

    def tell(self) -> None:
        """Have the page reload what has changed since it was last told."""
        missed = self.live.missed(self.build, self.address)
        for path in (PROBLEMS, *(missed or ())):
            told = {"command": "reload", "path": path, "liveCSS": True, "liveImg": True}
            with contextlib.suppress(WebSocketClosedError):
                sent = self.write_message(json.dumps(told))
                sent.add_done_callback(lambda done: done.exception())  # it may close meanwhile
        if missed is not None:
            self.build = self.live.build


def with_client(page: bytes, build: str) -> bytes:
    """Return a page with the client in it, which knows from which build the page is."""
    script = f'<script type="module" src="{ROOM}client.js?build={build}"></script>'.encode()
    head, end, rest = page.partition(HEAD_END)
    return head + script + end + rest


def tell_pages() -> None:
    """Tell every page that is open what to reload."""
    for each in list(LiveReloadHandler.waiters):
        each.tell()


def start(sockets: Iterable[Any], live: Live, host: str) -> HTTPServer:
    """Return a server of a site on sockets that are bound; it runs with the loop it is made in."""
    for name in ("tornado.access", "tornado.general", "livereload"):  # who asked for what
        logging.getLogger(name).setLevel(logging.CRITICAL)
    given = {"live": live, "host": host}
    application = Application(
        [
            (r"/livereload", Connection, given),
            (rf"{ROOM}livereload\.js", Script, given),
            (rf"{ROOM}([\w.]+)", Client, given),
            (r".*", Pages, given),
        ],
        websocket_max_message_size=MOST_TOLD,
    )
    server = HTTPServer(application)
    server.add_sockets(sockets)
    return server


def _told(message: str | bytes) -> dict[str, Any]:
    """Return what a page says, nothing if it is not of the protocol."""
    try:
        told = json.loads(message)
    except (ValueError, RecursionError):
        return {}
    return told if isinstance(told, dict) else {}


def _in(told: dict[str, Any], name: str) -> dict[str, Any]:
    """Return what stands under a name in what a page says."""
    found = told.get(name)
    return found if isinstance(found, dict) else {}
