"""What is known of a rule, whether or not anything breaks it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Literal, NamedTuple

if TYPE_CHECKING:
    from ssg.problems import Severity

_LINK = re.compile(r"\[([^\]]*)\]\([^)]*\)")
_SEE = re.compile(rf": {_LINK.pattern}$")  # where more is told


class Sample(NamedTuple):
    """An example of what is wrong, and of what is right in its place.

    As `yaml` each line stands in the front matter of a listing; as `markdown` it is a whole file,
    as `toml` a file of settings; `text` shows names, or what cannot be shown in one file.
    """

    form: Literal["yaml", "markdown", "toml", "text"]
    wrong: str
    right: str


class Rule(NamedTuple):
    """A rule: its name, how much it weighs if the settings do not say otherwise, what it means.

    `says` is Markdown whose first sentence stands alone; `told` names the commands that tell of it.
    """

    name: str
    severity: Severity
    says: str
    sample: Sample
    told: Literal["build and check", "check", "build"] = "build and check"
    is_fixed: bool = False  # by `ssg check --fix`, where only one thing can be meant

    def words(self) -> str:
        """Return what the rule says, in one paragraph."""
        return " ".join(self.says.split())

    def summary(self) -> str:
        """Return the first sentence of what the rule says, as plain text."""
        first = _SEE.sub("", self.words().partition(". ")[0].rstrip("."))
        return _LINK.sub(r"\1", first).replace("`", "")
