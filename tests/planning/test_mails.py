"""A week as an e-mail: small enough to be shown whole, fetching nothing, the same in HTML and in plain text."""

from __future__ import annotations

import re
from collections import Counter
from datetime import date
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from digest.checks.mails import judge_mail
from digest.engine.rendering import content_of
from digest.engine.theme import Printer
from digest.site.filters import Once
from digest.site.mails import MOST_BYTES
from digest.site.plainlines import WIDTH, columns, is_address
from digest.site.plan import plan_site
from tests.planning.helpers import URL, introduction, leaf, story, theme_in
from tests.planning.helpers import given as given_stories
from tests.support.pages import read_page
from tests.support.project import ROOT

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from digest.engine.theme import Theme
    from digest.site.stories import Leaf, Story
    from tests.support.pages import BuiltPage

DAY = date(2026, 11, 18)
WORDS = st.text(st.sampled_from("ab \"<>&'éҚж館 "), max_size=900)


@pytest.fixture(scope="module")
def theme() -> Theme:
    return theme_in(ROOT / "theme")


def made(theme: Theme, path: str, stories: Iterable[Story], leaves: Sequence[Leaf[Any]] = (), url: str = URL) -> bytes:
    """Return the bytes of the file at *path* of a site of *stories*."""
    (job,) = (job for job in plan_site(given_stories(stories, leaves, url=url)) if job.path == path)
    return content_of(job, Printer(theme, Once), url)


def html(theme: Theme, stories: Iterable[Story], leaves: Sequence[Leaf[Any]] = (), prefix: str = "/") -> BuiltPage:
    path = f"{prefix}digest/2026-W47/mail.html"
    return read_page(path, made(theme, path, stories, leaves).decode())


def text(theme: Theme, stories: Iterable[Story], leaves: Sequence[Leaf[Any]] = (), prefix: str = "/") -> str:
    return made(theme, f"{prefix}digest/2026-W47/mail.txt", stories, leaves).decode()


def stories(number: int, **keys: Any) -> list[Story]:
    return [story(f"s-{at:03}", added=DAY, **keys) for at in range(number)]


def articles_in(addresses: Iterable[str]) -> list[str]:
    return [address.split("/")[-2] for address in addresses if "/articles/" in address]


def hrefs(page: BuiltPage) -> list[str]:
    return [link.attrib["href"] for link in page.all("a")]


def addresses_in(plain: str) -> list[str]:
    return [line for line in plain.splitlines() if is_address(line)]


def test_mail_is_valid_says_its_language_and_is_found_by_no_search_engine(theme: Theme) -> None:
    page = html(theme, [story("a-ar", added=DAY, lang="ar"), story("b", added=DAY)], prefix="/ar/")

    assert page.errors == ()
    assert (page.tree.get("lang"), page.tree.get("dir")) == ("ar", "rtl")
    assert page.meta("robots") == ["noindex"]
    assert len(list(page.all("h1"))) == 1
    assert list(page.all("table", "img", "script", "link", "form")) == []
    assert len(list(page.all("style"))) == 1


def test_every_address_is_whole(theme: Theme) -> None:
    body = '<p>See <a href="ROOT/articles/a/">it</a>.</p>'
    leaves = [introduction("2026-W47", html=body), leaf("how-we-work")]
    found = [story("a", added=DAY), story("b-ru", added=DAY, lang="ru", section=None)]

    assert {address.removeprefix(URL) for address in hrefs(html(theme, found, leaves))} == {
        "/", "/digest/2026-W47/", "/articles/a/", "/ru/articles/b-ru/", "/how-we-work/",
    }  # fmt: skip
    assert all(address.startswith(f"{URL}/") for address in hrefs(html(theme, found, leaves)))
    assert {address.removeprefix(URL) for address in addresses_in(text(theme, found, leaves))} == {
        "/digest/2026-W47/", "/articles/a/", "/ru/articles/b-ru/", "/how-we-work/",
    }  # fmt: skip


