"""The fingerprints that values carry of their own: every part of a value is in its fingerprint."""

from __future__ import annotations

from dataclasses import fields, replace
from datetime import date
from typing import TYPE_CHECKING, Any

import pytest

from digest.cards.words import Words
from digest.engine.planning import made_from
from digest.model import Correction, Image, Listed, Quoted, Text, Week
from digest.pictures.making import Recipe
from digest.registry import Entry
from digest.schema import DossierMatter, FrontMatter, PageMatter, WeekMatter
from digest.site.citing import Citation
from digest.site.corpus import CorrectionRow, Row
from digest.site.correction_views import CorrectedYear, CorrectionsView
from digest.site.corrections import Corrected
from digest.site.dossier_views import DossierCard, DossierIndexView
from digest.site.editions import Editions
from digest.site.filing import file_story
from digest.site.fingerprints import fingerprint
from digest.site.front_needs import Shown
from digest.site.given import Job, Options
from digest.site.images import Figure, Source
from digest.site.list_views import Bar, Branch, Chart, Group, IndexView, ListView, Moved, PageLink, Pager, Stretch, Ways
from digest.site.naming import Naming
from digest.site.press import Press
from digest.site.sitemap import Index
from digest.site.terms import Shelf
from digest.site.views import Amendment, CardImage, Edition, Link, Outlet, Site
from digest.site.week_views import WeeksView, WeekTeaser
from digest.site.weekly import Weekly, Weeks
from tests.planning.helpers import KNOWN, given, introduction, leaf, story
from tests.planning.worlds import all_words

if TYPE_CHECKING:
    from pathlib import Path

    from digest.site.stories import Leaf, Story

STORY = story("a", tags=("courts",), authors=("Ann Lee",), images=(Image(file="images/known.png"),))
OTHER = story("b", "2010", tags=("courts",))
CORRECTED = story("c", added=date(2025, 1, 1), corrections=(Correction(date(2026, 1, 6), "The name."),))
RUSSIAN = Edition(lang="ru", dir="ltr", name="R", prefix="/ru/", is_default=False)


@pytest.fixture(scope="module")
def editions() -> Editions:
    return Editions(given([STORY, OTHER]))


@pytest.fixture(scope="module")
def press(editions: Editions) -> Press:
    return editions.presenters["en"].press


def test_every_part_of_a_press_is_in_its_fingerprint(press: Press, tmp_path: Path) -> None:
    others: dict[str, Any] = {
        "edition": RUSSIAN,
        "words": all_words(tmp_path)["en", True],
        "editions": {**press.editions, "ru": RUSSIAN},
        "default": RUSSIAN,
        "options": replace(press.options, name="Other"),
        "site": replace(press.site, tagline="Other"),
    }
    assert set(others) == {field.name for field in (*fields(Naming), *fields(Press))}

    for name, other in others.items():
        assert replace(press, **{name: other}).digest != press.digest, name


PLAIN = (
    Options, Edition, Site, Link, Pager, PageLink, ListView, IndexView, Group, Bar, Chart, Branch, Stretch, Moved,
    Outlet, Ways, Entry, Text, FrontMatter, PageMatter, Image, Correction, DossierMatter, Listed, Quoted, DossierCard,
    DossierIndexView, WeeksView, WeekTeaser, WeekMatter, Figure, Source, CardImage, Words, Recipe, Amendment, Corrected,
    CorrectedYear, CorrectionsView,
)  # fmt: skip


@pytest.mark.parametrize("kind", PLAIN)
def test_every_part_of_a_plain_value_is_in_its_fingerprint(kind: type[Any]) -> None:
    figures = {"page_size"}  # everything else takes any text
    usual = {field.name: 2 if field.name in figures else "https://x.org" for field in fields(kind)}

    for name in usual:
        other = 3 if name in figures else "https://y.org"
        assert fingerprint(kind(**usual)) != fingerprint(kind(**usual | {name: other})), name


@pytest.mark.parametrize("kind", [Citation, Row, CorrectionRow])
def test_every_part_of_a_record_is_in_its_fingerprint(kind: type[Any]) -> None:
    usual = kind(*("x" for _ in kind._fields))

    for name in kind._fields:
        other = usual._replace(**{name: "y"})
        assert fingerprint(usual) != fingerprint(other), name
        assert fingerprint((usual,)) != fingerprint((other,)), name


def test_every_row_is_in_the_fingerprint_of_the_table(editions: Editions) -> None:
    stories, words = editions.listed, editions.given.words
    some = ([], stories[:1], stories[1:], stories)
    tables = [Editions(replace(editions.given, stories=these, words=words, memory={})).table for these in some]

    assert len({table.digest for table in tables}) == 4
    assert [len(table.filed) for table in tables] == [0, 1, 1, 2]


