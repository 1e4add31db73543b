"""What shows nowhere of a site's own templates is told, and nothing else is."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

import pytest

from ssg.overrides import unseen
from ssg.settings import Settings
from ssg.theme import read_theme

if TYPE_CHECKING:
    from pathlib import Path

    from tests.builds import Board


BASE = '{% extends "base.html" %}\n'
LISTING = '{% extends "listing.html" %}\n'
PAGE = '{% extends "page.html" %}\n'


def told(site: Path) -> list[str]:
    return [str(each).removeprefix("templates/") for each in unseen(read_theme(site, Settings()))]


@pytest.mark.parametrize(
    ("source", "line", "wrong", "nearest"),
    [
        (LISTING + "{% block boddy %}x{% endblock %}", 2, "boddy", "body"),
        (LISTING + "\n\n{% block aply %}{{ super() }}{% endblock %}", 4, "aply", "apply"),
        (LISTING + "{% block fotter %}{% endblock %}", 2, "fotter", "footer"),
        (LISTING + "{% if 1 %}{% block boddy %}{% endblock %}{% endif %}", 2, "boddy", "body"),
        (
            LISTING + "{% block boddy %}\n{% block inside %}{% endblock %}{% endblock %}",
            2,
            "boddy",
            "body",
        ),
    ],
)
def test_a_block_that_there_is_not_is_told_with_the_nearest(
    board: Board, source: str, line: int, wrong: str, nearest: str
) -> None:
    (found,) = told(board({"templates/listing.html": source}))
    assert found == (
        f'listing.html:{line}: warning: there is no block "{wrong}" in "listing.html", '
        f'so it shows nowhere; did you mean "{nearest}"?'
    )


def test_where_no_block_has_a_name_like_it_all_are_told(board: Board) -> None:
    (line,) = told(
        board({"templates/404.html": '{% extends "base.html" %}{% block zzz %}{% endblock %}'})
    )
    assert "; the blocks there: brand, description, footer, head, header, main, " in line


@pytest.mark.parametrize(
    ("templates", "path", "block"),
    [
        (
            {
                "listing.html": LISTING
                + "{% block main %}x{% endblock %}{% block body %}{% endblock %}"
            },
            "listing.html:2",
            "body",
        ),
        (
            {
                "base.html": BASE + "{% block header %}x{% endblock %}",
                "404.html": BASE + "\n{% block brand %}x{% endblock %}",
            },
            "404.html:3",
            "brand",
        ),
        (
            {"base.html": BASE + "{% block main %}{{ super() }}{% endblock %}"},
            "base.html:2",
            "main",
        ),
        (
            {
                "pages/_b.html": PAGE + "{% block heading %}x{% endblock %}",
                "pages/a.html": '{% extends "pages/_b.html" %}{% block intro %}x{% endblock %}',
            },
            "pages/_b.html:2",
            "heading",
        ),
    ],
)
def test_a_block_that_is_replaced_everywhere_is_told(
    board: Board, templates: dict[str, str], path: str, block: str
) -> None:
    (found,) = told(board({f"templates/{name}": text for name, text in templates.items()}))
    assert found == (
        f'{path}: warning: the block "{block}" shows nowhere, as it or a block around it is '
        "replaced; what a block replaces shows where {{ super() }} stands in it"
    )


@pytest.mark.parametrize(
    ("behind", "line"),
    [
        ("<p>Hello</p>", 2),
        ("\n\n<!-- why\nso --><p>Hello</p>\n", 5),
        ("{% block text %}x{% endblock %}\n{{ page.heading }}", 3),
        ("{% block text %}x{% endblock %}\n{% if page.heading %}\n  Hello{% endif %}", 4),
        ('{{ _("Pay") }}', 2),
    ],
)
def test_text_outside_of_blocks_is_told(board: Board, behind: str, line: int) -> None:
    (found,) = told(board({"templates/pages/about.html": PAGE + behind}))
    assert found == (
        f"pages/about.html:{line}: warning: what stands outside of a block shows nowhere, "
        "as this template extends another; put it into a block"
    )


@pytest.mark.parametrize(
    "templates",
    [
        {"listing.html": LISTING + "{% block body %}{% block more %}x{% endblock %}{% endblock %}"},
        {
            "listing.html": LISTING
            + "{% block main %}{{ super() }}{% endblock %}{% block body %}x{% endblock %}"
        },
        {
            "listing.html": LISTING
            + "{% block main %}{% block body %}{{ super() }}{% endblock %}{% endblock %}"
        },
        {"base.html": BASE + "{% block head %}x{% endblock %}", "404.html": "x"},
        {"page.html": PAGE + "{% block text %}x{% endblock %}"},
        {
            "pages/a.html": '{% extends "pages/_b.html" %}{% block text %}x{% endblock %}',
            "pages/b.html": '{% extends "pages/_b.html" %}{% block intro %}x{% endblock %}',
            "pages/_b.html": PAGE
            + "{% block text %}y{% endblock %}{% block width %}{% endblock %}",
        },
        {"listing.html": "<p>{% block boddy %}{% endblock %}"},
        {
            "listing.html": LISTING
            + "{% block boddy %}x{% endblock %}{% block body %}{{ self.boddy() }}{% endblock %}"
        },
        {
            "listing.html": LISTING
            + "{# why #}\n\n<!-- so -->\n{% set a = 1 %}{% macro m() %}x{% endmacro %}\n"
        },
        {"listing.html": LISTING + '{% import "_parts/lists.html" as lists %}'},
        {
            "base.html": BASE + "{% block header %}{% block a %}{% endblock %}{% endblock %}",
            "404.html": BASE + "{% block a %}x{% endblock %}",
        },
        {
            "pages/a.html": '{% extends "pages/_b.html" %}{% block left %}x{% endblock %}',
            "pages/_b.html": PAGE + "{% block text %}{% block left %}{% endblock %}{% endblock %}",
        },
        {"pages/a.html": "{% extends page.head.title %}{% block left %}x{% endblock %}"},
        {"pages/a.html": "{% if 1 %}" + PAGE + "{% endif %}{% block left %}x{% endblock %}"},
        {
            "pages/a.html": '{% extends "pages/_b.html" %}{% block left %}x{% endblock %}',
            "pages/_b.html": "{% extends page.head.title %}",
        },
        {
            "pages/a.html": '{% extends "pages/_b.html" %}',
            "pages/_b.html": '{% extends "pages/_b.html" %}',
        },
        {
            "pages/a.html": '{% extends "pages/_b.html" %}',
            "pages/_b.html": '{% extends "pages/a.html" %}',
        },
        {"pages/a.html": '{% extends "nowhere.html" %}{% block left %}x{% endblock %}'},
        {"404.html": "{% block left %}"},
        {
            "404.html": '{% include "mine/left.html" %}',
            "mine/left.html": '{% from "./mine//macros.html" import m %}',
            "mine/macros.html": "{% macro m() %}{% endmacro %}",
        },
        {
            "404.html": '{% include ["a.html", "b.html"] ignore missing %}',
            "a.html": "",
            "b.html": "",
        },
        {"404.html": "{% include page.head.title %}", "a.html": ""},
        {"_parts/row.html": "{% macro row(card, level, company) %}{% endmacro %}"},
        {
            "static/mine.html": "",
            "static/style.css": "a{#b}",
            "README.md": "",
            ".gitkeep": "",
            "listing.html.orig": "",
        },
        {"pages/help/employers.html": PAGE},
    ],
)
def test_what_shows_or_may_show_is_not_told(board: Board, templates: dict[str, str]) -> None:
    assert told(board({f"templates/{name}": text for name, text in templates.items()})) == []


@pytest.mark.parametrize(
    ("name", "hint"),
    [
        ("lisitng.html", 'did you mean "listing.html"?'),
        ("parts/row.html", 'did you mean "_parts/row.html"?'),
        ("favicons.svg", 'did you mean "favicon.svg"?'),
        ("about.html", "what is to be a page lies in templates/pages/"),
        ("pages/_draft/about.html", "what is to be a page lies in templates/pages/"),
    ],
)
def test_a_file_that_nothing_uses_is_told(board: Board, name: str, hint: str) -> None:
    site = board({f"templates/{name}": LISTING + "{% block boddy %}{% endblock %}"})
    assert told(site) == [
        f"{name}: warning: no page is made of this file, and no template that is used asks for it; "
        + hint
    ]


def test_what_is_used_by_unused_files_alone_is_unused(board: Board) -> None:
    site = board({"templates/old.html": '{% include "part.html" %}', "templates/part.html": ""})
    assert [line.partition(":")[0] for line in told(site)] == ["old.html", "part.html"]


def test_nothing_is_told_of_the_templates_of_the_theme(tmp_path: Path) -> None:
    shutil.copytree(read_theme(tmp_path, Settings()).folders[-1], tmp_path / "templates")
    assert told(tmp_path) == []
