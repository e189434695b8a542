"""Web pages: the article out of them, every other word told, and what their data say."""

from __future__ import annotations

import json
import time
from collections import Counter
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree, html

from digest.importer import Article, Hints, Skip, convert
from digest.importer.model import Role
from tests.importer.helpers import OPTIONS, article, codes, run, texts, words
from tests.importer.pages import LAYOUTS, address, as_page
from tests.importer.stories import LANGS, make_story

if TYPE_CHECKING:
    from collections.abc import Iterator

LEDE = "The reading room of the city library will be open on Sundays from noon until six, the library said."
SECOND = "Readers had asked for it for many years, and the city has found the money for the staff that it takes."
THIRD = "The museum across the street is thinking about the same step, its director told the city council."
BODY = f"<p>{LEDE}</p>\n<p>{SECOND}</p>\n<p>{THIRD}</p>"


def _page(head: str = "", top: str = "<h1>Library opens on Sundays</h1>", body: str = BODY, around: str = "") -> str:
    return (
        f'<!DOCTYPE html>\n<html lang="en">\n<head>{head}</head>\n<body>\n'
        f'<nav><ul><li><a href="/">Home</a></li></ul></nav>\n'
        f"<article>{top}\n{body}</article>\n{around}<footer>City Paper</footer>\n</body>\n</html>\n"
    )


def _json(**values: object) -> str:
    node = {"@context": "https://schema.org", "@type": "NewsArticle", **values}
    return f'<script type="application/ld+json">{json.dumps(node)}</script>'


def _words(found: Article | Skip) -> Counter[str]:
    parts = found.parts if isinstance(found, Article) else found.dropped
    return Counter(word for part in parts for word in words(part.text))


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("seed", range(2 * len(LAYOUTS)))
def test_an_article_comes_out_of_any_layout(lang: str, seed: int) -> None:
    story = make_story(seed, lang)

    found = article(as_page(story, seed))

    assert found.headline == story.headline
    assert found.authors == story.authors
    assert str(found.date) == str(story.published)
    assert found.lang == lang
    assert found.source.url in {None, address(story)}
    assert {part.text for part in found.body} <= {text for _, text in story.body}


def test_figures_over_many_pages_hold() -> None:
    wanted = got = hit = flagged = number = 0
    for lang in LANGS:
        for seed in range(3 * len(LAYOUTS)):
            story = make_story(seed, lang)
            found = article(as_page(story, seed))
            truth, body = Counter(text for _, text in story.body), Counter(part.text for part in found.body)
            wanted, got, hit = wanted + truth.total(), got + body.total(), hit + (truth & body).total()
            flagged += any(code.startswith("I2") for code in codes(found))
            number += 1

    assert hit / wanted >= 0.995  # of the blocks of the articles are found
    assert hit / got >= 0.995  # of what is found are the articles'
    assert flagged <= 0.02 * number


def test_what_html_is_certain_of_is_what_the_blocks_are() -> None:
    body = (
        "<figure><img><figcaption>The reading room. Photo: Jane Roe</figcaption></figure>"
        f"<p>{LEDE}</p><h2>What is new</h2><p>{SECOND}</p><ul><li>Story hours</li><li>A quiet floor</li></ul>"
        f"<blockquote>It is a fine room.</blockquote>"
        f"<p>{THIRD}</p>"
    )

    found = article(_page(top='<h1>Library opens<br>on Sundays</h1><p class="dek">From noon.</p>', body=body))

    assert found.headline == "Library opens on Sundays"
    assert found.summary == "From noon."
    assert texts(found, Role.SUBHEAD) == ["What is new"]
    assert texts(found, Role.ITEM) == ["Story hours", "A quiet floor"]
    assert texts(found, Role.CAPTION) == ["The reading room. Photo: Jane Roe"]
    assert texts(found, Role.PARAGRAPH) == [LEDE, SECOND, "It is a fine room.", THIRD]


def test_furniture_is_told_and_not_in_the_body() -> None:
    found = article(_page(around="<aside><p>Get the news of the week in your mailbox every Friday.</p></aside>"))

    assert [dropped.text for dropped in found.dropped] == [
        "Home",
        "Get the news of the week in your mailbox every Friday.",
        "City Paper",
    ]


