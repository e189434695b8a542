"""The bench of the search gives every figure that it promises, and asks and judges as it says."""

from __future__ import annotations

import subprocess
import sys
from dataclasses import replace
from random import Random
from typing import TYPE_CHECKING

import pytest
from rapidfuzz.distance import OSA

from bench.document import DOCUMENT, part_of
from bench.search.corpus import COMMON, SHARES, articles, markdown
from bench.search.driving import compressed
from bench.search.inflecting import inflect, kazakh
from bench.search.judging import Quality, judge, recall, reciprocal_rank
from bench.search.measuring import Measured, differing
from bench.search.names import NAMES
from bench.search.queries import ALL, KINDS, PHRASE, SCRIPTS, TAG, TYPO, make_queries, misspell, tokens
from bench.search.results import read_results, write_results
from bench.search.rounds import Round
from bench.search.sizes import SIZES
from tests.bench.tables import read_tables
from tests.support.project import ROOT

if TYPE_CHECKING:
    from pathlib import Path

TABLES = ("what it must reach", "how good the answers are", "what they cost")


@pytest.mark.browser
def test_the_quick_run_has_every_table_and_both_engines() -> None:
    command = [sys.executable, "-m", "bench.search", "--quick"]
    told = subprocess.run(command, cwd=ROOT, stdout=subprocess.PIPE, text=True, check=True).stdout

    tables = read_tables(told)
    assert tuple(tables) == tuple(f"60 articles: {title}" for title in TABLES)
    assert {row[0] for row in tables["60 articles: how good the answers are"][1:]} == set(KINDS)
    assert tables["60 articles: what they cost"][0] == ["what", "own", "Pagefind"]
    assert all(cell for rows in tables.values() for row in rows for cell in row)


def test_what_an_earlier_run_has_kept_is_read(tmp_path: Path) -> None:
    quality = Quality(2, 0.5, 1.0, 0.0)
    measured = Measured(cells={TYPO: {"en": quality}}, first={"size": 1.0}, second={}, rare=1.5)
    rounds = {"60 articles": Round(60, 2, "today", {"own": measured})}

    write_results(rounds, tmp_path / "kept.json")

    assert read_results(tmp_path / "kept.json") == rounds
    assert set(read_results()) <= {size.name for size in SIZES}


def test_the_document_has_the_tables_of_the_bench() -> None:
    titles = [title.partition(": ")[2] for title in read_tables(part_of(DOCUMENT.read_text("utf-8"), "search"))]

    assert titles
    assert titles == list(TABLES) * (len(titles) // len(TABLES))


def test_an_article_is_the_same_each_time_and_in_every_number_of_them() -> None:
    [alone] = articles(1, 7)

    assert list(articles(8))[7] == alone
    assert "rights:" not in markdown(alone)


def test_articles_are_in_all_languages_and_one_word_stands_in_most() -> None:
    made = list(articles(90))

    assert {article.lang for article in made} == set(SHARES)
    assert 0.5 < sum(COMMON in article.text for article in made) / len(made) < 0.85
    assert any(article.names for article in made)


def test_queries_are_the_same_each_time_and_of_every_kind() -> None:
    made = list(articles(60))
    queries = make_queries(made, 3)

    assert queries == make_queries(made, 3)
    assert {query.kind for query in queries} == set(KINDS)
    assert {query.lang for query in queries} == {*SHARES, ALL}
    assert all(query.text and query.right for query in queries)


def test_a_typo_makes_a_word_that_no_article_has_and_a_phrase_stands_in_its_article() -> None:
    made = list(articles(60))
    by_address = {article.address: article for article in made}
    known = {word for article in made for word in tokens(article.text)}

    for query in make_queries(made, 3):
        [*right] = [by_address[address] for address in query.right]
        if query.kind == TYPO:
            assert sum(word not in known for word in query.text.split()) == 1
        if query.kind == PHRASE:
            text = " ".join(tokens(right[0].text.replace(". ", " ")))
            assert query.text.strip('"') in text
        if query.kind == TAG:
            assert len({tag for article in right for tag in article.tags}) >= 1
        if query.kind == SCRIPTS:
            assert query.text in {name.typed for name in NAMES}


def test_an_article_that_has_a_name_by_chance_is_right_as_well() -> None:
    texts = ("Едут в Ташкенте.", "Қаладағы Ташкенттен.", "From Toshkent.", "Of Tashkentian.")
    made = [
        replace(article, slug=str(at), lang="en", names=(), title="", paragraphs=(text,))
        for at, (article, text) in enumerate(zip(articles(4), texts, strict=True))
    ]

    [asked] = [query for query in make_queries(made, 0) if query.text == "Toshkent"]

    assert asked.right == {"/articles/0/", "/articles/1/", "/articles/2/"}


@pytest.mark.parametrize("lang", list(SHARES))
def test_a_slip_is_one_slip_and_never_in_the_first_letter(lang: str) -> None:
    word = {"en": "libraries", "ru": "библиотека", "kk": "кітапхана"}[lang]

    for seed in range(50):
        wrong = misspell(word, lang, Random(seed))
        assert wrong[0] == word[0]
        assert OSA.distance(word, wrong) <= 1


@pytest.mark.parametrize(
    ("word", "case", "form"),
    [
        ("қала", "plural", "қалалар"),
        ("мектеп", "plural", "мектептер"),
        ("адам", "genitive", "адамның"),
        ("үй", "dative", "үйге"),
        ("кітап", "dative", "кітапқа"),
        ("заң", "ablative", "заңнан"),
        ("жол", "accusative", "жолды"),
        ("мектеп", "instrumental", "мектеппен"),
    ],
)
def test_kazakh_endings_agree_with_the_word(word: str, case: str, form: str) -> None:
    assert kazakh(word, case) == form


def test_a_russian_word_is_put_into_another_case() -> None:
    forms = {inflect("библиотека", "ru", Random(seed)) for seed in range(20)}

    assert forms <= {"библиотеки", "библиотеке", "библиотеку", "библиотекой"}
    assert inflect("ээээ", "ru", Random(1)) is None
    assert inflect("library", "en", Random(1)) is None


def test_answers_are_judged_by_place_and_by_share() -> None:
    found = [f"/{at}/" for at in range(20)]

    assert reciprocal_rank(found, frozenset({"/3/"})) == 1 / 4
    assert reciprocal_rank(found, frozenset({"/10/"})) == 0
    assert recall(found, frozenset({"/1/", "/2/", "/x/"})) == 2 / 3
    assert recall(found, frozenset(found)) == 1
    quality = judge([(found, frozenset({"/0/"})), ([], frozenset({"/0/"}))])
    assert (quality.queries, quality.reciprocal, quality.recall, quality.empty) == (2, 0.5, 0.5, 0.5)


def test_what_differs_between_two_indexes_is_counted_by_file_and_byte(tmp_path: Path) -> None:
    assert differing({"a": b"1", "b": b"2"}, {"a": b"1", "b": b"33", "c": b"444"}) == (2, 5)
    (tmp_path / "long").write_bytes(b"a" * 1000)
    (tmp_path / "short").write_bytes(b"a")
    assert compressed(tmp_path / "long") < 100
    assert compressed(tmp_path / "short") == 1
