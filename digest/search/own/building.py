"""The whole index: segments, the names of the registries, and the one file that names them all."""

from __future__ import annotations

import json
from hashlib import blake2b
from typing import TYPE_CHECKING

from digest.search.own.folding import words_of
from digest.search.own.packing import packed_json
from digest.search.own.segments import build_segment, name_of, stretches

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

    from digest.search.own.documents import Aliases, Document
ENTRY = "index.json"
VERSION = 1


def build_files(
    documents: Iterable[Document], aliases: Aliases, has: Callable[[str], bool] = lambda _: False
) -> Iterator[tuple[str, bytes]]:
    """Yield the files of the index of *documents* with their paths in its folder; last the one that names the others.

    *has* tells of the name of a segment whether its files are there already, as those of an earlier index: they are
    the same, and nothing is made of it. Of an index with one more article that is all but the last segment.
    """
    arrived = sorted(documents, key=lambda document: document.arrival)
    names = packed_json(alias_table(aliases))
    named = f"names-{blake2b(names, digest_size=6).hexdigest()}.bin"
    yield named, names
    segments = []
    for stretch in stretches(len(arrived)):
        own = arrived[stretch.start : stretch.stop]
        name = name_of(own)
        segments.append({"name": name, "articles": len(own)})
        if not has(name):
            yield from ((f"{name}/{file}", content) for file, content in build_segment(own))
    entry = {"version": VERSION, "names": named, "segments": segments}
    yield ENTRY, json.dumps(entry, separators=(",", ":")).encode()


def alias_table(aliases: Aliases) -> Mapping[str, Sequence[str]]:
    """Return the entries that each name leads to, as `place:aktobe`; names as they are compared."""
    table: dict[str, set[str]] = {}
    for facet, ids in aliases.items():
        for identifier, names in ids.items():
            for name in names:
                table.setdefault(" ".join(words_of(name)), set()).add(f"{facet}:{identifier}")
    return {name: sorted(found) for name, found in sorted(table.items()) if name}
