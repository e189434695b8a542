"""The profiles of publications: what is read of them, and what is wrong in them, by line."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from digest.profiles import ProfileFile, check_profiles, load_profile, parse_profile

if TYPE_CHECKING:
    from pathlib import Path

FULL = """\
# Made by hand.
encoding: cp1251
lang: ru
date_order: dmy
bare_bylines: true
drop_wire_tags: false
boilerplate:
  - "Читать ещё"
  - 2016
keep: [Итоги недели]
"""


def test_profile_says_what_its_keys_say() -> None:
    profile, problems = parse_profile(FULL, "wire.yaml")

    assert problems == []
    assert profile == ProfileFile(
        encoding="cp1251",
        lang="ru",
        date_order="dmy",
        bare_bylines=True,
        boilerplate=("Читать ещё", "2016"),
        keep=("Итоги недели",),
    )


@pytest.mark.parametrize("text", ["", "# Nothing yet.\n", "encoding:\nboilerplate: []\nkeep:\n"])
def test_empty_profile_says_nothing_and_is_not_wrong(text: str) -> None:
    assert parse_profile(text, "wire.yaml") == (ProfileFile(), [])


@pytest.mark.parametrize(
    ("text", "line", "code", "words", "hint"),
    [
        ("lang: ru\nlang: en\n", 2, "R111", "'lang' stands twice", "keep one"),
        ("keep: [a\n", 2, "R111", "the profile is not YAML", "quotation marks"),
        ("- a\n", 1, "R111", "the profile is not a list of `key: value` lines", "key: value"),
        ("lang: ru\nencodin: cp1251\n", 2, "R112", "unknown key 'encodin'", "did you mean 'encoding'?"),
        ("colour: red\n", 1, "R112", "unknown key 'colour'", "the keys are encoding, lang"),
        ("\nencoding: windows-12\n", 2, "R113", "a wrong encoding: 'windows-12'", "cp1251"),
        ("encoding: utf-16\n", 1, "R113", "a wrong encoding", "cp1251"),
        ("encoding: base64\n", 1, "R113", "a wrong encoding", "cp1251"),
        ("encoding: punycode\n", 1, "R113", "a wrong encoding", "cp1251"),
        ("encoding: [cp1251]\n", 1, "R113", "a wrong encoding", "cp1251"),
        ("lang: russian language\n", 1, "R113", "a wrong lang", "BCP 47"),
        ("date_order: ymd\n", 1, "R113", "a wrong date_order: 'ymd'", "one of dmy, mdy"),
        ("bare_bylines: yes\n", 1, "R113", "a wrong bare_bylines: 'yes'", "true or false"),
        ("boilerplate: Read more\n", 1, "R113", "a wrong boilerplate", "- "),
        ("keep: [{a: b}]\n", 1, "R113", "a wrong keep", "- "),
        ("keep: [Read More]\nboilerplate: [' read  more']\n", 2, "R114", "stands both", "the line is kept"),
    ],
)
def test_what_is_wrong_is_told_at_its_line(text: str, line: int, code: str, words: str, hint: str) -> None:
    _, (problem,) = parse_profile(text, "wire.yaml")

    assert (problem.line, problem.code) == (line, code)
    assert words in problem.message
    assert hint in problem.hint


def test_what_is_right_beside_a_fault_is_read() -> None:
    profile, _ = parse_profile("lang: ru\ndate_order: ymd\nkeep: [Итоги]\n", "wire.yaml")

    assert profile == ProfileFile(lang="ru", keep=("Итоги",))


def test_profile_of_a_publication_is_loaded_and_of_others_there_is_none(tmp_path: Path) -> None:
    folder = tmp_path / "profiles"
    folder.mkdir()
    (folder / "wire.yaml").write_text("lang: ru\n", "utf-8")

    assert load_profile(tmp_path, "wire") == (ProfileFile(lang="ru"), [])
    assert load_profile(tmp_path, "other") == (ProfileFile(), [])
    assert load_profile(tmp_path, None) == (ProfileFile(), [])


def test_folder_of_profiles_is_checked_by_file(tmp_path: Path) -> None:
    folder = tmp_path / "profiles"
    folder.mkdir()
    (folder / "wire.yaml").write_text("lang: ru\n", "utf-8")
    (folder / "wires.yaml").write_text("lang: ?\n", "utf-8")
    (folder / "notes.txt").write_text("?", "utf-8")
    (folder / "paper.yaml").write_bytes(b"lang: ru\nkeep: [\xd0]\n")
    (folder / ".hidden").write_text("?", "utf-8")

    told = [
        (problem.path.rpartition("/")[2], problem.line, problem.code)
        for problem in check_profiles(tmp_path, ["wire", "paper"])
    ]

    assert told == [
        ("notes.txt", 0, "R115"),
        ("paper.yaml", 2, "R107"),
        ("wires.yaml", 0, "R115"),
        ("wires.yaml", 1, "R111"),
    ]


def test_without_profiles_nothing_is_wrong(tmp_path: Path) -> None:
    assert list(check_profiles(tmp_path, [])) == []
