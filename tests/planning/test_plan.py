"""What the site consists of: which pages stand in which edition, what each shows, and what stands nowhere."""

from __future__ import annotations

import json
import random
import sys
from collections import Counter, deque
from datetime import date, datetime
from typing import TYPE_CHECKING, Any
from urllib.parse import urljoin
from xml.etree import ElementTree as ET

import pytest

from digest.model import Correction, Dateline, Image, Source
from digest.site.addresses import ROOT, root_from, save_as
from digest.site.given import Raw, Rendered
from digest.site.plan import plan_site
from tests.planning.helpers import URL, Planned, given, leaf, plan, story

if TYPE_CHECKING:
    from digest.site.list_views import ListView
    from digest.site.views import ArticleView

ENGLISH = story(
    "law",
    tags=("youth", "courts"),
    authors=("Law desk",),
    places=("aktobe",),
    dateline=Dateline("AKTOBE", "Aktobe", "KZ"),
)
RUSSIAN = story("law-ru", lang="ru", translation_of="law", tags=("youth",), added=date(2026, 1, 6))
ARABIC = story("law-ar", None, lang="ar", translation_of="law")
OTHER = story("other", "2015-03", lang="ru", tags=("courts",), section="news", modified=date(2026, 2, 1))
FRENCH = story("fr", "2014", lang="fr")
HIDDEN = story("secret", "2013", status="hidden", tags=("prevention",), authors=("Only Here",), places=("kazakhstan",))
LEAVES = [leaf("about"), leaf("about", "ru"), leaf("privacy")]
STORIES = [ENGLISH, RUSSIAN, ARABIC, OTHER, FRENCH, HIDDEN]


@pytest.fixture(scope="module")
def site() -> Planned:
    return plan(STORIES, LEAVES)


def article(site: Planned, path: str) -> ArticleView:
    return site.page(path).context["article"]  # type: ignore[return-value]


def listing(site: Planned, path: str) -> ListView:
    return site.page(path).context["listing"]  # type: ignore[return-value]


def alternates(site: Planned, path: str) -> dict[str, str]:
    return {lang: url.removeprefix(URL) for lang, url in site.page(path).head.alternates}


def text_of(output: Rendered | Raw) -> str:
    if isinstance(output, Raw):
        return output.content.decode("utf-8", "backslashreplace")
    return repr((output.head, output.context))


# --- what there is, and where ---


def test_default_edition_stands_at_the_root_with_everything(site: Planned) -> None:
    english = [path for path in site.paths if not path.startswith(("/ru/", "/ar/", "/fr/"))]

    assert sorted(english) == sorted(
        [
            "/", "/404.html", "/_headers", "/card.png", "/about/", "/privacy/", "/search/", "/search/names.json",
            "/search/opensearch.xml",
            "/sitemap.xml", "/robots.txt", "/data/", "/data/articles.csv", "/data/articles.json",
            "/data/corrections.csv", "/data/corrections.json",
            "/corrections/", "/corrections/feed.atom", "/corrections/feed.json",
            "/about/publications/", "/data/shares.csv", "/data/shares.json",
            "/articles/law/", "/articles/law/cite.bib", "/articles/law/cite.ris", "/articles/law/cite.json",
            "/articles/secret/", "/feed.atom", "/feed.json", "/latest/",
            "/digest/", "/digest/feed.atom", "/digest/feed.json",
            "/digest/2026-W02/", "/digest/2026-W02/mail.html", "/digest/2026-W02/mail.txt",
            "/languages/",
            *(f"/{kind}/" for kind in ("tags", "authors", "places", "sections", "publications", "archive")),
            *(
                f"{path}{name}"
                for path in (
                    "/tags/youth/", "/tags/courts/", "/authors/law-desk/", "/places/aktobe/", "/sections/law/",
                    "/sections/news/", "/publications/digest/", "/publications/linked/", "/publications/wire/",
                    "/archive/2014/", "/archive/2015/", "/archive/2015/03/",
                    "/archive/2016/", "/archive/2016/12/", "/archive/undated/",
                    "/languages/en/", "/languages/ru/", "/languages/ar/", "/languages/fr/",
                )
                for name in ("", "feed.atom", "feed.json")
            ),
        ]
    )  # fmt: skip


