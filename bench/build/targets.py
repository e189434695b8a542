"""What the build must reach, row by row, beside what was measured."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from bench.document import Table
from bench.measure import MB

from .builders import HUGO, OURS, USUAL
from .cases import COLD, EDIT, NEW, SAME
from .results import pages_alone, whole
from .sizes import LARGE, MIDDLE
from .tables import NOTHING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from .results import Results

CHANGED = 30
MEMORY, SECONDS = 4_000, 120
FLAT = 1.25  # times the CPU for an article, from 10,000 articles to 100,000; it is noise that takes the quarter


class Row(NamedTuple):
    """A row: *what* it is about, the figure to *commit* to, the one to *aim* for, and the one *measured*."""

    what: str
    commit: str
    aim: str
    measured: str
    reached: str


class Ratio(NamedTuple):
    """How much less CPU than a peer a case must take: at most 1/*commit* of it, at best 1/*aim*."""

    what: str
    case: str
    peer: str
    commit: float
    aim: float


RATIOS = (
    Ratio("cold, 10,000, beside stock Pelican with the same theme", COLD, USUAL, 8, 20),
    Ratio("cold, 10,000, beside Hugo with an equivalent site", COLD, HUGO, 1 / 0.6, 5),
    Ratio("no change, 10,000, beside Hugo run again", SAME, HUGO, 30, 150),
    Ratio("one body edited, 10,000, beside Hugo run again", EDIT, HUGO, 12, 100),
)


def table(results: Results) -> Table:
    """Return the rows as a table."""
    rows = [*(_ratio(results, ratio) for ratio in RATIOS), *_new_article(results), _linear(results), _seconds(results)]
    note = (
        "Figures that were set beforehand; CPU seconds in those of the peer, runs interleaved. The measured ones are "
        "of the pages alone, which is all that peers make, and in brackets of the whole build with its checks and the "
        "search index. A new article joins twelve lists, each a page with an Atom and a JSON feed: with its own page "
        "and citations these alone are forty files, and no feed is to be taken from its readers for a figure; of each "
        "list no page changes but the first."
    )
    return Table("What it must reach", note, ("what", "commit to", "aim for", "measured", "reached"), tuple(rows))


def _ratio(results: Results, ratio: Ratio) -> Row:
    peer = results.middle(MIDDLE.name, ratio.peer, ratio.case, whole)
    own = [results.middle(MIDDLE.name, OURS, ratio.case, of) for of in (pages_alone, whole)]
    shares = [peer / value if peer is not None and value else None for value in own]
    told = [NOTHING if share is None else f"1/{share:,.1f}" for share in shares]
    return Row(
        ratio.what,
        f"<= 1/{ratio.commit:,.3g}",
        f"<= 1/{ratio.aim:,.3g}",
        f"{told[0]} ({told[1]})" if peer is not None else NOTHING,
        _reached(shares[0], ratio),
    )


def _reached(share: float | None, ratio: Ratio) -> str:
    if share is None:
        return NOTHING
    if share >= ratio.aim:
        return "yes, the aim"
    return "yes" if share >= ratio.commit else "**no**"


def _new_article(results: Results) -> Iterator[Row]:
    """Yield how many files a new article changes, and how many of these are pages."""
    for what, named, of in (
        ("files changed", "files", lambda sample: sample.changed),
        ("pages changed among these", "pages", lambda sample: sample.pages),
    ):
        changed = results.middle(MIDDLE.name, OURS, NEW, of)
        told = NOTHING if changed is None else f"{changed:,.0f} {named}"
        row = f"a new, newest article, 10,000: {what}"
        yield Row(row, f"<= {CHANGED}", NOTHING, told, _yes(changed, CHANGED))


def _yes(value: float | None, most: float) -> str:
    if value is None:
        return NOTHING
    return "yes" if value <= most else "**no**"


def _linear(results: Results) -> Row:
    cpu = [results.middle(size.name, OURS, COLD, whole) for size in (MIDDLE, LARGE)]
    memory = results.middle(LARGE.name, OURS, COLD, lambda sample: sample.memory / MB)
    wanted = f"linear, memory < {MEMORY:,} MB"
    if cpu[0] is None or cpu[1] is None or memory is None:
        return Row("100,000 articles, cold", wanted, NOTHING, NOTHING, NOTHING)
    each = [value * 1000 / size.articles for value, size in zip(cpu, (MIDDLE, LARGE), strict=True) if value is not None]
    told = f"{each[0]:.2f} ms an article at 10,000, {each[1]:.2f} ms at 100,000; {memory:,.0f} MB"
    is_reached = each[1] <= FLAT * each[0] and memory < MEMORY
    return Row("100,000 articles, cold", wanted, NOTHING, told, "yes" if is_reached else "**no**")


def _seconds(results: Results) -> Row:
    own = [results.middle(LARGE.name, OURS, COLD, of) for of in (pages_alone, whole)]
    told = [NOTHING if value is None else f"{value:,.0f} s" for value in own]
    return Row(
        "100,000 articles, cold: CPU",
        NOTHING,
        f"< {SECONDS} s",
        f"{told[0]} ({told[1]})" if own[1] is not None else NOTHING,
        _yes(own[0], SECONDS),
    )
