"""The articles as search reads them: taken from what their pages show, and kept from one build to the next.

To index a segment anew takes all its articles, and most of them are as they were. What the index takes of each lies in
one SQLite file, under the file of its page. What is damaged or missing is taken from the page's job once more.
"""

from __future__ import annotations

import sqlite3
import zlib
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING

import lxml.html
import msgspec

from digest.allowed import BLOCKS
from digest.search import Document, Taken, take
from digest.site import addresses
from digest.site.given import Rendered
from digest.site.views import ArticleView

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path
    from typing import Self

    from digest.site.given import Job, Raw

_FAST = 1  # a level of zlib
_BREAK = "\u2029"  # PARAGRAPH SEPARATOR: \n is a space
_ENCODER = msgspec.msgpack.Encoder()
_DECODER = msgspec.msgpack.Decoder(Taken)


def clip(output: Rendered | Raw) -> Document | None:
    """Return the article that a page shows, if it is one that search may find."""
    view = output.context.get("article") if isinstance(output, Rendered) else None
    if not isinstance(view, ArticleView) or view.status != "published":
        return None
    card = view.card
    facets: dict[str, list[str]] = {}
    for name, value in view.facets:
        facets.setdefault(name, []).append(value)
    names = (
        ", ".join(author.name for author in card.authors),
        card.place.name if card.place else "",
        view.outlet.name if view.outlet else "",
    )
    return Document(
        path=output.path,
        lang=card.lang,
        title=" ".join(card.title.split()),
        text="\n".join(_paragraphs(view)),
        standfirst=card.standfirst,
        date=str(card.published) if card.published else "",
        added=card.added.isoformat(),
        dateline=names[1],
        original=view.archive_url if view.gone and view.archive_url else view.source_url,
        is_own=view.is_own_text,
        facets={name: tuple(values) for name, values in facets.items()},
        names=tuple(filter(None, names)),
    )


def _paragraphs(view: ArticleView) -> Iterator[str]:
    """Yield the paragraphs and headings of the text, what lists and tables have in a line each; then captions."""
    text = lxml.html.fragment_fromstring(str(view.body).replace(addresses.ROOT, ""), create_parent="div")
    for block in text.iter(*BLOCKS):
        block.text = _BREAK + (block.text or "")
        block.tail = _BREAK + (block.tail or "")
    yield from (line for part in text.text_content().split(_BREAK) if (line := " ".join(part.split())))
    yield from (caption for picture in view.images if (caption := " ".join(picture.caption.split())))


def packed(document: Document) -> bytes:
    """Return what the index takes of *document* as it is kept; it says of itself whether it is whole."""
    return zlib.compress(_ENCODER.encode(take(document)), _FAST)


def unpacked(kept: bytes) -> Taken:
    """Return what was kept; raise ValueError where it is damaged."""
    try:
        return _DECODER.decode(zlib.decompress(kept))
    except (zlib.error, msgspec.MsgspecError) as error:
        raise ValueError(str(error)) from error


class Clippings:
    """What is kept in the file *path*, by the file of the page; what is not of *made_by* is thrown away.

    Nothing depends on it but time: where it cannot be read or written it is as if nothing were kept, and the next build
    begins it anew.
    """

    def __init__(self, path: Path, made_by: bytes) -> None:
        self._path, self._is_damaged = path, False
        try:
            self._db = _open(path, made_by)
        except sqlite3.DatabaseError:
            _throw_away(path)
            self._db = _open(path, made_by)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: object, *_: object) -> None:
        if kind is None:
            with self._noticing_damage():
                self._db.commit()
        self._db.close()
        if self._is_damaged:
            _throw_away(self._path)

    def keep(self, file: str, clipping: bytes) -> None:
        """Keep *clipping*, which is packed, in the place of what was kept of *file*."""
        with self._noticing_damage():
            self._db.execute("insert or replace into clipping values (?, ?)", (file, clipping))

    def read(self, file: str, fingerprint: bytes, job: Job) -> Taken:
        """Return the article on the page *file*, which has this *fingerprint*; *job* makes the page."""
        kept = None
        with self._noticing_damage():
            kept = self._db.execute("select content from clipping where file = ?", (file,)).fetchone()
        if kept:
            with suppress(ValueError, TypeError):  # damaged in a way that SQLite does not see
                taken = unpacked(kept[0])
                if taken.fingerprint == fingerprint:
                    return taken
        made = clip(job.output())
        if made is None or made.fingerprint() != fingerprint:
            message = f"{file}: what search reads of it is another than when it was made"
            raise ValueError(message)
        self.keep(file, packed(made))
        return take(made)

    def forget_others(self, files: Iterable[str]) -> None:
        """Forget all but *files*."""
        with self._noticing_damage():
            known = {file for (file,) in self._db.execute("select file from clipping")}
            self._db.executemany("delete from clipping where file = ?", [(file,) for file in known - set(files)])

    @contextmanager
    def _noticing_damage(self) -> Iterator[None]:
        try:
            yield
        except sqlite3.DatabaseError:
            self._is_damaged = True


def _open(path: Path, made_by: bytes) -> sqlite3.Connection:
    db = sqlite3.connect(path)
    try:
        db.execute("create table if not exists maker (name blob)")
        db.execute("create table if not exists clipping (file text primary key, content blob)")
        if db.execute("select name from maker").fetchall() != [(made_by,)]:
            db.execute("delete from maker")
            db.execute("delete from clipping")
            db.execute("insert into maker values (?)", (made_by,))
    except sqlite3.DatabaseError:
        db.close()
        raise
    return db


def _throw_away(path: Path) -> None:
    for end in ("", "-journal"):
        path.with_name(f"{path.name}{end}").unlink(missing_ok=True)