def test_edition_of_another_language_stands_under_its_tag_with_its_own(site: Planned) -> None:
    russian = [path for path in site.paths if path.startswith("/ru/") and "feed" not in path and "cite" not in path]

    assert sorted(russian) == sorted(
        [
            "/ru/", "/ru/card.png", "/ru/about/", "/ru/search/", "/ru/search/names.json", "/ru/search/opensearch.xml",
            "/ru/latest/", "/ru/data/", "/ru/about/publications/", "/ru/corrections/", "/ru/articles/law-ru/",
            "/ru/articles/other/",
            "/ru/digest/", "/ru/digest/2026-W02/", "/ru/digest/2026-W02/mail.html", "/ru/digest/2026-W02/mail.txt",
            "/ru/tags/youth/", "/ru/tags/courts/", "/ru/sections/law/",
            "/ru/sections/news/", "/ru/publications/digest/", "/ru/archive/2015/", "/ru/archive/2015/03/",
            "/ru/archive/2016/", "/ru/archive/2016/12/",
            *(f"/ru/{kind}/" for kind in ("tags", "authors", "places", "sections", "publications", "archive")),
        ]
    )  # fmt: skip


def test_article_in_a_language_without_an_edition_has_one_page_under_its_tag(site: Planned) -> None:
    assert [path for path in site.paths if path.startswith("/fr/") and "cite" not in path] == ["/fr/articles/fr/"]
    assert site.page("/fr/articles/fr/").words.lang == "en"


def test_no_two_outputs_are_one_file(site: Planned) -> None:
    files = Counter(save_as(path) for path in site.paths)

    assert [file for file, times in files.items() if times > 1] == []


def test_order_of_the_input_changes_nothing(site: Planned) -> None:
    for seed in range(3):
        shuffle = random.Random(seed).sample
        again = plan(shuffle(STORIES, len(STORIES)), shuffle(LEAVES, len(LEAVES)))
        # The pages of articles come as they were read; what each shows may not depend on it.
        assert {output.path: text_of(output) for output in again.outputs} == {
            output.path: text_of(output) for output in site.outputs
        }


def test_site_without_articles_is_whole() -> None:
    empty = plan([])

    assert {"/", "/latest/", "/tags/", "/archive/", "/search/", "/404.html", "/feed.atom", "/sitemap.xml"} <= set(
        empty.paths
    )
    assert empty.page("/").context["front"].lead is None  # type: ignore[attr-defined]
    assert listing(empty, "/latest/").count == 0


def test_every_path_that_a_page_names_is_there(site: Planned) -> None:
    there = set(site.paths)

    for page in site.pages:
        for path in paths_in(page.context):
            assert path.partition("#")[0] in there, f"{page.path} names {path}"


def paths_in(value: Any) -> list[str]:
    """Return every path of links, cards and feeds in what a template sees."""
    if isinstance(value, str) or value is None:
        return []
    if isinstance(value, dict):
        return [path for item in value.values() for path in paths_in(item)]
    if isinstance(value, list | tuple):
        return [path for item in value for path in paths_in(item)]
    names = getattr(type(value), "__dataclass_fields__", {})
    kept = {"path", "home", "search", "latest", "atom", "json", "newer", "older", "newest", "oldest"}
    kept |= {"opensearch", "data"} if type(value).__name__ == "Site" else set()
    own = [getattr(value, name) for name in names if name in kept and isinstance(getattr(value, name), str)]
    deeper = [
        path for name in names if not isinstance(getattr(value, name), str) for path in paths_in(getattr(value, name))
    ]
    return [path for path in own if path] + deeper


# --- counterparts ---


def test_alternates_of_a_page_are_the_same_on_each_of_them(site: Planned) -> None:
    by_path = {page.path: alternates(site, page.path) for page in site.pages}

    for path, others in by_path.items():
        assert not others or path in others.values(), path
        assert all(by_path[other] == others for other in others.values()), path


