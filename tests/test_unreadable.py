"""What nobody may read of a site's own templates and static files is told, never taken as absent.

Tests may run as root, who may read everything, so the system's calls are made to refuse.
"""

from __future__ import annotations

import errno
import os
from typing import TYPE_CHECKING, Any

import pytest

from ssg import theme
from ssg.problems import Severity
from ssg.settings import Settings
from ssg.static import static_files
from ssg.theme import read_theme
from tests.folders import files_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from tests.builds import Board, Run

FILES = {
    "content/baker.md": "---\ntitle: Baker\ncompany_logo: shop/oven.svg\n---\nBread.\n",
    "templates/404.html": "Ours.",
    "templates/static/own.css": "a {}",
    "static/shop/oven.svg": "<svg/>",
}


@pytest.fixture
def refuse(monkeypatch: pytest.MonkeyPatch) -> Callable[[Path], None]:
    """Return a function after which a file or a folder cannot be read."""

    def refuse(path: Path) -> None:
        def refusing(call: Callable[..., Any]) -> Callable[..., Any]:
            def called(asked: Any, *words: Any, **named: Any) -> Any:  # noqa: ANN401 - as it is
                if not isinstance(asked, int) and os.fspath(asked).rstrip("/") == str(path):
                    raise PermissionError(errno.EACCES, "Permission denied", str(path))
                return call(asked, *words, **named)

            return called

        for name in ("builtins.open", "io.open", "os.scandir"):
            module, _, function = name.partition(".")
            call = getattr(__import__(module), function)
            monkeypatch.setattr(name, refusing(call))

    return refuse


@pytest.mark.parametrize("path", ["templates", "templates/404.html", "templates/static"])
@pytest.mark.usefixtures("alone")
def test_templates_that_cannot_be_read_are_told_and_publish_nothing(
    path: str,
    board: Board,
    refuse: Callable[[Path], None],
    run: Run,
) -> None:
    site = board(FILES)
    assert run("build", "--site", site).exit_code == 0
    before = (site / "output/404.html").read_bytes()
    refuse(site / path)
    result = run("build", "--site", site)
    assert result.exit_code == 1
    assert result.stderr.splitlines() == [
        f"{path}:1: error: this cannot be read, so nothing is published: Permission denied"
    ]
    assert "nothing published" in result.stdout
    assert (site / "output/404.html").read_bytes() == before


@pytest.mark.parametrize("command", ["build", "check"])
@pytest.mark.usefixtures("alone")
def test_content_that_cannot_be_read_replaces_nothing(
    command: str, board: Board, refuse: Callable[[Path], None], run: Run
) -> None:
    """All listings were taken out of the published site."""
    site = board(FILES)
    run("build", "--site", site)
    before = files_of(site / "output")
    refuse(site / "content")
    result = run(command, "--site", site)
    assert result.exit_code == 1
    assert result.stderr == f"error: {site / 'content'} cannot be read: Permission denied\n"
    assert files_of(site / "output") == before


@pytest.mark.parametrize("path", ["static", "static/shop", "static/shop/oven.svg"])
@pytest.mark.usefixtures("alone")
def test_static_files_that_cannot_be_read_are_told_once(
    path: str,
    board: Board,
    refuse: Callable[[Path], None],
    run: Run,
) -> None:
    site = board(FILES)
    refuse(site / path)
    result = run("build", "--site", site)
    assert result.exit_code == 1
    assert result.stderr.splitlines() == [
        f"{path}:1: error: this cannot be read, so it is not copied: Permission denied"
    ]


def test_links_that_lead_in_circles_are_told(
    board: Board,
) -> None:
    site = board(FILES)
    for folder in ("static", "templates", "templates/static"):
        (site / folder / "loop.html").symlink_to("loop.html")
    read = read_theme(site, Settings())
    _, refused = static_files(site, read.folders)
    told = [*read.refused, *refused]
    folders = ("templates", "templates/static", "static")
    assert [each.path for each in told] == [f"{folder}/loop.html" for folder in folders]
    assert {each.severity for each in told} == {Severity.ERROR}


def test_a_template_that_goes_while_it_is_read_is_taken_as_absent(
    board: Board, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As an editor's file does that was there for a moment."""
    site = board(FILES)
    without = read_theme(site, Settings())
    found = theme.template_files

    def and_one_that_goes(folder: str, *words: Any) -> Iterator[str]:  # noqa: ANN401 - as it is
        yield from found(folder, *words)
        yield "gone.html"

    monkeypatch.setattr(theme, "template_files", and_one_that_goes)
    assert read_theme(site, Settings()) == without


def test_a_file_where_the_folder_of_templates_has_to_be_is_told(
    board: Board,
) -> None:
    (problem,) = read_theme(board({"templates": "a file"}), Settings()).refused
    assert (problem.path, problem.rule) == ("templates", "template")


@pytest.mark.usefixtures("alone")
def test_a_check_does_not_say_that_a_picture_is_missing_where_it_may_not_look(
    board: Board,
    run: Run,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    site = board(FILES)
    stat = os.stat

    def refusing(path: Any, *words: Any, **named: Any) -> os.stat_result:  # noqa: ANN401 - as it is
        if str(path).startswith(str(site / "static")):
            raise PermissionError(errno.EACCES, "Permission denied", str(path))
        return stat(path, *words, **named)

    monkeypatch.setattr(os, "stat", refusing)
    result = run("check", "--site", site)
    assert result.exit_code == 1
    assert "company_logo" not in result.stdout
