"""The theme of a site: where its templates lie, what they see of the settings, and its key."""

from __future__ import annotations

import hashlib
import os
import re
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from ssg import content_security, urls
from ssg.problems import Problem, Severity
from ssg.settings import primary_language
from ssg.sources import is_left_by_editor
from ssg.views import Link

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from ssg.settings import NavigationLink, Settings

TEMPLATES = "templates"
STATIC = "static"
SITE_CARD = "social-card.png"  # the picture of the site for link previews
OWN_PAGES = "pages"  # where a site's own templates make pages of their own
_OWN_PAGE = re.compile(rf"{OWN_PAGES}/((?:[^._/][^/]*/)*[^._/][^/]*\.html)").fullmatch
_WITH_TERRITORY = re.compile(r"([A-Za-z]{2,3})(?:-[A-Za-z]{4})?-([A-Za-z]{2})(?![A-Za-z0-9])")
# Languages in use that are written from right to left, by the script CLDR gives them.
RIGHT_TO_LEFT = frozenset(["ar", "ckb", "dv", "fa", "he", "ps", "sd", "ug", "ur", "yi"])


class SiteView(NamedTuple):
    """What every template sees as `site`: constant settings, so that no page goes stale by it."""

    title: str
    tagline: str
    description: str
    language: str
    direction: str
    locale: str
    base: str
    home: Link
    navigation: tuple[Link, ...]
    submit_url: str
    logo: str
    has_accent: bool
    footer: str
    footer_links: tuple[Link, ...]
    card: Link | None
    policy: str
    nonce: str


class Theme(NamedTuple):
    """The templates of a site: folders, those that override first, and a key of their content.

    `own` are the texts of the site's templates by name, as they were read for the key: somebody
    may write to the files before pages are rendered. None is the text of a file that is no UTF-8.
    `refused` are those that cannot be read, of which nobody knows what they would have changed.
    """

    folders: tuple[str, ...]
    site: SiteView
    key: str
    own: tuple[tuple[str, str | None], ...]
    refused: tuple[Problem, ...]

    @property
    def own_pages(self) -> tuple[str, ...]:
        """Return the names of those that make pages of their own, under the folder for them.

        A file or folder whose name begins with `_` is a part of pages.
        """
        found = (_OWN_PAGE(name) for name, _ in self.own)
        return tuple(each[1] for each in found if each)


def read_theme(site: Path, settings: Settings) -> Theme:
    """Return the theme of a site: its own templates over the built-in ones."""
    folders = tuple(str(folder) for folder in template_folders(site))
    view = _site_view(settings)
    content = hashlib.blake2b(repr(view).encode(), digest_size=16)
    own = dict[str, str | None]()
    refused = dict[str, OSError]()
    for folder in folders:
        is_own = folder != folders[-1]
        for name in template_files(folder, refused):
            if is_own or not name.startswith(f"{STATIC}/"):
                data = _read(f"{folder}/{name}", name, refused)
                if data is None:
                    continue
                content.update(name.encode() + b"\0" + hashlib.blake2b(data).digest())
                if is_own:
                    own[name] = _text(data)
    problems = tuple(_unreadable(name, error) for name, error in refused.items())
    content.update(repr(problems).encode() if problems else b"")
    return Theme(folders, view, content.hexdigest(), tuple(own.items()), problems)


def template_folders(site: Path) -> tuple[Path, ...]:
    """Return the folders that templates come from, the site's own first."""
    built_in = Path(__file__).parent / TEMPLATES
    if not built_in.is_dir():  # a checkout: the theme lies beside the package
        built_in = Path(__file__).parent.parent / TEMPLATES
    own = (site / TEMPLATES).resolve()
    # Whatever is there is the site's: one that cannot be read is told of.
    is_there = os.path.lexists(site / TEMPLATES)
    return (own, built_in) if is_there and own != built_in.resolve() else (built_in,)


def template_names(theme: Theme) -> set[str]:
    """Return the names of all templates, the site's own and those of the theme."""
    return {*(name for name, _ in theme.own), *template_files(theme.folders[-1])}


