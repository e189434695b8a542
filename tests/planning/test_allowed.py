"""How much of a text readers get: what its publication allows or less, in every file alike."""

from __future__ import annotations

from typing import Any

import pytest

from digest.model import Image, Licence, Quoted
from digest.site.allowed import rights_of
from tests.planning.helpers import plan, registry, story
from tests.planning.test_plan import text_of

BODY = "<p>Lede of it.</p>\n<p>Rest of it.</p>"
SAID = {
    "summary": "Summary of it.",
    "images": (Image(file="images/known.png", alt="Picture of it", caption="Caption of it"),),
    "date_evidence": "Evidence of it",
    "quoted": (Quoted("Speaker of it"),),
    "authors": ("Ann Lee",),
}
FREE = Licence("https://creativecommons.org/licenses/by/4.0/", "https://example.org/terms")


@pytest.mark.parametrize(
    ("keys", "rights"),
    [
        ({"publication": "wire"}, "excerpt"),
        ({"publication": "wire", "rights": "link"}, "link"),
        ({"publication": "wire", "rights": "full", "authors": ("Ann Lee",)}, "excerpt"),
        ({"publication": "wire", "rights": "full", "agency": "Wire"}, "excerpt"),
        ({"publication": "wire", "rights": "full", "authors": ("Law desk",)}, "full"),
        ({"publication": "linked", "authors": ("Ann Lee",), "licence": FREE}, "full"),
        ({"publication": "linked", "rights": "excerpt", "authors": ("Ann Lee",), "licence": FREE}, "excerpt"),
        ({"publication": "linked", "licence": Licence("https://example.org/", "https://example.org/")}, "link"),
        ({"publication": None}, "full"),
        ({"publication": "digest"}, "full"),
    ],
)
def test_article_may_ask_for_less_and_never_for_more(keys: dict[str, Any], rights: str) -> None:
    assert rights_of(story("a", **keys).matter, registry()) == rights


@pytest.mark.parametrize(
    ("rights", "kept"),
    [
        ("full", ("Lede", "Rest", "Summary", "Picture", "Caption", "Evidence", "Speaker")),
        ("excerpt", ("Lede", "Summary", "Evidence", "Speaker")),
        ("link", ()),
    ],
)
def test_no_file_has_more_than_is_shown(rights: str, kept: tuple[str, ...]) -> None:
    site = plan([story("a", body=BODY, **SAID, rights=rights), story("b")])
    everything = "".join(text_of(output) for output in site.outputs)

    words = ("Lede", "Rest", "Summary", "Picture", "Caption", "Evidence", "Speaker")
    assert tuple(word for word in words if f"{word} of it" in everything) == kept


def test_licence_of_a_text_goes_with_it() -> None:
    site = plan([story("a", body=BODY, publication="linked", authors=("Ann Lee",), licence=FREE)])

    said = {output.path: text_of(output) for output in site.outputs}

    assert FREE.url in said["/feed.atom"]
    assert f'"license":"{FREE.url}"' in said["/articles/a/"]
