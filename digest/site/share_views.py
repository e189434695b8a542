"""What templates see of the shares of publications, funders and countries in the digest."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from digest.site.views import Download, Link


@dataclass(frozen=True, slots=True, kw_only=True)
class Share:
    """How many of the articles one holder has: *part* of one, which *percent* says in words.

    *link* is None for what is not known and for the many that are not named.
    """

    link: Link | None
    is_known: bool
    count: int
    part: float
    percent: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ShareTable:
    """The shares of all holders of a *kind*: publication, funder or country.

    *others* is how many holders are not named one by one, their articles being together in the last line but that of
    what is not known.
    """

    kind: str
    title: str
    shares: tuple[Share, ...]
    others: int


@dataclass(frozen=True, slots=True, kw_only=True)
class SharesView:
    """Who is speaking: the shares in the *count* articles that the lists of an edition show."""

    title: str
    count: int
    tables: tuple[ShareTable, ...]
    files: tuple[Download, ...]
