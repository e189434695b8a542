"""Where to publish to, as publishconf.py names it under DIGEST["publish"], or `--to` spells it out."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal, TypeAlias

import msgspec

from digest.model import UsageError
from digest.publishing.branch import Branch
from digest.publishing.folder import Folder
from digest.publishing.remote import Remote

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from digest.publishing.release import Place

Way: TypeAlias = Literal["gz", "br"]


class ToFolder(msgspec.Struct, frozen=True, forbid_unknown_fields=True, tag_field="kind", tag="folder"):
    """A folder of this machine."""

    path: str
    keep: int = 5
    compress: tuple[Way, ...] = ()

    def place(self, _state: Path) -> Place:
        """Return what publishes there; a state folder is for those that keep something here."""
        return Folder(Path(self.path), self.keep)

    def __str__(self) -> str:
        return f"folder {self.path}"


class ToRemote(msgspec.Struct, frozen=True, forbid_unknown_fields=True, tag_field="kind", tag="rsync"):
    """A folder that rsync can write to: `host:/path` over ssh, or a path."""

    to: str
    ssh: str = "ssh"
    keep: int = 5
    compress: tuple[Way, ...] = ()

    def place(self, _state: Path) -> Place:
        """Return what publishes there."""
        return Remote.of(self.to, self.ssh, self.keep)

    def __str__(self) -> str:
        return f"rsync {self.to}"


class ToBranch(msgspec.Struct, frozen=True, forbid_unknown_fields=True, tag_field="kind", tag="git"):
    """A branch of a git repository, as GitHub Pages reads it."""

    remote: str
    branch: str = "gh-pages"
    keep: int = 5
    compress: tuple[Way, ...] = ()

    def place(self, state: Path) -> Place:
        """Return what publishes there; it keeps a repository in the folder *state*."""
        return Branch(self.remote, self.branch, state / "branches.git", self.keep)

    def __str__(self) -> str:
        return f"branch {self.branch} of {self.remote}"


class ToBucket(msgspec.Struct, frozen=True, forbid_unknown_fields=True, tag_field="kind", tag="s3"):
    """A bucket of storage that speaks S3; what is kept for the way back lies below *hidden*."""

    bucket: str
    prefix: str = ""
    endpoint: str | None = None
    region: str | None = None
    hidden: str = ".digest"
    keep: int = 5
    compress: tuple[Way, ...] = ()

    def place(self, _state: Path) -> Place:
        """Return what publishes there."""
        from digest.publishing.bucket import open_bucket  # noqa: PLC0415 - of the extra [s3]

        return open_bucket(self.bucket, self.prefix, self.hidden, self.endpoint, self.region, self.keep)

    def __str__(self) -> str:
        return f"bucket {self.bucket}{f'/{self.prefix}' if self.prefix else ''}"


Target: TypeAlias = ToFolder | ToRemote | ToBranch | ToBucket

# folder:/srv/digest    rsync:deploy@example.org:/srv/digest    git:origin#gh-pages    s3:bucket/prefix
_SPELT = re.compile(r"(?P<kind>folder|rsync|git|s3):(?P<rest>.+)")
_FORMS = "folder:/path, rsync:host:/path, git:REMOTE#BRANCH or s3:BUCKET/PREFIX"


def parse_targets(said: Any) -> dict[str, Target]:
    """Return the targets that settings name; raise UsageError for what is not known of one."""
    try:
        targets = msgspec.convert(said, dict[str, Target])
        for name, target in targets.items():
            if target.keep < 1:
                message = f"{name!r} keeps no release"
                raise msgspec.ValidationError(message)  # noqa: TRY301 - told as the others are
    except msgspec.ValidationError as error:
        message = f'publishconf.py: DIGEST["publish"]: {error}. Hint: docs/publishing.md has what a target can say'
        raise UsageError(message) from error
    return targets


def choose(named: Mapping[str, Target], asked: Sequence[str]) -> dict[str, Target]:
    """Return the targets that were *asked* for, by name or spelt out; all that are *named* where none was."""
    return {name: _choose(named, name) for name in asked} if asked else dict(named)


def _choose(named: Mapping[str, Target], asked: str) -> Target:
    if asked in named:
        return named[asked]
    spelt = _SPELT.fullmatch(asked)
    if spelt is None:
        known = f"one of {', '.join(named)}, or spell it out: " if named else "it as "
        message = f"there is no target {asked!r}. Hint: name {known}{_FORMS}"
        raise UsageError(message)
    return _spelt(spelt["kind"], spelt["rest"])


def _spelt(kind: str, rest: str) -> Target:
    if kind == "folder":
        return ToFolder(rest)
    if kind == "rsync":
        return ToRemote(rest)
    if kind == "git":
        remote, _, branch = rest.partition("#")
        return ToBranch(remote, branch or "gh-pages")
    bucket, _, prefix = rest.partition("/")
    return ToBucket(bucket, prefix.strip("/"))
