"""The articles of a built site as search reads them: from what the build keeps of them."""

from __future__ import annotations

import sqlite3
import zlib
from typing import TYPE_CHECKING

import msgspec

from digest.search import Document

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence
    from pathlib import Path

    from digest.search import Place

_DECODER = msgspec.msgpack.Decoder(Document)


def read_documents(project: Path) -> Iterator[Document]:
    """Yield the articles of the site that *project* has in its folder `output`, in the order of their addresses."""
    with _open(project) as db:
        for (content,) in db.execute("select content from clipping order by file"):
            yield _DECODER.decode(zlib.decompress(content))


def read_places(project: Path) -> tuple[list[Place], Callable[[Sequence[Place]], Iterable[Document]]]:
    """Return the places of all articles, and what reads the articles at some of them: never all at once."""
    files = {document.place: f"{document.path.strip('/')}/index.html" for document in read_documents(project)}

    def read(places: Sequence[Place]) -> Iterator[Document]:
        with _open(project) as db:
            for place in places:
                [content] = db.execute("select content from clipping where file = ?", (files[place],)).fetchone()
                yield _DECODER.decode(zlib.decompress(content))

    return list(files), read


def _open(project: Path) -> sqlite3.Connection:
    return sqlite3.connect(project / ".output.digest" / "clippings")
