"""The faces that the browser takes for each script: all letters of a line from one of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from playwright.sync_api import CDPSession, Page

LETTERS = {
    "en": "Ever so often: ABCXYZ abcxyz éüßñ 0123 “quoted”",
    "ru": "абвгдеёжз ЩЪЫЬЭЮЯ 0123 «слово» and UNESCO",
    "kk": "Ә Ғ Қ Ң Ө Ұ Ү Һ І ә ғ қ ң ө ұ ү һ і абвгдежз 0123 and UNESCO",
    "ar": "ابتثجحخدذرزسشصضطظعغفقكلمنهوي ءآأؤإئىة 0123 «قول»، ثم؛ ومن؟",
    "fa": "پچژگکی ابتثجحخدذرزسشصضطظعغفقلمنهو 0123",
}
# Puts the letters on the page and lets them be laid out.
WRITE = """([place, tag, lang, letters]) => {
    document.getElementById("letters")?.remove();
    const line = document.createElement(tag);
    Object.assign(line, {id: "letters", lang, textContent: letters});
    document.querySelector(place).prepend(line);
    return new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(() => done(line.offsetWidth))));
}"""


@pytest.mark.parametrize(("place", "tag"), [(".prose", "p"), (".article__title", "h1"), (".byline", "p")])
@pytest.mark.parametrize("lang", LETTERS)
def test_letters_of_a_language_come_from_one_face(
    page: Page, showcase_url: str, lang: str, place: str, tag: str
) -> None:
    page.goto(f"{showcase_url}/articles/everything/")
    page.evaluate(WRITE, [place, tag, lang, LETTERS[lang]])

    assert len(faces(page.context.new_cdp_session(page), "#letters")) == 1


def faces(session: CDPSession, selector: str) -> list[str]:
    """Return the faces that the text of an element is drawn with."""
    session.send("DOM.enable")
    session.send("CSS.enable")
    root = session.send("DOM.getDocument", {"depth": 0})["root"]["nodeId"]
    node = session.send("DOM.querySelector", {"nodeId": root, "selector": selector})
    return [font["familyName"] for font in session.send("CSS.getPlatformFontsForNode", node)["fonts"]]
