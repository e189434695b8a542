"""Characters that are not the article's: what is dropped, what is squashed, and what ends a line.

Rules 6 to 10 and 17: a listed sequence of `str -> str` steps. Words are never changed, only what stands between
them and what cannot be seen.
"""

from __future__ import annotations

import re
import unicodedata

from digest.importer.model import Line

TAB = 4  # columns

# Zero-width space, word joiner, byte order mark, soft hyphen; embeddings, overrides and isolates, which can make a
# text read differently from what it says. ZWNJ and ZWJ are letters' forms in Persian and Urdu; LRM and RLM are kept.
_INVISIBLE = re.compile("[\u200b\u2060\ufeff\u00ad\u202a-\u202e\u2066-\u2069]")
# C0 and C1 controls but tab, newline and the form feeds that `split_lines` needs; unpaired surrogates, non-characters
_CONTROLS = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufffe\uffff]")
# A line ends at LF, NEL, LS. `Ñ\x85` and `Ù\x85` are the letters х and م of a text read as Latin-1, not line ends.
_LINE_ENDS = re.compile("\r\n?|(?<![\xc3\xd0\xd1\xd8-\xdb])\x85|\u2028")
_SPACES = re.compile(r"[^\S\n]+")
_BREAKS = re.compile("[\f\v]|\u2029")


def drop_invisible(text: str) -> str:
    """Return *text* without characters that nobody sees."""
    return _INVISIBLE.sub("", text)


def drop_controls(text: str) -> str:
    """Return *text* without control characters."""
    return _CONTROLS.sub("", text)


def end_lines(text: str) -> str:
    """Return *text* with LF at the end of every line, and a paragraph separator as LF and a break."""
    return _LINE_ENDS.sub("\n", text).replace("\u2029", "\f\n")


def compose(text: str) -> str:
    """Return *text* in NFC; NFKC would change ligatures and figures."""
    return unicodedata.normalize("NFC", text)


CLEANERS = (end_lines, drop_invisible, drop_controls, compose)


def clean(text: str) -> str:
    """Return *text* with every cleaner applied, in order."""
    if text.isascii():
        return drop_controls(end_lines(text))
    for cleaner in CLEANERS:
        text = cleaner(text)
    return text


def squash(text: str) -> str:
    """Return *text* with single spaces, none at its ends."""
    return " ".join(text.split())


def split_lines(text: str) -> list[Line]:
    """Return the lines of a cleaned text; a form feed within one ends a block, as a blank line does."""
    lines: list[Line] = []
    for number, row in enumerate(text.split("\n"), 1):
        if "\f" in row or "\v" in row:
            for piece in _BREAKS.split(row):
                lines += [_line(number, piece), Line(number, 0, "")]
        else:
            lines.append(_line(number, row))
    return lines


def _line(number: int, row: str) -> Line:
    words = " ".join(row.split())
    indent = len(row) - len(row.lstrip()) if row[:1] in " \t\xa0" and words else 0
    return Line(number, indent * TAB if row[:1] == "\t" else indent, words)
