"""What waits: every article and text once, why, with the line of its source beside that of the result."""

from __future__ import annotations

import io
import json
import os
import unicodedata
import zipfile
from datetime import date
from pathlib import Path

import pytest

from digest.importer import Article, Hints, ImportOptions, ImportReport, convert, import_articles
from digest.importer.problems import CODES
from digest.importer.render import render_article
from digest.importer.review.content import read_waiting
from digest.importer.review.render_waiting import render_json, render_text
from digest.importer.review.waiting import Waiting, may_wait
from digest.model import UsageError
from tests.importer.helpers import OPTIONS

GOOD = "Library opens on Sundays\n\nBy Jane Roe\n\nOSLO -- The reading room will be open from noon, it said.\n"
NUL = """Museum lends its maps

OSLO -- The museum lends *its* maps to schools, it said.

Teachers can ask \x00for them on the list, reported.
"""
TOLD = "Teachers can ask for them on the list, reported."
NO_HEADLINE = "OSLO, March 3, 2030 (Reuters) -- The library will lend its maps to schools from the spring, it said.\n"
NUL_PATH = "articles/undated/museum-lends-its-maps.md"


@pytest.fixture
def inbox(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return a folder with one text that is published and one that waits; the current folder is the one around it."""
    folder = tmp_path / "inbox"
    folder.mkdir()
    (folder / "good.txt").write_text(GOOD, "utf-8")
    (folder / "maps.txt").write_text(NUL, "utf-8")
    monkeypatch.chdir(tmp_path)
    return Path("inbox")


def run(*paths: Path) -> ImportReport:
    return import_articles(paths or [Path("inbox")], into=Path("content"), options=OPTIONS)


def waiting(*inboxes: Path, report: Path | None = None) -> list[Waiting]:
    return read_waiting(Path("content"), inboxes or (Path("inbox"),), report)


def clear(path: Path) -> None:
    path.write_text(path.read_text("utf-8").replace("status: review", "status: published"), "utf-8")


def codes(found: Waiting) -> list[str]:
    return [reason.code for reason in found.reasons]


def test_what_waits_is_told_with_the_source_beside_the_result(inbox: Path) -> None:
    run(inbox)

    text = render_text(waiting(inbox))

    article = Path("content", NUL_PATH).read_text("utf-8").split("\n")
    status, lede, hole = (
        next(number for number, line in enumerate(article, 1) if line.startswith(start))
        for start in ("status: review", "OSLO", "Teachers")
    )
    assert text.splitlines() == [
        f"content/{NUL_PATH}:{status}  Museum lends its maps",
        "  I203 the file holds NUL characters, which were left out. Hint: see that nothing is missing from the text",
        "    inbox/maps.txt:1 | Museum lends its maps",
        f"    content/{NUL_PATH}:2 | title: Museum lends its maps",
        f"  I301 words seem to be missing: “{TOLD}”. Hint: a link may have been lost; see the original",
        f"    inbox/maps.txt:5 | {TOLD}",
        f"    content/{NUL_PATH}:{hole} | {TOLD}",
        f"  clear it: mend what is told, then set `status: published` (line {status})",
        "",
        "1 waits",
    ]
    assert lede < hole


def test_a_cleared_article_is_not_listed_and_stays_as_it_was_left(inbox: Path) -> None:
    run(inbox)
    clear(Path("content", NUL_PATH))
    left = Path("content", NUL_PATH).read_text("utf-8")

    report = run(inbox)

    assert waiting(inbox) == []
    assert [result.outcome for result in report.results] == ["unchanged", "kept"]
    assert Path("content", NUL_PATH).read_text("utf-8") == left
    assert render_text(waiting(inbox)) == "nothing waits\n"


def test_words_are_found_though_they_are_escaped_or_wrapped(inbox: Path) -> None:
    (inbox / "maps.txt").write_bytes(
        "Museum lends its maps\n\n"
        "The museum lends *its* maps to [schools](x) all over the country from next\n"
        "spring on, and asks for them back in the autumn of the same year, it was\n"
        "said on Friday in the café of the [museum](x), *where* the maps are kept in\n"
        "the winter for all who want to see them by the light of the windows there.\n"
        "".encode().replace(b"maps are", b"m\xffaps are")
    )
    run(inbox)

    (found,) = waiting(inbox)

    reason = found.reasons[0]
    assert (reason.code, reason.source and reason.source.number) == ("I202", 5)
    assert reason.result
    assert "The museum lends \\*its\\* maps" in reason.result.text


def test_a_reason_without_a_line_is_shown_by_the_words_that_it_rests_on(inbox: Path) -> None:
    (inbox / "maps.txt").write_text(NO_HEADLINE, "utf-8")
    run(inbox)

    (found,) = waiting(inbox)

    assert sorted(codes(found)) == ["I201", "I209"]
    for reason in found.reasons:
        assert reason.source
        assert reason.result
        assert (reason.source.number, reason.source.text[:19]) == (1, "OSLO, March 3, 2030")
        assert "…" not in reason.hint


def test_an_article_whose_source_is_gone_says_so(inbox: Path) -> None:
    run(inbox)
    (inbox / "maps.txt").unlink()

    for inboxes in ([inbox], [Path("elsewhere")], []):
        (found,) = read_waiting(Path("content"), inboxes)
        assert found.is_gone
        assert "  its source is gone: maps.txt" in render_text([found]).splitlines()
    assert "I301 words seem to be missing" in render_text([found])
    assert "(line 5 of the source)" in render_text([found])


def test_sources_are_found_in_any_inbox_and_as_files(inbox: Path) -> None:
    run(inbox)
    (inbox / "maps.txt").rename("maps.txt")

    for inboxes in ([inbox, Path()], [Path("maps.txt")]):
        (found,) = read_waiting(Path("content"), inboxes)
        assert found.reasons[0].source
        assert found.reasons[0].source.path == "maps.txt"


@pytest.mark.parametrize("name", ["Stra\u00dfe-e\u0301.txt", "a\nb.txt", os.fsdecode(b"\xff.txt"), "more/a\tb/c.txt"])
def test_sources_are_found_whatever_their_names(inbox: Path, name: str) -> None:
    (inbox / name).parent.mkdir(parents=True, exist_ok=True)
    (inbox / "maps.txt").rename(inbox / name)
    run(inbox)

    (found,) = waiting(inbox)

    assert found.reasons[0].source
    assert found.reasons[0].source.path.isprintable()
    assert unicodedata.is_normalized("NFC", found.reasons[0].source.path)


def test_sources_whose_names_look_alike_are_told_apart(inbox: Path) -> None:
    for number, form in enumerate(("NFC", "NFD")):
        name = unicodedata.normalize(form, "é.txt")  # type: ignore[arg-type]
        (inbox / name).write_text(NUL.replace("maps", f"maps {number}"), "utf-8")
    (inbox / "maps.txt").unlink()
    run(inbox)

    found = waiting(inbox)

    assert [one.reasons[0].source and one.reasons[0].source.text for one in found] == [
        "Museum lends its maps 0",
        "Museum lends its maps 1",
    ]


@pytest.mark.parametrize(
    "name", ["../secret.txt", "/etc/hostname", "x/../../secret.txt", "link.txt", "folder", "a\\0.txt"]
)
def test_a_source_is_read_in_the_inbox_alone(inbox: Path, name: str) -> None:
    Path("secret.txt").write_text("Secret words\n", "utf-8")
    (inbox / "link.txt").symlink_to(Path("secret.txt").absolute())
    (inbox / "folder").mkdir()
    run(inbox)
    path = Path("content", NUL_PATH)
    path.write_text(path.read_text("utf-8").replace("file: maps.txt", f'file: "{name}"'), "utf-8")

    (found,) = waiting(inbox)

    assert found.is_gone


def test_the_source_of_a_member_is_read_out_of_its_archive(inbox: Path) -> None:
    with zipfile.ZipFile(inbox / "news.zip", "w") as archive:
        archive.writestr("politics/maps.txt", NUL)
        archive.writestr("good.txt", GOOD)
    article = convert(NUL.encode(), "news.zip/politics/maps.txt", Hints(OPTIONS))
    assert isinstance(article, Article)
    path = Path("content", NUL_PATH)
    path.parent.mkdir(parents=True)
    path.write_text(render_article(article, "museum-lends-its-maps", OPTIONS.added, None), "utf-8")

    for inboxes in ([inbox], [inbox / "news.zip"]):
        (found,) = read_waiting(Path("content"), inboxes)
        assert found.reasons[1].source
        assert found.reasons[1].source.path == "inbox/news.zip/politics/maps.txt"
        assert found.reasons[1].source.text.startswith("Teachers can ask for them")


def test_an_edited_article_whose_source_changed_waits_with_both_lines(inbox: Path) -> None:
    run(inbox)
    path = Path("content/articles/undated/library-opens-on-sundays.md")
    path.write_text(path.read_text("utf-8").replace("from noon", "from one"), "utf-8")
    (inbox / "good.txt").write_text(GOOD.replace("noon", "two"), "utf-8")
    assert [result.outcome for result in run(inbox).results] == ["conflict", "unchanged"]

    found = waiting(inbox)[0]

    (reason,) = found.reasons
    assert (found.path, found.title, codes(found)) == (str(path), "Library opens on Sundays", ["I208"])
    assert reason.result
    assert reason.source
    assert (reason.result.path, "from one, it said" in reason.result.text) == (str(path), True)
    assert (reason.source.path, "from two, it said" in reason.source.text) == (f"{path}.incoming", True)
    assert f"delete that file\n\n{waiting(inbox)[1].path}:" in render_text(waiting(inbox))

    path.with_name(f"{path.name}.incoming").unlink()

    assert [found.title for found in waiting(inbox)] == ["Museum lends its maps"]


def test_texts_that_became_no_article_wait_in_the_report(inbox: Path) -> None:
    (inbox / "tail.txt").write_text("\n\nDo you like this article?\n\n0 Comment(s)\n", "utf-8")
    (inbox / "empty.txt").write_bytes(b"")
    (inbox / "copy.txt").write_text(GOOD, "utf-8")
    (inbox / "data.json").write_text("{}", "utf-8")
    Path("report.jsonl").write_text(run(inbox).to_json_lines(), "utf-8")

    found = waiting(inbox, report=Path("report.jsonl"))

    assert [(one.path, codes(one)) for one in found] == [
        (f"content/{NUL_PATH}", ["I203", "I301"]),
        ("inbox/empty.txt", ["I101"]),
        ("inbox/tail.txt", ["I204"]),
    ]
    assert render_text(found).splitlines()[-5:] == [
        "inbox/tail.txt",
        f"  I204 {CODES['I204'][0]} (line 1 of the source). Hint: {CODES['I204'][1]}",
        "  clear it: mend what is told, then import it again",
        "",
        "3 wait",
    ]


def test_a_line_of_a_text_that_became_no_article_is_shown(inbox: Path) -> None:
    (inbox / "tail.txt").write_text("0 Comment(s)\n", "utf-8")
    Path("report.jsonl").write_text(run(inbox).to_json_lines(), "utf-8")

    text = render_text(waiting(inbox, report=Path("report.jsonl")))

    assert "\n    inbox/tail.txt:1 | 0 Comment(s)\n  clear it: " in text


@pytest.mark.parametrize("text", ["no report\n", "{}\n", "[]\n", "3\n", '{"source": 1, "outcome": "failed"}\n'])
def test_what_is_no_report_is_wrong_usage(inbox: Path, text: str) -> None:
    run(inbox)
    Path("report.jsonl").write_text(text, "utf-8")

    with pytest.raises(UsageError, match=r"report\.jsonl is no report"):
        waiting(inbox, report=Path("report.jsonl"))


def test_an_archive_that_cannot_be_read_any_more_is_as_good_as_gone(
    inbox: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with zipfile.ZipFile(inbox / "news.zip", "w") as archive:
        archive.writestr("told.txt", NUL.replace("maps", "keys"))
    run()
    open_file = Path.open

    def refuse(path: Path, *how: object, **more: object) -> io.IOBase:  # root may read anything, whatever its rights
        if path.name == "news.zip":
            raise PermissionError(13, "Permission denied")
        return open_file(path, *how, **more)  # type: ignore[call-overload, no-any-return]

    monkeypatch.setattr(Path, "open", refuse)

    assert [(found.source, found.is_gone) for found in waiting()] == [
        ("news.zip/told.txt", True),
        ("maps.txt", False),
    ]


def test_an_article_that_cannot_be_read_is_named(inbox: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    run(inbox)

    def refuse(path: Path) -> bytes:
        raise PermissionError(13, "Permission denied", path)

    monkeypatch.setattr(Path, "read_bytes", refuse)

    with pytest.raises(UsageError, match=r"articles/undated/.*\.md cannot be read: Permission denied"):
        waiting()


def test_folders_and_reports_that_are_missing_are_wrong_usage(inbox: Path) -> None:
    with pytest.raises(UsageError, match="no such folder"):
        waiting(inbox)
    run(inbox)
    with pytest.raises(UsageError, match=r"gone\.jsonl cannot be read"):
        waiting(inbox, report=Path("gone.jsonl"))


def test_an_article_that_somebody_set_to_wait_waits(inbox: Path) -> None:
    run(inbox)
    path = Path("content/articles/undated/library-opens-on-sundays.md")
    path.write_text(path.read_text("utf-8").replace("status: published", "status: 'review'"), "utf-8")

    found = waiting(inbox)[0]

    assert found.title == "Library opens on Sundays"
    assert "\n  somebody set it to wait. Hint: see whether it can go out\n  clear it: " in render_text([found])


def test_an_article_whose_front_matter_is_broken_waits(inbox: Path) -> None:
    run(inbox)
    path = Path("content", NUL_PATH)
    path.write_text(path.read_text("utf-8").replace("lang: en", "lang: [en"), "utf-8")

    (found,) = waiting(inbox)

    assert codes(found) == ["I210"]
    assert "  clear it: mend its front matter\n" in render_text([found])


def test_words_about_waiting_are_not_taken_for_it(inbox: Path) -> None:
    (inbox / "maps.txt").write_text(
        "How we work\n\nstatus: review\n\nAn article of ours waits while it says so.\n", "utf-8"
    )
    run(inbox)
    path = Path("content/articles/undated/how-we-work.md")
    path.write_text(f"{path.read_text('utf-8')}\nstatus: review\n", "utf-8")

    assert may_wait(path.read_bytes())
    assert waiting(inbox) == []


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_articles_are_read_however_their_lines_end(inbox: Path, end: str) -> None:
    run(inbox)
    path = Path("content", NUL_PATH)
    path.write_bytes(path.read_bytes().replace(b"\n", end.encode()))

    assert [found.title for found in waiting(inbox)] == ["Museum lends its maps"]


def test_nothing_that_a_terminal_obeys_is_shown(inbox: Path) -> None:
    (inbox / "maps.txt").write_text(NUL.replace("Teachers", "Teach\x1b[2J\u202e\x9bers"), "utf-8")
    run(inbox)
    path = Path("content", NUL_PATH)
    path.write_text(path.read_text("utf-8").replace("title: ", 'title: "\\e[2J" # '), "utf-8")

    text = render_text(waiting(inbox))

    assert text.replace("\n", "").isprintable()
    assert "Teach[2Jers can ask for them" in text


def test_letters_that_cannot_be_seen_but_matter_are_shown(inbox: Path) -> None:
    (inbox / "maps.txt").write_text(
        "کتاب\u200cخانه\tباز است\n\nاین کتاب\u200cخانه در روز \x00یکشنبه باز است.\n", "utf-8"
    )
    run(inbox)

    assert "  کتاب\u200cخانه باز است\n" in render_text(waiting(inbox))


def test_a_title_cannot_break_out_of_its_line(inbox: Path) -> None:
    run(inbox)
    path = Path("content", NUL_PATH)
    path.write_text(path.read_text("utf-8").replace("title: ", 'title: "a\\n\\x85b" # '), "utf-8")

    assert render_text(waiting(inbox)).splitlines()[0].endswith("  a  b")


def test_what_an_article_waits_for_comes_before_the_notices(inbox: Path) -> None:
    (inbox / "maps.txt").write_bytes(
        "OSLO (Reuters) -- The café of the library will lend maps, it said.\n".encode("cp1252")
    )
    run(inbox)

    (found,) = waiting(inbox)

    assert codes(found) == ["I201", "I302", "I306"]


@pytest.mark.parametrize("width", [10, 60, 100])
def test_lines_are_cut_to_the_width_of_the_terminal(inbox: Path, width: int) -> None:
    (inbox / "maps.txt").write_text(NUL.replace("Teachers", "Teachers " * 50), "utf-8")
    run(inbox)

    shown = [line for line in render_text(waiting(inbox), width).splitlines() if line.startswith("    ")]

    assert max(map(len, shown)) == max(width, 40)
    assert shown[-1].endswith("…")


def test_a_reason_whose_words_an_editor_took_out_says_so(inbox: Path) -> None:
    run(inbox)
    path = Path("content", NUL_PATH)
    text = path.read_text("utf-8")
    path.write_text(text[: text.index("\nTeachers")], "utf-8")

    assert "\n    not in the article as it stands\n" in render_text(waiting(inbox))


def test_other_programs_get_an_object_a_line(inbox: Path) -> None:
    run(inbox)

    (line,) = map(json.loads, render_json(waiting(inbox)).splitlines())

    assert (line["path"], line["title"], line["gone"]) == (f"content/{NUL_PATH}", "Museum lends its maps", False)
    assert line["reasons"][1]["code"] == "I301"
    assert line["reasons"][1]["source"]["number"] == 5


def test_reasons_are_problems_of_the_article(inbox: Path) -> None:
    run(inbox)

    (found,) = waiting(inbox)

    assert [(problem.path, problem.code) for problem in found.problems] == [
        (f"content/{NUL_PATH}", "I203"),
        (f"content/{NUL_PATH}", "I301"),
    ]
    assert all(problem.line for problem in found.problems)


def test_the_list_is_the_same_every_time_and_in_order(inbox: Path) -> None:
    for number in range(9):
        (inbox / f"{number}.txt").write_text(f"Map number {number} is lent\n\n{NUL}", "utf-8")
    run(inbox)

    found = waiting(inbox)

    assert [one.path for one in found] == sorted(one.path for one in found)
    assert len(found) == 10
    assert found == waiting(inbox)


def test_a_text_with_very_many_reasons_is_shown_to_the_fiftieth(inbox: Path) -> None:
    holes = "".join(f"Reader {number} asked for it on the list, reported.\n\n" for number in range(90))
    (inbox / "maps.txt").write_text(NUL + holes, "utf-8")
    run(inbox)

    (found,) = waiting(inbox)

    assert len(found.reasons) == 92
    assert sum(reason.result is not None for reason in found.reasons) == 50


def test_an_archive_is_read_once_for_all_its_members(inbox: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        for number in range(5):
            archive.writestr(f"{number}.txt", NUL.replace("maps", f"maps {number}"))
    (inbox / "news.zip").write_bytes(packed.getvalue())
    folder = Path("content/articles/undated")
    folder.mkdir(parents=True)
    for number in range(5):
        text = NUL.replace("maps", f"maps {number}")
        article = convert(text.encode(), f"news.zip/{number}.txt", Hints(ImportOptions(added=date(2026, 11, 22))))
        assert isinstance(article, Article)
        (folder / f"{number}.md").write_text(render_article(article, str(number), OPTIONS.added, None), "utf-8")
    opened = []
    open_path = Path.open

    def watch(path: Path, *arguments: object, **named: object) -> object:
        opened.append(path.name)
        return open_path(path, *arguments, **named)  # type: ignore[call-overload]

    monkeypatch.setattr(Path, "open", watch)

    found = waiting(inbox)

    assert [one.is_gone for one in found] == [False] * 5
    assert opened.count("news.zip") == 1
