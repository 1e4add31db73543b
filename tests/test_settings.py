"""Settings: where they stand, and what is said of a wrong one."""

from __future__ import annotations

from dataclasses import fields
from typing import TYPE_CHECKING

import pytest

from ssg.prose import Limits
from ssg.settings import NavigationLink, Settings, SettingsError, read_settings
from ssg.sources import LARGEST_FILE

if TYPE_CHECKING:
    from pathlib import Path


def test_every_setting_has_a_default(tmp_path: Path) -> None:
    assert read_settings(tmp_path) == Settings()


def test_settings_are_read_from_either_file(tmp_path: Path) -> None:
    (tmp_path / "pyproject.toml").write_text('[tool.ssg]\ntitle = "Here"\n')
    assert read_settings(tmp_path).title == "Here"
    (tmp_path / "ssg.toml").write_text('title = "There"\npage_size = 7\n')
    assert read_settings(tmp_path) == Settings(title="There", page_size=7)


def test_an_option_stands_over_the_file(tmp_path: Path) -> None:
    (tmp_path / "ssg.toml").write_text('base_url = "https://a.example/"\n')
    settings = read_settings(tmp_path, base_url="https://b.example/path")
    assert settings.base_url == "https://b.example/path/"


@pytest.mark.parametrize("port", [80, 8080, 18080, 65535])
def test_an_address_may_name_any_port(tmp_path: Path, port: int) -> None:
    address = f"http://localhost:{port}/jobs/"
    assert read_settings(tmp_path, base_url=address).base_url == address


@pytest.mark.parametrize("port", ["65536", "99999", "100000", ""])
def test_an_address_names_no_port_that_there_is_not(tmp_path: Path, port: str) -> None:
    with pytest.raises(SettingsError, match="is not an address a site can have"):
        read_settings(tmp_path, base_url=f"http://localhost:{port}/jobs/")


@pytest.mark.parametrize(
    ("given", "taken"),
    [
        ("https://a.example", "https://a.example/"),
        ("https://a.example/jobs//", "https://a.example/jobs/"),
        ("http://localhost:49152", "http://localhost:49152/"),
    ],
)
def test_an_address_of_a_site_ends_with_one_slash(tmp_path: Path, given: str, taken: str) -> None:
    assert read_settings(tmp_path, base_url=given).base_url == taken


def test_a_project_file_without_a_table_for_tools_is_told(tmp_path: Path) -> None:
    (tmp_path / "pyproject.toml").write_text("tool = 3\n")
    with pytest.raises(SettingsError, match=r"tool\.ssg is not a table"):
        read_settings(tmp_path)


