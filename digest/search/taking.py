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
_SEEN: dict[str, dict[str, tuple[str, str]]] = {}
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
    forms: dict[str, str] = {}  # of each stem, with a space between them
    seen = _SEEN.setdefault(lang, {})
    if len(seen) > _MOST_SEEN:
        seen.clear()
    for word, weight in weights.items():
        pair = seen.get(word)
        if pair is None:
            pair = seen[word] = _form_and_stem(word, lang)
        form, root = pair
        known = forms.get(root)
        if known is None:
            heavy[root], forms[root] = weight, form
        else:
            heavy[root] += weight
            if form != known:
                forms[root] = _together(known, form)
    titled = {seen[word][1] for word in title}
    heavy.pop("", None)  # what nothing is left of
    worth = {weight: level(weight) for weight in set(heavy.values())}
    return Taken(
        fingerprint=document.fingerprint(),
        words="\n".join([f"{root} {forms[root]}" for root in heavy]),
        levels=bytes([worth[heavy[root]] + (IN_TITLE if root in titled else 0) for root in heavy]),
        facets=document.facets,
        date=document.date,
        shown=packed_json(document.shown()),
        names=document.names,
    )


@lru_cache(maxsize=1 << 16)
def _together(forms: str, form: str) -> str:
    return " ".join(sorted({*forms.split(" "), form}))


def _form_and_stem(word: str, lang: str) -> tuple[str, str]:
    """Return how *word* is written, as it is compared, and its stem."""
    form = fold(word)
    return form if word[0].isupper() else f"{PLAIN}{form}", stem(form, lang) if form else ""
