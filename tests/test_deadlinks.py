"""What is gone is proposed after a round, read by a build, and readers are led to its copy."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from digest.checks.external.burying import bury
from digest.checks.external.model import DEAD, FINE, Answer, Kept, Link, Round
from digest.deadlinks import Gone, load_gone, render_gone
from tests.support.pages import read_page
from tests.support.project import article, build, write_project

if TYPE_CHECKING:
    from pathlib import Path

COPY = "https://archive.example/a"
GONE = {"https://example.org/a?b=1": Gone(date(2026, 11, 1), COPY, date(2020, 5, 4))}


def kept(verdict: str, since: int, asked: int = 26) -> Kept:
    return Kept(Answer(verdict, "404"), date(2026, 11, asked), date(2026, 11, since))


def test_page_that_is_dead_for_a_week_and_has_a_copy_is_led_to_it() -> None:
    links = [Link(f"https://example.org/{name}", "a.md", archive=COPY) for name in ("long", "new", "fine")]
    links.append(Link("https://example.org/alone", "a.md"))
    found = Round(
        {
            "https://example.org/long": kept(DEAD, 19),
            "https://example.org/new": kept(DEAD, 20),
            "https://example.org/fine": kept(FINE, 1),
            "https://example.org/alone": kept(DEAD, 1),
        }
    )

    assert bury(links, found, {}) == {"https://example.org/long": Gone(date(2026, 11, 19), COPY)}


def test_what_is_known_to_be_gone_stays_until_it_answers() -> None:
    address = next(iter(GONE))

    assert bury([], Round(), GONE) == GONE
    assert bury([], Round({address: kept(DEAD, 25)}), GONE) == GONE
    assert bury([], Round({address: kept(FINE, 25)}), GONE) == {}


def test_file_is_read_as_it_was_written(tmp_path: Path) -> None:
    (tmp_path / "dead-links.yaml").write_text(render_gone(GONE), "utf-8")

    assert load_gone(tmp_path) == (GONE, [])


def test_what_says_too_little_is_told(tmp_path: Path) -> None:
    text = '"https://example.org/a": {gone: 2026-11-01}\nnowhere: {gone: 2026-11-01, copy: "https://a.example/"}\n'
    (tmp_path / "dead-links.yaml").write_text(text + '"https://example.org/b": {gone: soon, copy: x}\n', "utf-8")

    gone, problems = load_gone(tmp_path)

    assert gone == {}
    assert [(problem.line, problem.code) for problem in problems] == [(1, "R130"), (2, "R130"), (3, "R130")]


def test_readers_are_led_to_the_copy_and_read_where_the_original_was(tmp_path: Path) -> None:
    address = next(iter(GONE))
    text = article("a", f"See [the report]({address}#part).", source=f"{{url: '{address}'}}", lang="ru", rights="full")
    dossier = f"---\ntitle: D\nslug: d\nlang: ru\nadded: 2026-01-05\narticles: [a]\n---\n\nSee [it]({address}).\n"
    files = {"content/articles/2016/a.md": text, "content/dossiers/d.md": dossier}
    folder = write_project(tmp_path, files | {"content/registry/dead-links.yaml": render_gone(GONE)})
    output = build(folder, folder / "output")
    stock = build(folder, folder / "stock", env={"DIGEST_ENGINE": "off"})

    for path in ("ru/articles/a/index.html", "ru/dossiers/d/index.html", "ru/feed.atom"):
        content = (output / path).read_text("utf-8")
        assert f'href="{address}' not in content.replace("&quot;", '"').replace("&amp;", "&"), path
        assert (stock / path).read_text("utf-8") == content
    page = read_page("/", (output / "ru/articles/a/index.html").read_text("utf-8"))
    assert page.text.count("это замечено 1 ноября 2026") == 2
    assert [link.text for link in page.all("a") if link.get("href") == COPY] == ["the report", "Архивная копия"]
