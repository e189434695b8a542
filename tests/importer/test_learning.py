"""Boilerplate that is learned from a batch: what is, what never is, and that no order of files matters."""

from __future__ import annotations

import sqlite3
from datetime import date
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from digest.importer import Article, Hints, ImportOptions, convert
from digest.importer.model import DROPPED_ROLES, Profile, Role
from digest.importer.outlet.learning import Counts, Seen, learn, learned_lines, least_files, merge, zone_lines
from digest.importer.outlet.profiles import plan_profile, to_profile
from digest.importer.outlet.tally import add_counts, create_table, read_frequent, select_learned
from digest.profiles import parse_profile
from tests.importer.helpers import texts

if TYPE_CHECKING:
    from collections.abc import Sequence

HINTS = Hints(ImportOptions(added=date(2026, 11, 22)))
ROOMS = ("map", "poster", "letter", "coin", "chart", "globe", "stamp", "atlas", "book", "folio")

# Georgian, which no word list of the project knows: a menu, a line to share by, a footer with a year that changes.
MENU, SHARE, FOOTER = "მთავარი | სიახლეები | კონტაქტი", "გააზიარეთ", "© {year} ყველა უფლება დაცულია"


def _text(index: int, *, head: Sequence[str] = (), tail: Sequence[str] = ()) -> str:
    """Return an article that no other is like, with lines around it."""
    room = ROOMS[index % len(ROOMS)]
    number = f"{index // len(ROOMS)}{chr(97 + index % 26)}"
    blocks = [
        *head,
        f"The {room} room {number} opens on Sundays",
        f"By Jane {room.title()}",
        f"OSLO -- The {room} room of the library will be open from noon, the library said in notice {number}.",
        f"It holds more than one {room} that has not been shown before, and the tables were made for {number}.",
        f"Tickets for the {room} room are free at door {number}.",
        f"Nobody has to sign the list of the {room} room {number} before the visit, the library said.",
        f"A guide for the {room} room {number} is printed by the library and given to whoever asks for one.",
        *tail,
    ]
    return "\n\n".join(blocks) + "\n"


def _learned(files: Sequence[str], hints: Hints = HINTS) -> tuple[str, ...]:
    counts = learn(zone_lines(text.encode(), "a.txt", hints) for text in files)
    return learned_lines(counts.lines.values(), len(files), hints)


def test_menu_share_line_and_footer_of_ten_files_are_learned_and_no_word_of_the_articles_is_dropped() -> None:
    plain = [_text(index) for index in range(10)]
    files = [_text(index, head=[MENU], tail=[SHARE, FOOTER.format(year=2010 + index)]) for index in range(len(plain))]

    learned = plan_profile(None, _learned(files), "outlet").change

    assert learned is not None
    profile = to_profile(parse_profile(learned.text, learned.path)[0])
    for clean, text in zip(plain, files, strict=True):
        found = convert(text.encode(), "a.txt", Hints(HINTS.options, profile=profile))
        alone = convert(clean.encode(), "a.txt", HINTS)
        assert isinstance(found, Article)
        assert isinstance(alone, Article)
        assert len(texts(found, Role.LEARNED)) == 3
        assert [(p.role, p.text) for p in found.parts if p.role not in DROPPED_ROLES] == [
            (p.role, p.text) for p in alone.parts
        ]


def test_line_of_too_few_files_is_not_learned() -> None:
    two = [_text(index, tail=[SHARE] if index < 2 else []) for index in range(10)]
    three = [_text(index, tail=[SHARE] if index < 3 else []) for index in range(10)]
    three_of_many = [_text(index, tail=[SHARE] if index < 3 else []) for index in range(200)]

    assert _learned(two) == ()
    assert _learned(three) == (SHARE,)
    assert _learned(three_of_many) == ()


@pytest.mark.parametrize(("files", "least"), [(1, 3), (150, 3), (151, 4), (1000, 20), (100_000, 2000)])
def test_line_stands_in_three_files_and_in_two_of_a_hundred(files: int, least: int) -> None:
    assert least_files(files) == least


@pytest.mark.parametrize(
    "line",
    [
        "By Jane Roe",
        "Автор: Иван Петров",
        "AFP",
        "26 December 2016",
        "Published: 2016-12-26",
        "OSLO -- The reading room opens.",
        "Photo: Jane Roe",
        "The room. [Jane Roe/AFP]",
        "Jane Roe",
        "Иван Петров",
        "سارة علي",
        "1 / 1500",
        "* * *",
        "Do you like this article?",  # the word lists have it
        "x" * 201,
        "|".join("abcdefghi" for _ in range(21)),
    ],
)
@pytest.mark.parametrize("at", ["head", "tail"])
def test_what_is_of_the_article_or_already_known_is_never_learned(line: str, at: str) -> None:
    files = [_text(index, **{at: [line]}) for index in range(20)]  # type: ignore[arg-type]

    assert _learned(files) == ()


def test_line_in_the_middle_is_not_learned() -> None:
    middle = [f"The {room} is shown beside the others of its kind, in a case of its own." for room in ROOMS]
    files = [
        _text(
            index,
            tail=[
                *(f"{line} {index}{chr(97 + index)}" for line in middle),
                SHARE,
                *(f"{line} {chr(97 + index)}" for line in middle),
                *(f"{index}{line}" for line in middle),
            ],
        )
        for index in range(10)
    ]

    assert _learned(files) == ()