def test_lines_are_those_of_the_source() -> None:
    page = _page()

    found = article(page)

    for part in found.parts:
        assert part.text in page.split("\n")[part.line - 1], part


def test_what_is_not_seen_is_no_word_of_the_page() -> None:
    unseen = (
        "<script>var secret = 1;</script><style>.secret {}</style><template>secret</template>"
        "<noscript>secret</noscript>"
        "<p hidden>secret</p><p style='color: red; DISPLAY : none'>secret</p><!-- secret --><iframe>secret</iframe>"
    )

    found = article(_page(head="<title>secret</title>", body=BODY + unseen))

    assert "secret" not in " ".join(part.text for part in found.parts)


def test_braille_on_a_page_is_no_mark() -> None:
    around = "<aside>\u2801\u2803 \u2801\u2804</aside>"

    found = article(
        _page(body=f"{BODY}<p>The sign says \u2801\u2801 \u2803\u2803 in braille, next to the door.</p>", around=around)
    )

    assert texts(found, Role.PARAGRAPH)[-1] == "The sign says \u2801\u2801 \u2803\u2803 in braille, next to the door."
    assert [dropped.text for dropped in found.dropped][1] == "\u2801\u2803 \u2801\u2804"


# What the data of a page say


@pytest.mark.parametrize(
    ("head", "top", "date", "evidence"),
    [
        (_json(datePublished="2016-12-26T10:00:00Z"), "", "2016-12-26", "datePublished: 2016-12-26T10:00:00Z"),
        (
            '<meta property="article:published_time" content="2016-12-26">',
            "",
            "2016-12-26",
            "article:published_time: 2016-12-26",
        ),
        (
            '<meta name="DC.date.issued" content="26 December 2016">',
            "",
            "2016-12-26",
            "dc.date.issued: 26 December 2016",
        ),
        (
            "",
            '<p>By Jane Roe | <time datetime="2016-12-26T10:00">today</time></p>',
            "2016-12-26",
            "time datetime: 2016-12-26T10:00",
        ),
        ("", "<p>By Jane Roe, 26 December 2016</p>", "2016-12-26", "26 December 2016"),
        ("", "<p>Published: 26 December 2016</p>", "2016-12-26", "26 December 2016"),
        (_json(datePublished="2016-12"), "", "2016-12", "datePublished: 2016-12"),
        (_json(datePublished="yesterday"), "", "None", None),
        (_json(datePublished="2016-13-45"), "", "None", None),
        (_json(datePublished=["2016-12-26"]), "", "None", None),
        ("", '<p><a href="/2016/12/26/library">Print</a></p>', "None", None),
    ],
)
def test_a_date_has_its_evidence(head: str, top: str, date: str, evidence: str | None) -> None:
    found = article(_page(head, f"<h1>Library opens on Sundays</h1>{top}"))

    assert (str(found.date), found.date_evidence) == (date, evidence)


def test_a_date_with_two_readings_is_not_used() -> None:
    found = article(_page('<meta name="date" content="03/04/2016">'))

    assert found.date is None
    assert codes(found) == ["I308"]


def test_dates_that_disagree_are_told_and_the_most_exact_is_used() -> None:
    found = article(_page(_json(datePublished="2016-12"), "<h1>Library opens</h1><p>26 November 2016</p>"))

    assert str(found.date) == "2016-11-26"
    assert codes(found) == ["I332"]


def test_a_vaguer_date_does_not_disagree() -> None:
    found = article(_page(_json(datePublished="2016-12"), "<h1>Library opens</h1><p>26 December 2016</p>"))

    assert str(found.date) == "2016-12-26"
    assert codes(found) == []


def test_dates_of_other_articles_are_not_this_one_s() -> None:
    around = '<aside><a href="/x">Museum closes</a> <time datetime="2020-02-02">2 February 2020</time></aside>'

    assert article(_page(around=around)).date is None


