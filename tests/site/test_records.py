"""What the site says to programs: each format is read by a parser, or held against a schema, that others wrote."""

from __future__ import annotations

import csv
import json
from typing import TYPE_CHECKING, Any
from urllib.parse import urljoin, urlsplit

import bibtexparser
import feedparser
import pytest
import rispy
from citeproc.source.json import CiteProcJSON
from lxml import etree

from digest.model import PartialDate
from digest.site.corpus import CORRECTION_COLUMNS
from digest.site.shares import Row
from tests.support.schemas import faults_of_json_feed, faults_of_sitemap, faults_of_statements

if TYPE_CHECKING:
    from pathlib import Path

    from tests.support.pages import BuiltPage

Pages = dict[str, "BuiltPage"]
OPENSEARCH = "{http://a9.com/-/spec/opensearch/1.1/}"
EDITIONS = ("/", "/ru/", "/kk/", "/ar/")


def articles(pages: Pages) -> dict[str, BuiltPage]:
    return {path: page for path, page in pages.items() if "/articles/" in path}


def statements(page: BuiltPage) -> list[dict[str, Any]]:
    """Return what a page says in JSON-LD."""
    return [
        json.loads(element.text or "") for element in page.all("script") if element.get("type", "").endswith("json")
    ]


def nodes(page: BuiltPage) -> dict[str, dict[str, Any]]:
    (said,) = statements(page)
    return {node["@type"]: node for node in said["@graph"]}


def values(value: Any, name: str) -> list[Any]:
    """Return every value that stands under *name* anywhere in *value*."""
    if isinstance(value, dict):
        own = [value[name]] if name in value else []
        return own + [found for one in value.values() for found in values(one, name)]
    return [found for one in value for found in values(one, name)] if isinstance(value, list) else []


# --- JSON-LD ---


def test_what_pages_say_in_json_ld_is_in_the_words_of_schema_org(pages: Pages) -> None:
    said = {path: statements(page) for path, page in pages.items()}

    assert {
        path: faults for path, found in said.items() for one in found if (faults := faults_of_statements(one))
    } == {}
    assert all(len(said[path]) == 1 for path in (*articles(pages), *EDITIONS, "/latest/", "/data/"))


def test_every_article_says_what_it_is(pages: Pages) -> None:
    for path, page in articles(pages).items():
        found = nodes(page)
        (article,) = [found[kind] for kind in ("Article", "NewsArticle") if kind in found]
        heading = next(page.all("h1"))

        assert article["headline"] == "".join(heading.itertext()), path
        assert article["inLanguage"] == heading.get("lang", page.tree.get("lang")), path
        assert urlsplit(article["url"]).path == path
        assert urlsplit(article["publisher"]["publishingPrinciples"]).path.endswith("/how-we-work/"), path
        assert bool(article.get("author")) == any(link.get("rel") == "author" for link in page.all("a")), path
        assert found["BreadcrumbList"]["itemListElement"][-1]["item"] == article["url"]


def test_no_date_is_said_that_is_not_on_the_page(pages: Pages) -> None:
    for path, page in articles(pages).items():
        shown = {element.get("datetime") for element in page.all("time")}
        for name in ("datePublished", "dateModified"):
            said = values(statements(page), name)
            assert all(str(PartialDate.parse(date)) == date for date in said), path
            assert set(said) <= shown, path


def test_addresses_that_are_said_lead_to_pages_that_are_there(pages: Pages, site: Path) -> None:
    here = urlsplit(values(statements(pages["/"]), "url")[0]).netloc
    for path, page in pages.items():
        said = [url for name in ("url", "@id", "item", "contentUrl", "publishingPrinciples") for url in
                values(statements(page), name)]  # fmt: skip
        own = [urlsplit(url).path for url in said if urlsplit(url).netloc == here]
        missing = [one for one in own if not (site / f"{one.lstrip('/')}{'index.html' * one.endswith('/')}").is_file()]
        assert missing == [], path


def test_language_versions_name_each_other(pages: Pages) -> None:
    said = {path: nodes(page).get("Article", {}) for path, page in articles(pages).items()}
    originals = {path: values(one.get("translationOfWork"), "@id") for path, one in said.items()}
    pairs = [(path, urlsplit(ids[0]).path) for path, ids in originals.items() if ids]

    assert pairs
    for translation, original in pairs:
        versions = [urlsplit(url).path for url in values(said[original]["workTranslation"], "url")]
        assert translation in versions


def test_front_page_of_every_edition_says_how_it_is_searched(pages: Pages) -> None:
    for path in EDITIONS:
        action = nodes(pages[path])["WebSite"]["potentialAction"]
        form = next(form for form in pages[path].all("form") if form.get("role") == "search")

        assert action["query-input"] == "required name=search_term_string"
        assert urlsplit(action["target"]["urlTemplate"]).path == f"{path}search/"
        assert [field.get("name") for field in form.iter("input")] == ["q"]
        assert urlsplit(action["target"]["urlTemplate"]).query == "q={search_term_string}"


