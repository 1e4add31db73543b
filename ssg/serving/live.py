"""Since which build each published file is as it is, and so what an open page has missed."""

from __future__ import annotations

import secrets
from typing import TYPE_CHECKING

from ssg import output
from ssg.serving.addresses import Found, answer, files_behind, is_loaded
from ssg.serving.watching import difference

if TYPE_CHECKING:
    from pathlib import Path

# What a page is told by livereload's protocol to reload, beside the files that it has loaded.
ROOM = "/.ssg-serve/"
PROBLEMS, PAGE = f"{ROOM}problems.json", f"{ROOM}page"


class Live:
    """A folder as it is served, under a base path, and what is wrong with it as JSON."""

    def __init__(self, folder: Path, base: str) -> None:
        self.folder = folder
        self.base = base
        self.problems = b"{}"
        self.has_errors = False
        self._run = secrets.token_hex(4)  # so that pages of a server before this one are known
        self._builds = 0
        self._changed_in: dict[str, int] = {}
        self._stamps = self.look()

    @property
    def build(self) -> str:
        """Return the name of the last build, which a page is given with it."""
        return f"{self._run}-{self._builds}"

    def look(self) -> dict[str, output.Stamp]:
        """Return the stamps of all that is published."""
        return output.stamps(self.folder, output.read_manifest(self.folder))

    def note(self, stamps: dict[str, output.Stamp]) -> None:
        """Note what a look after a build found: files that came, changed or went, by whomever."""
        changed = difference(self._stamps, stamps)
        self._stamps = stamps
        self._builds += 1
        self._changed_in |= dict.fromkeys(changed, self._builds)

    def missed(self, build: str, address: str) -> list[str] | None:
        """Return what a page that was given with a build is to reload: itself, or what it loads.

        None means that the page is to stay as it is for now: an error has taken it away.
        """
        run, _, number = build.partition("-")
        if run != self._run or not number.isdecimal():
            return [PAGE]
        changed = [path for path, since in self._changed_in.items() if since > int(number)]
        if not files_behind(self.folder, self.base, address).intersection(changed):
            return [f"{self.base}{path}" for path in changed if is_loaded(path)]
        is_there = isinstance(answer(self.folder, self.base, address), Found)
        return [PAGE] if is_there or not self.has_errors else None
