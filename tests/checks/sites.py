"""Small sites by chance, with every kind of fault, and pages that are hard to read."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hypothesis import strategies as st

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

PATHS = ["index.html", "404.html", "a/index.html", "a/b/index.html", "a/c.html", "x y/index.html", "feed.atom"]
SHEETS = ["theme/site.css", "theme/a.css"]
_IDS = ["main", "x", "Top", "s-сөз", "a&amp;b", "TOP", ""]
_ADDRESSES = [
    *(
        "../",
        "./",
        "",
        "#",
        "#x",
        "#main",
        "#s-сөз",
        "#s-%D1%81%D3%A9%D0%B7",
        "?q=1#x",
        "../../",
        "../../#x",
        "../../../",
    ),
    *("/", "/a/", "/sub/a/", "a/", "a/b/", "b/#x", "../b/#main", "c.html", "../c.html#x", "feed.atom#x", "nowhere/"),
    *("../../a/b/", "../../x%20y/", "../../x y/#x", "index.html", "../../a/index.html#main", "../#a&amp;b", "#TOP"),
    *("https://example.org/a", "//example.org/a.png", "HTTP://Example.org", "http://[bad", "mailto:a@example.org"),
    *(
        "http://site.invalid/a/",
        " ../ ",
        "..",
        "../..",
        "a//b",
        "../a/./b/",
        "../../a/b",
        "data:,x",
        "&copy",
        "&#xD800;",
    ),
]
_ADDRESS = st.sampled_from(_ADDRESSES)
_ATTRIBUTES = st.one_of(
    st.builds('id="{}"'.format, st.sampled_from(_IDS)),
    st.builds('href="{}"'.format, _ADDRESS),
    st.builds('src="{}"'.format, _ADDRESS),
    st.builds("href='{}'".format, _ADDRESS),
    st.builds("HREF={}".format, _ADDRESS),
    st.builds('srcset="{0} 1x, {1} 2x"'.format, _ADDRESS, _ADDRESS),
    st.sampled_from(
        [
            *('class="a"', 'rel="stylesheet"', 'rel="canonical"', 'rel="STYLESHEET icon"', "hidden", "id", 'style="a"'),
            *('onclick="x()"', 'type="application/json"', 'action="../"', 'data="a"', 'poster="a"', 'data-id="x"'),
            *('title="a > b"', "title='id=\"x\"'", 'alt=" id="', "id=x", 'ID="x"', "/", '"', "=", 'once="1"', "é=1"),
        ]
    ),
)
_NAMES = st.sampled_from(
    [
        *("a", "a", "a", "p", "div", "h2", "link", "link", "img", "area", "form", "base", "svg", "use", "my-tag", "A"),
        *("script", "style", "title", "textarea", "iframe", "video", "object", "xmp", "Div"),
    ]
)
_SPACE = st.sampled_from([" ", " ", " ", "\n", "  ", "\t", "\r\n", "", "\f", "\xa0"])
_END = st.sampled_from([">", ">", ">", " >", "/>", " />", "", "<"])
_TAGS = st.builds(
    lambda name, attributes, space, end: f"<{name}{''.join(space + attribute for attribute in attributes)}{end}",
    _NAMES,
    st.lists(_ATTRIBUTES, max_size=3),
    _SPACE,
    _END,
)
_PIECES = st.one_of(
    _TAGS,
    st.builds("</{}>".format, _NAMES),
    st.builds("<{0}>{1}</{0}>".format, st.sampled_from(["script", "style", "title", "textarea"]), _TAGS),
    st.builds("<!-- {} -->".format, _TAGS),
    st.sampled_from(
        [
            *(
                "\n",
                "text",
                "\r",
                "\r\n",
                "a < b",
                "<",
                ">",
                "&lt;",
                "<!--",
                "-->",
                "--",
                "<!-- c -->",
                "<!doctype html>",
            ),
            *(
                "<!DOCTYPE html>",
                "<?php x ?>",
                "<![CDATA[",
                "]]>",
                "</",
                "</ p>",
                "<body>",
                "<main>",
                "</main>",
                "<main",
            ),
            *('id="x"', "\0", "\ufeff", "<>", "</a >", "<title>T</title>", '<a href="">', "\u2028"),
        ]
    ),
)
HARD_PAGES = st.lists(_PIECES, max_size=12).map("".join)

_PLAIN_TAGS = st.one_of(
    st.builds('<a href="{}">x</a>\n'.format, _ADDRESS),
    st.builds('<p id="{}"></p>\n'.format, st.sampled_from(_IDS)),
    st.builds('<img src="{}" alt="">'.format, _ADDRESS),
    st.just('<p style="x">y</p>'),
    st.just("<p class='old'>\n</p>"),
)
_FRONTS = st.sampled_from(["", '<link rel="canonical" href="https://example.org/sub/">'])
PAGES = st.builds(
    "<!doctype html>\n<html><head>{}<title>T</title></head><body>\n<main>{}</main></body></html>".format,
    _FRONTS,
    st.lists(_PLAIN_TAGS, max_size=6).map("".join),
)
SHEET_TEXTS = st.lists(
    st.sampled_from(
        [
            *("p {}\n", "@import 'a.css';\n", "a { b: url(../a/c.html) }", "a { b: url(//example.org/x) }\r\n"),
            *("url( /feed.atom)", "url(?)", "url(data:x)", "url(#x)", "url(nowhere.svg)", "URL('site.css')"),
        ]
    ),
    max_size=3,
).map("".join)


def files_of_site(pages: st.SearchStrategy[str], *, least: int = 0) -> st.SearchStrategy[dict[str, str]]:
    """Return a strategy for the files of a site, by path."""
    some = st.dictionaries(st.sampled_from(PATHS), pages, min_size=least)
    sheets = st.dictionaries(st.sampled_from(SHEETS), SHEET_TEXTS)
    return st.builds(lambda one, other: {**one, **other}, some, sheets)


def write_files(folder: Path, files: Mapping[str, str]) -> Path:
    """Make *folder* hold these files and no others."""
    for path in folder.rglob("*"):
        if path.is_file() and path.relative_to(folder).as_posix() not in files:
            path.unlink()
    for name, text in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(text.encode("utf-8", "surrogatepass"))
    return folder
