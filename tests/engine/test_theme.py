"""The theme as pages depend on it: a template has another fingerprint when anything that it can show has changed."""

from __future__ import annotations

import re
import shutil
from dataclasses import replace
from datetime import date
from functools import cache
from typing import TYPE_CHECKING

import pytest

from digest.engine.rendering import content_of
from digest.engine.theme import Printer
from digest.harm import Harm
from digest.model import Correction, Dateline, Image, Listed, Quoted, Source
from digest.moves import Moves
from digest.registry import parse_table
from digest.site.exits import exit_of
from digest.site.filters import Once
from digest.site.plan import plan_site
from tests.planning.helpers import URL, dossier, given, introduction, leaf, story, theme_in
from tests.planning.worlds import RULES
from tests.support.project import ROOT

if TYPE_CHECKING:
    from pathlib import Path

    from digest.site.given import Job

FILES = sorted(path.relative_to(ROOT / "theme/templates").as_posix() for path in ROOT.glob("theme/templates/**/*.html"))
PAGES = [file for file in FILES if "/" not in file and file != "base.html"]
FRAMED = set(PAGES) - {"mail.html"}  # by the macros of the frame; what stands at an old address has a base of its own
ABOUT_DOSSIERS, ABOUT_WEEKS = {"dossier.html", "dossiers.html"}, {"week.html", "weeks.html"}
RICH = story(
    "rich",
    tags=("courts", "youth"),
    authors=("Law desk", "Ann Lee"),
    places=("aktobe", "kazakhstan"),
    dateline=Dateline("AKTOBE", "Aktobe", "KZ"),
    images=(Image(file="images/known.png", caption="A hall", credit="D"), Image(caption="C")),
    source=Source(url="https://example.net/a", archive_url="https://example.net/b"),
    publication="wire",
    date_evidence="on Monday",
    content_note="It tells of a fire.",
    corrections=(Correction(date(2026, 2, 3), "The name."), Correction(date(2025, 2, 3), "It is open.", "update")),
    summary="In short.",
    modified=date(2026, 2, 1),
    agency="Wire",
    quoted=(Quoted("Ann Lee", "Keeper"),),
)
STORIES = [
    RICH,
    story("rich-ru", lang="ru", translation_of="rich", tags=("courts",)),
    story("ru", "2014", lang="ru", tags=("courts",)),
    *(story(f"s-{at}", str(2010 + at), tags=("courts", "youth")) for at in range(6)),
    story("hidden", status="hidden", tags=("courts",), images=(Image(file="images/known.png", caption="A hall"),)),
]
LEAVES = [
    leaf("about"),
    dossier(
        "halls", Listed("rich", "A note", "A chapter"), "s-1", authors=("Law desk",), summary="Halls.", tag="youth"
    ),
    dossier("halls-ru", "rich-ru", lang="ru", translation_of="halls"),
    introduction("2026-W02", title="The first week", summary="In short.", authors=("Law desk",)),
]
HELPLINES = """
somebody:
  {name: {en: Somebody}, description: {en: Listens.}, url: https://example.org/, languages: [en], topics: [courts]}
"""
SHOWN = {
    "/", "/404.html", "/search/", "/about/", "/tags/", "/sections/", "/archive/", "/tags/courts/",
    "/tags/courts/page/1/", "/languages/", "/data/", "/dossiers/", "/dossiers/halls/", "/digest/", "/digest/2026-W02/",
    "/digest/2026-W02/mail.html", "/archive/2016/", "/publications/wire/", "/places/aktobe/", "/articles/rich/",
    "/articles/hidden/", "/ru/articles/rich-ru/", "/corrections/", "/ru/corrections/", "/about/publications/", "/help/",
    "/about/exceptions/",
    "/tags/old/",
}  # fmt: skip


@cache
def jobs() -> dict[str, Job]:
    """Return pages that show something of everything."""
    usual = given(STORIES, LEAVES, page_size=2, exit=exit_of({"url": "https://example.org/weather"}, "en"))
    helplines, _ = parse_table("helplines", HELPLINES, "helplines.yaml", usual.registry.tags)
    registry = replace(
        usual.registry, helplines=helplines, harm=Harm(RULES), moves=Moves({"/tags/old/": "/tags/courts/"})
    )
    site = plan_site(replace(usual, registry=registry))
    return {job.path: job for job in site if job.path in SHOWN}


def pages_of(theme: Path) -> dict[str, bytes]:
    printer = Printer(theme_in(theme), Once)
    return {path: content_of(job, printer, URL) for path, job in jobs().items()}


def digests_of(theme: Path) -> dict[str, bytes]:
    read = theme_in(theme)
    return {name: read.digest_of(name) for name in PAGES}


