"""What answers the queries: each engine makes its index from a built site, and its search page is the site's own.

The page talks to an engine through one module (docs/search.md, "What the engine is asked"); another engine is another
module in its place, and everything else of the page stays. So what is measured is what a reader would see.
"""

from __future__ import annotations

import re
import shutil
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from digest.registry import load_registry
from digest.search import build_index
from digest.search.own import aliases_of, build_files, read_documents

from .minisearch import READER, build_minisearch

if TYPE_CHECKING:
    from collections.abc import Callable

PAGE = "/search/"
MODULE = "**/theme/search/engine.js*"  # what the page imports


@dataclass(frozen=True, slots=True)
class Engine:
    """One engine: *build* puts its files into the *folder* of a site; *module* takes the place of engine.js.

    *parts* are the beginnings of the paths whose bytes count as those of a query, *facets* those that count as facets.
    """

    name: str
    folder: str
    build: Callable[[str, str], None]  # of the site and of its content folder
    parts: tuple[str, ...]
    facets: str
    module: str = ""

    def is_facet(self, path: str) -> bool:
        """Tell whether the file at *path* is only there for facets."""
        return bool(re.match(self.facets, path))

    def files(self, site: Path) -> dict[str, bytes]:
        """Return the files of the index, its scripts left out, by their paths in *site*."""
        found = (path for path in sorted((site / self.folder).rglob("*")) if path.is_file() and path.suffix != ".js")
        return {path.relative_to(site).as_posix(): path.read_bytes() for path in found}


def build_pagefind(site: str, _content: str) -> None:
    """Index *site* with Pagefind, as the build does."""
    build_index(Path(site))


def build_own(site: str, content: str) -> None:
    """Index *site* with the engine of our own; *content* has the registries."""
    folder = Path(site) / "own"
    shutil.rmtree(folder, ignore_errors=True)
    registry, _ = load_registry(Path(content) / "registry")
    for name, file in build_files(read_documents(Path(site)), aliases_of(registry)):
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(file)
    shutil.copytree(READER, folder / "reader")


PAGEFIND = Engine(
    "Pagefind",
    "pagefind",
    build_pagefind,
    ("pagefind/", "theme/search/engine.js", "theme/search/index-worker.js"),
    r"pagefind/filter/",
)
OWN = Engine(
    "own",
    "own",
    build_own,
    ("own/",),
    r"own/[^/]+/facets\.bin",
    """
import { openEngine as open } from "/own/reader/engine.js";
export const openEngine = (_, lang, root) => open(new URL("own/", root).href, lang, root);
""",
)
MINISEARCH = Engine(
    "MiniSearch",
    "minisearch",
    build_minisearch,
    ("minisearch/",),
    "(?!)",  # it has none: the facets stand with the articles
    """
import { openEngine as open } from "/minisearch/engine.js";
export const openEngine = (_, lang, root) => open(new URL("minisearch/", root).href, lang, root);
""",
)
OURS = (OWN, PAGEFIND)  # what needs nothing from npm
ENGINES = (*OURS, MINISEARCH)
