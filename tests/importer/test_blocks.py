"""Lines to blocks: tables, divided words, blank lines, and texts without measure (rules 13 to 15 and 20 to 24)."""

from __future__ import annotations

import subprocess
import sys

import pytest

from digest.importer.model import Block, Role
from digest.importer.texts.blocks import split_blocks
from digest.importer.texts.clean import MAX_LINES, clean, split_lines, squash
from tests.importer.helpers import words

PROSE = "The library has counted its visitors in spring, and the figures hang on the door."
MAX_SECONDS = 10
FREE = 30_000_000
TIMES = 5


def _blocks(text: str) -> list[Block]:
    return split_blocks(split_lines(clean(text)))


def _tables(text: str) -> list[list[str]]:
    return [block.text.split("\n") for block in _blocks(text) if block.role is Role.TABLE]


@pytest.mark.parametrize(
    "rows",
    [
        ["Room   Seats   Lamps", "Hall   120   24", "Attic   18   6"],
        ["Hall\t120\t24", "Attic\t18\t6", "Cellar\t4\t1"],
        ["| Room | Use |", "|---|---|", "| Hall | reading |"],
        ["North Side 12, Mill Lane 9", "Harbour 11, Old Town 11", "Hill Street 7, Garden Row 14"],
    ],
)
def test_a_table_keeps_its_lines(rows: list[str]) -> None:
    text = "\n".join(rows)

    assert _tables(f"{PROSE}\n\n{text}\n\n{PROSE}") == [[squash(row) for row in rows]]


@pytest.mark.parametrize(
    "lines",
    [
        ["1. the hall", "2. the attic", "3. the cellar"],
        ["- 12 maps", "- 14 atlases", "- 3 globes"],
        ["The hall", "The attic", "The cellar"],
        ["In 2014 it closed.", "In 2015 it opened.", "In 2016 it grew."],
        ["Hall 12", "Attic 14"],
    ],
)
def test_a_list_is_no_table(lines: list[str]) -> None:
    text = "\n".join(lines)

    assert [block.text for block in _blocks(f"{PROSE}\n\n{text}\n\n{PROSE}")] == [PROSE, *lines, PROSE]


def test_days_over_an_article_are_no_table() -> None:
    assert _tables(f"Library counts 2016\nPublished 3 March 2016\nUpdated 4 March 2016\n\n{PROSE}") == []


def test_a_table_in_a_wrapped_text_is_not_joined() -> None:
    first = "The library has counted its visitors in spring, and the\n"
    wrapped = f"{first}figures hang on the door, where all readers of it can see\n"
    rows = "Hall    120    64\nAttic    18    6\nCellar    4    1"

    found = _blocks(f"{wrapped * 4}them.\n\n{rows}\n\n{wrapped * 2}them.")

    assert [block.role for block in found] == [None, Role.TABLE, None]


@pytest.mark.parametrize(
    ("known", "joined"),
    [
        ("An example is there.", "the example of"),
        ("An exam-ple is there.", "the exam-ple of"),
        ("Nothing is there.", "the exam- ple of"),
    ],
)
def test_a_divided_word_is_one_again_where_the_text_has_it_whole(known: str, joined: str) -> None:
    text = "The rooms of the library were counted in the spring, and the exam-\nple of the museum was not taken."

    found = _blocks(f"{text}\n\n{text}\n\n{known}")

    assert joined in found[0].text
    assert bool(found[0].rejoined) is ("- " not in joined)


def test_any_number_of_blank_lines_is_one() -> None:
    text = "Library opens" + "\n" * 1_000_000 + PROSE

    lines = split_lines(text)

    assert [(line.number, line.text) for line in lines] == [(1, "Library opens"), (2, ""), (1_000_001, PROSE)]


def test_the_end_of_a_text_without_measure_is_kept_line_by_line() -> None:
    text = "\n".join(f"Line  {number} of it" for number in range(MAX_LINES * 2))

    found = _blocks(text)

    assert len(found) < MAX_LINES * 1.1
    assert "\n".join(block.text for block in found) == text.replace("  ", " ")
    assert all(block.text.startswith(f"Line {block.line - 1} of it") for block in found)


def test_a_long_line_is_squashed_like_a_short_one() -> None:
    text = " a\t b\u2003\xa0c  " * 30_000

    assert squash(text) == " ".join(text.split())
    assert words(squash(text)) == words(text)


SIZES = {
    "one line": '"Library opens\\n\\n" + sentence * (size // len(sentence))',
    "paragraphs": '"Library opens\\n\\n" + (sentence + "\\n\\n") * (size // (len(sentence) + 2))',
    "wrapped": '"Library opens\\n\\n" + (sentence[:72] + "\\n") * (size // 73)',
    "cyrillic": '"Зал\\n\\n" + "Читальный зал откроется в понедельник, сообщил музей.\\n\\n" * (size // 97)',
    "blank lines": '"Library opens" + "\\n" * size + sentence * 9',
}
PROGRAM = """
import resource, sys, time
from datetime import date
from digest.importer import Hints, ImportOptions, convert
from digest.importer.render import render_article

def peak():
    used = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return used * (1 if sys.platform == "darwin" else 1024)

def read(raw):
    return convert(raw, "a.txt", Hints(ImportOptions(added=date(2026, 11, 22))))

sentence = "The reading room of the town opens on Monday, the library said in a notice on the door of the old mill. "
size = 20_000_000
read(("Library opens\\n\\n" + sentence * 9).encode())  # the word lists are read once, whatever the size
before = peak()
raw = ({text}).encode()
length = len(raw)
start = time.process_time()
found = read(raw)
del raw
render_article(found, "a", date(2026, 11, 22), None)
print(length, time.process_time() - start, peak() - before)
"""


@pytest.mark.parametrize("shape", SIZES)
def test_twenty_megabytes_take_seconds_and_little_memory(shape: str) -> None:
    program = PROGRAM.replace("{text}", SIZES[shape])

    told = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True, timeout=300)

    length, seconds, memory = map(float, told.stdout.split())
    assert seconds <= MAX_SECONDS
    assert memory <= FREE + TIMES * length


def test_the_lines_of_a_narrow_column_are_joined() -> None:
    paragraph = (
        "The new wing of the\ncounty museum was opened\nthis afternoon by the mayor in\nthe presence of a large crowd."
    )

    assert [block.text for block in _blocks("\n\n".join([paragraph] * 3))] == [paragraph.replace("\n", " ")] * 3


def test_the_lines_of_a_poem_are_not_joined() -> None:
    poem = ["the lamp is green, the window grey,", "the heater ticks, the pages turn;", "the snow has come, it stays."]

    assert [block.text for block in _blocks("\n\n".join(["\n".join(poem)] * 4))] == poem * 4


def test_the_lines_of_the_head_of_a_letter_are_not_joined() -> None:
    head = ["Subject: The city library opens its new map room", "From: The press office of the city library"]
    wrapped = "\n".join([PROSE[:60], PROSE[60:]] * 3)

    assert [block.text for block in _blocks("\n".join(head) + f"\n\n{wrapped}")][:2] == head
