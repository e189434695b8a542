"""Files that are served as they are: those of the theme, and of the content folder what is no picture."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from digest.site.fingerprints import fingerprint
from digest.site.given import Job, Raw

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from digest.engine.stamps import Stamp
    from digest.engine.theme import Theme

ASSETS = "/theme/"


def asset_jobs(theme: Theme) -> Iterator[Job]:
    """Yield what makes the files of *theme* that are served as they are."""
    for name, content in theme.assets.items():
        yield Job(f"{ASSETS}{name}", Shelved(content).raw, ())


@dataclass(frozen=True, slots=True)
class Shelved:
    """A file of the theme, which is served as it is."""

    content: bytes

    @property
    def digest(self) -> bytes:
        """Its fingerprint."""
        return fingerprint(self.content)

    def raw(self, path: str) -> Raw:
        """Return it."""
        return Raw(path, self.content)


@dataclass(frozen=True, slots=True)
class Copied:
    """A file of the content folder, which is served as it is; it is known by its looks."""

    source: Path
    stamp: Stamp

    @property
    def digest(self) -> bytes:
        """Its fingerprint."""
        return fingerprint(str(self.source), self.stamp)

    def raw(self, path: str) -> Raw:
        """Return it."""
        return Raw(path, self.source.read_bytes())
