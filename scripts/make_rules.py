"""Writes docs/rules.md from the table of rules in ssg/rules/."""

from __future__ import annotations

import textwrap
from pathlib import Path
from typing import TYPE_CHECKING

from ssg.problems import Severity
from ssg.rules import SECTIONS, Rule, Sample

if TYPE_CHECKING:
    from collections.abc import Iterator

PAGE = Path(__file__).parent.parent / "docs/rules.md"
WIDTH = 140
HEAD = """\
Every problem that `ssg build` and `ssg check` report belongs to a rule. An **error** leaves
something out, most often the listing, and the build ends with status 1; a **warning** leaves it in;
a **note** is advice, and `ssg check` ends with status 0 where there is no more than that. The
setting [`rules`](settings.md#rules) turns a rule off or gives it another weight, but for errors:
they tell why something is missing. `ssg check --rules` lists all of them as a site has them;
`ssg check --fix` mends what some of them find.

The samples show the lines of front matter that are meant, or a whole file.

This page is made from the code by `scripts/make_rules.py`."""
INTRODUCTIONS = {
    "Pay": "How pay is read: [salaries.md](salaries.md).",
    "What readers need": "`ssg check` alone tells of these.",
}
WHERE = {
    "build and check": "",
    "check": ", of `ssg check` alone",
    "build": ", of `ssg build` alone",
}


def page() -> str:
    """Return the page of all rules."""
    parts = ["# Rules\n", *(f"{_filled(paragraph)}\n" for paragraph in HEAD.split("\n\n"))]
    for title, rules in SECTIONS.items():
        parts.append(f"## {title}\n")
        if title in INTRODUCTIONS:
            parts.append(f"{INTRODUCTIONS[title]}\n")
        parts.extend("\n".join(_section(rule)) for rule in rules)
    return "\n".join(parts)


def _section(rule: Rule) -> Iterator[str]:
    """Yield the lines of a rule's section."""
    weight = {Severity.ERROR: "Error", Severity.WARNING: "Warning", Severity.NOTE: "Note"}
    fixed = " Mended by `--fix` where only one thing can be meant." if rule.is_fixed else ""
    said = f"{weight[rule.severity]}{WHERE[rule.told]}. {rule.words()}{fixed}"
    yield f"### `{rule.name}`\n"
    yield _filled(said)
    yield ""
    yield from _sample(rule.sample)
    yield ""


def _filled(text: str) -> str:
    """Return a paragraph in lines of the page's width."""
    return textwrap.fill(text, WIDTH, break_long_words=False, break_on_hyphens=False)


def _sample(sample: Sample) -> Iterator[str]:
    """Yield the fenced blocks of a rule's example."""
    if sample.form == "markdown":
        yield f"```markdown wrong\n{sample.wrong}```\n"
        yield f"```markdown right\n{sample.right}```"
        return
    if sample.form == "yaml":
        marked = [(line, "wrong") for line in sample.wrong.splitlines()]
        marked += [(line, "right") for line in sample.right.splitlines()]
        lines = "\n".join(f"{line}  # {verdict}" for line, verdict in marked)
        yield f"```yaml\n{lines}\n```"
        return
    yield f"```{sample.form} wrong\n{sample.wrong}\n```\n"
    yield f"```{sample.form} right\n{sample.right}\n```"


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8")
