"""The list of all corrections: what stands in it, where, and what an edit changes of it."""

from __future__ import annotations

import csv
import io
import json
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

import feedparser
import pytest
from hypothesis import given as examples
from hypothesis import strategies as st

from digest.checks.statements import fault_of
from digest.engine.planning import made_from
from digest.model import Correction
from digest.site.corpus import CORRECTION_COLUMNS, CorrectionRow
from digest.site.corrections import amendments_of
from digest.site.plan import plan_site
from tests.planning.helpers import URL, Planned, given, leaf, plan, story, story_of
from tests.support.schemas import faults_of_statements

if TYPE_CHECKING:
    from collections.abc import Iterable

    from digest.site.correction_views import CorrectionsView
    from digest.site.stories import Story

NAME = Correction(date(2026, 2, 3), "The name was wrong.")
DAY = Correction(date(2026, 3, 4), "The day was wrong.")
NEWS = Correction(date(2025, 5, 6), "It is known who made it.", "update")
PLAIN = story("plain")
ONE = story("one", corrections=(NAME, NEWS))
TWO = story("two", "2010", corrections=(DAY,))
RUSSIAN = story("ru", lang="ru", corrections=(Correction(date(2026, 2, 3), "Имя было неверно."),))
HIDDEN = story("hidden", status="hidden", corrections=(DAY,))
STORIES = [PLAIN, ONE, TWO, RUSSIAN, HIDDEN]
OURS = {f"/corrections/{name}" for name in ("", "feed.atom", "feed.json")}
DATA = {"/data/corrections.csv", "/data/corrections.json"}


@pytest.fixture(scope="module")
def site() -> Planned:
    return plan(STORIES)


def view(site: Planned, path: str) -> CorrectionsView:
    return site.page(path).context["corrections"]  # type: ignore[return-value]


def shown(site: Planned, path: str) -> list[tuple[int, list[str]]]:
    """Return the slugs of the articles that a page of the list has, by year."""
    return [(group.year, [one.slug for one in group.entries]) for group in view(site, path).years]


def changed(before: Iterable[Story], after: Iterable[Story]) -> set[str]:
    """Return what another edition of the site has otherwise, of the corrections."""
    one, other = (
        {job.path: made_from(job, b"", b"") for job in plan_site(given(stories, page_size=2))}
        for stories in (before, after)
    )
    paths = {path for path in one.keys() | other.keys() if one.get(path) != other.get(path)}
    return {path for path in paths if "corrections" in path}


def many(count: int) -> list[Story]:
    """Return articles that were corrected one day after the other."""
    days = [date(2026, 1, 1) + timedelta(days=at) for at in range(count)]
    return [story(f"s-{at:02}", corrections=(Correction(day, f"Number {at}."),)) for at, day in enumerate(days)]


# --- what stands there ---


def test_every_edition_lists_what_was_put_right_in_its_articles_the_last_first(site: Planned) -> None:
    assert shown(site, "/corrections/") == [(2026, ["two", "one", "ru"]), (2025, ["one"])]
    assert shown(site, "/ru/corrections/") == [(2026, ["ru"])]
    assert (view(site, "/corrections/").count, view(site, "/ru/corrections/").count) == (4, 1)
    assert [(group.year, group.count) for group in view(site, "/corrections/").years] == [(2026, 3), (2025, 1)]


def test_site_without_corrections_has_the_page_and_the_feeds_and_says_so() -> None:
    site = plan([PLAIN])

    assert (view(site, "/corrections/").years, view(site, "/corrections/").count) == ((), 0)
    assert set(site.paths) >= OURS | DATA
    assert feedparser.parse(site.raw("/corrections/feed.atom")).entries == []


def test_each_leads_to_its_place_on_the_page_of_its_article(site: Planned) -> None:
    (first, *_), *_ = (group.entries for group in view(site, "/corrections/").years)
    (amendment,) = site.page("/articles/two/").context["article"].corrections  # type: ignore[attr-defined]

    assert first.path == f"/articles/two/#{amendment.id}"
    assert first.article.name == "Title of two"


