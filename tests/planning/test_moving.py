"""Pages at old addresses, and what is told of them to servers and hosts."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from digest import hosting
from digest.moves import Answer, Moves, load_moves, read_moves, render_moves
from digest.site.given import Rendered
from digest.site.moving import render_headers
from digest.site.plan import plan_site
from tests.planning.helpers import Planned, given, leaf, story

if TYPE_CHECKING:
    from pathlib import Path

MOVES = Moves(
    {"/articles/old/": "/articles/law/", "/tags/two/": "/tags/youth/", "/ru/old/": "/ru/"}, {"/tags/x/": "/tags/x/"}
)


@pytest.fixture(scope="module")
def site() -> Planned:
    usual = given([story("law", tags=("youth",)), story("zakon", lang="ru")], [leaf("about")])
    whole = replace(usual, registry=replace(usual.registry, moves=MOVES))
    return Planned([job.output() for job in plan_site(whole)])


def test_page_at_an_old_address_leads_on_in_the_language_of_its_edition(site: Planned) -> None:
    english, russian = (site.page(path) for path in ("/articles/old/", "/ru/old/"))

    assert (english.context["to"], english.head.title) == ("/articles/law/", "This page has moved")
    assert (russian.context["to"], russian.head.title) == ("/ru/", "Страница переехала")


def test_page_of_what_is_gone_says_so(site: Planned) -> None:
    page = site.page("/tags/x/")

    assert (page.context["to"], page.head.title) == (None, "This page was taken away")


def test_old_addresses_are_in_no_sitemap(site: Planned) -> None:
    assert not any(old in site.raw("/sitemap.xml") for old in ("/old/", "/tags/two/", "/tags/x/"))


def test_feeds_and_citations_go_with_their_page(site: Planned) -> None:
    lines = site.raw("/_redirects").splitlines()

    assert "/articles/old/ /articles/law/ 301" in lines
    assert "/articles/old/cite.bib /articles/law/cite.bib 301" in lines
    assert "/tags/two/feed.atom /tags/youth/feed.atom 301" in lines
    assert "/tags/two/page/* /tags/youth/ 301" in lines
    assert [line for line in lines if "/tags/two/cite" in line or line.startswith("/tags/x/ ")] == []


def test_site_without_old_addresses_has_no_list_of_them() -> None:
    planned = Planned([job.output() for job in plan_site(given([story("law")]))])

    assert {"/moved.json", "/_redirects"} & set(planned.paths) == set()
    assert "moved.html" not in {page.template for page in planned.outputs if isinstance(page, Rendered)}


def test_new_article_makes_no_page_at_an_old_address_anew() -> None:
    usual = given([story("law")])
    registry = replace(usual.registry, moves=MOVES)
    one, two = (
        {job.path: job.needs for job in plan_site(replace(given(stories), registry=registry))}
        for stories in ([story("law")], [story("law"), story("new")])
    )

    assert [path for path in (*MOVES.moved, *MOVES.gone, "/moved.json", "/_redirects") if one[path] != two[path]] == []


@pytest.mark.parametrize(
    ("path", "answer"),
    [
        ("/articles/old/", Answer(301, "/articles/law/")),
        ("/tags/two/page/7/", Answer(301, "/tags/youth/")),
        ("/tags/x/", Answer(410, "/tags/x/")),
        ("/tags/x/page/2/", Answer(301, "/tags/x/")),
        ("/tags/two/page/7/8/", None),
        ("/tags/two", None),
        ("/page/7/", None),
        ("/", None),
    ],
)
def test_what_is_said_at_an_address(path: str, answer: Answer | None) -> None:
    assert MOVES.answer(path) == answer


def test_list_of_old_addresses_is_read_as_it_was_written(tmp_path: Path) -> None:
    (tmp_path / "moved.json").write_bytes(render_moves(MOVES))

    assert read_moves(tmp_path) == MOVES
    assert read_moves(tmp_path / "nowhere") == Moves()


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("/articles/old/: /articles/law/\n/tags/x/: gone\n", []),
        ("/a/: /images/plan.svg\n/b/: /\n/digest/2026-W01/: /digest/2026-W02/\n", []),
        ("articles/old: /articles/law/\n", [(1, "B111")]),
        ("/a/: /b/\n/a b/: /\n/../: /\n/a/x.html: /\n/A;/: /\n", [(2, "B111"), (3, "B111"), (4, "B111"), (5, "B111")]),
        ("/a/: https://example.org/\n/b/: [x]\n/c/: ../d/\n/e/: '/f g/'\n", [(line, "B112") for line in range(1, 5)]),
        ("/a/: /b/\n/b/: /c/\n/d/: /d/\n", [(1, "B113"), (3, "B113")]),
        ("/a/: /b/: c\n", [(1, "B110")]),
    ],
)
def test_fault_of_the_registry_is_told_at_its_line(tmp_path: Path, text: str, codes: list[tuple[int, str]]) -> None:
    (tmp_path / "redirects.yaml").write_text(text, "utf-8")

    moves, problems = load_moves(tmp_path)

    assert [(problem.line, problem.code) for problem in problems] == codes
    lines = len(text.splitlines())
    assert len(moves.moved) + len(moves.gone) == (0 if codes and codes[0][1] == "B110" else lines - len(codes))


def test_registry_that_is_not_utf_8_is_told(tmp_path: Path) -> None:
    (tmp_path / "redirects.yaml").write_bytes(b"/\xff/: /\n")

    assert [problem.code for problem in load_moves(tmp_path)[1]] == ["B110"]


def test_hosts_are_told_every_header_once() -> None:
    text = render_headers((("X-More", "yes"),)).decode()
    first = text.split("\n/", 1)[0].splitlines()

    assert first == ["/*", *(f"  {name}: {value}" for name, value in hosting.HEADERS.items()), "  X-More: yes"]
    assert all(len(line) < 2000 for line in text.splitlines())  # what Cloudflare takes
