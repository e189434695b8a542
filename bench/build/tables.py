"""The tables of the bench; their rows and columns are the same whatever was measured, with a dash where nothing was."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from bench.document import Table
from bench.measure import MB

from .builders import BARE, CARDS, HUGO, NAMES, OURS, STOCK, USUAL
from .cases import CASES, COLD
from .phases import PHASES
from .results import pages_alone, whole
from .sizes import LARGE, MIDDLE, SIZES, SMALL

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from .results import Results
    from .rounds import Sample
    from .sizes import Size

    Figure = Callable[[Sample], float | None]

NOTHING = "-"
_PEERS = (USUAL, STOCK, BARE, HUGO)
PAGES_ALONE = "{}, pages alone"


def shown(value: float | None, form: str = "{:,.1f}") -> str:
    """Return a figure, or a dash for one that is not there."""
    return NOTHING if value is None else form.format(value)


def costs(results: Results, size: Size) -> Table:
    """Return what each case costs each builder at one size."""
    found = results.sizes.get(size.name)
    rows = [
        (builder, case, *_costs(results.get(size.name, builder, case)))
        for case in CASES
        for builder in NAMES
        if case in size.cases.get(builder, ())
    ]
    note = (
        f"{found.articles:,} articles, {found.rounds} round{'s' * (found.rounds > 1)}; {found.when}."
        if found
        else "Not measured."
    )
    columns = ("builder", "case", "CPU s", "range", "by the clock s", "range", "memory MB", "written", "changed")
    return Table(f"{size.name} articles", note, columns, tuple(rows))


def _costs(samples: Sequence[Sample]) -> tuple[str, ...]:
    return (
        *_spread(samples, lambda sample: sample.cpu),
        *_spread(samples, lambda sample: sample.wall),
        shown(_middle(sample.memory / MB for sample in samples), "{:,.0f}"),
        shown(_middle(sample.written for sample in samples), "{:,.0f}"),
        shown(_middle(sample.changed for sample in samples), "{:,.0f}"),
    )


def _spread(samples: Sequence[Sample], of: Callable[[Sample], float]) -> tuple[str, str]:
    values = sorted(map(of, samples))
    if not values:
        return NOTHING, NOTHING
    return shown(_middle(values), "{:,.2f}"), f"{values[0]:,.2f} - {values[-1]:,.2f}"


def _middle(values: Iterable[float]) -> float | None:
    ordered = sorted(values)
    return ordered[len(ordered) // 2] if ordered else None


def ratios(results: Results) -> Table:
    """Return how many times the CPU of this project the others take, case by case."""
    rows = []
    for size in (SMALL, MIDDLE, LARGE):
        for case in size.cases[OURS]:
            own = [results.middle(size.name, OURS, case, of) for of in (pages_alone, whole)]
            others = [results.middle(size.name, name, case, whole) or _as_cold(results, size, name) for name in _PEERS]
            rows.append((size.name, case, *(_times(other, mine) for other in others for mine in own)))
    note = (
        "CPU seconds of the others, in CPU seconds of this project: of its pages alone, as the others make them, and "
        "of the whole build with the checks and the search index. Where a builder was not run in a case it counts "
        "with its cold build, since it renders everything each time. Stock Pelican makes our site in two ways, to the "
        f"same bytes, each in one process. *{USUAL}*: it reads a file as it always does, with YAML in Python and a "
        "Python-Markdown made for that file, its summary rendered too, and makes a card or an entry of a feed anew "
        "wherever it stands; which lists there are, and what stands around the entries of a feed, still comes from "
        f"our plugin, which is quicker than its own generators. *{STOCK}*: what `DIGEST_ENGINE=off` does, with the "
        f"reader and the publisher of this project and what they save. *{BARE}*: its own reader, generators and "
        "theme, for a third "
        "of the files."
    )
    columns = ("articles", "case", *(f"{name} / {part}" for name in _PEERS for part in ("pages", "whole")))
    return Table("How many times as much the others take", note, columns, tuple(rows))


def _as_cold(results: Results, size: Size, name: str) -> float | None:
    return results.middle(size.name, name, COLD, whole)


def _times(other: float | None, own: float | None) -> str:
    return shown(other / own if other is not None and own else None, "{:,.1f}")


def outputs(results: Results) -> Table:
    """Return how much each builder makes of the same articles."""
    rows = []
    for builder in NAMES:
        cells = []
        for size in SIZES:
            cells.append(_beside_ours(results, size, builder, lambda sample: sample.files, "{:,.0f}"))
            cells.append(_beside_ours(results, size, builder, lambda sample: sample.size / MB, "{:,.1f}"))
        rows.append((builder, *cells))
    note = (
        "Files and millions of bytes of the sites, without the search index of this project; in brackets how many "
        "times those of this project. Hugo's site (`bench/hugo/`) has the pages of ours, and some more of them, since "
        "it pages its lists from the newest end. All texts are in one language and none has a picture; only this "
        "project draws cards, in a row of their own. Stock Pelican as it comes (`bench/pelican/`) has its own theme: "
        "no JSON feeds, related articles, weekly digests with their mails, dossiers, citations, tables of all "
        "articles, JSON-LD, search page or sitemap, and headlines alone in the archives of a year or month."
    )
    columns = ("builder", *(f"{size.name}: {what}" for size in SIZES for what in ("files", "MB")))
    return Table("What the builders make", note, columns, tuple(rows))


def _beside_ours(results: Results, size: Size, builder: str, of: Figure, form: str) -> str:
    """Return a figure of a builder, and how many times that of this project it is."""
    value, own = (results.middle(size.name, name, COLD, of) for name in (builder, OURS))
    told = shown(value, form)
    return told if builder == OURS or value is None or not own else f"{told} ({value / own:.2f})"


def phases(results: Results) -> Table:
    """Return where the time of this project goes."""
    rows = []
    for size in SIZES:
        for case in size.cases[OURS]:
            figures: list[Figure] = [pages_alone, *(partial(_phase, name=name) for name in PHASES), _rest, whole]
            cells = [results.middle(size.name, OURS, case, of) for of in figures]
            rows.append((size.name, case, *(shown(value, "{:,.2f}") for value in cells)))
    note = (
        "CPU seconds of a build of this project, median. Pages are all but the search index and the check of the "
        "output. The rest is Python's own start and end; where nothing has changed there is nothing else."
    )
    columns = ("articles", "case", "pages", *PHASES, "the rest", "whole")
    return Table("Where the time goes", note, columns, tuple(rows))


def _phase(sample: Sample, name: str) -> float | None:
    return None if sample.phases is None else sample.phases.get(name, 0.0)


def _rest(sample: Sample) -> float | None:
    return None if sample.phases is None else sample.cpu - sum(sample.phases.values())


def growth(results: Results) -> Table:
    """Return what a cold build takes for one article, by the number of articles."""
    rows = []
    for name, builder, of in (
        *((PAGES_ALONE.format(name), name, pages_alone) for name in (OURS, CARDS)),
        *((name, name, whole) for name in NAMES),
    ):
        each = [_each(results, size, builder, of) for size in SIZES]
        memory = [results.middle(size.name, builder, COLD, lambda sample: sample.memory / MB) for size in SIZES]
        rows.append(
            (name, *(shown(value, "{:,.2f} ms") for value in each), *(shown(value, "{:,.0f} MB") for value in memory))
        )
    note = (
        "CPU of a cold build for each article, and memory at most. At 100,000 articles stock Pelican was not built, "
        "nor this project with cards; and Hugo was not done after 33 minutes of CPU."
    )
    columns = ("builder", *(f"{size.name}: CPU" for size in SIZES), *(f"{size.name}: memory" for size in SIZES))
    return Table("Growth with the number of articles", note, columns, tuple(rows))


def _each(results: Results, size: Size, builder: str, of: Figure) -> float | None:
    cpu = results.middle(size.name, builder, COLD, of)
    return None if cpu is None else cpu * 1000 / results.sizes[size.name].articles
