"""What is wrong with a template, in the words of whoever wrote it."""

from __future__ import annotations

import datetime as dt
import re
import traceback
from pathlib import Path
from types import NoneType
from typing import TYPE_CHECKING, get_args

from jinja2 import StrictUndefined, TemplateError, TemplateNotFound, UndefinedError
from jinja2.environment import TemplateModule
from jinja2.runtime import TemplateReference
from jinja2.utils import missing

from ssg.problems import Problem, Severity, nearest
from ssg.theme import TEMPLATES, SiteView, template_names
from ssg.views import View

if TYPE_CHECKING:
    from collections.abc import Iterable

    from jinja2 import Environment

    from ssg.theme import Theme

SEEN = ("page", "site", "loop")  # the names that templates have most to do with
KINDS = {
    NoneType: "none",
    bool: "a yes or no",
    dt.date: "a date",
    float: "a number",
    int: "a number",
    list: "a list",
    str: "a text",
    tuple: "a list",
    TemplateReference: "self",
}
OF_NONE = "what may be none is asked for first, with {% if … %}"
OF_OTHERS = "some pages alone have it; ask first, with {%% if page.%s is defined %%}"
UNKNOWN = re.compile(r"No (filter|test) named '(.+?)'(?: found)?\.")


class Missing(StrictUndefined):
    """What a template finds where it names what there is not: an error, once it is made use of."""

    __slots__ = ()

    @property
    def _undefined_message(self) -> str:
        """Return what there is not, and what may be meant."""
        name, holder = self._undefined_name, self._undefined_obj
        if self._undefined_hint or not isinstance(name, str):
            return super()._undefined_message
        if holder is missing:
            return _told(f'there is no "{name}"', nearest(name, SEEN))
        words = _words_for(holder)
        if not words:
            return super()._undefined_message
        names = getattr(holder, "_fields", dir(holder))
        known = (each for each in names if not each.startswith("_"))
        hint = OF_NONE if holder is None else nearest(name, known)
        if words == "page" and any(name in view._fields for view in get_args(View)):
            hint = OF_OTHERS % name
        return _told(f'{words} has no "{name}"', hint)


def problem_with(
    theme: Theme, environment: Environment, template: str, error: Exception
) -> Problem | None:
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
    path = f"{TEMPLATES}/{_relative(theme, file or template)}"
    message, hint = _said(theme, environment, error)
    severity = Severity.ERROR
    return Problem(path, line or 0, 0, severity, "template", f"in the template: {message}", hint)


def _said(theme: Theme, environment: Environment, error: Exception) -> tuple[str, str]:
    """Return what went wrong, and what may be meant, or no text."""
    message = " ".join(str(error).split()) or type(error).__name__
    if isinstance(error, TemplateNotFound) and message == error.name:
        return f'there is no template "{message}"', nearest(message, template_names(theme))
    if isinstance(error, UndefinedError):
        message, _, hint = message.partition("; ")
        return message, hint
    if isinstance(error, AttributeError) and error.obj is None:  # as of a filter
        return f'none has no "{error.name}"', OF_NONE
    if unknown := UNKNOWN.fullmatch(message):
        kind, name = unknown.groups()
        known: Iterable[str] = environment.filters if kind == "filter" else environment.tests
        return f'there is no {kind} "{name}"', nearest(name, known)
    return message, ""


def _told(message: str, hint: str) -> str:
    return f"{message}; {hint}" if hint else message


def _words_for(holder: object) -> str:
    """Return what the documentation calls a value, no text for one that it does not know."""
    if isinstance(holder, SiteView):
        return "site"
    if isinstance(holder, get_args(View)):
        return "page"
    if isinstance(holder, TemplateModule):
        return f'"{holder.__name__}"'
    if isinstance(holder, tuple) and hasattr(holder, "_fields"):
        return f"the {re.sub('(?<!^)(?=[A-Z])', ' ', type(holder).__name__).lower()}"
    return KINDS.get(type(holder), "")


def _relative(theme: Theme, file: str) -> str:
    for folder in theme.folders:
        if file.startswith(folder):
            return Path(file).relative_to(folder).as_posix()
    return file
