"""Plain text for mails: no line is wider than 72 columns, no word is lost, and addresses are never broken."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from wcwidth import wcswidth

from digest.site.body import plain_text, render_body
from digest.site.plainlines import WIDTH, body_lines, columns, directed, is_address, ruled, wrap

ANYTHING = st.text(st.characters(exclude_categories=["Cs"]))
SCRIPTS = st.text(st.sampled_from("aé Қ ж مُحَ 博物館 館 \u0301\u200f\u00ad-–—ﷺ👩‍👩‍👧 \u3000"), max_size=400)
ADDRESS = "https://example.org/" + "a" * 90


@given(ANYTHING | SCRIPTS, st.sampled_from(["", "- ", "> > ", "12. "]))
def test_no_line_is_wider_than_a_mail_program_shows(text: str, first: str) -> None:
    for line in wrap(text, first):
        assert columns(line) <= WIDTH or is_address(line.split()[-1]), line


@given(SCRIPTS)
def test_no_word_is_lost_and_none_is_divided_that_fits(text: str) -> None:
    said = ["".join(char for char in word if char.isprintable()) for word in text.split()]

    if all(columns(word) <= WIDTH for word in said):
        assert " ".join(wrap(text)).split() == [word for word in said if word]
    assert "".join("".join(wrap(text)).split()) == "".join("".join(said).split())


@pytest.mark.parametrize("words", ["books and maps " * 40, "книги и карты " * 40, "كتب وخرائط " * 40, "a " * 300])
def test_lines_are_as_full_as_they_can_be(words: str) -> None:
    lines = wrap(words)

    assert all(columns(line) <= WIDTH for line in lines)
    assert all(columns(f"{line} {after.split()[0]}") > WIDTH for line, after in pairwise(lines))


def test_address_is_not_broken() -> None:
    lines = wrap(f"It stands at {ADDRESS} and nowhere else.")

    assert ADDRESS in [word for line in lines for word in line.split()]


def test_columns_are_those_of_a_terminal() -> None:
    assert [columns(text) for text in ("museum", "博物館", "é", "مُتْحَف", "\x07")] == [6, 6, 1, 4, 0]
    assert all(columns(text) == wcswidth(text) for text in ("музей", "Қазақ", "متحف"))


def test_script_without_spaces_is_broken_between_its_characters() -> None:
    lines = wrap("博物館" * 30)

    assert [columns(line) for line in lines] == [72, 72, 36]


def test_lines_after_the_first_stand_under_its_words() -> None:
    first, *others = wrap("books and maps " * 12, "10. ")

    assert first.startswith("10. books")
    assert all(line.startswith("    ") and not line.startswith("     ") for line in others)


def test_heading_has_a_rule_as_long_as_its_words() -> None:
    assert ruled("博物館", "-") == ["博物館", "------"]


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("UNESCO تصدر دليلاً", "\u200fUNESCO تصدر دليلاً"),
        ("2016 · UNESCO", "\u200f2016 · UNESCO"),
        ("دليل UNESCO", "دليل UNESCO"),
        ("24 · متحف", "24 · متحف"),
        ("https://example.org/ar/", "https://example.org/ar/"),
        ("-----", "-----"),
    ],
)
def test_line_of_a_right_to_left_text_runs_that_way_whatever_it_begins_with(line: str, expected: str) -> None:
    assert directed(line, "rtl") == expected
    assert directed(line, "ltr") == line


def test_blocks_of_a_body_are_parted_and_their_addresses_follow() -> None:
    body = render_body(
        "One [hall](https://example.org/a) and [another](https://example.org/b).\n\n## The plan\n\n"
        "- first\n- second [map](https://example.org/c)\n    - within\n- third\n\n1. one\n2. two\n\n> It is said.\n\n"
        "https://example.org/d stands here.\n"
    )

    assert body_lines(body) == [
        "One hall and another.",
        "https://example.org/a",
        "https://example.org/b",
        "",
        "The plan",
        "--------",
        "",
        "- first",
        "- second map",
        "https://example.org/c",
        "  - within",
        "- third",
        "",
        "1. one",
        "2. two",
        "",
        "> It is said.",
        "",
        "https://example.org/d stands here.",
    ]


@given(ANYTHING)
@example("#\ud7fc")  # a heading of which nothing can be shown
def test_body_keeps_every_word(text: str) -> None:
    html = render_body(text)
    lines = "".join(line for line in body_lines(html) if not set(line) <= {"-"})
    words = "".join(char for char in plain_text(html.replace("<", " <")) if char.isprintable() and not char.isspace())

    kept = iter("".join(lines.split()))
    assert all(char in kept for char in words if char.isalpha())