@pytest.mark.parametrize(
    ("author", "authors", "agency"),
    [
        ({"@type": "Person", "name": "Jane Roe"}, ("Jane Roe",), None),
        (
            [{"@type": "Person", "name": "Jane Roe"}, {"@type": "Person", "name": "John Doe"}],
            ("Jane Roe", "John Doe"),
            None,
        ),
        ("Jane Roe and John Doe", ("Jane Roe", "John Doe"), None),
        ("Roe, Jane", ("Roe, Jane",), None),
        ("By Jane Roe, Reuters", ("Jane Roe",), "Reuters"),
        ({"@type": "Organization", "name": "Reuters"}, (), "Reuters"),
        ({"@type": "Organization", "name": "Law and Policy Institute"}, ("Law and Policy Institute",), None),
        ({"@type": "Organization", "name": "City Paper"}, (), None),
        ("https://social.example/jane.roe", (), None),
        ("jane@paper.example", (), None),
        ("admin", (), None),
        ({"@type": "Person", "name": {"x": 1}}, None, None),
        (None, (), None),
    ],
)
def test_authors_are_those_that_the_page_names(
    author: object, authors: tuple[str, ...] | None, agency: str | None
) -> None:
    found = article(_page(_json(author=author, publisher={"@type": "Organization", "name": "City Paper"})))

    assert authors is None or found.authors == authors
    assert found.agency == agency


def test_an_author_may_stand_elsewhere_in_the_graph() -> None:
    graph = [
        {"@type": "NewsArticle", "author": {"@id": "#p"}},
        {"@type": "Person", "@id": "#p", "name": "Jane Roe"},
    ]
    head = f'<script type="application/ld+json">{json.dumps({"@graph": graph})}</script>'

    assert article(_page(head)).authors == ("Jane Roe",)


def test_a_printed_byline_comes_before_the_data() -> None:
    found = article(_page(_json(author="John Doe"), "<h1>Library opens on Sundays</h1><p>By Jane Roe</p>"))

    assert found.authors == ("Jane Roe",)
    assert codes(found) == ["I331"]


def test_the_data_spell_out_a_printed_byline() -> None:
    found = article(
        _page(_json(author="Jane Roe"), "<h1>Library opens on Sundays</h1><p>By Jane Roe in Oslo, 26 December 2016</p>")
    )

    assert found.authors == ("Jane Roe",)
    assert "byline as printed: By Jane Roe in Oslo, 26 December 2016" in found.asides


@pytest.mark.parametrize(
    ("head", "top", "headline", "told"),
    [
        (
            '<meta property="og:title" content="Library opens">',
            "<h1>City Paper</h1><h2>Library opens</h2>",
            "Library opens",
            [],
        ),
        ('<meta property="og:title" content="Library opens">', "", "Library opens", ["I330"]),
        ("<title>Library opens | City Paper</title>", "", "Library opens | City Paper", ["I330"]),
        (
            '<title>Library opens | City Paper</title><meta property="og:site_name" content="City Paper">',
            "<h1>City Paper</h1>",
            "Library opens",
            ["I330"],
        ),
        (
            "<title>Library opens on Sundays - City Paper</title>",
            "<h1>Culture</h1><h1>Library opens on Sundays</h1>",
            "Library opens on Sundays",
            [],
        ),
    ],
)
def test_the_headline_is_what_the_page_shows_before_what_its_data_say(
    head: str, top: str, headline: str, told: list[str]
) -> None:
    found = article(_page(head, top))

    assert found.headline == headline
    assert codes(found) == told


@pytest.mark.parametrize(
    ("head", "url"),
    [
        ('<link rel="canonical" href="https://paper.example/a">', "https://paper.example/a"),
        ('<meta property="og:url" content="https://paper.example/a">', "https://paper.example/a"),
        (
            '<link rel="canonical" href="https://paper.example/"><meta property="og:url" content="https://paper.example/a">',
            "https://paper.example/a",
        ),
        ('<link rel="canonical" href="/a">', None),
        ('<link rel="canonical" href="javascript:alert(1)">', None),
        ('<link rel="canonical" href="file:///etc/passwd">', None),
        ('<link rel="canonical" href="https://a.example/\'><script>">', None),
    ],
)
def test_the_address_is_the_one_that_the_page_calls_its_own(head: str, url: str | None) -> None:
    assert article(_page(head)).source.url == url