def test_navigation(tmp_path: Path) -> None:
    (tmp_path / "ssg.toml").write_text('[[navigation]]\nlabel = "About"\nurl = "about/"\n')
    assert read_settings(tmp_path).navigation == (NavigationLink("About", "about/"),)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (
            'title = "A"\n\npagesize = 5\n',
            'ssg.toml:3: error: "pagesize" is not a setting; did you mean "page_size"?',
        ),
        (
            "zzz = 5\n",
            'ssg.toml:1: error: "zzz" is not a setting; known are '
            + ", ".join(each.name for each in fields(Settings)),
        ),
        (
            "page_size = 0\n",
            "ssg.toml:1: error: page_size must be a whole number from 1, not 0",
        ),
        (
            "page_size = true\n",
            "ssg.toml:1: error: page_size must be a whole number from 1, not true",
        ),
        (
            "max_age_days = 4000000\n",
            (
                "ssg.toml:1: error: max_age_days must be a whole number from 0 to 1000000, "
                "not 4000000"
            ),
        ),
        (
            "time_limit = 10000000000\n",
            (
                "ssg.toml:1: error: time_limit must be a whole number from 1 to 1000000, "
                "not 10000000000"
            ),
        ),
        ("title = 5\n", "ssg.toml:1: error: title must be text in quotes, not 5"),
        (
            "rules.duplicate = false\n",
            (
                'ssg.toml:1: error: duplicate must be one of "off", "note", "warning", "error", '
                "not false"
            ),
        ),
        (
            "rules = { duplicate = [{ off = true }, 1.5] }\n",
            (
                'ssg.toml:1: error: duplicate must be one of "off", "note", "warning", "error", '
                "not [a table, 1.5]"
            ),
        ),
        (
            "footer_links = [{ label = 3, url = 'about/' }]\n",
            "ssg.toml:1: error: the label of link 1 of footer_links must be text in quotes, not 3",
        ),
        (
            '# images\nimages = "kept"\n',
            (
                'ssg.toml:2: error: images = "kept" is not one of "link", "keep", "drop"; '
                'did you mean "keep"?'
            ),
        ),
        (
            'language = "English please"\n',
            'ssg.toml:1: error: language = "English please" is not a language tag; such as "en"',
        ),
        (
            'base_url = "jobs.example.org"\n',
            (
                'ssg.toml:1: error: base_url = "jobs.example.org" is not an address '
                'a site can have; did you mean "https://jobs.example.org"?'
            ),
        ),
        (
            'submit_url = "javascript:alert(1)"\n',
            (
                'ssg.toml:1: error: submit_url = "javascript:alert(1)" is neither an address nor '
                "a path; addresses begin with https://, http:// or mailto:"
            ),
        ),
        (
            'submit_url = "jobs@example.org"\n',
            (
                'ssg.toml:1: error: submit_url = "jobs@example.org" is neither an address nor '
                'a path; did you mean "mailto:jobs@example.org"?'
            ),
        ),
        (
            'submit_url = "mailto:jobs@example.org,us@example.org"\n',
            (
                'ssg.toml:1: error: submit_url = "mailto:jobs@example.org,us@example.org" is '
                "neither an address nor a path; addresses begin with https://, http:// or mailto:"
            ),
        ),
        (
            'title = "A"\nrates = { date = 2026-11-20, eur = 1 }\n',
            (
                "ssg.toml:2: error: rates cannot have eur = 1; "
                "a currency is its code of ISO 4217, a rate a number above 0"
            ),
        ),
        (
            'base_url = "https://bäckerei.example/jobs/"\n',
            (
                'ssg.toml:1: error: base_url = "https://bäckerei.example/jobs/" is not an address '
                "a site can have; write it in ASCII (a host in punycode): "
                '"https://xn--bckerei-5wa.example/jobs/"'
            ),
        ),
        (
            '[[navigation]]\nlabel = "A"\nurl = "a/"\n\ntitle = "Bread jobs"\n',
            (
                'ssg.toml:5: error: link 1 of navigation has "title", which no link has; below '
                "[[navigation]] it is taken for a part of that; move title above the first table"
            ),
        ),
        (
            '[rules]\nduplicate = "off"\nmax_age_days = 30\n',
            (
                'ssg.toml:3: error: "max_age_days" is not a rule; below [rules] it is taken '
                "for a part of that; move max_age_days above the first table"
            ),
        ),
        (
            "[rates]\ndate = 2026-11-20\nEUR = 1\nmax_age_days = 30\n",
            (
                "ssg.toml:4: error: rates cannot have max_age_days = 30; below [rates] it is "
                "taken for a part of that; move max_age_days above the first table"
            ),
        ),
        (
            'navigation = ["about/"]\n',
            (
                "ssg.toml:1: error: navigation must be tables of the form "
                '{ label = "About", url = "about/" }'
            ),
        ),
        (
            'title = "A"\n[[navigation]]\nlabel = "About"\n',
            "ssg.toml:2: error: link 1 of navigation has no url, which is where it leads",
        ),
        (
            '[[navigation]]\nlabel = "A"\nurl = "a/"\n[[navigation]]\nlable = "B"\nurl = "b/"\n',
            (
                'ssg.toml:4: error: link 2 of navigation has "lable", which no link has; '
                'did you mean "label"?'
            ),
        ),
        (
            'footer_links = [{ label = "About", url = "/about/" }]\n',
            (
                'ssg.toml:1: error: link 1 of footer_links has "/about/", neither an address '
                'nor a path; did you mean "about/"?'
            ),
        ),
        (
            'title = ""\n',
            "ssg.toml:1: error: title says nothing, and every page and feed shows it",
        ),
        (
            'language = "de_AT.UTF-8"\n',
            (
                'ssg.toml:1: error: language = "de_AT.UTF-8" is not a language tag; '
                'did you mean "de-AT"?'
            ),
        ),
        (
            'base_url = "HTTPS://jobs.example.org/"\n',
            (
                'ssg.toml:1: error: base_url = "HTTPS://jobs.example.org/" is not an address '
                'a site can have; did you mean "https://jobs.example.org/"?'
            ),
        ),
        (
            'submit_url = "/offer/"\n',
            (
                'ssg.toml:1: error: submit_url = "/offer/" is neither an address nor a path; '
                'did you mean "offer/"?'
            ),
        ),
        (
            'footer_links = [{ label = "Us", url = "www.kornblume.example" }]\n',
            (
                'ssg.toml:1: error: link 1 of footer_links has "www.kornblume.example", neither an '
                'address nor a path; did you mean "https://www.kornblume.example"?'
            ),
        ),
        (
            'language = "Deutsch"\n',
            'ssg.toml:1: error: language = "Deutsch" is not a language tag; did you mean "de"?',
        ),
        (
            "search = false\n",
            (
                "ssg.toml:1: error: search must be text in quotes, not false; "
                'one of "built-in", "pagefind", "off"'
            ),
        ),
        (
            'page_size = "20"\n',
            'ssg.toml:1: error: page_size must be a whole number from 1, not "20"',
        ),
        (
            '# ours\n[tool.ssg]\ntitle = "A"\n',
            (
                'ssg.toml:2: error: "tool" is not a setting; settings stand in no table here; '
                "take the line [tool.ssg] out"
            ),
        ),
        (
            '[rates]\ndate = "2026-11-20"\nEUR = 1\n',
            (
                'ssg.toml:2: error: the date of rates is "2026-11-20"; it is a day without quotes, '
                "as date = 2026-11-20"
            ),
        ),
    ],
)
def test_a_wrong_setting_is_named_with_its_line(tmp_path: Path, text: str, message: str) -> None:
    (tmp_path / "ssg.toml").write_text(text)
    with pytest.raises(SettingsError) as caught:
        read_settings(tmp_path)
    assert str(caught.value) == message