def test_list_names_the_articles_on_it(pages: Pages) -> None:
    (items,) = values(nodes(pages["/ru/latest/"])["CollectionPage"], "itemListElement")
    shown = [link for link in pages["/ru/latest/"].links() if "/articles/" in link]

    assert [urlsplit(item["url"]).path for item in items] == list(dict.fromkeys(shown))


# --- Open Graph ---


def properties(page: BuiltPage) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for meta in page.all("meta"):
        if meta.get("property", "").startswith(("og:", "article:")):
            found.setdefault(meta.get("property", ""), []).append(meta.get("content", ""))
    return found


def test_open_graph_says_once_what_can_be_said_once(pages: Pages) -> None:
    many = {"og:locale:alternate", "article:tag"}
    for path, page in pages.items():
        found = properties(page)
        twice = [name for name, said in found.items() if len(said) > 1 and name not in many]
        assert [name for name in twice if not name.startswith("og:image")] == [], path
        assert {"og:title", "og:type", "og:site_name", "og:locale"} <= set(found), path


def test_open_graph_has_a_day_of_publication_only_where_it_is_one(pages: Pages) -> None:
    for path, page in articles(pages).items():
        issued = [PartialDate.parse(date) for date in properties(page).get("article:published_time", [])]
        assert all(date.day for date in issued), path


def test_open_graph_names_the_languages_of_a_page_and_its_counterparts(pages: Pages) -> None:
    found = properties(pages["/kk/"])

    assert found["og:locale"] == ["kk_KZ"]
    assert found["og:locale:alternate"] == ["ar_EG", "en_GB", "ru_RU"]


# --- feeds, search, sitemap ---


def test_feeds_are_read_without_a_doubt(site: Path) -> None:
    files = sorted(site.rglob("feed.atom"))
    told = {file.as_posix(): feedparser.parse(file.read_bytes()) for file in files}

    assert {name: found.bozo_exception for name, found in told.items() if found.bozo} == {}
    assert {found.version for found in told.values()} == {"atom10"}
    assert all(found.feed.title and found.feed.language for found in told.values())


def test_json_feeds_are_as_their_schema_wants_them(site: Path) -> None:
    files = sorted(site.rglob("feed.json"))

    assert {file.as_posix(): faults for file in files if (faults := faults_of_json_feed(file.read_bytes()))} == {}


def test_sitemap_is_as_its_schema_wants_it(site: Path) -> None:
    assert faults_of_sitemap((site / "sitemap.xml").read_bytes()) == []


@pytest.mark.parametrize("prefix", EDITIONS)
def test_search_of_an_edition_is_described(site: Path, pages: Pages, prefix: str) -> None:
    root = etree.parse(site / f"{prefix}search/opensearch.xml".lstrip("/")).getroot()
    url = root.find(f"{OPENSEARCH}Url")
    links = [link for link in pages[prefix].all("link") if link.get("rel") == "search"]

    assert root.tag == f"{OPENSEARCH}OpenSearchDescription"
    assert url is not None
    assert url.get("template", "").endswith(f"{prefix}search/#q={{searchTerms}}")
    assert 0 < len(root.findtext(f"{OPENSEARCH}ShortName", "")) <= 16
    assert 0 < len(root.findtext(f"{OPENSEARCH}LongName", "")) <= 48
    assert 0 < len(root.findtext(f"{OPENSEARCH}Description", "")) <= 1024
    named = [(link.get("type"), urlsplit(urljoin(prefix, link.get("href", ""))).path) for link in links]
    assert named == [("application/opensearchdescription+xml", f"{prefix}search/opensearch.xml")]


# --- citations ---


@pytest.fixture(scope="module")
def table(site: Path) -> dict[str, dict[str, Any]]:
    """Return what the data set says of each article, by its path."""
    found = json.loads((site / "data/articles.json").read_bytes())
    return {urlsplit(one["url"]).path: one for one in found["articles"]}


def test_every_article_has_its_citation_files_and_leads_to_them(pages: Pages, site: Path) -> None:
    for path, page in articles(pages).items():
        links = [link for link in page.all("a") if link.get("download")]
        slug = path.split("/")[-2]

        assert [link.get("download") for link in links] == [f"{slug}.bib", f"{slug}.ris", f"{slug}.json"]
        named = {f"{path}cite.{form}" for form in ("bib", "ris", "json")}
        assert {link for link in page.links() if "cite." in link} == named
        assert all((site / one.lstrip("/")).is_file() for one in named)


