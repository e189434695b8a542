"""The nouns around reading: files that are found or there already, and what becomes of each source."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING

from digest.importer.evidence import rule_of

if TYPE_CHECKING:
    import datetime as dt
    from pathlib import Path

    from digest.importer.model import Dropped, Evidence, TagSuggestion
    from digest.model import Problem


@dataclass(frozen=True, slots=True)
class Existing:
    """A Markdown file that is there: *path* relative to the content folder; *edited* since it was imported.

    *fault* is the line where its front matter does not parse, and why.
    """

    path: str
    slug: str
    source_file: str | None = None
    source_sha256: str | None = None
    added: dt.date | None = None
    edited: bool = True
    fault: tuple[int, str] | None = None


@dataclass(frozen=True, slots=True)
class Change:
    """A file to write: *path* relative to the content folder, and its text; of an article the *body* stands apart."""

    path: str
    front: str
    body: str = ""

    @property
    def text(self) -> str:
        """Return the text of the file."""
        return self.front + self.body

    def is_made(self, old: str | None) -> bool:
        """Return whether *old*, the text of the file that is there, is that of this one."""
        if old is None or len(old) != len(self.front) + len(self.body):
            return False
        return old.startswith(self.front) and old.endswith(self.body)


@dataclass(frozen=True, slots=True)
class Decision:
    """What is to become of one source, and the file to write for it, if any."""

    result: ImportResult
    change: Change | None = None


@dataclass(frozen=True, slots=True)
class ImportResult:
    """What became of one source; *path* of the Markdown is relative to the content folder.

    *diff* is how the file changes, where that was asked for.
    """

    source: str
    outcome: str
    path: str | None = None
    encoding: str | None = None
    dropped: tuple[Dropped, ...] = ()
    problems: tuple[Problem, ...] = ()
    evidence: tuple[Evidence, ...] = ()
    suggested: tuple[TagSuggestion, ...] = ()
    diff: str = ""

    def to_json_line(self) -> str:
        """Return the result as one line of a report."""
        keys = ("line", "code", "message", "hint")
        values = {
            "source": self.source,
            "outcome": self.outcome,
            "path": self.path,
            "encoding": self.encoding,
            "fields": {e.field: {"rule": e.rule, "line": e.line, "sure": e.sure} for e in self.evidence},
            "tags_suggested": {tag.id: tag.count for tag in self.suggested},
            "dropped": [{"line": d.line, "text": d.text, "role": d.role, "rule": rule_of(d)} for d in self.dropped],
            "problems": [{key: getattr(problem, key) for key in keys} for problem in self.problems],
        }
        return json.dumps(values, ensure_ascii=False)


OUTCOMES = ("created", "updated", "unchanged", "kept", "conflict", "review", "skipped", "failed", "learned")


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
    """A file that was found: *path* to open, *file* relative to the folder that was given, *shown* as given.

    One with a *problem* is not to be opened.
    """

    path: Path
    file: str
    shown: str
    problem: Problem | None = None
