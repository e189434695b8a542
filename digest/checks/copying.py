"""How much of one text stands in another: the runs of words that both have, and what of them is quoted.

Two texts are compared as words, without case, punctuation and markup. What they have in common is found by its runs of
eight words (shingles), each looked up once and followed as far as it goes: that takes as long as the texts are, not as
their product. A shorter run is the common property of a language and is not counted. What stands in quotation marks and
is said to be somebody's is counted apart.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect
from collections import defaultdict
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

LEAST = 8  # words of a run that is counted
_MOST_PLACES = 16  # of a shingle: a text that repeats itself for ever costs no more
_WORD = re.compile(r"\w+(?:['’ʼ-]\w+)*")
# “…”   «…»   „…“   „…”   "…"   ‘…’; not over an empty line
_QUOTED = re.compile(
    r"“[^“”]{1,4000}”|«[^«»]{1,4000}»|„[^„“”]{1,4000}[“”]|\"[^\"\n]{1,2000}\"|(?<!\w)‘[^‘’]{1,4000}’(?!\w)"
    r"|^>[^\n]*(?:\n>[^\n]*)*",
    re.MULTILINE,
)
# Who says it: a verb of saying or "according to" in one of the four languages
_SAYS = re.compile(
    r"\b(?:sa(?:y|ys|id|ying)|told|tells|wr(?:ite|ites|ote|itten)|stat(?:e|es|ed|ing)|add(?:s|ed)|report(?:s|ed)"
    r"|quot(?:e|es|ed)|ask(?:s|ed)|explain(?:s|ed)|declare[sd]?|warn(?:s|ed)|call(?:s|ed)|define[sd]?|reads?"
    r"|according|words? of"
    r"|сказал\w*|говор\w+|заяв\w+|сообщ\w+|отмет\w+|отмеча\w+|пиш\w+|писал\w*|написа\w+|добав\w+|подчерк\w+|поясн\w+"
    r"|слов\w+|цитир\w+|назв\w+|называ\w+|согласно|определ\w+|гласит"
    r"|де(?:ді|йді|ген|п)|айтты|айтады|айтқан\w*|хабарла\w+|жазды|жазады|жазған\w*|мәлімде\w+|атап|сөз\w+|сәйкес|дейтін"
    r"|[وف]?(?:قال\w*|يقول\w*|تقول\w*|ذكر\w*|أضاف\w*|أعلن\w*|كتب\w*|صرح\w*|أكد\w*|أوضح\w*|وفق\w*|بحسب|حسب|نقل\w*|يعرّف\w*|وصف\w*))\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Run:
    """A run of words of a text that another has too: where it begins and ends in the text, and how many they are."""

    start: int
    end: int
    words: int


@dataclass(frozen=True, slots=True)
class Measured:
    """What of a text is another's: *words* it has, *quoted* among them, and how many of the others are *taken*.

    *runs* are the longest ones first, none within another; *original* is how many words the other has.
    """

    words: int
    quoted: int
    taken: int
    original: int
    runs: tuple[Run, ...] = ()


def words_of(text: str) -> list[str]:
    """Return the words of *text* as they are compared."""
    return [match.group().casefold() for match in _WORD.finditer(unicodedata.normalize("NFC", text))]


def measure(text: str, originals: Iterable[str], speakers: Iterable[str] = ()) -> Measured:
    """Return how much of *text* stands in one of *originals*; *speakers* are names by which a quotation is somebody's.

    *text* has spaces where it has no words: it is the one that places are told of.
    """
    quoted = _quotations(text, [name for name in speakers if name])
    ours: list[str | None] = []
    spans: list[tuple[int, int]] = []
    for match in _WORD.finditer(text):
        is_quoted = bool(quoted) and any(start <= match.start() < end for start, end in quoted)
        ours.append(None if is_quoted else match.group().casefold())
        spans.append(match.span())
    theirs = [words_of(one) for one in originals]
    found = [run for words in theirs for run in _common(ours, words)]
    taken: set[int] = set()
    runs: list[tuple[int, int]] = []
    for start, end in sorted(found, key=lambda run: (run[0] - run[1], run[0])):
        if taken.isdisjoint(range(start, end)):
            runs.append((start, end))
        taken.update(range(start, end))
    told = tuple(Run(spans[start][0], spans[end - 1][1], end - start) for start, end in runs)
    return Measured(len(ours), ours.count(None), len(taken), sum(map(len, theirs)), told)


def _common(ours: Sequence[str | None], theirs: Sequence[str]) -> Iterator[tuple[int, int]]:
    """Yield the runs of words that both have, each as long as it goes: where it begins and ends in *ours*."""
    places = _places(theirs)
    open_runs: dict[int, int] = {}  # by where they go on in *theirs*: where they began in *ours*
    for at, shingle in enumerate(_shingles(ours)):
        going: dict[int, int] = {}
        for there in places.get(shingle, ()):
            going[there + 1] = open_runs.pop(there, at)
        yield from ((start, at + LEAST - 1) for start in open_runs.values())
        open_runs = going
    yield from ((start, len(ours)) for start in open_runs.values())


def _places(words: Sequence[str]) -> Mapping[tuple[str | None, ...], list[int]]:
    found: dict[tuple[str | None, ...], list[int]] = defaultdict(list)
    for at, shingle in enumerate(_shingles(words)):
        there = found[shingle]
        if len(there) < _MOST_PLACES:
            there.append(at)
    return found


def _shingles(words: Sequence[str | None]) -> Iterator[tuple[str | None, ...]]:
    return zip(*(words[at:] for at in range(LEAST)), strict=False)


# --- quotations ---

_PARAGRAPH = re.compile(r"\n[ \t]*\n")


def _quotations(text: str, speakers: Sequence[str]) -> list[tuple[int, int]]:
    """Return where somebody is quoted: in marks, in a paragraph that says who speaks, or right beside one."""
    found = [match.span() for match in _QUOTED.finditer(text) if not _PARAGRAPH.search(match.group())]
    if not found:
        return []
    ends = [match.end() for match in _PARAGRAPH.finditer(text)]
    says = [_says(text[start:end], speakers) for start, end in pairwise([0, *ends, len(text)])]
    near = {there for at, said in enumerate(says) if said for there in (at - 1, at, at + 1)}
    return [span for span in found if bisect(ends, span[0]) in near]


def _says(paragraph: str, speakers: Sequence[str]) -> bool:
    outside = _QUOTED.sub(" ", paragraph)
    return bool(_SAYS.search(outside)) or any(name in outside for name in speakers)
