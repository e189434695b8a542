"""What is to be written: the only step that sees more than one article (rules 92, 93, 96, 99 and 100).

It asks and answers in the ledger, by SQL, so that a hundred thousand articles need no more memory than ten. Every tie
is broken by the words of the texts and by their names, never by which was read first.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING

from digest.importer.existing import is_version
from digest.importer.problems import problem
from digest.importer.relations import tell_kin, tell_namesakes
from digest.importer.render import readdress
from digest.importer.results import Change, Decision, ImportResult
from digest.importer.slugs import slug_candidates

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Callable, Iterator

    from digest.importer.ledger import Ledger
    from digest.importer.model import Hints, ImportOptions
    from digest.importer.reading import Draft, Reading
    from digest.model import Problem

    OldText = Callable[[str], str | None]

# The file that holds a source: of its name and bytes, else of its name, else of its bytes. The bytes come last, so that
# a source that was renamed keeps its article, and a copy of one does not take it. A name alone is not enough: an inbox
# is emptied and filled again, and another text may come as `article.txt`.
_SAME_NAME_AND_BYTES = "existing.file = read.file AND existing.sha256 = read.sha256"
_SAME_NAME = "existing.file = read.file"
_SAME_BYTES = "existing.sha256 = read.sha256"
_PAIRS = """
SELECT read.shown, existing.path FROM read JOIN existing ON {}
WHERE read.now AND read.content_sha IS NOT NULL
AND read.shown NOT IN (SELECT shown FROM matched) AND existing.path NOT IN (SELECT path FROM matched)
ORDER BY read.shown, existing.path
"""
# Of the sources with the same words, one that has a file already comes first, else the first by name.
_COPIES = """
INSERT INTO copies SELECT shown, original FROM (
    SELECT read.shown, matched.path,
    first_value(read.shown) OVER (PARTITION BY content_sha ORDER BY matched.path IS NULL, read.shown) AS original
    FROM read LEFT JOIN matched USING (shown) WHERE read.now AND content_sha IS NOT NULL
) WHERE shown <> original AND path IS NULL
"""
_NEW = """
SELECT shown, slug, content_sha FROM read WHERE now AND content_sha IS NOT NULL
AND shown NOT IN (SELECT shown FROM matched) AND shown NOT IN (SELECT shown FROM copies)
ORDER BY content_sha, shown
"""


@dataclass(frozen=True, slots=True)
class _Given:
    """What a decision is made by: the ledger's tables, the files that are there, and the options of the import."""

    ledger: Ledger
    old_text: OldText
    options: ImportOptions

    @property
    def db(self) -> sqlite3.Connection:
        return self.ledger.db


def plan_changes(ledger: Ledger, old_text: OldText, hints: Hints) -> Iterator[Decision]:
    """Yield what is to become of each source, by its path as given; *old_text* returns the text of a file, if any."""
    match_existing(ledger, old_text)
    with ledger.db as db:
        db.execute(_COPIES)
        assign_slugs(db)
    tell_kin(ledger, old_text)
    tell_namesakes(ledger, hints.registry.authors)
    given = _Given(ledger, old_text, hints.options)
    for reading in ledger.each_reading():
        yield _told(_decide(reading, reading.draft, given))


def match_existing(ledger: Ledger, old_text: OldText) -> None:
    """Note which file holds each source that has one."""
    db = ledger.db
    for same in (_SAME_NAME_AND_BYTES, _SAME_NAME, _SAME_BYTES):
        with db:
            for shown, path in db.execute(_PAIRS.format(same)):
                if same != _SAME_NAME or _is_version(ledger, shown, old_text(path)):
                    db.execute("INSERT OR IGNORE INTO matched VALUES (?, ?)", (shown, path))


def _is_version(ledger: Ledger, shown: str, held: str | None) -> bool:
    draft = ledger.reading(shown).draft
    return bool(draft and held is not None and is_version(draft.front, ledger.body(shown), held))


