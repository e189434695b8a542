"""What search takes of an article is what its page shows; an edit indexes the segment of the article and no other."""

from __future__ import annotations

import gzip
import json
import os
from typing import TYPE_CHECKING, Any

import pytest

from digest.__main__ import main
from digest.build import BuildOptions, build_site
from digest.search.segments import UNIT
from tests.support.project import SETTINGS_NAME, article, write_project

if TYPE_CHECKING:
    from pathlib import Path

    from digest.engine.report import Report

IMAGE = '[{file: "images/hall.svg", caption: "The hall  in spring.", alt: A hall}]'
DRAWING = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 8 8"><title>A hall</title></svg>'
FILES = {
    "content/articles/2016/hall.md": article(
        "hall",
        "The *library*\nhas a hall.\n\n## On maps\n\n- One\n- See [it]({filename}/articles/2016/part.md).\n",
        title="A hall & its &lt;doors&gt;",
        images=IMAGE,
        tags="[prevention]",
        summary="In short.",
        added="2020-01-02",
    ),
    "content/articles/2016/part.md": article("part", "Seen by all.\n\nZyxwvut.\n", rights="link", date="2016"),
    "content/articles/2016/hidden.md": article("hidden", "Qwertz.", status="hidden"),
    "content/articles/2016/draft.md": article("draft", "Asdfgh.", status="draft"),
    "content/images/hall.svg": DRAWING,
}


def build(project: Path, output: str = "output", *, clean: bool = False) -> Report:
    report = build_site(BuildOptions(project, project / output, settings=SETTINGS_NAME, clean=clean))
    assert report.problems == []
    return report


def shown(output: Path) -> dict[str, dict[str, Any]]:
    """Return what the index shows of each article, by its address."""
    files = (output / "search/index").glob("articles/*/*.bin")
    found = (json.loads(gzip.decompress(file.read_bytes())) for file in files)
    return {one["path"]: one for one in found}


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = write_project(tmp_path_factory.mktemp("clippings"), FILES)
    build(folder)
    return folder


def test_search_takes_what_the_page_shows_and_only_of_what_is_published(project: Path) -> None:
    found = shown(project / "output")

    assert set(found) == {"/articles/hall/", "/articles/part/"}
    hall = found["/articles/hall/"]
    assert hall["title"] == "A hall & its &lt;doors&gt;"
    assert hall["text"] == "The library has a hall.\nOn maps\nOne\nSee it.\nThe hall in spring."
    assert (hall["standfirst"], hall["added"]) == ("In short.", "2020-01-02")
    assert hall["filters"]["tag"] == ["prevention"]
    assert found["/articles/part/"]["text"] == ""


def index_of(output: Path) -> dict[str, bytes]:
    files = [file for file in (output / "search").rglob("*") if file.is_file()]
    return {file.relative_to(output).as_posix(): file.read_bytes() for file in files}


def test_an_edit_indexes_its_segment_and_leaves_the_others_as_they_stand(tmp_path: Path) -> None:
    texts = {
        f"content/articles/{at}.md": article(f"a{at}", f"Hall {at}.", added=f"2020-01-{1 + at // 9:02}")
        for at in range(UNIT + 3)
    }
    project = write_project(tmp_path, texts)
    build(project)
    before = {file: file.stat().st_mtime_ns for file in (project / "output/search/index").rglob("*.bin")}
    newest = f"content/articles/{UNIT + 2}.md"
    write_project(project, {newest: article(f"a{UNIT + 2}", "Another hall.", added="2020-01-08")})

    build(project)

    after = {file: file.stat().st_mtime_ns for file in (project / "output/search/index").rglob("*.bin")}
    stayed = [file for file in after if before.get(file) == after[file]]
    assert UNIT <= len([file for file in stayed if file.parts[-3] == "articles"]) < UNIT + 3
    build(project, "clean", clean=True)
    assert index_of(project / "output") == index_of(project / "clean")


def test_index_is_made_anew_on_demand_where_a_file_was_changed_and_looks_as_before(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    project = write_project(tmp_path / "project", FILES)
    build(project)
    files = [file for file in (project / "output/search").rglob("*.bin") if file.is_file()]
    before = {file: file.read_bytes() for file in files}
    look = files[0].stat()
    files[0].write_bytes(before[files[0]][::-1])
    os.utime(files[0], ns=(look.st_atime_ns, look.st_mtime_ns))

    assert main(["index", str(project / "output"), "--project", str(project), "--settings", SETTINGS_NAME]) == 0
    assert {file: file.read_bytes() for file in files} == before
    assert "2 articles that search finds" in capsys.readouterr().out