@pytest.fixture(scope="module")
def digests() -> dict[str, bytes]:
    return digests_of(ROOT / "theme")


@pytest.fixture(scope="module")
def pages() -> dict[str, bytes]:
    return pages_of(ROOT / "theme")


def mark(text: str) -> str:
    """Return a template with a mark in every macro and every block, and at its end."""
    return re.sub(r"\{% (?:macro|block) [^%]*%\}", lambda opening: f"{opening[0]}@@@", text) + "@@@"


@pytest.mark.parametrize("file", FILES)
def test_page_whose_template_has_the_same_fingerprint_is_the_same(
    tmp_path: Path, pages: dict[str, bytes], digests: dict[str, bytes], file: str
) -> None:
    theme = shutil.copytree(ROOT / "theme", tmp_path / "theme")
    path = theme / "templates" / file
    path.write_text(mark(path.read_text("utf-8")), "utf-8")
    now = digests_of(theme)
    found = {path for path, content in pages_of(theme).items() if content != pages[path]}

    assert len(pages) == len(SHOWN)
    assert {jobs()[path].template for path in found} <= {name for name in PAGES if digests[name] != now[name]}
    assert found or file == "includes/nothing.html"  # no list of this site is empty


@pytest.mark.parametrize(
    ("file", "templates"),
    [
        ("macros/byline.html", {"article.html"}),
        ("macros/cite.html", {"article.html"}),
        ("macros/chart.html", {"index.html", "list.html"}),
        ("macros/pager.html", {"corrections.html", "list.html"}),
        ("macros/corrections.html", {"article.html", "corrections.html", "week.html"}),
        (
            "macros/card.html",
            {*ABOUT_DOSSIERS, *ABOUT_WEEKS, "article.html", "front.html", "list.html", "missing.html"},
        ),
        ("macros/outlet.html", {*ABOUT_DOSSIERS, "article.html", "list.html"}),
        ("macros/inline.html", FRAMED),
        ("macros/frame.html", FRAMED),
        ("macros/week.html", ABOUT_WEEKS),
        ("macros/timeline.html", {"dossier.html"}),
        ("macros/front_digest.html", {"front.html"}),
        ("base.html", FRAMED - {"moved.html"}),
        ("search.html", {"search.html"}),
        ("includes/all_articles.html", {"front.html"}),
        ("includes/nothing.html", {"front.html", "index.html", "list.html", "shares.html", "weeks.html"}),
    ],
)
def test_changed_file_changes_the_fingerprints_of_just_the_templates_that_use_it(
    tmp_path: Path, digests: dict[str, bytes], file: str, templates: set[str]
) -> None:
    theme = shutil.copytree(ROOT / "theme", tmp_path / "theme")
    path = theme / "templates" / file
    path.write_text(path.read_text("utf-8") + "{# other #}", "utf-8")
    now = digests_of(theme)

    assert {name for name in PAGES if digests[name] != now[name]} == templates


def test_changed_style_sheet_or_script_changes_every_template_since_its_address_changes(tmp_path: Path) -> None:
    theme = shutil.copytree(ROOT / "theme", tmp_path / "theme")
    before = digests_of(theme)
    (theme / "static/css/base.css").write_text("p { margin: 0 }", "utf-8")
    now = digests_of(theme)

    assert not set(before.values()) & set(now.values())


def test_file_that_comes_to_be_changes_the_template_that_asked_for_it(tmp_path: Path) -> None:
    (tmp_path / "templates").mkdir()
    (tmp_path / "static").mkdir()
    (tmp_path / "templates/list.html").write_text('{% include "more.html" ignore missing %}')
    before = theme_in(tmp_path).digest_of("list.html")
    (tmp_path / "templates/more.html").write_text("more")

    assert theme_in(tmp_path).digest_of("list.html") != before


def test_template_that_takes_in_whatever_it_is_told_depends_on_all(tmp_path: Path) -> None:
    (tmp_path / "templates").mkdir()
    (tmp_path / "static").mkdir()
    (tmp_path / "templates/list.html").write_text('{% include ["a.html", name] %}')
    (tmp_path / "templates/b.html").write_text("b")
    before = theme_in(tmp_path).digest_of("list.html")
    (tmp_path / "templates/b.html").write_text("c")

    assert theme_in(tmp_path).digest_of("list.html") != before


def test_languages_are_those_of_the_catalogs_and_the_default_one() -> None:
    theme = theme_in(ROOT / "theme")
    russian = theme.words("ru", "en")

    assert russian is not None
    assert theme.words("ru", "en") is russian
    assert theme.words("en", "en") is not None
    assert theme.words("fr", "en") is None
    assert theme.words("fr", "fr") is not None
