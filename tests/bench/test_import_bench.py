"""The bench of the importer gives every figure that it promises, and docs/benchmarks.md has them all."""

from __future__ import annotations

import re
import subprocess
import sys
from dataclasses import replace
from importlib import import_module
from typing import Any

import pytest

from bench.document import DOCUMENT, Table, part_of, put, render
from bench.measure import in_fresh_process, machine, watch
from digest.importer import Article
from digest.importer.convert import convert
from digest.importer.model import Hints
from tests.bench.tables import read_tables
from tests.importer.helpers import OPTIONS, run
from tests.importer.layouts import variants
from tests.importer.pages import as_page
from tests.support.project import ROOT

conservation = import_module("bench.import.conservation")  # `import` is no name that an import statement takes
prose = import_module("bench.import.prose")

REACH = "What it must reach"
TABLES = (
    REACH, "Speed of one core", "Beside trafilatura", "Growth with the number of files",
    "Growth with the size of one file", "Importing again", "What is right", "Conservation of words",
    "Other layouts, and real texts",
)  # fmt: skip
ROWS = (
    "word conservation, input to rendered HTML, Python-Markdown and CommonMark",
    "invented dates, authors, places",
    "the two seeds and any re-encoding or re-layout of them",
    "clean articles: headline / authors F1 / dateline place / literal date",
    "clean articles: body words dropped",
    "page dumps flagged for review / clean articles flagged",
    "speed, one core, files of 3-4 kB: conversion / with YAML and writing",
    "growth: one file of 20 MB",
    "growth: number of files",
    "second import of the same folder",
    "edited files overwritten",
    "kill at any moment, then run again",
)


def _document() -> str:
    return part_of(DOCUMENT.read_text("utf-8"), "import")


@pytest.fixture(scope="module")
def quick() -> str:
    """Return what the bench says when it measures next to nothing."""
    command = [sys.executable, "-m", "bench.import", "--quick"]
    return subprocess.run(command, cwd=ROOT, stdout=subprocess.PIPE, text=True, check=True).stdout


@pytest.mark.parametrize("source", ["quick", "document"])
def test_every_row_is_there(source: str, quick: str) -> None:
    tables = read_tables(quick if source == "quick" else _document())

    assert tuple(tables) == TABLES
    assert tuple(row[0].strip() for row in tables[REACH][1:]) == ROWS
    assert all(cell.strip() for row in tables[REACH] for cell in row)
    assert [title for title, rows in tables.items() if len({len(row) for row in rows}) != 1 or len(rows) == 1] == []


def test_the_document_has_the_columns_of_the_bench(quick: str) -> None:
    document, found = read_tables(_document()), read_tables(quick)

    assert {title: rows[0] for title, rows in document.items()} == {title: rows[0] for title, rows in found.items()}


def test_the_document_says_when_and_on_which_machine() -> None:
    assert re.search(r"^Measured on \d{4}-\d\d-\d\d: .*\d+ cores, .*Python 3\.\d+", _document(), re.MULTILINE)


def test_a_row_names_the_command_and_tests_that_are_there(quick: str) -> None:
    shown_by = " ".join(row[-1] for row in read_tables(quick)[REACH][1:])

    files = re.findall(r"`(?:tests/importer/)?(test_\w+\.py)`", shown_by)
    assert [name for name in files if not (ROOT / "tests/importer" / name).is_file()] == []
    assert all("`inv bench import`" in row[-1] for row in read_tables(quick)[REACH][1:])


def test_machine_is_told_without_a_name_of_its_own() -> None:
    assert re.match(r"\d{4}-\d\d-\d\d: .+ \d+ cores, \d+ GB, \w+, \w+ 3\.\d+\.\d+$", machine())


def test_figures_take_the_place_of_those_that_were_there() -> None:
    table = render(Table("Title", "Note.", ("a", "b"), (("1", "2"),)))

    once = put("Before\n<!-- x: begin -->\nold\n<!-- x: end -->\nAfter\n", "x", table)

    assert once == put(once, "x", table)
    assert "old" not in once
    assert once.startswith("Before\n")
    assert once.endswith("After\n")
    with pytest.raises(ValueError, match="no marks for y"):
        put(once, "y", table)


def hold(size: int) -> dict[str, Any]:
    """Hold so many bytes for a moment; called in a process of its own."""
    with watch() as before:
        held = bytearray(size)
        del held
    with watch() as after:
        pass
    return {"before": before.memory, "after": after.memory}


def test_memory_is_the_most_that_was_held_at_once_and_not_what_was_before() -> None:
    size = 50_000_000

    found = in_fresh_process(hold, size=size)

    assert size * 0.9 < found["before"] < size * 1.5
    assert found["after"] < size * 0.1


@pytest.mark.parametrize("lang", ["en", "ru"])
def test_an_article_is_the_same_as_a_text_and_as_a_page(lang: str) -> None:
    for seed in range(12):
        story = prose.long_story(seed, lang, 3000)
        text = run(prose.as_text(story))
        page = convert(as_page(story, seed), "a.html", Hints(OPTIONS))
        assert isinstance(text, Article)
        assert isinstance(page, Article)

        assert 3000 < len(prose.as_text(story).encode()) < 4500
        assert text.headline == page.headline == story.headline
        assert text.authors == page.authors == story.authors
        assert str(text.date) == str(page.date) == str(story.published)
        assert (
            [part.text for part in text.body] == [part.text for part in page.body] == [text for _, text in story.body]
        )


@pytest.mark.parametrize("kind", [prose.ONE_LINE, prose.MANY_LINES, prose.PROSE])
def test_a_large_file_is_as_large_as_was_asked(kind: str) -> None:
    text = prose.large(kind, 1_000_000)

    assert 900_000 < len(text) < 1_010_000
    assert text.count("\n") == {prose.ONE_LINE: 0, prose.MANY_LINES: prose.LINES - 1}.get(kind, text.count("\n"))
    assert kind != prose.PROSE or text.count("\n\n") > 2000


def test_a_word_that_is_lost_or_made_up_is_seen() -> None:
    text = prose.as_text(prose.long_story(1, "en", 900))
    found = run(text)
    assert isinstance(found, Article)

    assert conservation.faults(text, found) == []
    assert conservation.faults(text, replace(found, parts=found.parts[:-1])) == ["parts"]
    assert conservation.faults(text, replace(found, authors=("Ann Oak",))) == ["invented"]
    assert conservation.faults(text, replace(found, date_evidence="yesterday")) == ["invented"]


def test_every_variant_is_another_file() -> None:
    text = prose.as_text(prose.long_story(3, "en", 900)).replace("its", "it's")

    assert len({*variants(text).values(), text.encode()}) == len(variants(text)) + 1
