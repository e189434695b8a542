"""Who is speaking: the shares of publications, funders and countries, counted and never guessed."""

from __future__ import annotations

import csv
import io
import json
from collections import Counter
from dataclasses import replace
from typing import TYPE_CHECKING

from hypothesis import given as given_any
from hypothesis import strategies as st

from digest.engine.planning import made_from
from digest.registry import Registry, parse_table
from digest.site.plan import plan_site
from digest.site.shares import COLUMNS, KINDS, Row, rows
from digest.site.terms import Shelf, Terms
from tests.planning.helpers import given, plan, registry, story

if TYPE_CHECKING:
    from collections.abc import Sequence

    from digest.site.given import Input
    from digest.site.share_views import SharesView, ShareTable
    from digest.site.stories import Story
    from tests.planning.helpers import Planned

PUBLICATIONS = """\
gazette: {name: {en: Gazette, ru: Газета}, country: KZ, funder: {en: Its readers., ru: Читатели.}, description: {en: x}}
herald: {name: {en: Herald}, country: international, funder: {en: ' its  READERS.'}, description: {en: x}}
mirror: {name: {en: Mirror}, owner: unknown, funder: unknown, country: unknown, description: {en: x}}
"""
NAMES = ("gazette", "herald", "mirror", None)


def world(stories: Sequence[Story]) -> Input:
    table, problems = parse_table("publications", PUBLICATIONS, "publications.yaml")
    assert problems == []
    return replace(given(stories), registry=replace(registry(), publications=table))


def shelf(stories: Sequence[Story]) -> Shelf:
    known: Registry = world(stories).registry
    return Shelf(stories, Terms(known))


def written(*names: str | None, lang: str = "en") -> list[Story]:
    return [story(f"s-{lang}-{at}", publication=name, lang=lang) for at, name in enumerate(names)]


def planned(stories: Sequence[Story]) -> dict[str, object]:
    return {job.path: job.output() for job in plan_site(world(stories))}


def view(stories: Sequence[Story], path: str = "/about/publications/") -> SharesView:
    found: SharesView = planned(stories)[path].context["shares"]  # type: ignore[attr-defined]
    return found


def said(table: ShareTable) -> list[tuple[str, int, str]]:
    return [(share.link.name if share.link else "", share.count, share.percent) for share in table.shares]


STORIES = written("gazette", "gazette", "herald", "mirror", "gazette", None, "herald", "gazette")


def test_shares_are_of_all_articles_and_what_is_not_known_is_counted_last() -> None:
    publications, funders, countries = view(STORIES).tables

    assert said(publications) == [("Gazette", 4, "50%"), ("Herald", 2, "25%"), ("Mirror", 1, "12.5%"), ("", 1, "12.5%")]
    assert said(funders) == [("Its readers.", 6, "75%"), ("", 2, "25%")]
    assert said(countries) == [("Kazakhstan", 4, "50%"), ("International organisation", 2, "25%"), ("", 2, "25%")]
    assert [share.is_known for share in funders.shares] == [True, False]


def test_publication_leads_to_its_list_and_nothing_else_leads_anywhere() -> None:
    publications, funders, countries = view(STORIES).tables

    assert [share.link.path for share in publications.shares if share.link] == [
        "/publications/gazette/",
        "/publications/herald/",
        "/publications/mirror/",
    ]
    assert {share.link.path for table in (funders, countries) for share in table.shares if share.link} == {""}


def test_edition_counts_its_own_lists_in_its_own_words() -> None:
    russian = view([*STORIES, *written("gazette", "herald", lang="ru")], "/ru/about/publications/")

    assert russian.count == 2
    assert said(russian.tables[0]) == [("Газета", 1, "50\xa0%"), ("Herald", 1, "50\xa0%")]
    assert said(russian.tables[2])[0] == ("Казахстан", 1, "50\xa0%")


def test_site_without_articles_has_no_tables() -> None:
    assert view([]).tables == ()


