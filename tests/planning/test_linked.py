"""What pages say in JSON-LD: in the words of schema.org, only what is known, and never more than data to a browser."""

from __future__ import annotations

import json
import re
from datetime import date
from typing import TYPE_CHECKING, Any

import html5lib
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from markupsafe import Markup

from digest.checks.statements import fault_of
from digest.model import Correction, Dateline, Image, Source
from digest.site import linked
from digest.site.corrections import amendments_of
from tests.planning.helpers import leaf, plan, story
from tests.support.schemas import faults_of_statements

if TYPE_CHECKING:
    from tests.planning.helpers import Planned

URL = "https://digest.example.org"
LICENCE = "https://example.org/by/"
SOURCE = Source(url="https://example.net/a", archive_url="https://example.net/b")
RESTATED = story(
    "restated",
    "2016-03",
    publication="wire",
    authors=("Law desk",),
    tags=("youth",),
    places=("aktobe", "kazakhstan"),
    dateline=Dateline("AKTOBE", "Aktobe", "KZ"),
    source=SOURCE,
    modified=date(2026, 2, 1),
    corrections=(Correction(date(2026, 2, 1), "The name was wrong."),),
    images=(Image(file="images/known.png", alt="A hall", caption="The hall.", credit="Us"), Image(caption="No file.")),
    summary="In short.",
)
COPIED = story(
    "copied",
    "2016",
    publication="wire",
    authors=("Ann Lee", "Law desk"),
    agency="Agency",
    dateline=Dateline("OSLO"),
    lang="ru",
)
TRANSLATED = story("translated", None, lang="ar", translation_of="restated", publication=None, section=None)
PAGES = [leaf("about"), leaf("how-we-work"), leaf("corrections"), leaf("about", "ru")]


@pytest.fixture(scope="module")
def site() -> Planned:
    return plan([RESTATED, COPIED, TRANSLATED], PAGES, name="Digest", licence=LICENCE)


def said(site: Planned, path: str) -> dict[str, Any]:
    """Return what a page says, decoded."""
    graph = site.page(path).head.graph
    assert graph is not None
    decoded: dict[str, Any] = json.loads(re.fullmatch(r'<script type="application/ld\+json">(.*)</script>', graph)[1])  # type: ignore[index]
    return decoded


def node(site: Planned, path: str, kind: str) -> dict[str, Any]:
    (found,) = (one for one in said(site, path)["@graph"] if one["@type"] == kind)
    return dict(found)


def test_every_statement_is_in_the_words_of_schema_org_and_known_to_the_checks(site: Planned) -> None:
    paths = [page.path for page in site.pages if page.head.graph]

    assert {path: faults for path in paths if (faults := faults_of_statements(said(site, path)))} == {}
    assert {path: fault for path in paths if (fault := fault_of(json.dumps(said(site, path))))} == {}


def test_own_words_are_an_article_of_the_digest_based_on_the_original(site: Planned) -> None:
    assert node(site, "/articles/restated/", "Article") == {
        "@type": "Article",
        "@id": f"{URL}/articles/restated/",
        "url": f"{URL}/articles/restated/",
        "headline": "Title of restated",
        "description": "In short.",
        "inLanguage": "en",
        "datePublished": "2026-01-05",
        "dateModified": "2026-02-01",
        "author": [{"@type": "Organization", "name": "Law desk", "url": f"{URL}/authors/law-desk/"}],
        "publisher": {
            "@type": "Organization",
            "@id": f"{URL}/#publisher",
            "name": "Digest",
            "url": f"{URL}/",
            "publishingPrinciples": f"{URL}/how-we-work/",
            "correctionsPolicy": f"{URL}/corrections/",
            "ownershipFundingInfo": f"{URL}/about/",
        },
        "isAccessibleForFree": True,
        "license": LICENCE,
        "articleSection": "Law",
        "keywords": ["Youth"],
        "about": [{"@type": "DefinedTerm", "name": "Youth", "url": f"{URL}/tags/youth/"}],
        "contentLocation": [
            {
                "@type": "City",
                "name": "Aktobe",
                "url": f"{URL}/places/aktobe/",
                "address": {"@type": "PostalAddress", "addressCountry": "KZ"},
            },
            {"@type": "Country", "name": "Kazakhstan", "url": f"{URL}/places/kazakhstan/"},
        ],
        "image": [
            {
                "@type": "ImageObject",
                "contentUrl": f"{URL}/images/known.png",
                "caption": "The hall.",
                "creditText": "Us",
            }
        ],
        "isBasedOn": {
            "@type": "CreativeWork",
            "url": "https://example.net/a",
            "archivedAt": "https://example.net/b",
            "datePublished": "2016-03",
            "publisher": {"@type": "Organization", "name": "Wire", "url": "https://example.org/"},
        },
        "citation": "https://example.net/a",
        "correction": [
            {
                "@type": "CorrectionComment",
                "url": f"{URL}/articles/restated/#{amendments_of(RESTATED.matter.corrections)[0].id}",
                "datePublished": "2026-02-01",
                "text": "The name was wrong.",
            }
        ],
        "workTranslation": [
            {
                "@type": "Article",
                "@id": f"{URL}/ar/articles/translated/",
                "url": f"{URL}/ar/articles/translated/",
                "inLanguage": "ar",
            }
        ],
    }  # fmt: skip