def test_every_part_of_a_front_page_is_in_its_fingerprint(editions: Editions) -> None:
    one, other = editions.presenters["en"].file_all([STORY, OTHER])
    shown = Shown(lead=one, more=(one,), latest=(one,), other_languages=(one,))
    others = {"lead": other, "more": (other,), "latest": (), "other_languages": (one, other)}
    assert set(others) == {field.name for field in fields(Shown)}

    for name, value in others.items():
        assert replace(shown, **{name: value}).digest != shown.digest, name


def test_every_part_of_a_week_is_in_its_fingerprint() -> None:
    usual = weekly_of([STORY], [introduction("2026-W02")])
    later = replace(STORY.matter, modified=date(2026, 3, 1))
    others = {
        "an article": weekly_of([STORY, OTHER], [introduction("2026-W02")]),
        "another body of one": weekly_of([replace(STORY, digest=b"other")], [introduction("2026-W02")]),
        "a correction of one": weekly_of([STORY, CORRECTED], [introduction("2026-W02")]),
        "a change of one": weekly_of([replace(STORY, matter=later)], [introduction("2026-W02")]),
        "no introduction": weekly_of([STORY], []),
        "another one": weekly_of([STORY], [introduction("2026-W02", html="<p>Other.</p>")]),
        "signed": weekly_of([STORY], [introduction("2026-W02", authors=("Ann Lee",))]),
    }

    assert [name for name, other in others.items() if other.digest == usual.digest] == []
    signed = [introduction("2026-W02", authors=("Nobody",))]
    by_nobody = story("c", added=date(2026, 2, 1), authors=("Nobody",))  # so that the name leads to a list
    assert weekly_of([STORY], signed).digest != weekly_of([STORY, by_nobody], signed).digest
    assert weekly_of([STORY], [introduction("2026-W02")]).digest == usual.digest


def weekly_of(stories: list[Story], leaves: list[Leaf[Any]]) -> Weekly:
    """Return 2026-W02."""
    return Weeks(Editions(given(stories, leaves)).presenters["en"], None).all[Week(2026, 2)]


def test_what_is_known_of_a_term_is_in_its_fingerprint(editions: Editions) -> None:
    courts, unknown, *_ = editions.terms.of(STORY)
    assert courts.entry is not None
    assert unknown.entry is None

    assert replace(courts, kind="place").digest != courts.digest
    assert replace(courts, id="other").digest != courts.digest
    assert replace(courts, entry=replace(courts.entry, rights="link")).digest != courts.digest
    assert replace(unknown, printed="Ann-Lee").digest != unknown.digest


def test_what_a_filed_story_takes_from_elsewhere_is_in_its_fingerprint(editions: Editions) -> None:
    shelf = editions.presenters["en"].own
    usual = file_story(STORY, shelf, lambda _: KNOWN)

    assert file_story(replace(STORY, digest=b"other"), shelf, lambda _: KNOWN).digest != usual.digest
    assert file_story(STORY, shelf, lambda _: replace(KNOWN, height=1)).digest != usual.digest
    assert file_story(replace(STORY, pictures=("images/known.png",)), shelf, lambda _: KNOWN).digest != usual.digest
    assert file_story(STORY, Shelf([], editions.terms), lambda _: KNOWN).digest != usual.digest
    assert file_story(STORY, shelf, lambda _: KNOWN).digest == usual.digest


def test_tuple_of_values_is_more_than_the_values_side_by_side(editions: Editions) -> None:
    one, other = editions.presenters["en"].file_all([STORY, OTHER])

    assert len({fingerprint(one, (other,)), fingerprint((one, other), ()), fingerprint((one,), other)}) == 3
    assert fingerprint((one, other)) != fingerprint((other, one))
    assert fingerprint("ab", "c") != fingerprint("a", "bc")
    assert fingerprint(None) != fingerprint("") != fingerprint(())


@pytest.mark.parametrize(
    "value",
    [lambda: "now", object(), (lambda: "now",), {"now": object()}, story, pytest],
    ids=lambda one: type(one).__name__,
)
def test_job_that_is_handed_what_cannot_be_told_apart_is_refused(press: Press, value: object) -> None:
    job = Job("/names.json", press.names, (value,))

    with pytest.raises(TypeError):
        made_from(job, b"", b"")


def test_job_of_another_path_maker_method_template_or_settings_is_another(press: Press) -> None:
    job = Job("/x/", press.leaf, (leaf("about"), ()), "page.html")
    others = [
        made_from(replace(job, path="/y/"), b"", b""),
        made_from(replace(job, make=press.article), b"", b""),
        made_from(replace(job, make=replace(press, default=RUSSIAN).leaf), b"", b""),
        made_from(replace(job, make=Index("").robots), b"", b""),
        made_from(replace(job, needs=(leaf("about", html="<p>Other.</p>"), ())), b"", b""),
        made_from(job, b"settings", b""),
        made_from(job, b"", b"template"),
        made_from(job, b"", b""),
    ]

    assert len(set(others)) == len(others)
