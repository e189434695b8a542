"""Makes the font of the card images from two of the Noto fonts: `python tools/cardfont.py SERIF.ttf NASKH.ttf`.

It needs fontTools, which the project itself does not; digest/cards/README.md says where all three come from.
"""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

from fontTools.merge import Merger
from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTFont, newTable
from fontTools.ttLib.scaleUpem import scale_upem
from fontTools.ttLib.tables.ttProgram import Program

MADE = Path(__file__).resolve().parents[1] / "digest/cards/headline.ttf"
# By their numbers in a font: copyright, family, style, own name, full name, version, name for printers.
NAMES = ("Copyright Google LLC; SIL Open Font License 1.1", "Digest Headline", "Regular", "Digest Headline 1")
NAMES += ("Digest Headline", "Version 1", "DigestHeadline")
# As digest/cards/letters.py has it: what a headline can hold.
LATIN_AND_CYRILLIC = [
    *range(0x20, 0x7F), *range(0xA0, 0x180), 0x18F, 0x192, *range(0x218, 0x21C), 0x259, *range(0x2BB, 0x2BD),
    *range(0x300, 0x30D), 0x323, 0x327, 0x328, 0x331, *range(0x400, 0x530), 0x1E9E,
    *range(0x2010, 0x2028), 0x2030, 0x2032, 0x2033, 0x2039, 0x203A, 0x20AC, 0x20B8, 0x20BD, 0x2116, 0x2122, 0x2212,
]  # fmt: skip
ARABIC = [*range(0x600, 0x700), 0x200C, 0x200D, 0x25CC]
# The layout that a headline needs: marks, kerning and the joining of Arabic letters; no small capitals, no fractions.
FEATURES = ["ccmp", "locl", "mark", "mkmk", "kern", "init", "medi", "fina", "isol", "rlig", "calt", "liga"]


LARGER = 1.14  # Arabic letters look smaller than Latin ones of the same size


def cut(path: str, letters: list[int], into: Path, scale: float = 1.0) -> Path:
    """Write of the font at *path* only *letters*, without hinting and *scale* times as large, into *into*."""
    font = TTFont(path)
    units = font["head"].unitsPerEm
    if scale != 1:
        scale_upem(font, round(units * scale))
        font["head"].unitsPerEm = units
    options = Options(layout_features=FEATURES, hinting=False, notdef_outline=True, glyph_names=False, name_IDs=[1, 2])
    subsetter = Subsetter(options)
    subsetter.populate(unicodes=letters)
    subsetter.subset(font)
    font.save(into)
    return into


def main(serif: str, naskh: str) -> None:
    """Write the font."""
    with tempfile.TemporaryDirectory() as name:
        parts = [cut(serif, LATIN_AND_CYRILLIC, Path(name, "a.ttf")), cut(naskh, ARABIC, Path(name, "b.ttf"), LARGER)]
        font = Merger().merge([str(part) for part in parts])
    for table in ("FFTM", "DSIG", "gasp", "VORG"):
        if table in font:
            del font[table]
    font["name"].names = []
    for number, text in enumerate(NAMES):
        font["name"].setName(text, number, 3, 1, 0x409)
    font["fpgm"] = _idle_program()
    made = TTFont(serif)["head"].modified
    font["head"].created = font["head"].modified = made
    font.recalcTimestamp = False
    font.save(MADE)


def _idle_program() -> object:
    """Return a program that does nothing: a font without any is hinted by FreeType itself, and that takes its time."""
    table = newTable("fpgm")
    table.program = Program()
    table.program.fromAssembly(["PUSHB[ ]", "0", "POP[ ]"] * 4)
    return table


if __name__ == "__main__":
    main(*sys.argv[1:3])
