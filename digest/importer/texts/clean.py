"""Characters that are not the article's: what is dropped, what is squashed, and what ends a line.

Rules 6 to 10 and 17: a listed sequence of `str -> str` steps. Words are never changed, only what stands between
them and what cannot be seen.
"""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING

from digest.importer.model import Line

if TYPE_CHECKING:
    from collections.abc import Iterator

TAB = 4  # columns
LONG = 100_000  # characters of a line that no person wrote
MAX_LINES = 60_000  # of a text that is taken apart; an editor has to split one that is longer
LUMP = 65_536  # characters

# Zero-width space, word joiner, byte order mark, soft hyphen; embeddings, overrides and isolates, which can make a
# text read differently from what it says. ZWNJ and ZWJ are letters' forms in Persian and Urdu; LRM and RLM are kept.
_INVISIBLE = re.compile("[\u200b\u2060\ufeff\u00ad\u202a-\u202e\u2066-\u2069]")
# C0 and C1 controls but tab, newline and the form feeds that `split_lines` needs; unpaired surrogates, non-characters
_CONTROLS = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufffe\uffff]")
_ASCII_CONTROLS = bytes(code for code in range(128) if _CONTROLS.match(chr(code)))
# `Ñ\x85` and `Ù\x85` are the letters х and م of a text read as Latin-1, not line ends.
_NEXT_LINE = re.compile("(?<![\xc3\xd0\xd1\xd8-\xdb])\x85")
_BREAKS = re.compile("[\f\v]|\u2029")
_ROW = re.compile(r"[^\n]+")
_SPACES = "\t\xa0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u3000"
# North  12 | 34
_GAP = re.compile(r"\s?\|\s*|[ \xa0]{2,}|\s*\t\s*")


def drop_invisible(text: str) -> str:
    """Return *text* without characters that nobody sees."""
    return _INVISIBLE.sub("", text)


def drop_controls(text: str) -> str:
    """Return *text* without control characters; those of ASCII are quickest dropped from bytes, a copy of it."""
    if len(text) < LONG and text.isascii():
        return text.encode().translate(None, _ASCII_CONTROLS).decode()
    return _CONTROLS.sub("", text)


def has_only_words(text: str) -> bool:
    """Return whether there is nothing in *text* to drop or to end a line by but LF; a long one is not copied for it."""
    return len(text) < LONG and text.replace("\n", "").isprintable()


def end_lines(text: str) -> str:
    """Return *text* with LF at the end of every line (CR, NEL, LS), and a paragraph separator as LF and a break."""
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    if text.isascii():
        return text
    text = _NEXT_LINE.sub("\n", text) if "\x85" in text else text
    return text.replace("\u2028", "\n").replace("\u2029", "\f\n")


def compose(text: str) -> str:
    """Return *text* in NFC; NFKC would change ligatures and figures."""
    return unicodedata.normalize("NFC", text)


CLEANERS = (end_lines, drop_invisible, drop_controls, compose)


def clean(text: str) -> str:
    """Return *text* with every cleaner applied, in order."""
    if text.isascii():
        return drop_controls(end_lines(text))
    if has_only_words(text):
        return compose(text)
    for cleaner in CLEANERS:
        text = cleaner(text)
    return text


def squash(text: str) -> str:
    """Return *text* with single spaces, none at its ends."""
    if text.isprintable() and "  " not in text:  # most lines are so, and of all white space only the space is printable
        return text.strip(" ")
    return " ".join(text.split()) if len(text) < LONG else _even(text).strip(" ")


def _even(text: str) -> str:
    """Return *text* with single spaces within its lines, without a list of its words: of 20 MB it takes 300."""
    for space in _SPACES:
        text = text.replace(space, " ")
    while "  " in text:
        text = text.replace("  ", " ")
    return text


def split_lines(text: str) -> list[Line]:
    """Return the lines of a cleaned text, with at most one blank line between them.

    A form feed within a line ends a block, as a blank line does. What follows MAX_LINES is not taken apart.
    """
    lines: list[Line] = []
    pieces = _pieces if "\f" in text or "\v" in text else _whole
    number, end = 1, 0
    for match in _ROW.finditer(text):
        start = match.start()
        passed = start - end
        if passed > 1 and lines:
            lines.append(Line(number + 1, 0, ""))
        number += passed
        end = match.end()
        lines += pieces(number, match.group())
        if len(lines) > MAX_LINES:
            lines += _lumps(text, end, number)
            break
    return lines


def _whole(number: int, row: str) -> tuple[Line]:
    return (_line(number, row),)


def _pieces(number: int, row: str) -> Iterator[Line]:
    if "\f" not in row and "\v" not in row:
        yield _line(number, row)
        return
    for piece in _BREAKS.split(row):
        yield _line(number, piece)
        yield Line(number, 0, "")


def _line(number: int, row: str) -> Line:
    words = squash(row)
    if len(words) == len(row):  # nothing before it, and nothing wider than a space within
        return Line(number, 0, words, row.count("|"))
    indent = len(row) - len(row.lstrip()) if row[:1] in " \t\xa0" and words else 0
    gaps = len(_GAP.findall(row.strip())) if len(row) < LONG else 0
    return Line(number, indent * TAB if row[:1] == "\t" else indent, words, gaps)


def _lumps(text: str, start: int, number: int) -> Iterator[Line]:
    """Yield the rest of *text*, its lines together in a few long ones, each after a blank one."""
    while start < len(text):
        end = text.find("\n", start + LUMP)
        end = len(text) if end < 0 else end
        piece = text[start:end]
        first = len(piece) - len(piece.lstrip())
        words = _even(_BREAKS.sub("\n", piece)).replace(" \n", "\n").replace("\n ", "\n").strip()
        while "\n\n" in words:
            words = words.replace("\n\n", "\n")
        yield Line(number, 0, "")
        if words:
            yield Line(number + piece.count("\n", 0, first), 0, words)
        number += piece.count("\n")
        start = end
