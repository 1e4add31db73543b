"""The programs that are compared, each with a site folder that shows the same listings.

What a listing says is taken from ssg's own `jobs.json`, so that all programs show the same titles,
companies, countries and addresses. The others need not find them out: that is in ssg's time alone.
"""

from __future__ import annotations

import json
import re
import shutil
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple, Protocol

import board
from measure import FailedError

from ssg.places import country_name

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

LAYOUTS = Path(__file__).parent / "peers"
SUMMARY = 160  # characters
CLOSING = re.compile(r"\n#* *CLICK TO \[APPLY\][^\n]*\s*\Z", re.IGNORECASE)
HEAD = re.compile(r"(?:[ \t]*\n|#[ \t].*\n|#{3,4}(?!#).*\n)*")
FRONT_MATTER = re.compile(r"\s*---[ \t]*\n.*?\n---[ \t]*\n", re.DOTALL)
FOOTER = """{% extends "base.html" %}
{% block footer %}
{{ super() }}
<p>Edition 0</p>
{% endblock %}
"""


class Listing(NamedTuple):
    """What all programs show of a listing, and the file that ssg reads it from."""

    file: board.File
    slug: str
    title: str
    company: str
    countries: tuple[str, ...]
    location: str
    salary: str
    tags: tuple[str, ...]
    posted: str
    apply_url: str
    added: str = ""  # what an edit put at the end of its text


class Program(Protocol):
    """A program with its site: how it is called, and how its site is changed."""

    name: str
    site: Path
    output: Path
    template: Path  # which every page goes through; it says `Edition 0`
    caches: tuple[str, ...]  # what it keeps in the site folder
    removes: bool  # whether it removes the page of a listing that is gone

    def command(self, *, cold: bool) -> list[str]:
        """Return the command that builds the site."""

    def write(self, listing: Listing) -> None:
        """Write a listing's file."""

    def remove(self, listing: Listing) -> None:
        """Remove a listing's file."""


class Ssg:
    """This program, in a site folder with nothing but settings and an override of the footer."""

    removes = True
    caches: tuple[str, ...] = (".ssg-cache",)

    def __init__(self, command: Sequence[str], folder: Path, as_of: str, markdown: str) -> None:
        """Make the site folder, without listings."""
        self.name = "ssg"
        self.site, self.output = folder / "ssg", folder / "ssg-output"
        self.template = self.site / "templates" / "base.html"
        self.template.parent.mkdir(parents=True)
        self.template.write_text(FOOTER, encoding="utf-8")
        settings = 'title = "Jobs"\nbase_url = "https://jobs.example.org/"\n'
        settings += f'markdown = "{markdown}"\n' if markdown else ""
        (self.site / "ssg.toml").write_text(settings, encoding="utf-8")
        (self.site / "content").mkdir()
        self._command = [*command, "build", "--quiet", "--as-of", as_of]

    def command(self, *, cold: bool) -> list[str]:
        """Return the command that builds the site; it finds out by itself whether it is cold."""
        del cold
        return [*self._command, "--site", str(self.site), "--output", str(self.output)]

    def write(self, listing: Listing) -> None:
        """Write a listing's file, in the form it came in."""
        file = listing.file
        if listing.added:
            closing = CLOSING.search(file.text)
            end = closing.start() if closing else len(file.text)
            file = file._replace(
                text=f"{file.text[:end]}\n\n{listing.added}\n{file.text[end:]}",
            )
        board.write([file], self.site / "content")

    def remove(self, listing: Listing) -> None:
        """Remove a listing's file."""
        (self.site / "content" / listing.file.path).unlink()

    def listings(self) -> list[Listing]:
        """Return the open listings, as the last build published them.

        Raises:
            FailedError: there are none.
        """
        published = self.output / "jobs.json"
        jobs = (
            json.loads(published.read_text(encoding="utf-8"))["jobs"] if published.exists() else []
        )
        if not jobs:
            raise FailedError("no listing was published in jobs.json")
        files = {f"content/{file.path}": file for file in board.read(self.site / "content")}
        spellings: dict[str, str] = {}
        return [_listing(job, files[job["source"]], spellings) for job in jobs]


class Peer:
    """Another program: its layouts, and the listings written in its own form."""

    removes = False

    def __init__(
        self,
        name: str,
        folder: Path,
        form: Callable[[Listing], str],
        template: str,
        caches: tuple[str, ...],
    ) -> None:
        """Make the site folder, without listings."""
        self.name = name.capitalize()
        self.site, self.output = folder / name, folder / f"{name}-output"
        self.template, self.caches = self.site / template, caches
        self._form = form
        shutil.copytree(LAYOUTS / name, self.site)
        self._content = self.site / "content" / "jobs"
        self._content.mkdir(parents=True)

    def write(self, listing: Listing) -> None:
        """Write a listing's file."""
        (self._content / f"{listing.slug}.md").write_bytes(
            self._form(listing).encode("utf-8", "replace")
        )

    def remove(self, listing: Listing) -> None:
        """Remove a listing's file."""
        (self._content / f"{listing.slug}.md").unlink()


class Hugo(Peer):
    """Hugo, which has no cache of pages: it makes all of them anew each time."""

    def __init__(self, program: str, folder: Path) -> None:
        """Make the site folder, without listings."""
        super().__init__("hugo", folder, hugo_form, "layouts/baseof.html", ("resources",))
        self._program = program

    def command(self, *, cold: bool) -> list[str]:
        """Return the command that builds the site."""
        del cold
        return [self._program, "--quiet", "-s", str(self.site), "-d", str(self.output)]


