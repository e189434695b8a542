"""The files of the index: all can be read out, the same articles give the same bytes, and one more changes little."""

from __future__ import annotations

import gzip
import json
from dataclasses import replace
from random import Random
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from digest.model import Text
from digest.registry import Entry, Registry, Table
from digest.search import (
    BUNDLE,
    ENTRY,
    Document,
    Earlier,
    aliases_of,
    build_files,
    build_index,
    folders,
    is_of_index,
    take,
)
from digest.search.building import alias_table
from digest.search.columns import Columns
from digest.search.lexicon import Lexicon
from digest.search.packing import LEVEL_BITS, numbers
from digest.search.scoring import IN_TITLE, LEVELS, level
from digest.search.segments import ARTICLES, FACTOR, UNIT, stretches
from digest.search.shards import cut
from digest.search.stems import stem
from tests.search.index.support import ALIASES, document, many

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from digest.search import Place, Taken

WORDS = ("library", "libraries", "museum", "hall", "2178", "мектеп", "мектептер", "Aktobe", "Актобе", "families")


def read_numbers(content: bytes) -> Iterator[int]:
    """Yield the numbers that stand in *content*."""
    value = shift = 0
    for byte in content:
        value |= (byte & 0x7F) << shift
        shift += 7
        if byte < 0x80:
            yield value
            value = shift = 0


def split_file(content: bytes) -> tuple[str, bytes]:
    """Return the text of a packed file, and what follows it."""
    plain = gzip.decompress(content)
    length = next(read_numbers(plain))
    start = len(numbers([length]))
    return plain[start : start + length].decode(), plain[start + length :]


def read_shard(content: bytes) -> dict[str, tuple[str, list[tuple[int, int]] | None]]:
    """Return what a file of the lexicon says of its keys, and of stems the articles, with their levels."""
    text, rest = split_file(content)
    found: dict[str, tuple[str, list[tuple[int, int]] | None]] = {}
    before, at = "", 0
    for line in text.split("\n"):
        head, _, said = line.partition("\t")
        before = before[: ord(head[0]) - 48] + head[1:]
        postings = None
        if said.startswith("*"):
            [count] = [next(read_numbers(rest[at:]))]
            steps, end = [], at + len(numbers([count]))
            for _ in range(count):
                step = next(read_numbers(rest[end:]))
                steps.append(step)
                end += len(numbers([step]))
            places = [sum(steps[: n + 1]) + n for n in range(count)]
            postings = list(zip(places, rest[end : end + count], strict=True))
            at = end + count
        found[before] = said.removeprefix("*"), postings
    assert at == len(rest)
    return found


def index(documents: Sequence[Document]) -> dict[str, bytes]:
    """Return the files of the index of *documents*."""
    return dict(build_files(documents, ALIASES))


@given(st.lists(st.integers(0, 2**31)))
def test_numbers_are_read_as_they_were_put(given_: list[int]) -> None:
    assert list(read_numbers(numbers(given_))) == given_


@settings(max_examples=40)
@given(
    st.lists(st.lists(st.sampled_from(WORDS), min_size=1, max_size=8), min_size=1, max_size=12), st.integers(20, 2000)
)
def test_every_word_of_every_article_can_be_read_out_of_the_files(texts: list[list[str]], size: int) -> None:
    lexicon = Lexicon()
    for number, text in enumerate(texts):
        lexicon.put(number, take(document("x", " ".join(text[:2]), " ".join(text[2:]) or "x")))
    words = lexicon.read_out()
    shards = list(cut(words.lines(), size))

    lines = [pair for shard in shards for pair in read_shard(shard.content).items()]
    keys = [key for key, _ in lines]
    assert keys == sorted(set(keys))
    assert [shard.first for shard in shards] == [next(iter(read_shard(shard.content))) for shard in shards]
    found = dict(lines)
    for root, pieces in words.stems.items():
        articles = found[root][1]
        assert articles is not None
        assert [article for article, _ in articles] == [
            number
            for number, text in enumerate(texts)
            if root in {stem(word.lower(), "en") for word in (*text, "x" if len(text) < 3 else text[0])}
        ]
        assert len(articles) == sum(map(len, pieces))
    for form in words.forms:
        assert {f"&{form[::-1]}", f"%{form}"} <= set(found) or len(form) < 4 or form.isdigit()


@given(st.floats(0.01, 1000))
def test_a_level_says_more_of_what_weighs_more_and_fits_its_bits(weight: float) -> None:
    assert 1 <= level(weight) <= level(weight * 2) <= LEVELS < IN_TITLE < 1 << LEVEL_BITS


