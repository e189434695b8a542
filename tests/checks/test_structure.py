"""Whether a page is sound HTML: each fault is told by its code and at its line, and what is sound is not told."""

from __future__ import annotations

import html5lib
import pytest
from hypothesis import given
from hypothesis import strategies as st

from digest.checks.built.structure import judge_structure

HEAD = '<!doctype html>\n<html lang="en">\n<head><meta charset="utf-8"><title>T</title></head>\n<body>\n'
PAGE = HEAD + "<main>\n<h1>T</h1>\n{}\n</main>\n</body>\n</html>\n"
URL = "https://example.org/a/"
LINE = 7  # of PAGE, in which the body stands


def told(body: str, page: str = PAGE) -> list[tuple[int, str]]:
    return [(fault.line, fault.code) for fault in judge_structure(page.format(body), URL)]


@pytest.mark.parametrize(
    "body",
    [
        "<p>Words &lt; others, <em>and <strong>more</strong></em>.</p><!-- a > note < here -->",
        "<ul><li><p>One</p><ul><li>Two</li></ul></li></ul><dl><div><dt>A</dt><dd>B</dd></div></dl>",
        '<figure><picture><source srcset="a"><img src="b" alt=""></picture><figcaption>A</figcaption></figure>',
        "<h2>A</h2><h3>B</h3><h2>C</h2><h3>D</h3><h4>E</h4><h2>F</h2>",
        '<label for="q">Find</label><input id="q"><label>Year <select><option>1</option></select></label>',
        '<input type="hidden" name="x" value="1"><input aria-label="Find"><button>Go</button>',
        '<a href="x" aria-label="Up"><svg><path d="M0 0"/></svg></a><a href="y"><img src="a" alt="B"></a>',
        '<a id="here"></a><svg><linearGradient id="g"><stop/></linearGradient><title>Ü</title><a><a/></a></svg>',
        "<table><caption>T</caption><thead><tr><th>A</th></tr></thead><tbody><tr><td>B</td></tr></tbody></table>",
        "<details><summary><h2>More</h2></summary><p>Text</p></details>",
        '<p title="a > b">Words</p><p title=\'it is "so"\'>x</p><br><hr><wbr>',
        '<p id="hint">How.</p><input aria-label="A" aria-describedby="hint">',
        '<textarea aria-label="A"><p>no tag</textarea>',
    ],
)  # fmt: skip
def test_what_is_sound_is_not_told(body: str) -> None:
    assert told(body) == []


@pytest.mark.parametrize(
    ("body", "code"),
    [
        ("<p>Words", "O106"),
        ("<div><p>Words</div>", "O106"),
        ("<p>Words</p></section>", "O106"),
        ("<em><strong>x</em></strong>", "O106"),
        ("<p>1 < 2</p>", "O106"),
        ("<p><p>Words</p></p>", "O107"),
        ("<p><ul><li>x</li></ul></p>", "O107"),
        ("<h2><div>x</div></h2>", "O107"),
        ('<a href="x">a <em><a href="y">b</a></em></a>', "O107"),
        ('<a href="x"><button>b</button></a>', "O107"),
        ("<li>x</li>", "O107"),
        ("<ul><p>x</p></ul>", "O107"),
        ("<tr></tr>", "O107"),
        ("<dl><p>x</p></dl>", "O107"),
        ("<figcaption>x</figcaption>", "O107"),
        ("<form><form></form></form>", "O107"),
        ("<label>A <label>B <input></label></label>", "O107"),
        ('<p class="a" class="b">x</p>', "O108"),
        ("<center>x</center>", "O109"),
        ('<p align="right">x</p>', "O109"),
        ('<img src="a.png">', "O110"),
        ("<h3>x</h3>", "O112"),
        ('<input id="q">', "O113"),
        ('<label for="r">x</label><input id="r"><select id="q"></select>', "O113"),
        ('<a href="x"></a>', "O114"),
        ('<a href="x"><img src="a.png" alt=""></a>', "O114"),
        ('<button> <svg><path d=""/></svg></button>', "O114"),
        ('<p aria-describedby="none">x</p>', "O115"),
        ('<label for="none">x</label>', "O115"),
        ('<meta http-equiv="refresh" content="0; url=x">', "O116"),
    ],
)
def test_fault_is_told_at_its_line(body: str, code: str) -> None:
    assert (LINE, code) in told(body)
    assert {found for _, found in told(body)} <= {code, "O106"}


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("<!doctype html>\n", ""),
        (' lang="en"', ""),
        ("<title>T</title>", "<title> </title>"),
        ("<title>T</title>", ""),
        ("<main>", "<main></main><main>"),
        ("<h1>T</h1>", "<h2>T</h2>"),
        ("<h1>T</h1>", "<h1>T</h1><h1>T</h1>"),
    ],
)
def test_page_that_is_not_whole_is_told_at_its_first_line(old: str, new: str) -> None:
    assert told("", PAGE.replace(old, new)) == [(1, "O111")]


def test_page_that_only_stands_for_another_may_lead_on_and_needs_nothing_else() -> None:
    head = '<head><title>T</title>{}<meta http-equiv="refresh" content="0; url=x"></head>'
    page = f'<!doctype html>\n<html lang="en">{head}</html>'

    assert told('<meta name="robots" content="noindex">', page) == []
    assert told('<link rel="canonical" href="https://example.org/b/">', page) == []
    assert told(f'<link rel="canonical" href="{URL}">', page) == [(2, "O116")]
    assert told("", page) == [(2, "O116")]


def test_mail_may_have_what_mail_programs_need() -> None:
    table = '<table align="center" cellpadding="0"><tr><td>x</td></tr></table>'

    assert list(judge_structure(f"<html><body>{table}</body></html>", None)) == []
    assert [fault.code for fault in judge_structure(f"<html>{table}<p></html>", None)] == ["O106"]


_TAGS = ["p", "div", "ul", "li", "a", "em", "h2", "table", "tr", "td", "span", "section", "br", "figure"]


@given(st.recursive(st.just("x"), lambda inner: st.builds(
    lambda tag, parts: f"<{tag}>" if tag == "br" else f"<{tag}>{''.join(parts)}</{tag}>",
    st.sampled_from(_TAGS), st.lists(inner, max_size=3),
), max_leaves=12))  # fmt: skip
def test_what_a_strict_parser_complains_of_is_told_here_too(body: str) -> None:
    parser = html5lib.HTMLParser()
    parser.parse(PAGE.format(body))

    assert told(body) != [] or parser.errors == []


@given(st.text("<>/\"'=-!ab &;", max_size=60))
def test_nothing_that_stands_in_a_page_stops_the_check(body: str) -> None:
    for fault in judge_structure(PAGE.format(body.replace("{", "").replace("}", "")), URL):
        assert fault.code.startswith("O")
        assert fault.line >= 0
