"""From the first build to Ctrl-C: what changes is built, told, and shown by the pages it is on."""

from __future__ import annotations

import asyncio
import contextlib
import datetime as dt
import errno
import gc
import ipaddress
import signal
import socket
import threading
import webbrowser
from typing import TYPE_CHECKING, Any, NamedTuple

from ssg import urls
from ssg.cache import FOLDER
from ssg.errors import CommandError
from ssg.problems import Severity, printable
from ssg.serving import server
from ssg.serving.builder import Builder, Outcome
from ssg.serving.live import Live
from ssg.serving.telling import as_json, key_of, line, lines, problems_of
from ssg.serving.watching import changes, look
from ssg.settings import SettingsError, read_settings

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from ssg.build import Options
    from ssg.formats import Style
    from ssg.report import Report
    from ssg.serving.watching import Look

PORT = 8000
BACKLOG = 128  # connections that wait, as while the first build is under way
TRIED = 10  # ports from the default on, before any one is taken
PREVIEW = "preview"  # the folder in .ssg-cache/ for a site that is not to be published yet
ENDINGS = ("SIGINT", "SIGTERM", "SIGHUP")


class AddressError(CommandError):
    """An address that cannot be served at; the text says why."""

    status = 2


class Wishes(NamedTuple):
    """What somebody asks of the server: a port of None is any, `as_of` of None is today."""

    host: str
    port: int | None
    is_opened: bool
    drafts: bool
    as_of: dt.date | None

    @property
    def is_preview(self) -> bool:
        """Return whether the site is another than `ssg build` would publish today."""
        return self.drafts or self.as_of is not None

    def options(self, options: Options) -> Options:
        """Return the options of a build that begins now.

        What is not to be published goes to a folder of its own, so that none of it is ever in
        `output/`.
        """
        folder = options.site / FOLDER / PREVIEW if self.is_preview else options.output
        day = self.as_of or dt.datetime.now(dt.UTC).date()
        return options._replace(output=folder, drafts=self.drafts, as_of=day)


class Voice(NamedTuple):
    """Who is told lines, who is told what is wrong, and what the latter's terminal can do."""

    tell: Callable[[str], None]
    complain: Callable[[str], None]
    style: Style


def serve(
    options: Options, wishes: Wishes, first_build: Callable[[Options], Report], voice: Voice
) -> None:
    """Serve a site, once it is built, until Ctrl-C or another signal asks to end.

    Raises:
        AddressError: the address cannot be served at; nothing is built.
        SettingsError: a setting that cannot be used at the beginning. Later that is told only.
    """
    # The system tells of changes by paths without links.
    options = options._replace(site=options.site.resolve())
    with _claimed(wishes) as claimed:
        seen = look(options.site)
        base = _base(options.site)  # a save while it is built is found later, by the look
        report = first_build(wishes.options(options))
        gc.enable()  # from here on it runs for long
        asyncio.run(_Session(options, wishes, voice, report, base).run(claimed, seen))


