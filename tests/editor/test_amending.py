"""Writing what was changed into a file: all else stays byte for byte."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from digest import frontmatter
from digest.editor.amending import EMPTY, amend
from digest.editor.faults import UnfitError
from digest.schema import ARTICLES, DOSSIERS

TEXT = """\
---
title: Reading rooms # as on the door
slug: reading-rooms
# when it opened
date: 2016-12-26
added: 2026-01-05
lang: en
tags: [prevention, youth]

# the importer
import:
  version: '1'
  fingerprint: abc
# the end
---

The rooms are open.

*  Bring a card
"""
WORDS = st.text(st.characters(exclude_categories=("Cc", "Cs", "Cn", "Co", "Zl", "Zp")), max_size=40).map(str.strip)


def test_changed_key_is_written_anew_and_the_others_are_not() -> None:
    assert amend(TEXT, ARTICLES, {"date": "2016-12"}) == TEXT.replace("2016-12-26", "2016-12")


def test_changed_list_keeps_the_comment_above_it_and_below() -> None:
    changed = amend(TEXT, ARTICLES, {"tags": ["youth"], "date": "2017"})

    assert changed == TEXT.replace("tags: [prevention, youth]", "tags:\n- youth").replace("2016-12-26", "2017")


def test_emptied_key_goes_with_the_comment_above_it() -> None:
    assert amend(TEXT, ARTICLES, {"date": None}) == TEXT.replace("# when it opened\ndate: 2016-12-26\n", "")


def test_new_key_stands_where_the_schema_has_it() -> None:
    changed = amend(TEXT, ARTICLES, {"summary": "Open: all day", "category": "law", "status": "draft"})

    assert changed == TEXT.replace("tags: [", "category: law\ntags: [").replace(
        "youth]\n", "youth]\nsummary: 'Open: all day'\nstatus: draft\n"
    )


def test_body_is_written_anew_only_where_it_changed() -> None:
    assert amend(TEXT, ARTICLES, {}, None) == TEXT
    assert amend(TEXT, ARTICLES, {}, "Closed.\n\n") == f"{TEXT.partition('The rooms')[0]}Closed.\n"


def test_ends_of_lines_and_byte_order_mark_stay() -> None:
    windows = "\ufeff" + TEXT.replace("\n", "\r\n")

    assert amend(windows, ARTICLES, {"date": "2016-12"}) == windows.replace("2016-12-26", "2016-12")


def test_new_file_is_as_digest_new_writes_one() -> None:
    said = {"title": "No: 7", "slug": "no-7", "added": "2026-11-26", "lang": "en", "authors": [], "tags": ["a"]}

    assert amend(EMPTY, ARTICLES, said, "Text.") == frontmatter.write(said, "Text.").replace(
        "'2026-11-26'", "2026-11-26"
    )


def test_days_moments_and_years_are_written_plainly() -> None:
    said = {
        "date": "2016",
        "embargo": "2026-12-01T06:00:00+05:00",
        "corrections": [{"date": "2026-11-22", "text": "Was: wrong"}],
    }

    assert amend(EMPTY, ARTICLES, said, "") == (
        "---\ndate: 2016\nembargo: 2026-12-01T06:00:00+05:00\ncorrections:\n- date: 2026-11-22\n"
        "  text: 'Was: wrong'\n---\n\n\n"
    )


def test_word_stands_for_a_record_that_says_nothing_else() -> None:
    said = {"articles": [{"slug": "a"}, {"slug": "b", "note": "n"}]}

    assert "articles:\n- a\n- slug: b\n  note: n\n" in amend(EMPTY, DOSSIERS, said, "")


def test_front_matter_in_braces_is_not_for_the_form() -> None:
    with pytest.raises(UnfitError, match="one `key: value` a line"):
        amend("---\n{title: A}\n---\n\nB\n", ARTICLES, {"title": "C"})


@given(st.fixed_dictionaries({}, optional={"title": WORDS, "summary": WORDS, "agency": WORDS, "tags": st.lists(WORDS)}))
def test_whatever_is_written_is_read_again_and_the_rest_is_as_it_was(said: dict[str, str]) -> None:
    before = frontmatter.read(TEXT)
    after = frontmatter.read(amend(TEXT, ARTICLES, said))

    assert after.body == before.body
    for key in before.metadata.keys() | said.keys():
        wanted = said.get(key, before.metadata.get(key))
        assert after.metadata.get(key) == (wanted or None)


@given(st.text(st.characters(exclude_categories=("Cs",)), max_size=60))
def test_whatever_body_is_written_is_read_again(body: str) -> None:
    plain = frontmatter.plain_lines(f"x{body}").strip("\n")

    assert frontmatter.read(amend(TEXT, ARTICLES, {}, plain)).body == plain
