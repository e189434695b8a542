"""One segment of the index: all files of a stretch of articles, a pure function of these.

The articles stand in the order in which they came, cut so that a new one changes the last stretch alone: stretches of
64, sixteen of which become one of 1,024, sixteen of which become one of 16,384. At 10,000 articles there are three.
"""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

from digest.search.own.columns import date_file, facet_file
from digest.search.own.lexicon import Lexicon
from digest.search.own.packing import packed_json
from digest.search.own.shards import cut

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from digest.search.own.documents import Document

UNIT, FACTOR = 64, 16


def stretches(number: int) -> list[range]:
    """Return the stretches that *number* articles are cut into, the oldest and longest first."""
    found, start, size = [], 0, UNIT
    while size * FACTOR <= number:
        size *= FACTOR
    while start < number:
        whole = (number - start) // size * size
        end = start + whole if size >= UNIT else number
        if end > start:
            found.append(range(start, end))
        start, size = end, size // FACTOR
    return found


def arrange(documents: Sequence[Document]) -> list[Document]:
    """Return *documents* so that what is alike stands together: then the lists of articles take fewer bytes."""
    return sorted(documents, key=_likeness)


def _likeness(document: Document) -> tuple[object, ...]:
    facets = [document.facets.get(facet, ()) for facet in ("publication", "section", "place", "tag")]
    return document.lang, *facets, document.path


def build_segment(documents: Sequence[Document]) -> dict[str, bytes]:
    """Return the files of the segment of *documents*, by their names in its folder."""
    arranged = arrange(documents)
    lexicon = Lexicon()
    for number, document in enumerate(arranged):
        lexicon.add(number, document)
    shards = cut(lexicon.lines())
    about = {"articles": len(arranged), "shards": [shard.first for shard in shards], "endings": lexicon.endings()}
    return {
        "segment.bin": packed_json(about),
        "facets.bin": facet_file(arranged),
        "dates.bin": date_file(arranged),
        **{f"{number}.bin": shard.content for number, shard in enumerate(shards)},
        **{f"articles/{number}.bin": packed_json(_shown(document)) for number, document in enumerate(arranged)},
    }


def _shown(document: Document) -> Mapping[str, object]:
    """Return what the page shows of *document*, and the text that excerpts and phrases are taken from."""
    return {
        "path": document.path,
        "title": document.title,
        "lang": document.lang,
        "date": document.date,
        "added": document.added,
        "dateline": document.dateline,
        "standfirst": document.standfirst,
        "original": document.original,
        "isOwn": document.is_own,
        "filters": {facet: list(values) for facet, values in document.facets.items()},
        "text": document.text,
    }


def name_of(files: Mapping[str, bytes]) -> str:
    """Return the name of the folder of a segment with these *files*: others have another."""
    key = hashlib.sha256()
    for name in sorted(files):
        key.update(hashlib.sha256(name.encode()).digest())
        key.update(hashlib.sha256(files[name]).digest())
    return key.hexdigest()[:12]
