"""Making the pages of an issue as they are asked for, each once."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from threading import RLock
from typing import TYPE_CHECKING

from markupsafe import Markup

from digest.engine.rendering import content_of, problem_of
from digest.engine.theme import Printer
from digest.preview import markup
from digest.preview.issue import Unlisted, source_of, unlisted
from digest.site import addresses
from digest.site.filters import Once
from digest.site.fingerprints import fingerprint

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from digest.model import Problem
    from digest.preview.issue import Issue
    from digest.site.given import Job

FINE, MISSING, FAULTY = 200, 404, 500
_FAULT = "fault.html"  # in place of a feed, too


@dataclass(frozen=True, slots=True)
class Answer:
    """What is sent for a path: *file* says by its name what it is; pages have a *seen* that tells them from others."""

    status: int
    file: str
    content: bytes
    seen: str = ""


class Showing:
    """What is shown of *issue*; *on_faults* is told of each page what is wrong with it, and of a good one nothing."""

    def __init__(self, issue: Issue, search: str, on_faults: Callable[[str, Sequence[Problem]], None]) -> None:
        self.issue = issue
        self._search = search
        self._on_faults = on_faults
        self._answers: dict[str, Answer] = {}
        self._lock = RLock()  # templates fill caches while they are rendered

    def answer(self, path: str) -> Answer:
        """Return what stands at *path*."""
        if path != markup.HOME and path not in self.issue.jobs:
            path = addresses.MISSING
        with self._lock:
            found = self._answers.get(path)
            if found is None:
                found = self._answers[path] = self._make(path)
            return found

    def check(self, path: str) -> None:
        """See whether the page at *path*, with which something was wrong, can be made now; one that is gone is fine."""
        if path not in self.issue.jobs:
            self._on_faults(path, [])
        elif not self.issue.stopped:
            self.answer(path)

    def leads_on(self, path: str) -> bool:
        """Return whether *path* lacks only the slash at its end."""
        return path not in self.issue.jobs and f"{path}/" in self.issue.jobs

    def _make(self, path: str) -> Answer:
        if path == markup.HOME:
            return self._page(path, FINE, markup.home_page(self._problems, self._unlisted, self._search))
        job = self.issue.jobs.get(path)
        if self.issue.stopped or job is None:
            faults = [self.issue.stopped] if self.issue.stopped else ["nothing stands here"]
            return self._page(path, FAULTY if self.issue.stopped else MISSING, markup.fault_page(path, faults))
        broken = self.issue.broken.get(source_of(job))
        if broken:
            return self._page(path, FAULTY, markup.fault_page(path, list(map(str, broken))))
        try:
            content = content_of(job, self._printer, "")
        except Exception as error:  # noqa: BLE001 - of whatever kind, it is shown with the place in the template
            problem = problem_of(error, path)
            self._on_faults(path, [problem])
            return self._page(path, FAULTY, markup.fault_page(path, [str(problem)]))
        self._on_faults(path, [])
        if job.template is None:
            return Answer(FINE, addresses.save_as(path), content)
        return self._page(path, MISSING if path == addresses.MISSING else FINE, content, job)

    def _page(self, path: str, status: int, content: bytes, job: Job | None = None) -> Answer:
        bar = markup.bar(self._problems, self._notes(job), len(self._unlisted)) if job else Markup("")
        seen = fingerprint(content, bar.encode(), self.issue.pictures).hex()
        file = addresses.save_as(path) if status != FAULTY else _FAULT
        return Answer(status, file, markup.inject(content, bar, seen), seen)

    def _notes(self, job: Job | None) -> list[str]:
        """Return what is to be said of the page of *job*: its file, how it stands, which search it has."""
        if job is None:
            return []
        source, hidden = source_of(job), unlisted(job)
        notes = [source] if source else []
        notes += [hidden.standing] if hidden else []
        return [*notes, self._search] if job.template == "search.html" else notes

    @cached_property
    def _printer(self) -> Printer:
        return Printer(self.issue.theme, Once)

    @cached_property
    def _problems(self) -> list[str]:
        return [self.issue.stopped] if self.issue.stopped else list(map(str, self.issue.problems))

    @cached_property
    def _unlisted(self) -> list[Unlisted]:
        return sorted(filter(None, map(unlisted, self.issue.jobs.values())))
