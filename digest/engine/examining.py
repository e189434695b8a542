"""`digest check content`: everything that can be known of the content before it is built, each file read once.

A build holds to the rules of `checks.content`, which say whether a site can be made of it. Here all others are held as
well: over the words of articles, between articles, and against what was published. What a file says by itself is kept
for the next time in a file that can be lost; it is used only by the same code over the same file.
"""

from __future__ import annotations

import os
from dataclasses import dataclass, field
from datetime import date
from hashlib import blake2b
from operator import attrgetter
from typing import TYPE_CHECKING, Any, Generic, TypeVar

import msgspec

from digest import schema
from digest.checks.content import (
    Checked,
    check_name,
    check_registry,
    check_stranger,
    check_together,
    read_content,
)
from digest.checks.harm import check_harm
from digest.checks.helplines import check_helplines
from digest.checks.moments import check_moments, check_rights
from digest.checks.outlets import check_outlets
from digest.checks.pictures import TEXT_FOLDERS
from digest.checks.privacy import load_privacy
from digest.checks.text import check_text, check_words
from digest.checks.translations import check_behind, state_of
from digest.engine.leads import Leads, ids_of, within
from digest.engine.originals import Copying, read_copying
from digest.engine.picturing import look_into
from digest.engine.reading import checked_of, read_whole
from digest.engine.since import Since
from digest.engine.stamps import Stamp, code, scan
from digest.engine.store import Reading  # noqa: TC001 - msgspec reads the annotations
from digest.engine.workers import on_all_cores
from digest.importer.kin.likeness import Sketch
from digest.model import Problem, UsageError
from digest.pictures.kinds import is_picture
from digest.progress import SILENCE
from digest.standards import Standards, load_standards

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from datetime import datetime
    from pathlib import Path

    from digest.checks.privacy import Privacy
    from digest.registry import Registry

Matter = TypeVar("Matter")

_MARK = b"digest check 1\n"


@dataclass(frozen=True, slots=True)
class Examined(Generic[Matter]):
    """A content file as it was read, and what its words say: *told* is wrong with them, *ids* are places in its body.

    *within* are those that it leads to itself, *state* is the fingerprint that its translations keep, *held_against*
    that of the originals that it was compared with.
    """

    reading: Reading[Matter]
    told: tuple[Problem, ...] = ()
    ids: tuple[str, ...] = ()
    within: tuple[str, ...] = ()
    state: str = ""
    held_against: bytes = b""
    sketch: Sketch = field(default_factory=Sketch)