def test_bibtex_says_what_the_table_says(site: Path, table: dict[str, dict[str, Any]]) -> None:
    for path, row in table.items():
        text = (site / path.lstrip("/") / "cite.bib").read_text("utf-8")
        (entry,) = bibtexparser.loads(text, bibtexparser.bparser.BibTexParser(common_strings=True)).entries

        assert entry["ID"] == row["id"]
        assert entry["title"].strip("{}") == row["title"]
        assert entry.get("author", "") == " and ".join(f"{{{name}}}" for name in row["authors"])
        assert entry["url"] == row["url"]
        assert entry["language"] == row["language"]
        assert entry["year"] == (row["added"] if row["own_words"] else row["date"])[:4]


def test_ris_says_what_the_table_says(site: Path, table: dict[str, dict[str, Any]]) -> None:
    for path, row in table.items():
        text = (site / path.lstrip("/") / "cite.ris").read_text("utf-8")
        (entry,) = rispy.loads(text)

        assert (entry["id"], entry["title"], entry.get("authors", [])) == (row["id"], row["title"], row["authors"])
        assert (entry["urls"], entry["language"]) == ([row["url"]], row["language"])
        assert not entry.get("unknown_tag")


def test_csl_json_is_read_by_a_citation_processor(site: Path, table: dict[str, dict[str, Any]]) -> None:
    for path, row in table.items():
        (reference,) = CiteProcJSON(json.loads((site / path.lstrip("/") / "cite.json").read_bytes())).values()

        assert (str(reference["title"]), str(reference["URL"])) == (row["title"], row["url"])
        assert [name["literal"] for name in reference.get("author", [])] == row["authors"]
        assert reference["issued"].year == int((row["added"] if row["own_words"] else row["date"])[:4])


# --- the data set ---


def test_both_files_of_the_data_set_say_the_same(site: Path, table: dict[str, dict[str, Any]]) -> None:
    with (site / "data/articles.csv").open(encoding="utf-8-sig", newline="") as file:
        rows = {urlsplit(row["url"]).path: row for row in csv.DictReader(file, strict=True)}

    assert rows.keys() == table.keys()
    for path, row in rows.items():
        assert list(row) == list(table[path])
        for name, cell in row.items():
            assert cell == as_cell(table[path][name]), (path, name)


def as_cell(value: Any) -> str:
    if value is None or isinstance(value, list):
        return "|".join(value or [])
    return str(value).lower() if isinstance(value, bool) else str(value)


def test_data_set_has_every_article_that_lists_show_and_no_other(pages: Pages, table: dict[str, Any]) -> None:
    listed = {path for path, page in articles(pages).items() if not page.meta("robots")}

    assert set(table) == listed


def test_codebook_explains_every_column_in_every_edition(pages: Pages, table: dict[str, dict[str, Any]]) -> None:
    columns = [*next(iter(table.values())), *(rule.name for rule in CORRECTION_COLUMNS), *Row._fields]
    for prefix in EDITIONS:
        page = pages[f"{prefix}data/"]
        terms = ["".join(term.find("code").itertext()) for term in page.all("dt")]  # type: ignore[union-attr]
        assert terms == columns
        assert all("".join(said.itertext()).strip() for said in page.all("dd"))


def test_both_files_of_shares_say_the_same_of_every_article(site: Path, table: dict[str, Any]) -> None:
    with (site / "data/shares.csv").open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file, strict=True))
    whole = json.loads((site / "data/shares.json").read_bytes())

    assert [{name: as_cell(value) for name, value in one.items()} for one in whole["shares"]] == rows
    for kind in ("publication", "funder", "country"):
        assert sum(int(row["articles"]) for row in rows if row["by"] == kind) == len(table) == whole["count"]


def test_who_is_speaking_is_led_to_from_every_page_and_shows_what_the_files_say(pages: Pages, site: Path) -> None:
    shares = json.loads((site / "data/shares.json").read_bytes())["shares"]
    shown = ["".join(cell.itertext()) for row in pages["/about/publications/"].all("tr") for cell in row.iter("td")]

    assert shown[::2] == [str(one["articles"]) for one in shares]
    for path, page in pages.items():
        assert any(link.endswith("/about/publications/") for link in page.links()), path


def test_data_set_is_led_to_from_every_page(pages: Pages) -> None:
    for path, page in pages.items():
        assert any(link.endswith("/data/") for link in page.links()), path


def test_data_page_leads_to_the_files(pages: Pages, site: Path) -> None:
    for prefix in EDITIONS:
        links = [link for link in pages[f"{prefix}data/"].links() if link.startswith("/data/articles")]
        assert links == ["/data/articles.csv", "/data/articles.json"]
    assert (site / "data/articles.csv").read_bytes().startswith(b"\xef\xbb\xbfid,url,")