def template_files(
    folder: str,
    refused: dict[str, OSError] | None = None,
    inside: str = "",
    above: tuple[str, ...] = (),
) -> Iterator[str]:
    """Yield the files of a template folder, by name; links to folders are followed, but in circles.

    What cannot be read is added to `refused`, by name. `above` are the folders that lead to the
    one `inside` it.
    """
    refused = {} if refused is None else refused
    try:
        entries = sorted(os.scandir(f"{folder}/{inside}"), key=lambda entry: entry.name)
    except OSError as error:
        if not inside or not isinstance(error, FileNotFoundError):  # else it has just gone
            refused[inside.removesuffix("/")] = error
        return
    path = (*above, os.path.realpath(f"{folder}/{inside}"))
    for entry in entries:
        name = f"{inside}{entry.name}"
        if is_left_by_editor(entry.name) or not entry.name.isprintable():  # or it is not UTF-8
            continue
        try:
            is_file, is_folder = entry.is_file(), entry.is_dir()
        except OSError as error:  # a link to where nobody may look
            refused[name] = error
            continue
        if is_file:
            yield name
        elif is_folder and os.path.realpath(entry.path) not in path:
            yield from template_files(folder, refused, f"{name}/", path)


def _read(path: str, name: str, refused: dict[str, OSError]) -> bytes | None:
    """Return the bytes of a template, None for one that has just gone, or that cannot be read.

    The latter is added to `refused` by its name in the folder.
    """
    try:
        return Path(path).read_bytes()
    except FileNotFoundError:
        return None
    except OSError as error:
        refused[name] = error
        return None


def _unreadable(name: str, error: OSError) -> Problem:
    """Return the problem with a template, or a folder of them, that cannot be read."""
    message = f"this cannot be read, so nothing is published: {error.strerror}"
    path = f"{TEMPLATES}/{name}" if name else TEMPLATES
    return Problem.of_file(path, Severity.ERROR, "template", message)


def _text(data: bytes) -> str | None:
    """Return the text of a template, None if it has none.

    A byte order mark, as editors on Windows write it, is none of it: it would stand in the page.
    """
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return None


def _site_view(settings: Settings) -> SiteView:
    """Return what templates see of the settings."""
    base = urls.base(settings.base_url)
    return SiteView(
        title=settings.title,
        tagline=settings.tagline,
        description=settings.description,
        language=settings.language,
        direction="rtl" if primary_language(settings.language) in RIGHT_TO_LEFT else "ltr",
        locale=_locale(settings.language),
        base=base.path,
        home=Link(settings.title, base.href("")),
        navigation=_links(base, settings.navigation),
        submit_url=_address(base, settings.submit_url) if settings.submit_url else "",
        logo=_address(base, settings.logo) if settings.logo else "",
        has_accent=bool(settings.accent),
        footer=settings.footer,
        footer_links=_links(base, settings.footer_links),
        card=_card(base, settings),
        policy=content_security.policy(settings),
        nonce=content_security.NONCE,
    )


def _locale(language: str) -> str:
    """Return a language with its territory as the Open Graph protocol has them: `pt_BR`.

    No text comes back where no territory is said: it knows no `en` alone, and none is invented.
    """
    found = _WITH_TERRITORY.match(language)
    return f"{found[1].lower()}_{found[2].upper()}" if found else ""


def _card(base: urls.Base, settings: Settings) -> Link | None:
    """Return the picture of the site for link previews: its words, and its address in full."""
    if settings.social_cards == "off":
        return None
    words = ". ".join(filter(None, [settings.title, settings.tagline or settings.description]))
    return Link(words, base.absolute(SITE_CARD))


def _links(base: urls.Base, links: Iterable[NavigationLink]) -> tuple[Link, ...]:
    return tuple(Link(link.label, _address(base, link.url)) for link in links)


def _address(base: urls.Base, url: str) -> str:
    """Return a setting's link: a full address as it is, a path under the base path."""
    return urls.safe_url(url) or base.href(url.removeprefix("/"))
