"""What is told of links to other sites: a problem at each place where one stands, and a report for people."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from digest.checks.external.model import DEAD, FINE, MOVED, REFUSED, UNSURE
from digest.checks.external.places import bare
from digest.checks.tables import MOST, code, escape, table
from digest.model import Problem

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from digest.checks.external.model import Kept, Link, Round

_PLACES = 5  # of an address that are named in its row
_CODES = {DEAD: "L101", MOVED: "L102", UNSURE: "L103", REFUSED: "L104"}
# What the report says of each verdict, in the order of what is most worth an editor's time.
_SECTIONS = {
    DEAD: "Gone",
    MOVED: "Moved for good",
    REFUSED: "Not asked",
    UNSURE: "Unsure: look yourself before anything is changed",
}


def problems_of(links: Iterable[Link], found: Round) -> list[Problem]:
    """Return what an editor can do about *links*, in the order of the files; nothing of those that are fine."""
    links = list(links)
    archives = _archives(links)
    told = (_problem(link, found.kept.get(bare(link.address)), archives.get(bare(link.address))) for link in links)
    return sorted({problem for problem in told if problem is not None}, key=lambda problem: problem.place)


def _archives(links: Sequence[Link]) -> dict[str, str]:
    return {bare(link.address): link.archive for link in links if link.archive}


def _problem(link: Link, kept: Kept | None, archive: str | None) -> Problem | None:
    if kept is None or kept.answer.verdict == FINE:
        return None
    answer = kept.answer
    message, hint = {
        DEAD: (
            f"{link.address} is gone: {answer.told}, first seen on {kept.since}",
            f"link to the copy, {archive}" if archive else "look where it went, or for a copy in a web archive",
        ),
        MOVED: (f"{link.address} has moved for good to {answer.moved_to}", "write the new address"),
        UNSURE: (
            f"nobody can be sure of {link.address}: {answer.told}",
            "look yourself; servers often keep programs out, and some are down for a day",
        ),
        REFUSED: (f"{link.address} was not asked: {answer.told}", "link to what every reader can reach"),
    }[answer.verdict]
    return Problem(link.path, link.line, _CODES[answer.verdict], message, hint, link.column)


def summary_of(links: Sequence[Link], found: Round) -> str:
    """Return what is known of all links, in a line."""
    counts: dict[str, int] = defaultdict(int)
    for kept in found.kept.values():
        counts[kept.answer.verdict] += 1
    told = ", ".join(f"{counts[verdict]:,} {verdict}" for verdict in (FINE, MOVED, DEAD, UNSURE, REFUSED))
    addresses = len({bare(link.address) for link in links})
    left = f"; {len(found.left):,} are left for the next time" if found.left else ""
    lost = "; no host at all could be found: is there a connection?" if found.cut_off else ""
    return f"{addresses:,} addresses of other sites: {told}; {found.asked:,} asked now{left}{lost}"


def render_report(links: Sequence[Link], found: Round) -> str:
    """Return the report in Markdown: a table for each verdict but fine, an address a row, with where it stands."""
    by_address: dict[str, list[Link]] = defaultdict(list)
    for link in links:
        by_address[bare(link.address)].append(link)
    archives = _archives(links)
    lines = ["## Links to other sites", "", f"{summary_of(links, found)}."]
    for verdict, title in _SECTIONS.items():
        told = sorted(address for address in by_address if _verdict(found, address) == verdict)
        rows = [_row(found.kept[one], one, archives.get(one), by_address[one]) for one in told[:MOST]]
        if rows:
            lines += ["", f"### {title}", "", *table(("address", "found", "since", "copy", "where"), rows)]
        if len(told) > MOST:
            lines += ["", f"… and {len(told) - MOST:,} more."]
    return "\n".join([*lines, ""])


def _verdict(found: Round, address: str) -> str:
    return found.kept[address].answer.verdict if address in found.kept else FINE


def _row(kept: Kept, address: str, archive: str | None, places: Iterable[Link]) -> Sequence[str]:
    where = list(dict.fromkeys(code(f"{link.path}:{link.line}" if link.line else link.path) for link in places))
    told = f"now {code(kept.answer.moved_to)}" if kept.answer.moved_to else escape(kept.answer.told)
    more = [f"and {len(where) - _PLACES:,} more"] if len(where) > _PLACES else []
    copy = code(archive) if archive else ""
    return code(address), told, str(kept.since), copy, "<br>".join([*where[:_PLACES], *more])
