"""What a template does wrong, in words that its author knows."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from ssg.files import Page
from ssg.problems import Severity
from ssg.render import TemplateMistakeError, render
from ssg.settings import Settings
from ssg.theme import read_theme
from ssg.views import Card, Feed, Head, NotFoundPage

if TYPE_CHECKING:
    from pathlib import Path

CARD = Card("baker", "Baker", "/jobs/baker/", None, "", "", "", "", None, "", ())
HEAD = Head("Board", "Jobs.", "https://jobs.example.org/", Feed("Board", "/feed.xml"))
PAGE = Page("404.html", "404.html", NotFoundPage(HEAD, (), (CARD,)))


@pytest.mark.parametrize(
    ("source", "message", "hint"),
    [
        ("{{ site.titel }}", 'site has no "titel"', 'did you mean "title"?'),
        ('{{ site["titel"] }}', 'site has no "titel"', 'did you mean "title"?'),
        ("{% if page.cadrs %}{% endif %}", 'page has no "cadrs"', 'did you mean "cards"?'),
        ("{% for x in page.cadrs %}{% endfor %}", 'page has no "cadrs"', 'did you mean "cards"?'),
        ("{{ page.nonsense }}", 'page has no "nonsense"', ""),
        (
            "{{ page.similar }}",
            'page has no "similar"',
            "some pages alone have it; ask first, with {% if page.similar is defined %}",
        ),
        ("{{ pgae.head }}", 'there is no "pgae"', 'did you mean "page"?'),
        ("{{ nonsense }}", 'there is no "nonsense"', ""),
        ("{{ page.head.titel }}", 'the head has no "titel"', 'did you mean "title"?'),
        ("{{ page.cards[0].postde }}", 'the card has no "postde"', 'did you mean "posted"?'),
        ("{{ page.cards.title }}", 'a list has no "title"', ""),
        ("{{ page.head.title.uper() }}", 'a text has no "uper"', 'did you mean "upper"?'),
        (
            "{{ page.cards[0].company.label }}",
            'none has no "label"',
            "what may be none is asked for first, with {% if … %}",
        ),
        (
            "{{ page.cards[0].posted | day }}",
            'none has no "day"',
            "what may be none is asked for first, with {% if … %}",
        ),
        (
            '{% import "_parts/lists.html" as lists %}{{ lists.rowz(page.cards) }}',
            '"_parts/lists.html" has no "rowz"',
            'did you mean "rows"?',
        ),
        (
            '{% include "_parts/lsits.html" %}',
            'there is no template "_parts/lsits.html"',
            'did you mean "_parts/lists.html"?',
        ),
        ("{{ 1 | nubmer }}", 'there is no filter "nubmer"', 'did you mean "number"?'),
        ("{{ 1 is defnied }}", 'there is no test "defnied"', 'did you mean "defined"?'),
        ("{{ self.boddy() }}", 'self has no "boddy"', ""),
        ("{{ page[1.5] }}", "ssg.views.NotFoundPage object has no element 1.5", ""),
    ],
)
def test_what_there_is_not_is_named_with_what_may_be_meant(
    tmp_path: Path, source: str, message: str, hint: str
) -> None:
    (tmp_path / "templates").mkdir()
    (tmp_path / "templates/404.html").write_text(f"\n{source}\n", encoding="utf-8")
    with pytest.raises(TemplateMistakeError) as raised:
        render(read_theme(tmp_path, Settings()), PAGE, {})
    told = f"in the template: {message}"
    place = ("templates/404.html", 2, 0)
    assert raised.value.problem == (*place, Severity.ERROR, "template", told, hint)


@pytest.mark.parametrize(
    ("source", "shown"),
    [("{{ page.nonsense | default('x') }}", "x"), ("{{ page.nonsense is defined }}", "False")],
)
def test_what_there_is_not_may_be_asked_for(tmp_path: Path, source: str, shown: str) -> None:
    (tmp_path / "templates").mkdir()
    (tmp_path / "templates/404.html").write_text(source, encoding="utf-8")
    assert render(read_theme(tmp_path, Settings()), PAGE, {}) == shown.encode()