def test_translations_point_to_each_other(site: Planned) -> None:
    expected = {
        "ar": "/ar/articles/law-ar/",
        "en": "/articles/law/",
        "ru": "/ru/articles/law-ru/",
        "x-default": "/articles/law/",
    }

    assert alternates(site, "/articles/law/") == alternates(site, "/ru/articles/law-ru/") == expected
    assert [(link.lang, link.path) for link in article(site, "/articles/law/").translations] == [
        ("ar", "/ar/articles/law-ar/"), ("ru", "/ru/articles/law-ru/"),
    ]  # fmt: skip


def test_translation_names_its_original_and_the_original_names_none(site: Planned) -> None:
    original = article(site, "/ru/articles/law-ru/").translated_from

    assert original is not None
    assert (original.path, original.name) == ("/articles/law/", "Title of law")
    assert article(site, "/articles/law/").translated_from is None


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        ("/", {"en": "/", "ru": "/ru/", "ar": "/ar/", "x-default": "/"}),
        ("/about/", {"en": "/about/", "ru": "/ru/about/", "x-default": "/about/"}),
        ("/privacy/", {}),
        ("/tags/courts/", {"en": "/tags/courts/", "ru": "/ru/tags/courts/", "x-default": "/tags/courts/"}),
        ("/places/aktobe/", {}),
        ("/archive/2015/", {"en": "/archive/2015/", "ru": "/ru/archive/2015/", "x-default": "/archive/2015/"}),
        ("/ru/articles/other/", {}),
        ("/articles/secret/", {}),
        ("/404.html", {}),
    ],
)
def test_page_has_the_alternates_that_are_there(site: Planned, path: str, expected: dict[str, str]) -> None:
    assert alternates(site, path) == expected


def test_way_to_another_edition_is_the_page_itself_there_or_else_its_front(site: Planned) -> None:
    def ways(path: str) -> dict[str, str]:
        return {link.lang: link.path for link in site.page(path).head.languages}

    assert ways("/tags/courts/") == {"en": "/tags/courts/", "ru": "/ru/tags/courts/", "ar": "/ar/"}
    assert ways("/articles/law/")["ar"] == "/ar/articles/law-ar/"
    assert ways("/ru/articles/other/") == {"en": "/", "ru": "/ru/articles/other/", "ar": "/ar/"}


# --- what lists show ---


def test_lists_of_the_default_edition_hold_every_language(site: Planned) -> None:
    assert site.slugs("/latest/") == ["law-ar", "law", "law-ru", "other", "fr"]
    assert site.slugs("/tags/courts/") == ["law", "other"]


def test_lists_of_another_edition_hold_its_own(site: Planned) -> None:
    assert site.slugs("/ru/latest/") == ["law-ru", "other"]
    assert site.slugs("/ru/tags/courts/") == ["other"]
    assert site.slugs("/ar/archive/undated/") == ["law-ar"]
    assert "law-ar" not in site.raw("/ru/feed.atom")


def test_list_is_named_in_the_words_of_its_edition(site: Planned) -> None:
    assert listing(site, "/tags/youth/").title == "Youth"
    assert listing(site, "/ru/tags/youth/").title == "Молодёжь"
    assert site.page("/tags/youth/").head.title == "Articles tagged Youth"


def test_years_without_articles_keep_their_place_in_the_chart() -> None:
    old = story("old", "2010")
    chart = listing(plan([old, FRENCH]), "/latest/").chart

    assert chart is not None
    assert [(bar.label, bar.count, bar.path) for bar in chart.bars] == [
        ("2010", 1, "/archive/2010/"), *((str(year), 0, None) for year in (2011, 2012, 2013)),
        ("2014", 1, "/archive/2014/"),
    ]  # fmt: skip
    assert chart.apart == ()


def test_long_list_has_pages_that_say_where_they_stand() -> None:
    site = plan([story(f"s-{number:02}") for number in range(7)], page_size=2)

    assert site.slugs("/latest/") == ["s-00", "s-01", "s-02"]
    assert site.slugs("/latest/page/2/") == ["s-03", "s-04"]
    assert site.slugs("/latest/page/1/") == ["s-05", "s-06"]
    assert site.page("/latest/").head.title == "All articles"
    assert site.page("/latest/page/1/").head.title == "All articles – page 1"


