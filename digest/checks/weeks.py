"""Rules over the introductions to weekly digests: the week that one is of is that of its file, and has articles."""

from __future__ import annotations

from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from digest.model import Week

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from digest.checks.content import Article, Checked
    from digest.model import Problem
    from digest.schema import WeekMatter


def check_weeks(introductions: Sequence[Checked[WeekMatter]], articles: Sequence[Article]) -> Iterator[Problem]:
    """Yield what is wrong with *introductions*, of which each says something of the week's *articles*."""
    added = [(Week.of(article.matter.added), article.matter) for article in articles if introductions]
    filled = {(week, matter.lang) for week, matter in added if matter.status == "published"}
    first: dict[tuple[Week, str], Checked[WeekMatter]] = {}
    for one in introductions:
        matter = one.matter
        week, lang = _named(one.path)
        if week != str(matter.week) or lang not in {"", matter.lang}:
            yield one.problem("week", "C175", *_misnamed(matter))
        other = first.setdefault((matter.week, matter.lang), one)
        if other is not one:
            message = f"{matter.week} already has an introduction in {matter.lang!r}: {other.path}"
            yield one.problem("week", "C177", message, "keep one of the two")
        if matter.status == "published":
            yield from _check_published(one, filled, is_default=not lang)


def _named(path: str) -> tuple[str, str]:
    """Return the week and the language that the name of a file says: `2026-W47.ru.md`; the default one says none."""
    week, _, lang = PurePosixPath(path).name.removesuffix(".md").partition(".")
    return week, lang


def _misnamed(matter: WeekMatter) -> tuple[str, str]:
    hint = f"name the file {matter.week}.md in the site's main language, or {matter.week}.{matter.lang}.md"
    return f"the name of the file is not that of week {matter.week} in {matter.lang!r}", f"{hint}, or mend `week`"


def _check_published(one: Checked[WeekMatter], filled: set[tuple[Week, str]], *, is_default: bool) -> Iterator[Problem]:
    """Yield what readers would miss: in the main language a week shows the articles of all, else those of its own."""
    week, lang = one.matter.week, one.matter.lang
    if (week, lang) not in filled and not (is_default and any(week == other for other, _ in filled)):
        whose = "" if is_default else f" in {lang!r}"
        hint = "see `added` of the articles, or set `status: draft` until there are some"
        yield one.problem("week", "C331", f"no article{whose} was added in {week}, so nobody sees this", hint)
    if not one.has_text:
        message, hint = "the introduction has no text", "write it below the front matter"
        yield one.problem("week", "C178", message, hint)