def test_page_stands_in_the_foot_and_in_the_sitemap_of_every_edition(site: Planned) -> None:
    for prefix in ("/", "/ru/"):
        own = site.page(prefix).context["site"]
        assert [link.path for link in own.pages] == [f"{prefix}corrections/"]  # type: ignore[attr-defined]
        assert own.corrections == f"{prefix}corrections/"  # type: ignore[attr-defined]
        assert f"<loc>{URL}{prefix}corrections/</loc>" in site.raw("/sitemap.xml")
    assert dict(site.page("/ru/corrections/").head.alternates)["en"] == f"{URL}/corrections/"


def test_what_editors_say_of_corrections_stands_with_the_list_and_not_apart() -> None:
    leaves = [leaf("corrections", html="<h2>How</h2>"), leaf("about"), leaf("corrections", "fr")]
    site = plan(STORIES, leaves)
    page = view(site, "/corrections/")

    assert (page.policy, page.title, page.count) == ("<h2>How</h2>", "Page corrections (en)", 4)
    assert view(site, "/ru/corrections/").policy is None
    assert site.paths.count("/corrections/") == 1
    assert [link.name for link in site.page("/").context["site"].pages] == [  # type: ignore[attr-defined]
        "Page about (en)", "Page corrections (en)",
    ]  # fmt: skip
    assert site.page("/fr/corrections/").template == "page.html"  # there is no such edition


def test_page_on_which_mistakes_are_reported_is_led_to_if_there_is_one() -> None:
    assert view(plan(STORIES), "/corrections/").report is None
    report = view(plan(STORIES, [leaf("contact")]), "/corrections/").report
    assert report is not None
    assert report.path == "/contact/"
    assert view(plan(STORIES, [leaf("contact"), leaf("corrections")]), "/corrections/").report is None


def test_list_is_paged_from_the_oldest_and_only_the_newest_page_speaks_of_all() -> None:
    site = plan(many(7), [leaf("corrections")], page_size=2)
    older = view(site, "/corrections/page/1/")

    assert shown(site, "/corrections/") == [(2026, ["s-06", "s-05", "s-04"])]
    assert shown(site, "/corrections/page/1/") == [(2026, ["s-01", "s-00"])]
    assert (older.count, older.policy, older.summary, older.pager.age) == (None, None, "", 1)
    assert site.page("/corrections/page/1/").head.title.endswith(" – page 1")


# --- feeds, data, statements ---


def test_feeds_have_each_correction_under_an_address_of_its_own(site: Planned) -> None:
    feed = feedparser.parse(site.raw("/corrections/feed.atom"))
    items = json.loads(site.raw("/corrections/feed.json"))["items"]

    assert not feed.bozo
    assert feed.feed.title == "Digest: Corrections"
    assert [entry.title for entry in feed.entries] == [
        "Correction: Title of two", "Correction: Title of one", "Title of ru", "Update: Title of one",
    ]  # fmt: skip
    assert [entry.updated[:10] for entry in feed.entries] == ["2026-03-04", "2026-02-03", "2026-02-03", "2025-05-06"]
    assert [entry.summary for entry in feed.entries] == [item["content_text"] for item in items]
    assert len({entry.id for entry in feed.entries}) == 4
    assert [entry.id for entry in feed.entries] == [item["url"] for item in items]


def test_table_of_corrections_has_a_row_for_each_and_a_codebook(site: Planned) -> None:
    text = site.raw("/data/corrections.csv").removeprefix("\ufeff")
    rows = list(csv.DictReader(io.StringIO(text, newline=""), strict=True))

    assert json.loads(site.raw("/data/corrections.json"))["corrections"] == rows
    assert [(row["article"], row["kind"], row["date"]) for row in rows] == [
        ("two", "correction", "2026-03-04"), ("one", "correction", "2026-02-03"), ("ru", "correction", "2026-02-03"),
        ("one", "update", "2025-05-06"),
    ]  # fmt: skip
    assert tuple(rule.name for rule in CORRECTION_COLUMNS) == CorrectionRow._fields == tuple(rows[0])
    told = site.page("/ru/data/").context["data"].correction_columns  # type: ignore[attr-defined]
    assert [column.name for column in told] == list(rows[0])