@settings(max_examples=30)
@given(st.integers(0, 300_000))
def test_stretches_hold_every_article_once_and_are_few(number: int) -> None:
    found = stretches(number)

    assert [place for one in found for place in one] == list(range(number))
    assert len(found) <= 5


@given(st.integers(1, 100_000))
def test_one_article_more_leaves_all_but_the_last_stretches_as_they_are(number: int) -> None:
    before, after = stretches(number), stretches(number + 1)

    changed = [one for one in after if one not in before]
    if (number + 1) % UNIT:
        assert len(changed) == 1
        assert len(changed[0]) < UNIT
    elif (number + 1) % (UNIT * FACTOR):
        assert sum(map(len, changed)) < UNIT * FACTOR


def test_the_same_articles_give_the_same_bytes_in_any_order() -> None:
    documents = many(Random(1), 140, WORDS)

    assert index(documents) == index(list(reversed(documents)))


class Kept:
    """What is kept of one index for the next: its *folders*, and the galleys of its segments."""

    def __init__(self) -> None:
        self.folders: set[str] = set()
        self.galleys: dict[int, bytes] = {}
        self.read: list[str] = []

    def index(self, documents: Sequence[Document]) -> dict[str, bytes]:
        """Return the files that are made anew, and keep what the next index can use."""
        of = {one.place: one for one in documents}

        def read(places: Sequence[Place]) -> Iterator[Taken]:
            for place in places:
                self.read.append(place.arrival[1])
                yield take(of[place])

        galleys = {**self.galleys}
        earlier = Earlier(
            has=self.folders.__contains__,
            galley=galleys.get,
            keep=self.galleys.__setitem__,
        )
        made = dict(build_index(of, read, ALIASES, earlier))
        self.folders = folders(of)
        return made


def folder_of(name: str) -> str:
    """Return the folder in the index in which the file *name* of it stands."""
    return name.removeprefix(f"{BUNDLE}/").rpartition("/")[0]


def test_an_article_that_came_last_changes_only_the_last_segment_and_its_shelf() -> None:
    documents = many(Random(2), 150, WORDS)
    before = index(documents[:-1])
    kept = Kept()
    kept.index(documents[:-1])
    there = set(kept.folders)

    made = kept.index(documents)

    after = index(documents)
    entry = json.loads(after[ENTRY])
    changed = {name for name, content in after.items() if before.get(name) != content}
    assert {folder_of(name) for name in changed - {ENTRY}} == kept.folders - there
    assert entry["segments"][:-1] == json.loads(before[ENTRY])["segments"][:-1]
    assert set(made) == {*changed, f"{BUNDLE}/{entry['names']}"}
    assert all(map(is_of_index, after))


CHANGES = ("text", "headline", "tag", "language", "gone", "new", "nothing")


def changed(documents: list[Document], what: str, rng: Random) -> list[Document]:
    """Return *documents* with one that is another, is gone or has come."""
    at = rng.randrange(len(documents))
    one, others = documents[at], [*documents[:at], *documents[at + 1 :]]
    title, text = " ".join(rng.choices(WORDS, k=3)), " ".join([*rng.choices(WORDS, k=5), f"word{rng.random()}"])
    return {
        "text": [*others, replace(one, text=text)],
        "headline": [*others, replace(one, title=title)],
        "tag": [*others, replace(one, facets={**one.facets, "tag": (rng.choice(("law", "maps", "new")),)})],
        "language": [*others, replace(one, lang="kk", facets={**one.facets, "language": ("kk",)})],
        "gone": others,
        "new": [*documents, document(f"new-{rng.random()}", title, text, added=rng.choice(documents).added)],
        "nothing": documents,
    }[what]


@settings(max_examples=40, deadline=None)
@given(st.integers(8, 150), st.lists(st.sampled_from(CHANGES), max_size=6), st.integers(0, 2**31))
def test_an_index_made_of_what_was_kept_is_that_made_of_all_articles(number: int, steps: list[str], seed: int) -> None:
    rng = Random(seed)
    documents, kept = many(rng, number, WORDS), Kept()
    files = kept.index(documents)
    for step in steps:
        documents = changed(documents, step, rng)
        made = kept.index(documents)
        files = {name: content for name, content in files.items() if folder_of(name) in kept.folders} | made

        assert files == index(documents)


