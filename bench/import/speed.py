"""How many texts of three to four kilobytes a core reads in a second, alone and with all that an import does."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any

from bench.document import Table
from bench.measure import in_fresh_process, watch
from digest.importer import Article, Hints, ImportResult, Run, convert, each_result, local_workers
from digest.importer.files import apply_changes
from digest.importer.render import render_apart
from digest.importer.results import Change, Decision
from tests.importer.helpers import OPTIONS

from .prose import as_text, long_story

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from .sizes import Size

BYTES = 3300
WARM = 20
HINTS = Hints(OPTIONS)
LANGS = {"en": "English", "ru": "Russian"}


@dataclass(frozen=True, slots=True)
class Speed:
    """Texts of a language in a second of CPU: *convert*, *file* (with YAML and writing), *write* (a whole import).

    A whole import also finds and decides, keeps its ledger, and compares the texts with each other. *pair* is what two
    processes do in a second of the clock, *pair_cpu* in one of CPU; *size* is the mean length.
    """

    lang: str
    size: int
    convert: float
    file: float
    write: float
    pair: float
    pair_cpu: float


def measure(size: Size) -> list[Speed]:
    """Return the speeds, each measured in a process of its own."""
    return [Speed(**in_fresh_process(_speed, lang=lang, number=size.texts)) for lang in LANGS]


def _speed(lang: str, number: int) -> dict[str, Any]:
    raws = [as_text(long_story(seed, lang, BYTES)).encode() for seed in range(number + WARM)]
    return {
        "lang": lang,
        "size": sum(map(len, raws)) // len(raws),
        "convert": _rate(lambda raw: convert(raw, "a.txt", HINTS), raws),
        "file": _rate_of_files(raws),
        **_import(raws),
    }


def _rate_of_files(raws: list[bytes]) -> float:
    """Return the rate of articles converted, rendered, and written to where the disk has them."""
    with TemporaryDirectory() as folder:
        for raw in raws[:WARM]:
            convert(raw, "a.txt", HINTS)
        with watch() as cost:
            written = sum(result.outcome == "created" for result in apply_changes(_articles(raws[WARM:]), Path(folder)))
        return written / cost.cpu


def _articles(raws: list[bytes]) -> Iterator[Decision]:
    for number, raw in enumerate(raws):
        article = convert(raw, "a.txt", HINTS)
        if isinstance(article, Article):
            change = Change(f"articles/{number}.md", *render_apart(article, "a", OPTIONS.added, None))
            yield Decision(ImportResult("a.txt", "created"), change)


def _rate(work: Callable[[bytes], object], raws: list[bytes]) -> float:
    for raw in raws[:WARM]:
        work(raw)
    with watch() as cost:
        for raw in raws[WARM:]:
            work(raw)
    return len(raws[WARM:]) / cost.cpu


def _import(raws: list[bytes]) -> dict[str, float]:
    with TemporaryDirectory() as folder:
        inbox = Path(folder, "inbox")
        inbox.mkdir()
        for number, raw in enumerate(raws):
            (inbox / f"{number:06}.txt").write_bytes(raw)
        run = partial(each_result, [inbox], options=OPTIONS)
        with watch() as alone:
            written = sum(result.path is not None for result in run(into=Path(folder, "one")))
        with watch() as pair:
            both = sum(
                result.path is not None for result in run(into=Path(folder, "two"), run=Run(workers=local_workers(2)))
            )
    return {"write": written / alone.cpu, "pair": both / pair.wall, "pair_cpu": both / pair.cpu}


def table(speeds: list[Speed], number: int) -> Table:
    """Return the figures."""
    rows = [
        (f"{LANGS[one.lang]}, {one.size:,} bytes", *(f"{value:,.0f}/s" for value in (
            one.convert, one.file, one.write, one.pair_cpu, one.pair)))
        for one in speeds
    ]  # fmt: skip
    note = (
        f"{number:,} texts of each language. Texts in a second of CPU, all but the last column, which is by the clock. "
        "The whole import also finds, decides, keeps a ledger and compares the texts; two processes have to start."
    )
    columns = (
        *("texts", "conversion", "with YAML and writing", "whole import"),
        *("by two processes", "by two, by the clock"),
    )
    return Table("Speed of one core", note, columns, tuple(rows))
