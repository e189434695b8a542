"""What lists say of themselves: figures, charts, companions, stretches, neighbours; each counted once more by hand."""

from __future__ import annotations

import re
from collections import Counter
from datetime import date
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import HealthCheck, given, settings

from digest.engine.rendering import content_of
from digest.engine.theme import Printer
from digest.model import PartialDate
from digest.site.filters import Once
from digest.site.given import Rendered
from digest.site.list_views import Chart
from digest.site.plan import plan_site
from tests.planning.helpers import URL, Planned, plan, story, theme_in
from tests.planning.helpers import given as given_site
from tests.planning.worlds import WORLDS, World, all_words
from tests.support.project import ROOT

if TYPE_CHECKING:
    from collections.abc import Iterable

    from digest.site.list_views import Branch, FrontView, IndexView, ListView
    from digest.site.stories import Story
    from tests.planning.worlds import AllWords

SLOW = settings(max_examples=60, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])


@pytest.fixture(scope="module")
def words(tmp_path_factory: pytest.TempPathFactory) -> AllWords:
    return all_words(tmp_path_factory.mktemp("locale"))


def listing(site: Planned, path: str) -> ListView:
    return site.page(path).context["listing"]  # type: ignore[return-value]


def index_of(site: Planned, path: str) -> IndexView:
    return site.page(path).context["index"]  # type: ignore[return-value]


def front(site: Planned) -> FrontView:
    return site.page("/").context["front"]  # type: ignore[return-value]


def pages_of_lists(outputs: Iterable[object]) -> dict[str, ListView]:
    pages = (made for made in outputs if isinstance(made, Rendered) and "listing" in made.context)
    return {page.path: page.context["listing"] for page in pages}  # type: ignore[misc]


def pages_of(view: ListView, pages: dict[str, ListView]) -> list[ListView]:
    """Return the pages of a list, the newest first."""
    found = [view]
    while found[-1].pager.older:
        found.append(pages[found[-1].pager.older])
    return found


# --- counted by hand ---


@SLOW
@given(WORLDS)
def test_every_figure_of_a_list_is_what_its_articles_say(words: AllWords, world: World) -> None:
    pages = pages_of_lists(job.output() for job in plan_site(world.given(words, {})))
    for view in pages.values():
        if view.pager.age is not None:
            continue
        cards = [card for page in pages_of(view, pages) for card in page.cards]
        assert view.count == len(cards)

        if view.chart:
            assert sum(bar.count for bar in view.chart.bars + view.chart.apart) == len(cards)
            known = [card.published for card in cards if card.published]
            if view.chart.unit == "year":
                assert {bar.label: bar.count for bar in view.chart.bars if bar.count} == Counter(
                    f"{day.year:04}" for day in known
                )
            else:
                assert [bar.count for bar in view.chart.bars if bar.count] == [
                    count for _, count in sorted(Counter((day.year, day.month) for day in known if day.month).items())
                ]
        for group, kind in zip(view.companions, ("tags", "place"), strict=False):
            if group.links[0].path.startswith(("/tags/", "/ru/tags/", "/ar/tags/")):
                beside = Counter(link.path for card in cards for link in card.tags)
                assert {link.path: link.count for link in group.links}.items() <= beside.items(), kind
                assert [link.count for link in group.links] == sorted(link.count or 0 for link in group.links)[::-1]


@SLOW
@given(WORLDS)
def test_every_article_of_a_page_stands_in_one_stretch_and_every_bar_leads_to_its_articles(
    words: AllWords, world: World
) -> None:
    pages = pages_of_lists(job.output() for job in plan_site(world.given(words, {})))
    for path, view in pages.items():
        slugs = [card.slug for part in view.stretches for card in part.cards]
        assert sorted(slugs) == sorted(card.slug for card in view.cards), path
        anchors = [part.anchor for part in view.stretches]
        assert len(anchors) == len(set(anchors))
        for part in view.stretches:
            assert part.count is None or part.count >= len(part.cards)
        for bar in (*view.chart.bars, *view.chart.apart) if view.chart else ():
            if bar.path and "#" in bar.path:
                page, anchor = bar.path.split("#")
                (found,) = (part for part in pages[page].stretches if part.anchor == anchor)
                assert found.label
                newer = pages[page].pager.newer
                assert not newer or anchor not in [part.anchor for part in pages[newer].stretches]


# --- one by one ---


def test_list_says_in_words_what_it_holds() -> None:
    site = plan(
        [
            story("a", "2010", tags=("courts",)),
            story("b", "2016-05", tags=("courts",), publication="wire", lang="ru"),
            story("c", None, tags=("courts",)),
        ]
    )

    assert listing(site, "/tags/courts/").figures == (
        "from 2010 to 2016, in 2 publications, in 2 languages, 1 without a date"
    )
    assert listing(site, "/archive/2016/05/").figures == "in 1 publication"
    assert listing(site, "/languages/ru/").figures == "from 2016, in 1 publication"
    assert site.page("/archive/2016/").head.description == "1 article, in 1 publication"
    assert site.page("/tags/courts/").head.description == "Trials."