def test_both_forms_say_the_same(theme: Theme) -> None:
    leaves = [introduction("2026-W47", title="On halls", summary="In short.", authors=("Law desk",))]
    found = [
        story("a", None, added=DAY, title="A hall", summary="It opens."),
        story("b", "2016", added=DAY, section="news", publication="wire", places=("aktobe",)),
    ]
    page, plain = html(theme, found, leaves).text, " ".join(text(theme, found, leaves).split())

    for said in (
        "On halls", "16–22 November 2026", "In short.", "To begin with.", "By Law desk",
        "2 articles from 2 publications", "A hall Date unknown · Digest It opens.",
        "Title of b 2016 · Aktobe · Wire Lede of b.",
    ):  # fmt: skip
        assert said in page, said
        assert said in plain, said


def test_picture_of_an_introduction_does_not_get_into_a_mail(theme: Theme) -> None:
    body = '<p>One.</p><p><img src="ROOT/images/a.png" alt="A > &quot;plan&quot;"></p><p>Two.</p>'
    page = html(theme, stories(1), [introduction("2026-W47", html=body)])

    assert list(page.all("img")) == []
    assert "One.Two." in page.text.replace(" ", "")


def test_week_that_is_too_large_is_cut_fairly_and_says_what_is_left(theme: Theme) -> None:
    large = [
        story(f"{section}-{at:03}", added=DAY, section=section, summary="Слово. " * 60)
        for section in ("law", "news", "halls")
        for at in range(60)
    ]
    found = [*large, story("z", added=DAY, section="books")]
    content = made(theme, "/digest/2026-W47/mail.html", found)
    page = read_page("/", content.decode())
    shown = articles_in(hrefs(page))
    counts = Counter(slug.partition("-")[0] for slug in shown)

    assert MOST_BYTES * 3 // 5 < len(content) < MOST_BYTES
    assert counts["z"] == 1
    assert counts["law"] - counts["halls"] in {0, 1}
    assert f"and {60 - counts['law']} more" in page.text
    assert f"{URL}/digest/2026-W47/sections/law/" in hrefs(page)
    assert articles_in(addresses_in(text(theme, found))) == shown


@settings(max_examples=25, suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture])
@given(
    words=st.lists(WORDS.filter(str.strip), min_size=1, max_size=4),
    number=st.integers(1, 260),
    sections=st.integers(1, 240),
    times=st.integers(1, 60),
)
def test_mail_is_never_larger_than_a_mail_program_shows(
    theme: Theme, words: list[str], number: int, sections: int, times: int
) -> None:
    found = [
        story(
            f"s-{at:03}",
            added=DAY,
            title=words[at % len(words)] * times,
            summary=words[-1] * times,
            section=f"part-{at % sections}",
            places=("aktobe",),
            publication="wire",
            lang=("en", "ru", "ar")[at % 3],
        )
        for at in range(number)
    ]
    opening = introduction(
        "2026-W47", html=f"<p>{'A word. ' * 100 * times}</p>", title=words[0] * times, summary=words[0]
    )
    content = made(theme, "/digest/2026-W47/mail.html", found, [opening], url=f"https://{'a.' * 40}example.org")
    page = read_page("/", content.decode())
    left = [int(said.replace(",", "")) for said in re.findall(r"and ([0-9,]+) more", page.text)]

    assert [fault for fault in judge_mail(content) if fault[1] != "O177"] == []
    assert len(set(articles_in(hrefs(page)))) + sum(left) == number


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(WORDS.filter(str.strip), WORDS.filter(str.strip))
def test_no_line_of_the_text_is_too_wide_and_addresses_stand_alone(theme: Theme, title: str, summary: str) -> None:
    found = [story("a", added=DAY, title=title, summary=summary), story("b-ar", added=DAY, lang="ar", title=title)]
    for prefix in ("/", "/ar/"):
        for line in text(theme, found, [introduction("2026-W47", title=title)], prefix).splitlines():
            assert is_address(line) or (columns(line) <= WIDTH and "://" not in line), line
            assert line == line.rstrip()


def test_same_week_gives_the_same_bytes(theme: Theme) -> None:
    for name in ("mail.html", "mail.txt"):
        one, other = (made(theme, f"/digest/2026-W47/{name}", order) for order in (stories(50), stories(50)[::-1]))

        assert one == other
