"""Citation files: whatever the texts hold, the programs of others read them back, with no date that nobody knows."""

from __future__ import annotations

import json
import re
from datetime import date
from typing import TYPE_CHECKING, Any

import bibtexparser
import pytest
import rispy
from bibtexparser.bparser import BibTexParser
from bibtexparser.latexenc import latex_to_unicode
from hypothesis import given, settings
from hypothesis import strategies as st

from digest.model import Image, Source
from digest.site.citing import Citation, render_bibtex, render_csl, render_ris
from tests.planning.helpers import plan, story

if TYPE_CHECKING:
    from tests.planning.helpers import Planned

ODD = st.sampled_from(
    ['"', "{", "}", "\\", "%", "&", "$", "#", "_", "~", "^", "@", "and", "\n", "\r", "\u2028", "\u202e"]
)
SIGNS = ["</script>", "]]>", "مرحبا", "Қ", "😀", "ER  - ", "TY  - ", "\x01", "\x85", ",", "'", "e\u0301", "\ufeff"]
TEXTS = st.lists(st.one_of(ODD, st.sampled_from(SIGNS), st.text(max_size=4)), max_size=8).map(" ".join).map(
    lambda text: f"a {text} z".replace("\0", "").encode("utf-8", "ignore").decode()
)  # fmt: skip


def citation(**values: Any) -> Citation:
    usual: dict[str, Any] = {
        "slug": "a-hall", "title": "A hall", "lang": "en", "authors": ("Ann Lee",), "issued": "2016-12-26",
        "outlet": "Wire", "is_own_text": False, "original": "2016-12-26", "site": "Digest", "added": "2026-01-05",
        "url": "https://example.org/articles/a-hall/", "source_url": "https://example.net/a",
    }  # fmt: skip
    return Citation(**(usual | values))


def bibtex(one: Citation, note: str = "N") -> dict[str, str]:
    """Return the one entry of the file, as bibtexparser reads it."""
    parsed = bibtexparser.loads(render_bibtex(one, note).decode(), BibTexParser(common_strings=True))
    (entry,) = parsed.entries
    return dict(entry)


def ris(one: Citation, note: str = "N") -> dict[str, Any]:
    (entry,) = rispy.loads(render_ris(one, note).decode())
    return dict(entry)


def csl(one: Citation, note: str = "N") -> dict[str, Any]:
    (item,) = json.loads(render_csl(one, note))
    return dict(item)


def in_one_line(text: str) -> str:
    """Return *text* as formats of lines have it."""
    return " ".join(re.sub("[\x00-\x1f\x7f-\x9f\u2028\u2029]+", " ", text).split())


def test_article_of_a_publication_is_cited_as_one() -> None:
    one = citation()

    assert bibtex(one) == {
        "ENTRYTYPE": "article", "ID": "a-hall", "author": "{Ann Lee}", "title": "{A hall}", "journal": "Wire",
        "year": "2016",
        "month": "December", "day": "26", "url": one.url, "language": "en", "langid": "english", "note": "N",
    }  # fmt: skip
    assert ris(one) == {
        "type_of_reference": "NEWS", "id": "a-hall", "authors": ["Ann Lee"], "title": "A hall",
        "secondary_title": "Wire",
        "year": "2016", "date": "2016/12/26/", "language": "en", "urls": [one.url],
        "file_attachments2": "https://example.net/a", "notes": ["N"],
    }  # fmt: skip
    assert csl(one) == {
        "id": "a-hall", "type": "article-newspaper", "title": "A hall", "author": [{"literal": "Ann Lee"}],
        "container-title": "Wire", "publisher": "Wire", "issued": {"date-parts": [[2016, 12, 26]]}, "language": "en",
        "URL": one.url, "note": "N",
    }  # fmt: skip


def test_what_the_digest_restates_is_cited_as_its_own_with_the_date_of_its_original() -> None:
    one = citation(is_own_text=True, issued="2026-01-05", original="2016")

    assert (bibtex(one)["ENTRYTYPE"], bibtex(one)["publisher"], bibtex(one)["year"]) == ("misc", "Digest", "2026")
    assert (ris(one)["type_of_reference"], ris(one)["secondary_title"]) == ("ELEC", "Digest")
    assert (csl(one)["type"], csl(one)["publisher"], csl(one)["original-publisher"]) == ("webpage", "Digest", "Wire")
    assert csl(one)["original-date"] == {"date-parts": [[2016]]}