def test_short_span_is_shown_by_month_and_a_long_one_by_year() -> None:
    months = listing(plan([story("a", "2016-03-05"), story("b", "2016-05-01"), story("c", "2016")]), "/latest/").chart
    years = listing(plan([story("a", "2016-03-05"), story("b", "2019-05-01")]), "/latest/").chart

    assert months is not None
    assert years is not None
    assert [(bar.label, bar.count, bar.tick) for bar in months.bars] == [
        ("March 2016", 1, "M"), ("April 2016", 0, "A"), ("May 2016", 1, "M"),
    ]  # fmt: skip
    assert [(bar.label, bar.count) for bar in months.apart] == [("2016, month unknown", 1)]
    assert months.said == "from March 2016 to May 2016, most in March 2016: 1"
    assert (years.unit, len(years.bars)) == ("year", 4)


def test_year_shows_its_months_and_each_month_leads_to_its_list() -> None:
    chart = listing(plan([story("a", "2016-03-05"), story("b", "2016-03"), story("c", "2016")]), "/archive/2016/").chart

    assert chart is not None
    assert [bar.count for bar in chart.bars] == [0, 0, 2, *[0] * 9]
    assert chart.bars[2].path == "/archive/2016/03/"
    assert [(bar.label, bar.count) for bar in chart.apart] == [("Month unknown", 1)]


def test_year_and_month_lead_to_those_before_and_after_that_have_articles() -> None:
    site = plan([story("a", "2010-03"), story("b", "2016-12-05"), story("c", "2017-02"), story("d", None)])
    year, month = listing(site, "/archive/2016/"), listing(site, "/archive/2017/02/")

    assert year.before is not None
    assert year.after is not None
    assert month.before is not None
    assert (year.before.path, year.after.name) == ("/archive/2010/", "2017")
    assert (month.before.name, month.before.path, month.after) == ("December 2016", "/archive/2016/12/", None)
    assert [link.path for link in month.trail] == ["/archive/", "/archive/2017/"]


def test_list_of_one_article_says_its_year_once() -> None:
    (part,) = listing(plan([story("a", "2016-03", tags=("youth",))]), "/tags/youth/").stretches

    assert part.label == ""


def test_list_by_year_counts_each_year_as_a_whole_on_its_newest_page_only() -> None:
    site = plan([story(f"s-{at}", f"{2010 + at // 5}-01", tags=("youth",)) for at in range(10)], page_size=4)
    newest, older = (listing(site, path).stretches for path in ("/tags/youth/", "/tags/youth/page/1/"))

    assert [(part.label, part.count, len(part.cards)) for part in newest] == [("2011", 5, 5), ("2010", 5, 1)]
    assert [(part.label, part.count) for part in older] == [("2010", None)]


def test_terms_above_and_below_a_list_are_none_of_its_companions() -> None:
    stories = [story(f"s-{at}", places=("kazakhstan", "aktobe"), tags=("youth", "courts")) for at in range(3)]
    aktobe = listing(plan(stories), "/places/aktobe/")

    assert [(group.label, [(link.name, link.count) for link in group.links]) for group in aktobe.companions] == [
        ("Most frequent tags", [("Courts", 3), ("Youth", 3)])
    ]
    assert [link.name for link in aktobe.trail] == ["Places", "Kazakhstan"]


def test_term_that_stands_once_in_a_list_is_none_of_its_companions() -> None:
    site = plan([story("a", tags=("courts", "youth")), story("b", tags=("courts",), places=("aktobe",))])

    assert listing(site, "/tags/courts/").companions == ()
    assert [group.links[0].path for group in listing(site, "/latest/").companions] == ["/tags/courts/"]


def test_line_of_a_figure_begins_where_reading_begins() -> None:
    stories = [story(f"s-{at}", lang="ar", tags=("courts", *(["youth"] if at % 2 else []))) for at in range(4)]
    jobs = {job.path: job for job in plan_site(given_site(stories))}
    printer = Printer(theme_in(ROOT / "theme"), Once)
    left, right = (content_of(jobs[path], printer, URL).decode() for path in ("/latest/", "/ar/latest/"))

    assert re.findall('"bars__now" x="(.*?)" width="(.*?)"', left) == [("0%", "100.0%"), ("0%", "50.0%")]
    assert re.findall('"bars__now" x="(.*?)" width="(.*?)"', right) == [("0.0%", "100.0%"), ("50.0%", "50.0%")]


def test_narrower_terms_of_a_list_bear_no_counts_since_these_change_with_articles_elsewhere() -> None:
    site = plan([story("a", tags=("prevention",)), story("b", tags=("youth",)), story("c", tags=("youth",))])

    assert [branch.link.count for branch in listing(site, "/tags/prevention/").narrower] == [None]
    assert [branch.link.path for branch in listing(site, "/tags/prevention/").narrower] == ["/tags/youth/"]


