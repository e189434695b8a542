"""Publishing to a folder of this machine, which a web server reads through the link `current`.

    releases/20261126-031500-9f86d081/        a release; files that did not change are hard links of the one before
    releases/20261126-031500-9f86d081.json    what it holds
    current -> releases/20261126-…            what readers see; one rename lets it point to another

What a kill leaves has a name that begins with a point, and the next publish takes it away.
"""

from __future__ import annotations

import os
import shutil
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING

from digest.engine.files import clear, link
from digest.engine.lock import hold_lock
from digest.publishing.release import NAME, PublishError, Switched, compare, parse_release, render_release, too_old

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from digest.publishing.release import OnWait, Outgoing, Release

RELEASES, CURRENT = "releases", "current"
UNFINISHED = ".next-"


@dataclass(frozen=True, slots=True)
class Folder(Switched):
    """The folder *root*, in which so many releases are kept."""

    root: Path
    keep: int = 5

    @contextmanager
    def hold(self, on_wait: OnWait) -> Iterator[None]:
        """Keep others from publishing there, as the protocol `Place` says; so do the other methods what it says."""
        try:
            (self.root / RELEASES).mkdir(parents=True, exist_ok=True)
        except OSError as error:
            message = f"{self.root}: {error.strerror}. Hint: name a folder that you may write to"
            raise PublishError(message) from error
        with hold_lock(self.root / ".lock", on_wait=on_wait):
            try:
                self._clear()
                yield
            except OSError as error:
                message = f"{error.filename or self.root}: {error.strerror}. Hint: make room or give the right to write"
                raise PublishError(message) from error

    def names(self) -> Sequence[str]:
        """Return the names of the releases, oldest first."""
        here = {path.name for path in (self.root / RELEASES).iterdir()}
        return sorted(name for name in here if NAME.fullmatch(name) and f"{name}.json" in here)

    def live(self) -> str | None:
        """Return the name of the live release."""
        try:
            name = (self.root / CURRENT).readlink().name
        except FileNotFoundError:
            return None
        except OSError as error:
            message = f"{self.root / CURRENT} is no link. Hint: name a folder of its own, or take `current` away"
            raise PublishError(message) from error
        return name if name in self.names() else None

    def put(self, outgoing: Outgoing) -> None:
        """Write a release and let the link point to it."""
        staged, release = outgoing
        releases = self.root / RELEASES
        folder = releases / f"{UNFINISHED}{release.name}"
        folder.mkdir()
        live = self.live_release()
        before = releases / live.name if live else None
        kept = frozenset(compare(live, release).kept)
        for path, filed in release.files.items():
            old = str(before / path) if before and path in kept else None
            if old is None or not _is_of_size(old, filed.size):
                _copy(staged.source(path), folder / path)
            else:
                link(old, str(folder), path)
        (releases / f"{release.name}.json").write_bytes(render_release(release))
        folder.rename(releases / release.name)
        self._switch(release.name)
        self._forget_old()

    def _clear(self) -> None:
        """Take away what kills have left: what was not finished, and of releases the half; never what readers see."""
        releases, current = self.root / RELEASES, self.root / CURRENT
        served = current.readlink().name if current.is_symlink() else None
        for path in list(releases.iterdir()):
            name = path.name.removesuffix(".json")
            half = f"{name}.json" if path.name == name else name
            is_half = NAME.fullmatch(name) and name != served and not (releases / half).exists()
            if is_half or name.startswith(UNFINISHED):
                clear(str(path))

    def go_back(self, name: str) -> None:
        """Let the link point to the release *name*."""
        self._switch(name)

    def _switch(self, name: str) -> None:
        """Let `current` point to a release, in one step."""
        link_ = self.root / f".{CURRENT}.next"
        with suppress(FileNotFoundError):
            link_.unlink()
        link_.symlink_to(f"{RELEASES}/{name}")
        link_.replace(self.root / CURRENT)

    def _forget_old(self) -> None:
        releases = self.root / RELEASES
        for name in too_old(self.names(), self.live(), self.keep):
            # What is half removed is no release any more.
            (releases / f"{name}.json").unlink()
            (releases / name).rename(releases / f"{UNFINISHED}{name}")
            shutil.rmtree(releases / f"{UNFINISHED}{name}")

    def live_release(self) -> Release | None:
        """Return what is noted of the live release."""
        name = self.live()
        return parse_release((self.root / RELEASES / f"{name}.json").read_bytes()) if name else None


def _is_of_size(path: str, size: int) -> bool:
    with suppress(OSError):
        return os.lstat(path).st_size == size
    return False


def _copy(source: Path, target: Path) -> None:
    target.parent.mkdir(parents=True, exist_ok=True)
    shutil.copyfile(source, target)