class _Session:
    """A site that is served and built anew."""

    def __init__(
        self, options: Options, wishes: Wishes, voice: Voice, report: Report, base: str
    ) -> None:
        self._options = options
        self._wishes = wishes
        self._voice = voice
        self._builder = Builder()
        self._live = Live(wishes.options(options).output, base)
        problems = problems_of(Outcome(report))
        self._told = self._first = {key_of(each) for each in problems}
        self._live.problems = as_json(options.site, problems, self._first)
        self._live.has_errors = bool(report.errors)

    async def run(self, claimed: socket.socket, seen: Look) -> None:
        """Serve until a signal asks to end; then all is closed, and nothing is left half done."""
        ended = asyncio.Event()
        serving = server.start([claimed], self._live, self._wishes.host)
        tasks = [asyncio.create_task(each) for each in (ended.wait(), self._follow(seen))]
        with _heard(ended.set):
            try:
                self._welcome(claimed.getsockname()[1])
                done, _ = await asyncio.wait(tasks, return_when=asyncio.FIRST_COMPLETED)
                for task in done:
                    task.result()  # raises what went wrong; following never ends by itself
            finally:
                for task in tasks:
                    task.cancel()
                serving.stop()
                await asyncio.to_thread(self._builder.stop)
                await asyncio.gather(*tasks, return_exceptions=True)
                await serving.close_all_connections()

    def _welcome(self, port: int) -> None:
        """Tell where the site is served, and open it if that was asked for."""
        wishes = self._wishes
        address = f"http://{_in_address(wishes.host)}:{port}{self._live.base}"
        if wishes.port is None and port != PORT:
            self._voice.tell(f"port {PORT} is taken, so this is port {port}")
        if wishes.is_preview:
            folder = printable(str(self._live.folder))
            self._voice.tell(f"built to {folder}; the output folder stays as it is")
        self._voice.tell(f"serving {address} until Ctrl-C")
        if wishes.is_opened:  # some browsers stay with whoever opened them
            threading.Thread(target=webbrowser.open, args=(address,), daemon=True).start()

    async def _follow(self, seen: Look) -> None:
        """Build anew with each change."""
        async with contextlib.aclosing(changes(self._options.site, seen)) as settled:
            async for names in settled:
                options = self._wishes.options(self._options)
                outcome = await asyncio.to_thread(self._builder.build, options)
                if outcome.report or outcome.failure:  # else it was cut short
                    await self._show(names, outcome)

    async def _show(self, names: tuple[str, ...], outcome: Outcome) -> None:
        """Tell the terminal and the pages what came of a build."""
        site, problems = self._options.site, problems_of(outcome)
        live, first = self._live, self._first
        live.note(await asyncio.to_thread(live.look))
        live.problems = await asyncio.to_thread(as_json, site, problems, first)
        live.has_errors = any(each.severity is Severity.ERROR for each in problems)
        with contextlib.suppress(SettingsError):
            live.base = _base(site)
        fresh = [each for each in problems if key_of(each) not in self._told]
        trace = map(printable, outcome.trace.splitlines())
        for text in (*lines(site, fresh, self._voice.style), *trace):
            self._voice.complain(text)
        keys = {key_of(each) for each in problems}
        self._told = keys if outcome.report else self._told | keys
        self._voice.tell(line(names, outcome))
        server.tell_pages()


def _base(site: Path) -> str:
    """Return the path that a site lies under."""
    return urls.base(read_settings(site).base_url).path


def _claimed(wishes: Wishes) -> socket.socket:
    """Return a socket at the address that is asked for, or at the next port that is free."""
    ports = [*range(PORT, PORT + TRIED), 0] if wishes.port is None else [wishes.port]
    while True:
        port = ports.pop(0)
        try:
            found = socket.getaddrinfo(wishes.host, port, type=socket.SOCK_STREAM)
            claimed = socket.create_server(found[0][4], family=found[0][0], backlog=BACKLOG)
        except OSError as error:
            if error.errno != errno.EADDRINUSE or not ports:
                reason = f"cannot serve at {wishes.host}, port {port}: {error.strerror}"
                raise AddressError(printable(reason)) from None
        else:
            claimed.settimeout(0)  # as tornado needs it
            return claimed


def _in_address(host: str) -> str:
    """Return a host as it stands in an address; one that means all is reached as this machine."""
    try:
        number = ipaddress.ip_address(host)
    except ValueError:
        return host
    if number.is_unspecified:
        return "localhost"
    return f"[{host}]" if number.version == 6 else host  # noqa: PLR2004 - IPv6


@contextlib.contextmanager
def _heard(end: Callable[[], Any]) -> Iterator[None]:
    """Have each signal that asks to end call a function instead of ending the program."""
    loop = asyncio.get_running_loop()

    def hear(*_: object) -> None:
        loop.call_soon_threadsafe(end)

    signals = [getattr(signal, name) for name in ENDINGS if hasattr(signal, name)]
    heeded = [each for each in signals if signal.getsignal(each) is not signal.SIG_IGN]  # nohup
    before = {each: signal.signal(each, hear) for each in heeded}
    try:
        yield
    finally:
        for each, handler in before.items():
            signal.signal(each, handler)
