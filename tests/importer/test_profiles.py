"""The profile of a publication: how it is gone by, and how learned lines are added to what an editor has written."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from digest.importer import Article, Hints, Run, convert, import_articles
from digest.importer.model import Profile, Role
from digest.importer.outlet.profiles import add_lines, plan_profile, render_profile, to_profile
from digest.importer.texts.lexicon import fold_line
from digest.profiles import ProfileFile, parse_profile
from tests.importer.helpers import OPTIONS, codes, texts

if TYPE_CHECKING:
    from pathlib import Path

ARTICLE = """\
Главная | Новости

Библиотека откроется в воскресенье

Читальный зал будет открыт с полудня, сообщили в отделе культуры. Главная | Новости стоят и здесь.

Главная | Новости 2016

Билеты раздают у входа, и их хватит на всех, кто придёт в первый день.

Читать ещё 14
"""


def _article(text: str | bytes, profile: Profile) -> Article:
    raw = text if isinstance(text, bytes) else text.encode()
    found = convert(raw, "a.txt", Hints(OPTIONS, profile=profile))
    assert isinstance(found, Article)
    return found


def _profile(text: str) -> Profile:
    return to_profile(parse_profile(text, "wire.yaml")[0])


def test_lines_of_the_profile_are_left_out_at_the_head_and_the_end_and_reported() -> None:
    found = _article(ARTICLE, _profile('boilerplate: ["Главная | Новости", "Читать ещё 3"]\n'))

    assert texts(found, Role.LEARNED) == ["Главная | Новости", "Читать ещё 14"]
    assert [dropped.text for dropped in found.dropped] == ["Главная | Новости", "Читать ещё 14"]
    assert found.headline == "Библиотека откроется в воскресенье"
    assert "Главная | Новости 2016" in texts(found, Role.SUBHEAD, Role.PARAGRAPH)


def test_without_a_profile_they_stay() -> None:
    assert _article(ARTICLE, Profile()).dropped == ()


def test_what_an_editor_keeps_is_left_out_by_no_list() -> None:
    text = ARTICLE + "\nDo you like this article?\n\n2 Comment(s)\n"
    found = _article(text, _profile('keep: ["Do you like this article?", "# Comment(s)"]\n'))

    assert found.dropped == ()
    assert "I207" not in codes(found)


def test_import_goes_by_the_profile_of_its_publication_and_tells_what_is_wrong_in_it(tmp_path: Path) -> None:
    source, into = tmp_path / "a.txt", tmp_path / "content"
    source.write_text(ARTICLE, "utf-8")
    profile = into / "registry" / "profiles" / "wire.yaml"
    profile.parent.mkdir(parents=True)
    profile.write_text('boilerplate: ["Читать ещё 3"]\ncolour: red\n', "utf-8")

    wire = import_articles([source], into=into, options=replace(OPTIONS, publication="wire"), run=Run(dry_run=True))
    other = import_articles([source], into=into, options=replace(OPTIONS, publication="other"), run=Run(dry_run=True))

    assert [dropped.text for dropped in wire.results[0].dropped] == ["Читать ещё 14"]
    assert [(problem.line, problem.code) for problem in wire.registry_problems] == [(2, "R112")]
    assert (other.results[0].dropped, other.registry_problems) == ((), ())


RUSSIAN = "Читальный зал\n\nЗал будет открыт с полудня, сообщили в отделе культуры города. Вход свободный.\n"


def test_encoding_of_the_profile_is_not_guessed_and_not_told() -> None:
    found = _article(RUSSIAN.encode("koi8-r"), _profile("encoding: koi8-r\n"))

    assert found.source.encoding == "koi8-r"
    assert found.headline == "Читальный зал"
    assert not {"I302", "I350"} & set(codes(found))


def test_text_that_is_not_in_the_encoding_of_the_profile_is_read_as_without_one_and_told() -> None:
    raw = RUSSIAN.encode("cp866")
    with_profile, without = _article(raw, _profile("encoding: ascii\n")), _article(raw, Profile())

    assert with_profile.parts == without.parts
    assert codes(with_profile) == ["I350", *codes(without)]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_text_that_says_its_encoding_is_read_by_it(encoding: str) -> None:
    assert _article(RUSSIAN.encode(encoding), _profile("encoding: cp1251\n")).headline == "Читальный зал"


def test_short_text_has_the_language_of_the_profile() -> None:
    found = _article("Зал\n\nОткрыт.\n", _profile("lang: kk\n"))

    assert (found.lang, [code for code in codes(found) if code in {"I306", "I351"}]) == ("kk", ["I351"])


def test_language_of_a_long_text_is_told_by_its_words() -> None:
    assert _article(RUSSIAN * 5, _profile("lang: kk\n")).lang == "ru"


LINES = ["Главная | Новости", 'Say "yes" \\ no', "გააზიარეთ", "# 12"]


def test_new_profile_explains_itself_and_holds_the_lines_in_order() -> None:
    learned = plan_profile(None, LINES, "wire")

    assert learned.change is not None
    assert learned.change.path == "registry/profiles/wire.yaml"
    assert learned.change.text.startswith("# What the importer knows of the texts of wire.")
    assert parse_profile(learned.change.text, "wire.yaml") == (ProfileFile(boilerplate=tuple(sorted(LINES))), [])
    assert [problem.code for problem in learned.problems] == ["I352"]


def test_learning_again_what_is_there_changes_nothing() -> None:
    first = plan_profile(None, LINES, "wire").change
    assert first is not None

    again = plan_profile(first.text, ["главная |  новости", "# 7", LINES[1]], "wire")

    assert (again.change, again.problems) == (None, ())


def test_line_that_an_editor_has_moved_is_never_learned_again() -> None:
    assert plan_profile('keep:\n- "Главная | Новости"\n', [LINES[0]], "wire").change is None


@pytest.mark.parametrize("text", ["keep: [a\n", "boilerplate: Read more\n", "date_order: ymd\n"])
def test_profile_with_a_mistake_is_left_as_it_is_and_told(text: str) -> None:
    learned = plan_profile(text, LINES, "wire")

    assert learned.change is None
    assert [problem.code for problem in learned.problems] in (["R111"], ["R113"])


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("lang: ru\n", 'lang: ru\nboilerplate:\n  - "new"\n'),
        ("lang: ru", 'lang: ru\nboilerplate:\n  - "new"\n'),
        ("boilerplate:\nkeep: []\n", 'boilerplate:\n  - "new"\nkeep: []\n'),
        ("boilerplate: null # none\n", 'boilerplate: # none\n  - "new"\n'),
        ("boilerplate: [] # none\nkeep: []\n", 'boilerplate: # none\n  - "new"\nkeep: []\n'),
        ("boilerplate: [b, 'a']\nlang: ru\n", 'boilerplate:\n  - "b"\n  - "a"\n  - "new"\nlang: ru\n'),
        ("boilerplate:\n- b\n- a", 'boilerplate:\n- b\n- a\n- "new"\n'),
        (
            "boilerplate:\n    - b # mine\n    # and\n    - a # yours\n\n# below\nkeep: [c]\n",
            'boilerplate:\n    - b # mine\n    # and\n    - a # yours\n    - "new"\n\n# below\nkeep: [c]\n',
        ),
        ("boilerplate:\r\n  - b\r\nkeep: []\r\n", 'boilerplate:\r\n  - b\r\n  - "new"\r\nkeep: []\r\n'),
        ("boilerplate:\n  - |\n    b\nkeep: []\n", 'boilerplate:\n  - |\n    b\n  - "new"\nkeep: []\n'),
        ("\ufeffboilerplate:\n  - 📰 b\n", '\ufeffboilerplate:\n  - 📰 b\n  - "new"\n'),
    ],
)
def test_lines_are_added_and_all_else_stays(before: str, after: str) -> None:
    assert add_lines(before, ["new"]) == after


PRINTED = st.text(
    st.characters(blacklist_categories=("Cc", "Cs"), blacklist_characters="\ufeff\ufffe\uffff\u2028\u2029"), min_size=1
).filter(str.strip)


@settings(max_examples=100)
@given(st.lists(PRINTED, max_size=4), st.lists(PRINTED, max_size=4), st.lists(PRINTED, max_size=4))
def test_what_is_written_is_read_back_and_grows_at_its_end(there: list[str], keep: list[str], new: list[str]) -> None:
    file = ProfileFile(lang="ru", bare_bylines=True, boilerplate=tuple(there), keep=tuple(keep))
    text = render_profile(file, "wire")
    learned = plan_profile(text, new, "wire")

    assert parse_profile(text, "wire.yaml")[0] == file
    known = {fold_line(line) for line in (*there, *keep)}
    fresh = [line for line in new if fold_line(line) not in known]
    after = parse_profile(learned.change.text, "wire.yaml")[0] if learned.change else file
    assert (learned.change is not None) == bool(fresh)
    assert after.boilerplate[: len(there)] == file.boilerplate
    assert set(map(fold_line, after.boilerplate[len(there) :])) == set(map(fold_line, fresh))
