"""A document's fields to a listing or a profile: the only place that judges what a file says."""

from __future__ import annotations

import datetime as dt
import functools
import re
import unicodedata
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from ssg import urls
from ssg.keys import (
    CONTACT,
    CONTACT_PARTS,
    LISTING_KEYS,
    OTHER_NAMES,
    PAY_PARTS,
    PROFILE_ALIASES,
    PROFILE_KEYS,
)
from ssg.listing import Listing, Profile
from ssg.places.reader import read_places
from ssg.problems import nearest
from ssg.reading.judge import Judge
from ssg.reading.text import clean, quoted
from ssg.reading.values import Collection, Scalar, without_places
from ssg.salaries.doubts import salary_doubts
from ssg.salaries.reader import read_salary
from ssg.salaries.structured import structured_salary
from ssg.sources import CONTENT, NAMED_BY_FOLDER
from ssg.tables import rows

if TYPE_CHECKING:
    from collections.abc import Collection as Names
    from collections.abc import Mapping, Sequence

    from ssg.places import Places
    from ssg.reading.values import Field, Flaw, Value
    from ssg.salaries import Salary

PROFILES = f"{CONTENT}/companies/"
_PROFILE = re.compile(rf"{PROFILES}[^/]+(?:/(?i:readme|index))?\.\w+")
_BY_MONTH = re.compile(
    r"(?:.*/)?(?P<tag>[^/]+)/(?P<year>(?:19|20|21)[0-9]{2})-(?P<month>0[1-9]|1[0-2])/"
    r"[^/]+(?:/(?:readme|index))?\.[a-z]+",
    re.IGNORECASE,
)
_WORDS = re.compile("[A-Z]?[a-z]+|[A-Z]+|[0-9]+")  # of datePosted, date-posted, date_posted
_OF_LISTINGS = LISTING_KEYS.keys() - {"title", "company", "location", "apply_url"}
_NO_TAGS = frozenset({"content", "jobs"})  # folders that hold months, and say nothing of the job


class Folder(NamedTuple):
    """What the place of a file tells where the file itself does not."""

    slug: str
    tag: str | None
    posted: dt.date | None


class Body(NamedTuple):
    """What is known of a file's text: the keys of its HTML and Markdown, beginning and language."""

    key: str = ""
    markdown: str = ""
    summary: str = ""
    language: str = ""


def read_folder(path: str) -> Folder:
    """Return what a path under the site tells: `…/<tag>/<YYYY-MM>/<slug>/README.md`."""
    slug = urls.slug(_stem(path))
    found = _BY_MONTH.fullmatch(path)
    if found is None:
        return Folder(slug, None, None)
    tag = clean(found["tag"])
    posted = dt.date(int(found["year"]), int(found["month"]), 1)
    return Folder(slug, None if tag.casefold() in _NO_TAGS else tag or None, posted)


def judge_fields(
    path: str, fields: Sequence[Field], body: Body
) -> tuple[Listing | Profile, list[Flaw]]:
    """Return the listing or the profile that a file's fields make, as its folder decides."""
    judge = judge_profile if is_profile(path) else judge_listing
    return judge(path, fields, body)


def judge_listing(path: str, fields: Sequence[Field], body: Body) -> tuple[Listing, list[Flaw]]:
    """Return the listing that a file's fields make, without what is wrong in them; and flaws."""
    judge = Judge()
    folder = read_folder(path)
    said = _values(judge, fields, LISTING_KEYS, OTHER_NAMES)
    title = judge.line("title", said.get("title"))
    if title is None:
        _title_missing(judge, said, fields)
    posted = judge.date("posted", said.get("posted"))
    valid_through = judge.date("valid_through", said.get("valid_through"))
    if posted and valid_through and valid_through < posted:
        message = f"valid_through {valid_through} lies before posted {posted}"
        judge.tell(said["valid_through"], "date-order", message)
    location = judge.text("location", said.get("location"))
    places = _places(judge, said, location)
    pay, salary = _salary(judge, said.get("salary"))
    slug = judge.slug(said.get("slug"))
    listing = Listing(
        source=path,
        title=title or "",
        slug=slug or folder.slug or urls.slug(title or ""),
        slug_line=said["slug"].line if slug else 0,
        company=judge.line("company", said.get("company")),
        company_url=judge.url("company_url", said.get("company_url"), is_doubt=True),
        company_logo=judge.picture("company_logo", said.get("company_logo")),
        apply_url=_apply_url(judge, said),
        location=location,
        places=places,
        pay=pay,
        salary=salary,
        posted=posted or folder.posted,
        valid_through=valid_through,
        tags=judge.tags(said.get("tags")) or ((folder.tag,) if folder.tag else ()),
        employment_type=judge.employment_types(said.get("employment_type")),
        benefits=judge.benefits(said.get("benefits")),
        draft=judge.draft(said.get("draft")),
        summary=body.summary,
        language=body.language,
        body=body.key,
        markdown=body.markdown,
    )
    return listing, judge.flaws