def test_headline_that_stands_above_many_texts_is_not_learned() -> None:
    files = [_text(index).split("\n\n", 1)[1] for index in range(10)]

    assert _learned([f"The week in the reading rooms\n\n{text}" for text in files]) == ()


def test_section_above_some_headlines_is_not_learned_and_a_label_above_all_is() -> None:
    sections = [_text(index, head=["Culture" if index % 3 else "Science"]) for index in range(30)]
    some = [_text(index, head=["Culture"] if index % 3 == 0 else []) for index in range(30)]

    assert _learned(some) == ()
    assert "Science" not in _learned(sections)
    assert _learned([_text(index, head=["Print this"]) for index in range(30)]) == ("Print this",)


PROSE = "Write to the library if you see a mistake in this text."


def test_sentence_is_learned_when_a_tenth_of_the_files_repeat_every_letter_of_it() -> None:
    assert _learned([_text(index, tail=[PROSE] if index < 9 else []) for index in range(100)]) == ()
    assert _learned([_text(index, tail=[PROSE] if index < 10 else []) for index in range(100)]) == (PROSE,)
    assert (
        _learned([_text(index, tail=[f"The room holds {index} books in all, it said."]) for index in range(30)]) == ()
    )


def test_line_is_learned_once_whatever_its_figures_and_letters() -> None:
    forms = ["Page 2 of 9", "PAGE 3 of 9", "page 2 of 9", "PAGE 4 of 9"]

    assert _learned([_text(index, tail=[forms[index % 4]]) for index in range(8)]) == ("PAGE 3 of 9",)


def test_what_the_profile_has_or_keeps_is_not_learned_again() -> None:
    hints = Hints(HINTS.options, profile=Profile(boilerplate=frozenset({SHARE}), keep=frozenset({"page # of #"})))
    files = [_text(index, tail=[SHARE, "Page 2 of 9"]) for index in range(8)]

    assert _learned(files, hints) == ()


@pytest.mark.parametrize("raw", [b"", b"\x89PNG\r\n\x1a\n" + bytes(99), bytes(range(256)) * 9, b"a\n\n" * 2_000_000])
def test_file_that_is_no_article_adds_nothing(raw: bytes) -> None:
    assert zone_lines(raw, "a.txt", HINTS) is None


def test_line_that_a_file_repeats_counts_once() -> None:
    lines = zone_lines(
        _text(0, head=[SHARE, SHARE], tail=["Page 1 of 9", SHARE, "Page 2 of 9"]).encode(), "a.txt", HINTS
    )

    assert [line.printed for line in lines if line.printed in {SHARE, "Page 1 of 9", "Page 2 of 9"}] == [
        SHARE,
        "Page 1 of 9",
    ]


SEEN = st.builds(Seen, st.integers(1, 9), st.integers(0, 9), st.sampled_from(["A", "a", "b 1", "b 2", "c"]))
COUNTS = st.dictionaries(st.sampled_from(["a", "b #", "c"]), SEEN).map(Counts)


@given(COUNTS, COUNTS, COUNTS)
def test_counts_add_up_in_any_order_and_grouping(one: Counts, two: Counts, three: Counts) -> None:
    assert merge(one, two) == merge(two, one)
    assert merge(merge(one, two), three) == merge(one, merge(two, three))
    assert merge(one, Counts()) == one == merge(Counts(), one)


@settings(max_examples=10)
@given(st.permutations(range(12)), st.integers(0, 12))
def test_what_is_learned_does_not_depend_on_the_order_of_files_or_on_who_counted_them(
    order: list[int], cut: int
) -> None:
    files = [_text(index, head=[MENU], tail=[f"Page {index} of 9", "PAGE 1 of 9"]) for index in order]
    lines = [zone_lines(text.encode(), "a.txt", HINTS) for text in files]

    together = merge(learn(lines[:cut]), learn(lines[cut:]))

    assert together == learn(lines)
    assert learned_lines(together.lines.values(), len(files), HINTS) == ("Page 0 of 9", MENU)


@settings(max_examples=10)
@given(st.permutations(range(40)), st.lists(st.integers(1, 15), min_size=40))
def test_counts_on_disk_teach_the_same_as_in_memory_in_any_order_and_parts(order: list[int], sizes: list[int]) -> None:
    files = [_text(index, head=[MENU], tail=[f"Page {index % 4} of 9", SHARE, PROSE]) for index in range(40)]
    lines = [zone_lines(text.encode(), "a.txt", HINTS) for text in files]
    db = sqlite3.connect(":memory:")
    create_table(db)
    create_table(db)

    rest = order
    for size in sizes:
        add_counts(db, learn(lines[index] for index in rest[:size]))
        rest = rest[size:]

    learned, frequent = select_learned(db, 40, HINTS), set(read_frequent(db, 40))
    db.close()
    counts = learn(lines)
    assert frequent == {seen for seen in counts.lines.values() if seen.files >= least_files(40)}
    assert learned == learned_lines(counts.lines.values(), 40, HINTS)
    assert learned == ("Page 0 of 9", PROSE, SHARE, MENU)
