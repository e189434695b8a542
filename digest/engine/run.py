"""A build: read what changed, plan everything, make what changed, check it, and put it in place in one step."""

from __future__ import annotations

import secrets
import sqlite3
from contextlib import contextmanager, suppress
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from digest.checks.bookfile import BookDamagedError
from digest.checks.built.faults import told_once
from digest.checks.built.withheld import Seeker, judge_addresses, judge_words, without
from digest.checks.content import check_registry
from digest.checks.facts import is_judged, read_facts
from digest.checks.linkbook import LinkBook
from digest.engine.clippings import Clippings
from digest.engine.faults import once_each
from digest.engine.galleys import Galleys
from digest.engine.later import Later, is_made_later
from digest.engine.made import gather
from digest.engine.picturing import read_pictures
from digest.engine.planning import Plan
from digest.engine.reading import check_readings, read_library
from digest.engine.rendering import base_path, make_files, try_templates
from digest.engine.report import Report, Watch, without_collector
from digest.engine.store import Store, read_store, write_store
from digest.engine.theme import Theme
from digest.engine.tree import open_tree
from digest.engine.withholding import held_texts, published_marks, words_of_theme
from digest.model import DigestError, Problem
from digest.search import aliases_of, is_of_index

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence
    from collections.abc import Set as AbstractSet

    from digest.checks.built.withheld import Withheld
    from digest.checks.facts import PageFacts
    from digest.engine.files import Stamp
    from digest.engine.planning import Planned
    from digest.engine.reading import Library
    from digest.engine.settings import Settings
    from digest.engine.store import Written
    from digest.engine.tree import Tree
    from digest.progress import Progress


class DiskError(DigestError):
    """A file that a build needs cannot be read or written."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Order:
    """How a build is to go.

    *made_by* is the fingerprint of the programs; with *clean* nothing of an earlier build is trusted, with *reindex*
    nothing of its search index; without *index* the site has none. *on_wait* is told when another build is going on.
    """

    settings: Settings
    output: Path
    made_by: bytes
    clean: bool = False
    index: bool = True
    reindex: bool = False
    on_wait: Callable[[int | None], None] = lambda _: None


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of a build: its report, and of each of the site's files its path, its mtime (ns) and its size."""

    report: Report
    files: tuple[tuple[str, int, int], ...] = ()


def build(order: Order, progress: Progress) -> Outcome:
    """Build the site; where anything is wrong the live site stays as it was, and the report tells all that is."""
    try:
        with (
            without_collector(),
            open_tree(order.output, on_wait=order.on_wait) as tree,
            Clippings(tree.state / "clippings", order.made_by) as clippings,
        ):
            return Build(order, tree, progress, clippings).run()
    except (OSError, sqlite3.Error) as error:
        place, reason = getattr(error, "filename", None) or order.output, getattr(error, "strerror", None) or error
        message = f"{place}: {reason}. Hint: see that it can be read and written, and that the disk has room"
        raise DiskError(message) from error


