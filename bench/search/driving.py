"""The search page in Chromium: queries are put into its address, and the headlines that it shows are read."""

from __future__ import annotations

import gzip
import time
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from .engines import MODULE, PAGE

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from playwright.sync_api import Browser, Page, Request, Route

    from .engines import Engine

_WORKER = "**/index-worker.js*"
_PATIENCE = 120_000
_AT_ONCE = 20  # queries in one call of the browser
# Answers for each query the paths of the hits that the page shows, and the milliseconds until it did.
_ASK = """async (queries) => {
  const hits = document.querySelector(".search__hits");
  const done = () => new Promise((resolve) => {
    const look = () => hits.ariaBusy === "false" && (watch.disconnect(), resolve());
    const watch = new MutationObserver(look);
    watch.observe(hits, { attributes: true });
    look();
  });
  const answers = [];
  for (const query of queries) {
    const begun = performance.now();
    const hash = `#${new URLSearchParams({ q: query })}`;
    if (location.hash !== hash) {
      const changed = new Promise((resolve) => addEventListener("hashchange", resolve, { once: true }));
      location.hash = hash;
      await changed;
    }
    await done();
    const links = [...document.querySelectorAll(".entry__headline a")];
    answers.push({ found: links.map((link) => new URL(link.href).pathname), took: performance.now() - begun });
  }
  return answers;
}"""


@dataclass(frozen=True, slots=True)
class Answer:
    """The paths of the articles that the page shows, in order, and the milliseconds until it showed them."""

    found: tuple[str, ...]
    took: float


@dataclass(frozen=True, slots=True)
class Fetched:
    """What a query had the browser fetch: requests and compressed bytes, and how many of these are for facets."""

    requests: int
    size: int
    facets: int


@contextmanager
def search_page(browser: Browser, address: str, engine: Engine, asked: list[str] | None = None) -> Iterator[Page]:
    """Give the search page of the site at *address* in a browser that has nothing of it yet, answered by *engine*.

    The paths of all that it fetches are added to *asked*. A peer may run what the site forbids, as WebAssembly.
    """
    with browser.new_context(base_url=address, bypass_csp=bool(engine.module)) as context:
        if asked is not None:
            context.on("request", lambda request: asked.append(_path(request)))
        page = context.new_page()
        page.set_default_timeout(_PATIENCE)
        if engine.module:
            page.route(MODULE, lambda route: route.fulfill(content_type="text/javascript", body=engine.module))
            page.route(_WORKER, _without_policy)
        page.goto(PAGE)
        page.wait_for_selector(".search__hits", state="attached")
        yield page


def _without_policy(route: Route) -> None:
    """Answer with what the site has, without its policy: a worker has one of its own, which no browser passes over."""
    response = route.fetch()
    headers = {name: value for name, value in response.headers.items() if name != "content-security-policy"}
    route.fulfill(response=response, headers=headers)


def ask(page: Page, queries: Sequence[str], limit: float | None = None) -> list[Answer]:
    """Return what *page* answers to *queries*, one after the other; as far as it comes in *limit* seconds."""
    answers = []
    begun = time.monotonic()
    for start in range(0, len(queries), _AT_ONCE):
        if limit is not None and start and time.monotonic() - begun > limit:
            break
        answers += page.evaluate(_ASK, list(queries[start : start + _AT_ONCE]))
    return [Answer(tuple(answer["found"]), answer["took"]) for answer in answers]


def weigh_queries(browser: Browser, address: str, engine: Engine, site: Path, queries: Sequence[str]) -> list[Fetched]:
    """Return what each of *queries* fetches, one asked after the other; the first also what every search needs."""
    asked: list[str] = []
    found = []
    with search_page(browser, address, engine, asked) as page:
        for query in queries:
            ask(page, [query])
            found.append(_fetched(engine, site, asked))
            asked.clear()
    return found


def _path(request: Request) -> str:
    return urlsplit(request.url).path.lstrip("/")


def _fetched(engine: Engine, site: Path, asked: Sequence[str]) -> Fetched:
    own = [path for path in asked if path.startswith(engine.parts) and (site / path).is_file()]
    sizes = {path: compressed(site / path) for path in own}
    facets = sum(size for path, size in sizes.items() if engine.is_facet(path))
    return Fetched(len(own), sum(sizes.values()), facets)


def compressed(path: Path) -> int:
    """Return the bytes of a file as a server sends them: packed, unless that makes it longer."""
    content = path.read_bytes()
    return min(len(content), len(gzip.compress(content, 6)))
