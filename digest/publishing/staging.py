"""The built site as it stands at one moment, in a folder that no build touches: what goes out, and nothing else.

    .output.digest/publishing/site      the files of the site (hard links), without what is hidden
    .output.digest/publishing/packed    compressed variants of them, where these are asked for; the manifest
    .output.digest/publishing/themes    the last themes, of which readers may have pages open (`earlier`)
    .output.digest/publishing/seen      the hashes of both: a file is read once for as long as it stays the same

All of it may be deleted at any time.
"""

from __future__ import annotations

import os
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass
from hashlib import md5, sha256
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec

from digest.engine.files import clear, clear_unfinished, put, remove
from digest.engine.lock import hold_lock
from digest.engine.mirror import mirror_all
from digest.engine.output import make_state_folder
from digest.engine.sums import body_of, write_summed
from digest.hosting import PACKABLE, suffix_of
from digest.manifest import ADDED, WELL_KNOWN
from digest.model import UsageError
from digest.publishing.earlier import keep_theme, take_earlier
from digest.publishing.packing import LEAST, PACKERS
from digest.publishing.release import Filed, PublishError

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping, Sequence

    from digest.publishing.release import OnWait

_MARK = b"digest seen 1\n"


class Seen(msgspec.Struct, frozen=True, array_like=True):
    """What is known of a file that has not changed since: its look and its hashes; *md5* is what S3 calls an ETag."""

    mtime: int
    size: int
    inode: int
    sha256: str
    md5: str


class Packed(msgspec.Struct, frozen=True, array_like=True):
    """What became of a file that was compressed: its hash before, and the variant, if it is any smaller."""

    source: str
    seen: Seen | None


class Notes(msgspec.Struct):
    """What is kept from one publish to the next."""

    files: dict[str, Seen] = {}
    packed: dict[str, Packed] = {}
    themes: list[dict[str, Seen]] = []


@dataclass(frozen=True, slots=True)
class Staged:
    """The files that go out: the *site*, and what of it is *packed*; *seen* has all of them by path."""

    site: Path
    packed: Path
    seen: Mapping[str, Seen]

    def source(self, path: str) -> Path:
        """Return where the file at *path* of a release is."""
        plain = self.site / path
        return plain if plain.is_file() else self.packed / path

    def files(self) -> dict[str, Filed]:
        """Return what a release of these files holds."""
        return {path: Filed(seen.size, seen.sha256) for path, seen in self.seen.items()}


def state_of(output: Path) -> Path:
    """Return the folder for what is kept between publishes of the site at *output*, on the same disk."""
    folder = make_state_folder(output.resolve()) / "publishing"
    folder.mkdir(exist_ok=True)
    return folder


@contextmanager
def stage(output: Path, compress: Sequence[str], on_wait: OnWait) -> Iterator[Staged]:
    """Give what goes out of the built site at *output*, with variants that are compressed in the ways of *compress*."""
    if not (output / "index.html").is_file():
        message = f"{output}: there is no built site. Hint: build it first, with `digest build`"
        raise UsageError(message)
    with ExitStack() as held:
        try:
            folder = state_of(output)
            held.enter_context(hold_lock(folder / "lock", on_wait=on_wait))
            staged = _gather(output, folder, compress, on_wait)
        except OSError as error:
            message = f"{error.filename or output}: {error.strerror}. Hint: make room or give the right to write there"
            raise PublishError(message) from error
        yield staged


def _gather(output: Path, folder: Path, compress: Sequence[str], on_wait: OnWait) -> Staged:
    """Return what goes out, gathered in *folder* while no other publish is at it."""
    site, packed = folder / "site", folder / "packed"
    clear_unfinished(folder)
    for path in (site, packed, folder / "themes"):
        path.mkdir(exist_ok=True)
    with hold_lock(folder.parent / "lock", on_wait=on_wait):
        mirror_all(str(output.resolve()), str(site))
    notes = _read(folder / "seen")
    now = Notes(_look(site, notes.files))
    now.packed = _pack(site, packed, compress, now.files, notes.packed)
    now.themes = [dict(theme) for theme in keep_theme(site, folder / "themes", now.files, notes.themes)]
    variants = {path: one.seen for path, one in now.packed.items() if one.seen}
    variants |= take_earlier(folder / "themes", packed, now.themes)
    _clean(packed, variants.keys())
    _write(folder / "seen", now)
    return Staged(site, packed, dict(sorted({**now.files, **variants}.items())))


