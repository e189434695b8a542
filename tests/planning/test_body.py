"""The body of an article: HTML that cannot hurt, its lede, and as much of it as may be shown."""

from __future__ import annotations

import html5lib
import pytest
from hypothesis import given
from hypothesis import strategies as st

from digest.site.body import excerpt, lede, plain_text, render_body

HOSTILE = (
    "<script>alert(1)</script>", "<img src=x onerror=alert(1)>", "[x](javascript:alert(1))",
    "[x](JaVaScRiPt:alert(1))", "[x](&#106;avascript:alert(1))", "[x](data:text/html,<script>1</script>)",
    '<a href="vbscript:x">y</a>', "<svg onload=alert(1)>", '<p style="color: red">x</p>', "<style>p {}</style>",
    '<iframe src="//e.org"></iframe>', '<form action="//e.org"><input></form>', '<object data="x"></object>',
    '<meta http-equiv="refresh" content="0">', "<base href='//e.org'>", "x{: onclick=alert(1) }",
    "# h {: style='x' onmouseover=alert(1) }", "<math><mtext></p><style><img src onerror=alert(1)>",
    "<!-- <script> -->", "```\n<script>\n```", "`<script>`", '[x](y "a\\" onclick=\\"alert(1)")',
    "![a](x){: onerror=x }", "<a href=' javascript:x'>y</a>",
)  # fmt: skip
SAFE_SCHEMES = ("http:", "https:", "mailto:")
RUNS = {
    "script",
    "style",
    "iframe",
    "object",
    "embed",
    "form",
    "input",
    "meta",
    "base",
    "link",
    "svg",
    "math",
    "template",
}


def hurts(markup: str) -> list[str]:
    """Return what in *markup*, as a browser reads it, could run, load or lead to what runs."""
    tree = html5lib.parseFragment(markup, namespaceHTMLElements=False)
    found = [str(element.tag) for element in tree.iter() if element.tag in RUNS]
    for element in tree.iter():
        found += [
            name for name in element.attrib if str(name).startswith("on") or name in {"style", "srcset", "formaction"}
        ]
        for name in ("href", "src"):
            address = "".join(element.attrib.get(name, "").split()).lower()
            if ":" in address.split("/")[0] and not address.startswith(SAFE_SCHEMES):
                found.append(address)
    return found


@pytest.mark.parametrize("text", HOSTILE)
def test_what_could_run_does_not_come_through(text: str) -> None:
    assert hurts(render_body(f"One.\n\n{text}\n\nTwo.")) == []


@given(st.lists(st.sampled_from(HOSTILE) | st.text(max_size=20), max_size=4))
def test_no_mixture_of_what_could_run_comes_through(parts: list[str]) -> None:
    assert hurts(render_body("\n\n".join(parts))) == []
    assert hurts(render_body("".join(parts))) == []


def test_words_beside_what_could_run_stay() -> None:
    body = render_body('One <script>alert(1)</script> two <b onclick="x()">three</b>.')

    assert plain_text(body) == "One two three."


@pytest.mark.parametrize(
    ("text", "markup"),
    [
        ("One *two* **three**.", "<p>One <em>two</em> <strong>three</strong>.</p>"),
        ("# A\n\n## B\n\n### C", '<h2 id="s-a">A</h2>\n<h2 id="s-b">B</h2>\n<h3 id="s-c">C</h3>'),
        ("## Қазақ тілі", '<h2 id="s-қазақ-тілі">Қазақ тілі</h2>'),
        ("`<h1>`", "<p><code>&lt;h1&gt;</code></p>"),
        ("[a](https://example.org/?a=1&b=2)", '<p><a href="https://example.org/?a=1&amp;b=2">a</a></p>'),
        ("[a]({filename}/articles/a.md)", '<p><a href="{filename}/articles/a.md">a</a></p>'),
        ("![A](../images/a.png)", '<p><img alt="A" src="../images/a.png"></p>'),
        ('<q lang="ru" dir="ltr">Да</q>', '<p><q lang="ru" dir="ltr">Да</q></p>'),
        ("> One.", "<blockquote>\n<p>One.</p>\n</blockquote>"),
        ("3. a\n4. b", '<ol start="3">\n<li>a</li>\n<li>b</li>\n</ol>'),
        ("", ""),
    ],
)
def test_markdown_is_rendered(text: str, markup: str) -> None:
    assert render_body(text) == markup


