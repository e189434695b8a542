"""The site at one moment: what makes each of its files, and what is wrong."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from digest.site.filing import Filed
from digest.site.stories import Leaf
from digest.site.weekly import Weekly

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import datetime

    from digest.engine.theme import Theme
    from digest.model import Problem
    from digest.site.given import Job
    from digest.site.stories import Story


@dataclass(frozen=True, slots=True, kw_only=True)
class Issue:
    """What can be shown.

    *jobs* are by path. *problems* would stop a build; *broken* are those of files that cannot be read, by file: what is
    known of these is how they were. Where *stopped* says something, nothing is shown before that is mended. *pictures*
    changes whenever a file does that is served as it is, and at *until* the site changes by itself.
    """

    jobs: Mapping[str, Job]
    theme: Theme
    problems: Sequence[Problem] = ()
    broken: Mapping[str, Sequence[Problem]] = field(default_factory=dict)
    stopped: str = ""
    pictures: bytes = b""
    until: datetime | None = None


@dataclass(frozen=True, slots=True, order=True)
class Unlisted:
    """An article or page that readers do not see, or find in no list."""

    standing: str
    source: str
    path: str
    title: str
    lang: str


def source_of(job: Job) -> str:
    """Return the file of the article or page that *job* makes the page of; nothing for any other page."""
    subject = _subject(job)
    return subject.source if subject else ""


def unlisted(job: Job) -> Unlisted | None:
    """Return what an editor is to know of the page of *job*, if readers do not find it."""
    subject = _subject(job)
    if subject is None:
        return None
    standing = subject.matter.status if isinstance(subject, Leaf) else subject.standing
    if standing == "published":
        return None
    return Unlisted(standing, subject.source, job.path, subject.matter.title or job.path, subject.matter.lang)


def _subject(job: Job) -> Story | Leaf[Any] | None:
    first = next(iter(job.needs), None)
    if isinstance(first, Filed) and job.template == "article.html":
        return first.story
    if isinstance(first, Weekly) and job.template == "week.html":
        return first.introduction
    return first if isinstance(first, Leaf) else None
