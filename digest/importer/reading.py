"""One source read: everything that is known of it, as plain values that travel between processes and rest on disk."""

from __future__ import annotations

import hashlib
import traceback
from dataclasses import dataclass
from typing import TYPE_CHECKING

from digest.importer.convert import convert
from digest.importer.kin.kinship import relate
from digest.importer.kin.likeness import Sketch  # noqa: TC001 - as of Problem below
from digest.importer.model import Article, Dropped, Evidence, Skip, TagSuggestion
from digest.importer.problems import needs_review, problem
from digest.importer.render import render_apart
from digest.importer.slugs import base_slug
from digest.model import Problem  # noqa: TC001 - msgspec needs it to read what was written

if TYPE_CHECKING:
    from digest.importer.model import Hints


@dataclass(frozen=True, slots=True)
class Draft:
    """An article as a Markdown file that has not found its place yet.

    *front* is its front matter, with the slug and the day that it gets where nothing stands in the way; *folder* is its
    year or `undated`. *sketch* and *echo* are what its kin are found by.
    """

    front: str
    slug: str
    folder: str
    content_sha: str
    lang: str
    authors: tuple[str, ...]
    waits: bool
    sketch: Sketch
    echo: bytes


@dataclass(frozen=True, slots=True)
class Reading:
    """What reading one source gave: a draft, or else the outcome and the problems that say why there is none.

    The *body* of the draft is in what was just read; the ledger keeps it apart, since most questions need none.
    """

    shown: str
    file: str
    sha256: str
    outcome: str
    encoding: str | None = None
    problems: tuple[Problem, ...] = ()
    dropped: tuple[Dropped, ...] = ()
    evidence: tuple[Evidence, ...] = ()
    suggested: tuple[TagSuggestion, ...] = ()
    draft: Draft | None = None
    body: str = ""


@dataclass(frozen=True, slots=True)
class Job:
    """A source to read: *shown* as it is told of, *file* as its front matter names it, its bytes, and notes on them.

    One that was *refused* (with an outcome, `skipped` or `failed`) has no bytes to read; the notes say why.
    """

    shown: str
    file: str
    raw: bytes = b""
    refused: str | None = None
    notes: tuple[Problem, ...] = ()


def read_job(job: Job, hints: Hints) -> Reading:
    """Return what one source holds; a fault of the importer is told of that source and stops no other."""
    if job.refused:
        return Reading(job.shown, job.file, _sha256(job), job.refused, problems=job.notes)
    try:
        return _reading(job, convert(job.raw, job.file, hints), hints)
    except Exception as error:  # noqa: BLE001 - a bug, told with its place; 99,999 other files are not to wait for it
        place = traceback.extract_tb(error.__traceback__)[-1]
        detail = f"{type(error).__name__}: {error} ({place.name}, line {place.lineno})"
        return fail(job, problem("I109", job.shown, 0, detail))


def fail(job: Job, why: Problem) -> Reading:
    """Return that the reading of a source failed, and why."""
    return Reading(job.shown, job.file, _sha256(job), "failed", problems=(why, *job.notes))


def _sha256(job: Job) -> str:
    return hashlib.sha256(job.raw).hexdigest()


def _reading(job: Job, found: Article | Skip, hints: Hints) -> Reading:
    problems = (*job.notes, *found.problems)
    if isinstance(found, Skip):
        return Reading(job.shown, job.file, _sha256(job), found.outcome, found.encoding, problems, found.dropped)
    slug = base_slug(found)
    sketched, echoed = relate(part.text for part in found.body)
    front, body = render_apart(found, slug, hints.options.added, hints.options.publication)
    draft = Draft(
        front=front,
        slug=slug,
        folder=f"{found.date.year:04}" if found.date else "undated",
        content_sha=found.content_sha,
        lang=found.lang,
        authors=found.authors,
        waits=any(map(needs_review, found.problems)),
        sketch=sketched,
        echo=echoed,
    )
    return Reading(
        shown=job.shown,
        file=job.file,
        sha256=_sha256(job),
        outcome="created",
        encoding=found.source.encoding,
        problems=problems,
        dropped=found.dropped,
        evidence=found.evidence,
        suggested=found.suggested,
        draft=draft,
        body=body,
    )
