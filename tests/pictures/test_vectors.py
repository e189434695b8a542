"""SVG as it is published: what draws stays to the byte; what runs, leads out or tells goes."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from digest.pictures.looks import look_at
from digest.pictures.vectors import DrawingError, cleaned
from tests.support.project import ROOT

HEAD = '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" width="64" height="36">'
FINE = (
    f'{HEAD}<title>A plan</title><defs><linearGradient id="a"><stop stop-color="red"/></linearGradient></defs>'
    '<style>.b{fill:url(#a)}</style><rect class="b" style="fill:url( \'#a\' )" width="9" height="9"/>'
    '<use xlink:href="#a"/><text xml:lang="en" x="1">Hall &amp; yard</text></svg>'
)


def drawing(inner: str, more: str = "") -> bytes:
    return f"{HEAD.replace('>', f' {more}>') if more else HEAD}<g>before {inner} after</g></svg>".encode()


def test_drawing_that_only_draws_stays_as_it_is() -> None:
    for content in (FINE.encode(), b'<?xml version="1.0" encoding="utf-8"?>\n' + FINE.encode() + b"\n"):
        found = cleaned(content)

        assert (found.content, found.removed) == (content, ())
        assert (found.width, found.height) == (64, 36)


def test_drawings_that_ship_stay_as_they_are() -> None:
    for path in (ROOT / "content/images").glob("*.svg"):
        assert cleaned(path.read_bytes()).removed == (), path


@pytest.mark.parametrize(
    ("inner", "gone"),
    [
        ("<script>alert(1)</script>", "<script>"),
        ('<rect onclick="alert(1)" width="1"/>', "onclick"),
        ('<foreignObject><b xmlns="http://www.w3.org/1999/xhtml">SECRET</b></foreignObject>', "<foreignObject>"),
        ('<image href="https://example.org/SECRET.png"/>', "<image>"),
        ('<image href="data:image/jpeg;base64,SECRET"/>', "<image>"),
        ('<use href="https://example.org/x.svg#SECRET"/>', "href"),
        ('<use xlink:href="x.svg#SECRET"/>', "href"),
        ('<a href="https://example.org/SECRET"><text>x</text></a>', "<a>"),
        ('<rect fill="url(https://example.org/SECRET)"/>', "fill"),
        ('<rect style="fill:url(  //example.org/SECRET)"/>', "style"),
        (r'<rect style="fill:u\72l(//example.org/SECRET)"/>', "style"),
        ("<style>@import 'https://example.org/SECRET.css';</style>", "<style>"),
        ('<style>.a{background:url("https://example.org/SECRET")}</style>', "<style>"),
        ("<metadata>SECRET</metadata>", "<metadata>"),
        ("<!-- SECRET -->", "comments"),
        ("<?program SECRET?>", "instructions for other programs"),
        ('<set attributeName="href" to="javascript:SECRET"/>', "<set>"),
        ('<animate attributeName="x" values="SECRET"/>', "<animate>"),
        ('<rect data-owner="SECRET"/>', "data-owner"),
        ('<i:layer xmlns:i="http://ns.example.org/"><rect/></i:layer>', "<layer>"),
        ('<rect xmlns:i="http://ns.example.org/SECRET" i:author="SECRET"/>', "author"),
    ],
)  # fmt: skip
def test_what_does_more_than_draw_goes_and_the_rest_stays(inner: str, gone: str) -> None:
    found = cleaned(drawing(inner))
    tree = etree.fromstring(found.content)

    assert gone in found.removed
    assert b"SECRET" not in found.content
    assert b"alert" not in found.content
    text = " ".join("".join(map(str, tree.itertext())).split())
    assert text == "before after"
    assert cleaned(found.content).removed == ()


def test_what_stands_around_a_drawing_goes() -> None:
    before = '<?xml-stylesheet href="https://example.org/SECRET.css"?><!DOCTYPE svg SYSTEM "SECRET"><!--SECRET-->'
    found = cleaned(f"{before}{FINE}<!--x-->".encode())

    assert b"SECRET" not in found.content
    assert set(found.removed) == {"a document type", "comments", "instructions for other programs"}
    assert cleaned(drawing("<rect/>", 'onload="SECRET"')).removed == ("onload",)


def test_entities_are_not_put_in() -> None:
    bomb = '<!DOCTYPE svg [<!ENTITY a "SECRET"><!ENTITY b SYSTEM "file:///etc/hostname">]>'
    found = cleaned(f"{bomb}{HEAD}<text>&a;&b;</text></svg>".encode())

    assert b"SECRET" not in found.content
    assert b"<text></text>" in found.content


@pytest.mark.parametrize("content", [b"", b"<svg", b"<html/>", b"<svg/>", b"\x00\x01", HEAD.encode(), b" " * 5_000_000])
def test_what_is_no_drawing_is_told(content: bytes) -> None:
    with pytest.raises(DrawingError):
        cleaned(content)
    (problem,) = look_at("content/images/x.svg", content).problems
    assert (problem.path, problem.code) == ("content/images/x.svg", "C163")


def test_what_was_taken_out_is_told_and_stops_nothing() -> None:
    seen = look_at("content/images/x.svg", drawing("<script/><metadata/>"))

    assert seen.look is not None
    assert [(problem.code, problem.is_notice) for problem in seen.problems] == [("C362", True)]
    assert "<metadata>, <script>" in seen.problems[0].message


@pytest.mark.parametrize(
    ("attributes", "size"),
    [
        ('width="640" height="360"', (640, 360)),
        ("height='36px' width='64px'", (64, 36)),
        ('width="64.5" height="36.25"', (64, 36)),
        ('viewBox="0 0 300 200"', (300, 200)),
        ('width="100%" height="360"', (None, None)),
        ('width="100%" viewBox="0 0 300 200"', (None, None)),
        ("", (None, None)),
    ],
)
def test_size_of_a_drawing_is_what_it_says(attributes: str, size: tuple[int | None, int | None]) -> None:
    found = cleaned(f'<svg xmlns="http://www.w3.org/2000/svg" {attributes}/>'.encode())

    assert (found.width, found.height) == size


@given(st.text(alphabet="<>/&;\"'= svgrectonloadhrefurl#:()!-?[]", max_size=60))
@settings(max_examples=150)
def test_no_content_breaks_the_run(inner: str) -> None:
    look_at("content/images/x.svg", drawing(inner))
