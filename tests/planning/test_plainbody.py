"""Markdown that is rendered without Python-Markdown is what Python-Markdown renders."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bench.build.corpus import articles, markdown
from digest.frontmatter import read
from digest.site.body import render_body, render_reference
from digest.site.plainbody import render_plain
from tests.support.project import ROOT

if TYPE_CHECKING:
    from pathlib import Path

CONTENT = sorted((ROOT / "content").rglob("*.md"))
FULL = """\
The *first* paragraph of **the** _library_, [with a link](https://example.org/?a=1&b=2#c) and R & D,
in two lines [the speaker said] of snake_case\\*.

## Opening hours

- from *nine* to [five]({filename}/articles/2016/b.md)
- on Sundays

## Opening hours
Words under it.

3. Bücher
4. كتب

Кітапхана «ашық» &#42; &amp; [**bold** words](../x(1)/).
"""
# Pieces of Markdown, usual and unusual, that meet each other in every order
PIECES = [
    "word", "слово", "الكتاب", "кітап", "a", " ", " ", " ", "*", "**", "_", "__", "*a*", "**b**", "_c_", "*a b*",
    "[a](b)", "[a]", "[a] ", "(b)", "]:", "] :", "[^1]", "[TOC]", "\\*", "\\_", "\\[", "\\-", "\\.", "\\", "&amp;",
    "& ", "&#42;", "&", "\n", "\n", "\n\n", "\n\n", "\n\n\n", "- ", "\n- ", "\n* ", "\n+ ", "\n1. ", "\n2. ", "12. ",
    "## ", "\n## ", "\n\n## ", "### A", "#", "=", "\n===", "\n---", "---", "\n- - -", "\n***\n", ":", "\n: ", "  ",
    "  \n", "    ", "\t", "\u00a0", "\u200f", "\u200e", "\u2009", "\u2028", "\x85", "!", "![a](b)", "{filename}",
    "[a]({filename}/x.md)", "[a](https://e.org/?a=1&b=2)", "[a](b(c))", '[a](b "t")', "(", ")", "«", "»", '"', "'",
    "—", ".", "1", "٣. ", "1) ", "<b>", "<br>", "`x`", "|", "~~~", "^", "}", "{: #x}", "> ", ">", "\ufeff", "\x1c",
    "\r\n", "\r", "https://example.org", "a@example.org", "*[a](b)*", "[*a*](b)", "[**a** b](c)", "a_b_c", "a*b*c",
    "5 * 3", "*a\nb*", "[a\nb](c)", "[ ]", "*[a] :", "\u0301", "klzzwxh:0000", "😀", "\x02", "\x00",
]  # fmt: skip
USUAL = [
    "word ", "слово ", "كتاب ", " b", "a, ", "\n\n", "\n\n", "\n", "*a*", "**b c**", " _c_ ", "[a](b)", "[a b] ",
    "## A", "\n\n## A\n", "- ", "\n- ", "1. ", "\n2. ", "& ", "&amp;", "\\*", "\\[", "[*a*](../b/?c=1&d=2)", ".", "»",
    "—",
]  # fmt: skip
TEXTS = st.one_of(*(st.lists(st.sampled_from(pieces), max_size=12).map("".join) for pieces in (PIECES, USUAL, USUAL)))


@settings(max_examples=600)
@given(TEXTS)
def test_it_is_what_python_markdown_renders_or_nothing(text: str) -> None:
    assert render_plain(text) in {None, render_reference(text)}


@settings(max_examples=200)
@given(st.text())
def test_any_text_is_what_python_markdown_renders_or_nothing(text: str) -> None:
    assert render_plain(text) in {None, render_reference(text)}


@settings(max_examples=200)
@given(st.lists(st.tuples(st.integers(0, len(FULL)), st.integers(0, 2), st.sampled_from(PIECES)), max_size=3))
def test_a_slip_of_the_hand_is_rendered_as_python_markdown_does(slips: list[tuple[int, int, str]]) -> None:
    text = FULL
    for at, length, piece in slips:
        text = text[:at] + piece + text[at + length :]

    assert render_body(text) == render_body(text, reference=True)


def test_all_that_is_usual_is_rendered_without_asking_python_markdown() -> None:
    assert render_plain(FULL) == render_reference(FULL)


@pytest.mark.parametrize("path", CONTENT, ids=lambda path: path.stem[:40])
def test_an_article_of_the_site_is_the_same_either_way(path: Path) -> None:
    body = read(path.read_text("utf-8")).body

    assert render_body(body) == render_body(body, reference=True)


def test_most_articles_of_the_site_need_no_python_markdown() -> None:
    quick = [path for path in CONTENT if render_plain(read(path.read_text("utf-8")).body) is not None]

    assert len(quick) >= 0.8 * len(CONTENT)


def test_articles_of_the_benchmark_need_no_python_markdown() -> None:
    bodies = [read(markdown(article)).body for article in articles(50)]

    assert [render_plain(body) for body in bodies] == [render_reference(body) for body in bodies]


@pytest.mark.parametrize(
    "text",
    [
        "# A", "A\n===", "A\n---", "---", "***", "- a\n\n- b", "- a\n  b", "- a\n    - b", "- - a", "- a\n1. b", "> a",
        "    a", "a  \nb", "a\tb", "`a`", "~~~\na\n~~~", "a <b>c</b>", "<https://example.org>", "![a](b)", "[a](b 'c')",
        "[a][b]", "[a]: b", "[^1]", "[^1]: a", "[TOC]", "a\n: b", "*[A]: b", "a | b\n--|--", "a {: #b}", "***a***",
        "*a **b***", "* a *", "a&copy", "\\`", "a\\", "a\u2028b", "a\rb", "a ", "|filename|x",
    ],
)  # fmt: skip
def test_what_is_not_usual_is_left_to_python_markdown(text: str) -> None:
    assert render_plain(f"One.\n\n{text}\n\nTwo.") is None


@pytest.mark.parametrize("text", ["*", "[", "[a](", "[*a", "_a", "&a", "a(", "[a](b(", "- *a\n"])
def test_a_long_text_that_is_not_usual_is_given_up_in_one_go(text: str) -> None:
    assert render_plain(text * 20_000 + "<") is None


@pytest.mark.parametrize("text", ["a*", "**a", "a\n", "- a\n", "## A\n\n", "(a)", "[a] ", "[a](b)", "_a_ ", "&amp;"])
def test_a_long_text_that_is_usual_is_rendered_in_one_go(text: str) -> None:
    assert render_plain((text * 20_000).rstrip()) is not None
