"""A build: read what changed, plan everything, make what changed, check it, and put it in place in one step."""

from __future__ import annotations

import time
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from digest.checks.content import check_registry, check_together
from digest.engine.faults import once_each
from digest.engine.planning import Plan
from digest.engine.reading import checked_of, read_library
from digest.engine.rendering import make_files
from digest.engine.store import Store, Written, read_store, write_store
from digest.engine.theme import Theme
from digest.engine.tree import open_tree
from digest.search.index import BUNDLE

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence
    from datetime import datetime
    from pathlib import Path

    from digest.engine.planning import Planned
    from digest.engine.settings import Settings
    from digest.engine.tree import Tree
    from digest.model import Problem
    from digest.progress import Progress


@dataclass(slots=True)
class Report:
    """What a build did: counts of files, seconds by phase, or the problems that stopped it."""

    problems: list[Problem] = field(default_factory=list)
    read: int = 0
    rendered: int = 0
    written: int = 0
    kept: int = 0
    deleted: int = 0
    pages: int = 0
    indexed: int = 0
    seconds: dict[str, float] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Order:
    """How a build is to go: *clean* trusts nothing of an earlier one, *made_by* is the fingerprint of the programs."""

    settings: Settings
    output: Path
    made_by: bytes
    clean: bool = False
    on_wait: Callable[[int | None], None] = lambda _: None


def build(order: Order, progress: Progress) -> Report:
    """Build the site; where anything is wrong the live site stays as it was, and the report tells all that is."""
    with open_tree(order.output, on_wait=order.on_wait) as tree:
        return Build(order, tree, progress).run()


class Build:
    """One build, while the tree is held."""

    def __init__(self, order: Order, tree: Tree, progress: Progress) -> None:
        self.order = order
        self.settings = order.settings
        self.tree = tree
        self.progress = progress
        self.report = Report()
        self.store_path = tree.state / "store"
        self.store = Store() if order.clean else read_store(self.store_path, order.made_by)

    def run(self) -> Report:
        """Take the steps of a build, as far as they go well."""
        with self._phase("read"):
            plan = self._read()
        if plan is not None:
            with self._phase("plan"):
                planned = plan.files()
            self.report.problems += plan.problems
        if plan is None or self.report.problems:
            write_store(self.store_path, self.store, self.order.made_by)
            return self.report
        with self._phase("render"):
            self._make(planned, plan.theme)
        if self.report.problems:
            return self.report
        with self._phase("switch"):
            self.tree.switch()
            write_store(self.store_path, self.store, self.order.made_by)
        return self.report

    @contextmanager
    def _phase(self, name: str) -> Iterator[None]:
        begun = time.monotonic()
        yield
        self.report.seconds[name] = time.monotonic() - begun

    def _read(self) -> Plan | None:
        """Read what changed; return the plan that follows from it, or None where it is not fit to be published."""
        folder = self.settings.content
        library = read_library(folder, self.store, self.progress)
        self.report.read = library.read
        registry, problems = check_registry(folder)
        problems += library.strangers
        readings = [*self.store.articles.values(), *self.store.pages.values()]
        problems += [problem for reading in readings for problem in reading.problems]
        articles = list(checked_of(folder, self.store.articles))
        pages = list(checked_of(folder, self.store.pages))
        problems += check_together(articles, pages, registry, folder)
        self.report.problems = once_each(problem for problem in problems if not problem.is_notice)
        if self.report.problems:
            return None
        theme = Theme(self.settings.theme, self.settings.environment)
        return Plan(self.settings, library, self.store, registry, theme)

    def _make(self, planned: Sequence[Planned], theme: Theme) -> None:
        stamps = self.tree.stamps()
        known = self.store.files
        todo = []
        for one in planned:
            written = known.get(one.file)
            stamp = stamps.get(one.file)
            if written is None or written.made_from != one.made_from or stamp != (written.mtime, written.size):
                todo.append(one)
        wanted = {one.file for one in planned}
        gone = [file for file in stamps if file not in wanted and not file.startswith(f"{BUNDLE}/")]
        self.tree.remove(gone)
        self.tree.announce([one.file for one in todo])
        report = self.report
        report.deleted = len(gone)
        problems = []
        for made in make_files(todo, self.tree.folder, theme, self.settings.options.url, self.progress):
            report.rendered += 1
            report.written += made.is_new
            if made.problem:
                problems.append(made.problem)
        report.problems = once_each(problems)
        report.kept = len(planned) - report.written
        now = self.tree.stamps()
        self.store.files = {
            one.file: Written(one.made_from, *now[one.file]) for one in planned if one.file in now
        }
        report.pages = sum(one.file.endswith(".html") for one in planned)
