"""What the importer gets right of articles whose answers are known; the figures are those of the rule book."""

from __future__ import annotations

from collections import Counter

from digest.importer import needs_review
from digest.importer.model import Role
from tests.importer.grammar import Expected, generate
from tests.importer.helpers import article, texts

ARTICLES = [generate(seed) for seed in range(400)]
FIELDS = {"title": 0.99, "agency": 0.97, "dateline_place": 0.97, "date": 0.97, "captions": 0.97, "subheads": 0.97,
          "boilerplate": 0.99, "lang": 0.99}  # fmt: skip


def _found(text: str) -> tuple[Expected, bool]:
    """Return what the importer makes of *text* in the form of what is expected, and whether it waits for review."""
    found = article(text)
    made = Expected(
        title=found.headline or "",
        lang=found.lang,
        authors=found.authors,
        agency=found.agency,
        dateline_place=found.filed.dateline.place if found.filed else None,
        date=str(found.date) if found.date else None,
        captions=tuple((image.caption, image.credit or "") for image in found.images),
        paragraphs=tuple(texts(found, Role.PARAGRAPH)),
        subheads=tuple(texts(found, Role.SUBHEAD)),
        boilerplate=tuple(dropped.text for dropped in found.dropped),
    )
    return made, any(map(needs_review, found.problems))


RESULTS = [(expected, *_found(text)) for text, expected in ARTICLES]


def test_the_fields_of_a_clean_article_are_right() -> None:
    right = {
        key: sum(getattr(made, key) == getattr(expected, key) for expected, made, _ in RESULTS) / len(RESULTS)
        for key in FIELDS
    }

    assert {key: share for key, share in right.items() if share < FIELDS[key]} == {}


def test_the_authors_are_right() -> None:
    counts: Counter[str] = Counter()
    for expected, made, _ in RESULTS:
        counts["right"] += len(set(made.authors) & set(expected.authors))
        counts["made"] += len(made.authors)
        counts["expected"] += len(expected.authors)

    assert 2 * counts["right"] / (counts["made"] + counts["expected"]) >= 0.97


def test_no_word_of_the_body_is_dropped() -> None:
    lost = [
        text
        for expected, made, _ in RESULTS
        for text in {*expected.paragraphs, *expected.subheads} - {*made.paragraphs, *made.subheads}
    ]

    assert lost == []


def test_nothing_is_made_up() -> None:
    for expected, made, _ in RESULTS:
        assert set(made.authors) <= set(expected.authors)
        assert made.date in {expected.date, None}
        assert made.dateline_place in {expected.dateline_place, None}


def test_clean_articles_do_not_wait_for_review() -> None:
    assert sum(waits for _, _, waits in RESULTS) <= 0.02 * len(RESULTS)


def test_a_seed_always_makes_the_same_article() -> None:
    assert generate(7) == generate(7)
    assert generate(7) != generate(8)
