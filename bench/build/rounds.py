"""Building the sites round by round, the builders of a case one after the other, so that all meet the same machine."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from tempfile import TemporaryDirectory, mkdtemp
from typing import TYPE_CHECKING

from bench.measure import ROOT

from .builders import OWN, builder, report_of
from .cases import CASES, COLD, apply_change, plan_change
from .phases import read_phases
from .process import run
from .trees import compare, read_tree
from .wheel import CACHE

if TYPE_CHECKING:
    from collections.abc import Iterator

    from .builders import Builder
    from .sizes import Size
    from .trees import File

STEP = 389  # from the article that one round edits to that of the next


@dataclass(frozen=True, slots=True)
class Sample:
    """One build: what it cost, what the site is, what was done to it; *phases* are this project's, in CPU s.

    *pages* are those of the *changed* files that are pages; none where that was not counted.
    """

    cpu: float
    wall: float
    memory: int
    files: int
    size: int
    written: int
    changed: int
    phases: dict[str, float] | None
    pages: int | None = None


@dataclass(slots=True)
class Site:
    """A project laid out for a builder, as the last build left it; *undo* gives back what the edits have changed."""

    builder: Builder
    folder: Path
    own: frozenset[str]
    tree: dict[str, File] = field(default_factory=dict)
    undo: dict[str, str | None] = field(default_factory=dict)


def measure(size: Size) -> Iterator[tuple[str, str, Sample]]:
    """Yield what every build of *size* took, with the names of builder and case."""
    CACHE.mkdir(parents=True, exist_ok=True)
    with TemporaryDirectory(dir=CACHE, prefix="build-") as folder:
        sites = {name: _lay_out(builder(name), Path(folder), size) for name in size.cases}
        for at in range(size.rounds):
            for case in CASES:
                for name in _turned(list(size.cases), at):
                    if case in size.cases[name]:
                        yield name, case, _build(sites[name], case, size.articles, at * STEP)
            for site in sites.values():
                apply_change(site.folder, site.undo)
                site.undo = {}


def _turned(names: list[str], by: int) -> list[str]:
    by %= len(names)
    return [*names[by:], *names[:by]]


def _lay_out(made_by: Builder, above: Path, size: Size) -> Site:
    folder = above / made_by.name.replace(" ", "-").replace(",", "")
    folder.mkdir()
    made_by.lay_out(folder, size.articles)
    own = frozenset(path.name for path in folder.iterdir())
    return Site(made_by, folder, own)


def _build(site: Site, case: str, number: int, at: int) -> Sample:
    if case == COLD:
        _forget(site)
    change = apply_change(site.folder, plan_change(case, site.builder, site.folder, number, at))
    site.undo = {**change, **site.undo}
    where = ROOT if site.builder.name in OWN else site.folder
    command = site.builder.command(site.folder)
    spent = run(command, where, site.builder.environment, site.folder.with_suffix(".log"))
    before, site.tree = site.tree, read_tree(site.folder / "output", site.tree)
    done = compare(before, site.tree)
    size = sum(file.size for file in site.tree.values())
    phases = read_phases(report_of(site.folder)) if site.builder.name in OWN else None
    return Sample(
        spent.cpu, spent.wall, spent.memory, len(site.tree), size, done.written, done.changed, phases, done.pages
    )  # fmt: skip


def _forget(site: Site) -> None:
    """Put aside all that builds have left in the project: the site, and whatever was kept for the next build.

    It is not deleted before all is measured: for minutes after, ext4 passes over each inode that has become free when
    it looks for one (`recently_deleted` in its ialloc.c), which would be counted as CPU of the builds that come next,
    ten times what the system takes for a build of 10,000 articles.
    """
    aside = Path(mkdtemp(dir=site.folder.parent, prefix="aside-"))
    for path in site.folder.iterdir():
        if path.name not in site.own:
            path.rename(aside / path.name)
    site.tree = {}