def test_only_the_newest_page_of_a_list_says_what_changes_with_the_list() -> None:
    site = plan(
        [story(f"s-{number:02}", str(2010 + number), tags=("youth", "courts")) for number in range(7)], page_size=2
    )
    newest = listing(site, "/tags/youth/")

    assert (newest.count, newest.pager.age, newest.pager.total) == (7, None, 3)
    assert all((newest.description, newest.figures, newest.totals, newest.chart, newest.companions))
    assert [(link.name, link.path) for link in newest.trail] == [("Tags", "/tags/"), ("Prevention", "")]
    for age in (1, 2):
        older = listing(site, f"/tags/youth/page/{age}/")
        assert (older.count, older.pager.age, older.pager.total) == (None, age, None)
        assert not any((older.description, older.figures, older.totals, older.chart, older.companions, older.narrower))
        assert not any((older.outlet, older.before, older.after, older.pager.pages))
        assert [link.path for link in older.trail] == ["/tags/"]
        assert (older.title, older.atom, older.json) == (newest.title, newest.atom, newest.json)


def test_front_page_shows_its_own_language_first_and_names_others(site: Planned) -> None:
    front = site.page("/").context["front"]

    assert front.lead.slug == "law"  # type: ignore[attr-defined]
    assert [card.slug for card in front.other_languages] == ["law-ru", "law-ar", "other"]  # type: ignore[attr-defined]


def test_index_has_every_term_that_has_articles_from_a_to_z(site: Planned) -> None:
    index = site.page("/tags/").context["index"]

    assert [(group.label, [link.name for link in group.links]) for group in index.groups] == [  # type: ignore[attr-defined]
        ("C", ["Courts"]), ("Y", ["Youth"]),
    ]  # fmt: skip


def test_archive_has_the_years_newest_first_and_the_undated_last(site: Planned) -> None:
    archive = site.page("/archive/").context["index"]

    assert [(group.label, group.count) for group in archive.groups] == [  # type: ignore[attr-defined]
        ("2016", 2), ("2015", 1), ("2014", 1), ("Undated", 1),
    ]  # fmt: skip
    assert [link.path for link in archive.groups[0].links] == ["/archive/2016/12/"]  # type: ignore[attr-defined]


def test_sections_of_the_masthead_stand_in_the_order_of_the_registry(site: Planned) -> None:
    assert [link.path for link in site.page("/").context["site"].sections] == ["/sections/law/", "/sections/news/"]  # type: ignore[attr-defined]


def test_search_has_a_way_to_every_list_without_javascript(site: Planned) -> None:
    ways = site.page("/search/").context["ways"]

    assert {facet: [link.path for link in links] for facet, links in ways.items()} == {  # type: ignore[attr-defined]
        "tag": ["/tags/courts/", "/tags/youth/"],
        "author": ["/authors/law-desk/"],
        "place": ["/places/aktobe/"],
        "section": ["/sections/law/", "/sections/news/"],
        "publication": ["/publications/digest/"],
        "year": ["/archive/2014/", "/archive/2015/", "/archive/2016/", "/archive/undated/"],
        "language": ["/languages/ru/", "/languages/ar/", "/languages/en/", "/languages/fr/"],
    }


def test_names_of_facets_are_in_the_words_of_the_edition_and_cover_all_articles(site: Planned) -> None:
    names = json.loads(site.raw("/ru/search/names.json"))

    assert names["tag"] == {"courts": "Courts", "youth": "Молодёжь"}
    assert names["language"]["ar"] == "العربية"
    facets = [
        pair
        for page in site.pages
        if "article" in page.context and not page.head.noindex
        for pair in article(site, page.path).facets
    ]
    assert [pair for pair in facets if pair[0] != "year" and pair[1] not in names[pair[0]]] == []


# --- what stands nowhere ---


def test_hidden_article_has_a_page_that_says_so_to_search_engines(site: Planned) -> None:
    page = site.page("/articles/secret/")

    assert page.head.noindex
    assert article(site, "/articles/secret/").status == "hidden"


def test_hidden_article_stands_in_no_list_feed_or_sitemap(site: Planned) -> None:
    others = [output for output in site.outputs if output.path != "/articles/secret/"]

    for word in ("secret", "Only Here", "only-here", "/tags/prevention/", "/places/kazakhstan/"):
        assert [output.path for output in others if word in text_of(output)] == []


