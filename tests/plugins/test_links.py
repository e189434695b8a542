"""Links of a body to other content are resolved as Pelican resolves them, to the byte."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pelican.contents import Article, Page, Static
from pelican.settings import DEFAULT_CONFIG, get_settings_from_file
from pelican.urlwrappers import Author, Category, Tag

from digest.site.body import render_body
from digest.site.links import FILES, AddressOf, resolve
from tests.support.project import ROOT

if TYPE_CHECKING:
    from collections.abc import Callable

    from pelican.contents import Content

CONTENT = ROOT / "content"
SETTINGS = DEFAULT_CONFIG | get_settings_from_file(str(ROOT / "pelicanconf.py")) | {"PATH": str(CONTENT)}
SOURCE = "articles/2016/a.md"
ARTICLES = (
    SOURCE,
    "articles/2016/b.md",
    "articles/2017/c d.md",
    "articles/é.md",
    "articles/x&y.md",
    "articles/a%20b.md",
)
FILED = ("images/chart.svg", "images/a b.svg", "articles/2016/beside.svg", "images/x&y.svg")
NAMES = {"tag": Tag, "category": Category, "author": Author}

PATHS = st.sampled_from(
    [
        *(f"/{path}" for path in (*ARTICLES, *FILED, "pages/about.md", "articles/2016/none.md")),
        "b.md", "a.md", "./b.md", "../2017/c%20d.md", "../2017/c d.md", "../../pages/about.md", "../../../x.md", "",
        "/", "beside.svg", "/images/a%20b.svg", "/articles/x&amp;y.md", "/articles/%C3%A9.md", "//images/chart.svg",
        "/articles/../pages/about.md", "prevention", "Law Desk", "https://example.org/", "b.md;v=1", "c+d", "é",
    ]
)  # fmt: skip
WHATS = st.sampled_from(["filename", "filename", "static", "attach", "tag", "category", "author", "index", "none", ""])
ENDS = st.sampled_from(["", "", "#s-part", "?a=1", "?a=1&amp;b=2#c", "#", "?", ";x"])
BRACES = st.sampled_from(["{{{}}}", "{{{}}}", "|{}|", "{{{}|", "{{{}", "{}}}"])
ADDRESSES = st.tuples(BRACES, WHATS, PATHS, ENDS).map(lambda part: part[0].format(part[1]) + part[2] + part[3])
WRAPS = st.sampled_from(
    [
        '<a href="{}">a</a>', '<img src="{}">', '<img alt="x" src="{}">', '<a title="t" href="{}" lang="en">a</a>',
        "<a href='{}'>a</a>", "<p>{} | a</p>", '<a title="href=\'{}\'" href="x">a</a>', '<a href = "{}">a</a>',
        "[a]({})",
        '<a href="{}" title="}}">a</a>', "{}", '<a href="{}',
    ]
)  # fmt: skip
BODIES = st.lists(st.tuples(WRAPS, ADDRESSES).map(lambda part: part[0].format(part[1])), max_size=4).map(" ".join)


def contents(body: str) -> tuple[Content, dict[str, Any]]:
    """Return an article of *body* as Pelican holds it, and what it knows of the other content."""
    context: dict[str, Any] = {"generated_content": {}, "static_content": {}}

    def add(kind: Callable[..., Content], key: str, path: str, text: str) -> Content:
        slug = "".join(char if char.isalnum() else "-" for char in path)
        matter = {"title": path, "slug": slug, "lang": "en"}
        found = kind(text, matter, settings=SETTINGS, source_path=str(CONTENT / path), context=context)
        context[key][path] = found
        return found

    for path in FILED:
        add(Static, "static_content", path, "")
    add(Page, "generated_content", "pages/about.md", "")
    for path in ARTICLES[1:]:
        add(Article, "generated_content", path, "")
    return add(Article, "generated_content", SOURCE, body), context


def addresses_in(article: Content, context: dict[str, Any]) -> AddressOf:
    """Return what finds an address where Pelican does."""

    def address_of(what: str, path: str) -> str | None:
        if what in NAMES:
            return f"/{NAMES[what](path, SETTINGS).url}"
        if what not in FILES:
            return f"/{SETTINGS['INDEX_SAVE_AS']}"
        found = context["generated_content" if what == "filename" else "static_content"].get(path)
        if found and what == "attach":
            found.attach_to(article)
        return f"/{found.url}" if found else None

    return address_of


@settings(max_examples=300)
@given(BODIES, st.booleans(), st.sampled_from(["\0", "https://example.org"]))
def test_addresses_are_those_that_pelican_writes(text: str, is_rendered: bool, root: str) -> None:  # noqa: FBT001
    body = render_body(text) if is_rendered else text
    by_pelican, _ = contents(body)

    found = resolve(body, SOURCE, addresses_in(*contents(body)), root)

    assert found == by_pelican.get_content(root)


@pytest.mark.parametrize(
    ("address", "path"),
    [
        ("{filename}b.md#s-part", "/articles/articles-2016-b-md/#s-part"),
        ("|filename|/articles/2016/b.md", "/articles/articles-2016-b-md/"),
        ("{filename}../2017/c%20d.md?a=1", "/articles/articles-2017-c-d-md/?a=1"),
        ("{static}/images/a%20b.svg", "/images/a b.svg"),
        ("{filename}/pages/about.md", "/pages-about-md/"),
    ],
)
def test_a_link_is_where_its_file_stands_in_the_site(address: str, path: str) -> None:
    body = render_body(f"[a]({address})")

    assert resolve(body, SOURCE, addresses_in(*contents(body))) == f'<p><a href="\0{path}">a</a></p>'
