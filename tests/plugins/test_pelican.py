"""The plugins in real runs of Pelican: what an editor writes comes out as meant, and what is wrong stops the run."""

from __future__ import annotations

import os
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from tests.support.pages import BuiltPage, read_pages
from tests.support.project import ROOT, SETTINGS, SETTINGS_NAME, article, build, write_project

if TYPE_CHECKING:
    from pathlib import Path

SVG = '<svg xmlns="http://www.w3.org/2000/svg" width="640" height="360"></svg>'
BODY = """\
# First heading

Words *with stress*, a [link]({filename}/articles/2016/b.md#s-part),
a [neighbour](../b/) and <script>alert("ran")</script>
<b onclick="alert(2)">bold</b> words[^1].

![A chart]({static}/images/chart.svg)

[bad](javascript:alert(3))

## Second heading

| Year | Count |
|------|-------|
| 2016 | 7     |

[^1]: A note, see {{ site.name }} and {% raw %}.
"""
TAGS = """\
prevention:
  name: {en: Prevention}
  aliases: [Before]
  description: {en: Before violence.}
"""


def page(slug: str, body: str, more: str = "") -> str:
    return f"---\ntitle: Page {slug}\nslug: {slug}\nlang: en\n{more}---\n\n{body}\n"


FILES = {
    "content/articles/2016/a.md": article(
        "a",
        BODY,
        title='"<b>No</b>: A & B \\"C\\""',
        tags="[prevention, Before]",
        date="2016-12",
        authors="[Law desk, <i>X</i>]",
    ),
    "content/articles/2016/b.md": article("b", "## Part\n\nThe words of b.", date="", title="no"),
    "content/articles/2016/c.md": article("c", "Слова.", lang="ru", translation_of="b", title="Заголовок"),
    "content/articles/2016/d.md": article(
        "d", "Words.\n\nTwo.\n\nThree.", rights="excerpt", images="[{file: images/chart.svg, alt: A chart}]"
    ),
    "content/articles/2016/draft.md": article(
        "draft", "Quorvinak.", status="draft", title="Quorvinak", tags="[]", category=""
    ),
    "content/articles/2016/later.md": article(
        "later", "Mistovakal.", embargo="2026-06-01T12:00:01+00:00", title="Mistovakal"
    ),
    "content/articles/2016/hidden.md": article("hidden", "Soplornat.", status="hidden", title="Soplornat"),
    "content/pages/about.md": page("about", "See [b]({filename}/articles/2016/b.md)."),
    "content/pages/plan.md": page("plan", "Trellgumor.", "status: draft\n"),
    "content/images/chart.svg": SVG,
    "content/registry/tags.yaml": TAGS,
}
NOW = {"DIGEST_NOW": "2026-06-01T12:00:00+00:00"}


@pytest.fixture(scope="module")
def output(tmp_path_factory: pytest.TempPathFactory) -> Path:
    project = write_project(tmp_path_factory.mktemp("pelican") / "project", FILES)
    return build(project, project / "output", env=NOW)


@pytest.fixture(scope="module")
def pages(output: Path) -> dict[str, BuiltPage]:
    return read_pages(output)


def texts(page: BuiltPage, *tags: str) -> list[str]:
    return [" ".join("".join(element.itertext()).split()) for element in page.all(*tags)]


def test_title_and_names_are_shown_as_they_were_typed(pages: dict[str, BuiltPage]) -> None:
    assert texts(pages["/articles/a/"], "h1") == ['<b>No</b>: A & B "C"']
    assert "<i>X</i>" in pages["/articles/a/"].text
    assert texts(pages["/articles/b/"], "h1") == ["no"]


def test_headings_of_the_body_stand_below_the_headline(pages: dict[str, BuiltPage]) -> None:
    headings = texts(pages["/articles/a/"], "h2")

    assert headings[:2] == ["First heading", "Second heading"]


def test_nothing_that_runs_comes_through(output: Path) -> None:
    markup = (output / "articles/a/index.html").read_text("utf-8")

    for word in ("alert(", "onclick", "javascript:"):
        assert word not in markup
    assert "alert(" not in (output / "feed.atom").read_text("utf-8")
    assert "alert(" not in (output / "feed.json").read_text("utf-8")


def test_body_is_text_and_no_template(pages: dict[str, BuiltPage]) -> None:
    assert "{{ site.name }} and {% raw %}" in pages["/articles/a/"].text


def test_links_by_file_lead_to_the_article_wherever_it_stands(output: Path, pages: dict[str, BuiltPage]) -> None:
    markup = (output / "articles/a/index.html").read_text("utf-8")

    assert 'href="../../articles/b/#s-part"' in markup or 'href="../b/#s-part"' in markup
    assert "/articles/b/" in pages["/about/"].links()
    assert "{filename}" not in markup


def test_links_in_feeds_are_whole(output: Path) -> None:
    feed = (output / "feed.atom").read_text("utf-8")

    assert "http://127.0.0.1:8000/articles/b/#s-part" in feed
    assert "http://127.0.0.1:8000/images/chart.svg" in feed


def test_pictures_are_served_and_keep_their_place(output: Path, pages: dict[str, BuiltPage]) -> None:
    assert (output / "images/chart.svg").read_text("utf-8") == SVG
    (picture,) = (image for image in pages["/articles/d/"].all("img") if "chart" in image.attrib["src"])
    assert (picture.attrib["width"], picture.attrib["height"], picture.attrib["alt"]) == ("640", "360", "A chart")


