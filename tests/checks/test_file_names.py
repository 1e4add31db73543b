"""Names of files that other systems cannot have."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.builds import BAKER

if TYPE_CHECKING:
    from collections.abc import Callable

    from ssg.report import Report


def test_names_that_windows_cannot_have_are_told(checked: Callable[..., Report]) -> None:
    """One such file, and nobody there can check the board out any more."""
    names = (
        "C: dev/a.md",
        "C: dev/b.md",
        "Aux.md",
        "auxiliary.md",
        "who?.md",
        "end./a.md",
        "a..md",
    )
    numbered = {name: BAKER.replace("Night baker", f"Baker {n}") for n, name in enumerate(names)}
    files = {f"content/{name}": text for name, text in numbered.items()}
    told = [p for p in checked(files).problems if p.rule == "file-name-windows"]
    assert [(p.path, p.message.split('"')[1], p.severity) for p in told] == [
        ("content/Aux.md", "Aux.md", "warning"),
        ("content/C: dev/a.md", "C: dev", "warning"),
        ("content/end./a.md", "end.", "warning"),
        ("content/who?.md", "who?.md", "warning"),
    ]
    chosen = checked({"content/C: dev/b.md": BAKER}, "content/C: dev/b.md").problems
    (one,) = (p for p in chosen if p.rule == "file-name-windows")
    assert one.hint == "names there are without :; leave it out"
