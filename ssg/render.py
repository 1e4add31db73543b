"""A page to the bytes of its file, through Jinja."""

from __future__ import annotations

import functools
import json
import re
from typing import TYPE_CHECKING, Any
from urllib.parse import urljoin

from jinja2 import (
    ChoiceLoader,
    Environment,
    FileSystemLoader,
    FunctionLoader,
    PrefixLoader,
    TemplateSyntaxError,
    nodes,
)
from jinja2.loaders import split_template_path
from markupsafe import Markup, escape

from ssg.compiling import Generator, escaped, fold
from ssg.content_security import sealed
from ssg.locales import locale
from ssg.mistakes import Missing, problem_with
from ssg.packing import HELD

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Callable, Iterable, Mapping, MutableMapping

    from ssg.files import Page
    from ssg.locales import Locale
    from ssg.problems import Problem
    from ssg.theme import Theme
    from ssg.views import Card, Link

BUILT_IN = "built-in"
# What nearly every build renders, with what that is made of: all that shows the texts of listings.
USUAL = (
    *("listing.html", "base.html", "_parts/lists.html", "_parts/prose.html", "_parts/row.html"),
    *("_parts/data.xml", "feed.xml", "jobs.xml", "jooble.xml"),
)
JSON = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"))
ON_HOST = re.compile("/(?:[a-z0-9-]+/)*").fullmatch  # a path that stays as it is, as nearly all do
# Names that are also what a link says that says nothing (Lighthouse, "link-text").
VAGUE = frozenset({"go", "here", "information", "more", "start", "this"})
WORDS_HELD = 1 << 12  # days, and numbers, of which a process remembers how they are said


