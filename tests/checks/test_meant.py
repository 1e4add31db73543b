"""Keys that nobody knows, and what was meant by them."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

    from ssg.report import Report

TEXT = (
    "You bake rye bread and rolls for twelve shops, four nights a week, with two colleagues. " * 2
)
GERMAN = """---
{title}: Nachtbäcker
Firma: Kornblume
Ort: {{a: b}}
Veröffentlicht am: 1.2.2026
Bewerbungslink: https://kornblume.example/jobs/1
Entwurf: {draft}
---
"""


def test_values_below_keys_in_another_language_are_told_in_the_round_of_the_keys(
    checked: Callable[..., Report],
) -> None:
    """By hand it took two rounds, and where to apply was said to be missing."""
    for title, weight in (("title", "unknown-key"), ("Titel", "title-missing")):
        files = {"content/b.md": GERMAN.format(title=title, draft="nein") + TEXT}
        told = checked(files).problems
        keys = {each.line: each.rule for each in told if each.column == 1}
        assert keys == {
            **({2: weight} if title == "Titel" else {}),
            **dict.fromkeys((3, 4, 5, 6, 7), "unknown-key"),
        }
        values = {(each.line, each.rule, each.severity) for each in told if each.column > 1}
        assert values == {
            (4, "type", "warning"),
            (5, "date", "warning"),
            (7, "boolean", "warning"),
        }
        assert 0 not in {each.line for each in told if each.rule != "markup-missing"}


def test_a_listing_whose_keys_are_not_known_is_published_all_the_same(
    checked: Callable[..., Report],
) -> None:
    """Beside others it is looked at as it was meant: the draft is one, the other is no twin."""
    draft = GERMAN.format(title="title", draft="true") + TEXT
    report = checked({"content/b.md": draft}, "content")
    assert (report.open_listings, report.held_back) == (1, 0)
    assert ("content/b.md", "held-back") in [(each.path, each.rule) for each in report.problems]
    twins = {"content/a.md": draft.replace("true", "false"), "content/b.md": draft}
    assert "duplicate" not in {each.rule for each in checked(twins).problems}
