"""Brings the catalogues of the interface up to date with the texts in code and templates.

    python scripts/make_catalogues.py [LANGUAGE …]

A language that is named and has no catalogue gets one. What is translated stays; what is new waits
for a translation, and a text that is not used any more goes. `tests/test_locales.py` tells what
waits.
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po, write_po

from ssg.keys import EMPLOYMENT_TYPES
from ssg.places import REGIONS, region_name

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = Path(__file__).parent.parent
FOLDER = ROOT / "ssg/locales"
WHERE = {
    "ssg": [("**.py", "python")],
    "templates": [(f"**.{kind}", "jinja2") for kind in ("css", "html", "json", "md", "xml")],
}
OPTIONS = {"**.html": {"trimmed": "false"}}
KEYWORDS = {
    **dict.fromkeys(("_", "N_", "gettext")),
    **dict.fromkeys(("ngettext", "counted"), (1, 2)),
}
WIDTH = 100


def main(languages: list[str]) -> None:
    """Write the catalogues."""
    found = template()
    for language in sorted({*languages, *(path.stem for path in FOLDER.glob("*.po"))}):
        path = FOLDER / f"{language}.po"
        known = read(path, language) if path.exists() else Catalog(locale=language)
        known.update(found, no_fuzzy_matching=True)
        known.obsolete.clear()
        for message in known:  # our header is read as a comment on the first one
            message.user_comments.clear()
        with path.open("wb") as file:
            file.write(HEADER.encode())
            # Of the library's header the dates change by themselves; CLDR knows the plurals.
            write_po(file, known, WIDTH, no_location=True, omit_header=True, sort_output=True)
        waiting = sum(
            not (message.string and all(message.string)) for message in known if message.id
        )
        print(f"{path.relative_to(ROOT)}: {len(known)} texts, {waiting} wait for a translation")


def template() -> Catalog:
    """Return the texts of the interface, untranslated."""
    found = Catalog()
    for message in messages():
        found.add(message)
    return found


def messages() -> Iterator[str | tuple[str, ...]]:
    """Yield each text or its two forms: those that stand in code and templates, and in tables."""
    for folder, methods in WHERE.items():
        # Folders whose names begin with `_` would be passed over: `templates/_parts`.
        rows = extract_from_dir(
            ROOT / folder, methods, OPTIONS, KEYWORDS, directory_filter=lambda _: True
        )
        for _, _, message, _, _ in rows:
            yield message
    yield from map(region_name, REGIONS)
    yield from EMPLOYMENT_TYPES


def read(path: Path, language: str) -> Catalog:
    """Return a catalogue as it is."""
    with path.open("rb") as file:
        return read_po(file, locale=language)


HEADER = """\
# The interface of ssg in another language; a file of GNU gettext.
# scripts/make_catalogues.py adds what is new; the rest is written by hand.

"""

if __name__ == "__main__":
    main(sys.argv[1:])