def test_another_encoding_is_named_with_its_line(tmp_path: Path) -> None:
    (tmp_path / "ssg.toml").write_bytes(b'page_size = 20\ntitle = "B\xe4cker"\n')
    with pytest.raises(SettingsError, match=r"^ssg\.toml:2: error: not UTF-8; save the file so$"):
        read_settings(tmp_path)


@pytest.mark.parametrize(
    ("text", "line", "hint"),
    [
        ("title: Bread jobs", 1, 'a setting and its value are joined by =, as title = "Our jobs"'),
        ('title = "A"\nlanguage = de', 2, 'text needs quotes around it, as title = "Our jobs"'),
        ('accent = "#063"\ntitle = “A”', 2, "the quotes are others that look like them"),
        ("title = 'Bread jobs", 1, "the quote that opens here is not closed"),
        ('title = "Bread\npage_size = 5', 1, "the quote that opens here is not closed"),
        ('title = "The "best" bread"', 1, 'use single quotes around a text that holds "'),
        (r'logo = "logos\mill.svg"', 1, "use single quotes around a text that holds a backslash"),
        ("markdown_twins = True", 1, "true and false are written in small letters"),
        ("page_size = 20,", 1, "no comma stands at the end of a setting"),
        ("[rates]\ndate = 20.11.2026", 2, "a date is written 2026-10-31"),
        ("accent = #063", 1, "a # begins a comment; text that holds one needs quotes around it"),
        ('title = "A"\ntitle = "B"', 2, "what stands here is given above, too"),
        ('navigation = [\n  { label = "A", url = b },\n]', 2, "text needs quotes around it"),
        ("title =", 1, 'a line is a setting, = and a value, as title = "Our jobs"'),
        ("page_size = 1_", 1, "not valid TOML"),
    ],
)
def test_what_is_no_toml_is_told_with_how_it_is_written(
    tmp_path: Path, text: str, line: int, hint: str
) -> None:
    (tmp_path / "ssg.toml").write_text(text + "\n", encoding="utf-8")
    with pytest.raises(SettingsError) as raised:
        read_settings(tmp_path)
    assert str(raised.value).startswith(f"ssg.toml:{line}: error: {hint}")
    assert "not valid TOML: " in str(raised.value)


def test_a_bracket_that_is_not_closed_is_told_without_a_line(tmp_path: Path) -> None:
    (tmp_path / "ssg.toml").write_text('navigation = [\n  { label = "A", url = "b" },\n')
    with pytest.raises(SettingsError, match=r"ssg\.toml: error: .* is not closed"):
        read_settings(tmp_path)


def test_a_switch_is_true_or_false(tmp_path: Path) -> None:
    (tmp_path / "ssg.toml").write_text("markdown_twins = true\n")
    assert read_settings(tmp_path).markdown_twins is True
    (tmp_path / "ssg.toml").write_text("markdown_twins = 1\n")
    with pytest.raises(SettingsError, match="markdown_twins must be true or false, not 1"):
        read_settings(tmp_path)


def test_all_wrong_settings_are_told(tmp_path: Path) -> None:
    (tmp_path / "ssg.toml").write_text('title = ""\npage_size = 0\nlanguage = "en"\n')
    with pytest.raises(SettingsError) as raised:
        read_settings(tmp_path, base_url="nowhere")
    beginnings = [line.partition(" error: ")[0] for line in str(raised.value).splitlines()]
    assert beginnings == ["ssg.toml:1:", "ssg.toml:2:", "--base-url:"]


def test_rooms_below_have_the_limits_of_a_board_that_sets_none() -> None:
    settings = Settings()
    assert settings.size_limit == LARGEST_FILE
    assert (settings.nesting_limit, settings.link_limit) == Limits()