def test_share_that_would_be_rounded_to_nothing_is_not_nothing() -> None:
    stories = [*written(*["gazette"] * 2000), story("one", publication="herald")]

    assert said(view(stories).tables[0]) == [("Gazette", 2000, "100%"), ("Herald", 1, "under 0.1%")]


def test_many_publications_are_named_up_to_a_hundred_and_the_rest_is_one_line() -> None:
    stories = [story(f"s-{at:03}", publication=f"p-{at % 105:03}") for at in range(210)]
    table = plan(stories).page("/about/publications/").context["shares"].tables[0]  # type: ignore[attr-defined]

    assert (len(table.shares), table.others, table.shares[-1].count) == (101, 5, 10)
    assert sum(share.count for share in table.shares) == 210


@given_any(st.lists(st.sampled_from(NAMES), min_size=1, max_size=30))
def test_shares_of_each_kind_are_of_every_article_once(names: list[str | None]) -> None:
    found = rows(shelf(written(*names)))

    assert {row.by for row in found} == set(KINDS)
    for kind in KINDS:
        lines = [row for row in found if row.by == kind]
        assert sum(row.articles for row in lines) == len(names)
        assert abs(sum(row.share for row in lines) - 1) < 0.001
    counted = Counter(name or "" for name in names)
    assert {row.key: row.articles for row in found if row.by == "publication"} == dict(counted)


def test_files_say_the_same_as_the_rows() -> None:
    outputs = planned(STORIES)
    text = outputs["/data/shares.csv"].content.decode("utf-8-sig")  # type: ignore[attr-defined]
    whole = json.loads(outputs["/data/shares.json"].content)  # type: ignore[attr-defined]
    expected = rows(shelf(STORIES))
    lines = [Row._fields, *(tuple(map(str, row)) for row in expected)]

    assert [tuple(row) for row in csv.reader(io.StringIO(text))] == lines
    assert [Row(**row) for row in whole["shares"]] == [Row(*(value or None for value in row)) for row in expected]
    assert whole["count"] == len(STORIES)
    assert [column.name for column in COLUMNS] == [*Row._fields]


def changed(before: Sequence[Story], after: Sequence[Story]) -> set[str]:
    one, other = ({job.path: made_from(job, b"", b"") for job in plan_site(world(each))} for each in (before, after))
    paths = {"/about/publications/", "/data/shares.csv", "/data/shares.json"}
    return {path for path in paths if one[path] != other[path]}


def test_edit_of_a_text_changes_no_share() -> None:
    edited = story("s-en-0", publication="gazette", body="<p>Other.</p>", title="Other", tags=("youth",))

    assert changed(STORIES, [edited, *STORIES[1:]]) == set()


def test_article_that_moves_to_another_publication_changes_them() -> None:
    assert len(changed(STORIES, [story("s-en-0", publication="herald"), *STORIES[1:]])) == 3


def test_publication_has_what_is_known_of_it_and_its_criticism_in_the_words_of_the_edition() -> None:
    text = (
        "gazette: {name: {en: Gazette}, description: {en: x}, country: KZ, languages: [kk, ru],"
        " licence: 'https://example.org/terms',"
        " criticism: [{text: {en: Late.}, url: 'https://example.org/a', date: 2016}]}"
    )
    stories = written("gazette", lang="ru")
    known = replace(registry(), publications=parse_table("publications", text, "p.yaml")[0])
    jobs = {job.path: job for job in plan_site(replace(given(stories), registry=known))}
    outlet = jobs["/ru/publications/gazette/"].output().context["listing"].outlet  # type: ignore[union-attr, attr-defined]
    (criticism,) = outlet.criticism

    assert (outlet.country, outlet.languages) == ("Казахстан", ("Казахский", "Русский"))
    assert outlet.licence_address == "https://example.org/terms"
    assert (criticism.text, criticism.lang, str(criticism.date)) == ("Late.", "en", "2016")


def test_foot_of_every_page_leads_to_who_is_speaking() -> None:
    site: Planned = plan(STORIES)

    assert {page.context["site"].shares.path for page in site.pages} == {"/about/publications/"}  # type: ignore[attr-defined]
