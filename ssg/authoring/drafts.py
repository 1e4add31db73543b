"""What somebody says of a job, as the text of a listing file in either form."""

from __future__ import annotations

import datetime as dt
import html
import itertools
import re
from typing import TYPE_CHECKING, Literal, NamedTuple

from ssg import urls
from ssg.authoring.spelling import spelled, spelled_list
from ssg.errors import CommandError
from ssg.keys import LISTING_KEYS, Kind
from ssg.reading.text import clean
from ssg.sources import CONTENT, NAMED_BY_FOLDER

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

Form = Literal["front-matter", "headings"]

DAYS_OPEN = 60  # what the template proposes
HINTS_AT = 44  # the column, as far as the values leave room
BODY = """\
<!-- Put your own words in place of these: who you are, what one does all day, what one has to
     bring. Headings such as "## What you will do" and lists help whoever reads it. -->

This listing has just been begun. Who offers the job, what the work is, and what one has to bring
for it will be told here soon; until then, please ask.
"""
# What a heading, or a chip in it, has no room for.
_OF_HEADINGS = frozenset(
    {"title", "company", "location", "salary", "benefits", "apply_url", "tags", "posted"}
)
_SIGNS = {"salary": "💰", "location": "🌎", "benefits": "❤️"}
_FOLDER = re.compile(r"[^\W_](?:[\w +#-]*[\w+#])?")
_SEPARATORS = re.compile("[,;\n]")


class AuthoringError(CommandError):
    """Why a listing cannot be written; its text says what to do."""


class RefusedError(AuthoringError):
    """What is wrong with values of a listing that would leave it out, a line each."""

    status = 2


class Draft(NamedTuple):
    """What is said of a job: texts by key, several where it takes a list; its text; the day."""

    values: Mapping[str, tuple[str, ...]]
    body: str
    day: dt.date

    def text(self, key: str) -> str:
        """Return the one text of a key, or no text."""
        return next(iter(self.values.get(key, ())), "")


def draft(said: Mapping[str, tuple[str, ...]], body: str, day: dt.date) -> Draft:
    """Return what is said as a draft: clean, without what says nothing, posted on a day."""
    values: dict[str, tuple[str, ...]] = {}
    for key in LISTING_KEYS.values():
        texts = said.get(key.name, ())
        if key.kind is Kind.ITEMS:
            texts = tuple(part for text in texts for part in _SEPARATORS.split(text))
        if known := tuple(dict.fromkeys(filter(None, map(clean, texts)))):
            values[key.name] = known
    values.setdefault("posted", (f"{day}",))
    ends = "\n".join(line.rstrip() for line in body.replace("\r\n", "\n").split("\n"))
    return Draft(values, ends.strip("\n"), day)


def front_matter(said: Draft, *, schema: str = "") -> str:
    """Return the listing as front matter with nothing but what is said."""
    return _file(_lines(said, schema, {}), said.body)


def template(said: Draft, *, schema: str = "") -> str:
    """Return the listing as front matter with every useful key, and a hint beside each.

    What is not said stands there as a comment, with an example.
    """
    examples = {key.name: key.example for key in LISTING_KEYS.values()}
    examples["valid_through"] = f"{said.day + dt.timedelta(days=DAYS_OPEN)}"
    return _file(_lines(said, schema, examples), said.body or BODY)


def headings(said: Draft) -> str:
    """Return the listing as bare headings; tags and days are for its folder to say.

    Raises:
        AuthoringError: a key for which this form has no place.
    """
    if odd := [name for name in said.values if name not in _OF_HEADINGS]:
        message = f"the form headings has no place for {', '.join(odd)}; use front-matter"
        raise AuthoringError(message)
    address = without_brackets(said.text("apply_url"))
    title = _inert(said.text("title"))
    lines = [f"# [{title}]({address})" if address else f"# {title}"]
    if company := said.text("company"):
        lines.append(f"### {_inert(company)}")
    chips = [
        f"`{sign} {text}`" for key, sign in _SIGNS.items() for text in said.values.get(key, ())
    ]
    if chips:
        lines.append(f"#### {' '.join(chips)}")
    lines += ["", (said.body or BODY).strip("\n")]
    if address:
        lines += ["", f"## CLICK TO [APPLY]({address})"]
    return "\n".join(lines) + "\n"


def without_brackets(address: str) -> str:
    """Return an address that may stand in the brackets of a link."""
    return address.replace("(", "%28").replace(")", "%29")


def paths(said: Draft, form: Form) -> Iterator[str]:
    """Yield paths under the site that are right for a listing, the first ones first, for ever.

    Nothing but letters, digits, hyphens and, in a folder's name, spaces and `+#` comes into them
    from what is said.
    """
    slug = urls.slug(said.text("title")) or "job"
    if slug in urls.RESERVED or slug in NAMED_BY_FOLDER:
        slug += "-job"
    folder, name = CONTENT, "{}.md"
    if form == "headings" and (tag := said.text("tags")):
        safe = tag if _FOLDER.fullmatch(tag) else urls.slug(tag) or "other"
        folder, name = f"{CONTENT}/jobs/{safe}/{said.day:%Y-%m}", "{}/README.md"
    yield f"{folder}/{name.format(slug)}"
    for number in itertools.count(2):
        yield f"{folder}/{name.format(f'{slug}-{number}')}"


def _lines(said: Draft, schema: str, examples: Mapping[str, str]) -> Iterator[str]:
    """Yield the lines of front matter; with examples, all keys and their hints."""
    if schema:
        yield f"# yaml-language-server: $schema={schema}"
    for key in LISTING_KEYS.values():
        texts = said.values.get(key.name)
        if texts is None and key.name not in examples:
            continue
        if texts is None:
            line = f"# {key.name}: {examples[key.name]}"
        elif key.kind is Kind.ITEMS:
            line = f"{key.name}: {spelled_list(texts)}"
        else:
            line = f"{key.name}: {spelled(texts[0], is_day=key.kind is Kind.DATE)}"
        yield f"{line:<{HINTS_AT}}  # {key.hint}" if examples else line


def _file(lines: Iterator[str], body: str) -> str:
    """Return front matter and a text as one file."""
    return "\n".join(["---", *lines, "---", "", body.strip("\n")]) + "\n"


def _inert(text: str) -> str:
    """Return text in a heading, its signs of Markdown as entities, which the reader undoes."""
    told = re.sub(
        r"[\\\[\]*_`~]", lambda sign: f"&#{ord(sign[0])};", html.escape(text, quote=False)
    )
    return f"{told[:-1]}&#35;" if told.endswith("#") else told
