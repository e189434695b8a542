"""What changes with time alone: the texts whose embargo ends and those that expire, and when the next of them does."""

from __future__ import annotations

from datetime import UTC
from typing import TYPE_CHECKING

from digest.engine.report import Due
from digest.schema import PUBLIC

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from datetime import datetime

    from digest.engine.store import Reading
    from digest.schema import FrontMatter

    Articles = Mapping[str, Reading[FrontMatter]]


def next_due(articles: Articles, above: str, now: datetime) -> Due | None:
    """Return what changes first after *now*, if anything does; *articles* are by path below the folder *above*."""
    return min((one for moment, one in _changes(articles, above) if moment > now), default=None)


def due_between(articles: Articles, above: str, since: datetime, now: datetime) -> list[Due]:
    """Return what has changed after *since* and up to *now*, in that order."""
    return sorted(one for moment, one in _changes(articles, above) if since < moment <= now)


def _changes(articles: Articles, above: str) -> Iterator[tuple[datetime, Due]]:
    """Yield every moment at which readers find a text, or find it no more."""
    for name, reading in articles.items():
        matter = reading.matter
        if matter is None or matter.status not in PUBLIC:
            continue
        if matter.embargo and matter.expires and matter.embargo >= matter.expires:
            continue  # nobody ever sees it
        for moment, does in ((matter.embargo, "appears"), (matter.expires, "expires")):
            if moment is not None:
                yield moment, Due(moment.astimezone(UTC).isoformat(), f"{above}/{name}", does)
