"""How a terminal shows text."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Mapping

RED, GREEN, YELLOW, BLUE, CYAN, BOLD, DIM = "31", "32", "33", "34", "36", "1", "2"
_DIFFERENCES = {"+++": BOLD, "---": BOLD, "@": CYAN, "+": GREEN, "-": RED}


class Style(NamedTuple):
    """What a terminal can do: how many columns it has, none if it is none, and colours."""

    width: int = 0
    has_color: bool = False

    def paint(self, text: str, *colors: str) -> str:
        """Return text in colours (SGR parameters of ECMA-48), plain where there are none."""
        return f"\x1b[{';'.join(colors)}m{text}\x1b[0m" if self.has_color and text else text

    def paint_difference(self, line: str) -> str:
        """Return a line of a unified difference in its colour, any other as it is."""
        colors = (color for sign, color in _DIFFERENCES.items() if line.startswith(sign))
        color = next(colors, "")
        return self.paint(line, color) if color else line


def style_of(environment: Mapping[str, str], *, is_terminal: bool) -> Style:
    """Return the style of the output: as its environment says (no-color.org, force-color.org)."""
    is_plain = bool(environment.get("NO_COLOR")) or environment.get("TERM") == "dumb"
    is_forced = environment.get("FORCE_COLOR", "0") not in {"", "0"}
    width = shutil.get_terminal_size().columns if is_terminal else 0
    return Style(width, not is_plain and (is_terminal or is_forced))