class TemplateMistakeError(Exception):
    """A template that cannot be rendered; the problem says where."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(problem)
        self.problem = problem


def render(theme: Theme, page: Page, bodies: Mapping[str, str]) -> bytes:
    """Return the bytes of a page, given the HTML behind its keys.

    Raises:
        TemplateMistakeError: the template cannot be read or rendered.
    """
    environment = environment_of(theme)
    environment.bodies = bodies
    try:
        pieces = environment.get_template(page.template).generate(page=page.view, site=theme.site)
        # One by one: a letter of another script makes all that it stands with slow to encode.
        return sealed(b"".join(map(str.encode, pieces)))
    except Exception as error:
        problem = problem_with(theme, environment, page.template, error)
        if problem is None:
            raise
        raise TemplateMistakeError(problem) from None


def ready(theme: Theme) -> None:
    """Load the templates that nearly every build renders.

    Raises:
        TemplateError: one that cannot be read.
    """
    environment = environment_of(theme)
    for name in USUAL:
        environment.get_template(name)


def _own_templates(theme: Theme) -> FunctionLoader:
    """Return what finds a site's templates as they were read for the theme's key, and no others."""
    texts = dict(theme.own)

    def load(template: str) -> tuple[str, str, None] | None:
        name = "/".join(split_template_path(template))
        if name not in texts:
            return None
        text, file = texts[name], f"{theme.folders[0]}/{name}"
        if text is None:
            error = TemplateSyntaxError("the file cannot be read as UTF-8", 0, name, file)
            error.translated = True  # the message alone is its text
            raise error
        return text, file, None

    return FunctionLoader(load)


class _ThemeEnvironment(Environment):
    """Jinja's environment for a theme, in which a template that extends itself extends the theme's.

    So `templates/listing.html` of a site may say `{% extends "listing.html" %}` and override a
    block of the built-in page.
    """

    code_generator_class = Generator
    escaped = staticmethod(escaped)

    def __init__(self, theme: Theme) -> None:
        built_in = FileSystemLoader(theme.folders[-1])
        loaders = [_own_templates(theme), built_in, PrefixLoader({BUILT_IN: built_in})]
        super().__init__(
            loader=ChoiceLoader(loaders),
            extensions=["jinja2.ext.i18n"],
            autoescape=True,
            undefined=Missing,
            trim_blocks=True,
            lstrip_blocks=True,
            keep_trailing_newline=True,
            auto_reload=False,
            optimized=False,  # `fold`, and what is written out, leave it nothing to find
            cache_size=-1,
        )
        words = locale(theme.site.language)
        self.newstyle_gettext = True  # what the extension goes by
        self.site, self.text = theme.site, _texts(words)
        self.globals["_"] = self.globals["gettext"] = self.text
        number = functools.lru_cache(maxsize=WORDS_HELD, typed=True)(words.number)
        self.globals["ngettext"] = _counts(words, number)
        self.bodies: Mapping[str, str] = {}
        # Jinja puts together anew what a template sees, each time that another one asks for it.
        self.get_template = functools.cache(self.get_template)  # type: ignore[method-assign]
        self.filters["row"] = functools.lru_cache(maxsize=HELD)(self.row)
        self.filters["cdata"] = cdata
        self.filters["character_data"] = character_data
        self.filters["day"] = functools.lru_cache(maxsize=WORDS_HELD)(words.day)
        self.filters["dotted"] = dotted
        self.filters["month"] = words.month
        self.filters["number"] = number
        self.filters["percent"] = words.percent
        self.filters["html"] = self.html
        self.filters["markdown"] = self.html
        self.filters["described"] = self.described
        self.filters["breadcrumbs"] = breadcrumbs
        self.filters["json_ld"] = json_ld
        self.filters["link_text"] = self.link_text
        self.filters["unquoted"] = unquoted

    def row(self, card: Card, *words: object) -> Markup:
        """Return a card as a row of a list, which `_parts/row.html` makes.

        It stands on several pages and depends on nothing else, so it is made once.
        """
        made: Markup = self.get_template("_parts/row.html").module.row(card, *words)  # type: ignore[attr-defined]
        return made

    def link_text(self, name: str) -> Markup:
        """Return a name as the text of a link, so that who hears `Go` knows what it leads to."""
        if name.lower() not in VAGUE:
            return escape(name)
        behind = self.text("Open listings")
        return Markup('%s<span class="visually-hidden">: %s</span>') % (name, behind)

    def html(self, key: str) -> Markup:
        """Return the sanitised HTML behind a key, or none."""
        return Markup(self.bodies.get(key, ""))  # noqa: S704 - nh3 has been over it

    def described(self, posting: str, key: str) -> dict[str, Any] | None:
        """Return a JobPosting, given as JSON, with the HTML behind a key for its description.

        Google wants a description to have paragraphs or line breaks. A text that is one heading
        has neither, so the last line ends as well.
        """
        if not posting:
            return None
        return {**json.loads(posting), "description": self.bodies.get(key, "") + "\n"}

    def _generate(
        self,
        source: nodes.Template,
        name: str | None,
        filename: str | None,
        defer_init: bool = False,  # noqa: FBT001, FBT002 - so Jinja calls its hook
    ) -> str:
        """Return the Python code of a template: what is the same on every page is a constant."""
        folded = fold(source, {"site": self.site}, {"_": self.text, "gettext": self.text})
        return super()._generate(folded, name, filename, defer_init)

    def make_globals(self, d: MutableMapping[str, Any] | None) -> MutableMapping[str, Any]:
        """Return what a template sees beside its values; flat, for each page looks through it."""
        return {**self.globals, **(d or {})}

    def join_path(self, template: str, parent: str) -> str:
        """Return the name of a template that another one asks for."""
        return f"{BUILT_IN}/{template}" if template == parent else template


@functools.lru_cache(maxsize=4)
def environment_of(theme: Theme) -> _ThemeEnvironment:
    """Return the environment of a theme; templates are compiled once in it."""
    return _ThemeEnvironment(theme)


def _texts(words: Locale) -> Callable[..., Markup]:
    """Return what templates call for a text of the interface, with the values that stand in it."""
    known: dict[str, Markup] = {}

    def gettext(text: str, /, **values: object) -> Markup:
        found = known.get(text)
        if found is None:
            found = known[text] = Markup(words.gettext(text))  # noqa: S704 - ours, or a translator's
        return found % values if values or "%" in found else found

    return gettext


def _counts(words: Locale, number: Callable[[int], str]) -> Callable[..., Markup]:
    """Return what templates call for a text that agrees with a count, which is `num` in it."""

    def ngettext(one: str, many: str, num: int, /, **values: object) -> Markup:
        text = Markup(words.ngettext(one, many, num))  # noqa: S704 - ours, or a translator's
        return text % {"num": number(num), **values} if "%" in text else text

    return ngettext


def dotted(date: dt.date) -> str:
    """Return a date as `02.10.2026`."""
    return f"{date.day:02}.{date.month:02}.{date.year:04}"


def cdata(text: object, more: object = "") -> Markup:
    """Return a text, or HTML, as a CDATA section, which nothing in it can end (XML 1.0, 2.7)."""
    inside = f"{text}{more}"
    if "]" in inside:  # which is quicker found out than by replacing what begins with it
        inside = inside.replace("]]>", "]]]]><![CDATA[>")
    return Markup(f"<![CDATA[{inside}]]>")  # noqa: S704 - so it is


def character_data(text: str) -> Markup:
    """Return plain text as RSS readers are the surest to take it for that.

    The Best Practices Profile asks for hexadecimal references: some take `&lt;` for HTML.
    """
    text = text.replace("&", "&#x26;").replace("<", "&#x3C;").replace(">", "&#x3E;")
    return Markup(text)  # noqa: S704 - nothing in it is markup any more


def unquoted(html: Markup) -> Markup:
    """Return HTML with its quotation marks escaped, so that they end no attribute."""
    if '"' not in html:
        return html
    return Markup(str(html).replace('"', "&#34;"))  # noqa: S704 - it was HTML


def breadcrumbs(above: Iterable[Link | None], name: str, address: str) -> dict[str, Any]:
    """Return a BreadcrumbList: the links that lead to a page, then its name and full address."""
    steps = [(link.label, _in_full(address, link.href)) for link in above if link]
    items = [
        {"@type": "ListItem", "position": position, "name": name, "item": address}
        for position, (name, address) in enumerate([*steps, (name, address)], 1)
    ]
    return {"@type": "BreadcrumbList", "itemListElement": items}


def _in_full(address: str, href: str) -> str:
    if ON_HOST(href):
        return "/".join(address.split("/", 3)[:3]) + href
    return urljoin(address, href)


def json_ld(things: Iterable[dict[str, Any] | None]) -> Markup:
    """Return things of schema.org as the text of a script of JSON-LD, those that are None aside.

    Nothing in it can end the script, or hide its end: HTML looks in there for `</` and `<!--` alone
    (WHATWG HTML, "Restrictions for contents of script elements"). U+2028 and U+2029 end lines in
    what older JavaScript engines read.
    """
    graph = [thing for thing in things if thing]
    document = {"@context": "https://schema.org", "@graph": graph}
    text = JSON.encode(document)
    for sign in "<\u2028\u2029":
        if sign in text:  # which is quicker found out than by replacing it
            text = text.replace(sign, f"\\u{ord(sign):04x}")
    return Markup(text)  # noqa: S704 - no sign is left that HTML reads in a script
