"""The house stays as docs/architecture.md tells it."""

from __future__ import annotations

import ast
import re
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from importlinter.cli import EXIT_STATUS_SUCCESS, lint_imports

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = Path(__file__).parent.parent
MODULES = sorted((ROOT / "ssg").rglob("*.py"))
OF_TESTS = sorted((ROOT / "tests").rglob("*.py"))
MOST_LINES = 400

Definition = ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef


def name_of(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def room(module: str) -> str:
    """Return the room of a module: `ssg.reading.fields` lies in `reading`."""
    return ([*module.split("."), ""])[1]


@pytest.fixture(params=MODULES, ids=name_of)
def module(request: pytest.FixtureRequest) -> Path:
    path: Path = request.param
    return path


def test_rooms_look_down_only(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)
    assert lint_imports(no_cache=True) == EXIT_STATUS_SUCCESS


@pytest.mark.parametrize("path", [*MODULES, *OF_TESTS], ids=name_of)
def test_a_module_holds_one_idea(path: Path) -> None:
    assert len(path.read_text(encoding="utf-8").splitlines()) <= MOST_LINES


def test_what_is_public_says_what_it_returns(module: Path) -> None:
    tree = ast.parse(module.read_text(encoding="utf-8"))
    assert ast.get_docstring(tree)
    silent = [each.name for each in public(tree) if not ast.get_docstring(each)]
    assert silent == []


def test_no_group_is_repeated_possessively(module: Path) -> None:
    """Before 3.11.5, Python takes what a repetition began to match and did not for its match.

    That is so of groups alone; an atomic group around them is right everywhere (CPython's issue
    106052).
    """
    tree = ast.parse(module.read_text(encoding="utf-8"))
    texts = [str(node.value) for node in ast.walk(tree) if isinstance(node, ast.Constant)]
    without_sets = [re.sub(r"\[\^?\]?(?:[^\]\\]|\\.)*\]", "x", text) for text in texts]
    assert [text for text in without_sets if re.search(r"\)(?:[*+?]|\{[\d,]+\})\+", text)] == []


def public(tree: ast.Module | ast.ClassDef) -> Iterator[Definition]:
    """Yield the public functions and classes, and the public methods of these."""
    for node in tree.body:
        if isinstance(node, Definition) and not node.name.startswith("_"):
            yield node
            if isinstance(node, ast.ClassDef):
                yield from public(node)


def test_only_the_command_line_prints_and_exits(module: Path) -> None:
    commands = {"cli.py", "contributing.py", "options.py"}
    if module.name in {*commands, "__main__.py"}:  # the last ends what Ctrl-C cuts short
        return
    tree = ast.parse(module.read_text(encoding="utf-8"))
    words = {node.id for node in ast.walk(tree) if isinstance(node, ast.Name)}
    attributes = {
        f"{node.value.id}.{node.attr}"
        for node in ast.walk(tree)
        if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name)
    }
    assert not {"print", "exit", "quit", "SystemExit"} & words
    assert not {"sys.exit", "sys.stdout", "sys.stderr", "click.echo"} & attributes


def test_no_private_name_crosses_into_another_room(module: Path) -> None:
    here = room(".".join(module.relative_to(ROOT).with_suffix("").parts))
    tree = ast.parse(module.read_text(encoding="utf-8"))
    assert list(private_imports(tree, here)) == []


def private_imports(tree: ast.Module, here: str) -> Iterator[str]:
    """Yield private names of ours that come from another room, by import or by attribute."""
    foreign = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom) and node.module and node.module.startswith("ssg"):
            for alias in node.names:
                origin = f"{node.module}.{alias.name}" if node.module == "ssg" else node.module
                if room(origin) != here:
                    foreign.add(alias.asname or alias.name)
                    if alias.name.startswith("_") and not alias.name.startswith("__"):
                        yield f"{node.module}.{alias.name}"
    for node in ast.walk(tree):
        if (
            isinstance(node, ast.Attribute)
            and isinstance(node.value, ast.Name)
            and node.value.id in foreign
            and node.attr.startswith("_")
            and not node.attr.startswith("__")
            and node.attr not in {"_replace", "_asdict", "_fields"}  # public on named tuples
        ):
            yield f"{node.value.id}.{node.attr}"
