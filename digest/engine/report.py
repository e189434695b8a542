"""What a build did, and what it found wrong. Standard library only, as `stamps`."""

from __future__ import annotations

from dataclasses import asdict, dataclass, field
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from digest.model import Problem

COUNTS = ("read", "rendered", "written", "kept", "deleted", "pages", "indexed")


@dataclass(slots=True)
class Report:
    """What a build did.

    *problems* stopped it, if there are any, and the live site is as it was. Of the content files so many were *read*; of
    the site's files so many were *rendered*, and of these *written* as their bytes were new, *kept* as they were,
    *deleted*; *pages* of them are HTML, *indexed* are articles that search finds. *seconds* are by phase.
    """

    problems: list[Problem] = field(default_factory=list)
    read: int = 0
    rendered: int = 0
    written: int = 0
    kept: int = 0
    deleted: int = 0
    pages: int = 0
    indexed: int = 0
    seconds: dict[str, float] = field(default_factory=dict)

    def counts(self) -> dict[str, int]:
        """Return its figures, by name."""
        return {name: getattr(self, name) for name in COUNTS}

    def values(self) -> dict[str, Any]:
        """Return all of it in plain values, as for JSON."""
        return asdict(self)

    @classmethod
    def of_nothing(cls, counts: dict[str, int]) -> Report:
        """Return the report of a build that had nothing to do, since the one before it told *counts*."""
        files = counts["written"] + counts["kept"]
        return cls(kept=files, pages=counts["pages"], indexed=counts["indexed"])

    def __str__(self) -> str:
        done = f"{self.read:,} read, {self.rendered:,} rendered, {self.written:,} written, {self.kept:,} kept"
        phases = ", ".join(f"{name} {seconds:.2f} s" for name, seconds in self.seconds.items())
        return f"{done}, {self.deleted:,} deleted" + (f" ({phases})" if phases else "; nothing has changed")