def test_hidden_article_links_to_no_list_that_is_not_there(site: Planned) -> None:
    card = article(site, "/articles/secret/").card

    assert card.tags == ()
    assert [(link.name, link.path) for link in card.authors] == [("Only Here", "")]
    assert [link.path for link in article(site, "/articles/secret/").places] == []


def test_hidden_article_is_no_neighbour_version_or_relation() -> None:
    hidden = story("law-kk", lang="ru", translation_of="law", status="hidden", tags=("youth",))
    site = plan([ENGLISH, hidden, OTHER])

    assert alternates(site, "/articles/law/") == {}
    assert article(site, "/articles/law/").translations == ()
    assert article(site, "/ru/articles/other/").newer is None
    assert article(site, "/ru/articles/other/").related == ()
    assert alternates(site, "/ru/articles/law-kk/") == {}


def test_hidden_article_alone_makes_no_edition() -> None:
    site = plan([ENGLISH, story("only", lang="ru", status="hidden")])

    assert "/ru/" not in site.paths
    assert "/ru/articles/only/" in site.paths


def test_sitemap_has_every_page_that_may_be_found(site: Planned) -> None:
    found = {element.text for element in ET.fromstring(site.raw("/sitemap.xml")).iter() if element.tag.endswith("loc")}

    assert found == {URL + page.path for page in site.pages if not page.head.noindex}


def test_sitemap_says_when_an_article_last_changed(site: Planned) -> None:
    lines = site.raw("/sitemap.xml").split("<url>")

    assert "<lastmod>2026-02-01</lastmod>" in next(line for line in lines if "/articles/other/" in line)
    assert not any("lastmod" in line for line in lines if "/tags/" in line.partition("</loc>")[0])


# --- what an article shows ---


def test_neighbours_are_of_its_language(site: Planned) -> None:
    view = article(site, "/ru/articles/law-ru/")

    assert view.newer is None
    assert view.older is not None
    assert view.older.path == "/ru/articles/other/"


@pytest.mark.parametrize(
    ("keys", "body"),
    [
        ({}, "<p>One.</p>\n<p>Two.</p>\n<p>Three.</p>"),
        ({"rights": "excerpt"}, "<p>One.</p>"),
        ({"rights": "link"}, ""),
        ({"publication": "wire"}, "<p>One.</p>"),
        ({"publication": "linked"}, ""),
        ({"publication": "linked", "rights": "full"}, "<p>One.</p>\n<p>Two.</p>\n<p>Three.</p>"),
        ({"publication": None}, "<p>One.</p>\n<p>Two.</p>\n<p>Three.</p>"),
    ],
)
def test_no_more_is_shown_than_may_be(keys: dict[str, Any], body: str) -> None:
    site = plan([story("a", body="<p>One.</p>\n<p>Two.</p>\n<p>Three.</p>", **keys)])

    assert article(site, "/articles/a/").body == body
    if "Three" not in body:
        assert [output.path for output in site.outputs if "Three" in text_of(output)] == []


def test_links_of_a_body_start_from_its_page_and_in_feeds_from_the_site() -> None:
    site = plan([story("a", lang="ru", body='<p><a href="ROOT/articles/b/">b</a></p>')])
    path = "/ru/articles/a/"
    href = str(article(site, path).body).split('"')[1].replace(ROOT, root_from(path, URL))

    assert urljoin(URL + path, href) == f"{URL}/articles/b/"
    assert f"{URL}/articles/b/" in site.raw("/feed.atom")


def test_article_shows_what_its_front_matter_says() -> None:
    site = plan(
        [
            story(
                "a",
                summary="In short.",
                date_evidence="on Monday",
                agency="Wire",
                content_note="It tells of violence.",
                corrections=(Correction(date(2026, 2, 3), "The name."),),
                source=Source(url="https://example.net/a", archive_url="https://example.net/b"),
                images=(Image(file="images/known.png", alt="A"), Image(caption="C", credit="D")),
                dateline=Dateline("AKTOBE, Kazakhstan", "Aktobe", "KZ"),
                places=("kazakhstan", "aktobe"),
            )
        ]
    )
    view = article(site, "/articles/a/")

    assert (view.summary_is_lede, view.card.standfirst) == (False, "In short.")
    assert (view.source_url, view.archive_url) == ("https://example.net/a", "https://example.net/b")
    assert [(picture.path, picture.width, picture.caption) for picture in view.images] == [
        ("/images/known.png", 640, ""), (None, None, "C"),
    ]  # fmt: skip
    assert view.card.place is not None
    assert view.card.place.path == "/places/aktobe/"
    assert view.corrections[0].text == "The name."


