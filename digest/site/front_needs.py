"""What a front page is made from."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from digest.site.fingerprints import fingerprint

if TYPE_CHECKING:
    from digest.site.filing import Filed
    from digest.site.list_views import Moved
    from digest.site.views import Link
    from digest.site.week_views import WeekTeaser


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


@dataclass(frozen=True, slots=True)
class Ways:
    """The ways in of a front page, the number of all articles, and the newest weekly digest, as `FrontView`."""

    moved: tuple[Moved, ...]
    month: str
    tags: tuple[Link, ...]
    places: tuple[Link, ...]
    publications: tuple[Link, ...]
    years: tuple[Link, ...]
    languages: str | None
    count: int
    week: WeekTeaser | None = None
