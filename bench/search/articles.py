"""The articles of a built site as search reads them: from what the build keeps of them."""

from __future__ import annotations

import gzip
import json
import sqlite3
from typing import TYPE_CHECKING

import msgspec

from digest.engine.clippings import unpacked
from digest.search import Document, Place, take

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence
    from pathlib import Path

    from digest.search import Taken

_PLACES = "places"


def read_documents(project: Path) -> Iterator[Document]:
    """Yield the articles of the site that *project* has in its folder `output`, in the order of their addresses."""
    with _open(project) as db:
        for (kept,) in db.execute("select content from clipping order by file"):
            yield _document(kept)


def write_places(project: Path) -> None:
    """Have the places of all articles ready: a build knows them from the last one."""
    found = [(document.place, f"{document.path.strip('/')}/index.html") for document in read_documents(project)]
    (project / _PLACES).write_bytes(msgspec.msgpack.encode(found))


def read_places(project: Path) -> tuple[list[Place], Callable[[Sequence[Place]], Iterable[Taken]]]:
    """Return the places of all articles, and what takes those at some of them: never all at once."""
    files = dict(msgspec.msgpack.decode((project / _PLACES).read_bytes(), type=list[tuple[Place, str]]))

    def read(places: Sequence[Place]) -> Iterator[Taken]:
        with _open(project) as db:
            for place in places:
                [kept] = db.execute("select content from clipping where file = ?", (files[place],)).fetchone()
                yield take(_document(kept))  # anew: a build has done that with the page

    return list(files), read


def _document(kept: bytes) -> Document:
    taken = unpacked(kept)
    shown = json.loads(gzip.decompress(taken.shown))
    shown["facets"] = {name: tuple(values) for name, values in shown.pop("filters").items()}
    return Document(is_own=shown.pop("isOwn"), names=taken.names, **shown)


def _open(project: Path) -> sqlite3.Connection:
    return sqlite3.connect(project / ".output.digest" / "clippings")