def test_text_of_others_is_news_of_its_publication_with_its_date_and_no_licence(site: Planned) -> None:
    found = node(site, "/ru/articles/copied/", "NewsArticle")

    assert (found["datePublished"], found["dateline"], found["inLanguage"]) == ("2016", "OSLO", "ru")
    assert [(one["@type"], one["name"]) for one in found["author"]] == [
        ("Person", "Ann Lee"), ("Organization", "Law desk"),
    ]  # fmt: skip
    assert found["sourceOrganization"] == {"@type": "Organization", "name": "Agency"}
    assert found["isBasedOn"]["publisher"]["name"] == "Wire"
    assert not {"license", "citation", "dateModified", "correction", "image"} & set(found)


def test_what_nobody_knows_is_not_said(site: Planned) -> None:
    found = node(site, "/ar/articles/translated/", "NewsArticle")

    assert not {"datePublished", "author", "isBasedOn", "articleSection", "keywords", "about", "dateline"} & set(found)
    assert found["translationOfWork"]["@id"] == f"{URL}/articles/restated/"
    assert "publishingPrinciples" not in found["publisher"]  # the edition has no such page


def test_way_to_a_page_leads_over_what_stands_above_it(site: Planned) -> None:
    def way(path: str) -> list[str]:
        items = node(site, path, "BreadcrumbList")["itemListElement"]
        assert [item["position"] for item in items] == list(range(1, len(items) + 1))
        return [item["item"].removeprefix(URL) for item in items]

    assert way("/articles/restated/") == ["/", "/sections/law/", "/articles/restated/"]
    assert way("/ar/articles/translated/") == ["/ar/", "/ar/articles/translated/"]
    assert way("/tags/youth/") == ["/", "/tags/", "/tags/youth/"]  # no article has the broader tag
    assert way("/places/aktobe/") == ["/", "/places/", "/places/kazakhstan/", "/places/aktobe/"]
    assert way("/archive/2016/03/") == ["/", "/archive/", "/archive/2016/", "/archive/2016/03/"]
    assert way("/archive/undated/") == ["/", "/archive/", "/archive/undated/"]
    assert way("/latest/") == ["/", "/latest/"]


def test_data_page_tells_of_the_data_set(site: Planned) -> None:
    found = node(site, "/ru/data/", "Dataset")

    assert [one["contentUrl"] for one in found["distribution"]] == [
        f"{URL}/data/articles.csv", f"{URL}/data/articles.json",
        f"{URL}/data/corrections.csv", f"{URL}/data/corrections.json",
    ]  # fmt: skip
    assert (found["license"], found["dateModified"]) == (LICENCE, "2026-02-01")
    assert found["variableMeasured"][0] == "id"


SIGNS = [
    "</script>",
    "<!--",
    "<script",
    "]]>",
    "&amp;",
    "\u2028",
    "\u2029",
    "\x00",
    "\x01",
    '"',
    "\\",
    "مرحبا",
    "😀",
    "{{",
]
TEXTS = st.lists(st.one_of(st.sampled_from(SIGNS), st.text(max_size=4)), max_size=6).map(
    lambda parts: "".join(parts).encode("utf-8", "ignore").decode()
)


@given(TEXTS, TEXTS)
def test_no_text_can_end_the_element_or_be_lost_in_it(title: str, name: str) -> None:
    nodes = [{"@type": "Article", "headline": title, "author": [{"@type": "Person", "name": name}]}]
    element = linked.script(nodes)
    tree = html5lib.parse(f"<!doctype html><title>T</title>{element}<p>after", namespaceHTMLElements=False)
    (script,) = tree.iter("script")

    assert isinstance(element, Markup)
    assert json.loads(script.text)["@graph"] == nodes
    assert [part.text for part in tree.iter("p")] == ["after"]
    assert not set(element.removeprefix('<script type="application/ld+json">').removesuffix("</script>")) & set("<>&\0")


@settings(max_examples=40)
@given(TEXTS.filter(str.strip), TEXTS)
def test_page_says_its_texts_whatever_they_hold(title: str, summary: str) -> None:
    site = plan([story("a", title=title, summary=summary, authors=(title,))])
    found = node(site, "/articles/a/", "NewsArticle")

    assert (found["headline"], found["author"][0]["name"]) == (title, title)
    assert found.get("description", "") == (summary or "Lede of a.")
