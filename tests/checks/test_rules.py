"""The table of rules: each with an example that is wrong, and one that is right."""

from __future__ import annotations

import datetime as dt
import re
from typing import TYPE_CHECKING

import pytest

from ssg.build import Options
from ssg.checking import check
from ssg.problems import Problem, Severity
from ssg.reading import read
from ssg.rules import RULES, LevelError, Rule, RuleLevel, in_effect, read_levels, weighed
from ssg.settings import Settings, SettingsError, read_settings
from ssg.sources import Source

if TYPE_CHECKING:
    from pathlib import Path

    from tests.builds import Board

SHOWN = [rule for rule in RULES.values() if rule.sample.form in {"yaml", "markdown"}]
DAY = dt.date(2026, 11, 20)


def file_of(rule: Rule, sample: str) -> str:
    """Return the file that a sample stands for."""
    if rule.sample.form == "markdown":
        return sample
    is_titled = any("title:" in text for text in rule.sample[1:])
    title = [] if is_titled else ["title: Night baker"]
    return "\n".join(["---", *title, sample, "---", "Bread, by night.", ""])


@pytest.mark.parametrize("rule", SHOWN, ids=lambda rule: str(rule.name))
def test_the_wrong_example_breaks_the_rule_and_the_right_one_does_not(
    rule: Rule, board: Board, tmp_path: Path
) -> None:
    found = {
        name: check(
            Options(board({"content/sample.md": file_of(rule, text)}), tmp_path, DAY)
        ).problems
        for name, text in (("wrong", rule.sample.wrong), ("right", rule.sample.right))
    }
    told = [each for each in found["wrong"] if each.rule == rule.name]
    assert {each.severity for each in told} == {rule.severity}
    assert [each for each in found["right"] if each.rule == rule.name] == []


@pytest.mark.parametrize(
    "rule", [each for each in SHOWN if each.told != "check"], ids=lambda rule: str(rule.name)
)
def test_examples_of_form_break_no_other_rule_of_form(rule: Rule) -> None:
    wrong, right = (
        read(Source("content/sample.md", file_of(rule, text).encode(), "key")).problems
        for text in rule.sample[1:]
    )
    assert {each.rule for each in wrong} == {rule.name}
    assert right == () or rule.name == "title-missing"


@pytest.mark.parametrize("rule", RULES.values(), ids=lambda rule: str(rule.name))
def test_every_rule_says_what_is_wrong_and_shows_it(rule: Rule) -> None:
    assert re.fullmatch("[a-z]+(-[a-z]+)*", rule.name)
    assert rule.words().endswith((".", "?"))
    assert rule.sample.wrong.strip()
    assert rule.sample.right.strip()
    assert not re.search(r"`|\]\(", rule.summary())


def test_a_summary_keeps_the_words_of_links() -> None:
    assert RULES["heavy-site"].summary().endswith("; GitHub Pages takes 1 GB")
    assert RULES["unreadable"].summary().endswith("than the setting size_limit allows")
    assert RULES["place-unknown"].summary().endswith("under no country for it")


def test_examples_of_settings_are_settings(tmp_path: Path) -> None:
    for rule in RULES.values():
        if rule.sample.form == "toml":
            for text in rule.sample[1:]:
                (tmp_path / "ssg.toml").write_text(text, encoding="utf-8")
                assert read_settings(tmp_path) != Settings()


def test_the_settings_weigh_rules() -> None:
    levels = read_levels({"title-place": "off", "duplicate": "note", "apply-missing": "error"})
    assert levels == (
        RuleLevel("apply-missing", "error"),
        RuleLevel("duplicate", "note"),
        RuleLevel("title-place", "off"),
    )
    problems = [
        Problem("a.md", 1, 1, Severity.WARNING, rule, "message")
        for rule in ("title-place", "duplicate", "apply-missing", "unknown-key")
    ]
    assert [(each.rule, each.severity) for each in weighed(problems, levels)] == [
        ("duplicate", Severity.NOTE),
        ("apply-missing", Severity.ERROR),
        ("unknown-key", Severity.WARNING),
    ]
    assert in_effect(levels)["title-place"] == "off"
    assert in_effect(levels)["date"] == "error"


@pytest.mark.parametrize(
    ("table", "told"),
    [
        ([], "must be a table"),
        ({"title-plaec": "off"}, "is not a rule"),
        ({"duplicate": "of"}, "must be one of"),
        ({"duplicate": ["off"]}, "must be one of"),
        ({"date": "off"}, "left out"),
        ({"url": "warning"}, "left out"),
    ],
)
def test_settings_that_no_rule_can_have(table: object, told: str) -> None:
    with pytest.raises(LevelError) as error:
        read_levels(table)
    assert told in error.value.message


def test_a_wrong_setting_is_told_with_its_line(tmp_path: Path) -> None:
    (tmp_path / "ssg.toml").write_text('[rules]\nduplicate = "off"\ntitel-place = "off"\n')
    told = r'^ssg\.toml:3: error: "titel-place" is not a rule; did you mean "title-place"\?$'
    with pytest.raises(SettingsError, match=told):
        read_settings(tmp_path)
