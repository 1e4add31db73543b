"""The index of listings' texts that Pagefind makes, for the setting `search = "pagefind"`.

Of what Pagefind writes, its interface is left out, and so are its fragments: a copy of each text,
which would say which listing a result is. `listings.json` says that, and results are our own rows.
"""

from __future__ import annotations

import gzip
import hashlib
import importlib
import json
import re
import subprocess
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from ssg import output
from ssg.pages.search import TEXTS
from ssg.publication import Staged
from ssg.settings import SettingsError, primary_language

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from ssg.cache import Cache, Published
    from ssg.settings import Settings
    from ssg.site import Posting, Site

LISTINGS = f"{TEXTS}listings.json"
SIGNS = "+#"  # part words here: C, C++ and C# are three
AT_ONCE = 500  # texts that are held
LONGEST = 1800  # seconds; 6,700 listings take some ten
MAGIC = b"pagefind_dcd"  # what begins every file of Pagefind's data
PUBLISHED = re.compile(
    r"pagefind(-worker)?\.js|pagefind-entry\.json|[^/]+\.(pf_meta|pagefind)|index/[^/]+\.pf_index"
)


def stage_texts(
    site: Site, staged: Staged, folder: Path, cache: Cache, before: Mapping[str, Published]
) -> Staged:
    """Return what an output folder will hold with the index of texts, where the site wants one.

    `before` are the files that are as the build before left them. An index of the same texts among
    them stays: Pagefind makes equal bytes of them.

    Raises:
        SettingsError: Pagefind does not run here.
        OutputError: a file cannot be written.
    """
    if site.settings.search != "pagefind" or not site.postings:
        return staged
    paths = staged.changed.keys() | staged.unchanged.keys()
    taken = {path for path in paths if path.startswith(TEXTS)}  # by the site's static files
    key = _key(site, taken)
    kept = {path: file.key for path, file in before.items() if file.key.startswith(key)}
    if kept and kept.get(LISTINGS) == f"{key} {len(kept)}":
        return staged._replace(unchanged=staged.unchanged | kept)
    changed, unchanged = dict[str, str](), dict[str, str]()
    files = {path: data for path, data in _files(site, cache) if path not in taken}
    for path, data in files.items():
        kind = unchanged if output.stage(folder, path, data) else changed
        kind[path] = f"{key} {len(files)}" if path == LISTINGS else key
    return Staged(staged.changed | changed, staged.unchanged | unchanged, staged.mistakes)


def _key(site: Site, taken: Iterable[str]) -> str:
    """Return a key of all that the index is made of, and of the paths at which it has no file."""
    found = hashlib.blake2b(repr((site.settings.language, sorted(taken))).encode(), digest_size=16)
    for posting in site.postings:
        found.update(repr((posting.slug, _said(posting), posting.listing.body)).encode())
    return found.hexdigest()


def _said(posting: Posting) -> str:
    """Return what is found beside the text, so that words of both are found together."""
    listing = posting.listing
    return "\n".join([listing.title, listing.company or "", listing.location, *listing.tags])


def _files(site: Site, cache: Cache) -> Iterator[tuple[str, bytes]]:
    """Yield the files of the index, by path."""
    with tempfile.TemporaryDirectory(prefix="ssg-") as name:
        pages, index = Path(name) / "pages", Path(name) / "index"
        pages.mkdir()
        for start in range(0, len(site.postings), AT_ONCE):
            _write(site.postings[start : start + AT_ONCE], pages, cache)
        _run(site.settings, pages, index)
        for path in sorted(path for path in index.rglob("*") if path.is_file()):
            inside = path.relative_to(index).as_posix()
            if PUBLISHED.fullmatch(inside):
                yield f"{TEXTS}{inside}", path.read_bytes()
        yield LISTINGS, _listings(index, [posting.slug for posting in site.postings])


def _write(postings: Sequence[Posting], folder: Path, cache: Cache) -> None:
    """Write a page for each posting, of what is to be found in it."""
    bodies = cache.bodies(posting.listing.body for posting in postings)
    for posting in postings:
        said = _said(posting).replace("&", "&amp;").replace("<", "&lt;")
        body = bodies.get(posting.listing.body, "")
        text = f"<!doctype html><html><body><h1>{said}</h1>{body}</body>"
        (folder / f"{posting.slug}.html").write_text(text, encoding="utf-8", newline="\n")


def _run(settings: Settings, pages: Path, index: Path) -> None:
    """Let Pagefind index a folder of pages, all of them in the site's language."""
    language = primary_language(settings.language)
    options = ["--force-language", language, "--include-characters", SIGNS, "--silent"]
    try:
        program = importlib.import_module("pagefind_bin").get_executable()
        command = [program, "--site", pages, "--output-path", index, *options]
        done = subprocess.run(  # noqa: S603 - the program that the setting asks for
            command, cwd=pages, capture_output=True, timeout=LONGEST, check=False
        )
    except (ImportError, OSError, subprocess.SubprocessError) as error:
        raise SettingsError(_told(str(error))) from None
    if done.returncode:
        said = (done.stderr or done.stdout).decode(errors="replace").strip()
        raise SettingsError(_told(said.rpartition("\n")[2] or f"exit status {done.returncode}"))


def _told(reason: str) -> str:
    """Return what went wrong in words."""
    return f'error: search = "pagefind": Pagefind does not run here: {reason}'


def _listings(index: Path, slugs: Sequence[str]) -> bytes:
    """Return the names of Pagefind's results as JSON, in the order of the slugs they stand for."""
    names = dict[str, str]()
    for path in index.glob("fragment/*"):
        data = json.loads(gzip.decompress(path.read_bytes()).removeprefix(MAGIC))
        names[data["url"].removeprefix("/").removesuffix(".html")] = path.stem
    text = json.dumps([names.get(slug, "") for slug in sorted(slugs)], separators=(",", ":"))
    return text.encode()
