"""The theme of a site: where its templates lie, what they see of the settings, and its key."""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from ssg import urls
from ssg.views import Link

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ssg.settings import Settings

TEMPLATES = "templates"
STATIC = "static"
# Languages in use that are written from right to left, by the script CLDR gives them.
RIGHT_TO_LEFT = frozenset(["ar", "ckb", "dv", "fa", "he", "ps", "sd", "ug", "ur", "yi"])


class SiteView(NamedTuple):
    """What every template sees as `site`: constant settings, so that no page goes stale by it."""

    title: str
    description: str
    language: str
    direction: str
    base: str
    home: Link
    navigation: tuple[Link, ...]
    submit_url: str


class Theme(NamedTuple):
    """The templates of a site: folders, those that override first, and a key of their content."""

    folders: tuple[str, ...]
    site: SiteView
    key: str


def read_theme(site: Path, settings: Settings) -> Theme:
    """Return the theme of a site: its own templates over the built-in ones."""
    folders = tuple(str(folder) for folder in template_folders(site))
    view = _site_view(settings)
    content = hashlib.blake2b(repr(view).encode(), digest_size=16)
    for folder in folders:
        for path in _template_files(Path(folder)):
            content.update(path.encode() + b"\0")
            data = (Path(folder) / path).read_bytes()
            content.update(hashlib.blake2b(data).digest())
    return Theme(folders, view, content.hexdigest())


def template_folders(site: Path) -> tuple[Path, ...]:
    """Return the folders that templates come from, the site's own first."""
    built_in = Path(__file__).parent / TEMPLATES
    if not built_in.is_dir():  # a checkout: the theme lies beside the package
        built_in = Path(__file__).parent.parent / TEMPLATES
    own = (site / TEMPLATES).resolve()
    return (own, built_in) if own.is_dir() and own != built_in.resolve() else (built_in,)


def _template_files(folder: Path) -> Iterator[str]:
    """Yield the files of a template folder but for its static ones, by name."""
    for path in sorted(folder.rglob("*")):
        name = path.relative_to(folder).as_posix()
        if path.is_file() and not name.startswith(f"{STATIC}/"):
            yield name


def _site_view(settings: Settings) -> SiteView:
    """Return what templates see of the settings."""
    base = urls.base(settings.base_url)
    language = settings.language.partition("-")[0].lower()
    return SiteView(
        title=settings.title,
        description=settings.description,
        language=settings.language,
        direction="rtl" if language in RIGHT_TO_LEFT else "ltr",
        base=base.path,
        home=Link(settings.title, base.href("")),
        navigation=tuple(
            Link(link.label, _address(base, link.url)) for link in settings.navigation
        ),
        submit_url=_address(base, settings.submit_url) if settings.submit_url else "",
    )


def _address(base: urls.Base, url: str) -> str:
    """Return a setting's link: a full address as it is, a path under the base path."""
    return url if urls.safe_url(url) else base.href(url.removeprefix("/"))
