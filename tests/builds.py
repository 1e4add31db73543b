"""Builds of small boards, for tests of what they come to."""

from __future__ import annotations

import datetime as dt
import json
from typing import TYPE_CHECKING

from ssg.build import Options, build

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from pathlib import Path

    from click.testing import Result

    from ssg.report import Report

    # The fixtures: a site folder is made of files by their paths; the command line is called.
    Board = Callable[[Mapping[str, str | bytes]], Path]
    Run = Callable[..., Result]

AS_OF = dt.date(2026, 6, 15)
# A listing in which a check finds nothing.
BAKER = """---
title: Night baker
company: Kornblume Bakery
location: Bremen, Germany
posted: 2026-10-02
apply_url: mailto:jobs@kornblume.example
---
You bake rye bread and rolls for twelve shops, by night, with two colleagues and an oven of 1931.
You know sourdough. Breakfast is on us.
"""


def front_matter(values: Mapping[str, object], body: str) -> str:
    """Return a listing as a file, its values as JSON, which is YAML; without those of None."""
    told = {name: value for name, value in values.items() if value is not None}
    lines = [f"{name}: {json.dumps(value, ensure_ascii=False)}" for name, value in told.items()]
    return "\n".join(["---", *lines, "---", "", body, ""])


def listing(title: str, company: str = "Kornblume", **keys: str) -> str:
    """Return a listing as a file, its values as YAML has them."""
    lines = [f"title: {title}", f"company: {company}"]
    lines += [f"{key}: {value}" for key, value in keys.items()]
    return "---\n" + "\n".join(lines) + f"\n---\n\nWork as *{title}*.\n"


FILES = {
    "ssg.toml": 'title = "Board"\nbase_url = "https://name.github.io/board/"\npage_size = 3\n',
    "content/baker.md": listing("Baker", posted="2026-06-01", location="Lisbon, Portugal"),
    "content/welder.md": listing("Welder", "Iron Works", posted="2026-06-02", tags="[metal, C#]"),
    "content/nurse.md": listing("Nurse", posted="2026-06-03", location="Remote, Worldwide"),
    "content/cook.md": listing("Cook", posted="2026-06-04", tags="[food]"),
    "content/gone.md": listing("Gone", posted="2026-01-01", valid_through="2026-02-01"),
    "content/draft.md": listing("Draft", draft="true"),
    "content/future.md": listing("Future", posted="2026-06-16"),
    "content/companies/kornblume.md": "---\nname: Kornblume\n---\nBread.\n",
    "static/logo.txt": "logo",
}


def built(site: Path, **options: object) -> Report:
    """Return the report of a build of a site folder on `AS_OF`, with some other options."""
    chosen = Options(site, site / "output", AS_OF)._replace(**options)  # type: ignore[arg-type]
    return build(chosen)
