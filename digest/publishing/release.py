"""A release: what files of the site went out together; and how one differs from another."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from typing import TYPE_CHECKING, NamedTuple, Protocol

import msgspec

from digest.model import DigestError

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Mapping, Sequence
    from contextlib import AbstractContextManager

    from digest.publishing.staging import Staged

    OnWait = Callable[[int | None], None]

# 20261126-031500-9f86d081
NAME = re.compile(r"[0-9]{8}-[0-9]{6}-[0-9a-f]{8}")
_MOMENT = "%Y%m%d-%H%M%S"


class PublishError(DigestError):
    """What keeps a release from going out, or from coming back; what was live still is."""


class Filed(NamedTuple):
    """A file of a release: its size and the SHA-256 of its content."""

    size: int
    sha256: str


class Release(msgspec.Struct, frozen=True):
    """What went out together: *name* begins with its moment, so that names sort by age, and ends with its content."""

    name: str
    files: dict[str, Filed]

    @property
    def content(self) -> str:
        """What tells releases of the same files from others."""
        return self.name.rpartition("-")[2]


def release_of(files: Mapping[str, Filed], moment: datetime) -> Release:
    """Return the release of *files* at the *moment*, which is in UTC."""
    state = sha256()
    for path, filed in sorted(files.items()):
        state.update(f"{path}\0{filed.sha256}\n".encode())
    return Release(f"{moment:{_MOMENT}}-{state.hexdigest()[:8]}", dict(sorted(files.items())))


def moment_after(names: Sequence[str], now: datetime) -> datetime:
    """Return the moment that names a release which follows those of these *names*: *now*, or the second after the last.

    Else the same content, out again within a second, would have a name that is taken; and where a clock was put back,
    the live release would be older than what can be gone back to.
    """
    last = [datetime.strptime(name[:15], _MOMENT).replace(tzinfo=UTC) for name in names[-1:]]
    return max([now, *(moment + timedelta(seconds=1) for moment in last)])


def render_release(release: Release) -> bytes:
    """Return what is noted of a release where it went."""
    return msgspec.json.encode(release)


def parse_release(noted: bytes) -> Release:
    """Return the release that was noted."""
    try:
        return msgspec.json.decode(noted, type=Release)
    except msgspec.DecodeError as error:
        message = f"what was noted of the last release cannot be read: {error}. Hint: restore it, or take it away there"
        raise PublishError(message) from error


@dataclass(frozen=True, slots=True)
class Difference:
    """What one release has that another has not; paths in order."""

    new: tuple[str, ...] = ()
    changed: tuple[str, ...] = ()
    kept: tuple[str, ...] = ()
    gone: tuple[str, ...] = ()
    size: int = 0

    @property
    def sent(self) -> tuple[str, ...]:
        """What has to be sent."""
        return (*self.new, *self.changed)


def compare(before: Release | None, after: Release) -> Difference:
    """Return what *after* has that *before* has not."""
    old = before.files if before else {}
    new = tuple(path for path in after.files if path not in old)
    kept = tuple(path for path, filed in after.files.items() if old.get(path) == filed)
    changed = tuple(path for path, filed in after.files.items() if path in old and old[path] != filed)
    size = sum(after.files[path].size for path in (*new, *changed))
    return Difference(new, changed, kept, tuple(path for path in old if path not in after.files), size)


class Outgoing(NamedTuple):
    """A release that is to go out, and where its files are."""

    staged: Staged
    release: Release


class Place(Protocol):
    """Where releases go. Everything is asked and done while it is held (`hold`): one publish at a time."""

    @property
    def keep(self) -> int:
        """How many releases are kept."""

    def hold(self, on_wait: OnWait) -> AbstractContextManager[None]:
        """Keep others from publishing there; where another does, tell *on_wait* and wait, or raise PublishError."""

    def names(self) -> Sequence[str]:
        """Return the names of the releases that can be gone back to, oldest first; the live one is among them."""

    def live(self) -> str | None:
        """Return the name of the release that readers see."""

    def is_whole(self) -> bool:
        """Return whether readers see the live release and nothing else: no publish was broken off half way."""

    def live_files(self) -> Collection[str]:
        """Return the paths of the files that readers see."""

    def plan(self, outgoing: Outgoing) -> Difference:
        """Return what would be sent."""

    def put(self, outgoing: Outgoing) -> None:
        """Send a release and make it the live one; take away those that are too old to be kept."""

    def go_back(self, name: str) -> None:
        """Make the release *name* the live one again."""


class Switched:
    """What places have in common whose readers come through a switch: they never see anything half way."""

    __slots__ = ()

    def is_whole(self) -> bool:
        """Return that nothing is ever seen half way."""
        return True

    def live_files(self) -> Collection[str]:
        """Return the paths of the files of the live release."""
        before = self.live_release()
        return before.files.keys() if before else ()

    def plan(self, outgoing: Outgoing) -> Difference:
        """Return what would be written."""
        return compare(self.live_release(), outgoing.release)

    def live_release(self) -> Release | None:
        """Return what is noted of the live release."""
        raise NotImplementedError


def before_live(names: Sequence[str], live: str | None) -> str:
    """Return the name of the release before the *live* one, or raise PublishError."""
    older = [name for name in names if live is not None and name < live]
    if not older:
        message = "there is no release before the live one. Hint: publish again from the content as it was"
        raise PublishError(message)
    return max(older)


def known(name: str, names: Sequence[str]) -> str:
    """Return the release that *name* or its beginning means, or raise PublishError."""
    found = [one for one in names if one.startswith(name)]
    if len(found) != 1:
        what = "more than one release begins" if found else "no release begins"
        message = f"{what} with {name!r}. Hint: name one of {', '.join(names) or 'none'}"
        raise PublishError(message)
    return found[0]


def too_old(names: Sequence[str], live: str | None, keep: int) -> list[str]:
    """Return which releases are more than are to be kept; never the live one."""
    others = sorted(name for name in names if name != live)
    return others[: max(0, len(others) + (live is not None) - keep)]
