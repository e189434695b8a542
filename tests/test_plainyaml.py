"""YAML that is written without libyaml is what libyaml writes."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from digest.plainyaml import MAX_TEXT, dump_plain

KEYS = st.sampled_from(["title", "slug", "source", "notes", "dateline", "authors", "added"])
NASTY = "aZ0129bеЯаж-_.,:;#?!'\"%@&*=|>[]{}()/\\~`<«»“”’–…\u00a0\u2028\u0085\u200f\ufeff😀\n\t "
TEXTS = st.one_of(
    st.text(NASTY, max_size=12),
    st.text(max_size=12),
    st.text("0123456789abcdef", min_size=64, max_size=64),
    st.text("01b", min_size=64, max_size=64),
    st.sampled_from(["no", "Yes", "NULL", "y", "2016-12", "1e5", "a: b", "a #b", "a:", "Roe, Jane", "“A” said: b"]),
)
SCALARS = st.one_of(TEXTS, st.dates(), st.integers(0, 3000), st.booleans(), st.none(), st.floats(allow_nan=False))
INNER = st.dictionaries(KEYS, st.one_of(SCALARS, st.lists(TEXTS, max_size=3)), max_size=3)
VALUES = st.dictionaries(KEYS, st.one_of(SCALARS, INNER, st.lists(st.one_of(TEXTS, INNER), max_size=3)), max_size=5)


def _libyaml(values: Any) -> str:
    text: str = yaml.dump(values, Dumper=yaml.CSafeDumper, allow_unicode=True, sort_keys=False, width=10_000)
    return text


@given(VALUES)
def test_what_is_written_is_what_libyaml_writes(values: dict[str, Any]) -> None:
    assert dump_plain(values, _libyaml) in {None, _libyaml(values)}


@given(st.text(NASTY.replace("\n", ""), max_size=20).map(lambda text: f"A{text}"))
def test_words_are_written_as_libyaml_writes_them(text: str) -> None:
    assert dump_plain({"title": text}, _libyaml) in {None, _libyaml({"title": text})}


def test_front_matter_is_written_without_asking_for_the_whole() -> None:
    values = {
        "title": "Library opens",
        "date": dt.date(2026, 11, 22),
        "authors": [],
        "dateline": {"text": "OSLO", "country": "NO"},
        "images": [{"caption": "A room: open", "credit": "Jane Roe"}, {"caption": "It's open"}],
        "import": {"version": "2", "fingerprint": "0" * 64, "notes": ["I311 line 7: no date"]},
    }

    assert dump_plain(values, _libyaml) == _libyaml(values)


@pytest.mark.parametrize("value", ["a\nb", "😀", "a" * (MAX_TEXT + 1), 1.5, True, None, [["a"]]])
def test_what_is_not_simple_is_left_to_libyaml(value: object) -> None:
    assert dump_plain({"title": value}, _libyaml) is None