def assign_slugs(db: sqlite3.Connection) -> None:
    """Give each new article a slug that is unique over all of them and over what is there, whatever their order.

    Of articles that want the same one, the one with the smallest fingerprint has it: the same tree whether an
    import was broken off in between or not.
    """
    for shown, slug, content_sha in db.execute(_NEW):
        for candidate in slug_candidates(slug, content_sha):
            claimed = db.execute("INSERT OR IGNORE INTO slugs VALUES (?, ?)", (candidate, shown))
            if claimed.rowcount:
                break


def _decide(reading: Reading, draft: Draft | None, given: _Given) -> Decision:
    if draft is None:
        return Decision(_result(reading, given, reading.outcome, None))
    original = _ask(given.db, "SELECT original FROM copies WHERE shown = ?", reading.shown)
    if original:
        note = problem("I303", reading.shown, 0, *original)
        return Decision(ImportResult(reading.shown, "skipped", None, reading.encoding, (), (note,)))
    matched = _ask(given.db, "SELECT path FROM matched WHERE shown = ?", reading.shown)
    if matched:
        return _decide_again(reading, draft, matched[0], given)
    (slug,) = _ask(given.db, "SELECT slug FROM slugs WHERE shown = ?", reading.shown) or (draft.slug,)
    path = f"articles/{draft.folder}/{slug}.md"
    body = given.ledger.body(reading.shown)
    change = Change(path, readdress(draft.front, body, slug, given.options.added), body)
    return Decision(_result(reading, given, _written("created", draft), path), change)


def _ask(db: sqlite3.Connection, query: str, name: str) -> tuple[str, ...] | None:
    row: tuple[str, ...] | None = db.execute(query, (name,)).fetchone()
    return row


def _decide_again(reading: Reading, draft: Draft, path: str, given: _Given) -> Decision:
    """Decide about a source that has a file: one that an editor has changed is never written."""
    query = "SELECT slug, sha256, added, edited, fault_line FROM existing WHERE path = ?"
    slug, sha256, added, edited, fault_line = given.db.execute(query, (path,)).fetchone()
    if fault_line is not None:
        return Decision(_kept(reading, path, problem("I210", reading.shown, 0, fault_line, path)))
    if edited and sha256 == reading.sha256:
        return Decision(_kept(reading, path))
    body = given.ledger.body(reading.shown)
    front = readdress(draft.front, body, slug, date.fromisoformat(added) if added else given.options.added)
    change = Change(f"{path}.incoming" if edited else path, front, body)
    is_made = change.is_made(given.old_text(change.path))
    if edited:
        result = _result(reading, given, "conflict", path, problem("I208", reading.shown, 0, change.path, path))
        return Decision(result, None if is_made else change)
    if is_made:
        return Decision(_result(reading, given, "unchanged", path))
    return Decision(_result(reading, given, _written("updated", draft), path), change)


def _written(outcome: str, draft: Draft) -> str:
    return "review" if draft.waits else outcome


def _result(reading: Reading, given: _Given, outcome: str, path: str | None, *more: Problem) -> ImportResult:
    return ImportResult(
        source=reading.shown,
        outcome=outcome,
        path=path,
        encoding=reading.encoding,
        dropped=reading.dropped,
        problems=(*more, *reading.problems, *given.ledger.told(reading.shown)),
        evidence=reading.evidence,
        suggested=reading.suggested,
    )


def _kept(reading: Reading, path: str, *told: Problem) -> ImportResult:
    """Return that a file was left as an editor has it: who has seen to it is not told again what it was about."""
    return ImportResult(
        source=reading.shown,
        outcome="kept",
        path=path,
        encoding=reading.encoding,
        dropped=reading.dropped,
        problems=told,
        evidence=reading.evidence,
    )


def _told(decision: Decision) -> Decision:
    """Return *decision* with the path of the source as it was given in every problem."""
    result = decision.result
    problems = sorted(replace(found, path=result.source) for found in result.problems)
    return replace(decision, result=replace(result, problems=tuple(problems)))
