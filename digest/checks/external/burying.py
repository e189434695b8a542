"""Which links are led to a copy from now on: those that have been dead for long enough, and whose copy is known."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from digest.checks.external.model import DEAD, FINE, MOVED
from digest.checks.external.places import bare
from digest.deadlinks import Gone

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from digest.checks.external.model import Link, Round

LONG = timedelta(days=7)
"""How long a page is to be dead: many come back after a bad day."""


def bury(links: Iterable[Link], found: Round, known: Mapping[str, Gone]) -> dict[str, Gone]:
    """Return what is gone after a round: what was *known* to be and does not answer, and what has been dead for long.

    A link is known by its address as the file has it, without what stands behind `#`.
    """
    gone = {address: one for address, one in known.items() if not _answers(found, address)}
    for link in links:
        kept = found.kept.get(bare(link.address))
        if kept is None or kept.answer.verdict != DEAD or not link.archive or link.address in gone:
            continue
        if kept.asked - kept.since >= LONG:
            gone[link.address] = Gone(kept.since, link.archive, link.archived)
    return gone


def _answers(found: Round, address: str) -> bool:
    kept = found.kept.get(bare(address))
    return kept is not None and kept.answer.verdict in {FINE, MOVED}