def test_headings_of_one_text_have_ids_of_their_own() -> None:
    assert render_body("## A\n\n## A") == '<h2 id="s-a">A</h2>\n<h2 id="s-a_1">A</h2>'


@pytest.mark.parametrize(
    "before",
    ["## A\n\nOne[^1] HTML.\n\n*[HTML]: Language\n\n[^1]: Note.", "[a]: https://example.org/\n\n```\nx", "<div>"],
)
def test_body_does_not_depend_on_the_one_before(before: str) -> None:
    text = "## A\n\nHTML [a] one[^1].\n\n[^1]: Other."
    alone = render_body(text)
    render_body(before)

    assert render_body(text) == alone


# --- lede ---


@pytest.mark.parametrize(
    ("text", "dateline", "expected"),
    [
        ("One.\n\nTwo.", None, "One."),
        ("One *two* [three](x) &amp; four.", None, "One two three & four."),
        ("ASTANA, Kazakhstan -- The court met.", "ASTANA, Kazakhstan", "The court met."),
        ("ASTANA — The court met.", "ASTANA", "The court met."),
        ("ASTANA: The court met.", "ASTANA", "The court met."),
        ("ASTANA The court met.", "ASTANA", "The court met."),
        ("The court met.", "ASTANA", "The court met."),
        ("## Subhead\n\nOne.", None, "One."),
        ("One[^1] two.\n\n[^1]: Note.", None, "One two."),
        ("One<br>two.", None, "One two."),
        ("- item", None, ""),
        ("", None, ""),
    ],
)
def test_lede_is_the_first_paragraph_without_its_dateline(text: str, dateline: str | None, expected: str) -> None:
    assert lede(render_body(text), dateline) == expected


def test_long_lede_is_cut_at_a_word() -> None:
    text = lede(render_body("word, " * 100), None)

    assert len(text) <= 302
    assert text.endswith("word …")


def test_long_lede_without_spaces_is_cut_all_the_same() -> None:
    assert lede(render_body("中" * 400), None) == "中" * 300 + " …"


def test_lede_of_just_the_length_is_whole() -> None:
    assert lede(f"<p>{'a' * 300}</p>", None) == "a" * 300


@given(st.text(max_size=700))
def test_lede_is_one_short_line(text: str) -> None:
    found = lede(render_body(text), None)

    assert len(found) <= 302
    assert "\n" not in found


# --- excerpt ---


def test_excerpt_is_the_lede_without_pictures() -> None:
    picture = "![A hall](hall.png)"

    assert excerpt(render_body(f"## A\n\n{picture}\n\nOne.{picture}\n\nTwo.")) == "<p>One.</p>"


def test_excerpt_leads_to_no_footnote_that_it_does_not_have() -> None:
    shown = excerpt(render_body("One[^1].\n\nTwo.\n\nThree[^1].\n\n[^1]: Note."))

    assert shown == "<p>One.</p>"


def test_excerpt_leads_to_no_heading_that_it_does_not_have() -> None:
    shown = excerpt(render_body("One, see [below](#s-end).\n\nTwo.\n\n## End"))

    assert "#s-end" not in shown


def test_excerpt_of_a_text_without_paragraphs_is_empty() -> None:
    assert excerpt(render_body("- item")) == ""


def test_what_may_have_to_be_scrolled_can_be_reached_by_keyboard() -> None:
    body = render_body("| A | B |\n|---|---|\n| 1 | 2 |\n\n    code\n")

    assert '<table tabindex="0">' in body
    assert '<pre tabindex="0">' in body