def is_profile(path: str) -> bool:
    """Return whether a file is a company's profile: companies/<name>.md, or <name>/README.md."""
    return _PROFILE.fullmatch(path) is not None


def judge_profile(path: str, fields: Sequence[Field], body: Body) -> tuple[Profile, list[Flaw]]:
    """Return the company profile that a file's fields make, without what is wrong; and flaws."""
    judge = Judge()
    # A profile may as well open with # [Name](website).
    said = _values(judge, fields, PROFILE_KEYS, PROFILE_ALIASES)
    named_by_file = re.sub(r"[-_]+", " ", _stem(path))
    facts = ("location", "industry", "size", "founded")
    profile = Profile(
        source=path,
        name=judge.line("name", said.get("name")) or clean(named_by_file).title(),
        website=judge.url("website", said.get("website"), is_doubt=True),
        logo=judge.picture("logo", said.get("logo")),
        summary=judge.text("description", said.get("description")) or body.summary,
        language=body.language,
        facts=tuple(
            (name, fact) for name in facts if (fact := judge.line(name, said.get(name))) is not None
        ),
        body=body.key,
    )
    return profile, judge.flaws


def _stem(path: str) -> str:
    """Return the name a file goes by: README and index go by their folder's."""
    *folders, name = path.split("/")
    stem = name.rpartition(".")[0]
    if stem.casefold() not in NAMED_BY_FOLDER:
        return stem
    return folders[-1] if len(folders) > 1 else ""


def _values(
    judge: Judge, fields: Sequence[Field], known: Names[str], aliases: Mapping[str, str]
) -> dict[str, Value]:
    """Return the values by key, aliases under the key they stand for; tell of unknown keys."""
    values: dict[str, Value] = {}
    standing_in: dict[str, Field] = {}
    unknown: list[Scalar] = []
    for field in fields:
        name = field.name.text
        if name in known:
            values[name] = field.value
        elif name in aliases:
            standing_in[aliases[name]] = field
        else:
            unknown.append(field.name)
    if unknown:
        _tell_unknown_keys(judge, unknown, fields, known, aliases)
    for key, field in standing_in.items():
        if key not in values:
            judge.written[key] = field.name.text
            values[key] = field.value
        elif without_places(field.value) != without_places(values[key]):
            message = f'{quoted(field.name.text)} is another name of "{key}", and says otherwise'
            hint = f'"{key}" is taken; delete one of them'
            judge.tell(field.name, "duplicate-key", message, hint, is_doubt=True)
    return values


def _tell_unknown_keys(
    judge: Judge,
    unknown: Sequence[Scalar],
    fields: Sequence[Field],
    known: Names[str],
    aliases: Mapping[str, str],
) -> None:
    """Tell of the keys that nobody knows, and which known ones they stand for."""
    names = {field.name.text: None for field in fields}
    given = {_meaning(aliases.get(name, name)): name for name in names}
    is_misplaced = known is PROFILE_KEYS and (
        not _OF_LISTINGS.isdisjoint(names) or names.keys() >= {"title", "company"}
    )
    for name in unknown:
        message = f"{quoted(name.text)} is not a key that is known"
        hint = _meant_key(name.text, [*known, *aliases]) or f"known are {', '.join(known)}"
        if hint in given:
            hint = f"{quoted(given[hint])} is given, too; keep one of the two"
        if is_misplaced and name.text in LISTING_KEYS:
            hint = f"a listing has it; {PROFILES} is for profiles, so a listing lies elsewhere"
        judge.tell(name, "unknown-key", message, hint)


def with_meant_keys(path: str, fields: Sequence[Field]) -> tuple[Field, ...]:
    """Return the fields with our keys in place of what other languages and programs call them.

    One whose key is given, too, stays as it is.
    """
    of_profile = is_profile(path)
    aliases = PROFILE_ALIASES if of_profile else OTHER_NAMES
    known = [*(PROFILE_KEYS if of_profile else LISTING_KEYS), *aliases]
    given = {aliases.get(field.name.text, field.name.text) for field in fields}
    found: list[Field] = []
    for field in fields:
        key = "" if field.name.text in known else _translated(field.name.text, known)
        if key and aliases.get(key, key) not in given:
            given.add(aliases.get(key, key))
            found.append(field._replace(name=field.name._replace(text=key)))
        else:
            found.append(field)
    return tuple(found)


def _meant_key(name: str, known: Names[str]) -> str:
    """Return the hint for a key that nobody knows: what others call it, or the nearest one."""
    if clean(name) in known:
        return "a character beside it does not show; type the key anew"
    if "text" in _other_words().get(_words_of(name), ()):
        return "the text goes below the line of --- that ends the front matter"
    meant = _translated(name, known)
    return _meaning(meant) if meant else nearest(name, known)


