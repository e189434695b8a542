"""Front matter that is read without libyaml says what libyaml reads in it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from digest import frontmatter
from digest.frontmatter import FrontMatterError, read_mapping
from digest.plainfront import read_plain
from tests.support.project import ROOT

if TYPE_CHECKING:
    from pathlib import Path

CONTENT = sorted([*(ROOT / "content").rglob("*.md"), *(ROOT / "tests" / "importer" / "cases").glob("*.md")])
FULL = """\
title: Reading room opens
slug: reading-room-opens
date: 2016-12-26
authors: [Jane Roe, desk]
tags:
- libraries
- 'no: 1'

# tags suggested: museums (2)
dateline:
  text: "OSLO: Norway"
  country: NO
summary:
images:
- caption: The room
  credit: Jane Roe
- file: a.svg
import:
  version: '1'
  notes:
  - I311 no date
"""
PARTS = [
    "a", "слово", "2016", "no", "null", "~", "TRUE", ": ", ":", "#", " #", "-", "- ", "? ", "'", "''", '"', "\\", "[",
    "]", "{", "}", ",", ", ", "&", "*", "!", "|", ">", "%", "@", "`", "<<", "---", "...", "\u00a0", "\u200f",
    "\u2028", "\x85", "\t", "\ufeff", "\x07", "😀", "https://example.org/a#b", "it's", " ", "é", "\uffff", "C#", "a:b",
]  # fmt: skip
WORDS = st.lists(st.sampled_from(PARTS), max_size=4).map("".join)
FLOW = st.lists(st.sampled_from(["a", "b c", "null", "2016"]) | WORDS, max_size=3).map(", ".join)
VALUES = st.one_of(
    st.sampled_from(["Jane Roe", "2016-12-26", "NO", "null"]),
    WORDS,
    WORDS.map(lambda text: f"'{text}'"),
    WORDS.map(lambda text: f'"{text}"'),
    FLOW.map(lambda text: f"[{text}]"),
)
KEYS = st.sampled_from(["title", "slug", "tags", "images", "import", "date", "y", "null"]) | WORDS
INDENTS = st.sampled_from(["", "", "", "  ", "  ", "    ", " "])
LINES = st.one_of(
    st.tuples(INDENTS, st.sampled_from(["", "", "- "]), KEYS, VALUES).map(lambda part: "{}{}{}: {}".format(*part)),
    st.tuples(INDENTS, st.sampled_from(["", "", "- "]), KEYS).map(lambda part: "{}{}{}:".format(*part)),
    st.tuples(INDENTS, VALUES).map(lambda part: "{}- {}".format(*part)),
    st.sampled_from(["", "# a", " # a", "  "]),
)
BLOCKS = st.lists(LINES, max_size=7).map("\n".join)


def by_yaml(block: str) -> Any:
    """Return what YAML reads in *block*: values, lines and the order of the keys, or what is wrong."""
    try:
        values, lines = read_mapping(block, reference=True)
    except FrontMatterError as error:
        return error.message
    return values, lines, str(values)


def quickly(block: str) -> Any:
    found = read_plain(block)
    return found and (found[0], {key: line + 1 for key, line in found[1].items()}, str(found[0]))


@settings(max_examples=300)
@given(BLOCKS, st.sampled_from(["", "\n"]))
def test_it_says_what_yaml_says_or_nothing(block: str, end: str) -> None:
    assert quickly(block + end) in (None, by_yaml(block + end))


@settings(max_examples=300)
@given(st.lists(st.tuples(st.integers(0, len(FULL)), st.integers(0, 3), WORDS | LINES), min_size=1, max_size=3))
def test_a_slip_of_the_hand_is_read_as_yaml_reads_it(slips: list[tuple[int, int, str]]) -> None:
    block = FULL
    for at, length, text in slips:
        block = block[:at] + text + block[at + length :]

    assert quickly(block) in (None, by_yaml(block))


def test_the_usual_form_is_read_without_asking_yaml() -> None:
    assert quickly(FULL) == by_yaml(FULL)


@pytest.mark.parametrize("path", CONTENT, ids=lambda path: path.stem[:40])
def test_articles_are_read_without_asking_yaml(path: Path) -> None:
    text = path.read_text("utf-8")

    assert read_plain(text.split("---\n")[1]) is not None
    assert frontmatter.read(text) == frontmatter.read(text, reference=True)


@pytest.mark.parametrize(
    "block",
    [
        "", "a", "- a", "a: b: c", "a: b #c", "a: |\n  b", "a: >\n  b", "a: &x b", "a: *x", "a: !!str b", "a: {b: c}",
        "a: 'b", "a: 'b' c", 'a: "\\u0041"', "a: b\n  c", "a: 1\na: 2", "a:\n  b: 1\n  b: 2", "a: [b, [c]]", "a: [b,]",
        "a: [b: c]", "a:\n  - b\n - c", " a: b\nc: d", "? a\n: b", "<<: a", "a:\tb", "a: b\u2028c",
        "a:\n  b: c\n   d: e",
    ],
)  # fmt: skip
def test_what_is_not_of_the_usual_form_is_left_to_yaml(block: str) -> None:
    assert read_plain(block) is None


def test_a_long_list_is_read_in_one_go() -> None:
    block = "tags:\n" + "- a\n" * 100_000

    found = read_plain(block)

    assert found is not None
    assert len(found[0]["tags"]) == 100_000
