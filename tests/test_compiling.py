"""What is the same on every page is worked out once, and nothing else is; how texts are escaped."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jinja2 import DictLoader, Environment, TemplateRuntimeError, nodes
from markupsafe import Markup, escape

from ssg.compiling import Generator, escaped, fold
from ssg.views import Link

HOME = Link("Jobs & more", "/board/")


class Site:
    title = "Bakers"
    home = HOME
    links = (HOME,)


def text(english: str) -> Markup:
    """Return what stands for a translation."""
    return Markup(english.upper()) % {}  # noqa: S704 - ours


def folded(source: str) -> nodes.Template:
    """Return a template with its constants."""
    return fold(Environment(autoescape=True).parse(source), {"site": Site()}, {"_": text})


def names(source: str) -> set[str]:
    """Return the names that a template looks up when it is rendered."""
    return {name.name for name in folded(source).find_all(nodes.Name) if name.ctx == "load"}


@pytest.mark.parametrize(
    ("source", "shown"),
    [
        ("{{ site.title }}", "Bakers"),
        ("{{ site.home.label }}", "Jobs &amp; more"),
        ('{{ _("Pay") }}', "PAY"),
        ('{% if site.title %}<a title="{{ _("a") ~ site.home.href }}">{% endif %}', None),
        ("{% macro m(x) %}{{ site.title }}{{ x }}{% endmacro %}{{ m(1) }}", "Bakers1"),
        ("{% set title = site.title %}{{ title }}", "Bakers"),
    ],
)
def test_what_is_known_becomes_a_constant(source: str, shown: str | None) -> None:
    assert names(source) <= {"m", "x", "title"}
    environment = Environment(autoescape=True)
    found = environment.from_string(folded(source)).render()
    assert found == environment.from_string(source).render(site=Site(), _=text)
    assert shown is None or found == shown


@pytest.mark.parametrize(
    ("source", "name"),
    [
        ("{{ site.links }}", "site"),  # a value that cannot be written as a constant
        ("{{ site.nonsense }}", "site"),  # told with its line when it is rendered
        ("{{ site }}", "site"),
        ('{{ site["title"] }}', "site"),
        ("{{ page.__class__ }}", "page"),
        ("{{ page.title }}", "page"),
        ("{{ _(page) }}", "_"),
        ('{{ _("%(count)s jobs", count=2) }}', "_"),
        ('{{ _("%(count)s jobs") }}', "_"),
        ('{{ _("100 %") }}', "_"),
        ('{{ page._("Pay") }}', "page"),
    ],
)
def test_anything_else_stays_as_it_is(source: str, name: str) -> None:
    assert name in names(source)


@pytest.mark.parametrize(
    ("source", "name"),
    [
        ("{% set site = page %}{{ site.title }}", "site"),
        ("{% for site in page %}{{ site.title }}{% endfor %}", "site"),
        ("{% for _, site in page %}{{ site.title }}{% endfor %}", "site"),
        ("{% macro m(site) %}{{ site.title }}{% endmacro %}", "site"),
        ("{% macro site() %}{% endmacro %}{{ site.title }}", "site"),
        ("{% with site = page %}{{ site.title }}{% endwith %}", "site"),
        ("{% set site %}{% endset %}{{ site.title }}", "site"),
        ('{% import "x" as site %}{{ site.title }}', "site"),
        ('{% from "x" import site %}{{ site.title }}', "site"),
        ('{% from "x" import y as _ %}{{ _("Pay") }}', "_"),
        ('{% for _ in page %}{{ _("Pay") }}{% endfor %}', "_"),
    ],
)
def test_a_name_that_a_template_gives_is_its_own(source: str, name: str) -> None:
    assert name in names(source)


class Spoken(str):
    """A text that is not quite a text."""

    __slots__ = ()


class Shown:
    def __html__(self) -> str:
        return "<b>"


@given(st.text() | st.text(alphabet="&<>'\";#a – "))
def test_texts_are_escaped_as_by_markupsafe(value: str) -> None:
    assert escaped(value) == escape(value)
    assert escaped(Markup(value)) == value  # noqa: S704 - that it stays
    assert escaped(Spoken(value)) == escape(value)


@pytest.mark.parametrize("value", [0, 1.5, True, None, dt.date(2026, 11, 20), ["<"], Shown()])
def test_other_values_are_escaped_as_by_markupsafe(value: object) -> None:
    assert escaped(value) == escape(value)


class Quick(Environment):
    code_generator_class = Generator
    escaped = staticmethod(escaped)


@pytest.mark.parametrize(
    "source",
    [
        "<{{ x }}>",
        "{% set y %}<{{ x }}>{% endset %}{{ y }}{{ y | upper }}",
        "{% macro m(y) %}<{{ y }}>{% endmacro %}{{ m(x) }}{{ m(x) | length }}",
        "{% macro m() %}<{{ caller() }}>{% endmacro %}{% call m() %}{{ x }}{% endcall %}",
        "{% block a %}{{ x }}{{ self.b() }}{% endblock %}{% block b %}<{{ x }}>{% endblock %}",
        "{% autoescape false %}{{ x }}{{ 1 }}{% endautoescape %}{{ x }}",
        "{% autoescape z %}{{ x }}{{ 1 }}{% endautoescape %}{{ x }}",
        "{% filter upper %}{{ x }}{% endfilter %}",
        "{% for y in [x, 1, none, x | safe, x | e] %}{{ y }}{{ loop.index }}{% endfor %}",
        "{% for y in [x, 1] if y is string %}{{ y }}{% else %}-{% endfor %}{{ x }}",
        "{% block a %}{% for y in [x, 1] if y is string %}{{ y }}{% endfor %}{{ x }}{% endblock %}",
        "{% for y in [[x, [x]]] recursive %}{{ y if y is string else loop(y) }}-{% endfor %}",
        "{% block a required %}{% endblock %}",
        '{{ x }}{% extends "base" %}{{ x }}',
        '{% extends "child" %}{% block a %}{{ super() }}{{ super.super() }}{{ x }}{% endblock %}',
        '{% extends "child" %}{% block c scoped %}{{ y }}{{ self.b() }}{{ super() }}{% endblock %}',
        '{% if z %}{% extends "base" %}{% endif %}{{ x }}{% block a %}{{ x }}{% endblock %}',
        '{% if not z %}{% extends "base" %}{% endif %}{{ x }}{% block a %}{{ x }}{% endblock %}',
        '{{ x }}{% include "part" %}{% include "child" %}{{ x }}',
        '{{ x }}{% include "part" without context %}{{ x }}',
        '{% block a %}{{ x }}{% include "part" without context %}{{ x }}{% endblock %}',
        '{% set y %}{% include "part" %}{% block b %}{{ x }}{% endblock %}{% endset %}{{ y }}',
        '{% include "none" ignore missing %}{% include ["none", "part"] ignore missing %}',
        '{% import "part" as part %}{{ part.m(x) }}{{ part }}',
        '{% from "part" import m with context %}{{ m(x) }}',
    ],
)
def test_templates_say_what_they_say_with_jinjas_generator(source: str) -> None:
    others = DictLoader(
        {
            "base": "<{% block a %}{{ x }}{% set y = x %}{% block c scoped %}{{ y }}{% endblock %}"
            "{% endblock %}>{% block b %}{{ x }}{% endblock %}",
            "child": '{{ x }}{% extends "base" %}{% block a %}({{ super() }}){% endblock %}',
            "part": "{% macro m(y) %}{{ y }}{{ x }}{% endmacro %}{{ x }}{{ m(1) }}",
        }
    )

    def shown(kind: type[Environment]) -> str:
        template = kind(autoescape=True, loader=others).from_string(source)
        try:
            return template.render(x="<&'\">", z=False)
        except TemplateRuntimeError as error:
            return repr(error)

    assert shown(Quick) == shown(Environment)