def statements(site: Planned, path: str) -> dict[str, Any]:
    graph = site.page(path).head.graph
    assert graph is not None
    said: dict[str, Any] = json.loads(graph.partition(">")[2].removesuffix("</script>"))
    return said


def test_article_says_its_corrections_in_the_words_of_schema_org_and_no_update(site: Planned) -> None:
    said = statements(site, "/articles/one/")
    (comment,) = said["@graph"][0]["correction"]

    assert (comment["@type"], comment["datePublished"], comment["text"]) == (
        "CorrectionComment", "2026-02-03", "The name was wrong.",
    )  # fmt: skip
    assert comment["url"].startswith(f"{URL}/articles/one/#correction-2026-02-03-")
    for path in ("/articles/one/", "/corrections/", "/ru/corrections/"):
        assert faults_of_statements(statements(site, path)) == []
        assert fault_of(json.dumps(statements(site, path))) is None


@pytest.mark.parametrize(
    ("said", "missing"),
    [
        ({"@type": "CorrectionComment", "text": "T"}, "'datePublished' of its CorrectionComment"),
        ({"@type": "CorrectionComment", "datePublished": "2026-02-03"}, "'text' of its CorrectionComment"),
        ({"@type": "Comment", "text": "T", "datePublished": "2026-02-03"}, "'CorrectionComment' of its 'correction'"),
        ("The name was wrong.", "'CorrectionComment' of its 'correction'"),
    ],
)
def test_correction_that_does_not_say_what_or_when_is_told(site: Planned, said: object, missing: str) -> None:
    graph = statements(site, "/articles/one/")
    graph["@graph"][0]["correction"] = [said]

    fault = fault_of(json.dumps(graph))
    assert fault is not None
    assert missing in fault[1]


def test_week_says_what_was_put_right_in_it_in_whichever_article() -> None:
    week = Correction(date(2026, 1, 6), "The room.")
    site = plan([PLAIN, story("old", added=date(2025, 1, 1), corrections=(week, DAY))])
    found = site.page("/digest/2026-W02/").context["week"].corrections  # type: ignore[attr-defined]

    assert [(one.slug, one.amendment.text) for one in found] == [("old", "The room.")]


# --- what an edit changes ---


def test_article_without_corrections_changes_nothing_of_them() -> None:
    other = story_of(PLAIN.matter, "<p>Other.</p>", "Other.", "published")

    assert changed([*STORIES, story("new")], STORIES) == set()
    assert changed([PLAIN, *STORIES[1:]], [other, *STORIES[1:]]) == set()


def test_text_of_a_corrected_article_changes_nothing_of_them_and_its_title_does() -> None:
    body = story_of(TWO.matter, "<p>Other.</p>", "Other.", "published")
    title = story("two", "2010", corrections=(DAY,), title="Other")

    assert changed([TWO, ONE], [body, ONE]) == set()
    assert changed([TWO, ONE], [title, ONE]) == OURS


def test_new_correction_changes_the_newest_page_the_feeds_and_the_table_and_no_older_page() -> None:
    before = many(6)
    new = story("new", corrections=(Correction(date(2026, 11, 1), "The last."),))

    assert changed(before, [*before, new]) == OURS | DATA
    # one more page, and the one that led to the newest and now leads to it
    pages = {"/corrections/page/2/", "/corrections/page/3/"}
    assert changed(many(7), [*many(7), new]) == OURS | DATA | pages


ENTRIES = st.lists(
    st.builds(Correction, st.sampled_from([date(2026, 2, 3), date(2026, 2, 4)]), st.sampled_from(["A", "B", "Ә"])),
    max_size=5,
)


@examples(ENTRIES, st.randoms(use_true_random=False))
def test_place_of_a_correction_is_its_own_and_no_other_entry_moves_it(entries: list[Correction], random: Any) -> None:
    found = {one.text + str(one.date): one.id for one in amendments_of(entries)}
    other = random.sample(entries, len(entries))

    assert len(set(found.values())) == len(found) == len(amendments_of(entries))
    assert {one.text + str(one.date): one.id for one in amendments_of(other)} == found
