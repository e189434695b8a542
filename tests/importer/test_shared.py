"""Real texts with known answers, where they are: `../shared`, or the folder that DIGEST_SHARED names."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any
from unicodedata import normalize

import pytest

from digest.importer import import_articles
from digest.importer.model import Role
from digest.importer.texts.clean import squash
from tests.importer.helpers import OPTIONS, SHARED, article, codes, texts, truth_of, words
from tests.importer.layouts import same, variants

if TYPE_CHECKING:
    from pathlib import Path

SEEDS = sorted((SHARED / "seeds").glob("*.txt"))
MANIFEST = SHARED / "corpus" / "MANIFEST.json"
CORPUS = json.loads(MANIFEST.read_text("utf-8"))["cases"] if MANIFEST.is_file() else []
TRUTHS = [(case, key) for case in CORPUS for key in case["truth"]]


def _expected(path: Path) -> dict[str, Any]:
    expected: dict[str, Any] = json.loads(path.with_suffix(".expected.json").read_text("utf-8"))
    return expected


@pytest.mark.parametrize("path", SEEDS, ids=lambda path: path.stem)
def test_a_seed_comes_out_with_every_field_exact(path: Path) -> None:
    expected = _expected(path)

    found = article(path.read_bytes())

    assert found.headline == expected["title"]
    assert list(found.authors) == expected["authors"]
    assert [(image.caption, image.credit) for image in found.images] == [(expected["caption"], expected["credit"])]
    assert texts(found, Role.CAPTION) == [squash(expected["caption_raw"])]
    assert found.filed is not None
    assert found.filed.dateline.text == expected["dateline_place"]
    assert found.filed.dateline.place == expected["dateline_city"]
    assert found.filed.dateline.country == expected["country"]
    assert texts(found, Role.SUBHEAD) == expected["subheads"]
    assert texts(found, Role.PARAGRAPH) == expected["paragraphs"]
    assert [dropped.text for dropped in found.dropped] == expected["boilerplate"]
    assert found.date is None
    assert found.lang == expected["lang"]
    assert texts(found, Role.BYLINE) == [expected["byline_raw"]]


@pytest.mark.parametrize("path", SEEDS, ids=lambda path: path.stem)
def test_a_seed_has_its_holes_flagged_and_nothing_else(path: Path) -> None:
    found = article(path.read_bytes())

    holes = _expected(path).get("holes", [])
    told = [problem for problem in found.problems if problem.code != "I311"]  # no date, and the text speaks of a year
    assert [problem.code for problem in told] == ["I301"] * len(holes)
    assert all(hole in problem.message for hole, problem in zip(holes, told, strict=True))


VARIANTS = tuple(variants("a")) if SEEDS else ()


@pytest.mark.parametrize("variant", VARIANTS)
@pytest.mark.parametrize("path", SEEDS, ids=lambda path: path.stem)
def test_a_seed_saved_another_way_comes_out_the_same(path: Path, variant: str) -> None:
    text = path.read_text("utf-8")

    found, plain = article(variants(text)[variant]), article(text)

    assert [(part.role, same(part.text)) for part in found.parts] == [(p.role, same(p.text)) for p in plain.parts]
    assert found.authors == plain.authors
    assert [(same(i.caption), i.credit) for i in found.images] == [(same(i.caption), i.credit) for i in plain.images]
    assert found.filed is not None
    assert plain.filed is not None
    assert found.filed.dateline == plain.filed.dateline


@pytest.mark.parametrize(("case", "key"), TRUTHS, ids=[f"{case['id']}-{key}" for case, key in TRUTHS])
def test_a_real_text_has_what_is_known_of_it(case: dict[str, Any], key: str) -> None:
    expected = json.loads((MANIFEST.parent / case["expected"]).read_text("utf-8"))

    found = article((MANIFEST.parent / case["file"]).read_bytes())

    assert truth_of(found, key) == (words(normalize("NFC", expected[key])) if key == "body" else expected[key])


@pytest.mark.parametrize("case", CORPUS, ids=[case["id"] for case in CORPUS])
def test_a_real_text_gets_nothing_made_up(case: dict[str, Any]) -> None:
    expected = json.loads((MANIFEST.parent / case["expected"]).read_text("utf-8"))

    found = article((MANIFEST.parent / case["file"]).read_bytes())

    assert list(found.authors) == expected.get("authors", [])
    assert found.dropped == ()
    if "title" in expected and "paragraphs" in expected:
        assert found.headline == expected["title"]
        assert "I201" in codes(found)


@pytest.mark.parametrize("seeds", [SEEDS] if SEEDS else [])
def test_importing_the_seeds_twice_writes_nothing(tmp_path: Path, seeds: list[Path]) -> None:
    import_articles(seeds, into=tmp_path, options=OPTIONS)

    again = import_articles(seeds, into=tmp_path, options=OPTIONS)

    assert again.counts["unchanged"] == len(seeds)
