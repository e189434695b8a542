"""Markdown files with front matter: what is written reads back, and what an editor types means what it says."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from digest.frontmatter import Document, FrontMatterError, read, read_mapping, write
from digest.model import PartialDate
from digest.schema import parse_article

# What YAML takes for something else than text, or trips over.
TREACHEROUS = (
    "no", "No", "on", "y", "true", "True", "null", "Null", "~", "2016", "2016-12-26", "0x1", "0o17", "017", "1e3",
    "1_000", ".inf", ".nan", "12:30:45", "!!python/object:os.system", "!tag", "&anchor", "*alias", "- item",
    "? key", "a: b", "a:", ": a", "#comment", "a #comment", "[a", "a]", "{a: b}", "'quoted'", '"quoted"', "it's",
    '"', "'", "%TAG", "@at", "`tick`", "|", ">", "---", "--- a", "...", "=", "<<", "a\\b", "\\n", "-", "?", ":",
    ",", "a, b", "…", "Ақтөбе: «сөз»", "أكتوبي", "two\nlines", "a\n---\nb", "a\n\n---\n\nb", "tab\tin", "\u2028",
    "a\u2028b", "a\u0085b", "nbsp\u00a0x", "\u200fx", "😀", r"\U0001F600", r"C:\Users 😀", r"\\U0001F600 😀",
    "zero\u200bwidth", "bell\x07", "nul\x00", "\ufeffbom", "a\ufeffb", "carriage\rreturn", "x" * 300, "x " * 300,
)  # fmt: skip
CHARACTERS = st.characters(exclude_categories=["Cs"])
WORDS = st.one_of(st.sampled_from(TREACHEROUS), st.text(CHARACTERS, max_size=60)).filter(str.strip)
BODIES = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\r\ufeff"), max_size=200).map(
    lambda text: f"First.\n\n{text}".strip()
)


def article(**values: Any) -> dict[str, Any]:
    return {"title": "T", "slug": "t", "added": date(2026, 1, 5), "lang": "en", "authors": []} | values


@given(title=WORDS, tags=st.lists(WORDS, max_size=4), body=BODIES)
def test_what_is_written_reads_back(title: str, tags: list[str], body: str) -> None:
    document = read(write(article(title=title, tags=tags, summary=title), body))

    assert document.metadata.get("title") == title
    assert document.metadata.get("tags", []) == tags
    assert document.metadata["summary"] == title
    assert document.body == body


@pytest.mark.parametrize("text", TREACHEROUS)
@pytest.mark.parametrize("beside", ["plain", "😀"])
def test_words_that_yaml_could_take_for_something_else_read_back(text: str, beside: str) -> None:
    document = read(write(article(title=text, tags=[text, beside], summary=f"{beside} {text}"), "Body."))

    assert document.metadata["title"] == text
    assert document.metadata["tags"] == [text, beside]
    assert document.metadata["summary"] == f"{beside} {text}"


@given(caption=WORDS, credit=st.none() | WORDS, notes=st.lists(WORDS, max_size=3))
def test_records_read_back(caption: str, credit: str | None, notes: list[str]) -> None:
    image = {"caption": caption, "credit": credit}
    mark = {"version": "1", "fingerprint": "2016", "notes": notes}
    document = read(write(article(images=[image], **{"import": mark}), "Body."))

    assert document.metadata["images"] == [{key: value for key, value in image.items() if value is not None}]
    assert document.metadata["import"] == mark


@given(title=WORDS, body=BODIES)
def test_writing_what_was_read_changes_nothing(title: str, body: str) -> None:
    document = read(write(article(title=title, tags=["2016", "no"]), body))
    text = write(document.metadata, document.body)
    again = read(text)

    assert write(again.metadata, again.body) == text


@given(st.dates(min_value=date(1000, 1, 1)), st.integers(1, 3))
def test_date_reads_back_through_the_schema(day: date, precision: int) -> None:
    published = PartialDate(*(day.year, day.month, day.day)[:precision])
    document = read(write(article(date=published), "Body."))
    matter, faults = parse_article(document.metadata, document.lines)

    assert faults == []
    assert matter is not None
    assert matter.published == published


def test_moment_reads_back_through_the_schema() -> None:
    moment = datetime(2026, 12, 1, 6, tzinfo=UTC)
    document = read(write(article(embargo=moment), "Body."))
    matter, faults = parse_article(document.metadata, document.lines)

    assert faults == []
    assert matter is not None
    assert matter.embargo == moment


@pytest.mark.parametrize(
    "value", ["no", "2016", "2016-12-26", "007", "0x1", "1e3", "12:30", "1_000", "yes", "NO", "off", ".5", "<<", "="]
)
def test_plain_words_are_text_as_an_editor_sees_them(value: str) -> None:
    assert read_mapping(f"title: {value}\n")[0] == {"title": value}


@pytest.mark.parametrize(
    ("value", "meant"), [("null", None), ("~", None), ("", None), ("true", True), ("False", False), ("NULL", None)]
)
def test_null_true_and_false_are_more_than_text(value: str, *, meant: bool | None) -> None:
    assert read_mapping(f"title: {value}\n")[0] == {"title": meant}


@pytest.mark.parametrize("value", ["'null'", '"true"', "'~'", "''"])
def test_what_is_quoted_is_text(value: str) -> None:
    assert read_mapping(f"title: {value}\n")[0] == {"title": value[1:-1]}


def test_tag_of_python_makes_no_object() -> None:
    metadata, _ = read_mapping('title: !!python/object/apply:os.system ["exit 1"]\n')

    assert metadata == {"title": ["exit 1"]}


def test_lines_are_those_of_the_file() -> None:
    document = read("---\ntitle: A\n\n# a comment\ntags:\n  - a\n  - b\nlang: en\n---\n\n\nThe body.\nMore.\n\n")

    assert document == Document(
        {"title": "A", "tags": ["a", "b"], "lang": "en"}, {"title": 2, "tags": 5, "lang": 8}, "The body.\nMore.", 12
    )


@pytest.mark.parametrize("newline", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("mark", ["", "\ufeff"])
def test_line_ends_and_byte_order_mark_make_no_difference(newline: str, mark: str) -> None:
    text = "---\ntitle: A\nlang: en\n---\n\nOne.\n\nTwo.\n"

    assert read(mark + text.replace("\n", newline)) == read(text)


def test_rule_in_the_body_stays() -> None:
    assert read("---\ntitle: A\n---\nOne.\n\n---\n\nTwo.\n").body == "One.\n\n---\n\nTwo."


def test_indented_first_line_of_the_body_stays() -> None:
    assert read("---\ntitle: A\n---\n\n    code\n").body == "    code"


def test_file_without_a_body_has_an_empty_one() -> None:
    document = read("---\ntitle: A\n---\n")

    assert document.body == ""


@pytest.mark.parametrize(
    ("text", "line", "message"),
    [
        ("", 1, "the file has no front matter"),
        ("title: A\n", 1, "the file has no front matter"),
        ("\n---\ntitle: A\n---\n", 1, "the file has no front matter"),
        ("---\ntitle: A\nBody.\n", 1, "the front matter is not closed"),
        ("---\n- a\n- b\n---\n", 2, "the front matter is not a list of `key: value` lines"),
        ("---\njust words\n---\n", 2, "the front matter is not a list of `key: value` lines"),
        ("---\ntitle: A\nlang: en\ntitle: B\n---\n", 4, "the key 'title' stands twice"),
        ("---\ntitle: A\nimages:\n  - file: a\n    file: b\n---\n", 5, "the key 'file' stands twice"),
        ("---\ntitle: A\n[a, b]: c\n---\n", 3, "a key is not a word"),
        ("---\ntitle: &t A\nsummary: *t\n---\n", 2, "a YAML alias (`*name`) is not allowed here"),
        ("---\ntitle: &t [A]\ntags: [*t, *t]\n---\n", 2, "a YAML alias (`*name`) is not allowed here"),
    ],
)
def test_what_cannot_be_read_is_told_with_its_line(text: str, line: int, message: str) -> None:
    with pytest.raises(FrontMatterError) as caught:
        read(text)

    # An alias has no line of its own in the tree: that of what it repeats is the nearest.
    assert (caught.value.line, caught.value.message) == (line, message)
    assert caught.value.hint


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("---\ntitle: A: B\n---\n", 2),
        ("---\nlang: en\ntitle: A: B\n---\n", 3),
        ("---\nlang: en\ntags: [a, b\ntitle: A\n---\n", 4),
        ("---\nlang: en\ntitle: @at\n---\n", 3),
        ("---\nlang: en\ntitle: *nothing\n---\n", 3),
        ("---\nlang: en\n\ttitle: A\n---\n", 3),
    ],
)
def test_what_is_not_yaml_is_told_where_reading_stopped(text: str, line: int) -> None:
    with pytest.raises(FrontMatterError, match="is not YAML") as caught:
        read(text)

    assert caught.value.line == line


def test_character_that_yaml_forbids_is_told() -> None:
    with pytest.raises(FrontMatterError, match="is not YAML"):
        read("---\ntitle: a\x07b\n---\n")


def test_deeply_nested_yaml_is_told_rather_than_breaking_the_run() -> None:
    with pytest.raises(FrontMatterError):
        read(f"---\ntitle: {'[' * 5000}{']' * 5000}\n---\n")


def test_aliases_of_aliases_which_could_mean_gigabytes_are_refused() -> None:
    lines = ["a0: &a0 [x, x]", *(f"a{n}: &a{n} [*a{n - 1}, *a{n - 1}]" for n in range(1, 16))]

    with pytest.raises(FrontMatterError, match="alias"):
        read_mapping("\n".join(lines))


def test_keys_stand_in_the_order_of_the_schema_and_empty_ones_are_left_out() -> None:
    text = write({"lang": "en", "tags": [], "summary": None, "authors": [], "title": "T", "agency": ""}, "\nBody.\n\n")

    assert text == "---\ntitle: T\nlang: en\nauthors: []\n---\n\nBody.\n"


def test_dates_are_written_as_an_editor_would() -> None:
    written = write({"date": PartialDate(2016, 12, 26), "added": date(2026, 1, 5)}, "B")

    assert written.startswith("---\ndate: 2016-12-26\nadded: 2026-01-05\n---\n")
    assert "date: 2016\n" in write({"date": PartialDate(2016)}, "B")
    assert "date: 2016-12\n" in write({"date": PartialDate(2016, 12)}, "B")


def test_words_of_any_script_are_written_as_they_are() -> None:
    assert "title: Ақтөбе، أكتوبي\n" in write({"title": "Ақтөбе، أكتوبي"}, "B")


def test_key_that_the_schema_lacks_cannot_be_written() -> None:
    with pytest.raises(KeyError, match="headline"):
        write({"headline": "A"}, "B")


@pytest.mark.parametrize(("key", "below"), [("title", "title:"), ("tags", "summary:"), ("import", "---")])
def test_a_comment_stands_above_its_key_and_changes_nothing(key: str, below: str) -> None:
    values = article(summary="😀 Words.", authors=["Jane Roe"])

    text = write(values, "Body.", {key: "a word to the editor: x (1)"})

    assert f"\n# a word to the editor: x (1)\n{below}" in text
    assert read(text).metadata == read(write(values, "Body.")).metadata
    assert text.replace("# a word to the editor: x (1)\n", "") == write(values, "Body.")


def test_a_comment_of_two_lines_is_refused() -> None:
    with pytest.raises(ValueError, match="one line"):
        write(article(), "Body.", {"tags": "one\ntitle: another"})


def test_front_matter_that_is_not_utf8_is_told_with_its_line() -> None:
    text = b"---\ntitle: Library\nslug: caf\xe9\n---\n\nBody.\n".decode("utf-8", "surrogateescape")

    with pytest.raises(FrontMatterError, match="the front matter is not UTF-8") as told:
        read(text)

    assert told.value.line == 3
