"""The whole index: segments, the names of the registries, and the one file that names them all."""

from __future__ import annotations

import json
from hashlib import blake2b
from typing import TYPE_CHECKING

from digest.search.documents import entries_of
from digest.search.folding import words_of
from digest.search.packing import packed_json
from digest.search.segments import ARTICLES, NOTHING, build_segment, code, name_of, shelves, stretches
from digest.search.taking import take

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence

    from digest.search.documents import Aliases, Document, Place
    from digest.search.segments import Earlier
    from digest.search.taking import Taken

ENTRY = "search/index.json"
"""The file of the site that names the others: the only one whose content changes while its address stays."""
BUNDLE = "search/index"
"""The folder of the others."""
VERSION = 3


def is_of_index(file: str) -> bool:
    """Return whether *file* of a site is one of its index."""
    return file == ENTRY or file.startswith(f"{BUNDLE}/")


def build_index(
    places: Collection[Place],
    read: Callable[[Sequence[Place]], Iterable[Taken]],
    aliases: Aliases,
    earlier: Earlier = NOTHING,
) -> Iterator[tuple[str, bytes]]:
    """Yield the files of the index with their paths in the site; last the one that names the others.

    *places* are those of all articles that search finds; *read* yields what is taken of some, in their order. What is
    there from *earlier* is left out: of an index with one more article that is all but the last segment.
    """
    names = packed_json(alias_table(_known(aliases, places)))
    named = f"names-{blake2b(names, digest_size=6).hexdigest()}.bin"
    yield f"{BUNDLE}/{named}", names
    segments = []
    for name, own in _segments(places):
        segments.append({"name": name, "articles": len(own)})
        made = build_segment(name, own, read, earlier)
        yield from ((f"{BUNDLE}/{file}", content) for file, content in made)
    entry = {"version": VERSION, "names": named, "segments": segments}
    yield ENTRY, json.dumps(entry, separators=(",", ":")).encode()


def folders(places: Iterable[Place]) -> set[str]:
    """Return the folders that the index of *places* has, as `Earlier.has` is asked for them."""
    segments = list(_segments(places))
    texts = {f"{ARTICLES}/{shelf.name}" for _, own in segments for shelf in shelves(own)}
    return texts.union(name for name, _ in segments)


def _segments(places: Iterable[Place]) -> Iterator[tuple[str, list[Place]]]:
    """Yield the name of each segment, with its articles in the order in which they stand there."""
    arrived = sorted(places, key=lambda place: place.arrival)
    for stretch in stretches(len(arrived)):
        own = arrived[stretch.start : stretch.stop]
        yield name_of(own), sorted(own, key=lambda place: place.likeness)


def build_files(
    documents: Iterable[Document], aliases: Aliases, earlier: Earlier = NOTHING
) -> Iterator[tuple[str, bytes]]:
    """Yield the files of the index of *documents*, all of which are at hand; else as `build_index`."""
    of = {document.place: document for document in documents}
    yield from build_index(of, lambda places: map(take, map(of.__getitem__, places)), aliases, earlier)


def _known(aliases: Aliases, places: Iterable[Place]) -> Aliases:
    """Return *aliases* of the entries that any article has: those that only a draft has are nobody's business."""
    had = entries_of(places)
    return {
        facet: {identifier: names for identifier, names in ids.items() if identifier in had.get(facet, ())}
        for facet, ids in aliases.items()
    }


def names_key(aliases: Aliases) -> bytes:
    """Return a fingerprint of what decides on the index beside the articles."""
    told = json.dumps([VERSION, code().hex(), alias_table(aliases)], ensure_ascii=False)
    return blake2b(told.encode("utf-8", "surrogatepass"), digest_size=16).digest()


def alias_table(aliases: Aliases) -> Mapping[str, Sequence[str]]:
    """Return the entries that each name leads to, as `place:aktobe`; names as they are compared."""
    table: dict[str, set[str]] = {}
    for facet, ids in aliases.items():
        for identifier, names in ids.items():
            for name in names:
                table.setdefault(" ".join(words_of(name)), set()).add(f"{facet}:{identifier}")
    return {name: sorted(found) for name, found in sorted(table.items()) if name}
