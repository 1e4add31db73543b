"""Writes the typeface of ``ssg/lettering`` from Inter (rsms.me/inter, SIL Open Font License 1.1).

Inter comes through inter-ui, a package on npm::

    npm pack inter-ui@4.1.1 && tar -xzf inter-ui-4.1.1.tgz
    python scripts/make_lettering.py package

It needs fonttools and brotli (last with 4.63.0 and 1.2.0). What is kept: letters of Latin, Greek
and Cyrillic, signs between words and of money, and which letters stand nearer to each other, as a
table that every renderer of type reads. Inter has no name reserved, so the result may bear its own.
"""

import json
import sys
from itertools import product
from pathlib import Path
from typing import Any

from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTFont, newTable
from fontTools.ttLib.tables._k_e_r_n import KernTable_format_0

ROOM = Path(__file__).parent.parent / "ssg" / "lettering"
WEIGHTS = ("Regular", "SemiBold")
WANTED = (
    *((0x20, 0x7E), (0xA0, 0x24F), (0x2BC, 0x2BC), (0x370, 0x3FF), (0x400, 0x52F)),
    *((0x1E00, 0x1EFF), (0x1F00, 0x1FFF), (0x2010, 0x2015), (0x2018, 0x201E), (0x2020, 0x2022)),
    *((0x2026, 0x2026), (0x202F, 0x202F), (0x2030, 0x2030), (0x2039, 0x203A), (0x2044, 0x2044)),
    *((0x20A0, 0x20C0), (0x2116, 0x2117), (0x2122, 0x2122), (0x2190, 0x2193), (0x2212, 0x2212)),
    *((0x2248, 0x2248), (0x2260, 0x2260), (0x2264, 0x2265)),
)
KERNED = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789.,:;-–—'’\"“”()/&$€£"


def main() -> None:
    """Write the typeface in each weight, its licence, and the table of its characters."""
    package = Path(sys.argv[1])
    known = set[int]()
    for weight in WEIGHTS:
        font = TTFont(package / "web" / f"Inter-{weight}.woff2")
        cmap = font.getBestCmap()
        here = {code for first, last in WANTED for code in range(first, last + 1) if code in cmap}
        known = known & here if known else here
        pairs = kerning(font, cmap)
        options = Options(hinting=False, layout_features=[], notdef_outline=True)
        options.drop_tables += ["STAT", "DSIG"]
        subsetter = Subsetter(options)
        subsetter.populate(unicodes=here)
        subsetter.subset(font)
        add_kerning(font, pairs)
        font.flavor = None
        font["head"].modified = font["head"].created
        font.recalcTimestamp = False
        font.save(ROOM / f"inter-{weight.lower()}.ttf")
    (ROOM / "OFL.txt").write_bytes((package / "LICENSE.txt").read_bytes())
    version = json.loads((package / "package.json").read_text(encoding="utf-8"))["version"]
    header = (
        f"# Made by scripts/make_lettering.py from inter-ui {version}"
        " (Inter, SIL Open Font License 1.1): the characters that it has."
        "\n# first\tlast"
    )
    rows = (f"{first:04X}\t{last:04X}" for first, last in ranges(sorted(known)))
    (ROOM / "characters.tsv").write_text("\n".join([header, *rows, ""]), encoding="utf-8")


def kerning(font: TTFont, cmap: dict[int, str]) -> dict[tuple[str, str], int]:
    """Return by how much two letters stand nearer, or further, by their names."""
    tables = [
        subtable.ExtSubTable if subtable.LookupType == 9 else subtable  # noqa: PLR2004 - an extension
        for lookup in kern_lookups(font)
        for subtable in lookup.SubTable
    ]
    names = [cmap[ord(sign)] for sign in KERNED if ord(sign) in cmap]
    found = {}
    for left, right in product(names, names):
        value = next((v for t in tables if (v := pair_value(t, left, right)) is not None), 0)
        if value:
            found[left, right] = value
    return found


def kern_lookups(font: TTFont) -> list[Any]:
    """Return the lookups of the feature `kern` of a font."""
    table = font["GPOS"].table
    features = [
        each.Feature for each in table.FeatureList.FeatureRecord if each.FeatureTag == "kern"
    ]
    indexes = sorted({index for feature in features for index in feature.LookupListIndex})
    return [table.LookupList.Lookup[index] for index in indexes]


def pair_value(table: Any, left: str, right: str) -> int | None:  # noqa: ANN401 - carries no types
    """Return the kerning of a pair in a subtable of GPOS (type 2), None where it has none."""
    if left not in table.Coverage.glyphs:
        return None
    if table.Format == 1:
        records = table.PairSet[table.Coverage.glyphs.index(left)].PairValueRecord
        found = [each for each in records if each.SecondGlyph == right]
        return found[0].Value1.XAdvance if found else None
    first = table.ClassDef1.classDefs.get(left, 0)
    second = table.ClassDef2.classDefs.get(right, 0)
    value = table.Class1Record[first].Class2Record[second].Value1
    return getattr(value, "XAdvance", 0) if value else 0


def add_kerning(font: TTFont, pairs: dict[tuple[str, str], int]) -> None:
    """Add a table `kern` to a font."""
    part = KernTable_format_0()
    part.coverage, part.version, part.apple = 1, 0, False
    part.kernTable = pairs
    font["kern"] = newTable("kern")
    font["kern"].version, font["kern"].kernTables = 0, [part]


def ranges(codes: list[int]) -> list[tuple[int, int]]:
    """Return sorted code points as ranges."""
    found: list[tuple[int, int]] = []
    for code in codes:
        if found and code == found[-1][1] + 1:
            found[-1] = (found[-1][0], code)
        else:
            found.append((code, code))
    return found


if __name__ == "__main__":
    main()
