"""What a text looks like to readers before it is saved: rendered by the theme, as the preview renders what is there."""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import count
from threading import RLock
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from digest.editor.checking import sentence
from digest.engine.rendering import content_of, problem_of
from digest.engine.theme import Printer
from digest.preview.issue import source_of
from digest.site.filters import Once

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from digest.preview.issue import Issue
    from digest.preview.workbench import Workbench
    from digest.site.given import Job

_KEPT = 20  # pages that were shown, for a browser that loads one again


@dataclass(slots=True)
class Showroom:
    """Pages of texts as they are being written, made of what *bench* has read of all others."""

    bench: Workbench
    _pages: dict[str, bytes] = field(default_factory=dict)
    _numbers: Iterator[int] = field(default_factory=count)
    _lock: RLock = field(default_factory=RLock)

    def files(self, kind: str) -> list[tuple[str, Any]]:
        """Return every file of a *kind* of content, and what its front matter says: None where it cannot be read.

        What came in last comes first.
        """
        found = sorted((name, reading.matter) for name, reading in self.bench.store.of(kind).items())
        return sorted(found, key=lambda one: str(getattr(one[1], "added", "")), reverse=True)

    def renew(self) -> None:
        """Read what was saved just now."""
        self.bench.look()

    def address(self, name: str) -> str | None:
        """Return where the page of a file stands that is there, if it has one."""
        issue = self.bench.issue
        job = _job_of(issue, self._source(name)) if issue else None
        return quote(job.path) if job else None

    def show(self, name: str, text: bytes | None) -> dict[str, Any]:
        """Return the address of a page of what *text* says, or the file where it is None, and what is wrong with it."""
        content = (self._folder / name).read_bytes() if text is None else text
        with self._lock:  # templates fill caches while they are rendered
            issue = self.bench.try_out(name, content)
            told = [issue.stopped] if issue.stopped else [sentence(problem) for problem in issue.problems]
            job = None if issue.stopped else _job_of(issue, self._source(name))
            if job is None:
                return {"url": "", "problems": told}
            try:
                page = content_of(job, Printer(issue.theme, Once), "")
            except Exception as error:  # noqa: BLE001 - of whatever kind, it is shown with the place in the template
                return {"url": "", "problems": [*told, str(problem_of(error, job.path))]}
            number = str(next(self._numbers))
            self._pages[number] = page
            while len(self._pages) > _KEPT:
                del self._pages[next(iter(self._pages))]
        return {"url": f"{quote(job.path)}?shown={number}", "problems": told}

    def page(self, number: str) -> bytes | None:
        """Return a page that was shown just now."""
        return self._pages.get(number)

    @property
    def _folder(self) -> Path:
        settings = self.bench.settings.last
        if settings is None:
            message = "nothing was read yet"
            raise RuntimeError(message)
        return settings.content

    def _source(self, name: str) -> str:
        return f"{self._folder}/{name}"


def _job_of(issue: Issue, source: str) -> Job | None:
    return next((job for job in issue.jobs.values() if source_of(job) == source), None)
