"""What answers the queries: each engine indexes the articles of a built site, and its search page is the site's own.

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
from digest.search import BUNDLE, aliases_of, build_index

from .articles import read_places
from .minisearch import build_minisearch
from .pagefind.indexing import build_index as build_pagefind_index

if TYPE_CHECKING:
    from collections.abc import Callable

PAGE = "/search/"
MODULE = "**/theme/search/engine.js*"  # what the page imports


@dataclass(frozen=True, slots=True)
class Engine:
    """One engine: *build* makes its files for a project, those of its index in *folder*; *module* replaces engine.js.

    *parts* are the beginnings of the paths on the site whose bytes count as those of a query, *facets* those that count
    as facets.
    """

    name: str
    folder: str
    build: Callable[[Path], None]
    parts: tuple[str, ...]
    facets: str
    module: str = ""

    def is_facet(self, path: str) -> bool:
        """Tell whether the file at *path* is only there for facets."""
        return bool(re.match(self.facets, path))

    def files(self, project: Path) -> dict[str, bytes]:
        """Return the files of the index, its scripts left out, by their paths in *folder*."""
        folder = project / self.folder
        found = (path for path in sorted(folder.rglob("*")) if path.is_file() and path.suffix != ".js")
        return {path.relative_to(folder).as_posix(): path.read_bytes() for path in found}


def build_own(project: Path) -> None:
    """Make the index once more that the build has made, beside the site, from the articles that the build keeps."""
    folder = project / "own"
    shutil.rmtree(folder, ignore_errors=True)
    registry, _ = load_registry(project / "content" / "registry")
    for name, file in build_index(*read_places(project), aliases_of(registry)):
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(file)


def build_pagefind(project: Path) -> None:
    """Index the pages that were made for Pagefind, and put its scripts beside the index."""
    build_pagefind_index(project / "pages", project / "output")
    for script in ("engine.js", "index-worker.js"):
        shutil.copy(_PAGEFIND / script, project / "output" / "pagefind")


_PAGEFIND = Path(__file__).with_name("pagefind")
PAGEFIND = Engine(
    "Pagefind",
    "output/pagefind",
    build_pagefind,
    ("pagefind/",),
    r"pagefind/filter/",
    """
import { openEngine as open } from "/pagefind/engine.js";
export const openEngine = (_, lang, root) => open(new URL("pagefind/", root).href, lang, root);
""",
)
OWN = Engine(
    "own",
    "own",
    build_own,
    ("search/index", "theme/search/engine.js", "theme/search/reader/"),
    rf"{BUNDLE}/[^/]+/facets\.bin",
)
MINISEARCH = Engine(
    "MiniSearch",
    "output/minisearch",
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
