"""An article as a segment takes it, with everything done that needs no other article.

That is what takes long, and it is done once for each article: an index in which one article is another takes the rest
as they were.
"""

from __future__ import annotations

from collections.abc import Mapping  # noqa: TC003 - msgspec reads the annotations
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from digest.search.folding import fold
from digest.search.packing import packed_json
from digest.search.scoring import IN_TITLE, level, weigh
from digest.search.stems import stem

if TYPE_CHECKING:
    from digest.search.documents import Document

PLAIN = "-"
"""Stands before a form that was seen without a capital."""
# By language, what is known of a word as it is printed: for speed alone.
_SEEN: dict[str, dict[str, tuple[str, str, str]]] = {}
_MOST_SEEN = 1 << 18


@dataclass(frozen=True, slots=True)
class Taken:
    """What a segment takes of one article.

    *words* has a line for each stem, with the forms in which the article has it, and *levels* what each is worth;
    *shown* is the file of the article. *fingerprint* is that of the article.
    """

    fingerprint: bytes
    words: str
    levels: bytes
    facets: Mapping[str, tuple[str, ...]]
    date: str
    shown: bytes
    names: tuple[str, ...]


def take(document: Document) -> Taken:
    """Return what a segment takes of *document*."""
    weights, title = weigh(document)
    lang, heavy = document.lang, dict[str, float]()
    lines: dict[str, str] = {}  # of each stem: that, and its forms, with a space between them
    seen = _SEEN.setdefault(lang, {})
    if len(seen) > _MOST_SEEN:
        seen.clear()
    for word, weight in weights.items():
        known = seen.get(word)
        if known is None:
            known = seen[word] = _line_of(word, lang)
        line, root, form = known
        before = lines.get(root)
        if before is None:
            heavy[root], lines[root] = weight, line
        else:
            heavy[root] += weight
            if line != before:
                lines[root] = _together(before, form)
    titled = {seen[word][1] for word in title}
    if "" in heavy:  # what nothing is left of
        del heavy[""], lines[""]
    worth = {weight: level(weight) for weight in set(heavy.values())}
    return Taken(
        fingerprint=document.fingerprint(),
        words="\n".join(lines.values()),
        levels=bytes([worth[heavy[root]] + (IN_TITLE if root in titled else 0) for root in heavy]),
        facets=document.facets,
        date=document.date,
        shown=packed_json(document.shown()),
        names=document.names,
    )


@lru_cache(maxsize=1 << 16)
def _together(line: str, form: str) -> str:
    root, *forms = line.split(" ")
    return " ".join([root, *sorted({*forms, form})])


def _line_of(word: str, lang: str) -> tuple[str, str, str]:
    """Return the line of *word* as it is compared, its stem, and how it is written."""
    form = fold(word)
    root, written = stem(form, lang) if form else "", form if word[0].isupper() else f"{PLAIN}{form}"
    return f"{root} {written}", root, written