def test_the_words_decide_on_the_language_and_the_page_where_they_are_few() -> None:
    wrong = article(_page().replace('lang="en"', 'lang="ru-RU"'))
    short = article('<html lang="kk"><body><h1>Кітапхана</h1><p>Кітапхана ашық.</p></body></html>')

    assert (wrong.lang, codes(wrong)) == ("en", ["I333"])
    assert (short.lang, "I306" in codes(short)) == ("kk", False)


# Encodings


@pytest.mark.parametrize(
    ("encoding", "meta"),
    [
        ("cp1251", '<meta charset="windows-1251">'),
        ("koi8_r", '<meta http-equiv="Content-Type" content="text/html; charset=KOI8-R">'),
        ("cp866", "<meta charset=cp866>"),
        ("mac_cyrillic", '<meta charset="x-mac-cyrillic">'),
    ],
)
def test_a_page_is_read_in_the_encoding_that_it_declares(encoding: str, meta: str) -> None:
    sentence = "Он открыт с полудня до шести, сообщили в музее."

    found = article(f"<html><head>{meta}</head><body><h1>Музей</h1><p>{sentence}</p></body></html>".encode(encoding))

    assert texts(found, Role.PARAGRAPH) == [sentence]
    assert (found.source.encoding, "I302" in codes(found)) == (encoding, False)


@pytest.mark.parametrize("name", ["punycode", "utf-7", "rot13", "unicode_escape", "no-such-thing", "utf-16"])
def test_a_strange_declaration_is_not_believed(name: str) -> None:
    found = article(_page(f'<meta charset="{name}">', body=f"<p>{LEDE} Café.</p>").encode("utf-8"))

    assert found.source.encoding == "utf-8"
    assert texts(found, Role.PARAGRAPH) == [f"{LEDE} Café."]


# What goes wrong


@pytest.mark.parametrize(
    "page",
    [
        "<html><body></body></html>",
        "<html><head><title>Library</title></head><body><script>1</script></body></html>",
        "<!DOCTYPE html>",
        "<html><frameset><frame src='a.html'></frameset></html>",
        "<html><body><nav>Home</nav></body></html>",
        "<html><body><nav><a href='/'>Home</a> <a href='/n'>News</a></nav><footer>City Paper</footer></body></html>",
    ],
)
def test_a_page_without_an_article_is_skipped(page: str) -> None:
    found = run(page)

    assert isinstance(found, Skip)
    assert codes(found) in (["I103"], ["I108"])


def test_a_page_of_links_waits_for_an_editor_and_loses_nothing() -> None:
    items = "".join(f'<h3><a href="/{n}">Library number {n} opens its doors on Sunday</a></h3>' for n in range(30))

    found = run(f"<html><body><h1>City</h1>{items}</body></html>")

    assert _words(found)["Library"] == 30
    assert isinstance(found, Skip) or any(code.startswith("I2") for code in codes(found))


def test_a_front_page_waits_for_an_editor() -> None:
    teasers = "".join(f'<article><h2><a href="/{n}">Story number {n}</a></h2><p>{LEDE}</p></article>' for n in range(9))

    found = article(f"<html><body><h1>City Paper</h1>{teasers}</body></html>")

    assert "I230" in codes(found)
    assert _words(found)["Story"] == 9


def test_a_notice_in_front_of_an_article_waits_for_an_editor() -> None:
    found = article("<html><body><h1>Before you go on</h1><p>We use cookies to store and read data on your device.</p>")

    assert "I231" in codes(found)


def test_a_line_with_dates_and_names_gives_both() -> None:
    top = (
        '<h1>Library opens on Sundays</h1><div>Posted on <time datetime="2016-12-26">26 December 2016</time>'
        '<time class="updated" datetime="2017-01-01">1 January 2017</time> by '
        '<span class="author"><a>Jane Roe</a></span></div>'
    )

    found = article(_page(top=top))

    assert (found.authors, str(found.date)) == (("Jane Roe",), "2016-12-26")
    assert texts(found, Role.BYLINE) == ["Posted on 26 December 2016 1 January 2017 by Jane Roe"]


