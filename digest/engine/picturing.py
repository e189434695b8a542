"""The pictures of the content folder: each looked at once, and again when it has changed; and what is made of them."""

from __future__ import annotations

from dataclasses import dataclass
from hashlib import blake2b
from typing import TYPE_CHECKING

from digest.checks.content import check_name, unreadable
from digest.engine.stamps import scan
from digest.engine.store import Pictured
from digest.engine.workers import on_all_cores
from digest.model import DigestError
from digest.pictures.kinds import DRAWING, ending_of, is_picture
from digest.pictures.looks import Seen, look_at
from digest.pictures.variants import own, variants
from digest.site.fingerprints import SIZE, fingerprint
from digest.site.given import Job, Raw

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from digest.engine.settings import Settings
    from digest.engine.stamps import Stamp
    from digest.engine.store import Store
    from digest.pictures.looks import Look
    from digest.pictures.making import Recipe
    from digest.progress import Progress

_VERSION = b"picture 1"  # goes up whenever the same file and recipe give another picture
FEW, BATCH = 2, 1  # each takes as long as a hundred pages


class PictureChangedError(DigestError):
    """A picture is not any more what it was when the build began."""


def statics(settings: Settings) -> Iterator[tuple[str, Stamp]]:
    """Yield the files of the content folder that are neither articles nor pages nor registries, and their looks."""
    for folder in settings.statics:
        for below, stamp in scan(settings.content / folder):
            yield f"{folder}/{below}", stamp


def read_pictures(settings: Settings, store: Store, progress: Progress, *, cores: int | None = None) -> None:
    """Bring what *store* knows of pictures up to what is in the content folder, on so many *cores*, or on all."""
    kept: dict[str, Pictured] = {}
    wanted: list[tuple[str, Stamp]] = []
    for name, stamp in statics(settings):
        before = store.pictures.get(name)
        if before is not None and before.stamp == stamp:
            kept[name] = before
        elif is_picture(name) and not any(check_name(name)):
            wanted.append((name, stamp))
    if wanted:
        progress.begin("looking at pictures", len(wanted))

    def look(one: tuple[str, Stamp]) -> tuple[str, Pictured]:
        name, stamp = one
        seen = look_into(settings.content / name)
        return name, Pictured(stamp, seen.look, seen.problems)

    kept.update(on_all_cores(look, wanted, progress, cores=cores, few=FEW, batch=BATCH))
    store.pictures = kept


def look_into(path: Path) -> Seen:
    """Return what the picture at *path* is, or that it cannot be read."""
    try:
        return look_at(path.as_posix(), path.read_bytes())
    except OSError as error:
        return Seen(None, (unreadable(path.as_posix(), error),))


def picture_jobs(path: str, source: Path, look: Look, *, is_whole: bool) -> Iterator[Job]:
    """Yield what makes the files of a picture at the site's *path*; one that is to stay *is_whole* has just one."""
    if ending_of(source.name) == DRAWING:
        yield Job(path, Cleaned(source, look.digest).raw, ())
        return
    for one in [own(source.name, look, None)] if is_whole else variants(source.name, look):
        yield Job(path + one.suffix, Encoded(source, look.digest, one.recipe).raw, ())


@dataclass(frozen=True, slots=True)
class Encoded:
    """A picture in one size and form; known by the content of its file and how it is made."""

    source: Path
    content: bytes
    recipe: Recipe

    @property
    def digest(self) -> bytes:
        """Its fingerprint."""
        return fingerprint(_VERSION, self.content, self.recipe)

    def raw(self, path: str) -> Raw:
        """Return it."""
        from digest.pictures.making import make  # noqa: PLC0415 - most builds make none

        return Raw(path, make(_read(self.source, self.content), self.recipe))


@dataclass(frozen=True, slots=True)
class Cleaned:
    """A drawing, without what is not published of one."""

    source: Path
    content: bytes

    @property
    def digest(self) -> bytes:
        """Its fingerprint."""
        return fingerprint(_VERSION, self.content)

    def raw(self, path: str) -> Raw:
        """Return it."""
        from digest.pictures.vectors import cleaned  # noqa: PLC0415 - as above

        return Raw(path, cleaned(_read(self.source, self.content)).content)


def _read(path: Path, digest: bytes) -> bytes:
    """Return the content of a picture, if it still is what was looked at."""
    content = path.read_bytes()
    if blake2b(content, digest_size=SIZE).digest() != digest:
        message = f"{path} was changed while the site was built. Hint: build again"
        raise PictureChangedError(message)
    return content
