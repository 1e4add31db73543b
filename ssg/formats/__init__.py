"""Problems as people, GitHub and programs read them: each format makes text of values."""

from __future__ import annotations

from ssg.formats.data import inert_json
from ssg.formats.github import summary
from ssg.formats.listed import rules_list
from ssg.formats.markdown import escaped
from ssg.formats.styles import Style, style_of
from ssg.formats.told import told

__all__ = ["Style", "escaped", "inert_json", "rules_list", "style_of", "summary", "told"]
