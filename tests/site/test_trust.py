"""What pages tell of who speaks and of who helps, on a site whose articles have everything."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from lxml import html

if TYPE_CHECKING:
    from pathlib import Path

    from lxml.html import HtmlElement

EDITIONS = [("", ""), ("ar/", "-ar")]
GAZETTE = "publications/gazette/index.html"


def tree(path: Path) -> HtmlElement:
    return html.fromstring(path.read_text("utf-8"))


def words(element: HtmlElement) -> str:
    return " ".join(element.text_content().split())


@pytest.mark.parametrize(("prefix", "ending"), EDITIONS)
def test_article_says_that_there_is_criticism_and_leads_to_it(showcase: Path, prefix: str, ending: str) -> None:
    article = tree(showcase / f"{prefix}articles/everything{ending}/index.html")
    (notice,) = article.find_class("criticism__notice")[0].iter("a")
    publication = tree(showcase / prefix / GAZETTE)

    assert notice.get("href").endswith("/publications/gazette/#criticism")
    assert publication.get_element_by_id("criticism") is not None


def test_publication_shows_each_criticism_with_where_and_when_it_was_said(showcase: Path) -> None:
    found = tree(showcase / GAZETTE).find_class("criticism__one")

    assert [one.find(".//time").get("datetime") for one in found] == ["2016-05", "2015-03-02"]
    assert all(one.find(".//a").get("href").startswith("https://reader.example/") for one in found)


def test_publication_shows_all_that_is_known_of_it(showcase: Path) -> None:
    facts = tree(showcase / GAZETTE).find_class("facts__fact")

    assert {words(one.find("dt")): words(one.find("dd")) for one in facts} == {
        "Owner": "A society of readers.",
        "Funded by": "Its subscribers.",
        "Country": "Kazakhstan",
        "Languages": "English, Russian, Kazakh, Arabic",
        "Terms of use": "Free to quote.",
        "Website": "https://gazette.example/",
    }


def test_publication_says_what_is_not_known_of_it(site: Path) -> None:
    facts = tree(site / "publications/santa-clara-principles/index.html").find_class("facts__fact")
    unknown = [words(one.find("dt")) for one in facts if one.find_class("unknown")]

    assert unknown == ["Funded by", "Country", "Terms of use"]


@pytest.mark.parametrize(("prefix", "ending"), EDITIONS)
def test_article_shows_who_helps_with_its_topics_and_when_that_was_checked(
    showcase: Path, prefix: str, ending: str
) -> None:
    (panel,) = tree(showcase / f"{prefix}articles/everything{ending}/index.html").find_class("help-panel")

    ways = [str(link.get("href")) for link in panel.iter("a")]

    assert [way for way in ways if way.startswith("tel:")] == ["tel:+77132000000"]
    assert [one.get("datetime") for one in panel.iter("time")] == ["2026-05-04"]
    assert len(panel.find_class("help__line")) == 2
    assert ways[-1].endswith(f"/{prefix}help/")


def test_article_on_other_topics_shows_nobody(showcase: Path) -> None:
    assert not tree(showcase / "articles/nothing/index.html").find_class("help-panel")
