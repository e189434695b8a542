"""Links to other sites, what was found there, and the manners of asking."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date  # noqa: TC003 - msgspec reads the annotations

FINE = "fine"
MOVED = "moved"  # for good, to an address that answers
DEAD = "dead"
UNSURE = "unsure"  # who asks is not let in, or nobody answers just now
REFUSED = "refused"  # an address that is not to be asked
VERDICTS = (FINE, MOVED, DEAD, UNSURE, REFUSED)


@dataclass(frozen=True, slots=True)
class Link:
    """A link to another site as it stands in a file; *line* and *column* count from 1, 0 is the file as a whole.

    *archive* is the address of a copy of what it leads to, where the file names one, and *archived* the day of that.
    """

    address: str
    path: str
    line: int = 0
    column: int = 0
    archive: str | None = None
    archived: date | None = None


@dataclass(frozen=True, slots=True)
class Answer:
    """What was found at an address: a verdict, what it rests on in words, and where the page has moved to.

    *wait* is how many seconds the host asks to be left alone; *nameless* says that its name led to no host. Both are of
    the moment, and are not kept.
    """

    verdict: str
    told: str
    moved_to: str | None = None
    wait: float | None = None
    nameless: bool = False

    @property
    def to_keep(self) -> Answer:
        """The answer without what is only of the moment."""
        return Answer(self.verdict, self.told, self.moved_to)


@dataclass(frozen=True, slots=True)
class Kept:
    """An answer as it is kept: the day on which it was *asked*, and *since* when the verdict has been the same."""

    answer: Answer
    asked: date
    since: date


@dataclass(frozen=True, slots=True)
class Manners:
    """How others' servers are asked: as *agent*, *at_once* hosts, and each after a pause of so many seconds.

    An answer may take *timeout* seconds; a host that wants to be left alone is waited for *patience* seconds. A round
    asks for *most* addresses at most and ends after so many *seconds*; what was fine is asked again after *fresh* days.
    *allowed* are hosts that are asked though they are in a private network.
    """

    agent: str
    pause: float = 2.0
    timeout: float = 20.0
    patience: float = 60.0
    most: int = 2_000
    seconds: float = 1_200.0
    fresh: int = 20
    at_once: int = 8
    allowed: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Round:
    """What is known after a round: *kept* by address, how many were *asked*, and which are *left* for the next.

    It was *cut_off* where no host at all could be found: then nothing is known that was not known before.
    """

    kept: dict[str, Kept] = field(default_factory=dict)
    asked: int = 0
    left: tuple[str, ...] = ()
    cut_off: bool = False
