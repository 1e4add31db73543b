"""The table of colour names that a setting may have, from those that Pillow knows.

    python scripts/make_colors.py

writes ssg/colors.tsv.
"""

from __future__ import annotations

import re
from importlib.metadata import version
from pathlib import Path

from PIL import ImageColor

TABLE = Path(__file__).parent.parent / "ssg" / "colors.tsv"


def main() -> None:
    """Write the table."""
    known = ImageColor.colormap
    names = sorted(
        name for name, value in known.items() if re.fullmatch("#[0-9a-f]{6}", str(value))
    )
    header = (
        "# The names of colours in CSS (CSS Color Module Level 4, section 6.1) and their values.\n"
        f"# Source: Pillow {version('pillow')}, PIL.ImageColor; made by scripts/make_colors.py, "
        "not by hand.\n"
        "# Licence: MIT-CMU, https://github.com/python-pillow/Pillow/blob/main/LICENSE\n"
    )
    rows = "".join(f"{name}\t{known[name]}\n" for name in names)
    TABLE.write_text(header + rows, encoding="utf-8")


if __name__ == "__main__":
    main()
