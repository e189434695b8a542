"""`digest check output` over a whole site: a site broken by one edit of one file is told by that code at that line."""

from __future__ import annotations

import gzip
import io
import json
import shutil
import zipfile
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import pytest

from digest.checks.built.faults import MOST_TOLD
from digest.checks.built.maps import MOST_PLACES
from digest.checks.built.weights import BUDGETS, budget_of
from digest.engine.inspecting import inspect_site
from digest.model import UsageError
from tests.checks.built_sites import DRAWING, NOW, PLAN, project
from tests.support.project import SETTINGS_NAME, build, digest, write_project

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from digest.model import Problem

MOMENT = datetime.fromisoformat(NOW["DIGEST_NOW"])
ARTICLE, RUSSIAN = "articles/maps-for-schools/index.html", "ru/articles/karty-dlia-shkol/index.html"
OFFLINE = "DIGEST = {**DIGEST, 'site': {**DIGEST['site'], 'offline': True}}\n"


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = write_project(tmp_path_factory.mktemp("whole"), project())
    settings = folder / SETTINGS_NAME
    settings.write_text(settings.read_text("utf-8") + OFFLINE, "utf-8")
    return build(folder, folder / "output", env=NOW)


@pytest.fixture
def copy(built: Path, tmp_path: Path) -> Path:
    shutil.copytree(built, tmp_path / "output")
    return tmp_path / "output"


def told(site: Path, content: Path | None = None) -> list[Problem]:
    return inspect_site(site, content=content, now=MOMENT)


def edit(site: Path, path: str, old: str, new: str) -> int:
    """Write *new* for *old*, where it first stands in a file of the site; return its line."""
    text = (site / path).read_bytes().decode("utf-8-sig" if path.endswith(".csv") else "utf-8")
    assert old in text, f"{path} has not {old!r}"
    (site / path).write_text(text.replace(old, new, 1), "utf-8", newline="")
    return text.count("\n", 0, text.index(old)) + 1


def test_site_that_was_built_here_has_no_problems(built: Path) -> None:
    assert list(map(str, told(built, built.parent / "content"))) == []