def _translated(name: str, known: Names[str]) -> str:
    """Return the known key that others call so, or that is written so but for case; or no text."""
    words = _words_of(name)
    return next((key for key in (words, *_other_words().get(words, ())) if key in known), "")


def _meaning(key: str) -> str:
    """Return the hint that a key is meant."""
    return f'did you mean "{key}"?'


def _words_of(name: str) -> str:
    """Return the words of a key as one: `Gültig bis` and `gültig-bis` are."""
    letters = unicodedata.normalize("NFKD", name)
    bare = "".join(letter for letter in letters if not unicodedata.combining(letter))
    return "_".join(_WORDS.findall(bare)).casefold()


@functools.cache
def _other_words() -> dict[str, list[str]]:
    """Return the keys that are meant by what other programs and languages call them."""
    table = rows(Path(__file__).with_name("other_words.tsv"))
    return {_words_of(other): keys.split() for keys, others in table for other in others.split()}


def _title_missing(judge: Judge, said: Mapping[str, Value], fields: Sequence[Field]) -> None:
    """Tell that there is no title, unless something else was already wrong with it."""
    if any(flaw.is_error for flaw in judge.flaws):
        return
    if near := next((flaw for flaw in judge.flaws if flaw.hint == _meaning("title")), None):
        judge.flaws.remove(near)
        message = f"{near.message}, and a listing needs a title"
        judge.flaws.append(near._replace(rule="title-missing", message=message))
        return
    at = said.get("title", Scalar("", "str", 1, 1))
    if isinstance(at, Scalar) and at.kind == "tag":
        return
    hint = "begin the file with # [Baker](address), or with --- and title: Baker"
    if "title" in said:
        hint = 'write what the job is called, such as "Baker"'
        if isinstance(at, Scalar) and at.kind == "null":
            hint += "; one that begins with # or & needs quotes around it"
    elif fields:
        hint = "add a line such as: title: Baker"
    judge.tell(at, "title-missing", "a listing needs a title", hint)


def _apply_url(judge: Judge, said: Mapping[str, Value]) -> str | None:
    """Return where to apply: the address, else the contact's e-mail address."""
    address = judge.url("apply_url", said.get("apply_url"))
    contact = said.get(CONTACT)
    if isinstance(contact, Collection) and contact.kind == "mapping":
        _tell_unknown(judge, contact.keys, CONTACT_PARTS, "a contact")
        people = {key.text: item for key, item in zip(contact.keys, contact.items, strict=False)}
        contact = people.get("email")
    if address or contact is None:
        return address
    email = judge.line("contact email", contact)
    if email is None:
        return None
    link = urls.safe_url(f"mailto:{email}")
    if link is None:
        message = f"contact email {quoted(email)} is not an e-mail address"
        judge.tell(contact, "url", message, is_doubt=True)
    return link


def _places(judge: Judge, said: Mapping[str, Value], location: str) -> Places:
    """Return the places a location names, with what `remote` says laid over it."""
    places = read_places(location)
    for piece in places.unknown:
        message = f"location {quoted(location)}: {quoted(piece)} is not a place we know"
        hint = "check its spelling, or add the country: Lisbon, Portugal"
        if places.countries:
            hint = "check its spelling; the listing stands under its country all the same"
        judge.tell(said["location"], "place-unknown", message, hint)
    remote = judge.remote(said.get("remote"))
    return places._replace(remote=remote) if remote else places


def _salary(judge: Judge, value: Value | None) -> tuple[str, Salary | None]:
    """Return the pay as written and as figures."""
    parts: dict[str, Value] = {}
    if isinstance(value, Collection) and value.kind == "mapping":
        parts = {key.text: item for key, item in zip(value.keys, value.items, strict=False)}
        _tell_unknown(judge, value.keys, PAY_PARTS, "a salary")
        texts = [judge.line(f"salary {name}", parts.get(name)) for name in PAY_PARTS]
        salary, doubts = structured_salary(*texts)
        written = ""
    else:
        written = judge.text("salary", value)
        salary, doubts = read_salary(written), salary_doubts(written)
    for doubt in doubts:
        at = parts.get(doubt.rule.removeprefix("salary-"), value)
        if at is not None:
            judge.tell(at, doubt.rule, doubt.message, doubt.hint)
    return written, salary


def _tell_unknown(judge: Judge, keys: Sequence[Scalar], known: Names[str], where: str) -> None:
    """Tell of the keys of a mapping that nobody knows."""
    for key in keys:
        if key.text not in known:
            message = f"{quoted(key.text)} is not a key of {where}"
            hint = _meant_key(key.text, known) or f"there are {', '.join(known)}"
            if key.text.isdigit():
                hint = "a comma parts two keys here; write numbers without, as 50000"
            judge.tell(key, "unknown-key", message, hint)
