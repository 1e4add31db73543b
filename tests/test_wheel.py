"""The wheel carries all it needs, and works in an empty folder away from the checkout."""

from __future__ import annotations

import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent


def pip(*words: str | Path) -> None:
    command = [sys.executable, "-m", "pip", "--quiet", "--disable-pip-version-check"]
    subprocess.run([*command, *map(str, words)], cwd=ROOT, check=True, capture_output=True)


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the wheel as users get it."""
    folder = tmp_path_factory.mktemp("wheel")
    pip("wheel", "--no-deps", "--no-build-isolation", "--wheel-dir", folder, ROOT)
    (built,) = folder.glob("ssg-*.whl")
    return built


@pytest.fixture(scope="module")
def installed(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder with the installed wheel, and nothing else, to import from."""
    folder = tmp_path_factory.mktemp("installed")
    pip("install", "--no-deps", "--no-index", "--target", folder, wheel)
    return folder


def below(folder: str, suffix: str = "") -> set[str]:
    """Return the files of a folder of the checkout, by their paths in it."""
    return {
        path.relative_to(ROOT / folder).as_posix()
        for path in (ROOT / folder).rglob(f"*{suffix}")
        if path.is_file() and "__pycache__" not in path.parts
    }


def test_the_wheel_holds_the_package_its_tables_and_the_theme(wheel: Path) -> None:
    held = {name for name in zipfile.ZipFile(wheel).namelist() if ".dist-info/" not in name}
    tables = {f"ssg/{path}" for path in below("ssg", ".tsv")}
    modules = {f"ssg/{path}" for path in below("ssg", ".py")}
    theme = {f"ssg/templates/{path}" for path in below("templates")}
    starter = {f"ssg/starter_files/{path}" for path in below("ssg/starter_files")}
    assert len(tables) > 5
    assert "ssg/templates/base.html" in theme
    assert "ssg/starter_files/.github/workflows/pages.yml" in starter
    client = {f"ssg/serving/client/{path}" for path in below("ssg/serving/client")}
    schemas = {f"ssg/{path}" for path in below("ssg", "-1.json")}
    lettering = {f"ssg/lettering/{path}" for path in below("ssg/lettering")}
    assert "ssg/lettering/OFL.txt" in lettering  # which the licence of the typeface asks for
    catalogues = {f"ssg/{path}" for path in below("ssg", ".po")}
    data = starter | client | schemas | lettering | catalogues
    assert held == tables | modules | theme | data | {"ssg/py.typed"}


def test_the_wheel_names_the_licence_and_the_command(wheel: Path) -> None:
    archive = zipfile.ZipFile(wheel)
    (about,) = (name for name in archive.namelist() if ".dist-info/" in name and "LICENSE" in name)
    assert archive.read(about) == (ROOT / "LICENSE").read_bytes()
    (commands,) = (name for name in archive.namelist() if name.endswith("/entry_points.txt"))
    assert "ssg = ssg.__main__:main" in archive.read(commands).decode()


def test_the_installed_wheel_builds_a_board_in_an_empty_folder(
    installed: Path, tmp_path: Path
) -> None:
    def python(*words: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [sys.executable, *words],
            cwd=tmp_path,
            env={**os.environ, "PYTHONPATH": str(installed)},
            capture_output=True,
            text=True,
            check=False,
        )

    where = python("-c", "import ssg; print(ssg.__file__)")
    assert Path(where.stdout.strip()).is_relative_to(installed)
    built = python("-m", "ssg", "build")
    assert (built.returncode, "error:" in built.stderr) == (0, False)
    assert "0 open listings" in built.stdout
    page = (tmp_path / "output/index.html").read_text(encoding="utf-8")
    assert 'href="/style.css"' in page
    style = (tmp_path / "output/style.css").read_bytes()
    assert style == (ROOT / "templates/static/style.css").read_bytes()


def test_the_installed_wheel_begins_a_board_without_a_problem(
    installed: Path, tmp_path: Path
) -> None:
    def python(*words: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [sys.executable, "-m", "ssg", *words],
            cwd=tmp_path,
            env={**os.environ, "PYTHONPATH": str(installed)},
            capture_output=True,
            text=True,
            check=False,
        )

    begun = python("init", "board", "--yes", "--github")
    assert begun.returncode == 0
    assert (tmp_path / "board/.github/workflows/pages.yml").is_file()
    assert (tmp_path / "board/.gitignore").is_file()
    words = ("--company", "Kornblume", "--location", "Bremen, Germany", "--remote", "onsite")
    added = python("new", "Baker", *words, "--apply-url", "https://a.example", "--site", "board")
    assert (added.returncode, added.stderr) == (0, "")
    checked = python("check", "--site", "board")
    assert (checked.returncode, checked.stderr) == (0, "")
    built = python("build", "--site", "board", "--strict")
    assert (built.returncode, built.stderr) == (0, "")
    assert "3 open listings" in built.stdout