def _look(site: Path, before: Mapping[str, Seen]) -> dict[str, Seen]:
    """Return the hashes of all files; of those that look as they did *before* they are known.

    What begins with a point is taken away: an editor's and a system's own, at whatever depth. So is what is made when
    all else is there (`sealing`): it may lie there of an earlier site.
    """
    found: dict[str, Seen] = {}
    waiting = [""]
    while waiting:
        prefix = waiting.pop()
        with os.scandir(f"{site}/{prefix}") as entries:
            for entry in entries:
                path = prefix + entry.name
                if (entry.name.startswith(".") and path != WELL_KNOWN) or path in ADDED:
                    clear(entry.path)
                elif entry.is_dir(follow_symlinks=False):
                    waiting.append(f"{path}/")
                else:
                    found[path] = _known_or_seen(entry, before.get(path))
    return found


def _known_or_seen(entry: os.DirEntry[str], known: Seen | None) -> Seen:
    status = entry.stat(follow_symlinks=False)
    look = (status.st_mtime_ns, status.st_size, status.st_ino)
    is_known = known is not None and (known.mtime, known.size, known.inode) == look
    return known if known and is_known else _see(Path(entry.path), *look)


def see(path: Path) -> Seen:
    """Return what there is to know of the file at *path*."""
    status = os.lstat(path)
    return _see(path, status.st_mtime_ns, status.st_size, status.st_ino)


def _see(path: Path, mtime: int, size: int, inode: int) -> Seen:
    content = path.read_bytes()
    return Seen(mtime, size, inode, sha256(content).hexdigest(), md5(content, usedforsecurity=False).hexdigest())


def _pack(
    site: Path, packed: Path, compress: Sequence[str], files: Mapping[str, Seen], before: Mapping[str, Packed]
) -> dict[str, Packed]:
    """Bring the compressed variants to what the *files* are now; return all there are, also where none was worth it."""
    found: dict[str, Packed] = {}
    for path, seen in files.items():
        if suffix_of(path) in PACKABLE and seen.size >= LEAST:
            for way in compress:
                found[f"{path}.{way}"] = _variant(site / path, packed, f"{path}.{way}", seen, before)
    return found


def _clean(packed: Path, wanted: Collection[str]) -> None:
    """Take away what is not *wanted* any more."""
    for top, _, names in os.walk(packed):
        for name in names:
            path = Path(top, name).relative_to(packed).as_posix()
            if path not in wanted and path not in ADDED:
                remove(str(packed), path)


def _variant(source: Path, packed: Path, path: str, seen: Seen, before: Mapping[str, Packed]) -> Packed:
    known = before.get(path)
    if known and known.source == seen.sha256 and (known.seen is None or _is_there(packed / path, known.seen)):
        return known
    content = PACKERS[path.rpartition(".")[2]](source.read_bytes())
    if len(content) >= seen.size:
        return Packed(seen.sha256, None)
    put(str(packed), path, content)
    return Packed(seen.sha256, see(packed / path))


def _is_there(path: Path, seen: Seen) -> bool:
    """Return whether a variant is what it was: nothing but its content tells that a disk has lost a bit of it."""
    try:
        status = os.lstat(path)
        look = (status.st_mtime_ns, status.st_size, status.st_ino)
        return look == (seen.mtime, seen.size, seen.inode) and sha256(path.read_bytes()).hexdigest() == seen.sha256
    except OSError:
        return False


def _read(path: Path) -> Notes:
    with suppress(OSError, msgspec.DecodeError):
        if (body := body_of(_MARK, path.read_bytes())) is not None:
            return msgspec.msgpack.decode(body, type=Notes)
    return Notes()


def _write(path: Path, notes: Notes) -> None:
    write_summed(path, _MARK, msgspec.msgpack.encode(notes))
