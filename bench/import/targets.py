"""What the importer must reach, row by row, beside what was measured."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from bench.document import Table
from bench.measure import MB

from .conservation import STEPS
from .onefile import SECONDS
from .real import CORPUS, SEEDS
from .speed import LANGS

if TYPE_CHECKING:
    from collections.abc import Sequence

    from .again import Again
    from .conservation import Conservation
    from .growth import Growth
    from .killed import Killed
    from .onefile import OneFile
    from .peers import Peer
    from .quality import Quality
    from .real import Right
    from .speed import Speed

CONVERSIONS, IMPORTS = 1000, 500  # in a second of one core
HEADLINES, FIELDS = 0.99, 0.97
FLAGGED, CLEAN_FLAGGED = 0.90, 0.02
FLAT = 1.5  # times the CPU for a file, from the fewest files to the most; it is noise that takes the half
BENCH = "`inv bench import`"


@dataclass(frozen=True, slots=True)
class Figures:
    """All that was measured."""

    speeds: list[Speed]
    peers: list[Peer]
    growths: list[Growth]
    files: list[OneFile]
    again: Again
    killed: Killed
    quality: Quality
    kinds: list[Conservation]
    rights: list[Right]


class Row(NamedTuple):
    """A row: *what* with the figure *wanted*, the one *measured*, and the command that shows it."""

    what: str
    wanted: str
    measured: str
    is_reached: bool
    shown_by: str


def rows(figures: Figures) -> list[Row]:
    """Return the rows, in a fixed order."""
    return [
        _conservation(figures.kinds),
        _invention(figures),
        _layouts(figures.rights),
        _fields(figures.quality),
        _body(figures.quality),
        _flags(figures.quality),
        _speed(figures.speeds),
        _one_file(figures.files),
        _many_files(figures.growths),
        _second_import(figures.again),
        _edited(figures.again),
        _kill(figures.killed),
    ]


def table(figures: Figures) -> Table:
    """Return the rows as a table."""
    lines = tuple((*row[:3], "yes" if row.is_reached else "**no**", row.shown_by) for row in rows(figures))
    columns = ("what", "to reach", "measured", "reached", "shown by")
    return Table("What it must reach", "Figures that were set beforehand; details below.", columns, lines)


def _conservation(kinds: Sequence[Conservation]) -> Row:
    number = sum(one.documents for one in kinds)
    wrong = sum(one.wrong[step] for one in kinds for step in STEPS[:3])
    return Row(
        "word conservation, input to rendered HTML, Python-Markdown and CommonMark",
        "100 % of all cases and of 10,000 generated documents",
        f"{wrong:,} of {number:,} documents with a difference",
        not wrong,
        f"{BENCH}, `tests/importer/test_conservation.py`, `test_escape.py`",
    )


def _invention(figures: Figures) -> Row:
    invented = figures.quality.invented + sum(one.wrong["invented"] for one in figures.kinds)
    number = figures.quality.articles + sum(one.documents for one in figures.kinds)
    return Row(
        "invented dates, authors, places", "0", f"{invented:,} in {number:,} documents", not invented,
        f"{BENCH}, `tests/importer/test_grammar.py`, `test_conservation.py`",
    )  # fmt: skip


def _layouts(rights: Sequence[Right]) -> Row:
    given = [one for one in rights if not one.what.startswith(CORPUS)]
    seeds = "" if any(one.what == SEEDS for one in given) else " (the seeds were not there)"
    return Row(
        "the two seeds and any re-encoding or re-layout of them",
        "every field exact",
        ", ".join(f"{one.what}: {one.right:,} of {one.number:,}" for one in given) + seeds,
        all(one.right == one.number for one in given) and not seeds,
        f"{BENCH}, `tests/importer/test_shared.py`",
    )


def _fields(quality: Quality) -> Row:
    shares = quality.headline, quality.authors, quality.place, quality.date
    return Row(
        "clean articles: headline / authors F1 / dateline place / literal date",
        ">= .99 / >= .97 / >= .97 / >= .97",
        " / ".join(f"{share:.4f}" for share in shares),
        quality.headline >= HEADLINES and min(shares) >= FIELDS,
        f"{BENCH}, `tests/importer/test_grammar.py`",
    )


def _body(quality: Quality) -> Row:
    return Row(
        "clean articles: body words dropped",
        "0",
        f"{quality.lost:,} in {quality.articles:,} articles",
        not quality.lost,
        f"{BENCH}, `tests/importer/test_grammar.py`",
    )


def _flags(quality: Quality) -> Row:
    clean = max(quality.flagged, quality.alone_flagged)
    lost = quality.pages_lost + quality.alone_lost
    return Row(
        "page dumps flagged for review / clean articles flagged",
        ">= .90 / <= .02, no required text lost",
        f"{quality.pages_flagged:.4f} / {quality.flagged:.4f}, of those that look like pages "
        f"{quality.alone_flagged:.4f}; {lost:,} lost text",
        quality.pages_flagged >= FLAGGED and clean <= CLEAN_FLAGGED and not lost,
        f"{BENCH}, `tests/importer/test_pages.py`",
    )


def _speed(speeds: Sequence[Speed]) -> Row:
    return Row(
        "speed, one core, files of 3-4 kB: conversion / with YAML and writing",
        ">= 1,000/s / >= 500/s",
        "; ".join(
            f"{LANGS[one.lang]}: {one.convert:,.0f}/s / {one.file:,.0f}/s (a whole import: {one.write:,.0f}/s)"
            for one in speeds
        ),
        all(one.convert >= CONVERSIONS and one.file >= IMPORTS for one in speeds),
        BENCH,
    )


def _one_file(files: Sequence[OneFile]) -> Row:
    slowest, largest = max(files, key=lambda one: one.cpu), max(files, key=lambda one: one.memory / one.allowed)
    return Row(
        "growth: one file of 20 MB",
        f"linear: <= {SECONDS} s; memory <= 30 MB + 5 x the file",
        f"{slowest.cpu:.1f} s at most ({slowest.size / MB:.1f} MB {slowest.kind}); memory at most "
        f"{largest.memory / MB:.0f} MB of {largest.allowed / MB:.0f} MB ({largest.size / MB:.1f} MB {largest.kind})",
        slowest.cpu <= SECONDS and largest.memory <= largest.allowed,
        BENCH,
    )


def _many_files(growths: Sequence[Growth]) -> Row:
    first, last = growths[0], growths[-1]
    return Row(
        "growth: number of files",
        "linear",
        f"{first.each:.2f} ms of CPU for one of {first.files:,} files, {last.each:.2f} ms for one of {last.files:,}; "
        f"memory {first.memory / MB:.0f} MB and {last.memory / MB:.0f} MB",
        last.each <= FLAT * first.each,
        BENCH,
    )


def _second_import(again: Again) -> Row:
    return Row(
        "second import of the same folder",
        "0 writes, modification times kept",
        f"{again.written:,} of {again.files:,} written, {again.touched:,} files touched",
        not again.written and not again.touched,
        f"{BENCH}, `tests/importer/test_reimport.py`",
    )


def _edited(again: Again) -> Row:
    return Row(
        "edited files overwritten", "0", f"{again.overwritten:,} of {again.edited:,}", not again.overwritten,
        f"{BENCH}, `tests/importer/test_reimport.py`",
    )  # fmt: skip


def _kill(killed: Killed) -> Row:
    same = "the same tree" if killed.is_same else "another tree"
    return Row(
        "kill at any moment, then run again",
        "the same tree as an unbroken run",
        f"{same} after {killed.kills:,} kills of an import of {killed.files:,} files",
        killed.is_same,
        f"{BENCH}, `tests/importer/test_killed.py`",
    )
