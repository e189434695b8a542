"""The articles that a front page is made from."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from digest.site.fingerprints import fingerprint

if TYPE_CHECKING:
    from digest.site.filing import Filed


@dataclass(frozen=True, slots=True)
class Shown:
    """The articles of a front page: the lead, some more with their standfirsts, the latest, and other languages'."""

    lead: Filed | None
    more: tuple[Filed, ...]
    latest: tuple[Filed, ...]
    other_languages: tuple[Filed, ...]

    @property
    def digest(self) -> bytes:
        """Its fingerprint."""
        return fingerprint(self.lead, self.more, self.latest, self.other_languages)
