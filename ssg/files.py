"""What a build writes: pages that are to be rendered, other files, and streams of both."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from ssg.views import View


class Later(NamedTuple):
    """A view, or bytes, that a worker makes when a file needs it: by what, and of what.

    The function sees nothing else; so where what it is made of is as before, the file is too.
    """

    make: Callable[..., Any]
    of: tuple[object, ...]

    def made(self) -> Any:  # noqa: ANN401 - what the function returns
        """Return what the function makes."""
        return self.make(*self.of)


class Page(NamedTuple):
    """A file to be rendered: its path under `output/`, its template and what that shows."""

    path: str
    template: str
    shows: View | Later
    bodies: tuple[str, ...] = ()

    @property
    def view(self) -> View:
        """Return what the template shows."""
        shows = self.shows
        view: View = shows.made() if isinstance(shows, Later) else shows
        return view


class Deferred(NamedTuple):
    """A page whose view is planned when it is called for; all else of it is known.

    Where nothing but texts may have changed, its bodies alone say whether the page did.
    """

    path: str
    template: str
    bodies: tuple[str, ...]
    plan: Callable[[], View | Later]

    @property
    def page(self) -> Page:
        """Return the page, with its view."""
        return Page(self.path, self.template, self.plan(), self.bodies)


class Stream(NamedTuple):
    """A file that may be too large to be held: its path, and what yields its parts, in order.

    The parts differ from each other; they are rendered one by one and written end to end.
    """

    path: str
    parts: Callable[[], Iterator[Part | Deferred]]


class File(NamedTuple):
    """A file that no template makes: its path under `output/`, and its bytes or what makes them."""

    path: str
    data: bytes | Later

    @property
    def content(self) -> bytes:
        """Return what it holds."""
        data = self.data
        content: bytes = data.made() if isinstance(data, Later) else data
        return content


Part = Page | File
