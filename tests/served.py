"""`ssg serve` at work, for tests of what it answers and of what a browser shows."""

from __future__ import annotations

import http.client
import queue
import re
import signal
import subprocess
import sys
import threading
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from pathlib import Path

PATIENCE = 30  # seconds


class Reply(NamedTuple):
    """An answer over HTTP."""

    status: int
    headers: dict[str, str]
    body: str


class Served:
    """A site folder with `ssg serve` at work on it, where it is served, and the lines it prints."""

    def __init__(self, site: Path, *words: str) -> None:
        self.site = site
        self.lines: list[str] = []
        self._new: queue.Queue[str] = queue.Queue()
        command = [sys.executable, "-m", "ssg", "serve", "--site", str(site), "--jobs", "1", *words]
        self.process = subprocess.Popen(
            command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
        )
        self._reader = threading.Thread(target=self._read, daemon=True)
        self._reader.start()
        begun = self.hear(r"serving (http://\S+?:(\d+)/\S*) until")
        self.address, self.port = begun[1], int(begun[2])

    def hear(self, pattern: str) -> re.Match[str]:
        """Return what the next line that fits a pattern says."""
        while line := self._new.get(timeout=PATIENCE):
            if found := re.search(pattern, line):
                return found
        raise AssertionError("".join(self.lines))

    def ask(self, path: str, method: str = "GET", **headers: str) -> Reply:
        """Return the answer to a request, which is sent as it is."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=PATIENCE)
        connection.putrequest(method, path, skip_host=True)
        for name, value in {"Host": f"127.0.0.1:{self.port}", **headers}.items():
            connection.putheader(name, value)
        connection.endheaders()
        answer = connection.getresponse()
        body = answer.read().decode()
        connection.close()
        return Reply(answer.status, dict(answer.getheaders()), body)

    def save(self, path: str, text: str) -> None:
        """Save a file as most editors do: in place."""
        (self.site / path).write_text(text, encoding="utf-8")

    def end(self, by: int = signal.SIGINT) -> int:
        """Return the status that it ends with, or has ended with."""
        self.process.send_signal(by)
        status = self.process.wait(PATIENCE)
        self._reader.join(PATIENCE)
        return status

    def _read(self) -> None:
        """Take the lines as they come; no text says that there are no more."""
        assert self.process.stdout is not None
        with self.process.stdout as lines:
            for line in lines:
                self.lines.append(line)
                self._new.put(line)
        self._new.put("")
