"""Scripts within a text: words that mix two of them, and texts in two languages (rules 12 and 105)."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING

from digest.importer.texts.language import identify

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

MIN_SHARE = 0.25  # of the letters: a second language is no quotation any more
LOOK = 60  # characters around a place in a word
HEAD = 200  # characters of a paragraph that tell its script
MIN_BLOCK = 20  # characters; a shorter one is a name
MIN_LETTERS = 400  # of a text of which shares are told

_LATIN_WORD = re.compile(r"[A-Za-z]+")
_CYRILLIC_WORD = re.compile("[\u0400-\u04ff]+")
_CYRILLIC = re.compile("[\u0400-\u04ff]")
_LATIN = re.compile("[A-Za-z]")
# Letters of Kazakh, Kyrgyz and Tajik that Russian does not have
_BEYOND_RUSSIAN = re.compile("[әғқңөұүһіӣӯҳҷӘҒҚҢӨҰҮҺІӢӮҲҶ]")
_FIRST_LETTER = re.compile(
    "(?P<Latin>[A-Za-z\u00c0-\u024f])|(?P<Cyrillic>[\u0400-\u04ff])|(?P<Arabic>[\u0620-\u064a\u066e-\u06d3])"
)


def may_be_mixed(text: str) -> bool:
    """Return whether *text* has letters of both alphabets."""
    return not text.isascii() and _LATIN.search(text) is not None and _CYRILLIC.search(text) is not None


def find_mixed_words(text: str) -> Iterator[str]:
    """Yield the words that have both Latin and Cyrillic letters, such as a Kazakh word with a Latin `i` in it."""
    if not may_be_mixed(text):
        return
    rare = _LATIN_WORD if _CYRILLIC.search(text[:LOOK]) else _CYRILLIC_WORD
    other = _CYRILLIC if rare is _LATIN_WORD else _LATIN
    end = 0
    for match in rare.finditer(text):
        first, last = match.start(), match.end()
        if first < end or not other.search(text[max(0, first - 1) : last + 1]):
            continue
        word = _word_around(text, first, last)
        end = last + len(word)
        yield word


def _word_around(text: str, first: int, last: int) -> str:
    before = text[max(0, first - LOOK) : first]
    after = text[last : last + LOOK]
    head = re.search(r"\w*$", before)
    tail = re.match(r"\w*", after)
    return f"{head.group() if head else ''}{text[first:last]}{tail.group() if tail else ''}"


def find_languages(texts: Sequence[str]) -> tuple[str, str] | None:
    """Return the two languages that each have more than a quarter of the letters, by their scripts, or None.

    Cyrillic with and without the letters that Russian lacks counts as two: Kazakh and Russian stand side by side.
    """
    if all(map(str.isascii, texts)):
        return None
    letters: Counter[str] = Counter()
    for text in texts:
        if len(text) >= MIN_BLOCK:
            letters[_script(text)] += len(text)
    total = letters.total()
    most = [script for script, count in letters.most_common(2) if count > MIN_SHARE * total]
    if len(most) < 2 or total < MIN_LETTERS:  # noqa: PLR2004 - two languages
        return None
    first, second = (identify("\n".join(text for text in texts if _script(text) == script))[0] for script in most)
    return (first, second) if first != second else None


def _script(text: str) -> str:
    """Return the script of a paragraph, by its first letter."""
    first = _FIRST_LETTER.search(text[:HEAD])
    script = (first.lastgroup if first else None) or "Other"
    return "Cyrillic beyond Russian" if script == "Cyrillic" and _BEYOND_RUSSIAN.search(text[:HEAD]) else script
