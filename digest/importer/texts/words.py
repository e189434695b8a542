"""The words of a text as two texts are compared: small letters, one form of each, no vowel marks."""

from __future__ import annotations

import html
import re
import unicodedata
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

# reading   7272   мектеп
_WORD = re.compile(r"\w+")
# The same of ASCII: what is no part of a word becomes a space, which takes a fifth of the time
_BETWEEN = {code: " " for code in range(128) if not (chr(code).isalnum() or chr(code) == "_")}
CYRILLIC, ARABIC = 0x04, 0x06  # the upper halves of U+0400 to U+04FF, and of the letters and figures of Arabic script
# Vowel marks and the stroke that lengthens a word: جزءاً is جزءا, الـوقاية is الوقاية
_MARKS = re.compile("[\u0640\u064b-\u065f\u0670]")
# One form of each Arabic and Persian letter, as `lexicon.fold` has it, and none of hamza, which many leave out
_ARABIC_FORMS = (
    ("ي", "ی"), ("ى", "ی"), ("ك", "ک"), ("ۀ", "ه"), ("أ", "ا"), ("إ", "ا"), ("آ", "ا"), ("ٱ", "ا"), ("ة", "ه"),
    *((zero, str(value)) for value, zero in enumerate("٠١٢٣٤٥٦٧٨٩")),
    *((zero, str(value)) for value, zero in enumerate("۰۱۲۳۴۵۶۷۸۹")),
)  # fmt: skip


def upper_halves(text: str) -> bytes:
    """Return the upper half of each letter in UTF-16: it tells the script, at a tenth of the time of an expression."""
    return text.encode("utf-16-le", "surrogatepass")[1::2]


def fold_text(text: str) -> str:
    """Return *text* with all that makes no difference to its words taken out of them.

    Letters are replaced one kind at a time: twenty passes in C are faster than one over a table in Python.
    """
    if text.isascii():
        return text.lower()
    folded = unicodedata.normalize("NFKC", text).casefold().replace("ё", "е")
    if ARABIC in upper_halves(folded):
        folded = _MARKS.sub("", folded)
        for form, plain in _ARABIC_FORMS:
            folded = folded.replace(form, plain)
    return folded


def first_of(texts: Iterable[str], most: int) -> Iterator[str]:
    """Yield the first of *texts*, those that so many characters reach into: the rest need not be joined to be cut."""
    for text in texts:
        yield text
        most -= len(text)
        if most <= 0:
            return


def fold_words(text: str) -> list[str]:
    """Return the words of *text*, folded, in order."""
    folded = fold_text(text)
    return folded.translate(_BETWEEN).split() if folded.isascii() else _WORD.findall(folded)


def shown_words(markdown: str) -> str:
    """Return the words that a piece of Markdown shows, with single spaces: escaped or not, they are the same."""
    return " ".join(_WORD.findall(html.unescape(markdown.replace("\\", "")).casefold()))
