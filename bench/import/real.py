"""Texts saved in other ways; and real texts with known answers, where they are: figures alone, no text of theirs."""

from __future__ import annotations

import json
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any
from unicodedata import normalize

from bench.document import Table
from bench.measure import in_fresh_process
from digest.importer.model import Role
from tests.importer.helpers import SHARED, article, texts, truth_of, words
from tests.importer.layouts import same, variants

from .prose import as_text, long_story

if TYPE_CHECKING:
    from pathlib import Path

    from digest.importer import Article

    from .sizes import Size

BYTES = 3000
MADE, SEEDS, RESAVED, CORPUS = "made articles, saved in other ways", "seeds", "seeds, saved in other ways", "corpus"
PARTS = 4  # of the corpus; the last was not read before the rules were in


@dataclass(frozen=True, slots=True)
class Right:
    """How many of the fields of some texts are right."""

    what: str
    right: int
    number: int


def measure(size: Size) -> list[Right]:
    """Return what is right, of the real texts only where there are any."""
    return [Right(*one) for one in in_fresh_process(_measure, layouts=size.layouts)]


def _measure(layouts: int) -> list[tuple[str, int, int]]:
    made = [as_text(long_story(seed, "en", BYTES)) for seed in range(layouts)]
    seeds = sorted((SHARED / "seeds").glob("*.txt"))
    resaved = [path.read_text("utf-8") for path in seeds]
    counts = [(MADE, *_resaved(made)), (SEEDS, *_seeds(seeds)), (RESAVED, *_resaved(resaved))]
    return [one for one in (*counts, *_corpus()) if one[2]]


def _resaved(originals: list[str]) -> tuple[int, int]:
    right = number = 0
    for text in originals:
        plain = _fields(article(text))
        for raw in variants(text).values():
            right += _fields(article(raw)) == plain
            number += 1
    return right, number


def _fields(found: Article) -> str:
    """Return all that an article says; the file of a resaved text has other bytes, and other notes."""
    parts = [f"{part.role.value} {part.text}" for part in found.parts]
    images = [f"{image.caption} {image.credit}" for image in found.images]
    place = found.filed.dateline.place if found.filed else None
    return same("\n".join([*parts, *images, *found.authors, f"{found.headline} {found.date} {place} {found.lang}"]))


def _seeds(paths: list[Path]) -> tuple[int, int]:
    pairs = [pair for path in paths for pair in _seed(path)]
    return sum(found == expected for found, expected in pairs), len(pairs)


def _seed(path: Path) -> list[tuple[object, object]]:
    """Return pairs of what was found and what is known, one for each field."""
    known: dict[str, Any] = json.loads(path.with_suffix(".expected.json").read_text("utf-8"))
    found = article(path.read_bytes())
    line = found.filed.dateline if found.filed else None
    return [
        (found.headline, known["title"]),
        (list(found.authors), known["authors"]),
        ([(image.caption, image.credit) for image in found.images], [(known["caption"], known["credit"])]),
        ((line.text, line.place, line.country) if line else None,
         (known["dateline_place"], known["dateline_city"], known["country"])),
        (texts(found, Role.SUBHEAD), known["subheads"]),
        (texts(found, Role.PARAGRAPH), known["paragraphs"]),
        ([dropped.text for dropped in found.dropped], known["boilerplate"]),
        (found.lang, known["lang"]),
    ]  # fmt: skip


def _corpus() -> list[tuple[str, int, int]]:
    manifest = SHARED / "corpus" / "MANIFEST.json"
    cases = json.loads(manifest.read_text("utf-8"))["cases"] if manifest.is_file() else []
    right: Counter[str] = Counter()
    number: Counter[str] = Counter()
    for at, case in enumerate(cases):
        known = json.loads((manifest.parent / case["expected"]).read_text("utf-8"))
        found = article((manifest.parent / case["file"]).read_bytes())
        part = ", the last quarter" if at >= len(cases) * (PARTS - 1) // PARTS else ""
        for key in case["truth"]:
            for name in {f"{CORPUS}: {key}", f"{CORPUS}: all fields", f"{CORPUS}: all fields{part}"}:
                right[name] += truth_of(found, key) == _known(known, key)
                number[name] += 1
    return [(name, right[name], number[name]) for name in sorted(number)]


def _known(known: dict[str, Any], key: str) -> object:
    return words(normalize("NFC", known[key])) if key == "body" else known[key]


def table(rights: list[Right]) -> Table:
    """Return the figures."""
    rows = [(one.what, f"{one.right:,} of {one.number:,}") for one in rights]
    note = (
        "Texts saved in 26 other ways (encodings, line ends, wrapped, indented, damaged) have to come out with every "
        "field and every part as before. Seeds and corpus are other people's articles, which are not in the project; "
        "their rows are left out where `DIGEST_SHARED` names no folder of them."
    )
    return Table("Other layouts, and real texts", note, ("texts", "right"), tuple(rows))