def test_list_of_tags_is_a_list_and_aliases_are_one_tag(pages: dict[str, BuiltPage]) -> None:
    tags = [link for link in pages["/articles/a/"].links() if link.startswith("/tags/") and link != "/tags/"]

    assert set(tags) == {"/tags/prevention/"}


def test_date_is_as_exact_as_it_is_known(pages: dict[str, BuiltPage]) -> None:
    assert "December 2016" in pages["/articles/a/"].text
    assert "1 December 2016" not in pages["/articles/a/"].text
    assert "Date unknown" in pages["/articles/b/"].text
    assert "1 January" not in pages["/articles/b/"].text


def test_article_in_another_language_stands_under_its_tag(pages: dict[str, BuiltPage]) -> None:
    page = pages["/ru/articles/c/"]

    assert page.tree.attrib["lang"] == "ru"
    assert "/articles/b/" in page.links()


def test_no_more_is_shown_than_may_be(output: Path) -> None:
    page = (output / "articles/d/index.html").read_text("utf-8")

    assert "<p>Words.</p>" in page
    assert "Two" not in page
    assert "Three." not in page


@pytest.mark.parametrize("word", ["quorvinak", "mistovakal", "trellgumor"])
def test_what_readers_may_not_see_is_in_no_page_feed_or_list(output: Path, word: str) -> None:
    files = [
        path for path in output.rglob("*") if path.is_file() and path.suffix in {".html", ".atom", ".json", ".xml"}
    ]

    assert files
    assert [path.name for path in files if word in path.read_text("utf-8").lower()] == []


def test_hidden_article_has_a_page_and_nothing_else(output: Path) -> None:
    files = [
        path for path in output.rglob("*") if path.is_file() and path.suffix in {".html", ".atom", ".json", ".xml"}
    ]
    found = [path.relative_to(output).as_posix() for path in files if "soplornat" in path.read_text("utf-8").lower()]

    assert found == ["articles/hidden/index.html"]
    assert "noindex" in (output / "articles/hidden/index.html").read_text("utf-8")


def test_pelican_writes_nothing_of_its_own(output: Path) -> None:
    names = {path.name for path in output.iterdir()}

    assert names == {
        "404.html", "_headers", "about", "archive", "articles", "authors", "card.png", "corrections", "data", "digest",
        "feed.atom", "feed.json", "images", "index.html", "languages", "latest", "places", "publications",
        "robots.txt", "ru", "search", "sections", "sitemap.xml", "tags", "theme",
    }  # fmt: skip


# --- what stops a run, seen without the check that comes before it ---


def pelican(
    folder: Path, files: dict[str, str | None], settings: str = "", *, engine: str = "off"
) -> subprocess.CompletedProcess[str]:
    """Return what Pelican did with a project of *files*, with the engine of the digest or as it comes."""
    write_project(
        folder, {name: text for name, text in files.items() if text is not None} | {SETTINGS_NAME: SETTINGS + settings}
    )
    command = [
        sys.executable,
        "-m",
        "pelican",
        "content",
        "--settings",
        SETTINGS_NAME,
        "--output",
        "output",
        "--fatal=warnings",
    ]
    environment = os.environ | {"PYTHONPATH": str(ROOT), "COLUMNS": "500", "DIGEST_ENGINE": engine}
    return subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True, check=False)


@pytest.mark.parametrize("engine", ["on", "off"])
@pytest.mark.parametrize(
    ("text", "settings", "told"),
    [
        (article("x", tag="a", date="never"), "", "x.md:11: C102 unknown key 'tag'"),
        ("Just words.\n", "", "no front matter"),
        (
            article("x", embargo="2027-01-01T00:00:00+00:00"),
            'DIGEST["now"] = DIGEST["now"].replace(tzinfo=None)\n',
            "naive",
        ),
        (article("x"), 'DIGEST["draft"] = True\n', "unknown settings: draft"),
        (article("x", "[a]({filename}none.md)"), "", "none.md"),
    ],
)
def test_what_is_wrong_stops_the_run_and_is_named(
    tmp_path: Path, text: str, settings: str, told: str, engine: str
) -> None:
    done = pelican(tmp_path, {"content/articles/x.md": text}, settings, engine=engine)

    assert done.returncode != 0
    assert told in done.stdout + done.stderr


def test_text_that_our_reader_does_not_read_is_read_by_no_other(tmp_path: Path) -> None:
    files = {
        "content/articles/a.md": article("a"),
        "content/articles/b.html": "<html><head><title>B</title></head><body><script>alert(1)</script></body></html>",
        "content/articles/c.rst": "C\n=\n\nQuorvinak.\n",
        "content/articles/d.markdown": "Title: D\n\nQuorvinak.\n",
    }
    done = pelican(tmp_path, dict(files))

    assert done.returncode == 0
    found = [path for path in (tmp_path / "output").rglob("*") if path.is_file() and path.suffix in {".html", ".atom"}]
    assert [
        path.name for path in found if "uorvinak" in path.read_text("utf-8") or "alert(" in path.read_text("utf-8")
    ] == []
