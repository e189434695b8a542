"""How many texts of three to four kilobytes a core reads in a second, alone and with all that an import does."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any

from bench.document import Table
from bench.measure import in_fresh_process, watch
from digest.importer import Hints, Run, convert, each_result, local_workers
from digest.importer.reading import Job, read_job
from tests.importer.helpers import OPTIONS

from .prose import as_text, long_story

if TYPE_CHECKING:
    from collections.abc import Callable

    from .sizes import Size

BYTES = 3300
WARM = 20
HINTS = Hints(OPTIONS)
LANGS = {"en": "English", "ru": "Russian"}


@dataclass(frozen=True, slots=True)
class Speed:
    """Texts of a language in a second of CPU: *convert*, *read* (with YAML), *write* (a whole import).

    *pair* is what two processes do in a second of the clock, *pair_cpu* in one of CPU; *size* the mean length.
    """

    lang: str
    size: int
    convert: float
    read: float
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
        "read": _rate(lambda raw: read_job(Job("a.txt", "a.txt", raw), HINTS), raws),
        **_import(raws),
    }


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
            one.convert, one.read, one.write, one.pair_cpu, one.pair)))
        for one in speeds
    ]  # fmt: skip
    note = (
        f"{number:,} texts of each language. Texts in a second of CPU, all but the last column, which is by the clock. "
        "The whole import finds, reads, decides and writes; two processes pay for their start too."
    )
    columns = ("texts", "conversion", "and YAML", "whole import", "by two processes", "by two, by the clock")
    return Table("Speed of one core", note, columns, tuple(rows))
