"""Which words can stand on a card: those of letters that its font has."""

from __future__ import annotations

import re
import unicodedata

# As tools/cardfont.py takes them into the font: Latin, Cyrillic with the letters of Kazakh, Arabic.
_LETTERS = (
    "\u0020-\u007e\u00a0-\u017f\u018f\u0192\u0218-\u021b\u0259\u02bb\u02bc\u0300-\u030c\u0323\u0327\u0328\u0331\u1e9e"
    "\u0400-\u052f\u0600-\u06ff\u200c\u200d"
    "\u2010-\u2027\u2030\u2032\u2033\u2039\u203a\u20ac\u20b8\u20bd\u2116\u2122\u2212"
)
_OTHER = re.compile(f"[^{_LETTERS}]")
# What is read from the end, in a line that is read from the start: Arabic and Hebrew letters
_FROM_RIGHT = re.compile("[\u0590-\u08ff]")
# Latin and Cyrillic letters and figures, Arabic ones too, which run from left to right wherever they stand
_FROM_LEFT = re.compile("[0-9A-Za-z\u00c0-\u052f\u0660-\u0669\u06f0-\u06f9]")


def drawable(text: str) -> str | None:
    """Return *text* in the letters that there are, without signs that there are not; None where a letter is missing."""
    if text.isascii() and text.isprintable():  # most are, and every headline is asked about
        return " ".join(text.split()) or None
    composed = " ".join(unicodedata.normalize("NFKC", text).split())
    others = _OTHER.findall(composed)
    if not others:
        return composed or None
    if any(unicodedata.category(one)[0] in "LMN" for one in others):
        return None
    return " ".join(_OTHER.sub("", composed).split()) or None


def runs_one_way(text: str, direction: str) -> bool:
    """Return whether all of *text* is read in *direction*, so that its words can be set one after the other."""
    return not (_FROM_LEFT if direction == "rtl" else _FROM_RIGHT).search(text)