def test_a_headline_may_be_no_heading() -> None:
    top = '<div class="title">Library opens on Sundays</div><div>By Jane Roe</div>'

    found = article(_page("<title>Library opens on Sundays</title>", top))

    assert texts(found, Role.HEADLINE) == ["Library opens on Sundays"]
    assert found.authors == ("Jane Roe",)
    assert codes(found) == []


def test_a_heading_of_the_article_comes_before_the_name_of_the_site() -> None:
    page = _page("<title>Library opens - The City Paper</title>", "<h2>Library opens</h2>")

    found = article(page.replace("<nav>", '<div class="menu"><h1>The City Paper</h1></div><nav>'))

    assert found.headline == "Library opens"


CLOSES = "The doors close at six, said the staff, and open again at ten."


def test_bold_lines_are_subheads_and_plain_ones_and_rows_are_not() -> None:
    body = (
        f"<p>{LEDE}</p><p><strong>What is new</strong></p><p>{SECOND}</p><p>Nothing else</p><p>{THIRD}</p>"
        f"<table><tr><td>Sunday</td><td>12</td></tr></table><p>{CLOSES}</p>"
    )

    found = article(_page(body=body))

    assert texts(found, Role.SUBHEAD) == ["What is new"]
    assert texts(found, Role.PARAGRAPH) == [LEDE, SECOND, "Nothing else", THIRD, "Sunday | 12", CLOSES]


def test_a_paragraph_that_was_left_out_is_told() -> None:
    body = f'<p>{LEDE}</p><div class="teaser"><p>{THIRD}</p></div><p>{SECOND}</p><p>{THIRD} Indeed.</p>'

    found = article(_page(body=body))

    assert texts(found, Role.PARAGRAPH) == [LEDE, SECOND, f"{THIRD} Indeed."]
    assert codes(found) == ["I334"]


@pytest.mark.parametrize(
    "page",
    [
        "<html><body>" + "<div>" * 100_000 + LEDE,
        "<html><body>" + "<b><i>" * 5_000 + LEDE,
        '<!DOCTYPE html [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;">]>' + f"<html><body><h1>A</h1><p>{LEDE} &b;</p>",
        '<!DOCTYPE html [<!ENTITY x SYSTEM "file:///etc/passwd">]>' + f"<html><body><h1>A</h1><p>{LEDE} &x;</p>",
        f'<html xmlns:xi="http://www.w3.org/2001/XInclude"><p>{LEDE}</p><xi:include href="/etc/passwd" parse="text"/>',
        '<html><head><script type="application/ld+json">' + "[" * 100_000 + "</script></head><body><h1>A</h1>" + BODY,
        "<html><body><h1>A</h1>" + BODY + "<table>" * 100 + LEDE,
        "<html><body>" + "<p>" * 30_000 + LEDE,
        "<html><body " + "a='b' " * 30_000 + ">" + LEDE,
    ],
    ids=["divs", "inline", "entities", "external", "xinclude", "json", "tables", "paragraphs", "attributes"],
)
def test_a_hostile_page_is_an_article_or_a_reason_and_takes_no_time(page: str) -> None:
    begun = time.perf_counter()

    found = run(page)

    assert isinstance(found, Article) or codes(found)
    assert "root:" not in " ".join(_words(found))
    assert time.perf_counter() - begun < 10


def test_a_large_page_is_refused_in_plain_words() -> None:
    found = run("<html><body><p>" + "word " * 2_100_000)

    assert isinstance(found, Skip)
    assert str(found.problems[0].message) == "the page was not read: it is larger than 10 MB"


def test_a_file_with_the_name_of_a_page_is_one_without_its_frame() -> None:
    hints = Hints(OPTIONS)
    fragment = f"<div><h1>Library opens</h1>{BODY}</div>".encode()

    page, text = convert(fragment, "a.html", hints), convert(b"Library <opens>\n\n" + LEDE.encode(), "a.html", hints)

    assert isinstance(page, Article)
    assert page.headline == "Library opens"
    assert isinstance(text, Article)
    assert text.headline == "Library <opens>"


