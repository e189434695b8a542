"""Who speaks in the digest: how many of its articles each publication, each funder and each country has.

Only publications are looked at, never articles: so it costs as much as there are publications, and an article that
stays where it is changes nothing.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from digest.entries import INTERNATIONAL
from digest.languages import country_name
from digest.registry import fold
from digest.site.corpus import NUMBER, PART, TEXT, WORD, ColumnRule

if TYPE_CHECKING:
    from collections.abc import Callable

    from digest.site.terms import Shelf, Term

KINDS = ("publication", "funder", "country")
_UNKNOWN = "not known"

COLUMNS = (
    ColumnRule("by", WORD, "What the line counts by: publication, funder or country."),
    ColumnRule(
        "key",
        TEXT,
        "Publication: its name in its address. Country: its code (ISO 3166-1), or international. Funder: the words of"
        " the registry, in English.",
        _UNKNOWN,
    ),
    ColumnRule("name", TEXT, "Name of the publication, funder or country, in English.", _UNKNOWN),
    ColumnRule("articles", NUMBER, "How many articles come from there."),
    ColumnRule("share", PART, "Their part of all articles, to four decimals."),
)


class Row(NamedTuple):
    """What the table of shares says of one holder, in the order of `COLUMNS`; of what is not known, no name."""

    by: str
    key: str
    name: str
    articles: int
    share: float


class Holder(NamedTuple):
    """Who holds a share of a *kind*: its key, how many articles, and a publication that it is known by.

    The key is empty for what is not known: for articles whose publication nobody knows, too.
    """

    kind: str
    key: str
    articles: int
    term: Term | None


def _funder(term: Term) -> str:
    return fold(term.entry.funder.in_lang("en")) if term.entry else ""


def _country(term: Term) -> str:
    return (term.entry and term.entry.country) or ""


_KEY_OF: dict[str, Callable[[Term], str]] = {
    "publication": lambda term: term.id,
    "funder": _funder,
    "country": _country,
}


def holders(own: Shelf, kind: str) -> list[Holder]:
    """Return who holds shares of *kind*, those of most articles first, and last what is not known."""
    terms = own.by_kind["publication"]
    counts = {term: len(own.by_term[term]) for term in terms}
    named: dict[str, Term] = {}
    totals = {"": len(own.stories) - sum(counts.values())}  # an article has one publication, or none
    for term, count in counts.items():
        key = _KEY_OF[kind](term)
        named.setdefault(key, term)
        totals[key] = totals.get(key, 0) + count
    found = [Holder(kind, key, count, named[key] if key else None) for key, count in totals.items() if count]
    return sorted(found, key=lambda holder: (not holder.key, -holder.articles, holder.key))


def rows(own: Shelf) -> tuple[Row, ...]:
    """Return all shares in what *own* lists, in the words of the registry in English."""
    return tuple(_row(holder, len(own.stories)) for kind in KINDS for holder in holders(own, kind))


def _row(holder: Holder, total: int) -> Row:
    name = english_name(holder)
    key = name if holder.kind == "funder" else holder.key
    return Row(holder.kind, key, name, holder.articles, round(holder.articles / total, 4))


def english_name(holder: Holder) -> str:
    """Return what a holder is called in English; nothing for what is not known."""
    if holder.term is None:
        return ""
    if holder.kind == "publication":
        return holder.term.name("en")[0]
    if holder.kind == "country":
        return "International organisation" if holder.key == INTERNATIONAL else country_name(holder.key, "en")
    return holder.term.entry.funder.in_lang("en") if holder.term.entry else ""
