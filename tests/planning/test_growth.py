"""What changes with one edit: the pages that show it, and nothing old."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

import pytest

from digest.engine.planning import made_from
from digest.model import PartialDate
from digest.site.given import Rendered
from digest.site.plan import plan_site
from tests.planning.helpers import URL, given, leaf, story, story_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from digest.site.given import Job
    from digest.site.stories import Leaf, Story

SIZE = 5
FIRST = date(2010, 1, 3)
TAGS = ("youth", "courts", "prevention")
PLACES = ("kazakhstan", "aktobe")
DATA = {"/data/articles.csv", "/data/articles.json"}
SHARES = {"/about/publications/", "/data/shares.csv", "/data/shares.json"}
OF_ALL = {"/", "/404.html", "/search/", "/sitemap.xml", "/archive/", "/data/", *DATA, *SHARES}
WEEKLY = {"/digest/", "/digest/feed.atom", "/digest/feed.json"}
INDEXES = {f"/{kind}/" for kind in ("tags", "authors", "places", "sections", "publications")}
OF_NEWEST = ("/sections/law/", "/publications/digest/", "/authors/law-desk/", "/tags/courts/", "/places/aktobe/")


def numbered(at: int, tags: Sequence[str] | None = None) -> Story:
    """Return one story of many, one every three weeks, added in that order."""
    day = PartialDate.of(FIRST + timedelta(weeks=3 * at))
    return story(
        f"s-{at:03}",
        str(day),
        added=date(2025, 1, 1) + timedelta(days=at),
        tags=(TAGS[at % 3], TAGS[at % 2]) if tags is None else tags,
        places=(PLACES[at % 2],),
        authors=("Law desk",),
        section="law" if at % 4 else "news",
    )


MANY = [numbered(at) for at in range(200)]
NEWEST = story(
    "newest", "2026-01-02", added=date(2026, 1, 2), tags=("courts",), places=("aktobe",), authors=("Law desk",)
)


def jobs(stories: Iterable[Story], leaves: Iterable[Leaf[Any]] = ()) -> dict[str, Job]:
    return {job.path: job for job in plan_site(given(stories, [leaf("about"), *leaves], page_size=SIZE))}


def changed(
    before: Iterable[Story], after: Iterable[Story], leaves: Iterable[Leaf[Any]] = (), others: Iterable[Leaf[Any]] = ()
) -> set[str]:
    """Return the paths that another edition of the site has new or with another fingerprint, or lacks.

    *leaves* stand beside the stories, and after the change *others* in place of them if there are any.
    """
    sites = ((before, leaves), (after, others or leaves))
    one, other = ({path: made_from(job, b"", b"") for path, job in jobs(*site).items()} for site in sites)
    return {path for path in one.keys() | other.keys() if one.get(path) != other.get(path)}


def with_feeds(*paths: str) -> set[str]:
    """Return lists with their feeds."""
    return {f"{path}{name}" for path in paths for name in ("", "feed.atom", "feed.json")}


def of_the_week(week: str) -> set[str]:
    """Return the page of a week with its mails."""
    return {f"/digest/{week}/{name}" for name in ("", "mail.html", "mail.txt")}


def feeds_of_all() -> set[str]:
    return {"/feed.atom", "/feed.json"}


def showing(slug: str, stories: Iterable[Story]) -> set[str]:
    """Return the paths of the files of a site that show the article *slug*: its page, its card, its entry in a feed.

    Its citations and the table of all articles, which have no word of its body, are not among them.
    """
    found = set()
    for path, job in jobs(stories).items():
        made = job.output()
        shown = repr((made.head, made.context)).encode() if isinstance(made, Rendered) else made.content
        said = shown.decode("utf-8", "backslashreplace")
        mark = f"Card(path='/articles/{slug}/'" if isinstance(made, Rendered) else f"{URL}/articles/{slug}/"
        if mark in said and path not in {"/sitemap.xml", *DATA, *citations(slug)}:
            found.add(path)
    return found


def citations(slug: str) -> set[str]:
    return {f"/articles/{slug}/cite.{form}" for form in ("bib", "ris", "json")}


def test_newest_article_changes_the_newest_page_of_its_lists_and_nothing_old() -> None:
    joined = with_feeds("/archive/2026/", "/archive/2026/01/", *OF_NEWEST)
    last = MANY[-1].matter.published  # its year and its month lead on to those of the newest article
    assert last is not None
    led_on = {f"/archive/{last.year}/", f"/archive/{last.year}/{last.month:02}/"}

    # the week before was the newest, and has a newer one now
    of_week = {"/digest/2025-W29/", *of_the_week("2026-W01")} | WEEKLY
    # 200 make just full pages: none overflows but those of which this is seen here
    assert changed(MANY, [*MANY, NEWEST]) == (
        {"/articles/newest/", "/articles/s-199/", "/latest/"}
        | citations("newest")
        | (feeds_of_all() | joined | led_on | OF_ALL | INDEXES | of_week)
    )


def test_article_of_a_narrower_term_changes_no_list_above_it_and_none_of_another_language() -> None:
    before = [*MANY, numbered(200, ("youth",)), story("ru", lang="ru", tags=("youth",))]
    narrow = story("narrow", "2026-01-02", added=date(2026, 1, 2), tags=("youth",), places=("aktobe",))
    found = changed(before, [*before, narrow])

    assert {"/tags/youth/", "/places/aktobe/", "/languages/en/", "/languages/"} <= found
    assert not found & {"/tags/prevention/", "/places/kazakhstan/", "/languages/ru/", "/languages/ru/feed.atom"}


def test_list_whose_newest_page_overflows_has_one_more_and_one_with_another_neighbour() -> None:
    fewer = [one for one in MANY if one.matter.slug != "s-000"]  # 199: with one more, the newest page holds ten
    after = [*fewer, NEWEST]
    lists = {path: job.needs[0].count for path, job in jobs(after).items() if path in {"/latest/", *OF_NEWEST}}  # type: ignore[attr-defined]
    overflowing = {path: count // SIZE - 1 for path, count in lists.items() if count % SIZE == 0}
    found = changed(fewer, after) - changed(MANY, [*MANY, NEWEST])
    assert overflowing["/latest/"] == 39

    # The new page, and the one that led to the newest and now leads to it.
    assert found == {f"{path}page/{age - less}/" for path, age in overflowing.items() for less in (0, 1)}


def test_edited_body_changes_what_shows_the_article_and_nothing_else() -> None:
    for at in (3, 100, 199):
        old = MANY[at]
        new = story_of(old.matter, "<p>Corrected.</p>", old.lede, old.standing)
        after = [*MANY[:at], new, *MANY[at + 1 :]]

        assert changed(MANY, after) == showing(old.matter.slug, MANY)


def test_edited_title_changes_the_articles_beside_it_too() -> None:
    old = MANY[100]
    new = story_of(replace(old.matter, title="Corrected"), "<p>Body.</p>", old.lede, old.standing)
    after = [*MANY[:100], new, *MANY[101:]]

    beside = {"/articles/s-099/", "/articles/s-101/"}
    assert changed(MANY, after) == showing("s-100", MANY) | citations("s-100") | DATA | beside


def test_edited_title_of_an_original_changes_its_translations_too() -> None:
    original, russian = MANY[0], story("s-ru", "2010-01-03", lang="ru", translation_of="s-000")
    new = story_of(replace(original.matter, title="Corrected"), "<p>Body.</p>", original.lede, original.standing)

    assert "/ru/articles/s-ru/" in changed([original, russian], [new, russian])
    assert "/articles/s-000/" not in changed([original, russian], [original, replace(russian, digest=b"other")])


def test_tag_added_to_the_newest_article_changes_that_list_and_what_counts_its_articles() -> None:
    before, after = [*MANY, numbered(200, ("courts",))], [*MANY, numbered(200, ("courts", "youth"))]

    assert changed(before, after) == (
        showing("s-200", before) | with_feeds("/tags/youth/") | DATA | {"/", "/404.html", "/search/", "/tags/"}
    )


def test_tag_added_to_an_old_article_changes_no_older_page_of_that_list() -> None:
    at = 100
    tagged = replace(MANY[at].matter, tags=(*MANY[at].matter.tags, *(set(TAGS) - set(MANY[at].matter.tags))))
    (tag,) = set(tagged.tags) - set(MANY[at].matter.tags)
    new = story_of(tagged, "<p>Body of s-100.</p>", MANY[at].lede, "published")
    found = changed(MANY, [*MANY[:at], new, *MANY[at + 1 :]])

    of_tag = {path for path in found if path.startswith(f"/tags/{tag}/page/")}
    older = [one for one in MANY[:at] if tag in one.matter.tags]
    assert {int(path.split("/")[-2]) for path in of_tag} == set(range(len(older) // SIZE + 1, 1 + max(_ages(tag))))
    articles = {path for path in found if path.startswith("/articles/")}
    assert all(path >= "/articles/s-100/" for path in articles)


def _ages(tag: str) -> list[int]:
    paths = [path for path in jobs(MANY) if path.startswith(f"/tags/{tag}/page/")]
    return [int(path.split("/")[-2]) for path in paths]


@pytest.mark.parametrize("at", [0, 100, 199])
def test_nothing_but_reading_again_changes_nothing(at: int) -> None:
    old = MANY[at]
    same = story_of(old.matter, f"<p>Body of {old.matter.slug}.</p>", old.lede, old.standing)

    assert changed(MANY, [*MANY[:at], same, *MANY[at + 1 :]]) == set()
