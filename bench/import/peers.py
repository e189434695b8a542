"""The same articles as web pages, through the importer and through trafilatura as it comes: cost, and what is right."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from importlib.metadata import version
from typing import TYPE_CHECKING, Any

from trafilatura import bare_extraction, extract

from bench.document import Table
from bench.measure import in_fresh_process, watch
from digest.importer import Article, convert
from tests.importer.pages import as_page
from tests.importer.stories import LANGS, make_story

from .prose import as_text, long_story
from .speed import BYTES, HINTS, WARM

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from tests.importer.stories import Story

    from .sizes import Size

PLAIN, META, PAGE, TEXT = (
    "trafilatura, text alone",
    "trafilatura, with its metadata",
    "the importer, pages",
    "the importer, the same articles as text",
)
FIELDS = ("headline", "authors", "date")
BLOCKS = ("blocks: precision", "recall")


@dataclass(frozen=True, slots=True)
class Peer:
    """One way of reading the articles: *cpu* in milliseconds each, and the shares of what is *right*."""

    name: str
    cpu: float
    right: dict[str, float] = field(default_factory=dict)


def measure(size: Size) -> list[Peer]:
    """Return what each way costs and gets right, all of them in one process."""
    return [Peer(**one) for one in in_fresh_process(_compare, number=size.pages)]


def _compare(number: int) -> list[dict[str, Any]]:
    stories = [long_story(seed, ("en", "ru")[seed % 2], BYTES) for seed in range(number + WARM)]
    pages = [as_page(story, seed // 2) for seed, story in enumerate(stories)]
    raws = [as_text(story).encode() for story in stories]
    told = [(seed, make_story(seed, lang)) for seed in range(number // len(LANGS)) for lang in LANGS]
    return [
        {"name": PLAIN, "cpu": _milliseconds(extract, pages)},
        {"name": META, "cpu": _milliseconds(_bare, pages), **_quality(_trafilatura, told)},
        {"name": PAGE, "cpu": _milliseconds(_page, pages), **_quality(_importer, told)},
        {"name": TEXT, "cpu": _milliseconds(_text, raws)},
    ]


def _bare(raw: bytes) -> Any:
    return bare_extraction(raw, with_metadata=True)


def _page(raw: bytes) -> object:
    return convert(raw, "a.html", HINTS)


def _text(raw: bytes) -> object:
    return convert(raw, "a.txt", HINTS)


def _milliseconds(work: Callable[[bytes], object], raws: list[bytes]) -> float:
    for raw in raws[:WARM]:
        work(raw)
    with watch() as cost:
        for raw in raws[WARM:]:
            work(raw)
    return 1000 * cost.cpu / len(raws[WARM:])


@dataclass(frozen=True, slots=True)
class _Read:
    headline: str | None
    authors: set[str]
    date: str | None
    blocks: list[str]


def _importer(raw: bytes) -> _Read:
    found = convert(raw, "a.html", HINTS)
    if not isinstance(found, Article):
        return _Read(None, set(), None, [])
    day = str(found.date) if found.date else None
    return _Read(found.headline, set(found.authors), day, [part.text for part in found.body])


def _trafilatura(raw: bytes) -> _Read:
    found = _bare(raw)
    if found is None:
        return _Read(None, set(), None, [])
    authors = {name.strip() for name in (found.author or "").split(";") if name.strip()}
    return _Read(found.title, authors, found.date, [line.removeprefix("- ") for line in found.text.splitlines()])


def _quality(read: Callable[[bytes], _Read], told: Sequence[tuple[int, Story]]) -> dict[str, dict[str, float]]:
    """Return the shares that are right; what stands in the head of an article counts neither for nor against a body."""
    wanted = got = hit = 0
    right: Counter[str] = Counter()
    for seed, story in told:
        found = read(as_page(story, seed))
        head = {story.headline, story.standfirst, story.caption}
        body = Counter(text for _, text in story.body if text not in head)
        blocks = Counter(text for text in found.blocks if text not in head)
        wanted, got, hit = wanted + body.total(), got + blocks.total(), hit + (body & blocks).total()
        truth = {"headline": story.headline, "authors": set(story.authors), "date": str(story.published)}
        right.update(key for key in FIELDS if getattr(found, key) == truth[key])
    shares = {key: right[key] / len(told) for key in FIELDS}
    return {"right": shares | dict(zip(BLOCKS, (hit / max(1, got), hit / wanted), strict=True))}


def table(peers: list[Peer], number: int) -> Table:
    """Return the figures."""
    base = next(peer.cpu for peer in peers if peer.name == META)
    columns = (*FIELDS, *BLOCKS)
    rows = [
        (peer.name, f"{peer.cpu:.2f} ms", f"{peer.cpu / base:.2f}",
         *(f"{peer.right[key]:.3f}" if peer.right else "" for key in columns))
        for peer in peers
    ]  # fmt: skip
    note = (
        f"trafilatura {version('trafilatura')}. Cost: {number:,} articles of {BYTES:,} bytes in English and Russian, "
        "each in one of six layouts of pages; milliseconds of CPU each, and as a share of what trafilatura takes with "
        f"its metadata. Right: of {number // len(LANGS) * len(LANGS):,} shorter articles in four languages in the same "
        "layouts, which the importer's own tests use too; precision and recall are of whole blocks of the body."
    )
    return Table("Beside trafilatura", note, ("", "CPU each", "share", *columns), tuple(rows))
