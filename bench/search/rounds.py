"""One size measured: a site is built, each engine makes its index of it and is asked, and then an article is added."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from dataclasses import dataclass, field, replace
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from playwright.sync_api import sync_playwright

from bench.build.corpus import write
from bench.measure import ROOT, in_fresh_process, machine
from digest.registry import load_registry
from digest.search import Earlier, aliases_of, build_index, folders, is_of_index
from tests.support.browser import launch
from tests.support.server import serve

from .articles import read_documents, read_places, write_places
from .corpus import LAST_DAY, articles, markdown, path_of, write_corpus
from .engines import OWN, PAGEFIND
from .measuring import Measured, build, differing, judge_queries, time_words, weigh_engine
from .pagefind.pages import write_pages
from .queries import make_queries

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from .engines import Engine
    from .sizes import Size

_SETTINGS = "benchconf.py"


@dataclass(frozen=True, slots=True)
class Round:
    """What was measured at one size: when and where, with how many queries a cell, and the figures by engine."""

    articles: int
    queries: int
    when: str
    engines: dict[str, Measured] = field(default_factory=dict)


def measure_size(
    size: Size, engines: Sequence[Engine], tell: Callable[[str], None], seconds: float | None = None
) -> Round:
    """Return the figures of *engines* on a site of *size*; *tell* hears how far it has come.

    With *seconds* all engines together have no longer than that to answer queries.
    """
    when = f"{machine()}; load {os.getloadavg()[0]:.1f} when it began"
    with TemporaryDirectory(prefix="search-") as name:
        project = Path(name)
        tell(f"{size.name}: building the site")
        _lay_out(project, size.articles)
        _build_site(project)
        _prepare(project, engines)
        found, indexes = {}, {}
        for engine in engines:
            tell(f"{size.name}: {engine.name}")
            limit = seconds / len(engines) if seconds else None
            found[engine.name], indexes[engine.name] = _measure(engine, project, size, limit)
        tell(f"{size.name}: one article more")
        _add_article(project, size.articles)
        _prepare(project, engines)
        for engine in engines:
            found[engine.name] = _with_added(found[engine.name], engine, project, indexes[engine.name])
    return Round(size.articles, size.queries, when, found)


def _lay_out(project: Path, number: int) -> None:
    write_corpus(project / "content", number)
    settings = ["from pelicanconf import *", 'PATH = "content"', f"THEME = {str(ROOT / 'theme')!r}"]
    settings.append('DIGEST = DIGEST | {"site": DIGEST["site"] | {"cards": False}}')
    write(project / _SETTINGS, "\n".join([*settings, ""]))


def _prepare(project: Path, engines: Sequence[Engine]) -> None:
    """Have ready what the engines begin with: to write it is none of their work."""
    write_places(project)
    if PAGEFIND in engines:
        write_pages(read_documents(project), project / "pages")


def _build_site(project: Path) -> None:
    command = [*(sys.executable, "-m", "digest", "build"), "--project", str(project)]
    environment = os.environ | {"PYTHONPATH": os.pathsep.join([str(ROOT), os.environ.get("PYTHONPATH", "")])}
    subprocess.run(
        [*command, "--settings", _SETTINGS], cwd=project, env=environment, stdout=subprocess.DEVNULL, check=True
    )


def _measure(engine: Engine, project: Path, size: Size, limit: float | None) -> tuple[Measured, dict[str, bytes]]:
    site = project / "output"
    cpu, memory = build(engine, project)
    index = engine.files(project)
    again, _ = differing(index, _built_again(engine, project))
    made = list(articles(size.articles))
    with serve(site) as address, sync_playwright() as playwright:
        browser = launch(playwright)
        first, second = weigh_engine(browser, address, engine, site, made)
        cells = judge_queries(browser, address, engine, make_queries(made, size.queries), limit)
        rare, common = time_words(browser, address, engine, made)
        browser.close()
    measured = Measured(
        cells=cells, first=first, second=second, rare=rare, common=common,
        size=sum(map(len, index.values())), files=len(index), cpu=cpu, memory=memory, again=again,
    )  # fmt: skip
    return measured, index


def _built_again(engine: Engine, project: Path) -> dict[str, bytes]:
    """Return the files of the index as made once more; of our own the build of the site has made them already."""
    if engine is not OWN:
        build(engine, project)
        return engine.files(project)
    site = project / "output"
    found = (path for path in sorted((site / "search").rglob("*")) if path.is_file())
    named = ((path.relative_to(site).as_posix(), path) for path in found)
    return {name: path.read_bytes() for name, path in named if is_of_index(name)}


def _add_article(project: Path, number: int) -> None:
    """Add the article after *number*, which came later than all others."""
    [article] = articles(1, number)
    newest = replace(article, day=LAST_DAY)
    write(project / "content" / path_of(newest), markdown(newest))
    _build_site(project)


def _with_added(measured: Measured, engine: Engine, project: Path, index: Mapping[str, bytes]) -> Measured:
    """Return *measured* with what the added article costs; our own engine keeps the segments that stay as they are."""
    if engine is OWN:
        cpu = in_fresh_process(time_added, project=str(project), newest=f"article-{len(list(_texts(project))) - 1}")
        after = _built_again(engine, project)
    else:
        cpu, _ = build(engine, project)
        after = engine.files(project)
    _, changed = differing(index, after)
    return replace(measured, added_share=changed / sum(map(len, after.values())), added_cpu=cpu)


def _texts(project: Path) -> Iterator[Path]:
    return (project / "content" / "articles").rglob("*.md")


def time_added(project: str, newest: str) -> float:
    """Return the CPU seconds of the index of *project* with the article *newest*, the one without it being at hand."""
    folder = Path(project)
    registry, _ = load_registry(folder / "content" / "registry")
    places, read = read_places(folder)
    before = [place for place in places if f"/{newest}/" not in place.arrival[1]]
    earlier = Earlier(has=folders(before).__contains__)
    begun = time.process_time()
    for _ in build_index(places, read, aliases_of(registry), earlier):
        pass
    return time.process_time() - begun
