"""The whole index: segments, the names of the registries, and the one file that names them all."""

from __future__ import annotations

import hashlib
import json
from typing import TYPE_CHECKING

from digest.search.own.folding import words_of
from digest.search.own.packing import packed_json
from digest.search.own.segments import build_segment, name_of, stretches

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

    from digest.search.own.documents import Aliases, Document

    Build = Callable[[Sequence[Document]], Mapping[str, bytes]]

ENTRY = "index.json"
VERSION = 1


def build_files(
    documents: Iterable[Document], aliases: Aliases, build: Build = build_segment
) -> Iterator[tuple[str, bytes]]:
    """Yield the files of the index of *documents* with their paths in its folder; last the one that names the others.

    *build* makes a segment; one that keeps what it made before makes of an added article only the last stretch anew.
    """
    arrived = sorted(documents, key=lambda document: document.arrival)
    names = packed_json(alias_table(aliases))
    named = f"names-{hashlib.sha256(names).hexdigest()[:12]}.bin"
    yield named, names
    segments = []
    for stretch in stretches(len(arrived)):
        files = build(arrived[stretch.start : stretch.stop])
        name = name_of(files)
        segments.append({"name": name, "articles": len(stretch)})
        yield from ((f"{name}/{file}", content) for file, content in files.items())
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