@dataclass(slots=True)
class Known:
    """What was found out the last time: files by kind and path below the content folder, pictures by path."""

    files: dict[str, dict[str, Examined[Any]]] = field(default_factory=lambda: {kind: {} for kind in schema.KINDS})
    pictures: dict[str, tuple[Stamp, tuple[Problem, ...]]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Rules:
    """What the registries say of what may stand in a text."""

    privacy: Privacy
    standards: Standards
    copying: Copying


def examine(
    folder: Path,
    *,
    now: datetime | None = None,
    against: str | None = None,
    kept: Path | None = None,
    cores: int | None = None,
) -> list[Problem]:
    """Return every problem of the content *folder* in the order of its files.

    *now* is the time it is; without it no day has yet to come. *against* is a git revision that was published. What was
    found out stands in the file *kept* for the next time. It works on so many *cores*, or on all.
    """
    if not folder.is_dir():
        message = f"{folder}: there is no content folder. Hint: run this in the project's folder, or name it"
        raise UsageError(message)
    registry, problems = check_registry(folder)
    problems += [*check_outlets(folder / "registry"), *check_helplines(folder / "registry", registry, now)]
    privacy, found = load_privacy(folder / "registry")
    copying, wrong = read_copying(folder, registry)
    rules = Rules(privacy, load_standards(folder / "registry"), copying)
    made_by = _made_by(folder, rules) if kept else b""
    before = _read_known(kept, made_by) if kept else Known()
    known, strangers = _examine_files(folder, rules, before, cores)
    known.pictures = _look_at_pictures(folder, before.pictures)
    if kept is not None and known != before:
        _write_known(kept, known, made_by)
    problems += [*found, *wrong, *strangers, *_check_names(folder)]
    problems += [problem for _, told in known.pictures.values() for problem in told]
    problems += _compare(folder, known, registry, now, against)
    return sorted(dict.fromkeys(problems), key=attrgetter("place"))


def _compare(
    folder: Path, known: Known, registry: Registry, now: datetime | None, against: str | None
) -> Iterator[Problem]:
    """Yield what is wrong with files by themselves, between them, and against what they name or were."""
    held = {kind: list(checked_of(folder, _readings(files))) for kind, files in known.files.items()}
    everything = {name: one for files in known.files.values() for name, one in files.items()}
    for one in everything.values():
        yield from one.reading.problems
        yield from one.told
    yield from check_together(held, registry, folder)
    articles: list[Checked[schema.FrontMatter]] = held[schema.ARTICLES]
    for article in articles:
        yield from check_rights(article, registry)
        yield from check_moments(article, now)
    yield from check_behind(articles, {(folder / name).as_posix(): one.state for name, one in everything.items()})
    yield from _check_twins(folder, known.files[schema.ARTICLES])
    leads = Leads(folder, _readings(everything), {name: one.ids for name, one in everything.items()}, now)
    for name, one in everything.items():
        if (one.within or one.reading.links) and leads.is_shown(one.reading.matter):
            yield from leads.check(name, one.within)
    yield from leads.unused()
    if against is not None:
        yield from Since(folder, against, registry, now).check(articles)


def _readings(files: Mapping[str, Examined[Any]]) -> dict[str, Reading[Any]]:
    return {name: one.reading for name, one in files.items()}


def _check_twins(folder: Path, articles: Mapping[str, Examined[schema.FrontMatter]]) -> Iterator[Problem]:
    from digest.engine.twins import find_twins  # noqa: PLC0415 - it brings numpy

    shown = {name: one for name, one in sorted(articles.items(), key=_by_age) if _is_public(one)}
    for first, second, likeness in find_twins({name: one.sketch for name, one in shown.items()}):
        path, line = (folder / second).as_posix(), shown[second].reading.body_line
        if likeness.jaccard == 1 and shown[first].sketch == shown[second].sketch:
            message = f"the text has the same words as {folder / first}"
            yield Problem(path, line, "C138", message, "keep one of the two articles")
        else:
            message = f"{likeness.containment:.0%} of the shorter text stands in the other: {folder / first}"
            yield Problem(path, line, "C306", message, "see whether it is an update, and which of the two is to stay")


def _by_age(item: tuple[str, Examined[schema.FrontMatter]]) -> tuple[date, str]:
    name, one = item
    return one.reading.matter.added if one.reading.matter else date.min, name


def _is_public(one: Examined[schema.FrontMatter]) -> bool:
    return one.reading.matter is not None and one.reading.matter.status in schema.PUBLIC


# --- each file by itself ---


def _examine_files(folder: Path, rules: Rules, before: Known, cores: int | None = None) -> tuple[Known, list[Problem]]:
    known = Known()
    strangers: list[Problem] = []
    wanted: list[tuple[str, Stamp]] = []
    for kind in schema.KINDS:
        for below, stamp in scan(folder / kind):
            name = f"{kind}/{below}"
            strange = list(check_stranger((folder / name).as_posix()))
            one = before.files[kind].get(name)
            if strange or not name.endswith(".md"):
                strangers += strange
            elif (
                one is not None
                and one.reading.stamp == stamp
                and one.held_against == rules.copying.stamps_of(one.reading.matter)
            ):
                known.files[kind][name] = one
            else:
                wanted.append((name, stamp))
    if wanted:  # before the processes fork, so that each has it
        import digest.engine.twins  # noqa: F401, PLC0415 - a second for the words of ten languages
    for packed in on_all_cores(lambda one: _pack(folder, rules, *one), wanted, SILENCE, cores=cores):
        kind, content = packed
        name, found = _DECODERS[kind].decode(content)
        known.files[kind][name] = found
    known.files = {kind: dict(sorted(files.items())) for kind, files in known.files.items()}
    return known, strangers


def _is_as_it_was(one: Examined[Any], stamp: Stamp, copying: Copying) -> bool:
    return one.reading.stamp == stamp and one.held_against == copying.stamps_of(one.reading.matter)


def _pack(folder: Path, rules: Rules, name: str, stamp: Stamp) -> tuple[str, bytes]:
    return name.partition("/")[0], _ENCODER.encode((name, _examine_file(folder, rules, name, stamp)))


def _examine_file(folder: Path, rules: Rules, name: str, stamp: Stamp) -> Examined[Any]:
    from digest.engine.twins import sketch_of  # noqa: PLC0415 - as above
    from digest.importer.body.private import find_private  # noqa: PLC0415 - as above

    reading, rendered, body = read_whole(folder, rules.standards, name, stamp)
    if reading.matter is None:
        return Examined(reading)
    ids, own = ids_of(rendered), within(rendered)
    article = next(checked_of(folder, {name: reading}))
    harmful = _harm_of(folder, rules.standards, name, body)
    if name.partition("/")[0] != schema.ARTICLES:
        return Examined(reading, told=(*check_words(article, body), *harmful), ids=ids, within=own)
    copied = rules.copying.check(article, body, rendered)
    return Examined(
        reading,
        told=(*check_text(article, body, rules.privacy, find_private), *harmful, *copied),
        ids=ids,
        within=own,
        state=state_of(article.matter.title, article.matter.summary, body),
        held_against=rules.copying.stamps_of(article.matter),
        sketch=sketch_of(body),
    )


def _harm_of(folder: Path, standards: Standards, name: str, body: str) -> list[Problem]:
    """Return what a file says that a rule keeps from readers; what was read has other words in its place already."""
    if not standards.harm.digest:
        return []
    path, kind = folder / name, schema.KINDS[name.partition("/")[0]]
    _, written, _ = read_content(path.as_posix(), path.read_bytes(), kind)
    return list(check_harm(written, body, standards)) if written else []


def _look_at_pictures(
    folder: Path, before: Mapping[str, tuple[Stamp, tuple[Problem, ...]]]
) -> dict[str, tuple[Stamp, tuple[Problem, ...]]]:
    found = {}
    for name, stamp in sorted(scan(folder)):
        if "/" not in name or name.partition("/")[0] in TEXT_FOLDERS or not is_picture(name) or any(check_name(name)):
            continue
        one = before.get(name)
        found[name] = one if one is not None and one[0] == stamp else (stamp, look_into(folder / name).problems)
    return found


def _check_names(folder: Path) -> Iterator[Problem]:
    """Yield files beside the articles whose name cannot be told; those of articles are told as they are read."""
    for name, _ in scan(folder):
        if name.partition("/")[0] not in schema.KINDS:
            yield from check_name((folder / name).as_posix())


# --- what is kept for the next time ---

_ENCODER = msgspec.msgpack.Encoder()
_DECODERS: Mapping[str, msgspec.msgpack.Decoder[Any]] = {
    name: msgspec.msgpack.Decoder(tuple[str, Examined[kind.matter]])  # type: ignore[name-defined] # known when it runs
    for name, kind in schema.KINDS.items()
}
_PICTURES = msgspec.msgpack.Decoder(dict[str, tuple[Stamp, tuple[Problem, ...]]])
_PARTS = msgspec.msgpack.Decoder(dict[str, msgspec.Raw])


def _made_by(folder: Path, rules: Rules) -> bytes:
    """Return the fingerprint of all but the files that decides on what is told of them, and as what they are told."""
    privacy = rules.privacy
    said = (folder.as_posix(), *map(sorted, (privacy.names, privacy.hashes, privacy.allowed)), rules.standards.digest)
    said = (*said, rules.copying.terms)
    return blake2b(code() + repr(said).encode("utf-8", "surrogateescape"), digest_size=16).digest()


def _read_known(path: Path, made_by: bytes) -> Known:
    """Return what the file at *path* holds; nothing where it is of others, damaged or not there."""
    head = _MARK + made_by
    try:
        content = path.read_bytes()
        if not content.startswith(head):
            return Known()
        parts = _PARTS.decode(content[len(head) :])
        known = Known(pictures=_PICTURES.decode(parts.pop("pictures/")))
        for kind in schema.KINDS:
            decoder = msgspec.msgpack.Decoder(dict[str, Examined[schema.KINDS[kind].matter]])  # type: ignore[misc]
            known.files[kind] = decoder.decode(parts[kind])
    except (OSError, msgspec.MsgspecError, ValueError, KeyError):
        return Known()
    return known


def _write_known(path: Path, known: Known, made_by: bytes) -> None:
    """Write what was found out; a disk that does not take it costs only time."""
    beside = path.with_name(f"{path.name}.{os.getpid()}.tmp")  # another check may be running
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        beside.write_bytes(_MARK + made_by + _ENCODER.encode({**known.files, "pictures/": known.pictures}))
        beside.replace(path)
    except OSError:
        beside.unlink(missing_ok=True)