@pytest.mark.parametrize(
    ("path", "old", "new", "code", "below"),
    [
        # pages
        (ARTICLE, "</h1>", "</h1></em>", "O106", 0),
        (ARTICLE, "<h1", "<li>x</li><h1", "O107", 0),
        (ARTICLE, "<main ", '<main class="a" class="b" ', "O108", 0),
        (ARTICLE, "<h1", "<center>x</center><h1", "O109", 0),
        (ARTICLE, ' alt="A plan"', "", "O110", 0),
        ("about/index.html", "<title>", "<title></title><!--", "O111", None),
        (ARTICLE, "<h2", "<h4>x</h4><h2", "O112", 0),
        ("search/index.html", ' for="q"', "", "O113", None),
        (ARTICLE, "<h1", '<a href="./"></a><h1', "O114", 0),
        (ARTICLE, "<h1", '<p aria-labelledby="none">x</p><h1', "O115", 0),
        (ARTICLE, "<title>", '<meta http-equiv="refresh" content="0; url=./"><title>', "O116", 0),
        # feeds
        ("feed.atom", "</entry>", "</entri>", "O120", 0),
        ("feed.atom", "http://www.w3.org/2005/Atom", "http://www.w3.org/2006/Atom", "O120", 0),
        ("feed.json", '"version"', '"versions"', "O120", None),
        ("feed.json", "{", "", "O120", None),
        ("feed.atom", "<updated>", "<changed/><updated>", None, 0),
        ("feed.atom", 'rel="self"', 'rel="alternate"', "O121", None),
        ("feed.json", '"title"', '"titel"', "O121", None),
        ("feed.json", '"id"', '"ident"', "O121", None),
        ("feed.atom", "T00:00:00Z</updated>", "</updated>", "O123", 0),
        # sitemap
        ("sitemap.xml", "</loc>", "<loc>", "O130", None),
        ("sitemap.xml", "/about/</loc>", "/nowhere/</loc>", "O132", None),
        ("robots.txt", "/sitemap.xml", "/map.xml", "O135", 0),
        # what programs read
        ("search/opensearch.xml", "{searchTerms}", "{words}", "O136", None),
        ("search/opensearch.xml", "<ShortName>", "<ShortName>Much longer than that", "O136", None),
        ("data/articles.json", '"count":', '"count":9', "O138", None),
        ("data/articles.json", "{", "", "O138", None),
        ("data/articles.csv", ",day,", ",day", "O138", None),
        ("data/index.html", ">date_precision<", "><", "O139", None),
        ("articles/maps-for-schools/cite.bib", "title = ", "titel = ", "O140", None),
        ("articles/maps-for-schools/cite.ris", "TI  - ", "XX  - ", "O140", None),
        ("articles/maps-for-schools/cite.json", '"title":', '"titel":', "O140", None),
        ("search/index.json", '"articles":', '"articles":9', "O141", None),
        ("search/index.json", "{", "", "O141", None),
        # other origins, and what runs
        ("images/plan.svg", "<rect", '<image href="https://example.org/a.png"/><rect', "O104", 0),
        ("images/plan.svg", "<rect", '<rect onload="x()"', "O105", 0),
        ("theme/site.css", "@layer", '@import "https://example.org/a.css";@layer', "O104", 0),
    ],
)  # fmt: skip
def test_one_edit_of_one_file_is_told(  # noqa: PLR0913, PLR0917 - an edit and what is told of it
    copy: Path, path: str, old: str, new: str, code: str | None, below: int | None
) -> None:
    line = edit(copy, path, old, new)

    problems = [problem for problem in told(copy) if problem.path == f"{copy.as_posix()}/{path}"]
    assert {problem.code for problem in problems} - {"O101", "O102"} == ({code} if code else set())
    if below is not None and code:
        assert line + below in {problem.line for problem in problems if problem.code == code}
    assert all(problem.hint for problem in problems)


def test_index_of_search_that_lost_a_file_or_kept_one_is_told(copy: Path) -> None:
    [text, *_] = sorted((copy / "search/index").glob("articles/*/*.bin"))
    words = max((copy / "search/index").glob("*/[0-9]*.bin"))
    for path in (text, words):
        path.unlink()
    (copy / "search/index/0123456789ab").mkdir()
    (copy / "search/index/0123456789ab/0.bin").write_bytes(b"")
    (text.parent / "9999.bin").write_bytes(b"")

    problems = [problem for problem in told(copy) if problem.code == "O141"]

    told_at = [problem.path.rpartition("/search/")[2] for problem in problems]
    left_over = ["index/0123456789ab/0.bin", f"index/articles/{text.parent.name}/9999.bin"]
    assert told_at == ["index.json", "index.json", *left_over]
    for path in (text, words):
        assert any(path.relative_to(copy).as_posix() in problem.message for problem in problems)


@pytest.mark.parametrize("content", [None, b"", b"no gzip", gzip.compress(b'{"shards": 1}')])
def test_segment_of_the_index_that_cannot_be_read_is_told_and_nothing_else(copy: Path, content: bytes | None) -> None:
    [about, *_] = sorted((copy / "search/index").glob("*/segment.bin"))
    about.unlink()
    if content is not None:
        about.write_bytes(content)

    [problem] = [problem for problem in told(copy) if problem.code == "O141"]
    assert problem.path == about.as_posix()
    assert "cannot be read" in problem.message


def test_site_that_was_built_without_an_index_has_none(copy: Path) -> None:
    shutil.rmtree(copy / "search/index")
    (copy / "search/index.json").unlink()

    assert [problem for problem in told(copy) if problem.code == "O141"] == []