class Build:
    """One build, while the tree is held."""

    def __init__(self, order: Order, tree: Tree, progress: Progress, clippings: Clippings) -> None:
        self.order = order
        self.settings = order.settings
        self.tree = tree
        self.progress = progress
        self.clippings = clippings
        self.report = Report()
        self.watch = Watch()
        self.stamps: dict[str, Stamp] = {}
        self.checking = self.indexing = 0.0
        self.store_path = tree.state / "store"
        self.store = Store() if order.clean else read_store(self.store_path, order.made_by)

    def run(self) -> Outcome:
        """Take the steps of a build, as far as they go well."""
        with self._phase("read"):
            plan, problems = self._read()
        if self._has(problems):
            self._try_theme(plan)
            return self._given_up()
        with self._phase("plan"):
            self.progress.begin("planning", None)
            planned = plan.files()
        if self._has(plan.problems):
            self._try_theme(plan)
            return self._given_up()
        with self._phase("render"):
            facts = self._render(planned, plan)
        if self.report.problems:
            return self._given_up()
        galleys = Galleys(self.tree.state / "galleys", self.order.made_by)
        later = Later(self.tree, self.store.files, self.stamps, galleys, self.progress)
        with self._phase("index"):
            articles = {one.file: one for one in planned} if self.order.index else {}
            aliases, anew = aliases_of(plan.registry), self.order.reindex or self.order.clean
            self.report.indexed = later.index(articles, aliases, self.clippings, anew=anew)
        self.report.shift("render", "index", self.indexing)
        if self.settings.options.offline:
            with self._phase("pack"):
                later.pack(self.settings.options.url)
        base = base_path(self.settings.options.url)
        try:
            is_live = self._check_and_go_live(facts, base)
        except BookDamagedError:  # it is thrown away, and the new one is told of every page
            is_live = self._check_and_go_live(facts, base)
        if not is_live:
            return self._given_up()
        files = tuple((file, written.mtime, written.size) for file, written in self.store.files.items())
        self.report.due = plan.due()
        return Outcome(self.report, files)

    @contextmanager
    def _phase(self, name: str) -> Iterator[None]:
        self.watch.lap()
        yield
        self.report.phases[name] = self.watch.lap()

    def _has(self, problems: Sequence[Problem]) -> bool:
        """Take *problems* into the report, but for those that are only to be known; return whether there are any."""
        self.report.problems = once_each(problem for problem in problems if not problem.is_notice)
        return bool(self.report.problems)

    def _given_up(self) -> Outcome:
        """Keep what was read, which is right whatever else is wrong; of the site what was known of the live one."""
        known = read_store(self.store_path, self.order.made_by)
        write_store(self.store_path, replace(self.store, site=known.site, files=known.files), self.order.made_by)
        return Outcome(self.report)

    def _try_theme(self, plan: Plan) -> None:
        """Add what is wrong with the templates to what is wrong with the content: one run tells it all."""
        url, told_as = self.settings.options.url, self.order.output.as_posix()
        with suppress(Exception):  # content that is not fit to be published may not be fit to be planned
            self._has([*self.report.problems, *try_templates(plan.files(), plan.theme, url, told_as)])

    def _read(self) -> tuple[Plan, list[Problem]]:
        """Read what changed; return the plan that follows from it, and what makes it unfit to be published."""
        folder = self.settings.content
        library = read_library(folder, self.store, self.progress, beside=self.tree.state)
        self.report.read = library.read
        registry, problems = check_registry(folder)
        problems += library.strangers
        problems += [problem for reading in self.store.readings.values() for problem in reading.problems]
        problems += check_readings(folder, self.store, registry)
        read_pictures(self.settings, self.store, self.progress)
        problems += [problem for picture in self.store.pictures.values() for problem in picture.problems]
        return Plan(self.settings, library, self.store, registry, self._theme()), problems

    def _theme(self) -> Theme:
        theme = Theme(self.settings.theme, self.settings.environment, self.store.templates)
        if self.store.theme != theme.digest:
            self.store.theme = theme.digest
            self.store.templates.clear()
        return theme

    def _render(self, planned: Sequence[Planned], plan: Plan) -> dict[str, PageFacts]:
        """Make what is to be made anew; return what the checks want to know of it."""
        self.stamps = stamps = self._stamps()
        before = self.store.files
        todo = [one for one in planned if not _is_as_it_was(before.get(one.file), one, stamps)]
        later = {file for file in stamps if is_made_later(file, self.settings.options)}
        gone = stamps.keys() - {one.file for one in planned} - later
        self.tree.remove(sorted(gone))
        self.tree.announce([one.file for one in todo])
        url, told_as = self.settings.options.url, self.order.output.as_posix()
        held = self._held()
        made = make_files(todo, self.tree.folder, plan.theme, url, told_as, Seeker(held), self.progress, before)
        found = gather(made, todo, self.clippings.keep)
        leaks = self._leaks(held, found.marked, {one.file for one in planned}, plan.library)
        if self._has([*found.problems, *told_once(leaks)]):
            return {}
        known = {file: before[file] for file in (*(one.file for one in planned), *later) if file in before}
        self.store.files = known | found.written
        self.report.rendered, self.report.written = len(found.written), found.new
        self.report.kept, self.report.deleted = len(planned) - found.new, len(gone)
        self.report.pages = sum(one.file.endswith(".html") for one in planned)
        self.checking, self.indexing = found.checking, found.indexing
        return found.facts

    def _held(self) -> list[Withheld]:
        """Return the texts that are in no file, since they are not for readers; a preview has them all."""
        settings = self.settings
        if settings.drafts:
            return []
        return held_texts(settings.content, self.store, settings.options.default_lang, settings.now)

    def _leaks(
        self, held: Sequence[Withheld], marked: Sequence[str], files: AbstractSet[str], library: Library
    ) -> Iterator[Problem]:
        """Yield where a text is that is not for readers, in the files *marked*, by words that no published text has."""
        told_as = self.order.output.as_posix()
        for path, fault in judge_addresses(held, files):
            yield Problem(f"{told_as}/{path}", *fault)
        if marked:
            options = self.settings.options
            others = [f"{options.name} {options.tagline}".encode(), *words_of_theme(self.settings.theme)]
            known = published_marks(held, library, self.store, self.settings.now, others)
            seeker = Seeker(without(held, known))
            for file in marked:
                for fault in judge_words(file, Path(self.tree.folder, file).read_bytes(), seeker):
                    yield Problem(f"{told_as}/{file}", *fault)

    def _stamps(self) -> dict[str, Stamp]:
        """Return the stamps of all files of the standby, which has the live ones where it is not as it was left.

        A file that somebody removed from the live tree by hand would come back now, and be made anew the next time.
        """
        if not self.store.files:
            self.tree.take_all_from_live()
        stamps = self.tree.stamps()
        known = self.store.files.items()
        odd = [file for file, written in known if stamps.get(file) != (written.mtime, written.size)]
        if not odd:
            return stamps
        self.tree.take_from_live(odd)
        return self.tree.stamps()

    # --- checks ---

    def _check_and_go_live(self, facts: Mapping[str, PageFacts], base: str) -> bool:
        """Put the site in place, if nothing that it says is wrong; return whether it is."""
        with LinkBook(self.tree.state / "links", base, self.store.site) as book:
            with self._phase("check"):
                self._check(book, facts, base)
            self.report.shift("render", "check", self.checking)
            if self.report.problems:
                return False
            with self._phase("switch"):
                self._go_live(book)
        return True

    def _check(self, book: LinkBook, facts: Mapping[str, PageFacts], base: str) -> None:
        """Check what was made, and what leads to something that is gone."""
        self.progress.begin("checking", None)

        def read(path: str) -> bytes:
            return Path(self.tree.folder, path).read_bytes()

        # No page leads to a file of the index, and very many of these change their names when one article changes.
        files = frozenset(file for file in self.store.files if not is_of_index(file))
        unknown = {file for file in files if is_judged(file)} - book.known() - facts.keys()
        facts = {**facts, **{file: read_facts(file, read(file), base) for file in unknown}}
        told_as = self.order.output.as_posix()
        self._has(book.update(facts, files, read, told_as))

    def _go_live(self, book: LinkBook) -> None:
        self.store.site = secrets.token_hex(8)
        self.tree.switch()
        write_store(self.store_path, self.store, self.order.made_by)
        with suppress(BookDamagedError):  # the next build begins a new one
            book.commit(self.store.site)
        self.tree.catch_up()


def _is_as_it_was(before: Written | None, one: Planned, stamps: Mapping[str, Stamp]) -> bool:
    """Return whether a file would come out as it stands there."""
    return before is not None and before.still_is(one.made_from, stamps.get(one.file))
