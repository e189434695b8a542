"""The weekly digest in a site that is built by the command, and built again after an edit."""

from __future__ import annotations

from email import message_from_bytes
from email.policy import default
from typing import TYPE_CHECKING

from tests.support.pages import read_page
from tests.support.project import article, build, digest, write_project

if TYPE_CHECKING:
    from pathlib import Path

NOW = {"DIGEST_NOW": "2026-06-01T12:00:00Z"}
OPENING = "---\nweek: 2026-W02\nlang: en\ntitle: On halls\nauthors: [Law desk]\n---\n\n{}\n"
FILES = {
    "content/articles/2016/a.md": article("a"),
    "content/articles/2016/b.md": article("b", lang="ru", added="2026-01-14", title="Музей"),
    "content/articles/2016/waits.md": article("waits", embargo="2026-12-01T00:00:00Z", title="Zimbrel"),
    "content/digests/2026-W02.md": OPENING.format("See [the hall]({filename}/articles/2016/a.md)."),
}


def files_of(output: Path) -> dict[str, bytes]:
    return {path.relative_to(output).as_posix(): path.read_bytes() for path in output.rglob("*") if path.is_file()}


def test_introduction_leads_to_articles_from_the_page_and_from_the_mail(tmp_path: Path) -> None:
    output = build(write_project(tmp_path, FILES), tmp_path / "output", env=NOW)
    week = output / "digest/2026-W02"
    page, mail = (
        read_page("/digest/2026-W02/", (week / name).read_text("utf-8")) for name in ("index.html", "mail.html")
    )

    assert "/articles/a/" in page.links()
    assert "On halls" in page.text
    assert [link.get("href") for link in mail.all("a") if link.text == "the hall"] == [
        "http://127.0.0.1:8000/articles/a/"
    ]
    assert "\nhttp://127.0.0.1:8000/articles/a/\n" in (week / "mail.txt").read_text("utf-8")
    assert [name for name, content in files_of(output).items() if b"Zimbrel" in content] == []
    assert "mail" not in (output / "sitemap.xml").read_text("utf-8")


def test_edited_introduction_is_on_its_page_in_its_mails_and_in_the_feed_and_nowhere_else(tmp_path: Path) -> None:
    project = write_project(tmp_path, FILES)
    before = files_of(build(project, tmp_path / "output", env=NOW))
    (project / "content/digests/2026-W02.md").write_text(OPENING.format("It opens."), "utf-8")
    after = files_of(build(project, tmp_path / "output", env=NOW))

    assert {name for name in before.keys() | after.keys() if before.get(name) != after.get(name)} == {
        *(f"digest/2026-W02/{name}" for name in ("index.html", "mail.html", "mail.txt")),
        *(f"digest/feed.{form}" for form in ("atom", "json")),
    }


def test_stock_pelican_makes_the_same_weeks(tmp_path: Path) -> None:
    project = write_project(tmp_path, FILES)
    ours = files_of(build(project, tmp_path / "output", "--no-index", env=NOW))
    stock = files_of(build(project, tmp_path / "stock", "--no-index", env=NOW | {"DIGEST_ENGINE": "off"}))

    assert "digest/2026-W02/mail.html" in ours
    assert ours == stock


def test_week_that_nobody_wrote_for_is_told_with_its_line_and_stops_nothing(tmp_path: Path) -> None:
    project = write_project(
        tmp_path, FILES | {"content/digests/2026-W09.md": OPENING.format("x").replace("W02", "W09")}
    )
    done = digest("check", "content", cwd=project)

    assert done.returncode == 0
    assert "content/digests/2026-W09.md:2: C331 no article was added in 2026-W09" in done.stderr
    assert not (build(project, tmp_path / "output", "--no-index", env=NOW) / "digest/2026-W09").exists()


def test_message_of_a_week_is_what_stands_in_the_site(tmp_path: Path) -> None:
    output = build(write_project(tmp_path, FILES), tmp_path / "output", "--no-index", env=NOW)
    done = digest("mail", "2026-W03", "--lang", "ru", "--output", output, tmp_path / "a.eml")
    message = message_from_bytes((tmp_path / "a.eml").read_bytes(), policy=default)
    parts = [part.get_content().replace("\r\n", "\n").rstrip() for part in message.iter_parts()]

    assert done.returncode == 0, done.stderr
    assert parts == [
        (output / f"ru/digest/2026-W03/mail.{form}").read_text("utf-8").rstrip() for form in ("txt", "html")
    ]