@pytest.mark.parametrize(
    ("issued", "of_bibtex", "of_ris", "of_csl"),
    [
        ("", (None, None, None), (None, None), None),
        ("2016", ("2016", None, None), ("2016", "2016///"), [[2016]]),
        ("2016-03", ("2016", "March", None), ("2016", "2016/03//"), [[2016, 3]]),
        ("2016-03-05", ("2016", "March", "5"), ("2016", "2016/03/05/"), [[2016, 3, 5]]),
    ],
)
def test_date_is_as_exact_as_it_is_known(issued: str, of_bibtex: object, of_ris: object, of_csl: object) -> None:
    one = citation(issued=issued)

    assert tuple(bibtex(one).get(name) for name in ("year", "month", "day")) == of_bibtex
    assert tuple(ris(one).get(name) for name in ("year", "date")) == of_ris
    assert csl(one).get("issued", {}).get("date-parts") == of_csl


@settings(max_examples=150)
@given(TEXTS, TEXTS, TEXTS)
def test_whatever_the_texts_hold_is_read_back(title: str, name: str, note: str) -> None:
    one = citation(title=title, authors=(name, "Ann Lee"), outlet=name)

    assert csl(one, note)["title"] == title
    assert csl(one, note)["author"][0] == {"literal": name}
    assert ris(one, note)["title"] == in_one_line(title)
    assert ris(one, note)["authors"] == [in_one_line(name), "Ann Lee"]
    assert ris(one, note)["notes"] == [in_one_line(note)]
    entry = bibtex(one, note)
    assert set(entry) == set(bibtex(citation()))
    assert untex(entry["title"]) == in_one_line(title)
    assert untex(entry["journal"]) == in_one_line(name)
    assert untex(entry["note"]) == in_one_line(note)


def untex(text: str) -> str:
    """Return a text of BibTeX as a reader sees it: every brace that is left only groups."""
    named = {
        "textbackslash": "\\",
        "textbraceleft": "{",
        "textbraceright": "}",
        "textasciitilde": "~",
        "textasciicircum": "^",
    }
    tokens = re.findall(r"\{\\(\w+)\}|\\([&%$#_])|([{}])|(.)", text, re.DOTALL)
    return "".join(named[name] if name else sign or char for name, sign, _brace, char in tokens)


@given(st.text("{}\\a", max_size=12))
def test_braces_of_bibtex_are_balanced_whatever_the_title_holds(title: str) -> None:
    text = render_bibtex(citation(title=title, url="https://example.org/{x"), title).decode()

    assert text.count("{") == text.count("}")


def test_common_signs_are_those_that_a_program_for_latex_knows() -> None:
    title = 'R&D: 100% of #1 costs 5_000 "now"'

    assert latex_to_unicode(bibtex(citation(title=title))["title"]).strip("{}") == title


def site() -> Planned:
    own = {"authors": ("Law desk",), "source": Source(url="https://example.net/a")}
    restated = story("restated", "2016-03", publication="wire", **own)
    copied = story("copied", "2016-03", publication="wire", authors=("Ann Lee",), lang="ru")
    return plan([restated, copied, story("secret", status="hidden")], name="Digest")


def test_note_names_the_original_or_the_day_a_text_came_in_the_words_of_the_edition() -> None:
    made = site()

    (restated,) = json.loads(made.raw("/articles/restated/cite.json"))
    (copied,) = json.loads(made.raw("/ru/articles/copied/cite.json"))
    assert restated["note"] == "Original: Wire, 2016-03, https://example.net/a"
    assert restated["issued"] == {"date-parts": [[2026, 1, 5]]}
    assert copied["note"] == "Дайджест, добавлено: 2026-01-05"
    assert copied["issued"] == {"date-parts": [[2016, 3]]}


def test_hidden_article_has_no_citation_files() -> None:
    made = site()

    assert [path for path in made.paths if "secret" in path] == ["/articles/secret/"]
    assert made.page("/articles/secret/").context["article"].citations == ()  # type: ignore[attr-defined]
    assert made.page("/articles/secret/").head.graph is None


@pytest.mark.parametrize("key", ["summary", "tags", "images", "modified"])
def test_what_a_citation_does_not_say_does_not_make_it_again(key: str) -> None:
    other = {
        "summary": "Other.", "tags": ("youth",), "images": (Image(file="images/known.png"),),
        "modified": date(2026, 2, 2),
    }[key]  # fmt: skip
    one, changed = plan([story("a")]), plan([story("a", **{key: other})])

    assert one.raw("/articles/a/cite.bib") == changed.raw("/articles/a/cite.bib")
