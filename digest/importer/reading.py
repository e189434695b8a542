"""One source read: everything that is known of it, as plain values that travel between processes and rest on disk.

The map over many sources is `read_batch`: pure but for its clock-free work, the same on one core or on a cluster.
"""

from __future__ import annotations

import hashlib
import pickle
import traceback
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

import msgspec

from digest.importer.convert import convert
from digest.importer.model import VERSION, Article, Dropped, Hints, Skip
from digest.importer.problems import needs_review, problem
from digest.importer.render import render_article
from digest.importer.slugs import base_slug
from digest.model import DigestError, Problem

if TYPE_CHECKING:
    from collections.abc import Sequence


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


class VersionError(DigestError):
    """A worker of a cluster has other rules than the machine that asked it."""


def key_of(hints: Hints) -> str:
    """Return a fingerprint of *hints* and of the rules: what was read under another one is to be read again."""
    packed = msgspec.msgpack.encode(hints, order="deterministic")
    return hashlib.sha256(VERSION.encode() + packed).hexdigest()


def pack_hints(hints: Hints) -> bytes:
    """Return *hints* as bytes for `read_batch`, packed once and not for every batch."""
    return pickle.dumps(hints)


@lru_cache(maxsize=4)
def _unpack_hints(packed: bytes) -> Hints:
    hints: Hints = pickle.loads(packed)  # noqa: S301 - from the process that started this one, as all it is given
    return hints


def read_batch(version: str, packed: bytes, jobs: Sequence[Job]) -> list[Reading]:
    """Return what each of *jobs* holds by the rules of *version* and the hints in *packed*; raise VersionError."""
    if version != VERSION:
        message = f"a worker has the rules of version {VERSION}, this machine those of {version}"
        raise VersionError(f"{message}. Hint: install the same version of the digest on both")
    hints = _unpack_hints(packed)
    return [read_job(job, hints) for job in jobs]


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
