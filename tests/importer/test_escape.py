"""Markdown shows exactly the words that came: in Python-Markdown with the site's extensions, and in CommonMark."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from digest.importer.body.escape import escape
from digest.importer.model import Part, Role
from digest.importer.render import render_body
from digest.importer.texts.clean import clean, squash
from digest.site.body import render_body as render_page_body
from tests.importer.helpers import SHARED, commonmark, elements, python_markdown, visible

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

ENGINES = (python_markdown, commonmark)
MARKS = (
    "*", "_", "`", "#", ">", "+", "-", "=", "~", "|", "[", "]", "(", ")", "{", "}", "!", "\\", "&", "<", ":", ";", "^",
    "$", "%", "@", "/", '"', "'", ".", ",", " ", "  ", "1", "a", "ж", "ع",
)  # fmt: skip
PIECES = (
    "**bold**",
    "__x__",
    "[text](http://a.b)",
    "![alt](x.png)",
    "[x][y]",
    "[x]: http://a.b",
    "[^1]",
    "[^1]: note",
    "*[abbr]: x",
    "{: .class #id }",
    "{#id}",
    "{{ title }}",
    "{% raw %}",
    "{filename}a.md",
    "|filename|a.md",
    "[TOC]",
    "!!! note",
    "```",
    "~~~",
    "---",
    "===",
    "***",
    "1. ",
    "12) ",
    "- ",
    "* ",
    "+ ",
    "> ",
    "# ",
    "#",
    ": ",
    "<b>",
    "</p>",
    "<script>",
    "&amp;",
    "&#42;",
    "&copy",
    "<http://a.b>",
    "www.a.b",
    "a@b.c",
    "Key: value",
    "...",
    "::: x",
    "a_b_c",
    "5 < 6 > 4",
    "\\*",
    "\\",
    "`a`",
    "||",
    "| a | b |",
)
LINES = (
    st.lists(st.one_of(st.sampled_from(MARKS + PIECES), st.text(max_size=5)), min_size=1, max_size=9)
    .map(lambda pieces: squash(clean("".join(pieces)).replace("\f", " ").replace("\v", " ")))
    .filter(bool)
)
ROLES = st.sampled_from([Role.PARAGRAPH, Role.PARAGRAPH, Role.SUBHEAD, Role.ITEM])
TABLES = st.builds(Part, st.just(Role.TABLE), st.just(1), st.lists(LINES, min_size=2, max_size=4).map("\n".join))
BODIES = st.lists(st.one_of(st.builds(Part, ROLES, st.just(1), LINES), TABLES), min_size=1, max_size=5)


def _shown(parts: Sequence[Part], engine: Callable[[str], str]) -> tuple[str, set[str]]:
    page = engine(render_body(parts))
    return visible(page), elements(page)


def _plain(part: Part) -> str:
    """Return the words that a reader should see: those of an item without the bullet it came with."""
    return part.text[2:] if part.role is Role.ITEM else part.text


@settings(max_examples=300)
@given(BODIES)
def test_a_body_shows_exactly_its_words(parts: list[Part]) -> None:
    parts = [Part(part.role, 1, f"- {part.text}" if part.role is Role.ITEM else part.text) for part in parts]

    shown = [_shown(parts, engine) for engine in ENGINES]

    expected = " ".join(squash(_plain(part)) for part in parts)
    assert [text for text, _ in shown] == [expected, expected]
    assert all(found <= {"p", "h2", "ul", "li", "br"} for _, found in shown)


@settings(max_examples=300)
@given(st.lists(LINES, min_size=2, max_size=5))
def test_a_table_shows_the_same_words_in_the_same_lines(rows: list[str]) -> None:
    markdown = render_body([Part(Role.TABLE, 1, "\n".join(rows))])

    pages = [*(engine(markdown) for engine in ENGINES), render_page_body(markdown)]

    assert [[visible(row) for row in re.split("<br(?: /)?>", page)] for page in pages] == [rows] * 3
    assert all(elements(page) == {"p", "br"} for page in pages)


@settings(max_examples=300)
@given(LINES)
def test_a_paragraph_shows_exactly_its_words(text: str) -> None:
    shown = [_shown([Part(Role.PARAGRAPH, 1, text)], engine) for engine in ENGINES]

    assert shown == [(text, {"p"}), (text, {"p"})]


@pytest.mark.parametrize("text", PIECES)
@pytest.mark.parametrize("engine", ENGINES)
def test_what_is_markup_elsewhere_is_text_here(text: str, engine: Callable[[str], str]) -> None:
    around = squash(text), f"Before {squash(text)} after.", f"{squash(text)} after."

    shown = [_shown([Part(Role.PARAGRAPH, 1, line)], engine) for line in around]

    assert shown == [(line, {"p"}) for line in around]


@pytest.mark.parametrize(
    "text",
    [
        "The library's opening hours - 9 to 5 - will change, she said: \"It's time.\" (The café stays.)",
        '"That\'s why the clerks [local officials] ask us" ... A&B paid US $2,800; 100% of it at 10:30.',
        "В зале — 120 мест; «Читатели» [жители города] просили об этом с 2014 года.",
        "تفتح المكتبة أبوابها من الساعة 9 إلى 17، بحسب البيان.",
        "See https://example.org/a-b/?c=d and e-mail help@example.org!",
        "C# and ISO 8601-1:2019 + 3 others = 4; 24/7 ~100 people ^ $5.",
    ],
)
def test_ordinary_prose_stays_as_an_editor_would_write_it(text: str) -> None:
    assert escape(text) == text


def _hostile() -> list[str]:
    folder = SHARED / "hostile"
    if not folder.is_dir():
        return []
    naughty = json.loads((folder / "naughty-strings.json").read_text("utf-8"))
    lines = [*(folder / "xss.txt").read_text("utf-8").split("\n"), *naughty]
    return [line for line in (squash(clean(line).replace("\f", " ").replace("\v", " ")) for line in lines) if line]


HOSTILE = _hostile()
BATCH = 200


@pytest.mark.parametrize("start", range(0, len(HOSTILE), BATCH))
@pytest.mark.parametrize("engine", ENGINES)
def test_hostile_strings_are_shown_as_text(start: int, engine: Callable[[str], str]) -> None:
    lines = HOSTILE[start : start + BATCH]

    wrong = [line for line in lines if _shown([Part(Role.PARAGRAPH, 1, line)], engine) != (line, {"p"})]

    assert wrong == []


@pytest.mark.parametrize("engine", ENGINES if HOSTILE else [])
def test_hostile_strings_together_are_shown_as_text(engine: Callable[[str], str]) -> None:
    parts = [Part(Role.PARAGRAPH, 1, line) for line in HOSTILE]

    assert _shown(parts, engine) == (" ".join(HOSTILE), {"p"})
