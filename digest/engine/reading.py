"""Reading the content folder: each file once, and again only when it has changed."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from hashlib import blake2b
from typing import TYPE_CHECKING, Any

from msgspec import msgpack

from digest import schema
from digest.checks.built.withheld import marks_of
from digest.checks.content import (
    Checked,
    check_denied,
    check_stranger,
    check_together,
    read_content,
    unreadable,
)
from digest.checks.harm import check_address
from digest.engine.bodies import Bodies
from digest.engine.faults import fault_of
from digest.engine.stamps import Stamp, scan
from digest.engine.store import Reading
from digest.engine.workers import on_all_cores
from digest.model import DigestError
from digest.site.body import lede, render_body
from digest.site.fingerprints import SIZE
from digest.site.links import targets
from digest.site.outgoing import lead_out
from digest.standards import Standards, load_standards

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, MutableMapping
    from pathlib import Path

    from digest.engine.store import Store
    from digest.model import Problem
    from digest.progress import Progress
    from digest.registry import Registry


class ChangedError(DigestError):
    """A content file is not any more what it was when the build began."""


@dataclass(slots=True)
class Library:
    """The content folder as it is now; the readings stand in the store that it was read into.

    *bodies* holds the HTML of those that were read just now, by path below the content folder; *read* and *known* count
    files; *strangers* are what is no content of any kind. With *newest* a body is as it is when it is asked for,
    whatever it was when the site was planned. *given* are texts that are as they stand here, not as on the disk.
    *standards* are what every text is held to.
    """

    folder: Path
    standards: Standards = field(default_factory=Standards)
    newest: bool = False
    bodies: MutableMapping[str, str] = field(default_factory=dict)
    read: int = 0
    known: int = 0
    strangers: tuple[Problem, ...] = ()
    given: Mapping[str, str] = field(default_factory=dict)

    def text(self, name: str) -> str:
        """Return a file as it was written."""
        found = self.given.get(name)
        return (self.folder / name).read_text("utf-8") if found is None else found

    def body(self, name: str, digest: bytes) -> str:
        """Return the body of a file as HTML; it is read again if it was not read just now.

        Raise ChangedError where it has changed in between: the build that has begun is of how it was.
        """
        found = self.bodies.get(name)
        if found is None:
            reading, found = read_file(self.folder, self.standards, name, Stamp(0, 0, 0, 0))
            if reading.digest != digest and not self.newest:
                message = f"{self.folder / name} was changed while the site was built. Hint: build again"
                raise ChangedError(message)
            self.bodies[name] = found
        return found


def read_library(
    folder: Path, store: Store, progress: Progress, *, cores: int | None = None, beside: Path | None = None
) -> Library:
    """Bring the readings of *store* up to what is in the content folder *folder*, on so many *cores*, or on all.

    The bodies are kept in memory, or in a file in the folder *beside*.
    """
    bodies = {} if beside is None else Bodies(beside)
    library = Library(folder, load_standards(folder / "registry"), bodies=bodies)
    known = store.readings if store.standards == library.standards.digest else {}
    store.standards = library.standards.digest
    kept: dict[str, Reading[Any]] = {}
    wanted: list[tuple[str, Stamp]] = []
    strangers: list[Problem] = []
    above = folder.as_posix()  # once: to join paths costs more than to look at a file
    for name, stamp in [found for kind in schema.KINDS for found in _files(folder, kind)]:
        before = known.get(name)
        strange = list(check_stranger(f"{above}/{name}"))
        if strange or not name.endswith(".md"):
            strangers += strange
        elif before is not None and before.stamp == stamp:
            kept[name] = before
        else:
            wanted.append((name, stamp))
    progress.begin("reading", len(wanted))
    for packed in on_all_cores(lambda one: _pack(folder, library.standards, *one), wanted, progress, cores=cores):
        name, reading, body = _unpack(packed)
        before = known.get(name)
        is_same = before is not None and before.digest == reading.digest  # it was touched, and nothing else
        library.read += not is_same
        kept[name] = reading
        library.bodies[name] = body
    if isinstance(bodies, Bodies):
        bodies.seal()
    library.known = len(kept) - library.read
    library.strangers = tuple(strangers)
    store.keep(kept)
    return library


def _files(folder: Path, kind: str) -> Iterator[tuple[str, Stamp]]:
    return ((f"{kind}/{below}", stamp) for below, stamp in scan(folder / kind))


_ENCODER = msgpack.Encoder()
_DECODERS: Mapping[str, msgpack.Decoder[Any]] = {
    name: msgpack.Decoder(tuple[str, Reading[kind.matter], str])  # type: ignore[name-defined] # known when it runs
    for name, kind in schema.KINDS.items()
}


def _pack(folder: Path, standards: Standards, name: str, stamp: Stamp) -> tuple[str, bytes]:
    """Return what a file says in bytes: between processes that goes several times as fast."""
    return name.partition("/")[0], _ENCODER.encode((name, *read_file(folder, standards, name, stamp)))


def _unpack(packed: tuple[str, bytes]) -> tuple[str, Reading[Any], str]:
    kind, content = packed
    unpacked: tuple[str, Reading[Any], str] = _DECODERS[kind].decode(content)
    return unpacked


def read_file(folder: Path, standards: Standards, name: str, stamp: Stamp) -> tuple[Reading[Any], str]:
    """Return what the file *name* of the content folder says, and its body as HTML, as the *standards* want it."""
    reading, html, _ = read_whole(folder, standards, name, stamp)
    return reading, html


def read_whole(folder: Path, standards: Standards, name: str, stamp: Stamp) -> tuple[Reading[Any], str, str]:
    """Return what the file *name* of the content folder says, its body as HTML, and as it was written."""
    path = folder / name
    try:
        content = path.read_bytes()
    except OSError as error:
        return _nothing(stamp, b"", [unreadable(path.as_posix(), error)]), "", ""
    return read_given(folder, standards, name, content, stamp)


def read_given(
    folder: Path, standards: Standards, name: str, content: bytes, stamp: Stamp
) -> tuple[Reading[Any], str, str]:
    """Return the same of a file with *content*, whatever stands on the disk."""
    told = (folder / name).as_posix()
    digest = blake2b(content, digest_size=SIZE, key=standards.digest).digest()
    try:
        document, checked, problems = read_content(told, content, schema.KINDS[name.partition("/")[0]])
        if document is None or checked is None:
            return _nothing(stamp, digest, problems), "", ""
        held_to = standards.of(checked.matter)
        body = held_to.body(document.body, checked.matter.lang)
        body = lead_out(render_body(body), held_to.denied, held_to.gone)
        problems += check_denied(told, content, standards.links)
        problems += check_address(checked, held_to.harm)
        reading = _reading(replace(checked, matter=held_to.matter(checked.matter)), body, stamp, digest)
    except Exception as error:  # noqa: BLE001 - told as what it is: a fault of ours, and the file that it needs
        return _nothing(stamp, digest, [fault_of(error, told)]), "", ""
    return replace(reading, problems=tuple(problems)), body, document.body


def _reading(checked: Checked[Any], body: str, stamp: Stamp, digest: bytes) -> Reading[Any]:
    """Return what a file says that has been read, whose *body* is HTML."""
    matter = checked.matter
    is_article = isinstance(matter, schema.FrontMatter)
    return Reading(
        stamp=stamp,
        digest=digest,
        matter=matter,
        lines=checked.lines,
        body_line=checked.body_line,
        has_text=checked.has_text,
        lede=lede(body, matter.dateline.text if matter.dateline else None) if is_article else "",
        links=targets(body),
        problems=(),
        marks=_marks(matter, body),
    )


def _marks(matter: Any, body: str) -> tuple[bytes, ...]:
    """Return what a text is to be known by; nothing for one that readers may see at any time, as nearly all are."""
    if isinstance(matter, schema.FrontMatter):
        is_open = matter.status in schema.PUBLIC and matter.embargo is None and matter.expires is None
        return () if is_open else marks_of(matter.title, matter.slug, body)
    return () if matter.status == "published" else marks_of(matter.title or "", "", body)


def _nothing(stamp: Stamp, digest: bytes, problems: list[Problem]) -> Reading[Any]:
    return Reading(stamp, digest, None, {}, 1, has_text=False, lede="", links=(), problems=tuple(problems))


def check_readings(folder: Path, store: Store, registry: Registry) -> Iterator[Problem]:
    """Yield what is wrong between the files that *store* has the readings of, and between them and what they name."""
    held = {kind: list(checked_of(folder, store.of(kind))) for kind in schema.KINDS}
    yield from check_together(held, registry, folder)


def checked_of(folder: Path, readings: Mapping[str, Reading[Any]]) -> Iterator[Checked[Any]]:
    """Yield what *readings* say as the checks of the content take it, in the order of the files."""
    above = folder.as_posix()
    for name, reading in sorted(readings.items()):
        if reading.matter is not None:
            told = f"{above}/{name}"
            yield Checked(told, reading.matter, reading.lines, reading.body_line, reading.has_text)
