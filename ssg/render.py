"""A page to the bytes of its file, through Jinja."""

from __future__ import annotations

import functools
import hashlib
import pickle
import traceback
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from jinja2 import Environment, FileSystemLoader, StrictUndefined, TemplateError
from markupsafe import Markup

from ssg import urls
from ssg.pages.views import Link
from ssg.problems import Problem, Severity

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterator, Mapping

    from ssg.pages.views import Page
    from ssg.settings import Settings

TEMPLATES = "templates"
STATIC = "static"
MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)


class SiteView(NamedTuple):
    """What every template sees as `site`: constant settings, so that no page goes stale by it."""

    title: str
    description: str
    language: str
    base: str
    home: Link
    navigation: tuple[Link, ...]
    submit_url: str


class Theme(NamedTuple):
    """The templates of a site: folders, those that override first, and a key of their content."""

    folders: tuple[str, ...]
    site: SiteView
    key: str


class TemplateMistakeError(Exception):
    """A template that cannot be rendered; the problem says where."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(problem)
        self.problem = problem


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


def render(theme: Theme, page: Page, bodies: Mapping[str, str]) -> bytes:
    """Return the bytes of a page, given the HTML behind its keys.

    Raises:
        TemplateMistakeError: the template cannot be read or rendered.
    """
    environment = _environment(theme)
    environment.filters["html"] = lambda key: Markup(bodies.get(key, ""))  # noqa: S704 - sanitised
    try:
        text = environment.get_template(page.template).render(page=page.view, site=theme.site)
    except Exception as error:
        problem = _problem(theme, page, error)
        if problem is None:
            raise
        raise TemplateMistakeError(problem) from None
    return text.encode()


@functools.lru_cache(maxsize=4)
def _environment(theme: Theme) -> Environment:
    """Return Jinja's environment for a theme; templates are compiled once in it."""
    environment = Environment(
        loader=FileSystemLoader(theme.folders),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        auto_reload=False,
        cache_size=-1,
    )
    environment.filters["day"] = day
    return environment


def day(date: dt.date) -> str:
    """Return a date in words: 2 October 2026."""
    return f"{date.day} {MONTHS[date.month - 1]} {date.year}"


def unpacked(data: bytes) -> Page:
    """Return a page that `packed` made bytes of in this same build."""
    page: Page = pickle.loads(data)  # noqa: S301 - it came from our own process a moment ago
    return page


def _template_files(folder: Path) -> Iterator[str]:
    """Yield the files of a template folder but for its static ones, by name."""
    for path in sorted(folder.rglob("*")):
        name = path.relative_to(folder).as_posix()
        if path.is_file() and not name.startswith(f"{STATIC}/"):
            yield name


def _site_view(settings: Settings) -> SiteView:
    """Return what templates see of the settings."""
    base = urls.base(settings.base_url)
    return SiteView(
        title=settings.title,
        description=settings.description,
        language=settings.language,
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


def _problem(theme: Theme, page: Page, error: Exception) -> Problem | None:
    """Return where in a template an error arose; None for one that no template made."""
    file = getattr(error, "filename", None)
    line = getattr(error, "lineno", None)
    if file is None or line is None:
        frames = traceback.extract_tb(error.__traceback__)
        inside = [frame for frame in frames if frame.filename.startswith(theme.folders)]
        if inside:
            file, line = inside[-1].filename, inside[-1].lineno
    if file is None and not isinstance(error, TemplateError):
        return None
    path = f"{TEMPLATES}/{_relative(theme, file or page.template)}"
    message = " ".join(str(error).split()) or type(error).__name__
    return Problem(path, line or 0, 0, Severity.ERROR, "template", f"in the template: {message}")


def _relative(theme: Theme, file: str) -> str:
    """Return a template's path within its folder."""
    for folder in theme.folders:
        if file.startswith(folder):
            return Path(file).relative_to(folder).as_posix()
    return file