class Pelican(Peer):
    """Pelican, with its cache of contents wherever there may be something in it."""

    def __init__(self, program: str, folder: Path) -> None:
        """Make the site folder, without listings."""
        template = "theme/templates/base.html"
        super().__init__("pelican", folder, pelican_form, template, ("cache",))
        self._program = program

    def command(self, *, cold: bool) -> list[str]:
        """Return the command that builds the site."""
        cache = [] if cold else ["env", "PELICAN_CACHE=1"]
        settings = str(self.site / "pelicanconf.py")
        return [*cache, self._program, "-q", "-s", settings, "-o", str(self.output)]


def hugo_form(listing: Listing) -> str:
    """Return a listing as Hugo reads it; a JSON text is YAML as well."""
    values = {
        "title": listing.title,
        "date": listing.posted,
        "description": _summary(listing),
        "companies": [listing.company] if listing.company else [],
        "countries": listing.countries,
        "location": listing.location,
        "salary": listing.salary,
        "tags": listing.tags,
        "apply": listing.apply_url,
    }
    lines = [f"{name}: {json.dumps(value)}" for name, value in values.items()]
    return "\n".join(["---", *lines, "---", _body(listing)])


def pelican_form(listing: Listing) -> str:
    """Return a listing as Pelican reads it; a company is an author, a country a tag."""
    values = {
        "Title": listing.title,
        "Date": listing.posted,
        "Slug": listing.slug,
        "Author": listing.company,
        "Tags": "; ".join([*listing.countries, ""]),
        "Location": listing.location,
        "Salary": listing.salary,
        "Skills": ", ".join(listing.tags),
        "Apply": listing.apply_url,
        "Summary": _summary(listing),
    }
    lines = [f"{name}: {' '.join(value.split())}" for name, value in values.items()]
    return "\n".join([*lines, "", _body(listing)])


def _listing(job: Mapping[str, object], file: board.File, spellings: dict[str, str]) -> Listing:
    """Return a job of `jobs.json`, with one spelling for companies whose names are alike.

    The other programs know a company by its name in ASCII, and stumble over two of one slug.
    """
    text = {name: str(job[name] or "") for name in job}
    company = re.sub(r"[^\w .&+-]", "", text["company"]).strip(" .-")
    key = re.sub(r"[\W_]", "", company.lower())
    countries = [country_name(code) for code in _texts(job["countries"])]
    if job["worldwide"]:
        countries.append("Worldwide")
    salary = job["salary"]
    return Listing(
        file=file,
        slug=text["slug"],
        title=text["title"],
        company=spellings.setdefault(key, company) if key else "",
        countries=tuple(countries),
        location=text["location"],
        salary="{min}-{max} {currency} a {period}".format(**salary)
        if isinstance(salary, dict)
        else "",
        tags=_texts(job["tags"]),
        posted=text["posted"] or "2000-01-01",
        apply_url=text["apply_url"],
    )


def _texts(value: object) -> tuple[str, ...]:
    """Return a list of JSON that holds texts."""
    return tuple(map(str, value)) if isinstance(value, list) else ()


def _body(listing: Listing) -> str:
    """Return the Markdown of a listing, without what stands above and below it.

    Two braces open a shortcode of Hugo's, which a listing cannot mean.
    """
    text = CLOSING.sub("\n", listing.file.text)
    head = FRONT_MATTER.match(text) or HEAD.match(text)
    body = text[head.end() :] if head else text
    return f"{body.strip()}\n\n{listing.added}\n".replace("{{", "&#123;{")


def _summary(listing: Listing) -> str:
    """Return the beginning of a listing's text, in plain words."""
    words = re.sub(r"[^\w ,.:;/+-]+", " ", _body(listing)[: SUMMARY * 3]).split()
    return " ".join(words)[:SUMMARY]


def edition(program: Program, number: int) -> None:
    """Change the template that every page goes through."""
    text = program.template.read_text(encoding="utf-8")
    program.template.write_text(re.sub(r"Edition \d+", f"Edition {number}", text), encoding="utf-8")


def forget(program: Program) -> None:
    """Take away what a program keeps, and what it published."""
    for folder in (program.output, *(program.site / cache for cache in program.caches)):
        if folder.exists():
            _put_aside(program, folder)


def clear(program: Program) -> None:
    """Remove what was taken away."""
    shutil.rmtree(_aside(program), ignore_errors=True)


def check_out(program: Program) -> None:
    """Make all files of a site anew, with new times, take away what it published; keep caches."""
    _put_aside(program, program.output)
    for path in [path for path in program.site.iterdir() if path.name not in program.caches]:
        if path.is_dir():
            fresh = path.with_name(f"{path.name}.fresh")
            shutil.copytree(path, fresh, copy_function=shutil.copyfile)
            _put_aside(program, path)
            fresh.rename(path)
        else:
            path.touch()


def fill(programs: Iterable[Program], listings: Iterable[Listing]) -> None:
    """Write listings to the sites of programs."""
    for listing in listings:
        for program in programs:
            program.write(listing)


def _aside(program: Program) -> Path:
    """Return where lies what is not to be deleted while times are taken.

    ext4 makes new files slowly for some minutes after many were deleted, as no first build does.
    """
    return program.site.parent / "aside" / program.name


def _put_aside(program: Program, folder: Path) -> None:
    """Take a folder away."""
    aside = _aside(program)
    aside.mkdir(parents=True, exist_ok=True)
    folder.rename(aside / str(sum(1 for _ in aside.iterdir())))