# Nothing is lost

TAGS = (
    "p", "div", "h1", "h2", "ul", "li", "a", "b", "span", "table", "tr", "td", "nav", "aside", "footer", "article",
    "main", "br", "time", "figure", "figcaption", "form", "button", "blockquote", "script", "style", "pre", "header",
    "dl", "dd",
)  # fmt: skip
BLOCKS = frozenset(TAGS) - {"a", "b", "span"}
TEXT = st.one_of(
    st.sampled_from(
        (LEDE, SECOND, "By Jane Roe", "26 December 2016", "Home", "Print", "12", "one two", "Photo: Jane Roe")
    ),
    st.text(alphabet="ab яق. \n\u00a0\u200b&;<>|", max_size=30),
)
ATTRIBUTES = st.sampled_from(
    ("", "", "", ' class="byline"', ' class="related"', " hidden", ' rel="author"', ' style="display:none"')
)
PIECES = st.lists(
    st.one_of(
        TEXT,
        st.builds("<{}{}>".format, st.sampled_from(TAGS), ATTRIBUTES),
        st.builds("</{}>".format, st.sampled_from(TAGS)),
        st.sampled_from(
            ("<!--", "-->", "<![CDATA[", "]]>", "<", "</", "&amp;", "&#0;", "&#xd800;", "<?php ?>", "</html>")
        ),
    ),
    max_size=40,
).map("".join)


def _is_seen(element: etree._Element) -> bool:
    style = element.get("style") or ""
    return element.tag not in {"script", "style", "head"} and element.get("hidden") is None and "none" not in style


def _seen(element: etree._Element) -> Iterator[str]:
    """Yield the visible texts below an element, the simple way."""
    if _is_seen(element):
        yield element.text or ""
        for child in element:
            gap = " " if child.tag in BLOCKS and _is_seen(child) else ""
            yield gap
            yield from _seen(child)
            yield gap + (child.tail or "")


@settings(max_examples=300)
@given(PIECES)
def test_every_visible_word_of_a_page_is_in_one_part(pieces: str) -> None:
    page = f"<html><body>{pieces}"
    found = run(page)
    if not (isinstance(found, Article) or found.dropped):
        return

    source = page.replace("</html>", "")
    tree = html.document_fromstring(
        source.encode(), parser=html.HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True)
    )
    assert _words(found) == Counter(words("".join(_seen(tree)).replace("\u200b", "")))


@settings(max_examples=100)
@given(PIECES, st.sampled_from(LANGS), st.integers(0, 500))
def test_a_page_that_is_cut_and_stirred_comes_out_the_same_twice(pieces: str, lang: str, seed: int) -> None:
    page = as_page(make_story(seed, lang), seed)
    middle = seed * len(page) // 501
    page = page[:middle] + pieces.encode() + page[middle:]

    assert run(page) == run(page)


@settings(max_examples=100)
@given(st.binary(max_size=300))
def test_any_bytes_in_a_page_are_an_article_or_a_reason(raw: bytes) -> None:
    found = run(b"<html><body><h1>" + raw + b"</h1><p>" + raw + LEDE.encode())

    assert isinstance(found, Article) or found.problems


def test_words_of_generated_pages_are_all_there() -> None:
    for lang in LANGS:
        for seed in range(len(LAYOUTS)):
            page = as_page(make_story(seed, lang), seed)
            tree = html.document_fromstring(run_text(page), parser=html.HTMLParser(encoding="utf-8"))

            assert _words(run(page)) == Counter(words("".join(_seen(tree)))), (lang, seed)


def run_text(page: bytes) -> bytes:
    """Return a page in UTF-8, whatever it declares."""
    for encoding in ("utf-8", "cp1251" if b"1251" in page else "cp1256"):
        try:
            return page.decode(encoding).encode()
        except UnicodeDecodeError:
            continue
    raise AssertionError