def test_page_that_the_sitemap_does_not_name_is_told_and_what_it_names_wrongly(copy: Path) -> None:
    edit(copy, "sitemap.xml", "/about/</loc>", "/nowhere/</loc>")

    assert {(problem.path.removeprefix(f"{copy}/"), problem.code) for problem in told(copy)} == {
        ("sitemap.xml", "O132"), ("about/index.html", "O131")
    }  # fmt: skip


def test_site_without_a_sitemap_is_told(copy: Path) -> None:
    (copy / "sitemap.xml").unlink()

    assert "O130" in {problem.code for problem in told(copy)}


def test_page_with_noindex_is_not_to_be_in_the_sitemap(copy: Path) -> None:
    edit(copy, "about/index.html", "<title>", '<meta name="robots" content="noindex"><title>')

    assert [(problem.path.removeprefix(f"{copy}/"), problem.code) for problem in told(copy)] == [
        ("sitemap.xml", "O132")
    ]


def test_version_that_does_not_point_back_is_told_in_the_sitemap_and_at_the_page(copy: Path) -> None:
    address = 'hreflang="ru" href="http://127.0.0.1:8000/ru/articles/karty-dlia-shkol/"'
    edit(copy, "sitemap.xml", address, address.replace("karty-dlia-shkol", "other"))

    assert {problem.code for problem in told(copy)} == {"O133"}


def test_part_of_a_sitemap_that_is_not_there_is_told(copy: Path) -> None:
    (copy / "sitemap-1.xml").write_bytes((copy / "sitemap.xml").read_bytes())
    parts = "".join(f"<sitemap><loc>http://127.0.0.1:8000/sitemap-{n}.xml</loc></sitemap>\n" for n in (1, 2))
    index = f'<sitemapindex xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">\n{parts}</sitemapindex>\n'
    (copy / "sitemap.xml").write_text(index, "utf-8")

    assert [(problem.line, problem.code) for problem in told(copy)] == [(3, "O130")]


def test_sitemap_with_more_addresses_than_it_may_have_is_told(copy: Path) -> None:
    places = "".join(f"<url><loc>http://127.0.0.1:8000/{number}/</loc></url>" for number in range(MOST_PLACES + 1))
    text = f'<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">{places}</urlset>'
    (copy / "sitemap.xml").write_text(text, "utf-8")

    assert [problem.path for problem in told(copy) if problem.code == "O134"] == [f"{copy}/sitemap.xml"]


def test_entry_that_leads_nowhere_or_to_another_site_or_only_relatively_is_told(copy: Path) -> None:
    for path, address in (("feed.atom", "https://example.org/a/"), ("tags/prevention/feed.atom", "/articles/a/")):
        edit(copy, path, 'href="http://127.0.0.1:8000/articles/maps-for-schools/"', f'href="{address}"')
    edit(copy, "ru/feed.json", '"url": "http://127.0.0.1:8000/ru/', '"url": "http://127.0.0.1:8000/ru/none/')

    assert [problem.code for problem in told(copy)] == ["O124"] * 3


def test_entries_with_one_id_and_two_ids_are_told(copy: Path) -> None:
    text = (copy / "feed.atom").read_text("utf-8")
    entry = text[text.index("<entry") : text.index("</entry>") + len("</entry>")]
    (copy / "feed.atom").write_text(text.replace("</entry>", f"</entry>{entry}", 1), "utf-8")

    assert {problem.code for problem in told(copy)} == {"O122"}


def test_what_a_feed_reader_would_fetch_or_run_is_told(copy: Path) -> None:
    (path,) = ("feed.json",)
    edit(copy, path, '"content_html": "', '"content_html": "<img src=\\"https://example.org/a.png\\" alt=\\"\\">')
    assert {problem.code for problem in told(copy)} == {"O104"}
    edit(copy, path, '"content_html": "', '"content_html": "<p onclick=\\"x()\\">')
    assert {problem.code for problem in told(copy)} == {"O104", "O105"}


