"""Small corpora, an index of them on the disk, and how to ask it in the browser."""

from __future__ import annotations

import shutil
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from digest.search import Document, build_files
from tests.search.asking import asking
from tests.support.project import ROOT
from tests.support.server import serve

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from pathlib import Path
    from random import Random

    from playwright.sync_api import Browser, Page

    from digest.search import Aliases

MODULES = ROOT / "theme" / "static" / "search"
ALIASES: Mapping[str, Mapping[str, tuple[str, ...]]] = {
    "tag": {"law": ("Law", "Право", "Заң", "statutes and rules"), "halls": ("Reading halls",)},
    "place": {"aktobe": ("Aktobe", "Актобе", "Ақтөбе", "أكتوبي", "Aktyubinsk")},
}
_SEARCH = """async ([query, filters, sort, lang, pages]) => {
  const { openEngine } = await import("/search/engine.js");
  globalThis.engines ??= {};
  const engine = engines[lang] ??= openEngine(`${location.origin}/search/`, lang, `${location.origin}/`);
  const { hits, ...found } = await engine.search(query, filters, sort);
  return { ...found, hits: (await Promise.all(pages.map(hits))).flat() };
}"""


def document(slug: str, title: str, text: str = "", **more: Any) -> Document:
    """Return an article with the facets that every article has."""
    lang, date = more.get("lang", "en"), more.get("date", "2016-12-26")
    facets = {"language": (lang,), "year": (date[:4] or "unknown",), **more.pop("facets", {})}
    given = {"lang": lang, "date": date, "added": "2020-01-01", **more}
    return Document(path=f"/{slug}/", title=title, text=text or f"A text on {slug}.", facets=facets, **given)


def many(rng: Random, number: int, words: Sequence[str]) -> list[Document]:
    """Return *number* articles made of *words*, in two languages, that came one day after the other."""
    return [
        document(
            f"article-{at}",
            " ".join(rng.choices(words, k=3)),
            "\n".join(" ".join(rng.choices(words, k=rng.randint(1, 9))) for _ in range(3)),
            lang=rng.choice(("en", "fr")),
            date=f"20{10 + at % 9}-0{1 + at % 8}" if at % 5 else "",
            added=f"20{10 + at // 28 // 12}-{1 + at // 28 % 12:02}-{1 + at % 28:02}",
            facets={"tag": tuple(sorted({rng.choice(("law", "halls", "maps")) for _ in range(rng.randint(0, 2))}))},
        )
        for at in range(number)
    ]


def write_index(folder: Path, documents: Iterable[Document], aliases: Aliases | None = None) -> Path:
    """Write the index of *documents* and the modules of the page into *folder*, which a server can show; return it."""
    for name, content in build_files(documents, ALIASES if aliases is None else aliases):
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
    shutil.copytree(MODULES, folder / "search", dirs_exist_ok=True)
    (folder / "index.html").write_text('<!doctype html><html lang="en"><title>A page</title></html>')
    (folder / "404.html").write_text('<!doctype html><html lang="en"><title>Nothing</title></html>')
    return folder


@contextmanager
def page_beside(folder: Path, browser: Browser) -> Iterator[Page]:
    """Give a page of a browser that was never here before, beside the index in *folder*."""
    with serve(folder) as address, browser.new_context(base_url=address) as context:
        page = context.new_page()
        page.goto("/")
        yield page


search = asking(_SEARCH)
search_exactly = asking(_SEARCH.replace("sort);", "sort, true);"))