# --- languages ---


def test_languages_have_lists_where_an_edition_has_several() -> None:
    site = plan([story("a"), story("b", lang="ru"), story("c", lang="fr")])
    index = index_of(site, "/languages/")

    assert [(link.name, link.count, link.path) for link in index.groups[0].links] == [
        ("English", 1, "/languages/en/"), ("Français", 1, "/languages/fr/"), ("Русский", 1, "/languages/ru/"),
    ]  # fmt: skip
    assert site.slugs("/languages/fr/") == ["c"]
    assert site.page("/languages/fr/").head.title == "Articles in French"
    assert {"/languages/fr/feed.atom", "/languages/fr/feed.json"} <= set(site.paths)
    assert not [path for path in site.paths if path.startswith("/ru/languages/")]
    assert not [path for path in plan([story("a")]).paths if "languages" in path]


# --- indexes ---


def names(branch: Branch) -> object:
    return (branch.link.name, branch.link.count, [names(one) for one in branch.branches])


def test_index_has_other_names_under_their_letter_and_leads_to_the_list() -> None:
    site = plan([story("a", tags=("prevention", "youth"))])
    index = index_of(site, "/tags/")

    assert [(group.label, [(link.name, link.see) for link in group.links]) for group in index.groups] == [
        ("P", [("Prevention", ""), ("PVE", "Prevention")]), ("Y", [("Youth", "")]),
    ]  # fmt: skip
    assert index.count == 2
    assert [names(branch) for branch in index.tree] == [("Prevention", 1, [("Youth", 1, [])])]


def test_other_names_are_those_in_the_letters_of_the_edition() -> None:
    site = plan([story("a", lang="ru", tags=("prevention",))])

    assert [link.name for group in index_of(site, "/ru/tags/").groups for link in group.links] == ["Предупреждение"]


def test_places_stand_below_their_country_even_if_it_has_no_articles() -> None:
    assert [names(branch) for branch in index_of(plan([story("a", places=("aktobe",))]), "/places/").tree] == [
        ("Kazakhstan", None, [("Aktobe", 1, [])])
    ]


# --- topics that moved ---


def came(slug: str, month: int, *tags: str) -> Story:
    return story(slug, added=date(2026, month, 5), tags=tags)


def test_topic_has_moved_if_more_came_in_the_last_month_than_in_one_before() -> None:
    view = front(
        plan(
            [
                came("a", 6, "youth"), came("b", 6, "youth"), came("c", 6, "courts"),
                came("d", 5, "youth"), came("e", 4, "courts"), came("f", 3, "courts", "prevention"),
                came("g", 5, "courts"), came("h", 2, "youth"),
            ]
        )
    )  # fmt: skip

    assert view.ways.month == "June 2026"
    assert [(topic.link.name, topic.now, topic.before) for topic in view.ways.moved] == [("Youth", 2, 0.3)]


def test_nothing_has_moved_where_all_came_in_one_month_or_nothing_came() -> None:
    assert front(plan([came("a", 6, "youth")])).ways.moved == ()
    assert front(plan([])).ways.moved == ()


# --- three clicks ---


def seen_in(value: Any) -> Iterable[str]:
    """Yield every path in what a template sees, but for those of tables that a reader has to open."""
    if isinstance(value, dict | list | tuple):
        for item in value.values() if isinstance(value, dict) else value:
            yield from seen_in(item)
    fields = getattr(type(value), "__dataclass_fields__", ())
    for name in () if isinstance(value, Chart) else fields:
        item = getattr(value, name)
        if isinstance(item, str) and name in {"path", "latest", "newest", "older", "oldest", "languages"}:
            yield item
        elif not isinstance(item, str):
            yield from seen_in(item)


def test_any_of_ten_thousand_articles_is_three_clicks_from_the_front_page() -> None:
    """Not only where they are spread evenly: there are many of one month, of one day, and without a date."""
    busy = [story(f"b-{at}", "2016-03-05", section=None) for at in range(4000)]
    undated = [story(f"u-{at}", None, section=None) for at in range(3000)]
    even = [story(f"e-{at}", str(PartialDate(2007 + at % 10, 1 + at % 12)), section=None) for at in range(3000)]
    jobs = {job.path: job for job in plan_site(given_site([*busy, *undated, *even]))}
    near = {"/"}
    for _ in range(2):
        pages = (jobs[path].output() for path in near if path.startswith(("/archive/", "/latest/")) or path == "/")
        near |= {path for page in pages for path in seen_in(page.context) if path in jobs}  # type: ignore[union-attr]
    shown = {
        filed.story.matter.slug
        for path in near
        if path.startswith(("/archive/", "/latest/")) and path != "/archive/"
        for filed in jobs[path].needs[2]  # type: ignore[attr-defined]
    }

    assert len(shown) == 10_000
