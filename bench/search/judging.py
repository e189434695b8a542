"""How good answers are: where the article stands that was meant, and how many of those that are right are there."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

FIRST = 10


@dataclass(frozen=True, slots=True)
class Quality:
    """Of the queries of a cell: MRR@10, recall@10, and the share of pages without a result."""

    queries: int
    reciprocal: float
    recall: float
    empty: float


def judge(answers: Sequence[tuple[Sequence[str], frozenset[str]]]) -> Quality:
    """Return how good *answers* are: pairs of what was found, in order, and what is right."""
    number = len(answers)
    return Quality(
        number,
        sum(reciprocal_rank(found, right) for found, right in answers) / number,
        sum(recall(found, right) for found, right in answers) / number,
        sum(not found for found, _ in answers) / number,
    )


def reciprocal_rank(found: Sequence[str], right: frozenset[str]) -> float:
    """Return 1 for a first hit that is right, 1/2 for a second, and 0 if there is none among the first ten."""
    return next((1 / place for place, hit in enumerate(found[:FIRST], 1) if hit in right), 0.0)


def recall(found: Sequence[str], right: frozenset[str]) -> float:
    """Return how many of those that are *right* are among the first ten, as a share of how many could be."""
    return len(right.intersection(found[:FIRST])) / min(FIRST, len(right))