def test_what_is_not_known_is_not_made_up() -> None:
    view = article(plan([story("a", None, section=None, publication=None)]), "/articles/a/")

    assert view.card.published is None
    assert (view.card.section, view.card.outlet, view.card.place, view.card.authors) == (None, None, None, ())
    assert (view.outlet, view.images, view.source_url, view.date_evidence) == (None, (), "", "")
    assert ("year", "unknown") in view.facets


def test_author_is_shown_as_printed_and_leads_to_one_list() -> None:
    site = plan([story("a", authors=("Отдел права",)), story("b", authors=("Law desk",))])

    assert [(link.name, link.path) for link in article(site, "/articles/a/").card.authors] == [
        ("Отдел права", "/authors/law-desk/")
    ]
    assert site.slugs("/authors/law-desk/") == ["a", "b"]


def test_publication_says_who_owns_it(site: Planned) -> None:
    outlet = listing(site, "/publications/digest/").outlet

    assert outlet is not None
    assert (outlet.name, outlet.owner, outlet.funder) == ("Digest", "Us.", "")


def test_feeds_hold_the_last_that_came_and_no_more() -> None:
    site = plan([story(f"s-{number:02}", added=date(2026, 1, 1 + number)) for number in range(25)])
    items = json.loads(site.raw("/feed.json"))["items"]

    assert [item["id"] for item in items] == [f"{URL}/articles/s-{number:02}/" for number in range(24, 4, -1)]


def test_every_page_names_feeds_that_are_there(site: Planned) -> None:
    for page in site.pages:
        assert [path for _, _, path in page.head.feeds if path not in site.paths] == []
    assert [path for _, _, path in site.page("/tags/courts/").head.feeds][:2] == [
        "/tags/courts/feed.atom",
        "/tags/courts/feed.json",
    ]


def test_addresses_are_whole_where_they_must_be(site: Planned) -> None:
    assert {page.head.canonical for page in site.pages} == {URL + page.path for page in site.pages}
    assert f"Sitemap: {URL}/sitemap.xml" in site.raw("/robots.txt")


@pytest.mark.parametrize("options", [{"tagline": ""}, {"name": "100% News", "tagline": "50 % off"}])
def test_name_and_tagline_are_as_they_were_given_in_every_edition(options: dict[str, Any]) -> None:
    site = plan(STORIES, **options)

    for path in ("/", "/ru/", "/ar/"):
        shown = site.page(path).context["site"]
        assert {name: getattr(shown, name) for name in options} == options


def test_page_in_a_language_without_an_edition_is_not_left_out() -> None:
    assert "/fr/about/" in plan([ENGLISH], [leaf("about"), leaf("about", "fr")]).paths


def calls(number: int) -> int:
    """Return how many functions it takes to plan a site of *number* articles, which stands for the work."""
    # Their tags are their own: related articles are looked for among those that share one, up to a fixed number.
    stories = [story(f"s-{at:04}", section=None, tags=(f"t-{at}",), authors=("Law desk",)) for at in range(number)]
    prepared = given(stories, page_size=2)
    called = Counter[str]()
    sys.setprofile(lambda _frame, event, _value: called.update([event]))
    try:
        deque(plan_site(prepared), maxlen=0)
    finally:
        sys.setprofile(None)
    return called["call"]


def test_planning_does_not_grow_with_the_square_of_the_articles() -> None:
    calls(1)  # what is worked out once for all sites is

    few, some, many = calls(40), calls(80), calls(120)
    assert many - some < 1.1 * (some - few)


def test_moment_of_the_build_is_nowhere(site: Planned) -> None:
    today = datetime.now().astimezone().date().isoformat()

    assert [output.path for output in site.outputs if today in text_of(output)] == []
