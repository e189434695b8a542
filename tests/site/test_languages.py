"""Languages: each edition in its own words, ways from one to the other, and how a new one comes in."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING
from urllib.parse import urljoin, urlsplit

import pytest

from tests.support.pages import read_page
from tests.support.project import ROOT, SETTINGS, article, build, write_project

if TYPE_CHECKING:
    from pathlib import Path

    from tests.support.pages import BuiltPage

Pages = dict[str, "BuiltPage"]

CATALOG = """\
msgid ""
msgstr ""
"Language: {lang}\\n"
"Content-Type: text/plain; charset=utf-8\\n"
"Plural-Forms: nplurals=2; plural=(n > 1);\\n"

msgid "Published %(date)s"
msgstr "{published}"

msgid "%(num)s article"
msgid_plural "%(num)s articles"
msgstr[0] "{one}"
msgstr[1] "{many}"
"""
FRENCH = {
    "lang": "fr",
    "published": "Publié le %(date)s",
    "one": "%(num)s texte",
    "many": "%(num)s textes",
}
HEBREW = {"lang": "he", "published": "פורסם %(date)s", "one": "טקסט %(num)s", "many": "%(num)s טקסטים"}


def alternates(page: BuiltPage) -> dict[str, str]:
    """Return where a page says that it stands in each language."""
    links = [link for link in page.all("link") if link.get("hreflang")]
    return {link.attrib["hreflang"]: urlsplit(link.attrib["href"]).path for link in links}


def switch(page: BuiltPage) -> dict[str, str]:
    """Return where the languages in the masthead lead."""
    links = [link for link in page.all("a") if link.get("hreflang") and link.get("lang") == link.get("hreflang")]
    navigation = [link for nav in page.all("nav") if "bar--languages" in nav.get("class", "") for link in nav.iter("a")]
    return {link.attrib["lang"]: urljoin(page.path, link.attrib["href"]) for link in links if link in navigation}


def test_language_switch_leads_to_the_same_page_wherever_there_is_one(pages: Pages) -> None:
    standing = {path: alternates(page) for path, page in pages.items()}
    astray = {
        (path, lang): switch(pages[path])[lang]
        for path, found in standing.items()
        for lang, counterpart in found.items()
        if lang != "x-default" and switch(pages[path])[lang] != counterpart
    }

    assert sum("/articles/" in path for path, found in standing.items() if found) > 4
    assert astray == {}


def test_pages_name_each_other_as_counterparts(pages: Pages) -> None:
    for path, page in pages.items():
        for lang, counterpart in alternates(page).items():
            if lang != "x-default":
                assert alternates(pages[counterpart])[str(page.tree.get("lang"))] == path


def test_page_for_what_is_missing_speaks_every_language(site: Path) -> None:
    page = read_page("/404.html", (site / "404.html").read_text("utf-8"))

    assert [item.get("lang") for item in page.all("li") if "elsewhere__words" in item.get("class", "")] == [
        "ar", "kk", "ru",
    ]  # fmt: skip
    for said in ("This page is not here", "Такой страницы здесь нет", "Мұнда ондай бет жоқ", "هذه الصفحة غير موجودة"):
        assert said in page.text


@pytest.mark.parametrize(
    ("words", "direction", "published", "count"),
    [(FRENCH, "ltr", "Publié le 26 décembre 2016", "2 textes"), (HEBREW, "rtl", "פורסם 26 בדצמבר 2016", "2 טקסטים")],
    ids=["fr", "he"],
)
def test_new_language_is_one_catalog(
    tmp_path: Path, words: dict[str, str], direction: str, published: str, count: str
) -> None:
    lang = words["lang"]
    signed = {"lang": lang, "authors": "[Ann Reader]"}
    files = {
        "testconf.py": SETTINGS + 'THEME = "theme"\n',
        "content/articles/2016/original.md": article("original"),
        "content/articles/2016/translated.md": article("translated", translation_of="original", **signed),
        "content/articles/2016/another.md": article("another", date="2016-01-31", **signed),
    }
    project = write_project(tmp_path / "project", files)
    shutil.copytree(ROOT / "theme", project / "theme")
    (project / f"theme/locale/{lang}.po").write_text(CATALOG.format(**words), "utf-8")

    output = build(project, project / "output")

    page = read_page(f"/{lang}/articles/translated/", (output / f"{lang}/articles/translated/index.html").read_text())
    assert (page.tree.get("lang"), page.tree.get("dir")) == (lang, direction)
    assert published in page.text
    assert "How to cite" in page.text  # nobody has said yet what that is in the language
    assert switch(page)["en"] == "/articles/original/"
    front = read_page(f"/{lang}/tags/prevention/", (output / f"{lang}/tags/prevention/index.html").read_text("utf-8"))
    assert count in front.text
