"""Which terms lie within each other, by the registries: the trail that leads down to one, the tree below it."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from digest.registry import circles

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from digest.registry import Table
    from digest.site.terms import Shelf, Term

KINDS = ("tag", "place")
"""The terms that the registries put above one another."""


@dataclass(frozen=True)
class Tree:
    """The terms of an edition that have stories, and those that lead to one: above or below each other.

    Terms that lie within each other in a circle stand beside each other instead.
    """

    shelf: Shelf

    @cached_property
    def _above(self) -> dict[Term, Term]:
        return {term: above for kind in KINDS for term, above in self._pairs(kind)}

    @cached_property
    def _below(self) -> dict[Term, list[Term]]:
        found: dict[Term, list[Term]] = defaultdict(list)
        for term, above in self._above.items():
            found[above].append(term)
        return dict(found)

    def _pairs(self, kind: str) -> Iterator[tuple[Term, Term]]:
        """Yield the terms of *kind* that lie below another, with that one."""
        parents, known = above_of(getattr(self.shelf.registry, f"{kind}s")), self.shelf.terms.known
        met = set()
        for term in self.shelf.by_kind[kind]:
            at = term.id
            while at in parents and at not in met:
                met.add(at)
                yield known(kind, at), known(kind, parents[at])
                at = parents[at]

    def trail(self, term: Term) -> list[Term]:
        """Return the terms above *term*, the highest first."""
        found = []
        while term in self._above:
            term = self._above[term]
            found.append(term)
        return found[::-1]

    def right_below(self, term: Term) -> Sequence[Term]:
        """Return the terms right below *term*."""
        return self._below.get(term, ())

    def all_below(self, term: Term) -> Iterator[Term]:
        """Yield every term below *term*, those of one branch after the other."""
        waiting = list(self.right_below(term))
        while waiting:
            found = waiting.pop()
            yield found
            waiting += self.right_below(found)

    def tops(self, kind: str) -> list[Term]:
        """Return the terms of *kind* that have others below them and none above."""
        return [term for term in self._below if term.kind == kind and term not in self._above]


def above_of(table: Table) -> Mapping[str, str]:
    """Return what lies right above each entry of a registry, by id; nothing above one that is in a circle."""
    said = {entry.id: entry.broader or entry.within or "" for entry in table.entries.values()}
    parents = {identifier: above for identifier, above in said.items() if above in table.entries}
    closed = {identifier for circle in circles(parents) for identifier in circle}
    return {identifier: above for identifier, above in parents.items() if identifier not in closed}