@pytest.mark.parametrize("content", ['{"name": "D", "icons": [{"src": "https://example.org/a.png"}]}', "{}", "{"])
def test_manifest_is_held_to_what_it_has_to_be(copy: Path, content: str) -> None:
    (copy / "site.webmanifest").write_text('{"name": "D", "icons": [{"src": "card.png"}], "start_url": "./"}', "utf-8")
    assert told(copy) == []
    (copy / "site.webmanifest").write_text(content, "utf-8")

    assert [problem.code for problem in told(copy)] == ["O104" if "src" in content else "O137"]


def test_what_is_wrong_on_many_pages_is_told_once_with_their_number(copy: Path) -> None:
    pages = sorted(copy.rglob("index.html"))
    for page in pages:
        page.write_text(page.read_text("utf-8").replace("<h1", "<center>x</center><h1", 1), "utf-8")

    (problem,) = told(copy)
    assert (problem.code, problem.path) == ("O109", str(pages[0]))
    assert f"and the same on {len(pages) - 1} more pages" in problem.message
    assert len(pages) > MOST_TOLD


def test_page_that_is_too_large_is_told_with_what_is_large_in_it(copy: Path) -> None:
    many = "".join(f"<p>{number * 7919 % 100_003}</p>" for number in range(60_000))
    edit(copy, "about/index.html", "</main>", f"{many}</main>")

    (problem,) = told(copy)
    assert problem.code == "O145"
    assert "(page)" in problem.message or "(index)" in problem.message
    assert "before: <main> " in problem.message


def test_every_budget_is_of_some_file(built: Path) -> None:
    names = {budget.name for path in built.rglob("*") if (budget := budget_of(path.relative_to(built).as_posix()))}

    assert {budget.name for budget in BUDGETS} - names <= {"picture", "page", "dossier"}


def test_article_of_a_books_length_is_allowed_what_its_words_take(copy: Path) -> None:
    words = " ".join(f"word{number * 7919 % 100_003}" for number in range(9000))
    edit(copy, ARTICLE, "</main>", f"<p>{words}</p></main>")
    assert [problem.code for problem in told(copy)] == []

    edit(
        copy,
        ARTICLE,
        "</main>",
        "".join(f'<p id="x{number * 7919 % 100_003}"></p>' for number in range(9000)) + "</main>",
    )
    assert [problem.code for problem in told(copy)] == ["O145"]


# --- what is not for readers ---

WORDS = "seven further rooms for its collection of early printed atlases"


def put_page(site: Path) -> str:
    edit(site, "about/index.html", "</main>", f"<p>Museum plans to open {WORDS} next</p></main>")
    return "about/index.html"


def put_headline(site: Path) -> str:
    edit(
        site,
        "latest/feed.atom" if (site / "latest/feed.atom").exists() else "feed.atom",
        "</title>",
        " MUSEUM is to open “seven” rooms</title>".replace("“", "").replace("”", ""),
    )
    return "feed.atom"


def put_address(site: Path) -> str:
    edit(site, "data/articles.json", '"title":"', '"title":"http://127.0.0.1:8000/articles/seven-further-rooms/ ')
    return "data/articles.json"


def put_json(site: Path) -> str:
    edit(site, "feed.json", '"content_html": "', f'"content_html": "<p>Museum plans to\\nopen {WORDS} next</p>')
    return "feed.json"


def put_mail(site: Path) -> str:
    path = next(path.relative_to(site).as_posix() for path in sorted(site.rglob("mail.txt")))
    words = PLAN.split()
    (site / path).write_text((site / path).read_text("utf-8") + "\n".join(words), "utf-8")
    return path


def put_fragment(site: Path) -> str:
    path = next(path for path in sorted((site / "search/index").glob("articles/*/*.bin")))
    path.write_bytes(gzip.compress(gzip.decompress(path.read_bytes()) + PLAN.encode()))
    return path.relative_to(site).as_posix()


