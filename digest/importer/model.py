"""The nouns of the importer: a text's blocks, the article they make, and what became of each source."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass, field
from enum import Enum
from typing import TYPE_CHECKING

from digest.registry import Registry

if TYPE_CHECKING:
    import datetime as dt
    from pathlib import Path

    from digest.model import Dateline, Image, PartialDate, Problem, Source

VERSION = "1"
"""The version of the rules. Raise it when the same text comes out differently, so that unedited files follow."""


class Role(Enum):
    """What a block of a text is. Every block has one; the first ten stand outside the body."""

    HEADLINE = "headline"
    KICKER = "kicker"
    STANDFIRST = "standfirst"
    BYLINE = "byline"
    DATE = "date"
    CAPTION = "caption"
    CREDIT = "credit"
    REPEAT = "repeat"
    SEPARATOR = "separator"
    BOILERPLATE = "boilerplate"
    SUBHEAD = "subhead"
    ITEM = "item"
    PARAGRAPH = "paragraph"


BODY_ROLES = frozenset({Role.SUBHEAD, Role.ITEM, Role.PARAGRAPH})
DROPPED_ROLES = frozenset({Role.REPEAT, Role.SEPARATOR, Role.BOILERPLATE})


@dataclass(frozen=True, slots=True)
class SourceText:
    """A source as text: *encoding* is what its bytes were read as, *repairs* what had to be mended to read it."""

    text: str
    encoding: str
    repairs: tuple[Repair, ...] = ()


@dataclass(frozen=True, slots=True)
class Repair:
    """Something about a source's bytes that an editor should know of: the code of a problem, and its words."""

    code: str
    detail: str = ""
    line: int = 0


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a source: its *number* from 1, how far it is indented, and its words with single spaces."""

    number: int
    indent: int
    text: str


@dataclass(frozen=True, slots=True)
class Block:
    """Words that stand together: *line* is where they begin; blocks without a blank line between share a *group*."""

    line: int
    text: str
    group: int


@dataclass(frozen=True, slots=True)
class Part:
    """A block with the role it was given."""

    role: Role
    line: int
    text: str


@dataclass(frozen=True, slots=True)
class Byline:
    """Who wrote a text: names, or an agency; *rest* is true when the printed line says more than these."""

    authors: tuple[str, ...] = ()
    agency: str | None = None
    rest: bool = False


@dataclass(frozen=True, slots=True)
class Filed:
    """What a dateline says: *lede_at* is where the words after it begin."""

    dateline: Dateline
    lede_at: int
    slug: str | None = None
    place_id: str | None = None
    agency: str | None = None
    date: PartialDate | None = None
    date_evidence: str | None = None
    ambiguous: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Article:
    """A source as the importer understands it; *parts* are all its blocks in order, each with its role.

    *headline* is None when the text has none. *content_sha* depends on the words alone, not on their encoding.
    """

    source: Source
    parts: tuple[Part, ...]
    headline: str | None
    lang: str
    authors: tuple[str, ...]
    agency: str | None
    date: PartialDate | None
    date_evidence: str | None
    modified: dt.date | None
    filed: Filed | None
    summary: str | None
    images: tuple[Image, ...]
    content_sha: str
    problems: tuple[Problem, ...] = ()
    asides: tuple[str, ...] = ()

    @property
    def body(self) -> tuple[Part, ...]:
        """The parts that readers get, in order."""
        return tuple(part for part in self.parts if part.role in BODY_ROLES)

    @property
    def dropped(self) -> tuple[Dropped, ...]:
        """The blocks that were left out."""
        return tuple(Dropped(part.line, part.text) for part in self.parts if part.role in DROPPED_ROLES)


@dataclass(frozen=True, slots=True)
class Skip:
    """A source that becomes no article: its *outcome*, why, and what was found in it."""

    outcome: str
    problems: tuple[Problem, ...]
    encoding: str | None = None
    dropped: tuple[Dropped, ...] = ()


@dataclass(frozen=True, slots=True)
class Dropped:
    """A block that is boilerplate, a separator or a repetition."""

    line: int
    text: str


@dataclass(frozen=True, slots=True)
class ImportOptions:
    """What the person who imports says of all the texts; *added* is the day they come into the digest."""

    added: dt.date
    publication: str | None = None
    lang: str | None = None
    date: PartialDate | None = None


@dataclass(frozen=True, slots=True)
class Hints:
    """What is known before a text is read: the options of the import, and the registries."""

    options: ImportOptions
    registry: Registry = field(default_factory=Registry.empty)


@dataclass(frozen=True, slots=True)
class Existing:
    """A Markdown file that is there: *path* relative to the content folder; *edited* since it was imported.

    *incoming* is what lies beside it from an earlier conflict; *fault* is the line where its front matter does not
    parse, and why.
    """

    path: str
    text: str
    slug: str
    source_file: str | None = None
    source_sha256: str | None = None
    added: dt.date | None = None
    edited: bool = True
    incoming: str | None = None
    fault: tuple[int, str] | None = None


@dataclass(frozen=True, slots=True)
class Change:
    """A file to write: *path* relative to the content folder."""

    path: str
    text: str


@dataclass(frozen=True, slots=True)
class Decision:
    """What is to become of one source, and the file to write for it, if any."""

    result: ImportResult
    change: Change | None = None


@dataclass(frozen=True, slots=True)
class ImportResult:
    """What became of one source; *path* of the Markdown is relative to the content folder."""

    source: str
    outcome: str
    path: str | None = None
    encoding: str | None = None
    dropped: tuple[Dropped, ...] = ()
    problems: tuple[Problem, ...] = ()

    def to_json_line(self) -> str:
        """Return the result as one line of a report."""
        keys = ("line", "code", "message", "hint")
        values = {
            "source": self.source,
            "outcome": self.outcome,
            "path": self.path,
            "encoding": self.encoding,
            "dropped": [asdict(dropped) for dropped in self.dropped],
            "problems": [{key: getattr(problem, key) for key in keys} for problem in self.problems],
        }
        return json.dumps(values, ensure_ascii=False)


OUTCOMES = ("created", "updated", "unchanged", "kept", "conflict", "review", "skipped", "failed")


@dataclass(frozen=True, slots=True)
class ImportReport:
    """The results of an import, by source; *registry_problems* are those of `content/registry`."""

    results: tuple[ImportResult, ...]
    registry_problems: tuple[Problem, ...] = ()

    @property
    def counts(self) -> dict[str, int]:
        """How many sources had each outcome."""
        return {name: sum(result.outcome == name for result in self.results) for name in OUTCOMES}

    @property
    def problems(self) -> tuple[Problem, ...]:
        """All problems, by source."""
        return tuple(problem for result in self.results for problem in result.problems)

    def to_json_lines(self) -> str:
        """Return the report as text, one JSON object a line."""
        return "".join(result.to_json_line() + "\n" for result in self.results)


@dataclass(frozen=True, slots=True)
class Found:
    """A file that was found: *path* to open, *name* relative to the folder that was given, *shown* as given.

    One with a *problem* is not to be opened.
    """

    path: Path
    name: str
    shown: str
    problem: Problem | None = None
