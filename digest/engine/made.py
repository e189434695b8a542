"""What came of making the files of a site: of each, as a process tells it to its parent, and of all together."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, TypeVar

from msgspec import msgpack

from digest.checks.facts import PageFacts
from digest.engine.files import Stamp  # noqa: TC001 - msgspec reads the annotations
from digest.engine.store import Written
from digest.model import Problem  # noqa: TC001 - as above
from digest.search import Place  # noqa: TC001 - as above

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from digest.engine.planning import Planned

Held = TypeVar("Held")


@dataclass(frozen=True, slots=True)
class Made:
    """What came of making *file*: whether its bytes are new, and what of it is checked and indexed; or what went wrong.

    *stamp* is how it looks now, *marks* what of the words of texts it has that are not for readers. *indexed* is the
    place of the article in the index of search, if it is the page of one, and *clipping* that article, packed.
    *checking* and *indexing* are the seconds that were spent on these.
    """

    file: str
    is_new: bool = False
    stamp: Stamp = (0, 0)
    facts: PageFacts | None = None
    indexed: Place | None = None
    clipping: bytes = b""
    checking: float = 0.0
    indexing: float = 0.0
    marks: frozenset[bytes] = frozenset()
    problem: Problem | None = None


# Between processes that goes several times as fast as what they have by themselves.
pack = msgpack.Encoder().encode
unpack = msgpack.Decoder(Made).decode


@dataclass(slots=True)
class Gathered:
    """What came of making many files: no more of each than is needed later, since there may be very many.

    *written* and *facts* are by file, *marked* are the files that have words of texts that are not for readers. *new*
    counts those with other bytes than before; *checking* and *indexing* as in Made.
    """

    problems: list[Problem] = field(default_factory=list)
    written: dict[str, Written] = field(default_factory=dict)
    facts: dict[str, PageFacts] = field(default_factory=dict)
    marked: list[str] = field(default_factory=list)
    new: int = 0
    checking: float = 0.0
    indexing: float = 0.0


def gather(made: Iterable[Made], todo: Sequence[Planned], keep: Callable[[str, bytes], None]) -> Gathered:
    """Return what came of making the files of *todo*, as it comes in; *keep* is given what search reads of a file."""
    found, same = Gathered(), _Same()
    planned = {one.file: one for one in todo}
    for one in made:
        file, _, made_from = planned[one.file]
        found.new += one.is_new
        found.checking += one.checking
        found.indexing += one.indexing
        if one.problem:
            found.problems.append(one.problem)
        if one.clipping:
            keep(file, one.clipping)
        if one.marks:
            found.marked.append(file)
        if one.facts:
            facts = one.facts
            found.facts[file] = PageFacts(same(facts.ids), facts.files, same(facts.places), facts.suspect)
        found.written[file] = Written(made_from, *one.stamp, one.indexed)
    return found


class _Same:
    """Gives for equal values the same one: most pages have the places that all others of their kind have."""

    def __init__(self) -> None:
        self._known: dict[tuple[str, ...], tuple[str, ...]] = {}

    def __call__(self, value: tuple[str, ...]) -> tuple[str, ...]:
        return self._known.setdefault(value, value)
