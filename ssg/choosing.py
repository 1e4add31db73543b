"""Which files a command is asked about: by their paths, or as changed since a commit."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

from ssg.changes import ChangesError, changed_since
from ssg.keys import ALIASES
from ssg.problems import Problem, Severity
from ssg.reading import document_of
from ssg.sources import CONTENT, SUFFIXES, Source, is_left_by_editor, read_plain

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from ssg.settings import Settings

# A file that has two of these keys beside a title is most likely a listing.
FACTS = frozenset({"company", "location", "salary", "apply_url", "benefits"})


def chosen_paths(site: Path, paths: Sequence[Path], revision: str | None) -> Sequence[Path] | None:
    """Return the files and folders to tell of: the paths, or what changed below them; None for all.

    Raises:
        ChangesError: it cannot be said what has changed since a revision.
    """
    if revision is None:
        return paths or None
    is_chosen = chooser(site, paths or None)
    return [site / path for path in sorted(changed_since(site, revision)) if is_chosen(path)]


def latest_changes(site: Path) -> frozenset[str]:
    """Return the files of the last commit, none where Git does not know them."""
    try:
        return changed_since(site, "HEAD^")
    except ChangesError:
        return frozenset()


def chooser(site: Path, chosen: Iterable[Path] | None) -> Callable[[str], bool]:
    """Return a function that says whether a path under the site is chosen, or lies below one."""
    if chosen is None:
        return lambda _: True
    wanted = set().union(*(_names(site, path) for path in chosen))
    if "." in wanted:
        return lambda _: True

    folders = tuple(f"{each}/" for each in wanted if (site / each).is_dir())
    return lambda path: path in wanted or path.startswith(folders)


def is_within(site: Path, path: Path) -> bool:
    """Return whether a path lies in a site folder, or is the folder."""
    return any(Path(name).parts[:1] != ("..",) for name in _names(site, path))


def passed_over(
    site: Path, chosen: Sequence[Path] | None, seen: set[str], settings: Settings
) -> Iterator[Problem]:
    """Yield the files that are meant for listings, and are none of those that were seen.

    Of those chosen by their paths any is; of those in folders, and of all where none is chosen,
    what reads like one, whatever its name ends in. A folder that is chosen and lies elsewhere is
    told of itself.
    """
    if chosen is None or any(path.is_dir() for path in chosen):
        for path in _others(site):
            if _is_like_a_listing(path, settings):
                yield _misnamed(path.relative_to(site).as_posix())
    for path in chosen or ():
        names = _names(site, path)
        name = next((each for each in sorted(names) if each.startswith(f"{CONTENT}/")), None)
        if name is not None:
            if path.is_file() and not names & seen:
                yield _misnamed(name)
        # A line that begins with a colon commands GitHub's runner.
        elif names.isdisjoint({".", CONTENT}) and not max(names).lstrip().startswith(":"):
            yield from _elsewhere(path, max(names), settings)


def _elsewhere(path: Path, name: str, settings: Settings) -> Iterator[Problem]:
    """Yield that a listing lies outside of the content folder, or that a whole folder does."""
    where = f"it does not lie in {CONTENT}/"
    if path.is_dir():
        message = f"this folder is passed over: {where}"
        yield Problem.of_file(name, Severity.NOTE, "passed-over", message)
    elif _is_like_a_listing(path, settings, SUFFIXES):
        message = f"this file is passed over: {where}"
        hint = f"it reads like a listing; put it into {CONTENT}/"
        yield Problem.of_file(name, Severity.NOTE, "passed-over", message, hint)


def _others(site: Path) -> Iterator[Path]:
    """Yield the files of the content folder of which no listing is read, by their names."""
    for folder, folders, names in os.walk(site / CONTENT):
        folders[:] = sorted(each for each in folders if not each.startswith("."))
        for name in sorted(names):
            is_passed = name.startswith(".") or is_left_by_editor(name)
            # A name that is not UTF-8 is not printable either.
            if name.isprintable() and not is_passed and not name.lower().endswith(SUFFIXES):
                yield Path(folder, name)


def _misnamed(name: str) -> Problem:
    """Return the note that a file of the content folder is none of those that are read."""
    message = "this file is passed over: by its name it is no listing"
    hint = f"the names of listings end in {', '.join(SUFFIXES)}"
    if any(part.startswith(".") for part in name.split("/")):
        hint = "neither a listing's name nor that of a folder above begins with a point"
    return Problem.of_file(name, Severity.NOTE, "passed-over", message, hint)


def _names(site: Path, path: Path) -> set[str]:
    """Return what a path is called as seen from the site.

    A folder above, or the content itself, may be a link: both spellings are meant.
    """
    return {
        Path(os.path.relpath(spelling, root)).as_posix()
        for spelling in (path.absolute(), path.resolve())
        for root in (site.absolute(), site.resolve())
    }


def _is_like_a_listing(path: Path, settings: Settings, ends: tuple[str, ...] = ("",)) -> bool:
    """Return whether a file anywhere has a title and two more facts of a job, in either form.

    Its name ends in one of `ends`.
    """
    if not path.name.lower().endswith(ends) or path.is_symlink():
        return False
    try:
        data = read_plain(str(path), settings.size_limit)
    except (OSError, ValueError):
        return False
    document = document_of(Source(path.name, data, ""), settings.front_matter_limit)
    names = {field.name.text for field in document.fields} if document else set()
    facts = {ALIASES.get(name, name) for name in names} & FACTS
    return "title" in names and len(facts) > 1
