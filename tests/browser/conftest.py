"""A real browser for tests of what people see: Chromium as the system has it."""

from __future__ import annotations

import contextlib
import functools
import http.server
import shutil
import threading
import time
from http import HTTPStatus
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import sync_playwright

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from playwright.sync_api import Browser, Page

    from tests.builds import Board, Run

PATIENCE = 20.0  # seconds
NAMES = ("chromium", "chromium-browser", "google-chrome")
FLAGS = [
    *("--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run"),
    *("--disable-background-networking", "--disable-component-update", "--disable-sync"),
]


class Handler(http.server.SimpleHTTPRequestHandler):
    """Serves a folder as GitHub Pages does: 404.html where there is nothing."""

    def log_message(self, *_: object) -> None:
        """Print nothing."""

    def send_error(self, code: int, message: str | None = None, explain: str | None = None) -> None:
        """Answer with the site's own page for an address that there is not."""
        page = Path(self.directory) / "404.html"
        if code != HTTPStatus.NOT_FOUND or not page.is_file():
            super().send_error(code, message, explain)
            return
        data = page.read_bytes()
        self.send_response(code)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        self.wfile.write(data)


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    """Yield a Chromium without a window; .ci/run installs it where a machine has none."""
    found = next((path for name in NAMES if (path := shutil.which(name))), None)
    if found is None:
        pytest.fail("Chromium is needed; on Debian: apt-get install chromium")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=found, args=FLAGS)
        yield browser
        browser.close()


@pytest.fixture
def page(chromium: Browser) -> Iterator[Page]:
    """Yield a page of its own profile, as wide as a laptop; a script's error fails the test."""
    context = chromium.new_context(viewport={"width": 1200, "height": 900})
    context.set_default_timeout(20_000)
    page = context.new_page()
    errors = list[str]()
    page.on("pageerror", lambda error: errors.append(str(error)))
    # Playwright's own evaluates text in the page, which the policy of our pages forbids.
    page.wait_for_function = functools.partial(_wait, page)  # type: ignore[assignment, method-assign]
    yield page
    context.close()
    assert errors == []


def _wait(page: Page, expression: str) -> None:
    """Wait until an expression is true in a page."""
    until = time.monotonic() + PATIENCE
    while not page.evaluate(expression):
        if time.monotonic() > until:
            pytest.fail(f"it never came true: {expression}")
        page.wait_for_timeout(50)


@pytest.fixture
def serve() -> Iterator[Callable[[Path], str]]:
    """Yield a function that serves a folder on this machine and returns its address."""
    with contextlib.ExitStack() as stack:

        def start(folder: Path) -> str:
            handler = functools.partial(Handler, directory=str(folder))
            server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler)
            threading.Thread(target=server.serve_forever, daemon=True).start()
            stack.callback(server.server_close)
            stack.callback(server.shutdown)
            return f"http://127.0.0.1:{server.server_port}/"

        yield start


@pytest.fixture
def published(
    board: Board,
    run: Run,
    serve: Callable[[Path], str],
) -> Callable[[Mapping[str, str]], str]:
    """Return a function that builds a board of files and returns the address it is served at."""

    def publish(files: Mapping[str, str]) -> str:
        site = board(files)
        assert run("build", "--site", site).exit_code == 0
        return serve(site / "output")

    return publish
