"""Those who help: on which articles, in what order, and what a change of them changes."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from digest.engine.planning import made_from
from digest.registry import parse_table
from digest.site.plan import plan_site
from tests.planning.helpers import given, registry, story

if TYPE_CHECKING:
    from digest.site.given import Job, Rendered
    from digest.site.help_views import HelpPanel, HelpView

HELP = """\
books: {name: {en: Books, ru: Книги}, description: {en: b}, url: 'https://b.example/', country: KZ, languages: [en],
  topics: [youth, courts]}
aid: {name: {en: Aid}, description: {en: a}, phone: '+7 (700) 12-34', country: international, languages: [ru, en],
  topics: [youth], checked: 2026-11-01}
zeal: {name: {en: Zeal}, description: {en: z}, url: 'https://z.example/', country: DE, languages: [ru], topics: [youth]}
odd: {name: {en: Odd}, description: {en: o}, url: 'https://o.example/'}
"""
STORIES = [
    story("youth", tags=("youth",)),
    story("courts", tags=("courts",)),
    story("both", tags=("courts", "youth")),
    story("youth-ru", lang="ru", tags=("youth",)),
    story("other", tags=("prevention",)),
]


def jobs(text: str = HELP) -> dict[str, Job]:
    table, problems = parse_table("helplines", text, "helplines.yaml", registry().tags)
    assert problems == []
    known = replace(given(STORIES), registry=replace(registry(), helplines=table))
    return {job.path: job for job in plan_site(known)}


def made(path: str, text: str = HELP) -> Rendered:
    found: Rendered = jobs(text)[path].output()  # type: ignore[assignment]
    return found


def panel(path: str) -> list[str]:
    found: HelpPanel | None = made(path).context["article"].help  # type: ignore[attr-defined]
    return [line.id for line in found.lines] if found else []


def test_article_has_those_who_help_with_its_topics_each_once_and_no_others() -> None:
    assert panel("/articles/courts/") == ["books"]
    assert panel("/articles/both/") == ["aid", "books", "zeal"]
    assert panel("/articles/other/") == []


def test_who_speaks_the_language_of_the_reader_comes_first() -> None:
    assert panel("/articles/youth/") == ["aid", "books", "zeal"]
    assert panel("/ru/articles/youth-ru/") == ["aid", "zeal", "books"]


def test_page_has_all_by_country_in_the_words_of_the_edition() -> None:
    view: HelpView = made("/ru/help/").context["help"]  # type: ignore[assignment]
    (line,) = view.groups[2].lines

    assert [(group.label, [line.id for line in group.lines]) for group in view.groups] == [
        ("Германия", ["zeal"]),
        ("Казахстан", ["books"]),
        ("Международная организация", ["aid"]),
        ("", ["odd"]),
    ]
    assert view.groups[1].lines[0].name == "Книги"
    assert (line.phone, line.dial, str(line.checked), line.lang) == ("+7 (700) 12-34", "+77001234", "2026-11-01", "en")


def test_site_without_helplines_has_no_page_of_them_and_leads_to_none() -> None:
    assert "/help/" not in jobs("")
    assert made("/", "").context["site"].help is None  # type: ignore[attr-defined]
    assert made("/").context["site"].help.path == "/help/"  # type: ignore[attr-defined]


def test_change_of_a_helpline_changes_only_the_pages_that_show_it() -> None:
    after = HELP.replace("{en: z}", "{en: other}")
    one, other = ({path: made_from(job, b"", b"") for path, job in jobs(text).items()} for text in (HELP, after))
    changed = {path for path in one if one[path] != other[path]}

    assert changed == {"/articles/youth/", "/articles/both/", "/ru/articles/youth-ru/", "/help/", "/ru/help/"}
