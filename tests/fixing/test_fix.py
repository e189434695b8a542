"""`digest fix`: shows the change, writes it only when told to, and leaves fewer problems and no new one."""

from __future__ import annotations

import tempfile
from pathlib import Path, PurePosixPath

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from digest.__main__ import main
from digest.checks import check_content
from digest.fixing.files import apply_fix, plan_fixes
from digest.importer.existing import parse_existing
from digest.model import UsageError
from tests.support.project import write_project

PATH = "content/articles/2016/a.md"
NEEDED = ["title: A", "slug: a", "added: 2026-01-05", "lang: en", "category: law"]
REGISTRIES = {
    "content/registry/tags.yaml": "prevention: {name: {en: Prevention}, aliases: [PVE], description: {en: x}}\n",
    "content/registry/sections.yaml": "law: {name: {en: Law & policy}, description: {en: x}}\n",
}


def article(*lines: str) -> str:
    return "".join(f"{line}\n" for line in ["---", *NEEDED, *lines, "---", "", "The text."])


def project(folder: Path, *lines: str) -> Path:
    return write_project(folder, REGISTRIES | {PATH: article(*lines)}) / "content"


def fix(capsys: pytest.CaptureFixture[str], *arguments: str | Path) -> tuple[int, list[str], str]:
    status = main(["fix", *map(str, arguments)])
    out, err = capsys.readouterr()
    return status, out.splitlines(), err


def test_change_is_shown_and_nothing_written(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    content = project(tmp_path, "tags: [PVE]")
    status, out, err = fix(capsys, content)

    assert (status, err) == (1, "")
    assert "-tags: [PVE]" in out
    assert "+tags: [prevention]" in out
    assert out[-2:] == [
        f"{content}: 1 file to mend: name (1); nothing is written yet",
        "Next: look at the changes above, then give --write (`inv fix --write`)",
    ]
    assert (tmp_path / PATH).read_text("utf-8") == article("tags: [PVE]")


def test_change_is_written_when_told_and_then_nothing_is_left(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    content = project(tmp_path, "tags: [PVE]")
    (tmp_path / PATH).chmod(0o640)
    status, out, _ = fix(capsys, content, "--write")

    assert status == 0
    assert "+tags: [prevention]" in out
    assert (tmp_path / PATH).read_text("utf-8") == article("tags: [prevention]")
    assert (tmp_path / PATH).stat().st_mode & 0o777 == 0o640
    assert sorted(path.name for path in (tmp_path / PATH).parent.iterdir()) == ["a.md"]
    assert fix(capsys, content)[:2] == (
        0, [f"{content}: nothing to mend", "Next: `digest check content` tells what is left to you"],
    )  # fmt: skip


@pytest.mark.parametrize("inside", ["", "articles", "articles/2016", "articles/2016/a.md"])
def test_content_part_of_it_or_one_file_is_mended(tmp_path: Path, inside: str) -> None:
    content = project(tmp_path, "tags: [PVE]")

    assert [one.path for one in plan_fixes(content / inside)] == [tmp_path / PATH]


def test_file_elsewhere_is_not_looked_at(tmp_path: Path) -> None:
    content = project(tmp_path, "tags: [PVE]")
    write_project(tmp_path, {"content/pages/b.md": "---\ntitle: B\nslug: b\nlang: EN\n---\n\nx\n"})

    assert [one.path.name for one in plan_fixes(content / "pages")] == ["b.md"]


@pytest.mark.parametrize("name", ["nowhere", "elsewhere"])
def test_folder_that_is_no_content_is_wrong_usage(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], name: str
) -> None:
    (tmp_path / "elsewhere").mkdir()
    status, out, err = fix(capsys, tmp_path / name)

    assert (status, out) == (2, [])
    assert "Hint: " in err


def test_file_that_is_not_utf8_is_left_to_the_check(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    content = project(tmp_path)
    (tmp_path / PATH).write_bytes(article("tags: [PVE]", "agency: é").encode("cp1252"))

    assert fix(capsys, content)[0] == 0


def test_missing_end_of_the_last_line_is_shown_as_git_shows_it(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    content = project(tmp_path)
    (tmp_path / PATH).write_text(article().rstrip("\n"), "utf-8")

    assert fix(capsys, content)[1][-5:-1] == [
        "-The text.", "\\ No newline at end of file", "+The text.",
            f"{content}: 1 file to mend: end of the file (1); nothing is written yet",
    ]  # fmt: skip


def test_imported_file_that_is_mended_counts_as_edited(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    content = project(tmp_path)
    inbox = {"inbox/a.txt": "A headline of a text\n\nBy A B\n\nASTANA -- The first paragraph of the text.\n"}
    write_project(tmp_path, REGISTRIES | inbox)
    assert main(["import", str(tmp_path / "inbox"), "--into", str(content), "--added", "2026-01-05"]) in {0, 1}
    (path,) = (path for path in content.rglob("*.md") if path.name != "a.md")
    imported = path.read_text("utf-8")
    name = PurePosixPath(path.relative_to(content).as_posix())
    assert not parse_existing(name, imported).edited
    path.write_text(imported.replace("lang: en\n", "lang: en\ncategory: Law & policy\n"), "utf-8")
    fix(capsys, path, "--write")
    mended = path.read_text("utf-8")

    assert "category: law\n" in mended
    assert parse_existing(name, mended).edited
    main(["import", str(tmp_path / "inbox"), "--into", str(content), "--added", "2026-01-06"])
    assert path.read_text("utf-8") == mended


LINES = st.lists(
    st.sampled_from(
        [
            "tags: [PVE]", "tags: [PVE, unknown]", "date: 26.12.2016", "date: 05.06.2016", "modified: 2016/1/5  ",
            "tgas: [a]", "tgas: [PVE]", "Rights: FULL", "status: Draft", "status: Published", "summary: a", "sumary: b",
            "places: [nowhere]", "# note", "publication: Nowhere", "agency: x  ", "embargo: 2026-12-01T06:00:00",
            "qqqq: 1", "translation_of: b",
        ]
    ),
    max_size=6,
)  # fmt: skip


@settings(max_examples=60)  # it reads and writes files
@given(LINES)
def test_what_is_mended_leaves_fewer_problems_and_no_new_one(lines: list[str]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        content = project(Path(folder), *lines)
        before = {(found.code, found.message) for found in check_content(content)}
        fixes = list(plan_fixes(content))
        for one in fixes:
            apply_fix(one)
        after = {(found.code, found.message) for found in check_content(content)}
        again = list(plan_fixes(content))

    wrong = sum(one.mends[what] for one in fixes for what in ("key", "date", "word"))
    assert after <= before
    assert len(after) < len(before) or not wrong
    assert again == []


def test_folder_that_cannot_be_written_is_told_and_the_file_stays(tmp_path: Path) -> None:
    content = project(tmp_path, "tags: [PVE]")
    (one,) = plan_fixes(content)
    (tmp_path / PATH).with_name(".a.md.tmp").mkdir()

    with pytest.raises(UsageError, match=r"a\.md"):
        apply_fix(one)
    assert (tmp_path / PATH).read_text("utf-8") == article("tags: [PVE]")
