"""One source read: everything that is known of it, as plain values that travel between processes and rest on disk."""

from __future__ import annotations

import hashlib
import traceback
from dataclasses import dataclass
from typing import TYPE_CHECKING

from digest.importer.convert import convert
from digest.importer.model import Article, Dropped, Skip
from digest.importer.problems import needs_review, problem
from digest.importer.render import render_article
from digest.importer.slugs import base_slug
from digest.model import Problem  # noqa: TC001 - msgspec needs it to read what was written

if TYPE_CHECKING:
    from digest.importer.model import Hints


FAILURES = frozenset({"I104", "I109", "I115"})
"""Of what keeps a source from being read, what may be otherwise the next time."""


@dataclass(frozen=True, slots=True)
class Draft:
    """An article as a Markdown file that has not found its place yet.

    *text* has the slug and the day that it gets where nothing stands in the way; *folder* is its year or `undated`.
    """

    text: str
    slug: str
    folder: str
    content_sha: str
    lang: str
    authors: tuple[str, ...]
    waits: bool


@dataclass(frozen=True, slots=True)
class Reading:
    """What reading one source gave: a draft, or else the outcome and the problems that say why there is none."""

    shown: str
    file: str
    sha256: str
    outcome: str
    encoding: str | None = None
    problems: tuple[Problem, ...] = ()
    dropped: tuple[Dropped, ...] = ()
    draft: Draft | None = None


@dataclass(frozen=True, slots=True)
class Job:
    """A source to read: *shown* as it is told of, *file* as its front matter names it, and its bytes.

    One with a *problem* has none to read.
    """

    shown: str
    file: str
    raw: bytes = b""
    problem: Problem | None = None


def read_job(job: Job, hints: Hints) -> Reading:
    """Return what one source holds; a fault of the importer is told of that source and stops no other."""
    if job.problem:
        return refuse(job, job.problem)
    try:
        return _reading(job, convert(job.raw, job.file, hints), hints)
    except Exception as error:  # noqa: BLE001 - a bug, told with its place; 99,999 other files are not to wait for it
        place = traceback.extract_tb(error.__traceback__)[-1]
        detail = f"{type(error).__name__}: {error} ({place.name}, line {place.lineno})"
        return refuse(job, problem("I109", job.shown, 0, detail))


def refuse(job: Job, why: Problem) -> Reading:
    """Return that a source was not read, and why."""
    outcome = "failed" if why.code in FAILURES else "skipped"
    return Reading(job.shown, job.file, hashlib.sha256(job.raw).hexdigest(), outcome, problems=(why,))


def _reading(job: Job, found: Article | Skip, hints: Hints) -> Reading:
    sha256 = hashlib.sha256(job.raw).hexdigest()
    if isinstance(found, Skip):
        return Reading(job.shown, job.file, sha256, found.outcome, found.encoding, found.problems, found.dropped)
    slug = base_slug(found)
    draft = Draft(
        text=render_article(found, slug, hints.options.added, hints.options.publication),
        slug=slug,
        folder=f"{found.date.year:04}" if found.date else "undated",
        content_sha=found.content_sha,
        lang=found.lang,
        authors=found.authors,
        waits=any(map(needs_review, found.problems)),
    )
    return Reading(job.shown, job.file, sha256, "created", found.source.encoding, found.problems, found.dropped, draft)
