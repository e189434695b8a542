"""The fingerprint that tells whether the index would come out the same again."""

from __future__ import annotations

import re
from hashlib import sha256
from typing import TYPE_CHECKING

import pytest

from digest.search import build_index, index_key, indexed_part

if TYPE_CHECKING:
    from pathlib import Path

PAGE = """<!doctype html>
<html lang="en" dir="ltr"><head><meta charset="utf-8"><title>On libraries · Digest</title>
<link rel="stylesheet" href="../../theme/site.css?v=1">
<meta property="tag" content="law" data-pagefind-filter="tag[content]">
<meta property="shown" content="A museum" data-pagefind-meta="place[content]">
</head><body><nav><a href="/sections/one/">Section one</a></nav>
<main><article class="article" data-pagefind-body>
<div data-pagefind-ignore><p>Kicker <a href="/kicker/">of the article</a></p><div>deeper</div></div>
<h1 data-pagefind-meta="title">On libraries</h1>
<p>The reading room <em>opens</em> at nine.</p>
<h2 id="s-hours">Hours</h2><p>It closes at six.</p>
<section class="cite" data-pagefind-ignore><h2 id="cite">How to cite</h2><p>Digest, 2016.</p></section>
<ul><li>A tag</li></ul>
</article><article class="row">Another article</article></main>
<footer>Foot</footer></body></html>
"""

UNREAD = [
    ("?v=1", "?v=2"),
    ("Section one", "Section two"),
    ("Kicker", "Another kicker"),
    ("deeper", "<p>deeper</p> still"),
    ("Digest, 2016.", "Digest, 2016, page 4."),
    ('id="cite"', 'id="quote"'),
    ("Another article", "Yet another article"),
    ("Foot", "The foot of the page"),
]
READ = [
    ('lang="en"', 'lang="ru"'),
    ('content="law"', 'content="art"'),
    ("A museum", "A library"),
    ('data-pagefind-filter="tag', 'data-pagefind-filter="topic'),
    ("On libraries</h1>", "On museums</h1>"),
    ("at nine", "at ten"),
    ("s-hours", "s-times"),
    ("Hours", "Times"),
    ("A tag", "Another tag"),
    ("<footer>", '<footer data-pagefind-meta="foot">'),
    ("<p>Kicker", '<p data-pagefind-meta="kicker">Kicker'),
    (" data-pagefind-ignore><p>Kicker", "><p>Kicker"),
]


def changed(change: tuple[str, str]) -> bytes:
    old, new = change
    assert PAGE.count(old) >= 1
    return PAGE.replace(old, new).encode()


def index_of(folder: Path, content: bytes) -> dict[str, str]:
    """Return the hash of every file of the index of a site with one page."""
    page = folder / "articles" / "one" / "index.html"
    page.parent.mkdir(parents=True, exist_ok=True)
    page.write_bytes(content)
    files: dict[str, str] = {}
    build_index(folder, lambda name, data: files.update({name: sha256(data).hexdigest()}))
    return files


@pytest.fixture(scope="module")
def index(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """Return the index of the page as it stands above."""
    return index_of(tmp_path_factory.mktemp("unchanged"), PAGE.encode())


def test_what_the_index_does_not_read_changes_neither(tmp_path: Path, index: dict[str, str]) -> None:
    page = PAGE
    for old, new in UNREAD:
        page = page.replace(old, new)
        assert indexed_part(changed((old, new))) == indexed_part(PAGE.encode()), old

    assert index_of(tmp_path, page.encode()) == index


@pytest.mark.parametrize("change", READ)
def test_what_the_index_reads_changes_both(tmp_path: Path, index: dict[str, str], change: tuple[str, str]) -> None:
    assert indexed_part(changed(change)) != indexed_part(PAGE.encode())
    assert index_of(tmp_path, changed(change)) != index


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("<footer>", '<footer data-pagefind-meta="foot">'),  # it reads what stands in the element
        ("<p>The reading", "<!-- </article> --><p>The reading"),  # an end that is none
        ("</article><article", "<article"),  # no end at all
        ("<footer>", "<footer>data-pagefind-"),
    ],
)
def test_page_that_is_not_plain_counts_as_a_whole(old: str, new: str) -> None:
    page = PAGE.replace(old, new, 1)

    assert indexed_part(page.encode()) != indexed_part(page.replace("Foot", "The foot").encode())


def test_page_without_the_mark_has_no_part() -> None:
    assert indexed_part(PAGE.replace("data-pagefind-body", "").encode()) is None


def test_every_indexed_page_of_the_site_has_a_part_without_its_frame(site: Path) -> None:
    pages = [path.read_bytes() for path in sorted(site.glob("**/articles/*/index.html"))]
    parts = [indexed_part(page) for page in pages]
    reframed = [indexed_part(re.sub(rb"<footer.*</footer>", b"", page, flags=re.DOTALL)) for page in pages]

    assert any(parts)
    assert parts == reframed


def test_only_articles_have_parts(site: Path) -> None:
    marked = {path for path in site.rglob("*.html") if indexed_part(path.read_bytes())}

    assert marked <= set(site.glob("**/articles/*/index.html"))


def test_key_is_of_paths_and_parts_and_not_of_their_order() -> None:
    parts = {"a": b"1" * 16, "b": b"2" * 16}

    assert index_key(parts) == index_key(dict(reversed(parts.items())))
    assert len({index_key(parts), index_key({"a": b"1" * 16}), index_key({"b": b"1" * 16, "a": b"2" * 16})}) == 3