def test_another_text_of_one_article_costs_no_more_than_its_words_and_its_shelf() -> None:
    words = [f"{letter}{number}word" for letter in "abcdefgh" for number in range(600)]
    documents, kept = many(Random(4), 1100, words), Kept()
    before = kept.index(documents)
    kept.read.clear()
    one = documents[500]

    made = kept.index(
        [replace(one, text=f"{one.text}\nAnother word.") if other is one else other for other in documents]
    )

    [shelf] = {folder_of(name) for name in made if f"/{ARTICLES}/" in name}
    texts = [name for name in made if folder_of(name) == shelf]
    assert len(kept.read) == len(texts) < 300
    shards = [content for name, content in made.items() if name.rpartition("/")[2].removesuffix(".bin").isdigit()]
    new = set(shards) - set(before.values())
    assert len(new) - 1 <= 4 < len(shards) - len(texts)


def test_another_tag_of_one_article_has_no_texts_read_but_those_of_two_shelves() -> None:
    words = [f"{letter}{number}word" for letter in "abcdefgh" for number in range(600)]
    documents, kept = many(Random(4), 1100, words), Kept()
    kept.index(documents)
    kept.read.clear()
    one = documents[500]
    facets = {**one.facets, "tag": ("harbours",)}

    made = kept.index([*documents[:500], replace(one, facets=facets), *documents[501:]])

    texts = [name for name in made if f"/{ARTICLES}/" in name]
    assert len({folder_of(name) for name in texts}) <= 2
    assert len(kept.read) == len(texts) < 600


def test_the_file_that_names_the_others_comes_last() -> None:
    assert list(index(many(Random(3), 5, WORDS)))[-1] == ENTRY


def test_no_article_is_an_index_too() -> None:
    assert json.loads(index([])[ENTRY])["segments"] == []


def test_facets_and_dates_are_read_as_they_were_put() -> None:
    documents = [
        document("a", "A", facets={"tag": ("law", "halls")}, date="2016-12-26"),
        document("b", "B", date="2016-12"),
        document("c", "C", date="2016", lang="ru"),
        document("d", "D", date=""),
    ]

    columns = Columns()
    for at, one in enumerate(documents):
        columns.put(at, take(one))
    text, rest = split_file(columns.facet_file())
    values = {line.split("\t")[0]: line.split("\t")[1:] for line in text.split("\n")}
    assert values == {"language": ["en", "ru"], "tag": ["halls", "law"], "year": ["2016", "unknown"]}
    assert list(read_numbers(rest)) == [1, 1, 1, 1, 0, 0, 1, 0, 2, 0, 0, 0, 0, 1, 1, 1, 1, 1, 0, 0, 0, 1]
    days = gzip.decompress(columns.date_file())
    found = [days[at] | days[4 + at] << 8 | days[8 + at] << 16 for at in range(4)]
    assert found[0] - found[1] == 25
    assert found[1] > found[2] > found[3] == 0


def test_an_article_is_stored_as_the_page_shows_it() -> None:
    [one] = [document("a", "On <b>halls</b>", "First.\nSecond.", standfirst="In short.", dateline="Aktobe")]
    [shown] = [
        json.loads(gzip.decompress(content)) for name, content in index([one]).items() if f"/{ARTICLES}/" in name
    ]
    assert (shown["title"], shown["text"], shown["standfirst"]) == ("On <b>halls</b>", "First.\nSecond.", "In short.")
    assert shown["filters"] == {"language": ["en"], "year": ["2016"]}


def test_names_of_entries_that_no_article_has_are_not_in_the_index() -> None:
    aliases = {"tag": {"law": ("Law",), "plans": ("Plimwhortle",)}, "author": {"desk": ("A desk",)}}
    files = dict(build_files([document("a", "A hall", facets={"tag": ("law",), "author": ("desk",)})], aliases))

    [names] = [content for name, content in files.items() if "/names-" in name]
    assert json.loads(gzip.decompress(names)) == {"a desk": ["author:desk"], "law": ["tag:law"]}


def test_a_name_leads_to_every_entry_that_goes_by_it() -> None:
    law = Entry(id="law", name=Text({"en": "Law", "kk": "Заң"}), aliases=("Statutes and Rules",))
    aliases = aliases_of(Registry(tags=Table({"law": law}), sections=Table({"law": law})))

    assert alias_table(aliases) == {
        "law": ["section:law", "tag:law"],
        "statutes and rules": ["section:law", "tag:law"],
        "заң": ["section:law", "tag:law"],
    }


@pytest.mark.parametrize("number", [1, 63, 64, 65, 1023, 1024, 10_000, 100_000])
def test_segments_are_few_at_any_size(number: int) -> None:
    assert len(stretches(number)) <= 4
