"""What a build writes: pages that are to be rendered, streams of them, and bytes that are known."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from ssg.views import View


class Later(NamedTuple):
    """A view that is made when its page is rendered: by what, and of what.

    The function sees nothing else; so where what it is made of is as before, the page is too.
    """

    make: Callable[..., View]
    of: tuple[object, ...]


class Page(NamedTuple):
    """A file to be rendered: its path under `output/`, its template and what that shows."""

    path: str
    template: str
    planned: View | Later
    bodies: tuple[str, ...] = ()

    @property
    def view(self) -> View:
        """Return what the template shows."""
        planned = self.planned
        return planned.make(*planned.of) if isinstance(planned, Later) else planned


class Stream(NamedTuple):
    """A file that may be too large to be held: its path, and what yields its parts, in order.

    The parts differ from each other; they are rendered one by one and written end to end.
    """

    path: str
    parts: Callable[[], Iterator[Page]]


class File(NamedTuple):
    """A file whose bytes are known: its path under `output/` and what it holds."""

    path: str
    data: bytes
