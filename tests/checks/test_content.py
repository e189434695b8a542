"""Rules over the content: each fault by its code at its line, and all of them in one run."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from digest.checks import check_content
from digest.model import Problem, UsageError
from tests.support.pictures import chart
from tests.support.project import REGISTRIES, ROOT, article

FINE = article("fine")
PAGE = "---\ntitle: About\nslug: about\nlang: en\n---\n\nWords.\n"
# The lines of `article()`: 1 is ---, then its keys.
LINES = {
    key: line
    for line, key in enumerate(
        ("title", "slug", "date", "added", "lang", "authors", "publication", "category", "tags"), 2
    )
}


def write(folder: Path, files: dict[str, str | bytes]) -> Path:
    registries = {f"registry/{kind}.yaml": text for kind, text in REGISTRIES.items()}
    for name, content in (registries | files).items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content.encode() if isinstance(content, str) else content)
    return folder


def told(folder: Path) -> list[tuple[str, int, str]]:
    return [
        (Path(problem.path).relative_to(folder).as_posix(), problem.line, problem.code)
        for problem in check_content(folder)
    ]


def only(folder: Path) -> Problem:
    (problem,) = check_content(folder)
    return problem


# name of the case: article, line, code, words of the message, words of the hint
FAULTS: dict[str, tuple[str | bytes, int, str, str, str]] = {
    "no front matter": ("Just words.\n", 1, "C101", "no front matter", "---"),
    "not closed": ("---\ntitle: A\n\nWords.\n", 1, "C101", "not closed", "---"),
    "not YAML": ("---\ntitle: A\nslug: a: b\n---\n\nWords.\n", 3, "C101", "is not YAML", "quotation marks"),
    "key twice": ("---\ntitle: A\ntitle: B\n---\n\nWords.\n", 3, "C101", "'title' stands twice", "one of the two"),
    "unknown key": (article("x", tag="x"), 11, "C102", "unknown key 'tag'", "did you mean 'tags'?"),
    "missing key": (article("x", lang=""), 1, "C103", "'lang' is missing", "lang"),
    "wrong value": (article("x", date="26.12.2016"), LINES["date"], "C104", "'date' is not a date", "2016-12-26"),
    "not UTF-8": (article("x").encode() + "Заголовок".encode("cp1251"), 14, "C105", "not UTF-8", "UTF-8"),
    "no text": (article("x", "  "), 14, "C107", "no text", "below the front matter"),
    "no original": (article("x", translation_of="fin"), 11, "C111", "'fin'", "did you mean 'fine'?"),
    "unknown tag": (
        article("x", tags="[preventon]"),
        LINES["tags"],
        "C112",
        "unknown tag 'preventon'",
        "did you mean 'prevention'?",
    ),
    "unknown tag like none": (
        article("x", tags="[qqqq]"),
        LINES["tags"],
        "C112",
        "unknown tag 'qqqq'",
        "registry/tags.yaml",
    ),
    "unknown section": (article("x", category="laws"), LINES["category"], "C112", "unknown section 'laws'", "'law'"),
    "unknown place": (article("x", places="[aktobee]"), 11, "C112", "unknown place 'aktobee'", "'aktobe'"),
    "unknown publication": (
        article("x", publication="digset"),
        LINES["publication"],
        "C112",
        "unknown publication",
        "'digest'",
    ),
    "no section": (article("x", category=""), LINES["title"], "C301", "no section", "category"),
    "no picture": (
        article("x", images="[{file: images/no.png, alt: A}]"),
        11,
        "C114",
        "'images/no.png'",
        "content/images",
    ),
    "picture outside": (
        article("x", images="[{file: ../secret.png, alt: A}]"),
        11,
        "C114",
        "'../secret.png'",
        "content/images",
    ),
    "no alt text": (article("x", images="[{file: images/a.png}]"), 11, "C115", "no alt text", "alt"),
}


@pytest.mark.parametrize("case", FAULTS)
def test_fault_is_told_once_by_its_code_at_its_line(tmp_path: Path, case: str) -> None:
    content, line, code, message, hint = FAULTS[case]
    (tmp_path / "secret.png").write_bytes(b"")
    folder = write(
        tmp_path / "content", {"articles/2016/fine.md": FINE, "articles/x.md": content, "images/a.png": chart()}
    )
    problem = only(folder)

    assert (problem.path, problem.line, problem.code) == (f"{folder}/articles/x.md", line, code)
    assert message in problem.message
    assert hint in problem.hint


def test_content_without_faults_has_no_problems(tmp_path: Path) -> None:
    picture = article("b", images="[{file: images/a.png, alt: A}]", translation_of="fine", places="[Aktobe]", lang="ru")
    files: dict[str, str | bytes] = {"articles/a.md": FINE, "articles/undated/b.md": picture, "pages/about.md": PAGE}

    assert check_content(write(tmp_path, files | {"images/a.png": chart()})) == []


@pytest.mark.parametrize("status", ["draft", "review"])
def test_what_readers_do_not_see_yet_may_be_incomplete_but_not_wrong(tmp_path: Path, status: str) -> None:
    incomplete = article("x", "", status=status, category="", images="[{file: images/a.png}]", tags="[nothing]")
    folder = write(tmp_path, {"articles/x.md": incomplete, "images/a.png": chart()})

    assert [(line, code) for _, line, code in told(folder)] == [(9, "C112")]


def test_hidden_article_has_to_be_complete(tmp_path: Path) -> None:
    folder = write(tmp_path, {"articles/x.md": article("x", status="hidden", category="")})

    assert told(folder) == [("articles/x.md", 2, "C301")]


def test_two_articles_with_one_slug_are_told_at_the_second_with_the_name_of_the_first(tmp_path: Path) -> None:
    folder = write(tmp_path, {"articles/2016/a.md": article("same"), "articles/2017/b.md": article("same")})
    problem = only(folder)

    assert (problem.path, problem.line, problem.code) == (f"{folder}/articles/2017/b.md", LINES["slug"], "C110")
    assert f"{folder}/articles/2016/a.md" in problem.message


def test_file_that_cannot_be_read_is_told_and_the_rest_goes_on(tmp_path: Path) -> None:
    folder = write(tmp_path, {"articles/a.md": FINE, "articles/z.md": article("z", category="")})
    (folder / "articles/gone.md").symlink_to(folder / "nowhere")

    assert told(folder) == [("articles/gone.md", 0, "C106"), ("articles/z.md", 2, "C301")]


def test_folder_that_is_named_like_an_article_is_told(tmp_path: Path) -> None:
    folder = write(tmp_path, {"articles/a.md": FINE})
    (folder / "articles/b.md").mkdir()

    assert told(folder) == [("articles/b.md", 0, "C106")]


def test_all_faults_are_told_in_one_run_in_the_order_of_files_and_lines(tmp_path: Path) -> None:
    folder = write(
        tmp_path,
        {
            "registry/tags.yaml": "prevention: {name: {en: Prevention}}\n",
            "pages/about.md": PAGE.replace("lang: en\n", "lang: en\nauthor: x\n"),
            "articles/b.md": article("b", date="never", tags="[nothing, prevention]", category=""),
            "articles/a.md": "Words.\n",
            "articles/2016/c.md": article("b"),
        },
    )

    assert told(folder) == [
        ("articles/a.md", 1, "C101"),
        ("articles/b.md", 2, "C301"),
        ("articles/b.md", 3, "C110"),
        ("articles/b.md", 4, "C104"),
        ("articles/b.md", 9, "C112"),
        ("pages/about.md", 5, "C102"),
        ("registry/tags.yaml", 1, "R104"),
    ]


def test_every_unknown_name_of_a_list_is_told(tmp_path: Path) -> None:
    folder = write(tmp_path, {"articles/a.md": article("a", tags="[aaa, prevention, bbb]")})

    assert [problem.message for problem in check_content(folder)] == ["unknown tag 'aaa'", "unknown tag 'bbb'"]


def test_profiles_are_checked_with_the_registries(tmp_path: Path) -> None:
    profiles = {"registry/profiles/digest.yaml": "lang: en\nkep: []\n", "registry/profiles/digst.yaml": "lang: en\n"}
    folder = write(tmp_path, {"articles/a.md": FINE} | profiles)

    assert told(folder) == [("registry/profiles/digest.yaml", 2, "R112"), ("registry/profiles/digst.yaml", 0, "R115")]


def test_author_that_no_registry_knows_is_no_fault(tmp_path: Path) -> None:
    assert check_content(write(tmp_path, {"articles/a.md": article("a", authors="[Somebody New]")})) == []


def test_faults_of_the_registries_are_told_with_those_of_the_articles(tmp_path: Path) -> None:
    folder = write(tmp_path, {"articles/a.md": FINE, "registry/places.yaml": "aktobe: {\n"})

    assert told(folder) == [("registry/places.yaml", 2, "R101")]


def test_page_is_checked_by_the_schema_of_pages(tmp_path: Path) -> None:
    folder = write(tmp_path, {"pages/a.md": PAGE.replace("lang: en", "tags: [a]"), "pages/b.md": "---\ntitle: B\n"})

    assert told(folder) == [("pages/a.md", 1, "C103"), ("pages/a.md", 4, "C102"), ("pages/b.md", 1, "C101")]


def test_two_pages_at_one_address_are_told(tmp_path: Path) -> None:
    folder = write(
        tmp_path, {"pages/a.md": PAGE, "pages/b.md": PAGE, "pages/a.ru.md": PAGE.replace("lang: en", "lang: ru")}
    )

    assert [(path, line) for path, line, _ in told(folder)] == [("pages/b.md", 3)]


@pytest.mark.parametrize("slug", ["tags", "search", "articles", "archive", "latest", "theme", "images", "ru"])
def test_page_at_the_address_of_something_else_is_told(tmp_path: Path, slug: str) -> None:
    folder = write(
        tmp_path, {"pages/a.md": PAGE.replace("slug: about", f"slug: {slug}"), "articles/a.md": article("a", lang="ru")}
    )

    assert [(path, line) for path, line, _ in told(folder)] == [("pages/a.md", 3)]


def test_translation_of_a_translation_is_told(tmp_path: Path) -> None:
    files = {
        "articles/a.md": article("a"),
        "articles/b.md": article("b", lang="ru", translation_of="a"),
        "articles/c.md": article("c", lang="kk", translation_of="b"),
    }

    assert [(path, line) for path, line, _ in told(write(tmp_path, dict(files)))] == [("articles/c.md", 11)]


def test_second_version_in_one_language_is_told(tmp_path: Path) -> None:
    files = {
        "articles/a.md": article("a"),
        "articles/b.md": article("b", lang="ru", translation_of="a"),
        "articles/c.md": article("c", lang="ru", translation_of="a"),
    }

    assert [(path, line) for path, line, _ in told(write(tmp_path, dict(files)))] == [("articles/c.md", 11)]


def test_text_in_a_form_that_nothing_reads_is_told_rather_than_left_out(tmp_path: Path) -> None:
    folder = write(
        tmp_path, {"articles/a.md": FINE, "articles/b.markdown": article("b"), "articles/c.html": "<p>c</p>"}
    )

    assert [path for path, _, _ in told(folder)] == ["articles/b.markdown", "articles/c.html"]


def test_folder_that_is_not_there_is_wrong_usage(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match=r"nowhere: there is no content folder\. Hint: "):
        check_content(tmp_path / "nowhere")


def test_content_of_this_repository_has_no_problems() -> None:
    assert list(map(str, check_content(ROOT / "content"))) == []


def test_file_whose_name_is_not_utf8_is_told(tmp_path: Path) -> None:
    name = os.fsdecode(b"articles/caf\xe9.md")
    folder = write(tmp_path, {name: FINE})

    (problem,) = check_content(folder)

    assert (problem.code, problem.path) == ("C120", f"{folder}/articles/caf\\xe9.md")


def test_picture_in_the_text_without_a_description_is_told_with_its_line(tmp_path: Path) -> None:
    body = (
        "Words.\n\n![]({static}/images/a.png)\n\n```\n![](code)\n```\n\nSee `![](x)`, and ![A]({static}/images/a.png)."
    )
    files = {"articles/a.md": article("a", body), "articles/b.md": article("b", body, status="draft")}
    folder = write(tmp_path, files | {"images/a.png": chart()})

    (problem,) = check_content(folder)
    assert (problem.path, problem.code) == ((folder / "articles/a.md").as_posix(), "C164")
    assert (folder / "articles/a.md").read_text("utf-8").splitlines()[problem.line - 1].startswith("![]")


def test_pictures_are_looked_at_wherever_they_lie_and_hidden_files_are_not(tmp_path: Path) -> None:
    names = ("images/deep/a.png", "extra/b.jpg", "images/.c.png", "articles/d.png", "images/e.txt")
    files: dict[str, str | bytes] = dict.fromkeys(names, b"")

    found = [(problem.path, problem.code) for problem in check_content(write(tmp_path, files))]
    assert found == [
        ((tmp_path / "articles/d.png").as_posix(), "C108"),
        ((tmp_path / "extra/b.jpg").as_posix(), "C160"),
        ((tmp_path / "images/deep/a.png").as_posix(), "C160"),
    ]