def put_archive(site: Path) -> str:
    packed = io.BytesIO((site / "offline.zip").read_bytes())
    with zipfile.ZipFile(packed, "a") as archive:
        archive.writestr("odd.html", f"<p>{PLAN}</p>")
    (site / "offline.zip").write_bytes(packed.getvalue())
    return "offline.zip"


@pytest.mark.parametrize(
    "put",
    [put_page, put_headline, put_address, put_json, put_mail, put_fragment, put_archive],
    ids=lambda put: put.__name__,
)
def test_words_of_a_draft_are_found_wherever_they_stand(copy: Path, built: Path, put: Callable[[Path], str]) -> None:
    path = put(copy)

    found = [problem for problem in told(copy, built.parent / "content") if problem.code == "O160"]
    assert [problem.path.removeprefix(f"{copy}/") for problem in found] == [path]
    assert "content/articles/2016/rooms.md" in found[0].message
    assert "(draft)" in found[0].message


def test_line_of_a_drafts_words_is_told(copy: Path, built: Path) -> None:
    line = edit(copy, "about/index.html", "</main>", f"<p>museum plans to open {WORDS} next</p></main>")

    assert [(one.line, one.code) for one in told(copy, built.parent / "content")] == [(line, "O160")]


def test_page_of_a_draft_is_told_by_its_address_whatever_it_says(copy: Path, built: Path) -> None:
    (copy / "articles/seven-further-rooms").mkdir()
    shutil.copy(copy / "about/index.html", copy / "articles/seven-further-rooms/index.html")

    found = {(one.path.removeprefix(f"{copy}/"), one.code) for one in told(copy, built.parent / "content")}
    assert ("articles/seven-further-rooms/index.html", "O161") in found


@pytest.mark.parametrize("name", ["images/rooms.svg", "images/rooms.svg.480.webp", "images/other.svg"])
def test_picture_that_only_a_draft_shows_is_told_by_name_and_by_content(copy: Path, built: Path, name: str) -> None:
    (copy / name).write_bytes((built.parent / "content/images/rooms.svg").read_bytes())

    found = told(copy, built.parent / "content")
    assert [(one.path.removeprefix(f"{copy}/"), one.code) for one in found] == [(name, "O162")]
    assert "content/articles/2016/rooms.md" in found[0].message


def test_words_that_a_published_text_has_too_are_no_fault(built: Path, tmp_path: Path) -> None:
    content = tmp_path / "content"
    shutil.copytree(built.parent / "content", content)
    draft = (content / "articles/2016/maps.md").read_text("utf-8").replace("slug: maps-for-schools", "slug: maps")
    (content / "articles/2016/again.md").write_text(draft.replace("\n---\n", "\nstatus: draft\n---\n"), "utf-8")

    assert told(built, content) == []


def test_command_looks_for_the_content_beside_the_site(built: Path, copy: Path) -> None:
    put_page(copy)
    alone = digest("check", "output", copy, env=NOW)
    named = digest("check", "output", copy, "--content", built.parent / "content", "--format", "json", env=NOW)
    beside = digest("check", "output", built, env=NOW)

    assert (alone.returncode, alone.stdout) == (0, "output: no problems\n")
    assert (named.returncode, json.loads(named.stdout)["code"]) == (1, "O160")
    assert (beside.returncode, beside.stdout) == (0, "output: no problems\n")
    shutil.copytree(built.parent / "content", copy.parent / "content")
    assert digest("check", "output", copy, env=NOW).returncode == 1
    assert digest("check", "output", copy, "--content", copy / "none").returncode == 2


def test_folder_without_a_site_is_wrong_usage(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="no built site"):
        inspect_site(tmp_path / "none", now=datetime.now(UTC))


def test_drawing_of_the_test_is_one_that_is_published(built: Path) -> None:
    assert (built / "images/plan.svg").read_text("utf-8").startswith(DRAWING[:20])
    assert not (built / "images/rooms.svg").exists()
