"""What waits for an editor: which article, why, and the line of the source beside the line of the Markdown.

Pure: texts come in, values go out; `content` reads them from the disk, `beside` finds the lines, `render_waiting` shows
them.
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from digest.frontmatter import FrontMatterError, read
from digest.importer.problems import CODES, problem
from digest.model import Problem, UsageError

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from digest.frontmatter import Document

WAITING_OUTCOMES = frozenset({"review", "skipped", "failed"})
MAX_DETAIL = 300  # characters of what a message tells; more is not looked for in a source

# status: review
_STATUS = re.compile(rb"[\r\n]status:[ \t]{0,9}[\"']?review\b")
# I206 line 12: many lines look like subheads (5); all stay paragraphs
_NOTE = re.compile(r"(?P<code>[A-Z]\d{3}) (?:line (?P<line>\d{1,9}): )?(?P<message>.+)", re.DOTALL)
_PLACEHOLDER = re.compile(r"\\\{(?P<number>\d)\\\}")
# What the importer writes anew each time: no difference that an editor cares for.
_MARKS = ("  fingerprint:", "  sha256:", "  version:")


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a file: its *path* as it is shown, its *number* from 1, and its words."""

    path: str
    number: int
    text: str


@dataclass(frozen=True, slots=True)
class Reason:
    """Why something waits: a problem as the importer told it, *source* and *result* being the same words in both.

    *number* is the line of the source that it is about; 0 where it is about the whole. *words* are those of the
    message that may stand in the source.
    """

    code: str
    message: str
    hint: str
    number: int = 0
    words: tuple[str, ...] = ()
    source: Line | None = None
    result: Line | None = None


@dataclass(frozen=True, slots=True)
class Waiting:
    """Something that waits: *path* as it is shown, *title* where it is an article, its *reasons*.

    *status_line* is the line to change; 0 where a text was not imported, or an edited article has a new source.
    *source* is what the front matter names, *is_gone* whether that is nowhere to be found.
    """

    path: str
    title: str | None
    status_line: int
    reasons: tuple[Reason, ...]
    source: str | None = None
    is_gone: bool = False

    @property
    def problems(self) -> tuple[Problem, ...]:
        """Return the reasons as problems of the file that is to be mended."""
        return tuple(
            Problem(self.path, reason.result.number if reason.result else self.status_line, *_told(reason))
            for reason in self.reasons
        )


def _told(reason: Reason) -> tuple[str, str, str]:
    return reason.code, reason.message, reason.hint


def may_wait(raw: bytes) -> bool:
    """Return whether a Markdown file may say `status: review`: a quick look, before its YAML is read."""
    return bool(_STATUS.search(raw))


def find_waiting(path: str, text: str) -> Waiting | None:
    """Return why the article at *path* waits, or None when its front matter does not say that it does."""
    try:
        document = read(text)
    except FrontMatterError as error:
        reason = Reason("I210", *_words_of("I210", error.line, path))
        return Waiting(path, None, 0, (reason,))
    if document.metadata.get("status") != "review":
        return None
    by_hand = Reason("", "somebody set it to wait", "see whether it can go out")
    file = _mapping(document, "source").get("file")
    return Waiting(
        path,
        str(document.metadata.get("title") or "") or None,
        document.lines.get("status", 0),
        tuple(_read_reasons(document)) or (by_hand,),
        file if isinstance(file, str) else None,
    )


def _read_reasons(document: Document) -> Iterator[Reason]:
    """Yield the reasons that the importer noted, those for waiting first."""
    notes = _mapping(document, "import").get("notes")
    matches = [_NOTE.fullmatch(str(note)) for note in notes] if isinstance(notes, list) else []
    found = [match for match in matches if match and match["code"] in CODES]
    evidence = str(document.metadata.get("date_evidence") or "")
    for match in sorted(found, key=lambda match: not match["code"].startswith("I2")):
        details = _details(match["code"], match["message"])
        hint = CODES[match["code"]][1].format(*details, *["…"] * 9)
        words = (*details, evidence) if evidence and "date" in match["message"] else details
        yield Reason(match["code"], match["message"], hint, int(match["line"] or 0), words)


def _mapping(document: Document, key: str) -> dict[str, Any]:
    value = document.metadata.get(key)
    return value if isinstance(value, dict) else {}


def _words_of(code: str, *details: object) -> tuple[str, str]:
    found = problem(code, "", 0, *details)
    return found.message, found.hint


def _details(code: str, message: str) -> tuple[str, ...]:
    """Return what was filled into the message of a problem, in order; nothing when an editor has changed its words."""
    template = _PLACEHOLDER.sub(rf"(?P<d\g<number>>.{{0,{MAX_DETAIL}}})", re.escape(CODES[code][0]))
    match = re.fullmatch(template, message)
    return tuple(match[name] for name in sorted(match.re.groupindex)) if match else ()


# --- what waits without `status: review` -----------------------------------------------------------------------


def find_conflict(path: str, text: str, incoming_path: str, incoming: str) -> Waiting:
    """Return what waits because an article was edited, and its source has changed since."""
    reason = Reason("I208", *_words_of("I208", incoming_path, path))
    try:
        title = read(text).metadata.get("title")
    except FrontMatterError:
        title = None
    ours, theirs = text.split("\n"), incoming.split("\n")
    differing = zip(_unmarked(ours), _unmarked(theirs), strict=False)
    pair = next(((mine, new) for mine, new in differing if mine[1] != new[1]), None)
    if pair:
        (mine_at, mine), (new_at, new) = pair
        reason = replace(reason, source=Line(incoming_path, new_at, new), result=Line(path, mine_at, mine))
    return Waiting(path, str(title) if title else None, 0, (reason,), incoming_path)


def _unmarked(lines: Sequence[str]) -> Iterator[tuple[int, str]]:
    return ((number, line) for number, line in enumerate(lines, 1) if not line.startswith(_MARKS))


def read_report(text: str, name: str) -> list[Waiting]:
    """Return the sources that a report of `digest import` says were not imported, and that can be."""
    return [waiting for line in text.split("\n") if line.strip() for waiting in _read_result(line, name)]


def _read_result(line: str, name: str) -> Iterator[Waiting]:
    try:
        result = json.loads(line)
        source, waits = result["source"], result["outcome"] in WAITING_OUTCOMES and not result["path"]
        reasons = tuple(
            Reason(found["code"], found["message"], found["hint"], int(found["line"])) for found in result["problems"]
        )
    except (ValueError, KeyError, TypeError) as error:
        message = f"{name} is no report. Hint: give the file that `digest import --report` wrote"
        raise UsageError(message) from error
    if waits and any(reason.code[1:2] != "3" for reason in reasons):  # a copy, or a picture: nothing to be done
        yield Waiting(str(source), None, 0, reasons, str(source))
