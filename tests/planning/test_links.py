"""Links of a body to other content: which there are, where they lead, and what is wrong with one."""

from __future__ import annotations

import pytest

from digest.site.body import render_body
from digest.site.links import bad_links, line_of, resolve, targets

SOURCE = "articles/2016/a.md"
THERE = {
    ("filename", "articles/2016/b.md"): "/articles/b/",
    ("static", "images/chart.svg"): "/images/chart.svg",
    ("tag", "prevention"): "/tags/prevention/",
}
TEXT = """\
One [link]({filename}b.md#s-part) and
[another]({filename}none.md), [an old one](|filename|/articles/2016/b.md).

![A chart]({static}/images/chart.svg) [chart]({filename}/images/chart.svg)
[tag]({tag}prevention) [no tag]({tag}none) [odd]({filname}b.md?x) {filename} | [&]({static}/x&y.svg)
"""


def address_of(what: str, path: str) -> str | None:
    return THERE.get((what, path))


def test_targets_are_the_links_to_other_content_as_they_stand_there() -> None:
    assert targets(render_body(TEXT)) == (
        "{filename}b.md#s-part",
        "{filename}none.md",
        "|filename|/articles/2016/b.md",
        "{static}/images/chart.svg",
        "{filename}/images/chart.svg",
        "{tag}prevention",
        "{tag}none",
        "{filname}b.md?x",
        "{static}/x&amp;y.svg",
    )
    assert targets(render_body("[a](../b/) {filename}")) == ()


def test_links_lead_from_the_root_of_the_site() -> None:
    body = render_body("[a]({filename}b.md#s-part) ![b]({static}/images/chart.svg) [c]({tag}prevention)")

    assert resolve(body, SOURCE, address_of) == (
        '<p><a href="\0/articles/b/#s-part">a</a> <img alt="b" src="\0/images/chart.svg"> '
        '<a href="\0/tags/prevention/">c</a></p>'
    )
    assert 'href="https://example.org/articles/b/#s-part"' in resolve(body, SOURCE, address_of, "https://example.org")


def test_a_link_that_leads_nowhere_stays_as_it_is() -> None:
    body = render_body("[a]({filename}none.md) [b]({none}b.md)")

    assert resolve(body, SOURCE, address_of) == body


def test_what_is_wrong_with_links_is_told_with_their_lines() -> None:
    wrong = bad_links(render_body(TEXT), SOURCE, address_of)

    assert [(link.placeholder, line_of(link, TEXT, 10)) for link in wrong] == [
        ("{filename}none.md", 11),
        ("{filename}/images/chart.svg", 13),
        ("{tag}none", 14),
        ("{filname}b.md?x", 14),
        ("{static}/x&amp;y.svg", 14),
    ]
    assert wrong[0].message == "the link '{filename}none.md' leads nowhere"
    assert wrong[1].hint == "write {static} before its path"
    assert wrong[3].hint == "did you mean 'filename'?"


def test_a_link_that_is_no_address_at_all_leads_nowhere() -> None:
    body = render_body('<a href="{filename}//[b">a</a>')

    assert resolve(body, SOURCE, address_of) == body
    assert [link.placeholder for link in bad_links(body, SOURCE, address_of)] == ["{filename}//[b"]


@pytest.mark.parametrize("text", ["<a href='{", "<a href='{a}", "<a ", "href='{a", "{", "|", '<a href="{a}b">'])
def test_a_long_text_is_read_in_one_go(text: str) -> None:
    body = render_body(f'<img alt="{text * 2_000}">')

    assert len(resolve(body, SOURCE, address_of)) >= len(body)
