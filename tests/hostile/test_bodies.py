"""A body in Markdown is sanitised where it is rendered, by both ways of rendering, whatever the checks said of it."""

from __future__ import annotations

import html
import re
from typing import TYPE_CHECKING

import pytest

from digest.allowed import ATTRIBUTES, SCHEMES, TAGS
from digest.shapes import readable
from digest.site.body import render_body
from tests.hostile.payloads import OWN
from tests.support.hostile import FOREIGN
from tests.support.hostile import OWN as BREAKING
from tests.support.pages import read_page
from tests.support.server import serve_bare

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from playwright.sync_api import Browser

# A text by itself, at the beginning of a line, within one, in a list, a table, a note, a heading and raw HTML.
PLACES = (
    "{0}",
    "A paragraph with {0} in it, [{0}](https://example.org/) and **{0}**.",
    "- {0}\n- {0}\n\n> {0}\n\n## {0}\n\n| {0} | b |\n|---|---|\n| c | {0} |\n",
    "Said[^1] <b title='{0}'>here</b>.\n\n[^1]: {0}\n\n<div>\n{0}\n</div>\n\n    {0}\n\n```\n{0}\n```\n",
)
# Other people's lists are long, and much of them is alike.
TEXTS = [*((text, PLACES) for text in (*OWN, *BREAKING)), *((text, PLACES[:2]) for text in FOREIGN)]
# What the renderer itself writes beside what an editor may: footnotes, and what scrolls on a phone.
_OWN_ATTRIBUTES = {"class", "rel", "role", "tabindex"}


def bodies(*, reference: bool) -> Iterator[tuple[str, str]]:
    """Yield each text in each place, and the HTML that becomes of it."""
    for text, places in TEXTS:
        for place in places:
            source = readable(place.format(text))
            yield source, render_body(source, reference=reference)


@pytest.mark.parametrize("reference", [False, True], ids=["quick", "reference"])
def test_bodies_have_only_what_an_editor_may_write(*, reference: bool) -> None:
    wrong = []
    for source, body in bodies(reference=reference):
        page = read_page("/", f"<!doctype html><html lang=en><title>x</title><body>{body}")
        for element in page.tree.find("body").iter():
            tag, attributes = str(element.tag), set(element.attrib)
            allowed = ATTRIBUTES["*"] | ATTRIBUTES.get(tag, set()) | _OWN_ATTRIBUTES
            addresses = [element.get(name, "") for name in ("href", "src")]
            if tag not in TAGS | {"body"} or attributes - allowed or any(map(_is_bad, addresses)):
                wrong.append((source[:200], tag, element.attrib))

    assert wrong == []


# java
# script:alert(1), as browsers read an address (WHATWG URL, 4.4)
_SCHEME = re.compile(r"[\x00-\x20]*(?P<scheme>[a-z][a-z0-9+.-]*):", re.IGNORECASE)


def _is_bad(address: str) -> bool:
    found = _SCHEME.match(re.sub(r"[\t\n\r]", "", address))
    return found is not None and found["scheme"].lower() not in SCHEMES


def test_no_body_runs_anything_in_a_browser_without_a_policy(tmp_path: Path, browser: Browser) -> None:
    rendered = [body for _, body in bodies(reference=False)]
    articles = "\n".join(f"<article>{body.replace('src=', 'data-src=')}</article>" for body in rendered)
    (tmp_path / "index.html").write_text(f"<!doctype html><meta charset=utf-8><title>x</title>{articles}", "utf-8")
    (tmp_path / "control.html").write_text(f"<!doctype html><title>x</title>{OWN[0]}{html.escape(OWN[1])}", "utf-8")
    seen: list[str] = []
    page = browser.new_page()
    page.on("dialog", lambda dialog: (seen.append(dialog.message), dialog.dismiss()))
    page.on("pageerror", lambda error: seen.append(str(error)))

    with serve_bare(tmp_path) as base:
        page.on("request", lambda asked: None if asked.url.startswith(base) else seen.append(asked.url))
        page.goto(f"{base}/index.html")
        ran = page.evaluate("window.ran")
        shown = page.locator("body > article").count()
        page.goto(f"{base}/control.html")
        would_run = page.evaluate("window.ran")
    page.close()

    assert (ran, seen) == (None, [])
    assert shown == len(rendered)
    assert would_run == 1  # had anything got through, it would have been seen
