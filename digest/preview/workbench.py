"""Looking at a project again and again: what changed is read, and as much is planned anew as follows from it."""

from __future__ import annotations

from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import datetime
from pathlib import Path
from threading import RLock
from typing import TYPE_CHECKING, Any

from digest.checks.content import check_registry
from digest.engine.copying import ASSETS, asset_jobs
from digest.engine.faults import fault_of, once_each
from digest.engine.picturing import read_pictures
from digest.engine.planning import Plan
from digest.engine.quickness import SharedCode
from digest.engine.reading import Library, check_readings, read_given, read_library
from digest.engine.stamps import Stamp
from digest.engine.store import Store
from digest.engine.theme import Theme
from digest.model import DigestError, UsageError
from digest.preview.issue import Issue
from digest.preview.seeing import Kept, see
from digest.progress import SILENCE
from digest.site.fingerprints import fingerprint
from digest.site.press import Press
from digest.standards import load_standards

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from digest.engine.report import Due
    from digest.engine.settings import Settings
    from digest.engine.store import Reading
    from digest.model import Problem
    from digest.preview.live_settings import LiveSettings
    from digest.preview.seeing import Seen
    from digest.progress import Progress
    from digest.registry import Registry


@dataclass(slots=True)
class Workbench:
    """What was read and planned so far of the project with *settings*.

    *store* has the readings of all files as they are, *good* those that could last be read, which is what is planned.
    """

    settings: LiveSettings
    store: Store = field(default_factory=Store)
    good: Store = field(default_factory=Store)
    issue: Issue | None = None
    _seen: Seen | None = None
    _bodies: Library = field(default_factory=lambda: Library(Path(), newest=True))
    _theme: Kept[Theme] = field(default_factory=Kept)
    _registry: Kept[tuple[Registry, list[Problem]]] = field(default_factory=Kept)
    _lock: RLock = field(default_factory=RLock)  # what is tried out is asked for from other threads

    def open(self, progress: Progress) -> Issue:
        """Return what there is to show at first; raise DigestError where there can be nothing."""
        settings = self._read_settings()
        # On all cores: later that cannot be, since a process with threads is not to be forked.
        read_library(settings.content, self.store, progress)
        read_pictures(settings, self.good, progress)
        progress.begin("planning", None)
        return self._look(settings)

    def look(self) -> Issue:
        """Return what there is to show now: the same object as before where nothing has changed."""
        with self._lock:
            try:
                settings = self._read_settings()
            except DigestError as error:
                if self.issue is None:
                    raise
                return self._stop(self.issue, str(error))
            return self._look(settings)

    @contextmanager
    def still(self) -> Iterator[None]:
        """Let nothing be looked at while the block runs: it writes what it may take back."""
        with self._lock:
            yield

    def try_out(self, name: str, content: bytes) -> Issue:
        """Return what there would be to show if the file *name* below the content folder had this *content*.

        Only what is wrong with that file is told. Nothing of it is kept.
        """
        with self._lock:
            issue, seen = self.issue, self._seen
            if issue is None or seen is None or issue.stopped:
                return issue or self.look()
            return self._tried(name, content, seen)

    def _tried(self, name: str, content: bytes, seen: Seen) -> Issue:
        folder, theme = seen.settings.content, self._theme_of(seen)
        registry, _ = self._registry.get((folder, seen.registry), lambda: check_registry(folder))
        reading, html, _ = read_given(folder, self._bodies.standards, name, content, Stamp(0, 0, 0, 0))
        told = (folder / name).as_posix()
        if reading.matter is None:
            return Issue(jobs={}, theme=theme, problems=reading.problems, broken={told: reading.problems})
        store = Store(pictures=dict(self.good.pictures), memory=dict(self.good.memory))
        store.keep({**self.good.readings, name: reading})
        library = Library(
            folder,
            self._bodies.standards,
            newest=True,
            bodies={**self._bodies.bodies, name: html},
            given={name: content.decode()},
        )
        plan = Plan(seen.settings, library, store, registry, theme)
        try:
            jobs = {job.path: job for job in plan.jobs()}
            found = [*reading.problems, *check_readings(folder, store, registry), *plan.problems]
        except Exception as error:  # noqa: BLE001 - as below
            return Issue(jobs={}, theme=theme, stopped=str(fault_of(error, str(folder))))
        own = once_each(one for one in found if one.path == told and not one.is_notice)
        return Issue(jobs=jobs, theme=theme, problems=own)

    def folders(self) -> list[Path]:
        """Return the folders in which a change is to be seen."""
        settings = self.settings.last
        return [settings.content, settings.theme] if settings else []

    def _read_settings(self) -> Settings:
        settings = self.settings.read()
        if not settings.content.is_dir():
            hint = "run this in the project's folder, or name it with --project"
            message = f"{settings.content}: there is no content folder. Hint: {hint}"
            raise UsageError(message)
        return settings

    def _look(self, settings: Settings) -> Issue:
        before, seen_before = self.store.readings, self._seen
        strangers = read_library(settings.content, self.store, SILENCE, cores=1).strangers
        after = self.store.readings
        self._seen = seen = see(settings, after, strangers)
        changed = [name for name, reading in after.items() if _differs(before.get(name), reading)]
        for name in changed:
            self._bodies.bodies.pop(name, None)
        issue = self.issue
        if issue is None or seen_before is None:
            return self._plan(seen)
        if not changed and seen == seen_before:
            return issue
        is_planned = not issue.stopped and replace(seen, theme=seen_before.theme) == seen_before
        if is_planned and all(self._is_body(name, before[name], after[name]) for name in changed):
            return self._renew(issue, seen)
        return self._plan(seen)

    def _is_body(self, name: str, before: Reading[Any], after: Reading[Any]) -> bool:
        """Return whether nothing of a file but its body has changed, and nothing of that which a plan is made of."""
        is_body = replace(before, stamp=after.stamp, digest=after.digest, marks=after.marks) == after
        path = f"{self._bodies.folder}/{name}"  # the line of what is wrong may be another now
        return is_body and self.issue is not None and all(problem.path != path for problem in self.issue.problems)

    # --- what is shown then ---

    def _stop(self, last: Issue, told: str) -> Issue:
        """Return what there was to show, with what keeps it from being shown."""
        self.issue = last if last.stopped == told else replace(last, stopped=told)
        return self.issue

    def _renew(self, issue: Issue, seen: Seen) -> Issue:
        """Return *issue* with other bodies, templates or style sheets, of which no plan is made."""
        for press in {id(job.press): job.press for job in issue.jobs.values()}.values():
            if isinstance(press, Press):
                press.forget_bodies()
        theme = self._theme_of(seen)
        if theme is not issue.theme:
            others = {path: job for path, job in issue.jobs.items() if not path.startswith(ASSETS)}
            issue = replace(issue, theme=theme, jobs=others | {job.path: job for job in asset_jobs(theme)})
        self.issue = replace(issue)
        return self.issue

    def _plan(self, seen: Seen) -> Issue:
        """Return what follows from all that was read."""
        content = seen.settings.content
        standards = load_standards(content / "registry")
        if (self._bodies.folder, self._bodies.standards) != (content, standards):
            self._bodies = Library(content, standards, newest=True)
        registry, problems = self._registry.get((content, seen.registry), lambda: check_registry(content))
        theme, readings = self._theme_of(seen), self.store.readings
        self.good.keep(_last_good(readings, self.good.readings))
        plan = Plan(seen.settings, self._bodies, self.good, registry, theme)
        try:
            jobs = {job.path: job for job in plan.jobs()}
            found = [*problems, *seen.strangers, *self._problems(content, registry), *plan.problems]
        except Exception as error:  # noqa: BLE001 - of whatever kind: it is shown until it is mended
            return self._stop(self.issue or Issue(jobs={}, theme=theme), str(fault_of(error, str(content))))
        self.issue = Issue(
            jobs=jobs,
            theme=theme,
            problems=once_each(problem for problem in found if not problem.is_notice),
            broken={f"{content}/{name}": one.problems for name, one in readings.items() if one.matter is None},
            pictures=fingerprint(seen.statics),
            until=_moment(plan.due()),
        )
        return self.issue

    def _theme_of(self, seen: Seen) -> Theme:
        folder, environment, last = seen.settings.theme, seen.settings.environment, self._theme.made
        code = last.code if last and last.environment is environment else SharedCode()
        return self._theme.get((seen.settings, seen.words, seen.theme), lambda: Theme(folder, environment, code=code))

    def _problems(self, content: Path, registry: Registry) -> Iterator[Problem]:
        """Yield what is wrong with the files, each by itself, and together."""
        for reading in self.store.readings.values():
            yield from reading.problems
        yield from check_readings(content, self.good, registry)


def _differs(before: Reading[Any] | None, after: Reading[Any]) -> bool:
    return before is None or (before is not after and before.digest != after.digest)


def _moment(due: Due | None) -> datetime | None:
    return datetime.fromisoformat(due.moment) if due else None


def _last_good(now: Mapping[str, Reading[Any]], good: Mapping[str, Reading[Any]]) -> dict[str, Reading[Any]]:
    return {name: reading if reading.matter is not None else good.get(name, reading) for name, reading in now.items()}
