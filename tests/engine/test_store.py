"""What one build leaves for the next: read back as it was written, or not at all."""

from __future__ import annotations

import json
import pickle
from datetime import UTC, date, datetime, timedelta, timezone
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from digest.engine.stamps import Stamp
from digest.engine.store import Reading, Store, Written, read_store, write_store
from digest.model import ImportMark, Listed, PartialDate, Problem, Source
from digest.schema import KINDS, DossierMatter, FrontMatter, PageMatter
from tests.planning.worlds import new_draft

if TYPE_CHECKING:
    from pathlib import Path

MADE_BY = b"programs"
NUMBERS = st.integers(0, 2**63)
TEXTS = st.text(st.characters(exclude_categories=["Cs"]), max_size=9)
NAMES = TEXTS | st.sampled_from(["articles/2016/a.md", "articles/қала.md"])
DIGESTS = st.binary(max_size=16)
ARTICLES = st.integers(0, 2**32).map(lambda number: new_draft(number, "a").matter) | st.builds(
    FrontMatter,
    title=TEXTS,
    slug=TEXTS,
    lang=st.just("en"),
    added=st.dates(),
    published=st.dates(date(1000, 1, 1)).map(PartialDate.of) | st.none(),
    embargo=st.datetimes(timezones=st.sampled_from([UTC, timezone(timedelta(hours=5))])),
    source=st.builds(Source, url=TEXTS, archived=st.dates()),
    imported=st.builds(ImportMark, version=TEXTS, fingerprint=TEXTS, notes=st.lists(TEXTS, max_size=2).map(tuple)),
)
PAGES = st.builds(PageMatter, title=TEXTS, slug=TEXTS, lang=TEXTS, modified=st.none() | st.dates())
DOSSIERS = st.builds(
    DossierMatter,
    title=TEXTS,
    slug=TEXTS,
    lang=TEXTS,
    added=st.dates(),
    articles=st.lists(st.builds(Listed, TEXTS, st.none() | TEXTS, st.none() | TEXTS), max_size=3).map(tuple),
)


def readings(matters: st.SearchStrategy[Any]) -> st.SearchStrategy[Reading[Any]]:
    return st.builds(
        Reading,
        stamp=st.builds(Stamp, NUMBERS, NUMBERS, NUMBERS, NUMBERS),
        digest=DIGESTS,
        matter=st.none() | matters,
        lines=st.dictionaries(TEXTS, NUMBERS, max_size=2),
        body_line=NUMBERS,
        has_text=st.booleans(),
        lede=TEXTS,
        links=st.lists(TEXTS, max_size=2).map(tuple),
        problems=st.lists(st.builds(Problem, TEXTS, NUMBERS, TEXTS, TEXTS, TEXTS), max_size=2).map(tuple),
    )


STORES = st.builds(
    Store,
    articles=st.dictionaries(NAMES, readings(ARTICLES), max_size=3),
    pages=st.dictionaries(NAMES, readings(PAGES), max_size=2),
    dossiers=st.dictionaries(NAMES, readings(DOSSIERS), max_size=2),
    files=st.dictionaries(NAMES, st.builds(Written, DIGESTS, NUMBERS, NUMBERS), max_size=3),
    memory=st.dictionaries(TEXTS, st.tuples(DIGESTS, st.lists(TEXTS, max_size=4).map(tuple)), max_size=3),
)
SOME = Store(
    articles={
        "articles/a.md": Reading(
            Stamp(1, 2, 3, 4), b"digest", new_draft(1, "a").matter, {"title": 2}, 9, has_text=True, lede="Lede.",
            links=("x",), problems=(),
        )
    },
    files={"index.html": Written(b"made from", 5, 6)},
    memory={"en/a": (b"key", ("b", "c"))},
)  # fmt: skip


@pytest.fixture(scope="module")
def path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("store") / "store"


def test_store_has_a_place_for_every_kind_of_content() -> None:
    reading = SOME.articles["articles/a.md"]
    store = Store()
    store.keep({f"{kind}/a.md": reading for kind in KINDS})

    assert {kind: store.of(kind) for kind in KINDS} == {kind: {f"{kind}/a.md": reading} for kind in KINDS}
    assert store.readings.keys() == {f"{kind}/a.md" for kind in KINDS}


@given(STORES, st.binary(max_size=20))
def test_store_is_read_as_it_was_written(path: Path, store: Store, made_by: bytes) -> None:
    write_store(path, store, made_by)

    assert read_store(path, made_by) == store


@given(st.binary(max_size=20), st.binary(max_size=20))
def test_store_that_other_programs_wrote_is_as_good_as_none(path: Path, one: bytes, other: bytes) -> None:
    write_store(path, SOME, one)

    assert read_store(path, other) == (SOME if one == other else Store())


@given(st.data())
def test_damaged_store_is_as_good_as_none(path: Path, data: st.DataObject) -> None:
    write_store(path, SOME, MADE_BY)
    whole = path.read_bytes()
    at = data.draw(st.integers(0, len(whole) - 1))
    changed = bytes([whole[at] ^ data.draw(st.integers(1, 255))])
    damaged = data.draw(
        st.sampled_from(
            [whole[:at], whole[at + 1 :], whole + whole[: at + 1], whole[:at] + changed + whole[at + 1 :], whole * 2]
        )
    )
    path.write_bytes(damaged)

    assert read_store(path, MADE_BY) == Store()


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"\0" * 100,
        pickle.dumps({"articles": {}}),
        json.dumps({"articles": {}, "pages": {}, "files": {}, "memory": {}}).encode(),
        b"digest store 1\n" + MADE_BY,
        b"SQLite format 3\0" + b"\0" * 84,
    ],
)
def test_file_of_others_is_as_good_as_none(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "store").write_bytes(content)

    assert read_store(tmp_path / "store", MADE_BY) == Store()


def test_store_that_is_not_there_or_is_no_file_is_empty(tmp_path: Path) -> None:
    assert read_store(tmp_path / "none", MADE_BY) == Store()
    assert read_store(tmp_path, MADE_BY) == Store()


def test_store_is_replaced_whole_and_nothing_is_left_beside_it(tmp_path: Path) -> None:
    path = tmp_path / "store"
    (tmp_path / "store.tmp").write_bytes(b"of a build that was killed")
    for store in (SOME, Store()):
        write_store(path, store, MADE_BY)
        assert read_store(path, MADE_BY) == store

    assert [file.name for file in tmp_path.iterdir()] == ["store"]


def test_embargo_is_the_same_moment_when_it_is_read_again(tmp_path: Path) -> None:
    moment = datetime.fromisoformat("2026-06-01T16:59:59.25+05:00")
    matter = FrontMatter(title="A", slug="a", lang="en", added=date(2026, 1, 5), embargo=moment)
    reading = Reading(Stamp(0, 0, 0, 0), b"", matter, {}, 1, has_text=True, lede="", links=(), problems=())
    write_store(tmp_path / "store", Store(articles={"a": reading}), MADE_BY)
    again = read_store(tmp_path / "store", MADE_BY).articles["a"].matter

    assert again is not None
    assert again.embargo == moment
